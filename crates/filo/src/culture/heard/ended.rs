//! Cases that ended: when, by whose hand, and with which record; a case that began again has not ended.

use std::collections::BTreeMap;

use filo_guard::event::{Reference, reference};
use filo_model::digest::Digest;
use filo_model::facts::CaseStep;
use filo_model::pointer::written_alike;
use filo_store::Store;
use filo_store::project::RecordNumber;
use filo_store::scan::{EntryRow, ScanFilter};
use filo_store::thread::CustomerId;

use crate::problem::Result;

/// The end of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// The number of the customer's naming record.
    pub customer: i64,
    /// The case's number as it is written.
    pub case: String,
    /// The record of the entry that ended it.
    pub record: RecordNumber,
    /// The number of the department that ended it.
    pub department: i64,
    /// When, in UTC epoch milliseconds.
    pub at: i64,
}

/// A step of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Step {
    /// When, then the order of the source, then the entry: as in a thread.
    place: (i64, u32, Digest),
    ends: bool,
    begins: bool,
    record: i64,
    department: i64,
}

impl Step {
    fn of(row: &EntryRow<'_>) -> Option<Self> {
        let step = row.case_step?;
        Some(Self {
            place: (row.at.millis, row.turn, row.id),
            ends: matches!(step, CaseStep::Resolved | CaseStep::Closed),
            begins: matches!(step, CaseStep::Opened | CaseStep::Reopened),
            record: row.record,
            department: row.department,
        })
    }

    fn ended(&self, customer: i64, case: &str) -> Ended {
        Ended {
            customer,
            case: case.to_owned(),
            record: RecordNumber(self.record),
            department: self.department,
            at: self.place.0,
        }
    }
}

/// The digest under which a case is kept: however its number is written, and of this store alone.
#[must_use]
pub fn digest(secret: &[u8; 32], case: &str) -> Digest {
    Digest::keyed(secret, format!("case\0{}", written_alike(case)).as_bytes())
}

/// The cases that ended between two moments, both with them, and did not begin again; the newest first.
///
/// # Errors
/// Where the store refuses.
pub fn between(store: &Store, from: i64, to: i64) -> Result<Vec<Ended>> {
    let mut cases: BTreeMap<(i64, Reference), (String, Vec<Step>)> = BTreeMap::new();
    let filter = ScanFilter { since: Some(from), ..ScanFilter::default() };
    store.entry_scan(&filter, &mut |row| {
        let number = reference(row.case);
        if let (Some(case), Some(step)) = (row.case, Step::of(row).filter(|_| number != 0))
            && step.place.0 <= to
        {
            let (_, steps) = cases
                .entry((row.customer, number))
                .or_insert_with(|| (case.to_owned(), Vec::new()));
            steps.push(step);
        }
    })?;
    let mut ended: Vec<(Step, Ended)> = Vec::new();
    for ((customer, _), (case, mut steps)) in cases {
        steps.sort_unstable();
        let Some(last) = steps.iter().rposition(|step| step.ends) else { continue };
        if steps[last..].iter().skip(1).any(|step| step.begins) {
            continue;
        }
        ended.push((steps[last], steps[last].ended(customer, &case)));
    }
    ended.sort_unstable_by_key(|(step, _)| std::cmp::Reverse(step.place));
    Ok(ended.into_iter().map(|(_, one)| one).collect())
}

/// What a thread says of a case that somebody answers about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It is not in the thread.
    Absent,
    /// Nothing says that it ever ended.
    Open,
    /// It ended, whether or not it began again later.
    Ended(Ended),
}

/// The last end of a customer's case that a moment may be about: before it, or the last of all.
///
/// # Errors
/// Where the store refuses.
pub fn of_case(
    store: &Store,
    customer: CustomerId,
    case: &str,
    until: Option<i64>,
) -> Result<Standing> {
    let number = reference(Some(case));
    let (mut is_there, mut ends) = (false, Vec::new());
    let mut naming = 0;
    store.customer_scan(customer, &mut |row| {
        if number == 0 || reference(row.case) != number {
            return;
        }
        (is_there, naming) = (true, row.customer);
        ends.extend(Step::of(row).filter(|step| step.ends));
    })?;
    ends.sort_unstable();
    let before = until.and_then(|until| ends.iter().rfind(|step| step.place.0 <= until));
    Ok(match before.or(ends.last()) {
        Some(step) => Standing::Ended(step.ended(naming, case)),
        None if is_there => Standing::Open,
        None => Standing::Absent,
    })
}
