//! The standards by kind of request, beside what was done: answered in time, in how many steps, and what became
//! of those who tried alone.
//!
//! A request is a case, or a contact outside of cases, that names the kind. It is answered when a person of the
//! company writes or calls in the case, for one outside of cases to the customer; a call that a person takes is
//! answered at once. It is judged once its time is over. Steps are those of measure S3, of cases that ended.
//! Self-service is about attempts whose task is the kind, in the company's own words.

use filo_model::facts::Channel;
use std::ops::AddAssign;

use super::case::{Case, is_answer, is_contact, reason_of};
use super::ease::{attempts, steps};
use super::frame::Standard;
use super::{Counts, Frame, Measure};
use crate::findings::event::{Event, What};

/// What was done about one kind of request.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Requested {
    /// Requests in the window.
    pub requests: u64,
    /// Of these, those whose time to be answered is over, or that were answered.
    pub answer_judged: u64,
    /// Of these, those answered in time.
    pub answered: u64,
    /// Cases that ended.
    pub ended: u64,
    /// Of these, those within the standard's steps.
    pub in_steps: u64,
    /// Attempts to do it alone.
    pub alone: u64,
    /// Of these, those that failed or were given up.
    pub alone_failed: u64,
    /// Of these, those after which the customer got in touch within a day.
    pub alone_then_contact: u64,
}

impl Requested {
    pub(super) fn add(&mut self, other: Self) {
        let mut both = |mine: fn(&mut Self) -> &mut u64, theirs: u64| mine(self).add_assign(theirs);
        both(|one| &mut one.requests, other.requests);
        both(|one| &mut one.answer_judged, other.answer_judged);
        both(|one| &mut one.answered, other.answered);
        both(|one| &mut one.ended, other.ended);
        both(|one| &mut one.in_steps, other.in_steps);
        both(|one| &mut one.alone, other.alone);
        both(|one| &mut one.alone_failed, other.alone_failed);
        both(|one| &mut one.alone_then_contact, other.alone_then_contact);
    }
}

pub(super) fn fold(counts: &mut Counts, events: &[Event], cases: &[Case<'_>], frame: &Frame) {
    // The window of the measures about requests.
    let holds = |event: &Event| frame.holds(Measure::S3, event.at.millis);
    for case in cases.iter().filter(|case| holds(case.opened())) {
        let Some(standard) = frame.standard(case.reason()) else { continue };
        let Some(first) = case.contacts().next() else { continue };
        let answers = case.events.iter().copied().filter(|event| is_answer(event));
        let mut told = asked(first, answers, standard, frame);
        if let (Some(_), Some(allowed)) = (case.ended(), standard.said.steps) {
            told.ended = 1;
            told.in_steps = u64::from(steps(case, frame) <= allowed);
        }
        counts.requests.entry(standard.kind).or_default().add(told);
    }
    for event in events.iter().filter(|event| event.case == 0 && is_contact(event) && holds(event))
    {
        let Some(standard) = frame.standard(reason_of(event)) else { continue };
        let answers = events.iter().filter(|one| is_answer(one));
        let told = asked(event, answers, standard, frame);
        counts.requests.entry(standard.kind).or_default().add(told);
    }
    for attempt in attempts(events) {
        let Some(standard) = frame.standard(attempt.task) else { continue };
        if !frame.holds(Measure::S3, attempt.thing().at) {
            continue;
        }
        let then = attempt.is_failed && attempt.then_contact(events, frame).is_some();
        let told = Requested {
            alone: 1,
            alone_failed: u64::from(attempt.is_failed),
            alone_then_contact: u64::from(then),
            ..Requested::default()
        };
        counts.requests.entry(standard.kind).or_default().add(told);
    }
}

fn asked<'a>(
    first: &Event,
    answers: impl Iterator<Item = &'a Event>,
    standard: &Standard,
    frame: &Frame,
) -> Requested {
    let mut told = Requested { requests: 1, ..Requested::default() };
    let Some(within) = standard.said.answer else { return told };
    let until = frame.due(first.department, first.latest(&frame.findings.zone), within);
    if until > frame.findings.as_of {
        return told;
    }
    let is_spoken = matches!(first.what, What::Contact { .. })
        && matches!(first.channel, Some(Channel::Phone | Channel::Visit));
    let mut answers = answers.filter(|event| (first.at.millis..=until).contains(&event.at.millis));
    told.answer_judged = 1;
    told.answered = u64::from(is_spoken || answers.next().is_some());
    told
}
