//! The answers of a department that are drawn anew: one respondent after the other, or each way of answering at once.
//!
//! With three items on five points there are at most 125 ways of answering, and a resample is a draw of how often each
//! comes. Where respondents are few they are drawn one by one; where they are many, as binomials one after the other.
//! Both have the same distribution; which is taken depends on the counts alone.

use std::collections::BTreeMap;

use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Binomial, Distribution};

use super::super::numbers::{count, real};

/// A binomial draw costs as much as drawing so many respondents (measured).
const BINOMIAL_COST: u64 = 27;
/// Bits of a sum when three of them share a word.
const PACKED_BITS: u32 = 21;
/// The most that a sum may be then.
const PACKED_MAX: u64 = (1 << PACKED_BITS) - 1;
/// Values and products of three items: what is summed.
const PACKED_SUMS: usize = 9;

/// Answers of a department: each way of answering, with what the moments need of it.
#[derive(Debug, Clone)]
pub(super) struct Stratum {
    pub(super) respondents: u64,
    /// How many respondents gave each way of answering.
    times: Vec<u64>,
    /// For each way of answering its values, then its products.
    features: Vec<f64>,
    drawn: Drawn,
    /// Means of the items.
    pub(super) means: Vec<f64>,
    /// Sums of products about the means.
    pub(super) within: Vec<f64>,
}

/// How a stratum is drawn.
#[derive(Debug, Clone)]
enum Drawn {
    /// One respondent after the other, by the way of answering of each; sums of three items are packed.
    Packed { ways: Vec<u32>, features: Vec<[u64; 3]> },
    /// One respondent after the other.
    Singly { ways: Vec<u32> },
    /// Each way of answering at once.
    AtOnce,
}

/// The products of values: all six of three, else the sum of squares and the square of the sum.
pub(super) fn products(values: &[f64], out: &mut [f64]) {
    match (values, out) {
        (&[a, b, c], [aa, ab, ac, bb, bc, cc]) => {
            (*aa, *ab, *ac, *bb, *bc, *cc) = (a * a, a * b, a * c, b * b, b * c, c * c);
        }
        (values, [squares, whole]) => {
            *squares = values.iter().map(|value| value * value).sum();
            *whole = values.iter().sum::<f64>().powi(2);
        }
        _ => {}
    }
}

/// Values and products of three items in three words.
fn packed(way: &[u8]) -> Option<[u64; 3]> {
    let &[a, b, c] = way else { return None };
    let [a, b, c] = [a, b, c].map(u64::from);
    let word = |first: u64, second: u64, third: u64| {
        first | (second << PACKED_BITS) | (third << (2 * PACKED_BITS))
    };
    Some([word(a, b, c), word(a * a, a * b, a * c), word(b * b, b * c, c * c)])
}

impl Stratum {
    pub(super) fn of(
        complete: &BTreeMap<Box<[u8]>, u64>,
        items: usize,
        product_count: usize,
    ) -> Self {
        let respondents: u64 = complete.values().sum();
        let times: Vec<u64> = complete.values().copied().collect();
        let mut features = Vec::with_capacity(complete.len() * (items + product_count));
        for way in complete.keys() {
            let values: Vec<f64> = way.iter().map(|value| f64::from(*value)).collect();
            let mut own = vec![0.0; product_count];
            products(&values, &mut own);
            features.extend(values);
            features.extend(own);
        }
        let mut stratum = Self {
            respondents,
            means: vec![0.0; items],
            within: vec![0.0; product_count],
            drawn: drawn(complete, respondents),
            features,
            times,
        };
        let mut work = vec![0.0; items + product_count];
        stratum.sum(&stratum.times, &mut work);
        let (mut means, mut within) = (vec![0.0; items], vec![0.0; product_count]);
        stratum.moments(&work, &mut means, &mut within);
        (stratum.means, stratum.within) = (means, within);
        stratum
    }

    /// Sums of values and products, where each way of answering came so often.
    fn sum(&self, times: &[u64], sums: &mut [f64]) {
        sums.fill(0.0);
        for (times, features) in times.iter().zip(self.features.chunks_exact(sums.len().max(1))) {
            if *times > 0 {
                let times = real(*times);
                sums.iter_mut().zip(features).for_each(|(held, feature)| *held += times * feature);
            }
        }
    }

    /// Means and sums of products about them, from the sums.
    pub(super) fn moments(&self, sums: &[f64], means: &mut [f64], within: &mut [f64]) {
        let n = real(self.respondents);
        let (values, raw) = sums.split_at(means.len());
        means.iter_mut().zip(values).for_each(|(mean, sum)| *mean = sum / n);
        products(means, within);
        within.iter_mut().zip(raw).for_each(|(held, raw)| *held = raw - n * *held);
    }

