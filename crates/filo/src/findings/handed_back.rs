//! Cases handed from department to department, or back to one that had it, with nothing new.
//! Definition `handed_back_cases/1` (measure I3).
//!
//! The way of a case is that of its handoffs: from the department that sends the first, each to the next.
//! Three changes of department, or one back to a department that had the case, are too many where the
//! customer brought no new fact from the first of them on. A handoff that is declined moved nothing; one
//! to a department that the company does not know is not judged. The handoff that makes it too many is
//! the act; it belongs to the department that sent it, and the others on the way knew.

use filo_model::facts::State;

use super::course::{Course, Side, is_new_fact, side};
use super::event::{Event, What};
use super::{Base, Counts, Finding, FindingKind, Frame};

const KIND: FindingKind = FindingKind::HandedBack;

/// From how many changes of department on a case is handed on too often.
const CHANGES_MIN: usize = 3;

pub(super) fn fold(
    counts: &mut Counts,
    customer: i64,
    events: &[Event],
    courses: &[Course<'_>],
    frame: &Frame,
) {
    for course in courses {
        judge(counts, customer, course, frame);
    }
    // Of a handoff without a case nobody can say whether it is handed back.
    for event in events.iter().filter(|event| event.case == 0 && frame.holds(event.at.millis)) {
        if let What::Handoff { from, state: State::Sent, .. } = event.what {
            counts.there_was(Base::new(KIND, from.unwrap_or(event.department), event));
        }
    }
}

/// The way of a case since the last new fact.
#[derive(Default)]
struct Way<'a> {
    /// The departments that had it, in their order.
    departments: Vec<i64>,
    /// The handoffs.
    changes: Vec<&'a Event>,
    /// Whether words say that what the customer said on the way was nothing new.
    by_words: bool,
}

impl Way<'_> {
    /// The place of the handoff that makes it too many.
    fn too_many(&self) -> Option<usize> {
        (0..self.changes.len()).find(|&place| {
            let next = self.departments[place + 1];
            place + 1 >= CHANGES_MIN || self.departments[..=place].contains(&next)
        })
    }
}

/// The sender and the receiver of a handoff that moves the case; the receiver is nothing where nobody
/// knows it.
fn moved(event: &Event, course: &Course<'_>) -> Option<(i64, Option<i64>)> {
    let What::Handoff { handoff, from, to, state: State::Sent, .. } = event.what else {
        return None;
    };
    let is_declined = course.events.iter().any(|other| match other.what {
        What::Handoff { handoff: same, state: State::Declined, .. } => {
            handoff != 0 && same == handoff
        }
        _ => false,
    });
    (!is_declined).then_some((from.unwrap_or(event.department), to))
}

fn judge(counts: &mut Counts, customer: i64, course: &Course<'_>, frame: &Frame) {
    let mut way = Way::default();
    let mut found: Option<Way<'_>> = None;
    let mut last: Option<(i64, i64)> = None;
    let mut is_known = true;
    for event in &course.events {
        if side(event) == Side::Customer && !way.changes.is_empty() {
            if is_new_fact(event, &frame.words) {
                let before = std::mem::take(&mut way);
                found = found.or(before.too_many().is_some().then_some(before));
            } else {
                way.by_words |= event.step.is_none();
            }
        }
        let Some((from, to)) = moved(event, course) else { continue };
        last = Some((from, event.at.millis));
        let Some(to) = to else {
            is_known = false;
            continue;
        };
        if way.departments.is_empty() {
            way.departments.push(from);
        }
        if way.departments.last() != Some(&to) {
            way.departments.push(to);
            way.changes.push(event);
        }
    }
    found = found.or(way.too_many().is_some().then_some(way));
    let Some((sender, at)) = last else { return };
    let told = found.as_ref().and_then(|way| finding(customer, way, frame));
    if told.is_none() && !frame.holds(at) {
        return;
    }
    let department = told.as_ref().map_or(sender, |told| told.department);
    counts.there_was(Base::new(KIND, department, course.events[0]));
    if is_known || told.is_some() {
        counts.judged(KIND, department);
    }
    counts.findings.extend(told);
}

fn finding(customer: i64, way: &Way<'_>, frame: &Frame) -> Option<Finding> {
    let place = way.too_many()?;
    let act = way.changes[place];
    if !frame.holds(act.at.millis) {
        return None;
    }
    let mut finding = Finding::new(KIND, customer, act, &way.changes);
    finding.department = way.departments[place];
    finding.known_to(way.departments.iter().copied());
    finding.times = u32::try_from(way.changes.len()).unwrap_or(u32::MAX);
    finding.reasons.push(if way.by_words { "by_words" } else { "by_pattern" });
    let (first, end) = (way.changes[0], way.changes[way.changes.len() - 1]);
    let calendar = frame.calendar_of(finding.department);
    let (from, to) = (first.latest(&frame.zone), end.at.millis);
    finding.waited = Some(calendar.working_millis(from, to, &frame.zone));
    Some(finding)
}
