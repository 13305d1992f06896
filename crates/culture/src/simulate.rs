//! Answers drawn from a planted truth: to try the statistics on, and to plan a wave.
//!
//! Behind every answer stands a normal variable on the scale of the points; the answer is the point next to it. Items of
//! a dimension share a factor by their loadings, dimensions share a general factor, departments differ in their mean. What
//! the observed answers are in truth (means, standard deviations, alpha and omega) follows from the thresholds and is
//! computed, not drawn: [`Plan::truth`].

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, StandardNormal};
use serde::Serialize;

use crate::answers::{Answers, BLANK, NOT_APPLICABLE};
use crate::statistics::{KeyDimension, KeyItem, ScoringKey};

/// What is planted.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// How many points the scale has.
    pub points: u8,
    /// The dimensions.
    pub dimensions: Vec<PlannedDimension>,
    /// The departments.
    pub departments: Vec<PlannedDepartment>,
    /// The standard deviation of what stands behind an answer within a department, in points of the scale.
    pub latent_sd: f64,
    /// The share of the general factor in the factor of a dimension, from 0 to 1.
    pub general: f64,
    /// The share of answers that say "does not apply", at random.
    pub not_applicable: f64,
    /// The share of answers that are left blank, at random.
    pub blank: f64,
    /// The share of those invited who answer.
    pub response: f64,
}

/// A dimension as it is planted.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedDimension {
    /// Its code; its items are called after it, numbered from 1.
    pub code: String,
    /// The loadings of its items, from 0 to less than 1.
    pub loadings: Vec<f64>,
}

/// A department as it is planted.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedDepartment {
    /// Its name.
    pub name: String,
    /// How many people are asked.
    pub invited: u32,
    /// Its true mean score in each dimension, from 0 to 100.
    pub means: Vec<f64>,
}

/// What is true of the answers that a plan gives.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Truth {
    /// By dimension.
    pub dimensions: Vec<TrueDimension>,
}

/// What is true of a dimension.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TrueDimension {
    /// Its code.
    pub code: String,
    /// Alpha of these departments together, each by how many are asked.
    pub alpha: f64,
    /// Omega of these departments together by its closed form; none but for three items with positive covariances.
    pub omega: Option<f64>,
    /// By department.
    pub departments: Vec<TrueDepartment>,
}

/// What is true of a department in a dimension.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TrueDepartment {
    /// Its name.
    pub name: String,
    /// The mean score of complete answers, from 0 to 100.
    pub mean: f64,
    /// Their standard deviation.
    pub sd: f64,
    /// The share of favourable answers.
    pub favourable: f64,
}

/// The highest loading: what has no part of its own has no density either.
const LOADING_MAX: f64 = 0.999;
/// Steps of integrals over a factor.
const STEPS: u32 = 240;

impl Plan {
    /// A plan of the questionnaire's form: dimensions of three items on five points.
    #[must_use]
    pub fn new(codes: &[String], departments: Vec<PlannedDepartment>) -> Self {
        let dimension = |code: &String| PlannedDimension {
            code: code.clone(),
            loadings: vec![0.80, 0.75, 0.70],
        };
        Self {
            points: 5,
            dimensions: codes.iter().map(dimension).collect(),
            departments,
            latent_sd: 0.85,
            general: 0.5,
            not_applicable: 0.03,
            blank: 0.01,
            response: 0.75,
        }
    }

    /// The scoring key of its answers.
    #[must_use]
    pub fn key(&self) -> ScoringKey {
        let dimensions = self.dimensions.iter().map(|dimension| {
            let items = items(dimension).map(|id| KeyItem { id, reverse: false, digest: None });
            KeyDimension { code: dimension.code.clone(), items: items.collect() }
        });
        ScoringKey { points: self.points, dimensions: dimensions.collect() }
    }

    /// Draws answers. The same seed gives the same answers; a department's do not depend on those after it.
    #[must_use]
    pub fn answers(&self, seed: u64) -> Answers {
        let names = self.departments.iter().map(|department| department.name.clone()).collect();
        let mut answers = Answers::new(names, self.dimensions.iter().flat_map(items).collect());
        for (place, department) in (0_u32..).zip(&self.departments) {
            let mut stream = ChaCha8Rng::seed_from_u64(seed);
            stream.set_stream(u64::from(place));
            let locations: Vec<f64> =
                department.means.iter().map(|mean| self.location(*mean)).collect();
            for _ in 0..department.invited {
                let row = self.respondent(&locations, &mut stream);
                if chance(&mut stream) < self.response {
                    answers.push(place, &row);
                }
            }
        }
        answers
    }

