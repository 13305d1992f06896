//! Bytes from a file or from gzip, counted for progress and limited against archives that explode.
//!
//! What is wrong with the data (a packed file cut in half, or too large once unpacked) is not an
//! I/O error here: the stream ends early and [`Progress::ending`] tells why.

use std::io::{self, Chain, Cursor, Read};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use flate2::read::MultiGzDecoder;

use super::options::{Limits, OpenError, ReadError};
use crate::row::Reason;

/// Below this size the ratio of unpacking is not looked at, in bytes: small files pack very well.
const RATIO_FREE_BYTES: u64 = 64 << 20;
const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];

/// How far a file was read, and why it ended early, shared between a reader and its source.
#[derive(Debug, Default)]
pub(super) struct Progress {
    read: AtomicU64,
    failed: AtomicBool,
    ending: OnceLock<Reason>,
}

impl Progress {
    /// Bytes read of the file on disk.
    pub(super) fn bytes_read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// Moves the count forward to a position in the file.
    pub(super) fn reach(&self, position: u64) {
        self.read.fetch_max(position, Ordering::Relaxed);
    }

    /// Starts counting anew, for a file that is gone through a second time.
    pub(super) fn restart(&self) {
        self.read.store(0, Ordering::Relaxed);
    }

    /// Why the stream ended before its data did; `None` when it ended well or goes on.
    pub(super) fn ending(&self) -> Option<Reason> {
        self.ending.get().cloned()
    }

    /// An I/O error as the error of a reader.
    pub(super) fn read_error(&self, source: io::Error) -> ReadError {
        ReadError { bytes_read: self.bytes_read(), source }
    }
}

/// Adds up unpacked bytes and says when they are too many.
#[derive(Debug)]
pub(super) struct Unpacked {
    bytes: u64,
    limits: Limits,
}

impl Unpacked {
    pub(super) fn new(limits: Limits) -> Self {
        Self { bytes: 0, limits }
    }

    /// Counts unpacked bytes against the packed ones; the limit that was passed, if one was.
    pub(super) fn add(&mut self, unpacked: usize, packed: u64) -> Option<u64> {
        self.bytes = self.bytes.saturating_add(u64::try_from(unpacked).unwrap_or(u64::MAX));
        if self.bytes > self.limits.unpacked_bytes_max {
            return Some(self.limits.unpacked_bytes_max);
        }
        let by_ratio = packed.max(1).saturating_mul(self.limits.unpack_ratio_max);
        let limit = by_ratio.max(RATIO_FREE_BYTES);
        (self.bytes > limit).then_some(limit)
    }
}

struct Counted {
    inner: Box<dyn Read + Send>,
    progress: Arc<Progress>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.inner.read(buffer) {
                Ok(count) => {
                    let bytes = u64::try_from(count).unwrap_or(u64::MAX);
                    self.progress.read.fetch_add(bytes, Ordering::Relaxed);
                    return Ok(count);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.progress.failed.store(true, Ordering::Relaxed);
                    return Err(error);
                }
            }
        }
    }
}

type Start = Chain<Cursor<Vec<u8>>, Counted>;

enum Inner {
    Plain(Start),
    Packed(Box<MultiGzDecoder<Start>>, Unpacked),
}

/// The unpacked bytes of an input.
pub(super) struct Source {
    inner: Inner,
    progress: Arc<Progress>,
}

impl Source {
    /// Looks at the first bytes and unpacks gzip, also when it has several members.
    pub(super) fn open(input: Box<dyn Read + Send>, limits: Limits) -> io::Result<Self> {
        let progress = Arc::new(Progress::default());
        let mut counted = Counted { inner: input, progress: Arc::clone(&progress) };
        let first = read_first(&mut counted, GZIP_MAGIC.len())?;
        let packed = first == GZIP_MAGIC;
        let start = Cursor::new(first).chain(counted);
        let inner = if packed {
            Inner::Packed(Box::new(MultiGzDecoder::new(start)), Unpacked::new(limits))
        } else {
            Inner::Plain(start)
        };
        Ok(Self { inner, progress })
    }

    pub(super) fn progress(&self) -> Arc<Progress> {
        Arc::clone(&self.progress)
    }

    /// All of it, for formats that are read at any place; at most so many bytes.
    pub(super) fn into_memory(mut self, most: u64) -> Result<Vec<u8>, OpenError> {
        let progress = self.progress();
        let mut bytes = Vec::new();
        (&mut self).take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(OpenError::io)?;
        let too_large = matches!(progress.ending(), Some(Reason::TooLarge { .. }));
        if too_large || u64::try_from(bytes.len()).is_ok_and(|length| length > most) {
            return Err(OpenError::TooLarge);
        }
        Ok(bytes)
    }

    fn end(&self, reason: Reason) -> usize {
        // The first reason stands: later reads see the same end.
        let _ = self.progress.ending.set(reason);
        0
    }
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.progress.ending.get().is_some() {
            return Ok(0);
        }
        let (decoder, unpacked) = match &mut self.inner {
            Inner::Plain(start) => return start.read(buffer),
            Inner::Packed(decoder, unpacked) => (decoder, unpacked),
        };
        match decoder.read(buffer) {
            Ok(count) => match unpacked.add(count, self.progress.bytes_read()) {
                Some(limit) => Ok(self.end(Reason::TooLarge { limit })),
                None => Ok(count),
            },
            Err(error) if self.progress.failed.load(Ordering::Relaxed) => Err(error),
            Err(_) => Ok(self.end(Reason::Truncated)),
        }
    }
}

/// Reads up to `count` bytes, fewer only at the end.
pub(super) fn read_first(input: &mut impl Read, count: usize) -> io::Result<Vec<u8>> {
    let mut first = Vec::with_capacity(count);
    let limit = u64::try_from(count).unwrap_or(u64::MAX);
    input.take(limit).read_to_end(&mut first)?;
    Ok(first)
}
