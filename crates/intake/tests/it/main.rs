//! The readers against broken, mis-encoded, hostile and enormous input; and every kind from a file.

mod by_column;
mod calls;
mod camt;
mod corpus;
mod csv;
mod fatturapa;
mod json_lines;
mod kinds;
mod mail;
mod ocel;
mod packed;
mod parquet;
mod pec;
mod properties;
mod support;
mod xes;
mod xlsx;
