//! One pattern of a phrase, as a small program that runs over words.

use super::PatternFault;
use super::compile::{self, Sets};
use super::known::{Seen, Words};
use crate::chunk::{Chunk, Chunks};

/// One step of a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Step {
    /// A word.
    Word(u32),
    /// A word that begins, or ends, so.
    Stem(u32),
    /// A date, an amount and the like.
    Chunk(Chunk),
    /// One of the words of a set.
    Set(u32),
    /// Go on at either of two steps.
    Either(u32, u32),
    /// Go on there.
    Jump(u32),
    /// As many words as follow, at most so many.
    Gap(u32),
    /// One of so many words and stems, which follow in their order.
    OneOf(u32),
}

/// What costs so much is no need.
pub(super) const NEVER: u64 = 1 << 40;

/// A compiled pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Program(Vec<Step>);

impl Program {
    pub(super) fn compile(
        pattern: &str,
        sets: &Sets,
        words: &mut Words,
    ) -> Result<Self, PatternFault> {
        let program = Self(compile::steps(pattern, sets, words)?);
        if program.reach(0).1 {
            return Err(PatternFault::Nothing);
        }
        Ok(program)
    }

    /// The words and stems behind a step that is met by one of them.
    fn following(&self, step: u32, count: u32) -> &[Step] {
        let first = step as usize + 1;
        self.0.get(first..first + count as usize).unwrap_or_default()
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
                Some(Step::Gap(_)) => open.push(at + 1),
                Some(Step::OneOf(count)) => firsts.extend(self.following(at, *count)),
                Some(step) => firsts.push(*step),
            }
        }
        (firsts, is_end)
    }

    /// Steps of which at least one is met wherever the pattern is: those of the least cost, and that. Nothing
    /// where there are none that cost less than `NEVER`.
    pub(super) fn needs(&self, cost: impl Fn(Step) -> u64) -> Option<(u64, Vec<Step>)> {
        let own = |at: usize| match self.0[at] {
            Step::OneOf(count) => {
                let any = &self.0[at + 1..at + 1 + count as usize];
                any.iter().map(|step| cost(*step)).sum::<u64>().min(NEVER)
            }
            step => cost(step),
        };
        // Steps only ever go on, so what comes behind a step is known before it.
        let mut costs = vec![NEVER; self.0.len() + 1];
        for (at, step) in self.0.iter().enumerate().rev() {
            costs[at] = match *step {
                Step::Gap(_) => costs[at + 1],
                Step::Jump(to) => costs[to as usize],
                Step::Either(one, other) => {
                    (costs[one as usize] + costs[other as usize]).min(NEVER)
                }
                step => own(at).min(costs[at + step.size()]),
            };
        }
        let least = costs[0];
        if least >= NEVER {
            return None;
        }
        let (mut steps, mut open) = (Vec::new(), vec![0_usize]);
        let mut is_seen = vec![false; self.0.len()];
        while let Some(at) = open.pop() {
            if std::mem::replace(&mut is_seen[at], true) {
                continue;
            }
            match self.0[at] {
                Step::Gap(_) => open.push(at + 1),
                Step::Jump(to) => open.push(to as usize),
                Step::Either(one, other) => open.extend([other as usize, one as usize]),
                step if own(at) > costs[at] => open.push(at + step.size()),
                Step::OneOf(count) => steps.extend(&self.0[at + 1..at + 1 + count as usize]),
                step => steps.push(step),
            }
        }
        Some((least, steps))
    }

    /// How many words it is met by at most, where those of the sets are known.
    pub(super) fn longest(&self, set: impl Fn(u32) -> usize) -> usize {
        // Steps only ever go on, so what comes behind a step is known before it.
        let mut longest: Vec<usize> = vec![0; self.0.len() + 1];
        for (at, step) in self.0.iter().enumerate().rev() {
            let next = |to: usize| longest.get(to).copied().unwrap_or_default();
            longest[at] = match step {
                Step::Word(_) | Step::Stem(_) => 1 + next(at + 1),
                Step::OneOf(count) => 1 + next(at + 1 + *count as usize),
                Step::Gap(most) => *most as usize + next(at + 1),
                Step::Set(number) => set(*number).saturating_add(next(at + 1)),
                // As many words as there are.
                Step::Chunk(_) => usize::MAX / 2,
                Step::Either(one, other) => next(*one as usize).max(next(*other as usize)),
                Step::Jump(to) => next(*to as usize),
            };
            longest[at] = longest[at].min(usize::MAX / 2);
        }
        longest[0]
    }

    /// The word or stem that it is, where it is nothing else.
    pub(super) fn single(&self) -> Option<Step> {
        match self.0[..] {
            [one @ (Step::Word(_) | Step::Stem(_))] => Some(one),
            _ => None,
        }
    }

    /// Whether it may be met from a token on, as far as a look at its second step tells.
    pub(super) fn may_begin(&self, at: usize, seen: &Seen) -> bool {
        match self.0[..] {
            [Step::Word(_) | Step::Stem(_), one @ (Step::Word(_) | Step::Stem(_)), ..] => {
                seen.is_within(at + 1) && one.is_met(at + 1, seen)
            }
            _ => true,
        }
    }

    /// The steps.
    pub(super) fn steps(&self) -> &[Step] {
        &self.0
    }

    /// Where the words end that meet it from a token on; the first way that succeeds.
    pub(super) fn end_from(&self, at: usize, seen: &Seen, chunks: &Chunks) -> Option<usize> {
        let mut found = None;
        self.run((0, at), seen, chunks, &mut |end| {
            found = Some(end);
            true
        });
        found
    }

    /// Wherever the words may end that meet it from a token on, in the order in which ways are tried.
    pub(super) fn ends_from(&self, at: usize, seen: &Seen, chunks: &Chunks, out: &mut Vec<usize>) {
        self.run((0, at), seen, chunks, &mut |end| {
            out.push(end);
            false
        });
    }

    /// Whether a token is one of the words and stems behind a step.
    fn has_one(&self, step: u32, count: u32, at: usize, seen: &Seen) -> bool {
        let any = self.following(step, count);
        let has = |one: Step| any.binary_search(&one).is_ok();
        seen.word(at).is_some_and(|word| has(Step::Word(word)))
            || seen.stems(at).iter().any(|stem| has(Step::Stem(*stem)))
    }

    /// Whether a step may be met by a token, as far as one look at it tells.
    fn may_go_on(&self, step: u32, at: usize, seen: &Seen) -> bool {
        match self.0.get(step as usize) {
            Some(one @ (Step::Word(_) | Step::Stem(_))) => {
                seen.is_within(at) && one.is_met(at, seen)
            }
            Some(Step::OneOf(count)) => seen.is_within(at) && self.has_one(step, *count, at, seen),
            _ => true,
        }
    }

    /// Tries the ways from a step and a token on until one ends where it is accepted.
    fn run(
        &self,
        (mut step, mut at): (u32, usize),
        seen: &Seen,
        chunks: &Chunks,
        accept: &mut dyn FnMut(usize) -> bool,
    ) -> bool {
        loop {
            let Some(one) = self.0.get(step as usize) else { return accept(at) };
            match *one {
                Step::Jump(to) => step = to,
                Step::Either(one, other) => {
                    if self.may_go_on(one, at, seen) && self.run((one, at), seen, chunks, accept) {
                        return true;
                    }
                    step = other;
                }
                Step::Gap(most) => {
                    let ends = (at..=at + seen.left(at).min(most as usize)).rev();
                    let mut ends = ends.filter(|end| self.may_go_on(step + 1, *end, seen));
                    return ends.any(|end| self.run((step + 1, end), seen, chunks, accept));
                }
                _ if !seen.is_within(at) => return false,
                Step::Chunk(chunk) => {
                    let ends = chunks.at(at).iter().filter(|(found, _)| *found == chunk);
                    let mut ends = ends.filter(|(_, end)| seen.is_within(end - 1));
                    return ends.any(|(_, end)| self.run((step + 1, *end), seen, chunks, accept));
                }
                Step::Set(set) => {
                    let sets = seen.sets(at);
                    let first = sets.partition_point(|(found, _)| *found < set);
                    let mut ends = sets[first..].iter().take_while(|(found, _)| *found == set);
                    return ends.any(|(_, end)| self.run((step + 1, *end), seen, chunks, accept));
                }
                Step::OneOf(count) => {
                    if !self.has_one(step, count, at, seen) {
                        return false;
                    }
                    step += 1 + count;
                    at += 1;
                }
                Step::Word(_) | Step::Stem(_) => {
                    if !one.is_met(at, seen) {
                        return false;
                    }
                    step += 1;
                    at += 1;
                }
            }
        }
    }
}

impl Step {
    /// How many steps it takes, with those that belong to it.
    fn size(self) -> usize {
        match self {
            Self::OneOf(count) => 1 + count as usize,
            _ => 1,
        }
    }

    /// Whether it is a word or stem and a token is that.
    fn is_met(self, at: usize, seen: &Seen) -> bool {
        match self {
            Self::Word(word) => seen.word(at) == Some(word),
            Self::Stem(stem) => seen.stems(at).contains(&stem),
            _ => false,
        }
    }

    pub(super) fn moved(self, by: u32) -> Self {
        match self {
            Self::Either(one, other) => Self::Either(one + by, other + by),
            Self::Jump(to) => Self::Jump(to + by),
            step => step,
        }
    }
}
