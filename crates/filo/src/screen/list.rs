//! A list as it comes from a department: its rows with their values, and every byte of it.

use std::borrow::Cow;
use std::io::{self, Cursor};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use encoding_rs::{UTF_16BE, UTF_16LE};
use filo_intake::read::{self, CellKind, Encoding, Format, OpenError, Opened, Options};
use filo_intake::row::{Row, Step};
use rustc_hash::FxHashMap;

use crate::problem::{Problem, Result};

/// The largest list that is read, in bytes; it is held in memory as a whole.
const BYTES_MAX: u64 = 1 << 30;

/// How the text of a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// UTF-8, with or without a byte order mark.
    Utf8 {
        /// Whether it begins with a byte order mark.
        marked: bool,
    },
    /// Windows-1252.
    Windows1252,
    /// UTF-16 with a byte order mark.
    Utf16 {
        /// Whether the smaller byte comes first.
        little: bool,
    },
}

/// The habits of separated values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Habits {
    /// How text becomes bytes.
    pub written: Written,
    /// Between two fields.
    pub separator: u8,
    /// Whether every field stands in quotes.
    pub quoted: bool,
    /// At the end of a line.
    pub line_end: &'static str,
}

impl Habits {
    /// How a list is written that was no text before: as spreadsheets in Italy read it.
    pub const PLAIN: Self = Self {
        written: Written::Utf8 { marked: true },
        separator: b';',
        quoted: false,
        line_end: "\r\n",
    };
}

/// What a list was.
#[derive(Debug, Clone)]
pub enum Kind {
    /// Separated values: the text after its byte order mark, as UTF-8 where it was UTF-16.
    Text {
        /// The habits.
        habits: Habits,
        /// The text.
        text: Arc<[u8]>,
        /// Where the header ends, its line break left out.
        header_end: usize,
    },
    /// A sheet of a workbook.
    Workbook,
}

/// One row.
#[derive(Debug, Clone)]
pub struct ListRow {
    /// Its line or sheet row, from 1.
    pub line: u64,
    /// Whether it could be read; else it has no values.
    pub is_readable: bool,
    /// Where it stands in the text, its line break left out (CSV).
    pub span: Range<usize>,
    values: Box<str>,
    ends: Box<[u32]>,
    kinds: Box<[CellKind]>,
}

impl ListRow {
    /// The value of a column; empty where there is none.
    #[must_use]
    pub fn value(&self, place: usize) -> &str {
        let end = |place: usize| self.ends.get(place).map(|end| *end as usize);
        let start = place.checked_sub(1).map_or(Some(0), end);
        start.zip(end(place)).and_then(|(start, end)| self.values.get(start..end)).unwrap_or("")
    }

    /// What the cell of a column was.
    #[must_use]
    pub fn kind(&self, place: usize) -> CellKind {
        self.kinds.get(place).copied().unwrap_or(CellKind::Text)
    }

    /// How many values there are.
    #[must_use]
    pub fn width(&self) -> usize {
        self.ends.len()
    }
}

/// A list.
#[derive(Debug)]
pub struct List {
    /// What it was.
    pub kind: Kind,
    /// The names of its columns; one that has no name is named by its place.
    pub header: Vec<String>,
    /// Its rows in their order.
    pub rows: Vec<ListRow>,
}

impl List {
    /// Reads a list.
    ///
    /// # Errors
    /// Where the file cannot be read, is neither separated values nor a workbook, or has no header.
    pub fn read(path: &Path, sheet: Option<&str>) -> Result<Self> {
        let about = |key| Problem::new(key).with("file", path.display());
        let bytes = bytes_of(path).map_err(|error| about("screen-list").caused_by(error))?;
        let bytes = bytes.ok_or_else(|| about("screen-large"))?;
        let format = match bytes.get(..4) {
            Some(b"PK\x03\x04") => Format::Xlsx,
            Some([0x1f, 0x8b, ..]) => return Err(about("screen-packed")),
            _ => Format::Csv,
        };
        let opened = |error| match error {
            OpenError::Empty => about("screen-empty"),
            other => about("screen-list").caused_by(other),
        };
        if format == Format::Xlsx {
            let options = Options { sheet: sheet.map(str::to_owned), ..Options::new(format) };
            let table = read::open_table(Box::new(Cursor::new(bytes)), &options).map_err(opened)?;
            return Self::of_workbook(table).map_err(|error| about("screen-list").caused_by(error));
        }
        let (written, text) = decoded(&bytes).ok_or_else(|| about("screen-encoding"))?;
        drop(bytes);
        let mut options = Options::new(format);
        if matches!(written, Written::Utf16 { .. }) {
            options.encoding = Encoding::Utf8;
        }
        let table = read::open_table(Box::new(Cursor::new(Arc::clone(&text))), &options);
        Self::of_text(table.map_err(opened)?, written, text)
            .map_err(|error| about("screen-list").caused_by(error))
    }

