//! Properties of the statistics: any order is the same, and counts by brute force agree.

use proptest::prelude::*;

use super::super::reliability::Band;
use super::super::*;
use super::{answers, key, near, of, quick};
use crate::answers::{BLANK, NOT_APPLICABLE};

/// Rows of a department and three values, of which some are no points.
fn rows(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<(u32, [u8; 3])>> {
    let value = prop_oneof![8 => 1..=5_u8, 1 => Just(NOT_APPLICABLE), 1 => Just(BLANK)];
    prop::collection::vec((0..4_u32, [value.clone(), value.clone(), value]), count)
}

fn sheet(rows: &[(u32, [u8; 3])], names: &[&str]) -> Answers {
    let names = names.iter().map(|name| (*name).to_owned()).collect();
    let mut answers = Answers::new(names, ["x1", "x2", "x3"].map(str::to_owned).to_vec());
    assert!(rows.iter().all(|(department, row)| answers.push(*department, row)));
    answers
}

fn written(answers: &Answers, options: &Options) -> String {
    let told = Statistics::of(answers, &key(&["x1", "x2", "x3"], 5), options);
    serde_json::to_string(&told).unwrap()
}

/// Scores by brute force: of rows with two answers or more, left-out items not seen to.
fn scores(rows: &[(u32, [u8; 3])], department: Option<u32>) -> Vec<f64> {
    let of = rows.iter().filter(|(one, _)| department.is_none_or(|department| department == *one));
    of.filter_map(|(_, row)| {
        let points: Vec<f64> = row
            .iter()
            .filter(|value| (1..=5).contains(*value))
            .map(|value| f64::from(*value))
            .collect();
        let mean = points.iter().sum::<f64>() / points.len() as f64;
        (points.len() >= 2).then_some((mean - 1.0) * 25.0)
    })
    .collect()
}

/// Whether more than three of ten say in any department that an item does not apply.
fn leaves_out(rows: &[(u32, [u8; 3])]) -> bool {
    (0..4).any(|department| {
        (0..3).any(|item| {
            let own = rows.iter().filter(|(one, _)| *one == department).map(|(_, row)| row[item]);
            let said: Vec<u8> = own.filter(|value| *value != BLANK).collect();
            said.iter().filter(|value| **value == NOT_APPLICABLE).count() * 10 > said.len() * 3
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_rows_and_departments_and_the_threads_change_no_byte(
        mut held in rows(60..120),
        seed in 0..4_u64,
        turn in 0..60_usize,
    ) {
        let options = Options { seed, ..quick() };
        let first = written(&sheet(&held, &["a", "b", "c", "d"]), &options);
        held.rotate_left(turn);
        held.reverse();
        for (department, _) in &mut held {
            *department = 3 - *department;
        }
        let one_thread = Options { threads: 1, ..options.clone() };
        prop_assert_eq!(&first, &written(&sheet(&held, &["d", "c", "b", "a"]), &one_thread));
        let seven = Options { threads: 7, ..options };
        prop_assert_eq!(&first, &written(&sheet(&held, &["d", "c", "b", "a"]), &seven));
    }

    #[test]
    fn scores_and_variances_are_those_of_a_count_by_brute_force(held in rows(40..90)) {
        let told = of(&sheet(&held, &["a", "b", "c", "d"]), &key(&["x1", "x2", "x3"], 5));
        let dimension = &told.dimensions[0];
        // An item that is left out in a department is another test's; too small a department does not say so.
        prop_assume!(!leaves_out(&held));
        let mut all = scores(&held, None);
        let company = dimension.score.value().unwrap();
        near(company.mean, all.iter().sum::<f64>() / all.len() as f64, 1e-9);
        let n = all.len();
        let (mut within, mut groups, mut squares) = (0.0, 0.0, 0.0);
        for (place, cell) in (0..).zip(&dimension.departments) {
            let own = scores(&held, Some(place));
            if own.is_empty() {
                continue;
            }
            let mean = own.iter().sum::<f64>() / own.len() as f64;
            within += own.iter().map(|score| (score - mean).powi(2)).sum::<f64>();
            groups += 1.0;
            squares += (own.len() as f64).powi(2);
            match cell.score.value() {
                Some(score) => near(score.mean, mean, 1e-9),
                None => prop_assert!(own.len() < 5),
            }
        }
        let mean = all.iter().sum::<f64>() / n as f64;
        all.iter_mut().for_each(|score| *score = (*score - mean).powi(2));
        let total: f64 = all.iter().sum();
        let between = dimension.between.value().unwrap();
        near(between.msw, within / (n as f64 - groups), 1e-6);
        near(between.msb, (total - within) / (groups - 1.0), 1e-6);
        near(between.size, (n as f64 - squares / n as f64) / (groups - 1.0), 1e-9);
    }

    #[test]
    fn shares_and_agreement_stay_within_their_bounds(held in rows(0..80)) {
        let told = of(&sheet(&held, &["a", "b", "c", "d"]), &key(&["x1", "x2", "x3"], 5));
        for cell in &told.dimensions[0].departments {
            if let Some(agreement) = cell.agreement.value() {
                prop_assert!((0.0..=1.0).contains(&agreement.uniform));
                prop_assert!((0.0..=1.0).contains(&agreement.slight_skew.unwrap()));
                prop_assert!(agreement.slight_skew.unwrap() <= agreement.uniform);
                // Half the range of the scale is the farthest that answers lie from their mean.
                prop_assert!((0.0..=2.0).contains(&agreement.deviation));
                prop_assert!(!agreement.shared || agreement.uniform >= agreement.random);
            }
            if let Some(favourable) = cell.favourable.value() {
                prop_assert!(favourable.respondents >= 5 && favourable.x <= favourable.n);
                let (low, high) = favourable.interval;
                prop_assert!(0.0 <= low && low <= favourable.share && favourable.share <= high && high <= 1.0);
            }
            let counted = [cell.score.value().map(|score| score.n), cell.agreement.value().map(|one| one.n)];
            prop_assert!(counted.into_iter().flatten().all(|n| n >= 5));
        }
    }

    #[test]
    fn a_scale_that_is_shifted_or_turned_agrees_as_before(held in rows(20..60)) {
        let kept: Vec<(u32, [u8; 3])> =
            held.into_iter().filter(|(_, row)| row.iter().all(|value| (1..=4).contains(value))).collect();
        let agreement = |change: fn(u8) -> u8| {
            let rows: Vec<(u32, [u8; 3])> =
                kept.iter().map(|(department, row)| (*department, row.map(change))).collect();
            let told = of(&sheet(&rows, &["a", "b", "c", "d"]), &key(&["x1", "x2", "x3"], 5));
            told.dimensions[0].departments.iter().map(|cell| cell.agreement).collect::<Vec<_>>()
        };
        let plain = agreement(|value| value);
        for other in [agreement(|value| value + 1), agreement(|value| 6 - value)] {
            for (one, other) in plain.iter().zip(&other) {
                let (Some(one), Some(other)) = (one.value(), other.value()) else { continue };
                near(one.deviation, other.deviation, 1e-9);
                near(one.uniform, other.uniform, 1e-9);
            }
        }
    }

    #[test]
    fn values_that_are_no_points_are_no_answers(
        held in prop::collection::vec((0..4_u32, any::<[u8; 3]>()), 0..80),
        points in 2..=11_u8,
    ) {
        let cleaned: Vec<(u32, [u8; 3])> = held
            .iter()
            .map(|(department, row)| {
                let clean = |value: u8| if value > points && value != BLANK { BLANK } else { value };
                (*department, row.map(clean))
            })
            .collect();
        let key = key(&["x1", "x2", "x3"], points);
        let told = [held, cleaned].map(|rows| of(&sheet(&rows, &["a", "b", "c", "d"]), &key));
        prop_assert_eq!(&told[0], &told[1]);
    }
}

/// Sixty people whose answers to `items` items are the same.
fn alike(items: usize) -> Vec<Vec<u8>> {
    (0..60).map(|person: u8| vec![1 + person % 5; items]).collect()
}

#[test]
fn equal_items_have_an_alpha_of_one() {
    for items in [2, 4, 7] {
        let ids: Vec<String> = (1..=items).map(|item| format!("x{item}")).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let rows = alike(items);
        let rows: Vec<&[u8]> = rows.iter().map(Vec::as_slice).collect();
        let told = of(&answers(&[("a", &rows)], &ids), &key(&ids, 5));
        let reliability = &told.dimensions[0].reliability;
        near(reliability.alpha.value().unwrap().value, 1.0, 1e-12);
        assert_eq!(reliability.omega.why(), Some(Why::NotThreeItems));
        assert_eq!(reliability.band.value(), Some(&Band::Fine));
    }
}

#[test]
fn alpha_is_that_of_a_count_by_brute_force_for_any_number_of_items() {
    for items in 2..=6_usize {
        let rows: Vec<Vec<u8>> = (0..75_usize)
            .map(|person| {
                let own = person * 7 % 5;
                (0..items)
                    .map(|item| u8::try_from(1 + (own + (person * (item + 3)) % 3) % 5).unwrap())
                    .collect()
            })
            .collect();
        let ids: Vec<String> = (1..=items).map(|item| format!("x{item}")).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let (first, second) = rows.split_at(20);
        let first: Vec<&[u8]> = first.iter().map(Vec::as_slice).collect();
        let second: Vec<&[u8]> = second.iter().map(Vec::as_slice).collect();
        let told = of(&answers(&[("a", &first), ("b", &second)], &ids), &key(&ids, 5));
        let variance = |of: &dyn Fn(&Vec<u8>) -> f64| {
            let mean = rows.iter().map(of).sum::<f64>() / 75.0;
            rows.iter().map(|row| (of(row) - mean).powi(2)).sum::<f64>() / 74.0
        };
        let single: f64 = (0..items).map(|item| variance(&|row| f64::from(row[item]))).sum();
        let whole = variance(&|row| row.iter().map(|value| f64::from(*value)).sum());
        let k = items as f64;
        let alpha = told.dimensions[0].reliability.alpha.value().unwrap();
        near(alpha.value, k / (k - 1.0) * (1.0 - single / whole), 1e-12);
    }
}
