//! What a card says of facts, in three-valued logic: true, false, or not decided.

use serde::Serialize;

use crate::fact::Facts;
use crate::fact::value::{Fact, Value};
use crate::fact::vocabulary::{FactName, FactSet};

/// How a fact is compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Test {
    /// It is this.
    Is(Value),
    /// It is one of these words.
    OneOf(Vec<String>),
    /// It is this number or more.
    AtLeast(i64),
    /// It is this number or less.
    AtMost(i64),
}

/// What a card says of facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Each of these.
    All(Vec<Condition>),
    /// At least one of these.
    Any(Vec<Condition>),
    /// None of these.
    None(Vec<Condition>),
    /// One fact.
    Fact {
        /// Which.
        fact: FactName,
        /// How it is compared.
        test: Test,
        /// The parameter it is compared with, for printing.
        parameter: Option<String>,
    },
}

impl Test {
    /// Whether a value passes.
    #[must_use]
    pub fn passes(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Is(expected), value) => expected == value,
            (Self::OneOf(words), Value::Word(word)) => words.contains(word),
            (Self::AtLeast(least), Value::Number(number)) => number >= least,
            (Self::AtMost(most), Value::Number(number)) => number <= most,
            _ => false,
        }
    }
}

impl Condition {
    /// The facts that it looks at.
    #[must_use]
    pub fn facts(&self) -> FactSet {
        match self {
            Self::All(parts) | Self::Any(parts) | Self::None(parts) => {
                parts.iter().fold(FactSet::NONE, |set, part| set.and(part.facts()))
            }
            Self::Fact { fact, .. } => FactSet::NONE.with(*fact),
        }
    }

    /// Whether it holds of facts; nothing where it is not decided. A fact that cannot be known here
    /// decides nothing on its own unless it is compulsory: a test of it counts as false.
    ///
    /// The policies decide in the program; this is what tests compare them with, and what counts
    /// customers for a plan.
    #[must_use]
    pub fn holds(&self, facts: &Facts, compulsory: FactSet) -> Option<bool> {
        match self {
            Self::All(parts) => all(parts.iter().map(|part| part.holds(facts, compulsory))),
            Self::Any(parts) => any(parts.iter().map(|part| part.holds(facts, compulsory))),
            Self::None(parts) => all(parts.iter().map(|part| part.holds_not(facts, compulsory))),
            Self::Fact { fact, test, .. } => value(facts, *fact, test, compulsory, false),
        }
    }

    /// As [`Self::holds`] under a negation: what cannot be known speaks against the whole there too.
    fn holds_not(&self, facts: &Facts, compulsory: FactSet) -> Option<bool> {
        match self {
            Self::All(parts) => any(parts.iter().map(|part| part.holds_not(facts, compulsory))),
            Self::Any(parts) => all(parts.iter().map(|part| part.holds_not(facts, compulsory))),
            Self::None(parts) => any(parts.iter().map(|part| part.holds(facts, compulsory))),
            Self::Fact { fact, test, .. } => value(facts, *fact, test, compulsory, true),
        }
    }
}

/// Whether one fact passes its test, or with `negated` whether it fails it.
fn value(
    facts: &Facts,
    name: FactName,
    test: &Test,
    compulsory: FactSet,
    negated: bool,
) -> Option<bool> {
    match facts.get(name).and_then(Fact::value) {
        Some(value) => Some(test.passes(value) != negated),
        None if facts.is_missing(name, compulsory) => None,
        None => Some(false),
    }
}

fn not(value: Option<bool>) -> Option<bool> {
    value.map(|value| !value)
}

fn all(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut all = Some(true);
    for part in parts {
        match part {
            Some(false) => return Some(false),
            Some(true) => {}
            None => all = None,
        }
    }
    all
}

fn any(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    not(all(parts.map(not)))
}
