//! What a sentence is seen by: its words and their parts, what it says, and what surrounds it. Each
//! feature has a name that people can read, so that an answer can say what weighed.

use std::ops::Range;

use filo_model::calendar::Calendar;

use crate::conversation::{Message, Side};
use crate::kind::SignalKind;
use crate::name::{Hashed, Piece};
use crate::phrase::Grammar;
use crate::read::{Heard, Reader, Reading};
use crate::token::{Shape, Tokens};

/// Where features go.
///
/// They come in blocks. A block's features together weigh the same however many there are: each counts
/// the block's weight over the root of how many the block has. So a long sentence outweighs no short one.
pub trait Sink {
    /// The features that follow belong to a block of this weight.
    fn block(&mut self, weight: f32);
    /// One feature of the block.
    fn take(&mut self, name: &str) {
        self.take_pieces(&[Piece::of(name)]);
    }
    /// One feature of the block, its name in pieces.
    fn take_pieces(&mut self, pieces: &[Piece<'_>]);
    /// One feature with a value of its own, outside any block.
    fn take_value(&mut self, name: &str, value: f32);
    /// A group of features of the block that follow from a word alone, where the sum of them is known; they
    /// need not come one by one then.
    fn take_known(&mut self, _group: Group, _text: &Hashed, _place: &Range<usize>) -> bool {
        false
    }
}

/// The features that follow from one word alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// Of a word of the sentence: the word, and its parts.
    Own,
    /// Of a word of the sentence before.
    Left,
    /// Of a word of the sentence after.
    Right,
    /// Of a word that the other side said before.
    Before,
    /// Of a word that a side says anywhere in a conversation.
    Says(Side),
}

impl Group {
    /// By what it is known, together with the hash of its word.
    pub(crate) fn key(self, word: u64) -> u64 {
        let number = match self {
            Self::Own => 0,
            Self::Left => 1,
            Self::Right => 2,
            Self::Before => 3,
            Self::Says(side) => 4 + side as u64,
        };
        // An odd factor without a pattern, as for the names of features.
        word.wrapping_add(number.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    /// Gives its features, of a word that stands at a place of a text.
    pub(crate) fn give(self, text: &Hashed, place: &Range<usize>, sink: &mut dyn Sink) {
        let word = text.piece(place.clone());
        match self {
            Self::Own => {
                sink.take_pieces(&[WORD, word]);
                word_parts(text, place.clone(), sink);
            }
            Self::Left | Self::Right => {
                sink.take_pieces(&[if self == Self::Left { LEFT } else { RIGHT }, word]);
                sink.take_pieces(&[BESIDE, word]);
            }
            Self::Before => sink.take_pieces(&[BEFORE_SAID, word]),
            Self::Says(side) => sink.take_pieces(&[Piece::of(side.name()), SAYS, word]),
        }
    }

    /// Gives its features, of a token, together where their sum is known.
    pub(crate) fn of(self, tokens: &Tokens, token: usize, sink: &mut dyn Sink) {
        let (text, place) = tokens.folded(token);
        if !sink.take_known(self, text, &place) {
            self.give(text, &place, sink);
        }
    }
}

/// How much each block weighs. Chosen by leaving one writer out at a time (docs/LISTEN.md).
const WORDS: f32 = 1.0;
const NEIGHBOURS: f32 = 0.4;
const BEFORE: f32 = 0.3;
const PLACE: f32 = 0.5;
const CONCEPTS: f32 = 0.8;
const PHRASE: f32 = 0.5;
/// What names begin with.
pub(crate) const WORD: Piece<'_> = Piece::of("w=");
pub(crate) const PAIR: Piece<'_> = Piece::of("b=");
const APART: Piece<'_> = Piece::of("k=");
const PART: Piece<'_> = Piece::of("c=");
const LEFT: Piece<'_> = Piece::of("l=");
const RIGHT: Piece<'_> = Piece::of("r=");
const BESIDE: Piece<'_> = Piece::of("a=");
const BEFORE_SAID: Piece<'_> = Piece::of("p=");
const MEANS: Piece<'_> = Piece::of("m=");
const SAYS: Piece<'_> = Piece::of(" says ");
/// What stands between pieces.
const AND: Piece<'_> = Piece::of("+");
pub(crate) const BLANK: Piece<'_> = Piece::of(" ");
const GAP: Piece<'_> = Piece::of(" .. ");
pub(crate) const BEGIN: Piece<'_> = Piece::of("<");
const END: Piece<'_> = Piece::of(">");
/// The edge of a word, and where none is.
const EDGE: Piece<'_> = Piece::of("_");
const NO_EDGE: Piece<'_> = Piece::of("");
/// Concepts are paired with so many that follow.
const PAIRED: usize = 4;

/// A conversation made ready: what was written, and its reading, message by message.
#[derive(Debug, Clone, Copy)]
pub struct Talk<'a> {
    /// What was written.
    pub messages: &'a [Message],
    /// What was read in it.
    pub readings: &'a [Reading],
    /// The names of concepts and phrases.
    pub names: &'a Grammar,
    /// When the company works.
    pub calendar: &'a Calendar,
}

/// Builds names without asking for memory each time.
#[derive(Debug, Default)]
pub struct Names(String);

impl Names {
    pub(crate) fn of(&mut self, parts: &[&str]) -> &str {
        self.0.clear();
        parts.iter().for_each(|part| self.0.push_str(part));
        &self.0
    }
}

impl<'a> Talk<'a> {
    /// A conversation and its readings, by the reader that made them.
    #[must_use]
    pub fn of(messages: &'a [Message], readings: &'a [Reading], reader: &'a Reader) -> Self {
        Self { messages, readings, names: reader.grammar(), calendar: reader.calendar() }
    }

