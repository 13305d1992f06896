//! A person can be exported, restricted and erased; after an erasure no byte of theirs is left.

use std::collections::BTreeSet;
use std::fs;

use filo::report::Report;
use filo_model::facts::Facts;
use filo_model::name::fold;
use filo_store::thread::{CustomerId, Thread};
use serde_json::{Value, json};

use crate::company::Company;

const PEOPLE: &str = "administration/customers_2026-06-30.csv";
const PAYMENTS: &str = "administration/incassi_2026-06-30.csv";

/// A person whose values are nobody else's.
struct Person {
    customer: CustomerId,
    /// The record of the billing system, by id and by key.
    record: String,
    number: String,
    first_name: String,
    last_name: String,
    /// In small letters: the surname, and every number and address.
    values: BTreeSet<String>,
    phone: String,
    email: String,
    tax_code: String,
    claim: String,
}

/// A person whom three systems know, with words of their own, invoices, and all that names people.
fn person(threads: &[Thread], apart: &str) -> Person {
    let dumps: Vec<String> = threads
        .iter()
        .map(|thread| serde_json::to_string(thread).unwrap().to_lowercase())
        .collect();
    let is_alone = |place: usize, value: &str| {
        let mut others = dumps.iter().enumerate().filter(|(other, _)| *other != place);
        !apart.contains(value) && others.all(|(_, dump)| !dump.contains(value))
    };
    let mut fits = threads.iter().enumerate().filter_map(|(place, thread)| {
        let person = described(thread)?;
        let words = texts(thread).iter().flat_map(|text| words(text)).collect::<BTreeSet<_>>();
        let own: BTreeSet<String> =
            words.into_iter().filter(|word| is_alone(place, word)).collect();
        let is_own = person.values.iter().all(|value| is_alone(place, value));
        let values = person.values.union(&own).cloned().collect();
        (is_own && !own.is_empty()).then_some(Person { values, ..person })
    });
    fits.next().expect("the sample has a person whose values are nobody else's")
}

fn texts(thread: &Thread) -> Vec<String> {
    let texts = thread.entries.iter().filter_map(|entry| entry.text.as_ref());
    texts.map(|text| format!("{} {} {}", text.text, text.quoted, text.signature)).collect()
}

/// Words long enough to mean something, in small letters.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| word.chars().count() >= 6).map(str::to_lowercase).collect()
}

fn described(thread: &Thread) -> Option<Person> {
    let systems: BTreeSet<&str> =
        thread.records.iter().map(|linked| linked.record.system.as_str()).collect();
    let billing = thread.records.iter().find(|linked| linked.record.system == "billing")?;
    let details = &billing.record.details;
    let name = details.name.as_ref()?;
    let (phone, email) = (details.phones.first()?.to_string(), details.emails.first()?.to_string());
    let tax_code = details.tax_code.as_ref()?.to_string();
    let mut values: BTreeSet<String> = BTreeSet::new();
    for linked in &thread.records {
        values.insert(linked.record.key.clone());
        values.extend(linked.record.details.phones.iter().map(ToString::to_string));
        values.extend(linked.record.details.emails.iter().map(ToString::to_string));
        values.extend(linked.record.details.tax_code.iter().map(ToString::to_string));
    }
    let claims = thread.entries.iter().filter_map(|entry| match &entry.facts {
        Facts::Invoice(facts) => facts.claim.clone(),
        _ => None,
    });
    let claim = claims.clone().next()?;
    values.extend(claims);
    values
        .extend(thread.entries.iter().filter_map(|entry| Some(entry.case.as_ref()?.case.clone())));
    values.insert(name.last().to_owned());
    values.insert(name.display());
    let bare: Vec<String> =
        values.iter().filter_map(|value| value.strip_prefix("+39")).map(str::to_owned).collect();
    values.extend(bare);
    let has_words = !texts(thread).is_empty();
    (systems.len() >= 3 && has_words && name.last().len() >= 5).then(|| Person {
        customer: thread.customer,
        record: billing.record.id.to_string(),
        number: billing.record.key.clone(),
        first_name: name.first().to_owned(),
        last_name: name.last().to_owned(),
        values: values.into_iter().map(|value| value.to_lowercase()).collect(),
        phone,
        email,
        tax_code,
        claim,
    })
}