    fn of_text(table: Opened, written: Written, text: Arc<[u8]>) -> Result<Self, read::ReadError> {
        let Opened { mut reader, columns: header, separator, .. } = table;
        let separator = separator.and_then(|one| u8::try_from(one).ok()).unwrap_or(b',');
        let mut used = reader.text_used().unwrap_or_default();
        let header_span = trimmed(&text, 0..used);
        let habits = Habits {
            written,
            separator,
            quoted: all_quoted(text.get(header_span.clone()).unwrap_or_default(), separator),
            line_end: line_end(text.get(header_span.end..).unwrap_or_default()),
        };
        let places = places(&header);
        let (mut rows, mut row) = (Vec::new(), Row::default());
        loop {
            let step = reader.step(&mut row)?;
            let end = reader.text_used().unwrap_or(used).min(text.len());
            let span = trimmed(&text, used..end);
            used = end;
            match step {
                Step::End => break,
                Step::SetApart(apart) => rows.push(unreadable(apart.line, span)),
                Step::Row => {
                    let cells = row.rest().filter_map(|(name, value)| {
                        Some((*places.get(name)?, value, CellKind::Text))
                    });
                    rows.push(listed(row.line, span, header.len(), cells));
                }
            }
        }
        let header_end = header_span.end;
        Ok(Self { kind: Kind::Text { habits, text, header_end }, header, rows })
    }

    fn of_workbook(table: Opened) -> Result<Self, read::ReadError> {
        let Opened { mut reader, columns: mut header, .. } = table;
        let (mut rows, mut row) = (Vec::new(), Row::default());
        loop {
            match reader.step(&mut row)? {
                Step::End => break,
                Step::SetApart(apart) => rows.push(unreadable(apart.line, 0..0)),
                Step::Row => {
                    let values = row.rest().map(|(_, value)| value);
                    let cells: Vec<_> = reader
                        .cells()
                        .iter()
                        .zip(values)
                        .map(|(&(place, kind), value)| (place, value, kind))
                        .collect();
                    let width = cells.iter().map(|cell| cell.0 + 1).max().unwrap_or(0);
                    // Cells beyond the header are kept under a heading that is empty.
                    for place in header.len()..width {
                        header.push(format!("column {}", place + 1));
                    }
                    rows.push(listed(row.line, 0..0, width, cells.into_iter()));
                }
            }
        }
        Ok(Self { kind: Kind::Workbook, header, rows })
    }

    /// A column's heading as it stood: empty where it has none.
    #[must_use]
    pub fn heading(&self, place: usize) -> &str {
        let name = self.header.get(place).map_or("", String::as_str);
        if name == format!("column {}", place + 1) { "" } else { name }
    }
}

/// The bytes of a list; nothing where it is larger than any list.
fn bytes_of(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let bytes = std::fs::metadata(path)?.len();
    if bytes > BYTES_MAX { Ok(None) } else { std::fs::read(path).map(Some) }
}

fn places(header: &[String]) -> FxHashMap<String, usize> {
    header.iter().cloned().zip(0..).collect()
}

fn unreadable(line: u64, span: Range<usize>) -> ListRow {
    let (values, ends, kinds) = (Box::default(), Box::default(), Box::default());
    ListRow { line, is_readable: false, span, values, ends, kinds }
}

fn listed<'a>(
    line: u64,
    span: Range<usize>,
    width: usize,
    cells: impl Iterator<Item = (usize, &'a str, CellKind)>,
) -> ListRow {
    let mut values = String::new();
    let (mut ends, mut kinds) = (Vec::with_capacity(width), Vec::new());
    let end = |values: &String| u32::try_from(values.len()).unwrap_or(u32::MAX);
    // Readers hand cells over in the order of their columns.
    for (place, value, kind) in cells {
        ends.resize(place.max(ends.len()), end(&values));
        values.push_str(value);
        ends.push(end(&values));
        if kind != CellKind::Text {
            kinds.resize(place, CellKind::Text);
            kinds.push(kind);
        }
    }
    ends.resize(width.max(ends.len()), end(&values));
    ListRow {
        line,
        is_readable: true,
        span,
        values: values.into(),
        ends: ends.into(),
        kinds: kinds.into(),
    }
}

