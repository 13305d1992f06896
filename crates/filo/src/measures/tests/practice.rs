//! U3, U4, G3, G4: training, teaching moments, suggestions, reviews.

use super::{check, check_in, counted, frame, review, total};
use crate::findings::review::FindingId;
use crate::findings::tests::thread;
use crate::measures::Counts;
use crate::measures::Measure::{G3, G4, U3, U4};
use filo_model::review::finding_id;

#[test]
fn training_counts_the_best_attended_course_of_the_year() {
    let mut frame = frame();
    frame.staff.insert(1, 12);
    let held = "2026-02-04 training course=base people=5
         2026-03-04 training course=base people=3
         2026-04-04 training course=privacy people=6
         2025-05-04 training course=old people=12";
    check_in(&frame, U3, held, (8, 12, 12));
    // Never more than there are; and a department that only reviews has trained nobody.
    check_in(&frame, U3, &held.replace("people=5", "people=50"), (12, 12, 12));
    check_in(&frame, U3, "2026-05-04 review threads=3", (0, 12, 12));
    // Of a department whose people nobody counted, there is no share.
    check_in(&frame, U3, "2026-02-04 training course=base people=5 department=2", (0, 0, 0));
    check_in(&frame, U3, "2026-02-04 note", (0, 0, 0));
}

#[test]
fn a_lesson_is_discussed_within_fourteen_days() {
    let proposed = "2026-05-04 10:00 lesson about=first state=sent";
    let with = |later: &str| format!("{proposed}\n{later}");
    check(U4, proposed, (0, 1, 1));
    check(U4, &with("2026-05-18 10:00 lesson about=first state=done"), (1, 1, 1));
    check(U4, &with("2026-05-18 10:01 lesson about=first state=done"), (0, 1, 1));
    check(U4, &with("2026-05-10 10:00 lesson about=second state=done"), (0, 1, 1));
    check(U4, &with("2026-05-10 10:00 lesson about=first state=done department=2"), (0, 1, 1));
    check(U4, "2026-05-20 10:00 lesson about=first state=sent", (0, 0, 1));
}

#[test]
fn a_confirmed_harm_is_discussed_in_the_lesson_that_names_it() {
    let harm = "2026-03-10 invoice claim=A amount=100 due=2026-04-10
         2026-04-05 payment claim=A amount=100
         2026-04-20 10:00 reminder claim=A";
    let anchor = thread(harm)[2].id;
    let mut frame = frame();
    review(&mut frame, "undue_claim", anchor, (true, "2026-05-04 12:00"));
    check_in(&frame, U4, harm, (0, 1, 1));
    let id = FindingId(finding_id("undue_claim", anchor));
    let lesson = format!("{harm}\n2026-05-12 10:00 lesson about={id} state=done department=2");
    check_in(&frame, U4, &lesson, (1, 1, 1));
}

#[test]
fn a_suggestion_is_answered_within_ten_business_days() {
    let made = "2026-05-04 10:00 suggestion suggestion=S state=made";
    let with = |later: &str| format!("{made}\n{later}");
    check(G3, made, (0, 1, 1));
    check(
        G3,
        &with("2026-05-18 10:00 suggestion suggestion=S state=answered department=2"),
        (1, 1, 1),
    );
    check(G3, &with("2026-05-18 10:01 suggestion suggestion=S state=answered"), (0, 1, 1));
    check(G3, &with("2026-05-06 10:00 suggestion suggestion=T state=answered"), (0, 1, 1));
    check(G3, "2026-05-20 10:00 suggestion suggestion=S state=made", (0, 0, 1));
}

#[test]
fn a_week_counts_with_three_threads_read() {
    // Ninety days before the end of May begin on Tuesday 3 March: twelve whole weeks.
    check(G4, "2026-05-06 review threads=3", (1, 12, 12));
    check(G4, "2026-05-06 review threads=2", (0, 12, 12));
    // Twice in a week is once; a week that only begins in the window is none.
    check(G4, "2026-05-06 review threads=3\n2026-05-07 review threads=5", (1, 12, 12));
    check(G4, "2026-03-05 review threads=3", (0, 12, 12));
    check(G4, "2026-05-06 note", (0, 0, 0));
    let two = "2026-05-06 review threads=3\n2026-05-07 improvement improvement=M state=opened department=2";
    check(G4, two, (1, 24, 24));
}

#[test]
fn an_answer_that_stands_under_another_record_is_found() {
    let frame = frame();
    let mut counts = Counts::default();
    counts.fold(2, &thread("2026-05-06 10:00 suggestion suggestion=S state=answered"), &frame);
    counts.fold(1, &thread("2026-05-04 10:00 suggestion suggestion=S state=made"), &frame);
    counts.finish(&frame);
    assert_eq!(total(&counts, G3), (1, 1, 1));
    assert_eq!(total(&counted("2026-05-04 suggestion suggestion=S", &frame), G3), (0, 1, 1));
}
