//! Finding customers, links between records, and the rights of a person.

use filo_model::facts::Facts;
use filo_store::Store;
use filo_store::person::ErasureReceipt;
use filo_store::scan::ScanFilter;

use crate::Make;
use crate::drafts::{
    File, Row, apart, customer, details, full_details, link, link_alone, load, statement, thread,
};

/// Two customers with statements, invoices and words, and a row set apart that names the first.
fn two_customers(store: &Store) {
    let people = File { source: "customers", path: "customers.csv", ..File::default() };
    let rows = [
        statement("C10000001", full_details("Niccolò", "D'Urso"), 1_000),
        statement("C10000002", details("Ada", "Neri"), 1_000),
    ];
    let named = apart(9, "C99 | NICCOLÒ | 31-31-2026");
    load(store, people.begin_fresh(store), &rows, &[named, apart(10, "C98 | Ada | x")], true);
    let first = Row {
        customer: "C10000001",
        key: "F77001",
        case: Some("T-4711"),
        text: Some("Ho già pagato la bolletta di zucchine"),
        ..Row::default()
    };
    let corrected = Row { amount: "11.00", stamp: 2_000, ..first.clone() };
    let second =
        Row { customer: "C10000002", key: "F77002", text: Some("Grazie"), ..Row::default() };
    File::default().load(store, &[first.draft(), corrected.draft(), second.draft()]);
    link_alone(store);
}

pub(crate) fn customers_are_found_by_whatever_is_known_of_them(make: Make) {
    let store = make().open();
    two_customers(&store);
    let wanted = customer(&store, "C10000001");
    for who in [
        "Niccolò D'Urso",
        "D'Urso Niccolò",
        "niccolo d'urso",
        "NICCOLO",
        "+393331234567",
        "333 123 4567",
        "0039 333-1234567",
        "mario.rossi@posta.example",
        "Mario.Rossi@Posta.example",
        "RSSMRA85T10A562S",
        "rssmra85t10a562s",
        "C10000001",
        " c10000001 ",
        &wanted.to_string(),
    ] {
        let found = store.customer_find(who, 10).unwrap();
        let ids: Vec<_> = found.iter().map(|one| one.customer).collect();
        assert_eq!(ids, [wanted], "{who}");
    }
    let found = &store.customer_find("niccolo", 10).unwrap()[0];
    assert_eq!(found.name.as_deref(), details("Niccolò", "D'Urso").display_name().as_deref());
    assert_eq!(found.systems, ["billing"]);
}

pub(crate) fn nobody_is_found_by_what_nobody_has(make: Make) {
    let store = make().open();
    two_customers(&store);
    for who in ["", "  ", "Bianchi", "c-0000000000000000", "c-zz", "\"", "NEAR(a b)", "Ada D'Urso"]
    {
        assert!(store.customer_find(who, 10).unwrap().is_empty(), "{who:?}");
    }
    // A key that no statement goes with is found as it is written.
    File { path: "more.csv", ..File::default() }
        .load(&store, &[Row { customer: "K-5", key: "F9", ..Row::default() }.draft()]);
    link_alone(&store);
    assert_eq!(store.customer_find("K-5", 10).unwrap().len(), 1);
    // As many as asked for, and no more.
    let people = File { source: "customers", path: "twins.csv", ..File::default() };
    let twins: Vec<_> =
        ["T1", "T2", "T3"].map(|key| statement(key, details("Gino", "Testa"), 1)).into();
    people.load(&store, &twins);
    link_alone(&store);
    assert_eq!(store.customer_find("testa gino", 10).unwrap().len(), 3);
    assert_eq!(store.customer_find("testa gino", 2).unwrap().len(), 2);
}

