//! Promises kept, moved, withdrawn and past their date.

use super::{base, counted, frame, moment, of_kind, shown_by};
use crate::findings::FindingKind;

const MADE: &str = "2026-05-04 10:00 promise promise=P state=made due=2026-05-08";

/// What became of the promise of the eighth of May: the lines that show it broken, if it was.
#[track_caller]
fn check(later: &str, broken: &[i64]) {
    let lines = format!("{MADE}\n{later}");
    let counts = counted(&lines, &frame());
    assert_eq!(base(&counts, FindingKind::PromiseBroken), (1, 1), "{lines}");
    let findings = of_kind(&counts, FindingKind::PromiseBroken);
    let shown: Vec<i64> = findings.into_iter().flat_map(shown_by).collect();
    assert_eq!(shown, broken, "{lines}");
}

#[test]
fn the_whole_day_belongs_to_the_promise() {
    check("2026-05-08 23:59 promise promise=P state=kept", &[]);
    check("2026-05-08 promise promise=P state=done", &[]);
    check("2026-05-05 promise promise=P state=kept", &[]);
    check("2026-05-09 00:00 promise promise=P state=kept", &[1, 2]);
    check("", &[1]);
    check("2026-05-06 note", &[1]);
}

#[test]
fn a_promise_is_broken_at_the_end_of_its_day() {
    let counts = counted(MADE, &frame());
    assert_eq!(counts.findings[0].at, moment("2026-05-09 00:00").millis);
}

#[test]
fn notice_before_the_day_moves_a_promise_and_notice_after_it_does_not() {
    let before = "2026-05-07 promise promise=P state=moved due=2026-05-15";
    check(before, &[1, 2]);
    check(&format!("{before}\n2026-05-15 promise promise=P state=kept"), &[]);
    check(&format!("{before}\n2026-05-16 promise promise=P state=kept"), &[1, 2, 3]);
    let after = "2026-05-09 promise promise=P state=moved due=2026-05-15";
    check(&format!("{after}\n2026-05-14 promise promise=P state=kept"), &[1, 2, 3]);
}

#[test]
fn a_promise_taken_back_in_time_is_none() {
    let withdrawn = |day: &str| format!("{MADE}\n{day} promise promise=P state=withdrawn");
    let counts = counted(&withdrawn("2026-05-08"), &frame());
    assert_eq!(base(&counts, FindingKind::PromiseBroken), (0, 0));
    assert!(counts.findings.is_empty());
    check("2026-05-09 promise promise=P state=withdrawn", &[1, 2]);
}

#[test]
fn a_promise_of_the_last_day_or_of_before_the_period_is_not_judged() {
    for (due, judged) in [
        ("2026-02-28", 0),
        ("2026-03-01", 1),
        ("2026-05-30", 1),
        ("2026-05-31", 0),
        ("2026-06-02", 0),
    ] {
        let counts = counted(&format!("2026-02-20 promise promise=P due={due}"), &frame());
        assert_eq!(base(&counts, FindingKind::PromiseBroken), (judged, judged), "{due}");
        assert_eq!(counts.findings.len() as u64, judged, "{due}");
    }
}

#[test]
fn a_promise_without_a_day_is_counted_and_not_judged() {
    let counts = counted("2026-05-04 promise promise=P", &frame());
    assert_eq!(base(&counts, FindingKind::PromiseBroken), (1, 0));
}

#[test]
fn the_keeping_of_another_promise_keeps_nothing() {
    let other =
        "2026-05-05 promise promise=Q due=2026-05-07\n2026-05-06 promise promise=Q state=kept";
    let counts = counted(&format!("{MADE}\n{other}"), &frame());
    assert_eq!(base(&counts, FindingKind::PromiseBroken), (2, 2));
    assert_eq!(counts.findings.iter().map(shown_by).collect::<Vec<_>>(), [[1]]);
}

#[test]
fn promises_without_a_number_stand_alone() {
    let lines = "2026-05-04 promise due=2026-05-08\n2026-05-05 promise due=2026-05-09";
    let counts = counted(lines, &frame());
    assert_eq!(base(&counts, FindingKind::PromiseBroken), (2, 2));
    assert_eq!(counts.findings.len(), 2);
}

#[test]
fn it_belongs_to_the_department_that_made_it() {
    let lines = "2026-05-04 promise promise=P due=2026-05-08 department=2\n2026-05-20 promise promise=P state=kept department=3";
    let counts = counted(lines, &frame());
    assert_eq!(counts.findings[0].department, 2);
    assert_eq!(counts.kinds[FindingKind::PromiseBroken as usize].judged, [(2, 1)]);
}
