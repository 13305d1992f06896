//! A sliding window over the bytes of a file, with the number of the line it begins at.

use std::io::{self, Read};

const CHUNK_BYTES: usize = 1 << 17;

/// The bytes read but not yet used, of an input.
pub(super) struct Window {
    input: Box<dyn Read + Send>,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    at_end: bool,
    line: u64,
    /// The last byte used was a carriage return: a line feed next belongs to the same break.
    after_return: bool,
    used: u64,
}

impl Window {
    pub(super) fn new(input: Box<dyn Read + Send>) -> Self {
        Self {
            input,
            buffer: vec![0; CHUNK_BYTES],
            start: 0,
            end: 0,
            at_end: false,
            line: 1,
            after_return: false,
            used: 0,
        }
    }

    /// The line at which the window begins, from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// Bytes used so far.
    pub(super) fn used(&self) -> u64 {
        self.used
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or_default()
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at_end
    }

    /// Reads more bytes behind those held; false when there are no more.
    pub(super) fn fill(&mut self) -> io::Result<bool> {
        if self.at_end {
            return Ok(false);
        }
        if self.end == self.buffer.len() {
            if self.start * 2 >= self.buffer.len() {
                self.buffer.copy_within(self.start..self.end, 0);
                self.end -= self.start;
                self.start = 0;
            } else {
                self.buffer.resize(self.buffer.len() * 2, 0);
            }
        }
        let free = self.buffer.get_mut(self.end..).unwrap_or_default();
        let count = loop {
            match self.input.read(free) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        self.end += count;
        self.at_end = count == 0;
        Ok(count > 0)
    }

    /// Reads until `count` bytes are held, or all there are.
    pub(super) fn fill_to(&mut self, count: usize) -> io::Result<()> {
        while self.bytes().len() < count && self.fill()? {}
        Ok(())
    }

    /// Uses bytes from the beginning, counting their lines.
    pub(super) fn advance(&mut self, count: usize) {
        let bytes = self.buffer.get(self.start..self.start + count).unwrap_or_default();
        let (breaks, after_return) = line_breaks(bytes, self.after_return);
        self.line += breaks;
        self.after_return = after_return;
        self.start += bytes.len();
        self.used += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    }

    /// Uses all line breaks at the beginning.
    pub(super) fn skip_breaks(&mut self) -> io::Result<()> {
        loop {
            let held = self.bytes();
            let breaks = held.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
            let all = breaks == held.len();
            self.advance(breaks);
            if !all || !self.fill()? {
                return Ok(());
            }
        }
    }

    /// The length of the first line with its break, if it ends within `limit` bytes or the file.
    pub(super) fn first_line(&mut self, limit: usize) -> io::Result<Option<usize>> {
        let mut seen = 0;
        loop {
            let held = self.bytes();
            let fresh = held.get(seen..).unwrap_or_default();
            if let Some(index) = fresh.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
                let end = seen + index + 1;
                let pair = held.get(end - 1..=end).is_some_and(|pair| pair == b"\r\n");
                return Ok(Some(if pair { end + 1 } else { end }));
            }
            seen = held.len();
            if seen > limit {
                return Ok(None);
            }
            if !self.fill()? {
                return Ok(Some(seen));
            }
        }
    }

    /// Uses the rest of a line however long it is.
    pub(super) fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let held = self.bytes();
            match held.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
                Some(index) => {
                    self.advance(index + 1);
                    return Ok(());
                }
                None => self.advance(held.len()),
            }
            if !self.fill()? {
                return Ok(());
            }
        }
    }
}

/// Line breaks in some bytes, and whether they end with a carriage return.
fn line_breaks(bytes: &[u8], mut after_return: bool) -> (u64, bool) {
    let Some(&last) = bytes.last() else { return (0, after_return) };
    let inner = bytes.get(..bytes.len() - 1).unwrap_or_default();
    // Most rows have no break before their last byte: this loop the compiler makes fast.
    let plain = inner.iter().fold(true, |plain, &byte| plain & (byte != b'\n') & (byte != b'\r'));
    if plain && !after_return {
        return (u64::from(matches!(last, b'\n' | b'\r')), last == b'\r');
    }
    let mut breaks = 0;
    for &byte in bytes {
        breaks += u64::from(byte == b'\r' || (byte == b'\n' && !after_return));
        after_return = byte == b'\r';
    }
    (breaks, after_return)
}
