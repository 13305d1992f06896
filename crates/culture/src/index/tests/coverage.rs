//! Planted shares: whether the interval of 90 % holds the truth nine times of ten, on average over departments.

use rand::{Rng as _, RngExt as _};
use rand_distr::{Beta, Binomial, Distribution as _};

use crate::chance::stream;
use crate::index::prior::{Posterior, Prior, priors};
use crate::index::{Count, Counted, Inputs};

use super::{goalposts, options};

/// Companies of `departments` departments, whose shares lie about `good` with a strength of `strength` cases.
struct Planted {
    good: f64,
    strength: f64,
    departments: usize,
}

impl Planted {
    /// How often the intervals of departments held the planted share over many companies, and how wide they were; pulled
    /// towards what was planted, or else towards what their counts say.
    fn held(&self, seed: u64, is_known: bool) -> (f64, f64) {
        let Self { good, strength, departments } = *self;
        let mut chance = stream(seed, &["coverage"]);
        let shares = Beta::new(good * strength, (1.0 - good) * strength).expect("a distribution");
        let (mut inside, mut of, mut width) = (0.0, 0.0, 0.0);
        for _ in 0..400 {
            let mut inputs = Inputs::default();
            let mut planted = Vec::new();
            for place in 0..departments {
                let n: u64 = chance.random_range(3..80);
                let share = shares.sample(&mut chance);
                let x = Binomial::new(n, share).expect("a share").sample(&mut chance);
                let measures = [("P1".to_owned(), Count::Of { x, n })].into();
                let counted = Counted { measures, ..Counted::default() };
                inputs.departments.insert(format!("{place:02}"), counted);
                planted.push((share, x, n));
            }
            let known = Prior { good, strength, is_estimated: false };
            let prior =
                if is_known { known } else { priors(&inputs, &goalposts(), options())["P1"] };
            for (share, x, n) in planted {
                let told = prior.posterior(x, n).interval();
                inside += f64::from(u8::from((told.low..=told.high).contains(&share)));
                width += told.high - told.low;
                of += 1.0;
            }
        }
        (inside / of, width / of)
    }
}

#[test]
fn intervals_hold_planted_shares_nine_times_of_ten_where_the_prior_is_the_planted_one() {
    for (good, strength, seed) in [(0.8, 20.0, 1), (0.5, 5.0, 2), (0.95, 50.0, 3)] {
        let (share, _) = Planted { good, strength, departments: 10 }.held(seed, true);
        println!("{good} {strength} 10, known: held {share:.3}");
        assert!((0.885..=0.915).contains(&share), "{good} {strength}: {share}");
    }
}

#[test]
fn intervals_hold_about_as_much_where_the_prior_comes_from_the_counts() {
    // An estimate taken from the same counts costs some: most where departments are few and differ a lot.
    for (good, strength, departments, seed, least) in [
        (0.8, 20.0, 12, 1, 0.86),
        (0.5, 20.0, 30, 2, 0.87),
        (0.9, 10.0, 12, 3, 0.83),
        (0.7, 50.0, 12, 4, 0.88),
        (0.8, 20.0, 6, 5, 0.85),
        (0.8, 20.0, 3, 6, 0.86),
    ] {
        let (share, width) = Planted { good, strength, departments }.held(seed, false);
        println!("{good} {strength} {departments}: held {share:.3}, width {width:.3}");
        assert!((least..=0.95).contains(&share), "{good} {strength} {departments}: {share}");
    }
}

#[test]
fn pulled_intervals_are_narrower_than_those_of_a_department_alone() {
    let mut chance = stream(9, &["alone"]);
    let mut alone = 0.0;
    for _ in 0..2000 {
        let n = 3 + chance.next_u64() % 77;
        let share = Beta::new(16.0, 4.0).expect("a distribution").sample(&mut chance);
        let x = Binomial::new(n, share).expect("a share").sample(&mut chance);
        let told = Posterior::alone(x, n).interval();
        alone += (told.high - told.low) / 2000.0;
    }
    let (_, width) = Planted { good: 0.8, strength: 20.0, departments: 12 }.held(1, false);
    println!("alone {alone:.3}, pulled {width:.3}");
    assert!(width < 0.85 * alone, "{width} {alone}");
}
