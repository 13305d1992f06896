//! What was published of one definition, so that no two figures differ by too few people.
//!
//! Method: a figure is about a set of groups. All that adding, subtracting and scaling published
//! figures can give is the span of their sets, as vectors over the groups; a figure is refused when
//! the span would hold anything about fewer people than the threshold and not nobody. That covers
//! two sets one inside the other, a complement within the whole, and unions of published sets.
//! Groups that always go together are one group. The search is over the groups that are small by
//! themselves; where these are too many to search, a figure is refused.

use std::collections::{BTreeMap, BTreeSet};

use crate::Threshold;

/// The most sets of small groups that are searched for one figure.
const SEARCHED_MAX: usize = 4096;
/// A prime below 2^61; elimination modulo it is exact for sets of few groups.
const PRIME: u128 = (1 << 61) - 1;

/// Why a figure may not be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// A group that the ledger does not know.
    UnknownGroup,
    /// The figure itself is about too few people.
    TooFew,
    /// Together with what was published it would tell something about too few people.
    Difference,
}

/// A register of what was published, by definition.
///
/// A definition is what a figure counts and when: figures of two periods do not add up, so a caller
/// that publishes several names the period in the definition.
#[derive(Debug, Clone)]
pub struct Ledger {
    threshold: Threshold,
    people: BTreeMap<String, u32>,
    published: BTreeMap<String, BTreeSet<BTreeSet<String>>>,
}

impl Ledger {
    /// A ledger over disjoint groups with their people; nothing where their number is not known,
    /// which counts as one.
    #[must_use]
    pub fn new<'a>(
        threshold: Threshold,
        groups: impl IntoIterator<Item = (&'a str, Option<u32>)>,
    ) -> Self {
        let people = groups
            .into_iter()
            .map(|(name, people)| (name.to_owned(), people.unwrap_or(1).max(1)))
            .collect();
        Self { threshold, people, published: BTreeMap::new() }
    }

    /// Enters a figure about these groups, unless it must not be published.
    ///
    /// Publishing the same set of the same definition again is allowed.
    ///
    /// # Errors
    /// Says why the figure must not be published; the ledger is then as it was.
    pub fn publish(&mut self, definition: &str, groups: &[&str]) -> Result<(), Refusal> {
        let set: BTreeSet<String> = groups.iter().map(ToString::to_string).collect();
        if !set.iter().all(|group| self.people.contains_key(group)) {
            return Err(Refusal::UnknownGroup);
        }
        if !self.threshold.allows(self.size(&set)) {
            return Err(Refusal::TooFew);
        }
        let known = self.published.get(definition);
        if known.is_some_and(|known| known.contains(&set)) {
            return Ok(());
        }
        let mut sets: Vec<&BTreeSet<String>> = known.into_iter().flatten().collect();
        sets.push(&set);
        if self.tells_of_too_few(&sets) {
            return Err(Refusal::Difference);
        }
        self.published.entry(definition.to_owned()).or_default().insert(set);
        Ok(())
    }

    /// Enters figures of one definition, those about the most people first, so that the order they
    /// are given in does not matter. Says for each, in the order given, whether it was entered.
    pub fn publish_all(
        &mut self,
        definition: &str,
        figures: &[Vec<&str>],
    ) -> Vec<Result<(), Refusal>> {
        let mut ordered: Vec<(u32, BTreeSet<&str>, usize)> = Vec::with_capacity(figures.len());
        for (place, groups) in figures.iter().enumerate() {
            let set: BTreeSet<&str> = groups.iter().copied().collect();
            let people = set.iter().filter_map(|group| self.people.get(*group));
            ordered.push((people.fold(0, |sum, one| sum.saturating_add(*one)), set, place));
        }
        ordered.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let mut answers = vec![Ok(()); figures.len()];
        for (_, _, place) in ordered {
            answers[place] = self.publish(definition, &figures[place]);
        }
        answers
    }

    fn size(&self, set: &BTreeSet<String>) -> u32 {
        let people = set.iter().filter_map(|group| self.people.get(group));
        people.fold(0, |sum, one| sum.saturating_add(*one))
    }

    /// Whether anything about too few people follows from figures about these sets.
    fn tells_of_too_few(&self, sets: &[&BTreeSet<String>]) -> bool {
        let (rows, sizes) = self.parts(sets);
        let small: Vec<usize> =
            (0..sizes.len()).filter(|&part| !self.threshold.allows(sizes[part])).collect();
        let mut search = Search {
            whole: rank(&rows, &[]),
            rows: &rows,
            sizes: &sizes,
            small: &small,
            threshold: self.threshold,
            searched: 0,
        };
        search.finds(&mut Vec::new(), 0, 0)
    }

    /// The sets as rows over parts, a part being the groups that are in the same sets; with the
    /// people of each part.
    fn parts(&self, sets: &[&BTreeSet<String>]) -> (Vec<Vec<bool>>, Vec<u32>) {
        let mut parts: BTreeMap<Vec<bool>, u32> = BTreeMap::new();
        for (group, people) in &self.people {
            let column: Vec<bool> = sets.iter().map(|set| set.contains(group)).collect();
            if column.contains(&true) {
                let sum = parts.entry(column).or_default();
                *sum = sum.saturating_add(*people);
            }
        }
        let row = |at: usize| parts.keys().map(|column| column[at]).collect();
        ((0..sets.len()).map(row).collect(), parts.values().copied().collect())
    }
}

/// Looks for a set of small parts that together are about too few people, and about which alone
/// something can be computed.
struct Search<'a> {
    rows: &'a [Vec<bool>],
    sizes: &'a [u32],
    small: &'a [usize],
    whole: usize,
    threshold: Threshold,
    searched: usize,
}

impl Search<'_> {
    fn finds(&mut self, chosen: &mut Vec<usize>, from: usize, people: u32) -> bool {
        for next in from..self.small.len() {
            let part = self.small[next];
            let together = people.saturating_add(self.sizes[part]);
            if self.threshold.allows(together) {
                continue;
            }
            self.searched += 1;
            if self.searched > SEARCHED_MAX {
                return true;
            }
            chosen.push(part);
            // Without these parts fewer figures are independent: some combination is of them alone.
            if rank(self.rows, chosen) < self.whole || self.finds(chosen, next + 1, together) {
                return true;
            }
            chosen.pop();
        }
        false
    }
}

/// How many of the rows are independent, the parts left out aside.
fn rank(rows: &[Vec<bool>], left_out: &[usize]) -> usize {
    let mut rows: Vec<Vec<u128>> = rows
        .iter()
        .map(|row| {
            let kept = row.iter().enumerate().filter(|(part, _)| !left_out.contains(part));
            kept.map(|(_, &inside)| u128::from(inside)).collect()
        })
        .collect();
    let width = rows.first().map_or(0, Vec::len);
    let mut rank = 0;
    for column in 0..width {
        let Some(found) = (rank..rows.len()).find(|&row| rows[row][column] != 0) else { continue };
        rows.swap(rank, found);
        let (head, tail) = rows.split_at_mut(rank + 1);
        let pivot = &head[rank];
        for row in tail.iter_mut().filter(|row| row[column] != 0) {
            // Both rows are scaled instead of divided: nothing needs an inverse.
            let (mine, other) = (pivot[column], row[column]);
            for (value, known) in row.iter_mut().zip(pivot) {
                *value = (*value * mine + (PRIME - other) * known % PRIME) % PRIME;
            }
        }
        rank += 1;
    }
    rank
}

#[cfg(test)]
mod tests;
