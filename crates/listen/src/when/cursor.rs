//! The words of one sentence as its readers ask for them: by place, by phrase, by what stands around.

use std::ops::Range;

use crate::token::{Shape, Tokens};
use crate::when::number;

/// A sentence that is read. A place outside it holds no word, so that no reader has to ask.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    tokens: &'a Tokens,
    first: usize,
    end: usize,
}

/// What makes the number behind it a name for something: an order, a telephone, a version.
const CODES: &[&str] = &[
    "n",
    "nr",
    "num",
    "numero",
    "no",
    "number",
    "ordine",
    "order",
    "pratica",
    "ticket",
    "fattura",
    "invoice",
    "rif",
    "ref",
    "riferimento",
    "reference",
    "protocollo",
    "prot",
    "tel",
    "cell",
    "telefono",
    "phone",
    "interno",
    "ext",
    "versione",
    "version",
    "v",
    "art",
    "articolo",
    "comma",
    "pag",
    "pagina",
    "page",
    "scala",
    "via",
    "civico",
    "lotto",
    "lot",
    "codice",
    "code",
    "id",
    "contratto",
    "contract",
    "polizza",
    "policy",
    "modello",
    "model",
    "iva",
    "bolla",
    "ddt",
    "matricola",
    "serial",
    "room",
    "case",
];

/// What is counted, and so makes the number before it no day and no hour.
const COUNTED: &[&str] = &[
    "euro",
    "eur",
    "euri",
    "centesimi",
    "pound",
    "pounds",
    "quid",
    "dollars",
    "pence",
    "p",
    "cent",
    "percent",
    "percento",
    "per",
    "volte",
    "volta",
    "times",
    "persone",
    "people",
    "pezzi",
    "pieces",
    "piano",
    "floor",
    "rate",
    "rata",
    "fatture",
    "bollette",
    "chiamate",
    "telefonate",
    "calls",
    "mail",
    "email",
    "emails",
    "invoices",
    "punti",
    "points",
    "pratiche",
    "copie",
    "kg",
    "g",
    "km",
    "m",
    "cm",
    "mm",
    "gb",
    "mb",
    "giga",
    "mega",
    "kw",
    "kwh",
    "watt",
    "litri",
    "metri",
    "ore",
    "ora",
    "giorni",
    "giorno",
    "gg",
    "minuti",
    "min",
    "settimane",
    "mesi",
    "anni",
    "days",
    "hours",
    "minutes",
    "weeks",
    "months",
    "years",
    "day",
    "hour",
    "week",
    "month",
    "year",
    "mln",
    "mila",
];

