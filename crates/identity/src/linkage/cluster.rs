//! From weighed pairs to customers: groups grow by the evidence between them, not through a chain of
//! lucky neighbours.
//!
//! Within each set of records that edges above a floor connect, the two groups with the strongest
//! evidence between them are joined, again and again. The evidence of two groups takes each field
//! once, from the two records that agree best in it, so that a person with an old and a new address
//! is one person. Two groups with two valid tax codes are never joined. A cut then leaves the joins for
//! which the share of wrong pairs that is to be expected stays below the stated one.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

use super::constraints::Constraints;
use super::cores::shared_out;
use super::features::Features;
use super::model::{Model, narrow};
use super::run::CUT_MIN;
use super::score::Edge;
use super::texts::NONE;

/// Sets of records are shared out in so many parts for each core, as some take longer.
const PARTS_A_CORE: usize = 16;

/// Two groups that were joined.
#[derive(Debug, Clone, Copy)]
pub struct Join {
    /// The record of one that agrees best with the other.
    pub a: u32,
    /// The record of the other that agrees best with it.
    pub b: u32,
    /// The logarithm of the odds that they are one customer; never above those of the joins it
    /// builds on.
    pub odds: f32,
    /// Pairs of records that the join makes.
    pub pairs: u32,
}

impl Join {
    /// How many right pairs it is expected to make.
    pub(super) fn value(&self) -> f64 {
        f64::from(self.pairs) / (1.0 + f64::from(-self.odds).exp())
    }
}

/// A place in the queue of joins.
#[derive(Debug, Clone, Copy)]
struct Next {
    join: Join,
    /// The groups, by the record that stood for them when they began, and their keys.
    keys: (u64, u64),
    a: u32,
    b: u32,
    /// Joins of the two groups when this was weighed.
    stand: (u32, u32),
}

impl PartialEq for Next {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Next {}

impl PartialOrd for Next {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Next {
    fn cmp(&self, other: &Self) -> Ordering {
        // The strongest first; among equals the smallest keys, so that order decides nothing.
        let of = |next: &Self| (next.keys, next.a, next.b);
        self.join.odds.total_cmp(&other.join.odds).then_with(|| of(other).cmp(&of(self)))
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
    constraints: &'a Constraints,
    groups: FxHashMap<u32, Group>,
    queue: BinaryHeap<Next>,
    joins: Vec<Join>,
}

/// Records that are taken for one customer.
#[derive(Debug)]
pub(super) struct Group {
    members: Vec<u32>,
    /// The smallest key of its records when it began.
    key: u64,
    /// Valid tax codes.
    codes: Vec<u32>,
    /// Valid VAT numbers.
    vats: Vec<u32>,
    /// Sources of its records that know nobody twice.
    once: Vec<u32>,
    /// Grows with every join.
    stand: u32,
    /// The weakest join inside.
    weakest: f32,
    /// Groups that an edge leads to.
    near: Vec<u32>,
}

impl Features {
    /// All joins down to [`CUT_MIN`], set by set; cores share the sets.
    ///
    /// Only edges as strong as that lead from record to record: weaker ones would connect a tenth of a
    /// million records into one set.
    #[must_use]
    pub(super) fn joins(
        &self,
        model: &Model,
        edges: &[Edge],
        constraints: &Constraints,
        cores: usize,
    ) -> Vec<Join> {
        let group = |record: u32| constraints.group(record);
        let mut sets = Sets::new(self.len());
        let strong = || edges.iter().filter(|edge| edge.odds >= CUT_MIN);
        for edge in strong() {
            sets.join(group(edge.a), group(edge.b));
        }
        let mut members: Vec<(u32, u32)> =
            (0..self.len).map(|record| (group(record), record)).collect();
        members.sort_unstable();
        let mut by_set: Vec<(u32, Edge)> =
            strong().map(|&edge| (sets.root(group(edge.a)), edge)).collect();
        by_set.sort_unstable_by_key(|(set, edge)| (*set, edge.a, edge.b));
        let sets: Vec<&[(u32, Edge)]> = by_set.chunk_by(|a, b| a.0 == b.0).collect();
        let part = sets.len().div_ceil(cores.max(1) * PARTS_A_CORE).max(1);
        let parts: Vec<&[&[(u32, Edge)]]> = sets.chunks(part).collect();
        let members = &members;
        let grown = shared_out(cores, parts.len(), |place| {
            let mut grown = Vec::new();
            for set in parts[place] {
                let of = |group| members_of(members, group);
                let edges = set.iter().map(|&(_, edge)| (edge.a, edge.b));
                grown.extend(self.grow(model, edges, constraints, &of));
            }
            grown
        });
        let mut joins = grown.concat();
        let keys = |join: &Join| (self.keys[join.a as usize], self.keys[join.b as usize]);
        joins.sort_unstable_by(|one, other| {
            other.odds.total_cmp(&one.odds).then_with(|| keys(one).cmp(&keys(other)))
        });
        joins
    }

