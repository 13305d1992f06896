//! The one place that knows the order: files are read and loaded, then records become customers.
//!
//! Layout: `files` finds what there is to read, `rows` reads ahead, `read` turns rows into chunks of
//! drafts, [`weave`](mod@weave) loads them and reconciles, `link` makes customers of records.

mod files;
mod link;
mod read;
mod rows;
pub mod weave;

pub use files::{FoundFile, find};
pub use link::link;
pub use read::{Tried, read_sample};
