//! What is not shown: small groups, too few departments, sheets without the items.

use super::super::differences::holm;
use super::super::*;
use super::{answers, key, near, of, quick};

/// A point of five that a number gives.
fn point(number: usize) -> u8 {
    u8::try_from(1 + number % 5).unwrap()
}

/// So many people who answer differently.
fn people(count: usize) -> Vec<Vec<u8>> {
    (0..count)
        .map(|person| [1, 2, 4].map(|step| point(person * step + person / 3)).to_vec())
        .collect()
}

fn slices(rows: &[Vec<u8>]) -> Vec<&[u8]> {
    rows.iter().map(Vec::as_slice).collect()
}

#[test]
fn nothing_is_told_of_fewer_than_five_people() {
    let (four, five) = (people(4), people(5));
    let sheet = answers(&[("four", &slices(&four)), ("five", &slices(&five))], &["x1", "x2", "x3"]);
    let told = of(&sheet, &key(&["x1", "x2", "x3"], 5));
    let [shown, hidden] = &told.dimensions[0].departments[..] else { panic!("{told:?}") };
    assert!(shown.score.value().is_some() && shown.agreement.value().is_some());
    // Of five people dimensions are told, items are not.
    assert_eq!(shown.answers.why(), Some(Why::TooFewRespondents));
    assert_eq!(hidden.respondents.why(), Some(Why::TooFewRespondents));
    let written = serde_json::to_value(hidden).unwrap();
    for (name, value) in written.as_object().unwrap() {
        let says_nothing = name == "department"
            || value.as_array().is_some_and(Vec::is_empty)
            || value.get("why").is_some();
        assert!(says_nothing, "{name}: {value}");
    }
    // More may be asked for, less may not.
    let group_min = |group_min| {
        let told =
            Statistics::of(&sheet, &key(&["x1", "x2", "x3"], 5), &Options { group_min, ..quick() });
        told.dimensions[0].departments.iter().filter(|cell| cell.score.value().is_some()).count()
    };
    assert_eq!([group_min(1), group_min(5), group_min(6)], [1, 1, 0]);
}

#[test]
fn what_lacks_departments_people_or_items_says_so() {
    let many = people(60);
    let one =
        of(&answers(&[("a", &slices(&many))], &["x1", "x2", "x3"]), &key(&["x1", "x2", "x3"], 5));
    let one = &one.dimensions[0];
    assert_eq!(one.between.why(), Some(Why::TooFewDepartments));
    assert_eq!(one.differences.why(), Some(Why::TooFewDepartments));
    assert_eq!(one.departments[0].estimate.why(), Some(Why::TooFewDepartments));
    assert!(one.reliability.alpha.value().is_some());
    // A short wave with one item of three has no dimension.
    let short: Vec<Vec<u8>> = people(60).into_iter().map(|row| row[..1].to_vec()).collect();
    let short = of(&answers(&[("a", &slices(&short))], &["x1"]), &key(&["x1", "x2", "x3"], 5));
    let short = &short.dimensions[0];
    assert_eq!(short.score.why(), Some(Why::ItemsAbsent));
    assert_eq!(short.departments[0].score.why(), Some(Why::ItemsAbsent));
    assert_eq!(short.reliability.alpha.why(), Some(Why::ItemsAbsent));
    assert!(short.answers.value().unwrap()[0].score.value().is_some());
    // Everybody says the same: no interval, no alpha, no difference; agreement is whole.
    let flat = vec![vec![4, 4, 4]; 60];
    let sheet = [("a", &slices(&flat)[..]), ("b", &slices(&flat)[..])];
    let flat = of(&answers(&sheet, &["x1", "x2", "x3"]), &key(&["x1", "x2", "x3"], 5));
    let flat = &flat.dimensions[0];
    assert_eq!(flat.departments[0].score.value().unwrap().interval, None);
    assert_eq!(flat.reliability.alpha.why(), Some(Why::NoVariance));
    assert_eq!(flat.between.why(), Some(Why::NoVariance));
    assert!(flat.differences.value().unwrap().is_empty());
    near(flat.departments[0].agreement.value().unwrap().uniform, 1.0, 1e-12);
    let none = of(&answers(&[], &["x1", "x2", "x3"]), &key(&["x1", "x2", "x3"], 5));
    assert_eq!(none.dimensions[0].score.why(), Some(Why::TooFewRespondents));
}

#[test]
fn items_that_apply_to_nobody_take_the_score_away() {
    let rows: Vec<Vec<u8>> = people(20).into_iter().map(|row| vec![row[0], 0, 0]).collect();
    let told =
        of(&answers(&[("a", &slices(&rows))], &["x1", "x2", "x3"]), &key(&["x1", "x2", "x3"], 5));
    let cell = &told.dimensions[0].departments[0];
    assert_eq!(cell.left_out, ["x2", "x3"]);
    assert_eq!(cell.score.why(), Some(Why::NotApplicableHere));
}

#[test]
fn two_thirds_of_the_items_make_a_score() {
    for (items, needed) in [(1, 1), (2, 2), (3, 2), (4, 3), (5, 4), (6, 4), (9, 6)] {
        let ids: Vec<String> = (0..items).map(|item| format!("x{item}")).collect();
        let key = ScoringKey::by_prefix(&ids, 5);
        assert_eq!((key.dimensions.len(), key.dimensions[0].needed()), (1, needed));
    }
}

#[test]
fn more_departments_than_can_be_compared_are_not() {
    let rows = people(6);
    let names: Vec<String> = (0..65).map(|place| format!("d{place:02}")).collect();
    let rows = slices(&rows);
    let of_so_many = |count: usize| {
        let departments: Vec<(&str, &[&[u8]])> =
            names.iter().take(count).map(|name| (name.as_str(), &rows[..])).collect();
        let told = of(&answers(&departments, &["x1", "x2", "x3"]), &key(&["x1", "x2", "x3"], 5));
        told.dimensions[0].differences.clone()
    };
    assert_eq!(of_so_many(65).why(), Some(Why::TooManyDepartments));
    let pairs = of_so_many(64).value().unwrap().clone();
    assert_eq!(pairs.len(), 64 * 63 / 2);
    assert!(pairs.iter().all(|pair| !pair.told.different));
}

#[test]
fn a_finite_population_that_answered_whole_leaves_nothing_open() {
    let rows = people(10);
    let sheet = answers(&[("a", &slices(&rows))], &["x1", "x2", "x3"]);
    let width = |population: Option<u64>| {
        let populations = population.map(|all| ("a".to_owned(), all)).into_iter().collect();
        let told = Statistics::of(
            &sheet,
            &key(&["x1", "x2", "x3"], 5),
            &Options { populations, ..quick() },
        );
        let (low, high) =
            told.dimensions[0].departments[0].score.value().unwrap().interval.unwrap();
        high - low
    };
    near(width(Some(10)), 0.0, 1e-12);
    near(width(Some(40)), width(None) * 0.75_f64.sqrt(), 1e-9);
    // A population that is smaller than its answers is whole.
    near(width(Some(3)), 0.0, 1e-12);
}

#[test]
fn holm_steps_down_and_its_levels_agree_with_it() {
    // By hand: .004 * 4, .012 * 3, .030 * 2, .040 after .060.
    let told = holm(&[0.030, 0.004, 0.040, 0.012]);
    for ((adjusted, level), (expected, at)) in
        told.iter().zip([(0.060, 0.025), (0.016, 0.0125), (0.060, 0.025), (0.036, 0.05 / 3.0)])
    {
        near(*adjusted, expected, 1e-12);
        near(*level, at, 1e-12);
    }
    assert!(holm(&[]).is_empty());
}
