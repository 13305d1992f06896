//! Claims asked for when they could, and when they could not be.

use super::{base, counted, frame, of_kind, shown_by};
use crate::findings::FindingKind;
use filo_model::facts::EntryKind;

/// The reasons why the last line of a thread should not have happened; none where it might.
#[track_caller]
fn check(lines: &str, expected: &[&str]) {
    let counts = counted(lines, &frame());
    let findings = of_kind(&counts, FindingKind::UndueClaim);
    let reasons: Vec<&str> = findings.iter().flat_map(|finding| finding.reasons.clone()).collect();
    assert_eq!(reasons, expected, "{lines}");
    assert!(findings.iter().all(|finding| !finding.reasons.is_empty()));
    let (of, judged) = base(&counts, FindingKind::UndueClaim);
    assert_eq!((of, judged), (1, 1), "the act is counted and judged: {lines}");
}

/// The last line is counted, and is not judged.
#[track_caller]
fn check_not_judged(lines: &str) {
    let counts = counted(lines, &frame());
    assert_eq!(base(&counts, FindingKind::UndueClaim), (1, 0), "{lines}");
    assert!(counts.findings.is_empty(), "{lines}");
}

#[test]
fn a_claim_may_be_asked_for_from_the_day_after_its_due_date() {
    let on =
        |act: &str| format!("2026-04-01 invoice claim=A amount=100 due=2026-05-04\n{act} claim=A");
    check(&on("2026-05-03 23:59 reminder"), &["not_due"]);
    check(&on("2026-05-04 reminder"), &["not_due"]);
    check(&on("2026-05-04 23:59 formal_notice"), &["not_due"]);
    check(&on("2026-05-05 00:00 reminder"), &[]);
    check(&on("2026-05-05 collection"), &[]);
}

#[test]
fn a_claim_without_a_due_date_is_not_called_early() {
    check("2026-05-01 invoice claim=A amount=100\n2026-05-02 reminder claim=A", &[]);
    check("2026-05-01 invoice claim=A due=2026-06-01\n2026-05-02 reminder claim=A", &["not_due"]);
}

#[test]
fn the_finding_names_the_act_the_department_and_the_entries_that_show_it() {
    let lines = "
        2026-04-01 invoice claim=A amount=100 due=2026-04-30
        2026-04-02 invoice claim=B amount=70 due=2026-04-30
        2026-04-20 payment claim=A amount=100
        2026-05-05 10:00 formal_notice claim=A department=2";
    let counts = counted(lines, &frame());
    let finding = &counts.findings[0];
    assert_eq!(shown_by(finding), [4, 1, 3]);
    assert_eq!(finding.department, 2);
    assert_eq!(finding.act, Some(EntryKind::FormalNotice));
    assert_eq!(counts.kinds[0].judged, [(2, 1)]);
}

#[test]
fn instalments_are_judged_one_by_one() {
    let two = "
        2026-03-02 invoice claim=A instalment=1 amount=50 due=2026-04-10
        2026-03-02 invoice claim=A instalment=2 amount=50 due=2026-06-10";
    check(&format!("{two}\n2026-05-05 reminder claim=A instalment=1"), &[]);
    check(&format!("{two}\n2026-05-05 reminder claim=A instalment=2"), &["not_due"]);
    // Asked for without its instalment, an overdue one is meant.
    check(&format!("{two}\n2026-05-05 reminder claim=A"), &[]);
    // The first is paid: by its number, or because the earliest due is paid first.
    for paid in ["instalment=1 amount=50", "amount=50"] {
        let paid = format!("{two}\n2026-04-08 payment claim=A {paid}");
        check(&format!("{paid}\n2026-05-05 reminder claim=A"), &["not_due"]);
        check(&format!("{paid}\n2026-05-05 reminder claim=A instalment=1"), &["paid"]);
    }
    let second = format!("{two}\n2026-04-08 payment claim=A instalment=2 amount=50");
    check(&format!("{second}\n2026-05-05 reminder claim=A"), &[]);
    check(&format!("{second}\n2026-05-05 reminder claim=A instalment=2"), &["paid"]);
}

