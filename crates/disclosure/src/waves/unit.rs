//! Departments as they are shown: the small with their parent.

use std::collections::{BTreeMap, BTreeSet};

use super::{Department, Turnover, Wave, WaveError};
use crate::Threshold;

/// One department, or one with the small ones that count with it.
#[derive(Debug, Clone, Default)]
pub(super) struct Unit {
    /// The departments in it, by name.
    pub(super) departments: BTreeSet<String>,
    pub(super) invited: u32,
    pub(super) respondents: u32,
    /// The people who were in no earlier wave, at least.
    newcomers: u32,
    /// Whether nobody came or went in any of its departments.
    is_unchanged: bool,
    valid: BTreeMap<String, Vec<u32>>,
}

impl Unit {
    fn of(department: &Department) -> Self {
        let newcomers = match department.turnover {
            Turnover::Newcomers(people) => people,
            Turnover::Unknown | Turnover::Nobody => 0,
        };
        Self {
            departments: BTreeSet::from([department.name.clone()]),
            invited: department.invited,
            respondents: department.respondents,
            newcomers,
            is_unchanged: department.turnover == Turnover::Nobody,
            valid: department.valid.clone(),
        }
    }

    fn absorb(&mut self, other: Self) {
        if self.departments.is_empty() {
            *self = other;
            return;
        }
        self.departments.extend(other.departments);
        self.invited = self.invited.saturating_add(other.invited);
        self.respondents = self.respondents.saturating_add(other.respondents);
        self.newcomers = self.newcomers.saturating_add(other.newcomers);
        self.is_unchanged &= other.is_unchanged;
        for (family, bases) in other.valid {
            let mine = self.valid.entry(family).or_insert_with(|| vec![0; bases.len()]);
            for (sum, people) in mine.iter_mut().zip(bases) {
                *sum = sum.saturating_add(people);
            }
        }
    }

    /// The valid respondents of a family, the widest base first.
    pub(super) fn valid(&self, family: &str) -> &[u32] {
        self.valid.get(family).map_or(&[], Vec::as_slice)
    }

    /// The valid respondents of one base.
    pub(super) fn people(&self, family: &str, base: usize) -> u32 {
        self.valid(family).get(base).copied().unwrap_or(0)
    }

    /// Whether it is known who the respondents are: all, or all but those whose absence is known.
    pub(super) fn is_complete(&self, family: &str, known_absent: u32) -> bool {
        let people = self.people(family, 0);
        people > 0 && people.saturating_add(known_absent) >= self.invited
    }

    /// Of each layer of respondents (in one base and in no narrower one) its people.
    pub(super) fn layers(&self, family: &str) -> Vec<u32> {
        let bases = self.valid(family);
        let next = bases.iter().skip(1).copied().chain([0]);
        bases.iter().zip(next).map(|(people, narrower)| people.saturating_sub(narrower)).collect()
    }

    /// Of each layer the people, at least, whom nobody could have known to be in a figure of an earlier
    /// wave, where so many people in all were known to be in one.
    pub(super) fn fresh(&self, family: &str, known_people: u32) -> Vec<u32> {
        let layers = self.layers(family);
        let all = layers.iter().fold(0, |sum: u32, people| sum.saturating_add(*people));
        let fresh = |people: &u32| {
            let others = all.saturating_sub(*people);
            let new = self.newcomers.saturating_sub(others).min(*people);
            people.saturating_sub(known_people).max(new)
        };
        layers.iter().map(fresh).collect()
    }

    /// Whether its people are those that it had before, and all are in this base of both waves.
    pub(super) fn is_again(&self, before: &Self, family: &str, base: usize) -> bool {
        self.is_unchanged
            && self.departments == before.departments
            && self.invited == before.invited
            && self.people(family, base) == self.invited
            && before.people(family, base) == before.invited
    }
}

/// Which number of people decides whether a department is small.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// Those asked, which is known before a wave begins.
    Invited,
    /// Those who answered.
    Respondents,
}

/// The units of a wave by name: from the lowest departments on, the small join their parent.
pub(super) fn units(wave: &Wave, threshold: Threshold, by: By) -> BTreeMap<String, Unit> {
    let mut units: BTreeMap<String, Unit> =
        wave.departments.iter().map(|one| (one.name.clone(), Unit::of(one))).collect();
    let parents: BTreeMap<&str, &str> = wave
        .departments
        .iter()
        .filter_map(|one| one.parent.as_deref().map(|parent| (one.name.as_str(), parent)))
        .collect();
    let mut lowest_first: Vec<&str> = parents.keys().copied().collect();
    lowest_first.sort_by_key(|name| (std::cmp::Reverse(depth(name, &parents)), *name));
    for name in lowest_first {
        let is_small = |unit: &Unit| {
            let people = if by == By::Invited { unit.invited } else { unit.respondents };
            !threshold.allows(people)
        };
        if units.get(name).is_some_and(is_small)
            && let Some(small) = units.remove(name)
        {
            units.entry(parents[name].to_owned()).or_default().absorb(small);
        }
    }
    units
}

/// How many parents there are above; more than there are departments where they lead in a circle.
fn depth(name: &str, parents: &BTreeMap<&str, &str>) -> usize {
    let above = std::iter::successors(parents.get(name), |parent| parents.get(**parent));
    above.take(parents.len() + 1).count()
}

/// Checks that a wave's numbers and names fit together.
pub(super) fn check(wave: &Wave) -> Result<(), WaveError> {
    let named = |one: &Department| (wave.name.clone(), one.name.clone());
    let mut names = BTreeSet::new();
    let mut bases: BTreeMap<&str, usize> = BTreeMap::new();
    let parents: BTreeMap<&str, &str> = wave
        .departments
        .iter()
        .filter_map(|one| one.parent.as_deref().map(|parent| (one.name.as_str(), parent)))
        .collect();
    for one in &wave.departments {
        let (of, name) = named(one);
        if !names.insert(&one.name) {
            return Err(WaveError::Twice(of, name));
        }
        if depth(&one.name, &parents) > parents.len() {
            return Err(WaveError::Parents(of, name));
        }
        let narrows = |people: &Vec<u32>| {
            people.is_sorted_by(|wider, narrower| wider >= narrower)
                && people.first().is_none_or(|widest| *widest <= one.respondents)
        };
        let newcomers = match one.turnover {
            Turnover::Newcomers(people) => people,
            Turnover::Unknown | Turnover::Nobody => 0,
        };
        let fits = one.respondents <= one.invited && newcomers <= one.invited;
        if !fits || !one.valid.values().all(narrows) {
            return Err(WaveError::People(of, name));
        }
        for (family, valid) in &one.valid {
            if *bases.entry(family).or_insert(valid.len()) != valid.len() {
                return Err(WaveError::Bases(of, family.clone()));
            }
        }
    }
    Ok(())
}
