//! What becomes of ids, case by case.

use super::{Event, Living, Stand};

/// Records by key with the customer before, 0 for none, and the group now.
fn stands(of: &[(u64, u64, u32)]) -> Vec<Stand> {
    let stand = |&(key, before, group): &(u64, u64, u32)| Stand {
        key,
        before: Some(before).filter(|&id| id != 0),
        group,
    };
    of.iter().map(stand).collect()
}

#[test]
fn new_customers_are_named_by_their_smallest_key() {
    let (ids, events) = Living::default().follow(&stands(&[(10, 0, 1), (20, 0, 2), (30, 0, 1)]));
    assert_eq!(ids, [10, 20, 10]);
    assert_eq!(events, []);
}

#[test]
fn a_newcomer_with_a_smaller_key_does_not_change_the_id() {
    let mut living = Living::of([10, 10].into_iter(), [].into_iter());
    let (ids, events) = living.follow(&stands(&[(5, 0, 1), (10, 10, 1), (30, 10, 1)]));
    assert_eq!(ids, [10, 10, 10]);
    assert_eq!(events, []);
}

#[test]
fn of_two_that_meet_the_larger_keeps_its_id_and_an_undo_gives_the_other_back() {
    let mut living = Living::of([10, 20, 20].into_iter(), [].into_iter());
    let (ids, events) = living.follow(&stands(&[(10, 10, 1), (20, 20, 1), (21, 20, 1)]));
    assert_eq!(ids, [20, 20, 20]);
    assert_eq!(events, [Event::Merged { from: 10, into: 20 }]);
    let (ids, events) = living.follow(&stands(&[(10, 20, 1), (20, 20, 2), (21, 20, 2)]));
    assert_eq!(ids, [10, 20, 20]);
    assert_eq!(events, [Event::Split { new: 10, from: 20 }]);
}

#[test]
fn an_undo_gives_the_id_back_although_a_record_with_a_smaller_key_had_joined() {
    let mut living = Living::of([10, 10, 20, 20, 20].into_iter(), [].into_iter());
    let before = [(5, 10, 1), (10, 10, 1), (20, 20, 1), (21, 20, 1), (22, 20, 1)];
    assert_eq!(living.follow(&stands(&before)).0, [20; 5]);
    let after = [(5, 20, 1), (10, 20, 1), (20, 20, 2), (21, 20, 2), (22, 20, 2)];
    assert_eq!(living.follow(&stands(&after)).0, [10, 10, 20, 20, 20]);
}

#[test]
fn the_part_that_holds_most_keeps_the_id_when_a_customer_is_split() {
    let mut living = Living::of([10, 10, 10].into_iter(), [].into_iter());
    let (ids, events) = living.follow(&stands(&[(10, 10, 1), (11, 10, 2), (12, 10, 2)]));
    // The key 10 is the id of the larger part, so the smaller needs another one.
    assert_eq!(ids[1..], [10, 10]);
    assert!(![0, 10, 11, 12].contains(&ids[0]));
    assert_eq!(events, [Event::Split { new: ids[0], from: 10 }]);
}

#[test]
fn parts_exchanged_between_two_customers_keep_both_ids() {
    let mut living = Living::of([1, 1, 1, 5, 5].into_iter(), [].into_iter());
    let now = [(1, 1, 1), (2, 1, 1), (3, 1, 2), (5, 5, 2), (6, 5, 2)];
    let (ids, events) = living.follow(&stands(&now));
    assert_eq!(ids, [1, 1, 5, 5, 5]);
    assert_eq!(events, []);
}

#[test]
fn a_customer_ends_with_its_last_record() {
    let mut living = Living::of([7, 7].into_iter(), [].into_iter());
    assert_eq!(living.leave(7), None);
    assert_eq!(living.leave(7), Some(Event::Ended { id: 7 }));
    assert!(!living.has(7));
}
