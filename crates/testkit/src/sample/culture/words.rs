//! What people write in answer to the open question: written by hand, kept as data, with the names and
//! numbers in it that must never leave.

use serde::{Deserialize, Serialize};

use crate::sample::SampleError;

/// What one respondent wrote.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Comment {
    /// The wave.
    pub(super) wave: String,
    /// The department of whoever wrote it.
    pub(super) department: String,
    /// The words.
    pub(super) text: String,
    /// What in them says who somebody is.
    pub(super) mentions: Vec<Mention>,
}

/// A piece of a comment that says who somebody is.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mention {
    /// `person`, `phone`, `email`, `address`, `contract`, `invoice` or `customer_code`.
    pub(super) kind: String,
    /// The piece, as it stands in the comment.
    pub(super) text: String,
}

/// Every comment of both waves.
///
/// # Errors
/// Where the data are broken.
pub(super) fn load() -> Result<Vec<Comment>, SampleError> {
    let lines = include_str!("../../../data/culture_words.jsonl").lines();
    Ok(lines.map(serde_json::from_str).collect::<Result<_, _>>()?)
}
