//! Known differences, and what follows from published figures by trying every combination.

use proptest::prelude::*;

use super::{Ledger, Refusal};
use crate::Threshold;

const NAMES: [&str; 5] = ["a", "b", "c", "d", "e"];

fn ledger(people: &[u32]) -> Ledger {
    let groups = NAMES.into_iter().zip(people.iter().map(|&people| Some(people)));
    Ledger::new(Threshold::LEAST, groups)
}

#[test]
fn a_set_that_differs_by_few_is_refused_whichever_came_first() {
    let mut ledger = ledger(&[20, 3, 30]);
    assert_eq!(ledger.publish("late/1", &["a", "b", "c"]), Ok(()));
    assert_eq!(ledger.publish("late/1", &["a", "c"]), Err(Refusal::Difference));
    assert_eq!(ledger.publish("late/1", &["c", "b", "a"]), Ok(()));
    assert_eq!(ledger.publish("late/2", &["a", "c"]), Ok(()));
    assert_eq!(ledger.publish("late/2", &["a", "b", "c"]), Err(Refusal::Difference));
}

#[test]
fn two_sets_that_each_hold_what_the_other_lacks_tell_nothing_until_a_third_is_known() {
    let mut ledger = ledger(&[20, 3, 30]);
    assert_eq!(ledger.publish("late/1", &["a", "b"]), Ok(()));
    assert_eq!(ledger.publish("late/1", &["b", "c"]), Ok(()));
    assert_eq!(ledger.publish("late/1", &["a", "b", "c"]), Err(Refusal::Difference));
}

#[test]
fn the_union_of_what_was_published_counts_too() {
    let mut ledger = ledger(&[20, 30, 4, 40]);
    assert_eq!(ledger.publish("late/1", &["a", "b", "c", "d"]), Ok(()));
    assert_eq!(ledger.publish("late/1", &["a"]), Ok(()));
    assert_eq!(ledger.publish("late/1", &["b"]), Ok(()));
    assert_eq!(ledger.publish("late/1", &["d"]), Err(Refusal::Difference));
}

#[test]
fn too_few_and_unknown_groups_are_refused() {
    let mut ledger = Ledger::new(Threshold::LEAST, [("a", Some(4)), ("b", None), ("c", Some(9))]);
    assert_eq!(ledger.publish("late/1", &["a"]), Err(Refusal::TooFew));
    assert_eq!(ledger.publish("late/1", &[]), Err(Refusal::TooFew));
    assert_eq!(ledger.publish("late/1", &["z"]), Err(Refusal::UnknownGroup));
    assert_eq!(ledger.publish("late/1", &["a", "b"]), Ok(()));
}

/// Sets of the first five names, as bits.
fn names(bits: u8) -> Vec<&'static str> {
    NAMES
        .into_iter()
        .enumerate()
        .filter(|(at, _)| bits & (1 << at) != 0)
        .map(|(_, one)| one)
        .collect()
}

fn publish(people: &[u32], sets: &[u8]) -> Vec<bool> {
    let sets: Vec<Vec<&str>> = sets.iter().map(|&bits| names(bits)).collect();
    ledger(people).publish_all("late/1", &sets).iter().map(Result::is_ok).collect()
}

proptest! {
    #[test]
    fn no_sum_and_difference_of_published_figures_is_about_few(
        people in prop::collection::vec(1_u32..12, 5),
        sets in prop::collection::vec(1_u8..32, 1..6),
    ) {
        let entered: Vec<u8> =
            sets.iter().zip(publish(&people, &sets)).filter(|(_, is)| *is).map(|(set, _)| *set).collect();
        // Every combination with factors from -2 to 2.
        for combination in 0..5_usize.pow(u32::try_from(entered.len()).expect("few")) {
            let mut sums = [0_i64; 5];
            let mut rest = combination;
            for set in &entered {
                let factor = i64::try_from(rest % 5).expect("small") - 2;
                rest /= 5;
                for (at, sum) in sums.iter_mut().enumerate() {
                    *sum += factor * i64::from(set >> at & 1);
                }
            }
            let about: u32 = (0..5).filter(|&at| sums[at] != 0).map(|at| people[at]).sum();
            prop_assert!(about == 0 || about >= 5, "{entered:?} {sums:?}");
        }
    }

    #[test]
    fn the_order_figures_are_given_in_does_not_matter(
        people in prop::collection::vec(1_u32..12, 5),
        sets in prop::collection::vec(1_u8..32, 1..6),
        turn in 0_usize..6,
    ) {
        let first = publish(&people, &sets);
        let turn = turn % sets.len();
        let mut other = sets.clone();
        other.rotate_left(turn);
        let mut answers = publish(&people, &other);
        answers.rotate_right(turn);
        prop_assert_eq!(first, answers);
    }

    #[test]
    fn a_figure_refused_stays_refused_under_a_higher_threshold(
        people in prop::collection::vec(1_u32..12, 5),
        first in 1_u8..32, second in 1_u8..32,
    ) {
        let sized = || NAMES.into_iter().zip(people.iter().map(|&people| Some(people)));
        let higher = Threshold::new(8).expect("at least five");
        let (mut low, mut high) = (Ledger::new(Threshold::LEAST, sized()), Ledger::new(higher, sized()));
        if high.publish("late/1", &names(first)).is_ok() {
            prop_assert!(low.publish("late/1", &names(first)).is_ok());
            let allowed = high.publish("late/1", &names(second)).is_ok();
            prop_assert!(!allowed || low.publish("late/1", &names(second)).is_ok());
        }
    }
}
