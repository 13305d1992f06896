//! What of an answer is believed, what is dropped and why, and where it stands to what the model found.

use std::ops::Range;

use filo_model::words;
use serde::Deserialize;

use super::Question;
use crate::kind::SignalKind;
use crate::signal::Signal;

words! {
    /// Why an answer is of no use as a whole.
    Unusable {
        /// It is no answer of an endpoint for chat completions.
        Form = "form",
        /// The endpoint's model declined to answer.
        Declined = "declined",
        /// It breaks off.
        CutOff = "cut_off",
        /// It is not in the form that was asked for, such as prose.
        Prose = "prose",
    }
}

words! {
    /// Why a signal of an answer is dropped.
    Reason {
        /// No such kind.
        UnknownKind = "unknown_kind",
        /// The words of this side cannot show the kind.
        OtherSide = "other_side",
        /// The quote is no exact part of a passage.
        NotVerbatim = "not_verbatim",
        /// The quote touches what was masked.
        Masked = "masked",
        /// The quote has no whole word, or begins or ends inside one.
        Fragment = "fragment",
        /// The answer said so already, of the same words.
        Twice = "twice",
    }
}

/// A signal that an answer named and that is believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its kind.
    pub kind: SignalKind,
    /// The quote, in bytes of the original.
    pub quote: Range<usize>,
}

/// A signal that an answer named and that is not believed. What it said is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dropped {
    /// Its kind, where it is one.
    pub kind: Option<SignalKind>,
    /// Why.
    pub reason: Reason,
}

/// What an answer said of one message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Opinion {
    /// What is believed, in the order of the message.
    pub found: Vec<Found>,
    /// What is not.
    pub dropped: Vec<Dropped>,
}

words! {
    /// Where an opinion stands to a signal that the model told.
    Stand {
        /// It found the same kind in words that overlap.
        Agrees = "agrees",
        /// It saw the words and did not find the kind.
        Disagrees = "disagrees",
    }
}

/// The answer as an endpoint sends it; what else it says is not looked at.
#[derive(Debug, Deserialize)]
struct Completion {
    choices: Vec<Choice>,
}

#[derive(Debug, Deserialize)]
struct Choice {
    message: Spoken,
    finish_reason: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Spoken {
    content: Option<String>,
    refusal: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Content {
    signals: Vec<Named>,
}

#[derive(Debug, Deserialize)]
struct Named {
    kind: String,
    quote: String,
}

impl Question {
    /// Judges the answer to this question; `original` is the message's text.
    ///
    /// # Errors
    /// Why the answer is of no use.
    pub fn judge(&self, answer: &str, original: &str) -> Result<Opinion, Unusable> {
        let completion: Completion = serde_json::from_str(answer).map_err(|_| Unusable::Form)?;
        let choice = completion.choices.into_iter().next().ok_or(Unusable::Form)?;
        match choice.finish_reason.as_deref() {
            Some("length") => return Err(Unusable::CutOff),
            Some("content_filter") => return Err(Unusable::Declined),
            _ => {}
        }
        if choice.message.refusal.is_some_and(|refusal| !refusal.is_empty()) {
            return Err(Unusable::Declined);
        }
        let content = choice.message.content.ok_or(Unusable::Form)?;
        let content: Content = serde_json::from_str(&content).map_err(|_| Unusable::Prose)?;
        let mut opinion = Opinion::default();
        for named in content.signals {
            match self.believe(&named, original, &opinion.found) {
                Ok(found) => opinion.found.push(found),
                Err(reason) => {
                    let kind = SignalKind::from_name(&named.kind);
                    opinion.dropped.push(Dropped { kind, reason });
                }
            }
        }
        opinion.found.sort_by_key(|found| (found.quote.start, found.quote.end, found.kind));
        Ok(opinion)
    }

    fn believe(&self, named: &Named, original: &str, before: &[Found]) -> Result<Found, Reason> {
        let kind = SignalKind::from_name(&named.kind).ok_or(Reason::UnknownKind)?;
        if kind.side() != self.side {
            return Err(Reason::OtherSide);
        }
        let words = named.quote.trim();
        if !words.chars().any(char::is_alphanumeric) {
            return Err(Reason::Fragment);
        }
        // The quote may stand in several places: the first is taken that nothing speaks against.
        let mut fault = Reason::NotVerbatim;
        for place in self.places(words) {
            match self.place_of(&place, words, original) {
                Ok(quote)
                    if before.iter().any(|one| one.kind == kind && meet(&one.quote, &quote)) =>
                {
                    fault = Reason::Twice;
                }
                Ok(quote) => return Ok(Found { kind, quote }),
                Err(reason) => fault = reason,
            }
        }
        Err(fault)
    }

    /// Where words stand in the passages, in bytes of the masked text.
    fn places<'a>(&'a self, words: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        self.passages.iter().flat_map(move |passage| {
            let text = self.masked.text().get(passage.clone()).unwrap_or_default();
            text.match_indices(words).map(move |(at, _)| {
                let start = passage.start + at;
                start..start + words.len()
            })
        })
    }

    /// The place in the original of words that stand at a place of the masked text.
    fn place_of(
        &self,
        place: &Range<usize>,
        words: &str,
        original: &str,
    ) -> Result<Range<usize>, Reason> {
        let quote = self.masked.original(place).ok_or(Reason::Masked)?;
        if original.get(quote.clone()) != Some(words) {
            return Err(Reason::NotVerbatim);
        }
        if is_inside(original, quote.start) || is_inside(original, quote.end) {
            return Err(Reason::Fragment);
        }
        Ok(quote)
    }
}

/// Whether a place of a text is inside a word.
fn is_inside(text: &str, at: usize) -> bool {
    let (before, after) = (text.get(..at), text.get(at..));
    let before = before.and_then(|before| before.chars().next_back());
    let after = after.and_then(|after| after.chars().next());
    before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
}

fn meet(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

impl Opinion {
    /// Where it stands to a signal that the model told; nothing, where it was not asked about those
    /// words, or named the kind in a way that had to be dropped.
    #[must_use]
    pub fn stand(&self, question: &Question, signal: &Signal) -> Option<Stand> {
        if !question.holds(signal) {
            return None;
        }
        if self.found.iter().any(|found| is_same(found, signal)) {
            return Some(Stand::Agrees);
        }
        let is_dropped = self.dropped.iter().any(|dropped| dropped.kind == Some(signal.kind));
        (!is_dropped).then_some(Stand::Disagrees)
    }

    /// What it found and the model did not tell; `signals` are those of the same message.
    pub fn added<'a>(&'a self, signals: &'a [Signal]) -> impl Iterator<Item = &'a Found> {
        self.found.iter().filter(|found| !signals.iter().any(|signal| is_same(found, signal)))
    }
}

fn is_same(found: &Found, signal: &Signal) -> bool {
    found.kind == signal.kind && meet(&found.quote, &signal.quote)
}
