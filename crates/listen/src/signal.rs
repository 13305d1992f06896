//! Signals: what each sentence shows, how sure that is, and what weighed.

use std::ops::Range;

use crate::conversation::{Message, Side};
use crate::correct::Correction;
use crate::feature::{Names, Sink, Talk};
use crate::kind::SignalKind;
use crate::logistic::probability;
use crate::read::{Reader, Reading};
use crate::table::{Named, Table};

/// How many kinds of signals there are.
pub(crate) const KINDS: usize = SignalKind::ALL.len();

/// The probability of each kind, by sentence of a conversation.
pub type Shown = [f32; KINDS];

/// A sentence of a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The message.
    pub message: usize,
    /// The sentence in the message's reading.
    pub sentence: usize,
}

/// What one side's sentences are judged by.
///
/// There are two steps. The first sees a sentence and what was written around it; the second sees also
/// what the first found in the sentences around and in what the other side said just before.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SideModel {
    /// The kinds, in the order of the columns.
    pub kinds: Vec<SignalKind>,
    /// Columns: the kinds at the first step, then the kinds at the second.
    pub words: Table,
    /// What the first step found around, for the second; columns are the kinds.
    pub around: Table,
    /// By kind, how the second step's score becomes a probability.
    pub scales: Vec<Scale>,
}

/// A score `s` stands for the probability `1 / (1 + exp(-(slope·s + shift)))` (Platt, 1999).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// What the score is multiplied by.
    pub slope: f64,
    /// What is added.
    pub shift: f64,
}

impl Scale {
    /// The probability of a score.
    #[must_use]
    pub fn probability(self, score: f64) -> f64 {
        probability(self.slope * score + self.shift)
    }
}

/// What signals are judged by.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SignalModel {
    /// For the company's sentences.
    pub company: SideModel,
    /// For the customer's.
    pub customer: SideModel,
    /// What a company's people said against it.
    pub correction: Correction,
}

/// The feature that every sentence has.
pub(crate) const ALWAYS: &str = "always";

impl SignalModel {
    /// What the sentences of a side are judged by. Nobody asks what a machine means.
    #[must_use]
    pub fn side(&self, side: Side) -> Option<&SideModel> {
        match side {
            Side::Company => Some(&self.company),
            Side::Customer => Some(&self.customer),
            Side::System => None,
        }
    }

    /// How probable each kind is, sentence by sentence, in the order of the conversation.
    #[must_use]
    pub fn shown(&self, talk: &Talk<'_>) -> Vec<(Place, Shown)> {
        let mut shown = self.by_weights(talk);
        self.correction.apply(talk, &mut shown);
        shown
    }

    /// As [`SignalModel::shown`], without the correction.
    pub(crate) fn by_weights(&self, talk: &Talk<'_>) -> Vec<(Place, Shown)> {
        let mut names = Names::default();
        let (mut first, mut second) = (Vec::new(), Vec::new());
        for (message, reading) in talk.readings.iter().enumerate() {
            let Some(model) = self.side(talk.messages[message].side) else { continue };
            let mut sum = model.words.sum();
            sum.take_value(ALWAYS, 1.0);
            talk.before(message, &mut sum);
            let shared = sum.take();
            for sentence in 0..reading.sentences.len() {
                talk.sentence(message, sentence, &mut names, &mut sum);
                let mut scores = sum.take();
                scores.iter_mut().zip(&shared).for_each(|(score, shared)| *score += shared);
                let place = Place { message, sentence };
                let mut shown = [0.0; KINDS];
                for (kind, score) in model.kinds.iter().zip(&scores) {
                    #[expect(clippy::cast_possible_truncation, reason = "a probability")]
                    let probability = probability(f64::from(*score)) as f32;
                    shown[kind.index()] = probability;
                }
                first.push((place, shown));
                second.push(scores.split_off(model.kinds.len()));
            }
        }
        let around = Around::of(talk.messages, &first);
        let mut out = Vec::with_capacity(first.len());
        for (index, scores) in second.into_iter().enumerate() {
            let place = first[index].0;
            let Some(model) = self.side(talk.messages[place.message].side) else { continue };
            let mut sum = model.around.sum();
            around.features(index, &mut names, &mut sum);
            let found = sum.take();
            let mut shown = [0.0; KINDS];
            for (column, kind) in model.kinds.iter().enumerate() {
                let score = f64::from(scores[column] + found[column]);
                #[expect(clippy::cast_possible_truncation, reason = "a probability")]
                let probability = model.scales[column].probability(score) as f32;
                shown[kind.index()] = probability;
            }
            out.push((place, shown));
        }
        out
    }

