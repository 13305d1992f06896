//! Batches are all or nothing, the same twice is once, other content is a correction.

use filo_model::digest::Digest;
use filo_model::facts::Facts;
use filo_store::Store;
use filo_store::load::Tally;
use filo_store::reading::ReadingState;
use filo_store::scan::ScanFilter;

use crate::Make;
use crate::drafts::{File, Row, batch, customer, details, link_alone, load, statement, thread};

fn entry_count(store: &Store) -> usize {
    let mut count = 0;
    store.entry_scan(&ScanFilter::default(), &mut |_| count += 1).unwrap();
    count
}

pub(crate) fn a_batch_that_fails_leaves_nothing(make: Make) {
    let backend = make();
    let store = backend.open();
    let reading = File::default().begin_fresh(&store);
    let first = [Row::default().draft()];
    load(&store, reading, &first, &[], false);
    let before = store.sequence().unwrap();
    let drafts = [
        Row { customer: "C2", key: "F2", ..Row::default() }.draft(),
        Row { amount: "11.00", stamp: 2_000, ..Row::default() }.draft(),
        statement("C3", details("Ada", "Neri"), 1),
        Row { customer: "C4", key: "F4", case: Some("refused"), ..Row::default() }.draft(),
    ];
    backend.refuse_case("refused");
    let apart = [crate::drafts::apart(9, "a | b")];
    assert!(store.batch_load(&batch(reading, &drafts, &apart, true)).is_err());
    assert_eq!(entry_count(&store), 1);
    assert_eq!(store.record_count().unwrap(), 1);
    assert_eq!(store.sequence().unwrap(), before);
    assert!(store.set_apart_list(None, 10).unwrap().is_empty());
    let listed = store.reading_list().unwrap();
    assert_eq!((listed[0].tally.rows, listed[0].finished), (1, false));
    // The same handle goes on as if nothing had been tried.
    backend.accept_all();
    let tally = load(&store, reading, &drafts, &apart, true);
    let expected = Tally { rows: 6, loaded: 4, corrected: 1, known: 0, set_apart: 1, unread: 0 };
    assert_eq!(tally, expected);
    link_alone(&store);
    let amounts: Vec<bool> =
        thread(&store, "C1").entries.iter().map(|entry| entry.superseded).collect();
    assert_eq!(amounts.len(), 2);
    assert_eq!(amounts.iter().filter(|superseded| !**superseded).count(), 1);
}

pub(crate) fn batches_of_several_readings_are_all_or_nothing(make: Make) {
    let backend = make();
    let store = backend.open();
    let names: Vec<String> = (0..4).map(|place| format!("{place}.xml")).collect();
    let files: Vec<File<'_>> = names.iter().map(|path| File { path, ..File::default() }).collect();
    let readings: Vec<_> = files.iter().map(|file| file.begin_fresh(&store)).collect();
    // Two files about one customer, one corrected by the next, one that cannot be kept.
    let drafts = [
        [Row::default().draft()],
        [Row { amount: "11.00", stamp: 2_000, ..Row::default() }.draft()],
        [Row { customer: "C2", key: "F2", ..Row::default() }.draft()],
        [Row { customer: "C3", key: "F3", case: Some("refused"), ..Row::default() }.draft()],
    ];
    let batches: Vec<_> = readings
        .iter()
        .zip(&drafts)
        .map(|(reading, drafts)| batch(*reading, drafts, &[], true))
        .collect();
    backend.refuse_case("refused");
    assert!(store.batches_load(&batches).is_err());
    assert_eq!((entry_count(&store), store.record_count().unwrap()), (0, 0));
    assert!(store.reading_list().unwrap().iter().all(|one| !one.finished));
    backend.accept_all();
    let tallies = store.batches_load(&batches).unwrap();
    let counts: Vec<_> = tallies.iter().map(|tally| (tally.loaded, tally.corrected)).collect();
    assert_eq!(counts, [(1, 0), (0, 1), (1, 0), (1, 0)]);
    assert!(store.reading_list().unwrap().iter().all(|one| one.finished && one.tally.adds_up()));
    for file in files {
        assert!(matches!(file.begin(&store), ReadingState::Known(_)));
    }
}

pub(crate) fn the_same_content_twice_is_once(make: Make) {
    let store = make().open();
    let row = Row { text: Some("Buongiorno"), ..Row::default() };
    // Twice in one batch, again in the next batch, again in another file.
    let reading = File::default().begin_fresh(&store);
    let twice = load(&store, reading, &[row.draft(), row.draft()], &[], false);
    assert_eq!((twice.loaded, twice.known), (1, 1));
    let third = load(&store, reading, &[row.draft()], &[], true);
    assert_eq!((third.loaded, third.known), (1, 2));
    let other = File { path: "invoices_2.csv", bytes: "second", ..File::default() };
    let again = other.load(&store, &[row.draft(), row.draft()]);
    assert_eq!((again.loaded, again.corrected, again.known), (0, 0, 2));
    link_alone(&store);
    assert_eq!(thread(&store, "C1").entries.len(), 1);
}