pub(crate) fn links_join_threads_and_their_end_parts_them(make: Make) {
    let store = make().open();
    two_customers(&store);
    let apart = [thread(&store, "C10000001"), thread(&store, "C10000002")];
    assert_eq!(store.customer_count().unwrap(), 2);
    link(&store, &["C10000001", "C10000002"]);
    let joined = thread(&store, "C10000001");
    assert_eq!(joined, thread(&store, "C10000002"));
    assert_eq!(store.customer_count().unwrap(), 1);
    assert_eq!(joined.records.len(), 2);
    let rules: Vec<_> = joined.records.iter().filter_map(|one| one.rule.as_deref()).collect();
    assert_eq!(rules, ["tax_code"]);
    let naming = joined.records.iter().find(|one| one.linked_to.is_none()).unwrap();
    assert_eq!(filo_store::thread::CustomerId::named_by(naming.record.id), joined.customer);
    let mut entries: Vec<_> = apart.iter().flat_map(|one| one.entries.clone()).collect();
    entries.sort_by_key(|one| (one.at.millis, one.turn, one.id));
    assert_eq!(joined.entries, entries);
    link_alone(&store);
    assert_eq!([thread(&store, "C10000001"), thread(&store, "C10000002")], apart);
}

fn scanned(store: &Store) -> usize {
    let filter = ScanFilter { without_restricted: true, ..ScanFilter::default() };
    let mut count = 0;
    store.entry_scan(&filter, &mut |_| count += 1).unwrap();
    count
}

pub(crate) fn a_restriction_leaves_the_customer_out_and_can_be_lifted(make: Make) {
    let store = make().open();
    two_customers(&store);
    let wanted = customer(&store, "C10000001");
    let before = thread(&store, "C10000001");
    assert_eq!((scanned(&store), before.restricted), (2, false));
    assert_eq!(store.person_restrict(wanted, true).unwrap(), 1);
    assert_eq!(store.person_restrict(wanted, true).unwrap(), 0, "it is restricted already");
    let thread_now = thread(&store, "C10000001");
    assert!(thread_now.restricted && !thread_now.erased);
    assert_eq!(thread_now.entries, before.entries, "the data itself stays");
    assert_eq!(scanned(&store), 1);
    assert!(!thread(&store, "C10000002").restricted);
    assert_eq!(store.person_restrict(wanted, false).unwrap(), 1);
    assert_eq!(scanned(&store), 2);
    assert_eq!(thread(&store, "C10000001"), before);
}

pub(crate) fn an_erasure_keeps_the_skeleton_and_nothing_comes_back(make: Make) {
    let backend = make();
    let store = backend.open();
    two_customers(&store);
    let before = (store.record_count().unwrap(), store.customer_count().unwrap(), scanned(&store));
    let other = thread(&store, "C10000002");
    let receipt = store.person_erase(customer(&store, "C10000001"), false).unwrap();
    let expected = ErasureReceipt {
        records: 1,
        statements: 1,
        entries: 2,
        texts: 2,
        set_apart: 1,
        decisions: 0,
        choices: 0,
        reviews: 0,
        verdicts: 0,
        heard_after: 0,
        files_outside: vec!["customers.csv".into(), "invoices.csv".into()],
    };
    assert_eq!(receipt, expected);
    assert!(store.compact_if_due().unwrap());
    assert!(!store.compact_if_due().unwrap(), "there is nothing left to do");
    let after = (store.record_count().unwrap(), store.customer_count().unwrap(), scanned(&store));
    assert_eq!(after, before);
    assert_eq!(thread(&store, "C10000002"), other);
    let mut skeletons = Vec::new();
    store
        .entry_scan(&ScanFilter::default(), &mut |entry| {
            let Some(Facts::Invoice(facts)) = entry.facts() else { panic!("an invoice") };
            skeletons.push((
                entry.customer,
                facts.claim,
                facts.amount,
                entry.case.map(str::to_owned),
            ));
        })
        .unwrap();
    let erased = skeletons.iter().find(|one| one.1.as_deref() != Some("F77002")).unwrap();
    assert_ne!(erased.1.as_deref(), Some("F77001"));
    assert!(erased.1.is_some() && erased.2.is_some(), "what was counted still is");
    assert_ne!(erased.3.as_deref(), Some("T-4711"));
    let raws: Vec<_> =
        store.set_apart_list(None, 9).unwrap().into_iter().map(|one| one.raw).collect();
    assert_eq!(raws, [None, Some("C98 | Ada | x".to_owned())]);
    for who in ["niccolo", "+393331234567", "RSSMRA85T10A562S", "C10000001"] {
        assert!(store.customer_find(who, 9).unwrap().is_empty(), "{who}");
    }
    assert!(store.text_search("zucchine", 9).unwrap().is_empty());
    // The next export, read by this process or the next, does not bring the person back.
    for (handle, path) in [(&store, "1"), (&backend.open(), "2")] {
        let row = Row { customer: "C10000001", key: "F77001", ..Row::default() };
        let new = Row { customer: "C10000001", key: "F77009", ..Row::default() };
        let said = statement("C10000001", full_details("Niccolò", "D'Urso"), 9_000);
        let file = File { path, ..File::default() };
        let tally = file.load(handle, &[row.draft(), new.draft(), said]);
        assert_eq!((tally.rows, tally.known), (3, 3));
        assert_eq!(handle.record_count().unwrap(), before.0);
    }
}

