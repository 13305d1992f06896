//! The words, stems and sets that patterns know, and which of them a stretch of a text has.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::chunk::Chunk;
use crate::language::Scores;
use crate::name::{Piece, Sieve};
use crate::spare::Spare;
use crate::token::Tokens;

/// An ending in a pattern has at most so many letters.
pub(super) const LONGEST_ENDING: usize = 6;

/// What is said in many sentences, against what stands once in the patterns.
const OFTEN: u32 = 4_000;

/// What is known of so many words is kept; then it begins anew, so that no text makes it large.
const MOST_WORDS: usize = 1 << 14;

/// The words, stems, endings and sets that patterns know, by their hashes. They share one row of numbers,
/// of which the first are those of the chunks.
#[derive(Debug)]
pub(super) struct Words {
    words: FxHashMap<u64, u32>,
    stems: FxHashMap<u64, u32>,
    endings: FxHashMap<u64, u32>,
    /// What may be among the stems and endings.
    sieve: Sieve,
    /// By number, how often it is said as far as its letters tell; those of chunks and sets are set apart.
    common: Vec<u32>,
    memories: Spare<Memory>,
}

/// What was found out about words. Texts say the same words again and again.
#[derive(Debug, Default)]
struct Memory {
    /// By the hash of a word, where its numbers stand.
    words: FxHashMap<u64, (u32, u32)>,
    numbers: Vec<u32>,
}

/// The numbers of a stretch's words and stems.
#[derive(Debug, Default)]
pub(super) struct Seen {
    start: usize,
    /// The numbers, and by token where its numbers end.
    numbers: Vec<u32>,
    ends: Vec<u32>,
    /// The sets that are met, each with the token behind, and by token where its sets end.
    sets: Vec<(u32, usize)>,
    set_ends: Vec<usize>,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            words: FxHashMap::default(),
            stems: FxHashMap::default(),
            endings: FxHashMap::default(),
            sieve: Sieve::default(),
            common: vec![OFTEN; Chunk::ALL.len()],
            memories: Spare::default(),
        }
    }
}

/// A place in a list, in little memory.
pub(super) fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Words {
    /// How many numbers there are.
    pub(super) fn count(&self) -> usize {
        self.common.len()
    }

    /// How often what has a number is said, as far as its letters tell.
    pub(super) fn common(&self, number: u32) -> u32 {
        self.common[number as usize]
    }

    /// Says so of words by the languages that they are of.
    pub(super) fn weigh(&mut self, languages: &Scores) {
        for (hash, number) in &self.words {
            if languages.is_function_word(*hash) {
                self.common[*number as usize] = OFTEN;
            }
        }
    }

    /// The number of a word.
    pub(super) fn word(&mut self, word: &str) -> u32 {
        number(&mut self.words, &mut self.common, Piece::of(word).hash(), 0)
    }

    /// The number of a word's beginning, or of its ending.
    pub(super) fn stem(&mut self, stem: &str, is_ending: bool) -> u32 {
        let key = Piece::of(stem).hash();
        self.sieve.insert(key);
        let of = if is_ending { &mut self.endings } else { &mut self.stems };
        // The shorter, the more words begin or end so.
        let common = OFTEN >> (2 * stem.len().min(8));
        number(of, &mut self.common, key, common)
    }

    /// A number for a set.
    pub(super) fn set(&mut self) -> u32 {
        self.common.push(0);
        place(self.common.len() - 1)
    }

    /// Forgets what was found out about words, because others are known now.
    pub(super) fn forget(&mut self) {
        self.memories = Spare::default();
    }

    pub(super) fn seen(&self, tokens: &Tokens, within: &Range<usize>) -> Seen {
        let mut memory = self.memories.take();
        let mut seen = Seen { start: within.start, ..Seen::default() };
        for index in within.clone() {
            let key = tokens.piece(index).hash();
            let (begin, end) = match memory.words.get(&key) {
                Some(known) => *known,
                None => memory.learn(key, |numbers| self.numbers_of(tokens, index, numbers)),
            };
            seen.numbers.extend_from_slice(&memory.numbers[begin as usize..end as usize]);
            seen.ends.push(place(seen.numbers.len()));
        }
        self.memories.give_back(memory);
        seen
    }

    /// The numbers of a token: its word, the stems it begins with, the shortest first, then those it ends
    /// with, the longest first.
    fn numbers_of(&self, tokens: &Tokens, index: usize, out: &mut Vec<u32>) {
        let (folded, place) = tokens.folded(index);
        out.extend(self.words.get(&folded.hash_of(place.clone())));
        let mut take = |of: &FxHashMap<u64, u32>, part: Range<usize>| {
            let key = folded.hash_of(part);
            if self.sieve.may_have(key) {
                out.extend(of.get(&key));
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

fn number(of: &mut FxHashMap<u64, u32>, common: &mut Vec<u32>, key: u64, how: u32) -> u32 {
    *of.entry(key).or_insert_with(|| {
        common.push(how);
        place(common.len() - 1)
    })
}

impl Memory {
    fn learn(&mut self, key: u64, numbers: impl FnOnce(&mut Vec<u32>)) -> (u32, u32) {
        if self.words.len() >= MOST_WORDS {
            self.words.clear();
            self.numbers.clear();
        }
        let begin = place(self.numbers.len());
        numbers(&mut self.numbers);
        let known = (begin, place(self.numbers.len()));
        self.words.insert(key, known);
        known
    }
}

impl Seen {
    /// The numbers of a token: of its word, and of its stems.
    pub(super) fn numbers(&self, at: usize) -> &[u32] {
        let index = at - self.start;
        let Some(end) = self.ends.get(index) else { return &[] };
        let begin = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.numbers[begin as usize..*end as usize]
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
        at - self.start < self.ends.len()
    }

    /// How many tokens there are from one on.
    pub(super) fn left(&self, at: usize) -> usize {
        (self.start + self.ends.len()).saturating_sub(at)
    }
}
