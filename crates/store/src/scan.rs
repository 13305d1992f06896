//! All entries for analysis: narrow rows, without words, in the order they were loaded.

use std::ops::RangeInclusive;
use std::sync::Arc;

use filo_model::digest::Digest;
use filo_model::facts::{CaseStep, Channel, Direction, EntryKind, Facts};
use filo_model::moment::Moment;

use crate::thread::CustomerId;
use crate::{Result, Store};

/// Which entries a scan hands over.
#[derive(Debug, Clone, Default)]
pub struct ScanFilter {
    /// Only these kinds; empty means all.
    pub kinds: Vec<EntryKind>,
    /// Only entries at or after this moment, in UTC epoch milliseconds.
    pub since: Option<i64>,
    /// Leave out customers whose data may not be used.
    pub without_restricted: bool,
}

/// Whose each record is, read once for several scans.
#[derive(Debug, Default)]
pub struct RecordCustomers {
    /// The number of the customer's naming record by the record's number, 0 where none.
    pub(crate) customers: Vec<i64>,
    /// Whether the customer's data may not be used.
    pub(crate) restricted: Vec<bool>,
}

impl RecordCustomers {
    /// The number of a record's customer.
    #[must_use]
    pub fn customer(&self, record: i64) -> Option<i64> {
        let of = usize::try_from(record).ok().and_then(|place| self.customers.get(place));
        of.copied().filter(|&customer| customer != 0)
    }

    /// Whether the data of a record's customer may not be used.
    #[must_use]
    pub fn is_restricted(&self, record: i64) -> bool {
        let of = usize::try_from(record).ok().and_then(|place| self.restricted.get(place));
        of.copied().unwrap_or(false)
    }
}

/// Where an entry was read, and what it is, without its facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryPlace {
    /// The sequence number.
    pub seq: i64,
    /// The id, the same in every store.
    pub id: Digest,
    /// The source that said it.
    pub source: Arc<str>,
    /// The kind.
    pub kind: EntryKind,
    /// When it happened.
    pub at: Moment,
    /// The file.
    pub file: Arc<str>,
    /// The line, sheet row, message or event in it.
    pub line: u64,
}

/// An entry as a scan hands it over; the text it borrows lives as long as the call.
#[derive(Debug)]
pub struct EntryRow<'a> {
    /// The sequence number.
    pub seq: i64,
    /// The id, the same in every store.
    pub id: Digest,
    /// The number of the record it came with.
    pub record: i64,
    /// The number of the customer's naming record.
    pub customer: i64,
    /// When it happened.
    pub at: Moment,
    /// When the company knew it, in UTC epoch milliseconds.
    pub known_at: i64,
    /// Whether that comes from the source's configured lag.
    pub known_inferred: bool,
    /// The number of the department, see `department_names`.
    pub department: i64,
    /// The channel, where known.
    pub channel: Option<Channel>,
    /// Who moved.
    pub direction: Direction,
    /// The kind.
    pub kind: EntryKind,
    /// The case's number, where there is one.
    pub case: Option<&'a str>,
    /// What happens to the case.
    pub case_step: Option<CaseStep>,
    /// The place among entries of one moment.
    pub turn: u32,
    /// The facts as stored.
    pub facts_json: &'a str,
}

impl EntryRow<'_> {
    /// The typed facts; nothing where the stored text is not what this program wrote.
    #[must_use]
    pub fn facts(&self) -> Option<Facts> {
        let mut reader = serde_json::Deserializer::from_str(self.facts_json);
        Facts::deserialize_as(self.kind, &mut reader).ok()
    }
}

impl Store {
    /// When the newest entry up to a moment happened, both in UTC epoch milliseconds.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn entry_newest(&self, until: i64) -> Result<Option<i64>> {
        self.sqlite().entry_newest(until)
    }

    /// When the oldest entry happened, in UTC epoch milliseconds.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn entry_oldest(&self) -> Result<Option<i64>> {
        self.sqlite().entry_oldest()
    }

    /// Hands over entries in the order they were loaded, without words, for analysis.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn entry_scan(
        &self,
        filter: &ScanFilter,
        each: &mut dyn FnMut(&EntryRow<'_>),
    ) -> Result<()> {
        self.sqlite().entry_scan(filter, each)
    }

    /// Whose each record is, for [`Store::entry_scan_part`].
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn record_customers(&self) -> Result<RecordCustomers> {
        self.sqlite().record_customers()
    }

    /// As [`Store::entry_scan`], but only entries of a range of sequence numbers, so that several
    /// connections can share the work.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn entry_scan_part(
        &self,
        filter: &ScanFilter,
        customers: &RecordCustomers,
        range: RangeInclusive<i64>,
        each: &mut dyn FnMut(&EntryRow<'_>),
    ) -> Result<()> {
        self.sqlite().entry_scan_part(filter, customers, range, each)
    }

    /// Hands over every entry of a range of sequence numbers, those that were corrected and those of restricted customers
    /// too; each with its own record in the place of its customer's. For columns beside the store, which outlive both.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn entry_scan_all(
        &self,
        range: RangeInclusive<i64>,
        each: &mut dyn FnMut(&EntryRow<'_>),
    ) -> Result<()> {
        self.sqlite().entry_scan_all(range, each)
    }

    /// The sequence numbers of the entries that a later one corrects, in order.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn entry_superseded(&self) -> Result<Vec<i64>> {
        self.sqlite().entry_superseded()
    }

    /// How many identifiers of persons were erased so far: where it grew, what was kept outside the store is kept no longer.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn erasure_stand(&self) -> Result<u64> {
        self.sqlite().erasure_stand()
    }

    /// Hands over the entries of one customer, without words, in no order; false where the customer
    /// restricted the use of their data. What they say is handed over all the same: a guard protects
    /// whoever did.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn customer_scan(
        &self,
        customer: CustomerId,
        each: &mut dyn FnMut(&EntryRow<'_>),
    ) -> Result<bool> {
        self.sqlite().customer_scan(customer, each)
    }

    /// Where the entries with these sequence numbers were read, in their order; those that do not
    /// exist are left out.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn entry_places(&self, sequences: &[i64]) -> Result<Vec<EntryPlace>> {
        self.sqlite().entry_places(sequences)
    }

    /// The customers that these records name, by their numbers, as scans use them.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn customers_named(&self, numbers: &[i64]) -> Result<Vec<CustomerId>> {
        self.sqlite().customers_named(numbers)
    }

    /// The entries with these sequence numbers, in their order.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn entry_fetch(&self, sequences: &[i64]) -> Result<Vec<filo_model::entry::Entry>> {
        self.sqlite().entry_fetch(sequences)
    }

    /// The names of departments by the numbers that scans use.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn department_names(&self) -> Result<Vec<(i64, String)>> {
        self.sqlite().words("department")
    }
}
