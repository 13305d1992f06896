//! One customer's thread, and how a customer is found.

use std::fmt;
use std::str::FromStr;

use filo_model::digest::Digest;
use filo_model::entry::Entry;
use filo_model::record::Record;
use serde::{Serialize, Serializer};

/// A customer: the id of the record it was first named by, which stays with that record as others come
/// and go. Shown as `c-` and sixteen hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CustomerId(pub u64);

impl CustomerId {
    /// The customer named by a record.
    #[must_use]
    pub fn named_by(record: Digest) -> Self {
        Self(record.short())
    }
}

impl fmt::Display for CustomerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "c-{:016x}", self.0)
    }
}

/// The text is not a customer's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a customer's id")]
pub struct CustomerIdError;

impl FromStr for CustomerId {
    type Err = CustomerIdError;

    fn from_str(text: &str) -> Result<Self, CustomerIdError> {
        let digits = text.strip_prefix("c-").filter(|digits| digits.len() == 16);
        let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        digits
            .and_then(|digits| u64::from_str_radix(digits, 16).ok())
            .map(Self)
            .ok_or(CustomerIdError)
    }
}

impl Serialize for CustomerId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A customer that fits what was asked, with enough to choose among several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// The customer.
    pub customer: CustomerId,
    /// The name that its records give.
    pub name: Option<String>,
    /// A town, else a part of an address, to tell namesakes apart.
    pub place: Option<String>,
    /// The systems that know the customer.
    pub systems: Vec<String>,
}

/// A record in a thread, with the link that holds it to the others.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LinkedRecord {
    /// The record.
    #[serde(flatten)]
    pub record: Record,
    /// The record it was linked to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub linked_to: Option<Digest>,
    /// The rule of the link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Where it is likeness, the natural logarithm of the odds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub odds: Option<f32>,
}

/// One customer's thread: who, and all that happened, in order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Thread {
    /// The customer.
    pub customer: CustomerId,
    /// Whether the person restricted the use of their data.
    pub restricted: bool,
    /// Whether the person was erased.
    pub erased: bool,
    /// The records, by id.
    pub records: Vec<LinkedRecord>,
    /// The entries by time, then by the source's order, then by id.
    pub entries: Vec<Entry>,
}
