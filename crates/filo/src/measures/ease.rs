//! How easy it is for the customer: S1 (solved at the first contact), S2 (self-service that failed), S3
//! (simple requests made simple), S4 (changes of channel that the company asked for).
//!
//! S1: a need begins with a contact that opens a case, or with one outside of cases that names a reason. It is
//! solved at once where the case has no further contact, was not opened again and is over, where its steps
//! are recorded, and where no other contact about the same reason follows within seven days, on any channel,
//! with any department. A word of thanks that ends a case is no contact. S2: an attempt that failed, or that
//! was begun and neither done nor failed within an hour, and after which the customer got in touch within
//! twenty-four hours. S3: cases of kinds of request whose configured steps are two at most. A step is a
//! contact, a change of channel, or a message that makes the customer do something. S4: such a message, and
//! the customer's next contact in the case on another channel.

use filo_listen::kind::SignalKind;
use filo_model::calendar::DAY_MILLIS;
use filo_model::facts::{Channel, State};

use super::case::{Case, between, is_answer, is_contact, reason_of};
use super::{Counts, Frame, Measure, Outcome, Thing};
use crate::findings::event::{Event, Reference, What};

/// For how long a further contact about the same reason shows that the first did not solve it.
const REPEATED: i64 = 7 * DAY_MILLIS;

/// After so long, what was begun alone and not ended was given up.
const GIVEN_UP: i64 = 3_600_000;

/// So many steps are simple.
pub(super) const SIMPLE: u32 = 2;

pub(super) fn fold(counts: &mut Counts, events: &[Event], cases: &[Case<'_>], frame: &Frame) {
    for case in cases {
        if is_contact(case.opened()) {
            let is_over = !case.tells_steps() || case.ended().is_some();
            let once = case.contacts().count() <= 1 && !case.reopened() && is_over;
            solved_at_once(counts, events, (case.opened(), case.reason(), once), frame);
        }
        simple(counts, case, frame);
        switched(counts, case, frame);
    }
    for event in events.iter().filter(|event| event.case == 0 && is_contact(event)) {
        solved_at_once(counts, events, (event, reason_of(event), true), frame);
    }
    for attempt in attempts(events) {
        let made = attempt.is_failed && attempt.then_contact(events, frame).is_some();
        let thing = Thing::from(attempt.last);
        counts.count(Measure::S2, thing, Outcome::counted(made), frame);
    }
}

fn solved_at_once(
    counts: &mut Counts,
    events: &[Event],
    (first, reason, once): (&Event, Reference, bool),
    frame: &Frame,
) {
    let thing = Thing::from(first);
    if reason == 0 {
        counts.count(Measure::S1, thing, Outcome::Unjudged, frame);
        return;
    }
    let is_like =
        |event: &&Event| event.seq != first.seq && is_contact(event) && reason_of(event) == reason;
    let (at, is_alone) = (first.at.millis, first.case == 0);
    let mut later = between(events, at, at + REPEATED).iter().filter(is_like);
    let again = later.any(|event| is_alone || event.case != first.case);
    // A contact that repeats one before it is no first contact.
    let is_first =
        !is_alone || !between(events, at - REPEATED, at - 1).iter().any(|one| is_like(&one));
    if is_first {
        counts.count(Measure::S1, thing, Outcome::counted(once && !again), frame);
    }
}

/// The steps that a case took of the customer.
pub(super) fn steps(case: &Case<'_>, frame: &Frame) -> u32 {
    let contacts: Vec<&Event> = case.contacts().collect();
    let channels: Vec<Channel> = contacts.iter().filter_map(|event| event.channel).collect();
    let switches = channels.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let forced = case.events.iter().filter(|event| is_forcing(event, frame)).count();
    u32::try_from(contacts.len() + switches + forced).unwrap_or(u32::MAX)
}

/// Whether a message of the company makes the customer do something.
fn is_forcing(event: &Event, frame: &Frame) -> bool {
    is_answer(event) && frame.says(event, SignalKind::ForcedEffort)
}

fn simple(counts: &mut Counts, case: &Case<'_>, frame: &Frame) {
    let standard = frame.standard(case.reason()).and_then(|one| one.said.steps);
    if standard.is_none_or(|steps| steps > SIMPLE) {
        return;
    }
    let ended = case.ended();
    let at = ended.map_or(frame.findings.as_of, |event| event.at.millis);
    let thing = Thing::from(case.opened()).of(case.holder(at));
    let made = ended.is_some() && steps(case, frame) <= SIMPLE;
    counts.count(Measure::S3, thing, Outcome::counted(made), frame);
}

fn switched(counts: &mut Counts, case: &Case<'_>, frame: &Frame) {
    let mut channel = None;
    let mut asked: Option<&Event> = None;
    let mut forced = None;
    for event in &case.events {
        if is_forcing(event, frame) {
            asked = Some(event);
        } else if is_contact(event) {
            let is_other = channel.zip(event.channel).is_some_and(|(before, now)| before != now);
            if let Some(asked) = asked.take().filter(|_| is_other) {
                forced = forced.or(Some(asked));
            }
            channel = event.channel.or(channel);
        }
    }
    let opened = Thing::from(case.opened());
    match forced {
        Some(asked) => {
            let thing = Thing::from(asked).at(opened.at);
            counts.count(Measure::S4, thing, Outcome::Counted, frame);
        }
        None => counts.count(Measure::S4, opened, Outcome::Base, frame),
    }
}

/// What a customer tried alone.
pub(super) struct Attempt<'a> {
    pub(super) task: Reference,
    /// The last of its entries.
    last: &'a Event,
    pub(super) is_failed: bool,
}

/// What a customer tried alone: a beginning and its end are one attempt.
pub(super) fn attempts(events: &[Event]) -> Vec<Attempt<'_>> {
    let mut attempts: Vec<(Attempt<'_>, bool)> = Vec::new();
    for event in events {
        let What::SelfService { task, state } = event.what else { continue };
        let is_end = matches!(state, State::Failed | State::Done);
        let open = attempts.iter_mut().rev().find(|(one, is_open)| {
            *is_open && one.task == task && event.at.millis - one.last.at.millis <= GIVEN_UP
        });
        let is_failed = state != State::Done;
        match open {
            Some((one, is_open)) if is_end => {
                (one.last, one.is_failed, *is_open) = (event, is_failed, false);
            }
            _ => attempts.push((Attempt { task, last: event, is_failed }, !is_end)),
        }
    }
    attempts.into_iter().map(|(one, _)| one).collect()
}

impl Attempt<'_> {
    pub(super) fn thing(&self) -> Thing {
        Thing::from(self.last)
    }

    /// The contact that followed within a day. Reasons are compared where both are kinds of request that
    /// the company has a standard for: otherwise the words of two systems say nothing of each other.
    pub(super) fn then_contact<'a>(&self, events: &'a [Event], frame: &Frame) -> Option<&'a Event> {
        let since = self.last.at.millis;
        let mut later = between(events, since + 1, since + DAY_MILLIS)
            .iter()
            .filter(|event| is_contact(event) || matches!(event.what, What::Attempt { .. }));
        later.find(|event| {
            let reason = reason_of(event);
            let are_known = frame.standard(self.task).is_some() && frame.standard(reason).is_some();
            !are_known || self.task == reason
        })
    }
}
