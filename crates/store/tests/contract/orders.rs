//! Any order of arrival gives the same thread.

use std::collections::BTreeMap;

use filo_model::digest::Digest;
use filo_model::draft::Draft;
use filo_model::record::Details;
use filo_store::Store;
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any};
use proptest::test_runner::{Config, TestRunner};

use crate::Make;
use crate::drafts::{File, Row, details, link_alone, load, records, statement, thread};

const KEYS: [&str; 4] = ["F1", "F2", "F3", "F4"];
const AMOUNTS: [&str; 3] = ["10.00", "20.00", "30.00"];
const NAMES: [&str; 3] = ["Neri", "Bianchi", "Verdi"];

/// A version: key, content and the stamp it came with.
type Version = (usize, usize, i64);

/// Versions, an order of their arrival, and where that order is cut into batches and files.
fn arrivals() -> impl Strategy<Value = (Vec<Version>, Vec<usize>, Vec<u8>)> {
    vec((0..KEYS.len(), 0..AMOUNTS.len(), 0_i64..4), 1..14).prop_flat_map(|versions| {
        let order: Vec<usize> = (0..versions.len()).collect();
        let cuts = vec(any::<u8>(), versions.len());
        (Just(versions), Just(order).prop_shuffle(), cuts)
    })
}

fn runner() -> TestRunner {
    // Every run the same cases: a store on disk for each is slow enough without surprises.
    let config = Config { cases: 40, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(
        config,
        proptest::test_runner::TestRng::deterministic_rng(
            proptest::test_runner::RngAlgorithm::ChaCha,
        ),
    )
}

/// Loads drafts, cut: a cut below 40 begins another file, one below 100 another batch. Before every
/// other file the store is asked to know what is there, which must make no difference.
fn load_cut(store: &Store, drafts: &[Draft], cuts: &[u8]) {
    let mut file = 0;
    let mut rest = drafts;
    let mut reading = File { path: "0", ..File::default() }.begin_fresh(store);
    let mut pending = Vec::new();
    for cut in cuts {
        let Some((draft, after)) = rest.split_first() else { break };
        pending.push(draft.clone());
        rest = after;
        if *cut < 100 {
            let ends_file = *cut < 40;
            assert!(load(store, reading, &pending, &[], ends_file).adds_up());
            pending.clear();
            if ends_file {
                file += 1;
                let path = file.to_string();
                reading = File { path: &path, ..File::default() }.begin_fresh(store);
                if file % 2 == 0 {
                    store.known_prepare().unwrap();
                }
            }
        }
    }
    pending.extend_from_slice(rest);
    load(store, reading, &pending, &[], true);
}

/// The version of each key that should be present: the one with the latest first stamp.
fn expected(versions: &[Version]) -> Vec<Digest> {
    let mut first: BTreeMap<(usize, usize), i64> = BTreeMap::new();
    for &(key, amount, stamp) in versions {
        let seen = first.entry((key, amount)).or_insert(stamp);
        *seen = stamp.min(*seen);
    }
    let mut best: BTreeMap<usize, (i64, Digest)> = BTreeMap::new();
    for (&(key, amount), &stamp) in &first {
        let id = Row { key: KEYS[key], amount: AMOUNTS[amount], ..Row::default() }.id();
        let present = best.entry(key).or_insert((stamp, id));
        *present = (stamp, id).max(*present);
    }
    let mut ids: Vec<Digest> = best.into_values().map(|(_, id)| id).collect();
    ids.sort();
    ids
}

pub(crate) fn any_order_of_versions_gives_the_same_thread(make: Make) {
    let run = |(versions, order, cuts): (Vec<Version>, Vec<usize>, Vec<u8>)| {
        let drafts: Vec<Draft> = versions
            .iter()
            .map(|&(key, amount, stamp)| {
                Row { key: KEYS[key], amount: AMOUNTS[amount], stamp, ..Row::default() }.draft()
            })
            .collect();
        let shuffled: Vec<Draft> = order.iter().map(|&place| drafts[place].clone()).collect();
        let one = make().open();
        File::default().load(&one, &drafts);
        let other = make().open();
        load_cut(&other, &shuffled, &cuts);
        let seen = |store: &Store| {
            link_alone(store);
            let entries = thread(store, "C1").entries;
            let each = entries.iter().map(|one| (one.id, one.at, one.superseded, one.replaces));
            each.collect::<Vec<_>>()
        };
        assert_eq!(seen(&one), seen(&other));
        let mut present: Vec<Digest> =
            seen(&one).iter().filter(|one| !one.2).map(|one| one.0).collect();
        present.sort();
        assert_eq!(present, expected(&versions));
        Ok(())
    };
    runner().run(&arrivals(), run).unwrap();
}

pub(crate) fn any_order_of_statements_says_the_same(make: Make) {
    let run = |(versions, order, cuts): (Vec<Version>, Vec<usize>, Vec<u8>)| {
        let drafts: Vec<Draft> = versions
            .iter()
            .map(|&(key, name, stamp)| statement(KEYS[key], details("Ada", NAMES[name]), stamp))
            .collect();
        let shuffled: Vec<Draft> = order.iter().map(|&place| drafts[place].clone()).collect();
        let one = make().open();
        File::default().load(&one, &drafts);
        let other = make().open();
        load_cut(&other, &shuffled, &cuts);
        let seen = |store: &Store| {
            let mut said: Vec<_> =
                records(store).into_iter().map(|one| (one.id, one.details)).collect();
            said.sort_by_key(|one| one.0);
            said
        };
        assert_eq!(seen(&one), seen(&other));
        Ok(())
    };
    runner().run(&arrivals(), run).unwrap();
}

pub(crate) fn what_two_sources_say_does_not_depend_on_which_was_read_first(make: Make) {
    let said = |order: [&str; 2]| -> Details {
        let store = make().open();
        for source in order {
            let (last, stamp) =
                if source == "customers" { ("Neri", 2_000) } else { ("Neri Rossi", 1_000) };
            let file = File { source, path: source, mapping: source, ..File::default() };
            file.load(&store, &[statement("C1", details("Ada", last), stamp)]);
        }
        link_alone(&store);
        thread(&store, "C1").records[0].record.details.clone()
    };
    assert_eq!(said(["customers", "contracts"]), said(["contracts", "customers"]));
}
