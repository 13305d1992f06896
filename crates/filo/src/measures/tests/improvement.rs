//! G1 and G2: improvements that moved their measure, and causes with an owner.

use super::{check, counted, frame, total};
use crate::findings::event::Event;
use crate::findings::tests::thread;
use crate::measures::Counts;
use crate::measures::Measure::{C1, G1, G2};

/// Customers who were each asked for a claim: so many that they had paid, so many that they had not.
fn asked(day: &str, (paid, open): (i64, i64), first: i64) -> Vec<(i64, Vec<Event>)> {
    let lines = |is_paid: bool| {
        let payment = if is_paid { "2026-01-05 payment claim=A amount=100" } else { "" };
        format!(
            "2025-12-10 invoice claim=A amount=100 due=2026-01-02
             {payment}
             {day} 10:00 reminder claim=A"
        )
    };
    (0..paid + open)
        .map(|number| {
            let mut events = thread(&lines(number < paid));
            let customer = first + number;
            for event in &mut events {
                event.seq += customer * 100;
                event.customer = customer;
                event.id.0[..8].copy_from_slice(&customer.to_be_bytes());
            }
            (customer, events)
        })
        .collect()
}

fn with(customers: &[Vec<(i64, Vec<Event>)>], practice: &str) -> Counts {
    let frame = frame();
    let mut counts = Counts::default();
    for (customer, events) in customers.iter().flatten() {
        counts.fold(*customer, events, &frame);
    }
    counts.fold(1, &thread(practice), &frame);
    counts.finish(&frame);
    counts
}

const CHANGE: &str = "2026-03-02 improvement improvement=M measure=c1 due=2026-03-20 state=opened
     2026-03-16 improvement improvement=M state=closed";

#[test]
fn an_improvement_is_verified_where_its_measure_moved() {
    let before = asked("2026-02-10", (10, 15), 100);
    let better = asked("2026-04-10", (3, 22), 200);
    let same = asked("2026-04-10", (10, 15), 200);
    let few = asked("2026-04-10", (0, 19), 200);
    for (after, expected) in [(better, (1, 1, 1)), (same, (0, 1, 1)), (few, (0, 0, 1))] {
        assert_eq!(total(&with(&[before.clone(), after], CHANGE), G1), expected);
    }
}

#[test]
fn an_improvement_that_is_not_closed_or_names_no_measure_is_not_verified() {
    let opened = CHANGE.lines().next().unwrap();
    check(G1, opened, (0, 1, 1));
    check(G1, &opened.replace("measure=c1 ", ""), (0, 0, 1));
    check(G1, &opened.replace("measure=c1", "measure=speed"), (0, 0, 1));
    // Thirty days after its day.
    check(G1, &opened.replace("2026-03-20", "2026-05-15"), (0, 0, 1));
    // Of another department, whose measure nobody knows.
    let before = asked("2026-02-10", (10, 15), 100);
    let after = asked("2026-04-10", (3, 22), 200);
    let elsewhere = CHANGE.replace("state=", "department=2 state=");
    assert_eq!(total(&with(&[before, after], &elsewhere), G1), (0, 0, 1));
}

#[test]
fn what_goes_wrong_often_has_an_owner_or_none() {
    let often = asked("2026-04-10", (5, 0), 100);
    let owned = "2026-04-20 improvement improvement=M measure=C1 due=2026-06-20 state=opened";
    let of = |practice: &str| total(&with(std::slice::from_ref(&often), practice), G2);
    assert_eq!(of(owned), (1, 1, 1));
    assert_eq!(of("2026-04-20 note"), (0, 1, 1));
    assert_eq!(of(&owned.replace("due=2026-06-20 ", "")), (0, 1, 1), "nobody says by when");
    assert_eq!(of(&owned.replace("C1", "C2")), (0, 1, 1), "about something else");
    assert_eq!(of(&owned.replace("state=", "department=2 state=")), (0, 1, 1));
    assert_eq!(of(CHANGE), (1, 1, 1), "closed within the ninety days");
    let long_ago = CHANGE.replace("2026-03-16", "2026-03-01").replace("2026-03-02", "2026-02-02");
    assert_eq!(of(&long_ago), (0, 1, 1));
    let seldom = asked("2026-04-10", (4, 9), 100);
    assert_eq!(total(&with(&[seldom], owned), G2), (0, 0, 0));
    assert_eq!(total(&counted("2026-05-04 note", &frame()), C1), (0, 0, 0));
}
