//! One pattern of a phrase: read from its line, compiled to a small program, run over words.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::PatternFault;
use crate::chunk::{Chunk, Chunks};
use crate::token::{Tokens, fold_onto};

/// An ending in a pattern has at most so many letters.
const LONGEST_ENDING: usize = 6;

/// The sets of a file: words that may stand for one another.
#[derive(Debug)]
pub(super) struct Sets<'a>(pub(super) &'a BTreeMap<String, Vec<String>>);

/// The words and stems that patterns know, by number.
#[derive(Debug, Default)]
pub(super) struct Words {
    words: FxHashMap<String, u32>,
    /// Beginnings and endings share their numbers.
    stems: FxHashMap<String, u32>,
    endings: FxHashMap<String, u32>,
}

/// The numbers of a stretch's words and stems.
#[derive(Debug)]
pub(super) struct Seen {
    start: usize,
    /// By token: its word, and where its stems end in `stems`.
    words: Vec<(Option<u32>, usize)>,
    stems: Vec<u32>,
}

impl Words {
    fn next_stem(&self) -> u32 {
        u32::try_from(self.stems.len() + self.endings.len()).unwrap_or(u32::MAX)
    }

    pub(super) fn seen(&self, tokens: &Tokens, within: &Range<usize>) -> Seen {
        let mut stems = Vec::new();
        let words = within.clone().map(|index| {
            let word = tokens.word(index);
            let prefixes = word.char_indices().skip(1).map(|(at, _)| &word[..at]).chain([word]);
            stems.extend(prefixes.filter_map(|prefix| self.stems.get(prefix).copied()));
            let endings = word.char_indices().skip(1).map(|(at, _)| &word[at..]);
            let endings = endings.filter(|ending| ending.len() <= LONGEST_ENDING);
            stems.extend(endings.filter_map(|ending| self.endings.get(ending).copied()));
            (self.words.get(word).copied(), stems.len())
        });
        Seen { start: within.start, words: words.collect(), stems }
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

    fn is_within(&self, at: usize) -> bool {
        at - self.start < self.words.len()
    }
}

/// One step of a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// A word.
    Word(u32),
    /// A word that begins, or ends, so.
    Stem(u32),
    /// A date, an amount and the like.
    Chunk(Chunk),
    /// Go on at either of two steps.
    Either(u32, u32),
    /// Go on there.
    Jump(u32),
    /// Any word.
    Any,
}

/// A compiled pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Program(Vec<Step>);

impl Program {
    pub(super) fn compile(
        pattern: &str,
        sets: &Sets<'_>,
        words: &mut Words,
    ) -> Result<Self, PatternFault> {
        let mut marks = marks(pattern);
        if marks.is_empty() {
            return Err(PatternFault::Empty);
        }
        if has_bare_alternatives(&marks) {
            marks.insert(0, Mark::Open);
            marks.push(Mark::Close);
        }
        let is_gap = |mark: Option<&Mark>| matches!(mark, Some(Mark::Gap(_)));
        if is_gap(marks.first()) || is_gap(marks.last()) {
            return Err(PatternFault::Loose);
        }
        let mut compiler = Compiler { sets, words, steps: Vec::new(), marks: &marks, at: 0 };
        compiler.sequence()?;
        if compiler.at < marks.len() {
            return Err(PatternFault::Closed);
        }
        let program = Self(compiler.steps);
        if program.reach(0).1 {
            return Err(PatternFault::Nothing);
        }
        Ok(program)
    }

    /// The steps at which it can begin.
    pub(super) fn firsts(&self) -> Vec<Step> {
        self.reach(0).0
    }

    /// What can come first from a step on, and whether the end can.
    fn reach(&self, from: u32) -> (Vec<Step>, bool) {
        let (mut firsts, mut is_end) = (Vec::new(), false);
        let mut open = vec![from];
        while let Some(at) = open.pop() {
            match self.0.get(at as usize) {
                None => is_end = true,
                Some(Step::Either(one, other)) => open.extend([*other, *one]),
                Some(Step::Jump(to)) => open.push(*to),
                Some(step) => firsts.push(*step),
            }
        }
        (firsts, is_end)
    }

    /// Where the words end that meet it from a token on; the first way that succeeds.
    pub(super) fn end_from(&self, at: usize, seen: &Seen, chunks: &Chunks) -> Option<usize> {
        self.run(0, at, seen, chunks)
    }

