//! Intervals of alpha and omega by resampling respondents within departments.
//!
//! Departments and their sizes stay as they are; respondents are drawn anew within each. Drawn so, the variance in a
//! department of n comes out too small, (n−1)/n of what it should be, and the means of departments too far apart, as
//! the noise that is in them is drawn once more. Both matter where departments are small. Deviations from the mean of
//! the department are therefore drawn out by √(n/(n−1)) (Rao and Wu 1988), and from every resampled covariance the
//! surplus `Σ_d (1 − n_d/N) S_d / (N−1)` is taken off, so that resamples have the covariance of the sample on average.
//!
//! The interval is the basic one (Davison and Hinkley 1997, 5.2.2) of ln(1 − ρ), on which both coefficients are nearly
//! symmetric (Bonett 2002), at the shares of the normal that belong to the quantiles of Student's t with N minus the
//! number of departments degrees of freedom (Hesterberg 2015). The plain percentile interval covered 88 to 93 of a
//! hundred in departments of five to ten; this one 94 to 97 (`docs/CULTURE_STATISTICS.md`).
//!
//! Departments with fewer than five complete answers are drawn as one.

mod stratum;

use std::collections::BTreeMap;

use filo_model::digest::Digest;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::numbers::{count, normal_below, quantile, real, t_quantile};
use super::reliability::{alpha, omega, omega_any};
use super::shown::{Shown, Why};
use super::tally::Tally;
use stratum::{Stratum, products};

/// Departments with fewer complete answers are drawn together.
const STRATUM_MIN: u64 = 5;
/// The share of resamples for which a figure must exist.
const TOLD_MIN: f64 = 0.95;

/// How resamples are drawn.
#[derive(Debug, Clone)]
pub(super) struct Draws {
    /// The seed that decides everything.
    pub(super) seed: u64,
    /// How many resamples.
    pub(super) resamples: u32,
    /// On how many threads of the operating system; the result does not depend on it.
    pub(super) threads: usize,
    /// The dimension, so that no two share their draws.
    pub(super) code: String,
}

/// The intervals that could be told.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Intervals {
    pub(super) alpha: Option<Shown<(f64, f64)>>,
    pub(super) omega: Option<Shown<(f64, f64)>>,
}

/// Complete answers by department.
#[derive(Debug, Clone)]
pub(super) struct Strata {
    items: usize,
    products: usize,
    strata: Vec<Stratum>,
}

/// Sums of products about the mean over N − 1: all six of three items, else the sum of variances and the variance of
/// the sum.
#[derive(Debug, Clone)]
pub(super) struct Moments {
    items: usize,
    pub(super) held: Vec<f64>,
}

impl Moments {
    pub(super) fn alpha(&self) -> Result<f64, Why> {
        match (self.items, self.held.as_slice()) {
            (3, &[s11, s12, s13, s22, s23, s33]) => {
                let variances = s11 + s22 + s33;
                alpha(3, variances, variances + 2.0 * (s12 + s13 + s23))
            }
            (items, &[variances, whole]) => alpha(items, variances, whole),
            _ => Err(Why::TooFewItems),
        }
    }

    fn three(&self) -> Result<[f64; 6], Why> {
        self.held.as_slice().try_into().map_err(|_| Why::NotThreeItems)
    }

    pub(super) fn omega(&self) -> Result<(f64, [f64; 3]), Why> {
        omega(self.three()?)
    }

    /// ln(1 − ρ) of alpha and of omega, where they exist.
    fn logs(&self) -> [f64; 2] {
        let omega = self.three().and_then(omega_any).map(|(value, _)| value);
        [self.alpha(), omega].map(|value| value.map_or(f64::NAN, |value| libm::log(1.0 - value)))
    }
}

