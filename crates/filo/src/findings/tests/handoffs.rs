//! Handoffs taken over in time and late.

use super::{base, counted, frame, frame_until, of_kind, shown_by};
use crate::findings::FindingKind;

const HOUR: i64 = 3_600_000;

/// A handoff to the technical department, which has one business day; the lines after it, the
/// working hours it waited, and the lines that show it late.
#[track_caller]
fn check(sent: &str, later: &str, waited: i64, late: &[i64]) {
    let lines = format!("{sent} handoff handoff=H from=service to=technical case=K\n{later}");
    let counts = counted(&lines, &frame());
    assert_eq!(base(&counts, FindingKind::HandoffLate), (1, 1), "{lines}");
    assert_eq!(counts.waits, [(1, 2, waited * HOUR)], "{lines}");
    let in_time: Vec<Option<bool>> = counts.handoffs.iter().map(|one| one.1).collect();
    assert_eq!(in_time, [Some(late.is_empty())], "{lines}");
    let shown: Vec<i64> =
        of_kind(&counts, FindingKind::HandoffLate).into_iter().flat_map(shown_by).collect();
    assert_eq!(shown, late, "{lines}");
}

#[test]
fn a_handoff_answered_within_a_business_day_is_in_time() {
    let accepted = |at: &str| format!("{at} handoff handoff=H state=accepted");
    check("2026-05-04 10:00", &accepted("2026-05-04 12:00"), 2, &[]);
    check("2026-05-04 10:00", &accepted("2026-05-05 10:00"), 9, &[]);
    check("2026-05-04 10:00", &accepted("2026-05-05 11:00"), 10, &[1, 2]);
    // A weekend lies between, or the holiday of the first of May.
    check("2026-05-08 17:00", &accepted("2026-05-11 17:00"), 9, &[]);
    check("2026-05-08 17:00", &accepted("2026-05-11 18:00"), 10, &[1, 2]);
    check("2026-04-30 17:00", &accepted("2026-05-04 17:00"), 9, &[]);
}

#[test]
fn a_refusal_is_an_answer_too() {
    check("2026-05-04 10:00", "2026-05-04 15:00 handoff handoff=H state=declined", 5, &[]);
    check("2026-05-04 10:00", "2026-05-04 15:00 handoff handoff=H state=done", 5, &[]);
}

#[test]
fn whatever_the_receiver_does_on_the_case_takes_it_over() {
    check("2026-05-04 10:00", "2026-05-04 13:00 note case=K department=2", 3, &[]);
    check("2026-05-04 10:00", "2026-05-07 10:00 message case=K department=2", 27, &[1, 2]);
    // Another case, another department and another handoff do not.
    let others = "
        2026-05-04 11:00 note case=L department=2
        2026-05-04 12:00 note case=K department=3
        2026-05-04 12:00 note department=2
        2026-05-04 13:00 handoff handoff=I state=accepted
        2026-05-04 14:00 handoff handoff=H state=accepted";
    check("2026-05-04 10:00", others, 4, &[]);
}

#[test]
fn a_handoff_that_is_still_open_counts_once_its_time_is_over() {
    let sent = "2026-05-04 10:00 handoff handoff=H from=service to=technical case=K";
    for (as_of, expected, late) in [
        ("2026-05-05 09:00", (1, 0), 0),
        ("2026-05-05 10:00", (1, 0), 0),
        ("2026-05-05 10:01", (1, 1), 1),
        ("2026-05-06 10:00", (1, 1), 1),
    ] {
        let counts = counted(sent, &frame_until(as_of));
        assert_eq!(base(&counts, FindingKind::HandoffLate), expected, "{as_of}");
        assert_eq!(counts.findings.len(), late, "{as_of}");
        let in_time = counts.handoffs[0].1;
        assert_eq!(in_time, (late > 0).then_some(false), "{as_of}: not judged yet is not late");
    }
    let counts = counted(sent, &frame_until("2026-05-06 10:00"));
    assert_eq!(counts.findings[0].waited, Some(18 * HOUR));
    assert_eq!((counts.findings[0].department, counts.findings[0].from), (2, Some(1)));
    // What happens after the end of the period is not known yet.
    let later = format!("{sent}\n2026-05-06 11:00 handoff handoff=H state=accepted");
    assert_eq!(shown_by(&counted(&later, &frame_until("2026-05-06 10:00")).findings[0]), [1]);
}

#[test]
fn a_day_agreed_upon_stands_above_the_departments_standard() {
    let lines = |at: &str| {
        format!(
            "2026-05-04 10:00 handoff handoff=H from=service to=technical due=2026-05-07 case=K
             {at} handoff handoff=H state=accepted"
        )
    };
    assert!(counted(&lines("2026-05-07 23:59"), &frame()).findings.is_empty());
    assert_eq!(counted(&lines("2026-05-08 00:00"), &frame()).findings.len(), 1);
}

#[test]
fn each_department_has_its_own_time() {
    // Logistics has four working hours.
    let lines = |at: &str| {
        format!(
            "2026-05-04 16:00 handoff handoff=H from=service to=logistics case=K
             {at} handoff handoff=H state=accepted"
        )
    };
    assert!(counted(&lines("2026-05-05 11:00"), &frame()).findings.is_empty());
    let late = counted(&lines("2026-05-05 11:01"), &frame());
    assert_eq!(late.findings[0].department, 3);
}

#[test]
fn a_receiver_that_the_company_does_not_know_is_not_judged() {
    let counts =
        counted("2026-05-04 10:00 handoff handoff=H from=service to=kitchen case=K", &frame());
    assert_eq!(base(&counts, FindingKind::HandoffLate), (1, 0));
    assert!(counts.findings.is_empty() && counts.waits.is_empty());
}
