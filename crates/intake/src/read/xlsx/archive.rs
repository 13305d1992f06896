//! The archive of a workbook: what it is, and whether it stays within the limits.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;

use zip::ZipArchive;

use crate::read::window::Seekable;

use crate::read::options::{Format, Limits, OpenError};
use crate::read::source::{Progress, Unpacked};

const OLE_MAGIC: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];
const ZIP_MAGIC: [u8; 2] = *b"PK";
/// Entries looked at in an archive; workbooks have dozens.
const ENTRIES_MAX: usize = 10_000;

/// A seekable input that tells how far it was read.
pub(super) struct Tracked {
    inner: Box<dyn Seekable>,
    position: u64,
    progress: Arc<Progress>,
}

impl Tracked {
    pub(super) fn new(inner: Box<dyn Seekable>, progress: Arc<Progress>) -> Self {
        Self { inner, position: 0, progress }
    }
}

impl Read for Tracked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.position = self.position.saturating_add(u64::try_from(count).unwrap_or(u64::MAX));
        self.progress.reach(self.position);
        Ok(count)
    }
}

impl Seek for Tracked {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.position = self.inner.seek(to)?;
        Ok(self.position)
    }
}

/// What an archive turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    Workbook,
    /// The archive begins as one but its directory, which stands at the end, is missing.
    Cut,
}

/// Unpacks every entry into a counter, and gives the input back from its beginning.
pub(super) fn check(mut input: Tracked, limits: Limits) -> Result<(Content, Tracked), OpenError> {
    let not_the_format = || OpenError::NotTheFormat { format: Format::Xlsx };
    let first = crate::read::source::read_first(&mut input, OLE_MAGIC.len());
    let first = first.map_err(OpenError::io)?;
    input.rewind().map_err(OpenError::io)?;
    if first.is_empty() {
        return Err(OpenError::Empty);
    }
    if first == OLE_MAGIC {
        return Err(OpenError::Encrypted);
    }
    if !first.starts_with(&ZIP_MAGIC) {
        return Err(not_the_format());
    }
    let packed = input.seek(SeekFrom::End(0)).map_err(OpenError::io)?;
    input.rewind().map_err(OpenError::io)?;
    let Ok(mut archive) = ZipArchive::new(&mut input) else {
        input.rewind().map_err(OpenError::io)?;
        return Ok((Content::Cut, input));
    };
    if !archive.file_names().any(|name| name.is_ok_and(|name| name.contains("workbook."))) {
        return Err(not_the_format());
    }
    if archive.len() > ENTRIES_MAX {
        return Err(OpenError::TooLarge);
    }
    let mut unpacked = Unpacked::new(limits);
    let mut buffer = vec![0; 1 << 16];
    for index in 0..archive.len() {
        // A broken entry is met again when the sheet is read, after the rows before it.
        let Ok(mut entry) = archive.by_index(index) else { continue };
        while let Ok(count) = entry.read(&mut buffer) {
            if count == 0 {
                break;
            }
            if unpacked.add(count, packed).is_some() {
                return Err(OpenError::TooLarge);
            }
        }
    }
    drop(archive);
    input.rewind().map_err(OpenError::io)?;
    Ok((Content::Workbook, input))
}