    fn run(&self, step: u32, at: usize, seen: &Seen, chunks: &Chunks) -> Option<usize> {
        let mut step = step;
        let mut at = at;
        loop {
            match self.0.get(step as usize) {
                None => return Some(at),
                Some(Step::Jump(to)) => step = *to,
                Some(Step::Either(one, other)) => match self.run(*one, at, seen, chunks) {
                    None => step = *other,
                    end => return end,
                },
                Some(_) if !seen.is_within(at) => return None,
                Some(Step::Chunk(chunk)) => {
                    let mut ends = chunks.at(at).iter().filter(|(found, _)| found == chunk);
                    return ends.find_map(|(_, end)| {
                        if seen.is_within(end - 1) {
                            self.run(step + 1, *end, seen, chunks)
                        } else {
                            None
                        }
                    });
                }
                Some(Step::Word(word)) if seen.word(at) != Some(*word) => return None,
                Some(Step::Stem(stem)) if !seen.stems(at).contains(stem) => return None,
                Some(Step::Word(_) | Step::Stem(_) | Step::Any) => {
                    step += 1;
                    at += 1;
                }
            }
        }
    }
}

/// What a pattern is written with.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Mark {
    Word(String),
    Stem(String),
    Ending(String),
    Set(String),
    Gap(usize),
    Open,
    Or,
    Close,
    Optional,
}

/// Whether there is a `|` outside all brackets: then the whole is a choice.
fn has_bare_alternatives(marks: &[Mark]) -> bool {
    let mut depth = 0_usize;
    marks.iter().any(|mark| {
        match mark {
            Mark::Open => depth += 1,
            Mark::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && *mark == Mark::Or
    })
}

fn marks(pattern: &str) -> Vec<Mark> {
    let mut folded = String::new();
    fold_onto(pattern, &mut folded);
    let mut out = Vec::new();
    let mut word = String::new();
    let end_word = |word: &mut String, out: &mut Vec<Mark>| {
        let text = std::mem::take(word);
        if let Some(name) = text.strip_prefix('@') {
            out.push(Mark::Set(name.to_owned()));
        } else if let Some(stem) = text.strip_suffix('*') {
            out.push(Mark::Stem(stem.to_owned()));
        } else if let Some(ending) = text.strip_prefix('*') {
            out.push(Mark::Ending(ending.to_owned()));
        } else if text == ".." || text == "..." {
            out.push(Mark::Gap(if text.len() == 2 { 3 } else { 6 }));
        } else if let Some(mark) = text
            .chars()
            .next()
            .filter(|_| text.len() == text.chars().next().map_or(0, char::len_utf8))
        {
            out.push(Mark::Word(mark.to_string()));
        } else if text.ends_with('\'') && text.len() > 1 {
            // An elision that stands alone, as a text's "l'" does before its word.
            out.push(Mark::Word(text));
        } else if !text.is_empty() {
            // The same way a text is taken apart.
            let tokens = Tokens::of(&text);
            out.extend((0..tokens.len()).map(|index| Mark::Word(tokens.word(index).to_owned())));
        }
    };
    for letter in folded.chars() {
        let mark = match letter {
            '(' => Mark::Open,
            '|' => Mark::Or,
            ')' => Mark::Close,
            '?' => Mark::Optional,
            letter if letter.is_whitespace() => {
                end_word(&mut word, &mut out);
                continue;
            }
            letter => {
                word.push(letter);
                continue;
            }
        };
        end_word(&mut word, &mut out);
        out.push(mark);
    }
    end_word(&mut word, &mut out);
    out
}

struct Compiler<'a> {
    sets: &'a Sets<'a>,
    words: &'a mut Words,
    steps: Vec<Step>,
    marks: &'a [Mark],
    at: usize,
}

