//! Scores of a dimension: mean with Student's interval, and the share of favourable answers.
//!
//! A respondent's score is (mean of the answers − 1) · 100 / (points − 1), from 0 to 100, where at least two thirds
//! of the items are answered. A department's is the mean of its respondents' scores.

use filo_model::figure::wilson_of_share;
use serde::Serialize;

use super::numbers::{real, t_quantile};
use super::shown::{Shown, Why};
use super::tally::DepartmentTally;

/// The definition of a mean score.
pub const SCORE: &str = "culture.score/1";
/// The definition of the share of favourable answers.
pub const FAVOURABLE: &str = "culture.favourable/1";

/// Where a two-sided interval of 95 % begins to leave out what is above.
pub(super) const UPPER: f64 = 0.975;

/// A mean score in points from 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Mean {
    /// The version of the definition.
    pub definition: &'static str,
    /// How many respondents have a score.
    pub n: u64,
    /// How many respondents there are.
    pub of: u64,
    /// The mean.
    pub mean: f64,
    /// The standard deviation of the respondents' scores (n − 1).
    pub sd: f64,
    /// The 95 % interval of the mean by Student's t; none where everybody has the same score, as it would have no
    /// width without being certain.
    pub interval: Option<(f64, f64)>,
}

/// How many of the answers are favourable: one of the two highest points.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Favourable {
    /// The version of the definition.
    pub definition: &'static str,
    /// Favourable answers.
    pub x: u64,
    /// Answers, of respondents with a score.
    pub n: u64,
    /// Respondents who gave them.
    pub respondents: u64,
    /// x / n.
    pub share: f64,
    /// As many answers as independent ones would tell the same: answers of one person go together (Korn and
    /// Graubard 1998). Between the respondents and the answers.
    pub effective: f64,
    /// The 95 % Wilson interval of the share on that many answers.
    pub interval: (f64, f64),
}

/// How many, mean and variance of values with their counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spread {
    pub(super) n: u64,
    pub(super) mean: f64,
    pub(super) variance: f64,
}

impl Spread {
    /// The spread of values, each with how often it comes; none where there are fewer than two.
    pub(super) fn of(values: &[(f64, u64)]) -> Option<Self> {
        let n: u64 = values.iter().map(|(_, times)| times).sum();
        if n < 2 {
            return None;
        }
        let mean = values.iter().map(|(value, times)| value * real(*times)).sum::<f64>() / real(n);
        let squares = |(value, times): &(f64, u64)| (value - mean).powi(2) * real(*times);
        let variance = values.iter().map(squares).sum::<f64>() / real(n - 1);
        Some(Self { n, mean, variance })
    }

    /// Whether nobody differs from anybody, but for rounding.
    pub(super) fn is_flat(&self) -> bool {
        self.variance <= 1e-18 * (1.0 + self.mean * self.mean)
    }

    /// The variance of the mean. Of a finite population of so many, the part that did not answer.
    pub(super) fn error(&self, population: Option<u64>) -> f64 {
        let left = population.map_or(1.0, |all| 1.0 - real(self.n.min(all)) / real(all.max(1)));
        self.variance / real(self.n) * left
    }
}

/// The mean score, where at least `group_min` respondents have one.
pub(super) fn mean(
    scores: &[(f64, u64)],
    of: u64,
    group_min: u64,
    population: Option<u64>,
) -> Result<Mean, Why> {
    let spread = Spread::of(scores).filter(|spread| spread.n >= group_min);
    let spread = spread.ok_or(Why::TooFewRespondents)?;
    let half = t_quantile(UPPER, real(spread.n - 1)) * spread.error(population).sqrt();
    let interval = (!spread.is_flat()).then_some((spread.mean - half, spread.mean + half));
    let (n, mean, sd) = (spread.n, spread.mean, spread.variance.sqrt());
    Ok(Mean { definition: SCORE, n, of, mean, sd, interval })
}

/// The favourable answers, where at least `group_min` respondents gave some.
pub(super) fn favourable(tally: &DepartmentTally, group_min: u64) -> Shown<Favourable> {
    let respondents = tally.valid();
    if respondents < group_min.max(1) {
        return Shown::Not(Why::TooFewRespondents);
    }
    let all = tally.scored.iter();
    let x: u64 = all.clone().map(|((_, _, favourable), times)| favourable * times).sum();
    let n: u64 = all.clone().map(|((answered, _, _), times)| answered * times).sum();
    let share = real(x) / real(n);
    // The variance of a ratio over respondents, each with answers of their own.
    let squares: f64 = all
        .map(|((answered, _, favourable), times)| {
            (real(*favourable) - share * real(*answered)).powi(2) * real(*times)
        })
        .sum();
    let people = real(respondents);
    let variance = squares / real(n).powi(2) * people / (people - 1.0).max(1.0);
    let effective = share * (1.0 - share) / variance;
    // Where everybody says the same, nothing tells how far their answers go together.
    let effective = if effective.is_finite() { effective.clamp(people, real(n)) } else { people };
    let interval = wilson_of_share(share, effective);
    let definition = FAVOURABLE;
    Shown::Value(Favourable { definition, x, n, respondents, share, effective, interval })
}
