//! What one person answers: items and closing questions by their ids, each checked against the instrument.

use std::collections::BTreeMap;

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use crate::answers::{BLANK, NOT_APPLICABLE};
use crate::instrument::{Form, Instrument, Item};

/// The most departments that one person rates.
pub const RATED_MAX: usize = 5;
/// The most letters of an answer in words.
pub const WORDS_MAX: usize = 2_000;

/// An answer that is a number, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    /// A point of the question's scale.
    Point(u8),
    /// "Don't know, does not apply".
    NotApplicable(NotApplicable),
}

/// How "don't know, does not apply" is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NotApplicable {
    /// As in files of answers.
    #[serde(rename = "NA")]
    Na,
}

impl Answer {
    /// "Don't know, does not apply".
    pub const NA: Self = Self::NotApplicable(NotApplicable::Na);

    /// As it stands in [`crate::answers::Answers`].
    #[must_use]
    pub fn value(self) -> u8 {
        match self {
            Self::Point(point) => point,
            Self::NotApplicable(_) => NOT_APPLICABLE,
        }
    }
}

/// Why an answer is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// There is no such question.
    #[error("there is no question `{0}`")]
    NoQuestion(String),
    /// The answer is none of those that there are.
    #[error("the answer to `{question}` must be {allowed}")]
    NotAllowed {
        /// The question.
        question: String,
        /// What is allowed.
        allowed: String,
    },
}

/// Answers by question; a question that is not there was left blank.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ballot(pub BTreeMap<String, Answer>);

impl Ballot {
    /// Answers a question: a point, `NA`, or a label of the scale in any of its languages.
    ///
    /// # Errors
    /// Where there is no such question, or it cannot be answered so.
    pub fn answer(
        &mut self,
        instrument: &Instrument,
        question: &str,
        text: &str,
    ) -> Result<(), AnswerError> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        let answer = read(instrument, question, text)?;
        self.0.insert(question.to_owned(), answer);
        Ok(())
    }

    /// One value an item, in the order of the items, as [`crate::answers::Answers`] takes them.
    #[must_use]
    pub fn values(&self, items: &[Item]) -> Vec<u8> {
        items.iter().map(|item| self.0.get(&item.id).map_or(BLANK, |one| one.value())).collect()
    }
}

/// The answer to a question of the instrument, be it an item, a closing question or about a department.
///
/// # Errors
/// Where there is no such question, or it cannot be answered so.
pub fn read(instrument: &Instrument, question: &str, text: &str) -> Result<Answer, AnswerError> {
    let is_item = |item: &Item| item.id == question;
    let form = if instrument.items.iter().chain(&instrument.seen).any(is_item) {
        Form::Scale
    } else {
        let closing = instrument.closings.iter().find(|closing| closing.id == question);
        closing.ok_or_else(|| AnswerError::NoQuestion(question.to_owned()))?.form
    };
    let not_allowed =
        |allowed: String| Err(AnswerError::NotAllowed { question: question.to_owned(), allowed });
    let (least, most) = match form {
        Form::Scale => (instrument.scale.min, instrument.scale.max),
        Form::ZeroToTen => (0, 10),
        Form::Words => return not_allowed("in words".to_owned()),
    };
    let labels = &instrument.scale.labels;
    let is_label = |words: &crate::instrument::Words| words.values().any(|one| same(one, text));
    let label = labels.iter().position(is_label).filter(|_| form == Form::Scale);
    let is_none = text.eq_ignore_ascii_case("na")
        || instrument.scale.not_applicable.values().any(|one| same(one, text));
    let point = text.parse().ok().or(label.and_then(|place| u8::try_from(place + 1).ok()));
    match point {
        _ if is_none => Ok(Answer::NA),
        Some(point) if (least..=most).contains(&point) => Ok(Answer::Point(point)),
        _ => not_allowed(format!("from {least} to {most}, or `NA`")),
    }
}

/// The same words, whatever their case and the blanks around them.
fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// The order in which one respondent meets the items, as places in the instrument: mixed across dimensions,
/// the same whenever the seed is.
#[must_use]
pub fn order(instrument: &Instrument, seed: u64) -> Vec<usize> {
    let mut places: Vec<usize> = (0..instrument.items.len()).collect();
    places.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
    places
}
