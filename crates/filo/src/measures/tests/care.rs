//! C3, C4, C5: guards, leavers, contact after a harm.

use super::{check, check_in, counted, departments, frame, review};
use crate::findings::tests::thread;
use crate::measures::Measure::{C3, C4, C5};

const PAID: &str = "2026-03-10 invoice claim=A amount=100 due=2026-04-10
     2026-04-05 payment claim=A amount=100";
const HELD: &str = "2026-04-20 09:00 verdict action=remind answer=hold direction=internal";

#[test]
fn a_hold_is_bypassed_by_an_undue_act_and_by_no_other() {
    let reminder = "2026-04-20 10:00 reminder claim=A";
    check(C3, HELD, (1, 1, 1));
    let bypassed = format!("{PAID}\n{HELD}\n{reminder}");
    check(C3, &bypassed, (0, 1, 1));
    // The claim was open after all: rightly overridden.
    let open = "2026-03-10 invoice claim=A amount=100 due=2026-04-10";
    check(C3, &format!("{open}\n{HELD}\n{reminder}"), (1, 1, 1));
    // Asked again, and allowed; another action; after fourteen days.
    let allowed = "2026-04-20 09:30 verdict action=remind answer=allow direction=internal";
    check(C3, &format!("{PAID}\n{HELD}\n{allowed}\n{reminder}"), (1, 1, 1));
    let sold = "2026-04-20 10:00 campaign_attempt product=Fibra";
    check(C3, &format!("{PAID}\n{HELD}\n{sold}"), (1, 1, 1));
    check(C3, &format!("{PAID}\n{HELD}\n2026-05-05 10:00 reminder claim=A"), (1, 1, 1));
    check(C3, &bypassed.replace("hold", "warn"), (0, 0, 0));
    let young = "2026-05-25 09:00 verdict action=remind answer=hold direction=internal";
    check(C3, young, (0, 0, 1));
}

#[test]
fn a_bypass_that_a_person_found_right_is_none() {
    let lines = format!("{PAID}\n{HELD}\n2026-04-20 10:00 reminder claim=A");
    let mut frame = frame();
    review(&mut frame, "undue_claim", thread(&lines)[3].id, (false, "2026-05-02"));
    check_in(&frame, C3, &lines, (1, 1, 1));
}

const LEFT: &str = "2025-06-01 contract contract=C product=Luce state=activated department=2
     2026-03-20 contract contract=C state=ended ends=2026-03-20 department=2";

#[test]
fn a_leaver_is_cared_for_with_a_closing_contact_and_left_alone() {
    check(C4, LEFT, (0, 1, 1));
    let closed = format!("{LEFT}\n2026-03-25 10:00 closing_contact explained=true");
    let counts = counted(&closed, &frame());
    assert_eq!(departments(&counts, C4), [2]);
    check(C4, &closed.replace("explained=true", "explained=false"), (0, 1, 1));
    check(C4, &closed.replace("2026-03-25", "2026-05-25"), (0, 1, 1));
    let sold = format!("{closed}\n2026-04-25 10:00 campaign_attempt product=Luce");
    check(C4, &sold, (0, 1, 1));
}

#[test]
fn who_has_another_contract_or_left_lately_is_no_leaver_yet() {
    let other = "2025-07-01 contract contract=D product=Gas state=activated";
    check(C4, &format!("{other}\n{LEFT}"), (0, 0, 0));
    check(C4, &LEFT.replace("2026-03-20", "2026-04-20"), (0, 0, 1));
    let back = "2026-03-28 contract contract=C state=activated product=Luce";
    check(C4, &format!("{LEFT}\n{back}"), (0, 0, 0));
}

#[test]
fn a_harm_asks_for_a_person_within_two_business_days() {
    let harm = format!("{PAID}\n2026-04-20 10:00 reminder claim=A");
    let with = |later: &str| format!("{harm}\n{later}");
    let called = with("2026-05-12 12:00 message channel=phone");
    check(C5, &called, (0, 0, 0));
    let mut frame = frame();
    // Confirmed on a Friday: the weekend does not count.
    review(&mut frame, "undue_claim", thread(&harm)[2].id, (true, "2026-05-08 12:00"));
    check_in(&frame, C5, &called, (1, 1, 1));
    check_in(&frame, C5, &with("2026-05-12 12:01 message channel=phone"), (0, 1, 1));
    // In touch before anybody confirmed it, but soon after the harm.
    check_in(&frame, C5, &with("2026-04-22 10:00 message channel=phone"), (1, 1, 1));
    check_in(&frame, C5, &with("2026-05-11 10:00 message direction=out automatic=true"), (0, 1, 1));
    // The time runs from the confirmation: until then it is not judged.
    review(&mut frame, "undue_claim", thread(&harm)[2].id, (true, "2026-06-10 12:00"));
    check_in(&frame, C5, &called, (0, 0, 1));
}
