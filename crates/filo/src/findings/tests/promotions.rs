//! Promotions of what the customer holds, after an opt-out, after leaving; and those that are none.

use super::{base, counted, frame, of_kind, shown_by};
use crate::findings::FindingKind;

const ACTIVE: &str =
    "2025-06-01 contract contract=C product=Fibra_1000 state=activated department=4";

/// The reasons of the promotion that is the last line.
#[track_caller]
fn check(lines: &str, expected: &[&str]) {
    let counts = counted(lines, &frame());
    let findings = of_kind(&counts, FindingKind::SuspectPromotion);
    let reasons: Vec<&str> = findings.iter().flat_map(|finding| finding.reasons.clone()).collect();
    assert_eq!(reasons, expected, "{lines}");
    assert!(findings.iter().all(|finding| !finding.reasons.is_empty()));
}

fn call(day: &str) -> String {
    format!("{day} campaign_attempt product=Fibra_1000")
}

#[test]
fn a_product_is_held_while_its_contract_surely_runs() {
    let call = call("2026-05-04 10:00");
    check(&format!("{ACTIVE}\n{call}"), &["held_product"]);
    check(
        &format!("{ACTIVE}\n2026-05-04 10:00 campaign_attempt product=fibra-1000"),
        &["held_product"],
    );
    check(&format!("{ACTIVE}\n2026-05-04 10:00 campaign_attempt product=Luce"), &[]);
    // Signed on the day of the call, nobody knows what came first; after it, the call was right.
    check(&format!("2026-05-04 contract contract=C product=Fibra_1000\n{call}"), &[]);
    check(&format!("{call}\n2026-05-05 contract contract=C product=Fibra_1000"), &[]);
    // A change of the contract changes nothing, an end does.
    let changed = "2026-02-01 contract contract=C state=changed";
    check(&format!("{ACTIVE}\n{changed}\n{call}"), &["held_product"]);
    let ended = "2026-04-20 contract contract=C state=ended";
    check(&format!("{ACTIVE}\n{ended}\n{call}"), &[]);
    let again = "2026-04-25 contract contract=C product=Fibra_1000 state=activated";
    check(&format!("{ACTIVE}\n{ended}\n{again}\n{call}"), &["held_product"]);
}

#[test]
fn a_contract_that_ends_later_still_holds_its_product() {
    let call = call("2026-05-04 10:00");
    for (ends, expected) in
        [("2026-05-31", &["held_product"][..]), ("2026-05-04", &[]), ("2026-05-03", &[])]
    {
        check(
            &format!("{ACTIVE}\n2026-04-20 contract contract=C state=ended ends={ends}\n{call}"),
            expected,
        );
        let fixed = format!("2025-06-01 contract contract=C product=Fibra_1000 ends={ends}");
        check(&format!("{fixed}\n{call}"), expected);
    }
}

#[test]
fn an_opt_out_holds_until_the_customer_says_otherwise() {
    let with =
        |consents: &str| format!("{consents}\n2026-05-04 10:00 campaign_attempt product=Luce");
    let withdrawn = "2026-03-10 12:00 consent purpose=marketing state=withdrawn";
    check(&with(withdrawn), &["opted_out"]);
    check(&with("2026-03-10 12:00 consent purpose=statistics state=withdrawn"), &[]);
    check(&with("2026-03-10 12:00 consent purpose=marketing state=given"), &[]);
    // Asked first: given again before the call, whenever on that day.
    for given in ["2026-03-11", "2026-03-10", "2026-05-04", "2026-05-04 09:59"] {
        check(
            &with(&format!("{withdrawn}\n{given} consent purpose=telemarketing state=given")),
            &[],
        );
    }
    check(
        &with(&format!("2026-03-09 consent purpose=marketing state=given\n{withdrawn}")),
        &["opted_out"],
    );
    let later = format!(
        "{withdrawn}\n2026-05-04 10:00 campaign_attempt\n2026-05-04 10:30 consent purpose=marketing state=given"
    );
    check(&later, &["opted_out"]);
    // Withdrawn after the call, or on its day at an unknown time.
    for day in ["2026-05-04 10:01", "2026-05-05", "2026-05-04"] {
        check(&with(&format!("{day} consent purpose=marketing state=withdrawn")), &[]);
    }
}

#[test]
fn who_left_may_be_called_for_thirty_days_or_after_a_new_consent() {
    let left = |ends: &str, more: &str| {
        format!(
            "{ACTIVE}\n{ends} contract contract=C state=ended\n{more}\n2026-05-04 10:00 campaign_attempt product=Luce"
        )
    };
    check(&left("2026-04-03", ""), &["left"]);
    check(&left("2026-04-04", ""), &[]);
    check(&left("2026-03-01", "2026-03-01 consent purpose=marketing state=given"), &[]);
    check(&left("2026-03-01", "2026-02-01 consent purpose=marketing state=given"), &["left"]);
    check(&left("2026-03-01", "2026-05-05 consent purpose=marketing state=given"), &["left"]);
    // Another contract runs, or may have begun on the day of the call.
    for begun in ["2026-02-01", "2026-05-04"] {
        check(&left("2026-03-01", &format!("{begun} contract contract=D product=Gas")), &[]);
    }
    // Who never had a contract has not left.
    check("2026-05-04 10:00 campaign_attempt product=Luce", &[]);
}

#[test]
fn an_unknown_product_is_counted_apart_unless_something_else_is_wrong() {
    let count = |lines: &str| {
        let counts = counted(lines, &frame());
        (base(&counts, FindingKind::SuspectPromotion), counts.findings.len())
    };
    assert_eq!(count(&format!("{ACTIVE}\n2026-05-04 10:00 campaign_attempt")), ((1, 0), 0));
    let withdrawn = "2026-03-10 consent purpose=marketing state=withdrawn";
    assert_eq!(count(&format!("{withdrawn}\n2026-05-04 10:00 campaign_attempt")), ((1, 1), 1));
    assert_eq!(count("2026-05-04 10:00 campaign_attempt product=Luce"), ((1, 1), 0));
    assert_eq!(count("2026-06-04 10:00 campaign_attempt product=Luce"), ((0, 0), 0));
}

#[test]
fn the_department_that_knew_answers_for_it_too() {
    let lines =
        format!("{ACTIVE}\n2026-05-04 10:00 campaign_attempt product=Fibra_1000 department=2");
    let counts = counted(&lines, &frame());
    let finding = &counts.findings[0];
    assert_eq!((finding.department, &finding.knew[..]), (2, &[4][..]));
    assert_eq!(shown_by(finding), [2, 1]);
}
