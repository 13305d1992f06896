//! What comes into a store: batches of understood rows, all or nothing.

use filo_model::draft::Draft;
use serde::Serialize;

use crate::reading::ReadingId;

/// Rows of one file that are loaded together with the progress of its reading.
#[derive(Debug)]
pub struct Batch<'a> {
    /// The reading they belong to.
    pub reading: ReadingId,
    /// When Filo recorded them, in UTC epoch milliseconds.
    pub recorded_at: i64,
    /// The understood rows.
    pub drafts: &'a [Draft],
    /// The rows set apart.
    pub set_apart: &'a [NewSetApart],
    /// True when the file has been read to its end.
    pub finished: bool,
}

/// A row that is set apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSetApart {
    /// The line, sheet row, message or event in the file.
    pub line: u64,
    /// The stable code of the reason.
    pub code: &'static str,
    /// What the reason is about: a field or a limit, never a value.
    pub detail: String,
    /// The row as it stood, cut at a limit.
    pub raw: String,
}

/// The counts of a reading. `rows` is always the sum of the four that follow.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Rows read.
    pub rows: u64,
    /// New.
    pub loaded: u64,
    /// Another version of something known.
    pub corrected: u64,
    /// Already known, or of a person who was erased.
    pub known: u64,
    /// Set apart with a reason.
    pub set_apart: u64,
    /// Values, not rows, that could not be parsed and stay as given.
    pub unread: u64,
}

impl Tally {
    /// Whether every row is accounted for.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        self.rows == self.loaded + self.corrected + self.known + self.set_apart
    }

    /// Adds the counts of another reading.
    pub fn add(&mut self, other: &Self) {
        self.rows += other.rows;
        self.loaded += other.loaded;
        self.corrected += other.corrected;
        self.known += other.known;
        self.set_apart += other.set_apart;
        self.unread += other.unread;
    }
}
