//! The shortest stretch of a sentence that shows a signal: the clauses in which its phrase stands, and
//! those whose words weighed. Every quote is cut here, byte by byte out of its message.

use std::ops::Range;

use crate::feature::{Names, Sink, Talk, word_parts};
use crate::kind::SignalKind;
use crate::signal::{Place, SideModel, Signal, SignalModel};
use crate::token::Tokens;

/// What a phrase of the kind adds to the clause where it stands, in weights of words.
const PHRASE: f32 = 8.0;
/// Where no clause weighs more than this, nothing is known of which shows it, and the sentence stays whole.
const LEAST: f32 = 2.0;
/// A stretch with fewer words than this is no clause of its own.
const FEWEST: usize = 2;
/// A sentence with fewer words than this is short enough.
const SHORT: usize = 5;

/// Words that begin a clause of their own.
const BEGINS: [&str; 27] = [
    "ma", "pero", "tuttavia", "invece", "mentre", "quindi", "percio", "perche", "poiche", "e",
    "che", "se", "anche", "pertanto", "but", "however", "although", "though", "whereas", "while",
    "so", "because", "and", "since", "if", "which", "then",
];

/// Cuts the quote of a signal. One that runs over several sentences stays whole.
pub fn cut(talk: &Talk<'_>, model: &SignalModel, signal: &mut Signal) {
    let sentences = &talk.readings[signal.message].sentences;
    if sentences.get(signal.place.sentence).is_some_and(|one| one.sentence.place == signal.quote) {
        signal.quote = shortest(talk, model, signal.place, signal.kind);
    }
}

/// The stretch of a sentence that shows a kind, in bytes of its message.
#[must_use]
pub fn shortest(
    talk: &Talk<'_>,
    model: &SignalModel,
    place: Place,
    kind: SignalKind,
) -> Range<usize> {
    let message = &talk.messages[place.message];
    let reading = &talk.readings[place.message];
    let heard = &reading.sentences[place.sentence];
    let whole = heard.sentence.place.clone();
    let within = heard.sentence.tokens.clone();
    let Some(model) = model.side(message.side) else { return whole };
    let Some(column) = model.kinds.iter().position(|one| *one == kind) else { return whole };
    if within.len() < SHORT {
        return whole;
    }
    let clauses = clauses(&message.text, &reading.tokens, &within);
    if clauses.len() < 2 {
        return whole;
    }
    let mut weight = Weight { model, column: model.kinds.len() + column, sum: 0.0 };
    let mut names = Names::default();
    let mut weights: Vec<f32> =
        clauses.iter().map(|clause| weight.of(&reading.tokens, clause, &mut names)).collect();
    for hit in &heard.said.hits {
        if talk.names.phrases()[hit.phrase].signal != kind {
            continue;
        }
        for (clause, weight) in clauses.iter().zip(&mut weights) {
            if hit.tokens.start < clause.end && clause.start < hit.tokens.end {
                *weight += PHRASE;
            }
        }
    }
    let kept = weighing(&weights);
    let (first, last) = (&clauses[kept.start], &clauses[kept.end - 1]);
    let start =
        if first.start == within.start { whole.start } else { start(&reading.tokens, first) };
    let end = if last.end == within.end { whole.end } else { end(&reading.tokens, last) };
    start..end
}

fn start(tokens: &Tokens, clause: &Range<usize>) -> usize {
    tokens.get(clause.start).map_or(0, |token| token.place.start)
}

fn end(tokens: &Tokens, clause: &Range<usize>) -> usize {
    tokens.get(clause.end - 1).map_or(0, |token| token.place.end)
}

/// From the first to the last clause that weighs for the kind. A tighter cut was measured, and it lost
/// labels (docs/LISTEN.md).
fn weighing(weights: &[f32]) -> Range<usize> {
    let all = 0..weights.len();
    if weights.iter().all(|weight| *weight <= LEAST) {
        return all;
    }
    let first = weights.iter().position(|weight| *weight >= 0.0).unwrap_or(all.start);
    let last = weights.iter().rposition(|weight| *weight >= 0.0).map_or(all.end, |last| last + 1);
    first..last
}

/// The clauses of a sentence, in tokens: they end at commas, brackets and dashes, and before words that
/// join clauses.
fn clauses(text: &str, tokens: &Tokens, within: &Range<usize>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut start = within.start;
    for next in within.start + 1..within.end {
        let (Some(before), Some(token)) = (tokens.get(next - 1), tokens.get(next)) else {
            continue;
        };
        let between = &text[before.place.end..token.place.start];
        let is_mark = between.contains([',', ';', ':', '(', ')', '–', '—', '"', '«', '»'])
            || between.contains(" - ");
        let ends = is_mark || BEGINS.contains(&tokens.word(next));
        if ends && next - start >= FEWEST && within.end - next >= FEWEST {
            out.push(start..next);
            start = next;
        }
    }
    out.push(start..within.end);
    out
}

/// What words weigh for a kind.
struct Weight<'a> {
    model: &'a SideModel,
    column: usize,
    sum: f32,
}

impl Weight<'_> {
    fn of(&mut self, tokens: &Tokens, clause: &Range<usize>, names: &mut Names) -> f32 {
        self.sum = 0.0;
        for at in clause.clone() {
            let word = tokens.word(at);
            self.take(names.of(&["w=", word]));
            if at > clause.start {
                let before = tokens.word(at - 1);
                self.take(names.of(&["b=", before, " ", word]));
            }
            word_parts(word, names, self);
        }
        self.sum
    }
}

impl Sink for Weight<'_> {
    fn block(&mut self, _: f32) {}

    fn take(&mut self, name: &str) {
        let weights = self.model.words.get(name);
        self.sum += weights.and_then(|weights| weights.get(self.column)).copied().unwrap_or(0.0);
    }

    fn take_value(&mut self, name: &str, _: f32) {
        self.take(name);
    }
}
