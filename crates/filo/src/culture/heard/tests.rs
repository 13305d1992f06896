//! What may be told: nothing about few people, on either side, and nothing to find by subtraction.

use std::collections::BTreeMap;

use filo_culture::heard::{Answer, Asked, HeardBy};
use filo_disclosure::Threshold;

use super::{POOLED, questions, told};

/// Departments with their people, closed cases, and points of `solved` and `effort`.
fn tell(threshold: u8, departments: &[(&str, u32, u64, Vec<Answer>)]) -> HeardBy {
    let asked: BTreeMap<String, Asked> = departments
        .iter()
        .map(|(name, _, cases, answers)| {
            ((*name).to_owned(), Asked { cases: *cases, answers: answers.clone() })
        })
        .collect();
    let people = |name: &str| departments.iter().find(|one| one.0 == name).map(|one| one.1);
    let threshold = Threshold::new(threshold).expect("at least five");
    told(asked, &["solved", "effort"], 5, threshold, people).expect("the answers are right")
}

fn answers(count: usize) -> Vec<Answer> {
    vec![vec![Some(4), Some(2)]; count]
}

fn counts(told: &HeardBy, department: &str) -> [Option<u64>; 2] {
    let questions = &told.departments[department].questions;
    [questions[0].n, questions[1].n]
}

#[test]
fn the_questions_to_customers_are_whole() {
    let questions = questions();
    assert_eq!((questions.items.len(), questions.points(), questions.min_group), (2, 5, 5));
}

#[test]
fn a_small_department_is_told_with_others() {
    let told = tell(
        5,
        &[
            ("logistics", 4, 9, answers(6)),
            ("sales", 11, 30, answers(9)),
            ("technical", 18, 40, answers(12)),
        ],
    );
    let names: Vec<&str> = told.departments.keys().map(String::as_str).collect();
    assert_eq!(names, [POOLED, "technical"], "the next smallest keeps it company");
    assert_eq!(told.departments[POOLED].answered.n, 39);
    assert_eq!(counts(&told, POOLED), [Some(15), Some(15)]);
    assert_eq!(told.company.answered.x, 27);
}

#[test]
fn few_answers_are_counted_and_not_told_nor_left_to_subtract() {
    let told = tell(
        5,
        &[
            ("marketing", 7, 10, answers(2)),
            ("sales", 11, 30, answers(6)),
            ("technical", 18, 40, answers(12)),
        ],
    );
    assert_eq!(told.departments["marketing"].answered.x, 2);
    assert_eq!(counts(&told, "marketing"), [None, None]);
    // What is left of the whole without `technical` are eight.
    assert_eq!(counts(&told, "sales"), [None, None]);
    assert_eq!(counts(&told, "technical"), [Some(12), Some(12)]);
    assert_eq!(told.company.questions[0].n, Some(20));
}

#[test]
fn a_question_that_few_answered_hides_the_line_and_one_that_nobody_was_asked_hides_nothing() {
    let mut most = answers(9);
    most[..5].iter_mut().for_each(|answer| answer[1] = None);
    let told = tell(5, &[("sales", 11, 30, most), ("technical", 18, 40, answers(12))]);
    assert_eq!(counts(&told, "sales"), [None, None], "four say how much effort it took");
    let alone: Vec<Answer> = vec![vec![Some(3), None]; 8];
    let told = tell(5, &[("sales", 11, 30, alone.clone()), ("technical", 18, 40, alone)]);
    assert_eq!(counts(&told, "sales"), [Some(8), None]);
}

#[test]
fn a_higher_threshold_tells_less_and_a_tiny_company_only_how_many() {
    let departments = [("sales", 11, 30, answers(7)), ("technical", 18, 40, answers(12))];
    assert_eq!(counts(&tell(5, &departments), "sales"), [Some(7), Some(7)]);
    assert_eq!(counts(&tell(8, &departments), "sales"), [None, None]);
    let told = tell(8, &[("sales", 3, 30, answers(7))]);
    assert!(told.departments.is_empty());
    assert_eq!((told.company.answered.x, told.company.questions[0].n), (7, None));
}
