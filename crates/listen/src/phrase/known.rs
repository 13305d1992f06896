//! The words, stems and sets that patterns know, and which of them a stretch of a text has.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::name::{Piece, Sieve};
use crate::token::Tokens;

/// An ending in a pattern has at most so many letters.
pub(super) const LONGEST_ENDING: usize = 6;

/// The words and stems that patterns know, by number; kept by their hashes.
#[derive(Debug, Default)]
pub(super) struct Words {
    words: FxHashMap<u64, u32>,
    /// Beginnings and endings share their numbers.
    stems: FxHashMap<u64, u32>,
    endings: FxHashMap<u64, u32>,
    /// What may be among the stems and endings.
    sieve: Sieve,
}

/// The numbers of a stretch's words and stems.
#[derive(Debug)]
pub(super) struct Seen {
    start: usize,
    /// By token: its word, and where its stems end in `stems`.
    words: Vec<(Option<u32>, usize)>,
    stems: Vec<u32>,
    /// The sets that are met, each with the token behind, and by token where its sets end.
    sets: Vec<(u32, usize)>,
    set_ends: Vec<usize>,
}

impl Words {
    /// How many words and how many stems and endings there are.
    pub(super) fn counts(&self) -> (usize, usize) {
        (self.words.len(), self.stems.len() + self.endings.len())
    }

    pub(super) fn word(&mut self, word: &str) -> u32 {
        let next = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        *self.words.entry(Piece::of(word).hash()).or_insert(next)
    }

    pub(super) fn stem(&mut self, stem: &str, is_ending: bool) -> u32 {
        let next = u32::try_from(self.counts().1).unwrap_or(u32::MAX);
        let key = Piece::of(stem).hash();
        self.sieve.insert(key);
        let of = if is_ending { &mut self.endings } else { &mut self.stems };
        *of.entry(key).or_insert(next)
    }

    pub(super) fn seen(&self, tokens: &Tokens, within: &Range<usize>) -> Seen {
        let mut stems = Vec::new();
        let words = within.clone().map(|index| {
            self.stems_of(tokens, index, &mut stems);
            (self.words.get(&tokens.piece(index).hash()).copied(), stems.len())
        });
        let words = words.collect();
        Seen { start: within.start, words, stems, sets: Vec::new(), set_ends: Vec::new() }
    }

    /// The stems that a token begins with, the shortest first, then those it ends with, the longest first.
    fn stems_of(&self, tokens: &Tokens, index: usize, out: &mut Vec<u32>) {
        let (folded, place) = tokens.folded(index);
        let mut take = |of: &FxHashMap<u64, u32>, part: Range<usize>| {
            let key = folded.hash_of(part);
            if self.sieve.may_have(key) {
                out.extend(of.get(&key).copied());
            }
        };
        let is_letter = |at: &usize| folded.text().is_char_boundary(*at);
        let inner = place.start + 1..place.end;
        for end in inner.clone().filter(is_letter).chain([place.end]) {
            take(&self.stems, place.start..end);
        }
        let first = place.end.saturating_sub(LONGEST_ENDING).max(inner.start);
        for start in (first..place.end).filter(is_letter) {
            take(&self.endings, start..place.end);
        }
    }
}

impl Seen {
    pub(super) fn word(&self, at: usize) -> Option<u32> {
        self.words.get(at - self.start)?.0
    }

    pub(super) fn stems(&self, at: usize) -> &[u32] {
        let index = at - self.start;
        let Some((_, end)) = self.words.get(index) else { return &[] };
        let begin = index.checked_sub(1).map_or(0, |before| self.words[before].1);
        &self.stems[begin..*end]
    }

    /// The sets met from a token on, each with the token behind, in the order in which ways are tried.
    pub(super) fn sets(&self, at: usize) -> &[(u32, usize)] {
        let index = at - self.start;
        let Some(end) = self.set_ends.get(index) else { return &[] };
        let begin = index.checked_sub(1).map_or(0, |before| self.set_ends[before]);
        &self.sets[begin..*end]
    }

    /// Adds the sets met from the next token on.
    pub(super) fn push_sets(&mut self, sets: impl IntoIterator<Item = (u32, usize)>) {
        self.sets.extend(sets);
        self.set_ends.push(self.sets.len());
    }

    pub(super) fn is_within(&self, at: usize) -> bool {
        at - self.start < self.words.len()
    }

    /// How many tokens there are from one on.
    pub(super) fn left(&self, at: usize) -> usize {
        (self.start + self.words.len()).saturating_sub(at)
    }
}
