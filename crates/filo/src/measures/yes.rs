//! The culture of yes: A1 (a no with another way), A2 (other ways accepted), A3 (apology and remedy), A4 ("not
//! our department").
//!
//! A1: another way is recorded, or shown by the words of a message, in the no itself or up to one business day
//! after it, in the same case. A2: an alternative is accepted where the next answer to it in its case says so
//! within fourteen days. A3: a fault is a finding that people confirmed; within five business days of it, or
//! of its confirmation, the company apologised in words and gave something: goodwill, a credit, a claim taken
//! back, or a message that grants it. A4: a message puts the matter outside the department, and nobody takes
//! it on: no handoff of the case within one business day, no words by which the writer carries it on.

use filo_listen::kind::SignalKind;
use filo_model::calendar::{DAY_MILLIS, Within};
use filo_model::facts::{Channel, State};

use super::case::{between, is_answer};
use super::found::Found;
use super::word::denials;
use super::{Counts, Frame, Measure, Outcome, Thing};
use crate::findings::event::{Event, What};

/// How long a no may stand before another way is offered.
const OFFERED: Within = Within::BusinessDays(1);

/// How long the customer may take to accept.
const ACCEPTED: i64 = 14 * DAY_MILLIS;

/// How long the company has to make amends.
const AMENDS: Within = Within::BusinessDays(5);

pub(super) fn fold(counts: &mut Counts, events: &[Event], found: &Found<'_>, frame: &Frame) {
    for no in denials(events, frame) {
        let until = frame.due(no.department, no.latest(&frame.findings.zone), OFFERED);
        let after = between(events, no.at.millis, until).iter();
        let mut after = after.filter(|event| event.case == no.case && is_offer(event, frame));
        let made = Outcome::counted(after.next().is_some());
        counts.count(Measure::A1, Thing::from(no), made, frame);
    }
    for event in events {
        if let What::Alternative { state: State::Made } = event.what {
            accepted(counts, events, event, frame);
        }
        if is_written(event) && !frame.says(event, SignalKind::Interim) {
            let sent_away = sends_away(event, events, frame);
            counts.count(Measure::A4, Thing::from(event), Outcome::counted(sent_away), frame);
        }
    }
    for (harm, confirmed) in found.harms(frame) {
        let amends = |from: i64| {
            let until = frame.due(harm.department, from, AMENDS);
            let within = between(events, from, until);
            let is_sorry =
                |event: &Event| is_answer(event) && frame.says(event, SignalKind::Apology);
            within.iter().any(is_sorry) && within.iter().any(|event| is_remedy(event, frame))
        };
        let made = Outcome::counted(amends(harm.at) || amends(confirmed));
        super::care::count_harm(counts, Measure::A3, (harm, confirmed), made, frame);
    }
}

fn is_offer(event: &Event, frame: &Frame) -> bool {
    matches!(event.what, What::Alternative { state: State::Made | State::Accepted })
        || ((is_answer(event) || matches!(event.what, What::Refusal { .. }))
            && frame.says(event, SignalKind::Alternative))
}

fn accepted(counts: &mut Counts, events: &[Event], offer: &Event, frame: &Frame) {
    let until = offer.at.millis + ACCEPTED;
    let later = between(events, offer.at.millis, until).iter();
    let mut later = later.filter(|event| event.case == offer.case && event.seq != offer.seq);
    let answer = later.find_map(|event| match event.what {
        What::Alternative { state } if state != State::Made => Some(state),
        _ => None,
    });
    let made = Outcome::counted(answer == Some(State::Accepted));
    counts.count(Measure::A2, Thing::from(offer), made, frame);
}

/// Whether a person of the company wrote: what is spoken leaves no words.
fn is_written(event: &Event) -> bool {
    is_answer(event) && !matches!(event.channel, Some(Channel::Phone | Channel::Visit))
}

fn sends_away(event: &Event, events: &[Event], frame: &Frame) -> bool {
    if !frame.says(event, SignalKind::NotMyDepartment) || frame.says(event, SignalKind::Ownership) {
        return false;
    }
    let until = frame.due(event.department, event.latest(&frame.findings.zone), OFFERED);
    let is_handoff = |other: &&Event| {
        matches!(other.what, What::Handoff { state: State::Sent, .. }) && other.case == event.case
    };
    !between(events, event.at.millis - DAY_MILLIS, until).iter().any(|one| is_handoff(&one))
}

fn is_remedy(event: &Event, frame: &Frame) -> bool {
    match event.what {
        What::Goodwill | What::Credit { .. } | What::Recalled { .. } => true,
        _ => {
            is_answer(event)
                && (frame.says(event, SignalKind::Grant) || frame.says(event, SignalKind::Goodwill))
        }
    }
}