    fn respondent(&self, locations: &[f64], stream: &mut ChaCha8Rng) -> Vec<u8> {
        let general: f64 = StandardNormal.sample(stream);
        let mut row = Vec::new();
        for (dimension, location) in self.dimensions.iter().zip(locations) {
            let own: f64 = StandardNormal.sample(stream);
            let factor = self.general.sqrt() * general + (1.0 - self.general).sqrt() * own;
            for loading in loadings(dimension) {
                let rest: f64 = StandardNormal.sample(stream);
                let away = loading * factor + (1.0 - loading * loading).sqrt() * rest;
                let value = self.point(location + self.latent_sd * away);
                let lot = chance(stream);
                row.push(if lot < self.not_applicable {
                    NOT_APPLICABLE
                } else if lot < self.not_applicable + self.blank {
                    BLANK
                } else {
                    value
                });
            }
        }
        row
    }

    /// The point next to what stands behind an answer.
    fn point(&self, latent: f64) -> u8 {
        let passed = self.thresholds().filter(|threshold| latent > *threshold).count();
        u8::try_from(passed + 1).unwrap_or(self.points)
    }

    /// Between which values the points change.
    fn thresholds(&self) -> impl Iterator<Item = f64> + Clone {
        (1..self.points).map(|point| f64::from(point) + 0.5)
    }

    /// The mean of what stands behind answers whose mean score is this.
    fn location(&self, mean: f64) -> f64 {
        let wanted = mean.clamp(0.5, 99.5) / 100.0 * f64::from(self.points.saturating_sub(1));
        let (mut low, mut high) = (-20.0, f64::from(self.points) + 20.0);
        for _ in 0..80 {
            let middle = f64::midpoint(low, high);
            let passed: f64 = self
                .thresholds()
                .map(|threshold| below((middle - threshold) / self.latent_sd))
                .sum();
            if passed < wanted { low = middle } else { high = middle }
        }
        f64::midpoint(low, high)
    }

    /// What is true of the answers, complete and from everybody.
    #[must_use]
    pub fn truth(&self) -> Truth {
        let dimensions = self.dimensions.iter().enumerate();
        Truth {
            dimensions: dimensions.map(|(place, one)| self.true_dimension(place, one)).collect(),
        }
    }

    fn true_dimension(&self, place: usize, dimension: &PlannedDimension) -> TrueDimension {
        let loadings: Vec<f64> = loadings(dimension).collect();
        let count = loadings.len();
        let k = f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        let scale = 100.0 / f64::from(self.points.saturating_sub(1).max(1));
        let all: f64 =
            self.departments.iter().map(|department| f64::from(department.invited)).sum();
        let mut pooled = vec![0.0; count * count];
        let (mut mean, mut squares) = (0.0, 0.0);
        let mut departments = Vec::new();
        for department in &self.departments {
            let location = self.location(department.means.get(place).copied().unwrap_or(50.0));
            let (own, covariance) = self.moments(location, &loadings);
            let share = f64::from(department.invited) / all;
            pooled.iter_mut().zip(&covariance).for_each(|(held, one)| *held += share * one);
            mean += share * own;
            squares += share * own * own;
            let highest = self.thresholds().nth(usize::from(self.points.saturating_sub(3)));
            let favourable =
                highest.map_or(1.0, |threshold| below((location - threshold) / self.latent_sd));
            departments.push(TrueDepartment {
                name: department.name.clone(),
                mean: (own - 1.0) * scale,
                sd: covariance.iter().sum::<f64>().sqrt() / k * scale,
                favourable,
            });
        }
        // All items of a department have one mean: what lies between departments is the same in every cell.
        pooled.iter_mut().for_each(|held| *held += squares - mean * mean);
        let single: f64 = pooled.iter().step_by(count + 1).sum();
        let alpha = k / (k - 1.0) * (1.0 - single / pooled.iter().sum::<f64>());
        TrueDimension { code: dimension.code.clone(), alpha, omega: omega(&pooled), departments }
    }

    /// Mean of an answer, and covariances of the items.
    fn moments(&self, location: f64, loadings: &[f64]) -> (f64, Vec<f64>) {
        let passed = |location: f64, sd: f64| {
            self.thresholds()
                .map(|threshold| below((location - threshold) / sd))
                .collect::<Vec<f64>>()
        };
        let marginal = passed(location, self.latent_sd);
        let mean = 1.0 + marginal.iter().sum::<f64>();
        // E[X^2] of X = 1 + how many thresholds are passed.
        let squares = 1.0
            + (1_u32..)
                .zip(&marginal)
                .map(|(place, share)| f64::from(2 * place + 1) * share)
                .sum::<f64>();
        let given = |loading: &f64, factor: f64| {
            let sd = self.latent_sd * (1.0 - loading * loading).sqrt();
            1.0 + passed(location + self.latent_sd * loading * factor, sd).iter().sum::<f64>()
        };
        let mut covariance = vec![0.0; loadings.len() * loadings.len()];
        let step = 16.0 / f64::from(STEPS);
        for place in 0..=STEPS {
            let factor = f64::from(place) * step - 8.0;
            // The density falls off so fast that the trapezoids are exact.
            let weight =
                step * libm::exp(-0.5 * factor * factor) / (2.0 * std::f64::consts::PI).sqrt();
            let means: Vec<f64> = loadings.iter().map(|one| given(one, factor) - mean).collect();
            for (row, first) in covariance.chunks_exact_mut(loadings.len()).zip(&means) {
                row.iter_mut()
                    .zip(&means)
                    .for_each(|(held, second)| *held += weight * first * second);
            }
        }
        covariance
            .iter_mut()
            .step_by(loadings.len() + 1)
            .for_each(|held| *held = squares - mean * mean);
        (mean, covariance)
    }
}

