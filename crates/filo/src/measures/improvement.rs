//! Whether improvements work and what goes wrong has an owner: G1 and G2.
//!
//! An improvement names the measure that it is to move, and the day by which it is to be done. G1: of those
//! falling due, those closed after which the measure of their department stands better than in the ninety days
//! before they were opened; both sides need as many judged as a share does, else it is not judged. G2: a cause
//! is a measure that rests on findings and that went wrong five times or more in one department within ninety
//! days; it has an owner where an improvement of that department names it with a day and was not closed before
//! those ninety days began.

use filo_model::calendar::DAY_MILLIS;
use filo_model::facts::State;
use filo_model::figure::RATE_DENOMINATOR_MIN;

use super::practice::{Change, Deed};
use super::table::Rests;
use super::{Counts, Frame, Measure, Outcome, Tally, Thing};
use crate::findings::event::{Reference, end_of_day, reference};

/// How far back a measure is looked at before an improvement began, in days.
const BEFORE: i64 = 90;

/// So many times is often.
const OFTEN: u64 = 5;

/// An improvement as its entries tell it.
struct Told {
    improvement: Reference,
    first: Thing,
    closed: Option<i64>,
    measure: Option<Measure>,
    /// The end of the day by which it is to be done.
    due: Option<i64>,
}

pub(super) fn finish(counts: &mut Counts, deeds: &[Deed], frame: &Frame) {
    let improvements = told(deeds, frame);
    for one in &improvements {
        verify(counts, one, frame);
    }
    causes(counts, &improvements, frame);
}

fn told(deeds: &[Deed], frame: &Frame) -> Vec<Told> {
    let mut all: Vec<Told> = Vec::new();
    for deed in deeds {
        let Some(Change { improvement, state, measure, due }) = deed.change() else { continue };
        let known = all.iter().position(|one| improvement != 0 && one.improvement == improvement);
        let place = known.unwrap_or_else(|| {
            all.push(Told {
                improvement,
                first: deed.thing,
                closed: None,
                measure: None,
                due: None,
            });
            all.len() - 1
        });
        let one = &mut all[place];
        let named = |one: &&Measure| measure == reference(Some(one.name()));
        one.measure = one.measure.or_else(|| Measure::ALL.iter().find(named).copied());
        one.due = one.due.or_else(|| end_of_day(due?, &frame.findings.zone));
        if state == State::Closed {
            one.closed = Some(deed.thing.at);
        }
    }
    all
}

fn verify(counts: &mut Counts, one: &Told, frame: &Frame) {
    // Without a day it falls due when it is closed.
    let Some(due) = one.due.or(one.closed) else {
        counts.count(Measure::G1, one.first, Outcome::Unjudged, frame);
        return;
    };
    let moved = one.measure.map(|measure| moved(counts, measure, one));
    let made = match (moved, one.closed) {
        (None, _) | (Some(None), Some(_)) => Outcome::Unjudged,
        (Some(_), None) => Outcome::Base,
        (Some(Some(better)), Some(_)) => Outcome::counted(better),
    };
    counts.count(Measure::G1, one.first.at(due), made, frame);
}

/// Whether the measure stands better than before; nothing where too little could be judged.
fn moved(counts: &Counts, measure: Measure, one: &Told) -> Option<bool> {
    let opened = one.first.at.div_euclid(DAY_MILLIS);
    let closed = one.closed?.div_euclid(DAY_MILLIS);
    let sum = |from: i64, to: i64| {
        let department = one.first.department;
        let mut sum = Tally::default();
        let days = counts.days.range((measure, department, from)..(measure, department, to));
        days.for_each(|(_, tally)| sum.add(*tally));
        sum
    };
    let (before, after) = (sum(opened - BEFORE, opened), sum(closed + 1, i64::MAX));
    if before.n < RATE_DENOMINATOR_MIN || after.n < RATE_DENOMINATOR_MIN {
        return None;
    }
    // Shares are compared without dividing.
    Some(measure.wrong(&after) * before.n < measure.wrong(&before) * after.n)
}

fn causes(counts: &mut Counts, improvements: &[Told], frame: &Frame) {
    let often: Vec<(Measure, Thing)> = counts
        .tallies
        .iter()
        .filter(|((measure, _), _)| measure.definition().rests == Rests::Findings)
        .filter(|((measure, _), tally)| measure.wrong(tally) >= OFTEN)
        .filter_map(|(of, _)| Some((of.0, *counts.wrong.get(of)?)))
        .collect();
    let since = frame.from(Measure::G2);
    for (cause, first) in often {
        let is_owned = improvements.iter().any(|one| {
            one.measure == Some(cause)
                && one.first.department == first.department
                && one.due.is_some()
                && one.closed.is_none_or(|closed| closed >= since)
        });
        let thing = first.at(frame.findings.as_of);
        counts.count(Measure::G2, thing, Outcome::counted(is_owned), frame);
    }
}
