//! A second opinion by somebody outside: what of a conversation is asked, and what of an answer is believed.
//!
//! Pure: a [`Question`] is made here, carried elsewhere, and its answer judged here. Method: only
//! passages around a sentence of which the model is unsure are asked about, without names
//! ([`Masked`]); an answer names a kind and quotes the passage, and what is no exact part of it, or
//! touches what was masked, is dropped with its reason. So an answer can say nothing that the
//! message does not, whatever was written into the message or comes back.

mod answer;
mod ask;
mod masked;

use std::ops::{Range, RangeInclusive};

use rustc_hash::FxHashSet;

use crate::conversation::{Message, Side};
use crate::listen::Heard;
use crate::signal::{Place, Shown, Signal};

pub use answer::{Dropped, Found, Opinion, Reason, Stand, Unusable};
pub use ask::{Guide, GuideError};
pub use masked::Masked;

/// The probabilities of a kind at which the model counts as unsure. They are calibrated, and a kind is
/// told from about two in five on: below one in five it is seldom there, above three in five it
/// mostly is, and in between the model is often wrong on either side of what it tells.
pub const UNSURE: RangeInclusive<f32> = 0.2..=0.6;

/// A message of which the model is unsure, and what of it is to be asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The message's place in its conversation.
    pub message: usize,
    /// The stretches to ask about, in bytes of the original; in order.
    pub stretches: Vec<Range<usize>>,
}

/// The messages of which the model is unsure. Each unsure sentence comes with its neighbours, as
/// "that is not possible" alone says nothing of what is denied. What the layout set apart (earlier
/// mail, signatures) is in no stretch.
#[must_use]
pub fn doubts(messages: &[Message], heard: &Heard) -> Vec<Doubt> {
    let is_unsure = |shown: &Shown| shown.iter().any(|probability| UNSURE.contains(probability));
    let unsure: FxHashSet<Place> =
        heard.shown.iter().filter(|(_, shown)| is_unsure(shown)).map(|(place, _)| *place).collect();
    let mut out = Vec::new();
    for (message, reading) in heard.readings.iter().enumerate() {
        let Some(text) = messages.get(message).map(|message| message.text.as_str()) else {
            continue;
        };
        let mut stretches: Vec<Range<usize>> = Vec::new();
        for (index, heard) in reading.sentences.iter().enumerate() {
            let mut around = index.saturating_sub(1)..=index + 1;
            if !around.any(|sentence| unsure.contains(&Place { message, sentence })) {
                continue;
            }
            let place = heard.sentence.place.clone();
            match stretches.last_mut() {
                Some(last) if is_blank(text, last.end..place.start) => last.end = place.end,
                _ => stretches.push(place),
            }
        }
        if !stretches.is_empty() {
            out.push(Doubt { message, stretches });
        }
    }
    out
}

fn is_blank(text: &str, between: Range<usize>) -> bool {
    text.get(between).is_some_and(|between| between.trim().is_empty())
}

/// What is asked about one message. It holds nothing but masked passages and whose words they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    side: Side,
    masked: Masked,
    stretches: Vec<Range<usize>>,
    /// The passages, in bytes of the masked text.
    passages: Vec<Range<usize>>,
}

impl Question {
    /// The question about stretches of a message; `masked` is the whole message without names, since
    /// what is a name is seen from the whole.
    #[must_use]
    pub fn new(side: Side, masked: Masked, stretches: &[Range<usize>]) -> Self {
        let passages = stretches.iter().map(|stretch| masked.written(stretch)).collect();
        Self { side, masked, stretches: stretches.to_vec(), passages }
    }

    /// The passages as they leave.
    pub fn passages(&self) -> impl Iterator<Item = &str> {
        self.passages.iter().filter_map(|place| self.masked.text().get(place.clone()))
    }

    /// Whether a signal of the message lies within what is asked about.
    #[must_use]
    pub fn holds(&self, signal: &Signal) -> bool {
        let quote = &signal.quote;
        self.stretches.iter().any(|one| one.start <= quote.start && quote.end <= one.end)
    }
}

#[cfg(test)]
mod tests;
