//! A1 … A4: noes with another way, alternatives, amends, and "not our department".

use filo_listen::kind::SignalKind;

use super::{check, check_in, frame, review, says};
use crate::findings::tests::thread;
use crate::measures::Measure::{A1, A2, A3, A4};

#[test]
fn another_way_comes_with_the_no_or_within_a_business_day() {
    let no = "2026-05-08 17:00 refusal case=K";
    let with = |later: &str| format!("{no}\n{later}");
    check(A1, no, (0, 1, 1));
    check(A1, &with("2026-05-11 17:00 alternative case=K state=made"), (1, 1, 1));
    check(A1, &with("2026-05-11 17:01 alternative case=K state=made"), (0, 1, 1));
    check(A1, &with("2026-05-08 17:10 alternative case=L state=made"), (0, 1, 1));
    check(A1, &with("2026-05-08 17:10 alternative case=K state=declined"), (0, 1, 1));
    check(A1, "2026-05-30 17:00 refusal case=K", (0, 0, 1));
}

#[test]
fn a_no_in_words_needs_another_way_as_well() {
    let said = "2026-05-08 10:00 message channel=web case=K";
    let mut frame = frame();
    says(&mut frame, 1, SignalKind::Refusal);
    check_in(&frame, A1, said, (0, 1, 1));
    says(&mut frame, 1, SignalKind::Alternative);
    check_in(&frame, A1, said, (1, 1, 1));
    review(&mut frame, "said_refusal", thread(said)[0].id, (false, "2026-05-20"));
    check_in(&frame, A1, said, (0, 0, 0));
}

#[test]
fn an_alternative_is_accepted_within_fourteen_days() {
    let made = "2026-05-04 10:00 alternative case=K state=made";
    let with = |later: &str| format!("{made}\n{later}");
    check(A2, made, (0, 1, 1));
    check(A2, &with("2026-05-18 10:00 alternative case=K state=accepted"), (1, 1, 1));
    check(A2, &with("2026-05-18 10:01 alternative case=K state=accepted"), (0, 1, 1));
    check(A2, &with("2026-05-06 10:00 alternative case=K state=declined"), (0, 1, 1));
    check(A2, &with("2026-05-06 10:00 alternative case=L state=accepted"), (0, 1, 1));
    check(A2, "2026-05-20 10:00 alternative case=K state=made", (0, 0, 1));
}

#[test]
fn amends_are_an_apology_and_a_remedy() {
    let harm = "2026-03-10 invoice claim=A amount=100 due=2026-04-10
         2026-04-05 payment claim=A amount=100
         2026-04-20 10:00 reminder claim=A";
    let sorry = format!("{harm}\n2026-05-06 10:00 message channel=email");
    let both = format!("{sorry}\n2026-05-07 10:00 goodwill amount=10");
    let mut frame = frame();
    says(&mut frame, 4, SignalKind::Apology);
    // What nobody confirmed is no fault yet.
    check_in(&frame, A3, &both, (0, 0, 0));
    review(&mut frame, "undue_claim", thread(harm)[2].id, (true, "2026-05-04 12:00"));
    check_in(&frame, A3, &both, (1, 1, 1));
    check_in(&frame, A3, &sorry, (0, 1, 1));
    check_in(&frame, A3, harm, (0, 1, 1));
    let late = both.replace("2026-05-07", "2026-05-12");
    check_in(&frame, A3, &late, (0, 1, 1));
    review(&mut frame, "undue_claim", thread(harm)[2].id, (true, "2026-05-27 12:00"));
    check_in(&frame, A3, &both, (0, 0, 1));
}

#[test]
fn whoever_sends_away_hands_over_or_takes_it_on() {
    let said = "2026-05-08 10:00 message channel=web case=K";
    check(A4, said, (0, 1, 1));
    let mut frame = frame();
    says(&mut frame, 1, SignalKind::NotMyDepartment);
    check_in(&frame, A4, said, (1, 1, 1));
    let handed = "2026-05-11 09:00 handoff handoff=H from=service to=technical case=K";
    check_in(&frame, A4, &format!("{said}\n{handed}"), (0, 1, 1));
    says(&mut frame, 1, SignalKind::Ownership);
    check_in(&frame, A4, said, (0, 1, 1));
    // What was spoken leaves no words.
    check(A4, "2026-05-08 10:00 message channel=phone case=K", (0, 0, 0));
}
