//! The rights of a person: everything kept about them, and what an erasure removed.

use filo_model::record::Decision;
use serde::Serialize;

use crate::reading::SetApartRow;
use crate::thread::Thread;

/// Everything that is kept about a customer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PersonExport {
    /// The thread with its history.
    pub thread: Thread,
    /// Earlier versions of what the sources said, as stored.
    pub earlier_statements: Vec<serde_json::Value>,
    /// Decisions of people about the customer's records.
    pub decisions: Vec<Decision>,
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
    /// The company's own files that were read and still name the person: Filo does not change them.
    pub files_outside: Vec<String>,
}
