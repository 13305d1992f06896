//! What the kernels see of an entry: the guard's events, made of what a scan hands over.

use filo_guard::traits::Phrases;
use filo_model::facts::Facts;
use filo_store::scan::EntryRow;

pub use filo_guard::event::{Event, Head, Reference, What, day_in, end_of_day, reference};

/// The name of a call's telephone line.
#[must_use]
pub fn line_of(row: &EntryRow<'_>) -> Option<String> {
    match row.facts()? {
        Facts::Attempt(one) => one.line,
        Facts::Message(one) => one.line,
        _ => None,
    }
}

/// The event of an entry. `phrases` say what words mean, `number_of` gives the number of a department
/// by its name.
#[must_use]
pub fn event(
    row: &EntryRow<'_>,
    phrases: &Phrases,
    number_of: impl Fn(&str) -> Option<i64>,
) -> Event {
    event_of(row, row.facts().as_ref(), phrases, number_of)
}

/// As [`event`], of facts that were read already.
#[must_use]
pub fn event_of(
    row: &EntryRow<'_>,
    facts: Option<&Facts>,
    phrases: &Phrases,
    number_of: impl Fn(&str) -> Option<i64>,
) -> Event {
    let head = Head {
        seq: row.seq,
        id: row.id,
        customer: row.customer,
        at: row.at,
        known_at: row.known_at,
        known_inferred: row.known_inferred,
        department: row.department,
        channel: row.channel,
        direction: row.direction,
        kind: row.kind,
        case: row.case,
        step: row.case_step,
        turn: row.turn,
    };
    Event::new(&head, facts, phrases, number_of)
}
