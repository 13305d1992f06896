//! What was planted is found, what only looks like it is not, and nothing else is.

use std::collections::{BTreeMap, BTreeSet};

use filo::findings::FindingKind;
use filo::report::{ListedFinding, Report};
use filo_model::facts::{EntryKind, Facts};
use filo_store::scan::ScanFilter;
use serde_json::Value;

use crate::company::Company;
use crate::journeys_truth::{self, JOURNEYS};

/// The key of each row of the exports that may be an act, by `file:line`; see docs/SAMPLE.md.
pub(crate) fn keys_by_place(company: &Company) -> BTreeMap<String, String> {
    let mut keys = BTreeMap::new();
    for name in company.exports() {
        let bytes = company.read(&name);
        let text = String::from_utf8_lossy(&bytes);
        for (place, line) in text.lines().enumerate() {
            let key = if name.ends_with(".jsonl") {
                line.split('"').nth(3).map(str::to_owned)
            } else if name.contains("cdr_") {
                line.rsplit(',').nth(1).map(|id| id.trim_matches('"').to_owned())
            } else if name.ends_with(".log") {
                line.split('|').nth(1).map(str::to_owned)
            } else if name.contains("chiamate_") {
                line.split(',').nth(1).map(str::to_owned)
            } else if name.ends_with(".csv") {
                line.split([';', ','])
                    .next()
                    .map(|key| key.trim_start_matches('\u{feff}').to_owned())
            } else {
                None
            };
            keys.extend(key.map(|key| (format!("{name}:{}", place + 1), key)));
        }
    }
    keys
}

/// How truth.json names the act of a finding: by its line, else by what the entry says of itself.
pub(crate) fn key_of(
    company: &Company,
    keys: &BTreeMap<String, String>,
    finding: &ListedFinding,
) -> String {
    let act = finding.evidence.first().expect("a finding has evidence, the act first");
    if let Some(key) = keys.get(&act.place) {
        return key.clone();
    }
    let store = company.store();
    let customer = store.customer_find(&finding.customer, 2).unwrap()[0].customer;
    let thread = store.thread_fetch(customer, true).unwrap();
    let entry = thread.entries.iter().find(|entry| entry.id.to_string() == act.entry).unwrap();
    match &entry.facts {
        Facts::Contract(one) => {
            let number = one.contract.clone().unwrap();
            let letter = if number.starts_with("CU") { 'B' } else { 'A' };
            format!("{number}-{letter}")
        }
        Facts::Message(one) => one.message.clone().unwrap(),
        other => panic!("no key of {other:?} at {}", act.place),
    }
}

pub(crate) fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_default()
}

/// Whether a finding is of a planted kind.
fn is_of(finding: &ListedFinding, kind: &str) -> bool {
    match kind {
        "not_due" | "paid" | "credited" | "disputed" | "rejected" | "after_end" => {
            finding.kind == "undue_claim" && finding.reasons.contains(&kind)
        }
        other => finding.kind == other,
    }
}

/// A source and the key of a row in it.
pub(crate) type Place = (String, String);

pub(crate) fn place(one: &Value) -> Place {
    (text(one, "source").to_owned(), text(one, "key").to_owned())
}

pub(crate) fn parts(one: &Value) -> impl Iterator<Item = Place> {
    one["evidence"].as_array().unwrap().iter().map(place)
}

pub(crate) fn is(one: &Value, field: &str) -> bool {
    one[field].as_bool().unwrap_or(false)
}

/// Whether what the exports show suffices to judge it, and to see whose it is.
pub(crate) fn is_judged(one: &Value) -> bool {
    is(one, "shown") && is(one, "tied")
}

/// How many of a kind: harms found and to be found, findings right and in all.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Score {
    found: u32,
    to_find: u32,
    decoys: u32,
    wrong: u32,
}

/// What is wrong with what was found, and the score of each kind.
#[derive(Debug, Default)]
struct Verdict {
    wrong: Vec<String>,
    scores: BTreeMap<String, Score>,
}

/// Whether it was heard in words, of which the truth of the sample says nothing.
fn is_heard(finding: &ListedFinding) -> bool {
    FindingKind::from_name(finding.kind).is_some_and(FindingKind::is_heard)
}