impl Strata {
    /// The complete answers of a tally.
    pub(super) fn of(tally: &Tally, items: usize) -> Self {
        let products = if items == 3 { 6 } else { 2 };
        let mut small: BTreeMap<Box<[u8]>, u64> = BTreeMap::new();
        let mut strata = Vec::new();
        for department in &tally.departments {
            if department.complete_count() < STRATUM_MIN {
                for (way, times) in &department.complete {
                    *small.entry(way.clone()).or_default() += times;
                }
            } else {
                strata.push(Stratum::of(&department.complete, items, products));
            }
        }
        if !small.is_empty() {
            strata.push(Stratum::of(&small, items, products));
        }
        Self { items, products, strata }
    }

    /// How many respondents answered every item.
    pub(super) fn respondents(&self) -> u64 {
        self.strata.iter().map(|stratum| stratum.respondents).sum()
    }

    /// The moments of the sample.
    pub(super) fn moments(&self) -> Moments {
        let mut sum = Sum::new(self.items, self.products);
        for stratum in &self.strata {
            sum.add(stratum.respondents, &stratum.means, &stratum.within, 1.0);
        }
        sum.moments(&[])
    }

    /// What resamples have too much of covariance, on average.
    fn surplus(&self) -> Vec<f64> {
        let all = real(self.respondents());
        let mut surplus = vec![0.0; self.products];
        for stratum in self.strata.iter().filter(|stratum| stratum.respondents > 1) {
            let n = real(stratum.respondents);
            let weight = (1.0 - n / all) / (n - 1.0) / (all - 1.0);
            surplus
                .iter_mut()
                .zip(&stratum.within)
                .for_each(|(held, within)| *held += weight * within);
        }
        surplus
    }

    /// The intervals of alpha and omega about their estimates.
    pub(super) fn intervals(
        &self,
        alpha: Option<f64>,
        omega: Option<f64>,
        draws: &Draws,
    ) -> Intervals {
        let resamples = usize::try_from(draws.resamples).unwrap_or(usize::MAX);
        let mut logs = vec![[f64::NAN; 2]; resamples];
        let share = resamples.div_ceil(draws.threads.max(1)).max(1);
        let surplus = self.surplus();
        std::thread::scope(|scope| {
            for (part, logs) in logs.chunks_mut(share).enumerate() {
                let surplus = &surplus;
                scope.spawn(move || {
                    let mut resampler = Resampler::new(self, draws);
                    for (place, log) in logs.iter_mut().enumerate() {
                        *log = resampler.draw(count(part * share + place), surplus).logs();
                    }
                });
            }
        });
        let freedom = real(self.respondents()) - real(count(self.strata.len()));
        let interval = |which: usize, value: f64| {
            let drawn = logs.iter().filter_map(|log| log.get(which)).copied();
            basic(value, drawn.filter(|log| log.is_finite()).collect(), resamples, freedom)
        };
        Intervals {
            alpha: alpha.map(|value| interval(0, value)),
            omega: omega.map(|value| interval(1, value)),
        }
    }
}

#[cfg(test)]
impl Strata {
    /// The mean of the moments of resamples.
    pub(super) fn mean_of_resamples(&self, draws: &Draws) -> Vec<f64> {
        let (surplus, mut resampler) = (self.surplus(), Resampler::new(self, draws));
        let mut mean = vec![0.0; self.products];
        for number in 0..u64::from(draws.resamples) {
            let held = resampler.draw(number, &surplus).held;
            mean.iter_mut()
                .zip(held)
                .for_each(|(mean, one)| *mean += one / f64::from(draws.resamples));
        }
        mean
    }
}

/// The basic interval of a coefficient by what ln(1 − ρ) is in resamples.
fn basic(value: f64, mut drawn: Vec<f64>, resamples: usize, freedom: f64) -> Shown<(f64, f64)> {
    if resamples < 100 || real(count(drawn.len())) < TOLD_MIN * real(count(resamples)) {
        return Shown::Not(Why::Unstable);
    }
    drawn.sort_by(f64::total_cmp);
    let share = normal_below(-t_quantile(super::score::UPPER, freedom));
    let (Some(low), Some(high)) = (quantile(&drawn, share), quantile(&drawn, 1.0 - share)) else {
        return Shown::Not(Why::Unstable);
    };
    let centre = libm::log(1.0 - value);
    let back = |log: f64| 1.0 - libm::exp(2.0 * centre - log);
    // What is large in ln(1 − ρ) is small in ρ; turned about the estimate it is large again.
    if centre.is_finite() {
        Shown::Value((back(low), back(high)))
    } else {
        Shown::Not(Why::NoVariance)
    }
}

