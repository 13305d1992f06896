//! Known answers: the vectors of the field reference (section 4.7), and values computed with scipy.

use super::super::reliability::omega;
use super::super::resample::{Draws, Strata};
use super::super::tally::Tally;
use super::super::*;
use super::{answers, key, near, of};

type Rows<'r> = &'r [&'r [u8]];

const A: Rows<'_> = &[&[5, 4, 5], &[4, 4, 4], &[5, 5, 4], &[4, 3, 4], &[5, 4, 4], &[4, 4, 5]];
const B: Rows<'_> =
    &[&[3, 2, 3], &[2, 2, 1], &[3, 3, 2], &[2, 3, 2], &[4, 3, 3], &[1, 2, 2], &[3, 2, 2]];
const C: Rows<'_> = &[&[4, 3, 3], &[3, 3, 4], &[2, 3, 3], &[4, 4, 4], &[3, 2, 3]];

fn three() -> Answers {
    answers(&[("A", A), ("B", B), ("C", C)], &["x1", "x2", "x3"])
}

#[test]
fn scores_and_agreement_are_those_of_the_field_reference() {
    let told = of(&three(), &key(&["x1", "x2", "x3"], 5));
    let dimension = &told.dimensions[0];
    let expected = [
        ("A", 81.944_44, 9.742_04, 0.939_83, 0.904_54, 0.425_93, 0.944_44),
        ("B", 34.523_81, 14.773_42, 0.882_35, 0.801_39, 0.585_03, 0.047_62),
        ("C", 55.0, 13.944_33, 0.9, 0.834_44, 0.506_67, 0.333_33),
    ];
    for (cell, (name, mean, sd, uniform, skew, deviation, share)) in
        dimension.departments.iter().zip(expected)
    {
        assert_eq!(cell.department, name);
        let (score, agreement) = (cell.score.value().unwrap(), cell.agreement.value().unwrap());
        near(score.mean, mean, 1e-5);
        near(score.sd, sd, 1e-5);
        near(agreement.uniform, uniform, 1e-5);
        near(agreement.slight_skew.unwrap(), skew, 1e-5);
        near(agreement.deviation, deviation, 1e-5);
        near(agreement.deviation_limit, 5.0 / 6.0, 1e-12);
        near(cell.favourable.value().unwrap().share, share, 1e-5);
        assert!(agreement.shared);
    }
    // A mean of 82 in a group of six: t = 2.5706 (scipy), times 9.742 / sqrt(6).
    let (low, high) = dimension.departments[0].score.value().unwrap().interval.unwrap();
    near(low, 81.944_444 - 10.223_73, 1e-4);
    near(high, 81.944_444 + 10.223_73, 1e-4);
}

#[test]
fn differences_between_departments_are_those_of_the_field_reference() {
    let told = of(&three(), &key(&["x1", "x2", "x3"], 5));
    let between = told.dimensions[0].between.value().unwrap();
    near(between.msb, 3_636.133_16, 1e-5);
    near(between.msw, 170.789_24, 1e-5);
    near(between.size, 5.944_44, 1e-5);
    near(between.icc1, 0.773_41, 1e-5);
    near(between.icc2.unwrap(), 0.953_03, 1e-5);
    near(between.tau_squared, 582.955_05, 1e-5);
    // scipy.stats.f_oneway on the same scores.
    near(between.f, 21.290_177_4, 1e-6);
    near(between.p, 4.155_54e-5, 1e-9);
    // w = tau^2 / (tau^2 + MSW / n), by hand for B.
    let weight = 582.955_05 / (582.955_05 + 170.789_24 / 7.0);
    let mean = (6.0 * 81.944_444 + 7.0 * 34.523_81 + 5.0 * 55.0) / 18.0;
    let estimate = told.dimensions[0].departments[1].estimate.value().unwrap();
    near(estimate.weight, weight, 1e-6);
    near(estimate.value, weight * 34.523_81 + (1.0 - weight) * mean, 1e-4);
    assert!(estimate.interval.0 < estimate.value && estimate.value < estimate.interval.1);
}

#[test]
fn alpha_and_omega_are_those_of_the_field_reference() {
    let key = key(&["x1", "x2", "x3"], 5);
    let tally = Tally::of(&three(), &key.dimensions[0], 5, &BTreeSet::new());
    let moments = Strata::of(&tally, 3).moments();
    near(moments.alpha().unwrap(), 0.894_47, 1e-5);
    let (value, loadings) = moments.omega().unwrap();
    near(value, 0.900_16, 1e-5);
    for (loading, expected) in loadings.into_iter().zip([1.009_30, 0.770_61, 0.958_41]) {
        near(loading, expected, 1e-5);
    }
    // Eighteen people are too few to tell either.
    let told = of(&three(), &key);
    let reliability = &told.dimensions[0].reliability;
    assert_eq!((reliability.n, reliability.of), (18, 18));
    assert_eq!(reliability.alpha.why(), Some(Why::TooFewRespondents));
    assert_eq!(reliability.band.why(), Some(Why::TooFewRespondents));
}

#[test]
fn pairs_are_compared_by_welch_and_holm() {
    let told = of(&three(), &key(&["x1", "x2", "x3"], 5));
    let pairs = told.dimensions[0].differences.value().unwrap();
    // scipy.stats.ttest_ind(equal_var=False) with its confidence_interval, statsmodels multipletests(method="holm").
    let expected = [
        (
            47.42063492063492,
            10.415339181333394,
            3.343623121228812e-05,
            32.22793055280445,
            62.61333928846538,
            0.00010030869363686437,
        ),
        (
            26.944444444444443,
            6.99051579079114,
            0.00827455857451491,
            9.44991710030585,
            44.43897178858303,
            0.01654911714902982,
        ),
        (
            -20.476190476190474,
            9.089875584345007,
            0.03673794159315751,
            -39.383448019526334,
            -1.568932932854615,
            0.03673794159315751,
        ),
    ];
    assert_eq!(pairs.len(), 3);
    for (pair, (difference, freedom, p, low, high, p_adjusted)) in pairs.iter().zip(expected) {
        near(pair.told.difference, difference, 1e-6);
        near(pair.told.freedom, freedom, 1e-6);
        near(pair.told.p, p, 1e-9);
        near(pair.told.interval.0, low, 1e-6);
        near(pair.told.interval.1, high, 1e-6);
        near(pair.told.p_adjusted, p_adjusted, 1e-9);
        assert!(pair.told.different);
    }
}

#[test]
fn a_reverse_item_is_turned_and_an_item_that_does_not_apply_is_left_out() {
    let mut turned = key(&["x1", "x2", "x3"], 5);
    turned.dimensions[0].items[1].reverse = true;
    let mirrored: Vec<Vec<u8>> = A.iter().map(|row| vec![row[0], 6 - row[1], row[2]]).collect();
    let rows: Vec<&[u8]> = mirrored.iter().map(Vec::as_slice).collect();
    let reversed = of(&answers(&[("A", &rows)], &["x1", "x2", "x3"]), &turned);
    let plain = of(&answers(&[("A", A)], &["x1", "x2", "x3"]), &key(&["x1", "x2", "x3"], 5));
    assert_eq!(reversed.dimensions[0].departments, plain.dimensions[0].departments);
    // Three of ten may say that it does not apply; four of ten leave the item out.
    for (times, is_left_out) in [(3, false), (4, true)] {
        let rows: Vec<[u8; 3]> =
            (0..10).map(|row| [4, 4, if row < times { 0 } else { 1 }]).collect();
        let rows: Vec<&[u8]> = rows.iter().map(<[u8; 3]>::as_slice).collect();
        let told = of(&answers(&[("A", &rows)], &["x1", "x2", "x3"]), &key(&["x1", "x2", "x3"], 5));
        let cell = &told.dimensions[0].departments[0];
        assert_eq!(cell.left_out, if is_left_out { vec!["x3".to_owned()] } else { vec![] });
        // With the item: three at 75, seven at 50.
        near(cell.score.value().unwrap().mean, if is_left_out { 75.0 } else { 57.5 }, 1e-9);
        let item = &cell.answers.value().unwrap()[2];
        assert_eq!((item.n, item.not_applicable, item.left_out), (10 - times, times, is_left_out));
        let why =
            if is_left_out { Some(Why::NotApplicableHere) } else { Some(Why::TooFewRespondents) };
        assert_eq!(item.score.why(), why);
    }
}

#[test]
fn a_covariance_below_zero_and_a_heywood_case_have_no_omega() {
    assert_eq!(omega([1.0, 0.5, -0.1, 1.0, 0.5, 1.0]), Err(Why::NegativeCovariance));
    // The first item would share 1.8 of its variance of 1.
    assert_eq!(omega([1.0, 0.9, 0.9, 1.0, 0.45, 1.0]), Err(Why::Heywood));
    assert_eq!(omega([1.0, 0.5, 0.5, 0.0, 0.5, 1.0]), Err(Why::NoVariance));
    let (value, _) = omega([1.0, 0.5, 0.5, 1.0, 0.5, 1.0]).unwrap();
    near(value, 0.75, 1e-12);
}

#[test]
fn random_answers_reach_what_the_field_reference_says() {
    let mut limits = Limits::default();
    for (n, expected) in [(5, 0.71), (8, 0.59), (12, 0.51), (20, 0.41), (40, 0.31)] {
        near(limits.of(n, 3, 5), expected, 0.011);
    }
    // A larger group is judged by the next smaller size, never more gently.
    assert_eq!(limits.of(199, 3, 5).to_bits(), limits.of(150, 3, 5).to_bits());
    assert!(limits.of(150, 3, 5) < limits.of(100, 3, 5));
}

#[test]
fn the_label_asks_for_more_than_chance_in_small_groups() {
    // r_wg(3) of .73 in a group of six: above .70, and above what chance reaches (about .67).
    near(within_group(3, 1.05, 2.0), 3.0 * 0.475 / (3.0 * 0.475 + 0.525), 1e-12);
    assert_eq!(within_group(3, 2.5, 2.0).to_bits(), 0.0_f64.to_bits());
    near(uniform_variance(5), 2.0, 1e-12);
    near(uniform_variance(7), 4.0, 1e-12);
}

#[test]
fn a_change_is_that_of_two_independent_samples_on_the_same_items() {
    let digest = |text: &str| Some(filo_model::digest::Digest::of(text.as_bytes()));
    let mut before = key(&["x1", "x2", "x3"], 5);
    for item in &mut before.dimensions[0].items {
        item.digest = digest(&item.id);
    }
    let earlier = answers(&[("A", B), ("C", C)], &["x1", "x2", "x3"]);
    let later = answers(&[("A", A), ("D", C)], &["x1", "x2", "x3"]);
    fn wave<'w>(answers: &'w Answers, key: &'w ScoringKey) -> Wave<'w> {
        Wave { answers, key }
    }
    let told = changes(wave(&earlier, &before), wave(&later, &before), &Options::default());
    let [department, gone, new] = &told[0].departments[..] else { panic!("{told:?}") };
    let change = department.changed.change.value().unwrap();
    near(change.difference, 81.944_444 - 34.523_81, 1e-5);
    assert!(change.different && change.comparisons == 1);
    assert_eq!(gone.changed.change.why(), Some(Why::DepartmentAbsent));
    assert!(gone.changed.earlier.value().is_some() && new.changed.later.value().is_some());
    // One item with another wording: two of three still compare. Two: nothing does.
    let mut after = before.clone();
    after.dimensions[0].items[0].digest = digest("other");
    let told = changes(wave(&earlier, &before), wave(&later, &after), &Options::default());
    assert_eq!(told[0].items, ["x2", "x3"]);
    let earlier_mean = told[0].departments[0].changed.earlier.value().unwrap().mean;
    near(
        earlier_mean,
        (B.iter().map(|row| f64::from(row[1] + row[2])).sum::<f64>() / 14.0 - 1.0) * 25.0,
        1e-9,
    );
    after.dimensions[0].items[1].digest = digest("other");
    let told = changes(wave(&earlier, &before), wave(&later, &after), &Options::default());
    assert_eq!(told[0].company.change.why(), Some(Why::OtherWording));
    assert!(told[0].departments.is_empty());
}

#[test]
fn resamples_have_the_covariance_of_the_sample_on_average() {
    // 40 departments of five: without the corrections the variance would be some 3 % off.
    let rows: Vec<Vec<[u8; 3]>> = (0..40_u8)
        .map(|department| {
            (0..5_u8)
                .map(|person| {
                    let at = |item: u8| 1 + (department * 3 % 5 + person * 3 + item * person) % 5;
                    [at(0), at(1), at(2)]
                })
                .collect()
        })
        .collect();
    let names: Vec<String> = (0..40).map(|department| format!("d{department:02}")).collect();
    let mut answers = Answers::new(names, ["x1", "x2", "x3"].map(str::to_owned).to_vec());
    for (place, rows) in (0..).zip(&rows) {
        assert!(rows.iter().all(|row| answers.push(place, row)));
    }
    let tally =
        Tally::of(&answers, &key(&["x1", "x2", "x3"], 5).dimensions[0], 5, &BTreeSet::new());
    let strata = Strata::of(&tally, 3);
    let draws = Draws { seed: 3, resamples: 4_000, threads: 2, code: "one".to_owned() };
    let (sample, drawn) = (strata.moments().held, strata.mean_of_resamples(&draws));
    for (sample, drawn) in sample.iter().zip(&drawn) {
        near(*drawn, *sample, 0.006);
    }
}
