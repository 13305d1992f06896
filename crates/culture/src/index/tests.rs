//! The index: known answers, what must hold for any counts, and whether intervals hold what they say they hold.

mod coverage;
mod properties;

use std::collections::BTreeMap;

use super::prior::{Posterior, Prior, strength};
use super::{
    CARE_CAP, Count, Counted, Coverage, GraveHarms, Index, IndexError, Inputs, Missing, Options,
    Standing, Unsaid, index,
};
use crate::dimension::Dimension;
use crate::goalposts::{Direction, Draft, Goalposts, History};

/// The goalposts that come with Filo.
fn goalposts() -> Goalposts {
    let draft: Draft = toml::from_str(include_str!("../../../../data/culture/goalposts.toml"))
        .expect("the shipped file is TOML");
    History::new(draft).expect("the shipped file is right").present().clone()
}

fn options() -> Options {
    Options { draws: 1000, ..Options::default() }
}

fn counted(measures: &[(&str, u64, u64)]) -> Counted {
    let measures = measures.iter().map(|(id, x, n)| ((*id).to_owned(), Count::Of { x: *x, n: *n }));
    Counted { measures: measures.collect(), harms: GraveHarms::default() }
}

/// Two measures of each of the first `dimensions` dimensions, each `x` of `n`, up ones alone.
fn up_to(dimensions: usize, x: u64, n: u64) -> Counted {
    let pairs = ["F1 F4", "I1 I4", "S1 S3", "P1 P1b", "A1 A3", "U1 U4", "C4 C5", "G2 G3"];
    let ids = pairs[..dimensions].iter().flat_map(|pair| pair.split(' '));
    counted(&ids.map(|id| (id, x, n)).collect::<Vec<_>>())
}

fn company(company: Counted) -> Standing {
    let inputs = Inputs { company, ..Inputs::default() };
    index(&inputs, &goalposts(), options()).expect("the inputs are right").0.company
}

#[test]
fn few_cases_are_pulled_towards_the_company_as_published() {
    // Field reference, section 7: prior .9 worth 20 cases, mean and 90 % interval.
    let prior = Prior { good: 0.9, strength: 20.0, is_estimated: false };
    for (good, n, mean, low, high) in
        [(2, 4, 0.833, 0.70, 0.94), (0, 3, 0.783, 0.63, 0.91), (140, 200, 0.718, 0.67, 0.77)]
    {
        let posterior = prior.posterior(good, n);
        let told = posterior.interval();
        assert!((posterior.mean() - mean).abs() < 5e-4, "{good}/{n}");
        assert!((told.low - low).abs() < 5e-3 && (told.high - high).abs() < 5e-3, "{told:?}");
    }
    assert!((prior.own(20) - 0.5).abs() < 1e-12);
}

#[test]
fn quantiles_are_those_of_scipy() {
    // scipy.stats.beta.ppf([.05, .5, .95], a, b)
    let prior = |good, strength| Prior { good, strength, is_estimated: true };
    let cases = [
        (prior(0.9, 20.0).posterior(2, 4), [0.696_362_298, 0.842_656_685, 0.938_324_483]),
        (prior(0.123, 7.5).posterior(0, 0), [0.005_847_545, 0.090_217_871, 0.352_579_453]),
        (prior(0.97, 100.0).posterior(5000, 5010), [0.996_197_219, 0.997_520_571, 0.998_494_260]),
        (prior(0.5, 2.0).posterior(1, 1), [0.223_606_798, 0.5_f64.sqrt(), 0.974_679_434]),
        (Posterior::alone(7, 7), [0.767_535_218, 0.969_132_909, 0.999_729_016]),
        (Posterior::alone(30, 59), [0.402_772_954, 0.508_426_540, 0.613_575_070]),
    ];
    for (posterior, known) in cases {
        for (probability, known) in [0.05, 0.5, 0.95].into_iter().zip(known) {
            let found = posterior.quantile(probability);
            assert!((found - known).abs() < 1e-6, "{posterior:?} {probability} {found} {known}");
        }
    }
}

#[test]
fn quantiles_of_extreme_counts_are_shares_and_rise() {
    let share = [1e-9, 0.0005, 0.3, 0.9999];
    let most = [(0, u64::MAX), (1_000_000_000, 1_000_001_000), (u64::MAX / 2, u64::MAX)];
    for (good, n) in [(0, 0), (0, 1), (1, 1), (999_999, 1_000_000), (3, 7)].into_iter().chain(most)
    {
        for prior in share.map(|good| Prior { good, strength: 20.0, is_estimated: false }) {
            let posterior = prior.posterior(good, n);
            let found: Vec<f64> =
                (1..400).map(|part| posterior.quantile(f64::from(part) / 400.0)).collect();
            assert!(found.iter().all(|share| (0.0..=1.0).contains(share)), "{prior:?} {good}/{n}");
            let falls = found.windows(2).map(|pair| pair[0] - pair[1]).fold(0.0, f64::max);
            assert!(falls < 1e-5, "{prior:?} {good}/{n}: {falls}");
        }
    }
}

