//! Who is the same customer: decisions and their undoing, ids that stay, versions of the weights, what is
//! left to people, and files of people that come in parts.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

use crate::company::{Company, assert_same};

fn json(company: &Company, args: &[&str]) -> Value {
    serde_json::from_str(&company.run_well(args)).unwrap()
}

/// For each record its customer.
fn customers(company: &Company) -> BTreeMap<String, String> {
    let threads = company.threads();
    let of = |thread: &filo_store::thread::Thread| {
        let customer = thread.customer.to_string();
        let ids = thread.records.iter().map(|one| one.record.id.to_string()).collect::<Vec<_>>();
        ids.into_iter().map(move |id| (id, customer.clone())).collect::<Vec<_>>()
    };
    threads.iter().flat_map(of).collect()
}

/// A record each of two customers, one with more records than the other.
fn large_and_small(company: &Company) -> (String, String) {
    let mut sizes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (record, customer) in customers(company) {
        sizes.entry(customer).or_default().push(record);
    }
    let of = |size: usize| sizes.values().find(|records| records.len() == size).unwrap()[0].clone();
    (of(5), of(2))
}

#[test]
fn two_customers_become_one_under_the_id_of_the_larger_and_two_again_under_their_own() {
    let company = Company::committed();
    company.weave_well();
    let before = company.dump();
    let (large, small) = large_and_small(&company);
    let of = customers(&company);
    let decide = ["link", "decide", &large, &small, "same", "--reason", "una persona", "--json"];
    let decided = json(&company, &decide);
    assert_eq!((&decided["merged"], &decided["split"]), (&1.into(), &0.into()));
    let now = customers(&company);
    assert_eq!(now[&small], of[&large], "the larger keeps its id");
    // Nobody else moved.
    let moved = of.iter().filter(|&(record, customer)| now[record] != *customer);
    assert!(moved.into_iter().all(|(_, customer)| *customer == of[&small]));
    // The old id still leads to the customer.
    let thread = json(&company, &["thread", &of[&small], "--json"]);
    assert_eq!(thread["customer"], of[&large].as_str());
    let history = json(&company, &["link", "history", &of[&small], "--json"]);
    assert_eq!(history["lineage"][0]["fate"], "merged");
    assert_eq!(history["lineage"][0]["other"], of[&large].as_str());
    company.run_well(&["link", "undo", "1", "--reason", "erano due"]);
    assert_same(&company.dump(), &before);
    company.run_well(&["link", "undo", "2", "--reason", "era una"]);
    assert_eq!(customers(&company), now, "undoing an undo");
    company.run_well(&["link", "undo", "3", "--reason", "erano due davvero"]);
    assert_same(&company.dump(), &before);
    let history = json(&company, &["link", "history", "--json"]);
    assert_eq!(history["decisions"].as_array().unwrap().len(), 4);
    assert_eq!(history["lineage"].as_array().unwrap().len(), 4);
}

#[test]
fn a_decision_that_contradicts_another_is_kept_and_told() {
    let company = Company::committed();
    company.weave_well();
    let (one, other) = large_and_small(&company);
    company.run_well(&["link", "decide", &one, &other, "not-same", "--reason", "gemelli"]);
    let third = customers(&company)
        .into_iter()
        .find(|(_, customer)| {
            let of = customers(&company);
            *customer != of[&one] && *customer != of[&other]
        })
        .unwrap()
        .0;
    company.run_well(&["link", "decide", &one, &third, "same", "--reason", "uno"]);
    let args = ["link", "decide", &third, &other, "same", "--reason", "uno", "--lang", "en"];
    let told = company.run(&args);
    assert_eq!(told.status.code(), Some(1));
    let said = String::from_utf8(told.stderr).unwrap();
    assert!(said.contains("filo link history"), "{said}");
    let of = customers(&company);
    assert_eq!(of[&one], of[&third]);
    assert_ne!(of[&third], of[&other]);
}

