//! The findings with the entries that show them, for JSON and for lists.

use filo_disclosure::groups::Groups;
use filo_model::moment::{Moment, Precision};
use filo_store::Store;
use filo_store::scan::EntryPlace;
use rustc_hash::FxHashMap;

use super::{ListedEvidence, ListedFinding, hours};
use crate::findings::review::{FindingId, Standing};
use crate::findings::weight::weight;
use crate::findings::{Finding, FindingKind};
use crate::problem::Result;

/// The names of departments by number, and which of them each kind of finding may show.
#[derive(Debug)]
pub(crate) struct Names<'a> {
    pub(super) departments: FxHashMap<i64, &'a str>,
    pub(super) by_kind: [Groups; FindingKind::COUNT],
    /// Of all departments, for those that only knew.
    pub(super) all: Groups,
}

impl Names<'_> {
    /// The name under which a department's findings of a kind are shown; nothing for small ones.
    pub(crate) fn shown(&self, kind: FindingKind, department: i64) -> Option<String> {
        let shown = self.by_kind[kind as usize].shown(department);
        shown.and_then(|one| self.departments.get(&one)).map(ToString::to_string)
    }

    /// The name of a department that only knew; nothing for small ones.
    fn knew(&self, department: i64) -> Option<String> {
        let shown = self.all.shown(department);
        shown.and_then(|one| self.departments.get(&one)).map(ToString::to_string)
    }
}

/// Findings with their evidence, in the order given.
pub(crate) fn listed(
    store: &Store,
    findings: &[&Finding],
    standing: &Standing,
    names: &Names<'_>,
) -> Result<Vec<ListedFinding>> {
    // Entries are fetched in the order in which they stand in the store.
    let mut sequences: Vec<i64> =
        findings.iter().flat_map(|finding| &finding.evidence).map(|one| one.seq).collect();
    sequences.sort_unstable();
    sequences.dedup();
    let places = store.entry_places(&sequences)?;
    let numbers: Vec<i64> = findings.iter().map(|finding| finding.customer).collect();
    let customers = store.customers_named(&numbers)?;
    let listed = findings.iter().zip(customers).map(|(finding, customer)| {
        let entries: Vec<&EntryPlace> = finding
            .evidence
            .iter()
            .filter_map(|one| {
                let place = places.binary_search_by_key(&one.seq, |entry| entry.seq).ok()?;
                places.get(place)
            })
            .collect();
        let id = finding.id();
        let first = entries.first().map_or(EPOCH, |entry| entry.at);
        ListedFinding {
            id: FindingId(id),
            kind: finding.kind.name(),
            state: standing.state(id),
            harm: weight(finding),
            reasons: finding.reasons.clone(),
            customer: customer.to_string(),
            department: names.shown(finding.kind, finding.department),
            knew: finding.knew.iter().filter_map(|&one| names.knew(one)).collect(),
            at: Moment { millis: finding.at, ..first }.to_rfc3339(),
            waited_hours: finding.waited.map(hours),
            times: finding.times,
            amount: finding.amount,
            leaver: finding.leaver,
            evidence: entries.into_iter().map(evidence).collect(),
        }
    });
    Ok(listed.collect())
}

fn evidence(entry: &EntryPlace) -> ListedEvidence {
    ListedEvidence {
        entry: entry.id.to_string(),
        source: entry.source.to_string(),
        kind: entry.kind.name(),
        at: entry.at.to_rfc3339(),
        place: format!("{}:{}", entry.file, entry.line),
    }
}

/// A moment to fill in where an entry is gone.
const EPOCH: Moment =
    Moment { millis: 0, offset_minutes: 0, precision: Precision::Second, zone_assumed: false };
