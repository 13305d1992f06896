//! Needs that were answered, and needs that nobody answered.

use super::{base, counted, frame, frame_until, of_kind, shown_by};
use crate::findings::FindingKind;

const ATTEMPT: &str = "attempt direction=in channel=phone";

/// How many needs there were, how many could be judged, and the attempts of each left unanswered.
#[track_caller]
fn check(lines: &str, expected: (u64, u64), unanswered: &[&[i64]]) {
    let lines = lines.replace("attempt", ATTEMPT);
    let counts = counted(&lines, &frame());
    assert_eq!(base(&counts, FindingKind::Unanswered), expected, "{lines}");
    let findings = of_kind(&counts, FindingKind::Unanswered);
    let found: Vec<Vec<i64>> = findings.into_iter().map(shown_by).collect();
    assert_eq!(found, unanswered, "{lines}");
}

#[test]
fn attempts_within_a_day_of_the_first_are_one_need() {
    check("2026-05-04 10:00 attempt", (1, 1), &[&[1]]);
    check(
        "2026-05-04 10:00 attempt\n2026-05-04 10:05 attempt\n2026-05-05 09:59 attempt",
        (1, 1),
        &[&[1, 2, 3]],
    );
    check("2026-05-04 10:00 attempt\n2026-05-05 10:00 attempt", (2, 2), &[&[1], &[2]]);
}

#[test]
fn a_call_that_a_person_takes_answers_the_need() {
    let call =
        |at: &str| format!("2026-05-04 10:00 attempt\n{at} message direction=in channel=phone");
    check(&call("2026-05-04 11:00"), (1, 1), &[]);
    check(&call("2026-05-05 09:30"), (1, 1), &[]);
    // Too late, it is a need of its own, answered at once.
    check(&call("2026-05-05 10:01"), (2, 2), &[&[1]]);
    check("2026-05-04 10:00 message direction=in channel=phone", (1, 1), &[]);
}

#[test]
fn a_persons_words_to_the_customer_answer_it_and_a_machines_do_not() {
    let after = |answer: &str| format!("2026-05-04 10:00 attempt\n2026-05-04 16:00 {answer}");
    check(&after("message direction=out channel=email"), (1, 1), &[]);
    check(&after("message direction=out channel=phone"), (1, 1), &[]);
    check(&after("message direction=out channel=email automatic=true"), (1, 1), &[&[1]]);
    check(&after("message direction=in channel=email"), (1, 1), &[&[1]]);
    check(&after("reminder claim=A"), (1, 1), &[&[1]]);
    check(&after("note"), (1, 1), &[&[1]]);
    // What was said before the customer called answers nothing.
    check("2026-05-04 09:00 message direction=out\n2026-05-04 10:00 attempt", (1, 1), &[&[2]]);
}

#[test]
fn the_company_has_one_business_day() {
    let answered = |from: &str, to: &str| {
        let lines = format!("{from} attempt direction=in\n{to} message direction=out");
        let counts = counted(&lines, &frame());
        assert_eq!(base(&counts, FindingKind::Unanswered), (1, 1), "{lines}");
        counts.findings.is_empty()
    };
    // 8 May 2026 is a Friday: until Monday at the same time.
    assert!(answered("2026-05-08 17:00", "2026-05-11 17:00"));
    assert!(!answered("2026-05-08 17:00", "2026-05-11 17:01"));
    // Friday evening, when nobody is there: the time begins on Monday morning.
    assert!(answered("2026-05-08 20:00", "2026-05-12 09:00"));
    assert!(!answered("2026-05-08 20:00", "2026-05-12 09:01"));
    // 1 May is a holiday, and a Friday.
    assert!(answered("2026-04-30 17:00", "2026-05-04 17:00"));
    assert!(!answered("2026-04-30 17:00", "2026-05-04 17:01"));
}

#[test]
fn the_time_runs_from_the_last_attempt() {
    let lines = "2026-05-04 10:00 attempt\n2026-05-05 09:00 attempt\n2026-05-06 09:00 message direction=out";
    check(lines, (1, 1), &[]);
}

#[test]
fn a_need_whose_time_has_not_run_out_is_counted_and_not_judged() {
    for (as_of, judged) in [("2026-05-05 09:59", 0), ("2026-05-05 10:00", 1)] {
        let counts = counted("2026-05-04 10:00 attempt direction=in", &frame_until(as_of));
        assert_eq!(base(&counts, FindingKind::Unanswered), (1, judged), "{as_of}");
        assert_eq!(counts.findings.len() as u64, judged);
    }
    let answered = "2026-05-04 10:00 attempt direction=in\n2026-05-04 10:30 message direction=out";
    let counts = counted(answered, &frame_until("2026-05-04 12:00"));
    assert_eq!(base(&counts, FindingKind::Unanswered), (1, 1));
}

#[test]
fn a_call_by_the_company_that_the_customer_misses_is_no_need() {
    check("2026-05-04 10:00 campaign_attempt", (0, 0), &[]);
    let counts = counted("2026-05-04 10:00 attempt direction=out", &frame());
    assert_eq!(base(&counts, FindingKind::Unanswered), (0, 0));
}

#[test]
fn a_machine_that_takes_the_call_is_nobody() {
    check("2026-05-04 10:00 attempt outcome=machine seconds=150", (1, 1), &[&[1]]);
    check(
        "2026-05-04 10:00 attempt outcome=machine\n2026-05-04 10:09 attempt outcome=machine\n2026-05-04 12:00 message direction=out",
        (1, 1),
        &[],
    );
}

#[test]
fn what_calling_cost_is_counted_by_line() {
    let lines = "
        2026-02-04 10:00 attempt direction=in line=verde seconds=999
        2026-05-04 10:00 attempt direction=in line=verde seconds=150 outcome=machine
        2026-05-04 10:05 attempt direction=in line=Verde wait_seconds=30
        2026-05-11 10:00 attempt direction=in line=verde seconds=20
        2026-05-11 10:01 message direction=in channel=phone line=verde seconds=600
        2026-05-12 10:00 attempt direction=in seconds=5";
    let counts = counted(lines, &frame());
    let mut told: Vec<(u64, u64, u64)> =
        counts.lines.iter().map(|line| (line.attempts, line.seconds, line.unanswered)).collect();
    told.sort_unstable();
    // On the line: three attempts in the period, two of them of the need that nobody answered.
    assert_eq!(told, [(1, 5, 1), (3, 200, 2)]);
    let none = crate::findings::event::reference(None);
    assert!(counts.lines.iter().any(|line| line.line == none), "one names no line");
}
