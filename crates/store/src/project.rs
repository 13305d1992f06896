//! Records and the customers they make: a projection that can be rebuilt at any time.

use filo_model::digest::Digest;
use filo_model::record::Details;

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
}

/// The customer of a record, and the link that holds it there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership {
    /// The record.
    pub record: RecordNumber,
    /// The record that names the customer: the one with the smallest id.
    pub customer: RecordNumber,
    /// The other record of the link.
    pub linked_to: Option<RecordNumber>,
    /// The rule of the link.
    pub rule: Option<&'static str>,
}
