//! The kinds of signals and dynamics, as the label guide defines them (`data/listen/LABELS.md`).

use filo_model::words;

use crate::conversation::Side;

words! {
    /// What a stretch of a message shows.
    SignalKind {
        /// Something asked for or due is denied.
        Refusal = "refusal",
        /// The matter is put outside the speaker's department, and the move left to the customer.
        NotMyDepartment = "not_my_department",
        /// The customer is made to do a step.
        ForcedEffort = "forced_effort",
        /// An acknowledgement with no fact, no decision and no date.
        Interim = "interim",
        /// Regret or admission.
        Apology = "apology",
        /// Another way to what the customer wants.
        Alternative = "alternative",
        /// The speaker commits in person to carry the matter on.
        Ownership = "ownership",
        /// An act by a date or within a time.
        Promise = "promise",
        /// Something beyond what is owed, as amends.
        Goodwill = "goodwill",
        /// What was asked is done or accepted.
        Grant = "grant",
        /// News of an open matter are asked for.
        Chasing = "chasing",
        /// It was told or sent before.
        Repeat = "repeat",
        /// An earlier no of the company is quoted.
        ReportedRefusal = "reported_refusal",
        /// An earlier promise of the company is quoted.
        ReportedPromise = "reported_promise",
        /// The relation ends.
        Leaving = "leaving",
        /// Will not come back, advises against, tells others.
        Detractor = "detractor",
        /// Formal complaint, superior, lawyer, association, authority.
        Escalation = "escalation",
        /// Praise beyond a formula.
        Delight = "delight",
    }
}

impl SignalKind {
    /// Whose words can show it.
    #[must_use]
    pub fn side(self) -> Side {
        if self < Self::Chasing { Side::Company } else { Side::Customer }
    }

    /// The kinds that the words of a side can show.
    pub fn of_side(side: Side) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |kind| kind.side() == side)
    }

    /// Its place in [`SignalKind::ALL`].
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }
}

words! {
    /// What a whole conversation shows.
    DynamicKind {
        /// A simple request took forced steps.
        Tortuous = "tortuous",
        /// The matter waits on somebody else.
        Slow = "slow",
        /// Two answers to the same question disagree.
        Contradictory = "contradictory",
        /// A refusal gives way with no new fact.
        SoftenedNo = "softened_no",
        /// A refusal with no alternative.
        FlatNo = "flat_no",
        /// The customer is sent on again and again.
        Bounce = "bounce",
        /// The same report, several times.
        Repeat = "repeat",
        /// The last open request got no human answer.
        Unanswered = "unanswered",
        /// What was promised came.
        PromiseKept = "promise_kept",
        /// What was promised did not come.
        PromiseBroken = "promise_broken",
        /// The customer thanks, and the matter is open.
        ThanksButUnresolved = "thanks_but_unresolved",
        /// The company erred, apologised, solved it and made amends.
        Recovered = "recovered",
    }
}
