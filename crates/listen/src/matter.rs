//! Which pieces of a customer belong to one matter: conversations, messages and notes of all departments.
//!
//! The evidence, from strong to weak: the same case number; a number that both texts name as that of an
//! invoice, an order, a ticket; words that the two share and the customer's other pieces do not. Words weigh
//! by how rare they are among the customer's pieces and in what the company reads at all; they count for less the more
//! days lie between. The cut for words favours precision, and words never join two different case numbers.
//!
//! The answer is a function of the set of pieces: their order does not matter.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::token::{Shape, Tokens};

mod reference;

pub use reference::{Naming, Reference, references};

/// A conversation, a message or a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'a> {
    /// What it is known by; no two pieces of a customer have the same.
    pub id: &'a str,
    /// When it began, in milliseconds since 1970.
    pub from: Option<i64>,
    /// When it ended, in milliseconds since 1970.
    pub until: Option<i64>,
    /// The number that the source gives the case, where it does.
    pub case: Option<&'a str>,
    /// Whose it is.
    pub department: Option<&'a str>,
    /// What was said, without quoted mail and signatures.
    pub text: &'a str,
}

/// How many texts of the company at large have a word, by the word's stem ([`stem`]).
#[derive(Debug, Clone, Default)]
pub struct Background {
    texts: u32,
    with: BTreeMap<String, u32>,
}

impl Background {
    /// Adds a text.
    pub fn fold(&mut self, text: &str) {
        self.texts += 1;
        for stem in stems(text).into_keys() {
            *self.with.entry(stem).or_default() += 1;
        }
    }

    /// Adds another part's texts.
    pub fn merge(&mut self, other: Self) {
        self.texts += other.texts;
        for (stem, texts) in other.with {
            *self.with.entry(stem).or_default() += texts;
        }
    }

    /// Reads what [`Background::text`] wrote; nothing where it is something else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let texts = lines.next()?.strip_prefix("texts ")?.parse().ok()?;
        let with = lines.map(|line| {
            let (stem, texts) = line.split_once(' ')?;
            Some((stem.to_owned(), texts.parse().ok()?))
        });
        Some(Self { texts, with: with.collect::<Option<_>>()? })
    }

    /// As a text that people can read: how many texts, then a stem a line and how many have it, without
    /// those that only one has.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = format!("texts {}\n", self.texts);
        for (stem, texts) in self.with.iter().filter(|(_, texts)| **texts > 1) {
            out.push_str(&format!("{stem} {texts}\n"));
        }
        out
    }

    /// How rare a word is, from 0 (in every text) to 1 (in none). With no texts nothing is known of it, and
    /// words join less and less surely: a background should be given.
    pub(crate) fn rare(&self, stem: &str) -> f64 {
        if self.texts == 0 {
            return UNKNOWN;
        }
        let with = self.with.get(stem).copied().unwrap_or_default();
        let (texts, with) = (f64::from(self.texts), f64::from(with));
        (libm::log((texts + 1.0) / (with + 0.5)) / libm::log((texts + 1.0) / 0.5)).max(0.0)
    }
}

/// How rare a word is held to be where nothing is known of it.
const UNKNOWN: f64 = 0.5;

/// When words make one matter of two pieces.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cut {
    /// The least likeness, from 0 to 1.
    pub likeness: f64,
    /// The least number of words that carry it.
    pub words: usize,
    /// For every so many days between two pieces their likeness falls to about a third.
    pub days: f64,
}

impl Default for Cut {
    /// Chosen by `--example measure matter` on some writers, measured on the others (docs/LISTEN.md).
    fn default() -> Self {
        Self { likeness: 0.032, words: 3, days: 30.0 }
    }
}

/// Why two pieces are of one matter.
#[derive(Debug, Clone, PartialEq)]
pub enum Evidence {
    /// Both have this case number.
    Case(String),
    /// Both name these numbers.
    Numbers(Vec<String>),
    /// Both use these words, the heaviest first.
    Words {
        /// As they stand in the piece whose id comes first, without case and accents.
        words: Vec<String>,
        /// How like they are, from 0 to 1, after the days between.
        likeness: f64,
        /// How many days lie between.
        days: u32,
    },
}

/// Two pieces of one matter.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The piece whose id comes first, by its place in what was given.
    pub one: usize,
    /// The other.
    pub other: usize,
    /// Why.
    pub evidence: Evidence,
}