#[test]
fn a_version_of_the_weights_is_kept_applied_at_once_and_can_be_gone_back_to() {
    let company = Company::committed();
    company.weave_well();
    let first = company.dump_without_ids();
    let ids: BTreeSet<String> = customers(&company).into_values().collect();
    let strict = json(&company, &["link", "learn", "--precision", "1", "--json"]);
    assert_eq!((&strict["model"], &strict["merged"]), (&2.into(), &0.into()));
    let split = strict["split"].as_u64().unwrap();
    assert!(split > 0, "a stricter cut joins less");
    let now: BTreeSet<String> = customers(&company).into_values().collect();
    assert!(ids.is_subset(&now), "ids of customers that were split go on");
    assert_eq!(now.len() - ids.len(), usize::try_from(split).unwrap());
    let back = json(&company, &["link", "learn", "--back", "1", "--json"]);
    assert_eq!((&back["model"], &back["merged"]), (&3.into(), &split.into()));
    assert_same(&company.dump_without_ids(), &first);
    let again: BTreeSet<String> = customers(&company).into_values().collect();
    assert_eq!(again, ids);
    let refused = company.run(&["link", "learn", "--back", "9"]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn weights_stay_until_much_has_come_and_decisions_are_learnt_from() {
    let company = Company::committed();
    company.weave_well();
    let (large, small) = large_and_small(&company);
    company.run_well(&["link", "decide", &large, &small, "not-same", "--reason", "due persone"]);
    let export = "administration/customers_2026-06-30.csv";
    let bytes = company.read(export);
    let line = String::from_utf8_lossy(&bytes).lines().last().unwrap().to_owned();
    company.append(export, &line.replace("C1", "C9"));
    assert_eq!(company.weave().total.loaded, 1);
    let versions = company.store().model_list().unwrap();
    assert_eq!(versions.len(), 1, "a row more is no reason to learn anew");
    assert_eq!(versions[0].model.labels, 0);
    let learnt = json(&company, &["link", "learn", "--json"]);
    assert_eq!((&learnt["model"], &learnt["labels"]), (&2.into(), &1.into()));
}

#[test]
fn what_is_left_to_people_goes_when_they_decide() {
    let company = Company::committed();
    company.weave_well();
    // Nothing is joined by likeness, so that much is left.
    company.run_well(&["link", "learn", "--precision", "1"]);
    let open = json(&company, &["link", "review", "--json"]);
    let count = open["count"].as_u64().unwrap();
    assert!(count >= 2, "{open}");
    let pairs = open["pairs"].as_array().unwrap();
    let value =
        |pair: &Value| pair["probability"].as_f64().unwrap() * pair["pairs"].as_f64().unwrap();
    assert!(pairs.is_sorted_by(|a, b| value(a) >= value(b) - 1e-6), "the most valuable first");
    let side = |pair: &Value, name: &str| pair[name]["record"].as_str().unwrap().to_owned();
    let first = (side(&pairs[0], "a"), side(&pairs[0], "b"));
    let second = (side(&pairs[1], "a"), side(&pairs[1], "b"));
    company.run_well(&["link", "decide", &first.0, &first.1, "same", "--reason", "vista"]);
    let apart = ["link", "decide", &second.0, &second.1, "not-same", "--reason", "vista"];
    company.run_well(&apart);
    let left = json(&company, &["link", "review", "--limit", "1000", "--json"]);
    assert!(left["count"].as_u64().unwrap() <= count - 2);
    let is_open = |pair: &(String, String)| {
        let pairs = left["pairs"].as_array().unwrap().iter();
        pairs.map(|one| (side(one, "a"), side(one, "b"))).any(|one| one == *pair)
    };
    assert!(!is_open(&first) && !is_open(&second));
    let of = customers(&company);
    assert_eq!(of[&first.0], of[&first.1]);
    assert_ne!(of[&second.0], of[&second.1]);
}

#[test]
fn a_pair_is_explained_in_words_and_as_a_picture() {
    let company = Company::committed();
    company.weave_well();
    company.run_well(&["link", "learn", "--precision", "1"]);
    let open = json(&company, &["link", "review", "--json"]);
    let record = |side: &str| open["pairs"][0][side]["record"].as_str().unwrap().to_owned();
    let (a, b) = (record("a"), record("b"));
    let explained = json(&company, &["link", "explain", &a, &b, "--json"]);
    let number = |key: &str| explained[key].as_f64().unwrap();
    let fields = explained["fields"].as_array().unwrap();
    let sum: f64 = fields.iter().map(|field| field["weight"].as_f64().unwrap()).sum();
    assert!(number("weight") <= number("prior") + sum + 1e-6, "{explained}");
    assert!(explained["cut"].is_null(), "nothing is joined by likeness");
    assert!(["not", "names"].contains(&explained["verdict"].as_str().unwrap()), "{explained}");
    let said = company.run_well(&["link", "explain", &a, &b, "--svg", "why.svg", "--lang", "en"]);
    assert!(said.lines().count() >= fields.len() + 3, "{said}");
    let picture = String::from_utf8(company.read("why.svg")).unwrap();
    assert!(picture.starts_with("<svg xmlns=") && picture.ends_with("</svg>"));
    company.run_well(&["link", "decide", &a, &b, "same", "--reason", "visti"]);
    let explained = json(&company, &["link", "explain", &a, &b, "--json"]);
    assert_eq!(explained["verdict"], "decided");
    let whole = json(&company, &["link", "explain", &a, "--json"]);
    assert!(whole["weakest"].is_string(), "{whole}");
}

const ONCE: &str = r#"[company]
name = "Prova"
[[department]]
name = "service"
people = 12
[[source]]
name = "contracts"
department = "service"
kind = "record"
path = "customers.csv"
one_per_customer = true
[source.columns]
customer = "Codice"
first_name = "Nome"
last_name = "Cognome"
tax_code = "Codice fiscale"
email = "Email"
"#;

#[test]
fn a_source_that_has_nobody_twice_is_believed() {
    let company = Company::empty();
    company.write("filo.toml", ONCE.as_bytes());
    let rows = "Codice;Nome;Cognome;Codice fiscale;Email\n\
                C1;Mario;Rossi;RSSMRA85T10A562S;mario.rossi85@posta.example\n\
                C2;Mario;Rossi;RSSMRA85T10A562S;mario.rossi85@posta.example\n";
    company.write("customers.csv", rows.as_bytes());
    assert_eq!(company.weave_well().customers, 2);
    let free = ONCE.replace("one_per_customer = true\n", "");
    company.write("filo.toml", free.as_bytes());
    assert_eq!(company.weave_well().customers, 1, "the promise is taken back");
}

/// Who is together with whom, whatever the customers are called.
fn together(csv: &str) -> BTreeSet<BTreeSet<String>> {
    let mut groups: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for line in csv.lines().skip(1) {
        let mut values = line.split(',');
        let (record, customer) = (values.next().unwrap(), values.next().unwrap());
        groups.entry(customer).or_default().insert(record.to_owned());
    }
    groups.into_values().collect()
}

/// Generated people whose texts stand in `../shared/data`; nothing where they are not there.
fn generated(company: &Company, rows: &str) -> Option<Vec<String>> {
    let script =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/identity/gen_people.py");
    let out = company.path().join("people.csv");
    let mut make = Command::new("python3");
    make.args([script, "--rows", rows, "--seed", "77", "--out"]).arg(&out);
    if !make.output().is_ok_and(|made| made.status.success()) {
        return None;
    }
    let text = std::fs::read_to_string(out).unwrap();
    Some(text.lines().map(str::to_owned).collect())
}

#[test]
fn people_who_come_one_by_one_are_put_together_as_in_one_run() {
    let company = Company::empty();
    let Some(lines) = generated(&company, "6000") else {
        eprintln!("left out: ../shared/data or python3 is not there");
        return;
    };
    let (head, rows) = lines.split_first().unwrap();
    let file = |rows: &[String]| format!("{head}\n{}\n", rows.join("\n"));
    let (first, rest) = rows.split_at(4_500);
    company.write("first.csv", file(first).as_bytes());
    let mut turned = rest.to_vec();
    turned.reverse();
    company.write("rest.csv", file(&turned).as_bytes());
    let save = ["link", "run", "first.csv", "--save-model", "weights.json", "-q"];
    company.run_well(&save);
    let whole = company.run_well(&["link", "run", "people.csv", "--model", "weights.json", "-q"]);
    let parts = company.run_well(&[
        "link",
        "run",
        "first.csv",
        "--arriving",
        "rest.csv",
        "--model",
        "weights.json",
        "-q",
    ]);
    assert_eq!(whole.lines().count(), 6_001);
    assert_eq!(together(&whole), together(&parts));
}
