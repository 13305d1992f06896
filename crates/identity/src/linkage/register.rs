//! Records linked as they come: one record against all others, with the answer of a full run.
//!
//! The register keeps every edge of a full run. A record that comes, goes, or is decided on changes edges
//! near it; the customers of the records that edges connect with these are made anew by the same growth
//! as in a full run, all others stay as they are. So under one model any sequence of changes gives the
//! customers that a full run over the records that are there would give.

use rustc_hash::{FxHashMap, FxHashSet};

use super::cluster::Sets;
use super::constraints::Constraints;
use super::features::{Features, Reader};
use super::index::{Index, Touched};
use super::model::Model;
use super::person::Person;
use super::run::{CUT_MIN, REVIEW_MIN};
use crate::lineage::{Event, Past, Stand};

/// Records and customers that are kept up to date.
#[derive(Debug)]
pub struct Register {
    reader: Reader,
    model: Model,
    index: Index,
    /// For each record the others it has an edge with, and the odds.
    near: Vec<Vec<(u32, f32)>>,
    /// Pairs that a person said are one, by record.
    same: FxHashMap<u32, Vec<u32>>,
    constraints: Constraints,
    /// For each record the id of its customer.
    customers: Vec<u64>,
    past: Past,
}

/// What changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// What became of customers.
    pub events: Vec<Event>,
    /// Records that have another customer than before.
    pub moved: Vec<u32>,
}

impl Register {
    /// Links all records under a model and keeps the register open for more.
    ///
    /// `once` are records of sources that promise to know nobody twice, with the number of the source.
    #[must_use]
    pub fn open(mut reader: Reader, model: Model, once: &[(u32, u32)], cores: usize) -> Self {
        let mut constraints = Constraints::default();
        once.iter().for_each(|&(record, source)| constraints.know_once(record, source));
        let features = &mut reader.features;
        features.under(model.common.clone());
        let candidates = features.candidates(model.bounds, cores);
        let edges = features.edges(&model, &candidates, &constraints, cores);
        drop(candidates);
        let mut near = vec![Vec::new(); features.len()];
        for edge in &edges {
            near[edge.a as usize].push((edge.b, edge.odds));
            near[edge.b as usize].push((edge.a, edge.odds));
        }
        let joins = features.joins(&model, &edges, &constraints, cores);
        drop(edges);
        let index = Index::open(features, model.bounds, cores);
        let mut sets = Sets::new(features.len());
        for join in joins.iter().take_while(|join| join.odds >= model.cut) {
            sets.join(join.a, join.b);
        }
        let groups: Vec<u32> = (0..features.len).map(|record| sets.root(record)).collect();
        let stand = |record: u32| Stand { key: features.keys[record as usize], before: None };
        let mut past = Past::default();
        let customers = follow(&mut past, &groups, stand, &mut Vec::new());
        Self {
            reader,
            model,
            index,
            near,
            same: FxHashMap::default(),
            constraints,
            customers,
            past,
        }
    }

    /// Adds a record, of the source with number `once` where that promises to know nobody twice, else 0.
    /// Gives its place and what changed.
    pub fn add(&mut self, person: &Person<'_>, once: u32) -> (u32, Change) {
        self.reader.add(person);
        let features = &mut self.reader.features;
        features.take_shares();
        let record = features.len - 1;
        if once != 0 {
            self.constraints.know_once(record, once);
        }
        self.constraints.regroup(record, record);
        self.near.push(Vec::new());
        self.customers.push(0);
        let near = &self.near;
        let are_joined = |a: u32, b: u32| near[a as usize].iter().any(|&(other, _)| other == b);
        let touched = self.index.add(&self.reader.features, record, &are_joined);
        (record, self.settle(&[record], touched))
    }

    /// Takes a record away.
    pub fn remove(&mut self, record: u32) -> Change {
        if !self.index.holds(record) {
            return Change::default();
        }
        let mut dirty: Vec<u32> = vec![record];
        dirty.extend(self.near[record as usize].iter().map(|&(other, _)| other));
        dirty.extend(self.same.get(&record).into_iter().flatten());
        let touched = self.index.remove(&self.reader.features, record);
        for &other in &dirty {
            self.near[other as usize].retain(|&(one, _)| one != record);
        }
        self.near[record as usize].clear();
        let key = self.reader.features.keys[record as usize];
        let before = Some(self.customers[record as usize]);
        let ended = self.past.leave(Stand { key, before });
        let mut change = self.settle(&dirty, touched);
        change.events.extend(ended);
        change
    }

    /// Takes up that a person said that two records are, or are not, one customer; with `stands` false,
    /// that this does not hold any more.
    pub fn decide(&mut self, a: u32, b: u32, is_same: bool, stands: bool) -> Change {
        if a == b || !self.index.holds(a) || !self.index.holds(b) {
            return Change::default();
        }
        match (is_same, stands) {
            (false, true) => self.constraints.keep_apart(a, b),
            (false, false) => self.constraints.let_together(a, b),
            (true, stands) => {
                for (own, other) in [(a, b), (b, a)] {
                    let list = self.same.entry(own).or_default();
                    list.retain(|&one| one != other);
                    if stands {
                        list.push(other);
                    }
                }
            }
        }
        self.settle(&[a, b], Touched::default())
    }

    /// The id of a record's customer; nothing where the record went.
    #[must_use]
    pub fn customer(&self, record: u32) -> Option<u64> {
        self.customers.get(record as usize).copied().filter(|_| self.index.holds(record))
    }

    /// The records that a record may be the same as, with the odds as natural logarithm, the likeliest
    /// first.
    #[must_use]
    pub fn near(&self, record: u32) -> Vec<(u32, f32)> {
        let mut near = self.near.get(record as usize).cloned().unwrap_or_default();
        near.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        near
    }

