//! How often the intervals of the statistics hold the truth, and how often equal departments are called different.
//!
//! `cargo run --release -p filo-culture --example coverage -- [RUNS]`, 2,000 by default. A line of JSON for each case:
//! what was tried, where, how often of how many it held, the mean width. `bench/culture/run.py` runs it and prints the
//! table that stands in `docs/CULTURE_STATISTICS.md`. The answers are drawn on five points from planted truths.

#![expect(clippy::print_stdout, reason = "an example prints")]

use std::collections::BTreeMap;

use filo_culture::simulate::{Plan, PlannedDepartment};
use filo_culture::statistics::{
    Coefficient, Limits, Options, ScoringKey, Shown, Statistics, Wave, changes,
};
use filo_model::figure::wilson;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, StandardNormal};

/// How often something held, of how many, and the widths of intervals.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    held: u64,
    of: u64,
    width: f64,
}

impl Tally {
    fn take(&mut self, interval: (f64, f64), truth: f64) {
        self.held += u64::from(interval.0 <= truth && truth <= interval.1);
        self.of += 1;
        self.width += interval.1 - interval.0;
    }

    fn event(&mut self, happened: bool) {
        self.held += u64::from(happened);
        self.of += 1;
    }
}

type Tallies = BTreeMap<String, Tally>;

/// Departments of these sizes and means, complete answers of everybody to one dimension.
fn plan(sizes: &[u32], means: &[f64], loadings: &[f64]) -> Plan {
    let departments = sizes.iter().zip(means).enumerate().map(|(place, (invited, mean))| {
        PlannedDepartment { name: format!("d{place:02}"), invited: *invited, means: vec![*mean] }
    });
    let mut plan = Plan::new(&["x".to_owned()], departments.collect());
    (plan.response, plan.blank, plan.not_applicable) = (1.0, 0.0, 0.0);
    plan.dimensions.iter_mut().for_each(|dimension| dimension.loadings = loadings.to_vec());
    plan
}

/// Runs on two threads; what a run finds depends on its number alone.
fn runs(count: u64, run: impl Fn(u64, &mut Limits, &mut Tallies) + Sync) -> Tallies {
    let parts = std::thread::scope(|scope| {
        let parts = [0, 1].map(|part| {
            let run = &run;
            scope.spawn(move || {
                let (mut limits, mut tallies) = (Limits::default(), Tallies::new());
                (part..count).step_by(2).for_each(|number| run(number, &mut limits, &mut tallies));
                tallies
            })
        });
        parts.map(|part| part.join().expect("a run does not fail"))
    });
    let mut all = Tallies::new();
    for (name, tally) in parts.into_iter().flatten() {
        let held = all.entry(name).or_default();
        held.held += tally.held;
        held.of += tally.of;
        held.width += tally.width;
    }
    all
}

fn print(what: &str, place: &str, tallies: &Tallies) {
    for (name, tally) in tallies {
        let of = tally.of.max(1) as f64;
        println!(
            "{{\"what\":\"{what}\",\"where\":\"{place}\",\"which\":\"{name}\",\"held\":{},\"of\":{},\"share\":{:.4},\"width\":{:.4}}}",
            tally.held,
            tally.of,
            tally.held as f64 / of,
            tally.width / of
        );
    }
}

fn options(resamples: u32) -> Options {
    Options { resamples, threads: 1, ..Options::default() }
}

