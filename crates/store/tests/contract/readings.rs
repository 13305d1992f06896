//! What was read when: states of a reading, counts that add up, rows set apart, the writer's place.

use filo_store::load::Tally;
use filo_store::reading::ReadingState;
use filo_store::{Error, Store};
use proptest::collection::vec;
use proptest::test_runner::{Config, TestRunner};

use crate::Make;
use crate::drafts::{File, Row, apart, load};

pub(crate) fn a_reading_is_fresh_then_resumed_then_known(make: Make) {
    let backend = make();
    let store = backend.open();
    let file = File::default();
    let reading = file.begin_fresh(&store);
    assert_eq!(file.begin(&store), ReadingState::Resumed(reading, Tally::default()));
    let row = Row::default();
    load(&store, reading, &[row.draft(), row.draft()], &[apart(4, "x")], false);
    let tally = Tally { rows: 3, loaded: 1, known: 1, set_apart: 1, ..Tally::default() };
    assert_eq!(file.begin(&store), ReadingState::Resumed(reading, tally));
    drop(store);
    // The same after the process is gone.
    let store = backend.open();
    assert_eq!(file.begin(&store), ReadingState::Resumed(reading, tally));
    load(&store, reading, &[], &[], true);
    assert_eq!(file.begin(&store), ReadingState::Known(tally));
    // Other bytes under the same name, and the same bytes under another, are read.
    File { bytes: "second", ..file }.begin_fresh(&store);
    File { path: "other.csv", ..file }.begin_fresh(&store);
    let listed = store.reading_list().unwrap();
    assert_eq!(listed.len(), 2, "the latest of each file counts");
}

pub(crate) fn another_mapping_reads_the_same_file_anew(make: Make) {
    let store = make().open();
    File::default().load(&store, &[Row::default().draft()]);
    let anew = File { mapping: "second", ..File::default() };
    let tally = anew.load(&store, &[Row::default().draft()]);
    assert_eq!((tally.rows, tally.known), (1, 1));
    assert!(matches!(anew.begin(&store), ReadingState::Known(_)));
}

pub(crate) fn counts_always_add_up(make: Make) {
    let config = Config { cases: 30, failure_persistence: None, ..Config::default() };
    let rows = vec((0..6_usize, 0..3_usize), 0..12);
    let batches = vec((rows, 0..4_usize), 1..5);
    let run = |batches: Vec<(Vec<(usize, usize)>, usize)>| {
        let store = make().open();
        let reading = File::default().begin_fresh(&store);
        let mut rows_before = 0;
        for (place, (rows, apart_count)) in batches.iter().enumerate() {
            let drafts: Vec<_> = rows
                .iter()
                .map(|&(key, amount)| {
                    let (key, amount) = (format!("F{key}"), format!("{amount}.00"));
                    let mut draft = Row { key: &key, amount: &amount, ..Row::default() }.draft();
                    draft.unread = 1;
                    draft
                })
                .collect();
            let set_apart: Vec<_> = (0..*apart_count).map(|line| apart(line as u64, "x")).collect();
            let tally = load(&store, reading, &drafts, &set_apart, place + 1 == batches.len());
            assert!(tally.adds_up(), "{tally:?}");
            assert_eq!(tally.rows - rows_before, (rows.len() + apart_count) as u64);
            rows_before = tally.rows;
        }
        let listed = store.reading_list().unwrap();
        assert!(listed[0].tally.adds_up() && listed[0].finished);
        let apart_count: usize = batches.iter().map(|batch| batch.1).sum();
        assert_eq!(listed[0].tally.set_apart, apart_count as u64);
        assert_eq!(store.set_apart_list(None, 100).unwrap().len(), apart_count);
        assert_eq!(listed[0].tally.unread, listed[0].tally.rows - apart_count as u64);
        Ok(())
    };
    TestRunner::new(config).run(&batches, run).unwrap();
}

fn raws(store: &Store, source: Option<&str>) -> Vec<String> {
    let rows = store.set_apart_list(source, 100).unwrap();
    rows.into_iter().filter_map(|row| row.raw).collect()
}

pub(crate) fn rows_set_apart_are_replaced_by_a_new_reading_of_the_file(make: Make) {
    let store = make().open();
    let first = File::default();
    load(&store, first.begin_fresh(&store), &[], &[apart(3, "b"), apart(2, "a")], true);
    let other = File { source: "orders", path: "orders.csv", ..first };
    load(&store, other.begin_fresh(&store), &[], &[apart(2, "c")], true);
    assert_eq!(raws(&store, None), ["a", "b", "c"]);
    assert_eq!(raws(&store, Some("orders")), ["c"]);
    let mended = File { bytes: "mended", ..first };
    load(&store, mended.begin_fresh(&store), &[Row::default().draft()], &[apart(3, "b")], true);
    assert_eq!(raws(&store, None), ["b", "c"]);
    let row = &store.set_apart_list(Some(first.source), 1).unwrap()[0];
    let place = (&*row.path, row.line, &*row.code, &*row.detail);
    assert_eq!(place, ("invoices.csv", 3, "no_date", "at"));
    assert_eq!(store.set_apart_list(None, 1).unwrap().len(), 1, "at most as many as asked for");
}

pub(crate) fn a_file_that_returns_to_earlier_bytes_shows_what_it_sets_apart(make: Make) {
    let store = make().open();
    let first = File::default();
    let read = |file: &File<'_>, line: u64, raw: &str| match file.begin(&store) {
        ReadingState::Known(_) => {}
        ReadingState::Fresh(id) | ReadingState::Resumed(id, _) => {
            load(&store, id, &[], &[apart(line, raw)], true);
        }
    };
    read(&first, 2, "a");
    read(&File { bytes: "second", ..first }, 3, "b");
    read(&first, 2, "a");
    assert_eq!(raws(&store, None), ["a"]);
    let listed = store.reading_list().unwrap();
    assert_eq!((listed.len(), listed[0].tally.set_apart), (1, 1));
}

pub(crate) fn the_writers_place_is_for_one(make: Make) {
    let backend = make();
    let (one, other) = (backend.open(), backend.open());
    let claim = one.writer_claim().unwrap();
    assert!(matches!(other.writer_claim(), Err(Error::Busy(_))));
    // Readers are not kept out.
    assert_eq!(other.record_count().unwrap(), 0);
    drop(claim);
    let claim = other.writer_claim().unwrap();
    assert!(matches!(one.writer_claim(), Err(Error::Busy(_))));
    drop(claim);
    one.writer_claim().unwrap();
}

pub(crate) fn a_store_that_does_not_exist_is_not_made_by_opening_it(_: Make) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("absent.db");
    assert!(matches!(Store::open(&path), Err(Error::Absent(_))));
    assert!(!path.exists());
}
