//! Who says much or little and does much or little, among the departments of one company, by rank alone.
//!
//! Cut at the medians of the departments, of what is said and of what is done: no scale needs to mean the same as the
//! other. Who lies at the median counts as high. How sure the place is: in which share of the draws it is the same.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::chance::{quantile, real};

/// How many departments it takes.
pub const DEPARTMENTS_MIN: usize = 4;

/// Where a department lies among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quadrant {
    /// Says much and does much.
    SaysAndDoes,
    /// Says much and does little.
    OnlySays,
    /// Says little and does much.
    OnlyDoes,
    /// Says little and does little.
    Neither,
}

/// A place, and how sure it is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Placed {
    /// The place by the medians of the draws.
    pub quadrant: Quadrant,
    /// The share of the draws in which it is the same.
    pub probability: f64,
}

/// The draws of one department.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standpoint<'a> {
    pub(super) name: &'a str,
    pub(super) say: &'a [f64],
    pub(super) done: &'a [f64],
}

/// The place of each department; none where departments are too few.
pub(super) fn placed(standpoints: &[Standpoint<'_>]) -> BTreeMap<String, Placed> {
    if standpoints.len() < DEPARTMENTS_MIN {
        return BTreeMap::new();
    }
    let middle = |draws: &[f64]| {
        let mut sorted = draws.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        quantile(&sorted, 50).unwrap_or_default()
    };
    let cut = |pairs: &[(f64, f64)]| -> Vec<Quadrant> {
        let (say, done): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
        let (say, done) = (middle(&say), middle(&done));
        pairs.iter().map(|pair| Quadrant::of(pair.0 >= say, pair.1 >= done)).collect()
    };
    let medians: Vec<_> =
        standpoints.iter().map(|one| (middle(one.say), middle(one.done))).collect();
    let places = cut(&medians);
    let lengths = standpoints.iter().map(|one| one.say.len().min(one.done.len()));
    let draws = lengths.min().unwrap_or_default();
    let mut same = vec![0; places.len()];
    for draw in 0..draws {
        let pairs: Vec<_> = standpoints.iter().map(|one| (one.say[draw], one.done[draw])).collect();
        for (number, (now, place)) in same.iter_mut().zip(cut(&pairs).iter().zip(&places)) {
            *number += usize::from(now == place);
        }
    }
    let each = standpoints.iter().zip(places.into_iter().zip(same));
    each.map(|(one, (quadrant, same))| {
        let probability = real(same) / real(draws.max(1));
        (one.name.to_owned(), Placed { quadrant, probability })
    })
    .collect()
}

impl Quadrant {
    fn of(says: bool, does: bool) -> Self {
        match (says, does) {
            (true, true) => Self::SaysAndDoes,
            (true, false) => Self::OnlySays,
            (false, true) => Self::OnlyDoes,
            (false, false) => Self::Neither,
        }
    }
}
