//! How departments work together: I2 (the customer chases), I3 (bounces), I4 (alerts taken up).
//!
//! The base of I2 and I3 are cases that were handed over at least once, dated by their first handoff. That a
//! customer chases and that a case is handed back are findings, with their kernels and reviews. A case counts
//! for I2 where one of its chases came while a department other than the one it began with held it, with that
//! department. All others, and those handed back, are counted with their first receiver.

use filo_model::calendar::Within;
use filo_model::facts::State;

use super::case::{Case, between};
use super::found::{Found, outcome};
use super::{Counts, Frame, Measure, Outcome, Thing};
use crate::findings::event::{Event, Reference, What};
use crate::findings::{Finding, FindingKind};

/// How long a department has to take up an alert.
const TAKEN_UP: Within = Within::BusinessDays(2);

pub(super) fn fold(
    counts: &mut Counts,
    events: &[Event],
    cases: &[Case<'_>],
    found: &Found<'_>,
    frame: &Frame,
) {
    for case in cases {
        let handoffs = case.handoffs();
        let Some(first) = handoffs.first().map(|one| Thing::from(one.0).of(one.2)) else {
            continue;
        };
        let handed = Handed { case, handoffs, first };
        chased(counts, &handed, found, frame);
        bounced(counts, &handed, found, frame);
    }
    for event in events {
        if let What::Alert { alert, to, state: State::Sent, .. } = event.what {
            taken_up(counts, events, (event, alert, to), frame);
        }
    }
}

fn chased(counts: &mut Counts, handed: &Handed<'_, '_>, found: &Found<'_>, frame: &Frame) {
    let home = handed.case.opened().department;
    let chases = found.findings.iter().filter(|finding| finding.kind == FindingKind::Chased);
    let chase = chases.filter(|finding| handed.shows(finding)).find_map(|finding| {
        // The second entry is what the customer had said before the first chase.
        let asking = finding.evidence.iter().enumerate().filter(|(place, _)| *place != 1);
        let mut asking = asking.filter_map(|(_, one)| found.event(one.seq));
        let chaser = asking.find(|event| handed.case.holder(event.at.millis) != home)?;
        Some((finding, chaser))
    });
    let Some((finding, chaser)) = chase else {
        counts.count(Measure::I2, handed.first, Outcome::Base, frame);
        return;
    };
    let holder = handed.case.holder(chaser.at.millis);
    let thing = Thing::from(chaser).of(holder).at(handed.first.at);
    let made = outcome(Some(finding), false, frame);
    counts.count_found(Measure::I2, thing, made, Some(finding.id()), frame);
}

fn bounced(counts: &mut Counts, handed: &Handed<'_, '_>, found: &Found<'_>, frame: &Frame) {
    let back = handed
        .handoffs
        .iter()
        .find_map(|(sent, _, _)| Some((found.about(FindingKind::HandedBack, sent.seq)?, *sent)));
    let Some((finding, sent)) = back else {
        counts.count(Measure::I3, handed.first, Outcome::Base, frame);
        return;
    };
    // Of the first receiver, whatever became of the case: whoever gets back only what bounced would look
    // as if everything did.
    let thing = Thing::from(sent).of(handed.first.department).at(handed.first.at);
    let made = outcome(Some(finding), false, frame);
    counts.count_found(Measure::I3, thing, made, Some(finding.id()), frame);
}

/// A case that was handed over.
struct Handed<'a, 'b> {
    case: &'b Case<'a>,
    /// The entries, who handed over, who received.
    handoffs: Vec<(&'a Event, i64, i64)>,
    /// The first handoff, of its receiver.
    first: Thing,
}

impl Handed<'_, '_> {
    /// Whether an entry of the case shows a finding.
    fn shows(&self, finding: &Finding) -> bool {
        let is_of = |seq: i64| self.case.events.iter().any(|event| event.seq == seq);
        finding.evidence.iter().any(|one| is_of(one.seq))
    }
}

fn taken_up(
    counts: &mut Counts,
    events: &[Event],
    (sent, alert, to): (&Event, Reference, Option<i64>),
    frame: &Frame,
) {
    let thing = Thing::from(sent);
    let Some(to) = to else {
        counts.count(Measure::I4, thing, Outcome::Unjudged, frame);
        return;
    };
    let until = frame.due(to, sent.latest(&frame.findings.zone), TAKEN_UP);
    let taken = between(events, sent.at.millis, until).iter().any(|event| {
        let What::Alert { alert: answered, state, .. } = event.what else { return false };
        let is_same = if alert == 0 { event.case == sent.case } else { answered == alert };
        is_same && state != State::Sent
    });
    counts.count(Measure::I4, thing.of(to), Outcome::counted(taken), frame);
}
