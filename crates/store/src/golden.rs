//! What sources say of a customer's records in all versions, for the golden view, and the choices of
//! people about it.

use std::sync::Arc;

use filo_model::choice::{Choice, ChoiceContent};
use filo_model::digest::Digest;
use filo_model::record::Details;

use crate::thread::CustomerId;
use crate::{Result, Store};

/// One version of what a source said of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct StatementVersion {
    /// Its digest.
    pub digest: Digest,
    /// The generation of the mapping that read it.
    pub mapping: i64,
    /// The first stamp it came with, of its row or its export, in UTC epoch milliseconds.
    pub first: i64,
    /// The newest stamp it came with.
    pub last: i64,
    /// The date of the newest export that held it.
    pub exported: i64,
    /// Whether another version is in force.
    pub superseded: bool,
    /// What it says.
    pub details: Details,
}

/// What one source says of one record, in all its versions.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordStatements {
    /// The record.
    pub record: Digest,
    /// Its key in its system.
    pub key: String,
    /// The system.
    pub system: Arc<str>,
    /// The source.
    pub source: Arc<str>,
    /// The versions, in the order of their numbers.
    pub versions: Vec<StatementVersion>,
}

/// All that sources say of one customer.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomerStatements {
    /// The customer.
    pub customer: CustomerId,
    /// Whether the person restricted the use of their data.
    pub restricted: bool,
    /// What is said, by record and source.
    pub said: Vec<RecordStatements>,
}

impl Store {
    /// All that sources say of one customer.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn statement_fetch(&self, customer: CustomerId) -> Result<CustomerStatements> {
        self.sqlite().statement_fetch(customer)
    }

    /// Hands over all that sources say of every customer of whom more than one thing is said: several
    /// records, several sources of one, or several versions. In no order that means anything.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn statement_scan(&self, each: &mut dyn FnMut(CustomerStatements)) -> Result<()> {
        self.sqlite().statement_scan(each)
    }

    /// The stamps of each source's exports, ascending.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn export_stamps(&self) -> Result<Vec<(String, Vec<i64>)>> {
        self.sqlite().export_stamps()
    }

    /// The records of what is known under an id or a key, with the system of each.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn record_find(&self, id_or_key: &str) -> Result<Vec<(Digest, String)>> {
        self.sqlite().record_find(id_or_key)
    }

    /// Adds a choice and returns its number.
    ///
    /// # Errors
    /// [`crate::Error::NoChoice`] where an undo names none, or where the database refuses.
    pub fn choice_append(
        &self,
        at: i64,
        author: &str,
        reason: &str,
        content: &ChoiceContent,
    ) -> Result<i64> {
        self.sqlite().choice_append(at, author, reason, content)
    }

    /// Every choice in the order of its number.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn choice_list(&self) -> Result<Vec<Choice>> {
        self.sqlite().choice_list()
    }
}
