//! An archive of invoices: its files one after the other, one in memory at a time.

use std::io::{self, Read, Seek};

use zip::ZipArchive;

use crate::read::options::{Limits, OpenError};
use crate::read::source::Unpacked;
use crate::read::window::{Seekable, Window};
use crate::row::Reason;

/// The files of an archive.
pub(super) struct Archive {
    zip: ZipArchive<Window<Box<dyn Seekable>>>,
    next: usize,
    unpacked: Unpacked,
    limits: Limits,
    bytes: u64,
}

/// A file of an archive.
pub(super) struct Packed {
    /// Its place in the archive, from 1.
    pub(super) place: u64,
    /// Its path there.
    pub(super) name: String,
    /// How far the archive has been read, in bytes.
    pub(super) reached: u64,
    /// Whether its bytes are there, and why not.
    pub(super) content: Result<(), Reason>,
    /// Nothing may be read after it.
    pub(super) is_last: bool,
}

impl Archive {
    /// Opens an archive; `None` where its directory, which stands at the end, cannot be read.
    pub(super) fn open(
        mut input: Box<dyn Seekable>,
        limits: Limits,
    ) -> Result<Option<Self>, OpenError> {
        let bytes = input.seek(io::SeekFrom::End(0)).map_err(OpenError::io)?;
        input.rewind().map_err(OpenError::io)?;
        let Ok(zip) = ZipArchive::new(Window::new(input)) else { return Ok(None) };
        Ok(Some(Self { zip, next: 0, unpacked: Unpacked::new(limits), limits, bytes }))
    }

    /// The next file, its bytes in `buffer`; `None` at the end. Folders are passed over.
    pub(super) fn next(&mut self, buffer: &mut Vec<u8>) -> Option<Packed> {
        loop {
            let place = self.next;
            if place >= self.zip.len() {
                return None;
            }
            self.next += 1;
            buffer.clear();
            let mut packed = Packed {
                place: u64::try_from(place).unwrap_or(u64::MAX).saturating_add(1),
                name: String::new(),
                reached: 0,
                content: Ok(()),
                is_last: false,
            };
            let most = u64::try_from(self.limits.message_bytes_max).unwrap_or(u64::MAX);
            match self.zip.by_index(place) {
                Err(_) => packed.content = Err(Reason::Truncated),
                Ok(file) if file.is_dir() => continue,
                Ok(mut file) => {
                    packed.name = file.name().map(|name| name.to_string()).unwrap_or_default();
                    packed.reached = file.data_start().unwrap_or(0) + file.compressed_size();
                    let read = (&mut file).take(most.saturating_add(1)).read_to_end(buffer);
                    if read.is_err() {
                        packed.content = Err(Reason::Truncated);
                    }
                }
            }
            if u64::try_from(buffer.len()).unwrap_or(u64::MAX) > most {
                packed.content = Err(Reason::TooLarge { limit: most });
            }
            if let Some(limit) = self.unpacked.add(buffer.len(), self.bytes) {
                packed.content = Err(Reason::TooLarge { limit });
                packed.is_last = true;
                self.next = self.zip.len();
            }
            return Some(packed);
        }
    }
}
