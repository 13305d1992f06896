//! The readers against broken, mis-encoded, hostile and enormous input.

mod corpus;
mod csv;
mod json_lines;
mod mail;
mod packed;
mod properties;
mod support;
mod xes;
mod xlsx;
