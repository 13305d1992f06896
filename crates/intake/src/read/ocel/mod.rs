//! Reads object-centric event logs (OCEL 2.0) in JSON, XML and SQLite, all three into one form.
//!
//! A log is read whole: its events mean nothing without its objects, which may stand anywhere in the
//! file. What is broken is set apart with its place and reason, or kept where that loses nothing;
//! [`Fault`] says which. Only what is no such log at all, or a failing disk, is an error.
//!
//! # Layout
//! - `apart`: what is wrong. `types`: types as they are declared and used. `gather`: makes a log of
//!   drafts, whatever the order. `json`, `xml`, `sqlite`: the forms. `tables`: SQLite that is not trusted.

mod apart;
mod gather;
mod json;
mod sqlite;
mod tables;
mod types;
mod xml;

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};

use filo_model::event_log::EventLog;
use jiff::tz::TimeZone;

pub use self::apart::{Apart, Fault, Part};
use super::options::Limits;
use super::source::{Source, read_first};
use super::text;

/// How every file of SQLite begins.
const SQLITE_MAGIC: &[u8] = b"SQLite format 3\0";
/// How far into a file its form is looked for, in bytes.
const SNIFF_BYTES: usize = 1 << 16;
/// What the parts of a log are called, in JSON and in XML.
const SECTIONS: [(&str, &str); 4] = [
    ("eventTypes", "event-types"),
    ("objectTypes", "object-types"),
    ("events", "events"),
    ("objects", "objects"),
];

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// One object of JSON.
    Json,
    /// An XML document.
    Xml,
    /// A database of SQLite.
    Sqlite,
}

/// How a log is to be read.
#[derive(Debug, Clone)]
pub struct Options {
    /// The zone of times that are written without an offset.
    pub zone: TimeZone,
    /// The limits of size and depth; an event or object may be as long as a message.
    pub limits: Limits,
    /// The most events, objects, attributes, values and relations, all together.
    pub items_max: u64,
}

impl Options {
    /// Options with the usual limits.
    #[must_use]
    pub fn new(zone: TimeZone) -> Self {
        Self { zone, limits: Limits::default(), items_max: 200_000_000 }
    }
}

/// A log that was read, and what was wrong with it.
#[derive(Debug)]
pub struct Reading {
    /// The log, as [`EventLog::settle`] would leave it.
    pub log: EventLog,
    /// The form it had.
    pub form: Form,
    /// What was set apart, and what was kept otherwise than it was written, in the order in which it was found.
    pub apart: Vec<Apart>,
    /// How much more was wrong than is listed.
    pub unlisted: u64,
}

/// Why a file cannot be read as a log.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OcelError {
    /// The file cannot be read.
    #[error("cannot read `{}`", path.display())]
    Io {
        /// The file; empty for bytes that come from elsewhere.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// The content is no log of this standard.
    #[error(
        "no event log in OCEL 2.0: neither JSON with `events` and `objects`, nor XML with `<log>` around them, nor SQLite with the table `event_map_type`"
    )]
    NotALog,
    /// The database cannot be opened.
    #[error("the database is damaged or in use (SQLite error {code}): copy or export it anew")]
    Damaged {
        /// The extended result code of SQLite.
        code: i32,
    },
}

/// The form in which a file holds an object-centric log, judged by how it begins; `None` where it is none.
///
/// # Errors
/// Where the file cannot be read.
pub fn recognise(path: &Path) -> io::Result<Option<Form>> {
    let mut file = File::open(path)?;
    let first = read_first(&mut file, SQLITE_MAGIC.len())?;
    if first == SQLITE_MAGIC {
        return Ok(sqlite::is_log(path).then_some(Form::Sqlite));
    }
    let whole = Cursor::new(first).chain(file);
    let mut text = text::open_xml(Source::open(Box::new(whole), Limits::default())?)?;
    let first = read_first(&mut text, SNIFF_BYTES)?;
    let first = String::from_utf8_lossy(&first);
    let first = first.trim_start();
    Ok(match first.bytes().next() {
        Some(b'{') if SECTIONS.iter().any(|(name, _)| names_list(first, name)) => Some(Form::Json),
        Some(b'<') if SECTIONS.iter().any(|(_, name)| names_element(first, name)) => {
            Some(Form::Xml)
        }
        _ => None,
    })
}

/// Whether a text of JSON has a key with a list.
fn names_list(text: &str, name: &str) -> bool {
    let key = format!("\"{name}\"");
    text.match_indices(&key).any(|(at, _)| {
        let rest = text.get(at + key.len()..).unwrap_or_default().trim_start();
        rest.strip_prefix(':').is_some_and(|rest| rest.trim_start().starts_with('['))
    })
}

/// Whether a text of XML has an element.
fn names_element(text: &str, name: &str) -> bool {
    let open = format!("<{name}");
    text.contains("<log")
        && text.match_indices(&open).any(|(at, _)| {
            let next = text.get(at + open.len()..).and_then(|rest| rest.chars().next());
            next.is_some_and(|next| next == '>' || next == '/' || next.is_ascii_whitespace())
        })
}

/// Reads a log, whatever its name says it is.
///
/// # Errors
/// An [`OcelError`] where the file cannot be read or is no such log.
pub fn read(path: &Path, options: &Options) -> Result<Reading, OcelError> {
    let io = |source| OcelError::Io { path: path.to_owned(), source };
    let mut file = File::open(path).map_err(io)?;
    let first = read_first(&mut file, SQLITE_MAGIC.len()).map_err(io)?;
    if first == SQLITE_MAGIC {
        let length = file.metadata().map_err(io)?.len();
        return sqlite::read(path, length, options);
    }
    read_bytes(Box::new(Cursor::new(first).chain(file)), options).map_err(|error| match error {
        OcelError::Io { source, .. } => io(source),
        other => other,
    })
}

/// Reads a log in JSON or XML from bytes that come from anywhere, packed with gzip or not.
///
/// # Errors
/// As [`read`]; the path of an I/O error is empty.
pub fn read_bytes(input: Box<dyn Read + Send>, options: &Options) -> Result<Reading, OcelError> {
    let source = Source::open(input, options.limits).map_err(OcelError::io)?;
    let progress = source.progress();
    let mut text = text::open_xml(source).map_err(OcelError::io)?;
    let mut first = *b" ";
    while first.trim_ascii().is_empty() {
        if text.read(&mut first).map_err(OcelError::io)? == 0 {
            return Err(OcelError::NotALog);
        }
    }
    let whole = Box::new(Cursor::new(first).chain(text));
    match first {
        [b'{'] => json::read(whole, &progress, options),
        [b'<'] => xml::read(whole, &progress, options),
        _ => Err(OcelError::NotALog),
    }
}

/// Reads bytes under small limits; how many events and objects were read and how much was wrong, or
/// `None` where it is no log. The way in of the fuzz target and of the tests that replay its corpus.
#[must_use]
pub fn drain(bytes: &[u8]) -> Option<(usize, usize, usize)> {
    let options =
        Options { limits: Limits::small(), items_max: 1 << 12, ..Options::new(TimeZone::UTC) };
    let reading = read_bytes(Box::new(Cursor::new(bytes.to_vec())), &options).ok()?;
    assert_eq!(reading.log.check(), Ok(()), "a log that was read is sound");
    Some((reading.log.events.len(), reading.log.objects.len(), reading.apart.len()))
}

impl OcelError {
    fn io(source: io::Error) -> Self {
        Self::Io { path: PathBuf::new(), source }
    }
}