pub(crate) fn other_content_under_a_key_is_a_correction(make: Make) {
    let store = make().open();
    let first = Row::default();
    let second = Row { amount: "12.50", stamp: 2_000, ..Row::default() };
    let third = Row { amount: "13.00", stamp: 3_000, ..Row::default() };
    let tally = File::default().load(&store, &[first.draft(), third.draft(), second.draft()]);
    assert_eq!((tally.loaded, tally.corrected, tally.known), (1, 2, 0));
    // A key of the same name in another source is another key.
    let elsewhere = Row { source: "orders", amount: "9.00", ..Row::default() };
    let other = File { source: "orders", path: "orders.csv", ..File::default() };
    assert_eq!(other.load(&store, &[elsewhere.draft()]).loaded, 1);
    link_alone(&store);
    let entries = thread(&store, "C1").entries;
    let seen = |row: &Row<'_>| {
        let entry = entries.iter().find(|entry| entry.id == row.id()).expect("it is kept");
        (entry.superseded, entry.replaces)
    };
    assert_eq!(seen(&first), (true, None));
    assert_eq!(seen(&second), (true, Some(first.id())));
    assert_eq!(seen(&third), (false, Some(second.id())));
    assert_eq!(seen(&elsewhere), (false, None));
    let present = store.thread_fetch(customer(&store, "C1"), false).unwrap().entries;
    let ids: Vec<Digest> = present.iter().map(|entry| entry.id).collect();
    assert_eq!(ids.len(), 2);
    assert!(ids.contains(&third.id()) && ids.contains(&elsewhere.id()));
    let mut scanned = Vec::new();
    store.entry_scan(&ScanFilter::default(), &mut |entry| scanned.push(entry.id)).unwrap();
    scanned.sort();
    let mut expected = ids;
    expected.sort();
    assert_eq!(scanned, expected, "a scan hands over present versions alone");
}

pub(crate) fn a_repeated_version_counts_from_its_first_export(make: Make) {
    let store = make().open();
    let old = Row { amount: "10.00", stamp: 1_000, ..Row::default() };
    let new = Row { amount: "20.00", stamp: 2_000, ..Row::default() };
    // A late export repeats the old version: that does not make it the newest.
    let late = Row { stamp: 9_000, ..old.clone() };
    File::default().load(&store, &[late.draft(), new.draft(), old.draft()]);
    link_alone(&store);
    let thread = store.thread_fetch(customer(&store, "C1"), false).unwrap();
    assert_eq!(thread.entries.len(), 1);
    assert_eq!(thread.entries[0].id, new.id());
}

pub(crate) fn a_later_mapping_prevails(make: Make) {
    let store = make().open();
    let newest_of_old = Row { amount: "10.00", stamp: 9_000, ..Row::default() };
    let oldest_of_new = Row { amount: "20.00", stamp: 1_000, ..Row::default() };
    File::default().load(&store, &[newest_of_old.draft()]);
    let anew = File { mapping: "second", ..File::default() };
    let tally = anew.load(&store, &[oldest_of_new.draft()]);
    assert_eq!((tally.loaded, tally.corrected), (0, 1));
    link_alone(&store);
    let thread = store.thread_fetch(customer(&store, "C1"), false).unwrap();
    assert_eq!(thread.entries.len(), 1);
    assert_eq!(thread.entries[0].id, oldest_of_new.id());
    assert_eq!(thread.entries[0].replaces, Some(newest_of_old.id()));
}

pub(crate) fn under_the_newest_mapping_the_stamp_decides_whatever_came_first(make: Make) {
    let old = Row { amount: "10.00", stamp: 1_000, ..Row::default() };
    let new = Row { amount: "20.00", stamp: 2_000, ..Row::default() };
    let present = |order: [&Row<'_>; 2]| {
        let store = make().open();
        File::default().load(&store, &[new.draft()]);
        // The mapping changes without changing what this row says, and a late export follows.
        for (place, row) in order.into_iter().enumerate() {
            let path = ["a.csv", "b.csv"][place];
            File { path, mapping: "second", ..File::default() }.load(&store, &[row.draft()]);
        }
        link_alone(&store);
        let entries = store.thread_fetch(customer(&store, "C1"), false).unwrap().entries;
        entries.iter().map(|entry| entry.id).collect::<Vec<_>>()
    };
    assert_eq!(present([&old, &new]), [new.id()], "the earlier export first");
    assert_eq!(present([&new, &old]), [new.id()], "the later export first");
}

pub(crate) fn a_corrected_statement_prevails(make: Make) {
    let store = make().open();
    let customers = File { source: "customers", path: "customers.csv", ..File::default() };
    let tally = customers.load(
        &store,
        &[
            statement("C1", details("Ada", "Neri"), 2_000),
            statement("C1", details("Ada", "Nerri"), 1_000),
            statement("C1", details("Ada", "Neri"), 3_000),
        ],
    );
    assert_eq!((tally.loaded, tally.corrected, tally.known), (1, 1, 1));
    link_alone(&store);
    let thread = thread(&store, "C1");
    assert_eq!(thread.records[0].record.details, details("Ada", "Neri"));
    let export = store.person_export(thread.customer).unwrap();
    assert_eq!(export.earlier_statements.len(), 1, "the earlier version is kept");
}

