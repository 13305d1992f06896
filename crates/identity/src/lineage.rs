//! The ids of customers, which stay as records come and go, and what became of each.
//!
//! The rule: a customer's id goes with the larger part of its records, among equal parts with the one
//! that holds the smallest key. Where several ids meet in one customer, the one with the most records
//! there is kept, among equals the smaller; the others are merged into it. A part that no id comes to
//! gets an id of its own: the smallest key of its records that was once an id and is free, so that an
//! undo gives back the id that was; else the smallest key that is free.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

/// Where a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand {
    /// What tells the record from all others: from it ids are made.
    pub key: u64,
    /// The customer it belonged to.
    pub before: Option<u64>,
    /// Its group now: any number that its group alone has.
    pub group: u32,
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
    /// None of its records is left.
    Ended {
        /// The customer that is no more.
        id: u64,
    },
}

/// The ids in use and those that once were.
#[derive(Debug, Clone, Default)]
pub struct Living {
    /// How many records each living customer has.
    sizes: FxHashMap<u64, u32>,
    retired: FxHashSet<u64>,
}

impl Living {
    /// As it stood: for each record its customer, and the ids that are no more.
    #[must_use]
    pub fn of(customers: impl Iterator<Item = u64>, retired: impl Iterator<Item = u64>) -> Self {
        let mut living = Self { retired: retired.collect(), ..Self::default() };
        customers.for_each(|id| *living.sizes.entry(id).or_default() += 1);
        living.retired.retain(|id| !living.sizes.contains_key(id));
        living
    }

    /// Whether a customer has this id.
    #[must_use]
    pub fn has(&self, id: u64) -> bool {
        self.sizes.contains_key(&id)
    }

    /// Follows customers to where their records went. `stands` has all records of each group that
    /// changed, in the order of keys. Gives for each record its customer, and what became of customers,
    /// in order.
    pub fn follow(&mut self, stands: &[Stand]) -> (Vec<u64>, Vec<Event>) {
        // How many records of each id went to which group; groups in the order of their smallest key.
        let mut order: FxHashMap<u32, usize> = FxHashMap::default();
        let mut groups: Vec<Group> = Vec::new();
        for stand in stands {
            let at = *order.entry(stand.group).or_insert_with(|| {
                groups.push(Group::default());
                groups.len() - 1
            });
            groups[at].keys.push(stand.key);
            if let Some(id) = stand.before {
                *groups[at].from.entry(id).or_default() += 1;
            }
        }
        let mut heirs: BTreeMap<u64, (u32, usize)> = BTreeMap::new();
        for (at, group) in groups.iter().enumerate() {
            for (&id, &records) in &group.from {
                let heir = heirs.entry(id).or_insert((records, at));
                if records > heir.0 {
                    *heir = (records, at);
                }
            }
        }
        let mut events = Vec::new();
        let mut claims: Vec<Vec<(u32, u64)>> = vec![Vec::new(); groups.len()];
        for (&id, &(records, at)) in &heirs {
            claims[at].push((records, id));
            self.sizes.remove(&id);
        }
        let mut ids: Vec<u64> = vec![0; groups.len()];
        for (at, claims) in claims.iter_mut().enumerate() {
            // In the order of ids, so that among equals the smaller comes first.
            claims.sort_by_key(|&(records, _)| std::cmp::Reverse(records));
            let Some(&(_, kept)) = claims.first() else { continue };
            ids[at] = kept;
            self.sizes.insert(kept, groups[at].size());
            for &(_, from) in claims.iter().skip(1) {
                self.retired.insert(from);
                events.push(Event::Merged { from, into: kept });
            }
        }
        for (at, group) in groups.iter().enumerate().filter(|&(at, _)| claims[at].is_empty()) {
            let new = self.free(&group.keys);
            ids[at] = new;
            self.retired.remove(&new);
            self.sizes.insert(new, group.size());
            let most = group.from.iter().max_by_key(|&(&id, &records)| (records, std::cmp::Reverse(id)));
            if let Some((&from, _)) = most {
                events.push(Event::Split { new, from });
            }
        }
        events.sort_unstable();
        let of = |stand: &Stand| order.get(&stand.group).map_or(0, |&at| ids[at]);
        (stands.iter().map(of).collect(), events)
    }

    /// Says that a record of a customer is no more; an event where it was the last.
    pub fn leave(&mut self, id: u64) -> Option<Event> {
        let size = self.sizes.get_mut(&id)?;
        *size = size.saturating_sub(1);
        if *size > 0 {
            return None;
        }
        self.sizes.remove(&id);
        self.retired.insert(id);
        Some(Event::Ended { id })
    }

    fn free(&self, keys: &[u64]) -> u64 {
        let mut free: Vec<u64> =
            keys.iter().copied().filter(|&key| key != 0 && !self.has(key)).collect();
        free.sort_unstable();
        let was = free.iter().find(|key| self.retired.contains(key));
        if let Some(&key) = was.or(free.first()) {
            return key;
        }
        let mut key = keys.iter().copied().min().unwrap_or(1);
        while key == 0 || self.has(key) {
            key = key.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(1);
        }
        key
    }
}

/// A group of records now.
#[derive(Debug, Default)]
struct Group {
    keys: Vec<u64>,
    /// How many of its records belonged to each id.
    from: BTreeMap<u64, u32>,
}

impl Group {
    fn size(&self) -> u32 {
        u32::try_from(self.keys.len()).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests;
