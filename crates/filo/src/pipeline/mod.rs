//! The one place that knows the order: files are read and loaded, then records become customers, then
//! their words are heard.
//!
//! Layout: `files` finds what there is to read, `rows` reads ahead, `read` turns rows into chunks of
//! drafts, [`weave`](mod@weave) loads them and reconciles, `link` makes customers of records, [`hear`](mod@hear) hears their words; [`people`] reads files of people that have no configuration.

mod files;
pub mod hear;
mod link;
pub mod people;
mod read;
mod rows;
pub mod weave;

pub use files::{FoundFile, find};
pub use link::{cores, forget, learn, learn_back, link, model_of};
pub use read::{Tried, read_sample};
