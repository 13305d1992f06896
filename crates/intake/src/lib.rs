//! Reads departments' exports: a reader per format, the mapping of rows to records and entries, and the quarantine.

pub mod mapping;
pub mod read;
pub mod row;