/// What may stand behind an hour, or a day without its month, in English: nothing that is counted.
const FOLLOWERS: &[&str] = &[
    "on",
    "tomorrow",
    "today",
    "tonight",
    "and",
    "or",
    "to",
    "the",
    "this",
    "in",
    "for",
    "we",
    "i",
    "you",
    "he",
    "she",
    "they",
    "it",
    "so",
    "if",
    "but",
    "please",
    "sharp",
    "latest",
    "at",
    "by",
    "next",
    "when",
    "our",
    "a",
    "an",
    "my",
    "your",
    "will",
    "is",
    "with",
    "then",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "i'll",
    "we'll",
    "you'll",
    "it'll",
    "he'll",
    "she'll",
    "they'll",
    "he's",
    "she's",
    "it's",
    "that's",
    "thanks",
    "cheers",
    "from",
    "until",
    "as",
    "because",
    "once",
    "there",
    "ok",
    "okay",
    "right",
    "all",
    "morning",
    "afternoon",
    "evening",
    "night",
    "onwards",
    "precisely",
    "exactly",
    "not",
    "can",
    "has",
    "of",
];

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str, tokens: &'a Tokens, within: &Range<usize>) -> Self {
        let end = within.end.min(tokens.len());
        Self { text, tokens, first: within.start.min(end), end }
    }

    pub(super) fn range(&self) -> Range<usize> {
        self.first..self.end
    }

    /// The word at a place; the empty word outside.
    pub(super) fn word(&self, at: usize) -> &'a str {
        if !self.range().contains(&at) {
            return "";
        }
        // Before a number an article loses its apostrophe, as in `l'11`.
        let elided = |word| if self.gap(at).starts_with(['\'', '’']) { word } else { "" };
        match self.tokens.word(at) {
            "l" => elided("l'"),
            "all" if !elided("all'").is_empty() => "all'",
            "dell" => elided("dell'"),
            "dall" => elided("dall'"),
            word => word,
        }
    }

    /// The word so many places before.
    pub(super) fn back(&self, at: usize, by: usize) -> &'a str {
        at.checked_sub(by).map_or("", |at| self.word(at))
    }

    pub(super) fn is(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.word(at))
    }

    /// The place behind the longest of the phrases that begins here.
    pub(super) fn phrase(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        let first = self.word(at);
        let ends = phrases.iter().filter_map(|phrase| self.one_phrase(at, first, phrase));
        ends.max()
    }

    /// Where a phrase ends that begins at a place, whose word is known.
    fn one_phrase(&self, at: usize, first: &str, phrase: &str) -> Option<usize> {
        // Most phrases begin with another letter.
        if phrase.as_bytes().first() != first.as_bytes().first() {
            return None;
        }
        let mut end = at + 1;
        let mut rest = phrase.strip_prefix(first)?;
        while let Some(more) = rest.strip_prefix(' ') {
            rest = more.strip_prefix(self.word(end))?;
            end += 1;
        }
        rest.is_empty().then_some(end)
    }

    /// The place where the longest of the phrases begins that ends right before a place.
    pub(super) fn phrase_before(&self, end: usize, phrases: &[&str]) -> Option<usize> {
        let last = self.back(end, 1);
        let ends = |phrase: &&&str| {
            phrase.as_bytes().last() == last.as_bytes().last() && phrase.ends_with(last)
        };
        let starts = phrases.iter().filter(ends).filter_map(|phrase| {
            let at = end.checked_sub(phrase.split(' ').count())?;
            self.one_phrase(at, self.word(at), phrase).map(|_| at)
        });
        starts.min()
    }

    /// The place behind the words, as many as there are.
    pub(super) fn skip(&self, mut at: usize, words: &[&str]) -> usize {
        while self.is(at, words) {
            at += 1;
        }
        at
    }

    pub(super) fn is_number(&self, at: usize) -> bool {
        self.range().contains(&at)
            && self.tokens.get(at).is_some_and(|token| token.shape == Shape::Number)
    }

    /// Where tokens stand in the original, in bytes.
    pub(super) fn place(&self, tokens: &Range<usize>) -> Range<usize> {
        let start = self.tokens.get(tokens.start).map_or(0, |token| token.place.start);
        let last = tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last));
        start..last.map_or(start, |token| token.place.end)
    }

    /// What the original has between a token and the next.
    pub(super) fn gap(&self, at: usize) -> &'a str {
        let end = self.place(&(at..at + 1)).end;
        let next = self.tokens.get(at + 1).map_or(self.text.len(), |token| token.place.start);
        self.text.get(end..next).unwrap_or("")
    }

    /// Whether the original has a capital there.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        let place = self.place(&(at..at + 1));
        self.text.get(place).and_then(|word| word.chars().next()).is_some_and(char::is_uppercase)
    }

    /// Whether a number is part of something longer or a name for something: `MZ-4471`, `order 12`,
    /// `#7`, `+39`, `v2`.
    pub(super) fn is_code(&self, at: usize) -> bool {
        let place = self.place(&(at..at + 1));
        let before = self.text.get(..place.start).and_then(|text| text.chars().next_back());
        let after = self.text.get(place.end..).and_then(|text| text.chars().next());
        let is_glued = before.is_some_and(|one| one.is_alphanumeric() || "#+_/-.@".contains(one));
        let is_suffixed = after.is_some_and(|one| "_@".contains(one))
            || (after.is_some_and(|one| "-/".contains(one))
                && self.gap(at).len() == 1
                && at + 1 < self.tokens.len()
                && !number::is_month(self.word(at + 1)))
            || (after.is_some_and(char::is_alphabetic) && !self.is(at + 1, SUFFIXES));
        is_glued || is_suffixed || CODES.contains(&self.back(at, 1))
    }

    /// Whether what stands here makes the number before it an amount or a count.
    pub(super) fn is_counted(&self, at: usize) -> bool {
        self.is(at, COUNTED) || self.is(at, &["€", "£", "$", "%"])
    }

    /// Whether a day begins here, or `on`, so that a number before it is an hour.
    pub(super) fn is_day_ahead(&self, at: usize) -> bool {
        self.is(at, &["on", "tomorrow", "today", "tonight", "domani", "oggi", "stasera"])
            || number::weekday(self.word(at)).is_some()
    }

    /// Whether an English hour, or a day without its month, may end before this place.
    pub(super) fn may_follow(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |at| self.gap(at));
        let is_apart = before.contains([',', '.', ';', ')', '-', '–', '—', '\n', '"', ':']);
        (is_apart || at >= self.end || self.is(at, FOLLOWERS) || self.is(at, &["?", "!"]))
            && !self.is_counted(at)
    }
}

/// What may be written right behind a number that is still a day, an hour or a length.
const SUFFIXES: &[&str] = &[
    "th", "st", "nd", "rd", "am", "pm", "a", "h", "hr", "hrs", "gg", "min", "mins", "d", "º", "ª",
    "ore",
];
