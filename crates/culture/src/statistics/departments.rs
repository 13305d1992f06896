//! How far the score of a dimension depends on the department: analysis of variance, and each department's estimate.
//!
//! One-way analysis of variance on respondents' scores with random departments: ICC(1), ICC(2) (Bliese 2000) and the
//! variance between departments τ². A department's estimate draws its mean towards that of the company by how much of
//! it is noise (empirical Bayes): `w·x̄_d + (1−w)·x̄`, `w = τ²/(τ² + σ²/n_d)`.
//!
//! Its interval must say that x̄, σ² and above all τ² are estimates too: with few departments τ² is often estimated
//! as zero, and an interval that believes it covers a third of the time. It is therefore taken over all τ, the mean
//! and σ² that the data allow: in the normal model with departments `θ_d ~ N(μ, τ²)`, μ, τ and ln σ² uniform beforehand
//! (Gelman 2006), integrated by a grid, the estimate ± t · root of the expected squared error about it, t being
//! Student's with N − G degrees of freedom. Needs three departments. How it covers is in `docs/CULTURE_STATISTICS.md`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::numbers::{count, f_above, real, t_quantile};
use super::score::Spread;
use super::shown::Why;

/// The definition of the differences between departments.
pub const BETWEEN: &str = "culture.between/1";
/// The definition of a department's estimate.
pub const ESTIMATE: &str = "culture.estimate/1";

/// Points of the grid for τ.
const TAUS: usize = 160;
/// Points of the grid for σ².
const SIGMAS: usize = 15;

/// How far a score depends on the department.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Between {
    /// The version of the definition.
    pub definition: &'static str,
    /// How many departments have a respondent with a score.
    pub departments: u64,
    /// How many respondents have a score.
    pub n: u64,
    /// Mean square between departments.
    pub msb: f64,
    /// Mean square within departments.
    pub msw: f64,
    /// What stands for the size of a department: (N − Σn²/N) / (G − 1).
    pub size: f64,
    /// ICC(1): the share of the variance of scores that lies between departments; below zero by chance.
    pub icc1: f64,
    /// ICC(2): how reliably the means of departments differ; none where they do not differ at all.
    pub icc2: Option<f64>,
    /// τ²: the variance between departments without noise, at least zero.
    pub tau_squared: f64,
    /// τ: the typical distance of departments from their mean, in points.
    pub tau: f64,
    /// F of the analysis of variance.
    pub f: f64,
    /// How probable an F as large is where departments are equal.
    pub p: f64,
}

/// What a department's score is, once noise is taken into account.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Estimate {
    /// The version of the definition.
    pub definition: &'static str,
    /// The estimate.
    pub value: f64,
    /// How much the department's own mean counts in it, from 0 to 1.
    pub weight: f64,
    /// Its 95 % interval.
    pub interval: (f64, f64),
}

/// The scores of departments: how many, mean and sum of squares about it.
#[derive(Debug, Clone)]
pub(super) struct Groups {
    groups: Vec<Spread>,
}

impl Groups {
    /// Takes departments by their scores, each with how many respondents have it; those without a score stay out.
    pub(super) fn of<'s>(scores: impl Iterator<Item = &'s [(f64, u64)]>) -> Self {
        let group = |scores: &[(f64, u64)]| match scores {
            [] => None,
            [(score, 1)] => Some(Spread { n: 1, mean: *score, variance: 0.0 }),
            _ => Spread::of(scores),
        };
        Self { groups: scores.filter_map(group).collect() }
    }

    /// The respondents, and their mean.
    fn whole(&self) -> (u64, f64) {
        let n: u64 = self.groups.iter().map(|group| group.n).sum();
        (n, self.groups.iter().map(|group| real(group.n) * group.mean).sum::<f64>() / real(n))
    }

    /// The analysis of variance.
    pub(super) fn between(&self) -> Result<Between, Why> {
        let departments = count(self.groups.len());
        let (n, mean) = self.whole();
        if departments < 2 {
            return Err(Why::TooFewDepartments);
        }
        if n <= departments {
            return Err(Why::TooFewRespondents);
        }
        let groups = self.groups.iter();
        let between: f64 =
            groups.clone().map(|group| real(group.n) * (group.mean - mean).powi(2)).sum();
        let within: f64 = groups.clone().map(|group| real(group.n - 1) * group.variance).sum();
        let squares: f64 = groups.map(|group| real(group.n).powi(2)).sum();
        let msb = between / real(departments - 1);
        let msw = within / real(n - departments);
        if msw <= 1e-12 {
            return Err(Why::NoVariance);
        }
        let size = (real(n) - squares / real(n)) / real(departments - 1);
        let tau_squared = ((msb - msw) / size).max(0.0);
        Ok(Between {
            definition: BETWEEN,
            departments,
            n,
            msb,
            msw,
            size,
            icc1: (msb - msw) / (msb + (size - 1.0) * msw),
            icc2: (msb > 1e-12).then(|| (msb - msw) / msb),
            tau_squared,
            tau: tau_squared.sqrt(),
            f: msb / msw,
            p: f_above(msb / msw, real(departments - 1), real(n - departments)),
        })
    }

    /// The estimates of departments that have so many respondents with such a mean.
    pub(super) fn estimates(&self, of: &[(u64, f64)]) -> Result<Vec<Estimate>, Why> {
        let between = self.between()?;
        if between.departments < 3 {
            return Err(Why::TooFewDepartments);
        }
        let freedom = real(between.n - between.departments);
        if freedom < 4.0 {
            return Err(Why::TooFewRespondents);
        }
        let (_, grand) = self.whole();
        let half = t_quantile(super::score::UPPER, freedom);
        let errors = Errors::of(&self.groups, grand, &between, freedom);
        let estimate = |(n, mean): &(u64, f64)| {
            let weight = between.tau_squared / (between.tau_squared + between.msw / real(*n));
            let away = mean - grand;
            let half = half * errors.about(*n, away, weight * away).max(0.0).sqrt();
            let value = grand + weight * away;
            Estimate { definition: ESTIMATE, value, weight, interval: (value - half, value + half) }
        };
        Ok(of.iter().map(estimate).collect())
    }
}

