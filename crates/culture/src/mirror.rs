//! The three mirrors: what a department says of itself, how others see it, what it does; and where they differ.
//!
//! Field reference, sections 3.4 and 7. *Say*: means of the questionnaire, given in with their standard errors. *Seen*:
//! how those who worked with a department rate it ([`seen`]). *Done*: the index's draws. A gap is what is said less what
//! is seen, or done, in points; its uncertainty is that of both, drawn together. Points of a questionnaire and of an
//! index are not the same thing: a gap between them is flagged only where the company declared its goalposts, and beside
//! it always stands the [`quadrant`], which rests on ranks alone. Pure, and the same in any order.

pub mod quadrant;
pub mod seen;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use statrs::distribution::{ContinuousCDF as _, StudentsT};

use crate::chance::{self, Interval, Quantiles, stream};
use crate::dimension::Dimension;
use crate::index::{Draws, DrawsOf, Options};
use quadrant::{Placed, Standpoint, placed};
use seen::Seen;

/// How many points a gap must have to be one.
pub const GAP: f64 = 10.0;
/// How probable it must be that it has.
pub const FLAG: f64 = 0.90;

/// The most degrees of freedom that are told apart: with more, t is the normal distribution.
const DEGREES_MAX: f64 = 1e6;

/// A mean of answers, in points from 0 to 100, with what is unknown of it (Student 1908).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The mean.
    pub mean: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// The degrees of freedom of the standard error.
    pub degrees: f64,
    /// How many answered.
    pub n: u64,
}

/// What the company, or a department, says of itself.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// By dimension; those that too few answered are left out.
    pub dimensions: BTreeMap<Dimension, Estimate>,
    /// All dimensions together.
    pub overall: Option<Estimate>,
}

/// The questionnaire's side.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Say {
    /// The company.
    pub company: Said,
    /// The departments, by name.
    pub departments: BTreeMap<String, Said>,
}

/// The index's side.
#[derive(Debug, Clone, Copy)]
pub struct Done<'a> {
    /// Its draws, made with the same options.
    pub draws: &'a Draws,
    /// Whether the company declared the goalposts.
    pub is_declared: bool,
}

/// What is said less what is seen or done.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Gap {
    /// In points; above nought where more is said.
    pub points: Interval,
    /// How probable it is that more than [`GAP`] points are said too much.
    pub beyond: f64,
    /// Whether that is [`FLAG`] or more, and the two may be compared.
    pub is_flagged: bool,
}

/// Say and done in one dimension.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct DimensionMirror {
    /// What is said.
    pub say: Option<Estimate>,
    /// What is done.
    pub done: Option<Interval>,
    /// Say less done.
    pub say_done: Option<Gap>,
    /// Where it lies among the departments.
    pub quadrant: Option<Placed>,
}

/// The company, or a department, in its mirrors.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Mirror {
    /// What is said, all dimensions together.
    pub say: Option<Estimate>,
    /// How others see it.
    pub seen: Option<Estimate>,
    /// What is done, all dimensions together.
    pub done: Option<Interval>,
    /// Say less seen: the self-view gap.
    pub self_view: Option<Gap>,
    /// The same of what is said of working across departments alone, which is what others were asked about.
    pub self_view_together: Option<Gap>,
    /// Say less done, all dimensions together.
    pub say_done: Option<Gap>,
    /// Where it lies among the departments.
    pub quadrant: Option<Placed>,
    /// By dimension.
    pub dimensions: BTreeMap<Dimension, DimensionMirror>,
}

/// All mirrors.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Mirrors {
    /// The company: nobody sees it from outside, and it lies in no quadrant.
    pub company: Mirror,
    /// The departments, by name.
    pub departments: BTreeMap<String, Mirror>,
}

/// Why there are no mirrors.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MirrorError {
    /// A mean that is none.
    #[error(
        "the estimate of `{0}` is not one: a mean from 0 to 100, a standard error from 0 on, degrees from 1 on"
    )]
    Estimate(String),
    /// Fewer people than a figure may be about.
    #[error("the threshold is {0}; it must be 5 or more")]
    Threshold(u64),
    /// A point that is not on the scale.
    #[error("`{rater}` rates `{rated}` with {point}, which is not on the scale")]
    Point {
        /// The department that rates.
        rater: String,
        /// The department that is rated.
        rated: String,
        /// The point.
        point: u8,
    },
    /// A scale that is none.
    #[error("a scale has from 2 to 11 points, not {0}")]
    Scale(u8),
}