    /// Grows the groups of one connected set. `edges` are its edges down to [`CUT_MIN`], `members`
    /// gives the records of a group, each with the group.
    pub(super) fn grow<'m>(
        &self,
        model: &Model,
        edges: impl Iterator<Item = (u32, u32)>,
        constraints: &Constraints,
        members: &dyn Fn(u32) -> &'m [(u32, u32)],
    ) -> Vec<Join> {
        let mut grower = Grower {
            features: self,
            model,
            constraints,
            groups: FxHashMap::default(),
            queue: BinaryHeap::new(),
            joins: Vec::new(),
        };
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for (a, b) in edges {
            let (a, b) = (constraints.group(a), constraints.group(b));
            if a == b {
                continue;
            }
            for (own, other) in [(a, b), (b, a)] {
                let begin = || Group::new(self, members(own), constraints);
                grower.groups.entry(own).or_insert_with(begin).near.push(other);
            }
            pairs.push((a.min(b), a.max(b)));
        }
        pairs.sort_unstable();
        pairs.dedup();
        for (a, b) in pairs {
            grower.queue_up(a, b);
        }
        while let Some(next) = grower.queue.pop() {
            grower.take(next);
        }
        grower.joins
    }

    /// The join of two groups, whatever its odds; none where they can never be one.
    pub(super) fn join(
        &self,
        model: &Model,
        constraints: &Constraints,
        one: &Group,
        other: &Group,
    ) -> Option<Join> {
        if one.contradicts(other) || constraints.keeps_apart(&one.members, &other.members) {
            return None;
        }
        let order = |group: &Group| (group.key, group.members.first().copied());
        let (one, other) = if order(one) <= order(other) { (one, other) } else { (other, one) };
        let (evidence, comparison, (a, b)) = self.evidence(model, &one.members, &other.members);
        let pairs = one.members.len() * other.members.len();
        let pairs = u32::try_from(pairs).unwrap_or(u32::MAX);
        let mut odds = narrow(evidence.odds(model));
        // There are namesakes: where nothing but names agrees a person may have to look.
        if constraints.wants_more_than_names() && !comparison.agrees_beyond_names() {
            odds = odds.min(NAMES_ALONE);
        }
        Some(Join { a, b, odds, pairs })
    }
}

pub(super) fn members_of(members: &[(u32, u32)], group: u32) -> &[(u32, u32)] {
    let begin = members.partition_point(|member| member.0 < group);
    let rest = members.get(begin..).unwrap_or_default();
    let end = rest.partition_point(|member| member.0 == group);
    rest.get(..end).unwrap_or_default()
}

impl Group {
    pub(super) fn new(
        features: &Features,
        members: &[(u32, u32)],
        constraints: &Constraints,
    ) -> Self {
        let mut members: Vec<u32> = members.iter().map(|&(_, record)| record).collect();
        features.sort_by_key(&mut members);
        let mut group = Self {
            key: members.first().map_or(0, |&first| features.keys[first as usize]),
            members,
            codes: Vec::new(),
            vats: Vec::new(),
            once: Vec::new(),
            stand: 0,
            weakest: f32::MAX,
            near: Vec::new(),
        };
        for &record in &group.members {
            for (list, value) in [
                (&mut group.codes, features.valid_code(record)),
                (&mut group.vats, features.rows[record as usize].vat),
            ] {
                if value != NONE && !list.contains(&value) {
                    list.push(value);
                }
            }
            group.once.extend_from_slice(constraints.once(record));
        }
        group
    }

