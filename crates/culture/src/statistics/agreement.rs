//! Agreement within a department: how far its people answer alike.
//!
//! `r_wg(J)` after James, Demaree and Wolf (1984): J(1−r) / (J(1−r) + r), r being the mean variance of the items over
//! the variance that answers at random would have; that of equally probable points, (A²−1)/12, and on five points also
//! that of a slight skew, 1.34 (`LeBreton` and Senter 2008). The rule of .70 says nothing in small groups: answers at
//! random reach .71 one time in twenty in a group of five. "Shared view" therefore asks for .70 and for more than
//! answers at random reach one time in twenty. `AD_M` after Burke, Finkelstein and Dusig (1999).

use std::collections::BTreeMap;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rand_distr::{Binomial, Distribution};
use serde::Serialize;

use super::numbers::{count, real};
use super::shown::Why;
use super::tally::DepartmentTally;

/// The definition of agreement.
pub const AGREEMENT: &str = "culture.agreement/1";
/// The least `r_wg(J)` of a shared view, whatever the size of the group.
pub const SHARED_MIN: f64 = 0.70;
/// Variance of answers with a slight skew on five points (`LeBreton` and Senter 2008).
const SLIGHT_SKEW: f64 = 1.34;

/// How many groups answer at random to find what one in twenty reaches.
const RANDOM_GROUPS: usize = 20_000;
/// The seed of their answers, always the same: a limit must not change from one run to another.
const RANDOM_SEED: u64 = 0x0066_696c_6f00;
/// Up to this size a group's own limit is found; beyond, that of the next smaller size of [`SIZES`].
const OWN_SIZE_MAX: u64 = 60;
/// Sizes of larger groups. A smaller group has a higher limit, so that the label is never given too lightly.
const SIZES: [u64; 9] = [60, 80, 100, 150, 200, 300, 500, 1_000, 5_000];

/// How far a department agrees on a dimension.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Agreement {
    /// The version of the definition.
    pub definition: &'static str,
    /// How many respondents answered every item that applies.
    pub n: u64,
    /// How many respondents there are.
    pub of: u64,
    /// How many items apply.
    pub items: usize,
    /// `r_wg(J)` against equally probable points, from 0 to 1.
    pub uniform: f64,
    /// `r_wg(J)` against a slight skew, from 0 to 1; on five points alone.
    pub slight_skew: Option<f64>,
    /// What one group in twenty of this size that answers at random reaches of `uniform`.
    pub random: f64,
    /// Whether this is a shared view.
    pub shared: bool,
    /// `AD_M`: how far answers lie from the mean of their item on average, in points of the scale.
    pub deviation: f64,
    /// `AD_M` of a sixth of the points: the usual limit.
    pub deviation_limit: f64,
}

/// `r_wg(J)` of items with a mean variance, against answers with another; between 0 and 1.
#[must_use]
pub fn within_group(items: usize, variance: f64, random_variance: f64) -> f64 {
    let ratio = variance / random_variance;
    if ratio.is_nan() || ratio >= 1.0 {
        return 0.0;
    }
    let told = real(count(items)) * (1.0 - ratio);
    told / (told + ratio)
}

/// The variance of equally probable points.
#[must_use]
pub fn uniform_variance(points: u8) -> f64 {
    (f64::from(points).powi(2) - 1.0) / 12.0
}

/// The variance (n − 1) of points by how often each came.
fn variance(times: &[u64]) -> f64 {
    let (mut n, mut sum, mut squares) = (0_u64, 0_u64, 0_u64);
    for (point, times) in (1_u64..).zip(times) {
        n += times;
        sum += point * times;
        squares += point * point * times;
    }
    // Whole numbers up to the last step.
    real(n * squares - sum * sum) / (real(n) * real(n - 1))
}

/// The mean distance from the mean of points by how often each came.
fn deviation(times: &[u64]) -> f64 {
    let n: u64 = times.iter().sum();
    let sum: u64 = (1_u64..).zip(times).map(|(point, times)| point * times).sum();
    let mean = real(sum) / real(n);
    (1_u64..)
        .zip(times)
        .map(|(point, times)| (real(point) - mean).abs() * real(*times))
        .sum::<f64>()
        / real(n)
}

/// The agreement of a department on a dimension.
pub(super) fn agreement(
    tally: &DepartmentTally,
    points: u8,
    group_min: u64,
    limits: &mut Limits,
) -> Result<Agreement, Why> {
    let items = tally.together.len();
    if items == 0 {
        return Err(Why::NotApplicableHere);
    }
    let n: u64 =
        tally.together.iter().flat_map(|times| times.iter().take(usize::from(points))).sum::<u64>()
            / count(items);
    if n < group_min.max(2) {
        return Err(Why::TooFewRespondents);
    }
    let mean = |of: &dyn Fn(&[u64]) -> f64| {
        tally.together.iter().map(|times| of(times)).sum::<f64>() / real(count(items))
    };
    let spread = mean(&variance);
    let uniform = within_group(items, spread, uniform_variance(points));
    let random = limits.of(n, items, points);
    Ok(Agreement {
        definition: AGREEMENT,
        n,
        of: tally.respondents,
        items,
        uniform,
        slight_skew: (points == 5).then(|| within_group(items, spread, SLIGHT_SKEW)),
        random,
        shared: uniform >= SHARED_MIN.max(random),
        deviation: mean(&deviation),
        deviation_limit: f64::from(points) / 6.0,
    })
}

/// What groups that answer at random reach, found when it is asked for and then kept.
#[derive(Debug, Clone, Default)]
pub struct Limits(BTreeMap<(u64, usize, u8), f64>);

impl Limits {
    /// The 95th percentile of `r_wg(J)` against equally probable points, where answers are drawn at random from them.
    pub fn of(&mut self, n: u64, items: usize, points: u8) -> f64 {
        let size = if n <= OWN_SIZE_MAX {
            n
        } else {
            SIZES.into_iter().rfind(|size| *size <= n).unwrap_or(OWN_SIZE_MAX)
        };
        *self.0.entry((size, items, points)).or_insert_with(|| random_limit(size, items, points))
    }
}

fn random_limit(n: u64, items: usize, points: u8) -> f64 {
    let mut stream = ChaCha8Rng::seed_from_u64(RANDOM_SEED);
    let mut times = vec![0_u64; usize::from(points)];
    let mut reached: Vec<f64> = (0..RANDOM_GROUPS)
        .map(|_| {
            let mut sum = 0.0;
            for _ in 0..items {
                at_random(n, &mut times, &mut stream);
                sum += variance(&times);
            }
            within_group(items, sum / real(count(items)), uniform_variance(points))
        })
        .collect();
    reached.sort_by(f64::total_cmp);
    reached.get(RANDOM_GROUPS / 20 * 19).copied().unwrap_or_default()
}

/// How often each point comes where `n` people choose at random.
fn at_random(n: u64, times: &mut [u64], stream: &mut ChaCha8Rng) {
    times.fill(0);
    if n <= OWN_SIZE_MAX {
        let points = count(times.len());
        for _ in 0..n {
            let place = (u64::from(stream.next_u32()) * points) >> 32;
            let held = usize::try_from(place).ok().and_then(|place| times.get_mut(place));
            if let Some(held) = held {
                *held += 1;
            }
        }
        return;
    }
    let (mut left, points) = (n, times.len());
    for (place, held) in times.iter_mut().enumerate() {
        let share = 1.0 / real(count(points - place));
        let drawn = Binomial::new(left, share.min(1.0)).map_or(left, |law| law.sample(stream));
        *held = drawn;
        left -= drawn;
    }
}
