//! The decision log: kept all or none, in order, with what was done; blanked by an erasure.

use filo_store::thread::CustomerId;
use filo_store::verdict::{NewVerdict, Outcome, VerdictId};
use filo_store::{Error, Store};

use crate::Make;
use crate::drafts::{File, Row, customer, link, link_alone};

fn two_customers(store: &Store) -> [CustomerId; 2] {
    let row = |customer, key| Row { customer, key, ..Row::default() }.draft();
    File::default().load(store, &[row("C1", "F1"), row("C2", "F2")]);
    link_alone(store);
    ["C1", "C2"].map(|key| customer(store, key))
}

fn asked(customer: Option<CustomerId>, at: i64, claim: &str) -> NewVerdict {
    NewVerdict {
        at,
        asked_by: "ada".to_owned(),
        customer,
        action: "transfer",
        planned: at + 1,
        answer: "hold",
        claim: Some(claim.to_owned()),
        content: "{\"parts\":[]}".to_owned(),
    }
}

fn done(outcome: &str, reason: &str) -> Outcome {
    Outcome {
        at: 90,
        author: "bruno".to_owned(),
        outcome: outcome.to_owned(),
        reason: reason.to_owned(),
    }
}

pub(crate) fn verdicts_are_kept_in_order_with_what_was_done(make: Make) {
    let backend = make();
    let store = backend.open();
    let [one, other] = two_customers(&store);
    let ids = store
        .verdicts_append(&[
            asked(Some(one), 10, "F1"),
            asked(Some(other), 20, "F2"),
            asked(None, 30, "F3"),
        ])
        .unwrap();
    assert_eq!(ids.len(), 3);
    assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
    assert_eq!(store.verdicts_append(&[]).unwrap(), []);
    store.outcome_append(ids[0], &done("overridden", "the head said so")).unwrap();
    store.outcome_append(ids[0], &done("withdrawn", "not after all")).unwrap();
    drop(store);

    let store = backend.open();
    let kept = store.verdict_fetch(ids[0]).unwrap();
    assert_eq!((kept.customer, kept.at, kept.planned), (Some(one), 10, 11));
    assert_eq!((kept.answer.as_str(), kept.claim.as_deref()), ("hold", Some("F1")));
    let said: Vec<&str> = kept.outcomes.iter().map(|one| one.outcome.as_str()).collect();
    assert_eq!(said, ["overridden", "withdrawn"]);
    let newest: Vec<VerdictId> =
        store.verdict_list(None, 2).unwrap().iter().map(|one| one.id).collect();
    assert_eq!(newest, [ids[2], ids[1]]);
    let of_one: Vec<VerdictId> =
        store.verdict_list(Some(one), 9).unwrap().iter().map(|kept| kept.id).collect();
    assert_eq!(of_one, [ids[0]]);
    // What is only counted: of whom, when, about what; not what was asked about nobody.
    let asked: Vec<(i64, String)> =
        store.verdicts_asked(20).unwrap().into_iter().map(|one| (one.at, one.action)).collect();
    assert_eq!(asked, [(20, "transfer".to_owned())]);
    let none = VerdictId(99);
    assert!(matches!(store.verdict_fetch(none), Err(Error::NoVerdict(99))));
    assert!(matches!(store.outcome_append(none, &done("followed", "")), Err(Error::NoVerdict(99))));
}

pub(crate) fn a_verdict_follows_its_customer_through_links(make: Make) {
    let store = make().open();
    let [one, other] = two_customers(&store);
    let ids =
        store.verdicts_append(&[asked(Some(one), 10, "F1"), asked(Some(other), 20, "F2")]).unwrap();
    link(&store, &["C1", "C2"]);
    let joined = customer(&store, "C1");
    let mut of_joined: Vec<VerdictId> =
        store.verdict_list(Some(joined), 9).unwrap().iter().map(|kept| kept.id).collect();
    of_joined.sort_unstable();
    assert_eq!(of_joined, ids);
    assert_eq!(store.verdict_fetch(ids[1]).unwrap().customer, Some(joined));
}

pub(crate) fn an_erasure_takes_claims_and_reasons_and_leaves_the_verdicts(make: Make) {
    let store = make().open();
    let [one, other] = two_customers(&store);
    let ids =
        store.verdicts_append(&[asked(Some(one), 10, "F1"), asked(Some(other), 20, "F2")]).unwrap();
    store.outcome_append(ids[0], &done("followed", "Rossi called")).unwrap();
    store.outcome_append(ids[1], &done("followed", "Neri called")).unwrap();
    assert_eq!(store.person_export(one).unwrap().verdicts.len(), 1);
    assert_eq!(store.person_erase(one, true).unwrap().verdicts, 1);
    assert_eq!(store.verdict_fetch(ids[0]).unwrap().claim.as_deref(), Some("F1"));
    assert_eq!(store.person_erase(one, false).unwrap().verdicts, 1);
    let kept = store.verdict_fetch(ids[0]).unwrap();
    assert_eq!((kept.claim, &*kept.outcomes[0].reason), (None, ""));
    assert_eq!((kept.answer.as_str(), kept.at), ("hold", 10), "that it was asked stays");
    let others = store.verdict_fetch(ids[1]).unwrap();
    assert_eq!((others.claim.as_deref(), &*others.outcomes[0].reason), (Some("F2"), "Neri called"));
}

pub(crate) fn old_verdicts_expire_with_what_was_done(make: Make) {
    let store = make().open();
    let [one, _] = two_customers(&store);
    let ids =
        store.verdicts_append(&[asked(Some(one), 10, "F1"), asked(Some(one), 20, "F1")]).unwrap();
    store.outcome_append(ids[0], &done("followed", "")).unwrap();
    assert_eq!(store.verdict_expire(20, true).unwrap(), 1);
    assert_eq!(store.verdict_list(None, 9).unwrap().len(), 2);
    assert_eq!(store.verdict_expire(20, false).unwrap(), 1);
    let left: Vec<VerdictId> =
        store.verdict_list(None, 9).unwrap().iter().map(|kept| kept.id).collect();
    assert_eq!(left, [ids[1]]);
}
