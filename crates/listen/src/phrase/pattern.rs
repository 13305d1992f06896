//! One pattern of a phrase, as a small program that runs over words.

use super::PatternFault;
use super::compile::{self, Sets};
use super::known::{Seen, Words};
use crate::chunk::{Chunk, Chunks};

/// One step of a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// A word, or one that begins or ends so.
    Word(u32),
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
    /// One of so many words, which follow in their order.
    OneOf(u32),
}

/// A pattern may be met in at most so many ways: each part that may be left out doubles them, and a gap has
/// as many as it may have lengths. From one token on no more are tried.
const MOST_WAYS: u32 = 1 << 14;

/// What costs so much is no need; it is more than all that is one costs together.
pub(super) const NEVER: u32 = 1 << 30;

/// How many ways may still be tried, and what is asked of an end.
struct Tries<'a> {
    left: u32,
    accept: &'a mut dyn FnMut(usize) -> bool,
}

/// A compiled pattern. Steps only ever go on, so what comes behind a step is known before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Program(Vec<Step>);

impl Program {
    pub(super) fn compile(
        pattern: &str,
        sets: &Sets,
        words: &mut Words,
    ) -> Result<Self, PatternFault> {
        let program = Self(compile::steps(pattern, sets, words)?);
        let (ways, may_be_empty) = program.ways();
        if may_be_empty {
            return Err(PatternFault::Nothing);
        }
        if ways > MOST_WAYS {
            return Err(PatternFault::Ways);
        }
        Ok(program)
    }

    /// In how many ways it may be met, and whether by no words at all.
    fn ways(&self) -> (u32, bool) {
        let mut behind = vec![(1_u32, true); self.0.len() + 1];
        for (at, step) in self.0.iter().enumerate().rev() {
            behind[at] = match *step {
                Step::Jump(to) => behind[to as usize],
                Step::Either(one, other) => {
                    // A branch that is not the last ends with a jump. Of branches hardly more than one is met.
                    let is_branch = matches!(self.0.get(other as usize - 1), Some(Step::Jump(_)));
                    let (one, other) = (behind[one as usize], behind[other as usize]);
                    let sum = one.0.saturating_add(other.0);
                    (if is_branch { one.0.max(other.0) } else { sum }, one.1 || other.1)
                }
                Step::Gap(most) => {
                    let (ways, may_be_empty) = behind[at + 1];
                    (ways.saturating_mul(most + 1), may_be_empty)
                }
                step => (behind[at + step.size()].0, false),
            };
        }
        behind[0]
    }

    /// The words behind a step that is met by one of them.
    pub(super) fn following(&self, step: usize, count: u32) -> &[Step] {
        self.0.get(step + 1..step + 1 + count as usize).unwrap_or_default()
    }

    /// The steps at which it can begin.
    pub(super) fn firsts(&self) -> Vec<Step> {
        let (mut firsts, mut open) = (Vec::new(), vec![0_usize]);
        let mut is_seen = vec![false; self.0.len()];
        while let Some(at) = open.pop() {
            let Some(step) = self.0.get(at).filter(|_| !is_seen[at]) else { continue };
            is_seen[at] = true;
            match *step {
                Step::Either(one, other) => open.extend([other as usize, one as usize]),
                Step::Jump(to) => open.push(to as usize),
                Step::Gap(_) => open.push(at + 1),
                Step::OneOf(count) => firsts.extend(self.following(at, count)),
                step => firsts.push(step),
            }
        }
        firsts
    }

