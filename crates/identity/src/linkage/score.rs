//! From records to weighed pairs: candidates of every rule, a model, the odds of each candidate.

use super::block::{Blocked, RULES, Rule, packed, unpacked};
use super::features::Features;
use super::model::Model;

/// A pair of records that may be one customer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// The record added earlier.
    pub a: u32,
    /// The record added later.
    pub b: u32,
    /// The logarithm of the odds that they are one customer.
    pub odds: f32,
}

/// Pairs below these odds are forgotten.
pub(super) const ODDS_MIN: f32 = -6.0;

/// Up to so many records every pair is a candidate.
const ALL_PAIRS_MAX: usize = 2_000;

/// What the rules found.
#[derive(Debug, Default)]
pub struct Candidates {
    /// Pairs, each once, in order.
    pub(super) pairs: Vec<u64>,
    /// What came of each rule.
    pub(super) rules: Vec<(Rule, Blocked)>,
}

impl Candidates {
    /// How many pairs there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// The pairs.
    pub fn pairs(&self) -> impl Iterator<Item = (u32, u32)> {
        self.pairs.iter().map(|&pair| unpacked(pair))
    }

    /// A line for each rule.
    pub fn report(&self) -> Vec<String> {
        self.rules
            .iter()
            .map(|(rule, blocked)| format!("{rule:?} split {} left out {}", blocked.split, blocked.left_out))
            .collect()
    }
}

impl Features {
    /// The candidates of all rules, on so many cores.
    #[must_use]
    pub fn candidates(&self, cores: usize) -> Candidates {
        if self.len() <= ALL_PAIRS_MAX {
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
                    let blocked = self.block(rule, &mut pairs);
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

    /// Learns from candidates.
    #[must_use]
    pub fn model(&self, candidates: &Candidates) -> Model {
        self.learn(&candidates.pairs)
    }

    /// The candidates worth keeping with their odds, in the order of candidates.
    #[must_use]
    pub fn edges(
        &self,
        model: &Model,
        candidates: &Candidates,
        groups: &[u32],
        cores: usize,
    ) -> Vec<Edge> {
        let group = |record: u32| groups.get(record as usize).copied().unwrap_or(record);
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
                            Edge { a, b, odds: model.odds(&self.compare(a, b)) as f32 }
                        });
                        weighed.filter(|edge| edge.odds >= ODDS_MIN).collect::<Vec<_>>()
                    })
                })
                .collect();
            parts
                .into_iter()
                .flat_map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
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

impl Features {
    /// The odds of any two records.
    #[must_use]
    pub fn odds(&self, model: &Model, a: u32, b: u32) -> f64 {
        model.odds(&self.compare(a, b))
    }

    /// Field by field.
    #[must_use]
    pub fn describe(&self, model: &Model, a: u32, b: u32) -> String {
        let comparison = self.compare(a, b);
        let mut out = String::new();
        for field in 0..super::compare::FIELDS {
            let level = comparison.levels[field];
            if level != 0 {
                let [s, h, n, m, u] = model.field(field, level, comparison.shares[field]).map(f64::log2);
                out.push_str(&format!("f{field}:l{level} s{s:.1} h{h:.1} n{n:.1} m{m:.1} u{u:.1} | "));
            }
        }
        out
    }
}

impl Model {
    /// All numbers.
    #[must_use]
    pub fn show(&self) -> String {
        let mut out = format!("priors {:.2} {:.2} {:.2} {:.2}\n", self.same_prior, self.household_prior, self.namesakes_prior, self.made_alike_prior);
        for field in 0..super::compare::FIELDS {
            for (name, table) in [("same", &self.same), ("house", &self.household), ("names", &self.namesakes), ("made", &self.made_alike), ("stran", &self.strangers)] {
                out.push_str(&format!("{field} {name} {:?}\n", table[field].map(|p| (p * 1e6).round() / 1e6)));
            }
        }
        out
    }
}
