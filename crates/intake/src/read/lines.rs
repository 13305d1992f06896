//! Lines of bounded length, numbered from 1.

use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;

use super::options::{Encoding, Limits};
use super::source::{Progress, Source};
use super::text;
use crate::row::{Reason, SetApart};

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

/// What [`TextLines`] found next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextLine {
    /// A line, with its number, without its line break.
    Line(u64, String),
    /// A line that is set apart: too long, or the file was cut in it. Nothing of it is kept.
    SetApart(SetApart),
}

/// The lines of a text, for whoever reads them otherwise than as rows: unpacked from gzip, UTF-16 and
/// Windows-1252 as UTF-8, of bounded length.
pub struct TextLines {
    lines: Lines,
    progress: Arc<Progress>,
    limit: usize,
    is_done: bool,
}

impl std::fmt::Debug for TextLines {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TextLines").field("number", &self.lines.number()).finish_non_exhaustive()
    }
}

impl TextLines {
    /// The lines of some bytes; a line is at most so many bytes long.
    ///
    /// # Errors
    /// Where the first bytes cannot be read.
    pub fn open(input: Box<dyn Read + Send>, limit: usize) -> io::Result<Self> {
        let source = Source::open(input, Limits::default())?;
        let progress = source.progress();
        let input = text::open(source, Encoding::Auto)?;
        Ok(Self { lines: Lines::new(input.bytes, limit), progress, limit, is_done: false })
    }

    /// The next line, `None` at the end.
    ///
    /// # Errors
    /// Where the input cannot be read on.
    pub fn step(&mut self) -> io::Result<Option<TextLine>> {
        if self.is_done {
            return Ok(None);
        }
        let limit = u64::try_from(self.limit).unwrap_or(u64::MAX);
        let apart = |number, reason| SetApart::from_bytes(number, reason, b"");
        let number = self.lines.number() + 1;
        let found = self.lines.next()?.map(|line| {
            let (is_complete, number) = (line.is_complete(), line.number);
            let text = (!line.too_long).then(|| decode_line(line.bytes));
            (is_complete, number, text)
        });
        let Some((is_complete, number, text)) = found else {
            self.is_done = true;
            return Ok(self
                .progress
                .ending()
                .map(|reason| TextLine::SetApart(apart(number, reason))));
        };
        Ok(Some(match (self.progress.ending(), text) {
            (Some(reason), _) if !is_complete => {
                self.is_done = true;
                TextLine::SetApart(apart(number, reason))
            }
            (_, None) => TextLine::SetApart(apart(number, Reason::TooLong { limit })),
            (_, Some(text)) => TextLine::Line(number, text),
        }))
    }

    /// Bytes read so far of the file as it lies on disk.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        self.progress.bytes_read()
    }
}

/// A line as text. A byte that is broken among many that are well is one letter lost, not a sign that
/// the line is Windows-1252.
fn decode_line(bytes: &[u8]) -> String {
    let bytes = bytes.trim_ascii_end();
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let lossy = String::from_utf8_lossy(bytes);
    let lost = lossy.matches(char::REPLACEMENT_CHARACTER).count();
    let whole = lossy.chars().filter(|one| !one.is_ascii()).count() - lost;
    if whole > lost { lossy.into_owned() } else { text::windows_1252(bytes).into_owned() }
}

/// The first bytes of some input as text, unpacked from gzip: enough to tell what it is.
///
/// # Errors
/// Where they cannot be read.
pub fn head(bytes: &[u8]) -> io::Result<String> {
    let source = Source::open(Box::new(Cursor::new(bytes.to_vec())), Limits::default())?;
    let most = u64::try_from(BUFFER_BYTES).unwrap_or(u64::MAX);
    let mut head = Vec::new();
    text::open(source, Encoding::Auto)?.bytes.take(most).read_to_end(&mut head)?;
    // The end may be cut within a letter, so only the beginning has to be well.
    Ok(match std::str::from_utf8(&head) {
        Err(error) if error.error_len().is_some() => text::windows_1252(&head).into_owned(),
        _ => String::from_utf8_lossy(&head).into_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8], limit: usize) -> Vec<TextLine> {
        let mut lines = TextLines::open(Box::new(Cursor::new(bytes.to_vec())), limit).unwrap();
        std::iter::from_fn(|| lines.step().unwrap()).collect()
    }

    #[test]
    fn lines_are_text_whatever_wrote_them() {
        let line = |number, text: &str| TextLine::Line(number, text.to_owned());
        assert_eq!(lines(b"\xef\xbb\xbfa\r\nb", 9), [line(1, "a"), line(2, "b")]);
        assert_eq!(lines(b"\xff\xfea\0\n\0b\0", 9), [line(1, "a"), line(2, "b")]);
        assert_eq!(lines(b"perch\xe9", 9), [line(1, "perché")]);
        assert_eq!(lines("è così \u{e9}".as_bytes(), 19), [line(1, "è così é")]);
        let broken = ["è così".as_bytes(), b"\xff!"].concat();
        assert_eq!(lines(&broken, 19), [line(1, "è così\u{fffd}!")]);
    }

    #[test]
    fn a_line_too_long_is_set_apart_and_the_next_is_read() {
        let found = lines(b"aaaaaaaaaaaaaaaa\nb\n", 9);
        let TextLine::SetApart(apart) = &found[0] else { panic!("{found:?}") };
        assert_eq!((apart.line, &apart.reason), (1, &Reason::TooLong { limit: 9 }));
        assert_eq!(found[1..], [TextLine::Line(2, "b".to_owned())]);
    }
}