#[test]
fn the_strength_is_kleinmans_moment_estimate() {
    // By hand: p = .6, S = 1.4, A = 4, B = 40, correlation .44 / 8.64.
    let groups = [8, 6, 7, 6, 3].map(|good| (good, 10));
    let found = strength(&groups, 20.0).expect("five departments");
    assert!((found - (8.64 / 0.44 - 1.0)).abs() < 1e-9, "{found}");
    assert_eq!(strength(&groups[..4], 20.0), None, "too few departments");
    assert_eq!(strength(&[(10, 10); 6], 20.0), None, "all alike and all good");
    assert_eq!(strength(&[(1, 1), (0, 1), (1, 1), (1, 1), (0, 1)], 20.0), None, "one case each");
    assert_eq!(strength(&[(6, 10); 6], 20.0), Some(40.0), "less than chance");
    let far = [(0, 50), (50, 50), (0, 50), (50, 50), (50, 50)];
    assert_eq!(strength(&far, 20.0), Some(2.0));
}

#[test]
fn a_department_is_pulled_and_the_company_is_not() {
    let department = counted(&[("P1", 0, 3)]);
    let inputs = Inputs {
        company: counted(&[("P1", 180, 200)]),
        departments: [("sales".to_owned(), department)].into(),
        ..Inputs::default()
    };
    let (index, _) = index(&inputs, &goalposts(), options()).expect("the inputs are right");
    let prior = index.priors["P1"];
    assert!((prior.good - 180.5 / 201.0).abs() < 1e-12 && !prior.is_estimated);
    let mean = |standing: &Standing| standing.measures["P1"].mean.expect("it was counted");
    // The declared 20 cases, a correlation of 1/21, and what is unknown of 180 of 200 with three of them in one department.
    let unknown = 20.0 / 21.0 / 200.0 + 9.0 / 21.0 / 40_000.0;
    let strength = 1.0 / (1.0 / 21.0 + unknown) - 1.0;
    let expected = strength * prior.good / (strength + 3.0);
    assert!((mean(&index.departments["sales"]) - expected).abs() < 1e-12);
    assert!((mean(&index.company) - 180.5 / 201.0).abs() < 1e-12);
}

#[test]
fn what_is_better_when_less_is_told_as_it_is_defined() {
    let standing = company(counted(&[("C1", 10, 1000), ("C2", 0, 1000)]));
    let undue = &standing.measures["C1"];
    let share = undue.share.expect("it was counted");
    assert!(share.low < share.median && share.median < share.high);
    assert!((undue.mean.expect("it was counted") - 10.5 / 1001.0).abs() < 1e-12);
    let points = undue.points.expect("it was counted");
    assert!(points.low < points.median && points.median < points.high);
    // One in a hundred, where one in twenty is nothing and none is all: a fifth of the way is lost.
    assert!((points.median - 80.0).abs() < 1.0, "{points:?}");
}

#[test]
fn a_dimension_needs_two_measures_and_says_of_how_many() {
    let one = company(counted(&[("P1", 18, 20)]));
    let word = &one.dimensions[&Dimension::Parola];
    assert_eq!((word.points, word.measures), (None, Coverage { k: 1, m: 5 }));
    let mut two = counted(&[("P1", 18, 20), ("P1b", 19, 20), ("P2", 0, 0)]);
    two.measures.insert("P3".to_owned(), Count::Missing(Missing::Withheld));
    let two = company(two);
    let word = &two.dimensions[&Dimension::Parola];
    assert!(word.points.is_some());
    assert_eq!(word.measures, Coverage { k: 2, m: 5 });
    let count = |id: &str| two.measures[id].count;
    assert_eq!(count("P2"), Count::Missing(Missing::NothingToJudge), "never a nought");
    assert_eq!(count("P3"), Count::Missing(Missing::Withheld));
    assert_eq!(count("P4"), Count::Missing(Missing::NotMeasurable));
}

