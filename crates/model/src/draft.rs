//! What a row of an export says once it is understood, before it has a place in a thread.

use crate::digest::{Digest, Parts};
use crate::entry::{CaseMention, EntryText};
use crate::facts::{Channel, Direction, Facts};
use crate::moment::Moment;
use crate::record::Details;

/// A row, read and understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Where the row begins in its file.
    pub line: u64,
    /// Whom the row is about.
    pub record: RecordDraft,
    /// What happened; absent in an export of people and firms.
    pub entry: Option<EntryDraft>,
    /// How many values could not be read and stay as given.
    pub unread: u32,
}

/// The record a row is about, and what the row says of it.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordDraft {
    /// The digest of system and key.
    pub id: Digest,
    /// The key in the system.
    pub key: String,
    /// Orders what a source says over time, in UTC epoch milliseconds.
    pub stamp: i64,
    /// What the row says of the person; empty where it only names the key.
    pub details: Details,
    /// The same as it is stored; empty where nothing is said.
    pub statement: Statement,
}

/// What a row says of a person in the form in which it is stored and told apart from others.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Statement {
    json: String,
    digest: Digest,
}

impl Statement {
    /// Details as JSON, with their digest: it is made where rows are understood, because the one
    /// writer of a store has more to do than anybody else.
    #[must_use]
    pub fn new(json: String) -> Self {
        let digest = Digest::of(json.as_bytes());
        Self { json, digest }
    }

    /// The details as JSON; empty where nothing is said.
    #[must_use]
    pub fn json(&self) -> &str {
        &self.json
    }

    /// The digest of the JSON.
    #[must_use]
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.json.is_empty()
    }
}

/// An entry before it has a place in a thread.
#[derive(Debug, Clone, PartialEq)]
pub struct EntryDraft {
    /// Digest of source, key and content.
    pub id: Digest,
    /// Digest of the source and its key: the source's own, or one made from the row and its ordinal.
    pub key: Digest,
    /// Orders corrections, in UTC epoch milliseconds: the row's own update time, else its export's.
    pub stamp: i64,
    /// The facts as JSON, as stored and digested.
    pub facts: String,
    /// What the source said beyond them, as JSON pairs; empty where nothing.
    pub given: String,
    /// Everything else.
    pub content: EntryContent,
}

/// What an entry says, typed.
#[derive(Debug, Clone, PartialEq)]
pub struct EntryContent {
    /// The source's own key, digested, where it has one.
    pub key: Option<Digest>,
    /// The record it comes with.
    pub record: Digest,
    /// When it happened.
    pub at: Moment,
    /// When the company knew it, in UTC epoch milliseconds.
    pub known_at: i64,
    /// Whether `known_at` comes from the configured lag.
    pub known_at_inferred: bool,
    /// The place of the department in the company's list.
    pub department: u16,
    /// The channel, where known.
    pub channel: Option<Channel>,
    /// Who moved.
    pub direction: Direction,
    /// The case and what happens to it.
    pub case: Option<CaseMention>,
    /// The place among entries of one moment.
    pub turn: u32,
    /// The company's person who acted, as a pseudonym of this store.
    pub actor: Option<u64>,
    /// The typed facts.
    pub facts: Facts,
    /// The words.
    pub text: Option<EntryText>,
}

impl EntryContent {
    /// The digest of all that makes two versions of an entry differ. The pseudonym is left out: it
    /// depends on the store.
    #[must_use]
    pub fn digest(&self, parts: &mut Parts, facts: &str, given: &str, department: &str) -> Digest {
        parts.clear();
        parts
            .push(&self.record.0)
            .push(&[self.facts.kind().code(), self.direction.code(), self.at.precision as u8])
            .push(&self.at.millis.to_be_bytes())
            .push(&self.at.offset_minutes.to_be_bytes())
            .push(&self.turn.to_be_bytes())
            .push(department.as_bytes())
            .push(self.channel.map_or("", Channel::name).as_bytes())
            .push(facts.as_bytes())
            .push(given.as_bytes());
        if !self.known_at_inferred {
            parts.push(&self.known_at.to_be_bytes());
        }
        if let Some(case) = &self.case {
            parts.push(case.case.as_bytes()).push(&[case.step.map_or(u8::MAX, |step| step.code())]);
        }
        if let Some(text) = &self.text {
            parts
                .push(text.text.as_bytes())
                .push(text.quoted.as_bytes())
                .push(text.signature.as_bytes());
        }
        parts.digest()
    }
}
