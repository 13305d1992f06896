//! Whether people may decide: U1 (autonomy used), U2 (rubber stamps).
//!
//! What lay within somebody's limits no source says; U1 takes the cases that ended, never left the department
//! they began with, and in which nothing was declined or decided otherwise than proposed: there the solution
//! was one that the department could find. They count where nobody asked for approval. U2 is about requests
//! for approval; one is a rubber stamp where the answer to it was yes, unchanged. Answers are told from
//! requests by their case, else by their order in the thread.

use filo_model::facts::State;

use super::case::Case;
use super::{Counts, Frame, Measure, Outcome, Thing};
use crate::findings::event::{Event, What};

pub(super) fn fold(counts: &mut Counts, events: &[Event], cases: &[Case<'_>], frame: &Frame) {
    for case in cases {
        alone(counts, case, frame);
    }
    for event in events {
        if let What::Approval { state: State::Asked, .. } = event.what {
            stamped(counts, events, event, frame);
        }
    }
}

fn alone(counts: &mut Counts, case: &Case<'_>, frame: &Frame) {
    let Some(ended) = case.ended() else { return };
    if !case.handoffs().is_empty() {
        return;
    }
    let asked = || {
        let all = case.events.iter();
        all.filter_map(|event| match event.what {
            What::Approval { state, changed } => Some((state, changed)),
            _ => None,
        })
    };
    if asked().any(|(state, changed)| changed || state == State::Declined) {
        return;
    }
    let thing = Thing::from(ended).of(case.opened().department);
    counts.count(Measure::U1, thing, Outcome::counted(asked().next().is_none()), frame);
}

fn stamped(counts: &mut Counts, events: &[Event], asked: &Event, frame: &Frame) {
    let later = events.iter().filter(|event| {
        event.case == asked.case
            && (event.at.millis, event.turn) >= (asked.at.millis, asked.turn)
            && event.seq != asked.seq
    });
    let mut answers = later.filter_map(|event| match event.what {
        What::Approval { state, changed } if state != State::Asked => Some((state, changed)),
        _ => None,
    });
    let made = match answers.next() {
        Some((State::Accepted, false)) => Outcome::Counted,
        Some(_) => Outcome::Base,
        None => Outcome::Unjudged,
    };
    counts.count(Measure::U2, Thing::from(asked), made, frame);
}
