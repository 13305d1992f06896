//! The rights of a person: everything kept about them, and what an erasure removed.

use filo_model::choice::Choice;
use filo_model::record::Decision;
use filo_model::review::Review;
use serde::Serialize;

use crate::after::KeptAfter;
use crate::reading::SetApartRow;
use crate::thread::{CustomerId, Thread};
use crate::verdict::KeptVerdict;
use crate::{Result, Store};

/// Everything that is kept about a customer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PersonExport {
    /// The thread with its history.
    pub thread: Thread,
    /// Earlier versions of what the sources said, as stored.
    pub earlier_statements: Vec<serde_json::Value>,
    /// Decisions of people about the customer's records.
    pub decisions: Vec<Decision>,
    /// Choices of people about the customer's golden view, and what undid them.
    pub choices: Vec<Choice>,
    /// Reviews of findings about the customer, and what undid them.
    pub reviews: Vec<Review>,
    /// What the guard was asked about the customer, what it answered, and what was done.
    pub verdicts: Vec<KeptVerdict>,
    /// About which of their cases the customer was asked, and what they answered.
    pub heard_after: Vec<KeptAfter>,
    /// Rows set apart that name the person.
    pub set_apart: Vec<SetApartRow>,
}

/// What an erasure removed, or would remove.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub struct ErasureReceipt {
    /// Records emptied.
    pub records: u64,
    /// Statements emptied.
    pub statements: u64,
    /// Entries reduced to their skeleton.
    pub entries: u64,
    /// Texts removed.
    pub texts: u64,
    /// Set-apart rows whose content named the person.
    pub set_apart: u64,
    /// Decisions whose reason was removed.
    pub decisions: u64,
    /// Choices about the golden view whose reason was removed.
    pub choices: u64,
    /// Reviews of findings whose reason was removed.
    pub reviews: u64,
    /// Decisions of the guard whose claim was removed.
    pub verdicts: u64,
    /// Answers after a case that are nobody's now.
    pub heard_after: u64,
    /// The company's own files that were read and still name the person: Filo does not change them.
    pub files_outside: Vec<String>,
}

impl Store {
    /// Everything that is kept about a customer.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn person_export(&self, customer: CustomerId) -> Result<PersonExport> {
        self.sqlite().person_export(customer)
    }

    /// Restricts the use of a customer's data, or lifts the restriction.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn person_restrict(&self, customer: CustomerId, restricted: bool) -> Result<u64> {
        self.sqlite().person_restrict(customer, restricted)
    }

    /// Erases a customer: no value of the person is left in any file of the store, and the counts
    /// still add up. With `dry_run` nothing is written. [`Store::compact_if_due`] makes it final.
    ///
    /// # Errors
    /// Where the database refuses; nothing is then changed.
    pub fn person_erase(&self, customer: CustomerId, dry_run: bool) -> Result<ErasureReceipt> {
        self.sqlite().person_erase(customer, dry_run)
    }

    /// Removes the words of entries that happened before a moment (UTC epoch milliseconds);
    /// returns how many there were. With `dry_run` nothing is written.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn text_expire(&self, before: i64, dry_run: bool) -> Result<u64> {
        self.sqlite().text_expire(before, dry_run)
    }

    /// Customers whose last entry happened before a moment (UTC epoch milliseconds).
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn customer_silent_since(&self, before: i64) -> Result<Vec<CustomerId>> {
        self.sqlite().customer_silent_since(before)
    }
}
