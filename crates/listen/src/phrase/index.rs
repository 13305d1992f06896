//! Which patterns are worth a try: by what they may begin with, and by what they cannot do without.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Mutex;

use rustc_hash::FxHashMap;

use super::known::Seen;
use super::pattern::{NEVER, Program, Step};
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
            Step::Word(word) => Some(list(&mut self.words, word)),
            Step::Stem(stem) => Some(list(&mut self.stems, stem)),
            Step::Set(set) => Some(list(&mut self.sets, set)),
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

/// The list of a number, which is there from now on.
fn list(lists: &mut Vec<Vec<u32>>, number: u32) -> &mut Vec<u32> {
    let at = number as usize;
    if lists.len() <= at {
        lists.resize_with(at + 1, Vec::new);
    }
    &mut lists[at]
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

    /// Whether a program may begin with a token's word or stems.
    pub(super) fn may_begin(&self, at: usize, seen: &Seen) -> bool {
        let has = |lists: &[Vec<u32>], number: u32| {
            lists.get(number as usize).is_some_and(|list| !list.is_empty())
        };
        seen.word(at).is_some_and(|word| has(&self.0.words, word))
            || seen.stems(at).iter().any(|stem| has(&self.0.stems, *stem))
    }

    /// The programs that may begin at a token.
    pub(super) fn at(&self, at: usize, seen: &Seen, chunks: &Chunks) -> impl Iterator<Item = u32> {
        self.0.at(at, seen, chunks)
    }
}

/// What each program cannot do without: some of a few steps, the rarest that there are; then some of a few
/// others, and so on.
#[derive(Debug, Default)]
pub(super) struct Needs {
    /// The programs by the steps of their first need.
    by_step: BySteps,
    /// The programs that need nothing.
    free: Vec<u32>,
    /// By program, how many words it is met by at most, and where its further needs end in `further`.
    programs: Vec<(u8, u32)>,
    /// The further needs, each with where its steps end in `steps`.
    further: Vec<u32>,
    steps: Vec<Step>,
    /// How many words, stems and sets there are.
    counts: [usize; 3],
    /// Notes that nobody writes in. They are large, so that they are not made anew for each stretch.
    unused: Mutex<Vec<Met>>,
}

/// A program has at most so many further needs.
const FURTHER: usize = 2;

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
        let counts_of_all = [counts.0, counts.1, sets.longest.len()];
        let by_step = BySteps::new(counts);
        let mut needs = Self { by_step, counts: counts_of_all, ..Self::default() };
        let mut taken: Vec<Step> = Vec::new();
        for (number, program) in (0_u32..).zip(programs) {
            taken.clear();
            for count in 0..=FURTHER {
                let cost = |step: Step| {
                    if taken.contains(&step) {
                        NEVER
                    } else {
                        uses.get(&step).copied().unwrap_or(1)
                    }
                };
                let Some((_, steps)) = program.needs(cost) else {
                    if count == 0 {
                        needs.free.push(number);
                    }
                    break;
                };
                if count == 0 {
                    steps.iter().for_each(|step| needs.by_step.insert(*step, number));
                } else {
                    needs.steps.extend(&steps);
                    needs.further.push(place(needs.steps.len()));
                }
                taken.extend(steps);
            }
            let longest = program.longest(|set| sets.longest(set));
            let longest = u8::try_from(longest).unwrap_or(u8::MAX);
            needs.programs.push((longest, place(needs.further.len())));
        }
        needs
    }

    /// Notes where in a stretch what programs need is met.
    pub(super) fn find(&self, seen: &Seen, chunks: &Chunks, within: &Range<usize>) -> Met {
        let unused = self.unused.lock().ok().and_then(|mut unused| unused.pop());
        let mut met = unused.unwrap_or_else(|| Met::new(self.programs.len(), self.counts));
        met.begin(within.start);
        for number in &self.free {
            met.push(*number, !0);
        }
        for at in within.clone() {
            let bit = 1 << met.place(at);
            self.by_step.at(at, seen, chunks).for_each(|number| met.push(number, bit));
            met.note(at, seen, chunks);
        }
        met
    }

    /// Takes notes back that are no longer needed.
    pub(super) fn give_back(&self, met: Met) {
        if let Ok(mut unused) = self.unused.lock() {
            unused.push(met);
        }
    }

    /// Whether a program's needs are met where they would have to be.
    #[inline]
    pub(super) fn may_begin(&self, program: u32, at: usize, met: &Met) -> bool {
        let is_met = met.programs.get(program as usize).is_some_and(|places| *places != 0);
        is_met && self.are_ahead(program, at, met)
    }

    fn are_ahead(&self, program: u32, at: usize, met: &Met) -> bool {
        let number = program as usize;
        let Some((longest, end)) = self.programs.get(number).copied() else { return true };
        // The places from the token on that its words may have.
        let places = !0_u64 << met.place(at);
        let behind = met.place(at) + u32::from(longest);
        let places = if behind < LAST { places & ((1 << behind) - 1) } else { places };
        if met.programs[number] & places == 0 {
            return false;
        }
        let begin = number.checked_sub(1).map_or(0, |before| self.programs[before].1) as usize;
        (begin..end as usize).all(|need| {
            let first = need.checked_sub(1).map_or(0, |before| self.further[before]) as usize;
            let steps = &self.steps[first..self.further[need] as usize];
            steps.iter().any(|step| met.steps(*step) & places != 0)
        })
    }
}

