//! The same report made again while no case was open for it. Definition `told_again/1`.
//!
//! A telling is an inbound message, an answered call or a note of what the customer wants, with a
//! reason; messages of machines tell nothing. The second or a later one with the same reason within
//! sixty days of the one before is told again, where no case of that reason was open at that moment
//! and none was resolved or closed in between: then it is a new need. A case whose reason nobody
//! wrote down may be about it, and counts as if it were. Tellings less than an hour apart, or on one
//! day without times, are one. The tellings of one need are one finding; the first is the act.

use filo_model::calendar::DAY_MILLIS;
use filo_model::facts::{CaseStep, Direction};

use super::event::{Event, Reference, What};
use super::{Counts, Finding, FindingKind, Frame};

/// How long a telling is remembered.
const REMEMBERED: i64 = 60 * DAY_MILLIS;

/// Tellings nearer than this may be one, written down twice.
const ONE_TELLING: i64 = 3_600_000;

/// The reason that an event tells, and nothing where it tells none.
fn told(event: &Event) -> Option<Reference> {
    match event.what {
        What::Contact { by_customer: true, reason } | What::Written { reason } => Some(reason),
        _ => None,
    }
}

pub(super) fn fold(counts: &mut Counts, customer: i64, events: &[Event], frame: &Frame) {
    let mut reasons: Vec<Reference> = Vec::new();
    for event in events.iter().filter(|event| event.at.millis <= frame.as_of) {
        match told(event) {
            // What the customer said without a reason, and not within a case, cannot be judged.
            Some(0) if event.direction == Direction::In && event.case == 0 => {
                if frame.holds(event.at.millis) {
                    counts.there_was(FindingKind::ToldAgain, event.department);
                }
            }
            Some(reason) if reason != 0 && !reasons.contains(&reason) => reasons.push(reason),
            _ => {}
        }
    }
    for reason in reasons {
        let cases = cases(events, reason);
        let mut chain: Vec<&Event> = Vec::new();
        let tellings = events
            .iter()
            .filter(|event| event.at.millis <= frame.as_of && told(event) == Some(reason));
        for telling in tellings {
            let Some(last) = chain.last() else {
                chain.push(telling);
                continue;
            };
            if telling.at.millis - last.latest(&frame.zone) < ONE_TELLING {
                continue;
            }
            let is_open = cases.iter().any(|case| case.is_open_before(telling));
            let was_solved = cases.iter().any(|case| case.ended_between(last, telling));
            let is_new = telling.at.millis - last.at.millis > REMEMBERED;
            if is_open || was_solved || is_new {
                judge(counts, customer, &chain, frame);
                chain.clear();
            }
            chain.push(telling);
        }
        judge(counts, customer, &chain, frame);
    }
}

fn judge(counts: &mut Counts, customer: i64, chain: &[&Event], frame: &Frame) {
    let Some(first) = chain.first() else { return };
    // The harm is done when the customer has to tell it a second time.
    let counted = chain.get(1).unwrap_or(first);
    if !frame.holds(counted.at.millis) {
        return;
    }
    counts.there_was(FindingKind::ToldAgain, first.department);
    counts.judged(FindingKind::ToldAgain, first.department);
    if chain.len() < 2 {
        return;
    }
    let mut finding = Finding::new(FindingKind::ToldAgain, customer, first, &chain[1..]);
    finding.at = counted.at.millis;
    finding.times = u32::try_from(chain.len()).unwrap_or(u32::MAX);
    counts.findings.push(finding);
}

/// A case that is, or may be, about a reason.
struct Case<'a> {
    number: Reference,
    reason: Reference,
    events: Vec<&'a Event>,
}

fn cases(events: &[Event], reason: Reference) -> Vec<Case<'_>> {
    let mut cases: Vec<Case<'_>> = Vec::new();
    for event in events.iter().filter(|event| event.case != 0) {
        let place = cases.iter().position(|case| case.number == event.case).unwrap_or_else(|| {
            cases.push(Case { number: event.case, reason: 0, events: Vec::new() });
            cases.len() - 1
        });
        let case = &mut cases[place];
        case.events.push(event);
        if case.reason == 0 {
            case.reason = told(event).unwrap_or(0);
        }
    }
    cases.retain(|case| case.reason == 0 || case.reason == reason);
    cases
}

/// Whether a step ends a case.
fn ends(event: &Event) -> bool {
    matches!(event.step, Some(CaseStep::Resolved | CaseStep::Closed))
}

impl Case<'_> {
    /// Whether it was open before an event, which does not open it itself.
    fn is_open_before(&self, telling: &Event) -> bool {
        let before = self.events.iter().take_while(|event| {
            (event.at.millis, event.turn, event.id) < (telling.at.millis, telling.turn, telling.id)
        });
        let mut open = false;
        for event in before {
            // A word after the end, without a step, does not open it again.
            let goes_on = open || event.step.is_some() || !self.had_ended_before(event);
            open = !ends(event) && goes_on;
        }
        open
    }

    fn had_ended_before(&self, event: &Event) -> bool {
        self.events.iter().take_while(|one| one.seq != event.seq).any(|one| ends(one))
    }

    /// Whether it was resolved or closed after one telling and not after the next.
    fn ended_between(&self, last: &Event, next: &Event) -> bool {
        self.events.iter().any(|event| {
            ends(event) && event.at.millis >= last.at.millis && event.at.millis <= next.at.millis
        })
    }
}
