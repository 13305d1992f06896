//! F1, F2, F4: what is written down, told again, looked at before acting.

use filo_listen::kind::SignalKind;
use filo_model::calendar::DAY_MILLIS;
use filo_testkit::told::moment;

use super::{check, check_in, counted, departments, frame, review, says, shown};
use crate::findings::tests::thread;
use crate::measures::Measure::{F1, F2, F4};
use crate::measures::frame::Asked;
use filo_guard::action::Action;

/// A case that a message opens, with a reason, and what the company does on it.
fn case(opened: &str, later: &str) -> String {
    format!("{opened} message direction=in channel=web case=K reason=fault step=opened\n{later}")
}

#[test]
fn reason_and_outcome_have_one_business_day() {
    let answer = |at: &str| format!("{at} message channel=web case=K");
    check(F1, &case("2026-05-04 10:00", &answer("2026-05-05 10:00")), (1, 1, 1));
    check(F1, &case("2026-05-04 10:00", &answer("2026-05-05 10:01")), (0, 1, 1));
    // A weekend is not held against anybody; nor is the holiday of the first of May.
    check(F1, &case("2026-05-08 17:00", &answer("2026-05-11 17:00")), (1, 1, 1));
    check(F1, &case("2026-05-09 11:00", &answer("2026-05-12 09:00")), (1, 1, 1));
    check(F1, &case("2026-04-30 17:00", &answer("2026-05-04 17:00")), (1, 1, 1));
    check(F1, &case("2026-05-08 17:00", ""), (0, 1, 1));
}

#[test]
fn an_outcome_is_an_answer_a_note_or_a_step_of_the_company() {
    for (later, counted) in [
        ("2026-05-04 11:00 note direction=internal case=K", 1),
        ("2026-05-04 11:00 note case=K step=resolved", 1),
        ("2026-05-04 11:00 message direction=out automatic=true case=K", 0),
        ("2026-05-04 11:00 message direction=in channel=web case=K", 0),
        ("2026-05-04 11:00 message channel=web case=L", 0),
    ] {
        check(F1, &case("2026-05-04 10:00", later), (counted, 1, 1));
    }
    let silent = "2026-05-04 10:00 message direction=in channel=web case=K
         2026-05-04 11:00 message channel=web case=K";
    check(F1, silent, (0, 1, 1));
}

#[test]
fn only_cases_that_a_customer_opened_and_that_have_aged_are_judged() {
    let answer = "2026-05-30 11:00 message channel=web case=K";
    check(F1, &case("2026-05-30 10:00", answer), (0, 0, 1));
    check(F1, &case("2026-02-10 10:00", ""), (0, 0, 0));
    check(F1, "2026-05-04 10:00 message channel=web case=K reason=fault", (0, 0, 0));
    check(F1, "2026-05-04 10:00 attempt direction=in case=K", (0, 0, 0));
}

#[test]
fn what_is_told_again_in_words_counts_until_somebody_rejects_it() {
    let lines = "2026-05-04 10:00 message direction=in channel=web case=K reason=fault
         2026-05-06 10:00 message direction=in channel=web case=K";
    check(F2, lines, (0, 1, 1));
    let mut frame = frame();
    says(&mut frame, 2, SignalKind::Repeat);
    check_in(&frame, F2, lines, (1, 1, 1));
    let told = thread(lines)[1].id;
    review(&mut frame, "said_repeat", told, (false, "2026-05-20"));
    check_in(&frame, F2, lines, (0, 1, 1));
    review(&mut frame, "said_repeat", told, (true, "2026-05-20"));
    let counts = counted(lines, &frame);
    let tally = counts.tallies[&(F2, 1)];
    assert_eq!((tally.x, tally.confirmed, tally.n), (0, 1, 1));
    // One contact cannot be told again.
    check(F2, "2026-05-04 10:00 message direction=in channel=web case=K", (0, 0, 0));
}

#[test]
fn a_report_made_again_while_no_case_is_open_is_told_again() {
    let call = |at: &str| format!("{at} message direction=in channel=phone reason=fault");
    let twice = format!("{}\n{}", call("2026-05-04 10:00"), call("2026-05-12 10:00"));
    check(F2, &twice, (1, 1, 1));
    check(F2, &call("2026-05-04 10:00"), (0, 0, 0));
    // Two weeks must have passed.
    let young = format!("{}\n{}", call("2026-05-10 10:00"), call("2026-05-25 10:00"));
    check(F2, &young, (0, 0, 1));
}

#[test]
fn an_act_was_looked_at_where_a_guard_was_asked_the_day_before() {
    let reminder = "2026-05-12 10:00 reminder claim=A";
    let asked = |at: &str, action: &str| {
        format!("{at} verdict action={action} answer=allow direction=internal\n{reminder}")
    };
    check(F4, reminder, (0, 1, 1));
    check(F4, &asked("2026-05-11 10:00", "remind"), (1, 1, 1));
    check(F4, &asked("2026-05-11 09:59", "remind"), (0, 1, 1));
    check(F4, &asked("2026-05-11 18:00", "transfer"), (1, 1, 1));
    // To have asked about selling says nothing of reminding; and a note is no act.
    check(F4, &asked("2026-05-11 18:00", "promote_by_phone"), (0, 1, 1));
    check(F4, "2026-05-12 10:00 note", (0, 0, 0));
    // Thirty days, not ninety.
    check(F4, "2026-05-01 10:00 reminder claim=A", (0, 0, 0));
    let sold = counted("2026-05-12 10:00 campaign_attempt department=2", &frame());
    assert_eq!(departments(&sold, F4), [0_i64; 0]);
}

#[test]
fn a_question_to_the_own_guard_counts_too() {
    let mut frame = frame();
    let at = moment("2026-05-12 10:00").millis - DAY_MILLIS / 2;
    frame.asked.insert(1, vec![Asked { at, action: Action::Remind }]);
    let counts = counted("2026-05-12 10:00 reminder claim=A", &frame);
    assert_eq!(shown(&counts, F4), [1]);
}
