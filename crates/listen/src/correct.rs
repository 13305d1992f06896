//! A small correction of the weights, learnt on the spot from what people confirm and reject.
//!
//! For each kind, the log-odds that the model gives are fixed, and a logistic regression beside them learns
//! what people said against them, drawn towards no correction at all (L2). So few examples change little,
//! and what no example resembles stays as it was. Only words as a whole, their pairs, concepts and phrases
//! may weigh, in the sentence itself; and of the words only those that the model knows or that examples of two
//! different people have, so that nobody's own words are learnt. What is learnt follows from the set of
//! examples alone: without an example, it is as if it had never been there.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::conversation::Conversation;
use crate::feature::{Names, Sink, Talk};
use crate::kind::SignalKind;
use crate::logistic::{Examples, Row, learn_beside, probability};
use crate::name::{self, Piece};
use crate::read::Reader;
use crate::signal::{ALWAYS, Place, Shown, SignalModel, readings};

mod text;

pub use text::CorrectionError;

/// How dear an example is against a large correction. At this, one rejection takes a sentence like it from
/// .88 to about .8, three to .6, five below .5.
const COST: f64 = 0.5;
/// How much words, concepts, a phrase and the kind as such weigh.
const WORDS: f32 = 1.0;
const CONCEPTS: f32 = 0.6;
const PHRASE: f32 = 0.7;
const KIND: f32 = 0.15;
/// Examples of so many people make a word no private one.
const PEOPLE: usize = 2;
/// Weights are kept in thousandths.
const THOUSANDTHS: f64 = 1000.0;
/// Probabilities are taken to be at least this far from 0 and 1.
const EDGE: f64 = 1e-6;

/// What a person said of a signal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Tells people apart: examples of one number are of one customer. It is not kept.
    pub person: u64,
    /// The conversation, its texts masked.
    pub conversation: Conversation,
    /// The message that the signal stands in.
    pub message: usize,
    /// Where in its masked text, in bytes. Of several sentences in it, the one that shows the kind most is
    /// meant.
    pub quote: Range<usize>,
    /// What was told.
    pub kind: SignalKind,
    /// Whether it was confirmed; else it was rejected.
    pub is_right: bool,
}

/// How many examples of a kind were learnt from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Those that were confirmed.
    pub confirmed: u64,
    /// Those that were rejected.
    pub rejected: u64,
}

/// A correction. The empty one changes nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Correction {
    /// Which weights and phrases it was learnt beside, as the caller names them.
    pub base: String,
    /// What it was learnt from.
    pub learnt: BTreeMap<SignalKind, Counts>,
    /// Examples whose quote stands in no sentence that the kind is asked of.
    pub lost: u64,
    /// By feature, the weight of kinds in thousandths; none is 0.
    weights: BTreeMap<String, BTreeMap<SignalKind, i32>>,
}

/// An example as it is learnt from.
struct Seen {
    /// Each feature once, in the order of their names.
    features: Vec<(String, f32)>,
    /// The log-odds that the model gives.
    offset: f64,
    is_right: bool,
    person: u64,
}

impl Correction {
    /// Learns from examples, beside a model. `base` names the model and the phrases.
    #[must_use]
    pub fn learn(
        examples: impl IntoIterator<Item = Example>,
        reader: &Reader,
        model: &SignalModel,
        base: &str,
    ) -> Self {
        let mut out = Self { base: base.to_owned(), ..Self::default() };
        let mut by_kind: BTreeMap<SignalKind, Vec<Seen>> = BTreeMap::new();
        for example in examples {
            match Seen::of(&example, reader, model) {
                Some(seen) => by_kind.entry(example.kind).or_default().push(seen),
                None => out.lost += 1,
            }
        }
        let people = people(&by_kind);
        for (kind, mut seen) in by_kind {
            // The order in which they came is nobody's concern.
            seen.sort_by(Seen::order);
            let known = model.side(kind.side()).map(|side| &side.words);
            let may_weigh = |name: &str| {
                name == ALWAYS
                    || !name.contains('=')
                    || name.starts_with("m=")
                    || known.is_some_and(|known| known.get(name).is_some())
                    || people.get(name).is_some_and(|people| people.len() >= PEOPLE)
            };
            let right = seen.iter().filter(|one| one.is_right).count() as u64;
            let counts = Counts { confirmed: right, rejected: seen.len() as u64 - right };
            out.learnt.insert(kind, counts);
            for (name, weight) in weights(&seen, may_weigh) {
                out.weights.entry(name).or_default().insert(kind, weight);
            }
        }
        out
    }