/// Omega of three items by its closed form.
fn omega(covariance: &[f64]) -> Option<f64> {
    let &[s11, s12, s13, _, s22, s23, _, _, s33] = covariance else { return None };
    if s12.min(s13).min(s23) <= 0.0 {
        return None;
    }
    let general = [s12 * s13 / s23, s12 * s23 / s13, s13 * s23 / s12];
    let sum: f64 = general.iter().map(|square| square.sqrt()).sum();
    let specific = s11 + s22 + s33 - general.iter().sum::<f64>();
    Some(sum * sum / (sum * sum + specific))
}

fn items(dimension: &PlannedDimension) -> impl Iterator<Item = String> {
    (1..=dimension.loadings.len()).map(|number| format!("{}{number}", dimension.code))
}

fn loadings(dimension: &PlannedDimension) -> impl Iterator<Item = f64> {
    dimension.loadings.iter().map(|loading| loading.clamp(0.0, LOADING_MAX))
}

/// A number from 0 to less than 1.
fn chance(stream: &mut ChaCha8Rng) -> f64 {
    f64::from(stream.next_u32()) / (f64::from(u32::MAX) + 1.0)
}

/// How probable a standard normal at most as large is.
fn below(z: f64) -> f64 {
    0.5 * libm::erfc(-z * std::f64::consts::FRAC_1_SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::{Plan, PlannedDepartment};
    use crate::statistics::{Options, Statistics};

    fn plan(invited: u32) -> Plan {
        let department = |name: &str, mean| PlannedDepartment {
            name: name.to_owned(),
            invited,
            means: vec![mean],
        };
        let departments = vec![department("a", 40.0), department("b", 62.0), department("c", 85.0)];
        let mut plan = Plan::new(&["x".to_owned()], departments);
        (plan.response, plan.blank, plan.not_applicable) = (1.0, 0.0, 0.0);
        plan
    }

    #[test]
    fn a_large_draw_shows_the_truth_that_was_planted() {
        let plan = plan(60_000);
        let truth = plan.truth().dimensions.remove(0);
        let options = Options { resamples: 100, ..Options::default() };
        let told = Statistics::of(&plan.answers(3), &plan.key(), &options);
        let told = &told.dimensions[0];
        for (cell, truth) in told.departments.iter().zip(&truth.departments) {
            let score = cell.score.value().unwrap();
            assert!((score.mean - truth.mean).abs() < 0.4, "{} {}", score.mean, truth.mean);
            assert!((score.sd - truth.sd).abs() < 0.3, "{} {}", score.sd, truth.sd);
            let share = cell.favourable.value().unwrap().share;
            assert!((share - truth.favourable).abs() < 0.01, "{share} {}", truth.favourable);
        }
        assert!((truth.departments[1].mean - 62.0).abs() < 1e-9);
        let reliability = &told.reliability;
        assert!((reliability.alpha.value().unwrap().value - truth.alpha).abs() < 0.005);
        assert!((reliability.omega.value().unwrap().value - truth.omega.unwrap()).abs() < 0.005);
    }

    #[test]
    fn silence_and_gaps_come_as_often_as_planned_and_a_seed_gives_the_same() {
        let mut plan = plan(20_000);
        (plan.response, plan.blank, plan.not_applicable) = (0.6, 0.05, 0.1);
        let answers = plan.answers(8);
        assert_eq!(answers, plan.answers(8));
        assert_ne!(answers, plan.answers(9));
        let n = answers.respondents() as f64;
        assert!((n / 60_000.0 - 0.6).abs() < 0.01);
        let share = |value: u8| {
            let all = answers.rows().flat_map(|(_, row)| row).filter(|one| **one == value).count();
            all as f64 / (3.0 * n)
        };
        assert!((share(super::BLANK) - 0.05).abs() < 0.005);
        assert!((share(super::NOT_APPLICABLE) - 0.1).abs() < 0.005);
        // What a department answers does not depend on those after it.
        let first = plan.departments.remove(0);
        plan.departments = vec![first];
        let alone = plan.answers(8);
        let count = alone.respondents();
        assert!(alone.rows().zip(answers.rows().take(count)).all(|(one, other)| one == other));
    }
}
