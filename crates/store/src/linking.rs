//! What links records: versions of the model, what became of customers, what is left to people.

use filo_model::digest::Digest;
use serde::Serialize;

use crate::project::{Membership, RecordNumber};
use crate::thread::CustomerId;
use crate::{Result, Store};

/// A version of the model to be kept.
#[derive(Debug, Clone, PartialEq)]
pub struct NewModel {
    /// When it was learnt, in UTC epoch milliseconds.
    pub at: i64,
    /// How many records there were.
    pub records: u64,
    /// The systems whose records there were, in order.
    pub systems: Vec<String>,
    /// How many decisions of people it was learnt from.
    pub labels: u64,
    /// The digest of what the records said, whatever order it came in.
    pub data: Digest,
    /// The share of right pairs that was asked for.
    pub precision: f64,
    /// The share that was expected.
    pub expected_precision: f64,
    /// The model itself, as the identity engine writes it.
    pub content: String,
}

/// A version of the model that is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptModel {
    /// Its running number, from 1 on.
    pub version: i64,
    /// What was kept.
    pub model: NewModel,
}

/// What became of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is now part of the other.
    Merged,
    /// It was made of records of the other.
    Split,
}

/// What became of a customer, to be kept; customers by the records that gave them their ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewLineage {
    /// What became of it.
    pub fate: Fate,
    /// The customer.
    pub customer: RecordNumber,
    /// The other customer.
    pub other: RecordNumber,
}

/// What became of a customer, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Lineage {
    /// The running number.
    pub number: i64,
    /// When, in UTC epoch milliseconds.
    pub at: i64,
    /// What became of it.
    #[serde(serialize_with = "fate_name")]
    pub fate: Fate,
    /// The customer.
    pub customer: CustomerId,
    /// The other customer.
    pub other: CustomerId,
    /// The version of the model in force, 0 where there was none.
    pub model: i64,
    /// The newest decision of a person then.
    pub decision: i64,
}

fn fate_name<S: serde::Serializer>(fate: &Fate, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(fate.name())
}

impl Fate {
    /// The stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Merged => "merged",
            Self::Split => "split",
        }
    }

    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Merged => 1,
            Self::Split => 2,
        }
    }

    pub(crate) fn from_code(code: u8) -> Option<Self> {
        [Self::Merged, Self::Split].into_iter().find(|fate| fate.code() == code)
    }
}

/// A pair of customers that is left to a person, by a record of each.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Proposal {
    /// A record of one.
    pub a: RecordNumber,
    /// A record of the other.
    pub b: RecordNumber,
    /// The natural logarithm of the odds that they are one.
    pub odds: f32,
    /// Pairs that the join would make.
    pub pairs: u32,
}

/// All that linking made, kept at once.
pub struct Linking<'a> {
    /// The customer of each record.
    pub memberships: &'a mut dyn Iterator<Item = Membership>,
    /// What became of customers.
    pub lineage: &'a [NewLineage],
    /// What is left to people, the most valuable first.
    pub proposals: &'a [Proposal],
    /// A version of the model, where one was learnt.
    pub model: Option<&'a NewModel>,
    /// What had been loaded.
    pub sequence: i64,
    /// A number for what else decided who is joined.
    pub terms: i64,
    /// When, in UTC epoch milliseconds.
    pub at: i64,
}

impl std::fmt::Debug for Linking<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Linking").field("sequence", &self.sequence).finish_non_exhaustive()
    }
}

impl Store {
    /// Keeps what linking made, as of a sequence number and the decisions there are; of memberships only
    /// changes are written. Gives how many those were.
    ///
    /// # Errors
    /// Where the database refuses; nothing is then changed.
    pub fn linking_replace(&self, linking: &mut Linking<'_>) -> Result<u64> {
        self.sqlite().linking_replace(linking)
    }

    /// The newest version of the model.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn model_newest(&self) -> Result<Option<KeptModel>> {
        Ok(self.sqlite().model_list(true)?.pop())
    }

    /// Every version of the model in the order of their numbers.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn model_list(&self) -> Result<Vec<KeptModel>> {
        self.sqlite().model_list(false)
    }

    /// What became of customers, all of it or what concerns one customer, also through others that it
    /// was merged with or split from; in order.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn lineage_list(&self, customer: Option<CustomerId>) -> Result<Vec<Lineage>> {
        self.sqlite().lineage_list(customer)
    }

    /// The records that once gave a customer its id and do so no more, in the order in which those
    /// customers went; and those that gave one to what
    /// was split from another, in the order of these splits.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn lineage_past(&self) -> Result<(Vec<RecordNumber>, Vec<RecordNumber>)> {
        self.sqlite().lineage_past()
    }

    /// What is left to people, the most valuable first, at most `limit`, and how many there are.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn proposal_list(&self, limit: usize) -> Result<(Vec<Proposal>, u64)> {
        self.sqlite().proposal_list(limit)
    }

    /// Writes a version of the model anew, without what an erased person had.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn model_rewrite(&self, version: i64, content: &str) -> Result<()> {
        self.sqlite().model_rewrite(version, content)
    }
}
