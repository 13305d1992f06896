//! What must hold for any counts.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{counted, goalposts, options};
use crate::dimension::Dimension;
use crate::goalposts::{Direction, Draft, Goalposts, History};
use crate::index::draw::{Draws, DrawsOf, Weights};
use crate::index::prior::Prior;
use crate::index::{CARE_CAP, Count, Counted, GraveHarms, Index, Inputs, Options, Subject, index};

const IDS: &str = "F1 F2 F3 I1 I2 I3 S1 S2 S3 P1 P1b P2 A1 A3 A4 U1 U2 U4 C1 C2 C5 G2 G3";

/// Some counts of some measures.
fn some_counts() -> impl Strategy<Value = Counted> {
    let count = prop_oneof![
        1 => Just(None),
        4 => (0..60_u64).prop_flat_map(|n| (0..=n, Just(n))).prop_map(Some),
    ];
    let ids: Vec<&str> = IDS.split(' ').collect();
    (prop::collection::vec(count, ids.len()), 0..3_u64).prop_map(move |(counts, harms)| {
        let known =
            ids.iter().zip(counts).filter_map(|(id, count)| count.map(|(x, n)| (*id, x, n)));
        let harms = GraveHarms { calls_after_opt_out: harms / 2, ..GraveHarms::default() };
        Counted { harms, ..counted(&known.collect::<Vec<_>>()) }
    })
}

fn quick() -> Options {
    Options { draws: 200, ..options() }
}

fn computed(departments: &BTreeMap<String, Counted>) -> (Index, Draws) {
    let mut company: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for (id, count) in departments.values().flat_map(|one| &one.measures) {
        if let Count::Of { x, n } = count {
            let sum = company.entry(id.clone()).or_default();
            *sum = (sum.0 + x, sum.1 + n);
        }
    }
    let company: Vec<_> = company.iter().map(|(id, (x, n))| (id.as_str(), *x, *n)).collect();
    let company = counted(&company);
    let inputs = Inputs { company, departments: departments.clone(), ..Inputs::default() };
    index(&inputs, &goalposts(), quick()).expect("the inputs are right")
}

/// The draws of one department where what it is pulled towards does not move.
fn with_prior(counted: &Counted, good: f64) -> DrawsOf {
    let prior = Prior { good, strength: 20.0, is_estimated: false };
    let priors = IDS.split(' ').map(|id| (id.to_owned(), prior)).collect();
    let subject = Subject { name: &["department", "sales"], counted, priors: &priors };
    let weights = Weights::new(&goalposts(), quick());
    subject.standing(&goalposts(), &weights, quick()).1
}

