//! Splits a file into messages, one at a time, without holding more than one.
//!
//! In an mbox a message begins at a line `From ` at the start of the file, or after a blank line
//! when a header field follows: writers often forget to escape such a line inside a text.

use std::io;

use super::Container;
use crate::read::lines::Lines;
use crate::row::RAW_BYTES_MAX;

/// What was found next in a file.
pub(super) enum Found {
    /// A whole message; `last` when the file ends with it.
    Message {
        line: u64,
        bytes: Vec<u8>,
        last: bool,
    },
    /// A message longer than the limit, its beginning only.
    TooLong {
        line: u64,
        bytes: Vec<u8>,
    },
    End,
}

/// Reads a file line by line and cuts it into messages.
pub(super) struct Splitter {
    lines: Lines,
    container: Container,
    limit: usize,
    /// The line at which the current message begins, once it has begun.
    begins: Option<u64>,
    bytes: Vec<u8>,
    too_long: bool,
    after_blank: bool,
    /// A `From ` line that begins a message if a header field follows it.
    candidate: Option<(u64, Vec<u8>)>,
}

impl Splitter {
    pub(super) fn new(lines: Lines, container: Container, limit: usize) -> Self {
        Self {
            lines,
            container,
            limit,
            begins: None,
            bytes: Vec::new(),
            too_long: false,
            after_blank: true,
            candidate: None,
        }
    }

    /// The last line read.
    pub(super) fn line(&self) -> u64 {
        self.lines.number()
    }

    pub(super) fn next(&mut self) -> io::Result<Found> {
        loop {
            let Some(line) = self.lines.next()? else {
                if let Some((_, held)) = self.candidate.take() {
                    self.add(&held, false);
                }
                return Ok(self.begins.take().map_or(Found::End, |line| self.found(line, true)));
            };
            let (number, too_long) = (line.number, line.too_long);
            let bytes = line.bytes.to_vec();
            let mut finished = None;
            if let Some((candidate, held)) = self.candidate.take() {
                if begins_header(&bytes) {
                    finished = self.begins.replace(candidate);
                } else {
                    self.add(&held, false);
                }
            }
            let finished = finished.map(|line| self.found(line, false));
            self.take(number, bytes, too_long);
            if let Some(found) = finished {
                return Ok(found);
            }
        }
    }

    fn take(&mut self, number: u64, bytes: Vec<u8>, too_long: bool) {
        let blank = bytes.trim_ascii().is_empty();
        if self.container == Container::Mbox && bytes.starts_with(b"From ") {
            if self.begins.is_none() {
                self.begins = Some(number);
                self.after_blank = false;
                return;
            }
            if self.after_blank && !too_long {
                self.candidate = Some((number, bytes));
                self.after_blank = false;
                return;
            }
        }
        if self.begins.is_none() {
            if blank {
                return;
            }
            self.begins = Some(number);
        }
        self.add(&bytes, too_long);
        self.after_blank = blank;
    }

    fn add(&mut self, line: &[u8], too_long: bool) {
        let line = match self.container {
            Container::Mbox if is_escaped_from(line) => line.get(1..).unwrap_or_default(),
            _ => line,
        };
        if too_long || self.bytes.len() + line.len() > self.limit {
            self.too_long = true;
        }
        if self.too_long {
            let room = RAW_BYTES_MAX.saturating_sub(self.bytes.len());
            self.bytes.extend_from_slice(line.get(..room.min(line.len())).unwrap_or_default());
        } else {
            self.bytes.extend_from_slice(line);
        }
    }

    fn found(&mut self, line: u64, last: bool) -> Found {
        let bytes = std::mem::take(&mut self.bytes);
        if std::mem::take(&mut self.too_long) {
            Found::TooLong { line, bytes }
        } else {
            Found::Message { line, bytes, last }
        }
    }
}

/// A line `>From `, with any number of `>`, which lost its first one when it is read back.
fn is_escaped_from(line: &[u8]) -> bool {
    let arrows = line.iter().take_while(|&&byte| byte == b'>').count();
    arrows > 0 && line.get(arrows..).is_some_and(|rest| rest.starts_with(b"From "))
}

/// Whether a line can be the first of a message: a header field, or the blank line of none.
fn begins_header(line: &[u8]) -> bool {
    let name = line.iter().take_while(|&&byte| byte.is_ascii_graphic() && byte != b':').count();
    (name > 0 && line.get(name) == Some(&b':')) || line.trim_ascii().is_empty()
}
