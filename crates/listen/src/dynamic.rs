//! Dynamics: what a whole conversation shows, from what its messages show and in which order.
//!
//! A conversation is followed as an automaton would: which signals came, how often, what came after what,
//! whether by another person, whether anything was offered before the customer spoke again, how it ended.
//! Each such step counts as much as its signals are probable, and a linear model weighs the steps.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::Timestamp;
use jiff::tz::Offset;

use crate::conversation::{Message, Side};
use crate::feature::{BEGIN, BLANK, Group, Names, Sink, Talk, digit, yes};
use crate::kind::{DynamicKind, SignalKind};
use crate::name::Piece;
use crate::signal::{ALWAYS, KINDS, Place, Scale, Shown};
use crate::table::Table;
use crate::when;

mod evidence;
mod quote;

pub use evidence::evidence;
pub use quote::quotes;

/// How many kinds of dynamics there are.
pub(crate) const DYNAMICS: usize = DynamicKind::ALL.len();

/// What dynamics are judged by.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DynamicModel {
    /// Columns are the kinds, in the order of [`DynamicKind::ALL`].
    pub steps: Table,
    /// By kind, how the score becomes a probability.
    pub scales: Vec<Scale>,
}

/// A dynamic that a conversation shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Dynamic {
    /// Which.
    pub kind: DynamicKind,
    /// The messages that show it, in their order.
    pub messages: Vec<usize>,
    /// What stands in them: of two answers that disagree both, of a refusal that gave way the no and the
    /// yes. None where a silence shows it.
    pub quotes: Vec<Quote>,
    /// How probable it is.
    pub probability: f32,
}

/// A stretch of a message that shows part of a dynamic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The message.
    pub message: usize,
    /// What the stretch shows.
    pub kind: SignalKind,
    /// Where it stands in the text, in bytes.
    pub place: Range<usize>,
}

impl DynamicModel {
    /// How probable each kind is.
    #[must_use]
    pub fn shown(&self, course: &Course<'_>) -> [f32; DYNAMICS] {
        let mut sum = self.steps.sum();
        course.features(&mut Names::default(), &mut sum);
        let scores = sum.take();
        let mut shown = [0.0; DYNAMICS];
        for (index, shown) in shown.iter_mut().enumerate() {
            let (Some(score), Some(scale)) = (scores.get(index), self.scales.get(index)) else {
                continue;
            };
            #[expect(clippy::cast_possible_truncation, reason = "a probability")]
            let probability = scale.probability(f64::from(*score)) as f32;
            *shown = probability;
        }
        shown
    }
}

/// The dynamics whose probability reaches the least of their kind, each with the messages that show it.
#[must_use]
pub fn dynamics(
    course: &Course<'_>,
    shown: &[f32; DYNAMICS],
    least: &[f32; DYNAMICS],
) -> Vec<Dynamic> {
    let kinds = DynamicKind::ALL.iter().zip(shown.iter().zip(least));
    kinds
        .filter(|(_, (probability, least))| probability >= least)
        .map(|(kind, (probability, _))| Dynamic {
            kind: *kind,
            messages: evidence(course, *kind),
            quotes: Vec::new(),
            probability: *probability,
        })
        .collect()
}

/// A conversation as its signals make it: by message, how probable each kind is.
#[derive(Debug)]
pub struct Course<'a> {
    pub(crate) talk: Talk<'a>,
    pub(crate) shown: Vec<Shown>,
    /// What was promised, and by when.
    pub promises: Vec<Dated>,
}

/// A promise with its day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dated {
    /// The message that promises.
    pub message: usize,
    /// The sentence that promises.
    pub sentence: usize,
    /// How probable it is that it does.
    pub probability: f32,
    /// By when, in milliseconds since 1970 began.
    pub due: i64,
}

/// Steps that are less probable are no steps.
const LEAST: f32 = 0.05;
/// What names are made of.
const AT_LAST: Piece<'_> = Piece::of("at last: ");
/// How much the blocks of features weigh.
const ENDING: f32 = 0.7;
const LAST_WORDS: f32 = 0.5;
const WORDS: f32 = 0.5;

impl<'a> Course<'a> {
    /// The course of a conversation.
    #[must_use]
    pub fn of(talk: &Talk<'a>, signals: &[(Place, Shown)]) -> Self {
        let mut shown: Vec<Shown> = vec![[0.0; KINDS]; talk.messages.len()];
        for (place, found) in signals {
            for (most, found) in shown[place.message].iter_mut().zip(found) {
                *most = most.max(*found);
            }
        }
        Self { talk: *talk, shown, promises: promises(talk, signals) }
    }

    /// How probable a message shows a kind.
    #[must_use]
    pub fn at(&self, message: usize, kind: SignalKind) -> f32 {
        self.shown[message][kind.index()]
    }

    pub(crate) fn message(&self, number: usize) -> &Message {
        &self.talk.messages[number]
    }