    /// Adds the numbers of which at least one stands wherever the pattern is met: those of the least cost, each
    /// once. None where all cost too much.
    pub(super) fn needs(&self, cost: impl Fn(u32) -> u32, out: &mut Vec<u32>) {
        let one = |step: &Step| step.number().map_or(NEVER, &cost);
        let own = |at: usize| match self.0[at] {
            Step::OneOf(count) => {
                self.following(at, count).iter().fold(0, |sum, step| NEVER.min(sum + one(step)))
            }
            step => one(&step),
        };
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
        if costs[0] >= NEVER {
            return;
        }
        let mut open = vec![0_usize];
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
                Step::OneOf(count) => {
                    out.extend(self.following(at, count).iter().filter_map(|step| step.number()));
                }
                step => out.extend(step.number()),
            }
        }
        out.sort_unstable();
        out.dedup();
    }

    /// The number of the word that it is, where it is nothing else.
    pub(super) fn single(&self) -> Option<u32> {
        match self.0[..] {
            [Step::Word(number)] => Some(number),
            _ => None,
        }
    }

    /// Whether it may be met from a token on, as far as a look at its second step tells.
    pub(super) fn may_begin(&self, at: usize, seen: &Seen) -> bool {
        match self.0[..] {
            [Step::Word(_), one @ Step::Word(_), ..] => {
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
        let mut accept = |end| {
            found = Some(end);
            true
        };
        self.run((0, at), seen, chunks, &mut Tries { left: MOST_WAYS, accept: &mut accept });
        found
    }

    /// Wherever the words may end that meet it from a token on, in the order in which ways are tried.
    pub(super) fn ends_from(&self, at: usize, seen: &Seen, chunks: &Chunks, out: &mut Vec<usize>) {
        let mut accept = |end| {
            out.push(end);
            false
        };
        self.run((0, at), seen, chunks, &mut Tries { left: MOST_WAYS, accept: &mut accept });
    }

    /// Whether a token is one of the words behind a step.
    fn has_one(&self, step: u32, count: u32, at: usize, seen: &Seen) -> bool {
        let any = self.following(step as usize, count);
        seen.numbers(at).iter().any(|number| any.binary_search(&Step::Word(*number)).is_ok())
    }

    /// Whether a step may be met by a token, as far as one look at it tells.
    fn may_go_on(&self, step: u32, at: usize, seen: &Seen) -> bool {
        match self.0.get(step as usize) {
            Some(one @ Step::Word(_)) => seen.is_within(at) && one.is_met(at, seen),
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
        tries: &mut Tries<'_>,
    ) -> bool {
        let Some(left) = tries.left.checked_sub(1) else { return false };
        tries.left = left;
        loop {
            let Some(one) = self.0.get(step as usize) else { return (tries.accept)(at) };
            match *one {
                Step::Jump(to) => step = to,
                Step::Either(one, other) => {
                    if self.may_go_on(one, at, seen) && self.run((one, at), seen, chunks, tries) {
                        return true;
                    }
                    step = other;
                }
                Step::Gap(most) => {
                    let ends = (at..=at + seen.left(at).min(most as usize)).rev();
                    let mut ends = ends.filter(|end| self.may_go_on(step + 1, *end, seen));
                    return ends.any(|end| self.run((step + 1, end), seen, chunks, tries));
                }
                _ if !seen.is_within(at) => return false,
                Step::Chunk(chunk) => {
                    let ends = chunks.at(at).iter().filter(|(found, _)| *found == chunk);
                    let mut ends = ends.filter(|(_, end)| seen.is_within(end - 1));
                    return ends.any(|(_, end)| self.run((step + 1, *end), seen, chunks, tries));
                }
                Step::Set(set) => {
                    let sets = seen.sets(at);
                    let first = sets.partition_point(|(found, _)| *found < set);
                    let mut ends = sets[first..].iter().take_while(|(found, _)| *found == set);
                    return ends.any(|(_, end)| self.run((step + 1, *end), seen, chunks, tries));
                }
                Step::OneOf(count) => {
                    if !self.has_one(step, count, at, seen) {
                        return false;
                    }
                    step += 1 + count;
                    at += 1;
                }
                Step::Word(_) => {
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
    /// The number of its word, its set, its chunk.
    pub(super) fn number(self) -> Option<u32> {
        match self {
            Self::Word(number) | Self::Set(number) => Some(number),
            Self::Chunk(chunk) => Some(chunk as u32),
            _ => None,
        }
    }

    /// How many steps it takes, with those that belong to it.
    pub(super) fn size(self) -> usize {
        match self {
            Self::OneOf(count) => 1 + count as usize,
            _ => 1,
        }
    }

    /// Whether it is a word and a token is that.
    fn is_met(self, at: usize, seen: &Seen) -> bool {
        matches!(self, Self::Word(number) if seen.numbers(at).contains(&number))
    }

    pub(super) fn moved(self, by: u32) -> Self {
        match self {
            Self::Either(one, other) => Self::Either(one + by, other + by),
            Self::Jump(to) => Self::Jump(to + by),
            step => step,
        }
    }
}
