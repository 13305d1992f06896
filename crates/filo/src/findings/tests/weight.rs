//! The points that order a list of findings.

use super::{counted, frame, of_kind};
use crate::findings::FindingKind;
use crate::findings::weight::weight;

#[track_caller]
fn check(kind: FindingKind, lines: &str, points: u32) {
    let counts = counted(lines, &frame());
    let weights: Vec<u32> = of_kind(&counts, kind).into_iter().map(weight).collect();
    assert_eq!(weights, [points], "{lines}");
}

#[test]
fn the_act_the_amount_and_who_it_meets_weigh() {
    let with = |act: &str| {
        format!("2026-05-01 invoice claim=A amount=90 due=2026-05-20\n2026-05-05 {act}")
    };
    let claim = FindingKind::UndueClaim;
    check(claim, &with("reminder claim=A"), 3);
    check(claim, &with("formal_notice claim=A amount=99.99"), 6);
    check(claim, &with("formal_notice claim=A amount=100"), 7);
    check(claim, &with("collection claim=A amount=2000"), 13);
    let left = "2025-01-01 contract contract=C\n2026-04-01 contract contract=C state=ended";
    check(claim, &format!("{left}\n{}", with("reminder claim=A")), 5);
    check(
        claim,
        &format!(
            "{left}\n2026-04-02 contract contract=C state=activated\n{}",
            with("reminder claim=A")
        ),
        3,
    );
    let disputed = format!("2026-05-02 dispute claim=A\n{}", with("reminder claim=A"));
    check(claim, &disputed, 4);
}

#[test]
fn every_further_time_weighs_up_to_five() {
    let calls = |count: usize| {
        let call = |minute: usize| format!("2026-05-04 10:{minute:02} attempt direction=in\n");
        (0..count).map(call).collect::<String>()
    };
    for (count, points) in [(1, 2), (3, 4), (6, 7), (9, 7)] {
        check(FindingKind::Unanswered, &calls(count), points);
    }
}
