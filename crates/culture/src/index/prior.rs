//! What a department's share is pulled towards, how strongly, and what is then known of it.
//!
//! Beta-binomial: the share of a department comes from a beta distribution about the company's, of strength `m` (as
//! many cases as it is worth). The strength is Kleinman's moment estimate (Kleinman 1973, Proportions with extraneous
//! variance: single and independent samples, JASA 68:46-54) with each department weighing as many as its cases: with p
//! the pooled share of k departments, S = Σ nᵢ (pᵢ − p)², A = k − 1 and B = N − Σ nᵢ²/N, the correlation within a
//! department is γ = (S − p q A) / (p q (B − A)), and m = 1/γ − 1.
//!
//! Taken for true, both estimates would make intervals too narrow (Morris 1983, JASA 78:47-55). Two things stand against
//! it. From few departments γ tells little, and one of nought would make all departments the same: so m lies between
//! [`STRENGTH_MIN`] and twice the declared strength, and is the declared one below [`DEPARTMENTS_MIN`] departments. And
//! what is unknown of the company's share itself, (1 − γ)/N + γ Σ nᵢ²/N² in units of p q, is added to γ.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use statrs::distribution::{Beta, ContinuousCDF as _};

use super::{Count, Inputs, Options};
use crate::chance::{Interval, Quantiles, count, real};
use crate::goalposts::{Direction, Goalpost, Goalposts};

/// How many departments with any case it takes to estimate how far they differ.
pub const DEPARTMENTS_MIN: usize = 5;
/// The least strength that an estimate may have, in cases.
pub const STRENGTH_MIN: f64 = 2.0;
/// The least parameter of a posterior: below it quantiles are smaller than any number, and nothing changes any more.
const PARAMETER_MIN: f64 = 0.05;
/// The most cases that a posterior is worth: with more it would be no wider than a tenth of a point, and the search for
/// quantiles does not always end.
const CASES_MAX: f64 = 1e6;

/// What shares of departments are pulled towards.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Prior {
    /// The company's share of what is good.
    pub good: f64,
    /// How many cases it is worth for a department: `m`, less for what is unknown of the company's share.
    pub strength: f64,
    /// Whether `m` was estimated from how far departments differ, and not taken as declared.
    pub is_estimated: bool,
}

/// What is known of a share of what is good: a beta distribution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Posterior {
    a: f64,
    b: f64,
}

impl Prior {
    /// What is known after `good` of `n` cases.
    #[must_use]
    pub fn posterior(&self, good: u64, n: u64) -> Posterior {
        let bad = n.saturating_sub(good);
        Posterior::new(
            self.strength * self.good + count(good),
            self.strength * (1.0 - self.good) + count(bad),
        )
    }

    /// How much of what is then known is the department's own, between 0 and 1: n / (n + m).
    #[must_use]
    pub fn own(&self, n: u64) -> f64 {
        count(n) / (count(n) + self.strength)
    }
}

impl Posterior {
    fn new(a: f64, b: f64) -> Self {
        let scale = (CASES_MAX / (a + b)).min(1.0);
        Self { a: (a * scale).max(PARAMETER_MIN), b: (b * scale).max(PARAMETER_MIN) }
    }

    /// What is known of a share by its own cases alone (Jeffreys 1946: half a case of each kind before).
    #[must_use]
    pub fn alone(good: u64, n: u64) -> Self {
        Self::new(0.5 + count(good), 0.5 + count(n.saturating_sub(good)))
    }

    /// Its mean.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.a / (self.a + self.b)
    }

    /// The share that is not passed with this probability.
    #[must_use]
    pub fn quantile(&self, probability: f64) -> f64 {
        let beta = Beta::new(self.a, self.b).expect("both parameters are above nought");
        beta.inverse_cdf(probability.clamp(0.0, 1.0))
    }

    /// Its median and the ends between which 90 % lie.
    #[must_use]
    pub fn interval(&self) -> Interval {
        let [low, median, high] = [0.05, 0.5, 0.95].map(|probability| self.quantile(probability));
        Interval { low, median, high }
    }

    /// The whole distribution.
    pub(super) fn quantiles(self) -> Quantiles {
        Quantiles::of(|probability| self.quantile(probability))
    }
}

