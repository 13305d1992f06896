//! What sources recorded beside the words, as the rules over a whole matter see it.

use filo_listen::case::{Event, What};
use filo_model::entry::Entry;
use filo_model::facts::{CaseStep, Direction, EntryKind, Facts, Handoff, Promise, State};
use jiff::tz::TimeZone;

use crate::findings::event::end_of_day;

/// Kinds of entries that matter beside words.
pub const KINDS: &[EntryKind] = &[
    EntryKind::Handoff,
    EntryKind::Promise,
    EntryKind::Refusal,
    EntryKind::Alternative,
    EntryKind::Goodwill,
    EntryKind::SelfService,
    EntryKind::Attempt,
];

/// What an entry is for a matter; nothing where it says nothing of one.
#[must_use]
pub fn happened(entry: &Entry, zone: &TimeZone) -> Option<Event> {
    let what = match &entry.facts {
        Facts::Handoff(one) => handoff(one, entry, zone)?,
        Facts::Promise(one) => promise(one, entry, zone)?,
        Facts::Refusal(one) => What::Refused(one.question.clone()),
        Facts::Alternative(one) if one.state != Some(State::Declined) => What::AlternativeOffered,
        Facts::Goodwill(_) => What::Goodwill,
        Facts::SelfService(one) => match one.state? {
            State::Failed => What::SelfServiceFailed,
            State::Done => What::SelfServiceDone,
            _ => return None,
        },
        Facts::Attempt(_) if entry.direction == Direction::In => What::Attempt,
        _ => match entry.case.as_ref()?.step? {
            CaseStep::Opened => What::CaseOpened,
            CaseStep::Closed | CaseStep::Resolved => What::CaseClosed,
            _ => return None,
        },
    };
    Some(Event { at: entry.at.millis, department: Some(entry.department.clone()), what })
}

fn handoff(one: &Handoff, entry: &Entry, zone: &TimeZone) -> Option<What> {
    let id = one.handoff.clone().unwrap_or_else(|| entry.id.to_string());
    Some(match one.state.unwrap_or(State::Sent) {
        State::Sent => What::HandoffSent {
            id,
            to: one.to.clone()?,
            due: one.due.and_then(|due| end_of_day(due, zone)),
        },
        State::Accepted => What::HandoffAccepted(id),
        State::Declined => What::HandoffDeclined(id),
        State::Done => What::HandoffAnswered(id),
        _ => return None,
    })
}

fn promise(one: &Promise, entry: &Entry, zone: &TimeZone) -> Option<What> {
    let id = one.promise.clone().unwrap_or_else(|| entry.id.to_string());
    Some(match one.state.unwrap_or(State::Made) {
        State::Made | State::Moved => {
            What::PromiseMade { id, due: one.due.and_then(|due| end_of_day(due, zone)) }
        }
        State::Kept | State::Done => What::PromiseKept(id),
        State::Withdrawn => What::PromiseWithdrawn(id),
        _ => return None,
    })
}
