//! Cases that stand still, and those that only seem to.
//!
//! The departments have one business day, logistics four working hours; five times that is far beyond.

use super::{base, counted, frame, frame_until, of_kind, shown_by};
use crate::findings::{Finding, FindingKind};

const HOUR: i64 = 3_600_000;

const OPENED: &str = "2026-05-04 10:00 message direction=in channel=web case=K step=opened";

#[track_caller]
fn check(lines: &str, shown: &[&[i64]]) -> Vec<Finding> {
    let counts = counted(lines, &frame());
    let found: Vec<Finding> = of_kind(&counts, FindingKind::Stalled).into_iter().cloned().collect();
    assert_eq!(found.iter().map(shown_by).collect::<Vec<_>>(), shown, "{lines}");
    found
}

#[test]
fn a_case_that_nobody_moves_for_five_times_the_departments_time_stands_still() {
    let answered = |at: &str| format!("{OPENED}\n{at} message channel=web case=K step=closed");
    check(&answered("2026-05-11 10:00"), &[]);
    let found = check(&answered("2026-05-11 10:01"), &[&[1, 2]]);
    // Five days of nine hours, and the hours of the first and the last day.
    assert_eq!(found[0].waited, Some(45 * HOUR + HOUR / 60));
    assert_eq!((found[0].department, found[0].times), (1, 1));
}

#[test]
fn weekends_and_holidays_are_no_waiting() {
    // 1 May is a holiday, the second and third are a weekend; the company waits five business days.
    let opened = "2026-04-30 10:00 message direction=in channel=web case=K step=opened";
    let answered = |at: &str| format!("{opened}\n{at} message channel=web case=K step=closed");
    check(&answered("2026-05-08 10:00"), &[]);
    check(&answered("2026-05-08 10:01"), &[&[1, 2]]);
    // A question of Friday evening, answered on Monday morning.
    check(
        "2026-05-08 17:50 message direction=in channel=web case=K step=opened
         2026-05-11 09:10 message channel=web case=K step=resolved",
        &[],
    );
}

#[test]
fn saying_that_it_waits_changes_nothing() {
    let lines = format!(
        "{OPENED}
         2026-05-04 11:00 note direction=internal department=2 case=K step=owned
         2026-05-04 12:00 note direction=internal department=2 case=K step=waiting
         2026-05-25 12:00 message channel=web department=2 case=K step=closed"
    );
    let found = check(&lines, &[&[3, 4]]);
    // It belongs to the department that took it, not to the one that was written to.
    assert_eq!((found[0].department, found[0].waited), (2, Some(15 * 9 * HOUR)));
}

#[test]
fn waiting_for_the_customer_is_not_the_companys_wait() {
    // The company asks, and the customer answers after two weeks.
    let asked = format!(
        "{OPENED}
         2026-05-04 12:00 message channel=web case=K step=owned
         2026-05-04 12:05 note direction=internal case=K step=waiting"
    );
    check(&asked, &[]);
    let answered = format!(
        "{asked}
         2026-05-20 10:00 message direction=in channel=web case=K
         2026-05-21 10:00 message channel=web case=K step=closed"
    );
    check(&answered, &[]);
    // From the customer's answer on it is the company's again.
    let ignored = format!("{asked}\n2026-05-18 10:00 message direction=in channel=web case=K");
    check(&ignored, &[&[4]]);
}

#[test]
fn an_open_case_counts_up_to_the_end_of_the_period() {
    for (as_of, expected, found) in
        [("2026-05-11 10:00", (1, 0), 0), ("2026-05-11 10:01", (1, 1), 1)]
    {
        let counts = counted(OPENED, &frame_until(as_of));
        assert_eq!(base(&counts, FindingKind::Stalled), expected, "{as_of}");
        assert_eq!(of_kind(&counts, FindingKind::Stalled).len(), found, "{as_of}");
    }
    // What comes after it is not known yet.
    let later = format!("{OPENED}\n2026-05-20 10:00 message channel=web case=K step=closed");
    let counts = counted(&later, &frame_until("2026-05-15 10:00"));
    assert_eq!(shown_by(of_kind(&counts, FindingKind::Stalled)[0]), [1]);
}