/// The same counts with one more good case of a measure.
fn with_one_more_good(counted: &Counted, measure: &str, is_new: bool) -> Counted {
    let mut more = counted.clone();
    if let Some(Count::Of { x, n }) = more.measures.get_mut(measure) {
        let is_up = goalposts().of(measure).is_some_and(|one| one.direction == Direction::Up);
        match (is_new, is_up) {
            (true, _) => (*x, *n) = (*x + u64::from(is_up), *n + 1),
            (false, true) => *x = (*x + 1).min(*n),
            (false, false) => *x = x.saturating_sub(1),
        }
    }
    more
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_more_good_case_lowers_no_draw(
        counts in some_counts(),
        place in 0..23_usize,
        is_new in any::<bool>(),
        good in 0.02..0.98_f64,
    ) {
        let measure = IDS.split(' ').nth(place).expect("there are so many");
        // A measure that was not judged before would make another dimension of it, not a better one.
        prop_assume!(matches!(counts.measures.get(measure), Some(Count::Of { n, .. }) if *n > 0));
        let (before, after) = (
            with_prior(&counts, good),
            with_prior(&with_one_more_good(&counts, measure, is_new), good),
        );
        for (dimension, draws) in &before.dimensions {
            let least = draws.iter().zip(&after.dimensions[dimension]).map(|(one, two)| two - one);
            let least = least.fold(f64::INFINITY, f64::min);
            prop_assert!(least > -1e-6, "{:?} {} {}", dimension, measure, least);
        }
        let wholes = before.overall.iter().flatten().zip(after.overall.iter().flatten());
        prop_assert!(wholes.into_iter().all(|(one, two)| two - one > -1e-6));
    }

    #[test]
    fn the_order_of_goalposts_is_nothing_and_twice_is_the_same(
        departments in prop::collection::btree_map("[a-f]{1,3}", some_counts(), 1..4),
        rotated in 0..23_usize,
    ) {
        let (told, _) = computed(&departments);
        // The same goalposts in another order.
        let mut draft = (*goalposts()).clone();
        draft.measures.rotate_left(rotated);
        let draft = Draft { versions: vec![draft] };
        let turned = History::new(draft).expect("order is nothing");
        let inputs = Inputs { departments: departments.clone(), ..Inputs::default() };
        let same = |goalposts: &Goalposts| {
            let (index, _) = index(&inputs, goalposts, quick()).expect("the inputs are right");
            serde_json::to_string(&index).expect("it can be written")
        };
        prop_assert_eq!(same(&goalposts()), same(turned.present()));
        let (again, _) = computed(&departments);
        prop_assert_eq!(told, again);
    }

    #[test]
    fn a_department_keeps_its_draws_whatever_the_others_are_called(counts in some_counts(), other in some_counts()) {
        let told = |departments: &[(&str, &Counted)]| {
            let departments = departments.iter().map(|(name, one)| ((*name).to_owned(), (*one).clone()));
            let company = counts.clone();
            let inputs = Inputs { company, departments: departments.collect(), ..Inputs::default() };
            let (index, draws) = index(&inputs, &goalposts(), quick()).expect("the inputs are right");
            (index.departments["sales"].clone(), draws.departments["sales"].clone())
        };
        let (one, two) = (("a", &other), ("b", &counts));
        let renamed = [("sales", &counts), ("y", &other), ("x", &counts)];
        prop_assert_eq!(told(&[one, two, ("sales", &counts)]), told(&renamed));
    }

    #[test]
    fn ends_caps_and_shares_hold(departments in prop::collection::btree_map("[a-f]{1,3}", some_counts(), 1..6)) {
        let (told, draws) = computed(&departments);
        let drawn = draws.departments.values().chain([&draws.company]);
        for (standing, draws) in told.departments.values().chain([&told.company]).zip(drawn) {
            let parts: Vec<&Vec<f64>> = draws.dimensions.values().collect();
            for (draw, whole) in draws.overall.iter().flatten().enumerate() {
                let each = parts.iter().map(|part| part[draw].max(1.0));
                let greatest = each.clone().fold(0.0, f64::max);
                let least = each.fold(100.0, f64::min);
                prop_assert!((least - 1e-9..=greatest + 1e-9).contains(whole), "{least} {whole} {greatest}");
            }
            let care = &standing.dimensions[&Dimension::Cura];
            if standing.harms.any() {
                prop_assert!(care.points.is_none_or(|points| points.high <= CARE_CAP));
                prop_assert_eq!(care.is_capped, care.points.is_some());
            }
            prop_assert_eq!(standing.overall.points.is_some(), standing.overall.unsaid.is_none());
            prop_assert!(standing.overall.points.is_none() || standing.overall.dimensions.k >= 5);
            let dimensions = standing.dimensions.values();
            let shares = dimensions.clone().filter_map(|one| one.due_to_weights);
            for share in shares.chain(standing.overall.due_to_weights) {
                prop_assert!((0.0..=1.0).contains(&share));
            }
            let all = dimensions.filter_map(|one| one.points).chain(standing.overall.points);
            for points in all.chain(standing.measures.values().filter_map(|one| one.points)) {
                prop_assert!(0.0 <= points.low && points.low <= points.median);
                prop_assert!(points.median <= points.high && points.high <= 100.0);
            }
        }
    }
}

#[test]
fn weights_count_for_nothing_where_measures_agree_and_for_much_where_they_do_not() {
    let share = |first: u64, second: u64, n: u64| {
        let counted = counted(&[("G2", first * n / 100, n), ("G3", second * n / 100, n)]);
        let inputs = Inputs { company: counted, ..Inputs::default() };
        let options = Options { draws: 4000, ..options() };
        let (told, _) = index(&inputs, &goalposts(), options).expect("the inputs are right");
        told.company.dimensions[&Dimension::Guida].due_to_weights.expect("it varies")
    };
    // Both at about 62 points with few cases; 8 and 92 points with very many.
    let (alike, apart) = (share(70, 74, 50), share(35, 90, 100_000));
    assert!(alike < 0.05, "{alike}");
    assert!(apart > 0.95, "{apart}");
}
