//! A company's own phrases, proven and heard; and what is learnt from reviews, which an erasure undoes.

use std::collections::{BTreeMap, BTreeSet};

use filo_model::digest::Digest;
use filo_model::review::{ReviewContent, Reviewed};
use filo_store::thread::CustomerId;
use serde_json::Value;

use crate::company::{Company, NOW};

const PHRASES: &str = r#"
language = "it"
signal = "refusal"
off = ["it/refusal/nothing-to-do"]

[[phrase]]
id = "fuori-listino"
sure = ["fuori listino"]
examples = ["Il pezzo è fuori listino."]
counterexamples = ["Non è fuori listino."]
"#;

const TALK: &str = r#"{"id":"a","messages":[{"side":"company","text":"Gentile cliente, il pezzo è fuori listino."}]}"#;

/// A run that ends as expected, and what it printed as JSON.
fn json(company: &Company, args: &[&str], code: i32) -> Value {
    let output = company.run(&[args, &["--json"]].concat());
    let words = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{args:?}: {words}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn own_phrases_are_proven_listed_and_heard() {
    let company = Company::empty();
    std::fs::create_dir(company.path().join("frasi")).unwrap();
    company.write("filo.toml", b"[company]\nname = \"Prova\"\n[listen]\nphrases = \"frasi\"\n");
    company.write("frasi/rifiuti.toml", PHRASES.as_bytes());
    company.write("a.jsonl", TALK.as_bytes());
    let checked = json(&company, &["listen", "phrases", "check"], 0);
    assert_eq!((&checked["phrases"], &checked["faults"]), (&1.into(), &Value::Array(vec![])));
    let list = json(&company, &["listen", "phrases", "list", "--kind", "refusal"], 0);
    let states: BTreeMap<&str, &str> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["id"].as_str().unwrap(), one["state"].as_str().unwrap()))
        .collect();
    assert_eq!(states["it/refusal/nothing-to-do"], "off");
    assert_eq!(states["it/refusal/not-possible"], "on");
    assert_eq!(states["own/fuori-listino"], "own");
    let heard = json(&company, &["listen", "a.jsonl"], 0);
    let signal = &heard["messages"][0]["signals"][0];
    assert_eq!(signal["kind"], "refusal");
    assert!(signal["quote"].as_str().unwrap().contains("fuori listino"));
    assert_eq!(signal["phrases"][0], "own/fuori-listino");

    let wrong = PHRASES.replace("Il pezzo è", "Il pezzo non è").replace("nothing-to-do", "nobody");
    company.write("frasi/rifiuti.toml", wrong.as_bytes());
    let checked = json(&company, &["listen", "phrases", "check", "frasi"], 1);
    let faults: Vec<(u64, &str)> = checked["faults"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["line"].as_u64().unwrap(), one["fault"].as_str().unwrap()))
        .collect();
    assert_eq!(faults, [(4, "off"), (9, "example-flagged")]);
    // Phrases that are not proven are not used.
    assert_eq!(company.run(&["listen", "a.jsonl"]).status.code(), Some(2));
    assert_eq!(company.run(&["listen", "phrases", "check", "nowhere"]).status.code(), Some(2));
}

/// Entries in which something was heard to be granted, by the customer.
fn grants(company: &Company) -> BTreeMap<CustomerId, BTreeSet<Digest>> {
    let signs = company.store().heard_list().unwrap().signs;
    let heard: BTreeSet<i64> =
        signs.iter().filter(|sign| sign.kind == "grant").map(|sign| sign.place.seq).collect();
    let mut grants: BTreeMap<CustomerId, BTreeSet<Digest>> = BTreeMap::new();
    for thread in company.threads() {
        let own = thread.entries.iter().filter(|entry| heard.contains(&entry.seq));
        let own: BTreeSet<Digest> = own.map(|entry| entry.id).collect();
        if !own.is_empty() {
            grants.insert(thread.customer, own);
        }
    }
    grants
}

/// Rejects all that was heard as granted to some customers.
fn reject<'a>(company: &Company, entries: impl IntoIterator<Item = &'a BTreeSet<Digest>>) {
    let store = company.store();
    for anchor in entries.into_iter().flatten() {
        let kind = "said_grant".to_owned();
        let reviewed = Reviewed { kind, anchor: *anchor, sampled: false };
        store.review_append(NOW, "ada", "prova", &ReviewContent::Reject(reviewed)).unwrap();
    }
}

#[test]
fn what_is_learnt_from_a_person_goes_with_the_person() {
    let company = Company::sample(60, 7);
    let twin = company.twin();
    company.run_well(&["weave", "--quiet"]);
    twin.run_well(&["weave", "--quiet"]);
    let grants = grants(&company);
    assert!(grants.len() >= 3, "{grants:?}");
    let (erased, _) = grants.first_key_value().unwrap();

    reject(&company, grants.values());
    let learnt = json(&company, &["listen", "learn"], 0);
    let entries = grants.values().map(BTreeSet::len).sum::<usize>();
    assert_eq!((&learnt["reviews"], &learnt["examples"]), (&entries.into(), &entries.into()));
    let kept = company.store().correction().unwrap().unwrap();
    assert!(kept.contains("\nlearnt grant 0 "));
    company.run_well(&["listen", "learn"]);
    assert_eq!(company.store().correction().unwrap().as_ref(), Some(&kept));
    // Heard anew, fewer of them are told.
    let before = grants.len();
    company.run_well(&["weave", "--quiet"]);
    assert!(self::grants(&company).len() < before);

    // The twin never learnt from the person.
    company.run_well(&["person", "erase", &erased.to_string()]);
    reject(&twin, grants.iter().filter(|(customer, _)| *customer != erased).map(|one| one.1));
    twin.run_well(&["listen", "learn"]);
    let without = company.store().correction().unwrap();
    assert!(without.is_some() && without.as_ref() != Some(&kept));
    assert_eq!(without, twin.store().correction().unwrap());

    company.run_well(&["listen", "learn", "--forget"]);
    assert_eq!(company.store().correction().unwrap(), None);
}
