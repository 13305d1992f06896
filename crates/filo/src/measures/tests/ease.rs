//! S1 … S4: first contacts, self-service, simple requests, forced changes of channel.

use filo_listen::kind::SignalKind;

use super::{check, check_in, counted, frame, says, shown};
use crate::measures::Measure::{S1, S2, S3, S4};

const ASKED: &str = "2026-05-04 09:00 message direction=in channel=web case=K reason=relocation";
const ENDED: &str = "2026-05-05 09:00 message channel=web case=K step=resolved";

fn case(later: &str) -> String {
    format!("{ASKED}\n{ENDED}\n{later}")
}

#[test]
fn one_contact_is_enough_where_none_follows_about_the_same_reason() {
    check(S1, &case(""), (1, 1, 1));
    // Whatever the channel and the department, with a case or without.
    let call = "direction=in channel=phone reason=relocation department=2";
    check(S1, &case(&format!("2026-05-08 10:00 message {call}")), (0, 1, 1));
    let other = "2026-05-08 10:00 message direction=in channel=phone reason=fault";
    check(S1, &case(other), (2, 2, 2));
    // The eighth day is another need: both were first contacts.
    check(S1, &case(&format!("2026-05-11 09:01 message {call}")), (2, 2, 2));
}

#[test]
fn a_case_with_more_contacts_or_opened_again_was_not_solved_at_once() {
    let again = "2026-05-06 09:00 message direction=in channel=web case=K";
    check(S1, &case(again), (0, 1, 1));
    check(S1, &case(&format!("{again} step=closed")), (1, 1, 1));
    check(S1, &case("2026-05-06 09:00 note case=K step=reopened"), (0, 1, 1));
    check(S1, &format!("{ASKED} step=opened"), (0, 1, 1));
}

#[test]
fn a_first_contact_without_a_reason_or_too_young_is_not_judged() {
    check(S1, "2026-05-04 09:00 message direction=in channel=phone", (0, 0, 1));
    check(S1, "2026-05-27 09:00 message direction=in channel=phone reason=fault", (0, 0, 1));
    check(S1, "2026-05-04 09:00 message channel=phone reason=fault", (0, 0, 0));
}

#[test]
fn self_service_fell_where_the_customer_then_got_in_touch() {
    let failed = "2026-05-04 20:00 self_service task=relocation state=started direction=in
         2026-05-04 20:05 self_service task=relocation state=failed direction=in";
    let with = |later: &str| format!("{failed}\n{later}");
    check(S2, failed, (0, 1, 1));
    let calls = "2026-05-05 20:05 message direction=in channel=phone";
    assert_eq!(shown(&counted(&with(calls), &frame()), S2), [2]);
    check(S2, &with("2026-05-05 20:06 message direction=in channel=phone"), (0, 1, 1));
    check(S2, &with("2026-05-05 09:00 attempt direction=in"), (1, 1, 1));
    // About something else, in the company's own words.
    check(S2, &with(&format!("{calls} reason=fault")), (0, 1, 1));
    check(S2, &with(&format!("{calls} reason=relocation")), (1, 1, 1));
}

#[test]
fn what_was_done_alone_did_not_fall_and_what_was_left_open_did() {
    let call = "2026-05-05 09:00 message direction=in channel=phone";
    let done = "2026-05-04 20:00 self_service task=T state=started direction=in
         2026-05-04 20:05 self_service task=T state=done direction=in";
    check(S2, &format!("{done}\n{call}"), (0, 1, 1));
    let left = "2026-05-04 20:00 self_service task=T state=started direction=in";
    check(S2, &format!("{left}\n{call}"), (1, 1, 1));
    let twice = "2026-05-04 20:00 self_service task=T state=failed direction=in
         2026-05-04 23:00 self_service task=T state=failed direction=in";
    check(S2, twice, (0, 2, 2));
    check(S2, "2026-05-30 20:00 self_service task=T state=failed direction=in", (0, 0, 1));
}

#[test]
fn a_simple_request_takes_two_steps_at_most() {
    check(S3, &case(""), (1, 1, 1));
    check(S3, ASKED, (0, 1, 1));
    let second = "2026-05-04 10:00 message direction=in channel=web case=K";
    check(S3, &format!("{ASKED}\n{second}\n{ENDED}"), (1, 1, 1));
    let by_phone = "2026-05-04 10:00 message direction=in channel=phone case=K";
    check(S3, &format!("{ASKED}\n{by_phone}\n{ENDED}"), (0, 1, 1));
    let mut frame = frame();
    says(&mut frame, 3, SignalKind::ForcedEffort);
    let forced = format!("{ASKED}\n{second}\n2026-05-04 11:00 message channel=web case=K\n{ENDED}");
    check_in(&frame, S3, &forced, (0, 1, 1));
    // A fault has a standard of four steps: it is not a simple request.
    let fault = case("").replace("relocation", "fault");
    check(S3, &fault, (0, 0, 0));
}

#[test]
fn a_channel_is_forced_where_the_company_sends_the_customer_there() {
    let asked = "2026-05-05 10:00 message channel=web case=K";
    let lines =
        format!("{ASKED}\n{asked}\n2026-05-06 10:00 message direction=in channel=phone case=K");
    check(S4, &lines, (0, 1, 1));
    let mut frame = frame();
    says(&mut frame, 2, SignalKind::ForcedEffort);
    let counts = counted(&lines, &frame);
    assert_eq!(shown(&counts, S4), [2]);
    check_in(&frame, S4, &lines.replace("channel=phone", "channel=web"), (0, 1, 1));
    check_in(&frame, S4, &format!("{ASKED}\n{asked}"), (0, 1, 1));
}
