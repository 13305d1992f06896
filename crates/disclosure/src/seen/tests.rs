//! Cells, columns that stand for them, and what would be found by subtraction.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{family, publish};
use crate::Threshold;
use crate::waves::{Department, Refusal, Wave, WaveLedger};

/// A department's name, the people asked and, for each rated department, how many rated it.
type Rating<'a> = (&'a str, u32, &'a [(&'a str, u32)]);

fn ledger(departments: &[Rating<'_>]) -> WaveLedger {
    let department = |&(name, invited, raters): &Rating<'_>| Department {
        name: name.to_owned(),
        invited,
        respondents: invited - invited / 4,
        valid: raters.iter().map(|(rated, people)| (family("v/1", rated), vec![*people])).collect(),
        ..Department::default()
    };
    let departments = departments.iter().map(department).collect();
    let mut ledger = WaveLedger::new(Threshold::LEAST);
    ledger.enter(Wave { name: "1".into(), is_open: false, departments }).expect("a wave that fits");
    ledger
}

/// The cells of one rated department that are shown, by the department that rates.
fn column(ledger: &mut WaveLedger, rated: &str) -> (bool, String) {
    let matrix = publish(ledger, "1", "v/1").expect("a closed wave");
    let cells: BTreeMap<_, _> =
        matrix.cells.into_iter().filter(|((_, of), _)| of == rated).collect();
    let shown = cells.into_iter().filter(|(_, cell)| cell.is_ok()).map(|((by, _), _)| by);
    (matrix.columns[rated].is_ok(), shown.collect())
}

#[test]
fn a_small_cell_takes_the_next_smallest_with_it_and_the_column_stands_for_both() {
    let mut ledger = ledger(&[
        ("a", 40, &[("d", 12)]),
        ("b", 40, &[("d", 6)]),
        ("c", 40, &[("d", 3)]),
        ("d", 40, &[]),
    ]);
    assert_eq!(column(&mut ledger, "d"), (true, "a".to_owned()));
    // A few of two departments that are enough together hide each other.
    let mut ledger = self::ledger(&[
        ("a", 40, &[("d", 12)]),
        ("b", 40, &[("d", 3)]),
        ("c", 40, &[("d", 4)]),
        ("d", 40, &[]),
    ]);
    assert_eq!(column(&mut ledger, "d"), (true, "a".to_owned()));
}

#[test]
fn four_raters_in_all_and_a_department_of_four_give_no_column() {
    let mut ledger = ledger(&[
        ("a", 40, &[("b", 3), ("few", 20)]),
        ("b", 40, &[]),
        ("c", 40, &[("b", 1)]),
        ("few", 4, &[]),
    ]);
    assert_eq!(column(&mut ledger, "b"), (false, String::new()));
    let matrix = publish(&mut ledger, "1", "v/1").expect("a closed wave");
    assert_eq!(matrix.columns["few"], Err(Refusal::TooFew));
    assert!(matrix.cells.keys().all(|(_, rated)| rated != "few"));
    assert_eq!(matrix.shown(), 0);
}

#[test]
fn asked_again_the_same_is_shown_and_an_open_wave_has_no_matrix() {
    let mut ledger = ledger(&[("a", 40, &[("b", 9)]), ("b", 40, &[("a", 20)])]);
    let first = publish(&mut ledger, "1", "v/1");
    assert_eq!(publish(&mut ledger, "1", "v/1"), first);
    assert_eq!(first.map(|matrix| matrix.shown()), Ok(2));
    assert_eq!(publish(&mut ledger, "2", "v/1").err(), Some(Refusal::UnknownWave));
}

const NAMES: [&str; 4] = ["a", "b", "c", "d"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_a_column_withholds_is_of_nobody_or_of_enough(
        raters in prop::collection::vec(prop::collection::vec(0_u32..13, 4), 4),
    ) {
        let row = |place: usize| -> Vec<(&str, u32)> {
            let others = NAMES.into_iter().zip(raters[place].iter().copied()).enumerate();
            others.filter(|(rated, _)| *rated != place).map(|(_, one)| one).collect()
        };
        let rows: Vec<Vec<(&str, u32)>> = (0..4).map(row).collect();
        let departments: Vec<Rating<'_>> =
            NAMES.into_iter().zip(&rows).map(|(name, row)| (name, 40, row.as_slice())).collect();
        let matrix = publish(&mut ledger(&departments), "1", "v/1").expect("a closed wave");
        for (rated, name) in NAMES.into_iter().enumerate() {
            let mut withheld = 0;
            for (by, row) in raters.iter().enumerate().filter(|(by, _)| *by != rated) {
                let is_shown = matrix.cells[&(NAMES[by].to_owned(), name.to_owned())].is_ok();
                prop_assert!(!is_shown || row[rated] >= 5);
                withheld += if is_shown { 0 } else { row[rated] };
            }
            prop_assert!(matrix.columns[name].is_err() || withheld == 0 || withheld >= 5);
        }
    }
}
