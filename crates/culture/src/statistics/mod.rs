//! The statistics of the customer culture: what answers say, how surely, and where they say nothing.
//!
//! [`Statistics::of`] makes all of it from the [`Answers`] of one wave and a [`ScoringKey`]; [`changes`] compares two
//! waves; [`detectable`] says before a wave what it can show. Each figure carries its counts, its interval and the
//! version of its definition, or the reason for which it is not shown. Definitions and sources are written up in
//! `docs/CULTURE_STATISTICS.md`.
//!
//! Layout: `key` is which items make a dimension, `tally` the answers counted, `score` means and favourable answers,
//! `reliability` and `resample` alpha and omega, `agreement` within departments, `departments` and `differences` between
//! them, `change` between waves, `planning` before one, `shown` figures and reasons, `numbers` the distributions.

mod agreement;
mod change;
mod departments;
mod differences;
mod key;
mod numbers;
mod planning;
mod reliability;
mod resample;
mod score;
mod shown;
mod tally;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use filo_model::figure::wilson;
use serde::Serialize;

pub use agreement::{AGREEMENT, Agreement, Limits, SHARED_MIN, uniform_variance, within_group};
pub use change::{CHANGE, Change, Changed, DepartmentChange, Wave, changes};
pub use departments::{BETWEEN, Between, ESTIMATE, Estimate};
pub use differences::{Compared, DEPARTMENTS_MAX, DIFFERENCE, DIFFERENT_MIN, Difference};
pub use key::{KeyDimension, KeyItem, ScoringKey};
pub use planning::{DETECTABLE, Detectable, SD_SUPPOSED, detectable, half_width};
pub use reliability::{
    ALPHA, BAND_AMBER, BAND_FINE, Band, COMPLETE_MIN, Coefficient, OMEGA, Reliability,
};
pub use score::{FAVOURABLE, Favourable, Mean, SCORE};
pub use shown::{Shown, Why};

use departments::Groups;
use differences::differences;
use numbers::{count, real};
use resample::Draws;
use score::{Spread, favourable, mean};
use tally::{DepartmentTally, ItemTally, Tally};

use crate::answers::Answers;
use crate::instrument::GROUP_MIN;

/// The definition of the whole.
pub const STATISTICS: &str = "culture.statistics/1";
/// The definition of what is told of one item.
pub const ITEM: &str = "culture.item/1";
/// The fewest answers to an item for which a department's are told; with fewer, dimensions alone are.
pub const ITEM_ANSWERS_MIN: u64 = 8;

/// How the statistics are made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The seed of the resamples.
    pub seed: u64,
    /// How many resamples the intervals of alpha and omega rest on.
    pub resamples: u32,
    /// On how many threads of the operating system; no figure depends on it.
    pub threads: usize,
    /// The fewest respondents that a figure may be about; five where less is asked for.
    pub group_min: u8,
    /// How many people departments have, for the finite population correction of means and differences. Empty, as it
    /// is by default, where culture is taken for a process and not for the opinion of these people.
    pub populations: BTreeMap<String, u64>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            seed: 1,
            resamples: 2_000,
            threads: 2,
            group_min: GROUP_MIN,
            populations: BTreeMap::new(),
        }
    }
}

impl Options {
    /// The fewest respondents that a figure may be about.
    fn group_min(&self) -> u64 {
        u64::from(self.group_min.max(GROUP_MIN))
    }
}

/// All that is told of the answers of one wave.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Statistics {
    /// The version of the definition.
    pub definition: &'static str,
    /// The seed of the resamples.
    pub seed: u64,
    /// How many resamples.
    pub resamples: u32,
    /// How many points the scale has.
    pub points: u8,
    /// The fewest respondents that a figure is about.
    pub group_min: u64,
    /// How many respondents there are.
    pub respondents: u64,
    /// The dimensions in the order of the key.
    pub dimensions: Vec<DimensionStatistics>,
}

/// What is told of a dimension.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DimensionStatistics {
    /// Its code.
    pub code: String,
    /// Ids of its items.
    pub items: Vec<String>,
    /// How far its items tell the same.
    pub reliability: Reliability,
    /// The score of the whole company.
    pub score: Shown<Mean>,
    /// The favourable answers of the whole company.
    pub favourable: Shown<Favourable>,
    /// Each item in the whole company.
    pub answers: Shown<Vec<ItemStatistics>>,
    /// How far the score depends on the department.
    pub between: Shown<Between>,
    /// Each department, by name.
    pub departments: Vec<Cell>,
    /// Departments with a score, two by two.
    pub differences: Shown<Vec<Difference>>,
}

