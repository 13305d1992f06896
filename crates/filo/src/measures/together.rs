//! How departments work together: I2 (the customer chases), I3 (bounces), I4 (alerts taken up).
//!
//! The base of I2 and I3 are cases that were handed over at least once, dated by their first handoff. A
//! customer chases who writes, calls or tries to call about the case while a department other than the one it
//! began with holds it, and answers nothing: the words say so, or nobody of the company had been in touch
//! since the handoff. A case bounces that changes hands three times, or comes back to a department although
//! the one it had gone to did nothing but hand it on and the customer told nothing new. A chased case is
//! counted with the department that held it then; a bounced one with the receiver of the handoff that made it
//! bounce; any other with its first receiver.

use filo_listen::kind::SignalKind;
use filo_model::calendar::Within;
use filo_model::facts::State;

use super::case::{Case, between, is_answer, is_contact};
use super::{Counts, Frame, Measure, Outcome, Thing};
use crate::findings::event::{Event, Reference, What};

/// How long a department has to take up an alert.
const TAKEN_UP: Within = Within::BusinessDays(2);

/// So many handoffs are too many.
const CHANGES: usize = 3;

pub(super) fn fold(counts: &mut Counts, events: &[Event], cases: &[Case<'_>], frame: &Frame) {
    for case in cases {
        let handoffs = case.handoffs();
        if let Some((first, _, receiver)) = handoffs.first() {
            let thing = Thing::from(*first).of(*receiver);
            chased(counts, case, &handoffs, thing, frame);
            bounced(counts, case, &handoffs, thing, frame);
        }
    }
    for event in events {
        if let What::Alert { alert, to, state: State::Sent, .. } = event.what {
            taken_up(counts, events, (event, alert, to), frame);
        }
    }
}

fn chased(
    counts: &mut Counts,
    case: &Case<'_>,
    handoffs: &[(&Event, i64, i64)],
    thing: Thing,
    frame: &Frame,
) {
    let home = case.opened().department;
    let ended = case.ended().map_or(i64::MAX, |event| event.at.millis);
    let chase = handoffs.iter().enumerate().find_map(|(place, (sent, _, holder))| {
        let until = handoffs.get(place + 1).map_or(i64::MAX, |next| next.0.at.millis).min(ended);
        let held = || {
            let after = case.events.iter().copied();
            after.filter(|event| event.at.millis > sent.at.millis && event.at.millis < until)
        };
        let is_asking =
            |event: &&Event| is_contact(event) || matches!(event.what, What::Attempt { .. });
        let answers_nothing = |event: &Event| {
            let spoken = held().any(|one| is_answer(one) && one.at.millis < event.at.millis);
            frame.says(event, SignalKind::Chasing) || !spoken
        };
        let chaser = held().filter(is_asking).find(|event| answers_nothing(event))?;
        (*holder != home).then_some((chaser, *holder))
    });
    match chase {
        Some((chaser, holder)) => {
            let thing = Thing::from(chaser).of(holder).at(thing.at);
            counts.count(Measure::I2, thing, Outcome::Counted, frame);
        }
        None => counts.count(Measure::I2, thing, Outcome::Base, frame),
    }
}

fn bounced(
    counts: &mut Counts,
    case: &Case<'_>,
    handoffs: &[(&Event, i64, i64)],
    thing: Thing,
    frame: &Frame,
) {
    let back = handoffs.iter().enumerate().skip(1).find(|(place, (_, _, to))| {
        let (sent, _, through) = handoffs[place - 1];
        let was_here = handoffs[..*place].iter().any(|one| one.1 == *to);
        let between = case.events.iter().filter(|event| {
            event.at.millis > sent.at.millis && event.at.millis < handoffs[*place].0.at.millis
        });
        let mut between = between.filter(|event| !matches!(event.what, What::Handoff { .. }));
        was_here && !between.any(|event| is_contact(event) || event.department == through)
    });
    let third = handoffs.get(CHANGES - 1);
    match back.map(|(_, handoff)| handoff).or(third) {
        Some((sent, _, to)) => {
            let thing = Thing::from(*sent).of(*to).at(thing.at);
            counts.count(Measure::I3, thing, Outcome::Counted, frame);
        }
        None => counts.count(Measure::I3, thing, Outcome::Base, frame),
    }
}

fn taken_up(
    counts: &mut Counts,
    events: &[Event],
    (sent, alert, to): (&Event, Reference, Option<i64>),
    frame: &Frame,
) {
    let thing = Thing::from(sent);
    let Some(to) = to else {
        counts.count(Measure::I4, thing, Outcome::Unjudged, frame);
        return;
    };
    let until = frame.due(to, sent.latest(&frame.findings.zone), TAKEN_UP);
    let taken = between(events, sent.at.millis, until).iter().any(|event| {
        let What::Alert { alert: answered, state, .. } = event.what else { return false };
        let is_same = if alert == 0 { event.case == sent.case } else { answered == alert };
        is_same && state != State::Sent
    });
    counts.count(Measure::I4, thing.of(to), Outcome::counted(taken), frame);
}
