//! A company's own phrases: what it knows of its own ways of saying things, and which of the phrases that
//! come with Filo it does not want.
//!
//! The weights were learnt without these phrases, so they are no features: a phrase that is said, by the
//! side that can show its signal and in no clause that takes its meaning away, tells its signal with its
//! own words as the quote and the probability that stands with it (docs/decisions/0030).

use std::collections::BTreeSet;
use std::ops::Range;

use crate::conversation::{Language, Side};
use crate::feature::Talk;
use crate::flag::{Flag, Scope};
use crate::kind::SignalKind;
use crate::phrase::{Grammar, Strength};
use crate::signal::{Place, Shown, Signal};

mod file;
mod prove;

pub use crate::phrase::PatternFault;
pub use file::{Fault, Shipped, What};

/// The probability of a phrase that says none, where it shows its signal nearly always.
pub const SURE: f32 = 0.9;
/// The probability of a phrase that says none, where it shows its signal more often than not.
pub const LIKELY: f32 = 0.6;
/// The ids of own phrases begin so.
pub const PREFIX: &str = "own/";

/// A company's own phrases, and what it switched off.
#[derive(Debug, Default)]
pub struct Own {
    grammar: Grammar,
    phrases: Vec<OwnPhrase>,
    off: BTreeSet<String>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnPhrase {
    /// Its id: `own/` and the id in the file.
    pub id: String,
    /// What it shows.
    pub signal: SignalKind,
    /// The language it is written in.
    pub language: Language,
    /// The file it stands in.
    pub file: String,
    /// The line at which it begins, from 1.
    pub line: usize,
    /// How probable its signal is where it is said, if it says so.
    probability: Option<f32>,
    /// Flags that do not take its meaning away.
    despite: Vec<Flag>,
    /// What must be heard.
    examples: Vec<Example>,
    /// What must not be heard.
    counterexamples: Vec<Example>,
}

/// A text that a phrase is tried on, and its line.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Example {
    text: String,
    line: usize,
}

/// An own phrase that is said.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Which, in [`Own::phrases`].
    pub phrase: usize,
    /// What it shows.
    pub signal: SignalKind,
    /// The sentence.
    pub place: Place,
    /// Its words in the message's text, in bytes: the quote.
    pub quote: Range<usize>,
    /// How probable its signal is.
    pub probability: f32,
}

impl Own {
    /// Reads files, each with its name. What is wrong with them comes beside the phrases that can be used;
    /// [`Own::prove`] tries those on their examples.
    #[must_use]
    pub fn read(files: &[(String, String)], shipped: &Shipped<'_>) -> (Self, Vec<Fault>) {
        file::read(files, shipped)
    }

    /// The phrases, in the order of their files.
    #[must_use]
    pub fn phrases(&self) -> &[OwnPhrase] {
        &self.phrases
    }

    /// The ids of the phrases of Filo's that are switched off.
    #[must_use]
    pub fn off(&self) -> &BTreeSet<String> {
        &self.off
    }

    /// The own phrases that are said in a conversation, in its order.
    #[must_use]
    pub fn said(&self, talk: &Talk<'_>) -> Vec<Hit> {
        let mut out = Vec::new();
        if self.phrases.is_empty() {
            return out;
        }
        for (message, reading) in talk.readings.iter().enumerate() {
            let side = talk.messages[message].side;
            for (sentence, heard) in reading.sentences.iter().enumerate() {
                let within = &heard.sentence.tokens;
                for hit in self.grammar.said(&reading.tokens, &reading.chunks, within).hits {
                    let phrase = &self.phrases[hit.phrase];
                    if phrase.blocked(side, &hit.tokens, &heard.flags).is_some() {
                        continue;
                    }
                    let ends = (reading.tokens.get(hit.tokens.start))
                        .zip(reading.tokens.get(hit.tokens.end - 1));
                    let Some((first, last)) = ends else { continue };
                    out.push(Hit {
                        phrase: hit.phrase,
                        signal: phrase.signal,
                        place: Place { message, sentence },
                        quote: first.place.start..last.place.end,
                        probability: phrase.probability(hit.strength),
                    });
                }
            }
        }
        out
    }
}

/// Why a phrase that is said does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Blocked {
    /// The other side can show its signal.
    Side,
    /// A flag reaches over it.
    Flag(Flag),
}

impl OwnPhrase {
    fn probability(&self, strength: Strength) -> f32 {
        self.probability.unwrap_or(match strength {
            Strength::Sure => SURE,
            Strength::Likely => LIKELY,
        })
    }

    /// What keeps it from counting where these tokens say it. Flags that its own words raise do not: whoever
    /// writes `non è possibile` means the "non".
    fn blocked(&self, side: Side, tokens: &Range<usize>, flags: &[Scope]) -> Option<Blocked> {
        if self.signal.side() != side {
            return Some(Blocked::Side);
        }
        let reaches = |scope: &&Scope| {
            let from_outside = scope.flag == Flag::Question || scope.start < tokens.start;
            from_outside && scope.has(tokens.start) && self.minds(scope.flag)
        };
        flags.iter().find(reaches).map(|scope| Blocked::Flag(scope.flag))
    }

    fn minds(&self, flag: Flag) -> bool {
        use SignalKind::{Chasing, Repeat, ReportedPromise, ReportedRefusal};
        let takes_away = match flag {
            Flag::Negation | Flag::Condition | Flag::Formula => true,
            // News are asked for in questions, and so it is asked whether something was not said before.
            Flag::Question => !matches!(self.signal, Chasing | Repeat),
            // The customer's own reports may be about what was said.
            Flag::Reported => {
                !matches!(self.signal, Chasing | Repeat | ReportedPromise | ReportedRefusal)
            }
            _ => false,
        };
        takes_away && !self.despite.contains(&flag)
    }
}

/// Tells the signals of own phrases, and lets the dynamics see them. A signal of the same kind in the same
/// sentence is told once, with a quote that holds the words of both.
pub fn tell(said: &[Hit], told: &mut Vec<Signal>, shown: &mut [(Place, Shown)]) {
    let by_model = told.len();
    for hit in said {
        let at = shown.binary_search_by(|(place, _)| place.cmp(&hit.place));
        if let Ok(at) = at {
            let known = &mut shown[at].1[hit.signal.index()];
            *known = known.max(hit.probability);
        }
        let same = told.iter().position(|one| hit.is_in(one));
        match same {
            Some(index) => {
                let one = &mut told[index];
                one.probability = one.probability.max(hit.probability);
                one.quote = one.quote.start.min(hit.quote.start)..one.quote.end.max(hit.quote.end);
            }
            None => told.push(Signal {
                message: hit.place.message,
                kind: hit.signal,
                quote: hit.quote.clone(),
                probability: hit.probability,
                place: hit.place,
            }),
        }
    }
    if told.len() > by_model {
        told.sort_by_key(|one| (one.message, one.quote.start, one.kind));
    }
}

impl Hit {
    /// Whether a signal that is told is this one's.
    #[must_use]
    pub fn is_in(&self, told: &Signal) -> bool {
        told.kind == self.signal
            && told.message == self.place.message
            && (told.place == self.place
                || told.quote.start < self.quote.end && self.quote.start < told.quote.end)
    }
}

#[cfg(test)]
mod tests;
