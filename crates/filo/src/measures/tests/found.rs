//! F3, F3b, I1, P1, P1b, P2, P3, C1, C2: measures that rest on findings, and their reviews.

use filo_model::digest::Digest;

use super::{check, check_in, counted, frame, review, says, total};
use crate::findings::tests::thread;
use crate::findings::{self, Base, Evidence, Finding, FindingKind};
use crate::measures::Measure::{C1, C2, F3, F3b, I1, P1, P1b, P2, P3};
use crate::measures::{Beside, found};
use filo_listen::kind::SignalKind;
use filo_testkit::told::moment;

#[test]
fn a_need_is_unanswered_until_a_person_answers_in_time() {
    let tried = "2026-05-08 17:30 attempt direction=in";
    check(F3, tried, (1, 1, 1));
    let with = |later: &str| format!("{tried}\n{later}");
    check(F3, &with("2026-05-11 17:30 message channel=phone"), (0, 1, 1));
    check(F3, &with("2026-05-11 17:31 message channel=phone"), (1, 1, 1));
    check(F3, &with("2026-05-09 10:00 attempt direction=in"), (1, 1, 1));
    // Answered or not, what is younger than two days is not judged yet.
    let young = "2026-05-30 10:00 attempt direction=in\n2026-05-30 10:10 message channel=phone";
    check(F3, young, (0, 0, 1));
    check(F3, "2026-02-20 17:30 attempt direction=in", (0, 0, 0));
}

#[test]
fn tries_are_counted_up_to_the_answer() {
    let lines = "2026-05-04 09:00 attempt direction=in
         2026-05-04 10:00 attempt direction=in
         2026-05-04 11:00 message direction=in channel=phone
         2026-05-04 12:00 message direction=in channel=phone
         2026-05-12 10:00 message direction=in channel=phone";
    let counts = counted(lines, &frame());
    assert_eq!(total(&counts, F3b), (1, 2, 2));
    let mut spread = counts.spreads[&(F3b, 1)].clone();
    let told = spread.lasting(1.0);
    assert_eq!((told.p50, told.p90), (Some(1.0), Some(3.0)));
}

#[test]
fn a_handoff_counts_for_whoever_receives_it_and_waits_with_the_open_ones() {
    let sent = "2026-05-04 10:00 handoff handoff=H from=service to=technical case=K";
    let taken = |at: &str| format!("{sent}\n{at} note case=K department=2");
    check(I1, &taken("2026-05-05 10:00"), (1, 1, 1));
    check(I1, &taken("2026-05-05 10:01"), (0, 1, 1));
    check(I1, sent, (0, 1, 1));
    // Five days must have passed, however fast it was taken over.
    let young = "2026-05-28 10:00 handoff handoff=H from=service to=technical case=K
         2026-05-28 10:30 note case=K department=2";
    check(I1, young, (0, 0, 1));
    let both = format!(
        "{}\n2026-05-06 10:00 handoff handoff=I from=service to=technical case=L",
        taken("2026-05-04 12:00")
    );
    let counts = counted(&both, &frame());
    let told = counts.spreads[&(I1, 2)].clone().lasting(3_600_000.0);
    // One of two is known to have ended within two hours; by when nine of ten do, nobody knows.
    assert_eq!((told.ended, told.open, told.p50, told.p90), (1, 1, Some(2.0), None));
}

#[test]
fn a_promise_is_kept_by_its_first_date_or_moved_with_notice() {
    let made = "2026-05-04 10:00 promise promise=P due=2026-05-08 state=made";
    let with = |later: &str| format!("{made}\n{later}");
    let kept = |at: &str| format!("{at} promise promise=P state=kept");
    let both = |lines: &str, first: (u64, u64, u64), moved: (u64, u64, u64)| {
        check(P1, lines, first);
        check(P1b, lines, moved);
    };
    both(&with(&kept("2026-05-08 18:00")), (1, 1, 1), (1, 1, 1));
    both(&with(&kept("2026-05-09 10:00")), (0, 1, 1), (0, 1, 1));
    both(made, (0, 1, 1), (0, 1, 1));
    let moved = "2026-05-07 10:00 promise promise=P due=2026-05-14 state=moved";
    let later = format!("{moved}\n{}", kept("2026-05-13 10:00"));
    both(&with(&later), (0, 1, 1), (1, 1, 1));
    // Withdrawn in time, it falls due no more; due today, it is not over.
    both(&with("2026-05-06 10:00 promise promise=P state=withdrawn"), (0, 0, 0), (0, 0, 0));
    both("2026-05-04 10:00 promise promise=P due=2026-05-31 state=made", (0, 0, 0), (0, 0, 0));
    let counts = counted(made, &frame());
    assert_eq!(counts.beside[&(Beside::PromisesMade, 1)], 1);
}

