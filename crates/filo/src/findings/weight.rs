//! How much a finding weighs, so that the gravest is read first: one table, in points.
//!
//! | what | points |
//! |---|---|
//! | undue claim: reminder, formal notice, debt collection | 3, 6, 10 |
//! | suspect promotion: product held, after leaving, after an opt-out (the gravest counts) | 2, 3, 4 |
//! | unbilled contract | 3 |
//! | told again | 3 |
//! | contact rain | 4 |
//! | unanswered need | 2 |
//! | promise past its date | 4 |
//! | handoff taken over late; answered late | 2 |
//! | case that stands still, goes round, is handed back; the customer had to chase | 3 |
//! | collision: an offer, a closing or a reminder, formal notice, debt collection | 3, 5, 7 |
//! | heard: contradictory answers, flat no, sent on and on, told again | 3 |
//! | heard: tortuous, slow | 2 |
//! | a fact heard in words: it is nobody's fault | 1 |
//! | amount asked for: from 100, 500, 2,000 euros | 1, 2, 3 more |
//! | each further time beyond the first (for a rain beyond the fifth) | 1 more, at most 5 |
//! | each further reason | 1 more |
//! | the customer had left | 2 more |
//!
//! The points order a list and are part of no figure. They weigh the effect on the customer, not
//! guilt: a person reads the case and decides.

use filo_model::amount::Amount;
use filo_model::facts::EntryKind;

use super::{Finding, FindingKind};

/// The most points for times.
const TIMES_MAX: u32 = 5;

/// The points of a finding.
#[must_use]
pub fn weight(finding: &Finding) -> u32 {
    let usual = if finding.kind == FindingKind::ContactRain { 5 } else { 1 };
    let times = finding.times.saturating_sub(usual).min(TIMES_MAX);
    let reasons = u32::try_from(finding.reasons.len()).unwrap_or(0).saturating_sub(1);
    base(finding) + amount(finding.amount) + times + reasons + 2 * u32::from(finding.leaver)
}

fn base(finding: &Finding) -> u32 {
    match finding.kind {
        FindingKind::UndueClaim => match finding.act {
            Some(EntryKind::Collection) => 10,
            Some(EntryKind::FormalNotice) => 6,
            _ => 3,
        },
        FindingKind::SuspectPromotion => {
            let of = |reason: &&str| match *reason {
                "opted_out" => 4,
                "left" => 3,
                _ => 2,
            };
            finding.reasons.iter().map(of).max().unwrap_or(2)
        }
        FindingKind::Collision => match finding.act {
            Some(EntryKind::Collection) => 7,
            Some(EntryKind::FormalNotice) => 5,
            _ => 3,
        },
        FindingKind::Unbilled
        | FindingKind::ToldAgain
        | FindingKind::Stalled
        | FindingKind::Looped
        | FindingKind::HandedBack
        | FindingKind::Chased
        | FindingKind::Contradictory
        | FindingKind::FlatNo
        | FindingKind::Bounce
        | FindingKind::Repeated => 3,
        FindingKind::ContactRain | FindingKind::PromiseBroken => 4,
        FindingKind::Unanswered
        | FindingKind::HandoffLate
        | FindingKind::AnsweredLate
        | FindingKind::Tortuous
        | FindingKind::Slow => 2,
        FindingKind::SaidPromise
        | FindingKind::SaidRefusal
        | FindingKind::SaidRepeat
        | FindingKind::SaidConstraint => 1,
    }
}

fn amount(asked: Option<Amount>) -> u32 {
    let at_least = |euros: &str| {
        let limit = Amount::parse(euros, filo_model::amount::DecimalMark::Point);
        asked.zip(limit).is_some_and(|(asked, limit)| asked >= limit)
    };
    ["100", "500", "2000"].iter().map(|euros| u32::from(at_least(euros))).sum()
}