/// Puts the mirrors side by side. A department that stands in one of them alone is shown with that one.
///
/// # Errors
/// Where an estimate is none.
pub fn mirrors(
    say: &Say,
    seen: &Seen,
    done: Option<Done<'_>>,
    options: Options,
) -> Result<Mirrors, MirrorError> {
    check(say)?;
    let is_declared = done.is_some_and(|done| done.is_declared);
    let (nothing, nobody) = (BTreeMap::new(), DrawsOf::default());
    let done_departments = done.map_or(&nothing, |done| &done.draws.departments);
    let names = say.departments.keys().chain(seen.columns.keys()).chain(done_departments.keys());
    let mut departments: BTreeMap<String, Mirror> =
        names.map(|name| (name.clone(), Mirror::default())).collect();
    let mut company = Mirror::default();

    let each = Dimension::ALL.iter().copied().map(Some);
    for what in std::iter::once(None).chain(each) {
        let side = |key: &[&str], said: Option<&Said>, draws: &DrawsOf| {
            let said = said.and_then(|said| said.of(what));
            let names = [key, &["say", what.map_or("overall", Dimension::name)]].concat();
            Side {
                said,
                said_draws: said.map(|one| one.draws(&names, options)),
                done_draws: draws.of(what).map(<[f64]>::to_vec),
            }
        };
        let draws = done.map_or(&nobody, |done| &done.draws.company);
        company.take(what, side(&["company"], Some(&say.company), draws), is_declared);
        let sides: BTreeMap<String, Side> = departments
            .keys()
            .map(|name| {
                let draws = done_departments.get(name).unwrap_or(&nobody);
                let said = say.departments.get(name);
                (name.clone(), side(&["department", name], said, draws))
            })
            .collect();
        let standpoints = sides.iter().filter_map(|(name, side)| side.standpoint(name));
        let places = placed(&standpoints.collect::<Vec<_>>());
        for (mirror, (name, side)) in departments.values_mut().zip(sides) {
            mirror.take(what, side, is_declared);
            mirror.place(what, places.get(&name).copied());
        }
    }
    for (name, mirror) in &mut departments {
        mirror.see(name, seen, options);
    }
    Ok(Mirrors { company, departments })
}

/// Say and done of one, of one dimension or of all together.
struct Side {
    said: Option<Estimate>,
    said_draws: Option<Vec<f64>>,
    done_draws: Option<Vec<f64>>,
}

impl Side {
    fn standpoint<'a>(&'a self, name: &'a str) -> Option<Standpoint<'a>> {
        let (say, done) = (self.said_draws.as_deref()?, self.done_draws.as_deref()?);
        Some(Standpoint { name, say, done })
    }
}

impl Mirror {
    fn take(&mut self, what: Option<Dimension>, side: Side, is_declared: bool) {
        let Side { said, said_draws, done_draws } = side;
        let done = done_draws.as_deref().and_then(Interval::of);
        let both = said_draws.zip(done_draws);
        let gap = both.and_then(|(say, done)| Gap::of(&say, &done, is_declared));
        match what {
            None => (self.say, self.done, self.say_done) = (said, done, gap),
            Some(_) if said.is_none() && done.is_none() => {}
            Some(dimension) => {
                let mirror = DimensionMirror { say: said, done, say_done: gap, quadrant: None };
                self.dimensions.insert(dimension, mirror);
            }
        }
    }

    fn place(&mut self, what: Option<Dimension>, place: Option<Placed>) {
        match what {
            None => self.quadrant = place,
            Some(dimension) => {
                if let Some(mirror) = self.dimensions.get_mut(&dimension) {
                    mirror.quadrant = place;
                }
            }
        }
    }

    /// Puts what others see beside what is said: both are answers on one scale, whatever the goalposts.
    fn see(&mut self, name: &str, seen: &Seen, options: Options) {
        let Some(seen) = seen.columns.get(name).copied().flatten() else { return };
        self.seen = Some(seen);
        let seen = seen.draws(&["department", name, "seen"], options);
        let gap = |said: Option<Estimate>, what: &str| {
            let say = said?.draws(&["department", name, "say", what], options);
            Gap::of(&say, &seen, true)
        };
        self.self_view = gap(self.say, "overall");
        let together = self.dimensions.get(&Dimension::Insieme).and_then(|mirror| mirror.say);
        self.self_view_together = gap(together, Dimension::Insieme.name());
    }
}

impl Gap {
    fn of(more: &[f64], less: &[f64], may_be_flagged: bool) -> Option<Self> {
        let gaps: Vec<f64> = more.iter().zip(less).map(|(more, less)| more - less).collect();
        let points = Interval::of(&gaps)?;
        let number = gaps.iter().filter(|gap| **gap > GAP).count();
        let beyond = chance::real(number) / chance::real(gaps.len());
        Some(Self { points, beyond, is_flagged: may_be_flagged && beyond >= FLAG })
    }
}

impl Estimate {
    fn is_one(&self) -> bool {
        let Self { mean, standard_error, degrees, .. } = *self;
        let is_spread = standard_error >= 0.0 && standard_error.is_finite();
        (0.0..=100.0).contains(&mean) && is_spread && degrees >= 1.0 && degrees.is_finite()
    }

    /// What the mean may be in truth, draw by draw: Student's t about it, kept on the scale.
    fn draws(&self, names: &[&str], options: Options) -> Vec<f64> {
        let degrees = self.degrees.min(DEGREES_MAX);
        let student = StudentsT::new(0.0, 1.0, degrees).expect("the estimate was checked");
        let quantiles = Quantiles::of(|probability| {
            let away = self.standard_error * student.inverse_cdf(probability);
            (self.mean + away).clamp(0.0, 100.0)
        });
        quantiles.draws(options.draws, stream(options.seed, names))
    }
}

impl Said {
    fn of(&self, what: Option<Dimension>) -> Option<Estimate> {
        what.map_or(self.overall, |dimension| self.dimensions.get(&dimension).copied())
    }
}

impl DrawsOf {
    fn of(&self, what: Option<Dimension>) -> Option<&[f64]> {
        let draws = match what {
            None => self.overall.as_ref(),
            Some(dimension) => self.dimensions.get(&dimension),
        };
        draws.map(Vec::as_slice)
    }
}

fn check(say: &Say) -> Result<(), MirrorError> {
    let company = "company".to_owned();
    for (name, said) in say.departments.iter().chain([(&company, &say.company)]) {
        let mut estimates = said.dimensions.values().chain(&said.overall);
        if !estimates.all(Estimate::is_one) {
            return Err(MirrorError::Estimate(name.clone()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
