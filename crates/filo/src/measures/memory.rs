//! What is remembered: F1 (written down the first time), F2 (told again), F4 (looked at before acting).
//!
//! F1 is about cases that a contact of the customer opened. Reason and outcome are recorded where within one
//! business day (the same time on the next day that the department works, so that a weekend is not held
//! against anybody) some entry of the case names a reason, and the company wrote, noted or took a step.
//! F2 is about needs with two contacts or more: cases, and reports that were told again while no case was
//! open. F4 is about acts that ask, sell or suspend; a guard was asked about the like of it for this
//! customer in the twenty-four hours before.

use filo_guard::question::Question;
use filo_listen::kind::SignalKind;
use filo_model::calendar::{DAY_MILLIS, Within};
use filo_model::facts::{CaseStep, Direction};
use filo_model::review::finding_id;

use super::case::{Case, between, is_answer, is_contact, reason_of};
use super::found::{Found, outcome};
use super::frame::outbound;
use super::{Counts, Frame, Measure, Outcome, Thing};
use crate::findings::FindingKind;
use crate::findings::event::{Event, What};

pub(super) fn fold(
    counts: &mut Counts,
    events: &[Event],
    cases: &[Case<'_>],
    found: &Found<'_>,
    frame: &Frame,
) {
    for case in cases {
        written_down(counts, case, frame);
        restated(counts, case, frame);
    }
    told_again(counts, found, frame);
    looked_at(counts, events, frame);
}

fn written_down(counts: &mut Counts, case: &Case<'_>, frame: &Frame) {
    let first = case.opened();
    if !is_contact(first) {
        return;
    }
    let until = frame.due(first.department, first.at.millis, Within::BusinessDays(1));
    let early = || case.events.iter().take_while(|event| event.at.millis <= until);
    let has_reason = early().any(|event| reason_of(event) != 0);
    let has_outcome = early().any(|event| {
        let is_machine = matches!(event.what, What::Automatic);
        let is_step = matches!(
            event.step,
            Some(CaseStep::Owned | CaseStep::Waiting | CaseStep::Resolved | CaseStep::Closed)
        );
        let is_noted = event.direction == Direction::Internal && event.seq != first.seq;
        is_answer(event) || is_noted || (is_step && !is_machine && event.direction != Direction::In)
    });
    let made = Outcome::counted(has_reason && has_outcome);
    counts.count(Measure::F1, Thing::from(first), made, frame);
}

/// A case in which the customer says that it was told before.
fn restated(counts: &mut Counts, case: &Case<'_>, frame: &Frame) {
    let mut contacts = case.contacts();
    let Some(first) = contacts.next() else { return };
    let later: Vec<&Event> = contacts.collect();
    if later.is_empty() {
        return;
    }
    let said = later.into_iter().find(|event| {
        matches!(event.what, What::ToldBefore) || frame.says(event, SignalKind::Repeat)
    });
    let id = said.map(|event| finding_id(FindingKind::SaidRepeat.name(), event.id));
    let is_confirmed = id.is_some_and(|id| frame.confirmed_at.contains_key(&id));
    let made = match (said, is_confirmed) {
        (Some(_), true) => Outcome::Confirmed,
        (Some(_), false) => Outcome::Counted,
        (None, _) => Outcome::Base,
    };
    let of = said.unwrap_or(first);
    counts.count_found(Measure::F2, Thing::from(of).at(first.at.millis), made, id, frame);
}

/// A report made again while no case was open for it.
fn told_again(counts: &mut Counts, found: &Found<'_>, frame: &Frame) {
    let again = found.findings.iter().filter(|finding| finding.kind == FindingKind::ToldAgain);
    for finding in again {
        let Some(first) = finding.evidence.first() else { continue };
        let thing = Thing {
            department: finding.department,
            customer: finding.customer,
            entry: *first,
            at: finding.at,
        };
        let made = outcome(Some(finding), false, frame);
        counts.count_found(Measure::F2, thing, made, Some(finding.id()), frame);
    }
}

fn looked_at(counts: &mut Counts, events: &[Event], frame: &Frame) {
    for act in events.iter().filter(|event| frame.holds(Measure::F4, event.at.millis)) {
        let Some(effect) = Question::of(act).and_then(|one| outbound(one.action)) else { continue };
        let since = act.at.millis - DAY_MILLIS;
        let recent = |at: i64| since <= at && at <= act.at.millis;
        let before = between(events, since, act.at.millis);
        let recorded = before.iter().any(|event| {
            matches!(event.what, What::Asked { action: Some(action), .. }
                if action.effect() == effect)
        });
        let own = frame.asked.get(&act.customer).into_iter().flatten();
        let asked = own.into_iter().any(|one| recent(one.at) && one.action.effect() == effect);
        let made = Outcome::counted(recorded || asked);
        counts.count(Measure::F4, Thing::from(act), made, frame);
    }
}