pub(crate) fn the_sequence_grows_and_names_what_changed(make: Make) {
    let backend = make();
    let store = backend.open();
    let mut last = store.sequence().unwrap();
    for (customer, key) in [("C1", "F1"), ("C2", "F2"), ("C1", "F3")] {
        let file = File { path: key, ..File::default() };
        let row = Row { customer, key, ..Row::default() };
        file.load(&store, &[row.draft()]);
        let now = store.sequence().unwrap();
        assert!(now > last, "{now} after {last}");
        let record = filo_model::record::record_id(crate::drafts::SYSTEM, customer);
        assert_eq!(store.record_changed_since(last).unwrap(), [record]);
        assert!(store.record_changed_since(now).unwrap().is_empty());
        last = now;
    }
    // Another handle sees the same, and what is known moves nothing.
    let other = backend.open();
    assert_eq!(other.sequence().unwrap(), last);
    let again = File { path: "again", ..File::default() };
    again.load(&other, &[Row::default().draft()]);
    assert_eq!(store.sequence().unwrap(), last);
}

pub(crate) fn an_interrupted_bulk_is_made_good(make: Make) {
    let keys: Vec<String> = (0..50).map(|number| format!("F{number}")).collect();
    let drafts: Vec<_> = keys.iter().map(|key| Row { key, ..Row::default() }.draft()).collect();
    let correction = [Row { key: "F7", amount: "99.00", stamp: 5_000, ..Row::default() }.draft()];
    let whole = make().open();
    File::default().load(&whole, &drafts);
    let last = File { path: "last", ..File::default() };
    last.load(&whole, &correction);

    let backend = make();
    let store = backend.open();
    store.bulk_begin().unwrap();
    let reading = File::default().begin_fresh(&store);
    load(&store, reading, &drafts[..20], &[], false);
    drop(store);

    let store = backend.open();
    store.bulk_begin().unwrap();
    let state = File::default().begin(&store);
    let filo_store::reading::ReadingState::Resumed(reading, so_far) = state else {
        panic!("{state:?}")
    };
    assert_eq!(so_far.rows, 20);
    // A row too many, as of a reader that counts otherwise, does no harm.
    let tally = load(&store, reading, &drafts[19..], &[], true);
    assert_eq!((tally.loaded, tally.known), (50, 1));
    store.bulk_end().unwrap();
    assert_eq!(last.load(&store, &correction).corrected, 1);
    for store in [&store, &whole] {
        link_alone(store);
    }
    let entries = |store: &Store| {
        let entries = thread(store, "C1").entries;
        entries.iter().map(|one| (one.id, one.superseded, one.replaces)).collect::<Vec<_>>()
    };
    assert_eq!(entries(&store), entries(&whole));
    assert_eq!(entries(&store).len(), 51);
}

pub(crate) fn words_are_found_and_superseded_ones_are_not(make: Make) {
    let store = make().open();
    let wrong = Row { text: Some("perché il contatore è rotto"), ..Row::default() };
    let right = Row { text: Some("Il contatore è guasto"), stamp: 2_000, ..Row::default() };
    File::default().load(&store, &[wrong.draft(), right.draft()]);
    link_alone(&store);
    let found = |words: &str| store.text_search(words, 10).unwrap();
    assert_eq!(found("CONTATORE guasto").len(), 1);
    assert_eq!(found("guasto contatore")[0].0, customer(&store, "C1"));
    assert!(found("rotto").is_empty());
    assert!(found("guasto OR NEAR(\" *").is_empty(), "what people type is no query language");
    let fetched = store.entry_fetch(&[found("guasto")[0].1]).unwrap();
    assert_eq!(fetched[0].text.as_ref().unwrap().text, "Il contatore è guasto");
    assert!(matches!(fetched[0].facts, Facts::Invoice(_)));
}

pub(crate) fn a_mapping_taken_up_again_prevails_over_what_came_between(make: Make) {
    let store = make().open();
    let right = Row { amount: "10.00", ..Row::default() };
    let wrong = Row { amount: "1000.00", ..Row::default() };
    for (mapping, row) in [("first", &right), ("second", &wrong), ("first", &right)] {
        File { mapping, ..File::default() }.load(&store, &[row.draft()]);
    }
    let thread = thread(&store, "C1");
    let present: Vec<_> =
        thread.entries.iter().filter(|one| !one.superseded).map(|one| one.id).collect();
    assert_eq!(present, [right.id()]);
}

pub(crate) fn what_an_earlier_mapping_misread_of_the_same_bytes_is_superseded(make: Make) {
    let store = make().open();
    let misread = Row { key: "column of another", ..Row::default() };
    let read = Row { key: "F1", ..Row::default() };
    File::default().load(&store, &[misread.draft()]);
    File { mapping: "second", ..File::default() }.load(&store, &[read.draft()]);
    let thread = thread(&store, "C1");
    let present: Vec<_> =
        thread.entries.iter().filter(|one| !one.superseded).map(|one| one.id).collect();
    assert_eq!(present, [read.id()]);
}
