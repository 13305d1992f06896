//! What customers say: known answers, thresholds, what is refused, the shipped questions.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Answer, Asked, HeardBy, HeardError, heard};
use crate::instrument::{Draft, Instrument};

const QUESTIONS: [&str; 2] = ["solved", "effort"];

fn told(departments: &[(&str, u64, Vec<Answer>)]) -> Result<HeardBy, HeardError> {
    let departments = departments.iter().map(|(name, cases, answers)| {
        ((*name).to_owned(), Asked { cases: *cases, answers: answers.clone() })
    });
    heard(&departments.collect(), &QUESTIONS, 5)
}

fn answers(points: &[u8]) -> Vec<Answer> {
    points.iter().map(|point| vec![Some(*point), None]).collect()
}

#[test]
fn the_shipped_questions_are_an_instrument() {
    let written = include_str!("../../../../data/questionnaire/heard.toml");
    let draft: Draft = toml::from_str(written).expect("it is TOML");
    let instrument = Instrument::new(draft).expect("it is right");
    let ids: Vec<_> = instrument.items.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(ids, QUESTIONS);
    let own: Draft = toml::from_str(include_str!("../../../../data/questionnaire/filo.toml"))
        .expect("it is TOML");
    assert_eq!(instrument.scale.labels, own.scale.labels, "the scale of the questionnaire");
}

#[test]
fn a_mean_has_students_interval_and_a_share_wilsons() {
    // scipy: mean 70, t interval 44.99 to 95.01.
    let sales = ("sales", 40, answers(&[5, 5, 4, 3, 2, 5, 4, 1, 4, 5]));
    let told = told(&[sales]).expect("the answers are right");
    let sales = &told.departments["sales"];
    let solved = &sales.questions[0];
    let (low, high) = solved.interval.expect("ten answers");
    assert!((solved.mean.expect("ten answers") - 70.0).abs() < 1e-9);
    assert!(
        (low - 44.990_911_6).abs() < 1e-5 && (high - 95.009_088_4).abs() < 1e-5,
        "{low} {high}"
    );
    let favourable = solved.favourable.as_ref().expect("ten answers");
    assert_eq!(
        (favourable.x, favourable.n, favourable.rate),
        (7, 10, None),
        "no share below twenty"
    );
    assert_eq!((sales.answered.x, sales.answered.n), (10, 40));
    assert_eq!(sales.answered.rate, Some(0.25));
    assert_eq!(told.company, *sales, "one department is the company");
}

#[test]
fn below_five_answers_nothing_is_told_of_them() {
    for (number, is_told) in [(4, false), (5, true)] {
        let told =
            told(&[("sales", 19, answers(&vec![5; number]))]).expect("the answers are right");
        let sales = &told.departments["sales"];
        let solved = &sales.questions[0];
        assert_eq!(solved.mean.is_some(), is_told);
        assert_eq!([solved.n.is_some(), solved.favourable.is_some()], [is_told; 2]);
        assert_eq!(sales.questions[1].n, None, "nobody answered the other");
        assert!(
            sales.answered.rate.is_none() && sales.answered.interval.is_none(),
            "nineteen cases"
        );
    }
}

#[test]
fn empty_answers_are_none_and_impossible_ones_are_refused() {
    let silent = told(&[("sales", 30, vec![vec![None, None]; 6])]).expect("nobody answered");
    assert_eq!(silent.departments["sales"].answered.x, 0);
    let wrong = HeardError::Answer("sales".to_owned());
    for answer in [vec![Some(5)], vec![Some(0), None], vec![Some(6), None]] {
        assert_eq!(told(&[("sales", 30, vec![answer])]), Err(wrong.clone()));
    }
    let department = "sales".to_owned();
    let more = HeardError::MoreThanAsked { department, answers: 3, cases: 2 };
    assert_eq!(told(&[("sales", 2, answers(&[5, 5, 5]))]), Err(more));
    assert_eq!(heard(&BTreeMap::new(), &QUESTIONS, 2), Err(HeardError::Scale(2)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_answers_is_nothing_and_departments_add_up(
        points in prop::collection::vec((1..=5_u8, 0..=5_u8), 0..60),
        cut in 0..60_usize,
    ) {
        let answers: Vec<Answer> =
            points.iter().map(|(one, two)| vec![Some(*one), (*two > 0).then_some(*two)]).collect();
        let whole = told(&[("a", 60, answers.clone())]).expect("the answers are right");
        let turned = answers.iter().rev().cloned().collect();
        prop_assert_eq!(&told(&[("a", 60, turned)]).expect("the answers are right"), &whole);
        let (first, rest) = answers.split_at(cut.min(answers.len()));
        let cases = u64::try_from(first.len()).expect("few answers");
        let parts = [("b", 60 - cases, rest.to_vec()), ("a", cases, first.to_vec())];
        let parts = told(&parts).expect("the answers are right");
        prop_assert_eq!(&parts.company, &whole.company);
        for question in &whole.company.questions {
            if let (Some(mean), Some((low, high))) = (question.mean, question.interval) {
                prop_assert!(0.0 <= low && low <= mean + 1e-9 && mean <= high + 1e-9 && high <= 100.0);
            }
        }
    }
}
