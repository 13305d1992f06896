//! The behaviour measures of the committed company: what is printed, what JSON says, and that every number
//! leads to its entries.

use serde_json::Value;

use filo::findings::{Assessed, Scope, assess};
use filo::measures::{self, Keep, assess_beside};

use crate::company::{Company, NOW};
use crate::terminal::both;

macro_rules! assert_seen {
    ($name:literal, $seen:expr) => {
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!($name, $seen);
        });
    };
}

const TO: [&str; 2] = ["--as-of", "2026-06-30"];

fn woven() -> Company {
    let company = Company::committed();
    company.weave_well();
    company
}

fn json(company: &Company, args: &[&str]) -> Value {
    let text = company.run_well(&[&["--json", "measures"], args, &TO].concat());
    serde_json::from_str(&text).unwrap()
}

fn measure<'a>(told: &'a Value, id: &str) -> &'a Value {
    told["measures"].as_array().unwrap().iter().find(|one| one["id"] == id).unwrap()
}

/// x, n and all there were.
fn figure(one: &Value) -> Option<(u64, u64, u64)> {
    let figure = one.get("figure")?;
    Some((figure["x"].as_u64()?, figure["n"].as_u64()?, figure["of"].as_u64()?))
}

#[test]
fn the_table_of_all_and_one_explained() {
    let company = woven();
    assert_seen!("measures", both(&company, &[&["measures"], &TO[..]].concat()));
    assert_seen!(
        "measures_one",
        both(&company, &[&["measures", "C1", "--cases"], &TO[..]].concat())
    );
    assert_seen!("measures_none", both(&company, &[&["measures", "g1"], &TO[..]].concat()));
    let department = ["measures", "I1", "--cases", "--department", "technical"];
    assert_seen!("measures_department", both(&company, &[&department, &TO[..]].concat()));
    assert_seen!("measures_unknown", both(&company, &["measures", "Q7"]));
    assert_seen!("measures_cases", both(&company, &["measures", "--cases"]));
}

#[test]
fn every_number_leads_to_its_entries() {
    let company = woven();
    let told = json(&company, &["--cases", "--base"]);
    let mut measured = 0;
    for one in told["measures"].as_array().unwrap() {
        let Some((x, n, of)) = figure(one).filter(|_| one["state"] == "measured") else { continue };
        let id = one["id"].as_str().unwrap();
        measured += 1;
        let cases = one["cases"].as_array().unwrap();
        let count = |counted: &[&str]| {
            let own =
                cases.iter().filter(|case| counted.contains(&case["counted"].as_str().unwrap()));
            u64::try_from(own.count()).unwrap()
        };
        // A course stands for all who took part, a department's last entry for the weeks without a review.
        if !["U3", "G4"].contains(&id) {
            let all = ["numerator", "confirmed", "denominator"];
            assert_eq!((count(&["numerator"]), count(&all)), (x, n), "{id}");
            assert_eq!(u64::try_from(cases.len()).unwrap(), of, "{id}");
        }
        let departments = one["departments"].as_array().unwrap();
        let sum = |of: fn((u64, u64, u64)) -> u64| -> u64 {
            departments.iter().filter_map(figure).map(of).sum()
        };
        assert_eq!((sum(|one| one.0), sum(|one| one.1), sum(|one| one.2)), (x, n, of), "{id}");
    }
    assert!(measured > 25, "only {measured} measures have a figure");
}

#[test]
fn entries_of_small_departments_do_not_name_them() {
    let company = woven();
    let told = json(&company, &["I1", "--cases", "--base"]);
    let cases = measure(&told, "I1")["cases"].as_array().unwrap();
    let (named, small): (Vec<&Value>, Vec<&Value>) =
        cases.iter().partition(|case| case["department"].is_string());
    assert!(!named.is_empty() && !small.is_empty());
    assert!(small.iter().all(|case| case.get("source").is_none() && case.get("place").is_none()));
    assert!(named.iter().all(|case| case["place"].as_str().unwrap().contains(':')));
    let departments: Vec<&Value> =
        measure(&told, "I1")["departments"].as_array().unwrap().iter().collect();
    assert!(departments.iter().all(|one| one["department"] != "logistics"), "four people");
}

#[test]
fn a_missing_source_is_no_zero() {
    let company = woven();
    let text = String::from_utf8(company.read("filo.toml")).unwrap();
    let from = text.find("[[source]]\nname = \"handoffs\"").unwrap();
    let to = from + text[from..].find("[[source]]\nname = \"promises\"").unwrap();
    let without = company.twin();
    without.write("filo.toml", [&text[..from], &text[to..]].concat().as_bytes());
    without.weave_well();
    let (with, without) = (json(&company, &[]), json(&without, &[]));
    for id in ["I1", "I2", "I3"] {
        assert!(figure(measure(&with, id)).is_some(), "{id}");
        let lacking = measure(&without, id);
        assert_eq!(lacking["state"], "not_measurable", "{id}");
        assert_eq!(lacking["lacks"]["kinds"], serde_json::json!([["handoff"]]));
        assert!(figure(lacking).is_none() && lacking["departments"].as_array().unwrap().is_empty());
    }
    assert_eq!(figure(measure(&with, "C1")), figure(measure(&without, "C1")));
}