    /// Draws its respondents anew, and sums their values and products; `times` is room to work in.
    pub(super) fn draw(&self, stream: &mut ChaCha8Rng, times: &mut Vec<u64>, sums: &mut [f64]) {
        match &self.drawn {
            Drawn::Packed { ways, features } => {
                let mut words = [0_u64; 3];
                for _ in 0..self.respondents {
                    let way = self.one(stream, ways);
                    if let Some(own) = features.get(way) {
                        words.iter_mut().zip(own).for_each(|(held, own)| *held += own);
                    }
                }
                for (place, sum) in sums.iter_mut().take(PACKED_SUMS).enumerate() {
                    let word = words.get(place / 3).copied().unwrap_or_default();
                    let shift = if place % 3 == 0 {
                        0
                    } else if place % 3 == 1 {
                        PACKED_BITS
                    } else {
                        2 * PACKED_BITS
                    };
                    *sum = real((word >> shift) & PACKED_MAX);
                }
            }
            Drawn::Singly { ways } => {
                times.clear();
                times.resize(self.times.len(), 0);
                for _ in 0..self.respondents {
                    let way = self.one(stream, ways);
                    if let Some(held) = times.get_mut(way) {
                        *held += 1;
                    }
                }
                self.sum(times, sums);
            }
            Drawn::AtOnce => {
                self.at_once(stream, times);
                self.sum(times, sums);
            }
        }
    }

    /// The way of answering of a respondent drawn at random. The bias is below the number of respondents in 2^32.
    fn one(&self, stream: &mut ChaCha8Rng, ways: &[u32]) -> usize {
        let place = (u64::from(stream.next_u32()) * self.respondents) >> 32;
        let way = usize::try_from(place).ok().and_then(|place| ways.get(place));
        way.and_then(|way| usize::try_from(*way).ok()).unwrap_or(usize::MAX)
    }

    /// A multinomial as binomials, each given those before (Davis 1993).
    fn at_once(&self, stream: &mut ChaCha8Rng, times: &mut Vec<u64>) {
        times.clear();
        times.resize(self.times.len(), 0);
        let (mut left, mut respondents) = (self.respondents, self.respondents);
        for (drawn, own) in times.iter_mut().zip(&self.times) {
            *drawn = if *own >= respondents {
                left
            } else {
                Binomial::new(left, real(*own) / real(respondents))
                    .map_or(0, |law| law.sample(stream))
            };
            left -= *drawn;
            respondents -= own;
            if left == 0 {
                break;
            }
        }
    }
}

/// How it is cheaper to draw these answers.
fn drawn(complete: &BTreeMap<Box<[u8]>, u64>, respondents: u64) -> Drawn {
    if respondents > BINOMIAL_COST * count(complete.len()) {
        return Drawn::AtOnce;
    }
    let mut ways = Vec::new();
    for (way, times) in (0_u32..).zip(complete.values()) {
        ways.extend(std::iter::repeat_n(way, usize::try_from(*times).unwrap_or_default()));
    }
    let highest = complete.keys().flat_map(|way| way.iter()).copied().max().unwrap_or_default();
    let features: Option<Vec<[u64; 3]>> = complete.keys().map(|way| packed(way)).collect();
    match features {
        Some(features) if respondents.saturating_mul(u64::from(highest).pow(2)) <= PACKED_MAX => {
            Drawn::Packed { ways, features }
        }
        _ => Drawn::Singly { ways },
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    /// Ways of answering three items, each with how often.
    fn complete() -> BTreeMap<Box<[u8]>, u64> {
        let ways: [([u8; 3], u64); 5] =
            [([1, 2, 1], 9), ([2, 2, 3], 14), ([3, 4, 4], 21), ([5, 4, 5], 11), ([5, 5, 1], 5)];
        ways.into_iter().map(|(way, times)| (Box::from(way), times)).collect()
    }

    #[test]
    fn the_ways_of_drawing_have_one_distribution() {
        let complete = complete();
        let plain = Stratum::of(&complete, 3, 6);
        let Drawn::Packed { ways, .. } = plain.drawn.clone() else { panic!("{:?}", plain.drawn) };
        let spread = |drawn: Drawn, seed| {
            let stratum = Stratum { drawn, ..plain.clone() };
            let mut stream = ChaCha8Rng::seed_from_u64(seed);
            let (mut times, mut sums) = (Vec::new(), vec![0.0; 9]);
            let mut moments = [[0.0; 2]; 9];
            for _ in 0..20_000 {
                stratum.draw(&mut stream, &mut times, &mut sums);
                for (held, sum) in moments.iter_mut().zip(&sums) {
                    held[0] += sum / 20_000.0;
                    held[1] += sum * sum / 20_000.0;
                }
            }
            moments.map(|[mean, squares]| (mean, (squares - mean * mean).sqrt()))
        };
        let packed = spread(plain.drawn.clone(), 1);
        let singly = spread(Drawn::Singly { ways: ways.clone() }, 1);
        // The same stream gives the same draws, packed or not.
        assert!(packed.iter().zip(&singly).all(|(one, other)| (one.0 - other.0).abs() < 1e-9));
        for (one, other) in singly.iter().zip(spread(Drawn::AtOnce, 2)) {
            assert!((one.0 - other.0).abs() < 4.0 * one.1 / 100.0, "{one:?} {other:?}");
            assert!((one.1 / other.1 - 1.0).abs() < 0.03, "{one:?} {other:?}");
        }
    }
}