    /// The messages of a side.
    pub(crate) fn of_side(&self, side: Side) -> impl DoubleEndedIterator<Item = usize> + '_ {
        (0..self.shown.len()).filter(move |number| self.talk.messages[*number].side == side)
    }

    /// Whether two messages of the company are by different people or departments.
    pub(crate) fn is_another(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.message(one), self.message(other));
        one.agent != other.agent || one.department != other.department
    }

    /// How probable it is that a message refuses and nothing is offered before the customer speaks again.
    pub(crate) fn flat(&self, message: usize) -> f32 {
        let refusal = self.at(message, SignalKind::Refusal);
        let until = (message + 1..self.shown.len())
            .find(|next| self.message(*next).side == Side::Customer)
            .unwrap_or(self.shown.len());
        let offered = (message..until)
            .filter(|next| self.message(*next).side == Side::Company)
            .map(|next| self.at(next, SignalKind::Alternative))
            .fold(0.0, f32::max);
        refusal * (1.0 - offered)
    }

    /// The features.
    pub fn features(&self, names: &mut Names, sink: &mut dyn Sink) {
        sink.take_value(ALWAYS, 1.0);
        self.counts(names, sink);
        self.steps(names, sink);
        let flat =
            self.of_side(Side::Company).map(|message| self.flat(message)).fold(0.0, f32::max);
        sink.take_value("refusal and nothing offered", 2.0 * flat);
        self.promised(names, sink);
        sink.block(ENDING);
        self.ending(names, sink);
        self.words(names, sink);
    }

    /// How often each signal comes, and whether its side's last message has it.
    fn counts(&self, names: &mut Names, sink: &mut dyn Sink) {
        for kind in SignalKind::ALL {
            let mut by_message: Vec<f32> =
                self.of_side(kind.side()).map(|message| self.at(message, *kind)).collect();
            let last = by_message.last().copied().unwrap_or_default();
            by_message.sort_by(|one, other| other.total_cmp(one));
            for (time, shown) in ["once ", "twice ", "three times "].iter().zip(by_message) {
                if shown > LEAST {
                    sink.take_value(names.of(&[time, kind.name()]), shown);
                }
            }
            if last > LEAST {
                sink.take_value(names.of(&["last ", kind.name()]), last);
            }
        }
    }

    /// What comes after what, and whether by another person of the company.
    fn steps(&self, names: &mut Names, sink: &mut dyn Sink) {
        let messages = |kind: &SignalKind| -> Vec<usize> {
            self.of_side(kind.side()).filter(|at| self.at(*at, *kind) > LEAST).collect()
        };
        let messages: Vec<Vec<usize>> = SignalKind::ALL.iter().map(messages).collect();
        let kinds = || SignalKind::ALL.iter().zip(&messages).filter(|(_, shown)| !shown.is_empty());
        for (one, firsts) in kinds() {
            for (other, nexts) in kinds() {
                let (mut most, mut by_another) = (0.0_f32, 0.0_f32);
                for first in firsts.iter().copied() {
                    for next in nexts.iter().copied().filter(|next| *next > first) {
                        let both = self.at(first, *one) * self.at(next, *other);
                        most = most.max(both);
                        let is_company =
                            one.side() == Side::Company && other.side() == Side::Company;
                        if is_company && self.is_another(first, next) {
                            by_another = by_another.max(both);
                        }
                    }
                }
                if most > LEAST {
                    sink.take_value(names.of(&[one.name(), " then ", other.name()]), most);
                }
                if by_another > LEAST {
                    sink.take_value(
                        names.of(&[one.name(), " then another's ", other.name()]),
                        by_another,
                    );
                }
            }
        }
    }

    /// What the customer says once the day of a promise is over: nothing, news asked for, praise.
    fn promised(&self, names: &mut Names, sink: &mut dyn Sink) {
        let mut most: BTreeMap<(&str, &str), f32> = BTreeMap::new();
        for promise in &self.promises {
            let later = |number: &usize| *number > promise.message;
            let sent = |number: usize| self.message(number).at.map(|at| at.millis);
            let mut after = self
                .of_side(Side::Customer)
                .filter(later)
                .filter(|number| sent(*number).is_some_and(|at| at > promise.due));
            let first = after.next();
            let when = if first.is_some() {
                "after the day promised "
            } else {
                "before the day promised "
            };
            let said = first.or_else(|| self.of_side(Side::Customer).rfind(later));
            let mut add = |what, probability: f32| {
                let old = most.entry((when, what)).or_default();
                *old = old.max(probability * promise.probability);
            };
            add("something is said", f32::from(u8::from(said.is_some())));
            let Some(said) = said else { continue };
            for kind in SignalKind::of_side(Side::Customer) {
                add(kind.name(), self.at(said, kind));
            }
            let calm = 1.0
                - self
                    .at(said, SignalKind::Chasing)
                    .max(self.at(said, SignalKind::ReportedPromise));
            add("no news are asked for", calm);
        }
        for ((when, what), probability) in most {
            if probability > LEAST {
                sink.take_value(names.of(&[when, what]), probability);
            }
        }
    }

    /// How long it was, who took part, who spoke last and how.
    fn ending(&self, names: &mut Names, sink: &mut dyn Sink) {
        let spoken =
            (0..self.shown.len()).filter(|number| self.message(*number).side != Side::System);
        let Some(last) = spoken.clone().next_back() else { return };
        let is_customer = self.message(last).side == Side::Customer;
        let unanswered = self.of_side(Side::Customer).rev().take_while(|number| {
            self.of_side(Side::Company).next_back().is_none_or(|answer| answer < *number)
        });
        let unanswered = digit(unanswered.count(), 3);
        // What stands behind what was said now, as a signature does, asks nothing.
        let reading = &self.talk.readings[last];
        let asks = reading.sentences.last().is_some_and(|heard| {
            self.message(last).text[heard.sentence.place.clone()].ends_with('?')
        });
        sink.take(names.of(&["last is the customer's: ", yes(is_customer)]));
        sink.take(names.of(&["last is the customer's: ", yes(is_customer), ", asks: ", yes(asks)]));
        sink.take(names.of(&["unanswered messages ", unanswered]));
        sink.take(names.of(&["messages ", digit(spoken.count(), 9)]));
        sink.take(names.of(&[
            "departments ",
            digit(self.different(|message| message.department.as_deref()), 4),
        ]));
        sink.take(
            names.of(&["people ", digit(self.different(|message| message.agent.as_deref()), 4)]),
        );
        let has_machine = self.of_side(Side::System).next().is_some();
        sink.take(names.of(&["a machine spoke: ", yes(has_machine)]));
        let times: Vec<i64> = self
            .talk
            .messages
            .iter()
            .filter_map(|message| message.at.map(|at| at.millis))
            .collect();
        if let (Some(first), Some(last)) = (times.iter().min(), times.iter().max()) {
            sink.take(names.of(&["whole time ", span(last - first)]));
        }
        let longest = times.windows(2).map(|pair| pair[1] - pair[0]).max();
        if let Some(longest) = longest {
            sink.take(names.of(&["longest silence ", span(longest)]));
        }
    }

    fn different<'b>(&'b self, of: impl Fn(&'b Message) -> Option<&'b str>) -> usize {
        let mut seen: Vec<&str> = self
            .of_side(Side::Company)
            .filter_map(|number| of(&self.talk.messages[number]))
            .collect();
        seen.sort_unstable();
        seen.dedup();
        seen.len()
    }

    /// The words of the customer's last message, and of each side.
    fn words(&self, names: &mut Names, sink: &mut dyn Sink) {
        sink.block(LAST_WORDS);
        if let Some(last) = self.of_side(Side::Customer).next_back() {
            let reading = &self.talk.readings[last];
            for heard in &reading.sentences {
                let mut before = BEGIN;
                for index in heard.sentence.tokens.clone() {
                    let word = reading.tokens.piece(index);
                    sink.take_pieces(&[AT_LAST, word]);
                    sink.take_pieces(&[AT_LAST, before, BLANK, word]);
                    before = word;
                }
                for (_, concept) in &heard.said.concepts {
                    sink.take(names.of(&["at last means ", &self.talk.names.concepts()[*concept]]));
                }
            }
        }
        sink.block(WORDS);
        for (number, reading) in self.talk.readings.iter().enumerate() {
            let says = Group::Says(self.message(number).side);
            for heard in &reading.sentences {
                for index in heard.sentence.tokens.clone() {
                    says.of(&reading.tokens, index, sink);
                }
            }
        }
    }
}