/// The text of a file and how it is written; nothing where it is UTF-16 that is broken.
fn decoded(bytes: &[u8]) -> Option<(Written, Arc<[u8]>)> {
    let utf16 = |little: bool| {
        let encoding = if little { UTF_16LE } else { UTF_16BE };
        let text: Cow<'_, str> =
            encoding.decode_without_bom_handling_and_without_replacement(bytes.get(2..)?)?;
        Some((Written::Utf16 { little }, Arc::from(text.as_bytes())))
    };
    match bytes {
        [0xff, 0xfe, ..] => utf16(true),
        [0xfe, 0xff, ..] => utf16(false),
        [0xef, 0xbb, 0xbf, rest @ ..] => Some((Written::Utf8 { marked: true }, rest.into())),
        // Plain letters tell nothing: spreadsheets that set a semicolon write Windows-1252.
        _ if bytes.is_ascii() && is_of_spreadsheet(bytes) => {
            Some((Written::Windows1252, bytes.into()))
        }
        _ if std::str::from_utf8(bytes).is_ok() => {
            Some((Written::Utf8 { marked: false }, bytes.into()))
        }
        _ => Some((Written::Windows1252, bytes.into())),
    }
}

/// Whether a text is written as spreadsheets write in Italy: semicolons, and lines that end as on Windows.
fn is_of_spreadsheet(bytes: &[u8]) -> bool {
    let end = bytes.iter().position(|byte| *byte == b'\n');
    let line = end.and_then(|end| bytes.get(..end)).unwrap_or_default();
    line.ends_with(b"\r") && line.contains(&b';')
}

/// A span without the line breaks around it.
fn trimmed(text: &[u8], span: Range<usize>) -> Range<usize> {
    let bytes = text.get(span.clone()).unwrap_or_default();
    let is_break = |byte: &&u8| matches!(**byte, b'\r' | b'\n');
    let before = bytes.iter().take_while(is_break).count();
    let after = bytes.iter().skip(before).rev().take_while(is_break).count();
    span.start + before..span.end - after
}

/// The line break that a text begins with; that of spreadsheets where there is none.
fn line_end(rest: &[u8]) -> &'static str {
    match rest {
        [b'\n', ..] => "\n",
        [b'\r', b'\n', ..] | [] => "\r\n",
        [b'\r', ..] => "\r",
        _ => "\n",
    }
}

/// Whether every field of a header stands in quotes.
fn all_quoted(header: &[u8], separator: u8) -> bool {
    let line = header.rsplit(|byte| matches!(byte, b'\r' | b'\n')).next().unwrap_or_default();
    let mut fields = line.split(|byte| *byte == separator).peekable();
    fields.peek().is_some()
        && fields.all(|field| field.len() > 1 && field[0] == b'"' && field.ends_with(b"\""))
}

/// How many fields a row has, quotes followed.
#[must_use]
pub fn field_count(row: &[u8], separator: u8) -> usize {
    let (mut count, mut quoted, mut at_start) = (1, false, true);
    for &byte in row {
        match byte {
            b'"' if quoted => quoted = false,
            // A quote after a quote is one that was doubled; elsewhere in a field it is a letter.
            b'"' if at_start => quoted = true,
            byte if byte == separator && !quoted => {
                count += 1;
                at_start = true;
                continue;
            }
            _ => {}
        }
        at_start = byte == b'"' && !quoted;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_counted_as_readers_count_them() {
        for (row, count) in [
            (&b"a;b;c"[..], 3),
            (b"", 1),
            (b"a;", 2),
            (b"\"a;b\";c", 2),
            (b"\"a\"\"b;\";c", 2),
            (b"5\" pipe;c", 2),
            (b"\"a\r\n;\";;", 3),
        ] {
            assert_eq!(field_count(row, b';'), count, "{}", String::from_utf8_lossy(row));
        }
    }

    #[test]
    fn a_row_is_its_bytes_without_the_breaks_around_it() {
        let text = b"\r\n\na;b\r\n";
        assert_eq!(trimmed(text, 0..text.len()), 3..6);
        assert_eq!(trimmed(b"\n\n", 0..2), 2..2);
    }
}