/// The matters of a customer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Matters {
    /// By matter, its pieces by their places, in the order of their ids; matters by their first piece's id.
    pub matters: Vec<Vec<usize>>,
    /// Why, in the order of the ids.
    pub links: Vec<Link>,
}

/// The matters of a customer's pieces.
#[must_use]
pub fn matters(pieces: &[Piece<'_>], background: &Background, cut: &Cut) -> Matters {
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    order.sort_by(|one, other| rank(&pieces[*one]).cmp(&rank(&pieces[*other])));
    let sorted: Vec<Piece<'_>> = order.iter().map(|place| pieces[*place]).collect();
    let mut union = Union::of(&sorted);
    let mut links = certain(&sorted);
    links.iter().for_each(|link| union.join(link.one, link.other));
    let mut alike = alike(&sorted, background, cut);
    alike.sort_by(|one, other| {
        other.1.total_cmp(&one.1).then((one.0.one, one.0.other).cmp(&(other.0.one, other.0.other)))
    });
    for (link, _) in alike {
        if links.iter().any(|known| (known.one, known.other) == (link.one, link.other)) {
            continue;
        }
        if union.may_join(link.one, link.other) {
            union.join(link.one, link.other);
            links.push(link);
        }
    }
    links.sort_by_key(|link| (link.one, link.other));
    let place = |sorted: usize| order[sorted];
    let links = links.into_iter().map(|link| Link {
        one: place(link.one),
        other: place(link.other),
        evidence: link.evidence,
    });
    let matters = union.sets().into_iter().map(|set| set.into_iter().map(place).collect());
    Matters { matters: matters.collect(), links: links.collect() }
}

/// By what pieces are put in order, so that the order given does not matter.
fn rank<'a>(piece: &Piece<'a>) -> (&'a str, Option<i64>, &'a str) {
    (piece.id, piece.from, piece.text)
}

/// The pieces that a case number or other numbers join.
fn certain(pieces: &[Piece<'_>]) -> Vec<Link> {
    let numbers = reference::shared(pieces);
    let mut links = Vec::new();
    for one in 0..pieces.len() {
        for other in one + 1..pieces.len() {
            let evidence = match (case(&pieces[one]), case(&pieces[other])) {
                (Some(case), Some(same)) if case == same => Evidence::Case(case.to_owned()),
                _ => {
                    let both: Vec<String> =
                        numbers[one].intersection(&numbers[other]).cloned().collect();
                    if both.is_empty() {
                        continue;
                    }
                    Evidence::Numbers(both)
                }
            };
            links.push(Link { one, other, evidence });
        }
    }
    links
}

fn case<'a>(piece: &Piece<'a>) -> Option<&'a str> {
    piece.case.map(str::trim).filter(|case| !case.is_empty())
}

/// A text as its weighted words, of length one.
type Weights = BTreeMap<String, f64>;

/// The pieces that words join, each with its likeness.
fn alike(pieces: &[Piece<'_>], background: &Background, cut: &Cut) -> Vec<(Link, f64)> {
    let said: Vec<BTreeMap<String, (u32, String)>> =
        pieces.iter().map(|piece| stems(piece.text)).collect();
    let mut with: BTreeMap<&str, u32> = BTreeMap::new();
    said.iter().flat_map(BTreeMap::keys).for_each(|stem| *with.entry(stem).or_default() += 1);
    let count = f64::from(u32::try_from(pieces.len()).unwrap_or(u32::MAX));
    let weights: Vec<Weights> = said
        .iter()
        .map(|said| {
            let weight = |stem: &str, times: u32| {
                let own = f64::from(with.get(stem).copied().unwrap_or(1));
                (1.0 + libm::log(f64::from(times))) * libm::log((count + 1.0) / own)
            };
            let weights: Weights = said
                .iter()
                .map(|(stem, (times, _))| (stem.clone(), weight(stem, *times)))
                .collect();
            // How rare words are at large is no part of the length: two texts of everyday words are not
            // alike for having no others.
            let length = weights.values().map(|weight| weight * weight).sum::<f64>().sqrt();
            let scaled = |(stem, weight): (String, f64)| {
                let rare = background.rare(&stem);
                (stem, weight * rare / length.max(1e-9))
            };
            weights.into_iter().map(scaled).collect()
        })
        .collect();
    let mut links = Vec::new();
    for one in 0..pieces.len() {
        for other in one + 1..pieces.len() {
            let mut shares: Vec<(&str, f64)> = weights[one]
                .iter()
                .filter_map(|(stem, weight)| {
                    Some((stem.as_str(), weight * weights[other].get(stem)?))
                })
                .filter(|(_, share)| *share > 0.0)
                .collect();
            let days = days(&pieces[one], &pieces[other]);
            let likeness = shares.iter().map(|(_, share)| share).sum::<f64>()
                * libm::exp(-f64::from(days) / cut.days);
            if likeness < cut.likeness || shares.len() < cut.words {
                continue;
            }
            shares.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(other.0)));
            let words = shares.iter().take(TOLD).filter_map(|(stem, _)| said[one].get(*stem));
            let words = words.map(|(_, word)| word.clone()).collect();
            let evidence = Evidence::Words { words, likeness, days };
            links.push((Link { one, other, evidence }, likeness));
        }
    }
    links
}

