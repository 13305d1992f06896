//! Chooses the threads that the picture tells, and an example or two for each kind of finding.
//!
//! Five customers: the one whose findings weigh most first, then each time the one that shows a kind
//! no other has shown yet, so that five threads are five lessons rather than one five times.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::told::{Shown, ToldFinding};
use crate::findings::weight::weight;
use crate::findings::{Finding, FindingKind};

/// Threads told.
const THREADS: usize = 5;

/// Examples of a kind.
const EXAMPLES: usize = 2;

/// A finding and how it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing<'a> {
    pub(super) finding: &'a Finding,
    /// Suspected or confirmed; rejected ones are not told.
    pub(super) state: &'static str,
}

impl Standing<'_> {
    pub(super) fn told(&self) -> ToldFinding {
        ToldFinding {
            kind: self.finding.kind.name(),
            reasons: self.finding.reasons.clone(),
            state: self.state,
        }
    }
}

/// The customers to tell, by the number of their naming record, each with their findings.
pub(super) fn threads<'a>(findings: &[Standing<'a>]) -> Vec<(i64, Vec<Standing<'a>>)> {
    let mut customers: FxHashMap<i64, Vec<Standing<'a>>> = FxHashMap::default();
    for standing in findings {
        customers.entry(standing.finding.customer).or_default().push(*standing);
    }
    let mut ranked: Vec<(u32, Vec<Standing<'a>>)> = customers
        .into_values()
        .map(|own| (own.iter().map(|one| weight(one.finding)).sum(), own))
        .collect();
    // By weight, then by the gravest finding's id, which is the same in every store.
    ranked.sort_by_cached_key(|(sum, own)| {
        let first = own.iter().map(|one| one.finding.id()).min();
        (std::cmp::Reverse(*sum), first)
    });
    let mut shown: Vec<FindingKind> = Vec::new();
    let mut chosen = Vec::new();
    while chosen.len() < THREADS && !ranked.is_empty() {
        let is_new = |own: &[Standing<'_>]| own.iter().any(|one| !shown.contains(&one.finding.kind));
        let place = ranked.iter().position(|(_, own)| is_new(own)).unwrap_or(0);
        let (_, own) = ranked.remove(place);
        shown.extend(own.iter().map(|one| one.finding.kind));
        if let Some(first) = own.first() {
            chosen.push((first.finding.customer, own));
        }
    }
    chosen
}

/// The findings that stand as examples: of each kind the gravest of different departments.
pub(super) fn examples<'a>(findings: &[Standing<'a>]) -> Vec<Standing<'a>> {
    let mut chosen = Vec::new();
    for kind in FindingKind::ALL {
        let mut own: Vec<&Standing<'a>> =
            findings.iter().filter(|one| one.finding.kind == kind).collect();
        own.sort_by_cached_key(|one| {
            // Confirmed ones teach more; the id makes the choice the same in every store.
            (one.state != "confirmed", std::cmp::Reverse(weight(one.finding)), one.finding.id())
        });
        let mut departments = Vec::new();
        for one in own {
            if departments.len() < EXAMPLES && !departments.contains(&one.finding.department) {
                departments.push(one.finding.department);
                chosen.push(*one);
            }
        }
    }
    chosen
}

/// What the entries of a customer show: for each the kinds of which it is the act.
pub(super) fn shown(findings: &[Standing<'_>]) -> Shown {
    let mut shown: Shown = BTreeMap::new();
    for standing in findings {
        for (place, evidence) in standing.finding.evidence.iter().enumerate() {
            let acts = shown.entry(evidence.seq).or_default();
            let kind = standing.finding.kind.name();
            if place == 0 && !acts.contains(&kind) {
                acts.push(kind);
            }
        }
    }
    shown
}
