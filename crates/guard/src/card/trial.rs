//! The tests that a card carries with it, run on that card alone: does it answer what it says, and does it
//! ever let something through because a fact is missing?
//!
//! A fact that a test does not name counts as not stated. Where the card speaks, each fact of the test is
//! then taken away in turn, as something that could have been known and is not: the answer has to stay, or
//! become a hold; of an action that only helps, a warning.

use jiff::civil::Date;

use super::check::flaws;
use super::{Answer, Card, CardTest, Mode};
use crate::action::Action;
use crate::fact::Facts;
use crate::fact::value::{Fact, Unknown};
use crate::fact::vocabulary::FactName;
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
    /// The facts without which it answered more mildly, and not with a hold.
    pub slips: Vec<FactName>,
}

impl Trial {
    /// Whether the card answers as it says, with each fact and without it.
    #[must_use]
    pub fn is_passed(&self) -> bool {
        self.answered == self.expected && self.slips.is_empty()
    }
}

/// The facts of a test; what it does not name was not stated.
#[must_use]
pub fn facts_of(test: &CardTest) -> Facts {
    let known = test.facts.iter().map(|(name, value)| (*name, Fact::known(value.clone(), &[])));
    let unknown = test.unknown.iter().map(|(name, why)| (*name, Fact::Unknown(*why)));
    Facts::given(known.chain(unknown))
}

/// Runs a card's own tests, on a day on which it holds; none where the card cannot be compiled. A card
/// says the same in its tests however far it binds.
#[must_use]
pub fn try_card(card: &Card) -> Vec<Trial> {
    let on = card.valid_from.or(card.valid_to).unwrap_or(Date::ZERO);
    let Ok(guard) = Guard::new(vec![Card { mode: Mode::Enforce, ..card.clone() }]) else {
        return Vec::new();
    };
    card.tests.iter().map(|test| tried(card, test, &guard, on)).collect()
}

/// Whether any text does no harm, for tests and fuzzing: cards that can be read and have no flaws compile,
/// and no rule errs on what their own tests say, with each fact and where nobody knows it. Gives how many
/// questions were answered; nothing where the text is no cards, or cards with flaws.
///
/// # Panics
/// Where cards without flaws do not compile, or a rule errs.
#[must_use]
pub fn drain(text: &str) -> Option<usize> {
    let cards = Card::parse(text, "").ok()?;
    if !flaws(&cards).is_empty() {
        return None;
    }
    let guard = Guard::new(cards).expect("cards without flaws compile");
    let mut answered = 0;
    let mut judge = |action, facts: &Facts, on| {
        assert!(!guard.judge(action, facts, on).erred, "a rule errs");
        answered += 1;
    };
    for card in guard.cards() {
        let on = card.valid_from.or(card.valid_to).unwrap_or(Date::ZERO);
        for test in &card.tests {
            let facts = facts_of(test);
            judge(test.action, &facts, on);
            for &name in test.facts.keys() {
                for why in [Unknown::NotSaid, Unknown::NoSource] {
                    judge(test.action, &facts.with(name, Fact::Unknown(why)), on);
                }
            }
        }
    }
    Some(answered)
}

fn tried(card: &Card, test: &CardTest, guard: &Guard, on: Date) -> Trial {
    let facts = facts_of(test);
    let answer = |facts: &Facts| guard.judge(test.action, facts, on).answer;
    let answered = answer(&facts);
    let mut slips = Vec::new();
    if answered > Answer::Allow {
        let undecided = undecided(card, test.action);
        for &name in test.facts.keys() {
            let without = answer(&facts.with(name, Fact::Unknown(Unknown::NotSaid)));
            if without != answered && without != undecided {
                slips.push(name);
            }
        }
    }
    Trial { name: test.name.clone(), expected: test.expect, answered, slips }
}

/// What a card comes to where it is not decided.
fn undecided(card: &Card, action: Action) -> Answer {
    let held = action.can_harm() && card.mode != Mode::Advise;
    if held { Answer::Hold } else { Answer::Warn }
}

#[cfg(test)]
mod tests {
    use super::try_card;
    use crate::card::{Answer, Card};

    /// A card that is to stay silent where the claim was paid, with a condition and tests of its own.
    fn card(when: &str, tests: &str) -> Card {
        let said = "{ it = 'sì', en = 'yes' }";
        let text = format!(
            "[[card]]\nid = 'X-1'\nversion = 1\ntitle = {said}\nowner = 'sales'\nactions = ['transfer', 'call_back']\n\
             when = {when}\nverdict = 'refuse'\noverride = 'one'\nnotice = {said}\nwords = {said}\napology = {said}\n\
             release = {said}\nalternatives = ['open_case']\ntests = [{tests}]"
        );
        Card::parse(&text, "").unwrap().remove(0)
    }

    const SILENT: &str = "{ name = 'silent', action = 'transfer', facts = { open_cases = 0, claim_paid = true }, expect = 'allow' }";

    #[test]
    fn a_card_that_answers_as_it_says_passes() {
        let tests = format!(
            "{SILENT}, {{ name = 'speaks', action = 'transfer', facts = {{ open_cases = 1, claim_paid = false }}, expect = 'refuse' }},
             {{ name = 'warns', action = 'call_back', facts = {{ open_cases = 1, claim_paid = false }}, expect = 'refuse' }}"
        );
        let when = "{ all = [{ fact = 'open_cases', at_least = 1 }, { fact = 'claim_paid', is = false }] }";
        let trials = try_card(&card(when, &tests));
        assert!(trials.iter().all(super::Trial::is_passed), "{trials:?}");
        assert_eq!(trials.len(), 3);
    }

    #[test]
    fn a_card_that_answers_otherwise_does_not_pass() {
        let tests = format!(
            "{SILENT}, {{ name = 'speaks', action = 'transfer', facts = {{ open_cases = 0 }}, expect = 'refuse' }}"
        );
        let trials = try_card(&card("{ fact = 'open_cases', at_least = 1 }", &tests));
        assert_eq!(trials[1].answered, Answer::Allow);
        assert!(!trials[1].is_passed());
    }

    #[test]
    fn a_card_with_a_flaw_is_asked_nothing() {
        assert_eq!(try_card(&card("{ fact = 'open_cases', at_least = 1 }", SILENT)), []);
    }
}
