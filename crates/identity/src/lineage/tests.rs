//! What becomes of ids, case by case.

use super::{Event, Past, Stand};

/// A record by its key, with the customer before, 0 for none.
fn stands(of: &[(u64, u64)]) -> Vec<Stand> {
    let stand =
        |&(key, before): &(u64, u64)| Stand { key, before: Some(before).filter(|&id| id != 0) };
    of.iter().map(stand).collect()
}

/// The ids of groups one after the other, and what became of others.
fn follow(past: &mut Past, groups: &[&[(u64, u64)]]) -> (Vec<u64>, Vec<Event>) {
    let mut events = Vec::new();
    let ids = groups.iter().map(|group| past.follow(&stands(group), &mut events)).collect();
    (ids, events)
}

#[test]
fn new_customers_are_named_by_their_smallest_key() {
    let (ids, events) = follow(&mut Past::default(), &[&[(30, 0), (10, 0)], &[(20, 0)]]);
    assert_eq!((ids, events), (vec![10, 20], vec![]));
}

#[test]
fn a_newcomer_with_a_smaller_key_does_not_change_the_id() {
    let (ids, events) = follow(&mut Past::default(), &[&[(5, 0), (10, 10), (30, 10)]]);
    assert_eq!((ids, events), (vec![10], vec![]));
}

#[test]
fn of_two_that_meet_the_larger_keeps_its_id_and_an_undo_gives_the_other_back() {
    let mut past = Past::default();
    let (ids, events) = follow(&mut past, &[&[(10, 10), (20, 20), (21, 20)]]);
    assert_eq!((ids, events), (vec![20], vec![Event::Merged { from: 10, into: 20 }]));
    let (ids, events) = follow(&mut past, &[&[(10, 20)], &[(20, 20), (21, 20)]]);
    assert_eq!((ids, events), (vec![10, 20], vec![Event::Split { new: 10, from: 20 }]));
}

#[test]
fn of_two_equal_ones_the_smaller_id_is_kept() {
    let (ids, _) = follow(&mut Past::default(), &[&[(20, 20), (10, 10)]]);
    assert_eq!(ids, [10]);
}

#[test]
fn an_undo_gives_the_id_back_although_a_record_with_a_smaller_key_had_joined() {
    let mut past = Past::default();
    let before = [(5, 10), (10, 10), (20, 20), (21, 20), (22, 20)];
    assert_eq!(follow(&mut past, &[&before]).0, [20]);
    let after: [&[_]; 2] = [&[(5, 20), (10, 20)], &[(20, 20), (21, 20), (22, 20)]];
    assert_eq!(follow(&mut past, &after).0, [10, 20]);
}

#[test]
fn a_chain_of_merges_is_undone_step_by_step() {
    let mut past = Past::default();
    // 3 becomes part of 7, and 7 of 9.
    assert_eq!(follow(&mut past, &[&[(3, 3), (7, 7), (8, 7)]]).0, [7]);
    let all = [(3, 7), (7, 7), (8, 7), (9, 9), (10, 9), (11, 9), (12, 9)];
    assert_eq!(follow(&mut past, &[&all]).0, [9]);
    let parts: [&[_]; 2] = [&[(3, 9), (7, 9), (8, 9)], &[(9, 9), (10, 9), (11, 9), (12, 9)]];
    assert_eq!(follow(&mut past, &parts).0, [7, 9], "7 went last");
    let parts: [&[_]; 2] = [&[(3, 7)], &[(7, 7), (8, 7)]];
    assert_eq!(follow(&mut past, &parts).0, [3, 7]);
}

#[test]
fn the_part_with_the_record_that_gave_the_id_keeps_it() {
    let (ids, events) = follow(&mut Past::default(), &[&[(10, 10)], &[(11, 10), (12, 10)]]);
    assert_eq!((ids, events), (vec![10, 11], vec![Event::Split { new: 11, from: 10 }]));
}

#[test]
fn what_was_split_and_is_put_together_again_has_the_id_it_had() {
    let mut past = Past::default();
    let parts: [&[_]; 2] = [&[(10, 10)], &[(11, 10), (12, 10)]];
    assert_eq!(follow(&mut past, &parts).0, [10, 11]);
    let (ids, events) = follow(&mut past, &[&[(10, 10), (11, 11), (12, 11)]]);
    assert_eq!((ids, events), (vec![10], vec![Event::Merged { from: 11, into: 10 }]));
}

#[test]
fn a_record_that_changes_sides_changes_no_id() {
    let groups: [&[_]; 2] = [&[(1, 1), (2, 1)], &[(3, 1), (5, 5), (6, 5)]];
    assert_eq!(follow(&mut Past::default(), &groups), (vec![1, 5], vec![]));
}

#[test]
fn a_customer_ends_with_the_record_that_gave_its_id() {
    let mut past = Past::default();
    assert_eq!(past.leave(Stand { key: 8, before: Some(7) }), None);
    let ended = past.leave(Stand { key: 7, before: Some(7) });
    assert_eq!(ended, Some(Event::Ended { id: 7 }));
    let (ids, events) = follow(&mut past, &[&[(8, 7)]]);
    assert_eq!((ids, events), (vec![8], vec![Event::Split { new: 8, from: 7 }]));
}
