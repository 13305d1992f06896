//! The shortest stretch of a sentence that shows a signal: the clauses in which its phrase stands, and
//! those whose words weighed. Every quote is cut here, byte by byte out of its message.

use std::ops::Range;

use crate::feature::{BLANK, Group, PAIR, Talk};
use crate::kind::SignalKind;
use crate::signal::{Place, Signal, SignalModel};
use crate::table::{Groups, HUNDREDTHS, Table};
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
    let mut weight = Weight {
        table: &model.words,
        groups: model.words.groups(),
        column: model.kinds.len() + column,
    };
    let mut weights: Vec<f32> =
        clauses.iter().map(|clause| weight.of(&reading.tokens, clause)).collect();
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
        // Between most words stands a blank.
        let is_mark = between != " "
            && (between.contains([',', ';', ':', '(', ')', '–', '—', '"', '«', '»'])
                || between.contains(" - "));
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
    table: &'a Table,
    groups: Groups<'a>,
    column: usize,
}

impl Weight<'_> {
    fn of(&mut self, tokens: &Tokens, clause: &Range<usize>) -> f32 {
        let mut hundredths = 0;
        for at in clause.clone() {
            let (text, place) = tokens.folded(at);
            let (_, sums) = self.groups.sum(Group::Own, text, &place);
            let own = sums.iter().find(|(column, _)| usize::from(*column) == self.column);
            hundredths += own.map_or(0, |(_, sum)| *sum);
            if at > clause.start {
                let pair = [PAIR, tokens.piece(at - 1), BLANK, tokens.piece(at)];
                hundredths += self.table.hundredths(&pair, self.column);
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "some hundred small numbers")]
        let weight = hundredths as f32 / HUNDREDTHS;
        weight
    }
}

#[cfg(test)]
mod tests {
    use filo_model::calendar::{Calendar, HolidaySet, WeekHours};
    use proptest::prelude::*;

    use super::{cut, shortest};
    use crate::conversation::{Message, Side};
    use crate::dynamic::{Dynamic, quotes};
    use crate::feature::Talk;
    use crate::kind::{DynamicKind, SignalKind};
    use crate::read::{Reader, Sources};
    use crate::signal::{KINDS, Place, SideModel, Signal, SignalModel, readings};
    use crate::table::Table;

    fn reader() -> Reader {
        let week = WeekHours::parse("mon-fri 9-18").unwrap();
        let sources = Sources {
            chunks: include_str!("../../../data/phrases/chunks.toml"),
            flags: include_str!("../../../data/phrases/flags.toml"),
            layout: include_str!("../../../data/phrases/layout.toml"),
            phrases: vec![(
                "en/refusal",
                "signal = \"refusal\"\n[[phrase]]\nid = \"cannot\"\nsure = [\"cannot refund\"]",
            )],
        };
        let calendar = Calendar::new(HolidaySet::Italy, Vec::new(), Vec::new(), week);
        Reader::parse(&sources, calendar).unwrap()
    }

    /// A model that knows words of a no and of a yes, and formulas that speak against them.
    fn model() -> SignalModel {
        let kinds = vec![SignalKind::Refusal, SignalKind::Grant];
        let mut words = Table::new(4);
        for (word, no, yes) in [
            ("w=possiamo", 4.0, -1.0),
            ("w=gentile", -3.0, -3.0),
            ("w=saluti", -3.0, -3.0),
            ("w=rimborsiamo", -1.0, 4.0),
            ("w=thank", -3.0, -3.0),
        ] {
            words.insert(word, [0.0, 0.0, no, yes]);
        }
        let company = SideModel { kinds, words, ..SideModel::default() };
        SignalModel { company, ..SignalModel::default() }
    }

    fn message(side: Side, text: &str) -> Message {
        Message { side, department: None, agent: None, at: None, text: text.to_owned() }
    }

