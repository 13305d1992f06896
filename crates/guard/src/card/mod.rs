//! Rule cards: a guard's rule as people read it, as data.
//!
//! Layout: here the card as it is meant; [`condition`] what it says of facts; `file` how it is written
//! in TOML; [`check`] what has to hold of a set of cards; [`compile`] how cards become policies; [`trial`]
//! how a card fares with its own cases.

pub mod check;
pub mod compile;
pub mod condition;
mod file;
#[cfg(test)]
mod tests;
pub mod trial;

use std::collections::BTreeMap;

use filo_model::digest::Digest;
use filo_model::words;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::action::Action;
use crate::fact::value::{Unknown, Value};
use crate::fact::vocabulary::{FactName, FactSet};
use condition::Condition;
pub(crate) use file::{fits, parse_plan};

words! {
    /// The answer of the guard, from the mildest to the strictest.
    Answer {
        /// Nothing speaks against it.
        Allow = "allow",
        /// It may be done, knowing this.
        Warn = "warn",
        /// It waits for a person to decide.
        Hold = "hold",
        /// It is not to be done.
        Refuse = "refuse",
    }
}

words! {
    /// How far a card binds.
    Mode {
        /// It is only noted what the card would have said.
        Shadow = "shadow",
        /// It warns and does no more.
        Advise = "advise",
        /// Its answer holds.
        Enforce = "enforce",
    }
}

words! {
    /// Who may act against a card's answer.
    Override {
        /// Nobody.
        Nobody = "nobody",
        /// One person, with a reason.
        One = "one",
        /// Two people, with a reason.
        Two = "two",
    }
}

words! {
    /// Why an act that was done should not have been, in the words of the picture of ninety days.
    Undue {
        /// The claim was contested.
        Disputed = "disputed",
        /// It was paid.
        Paid = "paid",
        /// It was credited.
        Credited = "credited",
        /// It was not due.
        NotDue = "not_due",
        /// Its file was rejected by the exchange of electronic invoices.
        Rejected = "rejected",
        /// It billed a time after the contract's end.
        AfterEnd = "after_end",
        /// The customer held what was offered.
        HeldProduct = "held_product",
        /// The customer had opted out.
        OptedOut = "opted_out",
        /// The customer had left too long ago.
        Left = "left",
    }
}

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// In Italian.
    pub it: String,
    /// In English.
    pub en: String,
}

impl Said {
    /// The text in a language by its code; English for any but `it`.
    #[must_use]
    pub fn of(&self, language: &str) -> &str {
        if language == "it" { &self.it } else { &self.en }
    }
}

/// A norm that a card stands on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Law {
    /// Which norm.
    pub reference: String,
    /// When somebody last looked it up.
    pub checked_on: Date,
    /// Whether it was read at its source.
    #[serde(default)]
    pub verified: bool,
}

/// A number that a card compares with, as dated data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// The number, in the unit of the fact it is compared with.
    pub value: i64,
    /// Where it comes from.
    pub source: String,
    /// When somebody last looked it up.
    pub checked_on: Date,
}

/// A case that the card itself is tested with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CardTest {
    /// What the case is.
    pub name: String,
    /// The action asked about.
    pub action: Action,
    /// The facts of the case.
    pub facts: BTreeMap<FactName, Value>,
    /// The facts that are unknown, and why.
    pub unknown: BTreeMap<FactName, Unknown>,
    /// What the card answers.
    pub expect: Answer,
}

/// A rule of the guard as people read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Card {
    /// The stable id: `REC-01`.
    pub id: String,
    /// The version; a changed card is a new one, and the old one stays for replay.
    pub version: u32,
    /// The pack it comes with; the company's own cards have none.
    pub pack: String,
    /// The rule in one sentence.
    pub title: Said,
    /// The department that owns it, and what it holds.
    pub owner: String,
    /// The actions it is about.
    pub actions: Vec<Action>,
    /// When it applies.
    pub when: Condition,
    /// Its answer then.
    pub answer: Answer,
    /// How far it binds.
    pub mode: Mode,
    /// Who may act against it.
    pub overridden_by: Override,
    /// From which day it holds.
    pub valid_from: Option<Date>,
    /// Up to which day.
    pub valid_to: Option<Date>,
    /// Facts without which it always holds.
    pub compulsory: FactSet,
    /// What the person who acts is told; `{fact}` stands for the value of a fact.
    pub notice: Said,
    /// What the customer may be told.
    pub words: Said,
    /// The apology to the customer, where the company is at fault.
    pub apology: Option<Said>,
    /// What would release what it holds.
    pub release: Said,
    /// Within how many business days the owner decides what it holds.
    pub decide_within: u32,
    /// What to do instead, the best first.
    pub alternatives: Vec<Action>,
    /// Where the playbook speaks of it.
    pub playbook: Option<String>,
    /// The reason under which the picture of ninety days counts acts that were done against the card.
    pub finding: Option<Undue>,
    /// The norms it stands on.
    pub law: Vec<Law>,
    /// The numbers it compares with.
    pub parameters: BTreeMap<String, Parameter>,
    /// The cases it is tested with.
    pub tests: Vec<CardTest>,
}

/// A card that could not be read.
#[derive(Debug, thiserror::Error)]
pub enum CardError {
    /// The text is no TOML, or not of this form.
    #[error("not a file of rule cards")]
    Toml(#[from] toml::de::Error),
    /// A card says something that does not exist or does not fit.
    #[error("card `{card}`: {fault}")]
    Card {
        /// The card's id.
        card: String,
        /// What is wrong.
        fault: CardFault,
    },
}

/// What is wrong with a card.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CardFault {
    /// An action that is not in the vocabulary.
    #[error("there is no action `{0}`")]
    Action(String),
    /// A fact that is not in the vocabulary.
    #[error("there is no fact `{0}`")]
    Fact(String),
    /// A value that does not fit the fact.
    #[error("`{0}` cannot be compared with this value")]
    Value(String),
    /// A condition that says nothing, or two things at once.
    #[error("a condition names either `fact` with one comparison, or one of `all`, `any`, `none`")]
    Condition,
    /// A parameter that the card does not have.
    #[error("there is no parameter `{0}`")]
    Parameter(String),
    /// `allow` is no answer of a card.
    #[error("a card warns, holds or refuses; it allows nothing")]
    Allows,
}

impl Card {
    /// Reads a file of cards.
    ///
    /// # Errors
    /// Where the text is no TOML of this form, or names what does not exist.
    pub fn parse(text: &str, pack: &str) -> Result<Vec<Self>, CardError> {
        file::parse(text, pack)
    }

    /// The facts that the card looks at.
    #[must_use]
    pub fn facts(&self) -> FactSet {
        self.when.facts()
    }

    /// Whether the card holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }

    /// The digest of all that the card says.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(serde_json::to_string(self).unwrap_or_default().as_bytes())
    }
}