/// Means of departments by Student's t.
fn means(count: u64) {
    let sizes = [5, 8, 12, 30];
    for mean in [30.0, 50.0, 70.0, 85.0, 93.0] {
        let plan = plan(&sizes, &[mean; 4], &[0.8, 0.75, 0.7]);
        let favourable = plan.truth().dimensions[0].departments[0].favourable;
        let tallies = runs(count, |number, limits, tallies| {
            let answers = plan.answers(number);
            let told = Statistics::with(&answers, &plan.key(), &options(0), limits);
            for (cell, size) in told.dimensions[0].departments.iter().zip(sizes) {
                if let Some(interval) = cell.score.value().and_then(|score| score.interval) {
                    tallies.entry(format!("n={size:02}")).or_default().take(interval, mean);
                }
                if let Some(share) = cell.favourable.value() {
                    let name = format!("favourable n={size:02}");
                    tallies.entry(name).or_default().take(share.interval, favourable);
                }
            }
        });
        print("mean", &format!("mean {mean}"), &tallies);
    }
}

/// Alpha and omega by resampling.
fn reliability(count: u64) {
    let cases: [(&str, &[u32], f64, [f64; 3]); 7] = [
        ("50 in 1", &[50], 0.0, [0.8, 0.75, 0.7]),
        ("50 in 5", &[10; 5], 8.0, [0.8, 0.75, 0.7]),
        ("50 in 5, weak", &[7, 8, 9, 12, 14], 6.0, [0.65, 0.6, 0.6]),
        ("50 in 10", &[5; 10], 8.0, [0.8, 0.75, 0.7]),
        ("50 in 4, uneven", &[5, 5, 10, 30], 8.0, [0.8, 0.75, 0.7]),
        ("50 in 10, far apart", &[5; 10], 16.0, [0.85, 0.85, 0.85]),
        ("200 in 20", &[10; 20], 8.0, [0.8, 0.75, 0.7]),
    ];
    for (place, sizes, apart, loadings) in cases {
        let step = |number: usize| number as f64 - (sizes.len() as f64 - 1.0) / 2.0;
        let spread =
            (0..sizes.len()).map(|number| step(number).powi(2)).sum::<f64>() / sizes.len() as f64;
        let mean =
            |number| 60.0 + if spread > 0.0 { apart * step(number) / spread.sqrt() } else { 0.0 };
        let plan = plan(sizes, &(0..sizes.len()).map(mean).collect::<Vec<_>>(), &loadings);
        let truth = plan.truth().dimensions.remove(0);
        let key = plan.key();
        let tallies = runs(count, |number, limits, tallies| {
            let told = Statistics::with(&plan.answers(number), &key, &options(2_000), limits);
            let reliability = &told.dimensions[0].reliability;
            let mut take = |name: &str, told: &Shown<Coefficient>, truth: f64| {
                let interval = told.value().and_then(|told| told.interval.value());
                tallies.entry(format!("{name} shown")).or_default().event(interval.is_some());
                if let Some(interval) = interval {
                    tallies.entry(name.to_owned()).or_default().take(*interval, truth);
                }
            };
            take("alpha", &reliability.alpha, truth.alpha);
            take("omega", &reliability.omega, truth.omega.unwrap_or(f64::NAN));
        });
        print("reliability", place, &tallies);
    }
}

/// Estimates of departments whose true means are drawn anew each time: coverage on average over the prior.
fn estimates(count: u64) {
    let cases: [(&str, &[u32]); 5] = [
        ("3 of 12", &[12; 3]),
        ("4 uneven", &[5, 8, 12, 30]),
        ("6 of 10", &[10; 6]),
        ("12 uneven", &[5, 6, 8, 8, 10, 12, 15, 15, 20, 25, 30, 40]),
        ("25 of 8", &[8; 25]),
    ];
    for (place, sizes) in cases {
        for tau in [0.0, 4.0, 8.0, 15.0] {
            let tallies = runs(count, |number, limits, tallies| {
                let mut stream = ChaCha8Rng::seed_from_u64(1_000_000 + number);
                let means: Vec<f64> = sizes
                    .iter()
                    .map(|_| {
                        let away: f64 = StandardNormal.sample(&mut stream);
                        (55.0 + tau * away).clamp(2.0, 98.0)
                    })
                    .collect();
                let plan = plan(sizes, &means, &[0.8, 0.75, 0.7]);
                let told =
                    Statistics::with(&plan.answers(number), &plan.key(), &options(0), limits);
                for (cell, mean) in told.dimensions[0].departments.iter().zip(means) {
                    if let Some(estimate) = cell.estimate.value() {
                        tallies
                            .entry("estimate".to_owned())
                            .or_default()
                            .take(estimate.interval, mean);
                    }
                    if let Some(interval) = cell.score.value().and_then(|score| score.interval) {
                        tallies.entry("mean".to_owned()).or_default().take(interval, mean);
                    }
                }
            });
            print("estimate", &format!("{place}, tau {tau}"), &tallies);
        }
    }
}

