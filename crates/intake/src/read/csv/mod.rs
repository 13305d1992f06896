//! Reads separated values, also when they are broken: quotes that never end, mixed encodings,
//! rows too long or with the wrong number of fields.
//!
//! A quote that never ends would swallow the rest of a file. Beyond the longest row it is therefore
//! set apart and reading goes on at the next line. Bytes looked at in vain that way are counted:
//! past a bound, rows may no longer span lines, so that hostile files cost linear time.

mod quotes;
mod window;

use std::io;
use std::sync::Arc;

use csv_core::ReadRecordResult;

use super::columns::Columns;
use super::options::{Encoding, Format, Limits, OpenError, Options, ReadError};
use super::source::{Progress, Source};
use super::{Opened, Reader, text};
use crate::row::{Reason, Row, SetApart, Step};
use window::Window;

const SAMPLE_BYTES: usize = 1 << 16;
/// Bytes that may be looked at in vain for each byte used.
const VAIN_FACTOR: u64 = 8;

/// Beginnings of archives and binary documents, which are never separated values.
const BINARY: [&[u8]; 3] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"];

/// How the search for the end of a row ended.
enum Scan {
    /// The row has so many bytes and so many fields.
    Row { length: usize, fields: usize },
    /// No end within so many bytes.
    Open { length: usize },
}

struct CsvReader {
    window: Window,
    parser: csv_core::Reader,
    output: Vec<u8>,
    ends: Vec<usize>,
    columns: Columns,
    fields_min: usize,
    separator: u8,
    encoding: Encoding,
    found_encoding: &'static str,
    limits: Limits,
    vain: u64,
    done: bool,
    progress: Arc<Progress>,
}

/// Opens separated values: finds encoding, separator and header.
pub(super) fn open(
    source: Source,
    options: &Options,
    wanted: &[String],
) -> Result<Opened, OpenError> {
    let mut reader = start(source, options)?;
    let (header, fields_min) = match &options.header {
        Some(names) => (names.clone(), names.len()),
        None => {
            let header = reader.header()?;
            let named = header.iter().rposition(|name| !name.trim().is_empty());
            let fields_min = named.map_or(header.len(), |last| last + 1);
            (header, fields_min)
        }
    };
    let columns = Columns::for_options(header, wanted, options)?;
    Ok(reader.opened(columns, fields_min))
}

/// Opens separated values whose columns somebody else names: slot `i` is the field of that place, up
/// to `count` fields, of which any number may be missing at the end of a row.
pub(super) fn open_bare(
    source: Source,
    options: &Options,
    count: usize,
) -> Result<Opened, OpenError> {
    let reader = start(source, options)?;
    let names: Vec<String> = (0..count).map(|place| place.to_string()).collect();
    let columns = Columns::new(names.clone(), &names)?;
    Ok(reader.opened(columns, 1))
}

/// A reader before its header.
fn start(source: Source, options: &Options) -> Result<CsvReader, OpenError> {
    let progress = source.progress();
    let input = text::open(source, options.encoding).map_err(OpenError::io)?;
    let mut window = Window::new(input.bytes);
    let told = prepare(&mut window, options).map_err(OpenError::io)?;
    let sample = window.bytes();
    if BINARY.iter().any(|start| sample.starts_with(start)) {
        return Err(OpenError::NotTheFormat { format: options.format });
    }
    let found_encoding = input.told.unwrap_or_else(|| text::guess(sample));
    let separator = options.separator.or(told).unwrap_or_else(|| quotes::find_separator(sample));
    Ok(CsvReader {
        window,
        parser: csv_core::ReaderBuilder::new().delimiter(separator).build(),
        output: vec![0; 1024],
        ends: vec![0; 64],
        columns: Columns::new(Vec::new(), &[])?,
        fields_min: 0,
        separator,
        encoding: options.encoding,
        found_encoding,
        limits: options.limits,
        vain: 0,
        done: false,
        progress,
    })
}