    fn quoted(text: &str, kind: SignalKind) -> String {
        let (reader, messages) = (reader(), [message(Side::Company, text)]);
        let read = readings(&reader, &messages);
        let talk = Talk::of(&messages, &read, &reader);
        text[shortest(&talk, &model(), Place { message: 0, sentence: 0 }, kind)].to_owned()
    }

    #[test]
    fn a_quote_is_the_clause_that_weighs_without_formulas_around() {
        assert_eq!(
            quoted(
                "Gentile cliente di lunga data, non possiamo rimborsarle il biglietto, cordiali saluti a tutti",
                SignalKind::Refusal
            ),
            "non possiamo rimborsarle il biglietto"
        );
    }

    #[test]
    fn a_phrase_of_the_kind_keeps_its_clause() {
        let text =
            "Thank you very much for writing, we cannot refund this ticket, thank you for flying";
        assert_eq!(quoted(text, SignalKind::Refusal), "we cannot refund this ticket");
        // Of another kind nothing is known here.
        assert_eq!(quoted(text, SignalKind::Grant), text);
    }

    #[test]
    fn a_quote_over_two_sentences_stays_whole() {
        let text = "Gentile cliente di lunga data, non possiamo. Non possiamo proprio rimborsarla.";
        let (reader, messages) = (reader(), [message(Side::Company, text)]);
        let read = readings(&reader, &messages);
        let talk = Talk::of(&messages, &read, &reader);
        let place = Place { message: 0, sentence: 0 };
        let kind = SignalKind::Refusal;
        let mut signal = Signal { message: 0, kind, quote: 0..text.len(), probability: 0.9, place };
        cut(&talk, &model(), &mut signal);
        assert_eq!(signal.quote, 0..text.len());
    }

    #[test]
    fn a_no_that_gave_way_is_told_with_both_quotes() {
        let messages = [
            message(Side::Company, "Gentile cliente di lunga data, non possiamo rimborsare."),
            message(Side::Customer, "Allora faccio reclamo."),
            message(
                Side::Company,
                "Le rimborsiamo il biglietto per intero, cordiali saluti a tutti.",
            ),
        ];
        let reader = reader();
        let read = readings(&reader, &messages);
        let talk = Talk::of(&messages, &read, &reader);
        let shown = |message: usize, kind: SignalKind| {
            let mut shown = [0.0; KINDS];
            shown[kind.index()] = 0.9;
            (Place { message, sentence: 0 }, shown)
        };
        let signals = [shown(0, SignalKind::Refusal), shown(2, SignalKind::Grant)];
        let dynamic = Dynamic {
            kind: DynamicKind::SoftenedNo,
            messages: vec![0, 2],
            quotes: Vec::new(),
            probability: 0.9,
        };
        let quotes = quotes(&talk, &model(), &signals, &dynamic);
        let told: Vec<(SignalKind, &str)> = quotes
            .iter()
            .map(|quote| (quote.kind, &messages[quote.message].text[quote.place.clone()]))
            .collect();
        let expected = [
            (SignalKind::Refusal, "non possiamo rimborsare."),
            (SignalKind::Grant, "Le rimborsiamo il biglietto per intero"),
        ];
        assert_eq!(told, expected);
    }

    proptest! {
        #[test]
        fn a_quote_is_a_part_of_its_sentence(text in "([a-zèé€«»’]{1,9}[ ,;(-]{1,2}|possiamo |gentile, |ma |cannot refund, ){1,30}") {
            let (reader, messages) = (reader(), [message(Side::Company, &text)]);
            let read = readings(&reader, &messages);
            let talk = Talk::of(&messages, &read, &reader);
            for (sentence, heard) in read[0].sentences.iter().enumerate() {
                let place = Place { message: 0, sentence };
                let quote = shortest(&talk, &model(), place, SignalKind::Refusal);
                prop_assert!(text.get(quote.clone()).is_some_and(|quote| !quote.is_empty()));
                let whole = &heard.sentence.place;
                prop_assert!(whole.start <= quote.start && quote.end <= whole.end);
            }
        }
    }
}
