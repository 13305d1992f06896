//! Who may be the same as a record that comes: the blocks of all rules, kept open, so that candidates are
//! those that a full run would have.
//!
//! A block holds the records with one key under one rule. What a full run does with a block depends on
//! its size (see [`super::block`]), so a record that comes or goes can also make or unmake pairs of
//! others: where a block passes the bound, and next to its place in one that is sorted. Such pairs are
//! handed back to be looked at again.

use rustc_hash::FxHashMap;

use super::block::{Bounds, FURTHER, RULES};
use super::cores::shared_out;
use super::features::Features;

/// A block, by its rule's place among [`RULES`] and its key.
type BlockKey = (u8, u64);

/// The blocks of all rules.
#[derive(Debug)]
pub(super) struct Index {
    bounds: Bounds,
    /// For each rule the records that were there when the index was opened, sorted by key.
    begun: Vec<Keyed>,
    /// Records that came since.
    came: FxHashMap<BlockKey, Vec<u32>>,
    /// Blocks above the bound.
    large: FxHashMap<BlockKey, Large>,
    /// Whether a record is there still.
    is_there: Vec<bool>,
}

/// Keys and records side by side, in the order of keys.
#[derive(Debug, Default)]
struct Keyed {
    keys: Vec<u64>,
    records: Vec<u32>,
}

/// A block above the bound, with its parts by further keys. Every list is sorted by names.
#[derive(Debug, Default)]
struct Large {
    all: Vec<u32>,
    parts: [FxHashMap<u64, Vec<u32>>; FURTHER],
}

/// What a record that comes or goes changes.
#[derive(Debug, Default)]
pub(super) struct Touched {
    /// Records it is a candidate with.
    pub(super) mates: Vec<u32>,
    /// Pairs of others that may have become candidates, or may be so no more.
    pub(super) pairs: Vec<(u32, u32)>,
}

impl Index {
    /// The blocks of all records, made on so many cores.
    pub(super) fn open(features: &Features, bounds: Bounds, cores: usize) -> Self {
        let mut index = Self {
            bounds,
            begun: Vec::new(),
            came: FxHashMap::default(),
            large: FxHashMap::default(),
            is_there: vec![true; features.len()],
        };
        if bounds.every_pair {
            return index;
        }
        let made = shared_out(cores, RULES.len(), |place| {
            let keyed = features.keyed(RULES[place]);
            let large: Vec<(BlockKey, Large)> = keyed
                .chunk_by(|a, b| a.0 == b.0)
                .filter(|block| block.len() > bounds.block)
                .map(|block| {
                    let key = (u8::try_from(place).unwrap_or(u8::MAX), block[0].0);
                    (key, Large::of(features, block.iter().map(|&(_, record)| record)))
                })
                .collect();
            let keys = keyed.iter().map(|&(key, _)| key).collect();
            let records = keyed.iter().map(|&(_, record)| record).collect();
            (Keyed { keys, records }, large)
        });
        for (keyed, large) in made {
            index.begun.push(keyed);
            index.large.extend(large);
        }
        index
    }

    /// Whether a record is there.
    pub(super) fn holds(&self, record: u32) -> bool {
        self.is_there.get(record as usize).copied().unwrap_or(false)
    }

    /// The records of a block that is not above the bound.
    fn small(&self, block: BlockKey) -> Vec<u32> {
        let begun = self.begun.get(usize::from(block.0)).map(|keyed| keyed.of(block.1));
        let came = self.came.get(&block).map(Vec::as_slice).unwrap_or_default();
        let all = begun.unwrap_or_default().iter().chain(came).copied();
        all.filter(|&record| self.holds(record)).collect()
    }

    /// Adds a record; `are_joined` says whether two records have an edge.
    pub(super) fn add(
        &mut self,
        features: &Features,
        record: u32,
        are_joined: &dyn Fn(u32, u32) -> bool,
    ) -> Touched {
        self.is_there.resize(record as usize, false);
        let mut touched = Touched::default();
        if self.bounds.every_pair {
            touched.mates = (0..record).filter(|&other| self.holds(other)).collect();
        } else {
            for block in self.blocks(features, record) {
                self.add_to(features, block, record, are_joined, &mut touched);
            }
        }
        self.is_there.push(true);
        touched.mates.sort_unstable();
        touched.mates.dedup();
        touched
    }

