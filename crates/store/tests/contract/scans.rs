//! Scans of all entries, whole and in parts, and the places where entries were read.

use filo_model::facts::EntryKind;
use filo_store::Store;
use filo_store::scan::ScanFilter;

use crate::Make;
use crate::drafts::{File, Row, customer, link, thread};

fn some(store: &Store) {
    let keys = ["F1", "F2", "F3", "F4", "F5"];
    let rows = keys.map(|key| {
        let customer = if key == "F5" { "C2" } else { "C1" };
        Row { customer, key, ..Row::default() }.draft()
    });
    File::default().load(store, &rows);
    link(store, &["C1", "C2"]);
}

pub(crate) fn parts_of_a_scan_are_the_whole(make: Make) {
    let backend = make();
    let store = backend.open();
    some(&store);
    let filter = ScanFilter::default();
    let mut whole = Vec::new();
    store.entry_scan(&filter, &mut |row| whole.push((row.seq, row.id, row.customer))).unwrap();
    assert_eq!(whole.len(), 5);
    let customers = store.record_customers().unwrap();
    let mut parts = Vec::new();
    let last = store.sequence().unwrap();
    let second = store.second().unwrap();
    for (place, first) in (0..=last).step_by(2).enumerate() {
        let one = if place % 2 == 0 { &store } else { &second };
        let part = first..=first + 1;
        one.entry_scan_part(&filter, &customers, part, &mut |row| {
            parts.push((row.seq, row.id, row.customer));
        })
        .unwrap();
    }
    assert_eq!(parts, whole);
    let named = store.customers_named(&[whole[0].2, whole[4].2]).unwrap();
    assert_eq!(named, [customer(&store, "C1"), customer(&store, "C2")]);
}

pub(crate) fn places_of_entries_are_those_of_the_entries(make: Make) {
    let store = make().open();
    some(&store);
    let entries = thread(&store, "C1").entries;
    let sequences: Vec<i64> = entries.iter().map(|entry| entry.seq).chain([999_999]).collect();
    let places = store.entry_places(&sequences).unwrap();
    assert_eq!(places.len(), entries.len(), "what does not exist is left out");
    for (place, entry) in places.iter().zip(&entries) {
        assert_eq!((place.seq, place.id, place.at), (entry.seq, entry.id, entry.at));
        assert_eq!((&*place.source, place.kind), (&*entry.source, EntryKind::Invoice));
        assert_eq!((&*place.file, place.line), (&*entry.place.file, entry.place.line));
    }
}

pub(crate) fn one_customer_s_entries_are_those_of_the_thread(make: Make) {
    let store = make().open();
    let row = |customer, key| Row { customer, key, ..Row::default() }.draft();
    File::default().load(&store, &[row("C1", "F1"), row("C2", "F2"), row("C3", "F3")]);
    link(&store, &["C1", "C2"]);
    let wanted = customer(&store, "C1");
    let mut seen = Vec::new();
    assert!(store.customer_scan(wanted, &mut |row| seen.push((row.seq, row.id))).unwrap());
    let mut expected: Vec<_> =
        thread(&store, "C1").entries.iter().map(|entry| (entry.seq, entry.id)).collect();
    seen.sort_unstable();
    expected.sort_unstable();
    assert_eq!(seen, expected);
    assert_eq!(seen.len(), 2);
    store.person_restrict(wanted, true).unwrap();
    let mut count = 0;
    let free = store.customer_scan(wanted, &mut |_| count += 1).unwrap();
    assert_eq!((free, count), (false, 2), "who restricted their data is protected all the same");
}