/// How many of the judged are good, where there are any.
pub(super) fn good_of(counted: Count, direction: Direction) -> Option<(u64, u64)> {
    match (counted, direction) {
        (Count::Missing(_) | Count::Of { n: 0, .. }, _) => None,
        (Count::Of { x, n }, Direction::Up) => Some((x, n)),
        (Count::Of { x, n }, Direction::Down) => Some((n.saturating_sub(x), n)),
    }
}

/// The prior of each measure of which anything was counted.
pub(super) fn priors(
    inputs: &Inputs,
    goalposts: &Goalposts,
    options: Options,
) -> BTreeMap<String, Prior> {
    let mut priors = BTreeMap::new();
    for Goalpost { id, direction, .. } in &goalposts.measures {
        let counts = inputs.departments.values().filter_map(|one| one.measures.get(id));
        let groups: Vec<_> = counts.filter_map(|one| good_of(*one, *direction)).collect();
        let company = inputs.company.measures.get(id).and_then(|one| good_of(*one, *direction));
        let sum = || groups.iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        let (good, n) = company.unwrap_or_else(sum);
        if n > 0 {
            let estimated = strength(&groups, options.strength);
            let between = estimated.unwrap_or(options.strength);
            let prior = Prior {
                // All or nothing would say that no department can ever differ.
                good: (count(good) + 0.5) / (count(n) + 1.0),
                strength: less_unknown(between, n, &groups),
                is_estimated: estimated.is_some(),
            };
            priors.insert(id.clone(), prior);
        }
    }
    priors
}

/// How many cases the company's share is worth for a department, from how far departments (`good`, `n`) differ, and at
/// most twice the declared strength; absent where they are too few, or all alike in being wholly good or wholly bad.
#[must_use]
pub fn strength(groups: &[(u64, u64)], declared: f64) -> Option<f64> {
    let groups: Vec<(f64, f64)> =
        groups.iter().filter(|one| one.1 > 0).map(|one| (count(one.0), count(one.1))).collect();
    let total: f64 = groups.iter().map(|one| one.1).sum();
    let pooled = groups.iter().map(|one| one.0).sum::<f64>() / total;
    let chance = pooled * (1.0 - pooled);
    let expected = real(groups.len().saturating_sub(1));
    let reach = total - groups.iter().map(|one| one.1 * one.1).sum::<f64>() / total;
    // With one case each, departments show nothing of how far they differ beyond chance.
    if groups.len() < DEPARTMENTS_MIN || chance <= 0.0 || reach - expected < 1e-9 {
        return None;
    }
    let spread: f64 = groups.iter().map(|(good, n)| n * (good / n - pooled).powi(2)).sum();
    let correlation = (spread - chance * expected) / (chance * (reach - expected));
    let greatest = (2.0 * declared).max(STRENGTH_MIN);
    // No more than chance: the greatest strength, from which the estimate departs without a jump.
    let strength = if correlation > 0.0 { 1.0 / correlation - 1.0 } else { greatest };
    Some(strength.clamp(STRENGTH_MIN, greatest))
}

/// A strength without what is unknown of the share of a company with `n` cases, of which these departments have theirs.
fn less_unknown(strength: f64, n: u64, groups: &[(u64, u64)]) -> f64 {
    let correlation = 1.0 / (strength + 1.0);
    let total = count(groups.iter().map(|one| one.1).sum::<u64>().max(n));
    let squares: f64 = groups.iter().map(|one| count(one.1).powi(2)).sum();
    let unknown = (1.0 - correlation) / total + correlation * squares / (total * total);
    (1.0 / (correlation + unknown) - 1.0).max(PARAMETER_MIN)
}