    fn add_to(
        &mut self,
        features: &Features,
        block: BlockKey,
        record: u32,
        are_joined: &dyn Fn(u32, u32) -> bool,
        touched: &mut Touched,
    ) {
        let bounds = self.bounds;
        if let Some(large) = self.large.get_mut(&block) {
            large.add(features, bounds, record, are_joined, touched);
        } else {
            let mates = self.small(block);
            if mates.len() < bounds.block {
                touched.mates.extend(mates);
            } else {
                joined_pairs(&mates, are_joined, &mut touched.pairs);
                let mut large = Large::of(features, mates.into_iter());
                large.add(features, bounds, record, are_joined, touched);
                self.large.insert(block, large);
            }
        }
        self.came.entry(block).or_default().push(record);
    }

    /// Takes a record away. Pairs of others that its going makes are among [`Touched::pairs`].
    pub(super) fn remove(&mut self, features: &Features, record: u32) -> Touched {
        let mut touched = Touched::default();
        if let Some(is_there) = self.is_there.get_mut(record as usize) {
            *is_there = false;
        }
        if self.bounds.every_pair {
            return touched;
        }
        for block in self.blocks(features, record) {
            let Some(large) = self.large.get_mut(&block) else { continue };
            large.remove(features, self.bounds, record, &mut touched);
            if large.all.len() <= self.bounds.block {
                all_pairs(&large.all, &mut touched.pairs);
                self.large.remove(&block);
            }
        }
        touched
    }

    /// Whether a full run would compare two records.
    pub(super) fn is_candidate(&self, features: &Features, a: u32, b: u32) -> bool {
        if self.bounds.every_pair {
            return true;
        }
        let (of_a, of_b) = (self.blocks(features, a), self.blocks(features, b));
        of_a.iter().filter(|block| of_b.contains(block)).any(|block| match self.large.get(block) {
            None => true,
            Some(large) => large.pairs_up(features, self.bounds, a, b),
        })
    }

    /// The blocks of a record, each once.
    fn blocks(&self, features: &Features, record: u32) -> Vec<BlockKey> {
        let (mut keys, mut blocks) = (Vec::new(), Vec::new());
        for (rule, place) in RULES.iter().zip(0_u8..) {
            features.keys(*rule, record, &mut keys);
            keys.sort_unstable();
            keys.dedup();
            blocks.extend(keys.iter().map(|&key| (place, key)));
        }
        blocks
    }
}

impl Keyed {
    fn of(&self, key: u64) -> &[u32] {
        let begin = self.keys.partition_point(|&one| one < key);
        let rest = self.keys.get(begin..).unwrap_or_default();
        let len = rest.iter().take_while(|&&one| one == key).count();
        self.records.get(begin..begin + len).unwrap_or_default()
    }
}

impl Large {
    fn of(features: &Features, records: impl Iterator<Item = u32>) -> Self {
        let mut large = Self { all: records.collect(), ..Self::default() };
        features.sort_by_name(&mut large.all);
        for (which, parts) in large.parts.iter_mut().enumerate() {
            for &record in &large.all {
                let key = features.further(record, which);
                if key != 0 {
                    parts.entry(key).or_default().push(record);
                }
            }
        }
        large
    }

    fn add(
        &mut self,
        features: &Features,
        bounds: Bounds,
        record: u32,
        are_joined: &dyn Fn(u32, u32) -> bool,
        touched: &mut Touched,
    ) {
        let at = insert(features, &mut self.all, record);
        beside(&self.all, at, bounds, touched);
        for (which, parts) in self.parts.iter_mut().enumerate() {
            let key = features.further(record, which);
            if key == 0 {
                continue;
            }
            let part = parts.entry(key).or_default();
            let at = insert(features, part, record);
            if part.len() <= bounds.block {
                touched.mates.extend(part.iter().copied().filter(|&other| other != record));
            } else {
                if part.len() == bounds.block + 1 {
                    joined_pairs(part, are_joined, &mut touched.pairs);
                }
                beside(part, at, bounds, touched);
            }
        }
    }

