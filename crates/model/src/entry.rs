//! One thing that happened between company and customer, and the exchange it belongs to.

use serde::Serialize;

use crate::digest::Digest;
use crate::facts::{CaseStep, Channel, Direction, EntryKind, Facts};
use crate::moment::Moment;

/// The case an entry belongs to, and what the entry does to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseMention {
    /// The case's number in the source's system.
    pub case: String,
    /// What the entry does to the case, where the source says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<CaseStep>,
}

/// The words of an entry: what this person wrote, apart from what they quoted and signed with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct EntryText {
    /// The new text. Quotes of evidence are byte-exact parts of it.
    pub text: String,
    /// Earlier messages that were quoted.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub quoted: String,
    /// Closing formula, signature and disclaimer.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub signature: String,
    /// The order and byte lengths of the parts in the original, so that it can be put together again.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub layout: String,
}

/// Where an entry was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The file, relative to the configuration.
    pub file: String,
    /// The line, sheet row, message or event in it.
    pub line: u64,
}

/// One thing that happened between company and customer. Never rewritten: a correction is a new
/// entry that names the one it replaces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Digest of source, key and content.
    pub id: Digest,
    /// The running number in this store, for what changed since.
    #[serde(skip)]
    pub seq: i64,
    /// The record it came with. The customer is looked up, never stored here.
    pub record: Digest,
    /// The source that said it.
    pub source: String,
    /// When it happened.
    pub at: Moment,
    /// When the company knew it, in UTC epoch milliseconds.
    pub known_at: i64,
    /// True where `known_at` comes from the source's configured lag.
    pub known_at_inferred: bool,
    /// The department it happened in.
    pub department: String,
    /// The channel, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// Who moved.
    pub direction: Direction,
    /// The case, where the source names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseMention>,
    /// The place among entries of one moment, where the source keeps an order.
    #[serde(skip_serializing_if = "is_zero")]
    pub turn: u32,
    /// The entry that this one corrects.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Digest>,
    /// True where a later entry corrects this one.
    #[serde(skip_serializing_if = "is_false")]
    pub superseded: bool,
    /// The kind, as the facts say.
    pub kind: EntryKind,
    /// The typed facts.
    pub facts: Facts,
    /// What the source said beyond the facts, as given: column and value.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub given: Vec<(String, String)>,
    /// The words, where there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<EntryText>,
    /// Where it was read.
    pub place: Place,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_zero(turn: &u32) -> bool {
    *turn == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_false(flag: &bool) -> bool {
    !*flag
}
