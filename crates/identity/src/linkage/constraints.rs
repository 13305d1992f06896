//! What stands whatever records say: who is known to be the same, who must stay apart, which sources know
//! nobody twice.

use rustc_hash::FxHashMap;

use super::cluster::Sets;

/// Constraints over the records of one run, by their places.
#[derive(Debug, Clone, Default)]
pub struct Constraints {
    /// For each record the one that stands for its group; empty where every record stands alone.
    groups: Vec<u32>,
    /// For each record those that must not come to it.
    apart: FxHashMap<u32, Vec<u32>>,
    /// Whether names alone join nobody.
    more_than_names: bool,
    /// For each record of a source that promises to know nobody twice, those sources.
    once: FxHashMap<u32, Vec<u32>>,
}

impl Constraints {
    /// Says for each record the one that stands for all that are known to be the same customer, itself
    /// where nothing is known.
    #[must_use]
    pub fn with_groups(mut self, groups: Vec<u32>) -> Self {
        self.groups = groups;
        self
    }

    /// Says that names alone join nobody, however rare they are: something else has to agree.
    #[must_use]
    pub fn with_more_than_names(mut self) -> Self {
        self.more_than_names = true;
        self
    }

    /// The same, but names may join.
    pub(super) fn with_names_alone(&self) -> Self {
        Self { more_than_names: false, ..self.clone() }
    }

    /// Whether names alone join nobody.
    pub(super) fn wants_more_than_names(&self) -> bool {
        self.more_than_names
    }

    /// Puts the pairs of so many records together that a person said are one, in their order, and gives
    /// those that contradict: that would bring together, be it through others, what must stay apart.
    /// All that must stay apart has to be said before.
    pub fn put_together(&mut self, records: usize, pairs: &[(u32, u32)]) -> Vec<(u32, u32)> {
        let mut sets = Sets::new(records);
        let mut members: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        let mut contradicting = Vec::new();
        for &(a, b) in pairs {
            let (one, other) = (sets.root(a), sets.root(b));
            if one == other {
                continue;
            }
            let of_one = members.remove(&one).unwrap_or_else(|| vec![one]);
            let mut of_other = members.remove(&other).unwrap_or_else(|| vec![other]);
            if self.keeps_apart(&of_one, &of_other) {
                contradicting.push((a, b));
                members.insert(one, of_one);
                members.insert(other, of_other);
                continue;
            }
            sets.join(one, other);
            of_other.extend(of_one);
            members.insert(sets.root(a), of_other);
        }
        self.groups = (0..u32::try_from(records).unwrap_or(u32::MAX))
            .map(|record| sets.root(record))
            .collect();
        contradicting
    }

    /// Says which record stands for a record's group.
    pub(super) fn regroup(&mut self, record: u32, group: u32) {
        let known = u32::try_from(self.groups.len()).unwrap_or(u32::MAX);
        if record >= known {
            self.groups.extend(known..=record);
        }
        if let Some(slot) = self.groups.get_mut(record as usize) {
            *slot = group;
        }
    }

    /// Says that a record is known to a source that knows nobody twice.
    pub fn know_once(&mut self, record: u32, source: u32) {
        self.once.entry(record).or_default().push(source);
    }

    /// Keeps two records apart.
    pub fn keep_apart(&mut self, a: u32, b: u32) {
        for (own, other) in [(a, b), (b, a)] {
            let list = self.apart.entry(own).or_default();
            if !list.contains(&other) {
                list.push(other);
            }
        }
    }

    /// Lets two records come together again.
    pub(super) fn let_together(&mut self, a: u32, b: u32) {
        for (own, other) in [(a, b), (b, a)] {
            if let Some(list) = self.apart.get_mut(&own) {
                list.retain(|&one| one != other);
            }
        }
    }

    /// The record that stands for a record's group.
    pub(super) fn group(&self, record: u32) -> u32 {
        self.groups.get(record as usize).copied().unwrap_or(record)
    }

    /// The sources of a record that know nobody twice.
    pub(super) fn once(&self, record: u32) -> &[u32] {
        self.once.get(&record).map(Vec::as_slice).unwrap_or_default()
    }

    /// The records that must not come to a record.
    pub(super) fn strangers(&self, record: u32) -> &[u32] {
        self.apart.get(&record).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether any record of one group must stay apart from any of another.
    pub(super) fn keeps_apart(&self, one: &[u32], other: &[u32]) -> bool {
        !self.apart.is_empty()
            && one.iter().any(|record| {
                self.strangers(*record).iter().any(|stranger| other.contains(stranger))
            })
    }
}