/// What is told of a dimension in a department.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cell {
    /// The department.
    pub department: String,
    /// How many respondents it has.
    pub respondents: Shown<u64>,
    /// Ids of items that do not apply in it and are left out of its scores.
    pub left_out: Vec<String>,
    /// Its score.
    pub score: Shown<Mean>,
    /// Its score once noise is taken into account.
    pub estimate: Shown<Estimate>,
    /// Its favourable answers.
    pub favourable: Shown<Favourable>,
    /// How far its people agree.
    pub agreement: Shown<Agreement>,
    /// Its items, each from [`ITEM_ANSWERS_MIN`] answers on.
    pub answers: Shown<Vec<ItemStatistics>>,
}

/// What is told of the answers to an item.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemStatistics {
    /// The version of the definition.
    pub definition: &'static str,
    /// Its id.
    pub id: String,
    /// How many gave a point.
    pub n: u64,
    /// How many respondents there are.
    pub of: u64,
    /// How many said that it does not apply.
    pub not_applicable: u64,
    /// Whether it is reported as not applicable here.
    pub left_out: bool,
    /// Its mean on the scale from 0 to 100.
    pub score: Shown<Mean>,
    /// How many answers are favourable.
    pub favourable: Shown<ItemFavourable>,
}

/// How many answers to an item are favourable.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ItemFavourable {
    /// Favourable answers.
    pub x: u64,
    /// Answers.
    pub n: u64,
    /// x / n.
    pub share: f64,
    /// Its 95 % Wilson interval.
    pub interval: (f64, f64),
}

impl Statistics {
    /// The statistics of a wave.
    #[must_use]
    pub fn of(answers: &Answers, key: &ScoringKey, options: &Options) -> Self {
        Self::with(answers, key, options, &mut Limits::default())
    }

    /// As [`Statistics::of`], keeping what answers at random reach for the next wave.
    #[must_use]
    pub fn with(
        answers: &Answers,
        key: &ScoringKey,
        options: &Options,
        limits: &mut Limits,
    ) -> Self {
        let dimensions = key.dimensions.iter();
        Self {
            definition: STATISTICS,
            seed: options.seed,
            resamples: options.resamples,
            points: key.points,
            group_min: options.group_min(),
            respondents: count(answers.respondents()),
            dimensions: dimensions
                .map(|dimension| {
                    let tally = Tally::of(answers, dimension, key.points, &BTreeSet::new());
                    DimensionStatistics::of(&tally, dimension, options, limits)
                })
                .collect(),
        }
    }
}

impl DimensionStatistics {
    fn of(tally: &Tally, key: &KeyDimension, options: &Options, limits: &mut Limits) -> Self {
        let draws = Draws {
            seed: options.seed,
            resamples: options.resamples,
            threads: options.threads,
            code: key.code.clone(),
        };
        let group_min = options.group_min();
        let whole = tally.whole();
        let is_there = tally.items_present >= key.needed();
        let absent = |why| if is_there { why } else { Why::ItemsAbsent };
        let population = |name: &str| options.populations.get(name).copied();
        let scores: Vec<Vec<(f64, u64)>> =
            tally.departments.iter().map(|department| department.scores(tally.points)).collect();
        let groups = Groups::of(scores.iter().map(Vec::as_slice));
        let mut cells: Vec<Cell> = Vec::with_capacity(scores.len());
        for (department, scores) in tally.departments.iter().zip(&scores) {
            let mut cell = Cell::of(department, key, tally.points, options, limits);
            let told =
                mean(scores, department.respondents, group_min, population(&department.name));
            cell.score = told.map_err(|why| absent(cell.why_no_score(key, why))).into();
            cells.push(cell);
        }
        let shown: Vec<(u64, f64)> = cells
            .iter()
            .filter_map(|cell| cell.score.value())
            .map(|score| (score.n, score.mean))
            .collect();
        let estimates = groups.estimates(&shown);
        let mut each = estimates.as_ref().map(|estimates| estimates.iter().copied()).ok();
        for cell in &mut cells {
            cell.estimate = match (&cell.score, &mut each, &estimates) {
                (Shown::Not(why), ..) => Shown::Not(*why),
                (_, Some(each), _) => each.next().ok_or(Why::TooFewDepartments).into(),
                (_, None, estimates) => {
                    Shown::Not(estimates.as_ref().err().copied().unwrap_or(Why::TooFewDepartments))
                }
            };
        }
        let compared: Vec<(&str, Spread, Option<u64>)> = cells
            .iter()
            .zip(&scores)
            .filter(|(cell, _)| cell.score.value().is_some())
            .filter_map(|(cell, scores)| {
                Some((cell.department.as_str(), Spread::of(scores)?, population(&cell.department)))
            })
            .collect();
        let answers = items(&whole, key, tally.points, group_min);
        let is_enough = whole.respondents >= group_min;
        Self {
            code: key.code.clone(),
            items: key.items.iter().map(|item| item.id.clone()).collect(),
            reliability: reliability::reliability(tally, key.items.len(), &draws),
            score: mean(&tally.scores(), whole.respondents, group_min, None).map_err(absent).into(),
            favourable: favourable(&whole, group_min),
            answers: if is_enough {
                Shown::Value(answers)
            } else {
                Shown::Not(Why::TooFewRespondents)
            },
            between: groups.between().map_err(absent).into(),
            differences: differences(&compared),
            departments: cells,
        }
    }
}

