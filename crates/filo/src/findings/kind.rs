//! The kinds of finding, their names, and the version of the definition of each.

use serde::Serialize;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// A claim was reminded, put on notice or sent to collection although it could not be asked for.
    UndueClaim,
    /// Something was offered to somebody who holds it, opted out, or left.
    SuspectPromotion,
    /// A running contract was not billed for longer than its interval.
    Unbilled,
    /// The customer reported the same thing again while no case was open.
    ToldAgain,
    /// Contacts of several departments or agencies rained on one customer.
    ContactRain,
    /// The customer called and nobody answered.
    Unanswered,
    /// A promise is past its date.
    PromiseBroken,
    /// A department did not take over a case in its time.
    HandoffLate,
}

impl FindingKind {
    /// How many kinds there are.
    pub const COUNT: usize = 8;

    /// Every kind, in the order of the report.
    pub const ALL: [Self; Self::COUNT] = [
        Self::UndueClaim,
        Self::SuspectPromotion,
        Self::Unbilled,
        Self::ToldAgain,
        Self::ContactRain,
        Self::Unanswered,
        Self::PromiseBroken,
        Self::HandoffLate,
    ];

    /// The definition of the figure and its version.
    #[must_use]
    pub fn definition(self) -> &'static str {
        match self {
            Self::UndueClaim => "undue_claims/2",
            Self::SuspectPromotion => "suspect_promotions/1",
            Self::Unbilled => "unbilled_contracts/1",
            Self::ToldAgain => "told_again/1",
            Self::ContactRain => "contact_rain/1",
            Self::Unanswered => "unanswered_needs/1",
            Self::PromiseBroken => "promises_past_date/1",
            Self::HandoffLate => "handoffs_late/1",
        }
    }

    /// The name in texts and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::UndueClaim => "undue_claim",
            Self::SuspectPromotion => "suspect_promotion",
            Self::Unbilled => "unbilled",
            Self::ToldAgain => "told_again",
            Self::ContactRain => "contact_rain",
            Self::Unanswered => "unanswered",
            Self::PromiseBroken => "promise_broken",
            Self::HandoffLate => "handoff_late",
        }
    }

    /// The kind with a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