/// Goes to the header: past `sep=` and the rows before it. Gives the separator that was told.
fn prepare(window: &mut Window, options: &Options) -> io::Result<Option<u8>> {
    window.fill_to(8)?;
    let line = window.first_line(8)?.unwrap_or_default();
    let told = quotes::told_separator(window.bytes().get(..line).unwrap_or_default());
    if told.is_some() {
        window.advance(line);
    }
    for _ in 1..options.header_row {
        if window.bytes().is_empty() && !window.fill()? {
            break;
        }
        match window.first_line(options.limits.row_bytes_max)? {
            Some(length) => window.advance(length),
            None => window.skip_line()?,
        }
    }
    window.skip_breaks()?;
    window.fill_to(SAMPLE_BYTES)?;
    Ok(told)
}

impl CsvReader {
    /// The reader with its columns, of which a row has `fields_min` at least.
    fn opened(mut self, columns: Columns, fields_min: usize) -> Opened {
        self.fields_min = fields_min;
        self.columns = columns;
        let names = self.columns.names().to_vec();
        let (separator, encoding) = (Some(char::from(self.separator)), self.found_encoding);
        Opened { reader: Box::new(self), columns: names, separator, encoding }
    }

    fn header(&mut self) -> Result<Vec<String>, OpenError> {
        if self.window.bytes().is_empty() {
            return Err(OpenError::Empty);
        }
        let not_the_format = OpenError::NotTheFormat { format: Format::Csv };
        let Scan::Row { length, fields } = self.scan().map_err(OpenError::io)? else {
            return Err(not_the_format);
        };
        self.window.advance(length);
        let mut header = Vec::with_capacity(fields);
        for field in 0..fields {
            match text::decode(self.field(field), self.encoding) {
                Some(name) => header.push(name.into_owned()),
                None => return Err(not_the_format),
            }
        }
        if header.iter().all(|name| name.trim().is_empty()) {
            return Err(OpenError::Empty);
        }
        Ok(header)
    }

    /// How far ahead the end of a row is looked for.
    fn reach(&mut self) -> io::Result<usize> {
        let longest = self.limits.row_bytes_max;
        let earned = self.window.used().saturating_add(u64::try_from(longest).unwrap_or(u64::MAX));
        if self.vain <= earned.saturating_mul(VAIN_FACTOR) {
            return Ok(longest);
        }
        Ok(self.window.first_line(longest)?.map_or(longest, |line| line.min(longest)))
    }

    /// Looks for the end of the row at the beginning of the window, without using it.
    fn scan(&mut self) -> io::Result<Scan> {
        let reach = self.reach()?;
        self.parser.reset();
        let (mut length, mut written, mut fields) = (0, 0, 0);
        loop {
            let held = self.window.bytes();
            let upto = held.len().min(reach);
            let input = held.get(length..upto).unwrap_or_default();
            if input.is_empty() {
                let all = self.window.is_at_end() && upto == held.len();
                if all && !quotes::ends_in_quote(held, self.separator) {
                    // Goes on below: an empty input tells the parser that the row ends here.
                } else if all || upto == reach {
                    return Ok(Scan::Open { length });
                } else {
                    self.window.fill()?;
                    continue;
                }
            }
            let output = self.output.get_mut(written..).unwrap_or_default();
            let ends = self.ends.get_mut(fields..).unwrap_or_default();
            let (result, read, wrote, ended) = self.parser.read_record(input, output, ends);
            length += read;
            written += wrote;
            fields += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.output.resize(self.output.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record | ReadRecordResult::End => {
                    return Ok(Scan::Row { length, fields });
                }
            }
        }
    }

    fn bounds(&self, field: usize) -> (usize, usize) {
        let start = field.checked_sub(1).and_then(|before| self.ends.get(before));
        (start.copied().unwrap_or(0), self.ends.get(field).copied().unwrap_or(0))
    }

    fn field(&self, field: usize) -> &[u8] {
        let (start, end) = self.bounds(field);
        self.output.get(start..end).unwrap_or_default()
    }

