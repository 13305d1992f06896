//! What has to hold of a set of cards before anybody is answered by it.

use std::collections::BTreeSet;

use filo_model::words;
use jiff::civil::Date;

use super::condition::Condition;
use super::{Answer, Card, Said};
use crate::action::{Action, Effect};
use crate::fact::vocabulary::FactName;

/// How long a parameter or a norm counts as checked, in days.
const CHECKED_DAYS: i32 = 365;

/// Something that a set of cards must not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// The card.
    pub card: String,
    /// What is wrong.
    pub kind: FlawKind,
    /// What it is about: a field, a fact, an action.
    pub about: String,
}

words! {
    /// The kinds of flaw.
    FlawKind {
        /// A text is missing or empty in a language.
        Text = "text",
        /// No department owns the card.
        Owner = "owner",
        /// Two cards of one version have one id.
        Twice = "twice",
        /// The card is about no action.
        NoAction = "no_action",
        /// The card is about the action that is always allowed.
        Recording = "recording",
        /// No alternative is named.
        NoAlternative = "no_alternative",
        /// An alternative leads back to an action of the card.
        Circle = "circle",
        /// The alternatives do not end with opening a case.
        NoEnd = "no_end",
        /// The company is at fault, and nothing is said of it.
        NoApology = "no_apology",
        /// A compulsory fact is not among those the card looks at.
        Compulsory = "compulsory",
        /// A parameter is used by nothing.
        Parameter = "parameter",
        /// No test shows the card's own answer, or none shows that it stays silent.
        Tests = "tests",
        /// A test asks about an action the card is not about.
        TestAction = "test_action",
        /// A fact in a text is none that the card looks at.
        Placeholder = "placeholder",
        /// The card ends before it begins.
        Validity = "validity",
        /// The policies made of the cards are not valid by the schema.
        Policy = "policy",
    }
}

/// A date in a card that is older than twelve months.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outdated {
    /// The card.
    pub card: String,
    /// The parameter or the norm.
    pub what: String,
    /// When it was last looked up.
    pub checked_on: Date,
}

/// Everything that is wrong with a set of cards; none where they may be used.
#[must_use]
pub fn flaws(cards: &[Card]) -> Vec<Flaw> {
    let mut flaws: Vec<Flaw> = cards.iter().flat_map(of_card).collect();
    let mut ids = BTreeSet::new();
    for card in cards {
        if !ids.insert((&card.id, card.version)) {
            flaws.push(flaw(card, FlawKind::Twice, &card.id));
        }
        for action in circles(card, cards) {
            flaws.push(flaw(card, FlawKind::Circle, action.name()));
        }
    }
    flaws
}

/// Parameters and norms that nobody looked up in the twelve months before a day.
#[must_use]
pub fn outdated(cards: &[Card], on: Date) -> Vec<Outdated> {
    let mut found = Vec::new();
    for card in cards {
        let parameters = card.parameters.iter().map(|(name, one)| (name.as_str(), one.checked_on));
        let laws = card.law.iter().map(|law| (law.reference.as_str(), law.checked_on));
        for (what, checked_on) in parameters.chain(laws) {
            if (on - checked_on).get_days() > CHECKED_DAYS {
                found.push(Outdated { card: card.id.clone(), what: what.to_owned(), checked_on });
            }
        }
    }
    found
}

fn flaw(card: &Card, kind: FlawKind, about: &str) -> Flaw {
    Flaw { card: card.id.clone(), kind, about: about.to_owned() }
}

fn of_card(card: &Card) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let mut add = |kind, about: &str| flaws.push(flaw(card, kind, about));
    let texts = [
        ("title", Some(&card.title)),
        ("notice", Some(&card.notice)),
        ("words", Some(&card.words)),
        ("release", Some(&card.release)),
        ("apology", card.apology.as_ref()),
    ];
    for (name, said) in texts {
        if said.is_some_and(|said| said.it.trim().is_empty() || said.en.trim().is_empty()) {
            add(FlawKind::Text, name);
        }
        for placeholder in said.into_iter().flat_map(placeholders) {
            let known =
                FactName::from_name(&placeholder).is_some_and(|fact| card.facts().has(fact));
            if !known {
                add(FlawKind::Placeholder, &placeholder);
            }
        }
    }
    if card.owner.trim().is_empty() {
        add(FlawKind::Owner, "owner");
    }
    if card.actions.is_empty() {
        add(FlawKind::NoAction, "actions");
    }
    if card.actions.iter().any(|action| action.effect() == Effect::Recording) {
        add(FlawKind::Recording, Action::OpenCase.name());
    }
    match card.alternatives.last() {
        None => add(FlawKind::NoAlternative, "alternatives"),
        Some(Action::OpenCase) => {}
        Some(last) => add(FlawKind::NoEnd, last.name()),
    }
    if shows_our_fault(&card.when) && card.apology.is_none() {
        add(FlawKind::NoApology, "apology");
    }
    for fact in card.compulsory.iter().filter(|fact| !card.facts().has(*fact)) {
        add(FlawKind::Compulsory, fact.name());
    }
    for name in card.parameters.keys().filter(|name| !uses(&card.when, name)) {
        add(FlawKind::Parameter, name);
    }
    if card.valid_from.zip(card.valid_to).is_some_and(|(from, to)| to < from) {
        add(FlawKind::Validity, "valid_to");
    }
    let shows = |answer: Answer| card.tests.iter().any(|test| test.expect == answer);
    if !shows(card.answer) || !shows(Answer::Allow) {
        add(FlawKind::Tests, "tests");
    }
    for test in card.tests.iter().filter(|test| !card.actions.contains(&test.action)) {
        add(FlawKind::TestAction, &test.name);
    }
    flaws
}

/// Facts that are true only where the company did wrong.
const FAULTS: &[FactName] = &[
    FactName::ClaimAfterContractEnd,
    FactName::ClaimLatePeriods,
    FactName::ClaimPaid,
    FactName::ClaimCredited,
    FactName::OurFaultOpen,
    FactName::PromisesOverdue,
    FactName::SaidAlreadyCustomer,
];

fn shows_our_fault(condition: &Condition) -> bool {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().any(shows_our_fault),
        Condition::None(_) => false,
        Condition::Fact { fact, .. } => FAULTS.contains(fact),
    }
}

fn uses(condition: &Condition, name: &str) -> bool {
    match condition {
        Condition::All(parts) | Condition::Any(parts) | Condition::None(parts) => {
            parts.iter().any(|part| uses(part, name))
        }
        Condition::Fact { parameter, .. } => parameter.as_deref() == Some(name),
    }
}

/// The names between braces in a text.
fn placeholders(said: &Said) -> Vec<String> {
    let of = |text: &str| {
        let pieces = text.split('{').skip(1).filter_map(|piece| piece.split_once('}'));
        pieces.map(|(name, _)| name.to_owned()).collect::<Vec<_>>()
    };
    let (mut it, en) = (of(&said.it), of(&said.en));
    it.extend(en);
    it
}

/// Actions of a card that its alternatives, and those of the cards about them, lead back to.
fn circles(card: &Card, cards: &[Card]) -> Vec<Action> {
    let mut reached: BTreeSet<Action> = BTreeSet::new();
    let mut next: Vec<Action> = card.alternatives.clone();
    while let Some(action) = next.pop() {
        if reached.insert(action) {
            let about = cards.iter().filter(|other| other.actions.contains(&action));
            next.extend(about.flat_map(|other| other.alternatives.iter().copied()));
        }
    }
    card.actions.iter().copied().filter(|action| reached.contains(action)).collect()
}
