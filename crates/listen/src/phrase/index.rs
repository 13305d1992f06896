//! Which patterns are worth a try: by what they may begin with, and by what they cannot do without.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::known::Seen;
use super::pattern::{Program, Step};
use crate::chunk::{Chunk, Chunks};

/// Programs by a step: its word, its stem, its set, its chunk.
#[derive(Debug, Default)]
struct BySteps {
    words: Vec<Vec<u32>>,
    stems: Vec<Vec<u32>>,
    sets: Vec<Vec<u32>>,
    chunks: BTreeMap<Chunk, Vec<u32>>,
}

impl BySteps {
    /// For so many words and stems.
    fn new((words, stems): (usize, usize)) -> Self {
        let none = |count| vec![Vec::new(); count];
        let (words, stems) = (none(words), none(stems));
        Self { words, stems, sets: Vec::new(), chunks: BTreeMap::new() }
    }

    fn insert(&mut self, step: Step, program: u32) {
        let list = match step {
            Step::Word(word) => self.words.get_mut(word as usize),
            Step::Stem(stem) => self.stems.get_mut(stem as usize),
            Step::Set(set) => {
                let set = set as usize;
                self.sets.resize_with(self.sets.len().max(set + 1), Vec::new);
                self.sets.get_mut(set)
            }
            Step::Chunk(chunk) => Some(self.chunks.entry(chunk).or_default()),
            _ => None,
        };
        if let Some(list) = list.filter(|list| list.last() != Some(&program)) {
            list.push(program);
        }
    }

    /// The programs of a token's steps: its word's, its stems', its sets', its chunks'.
    fn at(&self, at: usize, seen: &Seen, chunks: &Chunks) -> impl Iterator<Item = u32> {
        let words = seen.word(at).and_then(|word| self.words.get(word as usize));
        let stems = seen.stems(at).iter().filter_map(|stem| self.stems.get(*stem as usize));
        let chunks = chunks.at(at).iter().filter_map(|(chunk, _)| self.chunks.get(chunk));
        let sets = seen.sets(at).iter().filter_map(|(set, _)| self.sets.get(*set as usize));
        words.into_iter().chain(stems).chain(sets).chain(chunks).flatten().copied()
    }
}

/// The programs that may begin with a word, a stem, a chunk.
#[derive(Debug, Default)]
pub(super) struct Index(BySteps);

impl Index {
    /// Of programs that know so many words and stems.
    pub(super) fn of(programs: &[&Program], counts: (usize, usize)) -> Self {
        let mut index = BySteps::new(counts);
        for (number, program) in (0..).zip(programs) {
            for step in program.firsts() {
                index.insert(step, number);
            }
        }
        Self(index)
    }

    /// The programs that may begin at a token.
    pub(super) fn at(&self, at: usize, seen: &Seen, chunks: &Chunks) -> impl Iterator<Item = u32> {
        self.0.at(at, seen, chunks)
    }
}

/// What each program cannot do without: some of a few steps, the rarest that there are.
#[derive(Debug, Default)]
pub(super) struct Needs {
    by_step: BySteps,
    /// How many words each program is met by at most.
    longest: Vec<u8>,
    /// The programs that need nothing.
    free: Vec<u32>,
}

impl Needs {
    /// Of programs that know so many words and stems, and these sets.
    pub(super) fn of(programs: &[&Program], counts: (usize, usize), sets: &Alternatives) -> Self {
        // What many patterns have is often said.
        let mut uses: FxHashMap<Step, u64> = FxHashMap::default();
        for program in programs {
            for step in program.steps() {
                *uses.entry(*step).or_default() += 1;
            }
        }
        let mut needs = Self { by_step: BySteps::new(counts), ..Self::default() };
        for (number, program) in (0..).zip(programs) {
            let cost = |step| uses.get(&step).copied().unwrap_or_default();
            match program.needs(cost) {
                Some(steps) => {
                    for step in steps {
                        needs.by_step.insert(step, number);
                    }
                }
                None => needs.free.push(number),
            }
            let longest = program.longest(|set| sets.longest(set));
            needs.longest.push(u8::try_from(longest).unwrap_or(u8::MAX));
        }
        needs
    }