/// The findings by their act.
fn found_by_act<'r>(
    company: &Company,
    report: &'r Report,
    planted: &[&Value],
) -> BTreeMap<Place, Vec<&'r ListedFinding>> {
    let keys = keys_by_place(company);
    // A call in a queue stands in two exports; whichever is seen first is the act.
    let calls = planted.iter().filter(|one| text(one, "kind") == "unanswered");
    let doubles: BTreeMap<Place, Place> =
        calls.flat_map(|one| parts(one).map(|part| (part, place(&one["act"])))).collect();
    let mut found: BTreeMap<Place, Vec<&ListedFinding>> = BTreeMap::new();
    // What the course of entries shows may share its act with another kind, and is judged apart.
    let is_journey = |finding: &&ListedFinding| JOURNEYS.contains(&finding.kind);
    let findings = report.findings.iter().filter(|finding| !is_journey(finding));
    for finding in findings.filter(|finding| !is_heard(finding)) {
        let act = (finding.evidence[0].source.clone(), key_of(company, &keys, finding));
        found.entry(doubles.get(&act).cloned().unwrap_or(act)).or_default().push(finding);
    }
    found
}

impl Verdict {
    /// A harm that is shown has to be found, in its department and for no other reason.
    fn harm(&mut self, one: &Value, findings: &[&ListedFinding], kinds: &BTreeSet<&str>) {
        let (kind, variant) = (text(one, "kind"), text(one, "variant"));
        let score = self.scores.entry(kind.to_owned()).or_default();
        score.to_find += 1;
        let Some(finding) = findings.iter().find(|finding| is_of(finding, kind)) else {
            self.wrong.push(format!("{} {kind} {variant}: not found", text(one, "id")));
            return;
        };
        score.found += 1;
        // Small departments are not named.
        let department = finding.department.as_deref();
        if department.is_some_and(|name| name != text(one, "department")) {
            self.wrong.push(format!("{} {kind} {variant}: in {department:?}", text(one, "id")));
        }
        let mut others = finding
            .reasons
            .iter()
            .filter(|reason| !kinds.contains(*reason) && **reason != variant && **reason != kind);
        if let Some(other) = others.next() {
            self.wrong.push(format!("{} {kind} {variant}: also {other}", text(one, "id")));
        }
    }

    /// A decoy that is shown to be one must not be found.
    fn decoy(&mut self, one: &Value, findings: &[&ListedFinding], is_also_harm: bool) {
        let (kind, variant) = (text(one, "kind"), text(one, "variant"));
        let score = self.scores.entry(kind.to_owned()).or_default();
        score.decoys += 1;
        if findings.iter().any(|finding| !is_also_harm || is_of(finding, kind)) {
            score.wrong += 1;
            self.wrong.push(format!("{} {kind} {variant}: a decoy was found", text(one, "id")));
        }
    }
}

/// The scores of single acts, and of what the course of entries shows.
fn check(
    company: &Company,
) -> (BTreeMap<String, Score>, BTreeMap<&'static str, journeys_truth::Score>) {
    company.weave_well();
    let report = company.report();
    let truth: Value = serde_json::from_slice(&company.read("truth.json")).unwrap();
    assert_eq!(truth["schema"], 3);
    let figures: u64 = report.suspected.iter().map(|one| one.figure.x).sum();
    assert_eq!(figures, report.findings.len() as u64, "the figures count what is listed");
    (check_acts(company, &report, &truth), journeys_truth::check(company, &report, &truth))
}

