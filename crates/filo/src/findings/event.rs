//! What the kernels see of an entry: the guard's events, made of what a scan hands over.

use filo_guard::event::call_of;
use filo_guard::traits::{Phrases, Traits};
use filo_model::facts::Facts;
use filo_store::scan::EntryRow;

pub use filo_guard::event::{Event, Reference, What, day_in, end_of_day, reference, start_of_day};

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
    Event {
        seq: row.seq,
        id: row.id,
        customer: row.customer,
        at: row.at,
        known_at: row.known_at,
        known_inferred: row.known_inferred,
        turn: row.turn,
        department: row.department,
        channel: row.channel,
        case: reference(row.case),
        step: row.case_step,
        direction: row.direction,
        call: facts.map_or(0, call_of),
        traits: facts.map_or(Traits::NONE, |facts| phrases.of(facts)),
        heard: None,
        what: What::of(facts, (row.direction, row.channel), number_of),
    }
}