/// What is promised in a conversation, and by when.
#[must_use]
pub fn promises(talk: &Talk<'_>, signals: &[(Place, Shown)]) -> Vec<Dated> {
    signals.iter().filter_map(|(place, found)| dated(talk, *place, found)).collect()
}

/// A less probable promise is none.
const PROMISED: f32 = 0.3;

/// The promise of a sentence, where it names its day.
fn dated(talk: &Talk<'_>, place: Place, shown: &Shown) -> Option<Dated> {
    let probability = shown[SignalKind::Promise.index()];
    let message = &talk.messages[place.message];
    let at = message.at.filter(|_| probability >= PROMISED)?;
    let offset = Offset::from_seconds(i32::from(at.offset_minutes) * 60).ok()?;
    let said = offset.to_datetime(Timestamp::from_millisecond(at.millis).ok()?);
    let reading = &talk.readings[place.message];
    let tokens = &reading.sentences.get(place.sentence)?.sentence.tokens;
    let due = when::due(&message.text, &reading.tokens, tokens, said, talk.calendar)?;
    let due = offset.to_timestamp(due.latest).ok()?.as_millisecond();
    Some(Dated { message: place.message, sentence: place.sentence, probability, due })
}

/// About how long a time is.
fn span(millis: i64) -> &'static str {
    match millis / 3_600_000 {
        ..1 => "within the hour",
        1..24 => "within the day",
        24..72 => "days",
        72..168 => "a week",
        168..400 => "weeks",
        _ => "longer",
    }
}