    /// Whether it changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// How many features have a weight.
    #[must_use]
    pub fn len(&self) -> usize {
        self.weights.len()
    }

    /// Corrects what a model found.
    pub fn apply(&self, talk: &Talk<'_>, shown: &mut [(Place, Shown)]) {
        if self.is_empty() {
            return;
        }
        let mut names = Names::default();
        for (place, shown) in shown {
            let side = talk.messages[place.message].side;
            let mut sums = BTreeMap::new();
            for (name, value) in features(talk, *place, &mut names) {
                for (kind, weight) in self.weights.get(&name).into_iter().flatten() {
                    *sums.entry(*kind).or_insert(0.0) += share(value, *weight);
                }
            }
            for (kind, sum) in sums {
                if kind.side() == side {
                    let known = &mut shown[kind.index()];
                    #[expect(clippy::cast_possible_truncation, reason = "a probability")]
                    let corrected = probability(odds(*known) + sum) as f32;
                    *known = corrected;
                }
            }
        }
    }

    /// What the correction adds to the log-odds of a kind in a sentence, feature by feature.
    #[must_use]
    pub fn shares(&self, talk: &Talk<'_>, place: Place, kind: SignalKind) -> Vec<(String, f64)> {
        if self.is_empty() {
            return Vec::new();
        }
        let shares = features(talk, place, &mut Names::default()).into_iter();
        let shares = shares.filter_map(|(name, value)| {
            let weight = *self.weights.get(&name).filter(|_| name != ALWAYS)?.get(&kind)?;
            Some((name, share(value, weight)))
        });
        shares.collect()
    }
}

fn share(value: f32, thousandths: i32) -> f64 {
    f64::from(value) * f64::from(thousandths) / THOUSANDTHS
}

/// The log-odds of a probability.
fn odds(probability: f32) -> f64 {
    let probability = f64::from(probability).clamp(EDGE, 1.0 - EDGE);
    libm::log(probability / (1.0 - probability))
}

/// By feature, whose examples have it.
fn people(by_kind: &BTreeMap<SignalKind, Vec<Seen>>) -> BTreeMap<String, BTreeSet<u64>> {
    let mut people: BTreeMap<String, BTreeSet<u64>> = BTreeMap::new();
    for one in by_kind.values().flatten() {
        for (name, _) in &one.features {
            people.entry(name.clone()).or_default().insert(one.person);
        }
    }
    people
}

/// What the examples of a kind say against the model: by feature, its weight in thousandths.
fn weights(seen: &[Seen], may_weigh: impl Fn(&str) -> bool) -> Vec<(String, i32)> {
    let names = seen.iter().flat_map(|one| &one.features).map(|(name, _)| name.as_str());
    let names: BTreeSet<&str> = names.filter(|name| may_weigh(name)).collect();
    let numbers: BTreeMap<&str, u32> = names.iter().copied().zip(0..).collect();
    let row = |one: &Seen| {
        let numbered = one.features.iter();
        let numbered =
            numbered.filter_map(|(name, value)| Some((*numbers.get(name.as_str())?, *value)));
        Row(numbered.collect())
    };
    let rows: Vec<Row> = seen.iter().map(row).collect();
    let rows: Vec<&Row> = rows.iter().collect();
    let answers: Vec<bool> = seen.iter().map(|one| one.is_right).collect();
    let offsets: Vec<f64> = seen.iter().map(|one| one.offset).collect();
    let examples = Examples { rows: &rows, answers: &answers, features: names.len(), cost: COST };
    let learnt = learn_beside(&examples, &offsets);
    let rounded = names.into_iter().zip(learnt).map(|(name, weight)| {
        #[expect(clippy::cast_possible_truncation, reason = "a weight is a few thousandths")]
        let thousandths = (weight * THOUSANDTHS).round() as i32;
        (name.to_owned(), thousandths)
    });
    rounded.filter(|(_, weight)| *weight != 0).collect()
}

