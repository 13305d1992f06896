//! A buffered input that gives out only so many bytes for each piece of markup.

use std::io::{self, BufRead, BufReader, Read};

/// Fails once more bytes are used than were allowed, so that no tag or text fills the memory.
pub(super) struct Metered {
    inner: BufReader<Box<dyn Read + Send>>,
    left: usize,
    exceeded: bool,
}

impl Metered {
    pub(super) fn new(inner: BufReader<Box<dyn Read + Send>>) -> Self {
        Self { inner, left: 0, exceeded: false }
    }

    /// Allows so many bytes for the next piece.
    #[inline]
    pub(super) fn allow(&mut self, bytes: usize) {
        self.left = bytes;
    }

    /// Whether the last failure came from the limit.
    pub(super) fn is_exceeded(&self) -> bool {
        self.exceeded
    }
}

impl Read for Metered {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Metered {
    #[inline]
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            self.exceeded = true;
            return Err(io::Error::other("markup longer than the limit"));
        }
        self.inner.fill_buf()
    }

    #[inline]
    fn consume(&mut self, count: usize) {
        self.left = self.left.saturating_sub(count);
        self.inner.consume(count);
    }
}
