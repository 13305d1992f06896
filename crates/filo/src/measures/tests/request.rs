//! Standards by kind of request: answered in time, in how many steps, alone.

use super::{counted, frame};
use crate::findings::event::reference;
use crate::measures::Requested;

fn requested(lines: &str) -> Requested {
    let counts = counted(lines, &frame());
    let of = |kind: &str| counts.requests.get(&reference(Some(kind))).copied();
    assert_eq!(of("fault"), None, "nothing is said of other kinds");
    of("relocation").unwrap_or_default()
}

const ASKED: &str = "2026-05-08 17:00 message direction=in channel=web case=K reason=relocation";

#[test]
fn an_answer_has_the_time_of_the_standard() {
    let answered = |at: &str| requested(&format!("{ASKED}\n{at} message channel=web case=K"));
    // Two business days over a weekend.
    let in_time = answered("2026-05-12 17:00");
    assert_eq!((in_time.requests, in_time.answer_judged, in_time.answered), (1, 1, 1));
    assert_eq!(answered("2026-05-12 17:01").answered, 0);
    let young = requested(&ASKED.replace("2026-05-08", "2026-05-29"));
    assert_eq!((young.requests, young.answer_judged), (1, 0));
    // A call that a person takes is answered, a machine's message is not.
    let call = "2026-05-08 10:00 message direction=in channel=phone reason=relocation";
    assert_eq!(requested(call).answered, 1);
    let machine = format!("{ASKED}\n2026-05-11 10:00 message direction=out automatic=true case=K");
    assert_eq!(requested(&machine).answered, 0);
}

#[test]
fn steps_are_those_of_cases_that_ended() {
    let ended = "2026-05-11 10:00 message channel=web case=K step=resolved";
    let further = "2026-05-09 10:00 message direction=in channel=web case=K";
    let one = requested(&format!("{ASKED}\n{ended}"));
    assert_eq!((one.ended, one.in_steps), (1, 1));
    let three = requested(&format!("{ASKED}\n{further}\n{further}\n{ended}"));
    assert_eq!((three.ended, three.in_steps), (1, 0));
    assert_eq!(requested(ASKED).ended, 0);
}

#[test]
fn attempts_alone_are_those_in_the_companys_own_words() {
    let failed = "2026-05-08 10:00 self_service task=relocation state=failed direction=in
         2026-05-08 11:00 message direction=in channel=phone
         2026-05-09 10:00 self_service task=relocation state=done direction=in
         2026-05-09 11:00 self_service task=trasloco state=failed direction=in";
    let alone = requested(failed);
    assert_eq!((alone.alone, alone.alone_failed, alone.alone_then_contact), (2, 1, 1));
}