/// The values that stand in a file of the store, in any case, with or without accents.
fn left(company: &Company, values: &BTreeSet<String>) -> Vec<String> {
    let mut found = Vec::new();
    for file in company.store_files() {
        let bytes = fs::read(&file).unwrap();
        // Letters beyond ASCII keep their case in bytes; their folded form is looked for as well.
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        for value in values {
            let folded = fold(value);
            if text.contains(value.as_str()) || (!folded.is_empty() && text.contains(&folded)) {
                found.push(format!("{name}: {value}"));
            }
        }
    }
    found
}

/// The committed company, woven, and somebody in it.
fn woven() -> (Company, Person) {
    let company = Company::committed();
    company.run_well(&["weave", "--quiet"]);
    let apart = company.store().set_apart_list(None, 100).unwrap();
    let raws: Vec<String> = apart.into_iter().filter_map(|row| row.raw).collect();
    let person = person(&company.threads(), &raws.join("\n").to_lowercase());
    (company, person)
}

/// What a report says, without the names of customers and entries.
fn figures(report: &Report) -> Value {
    let findings: Vec<Value> = report
        .findings
        .iter()
        .map(|one| json!([one.kind, one.reasons, one.department, one.at, one.evidence.len()]))
        .collect();
    let mut findings: Vec<String> = findings.iter().map(ToString::to_string).collect();
    findings.sort();
    json!({
        "customers": report.customers, "records": report.records,
        "suspected": report.suspected, "waits": report.waits, "findings": findings,
    })
}

/// Makes every file one with other bytes, so that it is read again.
fn touch_all(company: &Company) {
    for name in &company.exports_of_lines() {
        company.append(name, "\n");
    }
}

fn counts(company: &Company) -> Vec<String> {
    let readings = company.readings().into_iter();
    readings.map(|one| format!("{} {} {:?}", one.source, one.path, one.tally)).collect()
}

#[test]
fn after_an_erasure_no_value_of_the_person_is_in_any_file() {
    let (company, person) = woven();
    let (people, payments) = (company.read(PEOPLE), company.read(PAYMENTS));
    let (first, last) = (person.first_name.to_uppercase(), &person.last_name);
    company.append(PEOPLE, &format!(";{last};{first};;;;;;;;;;;;\n"));
    let broken = format!("PG1;{};{};;31/31/2026;1,00;CARTA;\n", person.number, person.claim);
    company.append(PAYMENTS, &broken);
    let woven: Value = serde_json::from_str(&company.run_well(&["weave", "--json"])).unwrap();
    assert_eq!((&woven["total"]["loaded"], &woven["total"]["corrected"]), (&json!(0), &json!(0)));
    let other = company.threads().into_iter().find(|thread| thread.customer != person.customer);
    let other = other.unwrap().records[0].record.id.to_string();
    let reason = format!("non è {last}");
    company.run_well(&["link", "decide", &person.record, &other, "not-same", "--reason", &reason]);
    company.run_well(&["link", "undo", "1", "--reason", &reason]);

    let found = left(&company, &person.values);
    assert!(found.len() > 8, "before, the store holds them: {found:?}");
    let (counted, figured) = (counts(&company), figures(&company.report()));
    let receipt = company.run_well(&["person", "erase", &person.number, "--json"]);
    let receipt: Value = serde_json::from_str(&receipt).unwrap();
    assert!(receipt["records"].as_u64() >= Some(3) && receipt["texts"].as_u64() >= Some(1));
    assert_eq!((&receipt["set_apart"], &receipt["decisions"]), (&json!(2), &json!(2)));

    assert!(company.store_files().iter().any(|file| file.ends_with("filo.db")));
    assert_eq!(left(&company, &person.values), Vec::<String>::new());
    assert_eq!(counts(&company), counted, "what was read is counted as before");
    assert_eq!(figures(&company.report()), figured);
    assert_eq!(left(&company, &person.values), Vec::<String>::new(), "nor after a look");

    // The company mends its exports; all of them are read again.
    company.write(PEOPLE, &people);
    company.write(PAYMENTS, &payments);
    touch_all(&company);
    let again: Value = serde_json::from_str(&company.run_well(&["weave", "--json"])).unwrap();
    assert_eq!((&again["total"]["loaded"], &again["total"]["corrected"]), (&json!(0), &json!(0)));
    for who in [&person.last_name, &person.number, &person.phone, &person.email, &person.tax_code] {
        let output = company.run(&["thread", who]);
        assert_eq!(output.status.code(), Some(1), "the person was brought back");
    }
    assert_eq!(left(&company, &person.values), Vec::<String>::new());
    assert_eq!(figures(&company.report()), figured);
}