    /// The features that all sentences of a message share: what the other side said just before.
    pub fn before(&self, message: usize, sink: &mut dyn Sink) {
        sink.block(BEFORE);
        let side = self.messages[message].side;
        let is_other = |other: &usize| {
            self.messages[*other].side != side && !self.readings[*other].sentences.is_empty()
        };
        let Some(other) = (0..message).rev().find(is_other) else { return };
        let reading = &self.readings[other];
        for heard in &reading.sentences {
            for index in heard.sentence.tokens.clone() {
                Group::Before.of(&reading.tokens, index, sink);
            }
        }
    }

    /// The features of a sentence.
    pub fn sentence(
        &self,
        message: usize,
        sentence: usize,
        names: &mut Names,
        sink: &mut dyn Sink,
    ) {
        let reading = &self.readings[message];
        let Some(heard) = reading.sentences.get(sentence) else { return };
        sink.block(WORDS);
        words(&reading.tokens, heard, sink);
        sink.block(NEIGHBOURS);
        let beside = [(sentence.checked_sub(1), Group::Left), (Some(sentence + 1), Group::Right)];
        for (other, group) in beside {
            let other = other.and_then(|other| reading.sentences.get(other));
            for index in other.map_or(0..0, |other| other.sentence.tokens.clone()) {
                group.of(&reading.tokens, index, sink);
            }
        }
        sink.block(PLACE);
        self.place(message, sentence, names, sink);
        sink.block(CONCEPTS);
        self.concepts(reading, heard, sink);
        self.phrases(message, heard, names, sink);
    }

    fn place(&self, message: usize, sentence: usize, names: &mut Names, sink: &mut dyn Sink) {
        let side = self.messages[message].side;
        let reading = &self.readings[message];
        let is_first = self.messages[..message].iter().all(|other| other.side != side);
        let is_same = message > 0 && self.messages[message - 1].side == side;
        let gap = self.gap(message);
        let count = reading.sentences.len();
        let length = reading.sentences[sentence].sentence.tokens.len() / 4;
        sink.take(names.of(&["first message of the side ", yes(is_first)]));
        sink.take(names.of(&["same side before ", yes(is_same)]));
        sink.take(names.of(&["message ", digit(message, 6)]));
        sink.take(names.of(&["first sentence ", yes(sentence == 0)]));
        sink.take(names.of(&["last sentence ", yes(sentence + 1 == count)]));
        sink.take(names.of(&["sentences ", digit(count, 5)]));
        sink.take(names.of(&["length ", digit(length, 8)]));
        sink.take(names.of(&["after ", gap]));
        sink.take(names.of(&["after ", gap, ", same side before ", yes(is_same)]));
    }

    /// How long after the message before: an answer while talking, the same hours, the next day, days, more.
    fn gap(&self, message: usize) -> &'static str {
        let Some(before) = message.checked_sub(1) else { return "nothing" };
        let (Some(at), Some(before)) = (self.messages[message].at, self.messages[before].at) else {
            return "unknown";
        };
        match (at.millis - before.millis) / 60_000 {
            ..15 => "minutes",
            15..240 => "hours",
            240..1_700 => "a day",
            1_700..6_700 => "days",
            _ => "a week",
        }
    }

    fn concepts(&self, reading: &Reading, heard: &Heard, sink: &mut dyn Sink) {
        let known = self.names.concepts();
        let mut said: Vec<(usize, &str)> = heard
            .said
            .concepts
            .iter()
            .map(|(at, concept)| (*at, known[*concept].as_str()))
            .collect();
        for at in heard.sentence.tokens.clone() {
            said.extend(reading.chunks.at(at).iter().map(|(chunk, _)| (at, chunk.name())));
        }
        said.extend(heard.flags.iter().map(|scope| (scope.start, scope.flag.name())));
        said.sort_unstable();
        let said: Vec<Piece<'_>> = said.into_iter().map(|(_, name)| Piece::of(name)).collect();
        for (index, one) in said.iter().enumerate() {
            sink.take_pieces(&[MEANS, *one]);
            for other in said[index + 1..].iter().take(PAIRED) {
                sink.take_pieces(&[MEANS, *one, AND, *other]);
            }
        }
    }