    /// Fills the row from a scan; `Ok(None)` is a blank line.
    fn deliver(&self, row: &mut Row, fields: usize) -> Result<Option<()>, Reason> {
        let expected = self.columns.names().len();
        if fields == 1 && expected > 1 && self.field(0).trim_ascii().is_empty() {
            return Ok(None);
        }
        let extra = fields == expected + 1 && self.field(expected).is_empty();
        if !extra && (fields < self.fields_min || fields > expected) {
            return Err(Reason::FieldCount { expected, found: fields });
        }
        let end = self.bounds(fields.saturating_sub(1)).1;
        let output = self.output.get(..end).unwrap_or_default();
        self.columns.begin(row, self.window.line());
        // One check for the whole row: field by field would be slower.
        let whole = match self.encoding {
            Encoding::Windows1252 => None,
            _ => std::str::from_utf8(output).ok(),
        };
        for field in 0..fields {
            let (start, end) = self.bounds(field);
            if let Some(value) = whole.and_then(|whole| whole.get(start..end)) {
                self.columns.put(row, field, value);
            } else {
                let value = text::decode(self.field(field), self.encoding);
                self.columns.put(row, field, &value.ok_or(Reason::Encoding)?);
            }
        }
        self.columns.finish(row);
        Ok(Some(()))
    }

    fn set_apart(&self, reason: Reason, length: usize) -> Step {
        let raw = self.window.bytes().get(..length).unwrap_or_default();
        Step::SetApart(SetApart::from_bytes(self.window.line(), reason, raw))
    }

    /// Sets apart a row whose end was not found within `length` bytes.
    fn deal_with_open(&mut self, length: usize) -> io::Result<Step> {
        self.vain = self.vain.saturating_add(u64::try_from(length).unwrap_or(u64::MAX));
        let raw = self.window.bytes().get(..length).unwrap_or_default();
        let at_end = self.window.is_at_end() && length == self.window.bytes().len();
        let quoted = at_end && quotes::ends_in_quote(raw, self.separator);
        if quoted && !self.continues_with_rows(raw) {
            let step = self.set_apart(Reason::Truncated, length);
            self.window.advance(length);
            self.done = true;
            return Ok(step);
        }
        // A row that goes on after its first line does so because of a quote left open there.
        let line = self.window.first_line(length)?.filter(|&line| line <= length);
        let held = self.window.bytes();
        let ends = |line: &usize| matches!(held.get(..*line), Some([.., b'\n' | b'\r']));
        if let Some(line) = line.filter(ends) {
            let step = self.set_apart(Reason::OpenQuote, line);
            self.window.advance(line);
            return Ok(step);
        }
        let limit = u64::try_from(self.limits.row_bytes_max).unwrap_or(u64::MAX);
        let step = self.set_apart(Reason::TooLong { limit }, length);
        self.window.advance(length);
        self.window.skip_line()?;
        Ok(step)
    }

    /// Whether lines after the first are whole rows: then an open quote is a stray one.
    fn continues_with_rows(&self, raw: &[u8]) -> bool {
        let expected = self.columns.names().len();
        let lines = raw.split(|&byte| byte == b'\n').skip(1);
        let mut whole = lines.filter(|line| !quotes::ends_in_quote(line, self.separator));
        expected > 1
            && whole.any(|line| {
                quotes::field_counts(line, self.separator, 1).first() == Some(&expected)
            })
    }

    fn advance_step(&mut self, row: &mut Row) -> io::Result<Step> {
        loop {
            if self.done {
                return Ok(Step::End);
            }
            self.window.skip_breaks()?;
            if self.window.bytes().is_empty() {
                self.done = true;
                return Ok(self.progress.ending().map_or(Step::End, |why| self.set_apart(why, 0)));
            }
            let (length, fields) = match self.scan()? {
                Scan::Row { length, fields } => (length, fields),
                Scan::Open { length } => return self.deal_with_open(length),
            };
            let is_last = self.window.is_at_end() && length == self.window.bytes().len();
            let ends = matches!(self.window.bytes().get(..length), Some([.., b'\n' | b'\r']));
            let step = match self.progress.ending() {
                Some(reason) if is_last && !ends => {
                    self.done = true;
                    Some(self.set_apart(reason, length))
                }
                _ => match self.deliver(row, fields) {
                    Ok(filled) => filled.map(|()| Step::Row),
                    Err(reason) => Some(self.set_apart(reason, length)),
                },
            };
            self.window.advance(length);
            if let Some(step) = step {
                return Ok(step);
            }
        }
    }
}

impl Reader for CsvReader {
    fn step(&mut self, row: &mut Row) -> Result<Step, ReadError> {
        self.advance_step(row).map_err(|source| self.progress.read_error(source))
    }

    fn bytes_read(&self) -> u64 {
        self.progress.bytes_read()
    }

    fn text_used(&self) -> Option<usize> {
        usize::try_from(self.window.used()).ok()
    }
}
