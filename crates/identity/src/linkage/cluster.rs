//! From weighed pairs to customers: groups grow by the evidence between them, not through a chain of
//! lucky neighbours.
//!
//! Within each set of records that edges above a floor connect, the two groups with the strongest
//! evidence between them are joined, again and again. The evidence of two groups takes each field
//! once, from the two records that agree best in it, so that a person with an old and a new address
//! is one person; what contradicts counts as often as records say so. A cut then leaves the joins for
//! which the share of wrong pairs that is to be expected stays below the stated one.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

use super::compare::{FIELDS, Field};
use super::features::Features;
use super::model::{Evidence, KINDS, Model};
use super::score::Edge;

/// Records of a group that are looked at when it meets another.
const MEMBERS_LOOKED_AT: usize = 10;

/// Two groups that were joined.
#[derive(Debug, Clone, Copy)]
pub struct Join {
    /// A record of each.
    pub a: u32,
    /// A record of the other.
    pub b: u32,
    /// The logarithm of the odds that they are one customer; never above those of the joins it
    /// builds on.
    pub odds: f32,
    /// Pairs of records that the join makes.
    pub pairs: u32,
}

/// A place in the queue of joins.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Next {
    odds: f32,
    a: u32,
    b: u32,
    /// Joins of the two groups when this was weighed.
    stand: (u32, u32),
}

impl Eq for Next {}

impl PartialOrd for Next {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Next {
    fn cmp(&self, other: &Self) -> Ordering {
        // The strongest first; among equals the earliest records, so that order decides nothing.
        self.odds.total_cmp(&other.odds).then_with(|| (other.a, other.b).cmp(&(self.a, self.b)))
    }
}

/// Sets of records connected by edges.
#[derive(Debug)]
pub(super) struct Sets(Vec<u32>);

impl Sets {
    pub(super) fn new(len: usize) -> Self {
        Self((0..u32::try_from(len).unwrap_or(u32::MAX)).collect())
    }

    pub(super) fn root(&mut self, mut at: u32) -> u32 {
        while let Some(&above) = self.0.get(at as usize) {
            if above == at {
                break;
            }
            let next = self.0.get(above as usize).copied().unwrap_or(above);
            if let Some(slot) = self.0.get_mut(at as usize) {
                *slot = next;
            }
            at = next;
        }
        at
    }

    /// Joins under the smaller root.
    pub(super) fn join(&mut self, a: u32, b: u32) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return false;
        }
        if let Some(slot) = self.0.get_mut(a.max(b) as usize) {
            *slot = a.min(b);
        }
        true
    }
}

/// Grows groups within one connected set of records.
struct Grower<'a> {
    features: &'a Features,
    model: &'a Model,
    floor: f32,
    groups: FxHashMap<u32, Group>,
    queue: BinaryHeap<Next>,
    joins: Vec<Join>,
}

#[derive(Debug)]
struct Group {
    members: Vec<u32>,
    /// Grows with every join.
    stand: u32,
    /// The weakest join inside.
    weakest: f32,
    /// Groups that an edge leads to.
    near: Vec<u32>,
}

impl Features {
    /// All joins down to a floor of the odds, set by set; cores share the sets.
    #[must_use]
    pub fn joins(&self, model: &Model, edges: &[Edge], floor: f32, cores: usize) -> Vec<Join> {
        let mut sets = Sets::new(self.len());
        for edge in edges.iter().filter(|edge| edge.odds >= floor) {
            sets.join(edge.a, edge.b);
        }
        let mut by_set: Vec<(u32, Edge)> = edges
            .iter()
            .filter(|edge| edge.odds >= floor)
            .map(|&edge| (sets.root(edge.a), edge))
            .collect();
        by_set.sort_unstable_by_key(|(set, edge)| (*set, edge.a, edge.b));
        let sets: Vec<&[(u32, Edge)]> = by_set.chunk_by(|a, b| a.0 == b.0).collect();
        let part = sets.len().div_ceil(cores.max(1)).max(1);
        std::thread::scope(|scope| {
            let parts: Vec<_> = sets
                .chunks(part)
                .map(|sets| {
                    scope.spawn(move || {
                        sets.iter().flat_map(|set| self.grow(model, set, floor)).collect::<Vec<_>>()
                    })
                })
                .collect();
            parts
                .into_iter()
                .flat_map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
                .collect()
        })
    }

    fn grow(&self, model: &Model, edges: &[(u32, Edge)], floor: f32) -> Vec<Join> {
        let mut grower = Grower {
            features: self,
            model,
            floor,
            groups: FxHashMap::default(),
            queue: BinaryHeap::new(),
            joins: Vec::new(),
        };
        for &(_, edge) in edges {
            for (own, other) in [(edge.a, edge.b), (edge.b, edge.a)] {
                let group = grower.groups.entry(own).or_insert_with(|| Group {
                    members: vec![own],
                    stand: 0,
                    weakest: f32::MAX,
                    near: Vec::new(),
                });
                group.near.push(other);
            }
            grower.queue.push(Next { odds: edge.odds, a: edge.a, b: edge.b, stand: (0, 0) });
        }
        while let Some(next) = grower.queue.pop() {
            grower.take(next);
        }
        grower.joins
    }

