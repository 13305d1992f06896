//! Declared goalposts: for each measure what counts as nothing and what counts as everything, by version.
//!
//! A share is turned into points from 0 to 100 by two declared values, its floor and its target (the goalposts of the
//! Human Development Index, UNDP, technical notes; OECD/JRC 2008, Handbook on Constructing Composite Indicators,
//! section 5). They are a decision of the company, not an estimate: each version has an author, a reason and a day, a
//! new one is added at the end, and an earlier one is never changed. Shares are between 0 and 1, as measured: for a
//! measure of which less is better the floor is the greater one.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::dimension::Dimension;

/// The least and the greatest weight: beyond them a measure is left out, or is the only one.
pub const WEIGHTS: (f64, f64) = (0.05, 20.0);

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
}

/// How far a company made goalposts its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Adoption {
    /// Written down to start from: good for an index, not for saying that words and deeds differ.
    Proposed,
    /// Decided by the company.
    Declared,
}

/// The goalposts of one measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goalpost {
    /// The id of the measure; its first letter is the dimension.
    pub id: String,
    /// Which way is better.
    pub direction: Direction,
    /// The share that is worth 0 points; so is any that is worse.
    pub floor: f64,
    /// The share that is worth 100 points; so is any that is better.
    pub target: f64,
    /// How much it weighs within its dimension, beside the others' weights.
    #[serde(default = "one")]
    pub weight: f64,
}

fn one() -> f64 {
    1.0
}

/// One version as it is written, not yet checked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    /// Its number: the first is 1, each next one more.
    pub number: u32,
    /// Whether the company decided it.
    pub adoption: Adoption,
    /// Who decided, or proposed.
    pub author: String,
    /// Why these values, or why they changed.
    pub reason: String,
    /// From which day on they are used.
    pub date: Date,
    /// How much each dimension weighs in the overall index; 1 for those that are not named.
    #[serde(default)]
    pub dimension_weights: BTreeMap<Dimension, f64>,
    /// The goalposts.
    #[serde(rename = "measure")]
    pub measures: Vec<Goalpost>,
}

/// All versions as they are written: the shape of a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// From the first to the present one.
    #[serde(rename = "version")]
    pub versions: Vec<Written>,
}

/// Why goalposts are refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GoalpostsError {
    /// There is no version.
    #[error("there is no version of the goalposts")]
    NoVersion,
    /// Versions that are not counted one by one.
    #[error("version {found} stands where {expected} should")]
    Number {
        /// The number that should stand there.
        expected: u32,
        /// The number that does.
        found: u32,
    },
    /// A version that is older than the one before it.
    #[error("version {0} is dated before the one that it follows")]
    Date(u32),
    /// Something that must be said is not.
    #[error("version {version}: `{field}` is empty")]
    Empty {
        /// The version.
        version: u32,
        /// What is empty.
        field: &'static str,
    },
    /// A measure stands twice.
    #[error("version {version}: `{id}` stands twice")]
    Twice {
        /// The version.
        version: u32,
        /// The measure.
        id: String,
    },
    /// The first letter is that of no dimension.
    #[error("version {version}: `{id}` belongs to no dimension")]
    Letter {
        /// The version.
        version: u32,
        /// The measure.
        id: String,
    },
    /// A floor or a target that is no share.
    #[error("version {version}: the {field} of `{id}` is not between 0 and 1")]
    Share {
        /// The version.
        version: u32,
        /// The measure.
        id: String,
        /// `floor` or `target`.
        field: &'static str,
    },
    /// Floor and target are the same, so that nothing lies between.
    #[error("version {version}: floor and target of `{id}` are the same")]
    Equal {
        /// The version.
        version: u32,
        /// The measure.
        id: String,
    },
    /// The target is worse than the floor.
    #[error("version {version}: the target of `{id}` is worse than its floor")]
    Side {
        /// The version.
        version: u32,
        /// The measure.
        id: String,
    },
    /// A weight that is none.
    #[error("version {version}: the weight of `{id}` must be from {least} to {greatest}", least = WEIGHTS.0, greatest = WEIGHTS.1)]
    Weight {
        /// The version.
        version: u32,
        /// The measure or the dimension.
        id: String,
    },
    /// A version that was in force reads otherwise now.
    #[error("version {0} is not as it was; add a new version instead")]
    Rewritten(u32),
}

/// One version of the goalposts that was checked.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Goalposts(Written);

impl std::ops::Deref for Goalposts {
    type Target = Written;

    fn deref(&self) -> &Written {
        &self.0
    }
}

impl Goalposts {
    fn new(written: Written) -> Result<Self, GoalpostsError> {
        let version = written.number;
        let said = [("author", &written.author), ("reason", &written.reason)];
        if let Some((field, _)) = said.iter().find(|(_, text)| text.trim().is_empty()) {
            return Err(GoalpostsError::Empty { version, field });
        }
        if written.measures.is_empty() {
            return Err(GoalpostsError::Empty { version, field: "measure" });
        }
        let mut ids = BTreeSet::new();
        for goalpost in &written.measures {
            check(version, goalpost)?;
            if !ids.insert(goalpost.id.as_str()) {
                return Err(GoalpostsError::Twice { version, id: goalpost.id.clone() });
            }
        }
        let mut weights = written.dimension_weights.iter();
        if let Some((dimension, _)) = weights.find(|(_, weight)| !is_weight(**weight)) {
            return Err(GoalpostsError::Weight { version, id: dimension.name().to_owned() });
        }
        Ok(Self(written))
    }

