//! The index of what was done: points by dimension and overall, each with its uncertainty and what it rests on.
//!
//! The steps, field reference section 7. A share is pulled towards the company's by a beta-binomial prior
//! ([`prior`]); goalposts turn it into points; a dimension is the weighted mean of its measures; the whole is the weighted
//! geometric mean of the dimensions, so that none can buy another (OECD/JRC 2008, Handbook on Constructing Composite
//! Indicators, section 6). Draws of all shares and of all weights carry the uncertainty through; grave harms cap care and
//! stand beside as counts. Pure: the same inputs and seed give the same result, whatever their order.

mod draw;
pub mod prior;
mod standing;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::goalposts::{Direction, Goalposts};
use prior::Prior;

pub use crate::chance::Interval;
pub use draw::{Draws, DrawsOf};
pub use standing::{Coverage, DimensionStanding, MeasureStanding, Overall, Standing, Unsaid};

/// How many measures a dimension needs at least.
pub const MEASURES_MIN: usize = 2;
/// How many dimensions the whole needs at least.
pub const DIMENSIONS_MIN: usize = 5;
/// The most points that care is worth while a grave harm is younger than ninety days.
pub const CARE_CAP: f64 = 40.0;
/// The least that a dimension counts for in the geometric mean: at nought it would wipe out all others.
pub const DIMENSION_FLOOR: f64 = 1.0;

/// Why there is no count of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// Something that it needs is in no source.
    NotMeasurable,
    /// All is there, and nothing happened that could be judged.
    NothingToJudge,
    /// It would be about too few people.
    Withheld,
}

/// What was counted of one measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Count {
    /// `x` of `n` judged, as the measure is defined, whichever way is better.
    Of {
        /// The numerator.
        x: u64,
        /// The denominator.
        n: u64,
    },
    /// There is none, and why: never a zero.
    Missing(Missing),
}

/// Grave harms that people confirmed, of the ninety days before the end of the window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GraveHarms {
    /// Claims handed to debt collection that should not have been.
    pub undue_collections: u64,
    /// Services suspended while a complaint was open.
    pub suspensions_in_complaint: u64,
    /// Calls to those who had opted out.
    pub calls_after_opt_out: u64,
}

impl GraveHarms {
    /// Whether there is any.
    #[must_use]
    pub fn any(&self) -> bool {
        let Self { undue_collections, suspensions_in_complaint, calls_after_opt_out } = *self;
        undue_collections > 0 || suspensions_in_complaint > 0 || calls_after_opt_out > 0
    }
}

/// What was counted of the company, or of one department.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// By id of measure; one that is not named counts as not measurable.
    pub measures: BTreeMap<String, Count>,
    /// Grave harms.
    pub harms: GraveHarms,
}

/// All that the index is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inputs {
    /// Which way each measure is better, as it is defined; checked against the goalposts.
    pub directions: BTreeMap<String, Direction>,
    /// The company: its own figures, not the departments' sums, for one thing may count in two departments.
    pub company: Counted,
    /// The departments, by name.
    pub departments: BTreeMap<String, Counted>,
}

/// How draws are made.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// Where chance begins.
    pub seed: u64,
    /// How many draws.
    pub draws: usize,
    /// How closely drawn weights stay to the declared ones: the sum of the Dirichlet's parameters.
    pub concentration: f64,
    /// How many cases a prior is worth where departments do not tell.
    pub strength: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self { seed: 1, draws: 4000, concentration: 50.0, strength: 20.0 }
    }
}

/// Why there is no index.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IndexError {
    /// More counted than there were.
    #[error("`{measure}` of `{of}` counts {x} of {n}")]
    MoreThanAll {
        /// The department, or `company`.
        of: String,
        /// The measure.
        measure: String,
        /// The numerator.
        x: u64,
        /// The denominator.
        n: u64,
    },
    /// Goalposts that look the other way than the measure.
    #[error("the goalposts of `{0}` have another direction than the measure")]
    Direction(String),
    /// An option out of its range.
    #[error(
        "`{0}` is out of range: draws from 100 to 100000, the others above 0 and at most 10000"
    )]
    Option(&'static str),
}

/// The index of a company and its departments.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Index {
    /// The version of the goalposts.
    pub goalposts: u32,
    /// Whether the company decided them.
    pub is_declared: bool,
    /// How the draws were made.
    pub options: Options,
    /// By measure, what departments' shares are pulled towards.
    pub priors: BTreeMap<String, Prior>,
    /// The company.
    pub company: Standing,
    /// The departments, by name.
    pub departments: BTreeMap<String, Standing>,
    /// Measures that were counted and have no goalposts.
    pub without_goalposts: Vec<String>,
}

/// The index, and the draws that it tells of.
///
/// # Errors
/// Where a count is impossible, a direction contradicts the goalposts, or an option is out of its range.
pub fn index(
    inputs: &Inputs,
    goalposts: &Goalposts,
    options: Options,
) -> Result<(Index, Draws), IndexError> {
    check(inputs, goalposts, options)?;
    let priors = prior::priors(inputs, goalposts, options);
    let weights = draw::Weights::new(goalposts, options);
    let company = Subject { name: &["company"], counted: &inputs.company, priors: &[].into() };
    let (company, company_draws) = company.standing(goalposts, &weights, options);
    let mut draws = Draws { company: company_draws, departments: BTreeMap::new() };
    let mut departments = BTreeMap::new();
    for (name, counted) in &inputs.departments {
        let subject = Subject { name: &["department", name], counted, priors: &priors };
        let (standing, drawn) = subject.standing(goalposts, &weights, options);
        departments.insert(name.clone(), standing);
        draws.departments.insert(name.clone(), drawn);
    }
    let all = inputs.departments.values().chain([&inputs.company]);
    let counted: BTreeSet<&String> = all.flat_map(|one| one.measures.keys()).collect();
    let without = counted.into_iter().filter(|id| goalposts.of(id).is_none());
    let index = Index {
        goalposts: goalposts.number,
        is_declared: goalposts.is_declared(),
        options,
        priors,
        company,
        departments,
        without_goalposts: without.cloned().collect(),
    };
    Ok((index, draws))
}

/// Whom a standing is about.
pub(crate) struct Subject<'a> {
    /// Names its random streams.
    pub(crate) name: &'a [&'a str],
    pub(crate) counted: &'a Counted,
    /// What its shares are pulled towards; where there is none, as for the company, next to nothing.
    pub(crate) priors: &'a BTreeMap<String, Prior>,
}

fn check(inputs: &Inputs, goalposts: &Goalposts, options: Options) -> Result<(), IndexError> {
    let Options { draws, concentration, strength, .. } = options;
    let is_in_range = |value: f64| value > 0.0 && value <= 10_000.0;
    let ranges = [
        ("draws", (100..=100_000).contains(&draws)),
        ("concentration", is_in_range(concentration)),
        ("strength", is_in_range(strength)),
    ];
    if let Some((name, _)) = ranges.iter().find(|(_, is_right)| !is_right) {
        return Err(IndexError::Option(name));
    }
    for (measure, direction) in &inputs.directions {
        if goalposts.of(measure).is_some_and(|goalpost| goalpost.direction != *direction) {
            return Err(IndexError::Direction(measure.clone()));
        }
    }
    let company = "company".to_owned();
    let departments = inputs.departments.iter();
    for (name, counted) in departments.chain([(&company, &inputs.company)]) {
        for (measure, count) in &counted.measures {
            if let Count::Of { x, n } = *count
                && x > n
            {
                let (of, measure) = (name.clone(), measure.clone());
                return Err(IndexError::MoreThanAll { of, measure, x, n });
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