#[test]
fn the_whole_needs_five_of_eight_dimensions() {
    for (dimensions, is_told) in [(4, false), (5, true), (8, true)] {
        let overall = company(up_to(dimensions, 80, 100)).overall;
        assert_eq!(overall.points.is_some(), is_told, "{dimensions}");
        assert_eq!(overall.unsaid, (!is_told).then_some(Unsaid::TooFewDimensions));
        assert_eq!(overall.dimensions, Coverage { k: dimensions, m: 8 });
        assert_eq!(overall.measures, Coverage { k: 2 * dimensions, m: 34 });
    }
}

#[test]
fn a_dimension_at_nought_pulls_down_and_does_not_wipe_out() {
    let mut counts = up_to(8, 100_000, 100_000);
    for id in ["A1", "A3"] {
        counts.measures.insert(id.to_owned(), Count::Of { x: 0, n: 100_000 });
    }
    let whole = company(counts).overall.points.expect("eight dimensions");
    // Seven of eight at a hundred and one at the floor of one: 100^(7/8), about 56; an arithmetic mean says 87.5.
    assert!((50.0..62.0).contains(&whole.median), "{whole:?}");
}

#[test]
fn a_grave_harm_caps_care_and_stays_a_count() {
    let mut counts = up_to(8, 95, 100);
    let free = company(counts.clone());
    counts.harms = GraveHarms { undue_collections: 1, ..GraveHarms::default() };
    let harmed = company(counts.clone());
    let care = |standing: &Standing| standing.dimensions[&Dimension::Cura].clone();
    assert!(care(&free).points.is_some_and(|points| points.low > CARE_CAP));
    assert!(care(&harmed).points.is_some_and(|points| points.high <= CARE_CAP));
    assert!(care(&harmed).is_capped && !care(&free).is_capped);
    assert_eq!(care(&harmed).due_to_weights, None, "nothing varies under the cap");
    assert_eq!(harmed.harms.undue_collections, 1);
    let whole = |standing: &Standing| standing.overall.points.expect("eight dimensions").median;
    assert!(whole(&harmed) < whole(&free));

    counts.measures.retain(|id, _| !id.starts_with('C'));
    let blind = company(counts).overall;
    assert_eq!((blind.points, blind.unsaid), (None, Some(Unsaid::HarmWithoutCare)));
}

#[test]
fn inputs_that_cannot_be_are_refused() {
    let refused = |inputs: &Inputs, options| {
        index(inputs, &goalposts(), options).expect_err("the inputs are wrong")
    };
    let more = Inputs { company: counted(&[("P1", 5, 4)]), ..Inputs::default() };
    let (of, measure) = ("company".to_owned(), "P1".to_owned());
    let expected = IndexError::MoreThanAll { of, measure, x: 5, n: 4 };
    assert_eq!(refused(&more, options()), expected);
    let directions = [("P1".to_owned(), Direction::Down)].into();
    let turned = Inputs { directions, ..Inputs::default() };
    assert_eq!(refused(&turned, options()), IndexError::Direction("P1".to_owned()));
    for (options, name) in [
        (Options { draws: 0, ..options() }, "draws"),
        (Options { concentration: f64::NAN, ..options() }, "concentration"),
        (Options { strength: 0.0, ..options() }, "strength"),
    ] {
        assert_eq!(refused(&Inputs::default(), options), IndexError::Option(name));
    }
}

#[test]
fn what_has_no_goalposts_is_named_and_counts_for_nothing() {
    let inputs = Inputs { company: counted(&[("F3b", 3, 30)]), ..Inputs::default() };
    let (index, _) = index(&inputs, &goalposts(), options()).expect("the inputs are right");
    assert_eq!(index.without_goalposts, ["F3b"]);
    assert!(!index.company.measures.contains_key("F3b"));
    assert!(index.company.overall.points.is_none() && index.departments.is_empty());
}

#[test]
fn the_result_is_written_and_read_back() {
    let inputs = Inputs {
        company: up_to(8, 80, 100),
        departments: BTreeMap::from([("sales".to_owned(), up_to(5, 8, 10))]),
        ..Inputs::default()
    };
    let (index, _) = index(&inputs, &goalposts(), options()).expect("the inputs are right");
    let written = serde_json::to_string(&index).expect("it can be written");
    let read: Index = serde_json::from_str(&written).expect("it can be read");
    assert_eq!(read.departments["sales"].overall.measures, Coverage { k: 10, m: 34 });
    assert_eq!(read.company.measures["P1"].count, Count::Of { x: 80, n: 100 });
    let whole = |index: &Index| index.company.overall.points.expect("eight dimensions").median;
    assert!((whole(&read) - whole(&index)).abs() < 1e-9);
}
