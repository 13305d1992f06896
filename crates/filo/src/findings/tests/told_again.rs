//! Reports that were made again, and those that only look so.

use super::{base, counted, frame, of_kind, shown_by};
use crate::findings::FindingKind;

const CALL: &str = "message direction=in channel=phone reason=fault";

/// The tellings of each report that was made again, as lines of the thread.
#[track_caller]
fn check(lines: &str, expected: &[&[i64]]) {
    let lines = lines.replace("CALL", CALL);
    let counts = counted(&lines, &frame());
    let found: Vec<Vec<i64>> =
        of_kind(&counts, FindingKind::ToldAgain).into_iter().map(shown_by).collect();
    assert_eq!(found, expected, "{lines}");
}

#[test]
fn the_same_report_within_sixty_days_is_told_again() {
    check("2026-05-04 10:00 CALL", &[]);
    check("2026-05-04 10:00 CALL\n2026-05-06 10:00 CALL", &[&[1, 2]]);
    check("2026-03-04 10:00 CALL\n2026-05-03 10:00 CALL", &[&[1, 2]]);
    check("2026-03-04 10:00 CALL\n2026-05-04 10:00 CALL", &[]);
    check(
        "2026-05-04 10:00 CALL\n2026-05-06 message direction=in channel=email reason=fault",
        &[&[1, 2]],
    );
    check("2026-05-04 10:00 CALL\n2026-05-06 note direction=internal reason=fault", &[&[1, 2]]);
    check(
        "2026-05-04 10:00 CALL\n2026-05-06 message direction=in channel=email reason=moving",
        &[],
    );
}

#[test]
fn a_chain_of_tellings_is_one_finding() {
    let lines = "2026-04-04 10:00 CALL\n2026-04-20 10:00 CALL\n2026-05-02 10:00 CALL\n2026-05-20 10:00 CALL";
    check(lines, &[&[1, 2, 3, 4]]);
    let counts = counted(&lines.replace("CALL", CALL), &frame());
    assert_eq!(counts.findings[0].times, 4);
    assert_eq!(base(&counts, FindingKind::ToldAgain), (1, 1));
}

#[test]
fn who_asks_about_an_open_case_does_not_tell_it_again() {
    let opened = "2026-05-04 10:00 CALL case=T step=opened";
    check(&format!("{opened}\n2026-05-10 10:00 CALL"), &[]);
    check(&format!("{opened}\n2026-05-10 10:00 CALL case=T"), &[]);
    // A case of another reason is no reason; one without a reason may be about it.
    let other =
        "2026-05-05 10:00 message direction=in channel=web reason=moving case=U step=opened";
    check(&format!("2026-05-04 10:00 CALL\n{other}\n2026-05-10 10:00 CALL"), &[&[1, 3]]);
    let unknown = "2026-05-05 10:00 message direction=in channel=web case=U step=opened";
    check(&format!("2026-05-04 10:00 CALL\n{unknown}\n2026-05-10 10:00 CALL"), &[]);
    // The telling that at last opens a case is the one that should not have been needed.
    check(&format!("2026-05-01 10:00 CALL\n{opened}"), &[&[1, 2]]);
}

#[test]
fn what_was_solved_in_between_is_a_new_need() {
    for step in ["resolved", "closed"] {
        let lines = format!(
            "2026-05-04 10:00 CALL case=T step=opened
             2026-05-06 10:00 note case=T step={step}
             2026-05-10 10:00 CALL"
        );
        check(&lines, &[]);
        // After that, nobody recorded anything again.
        check(&format!("{lines}\n2026-05-20 10:00 CALL"), &[&[3, 4]]);
    }
    let before = "2026-04-01 10:00 CALL case=T step=opened
        2026-04-06 10:00 note case=T step=closed
        2026-05-04 10:00 CALL\n2026-05-10 10:00 CALL";
    check(before, &[&[3, 4]]);
}

#[test]
fn what_machines_say_and_what_is_written_down_twice_is_no_telling() {
    check(
        "2026-05-04 10:00 CALL\n2026-05-06 message direction=in automatic=true reason=fault",
        &[],
    );
    check("2026-05-04 10:00 CALL\n2026-05-06 message direction=out reason=fault", &[]);
    check("2026-05-04 10:00 CALL\n2026-05-04 10:40 note direction=internal reason=fault", &[]);
    check("2026-05-04 10:00 CALL\n2026-05-04 note direction=internal reason=fault", &[]);
    check("2026-05-04 10:00 CALL\n2026-05-04 11:00 CALL", &[&[1, 2]]);
}

#[test]
fn a_report_counts_when_it_is_made_the_second_time() {
    check("2026-02-20 10:00 CALL\n2026-03-02 10:00 CALL", &[&[1, 2]]);
    check("2026-02-10 10:00 CALL\n2026-02-20 10:00 CALL", &[]);
    check("2026-05-30 10:00 CALL\n2026-06-02 10:00 CALL", &[]);
}

#[test]
fn what_has_no_reason_is_counted_and_not_judged() {
    let counts = counted("2026-05-04 10:00 message direction=in channel=email", &frame());
    assert_eq!(base(&counts, FindingKind::ToldAgain), (1, 0));
}
