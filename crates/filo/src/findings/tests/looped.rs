//! Cases that go round, and those that only move on.

use super::{base, counted, frame, frame_that_heard, of_kind, shown_by};
use crate::findings::FindingKind;

#[track_caller]
fn check(lines: &str, shown: &[&[i64]]) {
    let counts = counted(lines, &frame());
    let found: Vec<Vec<i64>> =
        of_kind(&counts, FindingKind::Looped).into_iter().map(shown_by).collect();
    assert_eq!(found, shown, "{lines}");
}

/// A case that is taken in charge and put on hold so many times, three days apart.
fn rounds(count: u32) -> String {
    let mut lines =
        String::from("2026-05-04 10:00 message direction=in channel=web case=K step=opened\n");
    for round in 0..count {
        let day = 5 + 3 * round;
        lines.push_str(&format!(
            "2026-05-{day:02} 10:00 note direction=internal department=2 case=K step=owned
             2026-05-{day:02} 12:00 note direction=internal department=2 case=K step=waiting\n"
        ));
    }
    lines
}

#[test]
fn three_rounds_of_the_same_steps_are_a_loop() {
    check(&rounds(1), &[]);
    check(&rounds(2), &[]);
    // The third time that it waits is the act.
    check(&rounds(3), &[&[7, 3, 5]]);
    check(&rounds(4), &[&[7, 3, 5, 9]]);
    let counts = counted(&rounds(4), &frame());
    let found = of_kind(&counts, FindingKind::Looped)[0];
    assert_eq!((found.times, found.department), (4, 2));
    // From Tuesday the fifth at noon to Thursday the fourteenth at noon.
    assert_eq!(found.waited, Some(7 * 9 * 3_600_000));
}

#[test]
fn what_is_opened_again_and_again_goes_round_too() {
    let lines = |last: &str| {
        format!(
            "2026-05-04 10:00 message direction=in channel=web case=K step=opened
             2026-05-05 10:00 message channel=web case=K step=resolved
             2026-05-07 10:00 message direction=in channel=web case=K step=reopened
             2026-05-08 10:00 message channel=web case=K step=resolved
             2026-05-11 10:00 message direction=in channel=web case=K step=reopened
             {last}"
        )
    };
    check(&lines(""), &[]);
    check(&lines("2026-05-12 10:00 message channel=web case=K step=resolved"), &[&[6, 2, 4]]);
    // Solved once and then closed is one end.
    check(
        "2026-05-04 10:00 message direction=in channel=web case=K step=opened
         2026-05-05 10:00 message channel=web case=K step=resolved
         2026-05-06 10:00 note direction=internal case=K step=closed
         2026-05-07 10:00 note direction=internal case=K step=closed",
        &[],
    );
}

#[test]
fn a_new_fact_of_the_customer_begins_anew() {
    let told = "2026-05-09 10:00 message direction=in channel=web case=K";
    let lines = rounds(3);
    let mut all: Vec<&str> = lines.lines().collect();
    all.insert(5, told);
    check(&all.join("\n"), &[]);
    // Words that only ask how it stands are none.
    let counts = counted(&all.join("\n"), &frame_that_heard(&[(6, "chasing")]));
    assert_eq!(of_kind(&counts, FindingKind::Looped).len(), 1);
}

#[test]
fn taking_a_case_in_charge_again_is_no_round() {
    let lines = "2026-05-04 10:00 message direction=in channel=web case=K step=opened
        2026-05-05 10:00 note direction=internal case=K step=owned
        2026-05-06 10:00 note direction=internal case=K step=owned
        2026-05-07 10:00 note direction=internal case=K step=owned
        2026-05-08 10:00 note direction=internal case=K step=waiting
        2026-05-11 10:00 note direction=internal case=K step=waiting
        2026-05-12 10:00 note direction=internal case=K step=waiting";
    check(lines, &[]);
}

#[test]
fn a_case_without_steps_is_not_judged() {
    let counts = counted("2026-05-04 10:00 message direction=in channel=web case=K", &frame());
    assert_eq!(base(&counts, FindingKind::Looped), (1, 0));
}
