//! What was planted is found, what only looks like it is not, and nothing else is.

use std::collections::{BTreeMap, BTreeSet};

use filo::report::ListedFinding;
use filo_model::facts::Facts;
use serde_json::Value;

use crate::company::Company;

/// The key of each row of the exports that may be an act, by `file:line`; see docs/SAMPLE.md.
fn keys_by_place(company: &Company) -> BTreeMap<String, String> {
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
fn key_of(company: &Company, keys: &BTreeMap<String, String>, finding: &ListedFinding) -> String {
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

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
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

fn check(company: &Company) {
    company.weave_well();
    let report = company.report();
    let truth: Value = serde_json::from_slice(&company.read("truth.json")).unwrap();
    assert_eq!(truth["schema"], 2);
    let keys = keys_by_place(company);
    let is = |one: &Value, field: &str| one[field].as_bool().unwrap_or(false);
    // What a later part will judge must be found by none of today's.
    let planted = truth["planted"].as_array().unwrap().iter();
    let planted: Vec<&Value> = planted.filter(|one| !is(one, "later")).collect();
    let named = |one: &Value| (text(one, "source").to_owned(), text(one, "key").to_owned());
    let act = |one: &Value| named(&one["act"]);
    // A call in a queue stands in two exports; whichever is seen first is the act.
    let mut doubles: BTreeMap<(String, String), (String, String)> = BTreeMap::new();
    for one in planted.iter().filter(|one| text(one, "kind") == "unanswered") {
        let parts = one["evidence"].as_array().unwrap().iter();
        doubles.extend(parts.map(|part| (named(part), act(one))));
    }
    let mut found: BTreeMap<(String, String), Vec<&ListedFinding>> = BTreeMap::new();
    for finding in &report.findings {
        let place = (finding.evidence[0].source.clone(), key_of(company, &keys, finding));
        found.entry(doubles.get(&place).cloned().unwrap_or(place)).or_default().push(finding);
    }
    let harms: BTreeSet<(String, String)> =
        planted.iter().filter(|one| is(one, "harm")).map(|one| act(one)).collect();
    let mut wrong = Vec::new();
    let (mut harms_judged, mut decoys_judged) = (0, 0);
    for one in planted.iter().filter(|one| is(one, "shown") && is(one, "exact")) {
        let (kind, id, variant) = (text(one, "kind"), text(one, "id"), text(one, "variant"));
        let findings = found.get(&act(one)).map_or(&[][..], Vec::as_slice);
        if is(one, "harm") {
            harms_judged += 1;
            match findings.iter().find(|finding| is_of(finding, kind)) {
                None => wrong.push(format!("{id} {kind} {variant}: not found")),
                // Small departments are not named.
                Some(finding)
                    if finding
                        .department
                        .as_deref()
                        .is_some_and(|name| name != text(one, "department")) =>
                {
                    wrong.push(format!("{id} {kind} {variant}: in {:?}", finding.department));
                }
                Some(_) => {}
            }
        } else {
            decoys_judged += 1;
            let is_false = if harms.contains(&act(one)) {
                findings.iter().any(|finding| is_of(finding, kind))
            } else {
                !findings.is_empty()
            };
            if is_false {
                wrong.push(format!("{id} {kind} {variant}: a decoy was found"));
            }
        }
    }
    // Where noise has hidden a part, or taken it to another record, what is left may look like an act
    // of its own.
    let mut listed: BTreeSet<(String, String)> = planted.iter().map(|one| act(one)).collect();
    for one in planted.iter().filter(|one| !is(one, "shown") || !is(one, "exact")) {
        let parts = one["evidence"].as_array().unwrap().iter();
        listed.extend(
            parts.map(|part| (text(part, "source").to_owned(), text(part, "key").to_owned())),
        );
    }
    for (act, findings) in found.iter().filter(|(act, _)| !listed.contains(*act)) {
        wrong.push(format!("{} {}: {} was never planted", act.0, act.1, findings[0].kind));
    }
    for (act, findings) in found.iter().filter(|(_, findings)| findings.len() > 1) {
        wrong.push(format!("{} {}: found {} times", act.0, act.1, findings.len()));
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(
        harms_judged >= 8 && decoys_judged >= 25,
        "{harms_judged} harms, {decoys_judged} decoys"
    );
    let figures: u64 = report.suspected.iter().map(|one| one.figure.x).sum();
    assert_eq!(figures, report.findings.len() as u64, "the figures count what is listed");
}

#[test]
fn the_committed_sample_is_told_as_it_is() {
    check(&Company::committed());
}

#[test]
fn a_sample_of_a_seed_used_nowhere_else_is_told_as_it_is() {
    check(&Company::sample(1_500, 424_242));
}

#[test]
fn a_sample_with_an_odd_number_of_customers_is_told_as_it_is() {
    check(&Company::sample(751, 7));
}
