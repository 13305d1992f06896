//! Whether the company's word holds: P3 (a no that gives way), P4 (interim answers without a date), and what
//! stands beside P1: how many promises were made, and how many cases began.
//!
//! A no is a refusal that a source recorded, or one that the words of a message show; one recorded within a
//! day of its own words in the same case is one no. It gave way where a finding says so: `contradictory` with
//! the reason `softened_no`, which knows of new facts. An interim answer is a message whose words acknowledge
//! and decide nothing; a message that names the day by which the answer comes, and neither grants nor refuses
//! anything, is its other part.

use filo_listen::kind::SignalKind;
use filo_model::calendar::DAY_MILLIS;
use filo_model::facts::State;

use super::case::{Case, between, is_answer};
use super::found::{Found, outcome};
use super::{Beside, Counts, Frame, Measure, Outcome, Thing};
use crate::findings::FindingKind;
use crate::findings::event::{Event, What};

pub(super) fn fold(
    counts: &mut Counts,
    events: &[Event],
    cases: &[Case<'_>],
    found: &Found<'_>,
    frame: &Frame,
) {
    for no in denials(events, frame) {
        let gave_way = found.findings.iter().find(|finding| {
            finding.kind == FindingKind::Contradictory
                && finding.reasons.contains(&"softened_no")
                && finding.evidence.iter().any(|one| one.seq == no.seq)
        });
        let made = outcome(gave_way, false, frame);
        let id = gave_way.map(crate::findings::Finding::id);
        counts.count_found(Measure::P3, Thing::from(no), made, id, frame);
    }
    for event in events {
        interim(counts, event, frame);
        if matches!(event.what, What::Promise { state: State::Made, .. }) {
            counts.stands(Beside::PromisesMade, Thing::from(event), frame);
        }
    }
    for case in cases {
        counts.stands(Beside::CasesBegun, Thing::from(case.opened()), frame);
    }
}

/// The noes that the company said, in their order.
pub(super) fn denials<'a>(events: &'a [Event], frame: &Frame) -> Vec<&'a Event> {
    let is_recorded = |event: &&Event| matches!(event.what, What::Refusal { .. });
    let of_recorded = |event: &Event| {
        let near = between(events, event.at.millis - DAY_MILLIS, event.at.millis + DAY_MILLIS);
        near.iter().filter(is_recorded).any(|one| one.case == event.case)
    };
    let is_no = |event: &&Event| {
        is_recorded(event)
            || (is_answer(event) && frame.says(event, SignalKind::Refusal) && !of_recorded(event))
    };
    events.iter().filter(is_no).collect()
}

fn interim(counts: &mut Counts, event: &Event, frame: &Frame) {
    if !is_answer(event) {
        return;
    }
    let is_dated = frame.says_day(event);
    let decides = [SignalKind::Grant, SignalKind::Refusal, SignalKind::Alternative];
    let is_bare = frame.says(event, SignalKind::Interim) && !is_dated;
    if is_bare || (is_dated && !decides.iter().any(|kind| frame.says(event, *kind))) {
        counts.count(Measure::P4, Thing::from(event), Outcome::counted(is_bare), frame);
    }
}