#[test]
fn a_review_moves_a_number_from_the_suspected_to_the_confirmed() {
    let company = woven();
    let before = json(&company, &["C1", "--cases"]);
    let (x, n, of) = figure(measure(&before, "C1")).unwrap();
    let finding = measure(&before, "C1")["cases"][0]["finding"].as_str().unwrap().to_owned();
    company.run_well(&["findings", "confirm", &finding, "--reason", "paid"]);
    let after = json(&company, &["C1"]);
    let after = measure(&after, "C1");
    assert_eq!(figure(after), Some((x - 1, n, of)));
    assert_eq!(after["confirmed"]["x"], 1);
    // Confirmed after the period: whether anybody was in touch is not known yet.
    let harms = json(&company, &["C5"]);
    assert_eq!(figure(measure(&harms, "C5")), Some((0, 0, 1)));
}

#[test]
fn once_all_are_reviewed_the_true_share_is_known() {
    let company = woven();
    let cases = json(&company, &["C1", "--cases"]);
    let cases = measure(&cases, "C1")["cases"].as_array().unwrap().clone();
    let (_, n, _) = figure(measure(&json(&company, &["C1"]), "C1")).unwrap();
    for (place, case) in cases.iter().enumerate() {
        let verdict = if place == 0 { "reject" } else { "confirm" };
        let finding = case["finding"].as_str().unwrap();
        company.run_well(&["findings", verdict, finding, "--reason", "read"]);
    }
    let told = json(&company, &["C1"]);
    let audited = &measure(&told, "C1")["audited"];
    let all = u32::try_from(cases.len()).unwrap();
    assert_eq!(
        (audited["sample"].as_u64(), audited["confirmed"].as_u64()),
        (Some(u64::from(all)), Some(u64::from(all - 1)))
    );
    let rate = f64::from(all - 1) / f64::from(u32::try_from(n).unwrap());
    assert!((audited["rate"].as_f64().unwrap() - rate).abs() < 1e-9);
    assert!(
        company
            .run_well(&[&["measures", "C1", "--lang", "en"], &TO[..]].concat())
            .contains("as the reviews say")
    );
}

#[test]
fn what_was_promised_in_public_stands_beside_the_same_figures() {
    let company = woven();
    let text = String::from_utf8(company.read("filo.toml")).unwrap();
    company.write("filo.toml", text.replace("measure = \"P1\"", "measure = \"s1\"").as_bytes());
    let measures = json(&company, &[]);
    let report = company.report();
    assert_eq!(report.public_promises.len(), 5);
    for promise in &report.public_promises {
        let done = promise.figure.as_ref().map(|one| (one.x, one.n, one.of));
        assert_eq!(done, figure(measure(&measures, &promise.measure)), "{}", promise.measure);
        assert!(done.is_some(), "{}", promise.measure);
    }
    assert!(report.public_promises.iter().any(|one| one.measure == "S1"));
    let told: Value = serde_json::to_value(&report.standards).unwrap();
    assert_eq!(told, measures["requests"]);
    let kinds: Vec<&str> = report.standards.iter().map(|one| one.kind.as_str()).collect();
    assert_eq!(kinds, ["relocation", "fault", "billing_question", "cancellation"]);
    assert!(report.standards.iter().all(|one| one.answered.as_ref().is_some_and(|one| one.n > 0)));
}

#[test]
fn measures_beside_the_picture_change_nothing_of_what_is_found() {
    let company = woven();
    let (config, store) = (company.config(), company.store());
    for scope in [
        Scope::default(),
        Scope { as_of: None, whole: true },
        Scope { as_of: Some("2026-05-10".parse().unwrap()), whole: false },
    ] {
        let alone = assess(&config, &store, scope, NOW).unwrap();
        let (beside, measured) = assess_beside(&config, &store, scope, NOW).unwrap();
        let told = |assessed: &Assessed| {
            let counts = &assessed.counts;
            format!("{:?} {:?} {:?}", counts.kinds, counts.waits, counts.lines)
        };
        assert_eq!(alone.counts.findings, beside.counts.findings, "{scope:?}");
        assert_eq!(told(&alone), told(&beside), "{scope:?}");
        // Nor does what is found change the measures.
        let as_of = Some(beside.frame.day(beside.frame.as_of));
        let own = measures::assess(&config, &store, as_of, Keep::Nothing, NOW).unwrap();
        let measured = measured.expect("the company promised something");
        assert_eq!(own.counts.tallies, measured.counts.tallies, "{scope:?}");
        assert_eq!(own.counts.requests, measured.counts.requests, "{scope:?}");
    }
}

#[test]
fn a_promise_names_a_measure_that_there_is() {
    let company = Company::committed();
    let text = String::from_utf8(company.read("filo.toml")).unwrap();
    company.write("filo.toml", text.replace("measure = \"P1\"", "measure = \"P9\"").as_bytes());
    let output = company.run(&["doctor"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("P9"));
}

#[test]
fn data_is_the_same_in_every_language() {
    let company = woven();
    let [it, en] = ["it", "en"].map(|code| {
        company.run_well(
            &[&["measures", "--cases", "--base", "--json", "--lang", code], &TO[..]].concat(),
        )
    });
    assert_eq!(it, en);
}
