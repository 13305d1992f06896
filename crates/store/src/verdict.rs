//! The decision log: what was asked of the guard, what it answered, and what was done in the end.

use serde::{Serialize, Serializer};

use crate::thread::CustomerId;
use crate::{Result, Store};

/// The number of a decision of the guard, shown as `d-17`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VerdictId(pub i64);

impl std::fmt::Display for VerdictId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "d-{}", self.0)
    }
}

impl std::str::FromStr for VerdictId {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        text.strip_prefix("d-").unwrap_or(text).parse().map(Self)
    }
}

impl Serialize for VerdictId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A decision about to be kept.
#[derive(Debug, Clone)]
pub struct NewVerdict {
    /// When it was asked, in UTC epoch milliseconds.
    pub at: i64,
    /// Who asked.
    pub asked_by: String,
    /// The customer, where one was found.
    pub customer: Option<CustomerId>,
    /// The action's name.
    pub action: &'static str,
    /// When the action was to be done, in UTC epoch milliseconds.
    pub planned: i64,
    /// The answer's name.
    pub answer: &'static str,
    /// The claim's number, where one was named.
    pub claim: Option<String>,
    /// Cards, facts, entries, alternatives and versions, as JSON.
    pub content: String,
}

/// A decision as it was kept.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KeptVerdict {
    /// Its number.
    pub id: VerdictId,
    /// When it was asked, in UTC epoch milliseconds.
    pub at: i64,
    /// Who asked.
    pub asked_by: String,
    /// The customer as of now, where one was found.
    pub customer: Option<CustomerId>,
    /// The action's name.
    pub action: String,
    /// When the action was to be done, in UTC epoch milliseconds.
    pub planned: i64,
    /// The answer's name.
    pub answer: String,
    /// The claim's number.
    pub claim: Option<String>,
    /// Cards, facts, entries, alternatives and versions.
    pub content: serde_json::Value,
    /// What was done in the end, each word of it in order; the last counts.
    pub outcomes: Vec<Outcome>,
}

/// That the guard was asked about a customer, without what it answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedOf {
    /// The number of the customer's naming record, as scans use it.
    pub customer: i64,
    /// When it was asked, in UTC epoch milliseconds.
    pub at: i64,
    /// The action's name.
    pub action: String,
}

/// What was done after a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// When it was told, in UTC epoch milliseconds.
    pub at: i64,
    /// Who told it.
    pub author: String,
    /// `followed`, `overridden` or `withdrawn`.
    pub outcome: String,
    /// Why.
    pub reason: String,
}

impl Store {
    /// Keeps decisions, all or none, and returns their numbers in order. They are on the disk when this
    /// returns.
    ///
    /// # Errors
    /// Where the database refuses; nothing is then kept.
    pub fn verdicts_append(&self, verdicts: &[NewVerdict]) -> Result<Vec<VerdictId>> {
        self.sqlite().verdicts_append(verdicts)
    }

    /// A decision with what was done in the end.
    ///
    /// # Errors
    /// [`crate::Error::NoVerdict`] where there is none, or where the database refuses.
    pub fn verdict_fetch(&self, id: VerdictId) -> Result<KeptVerdict> {
        self.sqlite().verdict_fetch(id)
    }

    /// The newest decisions, at most `limit`; of one customer where one is named.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn verdict_list(
        &self,
        customer: Option<CustomerId>,
        limit: usize,
    ) -> Result<Vec<KeptVerdict>> {
        self.sqlite().verdict_list(customer, limit)
    }

    /// That the guard was asked about customers since a moment (UTC epoch milliseconds), in the order of
    /// the decisions.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn verdicts_asked(&self, since: i64) -> Result<Vec<AskedOf>> {
        self.sqlite().verdicts_asked(since)
    }

    /// Notes what was done after a decision.
    ///
    /// # Errors
    /// [`crate::Error::NoVerdict`] where there is none, or where the database refuses.
    pub fn outcome_append(&self, id: VerdictId, outcome: &Outcome) -> Result<()> {
        self.sqlite().outcome_append(id, outcome)
    }

    /// Removes decisions asked before a moment (UTC epoch milliseconds), with what was done after them;
    /// returns how many there were. With `dry_run` nothing is written.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn verdict_expire(&self, before: i64, dry_run: bool) -> Result<u64> {
        self.sqlite().verdict_expire(before, dry_run)
    }
}
