//! Several entries about one call are one call.

use super::super::FindingKind;
use super::{base, counted, frame, of_kind, shown_by};

#[test]
fn the_parts_of_a_call_and_its_queue_are_one_need() {
    let thread = "2026-05-05 10:00 attempt direction=in outcome=machine call=17.1
        2026-05-05 10:00 attempt direction=in outcome=no_answer call=17.1
        2026-05-05 10:01 attempt direction=in outcome=abandoned call=17.1 turn=1";
    let counts = counted(thread, &frame());
    assert_eq!(base(&counts, FindingKind::Unanswered), (1, 1));
    assert_eq!(shown_by(of_kind(&counts, FindingKind::Unanswered)[0]), [3]);
}

#[test]
fn whether_a_person_answered_the_queue_knows_better_than_the_exchange() {
    // The exchange saw a machine, the queue a person: two days of silence after it are no finding.
    let taken = "2026-05-05 10:00 attempt direction=in outcome=machine call=17.1
        2026-05-05 10:01 message direction=in channel=phone call=17.1 turn=1";
    let counts = counted(taken, &frame());
    assert!(of_kind(&counts, FindingKind::Unanswered).is_empty());
    // The exchange saw an agent's telephone, the queue a caller who gave up.
    let given_up = "2026-05-05 10:00 message direction=in channel=phone call=17.1
        2026-05-05 10:01 attempt direction=in outcome=abandoned call=17.1 turn=1";
    let counts = counted(given_up, &frame());
    assert_eq!(shown_by(of_kind(&counts, FindingKind::Unanswered)[0]), [2]);
}

#[test]
fn a_part_of_a_call_that_a_person_took_answers_the_others() {
    let thread = "2026-05-05 10:00 attempt direction=in outcome=no_answer call=17.1
        2026-05-05 10:00 message direction=in channel=phone call=17.1
        2026-05-05 10:02 attempt direction=in outcome=no_answer call=17.1";
    let counts = counted(thread, &frame());
    assert!(of_kind(&counts, FindingKind::Unanswered).is_empty());
}

#[test]
fn two_calls_are_two_and_a_call_without_an_id_is_its_own() {
    let thread = "2026-05-05 10:00 attempt direction=in call=17.1
        2026-05-05 10:00 attempt direction=in
        2026-05-05 10:00 attempt direction=in
        2026-05-05 11:00 attempt direction=in call=18.1";
    let counts = counted(thread, &frame());
    assert_eq!(shown_by(of_kind(&counts, FindingKind::Unanswered)[0]), [1, 2, 3, 4]);
}

#[test]
fn the_order_of_the_parts_does_not_matter() {
    let lines = [
        "2026-05-05 10:00 attempt direction=in outcome=machine call=17.1",
        "2026-05-05 10:00 message direction=in channel=phone call=17.1",
        "2026-05-05 10:01 attempt direction=in outcome=abandoned call=17.1 turn=1",
    ];
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1]] {
        let thread = order.map(|place| lines[place]).join("\n");
        let counts = counted(&thread, &frame());
        assert_eq!(base(&counts, FindingKind::Unanswered), (1, 1), "{order:?}");
        assert_eq!(of_kind(&counts, FindingKind::Unanswered).len(), 1, "{order:?}");
    }
}
