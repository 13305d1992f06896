//! Cases that ended: when, by whose hand, and with which record; a case that began again has not ended.

use std::collections::BTreeMap;

use filo_guard::event::{Reference, What, reference};
use filo_model::digest::Digest;
use filo_model::facts::{CaseStep, Direction};
use filo_model::pointer::written_alike;
use filo_store::Store;
use filo_store::project::RecordNumber;
use filo_store::scan::{EntryRow, ScanFilter};
use filo_store::thread::CustomerId;

use crate::problem::Result;

/// A case that ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The number of the customer's naming record.
    pub customer: i64,
    /// The case's number as it is written.
    pub case: String,
    /// When it ended, in UTC epoch milliseconds.
    pub at: i64,
}

/// The end of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    /// The record of the entry that ended it.
    pub record: RecordNumber,
    /// The number of the department that ended it: whose people moved last before, as a customer's thanks may close a
    /// case, or a machine.
    pub department: i64,
    /// When, in UTC epoch milliseconds.
    pub at: i64,
}

/// Where an entry stands in a thread: when, then the order of the source, then its id.
type Place = (i64, u32, Digest);

fn place(row: &EntryRow<'_>) -> Place {
    (row.at.millis, row.turn, row.id)
}

/// Whether an entry ends its case, or begins it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Ends,
    Begins,
}

/// A case as its number is written, with all that ends or begins it.
type Turns = (String, Vec<(Place, Turn)>);

fn turn(row: &EntryRow<'_>) -> Option<Turn> {
    match row.case_step? {
        CaseStep::Resolved | CaseStep::Closed => Some(Turn::Ends),
        CaseStep::Opened | CaseStep::Reopened => Some(Turn::Begins),
        _ => None,
    }
}

/// Whether people of the company did something for the customer: who hands a case over or warns does not end it.
fn is_move(row: &EntryRow<'_>) -> bool {
    let what = || What::of(row.facts().as_ref(), (row.direction, row.channel), |_| None);
    row.direction != Direction::In
        && !matches!(what(), What::Automatic | What::Handoff { .. } | What::Alert { .. })
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
pub fn between(store: &Store, from: i64, to: i64) -> Result<Vec<Found>> {
    let mut cases: BTreeMap<(i64, Reference), Turns> = BTreeMap::new();
    let filter = ScanFilter { since: Some(from), ..ScanFilter::default() };
    store.entry_scan(&filter, &mut |row| {
        let number = reference(row.case);
        let Some(((case, turn), true)) = row.case.zip(turn(row)).map(|one| (one, number != 0))
        else {
            return;
        };
        if row.at.millis <= to {
            let entry = cases.entry((row.customer, number));
            let (_, turns) = entry.or_insert_with(|| (case.to_owned(), Vec::new()));
            turns.push((place(row), turn));
        }
    })?;
    let mut found: Vec<(Place, Found)> = Vec::new();
    for ((customer, _), (case, mut turns)) in cases {
        turns.sort_unstable_by_key(|(place, _)| *place);
        let last = turns.iter().rposition(|(_, turn)| *turn == Turn::Ends);
        let Some((end, after)) = last.and_then(|last| turns[last..].split_first()) else {
            continue;
        };
        if after.is_empty() {
            found.push((end.0, Found { customer, case, at: end.0.0 }));
        }
    }
    found.sort_unstable_by_key(|(place, _)| std::cmp::Reverse(*place));
    Ok(found.into_iter().map(|(_, one)| one).collect())
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
    let (mut is_there, mut ends, mut moves) = (false, Vec::new(), Vec::new());
    store.customer_scan(customer, &mut |row| {
        if number == 0 || reference(row.case) != number {
            return;
        }
        is_there = true;
        if turn(row) == Some(Turn::Ends) {
            ends.push((place(row), row.record, row.department));
        }
        if is_move(row) {
            moves.push((place(row), row.department));
        }
    })?;
    ends.sort_unstable();
    moves.sort_unstable();
    let before = until.and_then(|until| ends.iter().rfind(|(place, ..)| place.0 <= until));
    let Some(&(end, record, department)) = before.or(ends.last()) else {
        return Ok(if is_there { Standing::Open } else { Standing::Absent });
    };
    let mover = moves.iter().rfind(|(place, _)| *place <= end).map(|(_, department)| *department);
    let department = mover.unwrap_or(department);
    Ok(Standing::Ended(Ended { record: RecordNumber(record), department, at: end.0 }))
}
