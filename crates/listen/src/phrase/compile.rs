//! A pattern as it is written, made into the steps of a program.

use std::collections::BTreeMap;

use super::PatternFault;
use super::known::{LONGEST_ENDING, Words};
use super::pattern::Step;
use crate::chunk::Chunk;
use crate::token::{Tokens, fold_onto};

/// A pattern has at most so many words and signs, and brackets within so many others.
const MOST_MARKS: usize = 1_000;
const DEEPEST: usize = 12;

/// The sets of a file, words that may stand for one another: by name, their numbers.
#[derive(Debug, Default)]
pub(super) struct Sets(BTreeMap<String, u32>);

impl Sets {
    pub(super) fn insert(&mut self, name: &str, number: u32) {
        let mut folded = String::new();
        fold_onto(name, &mut folded);
        self.0.insert(folded, number);
    }
}

/// The steps of a pattern.
pub(super) fn steps(
    pattern: &str,
    sets: &Sets,
    words: &mut Words,
) -> Result<Vec<Step>, PatternFault> {
    let mut folded = String::new();
    fold_onto(pattern, &mut folded);
    let mut marks = marks(&folded, words)?;
    if marks.is_empty() {
        return Err(PatternFault::Empty);
    }
    if marks.len() > MOST_MARKS || depth(&marks) > DEEPEST {
        return Err(PatternFault::Long);
    }
    if has_bare_alternatives(&marks) {
        marks.insert(0, Mark::Open);
        marks.push(Mark::Close);
    }
    let is_gap = |mark: Option<&Mark<'_>>| matches!(mark, Some(Mark::Gap(_)));
    if is_gap(marks.first()) || is_gap(marks.last()) {
        return Err(PatternFault::Loose);
    }
    let mut compiler = Compiler { sets, steps: Vec::new(), marks: &marks, at: 0 };
    compiler.sequence()?;
    if compiler.at < marks.len() {
        return Err(PatternFault::Closed);
    }
    Ok(compiler.steps)
}

/// What a pattern is written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark<'a> {
    /// The number of a word, a stem or an ending.
    Word(u32),
    Set(&'a str),
    Gap(u32),
    Open,
    Or,
    Close,
    Optional,
}

/// Within how many others the innermost bracket stands.
fn depth(marks: &[Mark<'_>]) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for mark in marks {
        match mark {
            Mark::Open => depth += 1,
            Mark::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Whether there is a `|` outside all brackets: then the whole is a choice.
fn has_bare_alternatives(marks: &[Mark<'_>]) -> bool {
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

/// What a pattern, without case and accents, is written with.
fn marks<'a>(folded: &'a str, words: &mut Words) -> Result<Vec<Mark<'a>>, PatternFault> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, letter) in folded.char_indices() {
        let mark = match letter {
            '(' => Some(Mark::Open),
            '|' => Some(Mark::Or),
            ')' => Some(Mark::Close),
            '?' => Some(Mark::Optional),
            letter if letter.is_whitespace() => None,
            _ => continue,
        };
        word(&folded[start..at], words, &mut out)?;
        out.extend(mark);
        start = at + letter.len_utf8();
    }
    word(&folded[start..], words, &mut out)?;
    Ok(out)
}

/// What stands between blanks and signs.
fn word<'a>(text: &'a str, words: &mut Words, out: &mut Vec<Mark<'a>>) -> Result<(), PatternFault> {
    let mut letters = text.chars();
    if letters.next().is_none() {
        return Ok(());
    }
    if let Some(name) = text.strip_prefix('@') {
        out.push(Mark::Set(name));
    } else if let Some(stem) = text.strip_suffix('*') {
        out.push(Mark::Word(words.stem(stem, false)));
    } else if let Some(ending) = text.strip_prefix('*') {
        if ending.len() > LONGEST_ENDING {
            return Err(PatternFault::LongEnding(ending.to_owned()));
        }
        out.push(Mark::Word(words.stem(ending, true)));
    } else if text == ".." || text == "..." {
        out.push(Mark::Gap(if text.len() == 2 { 3 } else { 6 }));
    } else if letters.next().is_none()
        // An elision that stands alone, as a text's "l'" does before its word.
        || text.ends_with('\'')
        || text.bytes().all(|byte| byte.is_ascii_lowercase())
    {
        out.push(Mark::Word(words.word(text)));
    } else {
        // The same way a text is taken apart.
        let tokens = Tokens::of(text);
        out.extend((0..tokens.len()).map(|index| Mark::Word(words.word(tokens.word(index)))));
    }
    Ok(())
}

struct Compiler<'a> {
    sets: &'a Sets,
    steps: Vec<Step>,
    marks: &'a [Mark<'a>],
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
            self.piece(*mark)?;
            if self.marks.get(self.at) == Some(&Mark::Optional) {
                self.at += 1;
                self.make_optional(start);
            }
        }
        Ok(())
    }

    fn piece(&mut self, mark: Mark<'_>) -> Result<(), PatternFault> {
        self.at += 1;
        match mark {
            Mark::Word(number) => self.steps.push(Step::Word(number)),
            Mark::Set(name) => return self.set(name),
            Mark::Gap(most) => self.steps.push(Step::Gap(most)),
            Mark::Open => return self.alternatives(),
            Mark::Or | Mark::Close | Mark::Optional => return Err(PatternFault::Closed),
        }
        Ok(())
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
        let set = self.sets.0.get(name).copied();
        self.steps.push(Step::Set(set.ok_or_else(|| PatternFault::UnknownSet(name.to_owned()))?));
        Ok(())
    }

    /// Lays branches, each compiled for the place where the first began, one behind the other.
    fn branches(&mut self, branches: Vec<Vec<Step>>) {
        let branches = together(branches);
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

/// Branches of one word each become one, at the place of the first. Which way is tried first says
/// only where the words end, never whether they are met.
fn together(branches: Vec<Vec<Step>>) -> Vec<Vec<Step>> {
    let one = |branch: &Vec<Step>| match branch[..] {
        [one @ Step::Word(_)] => Some(one),
        _ => None,
    };
    let mut any: Vec<Step> = branches.iter().filter_map(one).collect();
    any.sort_unstable();
    any.dedup();
    if any.len() < 2 {
        return branches;
    }
    any.insert(0, Step::OneOf(u32::try_from(any.len()).unwrap_or(u32::MAX)));
    let mut any = Some(any);
    let branches = branches.into_iter();
    branches
        .filter_map(|branch| if one(&branch).is_some() { any.take() } else { Some(branch) })
        .collect()
}