    /// Whether two groups can never be one: each has a valid tax code or VAT number and none in common,
    /// or a source that knows nobody twice knows both.
    fn contradicts(&self, other: &Self) -> bool {
        let differ = |one: &[u32], other: &[u32]| {
            !one.is_empty() && !other.is_empty() && !one.iter().any(|value| other.contains(value))
        };
        differ(&self.codes, &other.codes)
            || differ(&self.vats, &other.vats)
            || self.once.iter().any(|source| other.once.contains(source))
    }
}

impl Grower<'_> {
    /// Weighs two groups and queues them where they may be joined.
    fn queue_up(&mut self, a: u32, b: u32) {
        let (Some(one), Some(other)) = (self.groups.get(&a), self.groups.get(&b)) else { return };
        let join = self.features.join(self.model, self.constraints, one, other);
        if let Some(join) = join.filter(|join| join.odds >= CUT_MIN) {
            let keys = (one.key.min(other.key), one.key.max(other.key));
            self.queue.push(Next { join, keys, a, b, stand: (one.stand, other.stand) });
        }
    }

    /// Joins two groups, unless one has changed since they were weighed.
    fn take(&mut self, next: Next) {
        let stands = |group: u32| self.groups.get(&group).map(|group| group.stand);
        if (stands(next.a), stands(next.b)) != (Some(next.stand.0), Some(next.stand.1)) {
            return;
        }
        let (Some(mut joined), Some(mut other)) =
            (self.groups.remove(&next.a), self.groups.remove(&next.b))
        else {
            return;
        };
        let odds = next.join.odds.min(joined.weakest).min(other.weakest);
        self.joins.push(Join { odds, ..next.join });
        joined.members.append(&mut other.members);
        self.features.sort_by_key(&mut joined.members);
        joined.key = joined.key.min(other.key);
        joined.codes.append(&mut other.codes);
        joined.vats.append(&mut other.vats);
        joined.once.append(&mut other.once);
        joined.stand = joined.stand.max(other.stand) + 1;
        joined.weakest = odds;
        let mut near = std::mem::take(&mut joined.near);
        near.append(&mut other.near);
        near.retain(|group| {
            *group != next.a && *group != next.b && self.groups.contains_key(group)
        });
        near.sort_unstable();
        near.dedup();
        joined.near.clone_from(&near);
        self.groups.insert(next.a, joined);
        for group in near {
            if let Some(there) = self.groups.get_mut(&group) {
                there.near.retain(|&one| one != next.b);
                if !there.near.contains(&next.a) {
                    there.near.push(next.a);
                }
            }
            self.queue_up(next.a.min(group), next.a.max(group));
        }
    }
}

/// The most that names alone say: just too little for a join.
const NAMES_ALONE: f32 = CUT_MIN - 0.01;

/// Odds that no join has; a number that can be written, other than infinity.
pub(super) const NEVER: f32 = f32::MAX;

/// The odds from which joins, the strongest first, are made, so that of the pairs they make the share expected to be right
/// is at least `precision`; and that share. A join that by itself is as likely to be right as that is
/// always made, also where no such one was seen while learning.
#[must_use]
pub(super) fn cut(joins: &[Join], precision: f64) -> (f32, f64) {
    let (mut pairs, mut wrong) = (0.0, 0.0);
    let mut found = (narrow((precision / (1.0 - precision)).ln()).min(NEVER), 1.0);
    for join in joins {
        let made = f64::from(join.pairs);
        pairs += made;
        wrong += made / (1.0 + f64::from(join.odds).exp());
        if 1.0 - wrong / pairs >= precision {
            found = (join.odds.min(found.0), 1.0 - wrong / pairs);
        }
    }
    found
}
