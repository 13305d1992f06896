//! Draws that are the same every time: streams by name, stratified draws of a distribution, what is told of them.
//!
//! Draws are stratified (Latin hypercube sampling, `McKay`, Beckman and Conover 1979): of `n` draws each n-th part of the
//! distribution gives exactly one, and the order alone is left to chance. So medians and quantiles hardly depend on
//! the seed, and a distribution that lies higher gives draws that are higher one by one.

use filo_model::digest::Digest;
use rand::SeedableRng as _;
use rand::seq::SliceRandom as _;
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

/// In how many pieces a distribution is cut; between its quantiles lies a straight line.
const PIECES: usize = 200;

/// What is told of draws: half lie below the median, 5 % below the low end, 5 % above the high one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// The 5 % quantile.
    pub low: f64,
    /// The median.
    pub median: f64,
    /// The 95 % quantile.
    pub high: f64,
}

impl Interval {
    /// The interval of some draws; absent where there are none.
    pub(crate) fn of(draws: &[f64]) -> Option<Self> {
        let mut sorted = draws.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        let at = |percent: usize| quantile(&sorted, percent);
        Some(Self { low: at(5)?, median: at(50)?, high: at(95)? })
    }
}

/// A quantile of sorted values, between two of them in proportion (Hyndman and Fan 1996, type 7).
pub(crate) fn quantile(sorted: &[f64], percent: usize) -> Option<f64> {
    let place = sorted.len().checked_sub(1)? * percent;
    let (below, beyond) = (place / 100, place % 100);
    let (low, high) = (*sorted.get(below)?, *sorted.get(below + 1).or_else(|| sorted.last())?);
    Some(low + (high - low) * real(beyond) / 100.0)
}

/// The stream of random numbers of a seed and names: another name, another stream; the order of the calls is nothing.
pub(crate) fn stream(seed: u64, names: &[&str]) -> ChaCha8Rng {
    let mut told = seed.to_string();
    for name in names {
        // With its length, so that no two lists of names read the same.
        told.push_str(&format!("\u{1f}{}\u{1f}{name}", name.len()));
    }
    let Digest(half) = Digest::of(told.as_bytes());
    let mut bytes = [0; 32];
    bytes[..16].copy_from_slice(&half);
    bytes[16..].copy_from_slice(&half);
    ChaCha8Rng::from_seed(bytes)
}

/// A distribution as its quantiles: one in the middle of each of its pieces.
#[derive(Debug)]
pub(crate) struct Quantiles(Vec<f64>);

impl Quantiles {
    /// The distribution of which `at` gives the quantile for a probability.
    pub(crate) fn of(at: impl Fn(f64) -> f64) -> Self {
        let mut reached = f64::NEG_INFINITY;
        let pieces = (0..PIECES).map(|piece| {
            // Quantiles that are found step by step miss each other by rounding; a later one is never less.
            reached = at((real(piece) + 0.5) / real(PIECES)).max(reached);
            reached
        });
        Self(pieces.collect())
    }

    /// As many draws, one from each equal part of the distribution, in an order of chance.
    pub(crate) fn draws(&self, number: usize, mut stream: ChaCha8Rng) -> Vec<f64> {
        let mut draws: Vec<f64> = (0..number).map(|part| self.middle_of(part, number)).collect();
        draws.shuffle(&mut stream);
        draws
    }

    /// The quantile in the middle of one of `parts` equal parts; at the ends, the outermost that was kept.
    fn middle_of(&self, part: usize, parts: usize) -> f64 {
        // In halves of a part, so that all is whole: (part + ½) / parts · PIECES − ½.
        let place = ((2 * part + 1) * PIECES).saturating_sub(parts);
        let (piece, beyond) = (place / (2 * parts), place % (2 * parts));
        let last = self.0.len() - 1;
        let (low, high) = (self.0[piece.min(last)], self.0[(piece + 1).min(last)]);
        low + (high - low) * real(beyond) / real(2 * parts)
    }
}

/// The mean of some draws, and nought of none.
pub(crate) fn mean(draws: impl ExactSizeIterator<Item = f64>) -> f64 {
    let number = draws.len().max(1);
    draws.sum::<f64>() / real(number)
}

/// The variance of draws about their mean.
pub(crate) fn variance(draws: &[f64]) -> f64 {
    let centre = mean(draws.iter().copied());
    mean(draws.iter().map(|draw| (draw - centre) * (draw - centre)))
}

/// A number of draws as a fraction's part.
#[expect(clippy::cast_precision_loss, reason = "numbers of draws and pieces stay far below 2^53")]
pub(crate) fn real(number: usize) -> f64 {
    number as f64
}

/// A count as a real number.
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
pub(crate) fn count(number: u64) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use rand::Rng as _;

    use super::{Interval, Quantiles, quantile, stream};

    #[test]
    fn a_stream_depends_on_the_seed_and_on_each_name() {
        let first = |seed, names: &[&str]| stream(seed, names).next_u64();
        assert_eq!(first(7, &["sales", "P1"]), first(7, &["sales", "P1"]));
        let others = [first(8, &["sales", "P1"]), first(7, &["sale", "sP1"]), first(7, &["sales"])];
        assert!(!others.contains(&first(7, &["sales", "P1"])));
    }

    #[test]
    fn draws_are_the_distribution_in_another_order() {
        let line = Quantiles::of(|probability| probability);
        let draws = line.draws(4000, stream(1, &["a"]));
        let other = line.draws(4000, stream(2, &["a"]));
        assert_ne!(draws, other, "the order is of chance");
        let (told, again) = (Interval::of(&draws), Interval::of(&other));
        assert_eq!(told, again, "what is told is not");
        let told = told.expect("there are draws");
        for (found, known) in [(told.low, 0.05), (told.median, 0.5), (told.high, 0.95)] {
            assert!((found - known).abs() < 2e-4, "{found} {known}");
        }
        assert!(Interval::of(&[]).is_none());
    }

    #[test]
    fn a_quantile_lies_between_two_values_in_proportion() {
        // numpy.quantile([1, 2, 4, 8], [0, .05, .5, .95, 1])
        let values = [1.0, 2.0, 4.0, 8.0];
        for (percent, known) in [(0, 1.0), (5, 1.15), (50, 3.0), (95, 7.4), (100, 8.0)] {
            let found = quantile(&values, percent).expect("there are values");
            assert!((found - known).abs() < 1e-12, "{percent} {found}");
        }
    }
}