#[test]
fn a_rejected_finding_does_not_speak_against_a_promise() {
    let made = "2026-05-04 10:00 promise promise=P due=2026-05-08 state=made";
    let mut frame = frame();
    review(&mut frame, "promise_broken", thread(made)[0].id, (false, "2026-05-20"));
    check_in(&frame, P1b, made, (1, 1, 1));
    review(&mut frame, "promise_broken", thread(made)[0].id, (true, "2026-05-20"));
    let tally = counted(made, &frame).tallies[&(P1b, 1)];
    assert_eq!((tally.x, tally.confirmed, tally.n), (0, 1, 1));
}

const CLAIM: &str = "2026-03-10 invoice claim=A amount=100 due=2026-04-10
     2026-04-05 payment claim=A amount=100";

#[test]
fn an_undue_claim_is_suspected_confirmed_or_neither() {
    let lines = format!("{CLAIM}\n2026-04-20 10:00 reminder claim=A");
    check(C1, &lines, (1, 1, 1));
    let act = thread(&lines)[2].id;
    let mut frame = frame();
    review(&mut frame, "undue_claim", act, (true, "2026-05-02"));
    let tally = counted(&lines, &frame).tallies[&(C1, 1)];
    assert_eq!((tally.x, tally.confirmed, tally.n), (0, 1, 1), "never added to the suspected");
    review(&mut frame, "undue_claim", act, (false, "2026-05-02"));
    check_in(&frame, C1, &lines, (0, 1, 1));
}

#[test]
fn a_reminder_that_was_due_or_is_too_young_or_unknown_is_none() {
    let open = "2026-03-10 invoice claim=A amount=100 due=2026-04-10";
    check(C1, &format!("{open}\n2026-04-20 10:00 reminder claim=A"), (0, 1, 1));
    check(C1, &format!("{CLAIM}\n2026-05-02 10:00 reminder claim=A"), (0, 0, 1));
    check(C1, "2026-04-20 10:00 reminder claim=B", (0, 0, 1));
    let counts = counted(CLAIM, &frame());
    assert_eq!(counts.beside[&(Beside::Invoices, 1)], 1);
}

#[test]
fn a_promotion_counts_at_once() {
    let held = "2025-06-01 contract contract=C product=Fibra state=activated";
    let call = "2026-05-31 10:00 campaign_attempt product=Fibra department=2";
    check(C2, &format!("{held}\n{call}"), (1, 1, 1));
    check(C2, call, (0, 1, 1));
}

/// A finding of words about a department, and the base in which it is found.
fn heard(reasons: &[&'static str], seq: i64) -> findings::Counts {
    let entry = Evidence { seq, id: Digest::of(b"said") };
    let at = moment("2026-05-04 10:00").millis;
    let kind = FindingKind::Contradictory;
    let finding = Finding {
        kind,
        act: None,
        reasons: reasons.to_vec(),
        customer: 1,
        department: 1,
        knew: Vec::new(),
        from: None,
        at,
        waited: None,
        times: 1,
        amount: None,
        leaver: false,
        anchor: entry.id,
        evidence: vec![entry],
    };
    let base = |department| Base {
        kind,
        department,
        customer: 1,
        entry,
        at,
        is_judged: true,
        times: 1,
        lasted: None,
        kept_first: false,
    };
    let mut counts = findings::Counts::keeping();
    counts.findings = vec![finding];
    counts.bases = Some(vec![base(1), base(2)]);
    counts
}

#[test]
fn answers_that_disagree_are_counted_of_the_matters_a_department_took_part_in() {
    let frame = frame();
    for (reasons, expected) in [(&[][..], (1, 2, 2)), (&["softened_no"][..], (0, 2, 2))] {
        let mut counts = crate::measures::Counts::default();
        found::contradictions(&mut counts, &heard(reasons, 1), &frame);
        assert_eq!(total(&counts, P2), expected, "{reasons:?}");
    }
}

#[test]
fn a_no_that_gave_way_is_counted_of_the_noes() {
    let lines = "2026-04-20 10:00 message channel=web case=K
         2026-04-21 10:00 refusal case=K
         2026-04-22 10:00 refusal case=L";
    check(P3, lines, (0, 2, 2));
    let mut frame = frame();
    says(&mut frame, 1, SignalKind::Refusal);
    // Said at ten and written down the day after: one no.
    check_in(&frame, P3, lines, (0, 2, 2));
    frame.heard.insert(1, heard(&["softened_no"], 2).findings);
    check_in(&frame, P3, lines, (1, 2, 2));
    frame.heard.insert(1, heard(&[], 2).findings);
    check_in(&frame, P3, lines, (0, 2, 2));
    check(P3, "2026-05-10 10:00 refusal case=K", (0, 0, 1));
}
