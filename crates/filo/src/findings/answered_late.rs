//! Requests that no person answered within the time that the company promises for their kind.
//! Definition `answers_late/1`.
//!
//! A request is what the customer first says in a case, or outside of any, with a reason that has a
//! standard (`[[standard.request]] answer`); told again before anybody answered, it is still the same. A
//! person answers it by a word to the customer in the case, or outside of any, which may be about it, or
//! by ending the case; what machines send answers nobody, and somebody who takes the call answers at
//! once. An answer that settles nothing is one all the same: what it is worth is judged elsewhere. Time
//! is that of the department that was asked.

use filo_model::calendar::Within;
use rustc_hash::{FxHashMap, FxHashSet};

use super::course::{Side, ends, side};
use super::event::{Event, Reference, What};
use super::{Base, Counts, Finding, FindingKind, Frame};

const KIND: FindingKind = FindingKind::AnsweredLate;

pub(super) fn fold(counts: &mut Counts, customer: i64, events: &[Event], frame: &Frame) {
    if frame.standards.is_empty() {
        return;
    }
    // Cases in which the customer has spoken, and until when a request of a reason is unanswered.
    let mut begun: FxHashSet<Reference> = FxHashSet::default();
    let mut waiting: FxHashMap<Reference, i64> = FxHashMap::default();
    let known = events.iter().enumerate().take_while(|(_, one)| one.at.millis <= frame.as_of);
    for (place, event) in known.filter(|(_, one)| side(one) == Side::Customer) {
        if event.case != 0 && !begun.insert(event.case) {
            continue;
        }
        let (reason, is_spoken) = match event.what {
            What::Contact { reason, .. } => (reason, true),
            What::Written { reason } => (reason, false),
            _ => continue,
        };
        let Some(within) = frame.standard_of(reason) else { continue };
        if waiting.get(&reason).is_some_and(|until| event.at.millis <= *until) {
            continue;
        }
        let answer = if is_spoken { Some(event) } else { answer(event, place, events, frame) };
        waiting.insert(reason, answer.map_or(i64::MAX, |answer| answer.at.millis));
        if frame.holds(event.at.millis) {
            let request = Request { event, within, answer };
            judge(counts, customer, &request, frame);
        }
    }
}

struct Request<'a> {
    event: &'a Event,
    within: Within,
    answer: Option<&'a Event>,
}

/// The first word of a person to the customer after a request.
fn answer<'a>(
    request: &Event,
    place: usize,
    events: &'a [Event],
    frame: &Frame,
) -> Option<&'a Event> {
    // A day without a time reaches back to its beginning, and may have been later.
    let day = frame.day(request.at.millis);
    let first = events[..place].iter().rposition(|one| frame.day(one.at.millis) < day);
    let after = &events[first.map_or(0, |place| place + 1)..];
    let known = after.iter().take_while(|one| one.at.millis <= frame.as_of);
    known.filter(|one| one.seq != request.seq && !one.before(request, &frame.zone)).find(|one| {
        let is_own = request.case != 0 && one.case == request.case;
        let is_word = side(one) == Side::Company || matches!(one.what, What::Contact { .. });
        let is_end = ends(one) && !matches!(side(one), Side::Machine | Side::Customer);
        (is_own && (is_word || is_end)) || (one.case == 0 && is_word)
    })
}

fn judge(counts: &mut Counts, customer: i64, request: &Request<'_>, frame: &Frame) {
    let &Request { event, within, answer } = request;
    let department = event.department;
    let calendar = frame.calendar_of(department);
    let from = event.latest(&frame.zone);
    let due = calendar.due(from, within, &frame.zone);
    let end = answer.map_or(frame.as_of, |answer| answer.at.millis);
    let is_late = end > due;
    // One that waits and whose time has not run out is not judged yet.
    let is_judged = answer.is_some() || is_late;
    counts.there_was(Base::new(KIND, department, event));
    if !is_judged {
        return;
    }
    counts.judged(KIND, department);
    if !is_late {
        return;
    }
    let rest: Vec<&Event> = answer.into_iter().collect();
    let mut finding = Finding::new(KIND, customer, event, &rest);
    finding.at = due;
    finding.waited = Some(calendar.working_millis(from, end, &frame.zone));
    counts.findings.push(finding);
}
