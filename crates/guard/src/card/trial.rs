//! The tests that a card carries with it, run on that card alone.

use jiff::civil::Date;

use super::{Answer, Card, CardTest};
use crate::fact::Facts;
use crate::fact::value::Fact;
use crate::guard::Guard;

/// One test of a card, as it came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// What the case is.
    pub name: String,
    /// What the card should answer.
    pub expected: Answer,
    /// What it answers.
    pub answered: Answer,
}

/// The facts of a test; what it does not name was not stated.
#[must_use]
pub fn facts_of(test: &CardTest) -> Facts {
    let known = test.facts.iter().map(|(name, value)| (*name, Fact::known(value.clone(), &[])));
    let unknown = test.unknown.iter().map(|(name, why)| (*name, Fact::Unknown(*why)));
    Facts::given(known.chain(unknown))
}

/// Runs a card's own tests, on a day on which it holds; none where the card cannot be compiled.
#[must_use]
pub fn try_card(card: &Card) -> Vec<Trial> {
    let on = card.valid_from.or(card.valid_to).unwrap_or(Date::ZERO);
    let Ok(guard) = Guard::new(vec![card.clone()]) else { return Vec::new() };
    let run = |test: &CardTest| Trial {
        name: test.name.clone(),
        expected: test.expect,
        answered: guard.judge(test.action, &facts_of(test), on).answer,
    };
    card.tests.iter().map(run).collect()
}
