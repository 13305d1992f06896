//! Contracts that are billed, late, or not at all.

use filo_model::digest::Digest;

use super::{base, counted, frame, moment, of_kind, shown_by};
use crate::findings::FindingKind;

const CONTRACT: &str =
    "2025-06-01 contract contract=C product=Luce billing_months=2 state=activated";

/// The days on which a contract is first overdue, and whether it could be judged.
#[track_caller]
fn check(lines: &str, expected: &[&str], judged: u64) {
    let counts = counted(lines, &frame());
    let findings = of_kind(&counts, FindingKind::Unbilled);
    let days: Vec<String> =
        findings.iter().map(|finding| frame().day(finding.at).to_string()).collect();
    assert_eq!(days, expected, "{lines}");
    assert_eq!(base(&counts, FindingKind::Unbilled).1, judged, "{lines}");
}

fn bill(day: &str, contract: &str) -> String {
    format!("{day} invoice claim={day} amount=10 {contract}")
}

#[test]
fn an_invoice_may_be_late_by_the_tolerance_and_no_more() {
    // Two months after 1 February is 1 April, and thirty days later 1 May.
    let with = |next: &str| {
        format!("{CONTRACT}\n{}\n{}", bill("2026-02-01", "contract=C"), bill(next, "contract=C"))
    };
    check(&with("2026-04-01"), &[], 1);
    check(&with("2026-05-01"), &[], 1);
    check(&with("2026-05-02"), &["2026-05-02"], 1);
    check(&with("2026-05-20"), &["2026-05-02"], 1);
    check(&format!("{CONTRACT}\n{}", bill("2026-02-01", "contract=C")), &["2026-05-02"], 1);
}

#[test]
fn a_contract_that_was_never_billed_is_overdue_from_the_first_invoice_of_the_store_on() {
    // The store's invoices begin on 1 January: 1 March, and thirty days later 31 March.
    check(CONTRACT, &["2026-04-01"], 1);
    let begun = "2026-02-10 contract contract=C billing_months=1 state=activated";
    check(begun, &["2026-04-10"], 1);
    check("2026-05-10 contract contract=C billing_months=1 state=activated", &[], 0);
}

#[test]
fn an_invoice_without_a_contract_counts_for_the_only_one() {
    let lines = format!("{CONTRACT}\n{}\n{}", bill("2026-02-20", ""), bill("2026-04-20", ""));
    check(&lines, &[], 1);
    let two = format!("{lines}\n2025-06-01 contract contract=D product=Gas state=activated");
    check(&two, &["2026-04-01"], 1);
    let other = format!("{CONTRACT}\n{}", bill("2026-03-20", "contract=X"));
    check(&other, &["2026-04-01"], 1);
}

#[test]
fn what_cannot_be_known_is_not_judged() {
    let without = "2025-06-01 contract contract=C product=Luce state=activated";
    check(without, &[], 0);
    let counts = counted(without, &frame());
    assert_eq!(base(&counts, FindingKind::Unbilled), (1, 0), "it is counted");
    // Without invoices in the store nothing is missing from them.
    let mut blind = frame();
    blind.invoices = None;
    assert!(counted(CONTRACT, &blind).findings.is_empty());
    // Invoices reach to the middle of April only.
    let mut stale = frame();
    stale.invoices = Some((moment("2026-01-01 00:00").millis, moment("2026-04-15 00:00").millis));
    let lines = format!("{CONTRACT}\n{}", bill("2026-02-01", "contract=C"));
    assert!(counted(&lines, &stale).findings.is_empty());
    assert_eq!(counted(CONTRACT, &stale).findings.len(), 1, "what was overdue by then is told");
}

#[test]
fn a_contract_that_has_ended_needs_no_further_invoice() {
    let lines = |ends: &str| {
        format!(
            "{CONTRACT}\n{}\n{ends} contract contract=C state=ended",
            bill("2026-02-01", "contract=C")
        )
    };
    check(&lines("2026-04-15"), &[], 0);
    check(&lines("2026-05-15"), &["2026-05-02"], 1);
    check(
        "2025-06-01 contract contract=C billing_months=2\n2026-02-01 contract contract=C state=ended",
        &[],
        0,
    );
}

#[test]
fn a_gap_outside_the_period_is_not_told_in_it() {
    let mut later = frame();
    later.from = moment("2026-05-03 00:00").millis;
    let lines = format!("{CONTRACT}\n{}", bill("2026-02-01", "contract=C"));
    assert!(counted(&lines, &later).findings.is_empty());
}

#[test]
fn money_for_a_claim_that_no_invoice_shows_leaves_the_doubt_to_the_company() {
    let lines = format!(
        "{CONTRACT}\n{}\n2026-04-20 payment claim=Z amount=10",
        bill("2026-02-01", "contract=C")
    );
    check(&lines, &[], 1);
    let known = format!(
        "{CONTRACT}\n{}\n2026-04-20 payment claim=2026-02-01 amount=10",
        bill("2026-02-01", "contract=C")
    );
    check(&known, &["2026-05-02"], 1);
}

#[test]
fn the_contract_is_the_act_and_the_last_invoice_names_the_finding() {
    let lines = format!("{CONTRACT}\n{}", bill("2026-02-01", "contract=C"));
    let counts = counted(&lines, &frame());
    let finding = &counts.findings[0];
    assert_eq!(shown_by(finding), [1, 2]);
    assert_eq!(finding.anchor, finding.evidence[1].id);
    let never = counted(CONTRACT, &frame());
    assert_eq!(never.findings[0].anchor, Digest::of(CONTRACT.as_bytes()));
}
