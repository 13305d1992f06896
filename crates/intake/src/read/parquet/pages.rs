//! The bytes of a Parquet file, given to the library no further than the limits go.

use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use flate2::read::MultiGzDecoder;
use parquet::basic::{Compression, Encoding};
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result as Decoded};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::reader::{ChunkReader, Length, SerializedPageReader};

use super::Fault;
use super::claims::{self, Head};
use super::thrift;
use crate::read::options::Limits;
use crate::read::source::{Progress, Unpacked};
use crate::read::window::Seekable;

/// Bytes that are looked at first for the head of a page; most have fewer than fifty.
const HEAD_BYTES: u64 = 512;
/// The longest head, in bytes: it holds the smallest and the largest value of the page.
const HEAD_BYTES_MAX: u64 = 16 << 20;
/// The largest page once unpacked, in bytes. The largest that a known writer makes has 100 million.
const PAGE_BYTES_MAX: u64 = 128 << 20;
/// What a page costs beside its bytes and values, as bytes.
const PAGE_COST: u64 = 64;

/// A file, read at any place and no further than it is long.
pub(super) struct Input {
    file: Box<dyn Seekable>,
    length: u64,
    progress: Arc<Progress>,
    unpacked: Unpacked,
    /// Why the library was last refused something.
    fault: Option<Fault>,
}

impl Input {
    pub(super) fn new(mut file: Box<dyn Seekable>, limits: Limits) -> io::Result<Self> {
        let length = file.seek(SeekFrom::End(0))?;
        let progress = Arc::new(Progress::default());
        Ok(Self { file, length, progress, unpacked: Unpacked::new(limits), fault: None })
    }

    pub(super) fn length(&self) -> u64 {
        self.length
    }

    pub(super) fn progress(&self) -> &Arc<Progress> {
        &self.progress
    }

    /// Bytes at a place; broken where the file does not have them.
    pub(super) fn read(&mut self, at: u64, count: u64) -> Result<Vec<u8>, Fault> {
        let end = at.checked_add(count).filter(|&end| end <= self.length).ok_or(Fault::Broken)?;
        self.file.seek(SeekFrom::Start(at)).map_err(Fault::Disk)?;
        let mut bytes = Vec::with_capacity(usize::try_from(count).map_err(|_| Fault::Broken)?);
        (&mut self.file).take(count).read_to_end(&mut bytes).map_err(Fault::Disk)?;
        self.progress.reach(end);
        let is_whole = u64::try_from(bytes.len()).is_ok_and(|read| read == count);
        if is_whole { Ok(bytes) } else { Err(Fault::Broken) }
    }

    /// The bytes at the head of a page, and what they say.
    fn read_head(&mut self, at: u64) -> Result<(Vec<u8>, Head), Fault> {
        let there = self.length.checked_sub(at).ok_or(Fault::Broken)?;
        let mut count = HEAD_BYTES.min(there);
        loop {
            let bytes = self.read(at, count)?;
            match claims::head(&bytes) {
                Ok(head) => return Ok((bytes, head)),
                Err(thrift::Fault::Ended) if count < there && count < HEAD_BYTES_MAX => {
                    count = count.saturating_mul(8).min(there);
                }
                Err(_) => return Err(Fault::Broken),
            }
        }
    }

    /// Counts a page against the limits, with what each of its values may cost: a few bytes may
    /// claim very many, and the same page may be claimed again and again.
    fn count(&mut self, head: &Head) -> Result<(), Fault> {
        if head.unpacked > PAGE_BYTES_MAX {
            return Err(Fault::TooLarge(PAGE_BYTES_MAX));
        }
        let cost = head.unpacked.saturating_add(head.values).saturating_add(PAGE_COST);
        let cost = usize::try_from(cost).unwrap_or(usize::MAX);
        let limit = self.unpacked.add(cost, self.length);
        limit.map_or(Ok(()), |limit| Err(Fault::TooLarge(limit)))
    }
}

/// A file that the columns of a group of rows read by turns.
#[derive(Clone)]
pub(super) struct Shared(Arc<Mutex<Input>>);

