//! The versions of what sources say, and choices about them: appended, kept in order, undone by later
//! ones, and blanked by an erasure.

use filo_model::choice::{ChoiceContent, Field, standing_choices};
use filo_model::digest::Digest;
use filo_model::record::record_id;
use filo_store::golden::StatementVersion;
use filo_store::{Error, Store};

use crate::Make;
use crate::drafts::{File, SYSTEM, customer, details, link, link_alone, statement};

fn right(key: &str, statement: Digest) -> ChoiceContent {
    ChoiceContent::Right { record: record_id(SYSTEM, key), field: Field::Name, statement }
}

fn standing(store: &Store) -> Vec<i64> {
    let choices = store.choice_list().unwrap();
    standing_choices(&choices).iter().map(|choice| choice.number).collect()
}

pub(crate) fn choices_are_kept_in_order_and_undone_by_later_ones(make: Make) {
    let backend = make();
    let store = backend.open();
    let [old, new] = ["old", "new"].map(|text| Digest::of(text.as_bytes()));
    let first = store.choice_append(10, "ada", "as in the contract", &right("C1", old)).unwrap();
    let second = store.choice_append(20, "bruno", "called them", &right("C1", new)).unwrap();
    assert_eq!(standing(&store), [second]);
    let undo = |choice| ChoiceContent::Undo { choice };
    let third = store.choice_append(30, "ada", "somebody else", &undo(second)).unwrap();
    assert_eq!(standing(&store), [first], "what was chosen before holds again");
    store.choice_append(40, "bruno", "no, it was them", &undo(third)).unwrap();
    assert_eq!(standing(&store), [second]);
    drop(store);

    let kept = backend.open().choice_list().unwrap();
    assert_eq!(kept.len(), 4);
    assert_eq!((&*kept[0].author, &*kept[0].reason, kept[0].at), ("ada", "as in the contract", 10));
    assert_eq!((&kept[0].content, &kept[2].content), (&right("C1", old), &undo(second)));
    let store = backend.open();
    let none = store.choice_append(50, "ada", "why", &undo(9));
    assert!(matches!(none, Err(Error::NoChoice(9))));
    assert_eq!(store.choice_list().unwrap().len(), 4);
}

/// What is said of a customer, without what numbers of readings decide.
fn versions(store: &Store, key: &str) -> Vec<StatementVersion> {
    let fetched = store.statement_fetch(customer(store, key)).unwrap();
    fetched.said.into_iter().flat_map(|said| said.versions).collect()
}

pub(crate) fn what_a_source_says_again_is_in_force_again(make: Make) {
    let store = make().open();
    let said = ["Neri", "Verdi", "Neri", "Neri"];
    for (place, last) in said.iter().enumerate() {
        let (path, stamp) = (place.to_string(), i64::try_from(place).unwrap() * 1_000);
        let file = File { path: &path, ..File::default() };
        file.load(&store, &[statement("C1", details("Ada", last), stamp)]);
        if place == 1 {
            store.known_prepare().unwrap();
        }
    }
    link_alone(&store);
    let mut all = versions(&store, "C1");
    all.sort_by_key(|version| version.first);
    let times: Vec<_> = all.iter().map(|one| (one.first, one.last, one.superseded)).collect();
    assert_eq!(times, [(0, 3_000, false), (1_000, 1_000, true)]);
    assert_eq!(all[0].exported, 3_000);
    // An old export that is read late changes nothing.
    let late = File { path: "late", ..File::default() };
    late.load(&store, &[statement("C1", details("Ada", "Verdi"), 500)]);
    let present: Vec<_> =
        versions(&store, "C1").into_iter().filter(|one| !one.superseded).collect();
    assert_eq!(present.len(), 1);
    assert_eq!(present[0].details, details("Ada", "Neri"));
    assert_eq!(store.export_stamps().unwrap(), [("invoices".to_owned(), vec![1_000])]);
}

pub(crate) fn customers_of_whom_several_things_are_said_are_scanned(make: Make) {
    let store = make().open();
    let rows = ["C1", "C2", "C3", "C4"].map(|key| statement(key, details("Ada", key), 1_000));
    File::default().load(&store, &rows);
    File { path: "next", ..File::default() }
        .load(&store, &[statement("C4", details("Ada", "Neri"), 2_000)]);
    link(&store, &["C1", "C2"]);
    let mut scanned = Vec::new();
    store.statement_scan(&mut |one| scanned.push(one)).unwrap();
    assert_eq!(
        scanned.len(),
        2,
        "two records, or two versions; of the third there is one thing said"
    );
    for one in scanned {
        assert_eq!(one, store.statement_fetch(one.customer).unwrap());
    }
    let id = record_id(SYSTEM, "C3");
    for typed in ["C3", &id.to_string()] {
        assert_eq!(store.record_find(typed).unwrap(), [(id, SYSTEM.to_owned())]);
    }
    assert!(store.record_find("C9").unwrap().is_empty());
}

pub(crate) fn an_erasure_blanks_choices_about_the_person(make: Make) {
    let store = make().open();
    let rows = [
        statement("C1", details("Niccolò", "D'Urso"), 1_000),
        statement("C2", details("Ada", "Neri"), 1_000),
    ];
    File::default().load(&store, &rows);
    link_alone(&store);
    let said = versions(&store, "C1")[0].digest;
    let first =
        store.choice_append(10, "ada", "D'Urso in the contract", &right("C1", said)).unwrap();
    let undo = ChoiceContent::Undo { choice: first };
    store.choice_append(20, "ada", "D'Urso called", &undo).unwrap();
    store.choice_append(30, "ada", "Neri", &right("C2", Digest::of(b"x"))).unwrap();
    let who = customer(&store, "C1");
    assert_eq!(store.person_export(who).unwrap().choices.len(), 2);
    let before = store.choice_list().unwrap();
    assert_eq!(store.person_erase(who, true).unwrap().choices, 2);
    assert_eq!(store.choice_list().unwrap(), before, "a dry run changes nothing");
    assert_eq!(store.person_erase(who, false).unwrap().choices, 2);

    let after = store.choice_list().unwrap();
    assert_eq!(after.len(), 3, "that there were choices stays");
    assert!(after[..2].iter().all(|choice| choice.reason.is_empty()));
    assert_eq!(after[2], before[2]);
    let ChoiceContent::Right { record, field, statement } = after[0].content else {
        panic!("a choice stays a choice")
    };
    assert!(record != record_id(SYSTEM, "C1") && statement != said);
    assert_eq!(field, Field::Name);
    assert!(store.statement_fetch(who).unwrap().said.is_empty());
}
