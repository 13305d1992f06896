//! Which groups are shown by themselves: small ones are pooled, and no pool is small.
//!
//! Method: groups in the order of their size; those below the threshold are pooled; while the pool
//! itself is below it, the next smallest joins, so that nothing is left to find by subtraction from
//! the whole.

use crate::Threshold;

/// A group that a figure may be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group<'a> {
    /// Its number.
    pub number: i64,
    /// Its name, which settles the order of groups of one size.
    pub name: &'a str,
    /// Its people; nothing where that is not known, which counts as at least one.
    pub people: Option<u32>,
}

/// Which groups are shown by themselves; the others are pooled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groups {
    shown: Vec<i64>,
    /// The people of all groups together, at least.
    people: u32,
    threshold: Threshold,
}

impl Groups {
    /// Decides for the groups that a figure is about, in any order.
    #[must_use]
    pub fn new(threshold: Threshold, groups: &[Group<'_>]) -> Self {
        let mut sized: Vec<(u32, &str, i64)> =
            groups.iter().map(|one| (one.people.unwrap_or(0), one.name, one.number)).collect();
        sized.sort_unstable();
        let mut pooled: u32 = 0;
        let mut shown = Vec::new();
        for &(people, _, number) in &sized {
            // A small pool would tell of its people by subtraction from the whole.
            let small = !threshold.allows(people) || (pooled > 0 && !threshold.allows(pooled));
            if small {
                pooled = pooled.saturating_add(people.max(1));
            } else {
                shown.push(number);
            }
        }
        shown.sort_unstable();
        let people = sized.iter().fold(0, |all: u32, one| all.saturating_add(one.0.max(1)));
        Self { shown, people, threshold }
    }

    /// Whether a figure about all of them together may be shown.
    #[must_use]
    pub fn are_enough(&self) -> bool {
        self.threshold.allows(self.people)
    }

    /// The group under which a figure is shown, nothing for the pool.
    #[must_use]
    pub fn shown(&self, number: i64) -> Option<i64> {
        self.shown.binary_search(&number).is_ok().then_some(number)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Group, Groups};
    use crate::Threshold;

    const NAMES: [&str; 8] = ["a", "b", "c", "d", "e", "f", "g", "h"];

    fn groups(people: &[Option<u32>]) -> Vec<Group<'static>> {
        (1..)
            .zip(NAMES)
            .zip(people)
            .map(|((number, name), &people)| Group { number, name, people })
            .collect()
    }

    fn shown(threshold: u8, groups: &[Group<'_>]) -> Vec<i64> {
        let decided = Groups::new(Threshold::new(threshold).expect("at least five"), groups);
        (1..).zip(NAMES).filter_map(|(number, _)| decided.shown(number)).collect()
    }

    #[test]
    fn a_threshold_below_five_does_not_exist() {
        assert_eq!(Threshold::new(4), None);
        assert_eq!(Threshold::new(5), Some(Threshold::LEAST));
    }

    #[test]
    fn a_higher_threshold_pools_more() {
        let all = groups(&[Some(4), Some(7), Some(30), Some(12)]);
        assert_eq!(shown(5, &all), [3, 4]);
        assert_eq!(shown(12, &all), [3]);
    }

    proptest! {
        #[test]
        fn no_group_and_no_pool_is_small(
            people in prop::collection::vec(prop::option::of(0_u32..20), 0..8),
            threshold in 5_u8..12,
        ) {
            let all = groups(&people);
            let shown = shown(threshold, &all);
            let size = |one: &Group<'_>| one.people.unwrap_or(0);
            let mut pool = 0;
            for one in &all {
                if shown.contains(&one.number) {
                    prop_assert!(size(one) >= u32::from(threshold));
                } else {
                    pool += size(one).max(1);
                }
            }
            prop_assert!(shown.is_empty() || pool == 0 || pool >= u32::from(threshold));
        }

        #[test]
        fn any_order_gives_the_same_and_a_higher_threshold_never_shows_more(
            people in prop::collection::vec(prop::option::of(0_u32..20), 0..8),
            threshold in 5_u8..12,
            turn in 0_usize..8,
        ) {
            let mut all = groups(&people);
            let first = shown(threshold, &all);
            let higher = shown(threshold + 1, &all);
            prop_assert!(higher.iter().all(|one| first.contains(one)));
            let turn = turn.min(all.len());
            all.rotate_left(turn);
            prop_assert_eq!(first, shown(threshold, &all));
        }
    }
}
