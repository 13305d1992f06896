//! Chooses the threads that the picture tells, and an example or two for each kind of finding, and
//! has them told.
//!
//! Five customers: the one whose findings weigh most first, then each time the one that shows a kind
//! no other has shown yet, so that five threads are five lessons rather than one five times.

use std::collections::BTreeMap;

use filo_store::Store;
use filo_store::thread::{CustomerId, Thread};
use rustc_hash::FxHashMap;

use super::Example;
use super::groups::threshold;
use super::listed::Names;
use super::masking::Masking;
use super::told::{Shown, Telling, ToldFinding, ToldThread, tell};
use crate::config::Config;
use crate::findings::review::{FindingId, State};
use crate::findings::weight::weight;
use crate::findings::{Finding, FindingKind};
use crate::problem::Result;

/// Threads told.
const THREADS: usize = 5;

/// Examples of a kind.
const EXAMPLES: usize = 2;

/// A finding and how it stands; rejected ones are not told.
#[derive(Debug, Clone, Copy)]
pub(super) struct Judged<'a> {
    pub(super) finding: &'a Finding,
    pub(super) state: State,
}

impl Judged<'_> {
    fn told(&self) -> ToldFinding {
        ToldFinding {
            kind: self.finding.kind.name(),
            reasons: self.finding.reasons.clone(),
            state: self.state.name(),
        }
    }
}

/// What the chosen threads are told with.
pub(super) struct Narrator<'a> {
    pub(super) config: &'a Config,
    pub(super) store: &'a Store,
    /// Departments by number and name.
    pub(super) departments: &'a [(i64, String)],
    /// Which of them the figures name.
    pub(super) names: &'a Names<'a>,
    /// The end of the period in UTC epoch milliseconds.
    pub(super) as_of: i64,
    pub(super) with_names: bool,
}

impl Narrator<'_> {
    /// Five threads and the examples of each kind, told.
    ///
    /// # Errors
    /// Where the store refuses.
    pub(super) fn tell(&self, findings: &[Judged<'_>]) -> Result<(Vec<ToldThread>, Vec<Example>)> {
        let (chosen, examples) = (threads(findings), self::examples(findings));
        let mut numbers: Vec<i64> = chosen.iter().map(|(customer, _)| *customer).collect();
        numbers.extend(examples.iter().map(|one| one.finding.customer));
        numbers.sort_unstable();
        numbers.dedup();
        let customers: Vec<CustomerId> = self.store.customers_named(&numbers)?;
        let fetch = |customer: &CustomerId| self.store.thread_fetch(*customer, false);
        let fetched: Vec<Thread> = customers.iter().map(fetch).collect::<Result<_, _>>()?;
        let masking = Masking::new(self.config, &fetched, self.with_names);
        let thread = |customer: i64| {
            let place = numbers.binary_search(&customer).ok()?;
            fetched.get(place)
        };
        let told = chosen
            .iter()
            .filter_map(|(customer, own)| Some(self.told(&masking, thread(*customer)?, own)));
        let told = told.collect();
        let examples = examples.iter().filter_map(|one| {
            let thread = thread(one.finding.customer)?;
            let mut own = self.told(&masking, thread, &[*one]);
            own.entries.retain(|entry| entry.is_evidence);
            let finding = FindingId(one.finding.id()).to_string();
            Some(Example { kind: one.finding.kind.name(), finding, told: own })
        });
        Ok((told, examples.collect()))
    }

    fn told(&self, masking: &Masking, thread: &Thread, own: &[Judged<'_>]) -> ToldThread {
        let known = masking.known(thread);
        // A thread is no figure, so that large departments may be named in it; but not one that the
        // figure of a finding told here pools: the finding would be counted as its.
        let department = |name: &str| {
            let (number, _) = self.departments.iter().find(|one| one.1 == name)?;
            let people = self.config.department(name).and_then(|one| one.people).unwrap_or(0);
            let is_pooled = own.iter().any(|one| {
                one.finding.department == *number
                    && self.names.shown(one.finding.kind, *number).is_none()
            });
            let is_named = threshold(self.config).allows(people) && !is_pooled;
            is_named.then(|| name.to_owned())
        };
        let telling = Telling {
            mask: &|text| masking.mask(&known, text),
            department: &department,
            as_of: self.as_of,
            with_names: masking.with_names(),
        };
        tell(thread, &shown(own), own.iter().map(Judged::told).collect(), &telling)
    }
}

/// The customers to tell, by the number of their naming record, each with their findings.
fn threads<'a>(findings: &[Judged<'a>]) -> Vec<(i64, Vec<Judged<'a>>)> {
    let mut customers: FxHashMap<i64, Vec<Judged<'a>>> = FxHashMap::default();
    for standing in findings {
        customers.entry(standing.finding.customer).or_default().push(*standing);
    }
    let mut ranked: Vec<(u32, Vec<Judged<'a>>)> = customers
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
        let is_new = |own: &[Judged<'_>]| own.iter().any(|one| !shown.contains(&one.finding.kind));
        let place = ranked.iter().position(|(_, own)| is_new(own)).unwrap_or(0);
        let (_, own) = ranked.remove(place);
        shown.extend(own.iter().map(|one| one.finding.kind));
        if let Some(first) = own.first() {
            chosen.push((first.finding.customer, own));
        }
    }
    chosen
}

/// The findings that stand as examples: of each kind the gravest, and the next, of another
/// department where there is one.
fn examples<'a>(findings: &[Judged<'a>]) -> Vec<Judged<'a>> {
    let mut chosen = Vec::new();
    for kind in FindingKind::reported() {
        let mut own: Vec<&Judged<'a>> =
            findings.iter().filter(|one| one.finding.kind == kind).collect();
        own.sort_by_cached_key(|one| {
            // Confirmed ones teach more; the id makes the choice the same in every store.
            (
                one.state != State::Confirmed,
                std::cmp::Reverse(weight(one.finding)),
                one.finding.id(),
            )
        });
        let first = own.first().map(|one| one.finding.department);
        let elsewhere = |one: &&Judged<'_>| Some(one.finding.department) != first;
        let second = own.iter().skip(1).copied().find(elsewhere).or_else(|| own.get(1).copied());
        chosen.extend(own.first().copied().into_iter().chain(second).take(EXAMPLES).copied());
    }
    chosen
}

/// What the entries of a customer show: for each the kinds of which it is the act.
fn shown(findings: &[Judged<'_>]) -> Shown {
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
