//! What a sentence is seen by: its words, their parts, and what surrounds it.

use crate::sentence::Sentence;
use crate::token::{Shape, Tokens};

/// Where features go: a name and a value.
pub trait Sink {
    /// Takes one feature.
    fn take(&mut self, name: &str, value: f32);
}

/// The words of a sentence: single, in pairs, and in parts of three to five letters.
pub fn words(tokens: &Tokens, sentence: &Sentence, buffer: &mut String, sink: &mut dyn Sink) {
    let mut before = "<".to_owned();
    for index in sentence.tokens.clone() {
        let Some(token) = tokens.get(index) else { continue };
        let word = tokens.word(index);
        let number;
        let word = if token.shape == Shape::Number {
            number = shape_of_number(word);
            number.as_str()
        } else {
            word
        };
        name(buffer, "w=", &[word]);
        sink.take(buffer, 1.0);
        name(buffer, "b=", &[&before, "_", word]);
        sink.take(buffer, 1.0);
        parts(word, buffer, sink);
        before.clear();
        before.push_str(word);
    }
    name(buffer, "b=", &[&before, "_>"]);
    sink.take(buffer, 1.0);
}

fn name(buffer: &mut String, tag: &str, parts: &[&str]) {
    buffer.clear();
    buffer.push_str(tag);
    for part in parts {
        buffer.push_str(part);
    }
}

fn parts(word: &str, buffer: &mut String, sink: &mut dyn Sink) {
    let whole = format!(" {word} ");
    let starts: Vec<usize> = whole.char_indices().map(|(at, _)| at).chain([whole.len()]).collect();
    for length in 3..=5 {
        for window in starts.windows(length + 1) {
            name(buffer, "c=", &[&whole[window[0]..window[length]]]);
            sink.take(buffer, 1.0);
        }
    }
}

fn shape_of_number(number: &str) -> String {
    let mut shape: String =
        number.chars().map(|letter| if letter.is_ascii_digit() { '0' } else { letter }).collect();
    shape.truncate(5);
    shape
}

/// Pairs of words with one or two others between them.
pub fn skips(tokens: &Tokens, sentence: &Sentence, buffer: &mut String, sink: &mut dyn Sink) {
    for index in sentence.tokens.clone() {
        for other in (index + 2..index + 4).take_while(|other| *other < sentence.tokens.end) {
            name(buffer, "k=", &[tokens.word(index), "_", tokens.word(other)]);
            sink.take(buffer, 1.0);
        }
    }
}
