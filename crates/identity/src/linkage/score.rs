//! From records to weighed pairs: candidates of every rule, a model, the odds of each candidate.

use super::block::{Bounds, RULES, packed, unpacked};
use super::constraints::Constraints;
use super::cores::shared_out;
use super::features::Features;
use super::model::{Model, narrow};
use super::run::REVIEW_MIN;

/// A pair of records that may be one customer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Edge {
    /// The record added earlier.
    pub(super) a: u32,
    /// The record added later.
    pub(super) b: u32,
    /// The logarithm of the odds that they are one customer.
    pub(super) odds: f32,
}

/// Pairs that a core weighs at a time.
const PAIRS_A_PIECE: usize = 65_536;

/// What the rules found.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    /// Pairs, each once, in order.
    pub(super) pairs: Vec<u64>,
    /// Blocks that were too large and were split.
    pub(super) split: u64,
    /// Their pairs that no further key brought together.
    pub(super) left_out: u64,
}

impl Candidates {
    /// How many pairs there are.
    #[must_use]
    pub(super) fn len(&self) -> usize {
        self.pairs.len()
    }
}

impl Features {
    /// The candidates of all rules, on so many cores.
    #[must_use]
    pub(super) fn candidates(&self, bounds: Bounds, cores: usize) -> Candidates {
        if bounds.every_pair {
            let pairs = (0..self.len).flat_map(|a| (a + 1..self.len).map(move |b| packed(a, b)));
            return Candidates { pairs: pairs.collect(), ..Candidates::default() };
        }
        let made = shared_out(cores, RULES.len(), |place| {
            let mut pairs = Vec::new();
            let blocked = self.block(RULES[place], bounds, &mut pairs);
            pairs.sort_unstable();
            pairs.dedup();
            (pairs, blocked)
        });
        let mut found = Candidates::default();
        let mut lists = Vec::with_capacity(made.len());
        for (pairs, blocked) in made {
            found.split += blocked.split;
            found.left_out += blocked.left_out;
            lists.push(pairs);
        }
        // The shortest first, so that no long list is gone through more often than it must be.
        lists.sort_by_key(Vec::len);
        found.pairs = lists.into_iter().fold(Vec::new(), |all, pairs| merged(&all, &pairs));
        found
    }

    /// The logarithm of the odds that two records are one customer.
    pub(super) fn odds(&self, model: &Model, a: u32, b: u32) -> f32 {
        let (a, b) = self.ordered(a, b);
        narrow(model.odds(&self.compare(a, b)))
    }

    /// The candidates worth keeping with their odds, in the order of candidates.
    #[must_use]
    pub(super) fn edges(
        &self,
        model: &Model,
        candidates: &Candidates,
        constraints: &Constraints,
        cores: usize,
    ) -> Vec<Edge> {
        let group = |record: u32| constraints.group(record);
        let parts: Vec<&[u64]> = candidates.pairs.chunks(PAIRS_A_PIECE).collect();
        let weighed = shared_out(cores, parts.len(), |place| {
            // Who is known to be the same need not be weighed.
            let open = parts[place].iter().map(|&pair| unpacked(pair));
            let open = open.filter(|&(a, b)| group(a) != group(b));
            let weighed = open.map(|(a, b)| Edge { a, b, odds: self.odds(model, a, b) });
            weighed.filter(|edge| edge.odds >= REVIEW_MIN).collect::<Vec<_>>()
        });
        weighed.concat()
    }
}

/// Two sorted lists as one, each value once.
fn merged(one: &[u64], other: &[u64]) -> Vec<u64> {
    let mut all = Vec::with_capacity(one.len() + other.len() / 2);
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    loop {
        let next = match (one.peek(), other.peek()) {
            (Some(a), Some(b)) => {
                let (a, b) = (**a, **b);
                if a <= b {
                    one.next();
                }
                if b <= a {
                    other.next();
                }
                a.min(b)
            }
            (Some(_), None) => *one.next().unwrap_or(&0),
            (None, Some(_)) => *other.next().unwrap_or(&0),
            (None, None) => return all,
        };
        all.push(next);
    }
}