impl Cell {
    /// A department, its score still missing.
    fn of(
        tally: &DepartmentTally,
        key: &KeyDimension,
        points: u8,
        options: &Options,
        limits: &mut Limits,
    ) -> Self {
        let group_min = options.group_min();
        let too_few = Shown::Not(Why::TooFewRespondents);
        if tally.respondents < group_min {
            return Self {
                department: tally.name.clone(),
                respondents: Shown::Not(Why::TooFewRespondents),
                left_out: Vec::new(),
                score: Shown::Not(Why::TooFewRespondents),
                estimate: Shown::Not(Why::TooFewRespondents),
                favourable: Shown::Not(Why::TooFewRespondents),
                agreement: Shown::Not(Why::TooFewRespondents),
                answers: too_few,
            };
        }
        let left_out = tally.items.iter().zip(&key.items).filter(|(item, _)| item.is_left_out);
        let has_items = tally.respondents >= group_min.max(ITEM_ANSWERS_MIN);
        let answers = || items(tally, key, points, group_min.max(ITEM_ANSWERS_MIN));
        Self {
            department: tally.name.clone(),
            respondents: Shown::Value(tally.respondents),
            left_out: left_out.map(|(_, item)| item.id.clone()).collect(),
            score: Shown::Not(Why::TooFewRespondents),
            estimate: Shown::Not(Why::TooFewRespondents),
            favourable: favourable(tally, group_min),
            agreement: agreement::agreement(tally, points, group_min, limits).into(),
            answers: if has_items { Shown::Value(answers()) } else { too_few },
        }
    }

    /// Why there is no score: items that do not apply come before people who are missing.
    fn why_no_score(&self, key: &KeyDimension, why: Why) -> Why {
        let applying = key.items.len().saturating_sub(self.left_out.len());
        if applying < key.needed() { Why::NotApplicableHere } else { why }
    }
}

/// What is told of each item of the key.
fn items(
    tally: &DepartmentTally,
    key: &KeyDimension,
    points: u8,
    answers_min: u64,
) -> Vec<ItemStatistics> {
    let told = tally.items.iter().zip(&key.items);
    told.map(|(item, key)| one(item, &key.id, tally.respondents, points, answers_min)).collect()
}

fn one(item: &ItemTally, id: &str, of: u64, points: u8, answers_min: u64) -> ItemStatistics {
    let n = item.answered();
    let top = f64::from(points.saturating_sub(1).max(1));
    let score = |point: u64| (real(point) - 1.0) * 100.0 / top;
    let scores: Vec<(f64, u64)> =
        (1..).zip(&item.points).map(|(point, times)| (score(point), *times)).collect();
    let x = item.points.iter().rev().take(2).sum();
    let shown = || ItemFavourable { x, n, share: real(x) / real(n), interval: wilson(x, n) };
    let favourable = if item.is_left_out {
        Shown::Not(Why::NotApplicableHere)
    } else if n < answers_min {
        Shown::Not(Why::TooFewRespondents)
    } else {
        Shown::Value(shown())
    };
    let score = match favourable.why() {
        Some(why) => Err(why),
        None => mean(&scores, of, answers_min, None),
    };
    ItemStatistics {
        definition: ITEM,
        id: id.to_owned(),
        n,
        of,
        not_applicable: item.not_applicable,
        left_out: item.is_left_out,
        score: score.into(),
        favourable,
    }
}
