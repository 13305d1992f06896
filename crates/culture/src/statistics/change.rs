//! What changed from one wave to the next, by department and dimension.
//!
//! Nobody can be followed from one wave to another, as answers name nobody: the waves are independent samples, and the
//! interval of a change is Welch's. Where in truth the same people answer, it is wider than it need be. Only items
//! whose wording is the same, by their digests, are compared, and an item that a department leaves out in one wave
//! is left out in both.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Options;
use super::differences::{Compared, Pair, judge};
use super::key::{KeyDimension, ScoringKey};
use super::score::{Mean, Spread, mean};
use super::shown::{Shown, Why};
use super::tally::{DepartmentTally, Tally};
use crate::answers::Answers;

/// The definition of a change.
pub const CHANGE: &str = "culture.change/1";

/// A wave: its answers and how they are scored.
#[derive(Debug, Clone, Copy)]
pub struct Wave<'w> {
    /// The answers.
    pub answers: &'w Answers,
    /// The key.
    pub key: &'w ScoringKey,
}

/// What changed in a dimension.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// The code of the dimension.
    pub dimension: String,
    /// Ids of the items that are compared.
    pub items: Vec<String>,
    /// The whole company, whose departments may have grown and shrunk since.
    pub company: Changed,
    /// Each department of either wave, by name.
    pub departments: Vec<DepartmentChange>,
}

/// A department's change.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DepartmentChange {
    /// Its name.
    pub department: String,
    /// What changed.
    #[serde(flatten)]
    pub changed: Changed,
}

/// A score in two waves.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Changed {
    /// The score in the earlier wave.
    pub earlier: Shown<Mean>,
    /// The score in the later wave.
    pub later: Shown<Mean>,
    /// Later minus earlier; adjusted for the departments of the dimension.
    pub change: Shown<Compared>,
}

/// The changes of every dimension that both keys have, in the order of the later one.
#[must_use]
pub fn changes(earlier: Wave<'_>, later: Wave<'_>, options: &Options) -> Vec<Change> {
    let dimensions = later.key.dimensions.iter();
    dimensions
        .filter_map(|dimension| {
            let before = earlier.key.dimensions.iter().find(|one| one.code == dimension.code)?;
            Some(change(earlier, later, (before, dimension), options))
        })
        .collect()
}

fn change(
    earlier: Wave<'_>,
    later: Wave<'_>,
    (before, after): (&KeyDimension, &KeyDimension),
    options: &Options,
) -> Change {
    let is_same = |id: &str| {
        let digest = |key: &KeyDimension| key.items.iter().find(|item| item.id == id)?.digest;
        digest(before).is_some() && digest(before) == digest(after)
    };
    let is_there =
        |id: &str| earlier.answers.column(id).is_some() && later.answers.column(id).is_some();
    let mut common = after.clone();
    common.items.retain(|item| is_same(&item.id) && is_there(&item.id));
    let is_compared =
        earlier.key.points == later.key.points && common.items.len() >= after.needed();
    let tallies = is_compared.then(|| alike(earlier, later, &common));
    let mut departments: BTreeMap<&str, [Option<&DepartmentTally>; 2]> = BTreeMap::new();
    let wholes = tallies.as_ref().map(|tallies| tallies.each_ref().map(Tally::whole));
    if let Some(tallies) = &tallies {
        for (place, tally) in tallies.iter().enumerate() {
            for department in &tally.departments {
                let held = departments.entry(&department.name).or_default();
                if let Some(held) = held.get_mut(place) {
                    *held = Some(department);
                }
            }
        }
    }
    let points = later.key.points;
    let company = wholes.as_ref().map(|wholes| wholes.each_ref().map(Some)).unwrap_or_default();
    let why = if is_compared { Why::DepartmentAbsent } else { Why::OtherWording };
    let company = judged(vec![company], &[None], points, why, options);
    let populations: Vec<Option<u64>> =
        departments.keys().map(|name| options.populations.get(*name).copied()).collect();
    let told = judged(departments.values().copied().collect(), &populations, points, why, options);
    let named = departments.keys().zip(told);
    Change {
        dimension: after.code.clone(),
        items: common.items.iter().map(|item| item.id.clone()).collect(),
        company: company.into_iter().next().unwrap_or(Changed {
            earlier: Shown::Not(why),
            later: Shown::Not(why),
            change: Shown::Not(why),
        }),
        departments: named
            .map(|(name, changed)| DepartmentChange { department: (*name).to_owned(), changed })
            .collect(),
    }
}

/// Both waves counted, leaving out in both what either leaves out.
fn alike(earlier: Wave<'_>, later: Wave<'_>, common: &KeyDimension) -> [Tally; 2] {
    let waves = [earlier, later];
    let mut left_out = BTreeSet::new();
    for wave in waves {
        let tally = Tally::of(wave.answers, common, wave.key.points, &BTreeSet::new());
        for department in &tally.departments {
            for (item, key) in department.items.iter().zip(&common.items) {
                if item.is_left_out {
                    left_out.insert((department.name.clone(), key.id.clone()));
                }
            }
        }
    }
    waves.map(|wave| Tally::of(wave.answers, common, wave.key.points, &left_out))
}

/// The changes of a family; `why` is said where a wave has no such department.
fn judged(
    family: Vec<[Option<&DepartmentTally>; 2]>,
    populations: &[Option<u64>],
    points: u8,
    why: Why,
    options: &Options,
) -> Vec<Changed> {
    let mut pairs = Vec::new();
    let mut told = Vec::new();
    for (waves, population) in family.into_iter().zip(populations) {
        let scores = waves.map(|tally| tally.map(|tally| tally.scores(points)));
        let [earlier, later] = [0, 1].map(|place: usize| {
            let tally = waves.get(place).copied().flatten().ok_or(why)?;
            let scores = scores.get(place).and_then(Option::as_ref).ok_or(why)?;
            let told = mean(scores, tally.respondents, options.group_min(), *population)?;
            Ok((told, Spread::of(scores).ok_or(Why::TooFewRespondents)?))
        });
        let pair = match (&later, &earlier) {
            (Ok((_, later)), Ok((_, earlier))) => {
                Pair::of((later, *population), (earlier, *population))
            }
            (Err(why), _) | (_, Err(why)) => Err(*why),
        };
        let place = pair.map(|pair| {
            pairs.push(pair);
            pairs.len() - 1
        });
        let mean = |told: Result<(Mean, Spread), Why>| Shown::from(told.map(|(mean, _)| mean));
        told.push((mean(earlier), mean(later), place));
    }
    let compared = judge(&pairs, CHANGE);
    told.into_iter()
        .map(|(earlier, later, place)| {
            let change =
                place.and_then(|place| compared.get(place).copied().ok_or(Why::NoVariance));
            Changed { earlier, later, change: change.into() }
        })
        .collect()
}