    /// The goalposts of a measure.
    #[must_use]
    pub fn of(&self, measure: &str) -> Option<&Goalpost> {
        self.measures.iter().find(|goalpost| goalpost.id == measure)
    }

    /// How much a dimension weighs in the overall index.
    #[must_use]
    pub fn dimension_weight(&self, dimension: Dimension) -> f64 {
        self.dimension_weights.get(&dimension).copied().unwrap_or_else(one)
    }

    /// Whether the company decided them.
    #[must_use]
    pub fn is_declared(&self) -> bool {
        self.adoption == Adoption::Declared
    }
}

impl Goalpost {
    /// What a share of this measure is worth, from 0 to 100 points: linear between floor and target.
    #[must_use]
    pub fn points(&self, share: f64) -> f64 {
        ((share - self.floor) / (self.target - self.floor)).clamp(0.0, 1.0) * 100.0
    }
}

fn is_weight(weight: f64) -> bool {
    (WEIGHTS.0..=WEIGHTS.1).contains(&weight)
}

fn check(version: u32, goalpost: &Goalpost) -> Result<(), GoalpostsError> {
    let Goalpost { id, direction, floor, target, weight } = goalpost;
    let id = || id.clone();
    if Dimension::of_measure(&goalpost.id).is_none() {
        return Err(GoalpostsError::Letter { version, id: id() });
    }
    let shares = [("floor", floor), ("target", target)];
    // A number that is none lies in no range.
    if let Some((field, _)) = shares.iter().find(|(_, share)| !(0.0..=1.0).contains(*share)) {
        return Err(GoalpostsError::Share { version, id: id(), field });
    }
    let rise = match direction {
        Direction::Up => target - floor,
        Direction::Down => floor - target,
    };
    if rise.abs() < f64::EPSILON {
        return Err(GoalpostsError::Equal { version, id: id() });
    }
    if rise < 0.0 {
        return Err(GoalpostsError::Side { version, id: id() });
    }
    if is_weight(*weight) { Ok(()) } else { Err(GoalpostsError::Weight { version, id: id() }) }
}

/// What a version changed in one measure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// The measure.
    pub id: String,
    /// Its goalposts before; absent where it had none.
    pub before: Option<Goalpost>,
    /// Its goalposts after; absent where it has none any more.
    pub after: Option<Goalpost>,
}

/// All versions that there were, from the first to the present one.
#[derive(Debug, Clone, PartialEq)]
pub struct History(Vec<Goalposts>);

impl History {
    /// Checks every version and their order.
    ///
    /// # Errors
    /// Says the first thing that is wrong.
    pub fn new(draft: Draft) -> Result<Self, GoalpostsError> {
        let mut versions: Vec<Goalposts> = Vec::new();
        for (expected, written) in (1..).zip(draft.versions) {
            let found = written.number;
            if found != expected {
                return Err(GoalpostsError::Number { expected, found });
            }
            if versions.last().is_some_and(|last| written.date < last.date) {
                return Err(GoalpostsError::Date(found));
            }
            versions.push(Goalposts::new(written)?);
        }
        if versions.is_empty() { Err(GoalpostsError::NoVersion) } else { Ok(Self(versions)) }
    }

    /// Every version, from the first on.
    #[must_use]
    pub fn versions(&self) -> &[Goalposts] {
        &self.0
    }

    /// The version in force now.
    #[must_use]
    pub fn present(&self) -> &Goalposts {
        self.0.last().expect("a history without a version was refused")
    }

    /// The version in force on a day; absent before the first.
    #[must_use]
    pub fn on(&self, day: Date) -> Option<&Goalposts> {
        self.0.iter().rev().find(|version| version.date <= day)
    }

    /// Checks that every version of an earlier reading is still as it was.
    ///
    /// # Errors
    /// Names the first version that was rewritten or taken out.
    pub fn follows(&self, earlier: &Self) -> Result<(), GoalpostsError> {
        let mut kept = earlier.0.iter().zip(self.0.iter().map(Some).chain(std::iter::repeat(None)));
        let rewritten = kept.find(|(before, now)| *now != Some(*before));
        rewritten.map_or(Ok(()), |(before, _)| Err(GoalpostsError::Rewritten(before.number)))
    }

    /// What a version changed against the one before it, measure by measure, by id; all of the first.
    #[must_use]
    pub fn changes(&self, number: u32) -> Vec<Change> {
        let version = |number: u32| self.0.iter().find(|version| version.number == number);
        let Some(now) = version(number) else { return Vec::new() };
        let before = number.checked_sub(1).and_then(version);
        let measures = before.into_iter().chain([now]).flat_map(|version| &version.measures);
        let ids: BTreeSet<&str> = measures.map(|goalpost| goalpost.id.as_str()).collect();
        let each = ids.into_iter().map(|id| Change {
            id: id.to_owned(),
            before: before.and_then(|version| version.of(id)).cloned(),
            after: now.of(id).cloned(),
        });
        each.filter(|change| change.before != change.after).collect()
    }
}

#[cfg(test)]
mod tests;