impl Compiler<'_> {
    fn here(&self) -> u32 {
        u32::try_from(self.steps.len()).unwrap_or(u32::MAX)
    }

    /// Pieces one after the other, to the end or to a `|` or `)`.
    fn sequence(&mut self) -> Result<(), PatternFault> {
        while let Some(mark) = self.marks.get(self.at) {
            if matches!(mark, Mark::Or | Mark::Close) {
                return Ok(());
            }
            let start = self.steps.len();
            self.piece(mark.clone())?;
            if self.marks.get(self.at) == Some(&Mark::Optional) {
                self.at += 1;
                self.make_optional(start);
            }
        }
        Ok(())
    }

    fn piece(&mut self, mark: Mark) -> Result<(), PatternFault> {
        self.at += 1;
        match mark {
            Mark::Word(word) => self.word(&word),
            Mark::Stem(stem) => self.stem(&stem),
            Mark::Ending(ending) => self.ending(ending)?,
            Mark::Set(name) => return self.set(&name),
            Mark::Gap(most) => {
                for _ in 0..most {
                    let start = self.steps.len();
                    self.steps.push(Step::Any);
                    self.make_optional(start);
                }
            }
            Mark::Open => return self.alternatives(),
            Mark::Or | Mark::Close | Mark::Optional => return Err(PatternFault::Closed),
        }
        Ok(())
    }

    fn word(&mut self, word: &str) {
        let next = u32::try_from(self.words.words.len()).unwrap_or(u32::MAX);
        let number = *self.words.words.entry(word.to_owned()).or_insert(next);
        self.steps.push(Step::Word(number));
    }

    fn ending(&mut self, ending: String) -> Result<(), PatternFault> {
        if ending.len() > LONGEST_ENDING {
            return Err(PatternFault::LongEnding(ending));
        }
        let next = self.words.next_stem();
        let number = *self.words.endings.entry(ending).or_insert(next);
        self.steps.push(Step::Stem(number));
        Ok(())
    }

    fn stem(&mut self, stem: &str) {
        let next = self.words.next_stem();
        let number = *self.words.stems.entry(stem.to_owned()).or_insert(next);
        self.steps.push(Step::Stem(number));
    }

    fn alternatives(&mut self) -> Result<(), PatternFault> {
        let mut branches = Vec::new();
        loop {
            let start = self.steps.len();
            self.sequence()?;
            branches.push(self.steps.split_off(start));
            match self.marks.get(self.at) {
                Some(Mark::Or) => self.at += 1,
                Some(Mark::Close) => break,
                _ => return Err(PatternFault::Open),
            }
        }
        self.at += 1;
        self.branches(branches);
        Ok(())
    }

    fn set(&mut self, name: &str) -> Result<(), PatternFault> {
        if let Some(chunk) = Chunk::from_name(name) {
            self.steps.push(Step::Chunk(chunk));
            return Ok(());
        }
        let sets = self.sets;
        let lines = sets.0.iter().find(|(set, _)| {
            let mut folded = String::new();
            fold_onto(set, &mut folded);
            folded == name
        });
        let lines = lines.ok_or_else(|| PatternFault::UnknownSet(name.to_owned()))?.1;
        let mut branches = Vec::new();
        for line in lines {
            let marks = marks(line);
            let start = self.steps.len();
            let mut inner = Compiler {
                sets,
                words: self.words,
                steps: std::mem::take(&mut self.steps),
                marks: &marks,
                at: 0,
            };
            let result = inner.sequence();
            self.steps = inner.steps;
            result?;
            branches.push(self.steps.split_off(start));
        }
        self.branches(branches);
        Ok(())
    }

    /// Lays branches, each compiled for the place where the first began, one behind the other.
    fn branches(&mut self, branches: Vec<Vec<Step>>) {
        let base = self.here();
        let mut jumps = Vec::new();
        let last = branches.len().saturating_sub(1);
        for (number, branch) in branches.into_iter().enumerate() {
            if number < last {
                let after = self.here() + 1 + u32::try_from(branch.len()).unwrap_or(u32::MAX) + 1;
                self.steps.push(Step::Either(self.here() + 1, after));
            }
            let moved = self.here() - base;
            self.steps.extend(branch.into_iter().map(|step| step.moved(moved)));
            if number < last {
                jumps.push(self.steps.len());
                self.steps.push(Step::Jump(0));
            }
        }
        let end = self.here();
        for jump in jumps {
            self.steps[jump] = Step::Jump(end);
        }
    }

    /// Lets what was compiled from a step on be left out.
    fn make_optional(&mut self, start: usize) {
        let inner: Vec<Step> = self.steps.split_off(start);
        let first = self.here() + 1;
        let end = first + u32::try_from(inner.len()).unwrap_or(u32::MAX);
        self.steps.push(Step::Either(first, end));
        self.steps.extend(inner.into_iter().map(|step| step.moved(1)));
    }
}

impl Step {
    fn moved(self, by: u32) -> Self {
        match self {
            Self::Either(one, other) => Self::Either(one + by, other + by),
            Self::Jump(to) => Self::Jump(to + by),
            step => step,
        }
    }
}
