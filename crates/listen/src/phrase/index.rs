//! Which patterns are worth a try: by what they may begin with, and by what they cannot do without.

use std::ops::Range;

use super::known::{Seen, Words, place};
use super::pattern::{NEVER, Program, Step};
use crate::chunk::Chunks;

/// Programs by the numbers of words, stems, sets and chunks.
#[derive(Debug, Default)]
pub(super) struct ByNumber {
    /// By number, where its programs end.
    ends: Vec<u32>,
    programs: Vec<u32>,
}

impl ByNumber {
    /// Of pairs of a number and a program, for numbers below a count. A program comes once for a number, and
    /// the programs of a number come in the order in which they are given.
    fn of(pairs: &[(u32, u32)], count: usize) -> Self {
        let mut places = vec![0_u32; count + 1];
        for (number, _) in pairs {
            places[*number as usize + 1] += 1;
        }
        for at in 1..places.len() {
            places[at] += places[at - 1];
        }
        let mut programs = vec![0; pairs.len()];
        for (number, program) in pairs {
            let next = &mut places[*number as usize];
            programs[*next as usize] = *program;
            *next += 1;
        }
        // Each number's begin has moved to its end.
        places.pop();
        Self { ends: places, programs }
    }

    /// The programs of a number.
    pub(super) fn get(&self, number: u32) -> &[u32] {
        let number = number as usize;
        let Some(end) = self.ends.get(number) else { return &[] };
        let begin = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.programs[begin as usize..*end as usize]
    }
}

/// The programs that may begin with a word, a stem, a chunk.
#[derive(Debug, Default)]
pub(super) struct Index(ByNumber);

impl Index {
    /// Of programs that know numbers below a count.
    pub(super) fn of<'a>(programs: impl Iterator<Item = &'a Program>, count: usize) -> Self {
        let mut pairs = Vec::new();
        for (number, program) in (0..).zip(programs) {
            let mut firsts: Vec<u32> =
                program.firsts().into_iter().filter_map(Step::number).collect();
            firsts.sort_unstable();
            firsts.dedup();
            pairs.extend(firsts.into_iter().map(|first| (first, number)));
        }
        Self(ByNumber::of(&pairs, count))
    }

    /// The numbers that programs begin with.
    pub(super) fn firsts(&self) -> impl Iterator<Item = u32> {
        let numbers = 0..place(self.0.ends.len());
        numbers.filter(|number| !self.0.get(*number).is_empty())
    }

    /// The programs that may begin at a token: those of its word, of its stems, of its chunks.
    pub(super) fn at(&self, at: usize, seen: &Seen, chunks: &Chunks) -> impl Iterator<Item = u32> {
        let numbers = seen.numbers(at).iter().copied();
        let chunks = chunks.at(at).iter().map(|(chunk, _)| *chunk as u32);
        numbers.chain(chunks).flat_map(|number| self.0.get(number)).copied()
    }
}

/// What each program cannot do without: one of a few words, stems, sets or chunks, the rarest that there are;
/// then one of a few others, and so on.
#[derive(Debug, Default)]
pub(super) struct Needs {
    /// The programs by the numbers of their first need.
    first: ByNumber,
    /// By program, where its further needs end.
    needs: Vec<u32>,
    /// By further need, where its numbers end.
    ends: Vec<u32>,
    /// Numbers, a bit each, sixty-four together: those of one choice mostly lie side by side.
    bits: Vec<(u32, u64)>,
}

/// A program has at most so many further needs.
const FURTHER: usize = 2;

impl Needs {
    /// Of programs that know these words and sets.
    pub(super) fn of<'a>(
        programs: impl Iterator<Item = &'a Program> + Clone,
        words: &Words,
        sets: &Alternatives,
    ) -> Self {
        // What many patterns have is often said, and so are short and small words.
        let count = words.count();
        let mut uses: Vec<u32> = (0..place(count)).map(|number| words.common(number)).collect();
        for step in programs.clone().flat_map(Program::steps) {
            if let Some(number) = step.number() {
                uses[number as usize] += 1;
            }
        }
        sets.weigh(&mut uses);
        let (mut needs, mut pairs) = (Self::default(), Vec::new());
        let mut numbers: Vec<u32> = Vec::new();
        let mut taken: Vec<(u32, u32)> = Vec::new();
        for (program, steps) in (0..).zip(programs) {
            for need in 0..=FURTHER {
                steps.needs(|number| uses[number as usize], &mut numbers);
                if need == 0 {
                    pairs.extend(numbers.iter().map(|number| (*number, program)));
                } else if !numbers.is_empty() {
                    let begin = needs.bits.len();
                    for number in &numbers {
                        let (at, bit) = (number / 64, 1 << (number % 64));
                        match needs.bits[begin..].last_mut() {
                            Some(last) if last.0 == at => last.1 |= bit,
                            _ => needs.bits.push((at, bit)),
                        }
                    }
                    needs.ends.push(place(needs.bits.len()));
                }
                for number in numbers.drain(..) {
                    taken.push((number, std::mem::replace(&mut uses[number as usize], NEVER)));
                }
            }
            taken.drain(..).for_each(|(number, count)| uses[number as usize] = count);
            needs.needs.push(place(needs.ends.len()));
        }
        needs.first = ByNumber::of(&pairs, count);
        needs
    }

    /// Finds the programs whose needs are met somewhere, in their order.
    pub(super) fn find(&self, places: &Places, tried: &mut Tried) {
        let Tried { programs, turns, turn } = tried;
        programs.clear();
        turns.resize(self.needs.len(), 0);
        *turn += 1;
        for program in places.met.iter().flat_map(|number| self.first.get(*number)) {
            let last = &mut turns[*program as usize];
            if *last != *turn {
                *last = *turn;
                if self.are_met(*program as usize, places) {
                    programs.push(*program);
                }
            }
        }
        programs.sort_unstable();
    }

    fn are_met(&self, program: usize, places: &Places) -> bool {
        let begin = program.checked_sub(1).map_or(0, |before| self.needs[before]);
        let mut needs = begin as usize..self.needs[program] as usize;
        needs.all(|need| {
            let begin = need.checked_sub(1).map_or(0, |before| self.ends[before]);
            let mut bits = self.bits[begin as usize..self.ends[need] as usize].iter();
            bits.any(|(at, bits)| places.any[*at as usize] & bits != 0)
        })
    }
}

