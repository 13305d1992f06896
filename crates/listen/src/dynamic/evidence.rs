//! Which messages show a dynamic: those whose signals make it up, by its definition.

use crate::conversation::Side;
use crate::dynamic::Course;
use crate::kind::{DynamicKind, SignalKind};

/// What is less probable is no evidence.
const LEAST: f32 = 0.2;

/// The messages that show a dynamic, in their order; at least one where the conversation has any.
#[must_use]
pub fn evidence(course: &Course<'_>, kind: DynamicKind) -> Vec<usize> {
    use SignalKind::{
        Apology, Chasing, Delight, ForcedEffort, Goodwill, Grant, Interim, NotMyDepartment,
        Promise, Refusal, Repeat, ReportedPromise, ReportedRefusal,
    };
    let mut messages = match kind {
        DynamicKind::Tortuous => all(course, &[ForcedEffort, NotMyDepartment]),
        DynamicKind::Slow => all(course, &[Interim, Chasing]),
        DynamicKind::Contradictory => {
            let answers = [Refusal, Grant, Promise, ReportedRefusal, ReportedPromise];
            pair(course, &answers, &answers)
        }
        DynamicKind::SoftenedNo => pair(course, &[Refusal, ReportedRefusal], &[Grant, Goodwill]),
        DynamicKind::FlatNo => flat(course),
        DynamicKind::Bounce => all(course, &[NotMyDepartment]),
        DynamicKind::Repeat => all(course, &[Repeat]),
        DynamicKind::Unanswered => unanswered(course),
        DynamicKind::PromiseKept => after(course, &[Promise, ReportedPromise], &[Delight, Grant]),
        DynamicKind::PromiseBroken => {
            after(course, &[Promise, ReportedPromise], &[Chasing, ReportedPromise])
        }
        DynamicKind::ThanksButUnresolved => {
            course.of_side(Side::Customer).next_back().into_iter().collect()
        }
        DynamicKind::Recovered => {
            [Apology, Grant, Goodwill].iter().filter_map(|kind| most(course, *kind)).collect()
        }
    };
    if messages.is_empty() {
        messages.extend(course.of_side(Side::Customer).next_back());
    }
    messages.sort_unstable();
    messages.dedup();
    messages
}

/// The messages that show one of the kinds.
fn all(course: &Course<'_>, kinds: &[SignalKind]) -> Vec<usize> {
    let shows = |number: &usize| kinds.iter().any(|kind| course.at(*number, *kind) >= LEAST);
    let found: Vec<usize> = (0..course.shown.len()).filter(shows).collect();
    if found.is_empty() {
        kinds.iter().filter_map(|kind| most(course, *kind)).collect()
    } else {
        found
    }
}

/// The message that shows a kind most.
fn most(course: &Course<'_>, kind: SignalKind) -> Option<usize> {
    course
        .of_side(kind.side())
        .max_by(|one, other| course.at(*one, kind).total_cmp(&course.at(*other, kind)))
}

/// How probable it is that a message shows one of the kinds.
fn shows(course: &Course<'_>, number: usize, kinds: &[SignalKind]) -> f32 {
    kinds.iter().map(|kind| course.at(number, *kind)).fold(0.0, f32::max)
}

/// The two messages, one after the other, that show most probably one of each kinds; answers that
/// differ are not of the same kind.
fn pair(course: &Course<'_>, first: &[SignalKind], next: &[SignalKind]) -> Vec<usize> {
    let strongest = |number: usize, kinds: &[SignalKind]| {
        kinds
            .iter()
            .copied()
            .max_by(|one, other| course.at(number, *one).total_cmp(&course.at(number, *other)))
    };
    let mut best: (f32, Vec<usize>) = (0.0, Vec::new());
    for one in 0..course.shown.len() {
        for other in one + 1..course.shown.len() {
            let both = shows(course, one, first) * shows(course, other, next);
            if both > best.0 && strongest(one, first) != strongest(other, next) {
                best = (both, vec![one, other]);
            }
        }
    }
    best.1
}

/// The message that shows most probably one of the kinds, and what was said after it: the message of the
/// other kinds, else the customer's next.
fn after(course: &Course<'_>, first: &[SignalKind], next: &[SignalKind]) -> Vec<usize> {
    let one = (0..course.shown.len()).max_by(|one, other| {
        shows(course, *one, first).total_cmp(&shows(course, *other, first)).then(other.cmp(one))
    });
    let Some(one) = one else { return Vec::new() };
    let later =
        (one + 1..course.shown.len()).filter(|number| shows(course, *number, next) >= LEAST);
    let customer = course.of_side(Side::Customer).find(|number| *number > one);
    let other = later.into_iter().next().or(customer);
    std::iter::once(one).chain(other).collect()
}

/// The refusals with nothing offered.
fn flat(course: &Course<'_>) -> Vec<usize> {
    let found: Vec<usize> =
        course.of_side(Side::Company).filter(|number| course.flat(*number) >= LEAST).collect();
    if found.is_empty() { most(course, SignalKind::Refusal).into_iter().collect() } else { found }
}

/// The customer's messages that nobody answered.
fn unanswered(course: &Course<'_>) -> Vec<usize> {
    let answered = course.of_side(Side::Company).next_back();
    course
        .of_side(Side::Customer)
        .filter(|number| answered.is_none_or(|answer| answer < *number))
        .collect()
}
