//! Differences between departments two by two, and between waves: Welch's interval, adjusted for how many there are.
//!
//! Welch (1947) asks neither for equal sizes nor for equal variances. Of m comparisons Holm's method (1979) keeps the
//! probability of a single false one at 5 %; each difference has its interval at the level at which Holm judges it, so
//! that the interval leaves out zero exactly where Holm calls the difference real. Intervals of Bonferroni would be
//! wider and could contradict the judgement; those of Tukey and Kramer ask for equal variances. "Different" asks for
//! ten points besides: what is certain need not matter.

use serde::Serialize;

use super::numbers::{count, real, t_quantile, t_two_sided};
use super::score::Spread;
use super::shown::{Shown, Why};

/// The definition of a difference between departments.
pub const DIFFERENCE: &str = "culture.difference/1";
/// The least difference, in points, that is called one.
pub const DIFFERENT_MIN: f64 = 10.0;
/// More departments than these are not compared two by two: no one reads two thousand comparisons, and after
/// adjusting for them nothing would be left.
pub const DEPARTMENTS_MAX: usize = 64;
/// The probability of a false "different" in a family of comparisons.
const FALSE_MAX: f64 = 0.05;

/// Two departments compared, or the differences of a family.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// A department.
    pub first: String,
    /// Another.
    pub second: String,
    /// What is told of first minus second.
    #[serde(flatten)]
    pub told: Compared,
}

/// A difference of two means of independent groups.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Compared {
    /// The version of the definition.
    pub definition: &'static str,
    /// How many comparisons it was adjusted for.
    pub comparisons: u64,
    /// The difference, in points.
    pub difference: f64,
    /// Its 95 % interval by itself.
    pub interval: (f64, f64),
    /// The interval at the level at which it is judged among all.
    pub adjusted: (f64, f64),
    /// Degrees of freedom.
    pub freedom: f64,
    /// How probable a difference as large is between equals.
    pub p: f64,
    /// That, adjusted by Holm.
    pub p_adjusted: f64,
    /// Whether the adjusted interval leaves out zero and the difference is ten points or more.
    pub different: bool,
}

/// Two groups of a family, not yet judged among the others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    difference: f64,
    error: f64,
    freedom: f64,
    p: f64,
}

impl Pair {
    /// Compares two groups; each may be part of a finite population.
    pub(super) fn of(
        first: (&Spread, Option<u64>),
        second: (&Spread, Option<u64>),
    ) -> Result<Self, Why> {
        let errors = [first, second].map(|(spread, population)| spread.error(population));
        let variance: f64 = errors.iter().sum();
        if (first.0.is_flat() && second.0.is_flat()) || variance <= 0.0 {
            return Err(Why::NoVariance);
        }
        let freedoms = [first.0.n, second.0.n].map(|n| real(n - 1));
        let parts: f64 =
            errors.iter().zip(freedoms).map(|(error, freedom)| error * error / freedom).sum();
        let freedom = variance * variance / parts;
        let difference = first.0.mean - second.0.mean;
        let error = variance.sqrt();
        Ok(Self { difference, error, freedom, p: t_two_sided(difference / error, freedom) })
    }

    fn interval(&self, level: f64) -> (f64, f64) {
        let half = t_quantile(1.0 - level / 2.0, self.freedom) * self.error;
        (self.difference - half, self.difference + half)
    }
}

/// By Holm, the adjusted probability of each and the level at which each is judged.
pub(super) fn holm(p: &[f64]) -> Vec<(f64, f64)> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    let value = |place: &usize| p.get(*place).copied().unwrap_or(1.0);
    order.sort_by(|left, right| value(left).total_cmp(&value(right)).then(left.cmp(right)));
    let mut told = vec![(1.0, FALSE_MAX); p.len()];
    let (mut highest, mut failed) = (0.0_f64, None);
    for (rank, place) in order.iter().enumerate() {
        let left = real(count(p.len() - rank));
        highest = highest.max((value(place) * left).min(1.0));
        let level = *failed.get_or_insert(FALSE_MAX / left);
        // While nothing has failed the next is judged more gently.
        if value(place) <= level && highest <= FALSE_MAX {
            failed = None;
        }
        if let Some(held) = told.get_mut(*place) {
            *held = (highest, level);
        }
    }
    told
}

/// Judges the pairs of a family together.
pub(super) fn judge(pairs: &[Pair], definition: &'static str) -> Vec<Compared> {
    let levels = holm(&pairs.iter().map(|pair| pair.p).collect::<Vec<_>>());
    let judged = pairs.iter().zip(levels).map(|(pair, (p_adjusted, level))| {
        let adjusted = pair.interval(level);
        let leaves_out_zero = adjusted.0 > 0.0 || adjusted.1 < 0.0;
        Compared {
            definition,
            comparisons: count(pairs.len()),
            difference: pair.difference,
            interval: pair.interval(FALSE_MAX),
            adjusted,
            freedom: pair.freedom,
            p: pair.p,
            p_adjusted,
            different: leaves_out_zero && pair.difference.abs() >= DIFFERENT_MIN,
        }
    });
    judged.collect()
}

/// All departments two by two: names, spreads of scores, and populations where they are finite. Pairs in which nobody
/// differs from anybody are left out.
pub(super) fn differences(departments: &[(&str, Spread, Option<u64>)]) -> Shown<Vec<Difference>> {
    if departments.len() < 2 {
        return Shown::Not(Why::TooFewDepartments);
    }
    if departments.len() > DEPARTMENTS_MAX {
        return Shown::Not(Why::TooManyDepartments);
    }
    let (mut names, mut pairs) = (Vec::new(), Vec::new());
    for (place, (first, own, population)) in departments.iter().enumerate() {
        for (second, other, others) in departments.iter().skip(place + 1) {
            if let Ok(pair) = Pair::of((own, *population), (other, *others)) {
                names.push(((*first).to_owned(), (*second).to_owned()));
                pairs.push(pair);
            }
        }
    }
    let judged = judge(&pairs, DIFFERENCE);
    let named = names.into_iter().zip(judged);
    Shown::Value(named.map(|((first, second), told)| Difference { first, second, told }).collect())
}
