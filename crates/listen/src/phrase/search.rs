//! Looking for chunks and phrases in the words of a text.

use std::collections::BTreeMap;
use std::ops::Range;

use super::index::{AT_ONCE, Places, Tried};
use super::stretch::{Stretch, Ways, bits};
use super::{Grammar, Hit, Role, Said};
use crate::chunk::Chunks;
use crate::token::Tokens;

/// What is noted while a stretch is searched.
#[derive(Debug, Default)]
pub(super) struct Notes {
    places: Places,
    tried: Tried,
    open: Vec<u64>,
    ways: Ways,
}

/// What was found in a stretch so far.
#[derive(Debug, Default)]
struct Finding {
    hits: BTreeMap<usize, Hit>,
    forbidden: Vec<usize>,
    concepts: Vec<(usize, usize)>,
}

impl Grammar {
    /// The chunks of a text, of each kind the longest that begins at a token.
    #[must_use]
    pub fn chunks(&self, tokens: &Tokens) -> Chunks {
        let all = 0..tokens.len();
        let seen = self.words.seen(tokens, &all);
        let mut chunks = Chunks::in_digits(tokens);
        let begins = |at: usize| {
            let numbers = seen.numbers(at).iter();
            numbers.fold(0, |kinds, number| kinds | self.begin_chunks[*number as usize])
        };
        let begins: Vec<u16> = all.clone().map(begins).collect();
        // A kind may use the kinds above it, so one kind is found everywhere before the next.
        for (number, (kind, programs, index)) in self.chunks.iter().enumerate() {
            for at in all.clone() {
                if begins[at] >> number & 1 == 0 && !chunks.any_at(at) {
                    continue;
                }
                let programs =
                    index.at(at, &seen, &chunks).map(|number| &programs[number as usize]);
                let ends = programs.filter_map(|program| program.end_from(at, &seen, &chunks));
                if let Some(end) = ends.max() {
                    chunks.push(at, *kind, end);
                }
            }
        }
        chunks
    }

    /// What is said within a stretch of tokens. A sentence is searched at once; a longer stretch by and by, and
    /// what is said in it by more than some thirty words may be passed over.
    #[must_use]
    pub fn said(&self, tokens: &Tokens, chunks: &Chunks, within: &Range<usize>) -> Said {
        let mut notes = self.notes.take();
        let mut found = Finding::default();
        let mut start = within.start;
        loop {
            let part = start..within.end.min(start + AT_ONCE);
            let next = if part.end < within.end { start + AT_ONCE / 2 } else { within.end };
            self.find(tokens, chunks, &part, next, (&mut notes, &mut found));
            if next == within.end {
                break;
            }
            start = next;
        }
        self.notes.give_back(notes);
        let Finding { mut hits, forbidden, mut concepts } = found;
        for phrase in &forbidden {
            hits.remove(phrase);
        }
        concepts.sort_unstable();
        concepts.dedup();
        Said { hits: hits.into_values().collect(), concepts }
    }

    /// Finds what is said in a stretch and begins before a token.
    fn find(
        &self,
        tokens: &Tokens,
        chunks: &Chunks,
        within: &Range<usize>,
        until: usize,
        (notes, found): (&mut Notes, &mut Finding),
    ) {
        let mut seen = self.words.seen(tokens, within);
        self.sets.find(&mut seen, chunks, within);
        let Notes { places, tried, open, ways } = notes;
        places.begin(self.words.count(), within, &seen, chunks);
        self.needs.find(places, tried);
        let stretch = Stretch::new(within, &seen, chunks, places);
        for number in &tried.programs {
            let (role, program) = &self.programs[*number as usize];
            if !stretch.has(program, open) {
                continue;
            }
            let begins = bits(stretch.begins(program, ways));
            let mut begins = begins.take_while(|begin| within.start + (*begin as usize) < until);
            match *role {
                Role::Forbids(phrase) => found.forbidden.push(phrase),
                Role::Means(concept) => {
                    let at = begins.map(|begin| within.start + begin as usize);
                    found.concepts.extend(at.map(|at| (at, concept)));
                }
                Role::Says(phrase, strength) => {
                    let Some(begin) = begins.next() else { continue };
                    let at = within.start + begin as usize;
                    let old = found.hits.get(&phrase).map(|old| (old.strength, old.tokens.start));
                    if old.is_none_or(|old| (strength, at) < old) {
                        let tokens = at..stretch.end(program, ways, begin);
                        found.hits.insert(phrase, Hit { phrase, strength, tokens });
                    }
                }
            }
        }
    }
}
