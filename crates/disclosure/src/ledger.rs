//! What was published of one definition, so that no two figures differ by too few people.
//!
//! Method: a figure is about a set of groups. All that adding, subtracting and scaling published
//! figures can give is the span of their sets, as vectors over the groups; a figure is refused when
//! the span would hold anything about fewer people than the threshold and not nobody. That covers
//! two sets one inside the other, a complement within the whole, and unions of published sets.

use std::collections::{BTreeMap, BTreeSet};

use crate::Threshold;
use crate::span::Span;

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
        let mut span = Span::default();
        for set in sets {
            let row: Vec<bool> = self.people.keys().map(|group| set.contains(group)).collect();
            span.add(&row);
        }
        let sizes: Vec<u32> = self.people.values().copied().collect();
        span.tells_of_too_few(&sizes, self.threshold)
    }
}

#[cfg(test)]
mod tests;
