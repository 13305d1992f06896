//! The journey of the company itself: what people see of it, and the columns beside its store.

use std::fs;
use std::path::PathBuf;

use filo::findings::Scope;
use filo::journey::company;
use serde_json::Value;

use crate::company::{Company, NOW};
use crate::terminal::both;

fn woven() -> Company {
    let company = Company::committed();
    company.weave_well();
    company
}

fn columns(company: &Company) -> PathBuf {
    company.path().join("filo.db.columns")
}

fn parts(company: &Company) -> Vec<PathBuf> {
    let files = fs::read_dir(columns(company)).unwrap().map(|entry| entry.unwrap().path());
    let mut parts: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|end| end == "parquet")).collect();
    parts.sort();
    parts
}

fn told(company: &Company) -> Value {
    serde_json::from_str(&company.run_well(&["journey", "--json"])).unwrap()
}

/// What is told after the columns were thrown away: straight from the store.
fn told_from_store(company: &Company) -> Value {
    fs::remove_dir_all(columns(company)).unwrap();
    told(company)
}

#[test]
fn the_company_is_told_in_both_languages() {
    let company = woven();
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("journey_company", both(&company, &["journey"]));
    });
}

/// One register tells of all handoffs; what it tells was done by who hands over and by who takes over.
#[test]
fn a_handoff_is_taken_over_by_the_department_that_receives_it() {
    let company = woven();
    let read = company::read(&company.config(), &company.store(), Scope::default(), NOW).unwrap();
    let (cases, names) = (&read.cases, &read.names);
    let activity = |name| names.activities.find(name).unwrap();
    let (sent, taken) = (activity("handed_over"), activity("taken_over"));
    let service = names.groups.find("customer_service").unwrap();
    let mut by_service = [0, 0];
    let mut by_others = [0, 0];
    for case in cases.iter() {
        for (&activity, &group) in case.activity.iter().zip(case.group) {
            let Some(place) = [sent, taken].iter().position(|one| *one == activity) else {
                continue;
            };
            let counts = if group == service { &mut by_service } else { &mut by_others };
            counts[place] += 1;
        }
    }
    assert!(by_service[0] > by_others[0], "customer service hands over most: {by_service:?}");
    // What the register itself says was handed to customer service, or to nobody it names.
    let mut told: Vec<String> = Vec::new();
    for month in ["05-31", "06-30"] {
        let file = company.read(&format!("customer_service/handoffs_2026-{month}.jsonl"));
        told.extend(String::from_utf8(file).unwrap().lines().map(str::to_owned));
    }
    told.sort();
    told.dedup();
    let is_own = |line: &&String| {
        let row: Value = serde_json::from_str(line).unwrap();
        row["state"] != "sent" && (row["to"].is_null() || row["to"] == "customer_service")
    };
    let own = told.iter().filter(is_own).count();
    assert!(by_service[1] <= own && by_others[1] > own, "{by_others:?}, {by_service:?} of {own}");
}

#[test]
fn columns_written_in_pieces_say_what_the_store_says() {
    let company = Company::committed();
    let later =
        ["customer_service/handoffs_2026-06-30.jsonl", "administration/incassi_2026-06-30.csv"];
    let later: Vec<_> = later
        .iter()
        .filter(|name| company.path().join(name).exists())
        .map(|name| (*name, company.read(name)))
        .collect();
    assert!(!later.is_empty(), "the sample has other exports now");
    later.iter().for_each(|(name, _)| fs::remove_file(company.path().join(name)).unwrap());
    company.weave();
    let before = told(&company);
    later.iter().for_each(|(name, bytes)| company.write(name, bytes));
    company.weave_well();
    assert_eq!(parts(&company).len(), 2, "each weave adds a part");
    let after = told(&company);
    assert_ne!(after["events"], before["events"]);
    assert_eq!(after, told_from_store(&company));
    // What was thrown away is made anew.
    company.weave_well();
    assert_eq!(parts(&company).len(), 1);
    assert_eq!(after, told(&company));
}

#[test]
fn broken_columns_are_not_believed_and_made_anew() {
    let company = woven();
    let whole = told(&company);
    let part = parts(&company).remove(0);
    let mut bytes = fs::read(&part).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0xff;
    fs::write(&part, &bytes).unwrap();
    assert_eq!(told(&company), whole);
    fs::write(&part, &bytes[..middle]).unwrap();
    assert_eq!(told(&company), whole);
    fs::write(columns(&company).join("stand.json"), "{\"version\": 1").unwrap();
    assert_eq!(told(&company), whole);
    company.weave_well();
    assert_eq!(told(&company), whole);
}

#[test]
fn who_restricted_the_use_of_their_data_is_in_no_journey_and_an_erasure_leaves_no_columns() {
    let company = woven();
    let before = told(&company);
    let customer = company.customers()[0].to_string();
    company.run_well(&["person", "restrict", &customer]);
    let restricted = told(&company);
    assert!(restricted["events"].as_u64() < before["events"].as_u64());
    company.run_well(&["person", "restrict", &customer, "--lift"]);
    assert_eq!(told(&company), before);
    company.run_well(&["person", "erase", &customer]);
    assert!(!columns(&company).exists());
    told(&company);
}

#[test]
fn an_export_of_the_company_shows_its_journey_again() {
    let company = woven();
    let first = told(&company);
    company.run_well(&["journey", "--export", "ocel", "--out", "company.jsonocel"]);
    let again = ["journey", "company.jsonocel", "--case", "case", "--group", "group", "--json"];
    let again: Value = serde_json::from_str(&company.run_well(&again)).unwrap();
    for part in ["events", "cases", "edges", "variants", "ping_pong", "rework"] {
        assert_eq!(again[part], first[part], "{part}");
    }
    let log = fs::read_to_string(company.path().join("company.jsonocel")).unwrap();
    for kind in ["\"case\"", "\"customer\"", "\"object\""] {
        assert!(log.contains(kind), "{kind}");
    }
}

/// The sample plants tellings of one need without a case; of cases that were resolved nobody comes back beyond chance.
#[test]
fn where_nobody_is_planted_to_come_back_the_excess_is_near_zero() {
    let sample = Company::sample(1_500, 77);
    sample.weave_well();
    let log = company::read(&sample.config(), &sample.store(), Scope::default(), NOW).unwrap();
    let mut summary = log.summary();
    let told = summary.tell(&log.names, &log.frame, 0);
    let windows = told.repeat_contact.unwrap().customer;
    assert!(windows.iter().all(|one| one.resolved > 300), "{windows:?}");
    for one in windows.iter().filter(|one| one.days <= 14) {
        assert!(one.excess_given_number.abs() < 0.02, "{one:?}");
    }
}
