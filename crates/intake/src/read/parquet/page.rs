//! The pages of a column: read from the file, unpacked within the limits.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;

use super::Fault;
use super::codec::Codec;
use super::thrift::{self, Thrift, kind};
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
}

impl Input {
    pub(super) fn new(mut file: Box<dyn Seekable>, limits: Limits) -> io::Result<Self> {
        let length = file.seek(SeekFrom::End(0))?;
        let progress = Arc::new(Progress::default());
        Ok(Self { file, length, progress, unpacked: Unpacked::new(limits) })
    }

    pub(super) fn length(&self) -> u64 {
        self.length
    }

    pub(super) fn progress(&self) -> &Progress {
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

    /// Counts a page against the limits, with what each of its values may cost: a few bytes may
    /// claim very many, and the same page may be claimed again and again.
    fn count(&mut self, head: &Head) -> Result<(), Fault> {
        let cost = head.unpacked.saturating_add(head.values).saturating_add(PAGE_COST);
        let cost = usize::try_from(cost).unwrap_or(usize::MAX);
        let limit = self.unpacked.add(cost, self.length);
        limit.map_or(Ok(()), |limit| Err(Fault::TooLarge(limit)))
    }

    fn unpack(&mut self, head: &Head, at: u64, codec: Codec) -> Result<Vec<u8>, Fault> {
        if head.unpacked > PAGE_BYTES_MAX {
            return Err(Fault::TooLarge(PAGE_BYTES_MAX));
        }
        let size = usize::try_from(head.unpacked).map_err(|_| Fault::Broken)?;
        // What is not packed may be no longer than it says it is.
        if codec == Codec::Plain && head.packed != head.unpacked {
            return Err(Fault::Broken);
        }
        let packed = self.read(at, head.packed)?;
        if codec == Codec::Plain {
            return Ok(packed);
        }
        if !head.levels_stand_plain {
            return codec.unpack(&packed, size).ok_or(Fault::Broken);
        }
        let levels = usize::try_from(head.levels_bytes()).map_err(|_| Fault::Broken)?;
        let (levels, values) = packed.split_at_checked(levels).ok_or(Fault::Broken)?;
        if !head.is_packed {
            let is_whole = packed.len() == size;
            return if is_whole { Ok(packed) } else { Err(Fault::Broken) };
        }
        let rest = size.checked_sub(levels.len()).ok_or(Fault::Broken)?;
        let mut bytes = levels.to_vec();
        // Where no value is there, some writers pack nothing at all.
        if rest > 0 {
            bytes.extend(codec.unpack(values, rest).ok_or(Fault::Broken)?);
        }
        Ok(bytes)
    }
}

/// What a page holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Content {
    Values,
    Dictionary,
    /// Something for readers that look for single values.
    #[default]
    Other,
}

/// The head of a page, of the first or the second version of the format.
#[derive(Debug)]
struct Head {
    content: Content,
    unpacked: u64,
    packed: u64,
    values: u64,
    encoding: i32,
    levels_encoding: i32,
    /// In the second version levels are never packed, and their lengths stand here.
    levels_stand_plain: bool,
    repetition_bytes: u64,
    definition_bytes: u64,
    is_packed: bool,
}

impl Head {
    fn levels_bytes(&self) -> u64 {
        self.repetition_bytes.saturating_add(self.definition_bytes)
    }

