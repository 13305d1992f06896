//! Customers who ask again, and those who only answer, add or thank.

use super::{base, counted, frame, frame_that_heard, of_kind, shown_by};
use crate::findings::{Finding, FindingKind, Frame};

const OPENED: &str =
    "2026-05-04 10:00 message direction=in channel=web reason=fault case=K step=opened";

/// What the customer writes in the case at a moment.
fn again(at: &str) -> String {
    format!("{at} message direction=in channel=web case=K")
}

fn found_in(lines: &str, frame: &Frame) -> Vec<Finding> {
    let counts = counted(lines, frame);
    of_kind(&counts, FindingKind::Chased).into_iter().cloned().collect()
}

fn found(lines: &str) -> Vec<Finding> {
    found_in(lines, &frame())
}

#[test]
fn who_writes_again_after_more_than_a_business_day_of_silence_asks_again() {
    // Within the day it is still the same question.
    assert!(found(&format!("{OPENED}\n{}", again("2026-05-05 10:00"))).is_empty());
    let chased = found(&format!("{OPENED}\n{}", again("2026-05-05 10:01")));
    assert_eq!(chased.iter().map(shown_by).collect::<Vec<_>>(), [[2, 1]]);
    assert_eq!((chased[0].reasons.clone(), chased[0].times), (vec!["by_pattern"], 1));
    // Nine hours and a minute since the customer first wrote.
    assert_eq!(chased[0].waited, Some(9 * 3_600_000 + 60_000));
    // A weekend is no silence.
    let friday = "2026-05-08 17:00 message direction=in channel=web case=K step=opened";
    assert!(found(&format!("{friday}\n{}", again("2026-05-11 16:00"))).is_empty());
    assert_eq!(found(&format!("{friday}\n{}", again("2026-05-11 17:30"))).len(), 1);
}

#[test]
fn all_chases_of_a_case_are_one_finding() {
    let lines = [OPENED, &again("2026-05-06 10:00"), &again("2026-05-08 10:00")].join("\n");
    let chased = found(&lines);
    assert_eq!(chased.iter().map(shown_by).collect::<Vec<_>>(), [[2, 1, 3]]);
    // The company was silent for four days in all, not for two and four.
    assert_eq!((chased[0].times, chased[0].waited), (2, Some(4 * 9 * 3_600_000)));
}

#[test]
fn an_answer_to_the_company_is_no_chase() {
    let asked = "2026-05-05 12:00 message channel=web case=K step=owned";
    let lines = [OPENED, asked, &again("2026-05-12 10:00")].join("\n");
    assert!(found(&lines).is_empty());
    // A call with a person, outside of any case, may have been about it.
    let called = "2026-05-05 12:00 message direction=out channel=phone";
    assert!(found(&[OPENED, called, &again("2026-05-12 10:00")].join("\n")).is_empty());
    // An automatic answer asks nothing.
    let machine = "2026-05-04 10:01 message channel=web automatic=true case=K";
    assert_eq!(found(&[OPENED, machine, &again("2026-05-12 10:00")].join("\n")).len(), 1);
}

#[test]
fn what_closes_a_case_or_comes_after_its_end_asks_nothing() {
    let closing = "2026-05-12 10:00 message direction=in channel=web case=K step=closed";
    assert!(found(&format!("{OPENED}\n{closing}")).is_empty());
    let closed = "2026-05-05 12:00 note direction=internal case=K step=closed";
    assert!(found(&[OPENED, closed, &again("2026-05-12 10:00")].join("\n")).is_empty());
}

#[test]
fn another_reason_is_another_matter() {
    let other = "2026-05-12 10:00 message direction=in channel=web reason=moving case=K";
    assert!(found(&format!("{OPENED}\n{other}")).is_empty());
}

#[test]
fn words_tell_who_asks_after_an_answer_that_was_none() {
    let word = "2026-05-05 12:00 message channel=web case=K step=owned";
    let lines = [OPENED, word, &again("2026-05-12 10:00")].join("\n");
    for heard in [[(3, "chasing")], [(2, "interim")]] {
        let chased = found_in(&lines, &frame_that_heard(&heard));
        assert_eq!(chased.iter().map(shown_by).collect::<Vec<_>>(), [[3, 1]]);
        assert_eq!(chased[0].reasons, ["by_words"]);
        // From the company's word on.
        assert_eq!(chased[0].waited, Some((6 + 4 * 9 + 1) * 3_600_000));
    }
    // What is said within four working hours of the company's word answers it.
    let soon = |at: &str| [OPENED, word, &again(at)].join("\n");
    let heard = || frame_that_heard(&[(3, "chasing"), (2, "interim")]);
    assert!(found_in(&soon("2026-05-05 16:00"), &heard()).is_empty());
    assert_eq!(found_in(&soon("2026-05-05 16:01"), &heard()).len(), 1);
    // The first words of a case ask nothing again, whatever they say.
    assert!(found_in(OPENED, &frame_that_heard(&[(1, "chasing")])).is_empty());
}

#[test]
fn who_asks_elsewhere_with_the_reason_of_the_one_open_case_asks_about_it() {
    let chat = "2026-05-06 10:00 message direction=in channel=chat reason=fault";
    let chased = found(&format!("{OPENED}\n{chat}"));
    assert_eq!(chased.iter().map(shown_by).collect::<Vec<_>>(), [[2, 1]]);
    // Of two open cases with that reason nobody knows which is meant.
    let other = "2026-05-04 11:00 message direction=in channel=web reason=fault case=L step=opened";
    assert!(found(&[OPENED, other, chat].join("\n")).is_empty());
    // Nor does another reason, or none, ask about it.
    for reason in ["reason=moving", ""] {
        let chat = format!("2026-05-06 10:00 message direction=in channel=chat {reason}");
        assert!(found(&format!("{OPENED}\n{chat}")).is_empty(), "{reason}");
    }
}

#[test]
fn the_base_is_cases_in_which_the_customer_spoke() {
    let of = |lines: &str| base(&counted(lines, &frame()), FindingKind::Chased);
    assert_eq!(of("2026-05-04 10:00 note direction=internal case=K step=opened"), (0, 0));
    assert_eq!(of(OPENED), (1, 1));
    // It belongs to the department that held it when the customer asked again.
    let handed = "2026-05-04 12:00 handoff handoff=H from=service to=technical case=K";
    let chased = found(&[OPENED, handed, &again("2026-05-06 10:00")].join("\n"));
    assert_eq!(chased[0].department, 2);
}
