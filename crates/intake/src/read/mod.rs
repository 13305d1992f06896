//! The readers, one per format, behind one way of opening a file.
//!
//! A reader is a stream of steps: a row, a row set apart with its reason, or the end. Broken,
//! hostile or enormous input never stops a program: what cannot be read is set apart. Only a
//! failing disk is an error while reading; a file that cannot be opened at all is an
//! [`OpenError`].
//!
//! # Layout
//! - `options`: the formats, what a caller may choose, the limits, the errors.
//! - `source`: bytes from a file or a gzip member, counted and limited.
//! - `columns`: which column goes to which slot of a row. [`by_column`]: Parquet without rows.
//! - `text`: bytes to text. `lines`: lines of bounded length.
//! - `csv`, `xlsx`, `parquet`, `json_lines`, [`mail`], `xes`, `calls`, [`fatturapa`], [`camt`]: the readers.
//! - [`ocel`]: object-centric event logs, which are read whole and not row by row.
//! - `peek`: a first look at a file.

mod calls;
pub mod camt;
mod columns;
mod csv;
pub mod fatturapa;
mod json_lines;
mod lines;
pub mod mail;
mod metered;
pub mod ocel;
mod options;
mod parquet;
mod peek;
mod source;
mod text;
mod window;
mod xes;
mod xlsx;

use std::fs::File;
use std::io::Read;
use std::path::Path;

pub use lines::{TextLine, TextLines, head};
pub use options::{Encoding, Exchange, Format, Limits, OpenError, Options, ReadError};
pub use parquet::by_column;
pub use peek::{Peek, peek, peek_bytes};

use crate::row::{Row, Step};
use source::Source;

/// A stream of the rows of one file.
pub trait Reader: Send {
    /// Reads on to the next row, the next row set apart, or the end, which then repeats.
    ///
    /// # Errors
    /// Only when the file itself cannot be read; whatever is wrong in its content is a step.
    fn step(&mut self, row: &mut Row) -> Result<Step, ReadError>;

    /// Bytes read so far of the file as it lies on disk, for progress.
    fn bytes_read(&self) -> u64;

    /// Bytes of the text used so far, after its byte order mark, and as UTF-8 where it was UTF-16 (CSV):
    /// between two steps lies a row as it stands, with the line breaks around it.
    fn text_used(&self) -> Option<usize> {
        None
    }

    /// The columns of the last row that are not empty, in order, and what their values were (XLSX).
    fn cells(&self) -> &[(usize, CellKind)] {
        &[]
    }
}

/// What the value of a cell of a workbook was, before it became text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// Words, or digits kept as words.
    Text,
    /// A number.
    Number,
    /// A day, or a day with a time.
    Moment,
    /// True or false.
    Truth,
}

impl std::fmt::Debug for dyn Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("bytes_read", &self.bytes_read()).finish_non_exhaustive()
    }
}

/// A reader that was opened, with what was found on the way.
#[derive(Debug)]
pub struct Opened {
    /// The reader.
    pub reader: Box<dyn Reader>,
    /// The columns of the header; empty where the format has none.
    pub columns: Vec<String>,
    /// The separator (CSV).
    pub separator: Option<char>,
    /// The encoding, as far as the beginning of the file tells.
    pub encoding: &'static str,
}

/// Opens a file; slot `i` of each row then holds the value of column `wanted[i]`.
///
/// Column names match exactly first, else after trimming and ignoring case. A file packed with gzip
/// is recognised by its first bytes.
///
/// # Errors
/// An [`OpenError`] when the file cannot be opened or is not what `options` say, or when a wanted
/// column is missing from its header.
pub fn open(
    path: &Path,
    options: &Options,
    wanted: &[String],
) -> Result<Box<dyn Reader>, OpenError> {
    opened_path(path, options, wanted).map(|opened| opened.reader)
}

/// As [`open`], from bytes that come from anywhere. A workbook and a file of
/// Parquet are first read into memory.
///
/// # Errors
/// As [`open`]; the path of an I/O error is empty.
pub fn open_bytes(
    input: Box<dyn Read + Send>,
    options: &Options,
    wanted: &[String],
) -> Result<Box<dyn Reader>, OpenError> {
    opened_bytes(input, options, wanted).map(|opened| opened.reader)
}

/// As [`open_bytes`] where no column is wanted by name: every value is among the rest of its row, and what
/// was found of header and separator is handed over too.
///
/// # Errors
/// As [`open_bytes`].
pub fn open_table(input: Box<dyn Read + Send>, options: &Options) -> Result<Opened, OpenError> {
    opened_bytes(input, options, &[])
}

fn opened_path(path: &Path, options: &Options, wanted: &[String]) -> Result<Opened, OpenError> {
    let io = |source| OpenError::Io { path: path.to_owned(), source };
    let file = File::open(path).map_err(io)?;
    let opened = match options.format {
        Format::Xlsx => xlsx::open_file(file, options, wanted),
        Format::Parquet => parquet::open_file(file, options, wanted),
        Format::FatturaPa => fatturapa::open_file(path, file, options, wanted),
        _ => opened_bytes(Box::new(file), options, wanted),
    };
    opened.map_err(|error| match error {
        OpenError::Io { source, .. } => io(source),
        other => other,
    })
}

fn opened_bytes(
    input: Box<dyn Read + Send>,
    options: &Options,
    wanted: &[String],
) -> Result<Opened, OpenError> {
    let source = Source::open(input, options.limits).map_err(OpenError::io)?;
    match options.format {
        Format::Csv => csv::open(source, options, wanted),
        Format::Xlsx => xlsx::open_packed(source, options, wanted),
        Format::Parquet => parquet::open_packed(source, options, wanted),
        Format::JsonLines => json_lines::open(source, options, wanted),
        Format::Mbox => mail::open(source, options, wanted, mail::Container::Mbox),
        Format::Eml => mail::open(source, options, wanted, mail::Container::Single),
        Format::Xes => xes::open(source, options, wanted),
        Format::AsteriskCdr | Format::QueueLog | Format::ThreeCxCdr => {
            calls::open(source, options, wanted)
        }
        Format::FatturaPa => fatturapa::open(source, "", options, wanted),
        Format::Camt => camt::open(source, options, wanted),
    }
}

/// What [`drain`] counted.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Rows that were filled.
    pub rows: u64,
    /// Rows that were set apart.
    pub set_apart: u64,
    /// Bytes of values of all rows.
    pub value_bytes: u64,
}

/// Reads everything of some bytes under small limits and counts it; `None` when it does not open.
///
/// The way in of the fuzz targets and of the tests that replay their corpus.
pub fn drain(format: Format, bytes: &[u8]) -> Option<Counts> {
    let options = Options { limits: Limits::small(), ..Options::new(format) };
    let input = std::io::Cursor::new(bytes.to_vec());
    let wanted = format.columns();
    let mut reader = open_bytes(Box::new(input), &options, &wanted).ok()?;
    let mut row = Row::default();
    let mut counts = Counts::default();
    let length = |text: &str| u64::try_from(text.len()).unwrap_or(u64::MAX);
    loop {
        match reader.step(&mut row).ok()? {
            Step::End => return Some(counts),
            Step::SetApart(_) => counts.set_apart += 1,
            Step::Row => {
                counts.rows += 1;
                let wanted: u64 = (0..wanted.len()).map(|slot| length(row.value(slot))).sum();
                let rest: u64 = row.rest().map(|(_, value)| length(value)).sum();
                counts.value_bytes += wanted + rest;
            }
        }
    }
}