    /// The evidence of two groups, field by field from the records that agree best.
    fn evidence(&self, model: &Model, one: &[u32], other: &[u32]) -> Evidence {
        let mut best: [Option<[f64; KINDS]>; FIELDS] = [None; FIELDS];
        let mode = std::env::var("MODE").unwrap_or_default();
        let mut sum = [0.0; KINDS]; let mut n = 0.0;
        for &a in one.iter().take(MEMBERS_LOOKED_AT) {
            for &b in other.iter().take(MEMBERS_LOOKED_AT) {
                let comparison = self.compare(a, b);
                n += 1.0;
                for (field, best) in best.iter_mut().enumerate() {
                    let level = comparison.levels[field];
                    if level == 0 || field == Field::Order as usize {
                        continue;
                    }
                    let of = model.field(field, level, comparison.shares[field]).map(f64::ln);
                    for (s, o) in sum.iter_mut().zip(of) { *s += o; }
                    let gain = |of: &[f64; KINDS]| of[0] - of[KINDS - 1];
                    if best.is_none_or(|known| gain(&of) > gain(&known)) {
                        *best = Some(of);
                    }
                }
            }
        }
        if mode == "avg" { return Evidence(sum.map(|s| s / n)); }
        let mut all = [0.0; KINDS];
        for of in best.into_iter().flatten() {
            all.iter_mut().zip(of).for_each(|(all, one)| *all += one);
        }
        Evidence(all)
    }
}

impl Grower<'_> {
    /// Joins two groups, unless they have changed since they were weighed: then weighs them anew.
    fn take(&mut self, next: Next) {
        let (Some(one), Some(other)) = (self.groups.get(&next.a), self.groups.get(&next.b)) else {
            return;
        };
        if (one.stand, other.stand) != next.stand {
            return;
        }
        let (Some(one), Some(mut other)) = (self.groups.remove(&next.a), self.groups.remove(&next.b))
        else {
            return;
        };
        let odds = next.odds.min(one.weakest).min(other.weakest);
        let pairs = one.members.len() * other.members.len();
        let (a, b) = (one.members[0], other.members[0]);
        self.joins.push(Join { a, b, odds, pairs: u32::try_from(pairs).unwrap_or(u32::MAX) });
        let mut joined = one;
        joined.members.append(&mut other.members);
        joined.members.sort_unstable();
        joined.stand = joined.stand.max(other.stand) + 1;
        joined.weakest = odds;
        let mut near: Vec<u32> = joined.near.into_iter().chain(other.near).collect();
        near.retain(|&group| group != next.a && group != next.b && self.groups.contains_key(&group));
        near.sort_unstable();
        near.dedup();
        for &group in &near {
            let Some(there) = self.groups.get_mut(&group) else { continue };
            there.near.retain(|&one| one != next.b);
            if !there.near.contains(&next.a) {
                there.near.push(next.a);
            }
            let odds = self.features.evidence(self.model, &joined.members, &there.members).odds(self.model) as f32;
            if odds >= self.floor {
                let (a, b) = (next.a.min(group), next.a.max(group));
                let stand = if a == next.a { (joined.stand, there.stand) } else { (there.stand, joined.stand) };
                self.queue.push(Next { odds, a, b, stand });
            }
        }
        joined.near = near;
        self.groups.insert(next.a, joined);
    }
}

/// The odds from which joins are made, so that of the pairs they make the share expected to be right
/// is at least `precision`; and that share.
#[must_use]
pub fn cut(joins: &[Join], precision: f64) -> (f32, f64) {
    let mut sorted: Vec<&Join> = joins.iter().collect();
    sorted.sort_unstable_by(|a, b| b.odds.total_cmp(&a.odds));
    let (mut pairs, mut wrong) = (0.0, 0.0);
    let mut found = (f32::MAX, 1.0);
    for join in sorted {
        let made = f64::from(join.pairs);
        pairs += made;
        wrong += made / (1.0 + f64::from(join.odds).exp());
        if 1.0 - wrong / pairs >= precision {
            found = (join.odds, 1.0 - wrong / pairs);
        }
    }
    found
}

/// The customers: for each record the smallest record of its group.
#[must_use]
pub fn customers(len: usize, joins: &[Join], cut: f32) -> Vec<u32> {
    let mut sets = Sets::new(len);
    for join in joins.iter().filter(|join| join.odds >= cut) {
        sets.join(join.a, join.b);
    }
    (0..u32::try_from(len).unwrap_or(u32::MAX)).map(|record| sets.root(record)).collect()
}