#[test]
fn what_machines_send_moves_nothing_and_closes_what_was_answered() {
    let machine = "message channel=web automatic=true case=K";
    // An automatic answer is none.
    check(&format!("{OPENED}\n2026-05-04 10:01 {machine}"), &[&[1]]);
    // Closed by a machine thirty days after an answer, thanks or no thanks in between.
    let answered = format!("{OPENED}\n2026-05-04 12:00 message channel=web case=K step=resolved");
    check(&format!("{answered}\n2026-05-29 03:00 {machine} step=closed"), &[]);
    let thanked = format!(
        "{OPENED}
         2026-05-04 12:00 message channel=web case=K
         2026-05-04 13:00 message direction=in channel=web case=K
         2026-05-29 03:00 {machine} step=closed"
    );
    check(&thanked, &[]);
    // Closed by a machine, and nobody ever answered.
    check(&format!("{OPENED}\n2026-05-29 03:00 {machine} step=closed"), &[&[1, 2]]);
}

#[test]
fn chasing_does_not_make_the_wait_shorter() {
    let lines = format!(
        "{OPENED}
         2026-05-08 10:00 message direction=in channel=web case=K
         2026-05-12 10:00 message direction=in channel=web case=K
         2026-05-13 10:00 message channel=web case=K step=closed"
    );
    check(&lines, &[&[1, 4]]);
}

#[test]
fn a_case_handed_over_waits_in_the_department_that_has_it() {
    let lines = |at: &str| {
        format!(
            "{OPENED}
             2026-05-04 11:00 message channel=web case=K
             2026-05-04 12:00 handoff handoff=H from=service to=logistics case=K
             2026-05-04 13:00 handoff handoff=H from=service to=logistics case=K state=accepted
             {at} message channel=web department=3 case=K step=closed"
        )
    };
    // Logistics has twenty working hours: two days and two hours of nine.
    check(&lines("2026-05-06 15:00"), &[]);
    let found = check(&lines("2026-05-06 15:01"), &[&[4, 5]]);
    assert_eq!(found[0].department, 3);
}

#[test]
fn what_the_company_promises_for_a_kind_of_request_counts_where_it_is_longer() {
    let lines = |reason: &str, at: &str| {
        format!(
            "2026-05-04 10:00 message direction=in channel=web reason={reason} case=K step=opened
             {at} message channel=web case=K step=closed"
        )
    };
    // A relocation may take two days, so ten before it is far beyond.
    check(&lines("relocation", "2026-05-18 10:00"), &[]);
    check(&lines("relocation", "2026-05-18 10:01"), &[&[1, 2]]);
    check(&lines("other", "2026-05-11 10:01"), &[&[1, 2]]);
}

#[test]
fn several_standstills_of_one_case_are_one_finding() {
    let lines = format!(
        "{OPENED}
         2026-05-12 10:00 message channel=web case=K
         2026-05-12 11:00 message direction=in channel=web case=K
         2026-05-22 11:00 message channel=web case=K step=closed"
    );
    let found = check(&lines, &[&[1, 2, 3, 4]]);
    assert_eq!((found[0].times, found[0].waited), (2, Some((6 + 8) * 9 * HOUR)));
}

#[test]
fn a_case_of_which_nobody_says_whether_it_is_open_is_not_judged() {
    let counts = counted(
        "2026-05-04 10:00 handoff handoff=H from=service to=technical case=K
         2026-05-04 11:00 handoff handoff=H from=service to=technical case=K state=accepted",
        &frame(),
    );
    assert_eq!(base(&counts, FindingKind::Stalled), (1, 0));
}

#[test]
fn what_was_over_before_the_period_is_not_counted() {
    let counts = counted(
        "2026-01-05 10:00 message direction=in channel=web case=K step=opened
         2026-01-30 10:00 message channel=web case=K step=closed",
        &frame(),
    );
    assert_eq!(base(&counts, FindingKind::Stalled), (0, 0));
}
