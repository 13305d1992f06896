//! What is kept of a file so that it need not be read again: its events as columns, and what was counted of them.
//!
//! Nothing is kept in secret: both are files that somebody names. [`columns`] are Parquet that any program reads; [`summary`]
//! says of which file and with which choices it was made, and answers for no other.

pub mod columns;
pub mod summary;

use serde::{Deserialize, Serialize};

/// What was left out of a file when it was read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Rows that were set apart.
    pub rows_unreadable: u64,
    /// Rows without a readable time.
    pub rows_without_time: u64,
    /// Events without a case.
    pub events_without_case: u64,
    /// Events without an activity.
    pub events_without_activity: u64,
}

impl LeftOut {
    /// Adds another.
    pub fn add(&mut self, other: Self) {
        self.rows_unreadable += other.rows_unreadable;
        self.rows_without_time += other.rows_without_time;
        self.events_without_case += other.events_without_case;
        self.events_without_activity += other.events_without_activity;
    }
}