#[test]
fn a_row_set_apart_that_names_an_erased_person_does_not_come_back() {
    let (company, person) = woven();
    let broken = format!("PG1;{};{};;31/31/2026;1,00;CARTA;\n", person.number, person.claim);
    company.append(PAYMENTS, &broken);
    company.run_well(&["weave", "--quiet"]);
    company.run_well(&["person", "erase", &person.number]);
    assert_eq!(left(&company, &person.values), Vec::<String>::new());
    touch_all(&company);
    company.run_well(&["weave", "--quiet"]);
    assert_eq!(left(&company, &person.values), Vec::<String>::new());
}

#[test]
fn a_row_set_apart_that_gives_only_a_number_of_the_person_is_emptied() {
    let (company, person) = woven();
    let local = person.phone.trim_start_matches("+39");
    let spaced = format!("{} {} {}", &local[..3], &local[3..6], &local[6..]);
    company.append(PAYMENTS, &format!("PG1;;{};;31/31/2026;1,00;CARTA;\n", person.claim));
    company.append(PAYMENTS, &format!("PG2;;;;31/31/2026;1,00;tel. {spaced};\n"));
    company.run_well(&["weave", "--quiet"]);
    company.run_well(&["person", "erase", &person.number]);
    let values = BTreeSet::from([person.claim.to_lowercase(), spaced]);
    assert_eq!(left(&company, &values), Vec::<String>::new());
}

#[test]
fn an_erasure_cut_short_before_the_end_is_finished_by_the_next_weave() {
    let (company, person) = woven();
    let store = company.store();
    store.person_erase(person.customer, false).unwrap();
    drop(store);
    company.run_well(&["weave", "--quiet"]);
    assert_eq!(left(&company, &person.values), Vec::<String>::new());
}

#[test]
fn a_dry_run_changes_no_byte() {
    let (company, person) = woven();
    let files = |company: &Company| -> Vec<(String, Vec<u8>)> {
        let read =
            |path: std::path::PathBuf| (path.display().to_string(), fs::read(&path).unwrap());
        company.store_files().into_iter().map(read).collect()
    };
    let before = files(&company);
    let would = company.run_well(&["person", "erase", &person.number, "--dry-run", "--json"]);
    company.run_well(&["person", "restrict", &person.number, "--dry-run"]);
    company.run_well(&["person", "export", &person.number, "--dry-run"]);
    let after = files(&company);
    assert!(after == before, "a file of the store changed");
    let did = company.run_well(&["person", "erase", &person.number, "--json"]);
    assert_eq!(did, would, "a dry run says what would be done");
}

#[test]
fn an_export_holds_everything() {
    let (company, person) = woven();
    let export = company.run_well(&["person", "export", &person.number]).to_lowercase();
    for value in &person.values {
        // An export shows numbers as Filo keeps them, names in their parts.
        let parts: Vec<&str> = value.split(' ').collect();
        assert!(parts.iter().all(|part| export.contains(part)), "{value} is missing");
    }
    let parsed: Value = serde_json::from_str(&export).unwrap();
    let thread = &parsed["thread"];
    assert!(thread["records"].as_array().unwrap().len() >= 3);
    let store = company.store();
    let kept = store.thread_fetch(person.customer, true).unwrap();
    assert_eq!(thread["entries"].as_array().unwrap().len(), kept.entries.len());
}

#[test]
fn a_restriction_holds_until_it_is_lifted() {
    let company = Company::committed();
    company.run_well(&["weave", "--quiet"]);
    let report =
        |company: &Company| company.run_well(&["report", "--json", "--as-of", "2026-06-30"]);
    let before = report(&company);
    let parsed: Value = serde_json::from_str(&before).unwrap();
    let who = parsed["findings"][0]["customer"].as_str().unwrap();
    company.run_well(&["person", "restrict", who]);
    let restricted = report(&company);
    assert!(!restricted.contains(who), "findings about the customer are not made");
    let thread: Value =
        serde_json::from_str(&company.run_well(&["thread", who, "--json"])).unwrap();
    assert_eq!(thread["restricted"], true);
    // A weave keeps it.
    touch_all(&company);
    company.run_well(&["weave", "--quiet"]);
    assert!(!report(&company).contains(who));
    company.run_well(&["person", "restrict", who, "--lift"]);
    let rows = |text: &str| {
        let mut parsed: Value = serde_json::from_str(text).unwrap();
        parsed.as_object_mut().unwrap().remove("read");
        parsed
    };
    assert_eq!(rows(&report(&company)), rows(&before));
}