/// Departments of one size: how many, the sum of their means and of the squares of these.
#[derive(Debug, Clone, Copy, Default)]
struct Alike {
    departments: f64,
    sum: f64,
    squares: f64,
}

/// What is expected over τ, μ and σ², by the size of a department; B is how much it is drawn to μ.
#[derive(Debug, Clone, Copy, Default)]
struct Expected {
    variance: f64,
    drawn_squares: f64,
    own_squares: f64,
    drawn_own: f64,
    drawn: f64,
    own: f64,
}

/// The expected squared error of estimates, by the size of a department.
struct Errors(BTreeMap<u64, Expected>);

impl Errors {
    /// Integrates over τ and σ² on a grid; `grand` is what means are counted from.
    fn of(groups: &[Spread], grand: f64, between: &Between, freedom: f64) -> Self {
        let mut alike: BTreeMap<u64, Alike> = BTreeMap::new();
        for group in groups {
            let held = alike.entry(group.n).or_default();
            let away = group.mean - grand;
            held.departments += 1.0;
            held.sum += away;
            held.squares += away * away;
        }
        let logs: f64 = groups.iter().map(|group| libm::log(real(group.n))).sum();
        let typical = (between.msw / libm::exp(logs / real(count(groups.len())))).sqrt();
        let mut grid = Vec::with_capacity(TAUS * SIGMAS);
        for tau in (0_u32..).take(TAUS) {
            // From nought to infinity; the weight is what a step of x is in τ.
            let x = (f64::from(tau) + 0.5) / real(count(TAUS));
            let (tau, step) = (typical * x / (1.0 - x), libm::log(typical / (1.0 - x).powi(2)));
            for sigma in (0_u32..).take(SIGMAS) {
                let z = 7.0 * (f64::from(sigma) / real(count(SIGMAS - 1)) - 0.5);
                let log = libm::log(between.msw) + z * (2.0 / freedom).sqrt();
                let sigma_squared = libm::exp(log);
                let prior = -0.5 * freedom * (log + between.msw / sigma_squared);
                let point = Point::of(&alike, tau * tau, sigma_squared);
                grid.push((point.likelihood + step + prior, point));
            }
        }
        let highest = grid.iter().map(|(weight, _)| *weight).fold(f64::NEG_INFINITY, f64::max);
        let weights: Vec<f64> =
            grid.iter().map(|(weight, _)| libm::exp(weight - highest)).collect();
        let all: f64 = weights.iter().sum();
        let expected = |n: &u64| {
            let mut expected = Expected::default();
            for (weight, (_, point)) in weights.iter().zip(&grid) {
                expected.add(weight / all, point, *n);
            }
            (*n, expected)
        };
        Self(alike.keys().map(expected).collect())
    }

    /// The expected squared error about `estimate` of a department whose mean lies `away`.
    fn about(&self, n: u64, away: f64, estimate: f64) -> f64 {
        let Some(e) = self.0.get(&n) else { return f64::INFINITY };
        e.variance
            + e.drawn_squares
            + away * away * e.own_squares
            + estimate * estimate
            + 2.0 * away * e.drawn_own
            - 2.0 * estimate * e.drawn
            - 2.0 * estimate * away * e.own
    }
}

impl Expected {
    fn add(&mut self, weight: f64, point: &Point, n: u64) {
        let noise = point.sigma_squared / real(n);
        let drawn = noise / (noise + point.tau_squared);
        let own = 1.0 - drawn;
        self.variance += weight * (own * noise + drawn * drawn * point.mean_variance);
        self.drawn_squares += weight * (drawn * point.mean).powi(2);
        self.own_squares += weight * own * own;
        self.drawn_own += weight * drawn * point.mean * own;
        self.drawn += weight * drawn * point.mean;
        self.own += weight * own;
    }
}

/// A point of the grid.
struct Point {
    tau_squared: f64,
    sigma_squared: f64,
    /// μ given these, and its variance.
    mean: f64,
    mean_variance: f64,
    /// The logarithm of the likelihood over all μ.
    likelihood: f64,
}

impl Point {
    fn of(alike: &BTreeMap<u64, Alike>, tau_squared: f64, sigma_squared: f64) -> Self {
        let (mut precision, mut sum, mut squares, mut logs) = (0.0, 0.0, 0.0, 0.0);
        for (n, held) in alike {
            let variance = tau_squared + sigma_squared / real(*n);
            precision += held.departments / variance;
            sum += held.sum / variance;
            squares += held.squares / variance;
            logs += held.departments * libm::log(variance);
        }
        let mean = sum / precision;
        let likelihood = -0.5 * (logs + libm::log(precision) + squares - sum * mean);
        Self { tau_squared, sigma_squared, mean, mean_variance: 1.0 / precision, likelihood }
    }
}
