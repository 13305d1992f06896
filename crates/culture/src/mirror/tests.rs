//! The mirrors: gaps, the matrix of who sees whom, quadrants.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rand::seq::SliceRandom as _;
use rand_distr::{Distribution as _, Normal};

use super::quadrant::Quadrant;
use super::seen::{Rating, Seen, seen};
use super::{Done, Estimate, Gap, Mirror, MirrorError, Mirrors, Said, Say, mirrors};
use crate::chance::{Interval, stream};
use crate::dimension::Dimension;
use crate::index::{Draws, DrawsOf, Options};

fn estimate(mean: f64, standard_error: f64, degrees: f64) -> Estimate {
    Estimate { mean, standard_error, degrees, n: 8 }
}

fn quick() -> Options {
    Options { draws: 500, ..Options::default() }
}

/// What a department says, in all and of working across departments.
fn said(one: Estimate) -> Said {
    Said { dimensions: [(Dimension::Insieme, one)].into(), overall: Some(one) }
}

/// What it does, as the draws of another estimate.
fn done(name: &str, one: Estimate, options: Options) -> DrawsOf {
    let overall = one.draws(&["done", name], options);
    DrawsOf { dimensions: [(Dimension::Insieme, overall.clone())].into(), overall: Some(overall) }
}

/// Departments that say and do.
fn company(departments: &[(&str, Estimate, Estimate)], is_declared: bool) -> Mirrors {
    drawn(departments, is_declared, Options::default())
}

fn drawn(
    departments: &[(&str, Estimate, Estimate)],
    is_declared: bool,
    options: Options,
) -> Mirrors {
    let mut say = Say::default();
    let mut draws = Draws { company: DrawsOf::default(), departments: BTreeMap::new() };
    for (name, says, does) in departments {
        say.departments.insert((*name).to_owned(), said(*says));
        draws.departments.insert((*name).to_owned(), done(name, *does, options));
    }
    let done = Done { draws: &draws, is_declared };
    mirrors(&say, &Seen::default(), Some(done), Options::default())
        .expect("the estimates are right")
}

fn rating(rater: &str, rated: &str, points: [Option<u8>; 2]) -> Rating {
    Rating { rater: rater.to_owned(), rated: rated.to_owned(), points }
}

/// Six ratings of `rated` by `rater`, one with a single answer.
fn six(rater: &str, rated: &str) -> Vec<Rating> {
    let points = [(4, Some(5)), (3, None), (2, Some(2)), (5, Some(5)), (4, Some(3)), (4, Some(4))];
    points.map(|(one, two)| rating(rater, rated, [Some(one), two])).to_vec()
}

#[test]
fn a_gap_is_that_of_two_students_ts() {
    // numpy, eight million draws: 70 + 4 t(11) − 50 − 3 t(7): P(> 10) .9613, 5–95 % 10.76–29.24; with 62: .6453.
    for (says, beyond, low, high, is_flagged) in
        [(70.0, 0.9613, 10.76, 29.24, true), (62.0, 0.6453, 2.76, 21.24, false)]
    {
        let sales = ("sales", estimate(says, 4.0, 11.0), estimate(50.0, 3.0, 7.0));
        let gap = company(&[sales], true).departments["sales"].say_done.expect("both are there");
        assert!((gap.beyond - beyond).abs() < 0.02, "{gap:?}");
        assert!(
            (gap.points.low - low).abs() < 0.6 && (gap.points.high - high).abs() < 0.6,
            "{gap:?}"
        );
        assert!((gap.points.median - (says - 50.0)).abs() < 0.3, "{gap:?}");
        assert_eq!(gap.is_flagged, is_flagged);
    }
}

#[test]
fn many_degrees_of_freedom_are_the_normal_distribution() {
    for degrees in [1e6, 1e15] {
        let draws = estimate(50.0, 10.0, degrees).draws(&["a"], Options::default());
        let told = Interval::of(&draws).expect("there are draws");
        assert!(
            (told.low - 33.5515).abs() < 0.01 && (told.high - 66.4485).abs() < 0.01,
            "{told:?}"
        );
    }
}

#[test]
fn words_and_deeds_are_flagged_only_against_declared_goalposts() {
    let sales = ("sales", estimate(90.0, 2.0, 20.0), estimate(30.0, 3.0, 20.0));
    for is_declared in [true, false] {
        let mirrors = company(&[sales], is_declared);
        let mirror = &mirrors.departments["sales"];
        let of_dimension = mirror.dimensions[&Dimension::Insieme].say_done;
        for gap in [mirror.say_done, of_dimension].map(|gap| gap.expect("both are there")) {
            assert!(gap.beyond > 0.999);
            assert_eq!(gap.is_flagged, is_declared);
        }
    }
}

