//! The ids of customers, which stay as records come and decisions are taken, and what became of each.
//!
//! The rule: an id is made of one record's key, and stays with that record. Where the records of several
//! ids meet in one customer, the oldest id is kept, one that came of a split being younger than any that
//! came with its records, so that what is split and put together again has the id it had; among
//! equally old ones the id that brings the most records, among equals the smaller. The others are merged
//! into it. A part that holds the record of no living id gets a new one: of its
//! keys that were once ids the one that went last, so that an undo gives back the id that was; else its
//! smallest key. What becomes of a group depends on its own records alone.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

/// Where a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand {
    /// What tells the record from all others: from it ids are made.
    pub key: u64,
    /// The customer it belonged to.
    pub before: Option<u64>,
}

/// What became of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    /// Its records now belong to another.
    Merged {
        /// The customer that is no more.
        from: u64,
        /// The one that its records went to.
        into: u64,
    },
    /// It was made of records of another.
    Split {
        /// The new customer.
        new: u64,
        /// The one that most of its records come from.
        from: u64,
    },
    /// The record that gave it its id is no more.
    Ended {
        /// The customer that is no more.
        id: u64,
    },
}

/// What is remembered of ids.
#[derive(Debug, Clone, Default)]
pub struct Past {
    /// Ids that once were and are no more, and in which order they went.
    retired: FxHashMap<u64, u32>,
    /// How many have gone.
    gone: u32,
    /// Of ids that came of a split, which split that was, counted from 1 on.
    splits: FxHashMap<u64, u32>,
}

impl Past {
    /// As it stood: the ids that are no more in the order in which they went, and those that came of
    /// splits in their order.
    #[must_use]
    pub fn of(
        retired: impl IntoIterator<Item = u64>,
        splits: impl IntoIterator<Item = u64>,
    ) -> Self {
        let mut past = Self::default();
        retired.into_iter().for_each(|id| past.retire(id));
        splits.into_iter().for_each(|id| past.note_split(id));
        past
    }

    fn retire(&mut self, id: u64) {
        self.gone = self.gone.saturating_add(1);
        self.retired.insert(id, self.gone);
    }

    fn note_split(&mut self, id: u64) {
        let next = u32::try_from(self.splits.len()).unwrap_or(u32::MAX).saturating_add(1);
        self.splits.entry(id).or_insert(next);
    }

    /// The id of the customer that a group of records is, and what became of others by it, added to
    /// `events`. The group has at least one record.
    pub fn follow(&mut self, group: &[Stand], events: &mut Vec<Event>) -> u64 {
        // Most groups are as they were.
        if let Some(id) = group.first().and_then(|first| first.before) {
            let is_same = group.iter().all(|stand| stand.before == Some(id));
            if is_same && group.iter().any(|stand| stand.key == id) {
                return id;
            }
        }
        let mut from: BTreeMap<u64, u32> = BTreeMap::new();
        for id in group.iter().filter_map(|stand| stand.before) {
            *from.entry(id).or_default() += 1;
        }
        let lives = |id: u64| group.iter().any(|stand| stand.key == id && stand.before == Some(id));
        let living = from.iter().filter(|&(&id, _)| lives(id));
        let age = |id: u64| self.splits.get(&id).copied().unwrap_or(0);
        // Of equals the first, which is the smaller.
        let kept = living.min_by_key(|&(&id, &records)| (age(id), Reverse(records)));
        let kept = kept.map(|(&id, _)| id);
        if let Some(kept) = kept {
            for (&id, _) in from.iter().filter(|&(&id, _)| id != kept && lives(id)) {
                self.retire(id);
                events.push(Event::Merged { from: id, into: kept });
            }
            return kept;
        }
        let was =
            group.iter().filter_map(|stand| Some((*self.retired.get(&stand.key)?, stand.key)));
        let was = was.max().map(|(_, key)| key);
        let new = was.or(group.iter().map(|stand| stand.key).min()).unwrap_or_default();
        self.retired.remove(&new);
        let most = from.iter().rev().max_by_key(|&(_, &records)| records);
        if let Some((&from, _)) = most {
            self.note_split(new);
            events.push(Event::Split { new, from });
        }
        new
    }

    /// Says that a record is no more, and whose it was; an event where the customer had its id of it.
    pub fn leave(&mut self, record: Stand) -> Option<Event> {
        let id = record.before.filter(|&id| id == record.key)?;
        self.retire(id);
        Some(Event::Ended { id })
    }
}

#[cfg(test)]
mod tests;
