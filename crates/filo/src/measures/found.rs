//! Measures that rest on findings: F3, I1, P1, P1b, P2, C1 and C2, with the kernels and the reviews of the
//! findings themselves.
//!
//! A thing that a finding was found among is counted by the state of that finding: for what is bad, suspected
//! ones are the numerator and confirmed ones stand apart; for what went well, the numerator is whatever no
//! standing finding speaks against. Rejected findings count as none.

use filo_model::digest::Digest;
use filo_model::facts::Document;
use rustc_hash::FxHashMap;

use super::{Beside, Counts, Frame, Measure, Outcome, Thing};
use crate::findings::event::{Event, What};
use crate::findings::review::State;
use crate::findings::{self, Base, Finding, FindingKind};

/// What was found about one customer, with its bases.
#[derive(Debug)]
pub(super) struct Found<'a> {
    pub(super) events: &'a [Event],
    pub(super) findings: Vec<Finding>,
    bases: Vec<Base>,
    /// The findings by kind and the entry that is their act.
    places: FxHashMap<(FindingKind, i64), usize>,
}

/// What the kernels of the findings find of a customer, and what was heard in the customer's words.
pub(super) fn of_customer<'a>(customer: i64, events: &'a [Event], frame: &Frame) -> Found<'a> {
    let mut counts = findings::Counts::keeping();
    // The findings' kernels see what they always see, so that both tell of the same.
    let seen: Vec<Event> = if events.iter().all(is_of_findings) {
        Vec::new()
    } else {
        events.iter().filter(|event| is_of_findings(event)).cloned().collect()
    };
    let own = if seen.is_empty() && events.iter().all(is_of_findings) { events } else { &seen };
    counts.fold(customer, own, &frame.findings);
    let mut findings = counts.findings;
    findings.extend(frame.heard.get(&customer).into_iter().flatten().cloned());
    let places = findings.iter().enumerate().filter_map(|(place, finding)| {
        let act = finding.evidence.first()?;
        Some(((finding.kind, act.seq), place))
    });
    let places = places.collect();
    Found { events, findings, bases: counts.bases.unwrap_or_default(), places }
}

/// Whether the kernels of the findings are shown an event.
pub(super) fn is_of_findings(event: &Event) -> bool {
    !matches!(
        event.what,
        What::SelfService { .. }
            | What::Approval { .. }
            | What::Training { .. }
            | What::Lesson { .. }
            | What::Suggestion { .. }
            | What::Improvement { .. }
            | What::Review { .. }
            | What::Asked { .. }
            | What::Alert { .. }
            | What::Closing { .. }
            | What::Preference { .. }
    )
}

impl Found<'_> {
    /// The finding of a kind about an act.
    pub(super) fn about(&self, kind: FindingKind, act: i64) -> Option<&Finding> {
        self.places.get(&(kind, act)).map(|place| &self.findings[*place])
    }

    /// An event by its sequence number.
    pub(super) fn event(&self, seq: i64) -> Option<&Event> {
        self.events.iter().find(|event| event.seq == seq)
    }

    /// The findings that people confirmed, each with when they did, in the order of their acts.
    pub(super) fn harms<'b>(
        &'b self,
        frame: &'b Frame,
    ) -> impl Iterator<Item = (&'b Finding, i64)> {
        let harms = self.findings.iter().filter(|finding| !finding.kind.is_said());
        harms.filter_map(|finding| Some((finding, *frame.confirmed_at.get(&finding.id())?)))
    }
}

/// What a finding makes of the thing it is about; `well` for measures of what went well.
pub(super) fn outcome(finding: Option<&Finding>, well: bool, frame: &Frame) -> Outcome {
    match finding.map(|finding| frame.standing.state(finding.id())) {
        Some(State::Confirmed) => Outcome::Confirmed,
        Some(State::Suspected) => Outcome::counted(!well),
        Some(State::Rejected) | None => Outcome::counted(well),
    }
}

pub(super) fn fold(counts: &mut Counts, found: &Found<'_>, frame: &Frame) {
    for base in &found.bases {
        let (measure, well) = match base.kind {
            FindingKind::Unanswered => (Measure::F3, false),
            FindingKind::HandoffLate => (Measure::I1, true),
            FindingKind::PromiseBroken => (Measure::P1b, true),
            FindingKind::UndueClaim => (Measure::C1, false),
            FindingKind::SuspectPromotion => (Measure::C2, false),
            _ => continue,
        };
        let thing = Thing::from(base);
        let finding = found.about(base.kind, base.entry.seq);
        let made = outcome(finding, well, frame);
        let made = if base.is_judged { made } else { Outcome::Unjudged };
        let id: Option<Digest> = finding.map(Finding::id);
        counts.count_found(measure, thing, made, id, frame);
        match base.kind {
            FindingKind::Unanswered => {
                let made = Outcome::counted(base.times > 1);
                counts.count(Measure::F3b, thing, made, frame);
                counts.spread(Measure::F3b, thing, (i64::from(base.times), true), frame);
            }
            FindingKind::HandoffLate => {
                if let Some(lasted) = base.lasted {
                    counts.spread(Measure::I1, thing, lasted, frame);
                }
            }
            FindingKind::PromiseBroken => {
                let made = Outcome::counted(base.kept_first);
                let made = if base.is_judged { made } else { Outcome::Unjudged };
                counts.count(Measure::P1, thing, made, frame);
            }
            _ => {}
        }
    }
    for event in found.events {
        if matches!(event.what, What::Claim { document: Document::Invoice, .. }) {
            counts.stands(Beside::Invoices, Thing::from(event), frame);
        }
    }
}

/// Counts the matters in which two answers disagree, of all matters that a department took part in
/// (measure P2). A no that gave way is another measure, P3.
pub(super) fn contradictions(counts: &mut Counts, heard: &findings::Counts, frame: &Frame) {
    let of_kind = |kind| kind == FindingKind::Contradictory;
    let mut found: FxHashMap<(i64, i64), Vec<&Finding>> = FxHashMap::default();
    for finding in heard.findings.iter().filter(|finding| of_kind(finding.kind)) {
        // One that only softened has nothing else to say.
        let only_softened = finding.reasons.len() == 1 && finding.reasons.contains(&"softened_no");
        if only_softened {
            continue;
        }
        let of = (finding.customer, finding.department);
        found.entry(of).or_default().push(finding);
    }
    for base in heard.bases.iter().flatten().filter(|base| of_kind(base.kind)) {
        // A matter is kept under one of its entries; the finding under another.
        let own = found.get_mut(&(base.customer, base.department)).and_then(Vec::pop);
        let made = outcome(own, false, frame);
        let thing = Thing::from(base);
        let thing = own.map_or(thing, |one| Thing {
            entry: one.evidence.first().copied().unwrap_or(thing.entry),
            at: one.at,
            ..thing
        });
        counts.count_found(Measure::P2, thing, made, own.map(Finding::id), frame);
    }
}
