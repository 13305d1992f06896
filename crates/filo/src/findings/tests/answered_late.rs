//! Requests answered late, and those that only seem so.
//!
//! Relocations are to be answered within two business days, faults within four working hours.

use super::{base, counted, frame, frame_until, of_kind, shown_by};
use crate::findings::FindingKind;

const OPENED: &str =
    "2026-05-04 10:00 message direction=in channel=web reason=relocation case=K step=opened";

#[track_caller]
fn check(lines: &[&str], shown: &[&[i64]]) {
    let counts = counted(&lines.join("\n"), &frame());
    let found: Vec<Vec<i64>> =
        of_kind(&counts, FindingKind::AnsweredLate).into_iter().map(shown_by).collect();
    assert_eq!(found, shown, "{lines:?}");
}

#[test]
fn each_kind_of_request_has_its_own_time() {
    check(&[OPENED, "2026-05-06 10:00 message channel=web case=K"], &[]);
    check(&[OPENED, "2026-05-06 10:01 message channel=web case=K"], &[&[1, 2]]);
    let fault = "2026-05-04 16:00 message direction=in channel=web reason=fault case=K step=opened";
    check(&[fault, "2026-05-05 11:00 message channel=web case=K"], &[]);
    check(&[fault, "2026-05-05 11:01 message channel=web case=K"], &[&[1, 2]]);
    // What has no standard is not judged.
    let other = "2026-05-04 10:00 message direction=in channel=web reason=other case=K step=opened";
    check(&[other, "2026-05-29 10:00 message channel=web case=K"], &[]);
}

#[test]
fn it_says_how_long_the_customer_waited() {
    let lines = format!("{OPENED}\n2026-05-08 12:00 message channel=web case=K department=2");
    let counts = counted(&lines, &frame());
    let found = of_kind(&counts, FindingKind::AnsweredLate)[0];
    assert_eq!((found.department, found.waited), (1, Some((4 * 9 + 2) * 3_600_000)));
}

#[test]
fn only_a_person_answers() {
    let machine = "2026-05-04 10:01 message channel=web automatic=true case=K";
    let note = "2026-05-04 11:00 note direction=internal case=K step=owned";
    let late = "2026-05-11 10:00 message channel=web case=K";
    check(&[OPENED, machine, note, late], &[&[1, 4]]);
    // A refusal is an answer, and so is a visit, or the end of the case.
    for answer in [
        "refusal case=K",
        "note channel=visit case=K",
        "note direction=internal case=K step=closed",
    ] {
        check(&[OPENED, &format!("2026-05-05 10:00 {answer}"), late], &[]);
    }
    // What a machine closes is not answered.
    let closed = "2026-05-05 10:00 message channel=web automatic=true case=K step=closed";
    check(&[OPENED, closed], &[&[1]]);
}

#[test]
fn a_word_outside_of_any_case_may_be_about_it_and_one_in_another_case_is_not() {
    let called = "2026-05-05 10:00 message channel=phone";
    check(&[OPENED, called], &[]);
    let elsewhere = "2026-05-05 10:00 message channel=web case=L";
    check(&[OPENED, elsewhere], &[&[1]]);
}

#[test]
fn who_is_spoken_to_at_once_is_answered_at_once() {
    let called =
        "2026-05-04 10:00 message direction=in channel=phone reason=relocation case=K step=opened";
    check(&[called], &[]);
    assert_eq!(base(&counted(called, &frame()), FindingKind::AnsweredLate), (1, 1));
}

#[test]
fn a_request_made_again_before_anybody_answered_is_the_same() {
    let again = "2026-05-08 10:00 message direction=in channel=chat reason=relocation";
    let answer = "2026-05-11 10:00 message channel=web case=K";
    check(&[OPENED, again, answer], &[&[1, 3]]);
    // After the answer it is another one.
    let later =
        "2026-05-12 10:00 message direction=in channel=web reason=relocation case=L step=opened";
    let lines = [OPENED, again, answer, later].join("\n");
    assert_eq!(base(&counted(&lines, &frame()), FindingKind::AnsweredLate), (2, 2));
    // What the customer says later in the case is no request of its own.
    let more = "2026-05-12 10:00 message direction=in channel=web reason=relocation case=K";
    let lines = [OPENED, answer, more].join("\n");
    assert_eq!(base(&counted(&lines, &frame()), FindingKind::AnsweredLate), (1, 1));
}

#[test]
fn what_is_still_within_its_time_is_not_judged() {
    for (as_of, expected, found) in
        [("2026-05-06 10:00", (1, 0), 0), ("2026-05-06 10:01", (1, 1), 1)]
    {
        let counts = counted(OPENED, &frame_until(as_of));
        assert_eq!(base(&counts, FindingKind::AnsweredLate), expected, "{as_of}");
        assert_eq!(of_kind(&counts, FindingKind::AnsweredLate).len(), found, "{as_of}");
    }
}

#[test]
fn a_day_without_a_time_counts_for_the_company() {
    let day = "2026-05-04 message direction=in channel=web reason=relocation case=K step=opened";
    // Asked for as late, and answered as early, as it may have been.
    check(&[day, "2026-05-07 message channel=web case=K"], &[]);
    check(&[day, "2026-05-08 message channel=web case=K"], &[&[1, 2]]);
    check(&["2026-05-04 message channel=web case=K", day], &[]);
}

#[test]
fn each_kind_of_request_is_judged_by_its_own_standard() {
    let fault = "2026-05-04 10:00 message direction=in channel=web reason=fault case=L step=opened";
    let answers = "2026-05-05 10:00 message channel=web case=K
        2026-05-12 10:00 message channel=web case=L";
    let counts = counted(&[OPENED, fault, answers].join("\n"), &frame());
    assert_eq!(base(&counts, FindingKind::AnsweredLate), (2, 2));
    assert_eq!(of_kind(&counts, FindingKind::AnsweredLate).len(), 1);
}