    /// Notes where in a stretch the programs' needs are met.
    pub(super) fn find(&self, seen: &Seen, chunks: &Chunks, within: &Range<usize>, met: &mut Met) {
        met.begin(self.longest.len(), within.start);
        for number in &self.free {
            met.push(*number, 0);
            met.push(*number, u8::MAX);
        }
        for at in within.clone() {
            // A place so far on counts as any.
            let place = u8::try_from(at - within.start).unwrap_or(u8::MAX);
            self.by_step.at(at, seen, chunks).for_each(|number| met.push(number, place));
        }
    }

    /// Whether a program's need is met where it would have to be.
    pub(super) fn may_begin(&self, program: u32, at: usize, met: &Met) -> bool {
        let number = program as usize;
        let Some((first, last)) = met.places.get(number).copied() else { return true };
        let place = at - met.start;
        let longest = self.longest.get(number).copied().unwrap_or(u8::MAX);
        let is_ahead = last == u8::MAX || usize::from(last) >= place;
        is_ahead && (longest == u8::MAX || usize::from(first) < place + usize::from(longest))
    }
}

/// Where in a stretch the needs of programs are met. It is used for one stretch after the other, so that
/// each costs no more than what it has.
#[derive(Debug, Default)]
pub(crate) struct Met {
    start: usize,
    /// By program, the first and the last place; the first is behind the last where there is none.
    places: Vec<(u8, u8)>,
    touched: Vec<u32>,
}

/// No place.
const NOWHERE: (u8, u8) = (u8::MAX, 0);

impl Met {
    fn begin(&mut self, programs: usize, start: usize) {
        if self.places.len() == programs {
            self.touched.drain(..).for_each(|number| self.places[number as usize] = NOWHERE);
        } else {
            self.places = vec![NOWHERE; programs];
            self.touched.clear();
        }
        self.start = start;
    }

    fn push(&mut self, program: u32, place: u8) {
        let Some(places) = self.places.get_mut(program as usize) else { return };
        if *places == NOWHERE {
            self.touched.push(program);
        }
        *places = (places.0.min(place), places.1.max(place));
    }
}

/// The words of sets: of each, the programs that may stand for one another.
#[derive(Debug, Default)]
pub(super) struct Alternatives {
    /// By set, how many words it is met by at most.
    longest: Vec<usize>,
    /// The programs, each with its set, in the order in which they are tried.
    programs: Vec<(u32, Program)>,
    index: Index,
}

impl Alternatives {
    /// Adds a set; its number.
    pub(super) fn push(&mut self, programs: Vec<Program>) -> u32 {
        let number = u32::try_from(self.longest.len()).unwrap_or(u32::MAX);
        let longest = programs.iter().map(|program| program.longest(|_| usize::MAX / 2)).max();
        self.longest.push(longest.unwrap_or_default());
        self.programs.extend(programs.into_iter().map(|program| (number, program)));
        number
    }

    /// How many words a set is met by at most.
    pub(super) fn longest(&self, set: u32) -> usize {
        self.longest.get(set as usize).copied().unwrap_or(usize::MAX / 2)
    }

    /// Makes it ready, once so many words and stems are known.
    pub(super) fn seal(&mut self, counts: (usize, usize)) {
        let programs: Vec<&Program> = self.programs.iter().map(|(_, program)| program).collect();
        self.index = Index::of(&programs, counts);
    }

    /// Finds the sets that are met from each token of a stretch on.
    pub(super) fn find(&self, seen: &mut Seen, chunks: &Chunks, within: &Range<usize>) {
        let (mut tried, mut ends) = (Vec::new(), Vec::new());
        let mut met: Vec<(u32, usize)> = Vec::new();
        for at in within.clone() {
            tried.clear();
            tried.extend(self.index.at(at, seen, chunks));
            tried.sort_unstable();
            tried.dedup();
            met.clear();
            for number in &tried {
                let (set, program) = &self.programs[*number as usize];
                if program.is_one() {
                    if met.last() != Some(&(*set, at + 1)) {
                        met.push((*set, at + 1));
                    }
                    continue;
                }
                ends.clear();
                program.ends_from(at, seen, chunks, &mut ends);
                for end in &ends {
                    if !met
                        .iter()
                        .rev()
                        .take_while(|(other, _)| other == set)
                        .any(|(_, other)| other == end)
                    {
                        met.push((*set, *end));
                    }
                }
            }
            seen.push_sets(met.iter().copied());
        }
    }
}
