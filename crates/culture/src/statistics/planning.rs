//! What a wave can show before it opens: the difference between two departments that it would find four times of five.
//!
//! Exact by the noncentral t of the test with equal variances (Cohen 1988), and by the usual normal approximation
//! (z₀.₉₇₅ + z₀.₈) · sd · √(1/n₁ + 1/n₂), which promises too much in small groups: 32 points instead of 36 for two
//! departments of five.

use serde::Serialize;

use super::numbers::{normal_below, normal_quantile, real, t_quantile};
use super::score::UPPER;
use super::shown::Why;

/// The definition of a detectable difference.
pub const DETECTABLE: &str = "culture.detectable/1";
/// The standard deviation of individual scores that is supposed where none is known, in points.
pub const SD_SUPPOSED: f64 = 18.0;
/// How often a difference is to be found.
const POWER: f64 = 0.80;
/// Steps of the integral over the standard deviation.
const STEPS: u32 = 400;

/// The least difference between two departments that is found four times of five.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Detectable {
    /// The version of the definition.
    pub definition: &'static str,
    /// Respondents of one department.
    pub first: u64,
    /// Respondents of the other.
    pub second: u64,
    /// The standard deviation of individual scores, in points.
    pub sd: f64,
    /// How many comparisons the test is adjusted for (Bonferroni, the first step of Holm); 1 for none.
    pub comparisons: u64,
    /// The difference in points, by the noncentral t.
    pub exact: f64,
    /// The difference in points, by the normal approximation.
    pub normal: f64,
}

/// The difference that departments of two sizes would show.
///
/// # Errors
/// Where a department has fewer than two respondents.
pub fn detectable(first: u64, second: u64, sd: f64, comparisons: u64) -> Result<Detectable, Why> {
    if first < 2 || second < 2 {
        return Err(Why::TooFewRespondents);
    }
    if !sd.is_finite() || sd <= 0.0 {
        return Err(Why::NoVariance);
    }
    let comparisons = comparisons.max(1);
    let upper = 1.0 - (1.0 - UPPER) / real(comparisons);
    let error = sd * (1.0 / real(first) + 1.0 / real(second)).sqrt();
    let freedom = real(first + second - 2);
    let normal = (normal_quantile(upper) + normal_quantile(POWER)) * error;
    let limit = t_quantile(upper, freedom);
    let (mut low, mut high) = (0.0, 2.0 * (limit + 4.0));
    for _ in 0..100 {
        let middle = f64::midpoint(low, high);
        if power(middle, limit, freedom) < POWER { low = middle } else { high = middle }
    }
    let exact = f64::midpoint(low, high) * error;
    Ok(Detectable { definition: DETECTABLE, first, second, sd, comparisons, exact, normal })
}

/// How wide half a department's 95 % interval would be, in points, where `n` answer.
#[must_use]
pub fn half_width(n: u64, sd: f64) -> f64 {
    t_quantile(UPPER, real(n) - 1.0) * sd / real(n).sqrt()
}

/// How often |t| passes its limit where t is not central by `away`: over all standard deviations that a sample can have.
fn power(away: f64, limit: f64, freedom: f64) -> f64 {
    // The ratio u of sample to true standard deviation has the density of chi over its root of freedom.
    let spread = (1.0 / (2.0 * freedom)).sqrt();
    let (from, to) = ((1.0 - 9.0 * spread).max(1e-9), 1.0 + 12.0 * spread);
    let half = freedom / 2.0;
    let constant = std::f64::consts::LN_2 + half * libm::log(half) - libm::lgamma(half);
    let inner = |u: f64| {
        let density = libm::exp(constant + (freedom - 1.0) * libm::log(u) - half * u * u);
        density * (normal_below(away - limit * u) + normal_below(-away - limit * u))
    };
    let step = (to - from) / f64::from(STEPS);
    // Simpson's rule.
    let sum: f64 = (0..=STEPS)
        .map(|place| {
            let weight = if place == 0 || place == STEPS {
                1.0
            } else if place % 2 == 1 {
                4.0
            } else {
                2.0
            };
            weight * inner(from + f64::from(place) * step)
        })
        .sum();
    sum * step / 3.0
}

#[cfg(test)]
mod tests {
    use super::{detectable, half_width};

    #[test]
    fn the_differences_are_those_of_the_field_reference() {
        for (n, normal) in [(5, 31.9), (8, 25.2), (12, 20.6), (20, 15.9), (30, 13.0), (50, 10.1)] {
            let told = detectable(n, n, 18.0, 1).unwrap();
            assert!((told.normal - normal).abs() < 0.06, "{n}: {}", told.normal);
            assert!(told.exact > told.normal);
        }
        for (n, half) in [(5, 22.3), (8, 15.1), (12, 11.4), (20, 8.4), (30, 6.7)] {
            assert!((half_width(n, 18.0) - half).abs() < 0.06);
        }
        assert!(detectable(1, 5, 18.0, 1).is_err() && detectable(5, 5, 0.0, 1).is_err());
    }

    #[test]
    fn the_noncentral_t_agrees_with_scipy() {
        // scipy 1.17.1: the root of 1 - nct.cdf(c, f, d) + nct.cdf(-c, f, d) = 0.8, times the error.
        for (first, second, comparisons, expected) in NONCENTRAL {
            let told = detectable(first, second, 18.0, comparisons).unwrap();
            assert!((told.exact - expected).abs() < 1e-6, "{first} {second}: {}", told.exact);
        }
    }

    const NONCENTRAL: [(u64, u64, u64, f64); 8] = [
        (5, 5, 1, 36.43990810892176),
        (8, 8, 1, 27.119416101780345),
        (12, 12, 1, 21.542614447558147),
        (20, 20, 1, 16.36432258827743),
        (30, 30, 1, 13.241179252758025),
        (5, 40, 1, 24.47140220740111),
        (12, 30, 45, 27.027491747200997),
        (200, 300, 1, 4.612369822264646),
    ];
}
