//! Claims whose file was rejected, and claims of a time after the contract's end.

use super::{counted, frame, of_kind};
use crate::findings::FindingKind;

/// The reasons of the one act.
#[track_caller]
fn check(lines: &str, expected: &[&str]) {
    let counts = counted(lines, &frame());
    let findings = of_kind(&counts, FindingKind::UndueClaim);
    let reasons: Vec<&str> = findings.iter().flat_map(|finding| finding.reasons.clone()).collect();
    assert_eq!(reasons, expected, "{lines}");
}

const REJECTED: &str = "2026-04-03 receipt carrier=sdi file=IT1_a.xml state=rejected department=5";

fn claim(files: &str, act: &str) -> String {
    format!(
        "2026-04-01 invoice claim=A amount=100 due=2026-04-20 file=IT1_a.xml\n{files}\n{act} reminder claim=A"
    )
}

#[test]
fn a_rejected_file_is_no_claim() {
    check(&claim(REJECTED, "2026-05-05 10:00"), &["rejected"]);
    for other in [
        "2026-04-03 receipt carrier=sdi file=IT1_a.xml state=delivered",
        "2026-04-03 receipt carrier=sdi file=IT1_a.xml state=undelivered",
        "2026-04-03 receipt carrier=sdi file=IT1_b.xml state=rejected",
        "2026-04-03 receipt carrier=pec file=IT1_a.xml state=rejected",
        "2026-05-06 receipt carrier=sdi file=IT1_a.xml state=rejected",
        // On the day of the act, at an unknown time.
        "2026-05-05 receipt carrier=sdi file=IT1_a.xml state=rejected",
    ] {
        check(&claim(other, "2026-05-05 10:00"), &[]);
    }
}

#[test]
fn the_company_has_to_know_of_the_rejection() {
    let known = |at: &str| {
        format!("2026-04-03 08:00 receipt carrier=sdi file=IT1_a.xml state=rejected known={at}")
    };
    check(&claim(&known("2026-05-05T09:59:00"), "2026-05-05 10:00"), &["rejected"]);
    check(&claim(&known("2026-05-05T10:01:00"), "2026-05-05 10:00"), &[]);
}

#[test]
fn a_claim_sent_again_is_one_as_long_as_the_other_file_was_not_rejected() {
    let again = "invoice claim=A amount=100 due=2026-04-20 file=IT1_b.xml";
    for sent in ["2026-04-05", "2026-05-05"] {
        check(&claim(&format!("{REJECTED}\n{sent} {again}"), "2026-05-05 10:00"), &[]);
    }
    // Sent again only after the act.
    check(&claim(&format!("{REJECTED}\n2026-05-06 {again}"), "2026-05-05 10:00"), &["rejected"]);
    let both = format!(
        "{REJECTED}\n2026-04-05 {again}\n2026-04-07 receipt carrier=SDI file=IT1_b.xml state=rejected"
    );
    check(&claim(&both, "2026-05-05 10:00"), &["rejected"]);
    // Another system holds the same invoice without its file.
    let twice = format!("{REJECTED}\n2026-04-01 invoice claim=A amount=100 due=2026-04-20");
    check(&claim(&twice, "2026-05-05 10:00"), &["rejected"]);
}

fn billed(contract: &str, period: &str, contracts: &str) -> String {
    format!(
        "2025-01-10 contract contract=C state=activated department=4
         {contracts}
         2026-04-01 invoice claim=A amount=100 due=2026-04-20 {contract} period_from={period} department=2
         2026-05-05 10:00 reminder claim=A department=2"
    )
}

#[test]
fn what_is_billed_for_a_time_after_the_contract_is_not_owed() {
    let ended = "2026-02-20 contract contract=C state=ended ends=2026-02-28 department=4";
    check(&billed("contract=C", "2026-03-01", ended), &["after_end"]);
    check(&billed("contract=C", "2026-02-28", ended), &[]);
    check(&billed("contract=C", "2026-02-01", ended), &[]);
    // Without a last day the entry's own day is the last.
    check(
        &billed("contract=C", "2026-02-21", "2026-02-20 contract contract=C state=ended"),
        &["after_end"],
    );
    check(&billed("contract=C", "2026-02-20", "2026-02-20 contract contract=C state=ended"), &[]);
    check(&billed("contract=C", "2026-03-01", ""), &[]);
}

#[test]
fn the_contract_is_the_invoices_or_else_the_only_one() {
    let ended = "2026-02-20 contract contract=C state=ended";
    check(&billed("", "2026-03-01", ended), &["after_end"]);
    let two = format!("{ended}\n2026-01-20 contract contract=D state=activated");
    check(&billed("", "2026-03-01", &two), &[]);
    check(&billed("contract=C", "2026-03-01", &two), &["after_end"]);
    check(&billed("contract=D", "2026-03-01", &two), &[]);
    check(&billed("contract=E", "2026-03-01", ended), &[]);
}

#[test]
fn the_end_has_to_be_known_and_to_last() {
    check(
        &billed(
            "contract=C",
            "2026-03-01",
            "2026-05-05 contract contract=C state=ended ends=2026-02-20",
        ),
        &[],
    );
    check(
        &billed(
            "contract=C",
            "2026-03-01",
            "2026-02-20 contract contract=C state=ended known=2026-05-06T00:00:00",
        ),
        &[],
    );
    let again = "2026-02-20 contract contract=C state=ended\n2026-03-20 contract contract=C state=activated";
    check(&billed("contract=C", "2026-03-01", again), &[]);
}

#[test]
fn the_department_that_knew_of_the_end_answers_for_it_too() {
    let ended = "2026-02-20 contract contract=C state=ended department=4";
    let counts = counted(&billed("contract=C", "2026-03-01", ended), &frame());
    let finding = &counts.findings[0];
    assert_eq!((finding.department, &finding.knew[..]), (2, &[4][..]));
    assert_eq!(finding.evidence.len(), 3, "act, invoice and end");
}