    /// The model that decides.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The records, also those that went.
    #[must_use]
    pub fn into_features(self) -> Features {
        self.reader.finish()
    }

    /// Brings edges and customers up to date around records.
    fn settle(&mut self, changed: &[u32], touched: Touched) -> Change {
        let mut dirty: Vec<u32> = changed.to_vec();
        if let (Some(&record), false) = (changed.first(), touched.mates.is_empty()) {
            for mate in touched.mates {
                self.weigh(record, mate, true);
            }
        }
        for (a, b) in touched.pairs {
            if self.index.holds(a) && self.index.holds(b) {
                let is_candidate = self.index.is_candidate(&self.reader.features, a, b);
                if self.weigh(a, b, is_candidate) {
                    dirty.extend([a, b]);
                }
            }
        }
        let region = self.region(&dirty);
        self.regrow(&region)
    }

    /// Sets or removes the edge of two records; true where that changes anything.
    fn weigh(&mut self, a: u32, b: u32, is_candidate: bool) -> bool {
        let known = self.near[a as usize].iter().any(|&(other, _)| other == b);
        let odds = is_candidate.then(|| self.reader.features.odds(&self.model, a, b));
        let odds = odds.filter(|&odds| odds >= REVIEW_MIN);
        if known == odds.is_some() {
            return false;
        }
        for (own, other) in [(a, b), (b, a)] {
            match odds {
                Some(odds) => self.near[own as usize].push((other, odds)),
                None => self.near[own as usize].retain(|&(one, _)| one != other),
            }
        }
        true
    }

    /// All records that edges and decisions connect with these.
    fn region(&self, dirty: &[u32]) -> Vec<u32> {
        let mut seen: FxHashSet<u32> = FxHashSet::default();
        let mut waiting: Vec<u32> = dirty.to_vec();
        while let Some(record) = waiting.pop() {
            if !self.index.holds(record) || !seen.insert(record) {
                continue;
            }
            let near = self.near[record as usize].iter();
            waiting.extend(near.filter(|&&(_, odds)| odds >= CUT_MIN).map(|&(other, _)| other));
            waiting.extend(self.same.get(&record).into_iter().flatten());
        }
        let mut region: Vec<u32> = seen.into_iter().collect();
        self.reader.features.sort_by_key(&mut region);
        region
    }

    /// Makes the customers of a region anew.
    fn regrow(&mut self, region: &[u32]) -> Change {
        let features = &self.reader.features;
        let place: FxHashMap<u32, u32> = region.iter().copied().zip(0_u32..).collect();
        let at = |record: u32| place.get(&record).copied().unwrap_or(0);
        // Groups of what is known to be the same, in the order of keys as in a full run.
        let mut local = Constraints::default();
        for &record in region {
            let strangers = self.constraints.strangers(record).iter();
            for stranger in strangers.filter_map(|stranger| place.get(stranger)) {
                local.keep_apart(at(record), *stranger);
            }
        }
        let mut pairs: Vec<(u32, u32)> = region
            .iter()
            .flat_map(|&a| self.same.get(&a).into_iter().flatten().map(move |&b| (at(a), at(b))))
            .filter(|(a, b)| a < b)
            .collect();
        pairs.sort_unstable();
        local.put_together(region.len(), &pairs);
        let mut members: Vec<(u32, u32)> = Vec::with_capacity(region.len());
        for (&record, own) in region.iter().zip(0_u32..) {
            let group = region[local.group(own) as usize];
            self.constraints.regroup(record, group);
            members.push((group, record));
        }
        members.sort_unstable();
        let of = |group| super::cluster::members_of(&members, group);
        let edges = region.iter().flat_map(|&a| {
            let strong = |&&(b, odds): &&(u32, f32)| a < b && odds >= CUT_MIN;
            self.near[a as usize].iter().filter(strong).map(|&(b, _)| (a, b)).collect::<Vec<_>>()
        });
        let joins = features.grow(&self.model, edges, &self.constraints, &of);
        let mut sets = Sets::new(region.len());
        for own in (0_u32..).take(region.len()) {
            sets.join(own, local.group(own));
        }
        for join in joins.iter().filter(|join| join.odds >= self.model.cut) {
            sets.join(at(join.a), at(join.b));
        }
        let groups: Vec<u32> = (0_u32..).take(region.len()).map(|own| sets.root(own)).collect();
        let stand = |own: u32| {
            let record = region[own as usize] as usize;
            let before = Some(self.customers[record]).filter(|&id| id != 0);
            Stand { key: features.keys[record], before }
        };
        let mut change = Change::default();
        let ids = follow(&mut self.past, &groups, stand, &mut change.events);
        change.events.sort_unstable();
        for (&record, id) in region.iter().zip(ids) {
            let known = std::mem::replace(&mut self.customers[record as usize], id);
            if known != id {
                change.moved.push(record);
            }
        }
        change
    }
}

/// The ids of customers by record, where `groups` has for each record one that stands for its group.
fn follow(
    past: &mut Past,
    groups: &[u32],
    stand: impl Fn(u32) -> Stand,
    events: &mut Vec<Event>,
) -> Vec<u64> {
    let mut members: Vec<(u32, u32)> = groups.iter().copied().zip(0_u32..).collect();
    members.sort_unstable();
    let mut ids = vec![0; groups.len()];
    for group in members.chunk_by(|a, b| a.0 == b.0) {
        let stands: Vec<Stand> = group.iter().map(|&(_, record)| stand(record)).collect();
        let id = past.follow(&stands, events);
        group.iter().for_each(|&(_, record)| ids[record as usize] = id);
    }
    ids
}
