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
    /// A case stood still far beyond the department's own time.
    Stalled,
    /// A case went through the same steps again and again.
    Looped,
    /// A case went from department to department, or back, with nothing new.
    HandedBack,
    /// The customer had to ask again on an open case.
    Chased,
    /// The company asked for money, sold or closed while the customer had a complaint or dispute open.
    Collision,
    /// No person answered a request within the time that the company promises.
    AnsweredLate,
    /// Heard: a simple request took forced steps.
    Tortuous,
    /// Heard: a matter waited on somebody else while the customer asked.
    Slow,
    /// Heard: two answers to one question disagree, or a no gave way with no new fact.
    Contradictory,
    /// Heard: a no with nothing offered.
    FlatNo,
    /// Heard: the customer was sent on again and again.
    Bounce,
    /// Heard: the customer had to tell the same again.
    Repeated,
    /// Heard: a promise by a day.
    SaidPromise,
    /// Heard: a no.
    SaidRefusal,
    /// Heard: the customer says it was told before.
    SaidRepeat,
    /// Heard: how the customer wants to be treated, or what has to be known of them.
    SaidConstraint,
}

impl FindingKind {
    /// How many kinds there are.
    pub const COUNT: usize = 24;

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
        Self::Stalled,
        Self::Looped,
        Self::HandedBack,
        Self::Chased,
        Self::Collision,
        Self::AnsweredLate,
        Self::Tortuous,
        Self::Slow,
        Self::Contradictory,
        Self::FlatNo,
        Self::Bounce,
        Self::Repeated,
        Self::SaidPromise,
        Self::SaidRefusal,
        Self::SaidRepeat,
        Self::SaidConstraint,
    ];

    /// How many kinds the report has figures of.
    pub const REPORTED: usize = 20;

    /// Whether it is what the course of a customer's entries shows, not a single act.
    #[must_use]
    pub fn is_of_course(self) -> bool {
        (Self::Stalled..=Self::AnsweredLate).contains(&self)
    }

    /// Whether it was heard in words.
    #[must_use]
    pub fn is_heard(self) -> bool {
        self >= Self::Tortuous
    }

    /// Whether it is no fault of anybody, but a fact of the thread that was heard in words.
    #[must_use]
    pub fn is_said(self) -> bool {
        self as usize >= Self::REPORTED
    }

    /// The kinds that the report has figures of.
    #[must_use]
    pub fn reported() -> [Self; Self::REPORTED] {
        std::array::from_fn(|place| Self::ALL[place])
    }

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
            Self::Stalled => "stalled_cases/1",
            Self::Looped => "looped_cases/1",
            Self::HandedBack => "handed_back_cases/1",
            Self::Chased => "chased_cases/1",
            Self::Collision => "collisions/1",
            Self::AnsweredLate => "answers_late/1",
            Self::Tortuous => "tortuous_matters/1",
            Self::Slow => "slow_matters/1",
            Self::Contradictory => "contradictory_answers/1",
            Self::FlatNo => "flat_noes/1",
            Self::Bounce => "bounced_matters/1",
            Self::Repeated => "repeated_matters/1",
            Self::SaidPromise => "said_promises/1",
            Self::SaidRefusal => "said_refusals/1",
            Self::SaidRepeat => "said_repeats/1",
            Self::SaidConstraint => "said_constraints/1",
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
            Self::Stalled => "stalled",
            Self::Looped => "looped",
            Self::HandedBack => "handed_back",
            Self::Chased => "chased",
            Self::Collision => "collision",
            Self::AnsweredLate => "answered_late",
            Self::Tortuous => "tortuous",
            Self::Slow => "slow",
            Self::Contradictory => "contradictory",
            Self::FlatNo => "flat_no",
            Self::Bounce => "bounce",
            Self::Repeated => "repeated",
            Self::SaidPromise => "said_promise",
            Self::SaidRefusal => "said_refusal",
            Self::SaidRepeat => "said_repeat",
            Self::SaidConstraint => "said_constraint",
        }
    }

    /// The kind with a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
