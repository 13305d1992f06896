//! Customers who share a value with others: found on demand through the words of the search.

use filo_model::digest::Digest;
use filo_model::record::Details;
use filo_model::shared::SharedValue;

use crate::thread::CustomerId;
use crate::{Result, Store};

/// A customer with what its sources say now.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomerDetails {
    /// The customer.
    pub customer: CustomerId,
    /// Whether the person restricted the use of their data.
    pub restricted: bool,
    /// Whether the person was erased; nothing is then said of them.
    pub erased: bool,
    /// What is said of each record, by its id.
    pub records: Vec<(Digest, Details)>,
}

/// Who may share a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sharing {
    /// These customers and no others, in order; a few of them may turn out not to have the value, as
    /// the words of the search are short.
    Among(Vec<CustomerId>),
    /// More than were asked for.
    TooMany,
}

impl Store {
    /// What the sources of a customer say now; no records where there is no such customer.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn customer_details(&self, customer: CustomerId) -> Result<CustomerDetails> {
        self.sqlite().customer_details(customer)
    }

    /// The customers of whom a source says a value now, and in their names one of some words where
    /// there are any; at most so many.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn customer_sharing(
        &self,
        value: &SharedValue,
        named: &[String],
        most: usize,
    ) -> Result<Sharing> {
        self.sqlite().customer_sharing(value, named, most)
    }

    /// Whether customers are found by all values that may be shared. A store that an earlier program
    /// wrote does not know houses and mail domains until it is woven anew.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn customer_words_stand(&self) -> Result<bool> {
        self.sqlite().customer_words_stand()
    }
}