impl Seen {
    fn of(example: &Example, reader: &Reader, model: &SignalModel) -> Option<Self> {
        let messages = &example.conversation.messages;
        if messages.get(example.message)?.side != example.kind.side() {
            return None;
        }
        let readings = readings(reader, messages);
        let talk = Talk::of(messages, &readings, reader);
        let sentences = &readings[example.message].sentences;
        let is_meant = |place: &Place| {
            let own = &sentences[place.sentence].sentence.place;
            own.start < example.quote.end && example.quote.start < own.end
        };
        let shown = model.by_weights(&talk).into_iter();
        let shown = shown.filter(|(place, _)| place.message == example.message && is_meant(place));
        let shown = shown.map(|(place, shown)| (place, shown[example.kind.index()]));
        // The first of those that show it most.
        let (place, shown) = shown.rev().max_by(|one, other| one.1.total_cmp(&other.1))?;
        Some(Self {
            features: features(&talk, place, &mut Names::default()),
            offset: odds(shown),
            is_right: example.is_right,
            person: example.person,
        })
    }

    fn order(&self, other: &Self) -> std::cmp::Ordering {
        let names = |one: &Self| -> Vec<(String, u32)> {
            one.features.iter().map(|(name, value)| (name.clone(), value.to_bits())).collect()
        };
        (self.is_right.cmp(&other.is_right))
            .then_with(|| self.offset.total_cmp(&other.offset))
            .then_with(|| names(self).cmp(&names(other)))
    }
}

/// What a correction sees of a sentence: each feature once, in the order of their names.
fn features(talk: &Talk<'_>, place: Place, names: &mut Names) -> Vec<(String, f32)> {
    let mut kept = Kept::default();
    talk.sentence(place.message, place.sentence, names, &mut kept);
    let mut sums: BTreeMap<String, f32> = BTreeMap::new();
    sums.insert(ALWAYS.to_owned(), KIND);
    for (names, weight) in [(kept.words, WORDS), (kept.concepts, CONCEPTS)] {
        #[expect(clippy::cast_precision_loss, reason = "a sentence has some hundred features")]
        let value = weight / (names.len().max(1) as f32).sqrt();
        for name in names {
            *sums.entry(name).or_default() += value;
        }
    }
    sums.extend(kept.phrases.into_iter().map(|name| (name, PHRASE)));
    sums.into_iter().collect()
}

/// The features that a correction may weigh, apart from parts of words, neighbours and places: what a
/// person said of a sentence is not about those.
#[derive(Debug, Default)]
struct Kept {
    words: Vec<String>,
    concepts: Vec<String>,
    phrases: Vec<String>,
}

impl Sink for Kept {
    fn block(&mut self, _weight: f32) {}

    fn take_pieces(&mut self, pieces: &[Piece<'_>]) {
        match pieces.first().map(|first| first.text()) {
            Some("w=" | "b=" | "k=") => self.words.push(name::text(pieces)),
            Some("m=") => self.concepts.push(name::text(pieces)),
            _ => {}
        }
    }

    fn take_value(&mut self, name: &str, _value: f32) {
        if name.starts_with("phrase ") {
            self.phrases.push(name.to_owned());
        }
    }
}

#[cfg(test)]
mod tests;