    fn phrases(&self, message: usize, heard: &Heard, names: &mut Names, sink: &mut dyn Sink) {
        let side = self.messages[message].side;
        let mut counts = [0_u8; SignalKind::ALL.len()];
        for hit in &heard.said.hits {
            let phrase = &self.names.phrases()[hit.phrase];
            if phrase.signal.side() != side {
                continue;
            }
            let signal = phrase.signal.name();
            sink.take_value(names.of(&["phrase ", &phrase.id]), PHRASE);
            let count = &mut counts[phrase.signal.index()];
            *count += 1;
            if *count > 2 {
                continue;
            }
            sink.take_value(names.of(&["says ", signal]), PHRASE * 0.7);
            sink.take_value(names.of(&["says ", signal, " ", hit.strength.name()]), PHRASE * 0.7);
            for scope in heard.flags.iter().filter(|scope| scope.has(hit.tokens.start)) {
                sink.take_value(
                    names.of(&["says ", signal, " with ", scope.flag.name()]),
                    PHRASE * 0.7,
                );
            }
        }
    }
}

/// The words of a sentence: single, in pairs, in pairs with one or two words between, and in parts of
/// three to five letters. Of a number its shape counts.
fn words(tokens: &Tokens, heard: &Heard, sink: &mut dyn Sink) {
    let within = heard.sentence.tokens.clone();
    let (shapes, places) = shapes(tokens, &within);
    let mut numbers = places.into_iter();
    let mut before = BEGIN;
    for index in within.clone() {
        let Some(token) = tokens.get(index) else { continue };
        let number = if token.shape == Shape::Number { numbers.next() } else { None };
        let (text, place) = number.map_or_else(|| tokens.folded(index), |place| (&shapes, place));
        let word = text.piece(place.clone());
        // What has to come one by one comes in the order in which it was learnt.
        let is_known = sink.take_known(Group::Own, text, &place);
        if !is_known {
            sink.take_pieces(&[WORD, word]);
        }
        sink.take_pieces(&[PAIR, before, BLANK, word]);
        if !is_known {
            word_parts(text, place, sink);
        }
        for other in (index + 2..index + 4).take_while(|other| *other < within.end) {
            sink.take_pieces(&[APART, word, GAP, tokens.piece(other)]);
        }
        before = word;
    }
    sink.take_pieces(&[PAIR, before, BLANK, END]);
}

/// The shapes of a stretch's numbers: every digit a zero, and no more than five letters.
fn shapes(tokens: &Tokens, within: &Range<usize>) -> (Hashed, Vec<Range<usize>>) {
    let mut shapes = Hashed::default();
    let is_number =
        |index: &usize| tokens.get(*index).is_some_and(|one| one.shape == Shape::Number);
    let places = within.clone().filter(is_number).map(|index| {
        let shape = tokens.word(index).chars().take(5);
        let shape = shape.map(|letter| if letter.is_ascii_digit() { '0' } else { letter });
        shapes.append(|text| text.extend(shape))
    });
    let places = places.collect();
    (shapes, places)
}

pub(crate) fn word_parts(text: &Hashed, place: Range<usize>, sink: &mut dyn Sink) {
    let word = &text.text()[place.clone()];
    let starts: Vec<usize> = if word.is_ascii() {
        Vec::new()
    } else {
        word.char_indices().map(|(at, _)| at).chain([word.len()]).collect()
    };
    let start = |letter: usize| place.start + starts.get(letter).copied().unwrap_or(letter);
    let count = if starts.is_empty() { word.len() } else { starts.len() - 1 };
    // The blank before the word and behind it are letters of it.
    for length in 3..=5_usize {
        for first in 0..(count + 3).saturating_sub(length) {
            let last = first + length - 1;
            let part = text.piece(start(first.saturating_sub(1))..start(last.min(count)));
            let left = if first == 0 { EDGE } else { NO_EDGE };
            let right = if last > count { EDGE } else { NO_EDGE };
            sink.take_pieces(&[PART, left, part, right]);
        }
    }
}

pub(crate) fn yes(is_so: bool) -> &'static str {
    if is_so { "yes" } else { "no" }
}

/// A small number as a name; what is above `most` counts as `most`, and that is at most 9.
pub(crate) fn digit(number: usize, most: usize) -> &'static str {
    const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    DIGITS[number.min(most).min(9)]
}
