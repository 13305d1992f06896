//! Promises: known answers, and what must hold for any of them.

use proptest::prelude::*;

use super::{Cases, Kept, Promised, PromisedError, Unknown, judged};
use crate::goalposts::Direction;

fn at_least(share: f64) -> Promised {
    Promised { direction: Direction::Up, share }
}

fn at_most(share: f64) -> Promised {
    Promised { direction: Direction::Down, share }
}

fn kept(promised: Promised, x: u64, undecided: u64, n: u64) -> Kept {
    judged(promised, Some(Cases { x, undecided, n })).expect("it can be").kept
}

#[test]
fn a_share_is_kept_or_broken_only_beyond_chance() {
    // Wilson, 95 %: 990/1000 .982–.995, 96/100 .902–.984, 85/100 .767–.907, 5/100 .022–.112, 12/100 .070–.198.
    assert_eq!(kept(at_least(0.95), 990, 0, 1000), Kept::Yes);
    assert_eq!(kept(at_least(0.95), 96, 0, 100), Kept::Unknown(Unknown::Chance));
    assert_eq!(kept(at_least(0.95), 85, 0, 100), Kept::No);
    assert_eq!(kept(at_most(0.06), 12, 0, 100), Kept::No);
    assert_eq!(kept(at_most(0.10), 12, 0, 100), Kept::Unknown(Unknown::Chance));
    assert_eq!(kept(at_most(0.12), 5, 0, 100), Kept::Yes);
    assert_eq!(kept(at_least(0.95), 0, 0, 19), Kept::Unknown(Unknown::FewCases));
}

#[test]
fn always_and_never_are_broken_by_one_sure_case() {
    assert_eq!(kept(at_least(1.0), 4999, 0, 5000), Kept::No);
    assert_eq!(kept(at_least(1.0), 5000, 0, 5000), Kept::Yes);
    assert_eq!(kept(at_least(1.0), 4999, 1, 5000), Kept::Unknown(Unknown::Undecided));
    assert_eq!(kept(at_least(1.0), 2, 0, 3), Kept::No);
    assert_eq!(kept(at_least(1.0), 3, 0, 3), Kept::Unknown(Unknown::FewCases));
    assert_eq!(kept(at_most(0.0), 1, 0, 5000), Kept::No);
    assert_eq!(kept(at_most(0.0), 0, 0, 5000), Kept::Yes);
    assert_eq!(kept(at_most(0.0), 0, 7, 5000), Kept::Unknown(Unknown::Undecided));
}

#[test]
fn suspected_findings_decide_nothing() {
    // Of 100 claims, none or thirty undue, as people will say: at most one in ten was promised.
    assert_eq!(kept(at_most(0.10), 0, 30, 100), Kept::Unknown(Unknown::Undecided));
    let told =
        judged(at_most(0.10), Some(Cases { x: 0, undecided: 30, n: 100 })).expect("it can be");
    assert_eq!(told.share, Some((0.0, 0.3)));
    // Broken even if all are rejected.
    assert_eq!(kept(at_most(0.10), 30, 30, 100), Kept::No);
}

#[test]
fn what_is_not_measured_is_not_known_and_what_cannot_be_is_refused() {
    for cases in [None, Some(Cases { x: 0, undecided: 0, n: 0 })] {
        let told = judged(at_least(0.9), cases).expect("it can be");
        assert_eq!(told.kept, Kept::Unknown(Unknown::NotMeasured));
        assert_eq!((told.cases, told.share, told.interval), (None, None, None));
    }
    for share in [-0.1, 1.1, f64::NAN] {
        assert_eq!(judged(at_least(share), None), Err(PromisedError::Share));
    }
    for (x, undecided) in [(5, 0), (2, 3), (u64::MAX, 1)] {
        let cases = Some(Cases { x, undecided, n: 4 });
        assert_eq!(judged(at_least(0.9), cases), Err(PromisedError::MoreThanAll));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_promise_reads_the_same_from_its_other_side(
        (n, x, undecided) in (1..400_u64).prop_flat_map(|n| (Just(n), 0..=n))
            .prop_flat_map(|(n, x)| (Just(n), Just(x), 0..=n - x)),
        hundredths in 0..=100_u8,
    ) {
        let share = f64::from(hundredths) / 100.0;
        let up = kept(at_least(share), x, undecided, n);
        let down = kept(at_most(1.0 - share), n - x - undecided, undecided, n);
        prop_assert_eq!(up, down);
    }

    #[test]
    fn more_good_cases_never_break_a_promise_that_was_kept(
        (n, x) in (1..400_u64).prop_flat_map(|n| (Just(n), 0..n)),
        hundredths in 0..=100_u8,
    ) {
        let promised = at_least(f64::from(hundredths) / 100.0);
        let rank = |kept| match kept {
            Kept::No => 0,
            Kept::Unknown(_) => 1,
            Kept::Yes => 2,
        };
        prop_assert!(rank(kept(promised, x + 1, 0, n)) >= rank(kept(promised, x, 0, n)));
    }
}
