//! The sample as its readers see it: same bytes, a truth that agrees with the files, valid codes.

mod culture;
mod files;
mod meaning;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use filo_model::phone::Phone;
use filo_model::tax_code::TaxCode;
use filo_model::vat_number::VatNumber;

use super::source::{Form, Source};
use super::story::{ORDINARY, SCENARIOS};
use super::*;

fn options(customers: u32, seed: u64) -> SampleOptions {
    SampleOptions { customers, seed }
}

/// Every file below a folder with its bytes.
fn bytes_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

fn stories(customers: u32, seed: u64, texts: &Texts) -> Vec<Story<'_>> {
    let mut slots = Slots::default();
    (0..customers).map(|index| Story::plan(seed, index, customers, &mut slots, texts)).collect()
}

#[test]
fn the_same_options_give_the_same_bytes() {
    let folders: Vec<_> = (0..3).map(|_| tempfile::tempdir().unwrap()).collect();
    for (folder, seed) in folders.iter().zip([5, 5, 6]) {
        write_sample(&options(50, seed), folder.path(), &mut |_, _| {}).unwrap();
    }
    let [first, again, other] = [0, 1, 2].map(|place| bytes_of(folders[place].path()));
    assert!(first == again, "two runs with one seed differ");
    assert_ne!(first["truth.json"], other["truth.json"]);
    assert_ne!(first["sales/contracts.xlsx"], other["sales/contracts.xlsx"]);
    assert_eq!(first["filo.toml"], other["filo.toml"]);
}

#[test]
fn the_committed_sample_is_what_is_written() {
    let folder = tempfile::tempdir().unwrap();
    write_sample(&options(300, 20_260_630), folder.path(), &mut |_, _| {}).unwrap();
    let written = bytes_of(folder.path());
    let committed = bytes_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/sample"));
    assert!(written.keys().eq(committed.keys()), "other files are committed than written");
    for (name, bytes) in &written {
        assert!(bytes == &committed[name], "{name} is not what the generator writes");
    }
}

#[test]
fn progress_ends_at_the_total_and_the_summary_counts_the_rows() {
    let folder = tempfile::tempdir().unwrap();
    let mut last = (0, 0);
    let summary =
        write_sample(&options(40, 1), folder.path(), &mut |done, total| last = (done, total));
    let summary = summary.unwrap();
    assert_eq!(last, (40, 40));
    for (name, rows) in summary.files.iter().filter(|(name, _)| name.ends_with(".jsonl")) {
        let text = fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!(u64::try_from(text.lines().count()).unwrap(), *rows, "{name}");
    }
}

#[test]
fn a_number_of_customers_out_of_bounds_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for customers in [0, CUSTOMERS_MAX + 1] {
        let result = write_sample(&options(customers, 1), folder.path(), &mut |_, _| {});
        assert!(matches!(result, Err(SampleError::Customers)));
    }
}

#[test]
fn every_kind_is_planted_in_a_sample_of_300() {
    let texts = Texts::load().unwrap();
    for seed in [1, 2, 99, 20_260_630, u64::MAX] {
        let mut counts: BTreeMap<(bool, &str), u32> = BTreeMap::new();
        let mut variants = BTreeSet::new();
        for story in stories(300, seed, &texts) {
            for planted in story.planted.iter().filter(|planted| planted.variant != ORDINARY) {
                *counts.entry((planted.is_harm, planted.kind)).or_default() += 1;
                variants.insert(planted.variant);
            }
        }
        let count = |is_harm, kind| counts.get(&(is_harm, kind)).copied().unwrap_or(0);
        for scenario in SCENARIOS.iter().filter(|scenario| scenario.is_harm) {
            let is_journey = scenario.part == Some("journeys");
            let finding = story::finding_of(scenario.kind, scenario.variant);
            let kind = finding.filter(|_| is_journey).unwrap_or(scenario.kind);
            assert!(count(true, kind) >= 2, "harm {kind}, seed {seed}");
            let is_judged = scenario.part.is_none();
            assert!(!is_judged || count(false, kind) >= 2, "decoy {kind}, seed {seed}");
        }
        for scenario in SCENARIOS.iter().filter(|scenario| !scenario.is_harm) {
            assert!(variants.contains(scenario.variant), "{}, seed {seed}", scenario.variant);
        }
    }
}

#[test]
fn a_customer_lives_the_same_in_every_size_of_the_company() {
    let texts = Texts::load().unwrap();
    let (small, large) = (stories(40, 8, &texts), stories(400, 8, &texts));
    for (one, other) in small.iter().zip(&large) {
        assert_eq!(format!("{:?}", one.events), format!("{:?}", other.events));
    }
}

#[test]
fn the_truth_is_the_same_without_any_rendering() {
    let (alone, whole) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let texts = Texts::load().unwrap();
    write_truth(&options(120, 4), &texts, alone.path()).unwrap();
    write_sample(&options(120, 4), whole.path(), &mut |_, _| {}).unwrap();
    let read = |folder: &tempfile::TempDir| fs::read(folder.path().join("truth.json")).unwrap();
    assert_eq!(read(&alone), read(&whole));
}

#[test]
fn codes_and_numbers_are_valid() {
    let texts = Texts::load().unwrap();
    for story in stories(1500, 17, &texts) {
        for event in &story.events {
            match (event.get("vat_number"), event.get("tax_code")) {
                (Some(number), _) => assert!(VatNumber::parse(number).is_some(), "{number}"),
                (None, Some(code)) => assert!(TaxCode::parse(code).is_some(), "{code}"),
                (None, None) => {}
            }
            if let Some(number) = event.get("phone") {
                let phone = Phone::parse(number).expect("a valid number");
                assert_eq!(phone.as_str(), codes::e164(number));
            }
        }
    }
}

#[test]
fn nothing_happens_after_the_end_of_the_data() {
    let texts = Texts::load().unwrap();
    for story in stories(1500, 23, &texts) {
        for event in &story.events {
            assert!(event.written_at().day() <= dates::LAST_DAY, "{:?}", event.source);
        }
    }
}

#[test]
fn wrong_keys_lead_to_nobody_else() {
    let texts = Texts::load().unwrap();
    let stories = stories(3000, 31, &texts);
    let mut owners: BTreeMap<exact::RecordKey, BTreeSet<u32>> = BTreeMap::new();
    let mut damaged = 0;
    for story in &stories {
        for event in &story.events {
            damaged += u32::from(event.fate == event::Fate::WrongKey);
            if let Some(key) = event.written().and_then(|written| exact::record_of(&written)) {
                owners.entry(key).or_default().insert(story.person.index);
            }
        }
    }
    assert!(damaged > 50, "the check needs damaged keys");
    for (key, people) in owners {
        assert_eq!(people.len(), 1, "{key:?}");
    }
}
