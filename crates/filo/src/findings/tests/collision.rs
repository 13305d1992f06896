//! Acts while a complaint or dispute is open, and those that only seem to collide.

use filo_model::facts::EntryKind;

use super::{base, counted, frame, of_kind, shown_by};
use crate::findings::{Finding, FindingKind};

const COMPLAINT: &str = "2026-05-04 10:00 complaint complaint=R direction=in";
const DISPUTE: &str = "2026-05-04 10:00 dispute dispute=D claim=A direction=in";
const REMINDER: &str = "2026-05-11 10:00 reminder claim=A amount=120 department=2";
const OFFER: &str = "2026-05-11 10:00 campaign_attempt product=Fibra department=3";

fn found(lines: &[&str]) -> Vec<Finding> {
    let counts = counted(&lines.join("\n"), &frame());
    of_kind(&counts, FindingKind::Collision).into_iter().cloned().collect()
}

#[test]
fn asking_for_money_while_a_complaint_is_open_collides() {
    let asked = found(&[COMPLAINT, REMINDER]);
    assert_eq!(asked.iter().map(shown_by).collect::<Vec<_>>(), [[2, 1]]);
    let one = &asked[0];
    assert_eq!(
        (one.department, one.knew.clone(), one.act),
        (2, vec![1], Some(EntryKind::Reminder))
    );
    assert_eq!((one.reasons.clone(), one.amount.is_some()), (vec!["complaint_open"], true));
    for act in ["formal_notice claim=B", "collection claim=B"] {
        let act = format!("2026-05-11 10:00 {act}");
        assert_eq!(found(&[COMPLAINT, &act]).len(), 1, "{act}");
    }
    assert_eq!(found(&[COMPLAINT, REMINDER, OFFER]).len(), 2);
}

#[test]
fn what_was_answered_before_or_comes_after_does_not_collide() {
    for state in ["answered", "closed", "withdrawn"] {
        let ended = format!("2026-05-08 10:00 complaint complaint=R state={state}");
        assert!(found(&[COMPLAINT, &ended, REMINDER]).is_empty(), "{state}");
    }
    // On one day without times nobody knows which came first.
    let ended = "2026-05-11 complaint complaint=R state=answered";
    assert!(found(&[COMPLAINT, ended, REMINDER]).is_empty());
    assert!(found(&[REMINDER, "2026-05-11 complaint complaint=R direction=in"]).is_empty());
    assert!(found(&[REMINDER, "2026-05-12 10:00 complaint complaint=R"]).is_empty());
    // Answered after the act.
    let later = "2026-05-13 10:00 complaint complaint=R state=answered";
    assert_eq!(found(&[COMPLAINT, REMINDER, later]).len(), 1);
    // Opened again before it.
    let lines = [
        COMPLAINT,
        "2026-05-06 10:00 complaint complaint=R state=answered",
        "2026-05-07 10:00 complaint complaint=R state=opened",
        REMINDER,
    ];
    assert_eq!(found(&lines).len(), 1);
}

#[test]
fn a_dispute_is_about_its_claim_and_stands_against_every_offer() {
    assert_eq!(found(&[DISPUTE, REMINDER])[0].reasons, ["dispute_open"]);
    assert!(found(&[DISPUTE, "2026-05-11 10:00 reminder claim=B"]).is_empty());
    assert!(found(&[DISPUTE, "2026-05-11 10:00 reminder"]).is_empty());
    let all = "2026-05-04 10:00 dispute dispute=D direction=in";
    assert_eq!(found(&[all, "2026-05-11 10:00 reminder claim=B"]).len(), 1);
    assert_eq!(found(&[DISPUTE, OFFER]).len(), 1);
    let upheld = "2026-05-08 10:00 dispute dispute=D claim=A state=upheld";
    assert!(found(&[DISPUTE, upheld, REMINDER, OFFER]).is_empty());
    let both = found(&[COMPLAINT, DISPUTE, REMINDER]);
    assert_eq!(both[0].reasons, ["complaint_open", "dispute_open"]);
}

#[test]
fn an_offer_that_the_customer_asked_for_does_not_collide() {
    let given = |at: &str, purpose: &str| format!("{at} consent purpose={purpose} state=given");
    assert!(found(&[COMPLAINT, &given("2026-05-06 10:00", "marketing"), OFFER]).is_empty());
    // A consent from before the complaint, for something else, or after the call asks for nothing.
    let before = given("2026-04-06 10:00", "marketing");
    assert_eq!(found(&[&before, COMPLAINT, OFFER]).len(), 1);
    let other = given("2026-05-06 10:00", "profiling");
    assert_eq!(found(&[COMPLAINT, &other, OFFER]).len(), 1);
    let after = given("2026-05-12 10:00", "marketing");
    assert_eq!(found(&[COMPLAINT, OFFER, &after]).len(), 1);
    // In the case in which the customer asked for it.
    let asked = "2026-05-08 10:00 message direction=in channel=web case=K step=opened";
    let offered = "2026-05-11 10:00 campaign_attempt product=Fibra case=K";
    assert!(found(&[COMPLAINT, asked, offered]).is_empty());
    // A consent is no leave to ask for money.
    let given = given("2026-05-06 10:00", "marketing");
    assert_eq!(found(&[COMPLAINT, &given, REMINDER]).len(), 1);
}

#[test]
fn a_case_that_is_closed_while_its_complaint_is_open_collides() {
    let complaint = "2026-05-04 10:00 complaint complaint=R direction=in case=K";
    let closed =
        |case: &str| format!("2026-05-11 03:00 message automatic=true case={case} step=closed");
    let closing = found(&[complaint, &closed("K")]);
    assert_eq!(closing[0].act, Some(EntryKind::ClosingContact));
    assert!(found(&[complaint, &closed("L")]).is_empty());
    let answered = "2026-05-08 10:00 complaint complaint=R state=answered case=K";
    assert!(found(&[complaint, answered, &closed("K")]).is_empty());
}

#[test]
fn the_base_is_all_acts_of_the_period() {
    let of = |lines: &[&str]| base(&counted(&lines.join("\n"), &frame()), FindingKind::Collision);
    assert_eq!(of(&[COMPLAINT]), (0, 0));
    assert_eq!(of(&[REMINDER, OFFER, "2026-01-11 10:00 reminder claim=A"]), (2, 2));
}

#[test]
fn a_claim_under_dispute_is_told_by_both_kinds() {
    let lines = ["2026-03-01 invoice claim=A amount=120 due=2026-04-01", DISPUTE, REMINDER];
    let counts = counted(&lines.join("\n"), &frame());
    let mut kinds: Vec<FindingKind> = counts.findings.iter().map(|one| one.kind).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, [FindingKind::UndueClaim, FindingKind::Collision]);
}
