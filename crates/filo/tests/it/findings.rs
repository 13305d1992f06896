//! Findings reviewed by people: what is listed, confirmed, rejected and undone, and what that changes.

use filo::report::compute::{Scope, compute};
use serde_json::Value;

use crate::company::{Company, NOW};

fn woven() -> Company {
    let company = Company::committed();
    company.weave_well();
    company
}

fn json(company: &Company, args: &[&str]) -> Value {
    let text = company.run_well(&[&["--json", "findings"], args].concat());
    serde_json::from_str(&text).unwrap()
}

fn ids(list: &Value) -> Vec<String> {
    let ids = list["findings"].as_array().unwrap().iter();
    ids.map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

/// x of the suspected and of the confirmed undue claims.
fn claims(company: &Company) -> (u64, u64) {
    let report =
        compute(&company.config(), &company.store(), Scope::default(), false, NOW).unwrap();
    let claims = &report.suspected[0];
    assert_eq!(claims.kind, "undue_claim");
    assert_eq!((claims.figure.n, claims.figure.of), (claims.confirmed.n, claims.confirmed.of));
    (claims.figure.x, claims.confirmed.x)
}

#[test]
fn a_review_moves_a_finding_and_its_undo_moves_it_back() {
    let company = woven();
    let all = ids(&json(&company, &["list", "--kind", "undue_claim"]));
    let n = u64::try_from(all.len()).unwrap();
    assert!(n >= 8, "{n} are too few to try on");
    assert_eq!(claims(&company), (n, 0));
    let confirmed = json(&company, &["confirm", &all[0], "--reason", "paid in March"]);
    assert_eq!(
        (confirmed["state"].as_str(), confirmed["review"].as_i64()),
        (Some("confirmed"), Some(1))
    );
    // The beginning of an id will do.
    json(&company, &["reject", &all[1][..10], "--reason", "another claim"]);
    assert_eq!(
        claims(&company),
        (n - 2, 1),
        "a rejected finding is neither suspected nor confirmed"
    );
    let of =
        |state: &str| ids(&json(&company, &["list", "--kind", "undue_claim", "--state", state]));
    assert_eq!(of("confirmed"), all[..1]);
    assert_eq!(of("rejected"), all[1..2]);
    assert_eq!(of("suspected"), all[2..]);

    json(&company, &["undo", "2", "--reason", "it was the same claim"]);
    assert_eq!(claims(&company), (n - 1, 1));
    let undone = json(&company, &["undo", "3", "--reason", "no, it was not"]);
    assert_eq!(undone["state"].as_str(), Some("rejected"));
    assert_eq!(claims(&company), (n - 2, 1));
    let history = json(&company, &["history"]);
    let reasons: Vec<&str> =
        history.as_array().unwrap().iter().map(|one| one["reason"].as_str().unwrap()).collect();
    assert_eq!(
        reasons,
        ["paid in March", "another claim", "it was the same claim", "no, it was not"]
    );
    assert_eq!(json(&company, &["history", &all[1]]).as_array().unwrap().len(), 3);
}

#[test]
fn the_gravest_come_first_and_a_sample_has_an_order_of_its_own() {
    let company = woven();
    let list = |order: &str| json(&company, &["list", "--order", order, "--limit", "500"]);
    let by_harm = list("harm");
    let harms: Vec<u64> = by_harm["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["harm"].as_u64().unwrap())
        .collect();
    assert!(harms.len() > 30 && harms.is_sorted_by(|a, b| a >= b), "{harms:?}");
    let (audit, time) = (ids(&list("audit")), ids(&list("time")));
    let sorted = |ids: &[String]| {
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        ids
    };
    assert!(
        audit != time
            && sorted(&audit) == sorted(&time)
            && sorted(&audit) == sorted(&ids(&by_harm))
    );
    // A store woven from the same exports in another folder draws the same sample.
    let twin = company.twin();
    twin.weave_well();
    assert_eq!(ids(&json(&twin, &["list", "--order", "audit", "--limit", "500"])), audit);
}

#[test]
fn what_lost_customers_most_time_comes_first_where_it_is_asked_for() {
    let company = woven();
    let list = json(&company, &["list", "--by", "hours", "--limit", "500"]);
    let hours: Vec<Option<f64>> = list["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["waited_hours"].as_f64())
        .collect();
    assert!(hours.iter().flatten().count() > 10 && hours.is_sorted_by(|a, b| a >= b), "{hours:?}");
    // What lost no time that anybody can tell comes last, and is there.
    assert!(hours.last().unwrap().is_none());
    let kind = ["--kind", "stalled", "--limit", "1"];
    let args = [&["--lang", "en", "findings", "list", "--by", "hours"], &kind[..]].concat();
    let printed = company.run_well(&args);
    let stalled = json(&company, &[&["list", "--by", "hours"], &kind[..]].concat());
    let most = stalled["findings"][0]["waited_hours"].as_f64().unwrap();
    assert!(
        printed.contains(&format!("{most:.1} working hours lost to the customer")),
        "{printed}"
    );
}

#[test]
fn the_foot_says_how_precise_the_reviews_are_and_how_many_more_it_takes() {
    let company = woven();
    let kind = ["--kind", "undue_claim"];
    let foot = || json(&company, &[&["list"], &kind[..]].concat())["precision"][0].clone();
    let order = ids(&json(&company, &[&["list", "--order", "audit"], &kind[..]].concat()));
    let n = u64::try_from(order.len()).unwrap();
    assert!((8..30).contains(&n), "{n}: fewer than a sample asks for, so that all are needed");
    assert_eq!((foot()["sample"].as_u64(), foot()["further"].as_u64()), (Some(0), Some(n)));
    // Chosen because it is grave: it says nothing about the others.
    json(&company, &["confirm", &order[5], "--reason", "grave"]);
    assert_eq!((foot()["reviewed"].as_u64(), foot()["sample"].as_u64()), (Some(1), Some(0)));
    assert_eq!(foot()["further"].as_u64(), Some(n - 1), "it need not be reviewed again");
    for (place, id) in order.iter().enumerate().filter(|(place, _)| *place != 5) {
        let verdict = if place == 0 { "reject" } else { "confirm" };
        json(&company, &[verdict, id, "--reason", "read"]);
    }
    let foot = foot();
    assert_eq!(
        (foot["sample"].as_u64(), foot["sample_confirmed"].as_u64()),
        (Some(n), Some(n - 1))
    );
    assert_eq!(foot["estimated"], serde_json::json!([n - 1, n - 1, n - 1]), "all are known");
    assert_eq!(foot["further"].as_u64(), Some(0));
}

#[test]
fn names_appear_only_when_asked_for() {
    let company = woven();
    let plain = company.run_well(&["findings", "list", "--limit", "3"]);
    let named = company.run_well(&["findings", "list", "--limit", "3", "--with-names"]);
    let last = |line: &str| line.rsplit(" · ").next().unwrap().to_owned();
    let findings = |text: &str| -> Vec<String> {
        text.lines().filter(|line| line.starts_with("f-")).map(last).collect()
    };
    assert!(findings(&plain).iter().all(|last| last.starts_with("c-")), "{plain}");
    assert!(findings(&named).iter().all(|last| !last.starts_with("c-")), "{named}");
}

#[test]
fn what_does_not_exist_is_an_answer_and_not_a_failure() {
    let company = woven();
    let code = |args: &[&str]| company.run(&[&["findings"], args].concat()).status.code();
    assert_eq!(code(&["confirm", "f-0000000000000000", "--reason", "x"]), Some(1));
    assert_eq!(code(&["undo", "7", "--reason", "x"]), Some(1));
    assert_eq!(code(&["history", "f-0000000000000000"]), Some(1));
    assert_eq!(code(&["list", "--department", "nowhere"]), Some(1));
    // A reason is compulsory, and says something.
    let id = &ids(&json(&company, &["list", "--limit", "1"]))[0];
    assert_eq!(code(&["confirm", id]), Some(2));
    assert_eq!(code(&["confirm", id, "--reason", "  "]), Some(2));
    assert_eq!(code(&["confirm", "f-zz", "--reason", "x"]), Some(2));
    assert_eq!(json(&company, &["history"]), serde_json::json!([]));
}

#[test]
fn an_erasure_keeps_the_count_of_reviews_and_not_their_reasons() {
    let company = woven();
    let list = json(&company, &["list", "--kind", "undue_claim"]);
    let first = &list["findings"][0];
    let (id, customer) = (first["id"].as_str().unwrap(), first["customer"].as_str().unwrap());
    json(&company, &["confirm", id, "--reason", "Zanzibarino ha pagato in contanti"]);
    let before = claims(&company);
    let copy = company.run_well(&["person", "export", customer]);
    assert!(copy.contains("Zanzibarino"), "the copy of a person's data holds the reviews");
    company.run_well(&["person", "erase", customer, "--json"]);
    assert_eq!(claims(&company), before, "it is confirmed still");
    let history = json(&company, &["history"]);
    assert_eq!((history.as_array().unwrap().len(), history[0]["reason"].as_str()), (1, Some("")));
    for path in company.store_files() {
        let bytes = std::fs::read(&path).unwrap();
        let found = bytes.windows(11).any(|window| window == b"Zanzibarino");
        assert!(!found, "{} still holds the reason", path.display());
    }
}
