//! Records and the customers they make: a projection that can be rebuilt at any time.

use std::ops::RangeInclusive;

use filo_model::digest::Digest;
use filo_model::pointer::Pointer;
use filo_model::record::Details;
use serde::Serialize;

use crate::{Result, Store};

/// The number of a record in its store, valid there only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordNumber(pub i64);

/// A record with what its sources say now.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordDetails {
    /// Its number.
    pub number: RecordNumber,
    /// Its id.
    pub id: Digest,
    /// The system that keeps it.
    pub system: u32,
    /// What is said of it.
    pub details: Details,
    /// Whether its person was erased.
    pub erased: bool,
    /// What its sources say now as a number that does not depend on their order; the sum over records is
    /// a digest of all.
    pub said: u128,
}

/// How entries of a record name a claim, file or message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Naming {
    /// It is theirs.
    Owns(Pointer),
    /// They are about it.
    Mentions(Pointer),
}

/// The customer of a record, and the link that holds it there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Membership {
    /// The record.
    pub record: RecordNumber,
    /// The record that gave the customer its id; it is one of the customer's.
    pub customer: RecordNumber,
    /// The other record of the link.
    pub linked_to: Option<RecordNumber>,
    /// The rule of the link.
    pub rule: Option<&'static str>,
    /// Where it is likeness, the natural logarithm of the odds.
    pub odds: Option<f32>,
}

/// What customers stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MembershipStand {
    /// The newest sequence number that was linked.
    pub sequence: i64,
    /// The newest decision.
    pub decision: i64,
    /// The version of the model.
    pub model: i64,
    /// A number for what else decided who is joined.
    pub terms: i64,
}

/// What a system knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SystemReach {
    /// The system.
    pub system: String,
    /// Its records.
    pub records: u64,
    /// The customers they belong to.
    pub customers: u64,
    /// Of these, the customers whom another system knows too.
    pub shared: u64,
}

/// How far customers are known across systems.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Reach {
    /// By system, in the order of their names.
    pub systems: Vec<SystemReach>,
    /// By the number of systems that know a customer, from 1: how many customers.
    pub known_by: Vec<u64>,
}

impl Store {
    /// How far customers are known across systems. At most 64 systems are told apart.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn customer_reach(&self) -> Result<Reach> {
        self.sqlite().customer_reach()
    }

    /// The records that entries or statements after a sequence number touch.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn record_changed_since(&self, sequence: i64) -> Result<Vec<Digest>> {
        self.sqlite().record_changed_since(sequence)
    }

    /// The largest number of a record.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn record_last(&self) -> Result<RecordNumber> {
        self.sqlite().record_last()
    }

    /// Hands over the records of a range of numbers with what their sources say now, in order.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn record_scan(
        &self,
        range: RangeInclusive<RecordNumber>,
        each: &mut dyn FnMut(RecordDetails),
    ) -> Result<()> {
        self.sqlite().record_scan(range, each)
    }

    /// Hands over the id of every record, in no order.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn record_ids(&self, each: &mut dyn FnMut(Digest)) -> Result<()> {
        self.sqlite().record_ids(each)
    }

    /// Hands over what the entries in force own that a record may refer to instead of a person: the
    /// numbers of claims, the names of files, the ids of messages; and the claims that entries of
    /// silent records mention, of which no source says anything.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn owner_scan(
        &self,
        is_silent: &dyn Fn(RecordNumber) -> bool,
        each: &mut dyn FnMut(RecordNumber, Naming),
    ) -> Result<()> {
        self.sqlite().owner_scan(is_silent, each)
    }

    /// What customers stand for.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn membership_stand(&self) -> Result<MembershipStand> {
        self.sqlite().membership_stand()
    }

    /// The names of systems by the numbers that records use.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn system_names(&self) -> Result<Vec<(u32, String)>> {
        let words = self.sqlite().words("system")?;
        Ok(words.into_iter().map(|(id, name)| (u32::try_from(id).unwrap_or(0), name)).collect())
    }

    /// How many records there are.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn record_count(&self) -> Result<u64> {
        self.sqlite().record_count()
    }

    /// How many customers there are.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn customer_count(&self) -> Result<u64> {
        self.sqlite().customer_count()
    }
}