fn check_acts(company: &Company, report: &Report, truth: &Value) -> BTreeMap<String, Score> {
    // What a later part will judge must be found by none of today's.
    let planted = truth["planted"].as_array().unwrap().iter();
    let planted = planted.filter(|one| !JOURNEYS.contains(&text(one, "kind")));
    let planted: Vec<&Value> = planted.filter(|one| !is(one, "later")).collect();
    let found = found_by_act(company, report, &planted);
    let mut harms: BTreeMap<Place, BTreeSet<&str>> = BTreeMap::new();
    for one in planted.iter().filter(|one| is(one, "harm")) {
        harms.entry(place(&one["act"])).or_default().insert(text(one, "kind"));
    }
    let mut verdict = Verdict::default();
    for one in planted.iter().filter(|one| is_judged(one)) {
        let act = place(&one["act"]);
        let findings = found.get(&act).map_or(&[][..], Vec::as_slice);
        let kinds = harms.get(&act);
        if is(one, "harm") {
            verdict.harm(one, findings, kinds.unwrap());
        } else {
            verdict.decoy(one, findings, kinds.is_some());
        }
    }
    // Where noise has hidden a part, or taken it to another record, what is left may look like an act
    // of its own.
    let mut listed: BTreeSet<Place> = planted.iter().map(|one| place(&one["act"])).collect();
    listed.extend(planted.iter().filter(|one| !is_judged(one)).flat_map(|one| parts(one)));
    let wrong = &mut verdict.wrong;
    for (act, findings) in found.iter().filter(|(act, _)| !listed.contains(*act)) {
        wrong.push(format!("{} {}: {} was never planted", act.0, act.1, findings[0].kind));
    }
    for (act, findings) in found.iter().filter(|(_, findings)| findings.len() > 1) {
        wrong.push(format!("{} {}: found {} times", act.0, act.1, findings.len()));
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    verdict.scores
}

/// The kinds that today's findings judge.
const JUDGED: [&str; 13] = [
    "not_due",
    "paid",
    "credited",
    "disputed",
    "rejected",
    "after_end",
    "suspect_promotion",
    "unbilled",
    "told_again",
    "contact_rain",
    "unanswered",
    "promise_broken",
    "handoff_late",
];

#[test]
fn the_committed_sample_is_told_as_it_is() {
    let company = Company::committed();
    let (scores, _) = check(&company);
    let harms: u32 = scores.values().map(|score| score.to_find).sum();
    let decoys: u32 = scores.values().map(|score| score.decoys).sum();
    assert!(harms >= 20 && decoys >= 50, "{scores:?}");
    every_kind_occurs(&company);
}

/// Each kind of entry of the model is in the sample.
fn every_kind_occurs(company: &Company) {
    let mut kinds: BTreeSet<EntryKind> = BTreeSet::new();
    company
        .store()
        .entry_scan(&ScanFilter::default(), &mut |row| {
            kinds.insert(row.kind);
        })
        .unwrap();
    let missing: Vec<&str> = EntryKind::ALL
        .iter()
        .filter(|kind| !kinds.contains(kind))
        .map(|kind| kind.name())
        .collect();
    assert!(missing.is_empty(), "{missing:?} occur nowhere");
}

/// A sample of its own seed: everything single is found, and of what the course of entries shows nearly
/// everything.
fn check_large(seed: u64) {
    let (scores, journeys) = check(&Company::sample(1_500, seed));
    for kind in JUDGED {
        let score = scores.get(kind).copied().unwrap_or_default();
        assert!(score.to_find >= 5 && score.decoys >= 8, "{kind} is hardly there: {score:?}");
        assert_eq!((score.found, score.wrong), (score.to_find, 0), "{kind}");
    }
    assert_eq!(scores.len(), JUDGED.len(), "{scores:?}");
    for (kind, score) in &journeys {
        // What is handed back is seldom shown by handoffs alone; nobody plants late answers.
        let least = if *kind == "handed_back" { 3 } else { 5 };
        assert!(score.to_find >= least, "{kind} is hardly there: {score}");
        assert!(score.planted >= least || *kind == "answered_late", "{kind}: {score}");
        let has_decoys = !["looped", "answered_late"].contains(kind);
        assert!(score.decoys >= 5 || !has_decoys, "{kind}: {score}");
    }
}

#[test]
fn in_a_sample_of_a_seed_used_nowhere_else_each_kind_has_full_precision_and_recall() {
    check_large(424_242);
}

#[test]
fn in_a_sample_of_another_seed_it_is_the_same() {
    check_large(31_337);
}

#[test]
fn a_sample_with_an_odd_number_of_customers_is_told_as_it_is() {
    check(&Company::sample(751, 7));
}