    fn remove(&mut self, features: &Features, bounds: Bounds, record: u32, touched: &mut Touched) {
        if let Some(at) = remove(features, &mut self.all, record) {
            across(&self.all, at, bounds.neighbours, &mut touched.pairs);
        }
        for (which, parts) in self.parts.iter_mut().enumerate() {
            let key = features.further(record, which);
            let Some(part) = parts.get_mut(&key) else { continue };
            let Some(at) = remove(features, part, record) else { continue };
            if part.len() == bounds.block {
                all_pairs(part, &mut touched.pairs);
            } else if part.len() > bounds.block {
                across(part, at, bounds.neighbours, &mut touched.pairs);
            }
        }
    }

    /// Whether two records of the block are compared.
    fn pairs_up(&self, features: &Features, bounds: Bounds, a: u32, b: u32) -> bool {
        let near = |list: &[u32]| {
            let place =
                |record: u32| list.binary_search_by(|&one| features.by_name(one, record)).ok();
            matches!((place(a), place(b)), (Some(a), Some(b)) if a.abs_diff(b) <= bounds.neighbours)
        };
        let parts = self.parts.iter().enumerate();
        near(&self.all)
            || parts.into_iter().any(|(which, parts)| {
                let key = features.further(a, which);
                let part =
                    parts.get(&key).filter(|_| key != 0 && key == features.further(b, which));
                part.is_some_and(|part| part.len() <= bounds.block || near(part))
            })
    }
}

/// Inserts a record into a list sorted by names; its place.
fn insert(features: &Features, list: &mut Vec<u32>, record: u32) -> usize {
    let at = list.partition_point(|&one| features.by_name(one, record).is_lt());
    list.insert(at, record);
    at
}

/// Removes a record from a list sorted by names; the place where it was.
fn remove(features: &Features, list: &mut Vec<u32>, record: u32) -> Option<usize> {
    let at = list.binary_search_by(|&one| features.by_name(one, record)).ok()?;
    list.remove(at);
    Some(at)
}

/// Notes the neighbours of a place, and the pairs whose distance just passed the bound.
fn beside(list: &[u32], at: usize, bounds: Bounds, touched: &mut Touched) {
    let begin = at.saturating_sub(bounds.neighbours);
    let end = (at + 1 + bounds.neighbours).min(list.len());
    let near = list.get(begin..end).unwrap_or_default().iter().zip(begin..);
    touched.mates.extend(near.filter(|&(_, place)| place != at).map(|(&record, _)| record));
    let apart = bounds.neighbours + 1;
    let pairs = (at.saturating_sub(bounds.neighbours)..at)
        .filter_map(|place| Some((*list.get(place)?, *list.get(place + apart)?)));
    touched.pairs.extend(pairs);
}

/// Notes the pairs across a place whose record went that are neighbours now.
fn across(list: &[u32], at: usize, neighbours: usize, pairs: &mut Vec<(u32, u32)>) {
    let found = (at.saturating_sub(neighbours)..at)
        .filter_map(|place| Some((*list.get(place)?, *list.get(place + neighbours)?)));
    pairs.extend(found);
}

/// Notes the pairs of a list that have an edge.
fn joined_pairs(list: &[u32], are_joined: &dyn Fn(u32, u32) -> bool, pairs: &mut Vec<(u32, u32)>) {
    for (at, &a) in list.iter().enumerate() {
        pairs.extend(list.iter().skip(at + 1).filter(|&&b| are_joined(a, b)).map(|&b| (a, b)));
    }
}

fn all_pairs(list: &[u32], pairs: &mut Vec<(u32, u32)>) {
    joined_pairs(list, &|_, _| true, pairs);
}