/// Sums over strata.
struct Sum {
    items: usize,
    respondents: u64,
    /// Within strata.
    within: Vec<f64>,
    /// Of the products of the means, and of the means, each times the respondents.
    between: Vec<f64>,
    means: Vec<f64>,
    work: Vec<f64>,
}

impl Sum {
    fn new(items: usize, products: usize) -> Self {
        Self {
            items,
            respondents: 0,
            within: vec![0.0; products],
            between: vec![0.0; products],
            means: vec![0.0; items],
            work: vec![0.0; products],
        }
    }

    fn clear(&mut self) {
        self.respondents = 0;
        [&mut self.within, &mut self.between, &mut self.means]
            .into_iter()
            .for_each(|sum| sum.fill(0.0));
    }

    fn add(&mut self, respondents: u64, means: &[f64], within: &[f64], stretch: f64) {
        let n = real(respondents);
        self.respondents += respondents;
        self.within.iter_mut().zip(within).for_each(|(held, more)| *held += stretch * more);
        products(means, &mut self.work);
        self.between.iter_mut().zip(&self.work).for_each(|(held, more)| *held += n * more);
        self.means.iter_mut().zip(means).for_each(|(held, mean)| *held += n * mean);
    }

    fn moments(&mut self, surplus: &[f64]) -> Moments {
        let n = real(self.respondents);
        self.means.iter_mut().for_each(|sum| *sum /= n);
        products(&self.means, &mut self.work);
        let whole = self.within.iter().zip(&self.between).zip(&self.work);
        let mut held: Vec<f64> = whole
            .map(|((within, between), mean)| (within + between - n * mean) / (n - 1.0))
            .collect();
        held.iter_mut().zip(surplus).for_each(|(held, surplus)| *held -= surplus);
        Moments { items: self.items, held }
    }
}

/// Draws resamples one after the other, each from a stream of its own.
struct Resampler<'s> {
    strata: &'s Strata,
    key: [u8; 32],
    sum: Sum,
    times: Vec<u64>,
    work: Vec<f64>,
    means: Vec<f64>,
    within: Vec<f64>,
}

impl<'s> Resampler<'s> {
    fn new(strata: &'s Strata, draws: &Draws) -> Self {
        let mut key = [0; 32];
        let code = Digest::of(draws.code.as_bytes()).to_string();
        let bytes = draws.seed.to_le_bytes().into_iter().chain(code.bytes());
        key.iter_mut().zip(bytes).for_each(|(held, byte)| *held = byte);
        let (items, products) = (strata.items, strata.products);
        Self {
            strata,
            key,
            sum: Sum::new(items, products),
            times: Vec::new(),
            work: vec![0.0; items + products],
            means: vec![0.0; items],
            within: vec![0.0; products],
        }
    }

    fn draw(&mut self, number: u64, surplus: &[f64]) -> Moments {
        let mut stream = ChaCha8Rng::from_seed(self.key);
        stream.set_stream(number);
        self.sum.clear();
        for stratum in &self.strata.strata {
            stratum.draw(&mut stream, &mut self.times, &mut self.work);
            stratum.moments(&self.work, &mut self.means, &mut self.within);
            let n = real(stratum.respondents);
            let stretch = if stratum.respondents > 1 { n / (n - 1.0) } else { 1.0 };
            for (drawn, mean) in self.means.iter_mut().zip(&stratum.means) {
                *drawn = mean + stretch.sqrt() * (*drawn - mean);
            }
            self.sum.add(stratum.respondents, &self.means, &self.within, stretch);
        }
        self.sum.moments(surplus)
    }
}