#[test]
fn a_payment_counts_where_it_surely_came_before() {
    let with = |payment: &str, act: &str| {
        format!(
            "2026-03-02 invoice claim=A amount=100 due=2026-04-01
             {payment} payment claim=A amount=100
             {act} reminder claim=A turn=1"
        )
    };
    check(&with("2026-04-02", "2026-05-05 10:00"), &["paid"]);
    check(&with("2026-05-05 09:59", "2026-05-05 10:00"), &["paid"]);
    check(&with("2026-05-04", "2026-05-05"), &["paid"]);
    // On the same day without a time the doubt is the company's.
    check(&with("2026-05-05", "2026-05-05 10:00"), &[]);
    check(&with("2026-05-05 09:00", "2026-05-05"), &[]);
    check(&with("2026-05-05 10:01", "2026-05-05 10:00"), &[]);
    check(&with("2026-05-06", "2026-05-05 10:00"), &[]);
    // Entries of one moment follow the order of their source.
    check(&with("2026-05-05 10:00", "2026-05-05 10:00"), &["paid"]);
}

#[test]
fn a_part_paid_leaves_the_rest_to_be_asked_for() {
    let with = |paid: &str| {
        format!(
            "2026-03-02 invoice claim=A amount=100 due=2026-04-01
             {paid}
             2026-05-05 reminder claim=A"
        )
    };
    check(&with("2026-04-10 payment claim=A amount=99.99"), &[]);
    check(&with("2026-04-10 payment claim=A"), &[]);
    check(&with("2026-04-10 payment claim=B amount=100"), &[]);
    check(
        &with("2026-04-10 payment claim=A amount=60\n2026-04-11 payment claim=A amount=40"),
        &["paid"],
    );
    check(&with("2026-04-10 payment claim=A amount=120"), &["paid"]);
    // A running total is believed over the sum of the payments, in both directions.
    check(&with("2026-04-10 payment claim=A amount=40 total=100"), &["paid"]);
    check(
        &with(
            "2026-04-10 payment claim=A amount=60 total=60\n2026-04-11 payment claim=A amount=60 total=80",
        ),
        &[],
    );
}

#[test]
fn a_credit_takes_the_claim_away_as_far_as_it_goes() {
    let with = |credited: &str| {
        format!(
            "2026-03-02 invoice claim=A amount=100 due=2026-04-01
             {credited}
             2026-05-05 reminder claim=A"
        )
    };
    check(&with("2026-04-10 credit claim=A amount=100"), &["credited"]);
    check(&with("2026-04-10 credit claim=A amount=50"), &[]);
    check(&with("2026-04-10 credit claim=B amount=100"), &[]);
    check(&with("2026-05-06 credit claim=A amount=100"), &[]);
    check(
        &with("2026-04-10 credit claim=A amount=50\n2026-04-11 payment claim=A amount=50"),
        &["paid"],
    );
}

#[test]
fn a_disputed_claim_may_not_be_asked_for_while_the_dispute_is_open() {
    let with = |dispute: &str| {
        format!(
            "2026-03-02 invoice claim=A amount=100 due=2026-04-01
             {dispute}
             2026-05-05 12:00 reminder claim=A"
        )
    };
    check(&with("2026-05-04 dispute dispute=D claim=A"), &["disputed"]);
    check(&with("2026-05-04 dispute dispute=D claim=B"), &[]);
    // Without a claim's number it is about all of them.
    check(&with("2026-05-04 dispute dispute=D"), &["disputed"]);
    check(&with("2026-05-05 13:00 dispute dispute=D claim=A"), &[]);
    let opened = "2026-05-02 dispute dispute=D claim=A state=opened";
    for state in ["closed", "rejected", "upheld", "withdrawn"] {
        check(&with(&format!("{opened}\n2026-05-03 dispute dispute=D claim=A state={state}")), &[]);
        check(
            &with(&format!("{opened}\n2026-05-06 dispute dispute=D claim=A state={state}")),
            &["disputed"],
        );
    }
    let other = "2026-05-03 dispute dispute=E claim=A state=closed";
    check(&with(&format!("{opened}\n{other}")), &["disputed"]);
}

