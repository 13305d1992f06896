//! From records to weighed pairs: candidates of every rule, a model, the odds of each candidate.

use super::block::{Blocked, Bounds, RULES, Rule, packed, unpacked};
use super::constraints::Constraints;
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

/// What the rules found.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    /// Pairs, each once, in order.
    pub(super) pairs: Vec<u64>,
    /// What came of each rule.
    pub(super) rules: Vec<(Rule, Blocked)>,
}

impl Candidates {
    /// How many pairs there are.
    #[must_use]
    pub(super) fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Blocks that were too large and were split, and their pairs that no further key brought together.
    #[must_use]
    pub(super) fn split(&self) -> (u64, u64) {
        self.rules.iter().fold((0, 0), |(split, left_out), (_, blocked)| {
            (split + blocked.split, left_out + blocked.left_out)
        })
    }
}

impl Features {
    /// The candidates of all rules, on so many cores.
    #[must_use]
    pub(super) fn candidates(&self, bounds: Bounds, cores: usize) -> Candidates {
        if bounds.every_pair {
            let pairs = (0..self.len).flat_map(|a| (a + 1..self.len).map(move |b| packed(a, b)));
            return Candidates { pairs: pairs.collect(), rules: Vec::new() };
        }
        let next = std::sync::atomic::AtomicUsize::new(0);
        let mut found = Candidates::default();
        std::thread::scope(|scope| {
            let work = || {
                let (mut pairs, mut rules) = (Vec::new(), Vec::new());
                loop {
                    let place = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    let Some(&rule) = RULES.get(place) else { break };
                    let blocked = self.block(rule, bounds, &mut pairs);
                    rules.push((rule, blocked));
                }
                pairs.sort_unstable();
                pairs.dedup();
                (pairs, rules)
            };
            let others: Vec<_> = (1..cores.max(1)).map(|_| scope.spawn(work)).collect();
            let (pairs, rules) = work();
            found.pairs = pairs;
            found.rules = rules;
            for other in others {
                let (pairs, rules) =
                    other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
                found.pairs = merged(&found.pairs, &pairs);
                found.rules.extend(rules);
            }
        });
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
        let part = candidates.pairs.len().div_ceil(cores.max(1)).max(1);
        std::thread::scope(|scope| {
            let parts: Vec<_> = candidates
                .pairs
                .chunks(part)
                .map(|pairs| {
                    scope.spawn(move || {
                        // Who is known to be the same need not be weighed.
                        let open = pairs.iter().filter(|&&pair| {
                            let (a, b) = unpacked(pair);
                            group(a) != group(b)
                        });
                        let weighed = open.map(|&pair| {
                            let (a, b) = unpacked(pair);
                            Edge { a, b, odds: self.odds(model, a, b) }
                        });
                        weighed.filter(|edge| edge.odds >= REVIEW_MIN).collect::<Vec<_>>()
                    })
                })
                .collect();
            parts
                .into_iter()
                .flat_map(|part| {
                    part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
                })
                .collect()
        })
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