fn place(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// The last place that is told from others.
const LAST: u32 = 63;

/// Where in a stretch words, stems, sets and chunks stand, and the first needs of programs: a bit a place,
/// the last of them for all that are behind. It is used for one stretch after the other, so that each costs
/// no more than what it has.
#[derive(Debug, Default)]
pub(super) struct Met {
    start: usize,
    programs: Vec<u64>,
    words: Vec<u64>,
    stems: Vec<u64>,
    sets: Vec<u64>,
    chunks: Vec<u64>,
    /// The programs, words, stems and sets that have a place.
    touched: [Vec<u32>; 4],
}

impl Met {
    fn new(programs: usize, [words, stems, sets]: [usize; 3]) -> Self {
        Self {
            programs: vec![0; programs],
            words: vec![0; words],
            stems: vec![0; stems],
            sets: vec![0; sets],
            chunks: vec![0; Chunk::ALL.len()],
            ..Self::default()
        }
    }

    fn begin(&mut self, start: usize) {
        let [of_programs, words, stems, sets] = &mut self.touched;
        let lists = [
            (of_programs, &mut self.programs),
            (words, &mut self.words),
            (stems, &mut self.stems),
            (sets, &mut self.sets),
        ];
        for (touched, places) in lists {
            touched.drain(..).for_each(|number| places[number as usize] = 0);
        }
        self.chunks.fill(0);
        self.start = start;
    }

    fn place(&self, at: usize) -> u32 {
        u32::try_from(at - self.start).unwrap_or(LAST).min(LAST)
    }

    fn push(&mut self, program: u32, places: u64) {
        let Some(old) = self.programs.get_mut(program as usize) else { return };
        if *old == 0 {
            self.touched[0].push(program);
        }
        *old |= places;
    }

    fn note(&mut self, at: usize, seen: &Seen, chunks: &Chunks) {
        let bit = 1 << self.place(at);
        let [_, words, stems, sets] = &mut self.touched;
        let add = |number: u32, places: &mut Vec<u64>, touched: &mut Vec<u32>| {
            let Some(places) = places.get_mut(number as usize) else { return };
            if *places == 0 {
                touched.push(number);
            }
            *places |= bit;
        };
        if let Some(word) = seen.word(at) {
            add(word, &mut self.words, words);
        }
        seen.stems(at).iter().for_each(|stem| add(*stem, &mut self.stems, stems));
        seen.sets(at).iter().for_each(|(set, _)| add(*set, &mut self.sets, sets));
        for (chunk, _) in chunks.at(at) {
            self.chunks[*chunk as usize] |= bit;
        }
    }

    /// The places of a step.
    fn steps(&self, step: Step) -> u64 {
        let of = |places: &[u64], number: u32| places.get(number as usize).copied().unwrap_or(0);
        match step {
            Step::Word(word) => of(&self.words, word),
            Step::Stem(stem) => of(&self.stems, stem),
            Step::Set(set) => of(&self.sets, set),
            Step::Chunk(chunk) => self.chunks.get(chunk as usize).copied().unwrap_or(0),
            _ => !0,
        }
    }
}

/// The words of sets: of each, the programs that may stand for one another.
#[derive(Debug, Default)]
pub(super) struct Alternatives {
    /// By set, how many words it is met by at most.
    longest: Vec<usize>,
    /// The sets of single words and stems.
    singles: BySteps,
    /// The other programs, each with its set.
    programs: Vec<(u32, Program)>,
    index: Index,
}

impl Alternatives {
    /// Adds a set; its number.
    pub(super) fn push(&mut self, programs: Vec<Program>) -> u32 {
        let number = u32::try_from(self.longest.len()).unwrap_or(u32::MAX);
        let longest = programs.iter().map(|program| program.longest(|_| usize::MAX / 2)).max();
        self.longest.push(longest.unwrap_or_default());
        for program in programs {
            match program.single() {
                Some(step) => self.singles.insert(step, number),
                None => self.programs.push((number, program)),
            }
        }
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

    /// Finds the sets that are met from each token of a stretch on, in the order of their numbers and ends.
    pub(super) fn find(&self, seen: &mut Seen, chunks: &Chunks, within: &Range<usize>) {
        let mut ends = Vec::new();
        let mut met: Vec<(u32, usize)> = Vec::new();
        for at in within.clone() {
            met.clear();
            met.extend(self.singles.at(at, seen, chunks).map(|set| (set, at + 1)));
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
