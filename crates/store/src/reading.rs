//! What was read when: one reading of one file, and the rows it set apart.

use filo_model::digest::Digest;
use serde::Serialize;

use crate::load::Tally;

/// The number of a reading in its store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct ReadingId(pub i64);

/// A file about to be read.
#[derive(Debug, Clone, Copy)]
pub struct NewReading<'a> {
    /// The source it belongs to.
    pub source: &'a str,
    /// The system that keeps its records.
    pub system: &'a str,
    /// The company's departments; drafts name them by their place here.
    pub departments: &'a [String],
    /// The file, relative to the configuration.
    pub path: &'a str,
    /// The digest of its bytes.
    pub file_digest: Digest,
    /// Its size.
    pub file_bytes: u64,
    /// The digest of the source's mapping: another mapping reads the same file anew.
    pub mapping_digest: Digest,
    /// The date of the export, in UTC epoch milliseconds.
    pub export_stamp: i64,
    /// Now, in UTC epoch milliseconds.
    pub started_at: i64,
}

/// How a file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadingState {
    /// The same bytes were read to the end under the same mapping: every row is known.
    Known(Tally),
    /// An interrupted reading goes on after this many rows.
    Resumed(ReadingId, Tally),
    /// Nothing of it was read.
    Fresh(ReadingId),
}

/// A reading as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// Its number.
    #[serde(skip)]
    pub id: ReadingId,
    /// The source.
    pub source: String,
    /// The file.
    pub path: String,
    /// When it began, in UTC epoch milliseconds.
    #[serde(skip)]
    pub started_at: i64,
    /// The export's date, in UTC epoch milliseconds.
    pub export_stamp: i64,
    /// The latest time of an entry in it, in UTC epoch milliseconds.
    pub newest_at: Option<i64>,
    /// The counts.
    pub tally: Tally,
    /// Whether it reached the end of the file.
    pub finished: bool,
}

/// How many rows the latest readings of a source set apart for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SetApartCount {
    /// The source.
    pub source: String,
    /// The stable code of the reason.
    pub code: String,
    /// How many rows.
    pub count: u64,
}

/// A row set apart, with its place and reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SetApartRow {
    /// The source.
    pub source: String,
    /// The file.
    pub path: String,
    /// The line, sheet row, message or event.
    pub line: u64,
    /// The stable code of the reason.
    pub code: String,
    /// What the reason is about.
    pub detail: String,
    /// The row as it stood; absent after an erasure of a person it named.
    pub raw: Option<String>,
}
