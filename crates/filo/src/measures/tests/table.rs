//! The table of measures is whole: every id of the field reference once, each with its texts.

use std::collections::BTreeSet;

use crate::measures::Measure;
use crate::measures::table::DEFINITIONS;
use crate::texts::{Language, Texts};

/// The ids of section 5.2 of the field reference, written off by hand.
const IDS: [&str; 35] = [
    "F1", "F2", "F3", "F3b", "F4", "I1", "I2", "I3", "I4", "S1", "S2", "S3", "S4", "P1", "P1b",
    "P2", "P3", "P4", "A1", "A2", "A3", "A4", "U1", "U2", "U3", "U4", "C1", "C2", "C3", "C4", "C5",
    "G1", "G2", "G3", "G4",
];

#[test]
fn every_id_of_the_field_reference_stands_once_in_its_order() {
    let ids: Vec<&str> = DEFINITIONS.iter().map(|one| one.measure.name()).collect();
    assert_eq!(ids, IDS);
    let all: Vec<&str> = Measure::ALL.iter().map(|one| one.name()).collect();
    assert_eq!(all, IDS);
    for definition in &DEFINITIONS {
        assert_eq!(definition.measure.definition().measure, definition.measure);
        let (name, version) = definition.version.split_once('/').unwrap();
        assert_eq!(name, definition.measure.name());
        assert!(version.parse::<u32>().is_ok_and(|version| version > 0));
    }
    let versions: BTreeSet<&str> = DEFINITIONS.iter().map(|one| one.version).collect();
    assert_eq!(versions.len(), IDS.len());
}

#[test]
fn a_measure_is_known_in_whatever_capitals() {
    assert_eq!(Measure::named("c1"), Some(Measure::C1));
    assert_eq!(Measure::named(" P1B "), Some(Measure::P1b));
    assert_eq!(Measure::named("Z9"), None);
}

#[test]
fn every_measure_says_in_both_languages_what_it_counts() {
    for language in [Language::Italian, Language::English] {
        let texts = Texts::new(language);
        for definition in &DEFINITIONS {
            let id = definition.measure.name();
            for key in
                [format!("measure-{id}"), format!("measure-{id}-x"), format!("measure-{id}-n")]
            {
                assert!(texts.has(&key), "{key} in {}", language.code());
            }
        }
    }
}

#[test]
fn every_measure_needs_something() {
    for definition in &DEFINITIONS {
        assert!(!definition.needs.is_empty(), "{}", definition.version);
        assert!(definition.needs.iter().all(|group| !group.is_empty()), "{}", definition.version);
        assert!(definition.days > 0);
    }
}