#[test]
fn several_reasons_are_all_told() {
    let lines = "
        2026-04-01 invoice claim=A amount=100 due=2026-05-20
        2026-04-02 dispute dispute=D claim=A
        2026-05-05 collection claim=A";
    check(lines, &["disputed", "not_due"]);
}

#[test]
fn what_raises_a_claim_after_it_was_paid_leaves_something_to_ask_for() {
    let with = |raised: &str| {
        format!(
            "2026-03-02 invoice claim=A amount=100 due=2026-04-01
             2026-03-20 payment claim=A amount=100
             {raised}
             2026-05-05 reminder claim=A"
        )
    };
    check(&with("2026-04-10 invoice claim=A document=adjustment amount=150"), &[]);
    check(&with("2026-04-10 invoice claim=A document=adjustment amount=100"), &["paid"]);
    check(&with("2026-04-10 invoice claim=A document=expense amount=12"), &[]);
    // What is raised after the act does not justify it.
    check(&with("2026-05-10 invoice claim=A document=expense amount=12"), &["paid"]);
    // An expense stays on top of whatever the claim becomes.
    let both = "2026-04-09 invoice claim=A document=expense amount=12
                2026-04-10 invoice claim=A document=adjustment amount=100";
    check(&with(both), &[]);
    check(&with(&format!("{both}\n2026-04-12 payment claim=A amount=12")), &["paid"]);
}

#[test]
fn what_the_thread_does_not_know_is_not_judged() {
    check_not_judged("2026-05-05 reminder claim=A");
    check_not_judged("2026-03-02 invoice claim=B due=2026-06-01\n2026-05-05 reminder claim=A");
    check_not_judged("2026-03-02 invoice claim=A due=2026-06-01\n2026-05-05 reminder");
}

#[test]
fn a_claim_that_comes_back_from_collection_is_no_act() {
    let invoice = "2026-03-02 invoice claim=A amount=100 due=2026-06-01";
    let counts =
        counted(&format!("{invoice}\n2026-05-05 collection claim=A state=withdrawn"), &frame());
    assert_eq!(base(&counts, FindingKind::UndueClaim), (0, 0));
    check(&format!("{invoice}\n2026-05-05 collection claim=A state=sent"), &["not_due"]);
}

#[test]
fn acts_outside_the_period_are_not_counted() {
    let invoice = "2026-02-01 invoice claim=A amount=100 due=2026-07-01";
    for day in ["2026-02-28", "2026-06-01"] {
        let counts = counted(&format!("{invoice}\n{day} reminder claim=A"), &frame());
        assert_eq!(base(&counts, FindingKind::UndueClaim), (0, 0), "{day}");
    }
}

#[test]
fn a_debit_note_of_later_does_not_reopen_what_was_paid() {
    let lines = "
        2026-04-01 invoice claim=A amount=100 due=2026-04-30
        2026-04-20 payment claim=A amount=100
        2026-05-09 invoice claim=A amount=30 document=debit_note due=2026-05-30
        2026-05-05 10:00 reminder claim=A";
    check(lines, &["paid"]);
}

#[test]
fn a_document_that_two_systems_hold_is_one_claim() {
    let lines = "
        2026-04-01 invoice claim=A amount=100 due=2026-04-30
        2026-04-02 invoice claim=A amount=100 due=2026-04-30
        2026-04-20 payment claim=A amount=100
        2026-05-05 10:00 reminder claim=A";
    check(lines, &["paid"]);
}