    fn read(thrift: &mut Thrift<'_>) -> thrift::Read<Self> {
        let mut head = Self {
            content: Content::Other,
            unpacked: 0,
            packed: 0,
            values: 0,
            encoding: 0,
            levels_encoding: 3,
            levels_stand_plain: false,
            repetition_bytes: 0,
            definition_bytes: 0,
            is_packed: true,
        };
        thrift.fields(&mut |thrift, id, of| {
            match (id, of) {
                (2, kind::INT32) => head.unpacked = thrift.count()?,
                (3, kind::INT32) => head.packed = thrift.count()?,
                (5, kind::STRUCT) => head.read_values(thrift)?,
                (7, kind::STRUCT) => head.read_dictionary(thrift)?,
                (8, kind::STRUCT) => head.read_second(thrift)?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(head)
    }

    fn read_values(&mut self, thrift: &mut Thrift<'_>) -> thrift::Read<()> {
        self.content = Content::Values;
        thrift.fields(&mut |thrift, id, of| {
            match (id, of) {
                (1, kind::INT32) => self.values = thrift.count()?,
                (2, kind::INT32) => self.encoding = thrift.int32()?,
                (3, kind::INT32) => self.levels_encoding = thrift.int32()?,
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn read_dictionary(&mut self, thrift: &mut Thrift<'_>) -> thrift::Read<()> {
        self.content = Content::Dictionary;
        thrift.fields(&mut |thrift, id, of| {
            match (id, of) {
                (1, kind::INT32) => self.values = thrift.count()?,
                (2, kind::INT32) => self.encoding = thrift.int32()?,
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn read_second(&mut self, thrift: &mut Thrift<'_>) -> thrift::Read<()> {
        self.content = Content::Values;
        self.levels_stand_plain = true;
        thrift.fields(&mut |thrift, id, of| {
            match (id, of) {
                (1, kind::INT32) => self.values = thrift.count()?,
                (4, kind::INT32) => self.encoding = thrift.int32()?,
                (5, kind::INT32) => self.definition_bytes = thrift.count()?,
                (6, kind::INT32) => self.repetition_bytes = thrift.count()?,
                (7, kind::FALSE) => self.is_packed = false,
                _ => return Ok(false),
            }
            Ok(true)
        })
    }
}

/// A page, unpacked.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) bytes: Vec<u8>,
    pub(super) content: Content,
    /// How many values it has, those that are not there included.
    pub(super) values: u64,
    pub(super) encoding: i32,
    /// Where the levels stand, if the column has some, and where the values begin.
    pub(super) levels: (usize, usize),
    pub(super) values_at: usize,
}

impl Page {
    /// Reads a page of a column whose values need not all be there, or have to be; gives also where
    /// the next one begins.
    pub(super) fn read(
        input: &mut Input,
        at: u64,
        codec: Codec,
        has_levels: bool,
    ) -> Result<(Self, u64), Fault> {
        let (head, after) = read_head(input, at)?;
        let next = after.checked_add(head.packed).ok_or(Fault::Broken)?;
        input.count(&head)?;
        if head.content == Content::Other {
            return Ok((Self::default(), next));
        }
        let bytes = input.unpack(&head, after, codec)?;
        let mut page = Self {
            bytes,
            content: head.content,
            values: head.values,
            encoding: head.encoding,
            levels: (0, 0),
            values_at: 0,
        };
        if head.content == Content::Values {
            page.place(&head, has_levels).ok_or(Fault::Broken)?;
        }
        Ok((page, next))
    }

    /// Finds where levels and values stand.
    fn place(&mut self, head: &Head, has_levels: bool) -> Option<()> {
        if head.levels_stand_plain {
            let start = usize::try_from(head.repetition_bytes).ok()?;
            let end = start.checked_add(usize::try_from(head.definition_bytes).ok()?)?;
            (self.levels, self.values_at) = ((start, end), end);
        } else if has_levels {
            // The older encoding of levels was given up in 2014.
            let length = u32::from_le_bytes(*self.bytes.first_chunk()?);
            let end = usize::try_from(length)
                .ok()?
                .checked_add(4)
                .filter(|_| head.levels_encoding == 3)?;
            (self.levels, self.values_at) = ((4, end), end);
        }
        (self.values_at <= self.bytes.len()).then_some(())
    }
}

fn read_head(input: &mut Input, at: u64) -> Result<(Head, u64), Fault> {
    let there = input.length().checked_sub(at).ok_or(Fault::Broken)?;
    let mut count = HEAD_BYTES.min(there);
    loop {
        let bytes = input.read(at, count)?;
        let mut thrift = Thrift::new(&bytes);
        match Head::read(&mut thrift) {
            Ok(head) => {
                let after = u64::try_from(thrift.at()).ok().and_then(|read| at.checked_add(read));
                return Ok((head, after.ok_or(Fault::Broken)?));
            }
            Err(thrift::Fault::Ended) if count < there && count < HEAD_BYTES_MAX => {
                count = count.saturating_mul(8).min(there);
            }
            Err(_) => return Err(Fault::Broken),
        }
    }
}