/// The programs that are worth a try in a stretch, and in which stretch each was last thought of.
#[derive(Debug, Default)]
pub(super) struct Tried {
    pub(super) programs: Vec<u32>,
    turns: Vec<u64>,
    turn: u64,
}

/// A stretch in which patterns are looked for at once has at most so many tokens: a place is a bit.
pub(super) const AT_ONCE: usize = 63;

/// Where in a stretch words, stems, sets and chunks stand: a bit a token. Used for one stretch after the
/// other, each costs no more than what it has.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// By number.
    bits: Vec<u64>,
    /// A bit by number: whether it stands somewhere.
    any: Vec<u64>,
    /// The numbers that stand somewhere.
    met: Vec<u32>,
}

impl Places {
    /// Of another stretch, where numbers are below a count.
    pub(super) fn begin(
        &mut self,
        count: usize,
        within: &Range<usize>,
        seen: &Seen,
        chunks: &Chunks,
    ) {
        self.met.drain(..).for_each(|number| self.bits[number as usize] = 0);
        self.any.fill(0);
        self.bits.resize(count, 0);
        self.any.resize(count.div_ceil(64), 0);
        for (bit, at) in within.clone().enumerate().take(AT_ONCE) {
            seen.numbers(at).iter().for_each(|number| self.add(*number, 1 << bit));
            seen.sets(at).iter().for_each(|(set, _)| self.add(*set, 1 << bit));
            chunks.at(at).iter().for_each(|(chunk, _)| self.add(*chunk as u32, 1 << bit));
        }
    }

    fn add(&mut self, number: u32, bit: u64) {
        let bits = &mut self.bits[number as usize];
        if *bits == 0 {
            self.met.push(number);
            self.any[number as usize / 64] |= 1 << (number % 64);
        }
        *bits |= bit;
    }

    /// The tokens that have a number.
    #[inline]
    pub(super) fn of(&self, number: u32) -> u64 {
        self.bits[number as usize]
    }
}

/// The words of sets: of each, the programs that may stand for one another.
#[derive(Debug, Default)]
pub(super) struct Alternatives {
    /// The words and stems that are a set's, each with the set.
    pairs: Vec<(u32, u32)>,
    /// The other programs, each with its set.
    programs: Vec<(u32, Program)>,
    /// By word and stem, the sets that have it.
    singles: ByNumber,
    index: Index,
}

impl Alternatives {
    /// Adds the programs of a set.
    pub(super) fn push(&mut self, set: u32, programs: Vec<Program>) {
        for program in programs {
            match program.single() {
                Some(number) => self.pairs.push((number, set)),
                None => self.programs.push((set, program)),
            }
        }
    }

    /// A set is said as often as what it has, together.
    fn weigh(&self, costs: &mut [u32]) {
        let mut needs = Vec::new();
        let add = |costs: &mut [u32], set: u32, cost: u32| {
            let sum = &mut costs[set as usize];
            *sum = NEVER.min(*sum + cost);
        };
        for (number, set) in &self.pairs {
            add(costs, *set, costs[*number as usize]);
        }
        for (set, program) in &self.programs {
            program.needs(|number| costs[number as usize], &mut needs);
            let cost = needs.drain(..).map(|number| costs[number as usize]).sum();
            add(costs, *set, cost);
        }
    }

    /// Makes it ready, where numbers are below a count.
    pub(super) fn seal(&mut self, count: usize) {
        self.singles = ByNumber::of(&self.pairs, count);
        self.index = Index::of(self.programs.iter().map(|(_, program)| program), count);
    }

    /// Finds the sets that are met from each token of a stretch on, in the order of their numbers and ends.
    pub(super) fn find(&self, seen: &mut Seen, chunks: &Chunks, within: &Range<usize>) {
        let mut ends = Vec::new();
        let mut met: Vec<(u32, usize)> = Vec::new();
        for at in within.clone() {
            met.clear();
            let sets = seen.numbers(at).iter().flat_map(|number| self.singles.get(*number));
            met.extend(sets.map(|set| (*set, at + 1)));
            for number in self.index.at(at, seen, chunks) {
                let (set, program) = &self.programs[number as usize];
                if program.may_begin(at, seen) {
                    program.ends_from(at, seen, chunks, &mut ends);
                    met.extend(ends.drain(..).map(|end| (*set, end)));
                }
            }
            met.sort_unstable();
            met.dedup();
            seen.push_sets(met.iter().copied());
        }
    }
}
