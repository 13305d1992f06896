//! Lines of bounded length, numbered from 1.

use std::io::{self, BufRead, BufReader, Read};

const BUFFER_BYTES: usize = 1 << 16;

/// One line of a file.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub(super) number: u64,
    /// The bytes with their line break; the beginning only, when the line is too long.
    pub(super) bytes: &'a [u8],
    /// The line is longer than the limit, and the rest of it was skipped.
    pub(super) too_long: bool,
}

impl Line<'_> {
    /// The line ends with a line break, so that nothing of it is missing.
    pub(super) fn is_complete(&self) -> bool {
        self.bytes.ends_with(b"\n")
    }
}

/// Reads lines without ever holding more than the limit of one.
pub(super) struct Lines {
    input: BufReader<Box<dyn Read + Send>>,
    buffer: Vec<u8>,
    number: u64,
    limit: usize,
}

impl Lines {
    pub(super) fn new(input: Box<dyn Read + Send>, limit: usize) -> Self {
        let input = BufReader::with_capacity(BUFFER_BYTES, input);
        Self { input, buffer: Vec::new(), number: 0, limit }
    }

    /// The number of the last line, 0 before the first.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// The next line, `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        self.buffer.clear();
        let most = u64::try_from(self.limit).unwrap_or(u64::MAX).saturating_add(1);
        (&mut self.input).take(most).read_until(b'\n', &mut self.buffer)?;
        if self.buffer.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        let too_long = self.buffer.len() > self.limit && !self.buffer.ends_with(b"\n");
        if too_long {
            self.input.skip_until(b'\n')?;
        }
        Ok(Some(Line { number: self.number, bytes: &self.buffer, too_long }))
    }
}