/// Equal departments that are called different, and changes where nothing changed.
fn equals(count: u64) {
    let cases: [(&str, &[u32]); 5] = [
        ("2 of 5", &[5; 2]),
        ("3 of 5", &[5; 3]),
        ("5 uneven", &[5, 8, 12, 20, 40]),
        ("10 of 8", &[8; 10]),
        ("20 of 12", &[12; 20]),
    ];
    for (place, sizes) in cases {
        let plan = plan(sizes, &vec![60.0; sizes.len()], &[0.8, 0.75, 0.7]);
        let mut key: ScoringKey = plan.key();
        for item in key.dimensions.iter_mut().flat_map(|dimension| &mut dimension.items) {
            item.digest = Some(filo_model::digest::Digest::of(item.id.as_bytes()));
        }
        let tallies = runs(count, |number, limits, tallies| {
            let answers = plan.answers(number);
            let told = Statistics::with(&answers, &key, &options(0), limits);
            let pairs = told.dimensions[0].differences.value().map_or(&[][..], Vec::as_slice);
            let any = pairs.iter().any(|pair| pair.told.different);
            tallies.entry("false different".to_owned()).or_default().event(any);
            let adjusted = |(low, high): (f64, f64)| low > 0.0 || high < 0.0;
            let any = pairs.iter().any(|pair| adjusted(pair.told.adjusted));
            tallies.entry("false, of any size".to_owned()).or_default().event(any);
            let later = plan.answers(5_000_000 + number);
            let [earlier, later] = [&answers, &later].map(|answers| Wave { answers, key: &key });
            let told = changes(earlier, later, &Options::default());
            let changed = told[0].departments.iter().filter_map(|one| one.changed.change.value());
            let any = changed.clone().any(|change| adjusted(change.adjusted));
            tallies.entry("false change".to_owned()).or_default().event(any);
            for change in changed {
                tallies.entry("change".to_owned()).or_default().take(change.interval, 0.0);
            }
        });
        print("equals", place, &tallies);
    }
}

/// Wilson's interval by counting out every result, at a thousand true shares.
fn shares() {
    for n in [5_u64, 8, 12, 20, 40, 100] {
        let intervals: Vec<(f64, f64)> = (0..=n).map(|x| wilson(x, n)).collect();
        let coverage = |p: f64| {
            let mut probability = (1.0 - p).powf(n as f64);
            let mut sum = 0.0;
            for (x, (low, high)) in intervals.iter().enumerate() {
                if *low <= p && p <= *high {
                    sum += probability;
                }
                probability *= (n as f64 - x as f64) / (x as f64 + 1.0) * p / (1.0 - p);
            }
            sum
        };
        let all: Vec<f64> = (1..1000).map(|place| coverage(f64::from(place) / 1000.0)).collect();
        let mean = all.iter().sum::<f64>() / all.len() as f64;
        let least = all.iter().copied().fold(1.0, f64::min);
        println!(
            "{{\"what\":\"wilson\",\"where\":\"exact\",\"which\":\"n={n:03}\",\"share\":{mean:.4},\"least\":{least:.4}}}"
        );
    }
}

fn main() {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(2_000);
    shares();
    means(count);
    equals(count);
    estimates(count);
    reliability(count);
}