pub(crate) fn a_dry_run_of_an_erasure_changes_nothing(make: Make) {
    let store = make().open();
    two_customers(&store);
    let wanted = customer(&store, "C10000001");
    let before = store.person_export(wanted).unwrap();
    let would = store.person_erase(wanted, true).unwrap();
    assert_eq!(store.person_export(wanted).unwrap(), before);
    assert!(!store.compact_if_due().unwrap());
    let again = File { path: "again.csv", ..File::default() };
    let row = Row { customer: "C10000001", key: "F77009", ..Row::default() };
    assert_eq!(again.load(&store, &[row.draft()]).loaded, 1, "nobody was erased");
    let did = store.person_erase(wanted, false).unwrap();
    let files_outside = [would.files_outside.clone(), vec!["again.csv".into()]].concat();
    let mut expected = ErasureReceipt { entries: would.entries + 1, files_outside, ..would };
    expected.files_outside.sort();
    assert_eq!(did, expected);
}

pub(crate) fn words_expire_and_the_rest_stays(make: Make) {
    let store = make().open();
    let old = Row { text: Some("vecchio"), at: 1_000, ..Row::default() };
    let new = Row { key: "F2", text: Some("nuovo"), at: 9_000, ..Row::default() };
    File::default().load(&store, &[old.draft(), new.draft()]);
    link_alone(&store);
    assert_eq!(store.text_expire(5_000, true).unwrap(), 1);
    assert_eq!(store.text_search("vecchio", 9).unwrap().len(), 1, "a dry run removes nothing");
    assert_eq!(store.text_expire(5_000, false).unwrap(), 1);
    assert_eq!(store.text_expire(5_000, false).unwrap(), 0);
    assert!(store.text_search("vecchio", 9).unwrap().is_empty());
    let entries = thread(&store, "C1").entries;
    assert_eq!(entries.len(), 2);
    assert!(entries[0].text.is_none() && entries[1].text.is_some());
    assert!(store.customer_silent_since(9_000).unwrap().is_empty());
    assert_eq!(store.customer_silent_since(9_001).unwrap(), [customer(&store, "C1")]);
}

pub(crate) fn a_customer_is_found_by_numbers_and_names_with_signs_in_them(make: Make) {
    let store = make().open();
    let people = File { source: "customers", path: "customers.csv", ..File::default() };
    let rows = [
        statement("A/1001", details("Sean", "O'Neil"), 1_000),
        statement("B#7,5", details("Anna", "Bianchi & Figli"), 1_000),
    ];
    people.load(&store, &rows);
    // Also a record that nothing is said of, and before anything is linked.
    File::default().load(&store, &[Row { customer: "C/77", ..Row::default() }.draft()]);
    for (who, key) in [
        ("A/1001", "A/1001"),
        ("O'Neil", "A/1001"),
        ("b#7,5", "B#7,5"),
        ("bianchi & figli", "B#7,5"),
        ("C/77", "C/77"),
    ] {
        let found = store.customer_find(who, 9).unwrap();
        assert_eq!(
            found.iter().map(|one| one.customer).collect::<Vec<_>>(),
            [customer(&store, key)],
            "{who}"
        );
    }
}

pub(crate) fn a_restriction_holds_for_records_that_are_linked_later(make: Make) {
    let store = make().open();
    two_customers(&store);
    store.person_restrict(customer(&store, "C10000001"), true).unwrap();
    assert_eq!(scanned(&store), 1);
    assert_eq!(store.text_search("grazie", 9).unwrap().len(), 1);
    link(&store, &["C10000001", "C10000002"]);
    assert_eq!(scanned(&store), 0);
    assert!(store.text_search("grazie", 9).unwrap().is_empty());
}
