//! A stretch of words in which programs are looked for from all of its tokens at once: a bit a token.
//!
//! Where a program may stand after a step is a set of places, and one operation on bits moves them all
//! (Baeza-Yates and Gonnet, "A new approach to text searching", 1992). Steps only ever go on, so a program is
//! gone through once, however many ways lead through it.

use std::ops::Range;

use super::index::{AT_ONCE, Places};
use super::known::Seen;
use super::pattern::{Program, Step};
use crate::chunk::Chunks;

/// A stretch of at most [`AT_ONCE`] tokens. Its places are those of its tokens and that behind the last.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch<'a> {
    start: usize,
    length: usize,
    seen: &'a Seen,
    chunks: &'a Chunks,
    places: &'a Places,
}

/// From which places the end of a program can be reached, by step.
#[derive(Debug, Default)]
pub(super) struct Ways(Vec<u64>);

impl<'a> Stretch<'a> {
    pub(super) fn new(
        within: &Range<usize>,
        seen: &'a Seen,
        chunks: &'a Chunks,
        places: &'a Places,
    ) -> Self {
        let length = within.len().min(AT_ONCE);
        Self { start: within.start, length, seen, chunks, places }
    }

    /// All places.
    fn all(self) -> u64 {
        u64::MAX >> (AT_ONCE - self.length)
    }

    /// Whether a program is met anywhere. `open` holds nothing but zeros, before and afterwards.
    pub(super) fn has(self, program: &Program, open: &mut Vec<u64>) -> bool {
        let steps = program.steps();
        if open.len() <= steps.len() {
            open.resize(steps.len() + 1, 0);
        }
        let mut here = self.all();
        let (mut at, mut furthest) = (0, 0);
        loop {
            here |= std::mem::take(&mut open[at]);
            let Some(step) = steps.get(at) else { return here != 0 };
            let size = step.size();
            if here == 0 {
                // Nobody waits further on.
                if furthest <= at {
                    return false;
                }
                at += size;
                continue;
            }
            let mut wait = |at: u32, here: u64| {
                open[at as usize] |= here;
                furthest = furthest.max(at as usize);
            };
            here = match *step {
                Step::Word(number) => (here & self.places.of(number)) << 1,
                Step::OneOf(count) => (here & self.any_of(program, at, count)) << 1,
                Step::Gap(most) => (0..most).fold(here, |here, _| here | here << 1) & self.all(),
                Step::Jump(to) => {
                    wait(to, here);
                    0
                }
                Step::Either(one, other) => {
                    wait(one, here);
                    wait(other, here);
                    0
                }
                Step::Set(number) => {
                    let begins = here & self.places.of(number);
                    self.spans(*step, begins).fold(0, |ends, (_, end)| ends | 1 << end)
                }
                Step::Chunk(chunk) => {
                    let begins = here & self.places.of(chunk as u32);
                    self.spans(*step, begins).fold(0, |ends, (_, end)| ends | 1 << end)
                }
            };
            at += size;
        }
    }

    /// The places from which a program is met.
    pub(super) fn begins(self, program: &Program, ways: &mut Ways) -> u64 {
        let steps = program.steps();
        let ways = &mut ways.0;
        ways.clear();
        ways.resize(steps.len() + 1, self.all());
        for (at, step) in steps.iter().enumerate().rev() {
            let next = |at: usize| ways.get(at).copied().unwrap_or_default();
            ways[at] = match *step {
                Step::Word(number) => self.places.of(number) & next(at + 1) >> 1,
                Step::OneOf(count) => self.any_of(program, at, count) & next(at + step.size()) >> 1,
                Step::Gap(most) => (0..most).fold(next(at + 1), |here, _| here | here >> 1),
                Step::Jump(to) => next(to as usize),
                Step::Either(one, other) => next(one as usize) | next(other as usize),
                Step::Set(_) | Step::Chunk(_) => {
                    let ends = next(at + 1);
                    let begins = step.number().map_or(0, |number| self.places.of(number));
                    let spans = self.spans(*step, begins);
                    let reached = spans.filter(|(_, end)| ends >> end & 1 == 1);
                    reached.fold(0, |begins, (begin, _)| begins | 1 << begin)
                }
            };
        }
        ways[0]
    }

    /// The token behind the words that meet a program from one of its begins on: the first way that succeeds,
    /// where gaps are as long as they can be. `ways` is what finding the begins has left.
    pub(super) fn end(self, program: &Program, ways: &Ways, begin: u32) -> usize {
        let leads = |step: usize, place: u32| {
            ways.0.get(step).is_some_and(|places| *places >> place & 1 == 1)
        };
        let (mut at, mut place) = (0, begin);
        while let Some(step) = program.steps().get(at) {
            let size = step.size();
            at = match *step {
                Step::Jump(to) => to as usize,
                Step::Either(one, _) if leads(one as usize, place) => one as usize,
                Step::Either(_, other) => other as usize,
                step => {
                    place = match step {
                        Step::Gap(most) => {
                            let mut ends = (place..=(place + most).min(63)).rev();
                            ends.find(|end| leads(at + 1, *end)).unwrap_or(place)
                        }
                        Step::Set(_) | Step::Chunk(_) => {
                            let mut ends = self.spans(step, 1 << place).map(|(_, end)| end);
                            ends.find(|end| leads(at + 1, *end)).unwrap_or(place)
                        }
                        _ => place + 1,
                    };
                    at + size
                }
            };
        }
        self.start + place as usize
    }

    /// Where one of the words behind a step stands.
    fn any_of(self, program: &Program, step: usize, count: u32) -> u64 {
        let numbers = program.following(step, count).iter().filter_map(|step| step.number());
        numbers.fold(0, |any, number| any | self.places.of(number))
    }

    /// The sets or chunks of a step that begin at some places: from which to which, in the order in which ways
    /// are tried.
    fn spans(self, step: Step, begins: u64) -> impl Iterator<Item = (u32, u32)> {
        bits(begins).flat_map(move |place| {
            let at = self.start + place as usize;
            let sets = self.seen.sets(at).iter().map(|(set, end)| (Step::Set(*set), *end));
            let chunks = self.chunks.at(at).iter().map(|(chunk, end)| (Step::Chunk(*chunk), *end));
            let ends = sets.chain(chunks).filter(move |(found, _)| *found == step);
            let ends = ends.filter_map(move |(_, end)| u32::try_from(end - self.start).ok());
            ends.filter(move |end| *end as usize <= self.length).map(move |end| (place, end))
        })
    }
}

/// The places that are set, in their order.
pub(super) fn bits(mut places: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let place = places.trailing_zeros();
        (places != 0).then(|| {
            places &= places - 1;
            place
        })
    })
}