#[test]
fn the_self_view_needs_no_goalposts() {
    let ratings = six("sales", "warehouse");
    let seen = seen(&ratings, 5, 5).expect("the ratings are right");
    let mut say = Say::default();
    say.departments.insert("warehouse".to_owned(), said(estimate(95.0, 2.0, 11.0)));
    let mirrors = mirrors(&say, &seen, None, Options::default()).expect("the estimates are right");
    let warehouse = &mirrors.departments["warehouse"];
    let gap = warehouse.self_view.expect("it says and is seen");
    assert!((gap.points.median - (95.0 - 66.667)).abs() < 1.0 && gap.is_flagged, "{gap:?}");
    assert!(warehouse.self_view_together.is_some());
    assert!(
        warehouse.done.is_none() && warehouse.say_done.is_none() && warehouse.quadrant.is_none()
    );
}

#[test]
fn a_department_in_one_mirror_is_shown_with_that_one() {
    let seen = seen(&six("sales", "warehouse"), 5, 5).expect("the ratings are right");
    let mut draws = Draws { company: DrawsOf::default(), departments: BTreeMap::new() };
    draws
        .departments
        .insert("web".to_owned(), done("web", estimate(50.0, 3.0, 9.0), Options::default()));
    let mut say = Say { company: said(estimate(60.0, 1.0, 90.0)), ..Say::default() };
    say.departments.insert("sales".to_owned(), said(estimate(60.0, 3.0, 9.0)));
    let done = Done { draws: &draws, is_declared: true };
    let told = mirrors(&say, &seen, Some(done), Options::default()).expect("all is right");
    let which = |mirror: &Mirror| {
        let Mirror { say, seen, done, self_view, say_done, .. } = mirror;
        assert!(self_view.is_none() && say_done.is_none(), "nothing to compare");
        [say.is_some(), seen.is_some(), done.is_some()]
    };
    let told = ["sales", "warehouse", "web"].map(|name| which(&told.departments[name]));
    assert_eq!(told, [[true, false, false], [false, true, false], [false, false, true]]);
}

#[test]
fn a_cell_is_the_mean_of_its_raters_and_stands_from_five_on() {
    let mut ratings = six("sales", "warehouse");
    ratings.extend(six("web", "warehouse").into_iter().take(4));
    ratings.extend(six("web", "sales").into_iter().take(4));
    let told = seen(&ratings, 5, 5).expect("the ratings are right");
    // numpy: mean 66.667, standard deviation over the root of six 11.024.
    let cell = told.cells["sales"]["warehouse"];
    assert!((cell.mean - 200.0 / 3.0).abs() < 1e-9, "{cell:?}");
    assert!((cell.standard_error - 11.023_963_796).abs() < 1e-6, "{cell:?}");
    assert_eq!((cell.n, cell.degrees), (6, 5.0));
    assert!(!told.cells.contains_key("web"), "four raters");
    assert_eq!(told.columns["warehouse"].map(|column| column.n), Some(10));
    assert_eq!(told.columns["sales"], None, "four raters in all");
}

#[test]
fn what_a_department_says_of_itself_and_empty_ratings_are_left_out() {
    let mut ratings = six("sales", "sales");
    ratings.extend((0..6).map(|_| rating("web", "sales", [None, None])));
    let told = seen(&ratings, 5, 5).expect("the ratings are right");
    assert_eq!(told, Seen::default());
}

#[test]
fn equal_ratings_have_no_spread_not_a_rest_of_rounding() {
    let ratings: Vec<_> = (0..7).map(|_| rating("a", "b", [Some(4), Some(3)])).collect();
    let cell = seen(&ratings, 5, 5).expect("the ratings are right").cells["a"]["b"];
    assert_eq!((cell.mean, cell.standard_error), (62.5, 0.0));
}

#[test]
fn what_cannot_be_is_refused() {
    let (rater, rated) = ("a".to_owned(), "b".to_owned());
    assert_eq!(seen(&[], 5, 4), Err(MirrorError::Threshold(4)));
    assert_eq!(seen(&[], 1, 5), Err(MirrorError::Scale(1)));
    for point in [0, 6] {
        let found = seen(&[rating("a", "b", [None, Some(point)])], 5, 5);
        let (rater, rated) = (rater.clone(), rated.clone());
        assert_eq!(found, Err(MirrorError::Point { rater, rated, point }));
    }
    for wrong in [
        estimate(101.0, 1.0, 5.0),
        estimate(f64::NAN, 1.0, 5.0),
        estimate(50.0, -1.0, 5.0),
        estimate(50.0, f64::INFINITY, 5.0),
        estimate(50.0, 1.0, 0.0),
    ] {
        let mut say = Say::default();
        say.departments.insert("sales".to_owned(), said(wrong));
        let found = mirrors(&say, &Seen::default(), None, Options::default());
        assert_eq!(found, Err(MirrorError::Estimate("sales".to_owned())), "{wrong:?}");
    }
}