impl Shared {
    pub(super) fn new(input: Input) -> Self {
        Self(Arc::new(Mutex::new(input)))
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Input> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Why the library failed: what it was refused, else that the bytes are broken.
    pub(super) fn fault(&self) -> Fault {
        self.lock().fault.take().unwrap_or(Fault::Broken)
    }

    fn refuse(&self, fault: Fault) -> ParquetError {
        self.lock().fault = Some(fault);
        broken()
    }
}

/// An error without words: what it stands for is a [`Fault`].
pub(super) fn broken() -> ParquetError {
    ParquetError::General(String::new())
}

/// The bytes of one column in one group of rows: the library asks for the head of a page, then for
/// what follows it.
pub(super) struct Chunk {
    input: Shared,
    compression: Compression,
    /// The head that was last asked for.
    head: Mutex<Option<Head>>,
}

impl Chunk {
    fn begin(&self, at: u64) -> Result<Vec<u8>, Fault> {
        let mut input = self.input.lock();
        let (bytes, head) = input.read_head(at)?;
        input.count(&head)?;
        let is_plain = self.compression == Compression::UNCOMPRESSED || !head.is_packed;
        // What is not packed may be no longer than it says it is.
        if (is_plain && head.packed != head.unpacked) || head.levels > head.packed {
            return Err(Fault::Broken);
        }
        *self.head.lock().unwrap_or_else(PoisonError::into_inner) = Some(head);
        Ok(bytes)
    }

    fn body(&self, at: u64, length: usize) -> Result<Vec<u8>, Fault> {
        let head = self.head.lock().unwrap_or_else(PoisonError::into_inner).take();
        let length = u64::try_from(length).map_err(|_| Fault::Broken)?;
        let head = head.filter(|head| head.packed == length).ok_or(Fault::Broken)?;
        let bytes = self.input.lock().read(at, length)?;
        if matches!(self.compression, Compression::GZIP(_)) && head.is_packed {
            let levels = usize::try_from(head.levels).map_err(|_| Fault::Broken)?;
            let packed = bytes.get(levels..).ok_or(Fault::Broken)?;
            let most = head.unpacked.checked_sub(head.levels).ok_or(Fault::Broken)?;
            gunzips_within(packed, most).then_some(()).ok_or(Fault::Broken)?;
        }
        Ok(bytes)
    }
}

/// Whether gzip unpacks to so many bytes at most. Of all that packs pages only gzip is unpacked by
/// the library for as long as it goes on, whatever the page claims; so it is unpacked here a first
/// time, and nothing of it kept.
fn gunzips_within(packed: &[u8], most: u64) -> bool {
    let mut unpacked = MultiGzDecoder::new(packed).take(most.saturating_add(1));
    // Where no value is there, some writers pack nothing at all.
    most == 0 || io::copy(&mut unpacked, &mut io::sink()).is_ok_and(|count| count <= most)
}

impl Length for Chunk {
    fn len(&self) -> u64 {
        self.input.lock().length()
    }
}

impl ChunkReader for Chunk {
    type T = Cursor<Vec<u8>>;

    fn get_read(&self, start: u64) -> Decoded<Self::T> {
        self.begin(start).map(Cursor::new).map_err(|fault| self.input.refuse(fault))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Decoded<Bytes> {
        self.body(start, length).map(Bytes::from).map_err(|fault| self.input.refuse(fault))
    }
}

/// The pages of one column in one group of rows, each held against what it claims.
pub(super) struct Pages {
    inner: SerializedPageReader<Chunk>,
    has_levels: bool,
    /// Whether values may repeat the beginning of the one before.
    has_prefixes: bool,
}

impl Pages {
    pub(super) fn new(input: &Shared, meta: &ColumnChunkMetaData, rows: usize) -> Decoded<Self> {
        let compression = meta.compression();
        let chunk = Chunk { input: input.clone(), compression, head: Mutex::new(None) };
        Ok(Self {
            inner: SerializedPageReader::new(Arc::new(chunk), meta, rows, None)?,
            has_levels: meta.column_descr().max_def_level() > 0,
            has_prefixes: has_prefixes(meta),
        })
    }
}

/// Whether values of a column may repeat the beginning of the one before: a few bytes of a page may
/// then be a long text for each row.
pub(super) fn has_prefixes(meta: &ColumnChunkMetaData) -> bool {
    meta.encodings().any(|encoding| encoding == Encoding::DELTA_BYTE_ARRAY)
}

impl Iterator for Pages {
    type Item = Decoded<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> Decoded<Option<Page>> {
        loop {
            let Some(page) = self.inner.get_next_page()? else { return Ok(None) };
            // The library takes a page of nothing for the end.
            if page.is_data_page() && page.num_values() == 0 {
                continue;
            }
            let is_known = self.has_prefixes || page.encoding() != Encoding::DELTA_BYTE_ARRAY;
            let is_fair = is_known && claims::has_room(&page, self.has_levels);
            return if is_fair { Ok(Some(page)) } else { Err(broken()) };
        }
    }

    fn peek_next_page(&mut self) -> Decoded<Option<PageMetadata>> {
        self.inner.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Decoded<()> {
        self.inner.skip_next_page()
    }
}
