//! I2, I3, I4: chases, bounces, alerts.

use filo_store::heard::{Heard, HeardSign, Stretch};

use super::{check, check_in, counted, departments, frame, review, shown};
use crate::findings::tests::thread;
use crate::findings::words::Words;
use crate::measures::Measure::{I2, I3, I4};

const OPENED: &str = "2026-05-04 09:00 message direction=in channel=web case=K reason=fault";
const SENT: &str = "2026-05-04 10:00 handoff handoff=H from=service to=technical case=K";

/// The words of a line ask for news.
fn asking(line: i64) -> Words {
    let place = Stretch { seq: line, start: 0, end: 1 };
    let sign = HeardSign { place, kind: "chasing".to_owned(), probability: 900, due: None };
    Words::of(&Heard { signs: vec![sign], dynamics: Vec::new() })
}

fn case(later: &str) -> String {
    format!("{OPENED}\n{SENT}\n{later}")
}

#[test]
fn a_customer_chases_who_asks_while_another_department_holds_the_case() {
    let asks = "2026-05-06 10:00 message direction=in channel=web case=K";
    let counts = counted(&case(asks), &frame());
    assert_eq!((departments(&counts, I2), shown(&counts, I2)), (vec![2], vec![3]));
    check(I2, &case(""), (0, 1, 1));
    check(I2, &case("2026-05-06 10:00 attempt direction=in case=K"), (1, 1, 1));
    // Another case, a word after the end, and thanks that end it are no chase.
    check(I2, &case("2026-05-06 10:00 message direction=in channel=web case=L"), (0, 1, 1));
    let thanks = "2026-05-06 10:00 message direction=in channel=web case=K step=closed";
    check(I2, &case(thanks), (0, 1, 1));
    let late = format!("2026-05-05 10:00 message channel=web case=K step=resolved\n{asks}");
    check(I2, &case(&late), (0, 1, 1));
}

#[test]
fn who_answers_a_question_of_the_company_does_not_chase() {
    let lines = case(
        "2026-05-05 10:00 message channel=web case=K department=2
         2026-05-06 10:00 message direction=in channel=web case=K",
    );
    check(I2, &lines, (0, 1, 1));
    // Unless the words ask for news.
    let mut frame = frame();
    frame.findings.words = asking(4);
    check_in(&frame, I2, &lines, (1, 1, 1));
}

#[test]
fn a_case_that_came_home_is_not_chased_there() {
    let lines = case(
        "2026-05-05 10:00 handoff handoff=I from=technical to=service case=K
         2026-05-06 10:00 message direction=in channel=web case=K",
    );
    check(I2, &lines, (0, 1, 1));
    // Cases that were never handed over, or are too young, are not judged.
    check(I2, OPENED, (0, 0, 0));
    check(I2, "2026-05-25 10:00 handoff handoff=H from=service to=technical case=K", (0, 0, 1));
}

#[test]
fn a_case_bounces_that_comes_back_with_nothing_new() {
    let back = "2026-05-05 10:00 handoff handoff=I from=technical to=service case=K department=2";
    let counts = counted(&case(back), &frame());
    assert_eq!((departments(&counts, I3), shown(&counts, I3)), (vec![2], vec![3]));
    // What the department between did changes nothing; what the customer brought does.
    let done = "2026-05-04 15:00 note case=K department=2";
    check(I3, &case(&format!("{done}\n{back}")), (1, 1, 1));
    let told = "2026-05-04 15:00 message direction=in channel=web case=K";
    check(I3, &case(&format!("{told}\n{back}")), (0, 1, 1));
    let mut frame = frame();
    let anchor = thread(&case(back))[2].id;
    review(&mut frame, "handed_back", anchor, (false, "2026-05-20"));
    check_in(&frame, I3, &case(back), (0, 1, 1));
    check(I3, &case(""), (0, 1, 1));
}

#[test]
fn a_case_bounces_that_changes_hands_three_times() {
    let on = "2026-05-05 10:00 handoff handoff=I from=technical to=logistics case=K department=2
         2026-05-05 11:00 note case=K department=3";
    check(I3, &case(on), (0, 1, 1));
    let third =
        "2026-05-06 10:00 handoff handoff=J from=logistics to=technical case=K department=3";
    let counts = counted(&case(&format!("{on}\n{third}")), &frame());
    assert_eq!((departments(&counts, I3), shown(&counts, I3)), (vec![2], vec![5]));
}

#[test]
fn an_alert_is_taken_up_within_two_business_days() {
    let sent = "2026-05-08 10:00 alert alert=W to=technical state=sent";
    let with = |later: &str| format!("{sent}\n{later}");
    // A weekend lies between.
    check(I4, &with("2026-05-12 10:00 alert alert=W state=accepted department=2"), (1, 1, 1));
    check(I4, &with("2026-05-12 10:01 alert alert=W state=accepted department=2"), (0, 1, 1));
    check(I4, &with("2026-05-11 10:00 alert alert=V state=accepted department=2"), (0, 1, 1));
    check(I4, sent, (0, 1, 1));
    check(I4, "2026-05-30 10:00 alert alert=W to=technical state=sent", (0, 0, 1));
    check(I4, "2026-05-08 10:00 alert alert=W to=kitchen state=sent", (0, 0, 1));
    let counts = counted(&with("2026-05-11 10:00 alert alert=W state=done department=2"), &frame());
    assert_eq!(departments(&counts, I4), [2]);
}
