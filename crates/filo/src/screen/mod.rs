//! A list screened as a file: each row is a question to the guard, and comes back with its verdict.
//!
//! Layout, in the order of the way: [`list`] reads a list and keeps its bytes, [`columns`] says which
//! column says what, [`row`] makes a question of a row, [`who`] finds the customer, [`judge`] asks the
//! guard, [`batch`] does so for all rows on several cores, [`told`] puts it into words, [`write`](mod@write)
//! and [`sheet`] write it beside what was there, [`pending`] is a file before it is in its place,
//! [`summary`] counts.

pub mod batch;
pub mod columns;
pub mod judge;
pub mod list;
pub mod pending;
pub mod row;
pub mod sheet;
pub mod summary;
pub mod told;
pub mod who;
pub mod write;