/// So many words are told.
const TOLD: usize = 6;

const DAY_MILLIS: u64 = 24 * 60 * 60 * 1000;

/// The days between two pieces; none where they overlap or a time is missing.
fn days(one: &Piece<'_>, other: &Piece<'_>) -> u32 {
    let span = |piece: &Piece<'_>| {
        let from = piece.from.or(piece.until)?;
        Some((from, piece.until.unwrap_or(from).max(from)))
    };
    let (Some(one), Some(other)) = (span(one), span(other)) else { return 0 };
    let (early, late) = if one <= other { (one, other) } else { (other, one) };
    if late.0 <= early.1 {
        return 0;
    }
    u32::try_from(late.0.abs_diff(early.1) / DAY_MILLIS).unwrap_or(u32::MAX)
}

/// The stem of a word: its first letters. Crude, the same in both languages, and with no dictionary.
#[must_use]
pub fn stem(word: &str) -> &str {
    const LETTERS: usize = 6;
    word.char_indices().nth(LETTERS).map_or(word, |(end, _)| &word[..end])
}

/// The stems of a text: how often each comes, and its first word. Numbers and short words say nothing of a
/// matter.
pub(crate) fn stems(text: &str) -> BTreeMap<String, (u32, String)> {
    const SHORTEST: usize = 4;
    let tokens = Tokens::of(text);
    let mut out: BTreeMap<String, (u32, String)> = BTreeMap::new();
    for (at, token) in tokens.iter().enumerate() {
        let word = tokens.word(at);
        if token.shape == Shape::Word && word.chars().count() >= SHORTEST {
            out.entry(stem(word).to_owned()).or_insert_with(|| (0, word.to_owned())).0 += 1;
        }
    }
    out
}

/// Sets of pieces that grow together, each with the case numbers in it.
struct Union<'a> {
    parent: Vec<usize>,
    cases: Vec<BTreeSet<&'a str>>,
}

impl<'a> Union<'a> {
    fn of(pieces: &[Piece<'a>]) -> Self {
        let cases = pieces.iter().map(|piece| case(piece).into_iter().collect());
        Self { parent: (0..pieces.len()).collect(), cases: cases.collect() }
    }

    fn root(&self, mut at: usize) -> usize {
        while self.parent[at] != at {
            at = self.parent[at];
        }
        at
    }

    /// Whether joining brings no two case numbers together.
    fn may_join(&self, one: usize, other: usize) -> bool {
        let (one, other) = (&self.cases[self.root(one)], &self.cases[self.root(other)]);
        one.is_empty() || other.is_empty() || one == other
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        let (first, last) = (one.min(other), one.max(other));
        if first != last {
            self.parent[last] = first;
            let cases = std::mem::take(&mut self.cases[last]);
            self.cases[first].extend(cases);
        }
    }

    fn sets(&self) -> Vec<Vec<usize>> {
        let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        (0..self.parent.len()).for_each(|at| sets.entry(self.root(at)).or_default().push(at));
        sets.into_values().collect()
    }
}

impl fmt::Display for Evidence {
    /// The number, or the words.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Case(case) => formatter.write_str(case),
            Self::Numbers(list) | Self::Words { words: list, .. } => {
                formatter.write_str(&list.join(", "))
            }
        }
    }
}

#[cfg(test)]
mod tests;