    /// What weighed most for a kind in a sentence: features and their share in the score, the largest
    /// first.
    #[must_use]
    pub fn weighed(
        &self,
        talk: &Talk<'_>,
        place: Place,
        kind: SignalKind,
        most: usize,
    ) -> Vec<(String, f32)> {
        let Some(model) = self.side(talk.messages[place.message].side) else { return Vec::new() };
        let Some(column) = model.kinds.iter().position(|one| *one == kind) else {
            return Vec::new();
        };
        let mut named = Named::default();
        let mut names = Names::default();
        talk.sentence(place.message, place.sentence, &mut names, &mut named);
        let mut shares: Vec<(String, f32)> = Vec::new();
        for (name, value) in named.finish() {
            let Some(weights) = model.words.get(&name) else { continue };
            let share = value * weights[model.kinds.len() + column];
            match shares.iter_mut().find(|(known, _)| *known == name) {
                Some(known) => known.1 += share,
                None => shares.push((name, share)),
            }
        }
        for (name, share) in self.correction.shares(talk, place, kind) {
            #[expect(clippy::cast_possible_truncation, reason = "for an explanation")]
            let share = share as f32;
            match shares.iter_mut().find(|(known, _)| *known == name) {
                Some(known) => known.1 += share,
                None => shares.push((name, share)),
            }
        }
        shares.sort_by(|one, other| other.1.total_cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        shares.truncate(most);
        shares.retain(|(_, share)| *share > 0.0);
        shares
    }
}

/// What the first step found around each sentence.
pub(crate) struct Around<'a> {
    messages: &'a [Message],
    first: &'a [(Place, Shown)],
    /// By message, its sentences in `first`.
    sentences: Vec<Range<usize>>,
}

/// What is less probable is not told on.
const LEAST: f32 = 0.03;

impl<'a> Around<'a> {
    pub(crate) fn of(messages: &'a [Message], first: &'a [(Place, Shown)]) -> Self {
        let mut sentences = vec![0..0; messages.len()];
        for (index, (place, _)) in first.iter().enumerate() {
            let range = &mut sentences[place.message];
            if range.start == range.end {
                *range = index..index + 1;
            } else {
                range.end = index + 1;
            }
        }
        Self { messages, first, sentences }
    }

    /// The features of a sentence, by its place in the list.
    pub(crate) fn features(&self, index: usize, names: &mut Names, sink: &mut dyn Sink) {
        let message = self.first[index].0.message;
        let own = self.sentences[message].clone();
        let is_own = |other: &usize| own.contains(other);
        let side = self.messages[message].side;
        let before = (0..message)
            .rev()
            .find(|other| self.messages[*other].side != side && !self.sentences[*other].is_empty());
        self.take("here ", std::iter::once(index), names, sink);
        self.take("sentence before ", index.checked_sub(1).into_iter().filter(is_own), names, sink);
        self.take("sentence after ", std::iter::once(index + 1).filter(is_own), names, sink);
        self.take("same message ", own.clone().filter(|other| *other != index), names, sink);
        self.take(
            "other side before ",
            before.map_or(0..0, |other| self.sentences[other].clone()),
            names,
            sink,
        );
        self.take("earlier ", 0..own.start, names, sink);
    }

    fn take(
        &self,
        place: &str,
        sentences: impl Iterator<Item = usize>,
        names: &mut Names,
        sink: &mut dyn Sink,
    ) {
        let mut most = [0.0_f32; KINDS];
        for sentence in sentences {
            for (most, shown) in most.iter_mut().zip(&self.first[sentence].1) {
                *most = most.max(*shown);
            }
        }
        for (kind, shown) in SignalKind::ALL.iter().zip(most) {
            if shown > LEAST {
                sink.take_value(names.of(&[place, kind.name()]), shown);
            }
        }
    }
}

/// A signal that is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Signal {
    /// The message.
    pub message: usize,
    /// What it shows.
    pub kind: SignalKind,
    /// Where in its text, in bytes: the quote.
    pub quote: Range<usize>,
    /// How probable it is.
    pub probability: f32,
    /// The sentence that shows it most.
    pub place: Place,
}

/// The signals whose probability reaches the least of their kind. A sentence that was taken apart for
/// its length counts once, and so do two that stand side by side.
#[must_use]
pub fn signals(talk: &Talk<'_>, shown: &[(Place, Shown)], least: &[f32; KINDS]) -> Vec<Signal> {
    let mut out: Vec<Signal> = Vec::new();
    for (place, shown) in shown {
        let sentence = &talk.readings[place.message].sentences[place.sentence].sentence;
        for kind in SignalKind::ALL {
            let probability = shown[kind.index()];
            if probability < least[kind.index()] {
                continue;
            }
            let beside = out
                .iter_mut()
                .rev()
                .take_while(|one| one.message == place.message)
                .find(|one| one.kind == *kind && ends_beside(talk, place, one.quote.end));
            match beside {
                Some(one) => {
                    one.quote.end = sentence.place.end;
                    if probability > one.probability {
                        one.probability = probability;
                        one.place = *place;
                    }
                }
                None => out.push(Signal {
                    message: place.message,
                    kind: *kind,
                    quote: sentence.place.clone(),
                    probability,
                    place: *place,
                }),
            }
        }
    }
    out
}

fn ends_beside(talk: &Talk<'_>, place: &Place, end: usize) -> bool {
    let sentences = &talk.readings[place.message].sentences;
    let before = place.sentence.checked_sub(1).and_then(|before| sentences.get(before));
    before.is_some_and(|before| before.sentence.place.end == end)
}

/// Makes the messages of a conversation ready.
#[must_use]
pub fn readings(reader: &Reader, messages: &[Message]) -> Vec<Reading> {
    messages.iter().map(|message| reader.read(&message.text)).collect()
}