#[test]
fn departments_lie_in_quadrants_by_rank_and_far_ones_surely() {
    let exact = |mean| estimate(mean, 1.0, 30.0);
    let four = [
        ("a", exact(90.0), exact(70.0)),
        ("b", exact(85.0), exact(20.0)),
        ("c", exact(60.0), exact(65.0)),
        ("d", exact(55.0), exact(10.0)),
    ];
    let told = company(&four, false);
    let place = |name: &str| told.departments[name].quadrant.expect("four departments");
    let places = ["a", "b", "c", "d"].map(|name| place(name).quadrant);
    use Quadrant::{Neither, OnlyDoes, OnlySays, SaysAndDoes};
    assert_eq!(places, [SaysAndDoes, OnlySays, OnlyDoes, Neither]);
    assert!(["a", "b", "c", "d"].iter().all(|name| place(name).probability > 0.999));
    assert!(told.departments["a"].dimensions[&Dimension::Insieme].quadrant.is_some());
    assert!(company(&four[..3], true).departments["a"].quadrant.is_none(), "three departments");

    // All the same: each is on either side of either cut about as often as not.
    let vague = estimate(50.0, 8.0, 10.0);
    let same = ["a", "b", "c", "d"].map(|name| (name, vague, vague));
    let told = company(&same, false);
    for mirror in told.departments.values() {
        let place = mirror.quadrant.expect("four departments");
        assert!((0.15..0.35).contains(&place.probability), "{place:?}");
    }
}

#[test]
fn no_gap_is_seldom_flagged_and_a_wide_one_nearly_always() {
    // Twenty answers with a standard deviation of 18, done known to six points; 300 departments of each. Both errors
    // together are 7.2 points: flagged beyond 10 + 1.28 · 7.2 points found, so .4 %, 10 % and 93 % by the normal.
    let mut chance = stream(5, &["flags"]);
    let noise = |sd: f64| Normal::new(0.0, sd).expect("a distribution");
    let (say_error, done_error) = (18.0 / 20.0_f64.sqrt(), 6.0);
    for (gap, least, most) in [(0.0, 0.0, 0.02), (10.0, 0.05, 0.15), (30.0, 0.89, 0.97)] {
        let flagged = (0..300).filter(|place| {
            let says = 45.0 + gap + noise(say_error).sample(&mut chance);
            let does = 45.0 + noise(done_error).sample(&mut chance);
            let draws = |mean, error, degrees, side| {
                let name = place.to_string();
                estimate(mean, error, degrees).draws(&[&name, side], quick())
            };
            let say = draws(says, say_error, 19.0, "say");
            let done = draws(does, done_error, 500.0, "done");
            Gap::of(&say, &done, true).is_some_and(|gap| gap.is_flagged)
        });
        let flagged = flagged.count();
        let share = crate::chance::real(flagged) / 300.0;
        println!("a gap of {gap}: flagged {share:.3}");
        assert!((least..=most).contains(&share), "a gap of {gap}: {share}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_ratings_is_nothing(
        rows in prop::collection::vec((0..4_u8, 0..4_u8, 0..6_u8, 0..6_u8), 0..80),
        seed in any::<u64>(),
    ) {
        let point = |point: u8| (point > 0).then_some(point);
        let mut ratings: Vec<Rating> = rows
            .iter()
            .map(|(from, to, one, two)| rating(&from.to_string(), &to.to_string(), [point(*one), point(*two)]))
            .collect();
        let before = seen(&ratings, 5, 5).expect("the ratings are right");
        ratings.shuffle(&mut stream(seed, &["ratings"]));
        prop_assert_eq!(&seen(&ratings, 5, 5).expect("the ratings are right"), &before);
        for (rater, row) in &before.cells {
            prop_assert!(!row.contains_key(rater), "own ratings");
            for (rated, cell) in row {
                prop_assert!(cell.n >= 5 && (0.0..=100.0).contains(&cell.mean));
                prop_assert!(before.columns[rated].is_some_and(|column| column.n >= cell.n));
            }
        }
    }

    #[test]
    fn probabilities_are_shares_and_gaps_lie_within_the_scale(
        departments in prop::collection::btree_map(
            "[a-f]{1,2}", (0.0..=100.0_f64, 0.0..30.0_f64, 1.0..60.0_f64, 0.0..=100.0_f64, 0.0..30.0_f64), 1..7,
        ),
        is_declared in any::<bool>(),
    ) {
        let rows: Vec<_> = departments
            .iter()
            .map(|(name, (says, error, degrees, does, other))| {
                (name.as_str(), estimate(*says, *error, *degrees), estimate(*does, *other, 30.0))
            })
            .collect();
        let told = drawn(&rows, is_declared, quick());
        prop_assert_eq!(&told, &drawn(&rows, is_declared, quick()));
        for mirror in told.departments.values() {
            let gap = mirror.say_done.expect("both are there");
            prop_assert!((0.0..=1.0).contains(&gap.beyond));
            prop_assert!(gap.points.low <= gap.points.median && gap.points.median <= gap.points.high);
            prop_assert!(gap.points.low >= -100.0 && gap.points.high <= 100.0);
            prop_assert!(!gap.is_flagged || is_declared && gap.beyond >= 0.9);
            prop_assert_eq!(mirror.quadrant.is_some(), rows.len() >= 4);
            prop_assert!(mirror.quadrant.is_none_or(|place| (0.0..=1.0).contains(&place.probability)));
        }
    }
}
