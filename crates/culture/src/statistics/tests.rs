//! Tests of the statistics: known answers, properties, counts by brute force.

mod bounds;
mod known;
mod properties;

use super::{KeyDimension, KeyItem, Options, ScoringKey, Statistics};
use crate::answers::Answers;

/// Answers of departments, each a name and rows of one value an item.
fn answers(departments: &[(&str, &[&[u8]])], items: &[&str]) -> Answers {
    let names = departments.iter().map(|(name, _)| (*name).to_owned()).collect();
    let mut answers = Answers::new(names, items.iter().map(|id| (*id).to_owned()).collect());
    for (place, (_, rows)) in (0..).zip(departments) {
        assert!(rows.iter().all(|row| answers.push(place, row)));
    }
    answers
}

/// A key of one dimension.
fn key(items: &[&str], points: u8) -> ScoringKey {
    let item = |id: &&str| KeyItem { id: (*id).to_owned(), reverse: false, digest: None };
    let dimension =
        KeyDimension { code: "one".to_owned(), items: items.iter().map(item).collect() };
    ScoringKey { points, dimensions: vec![dimension] }
}

/// Few resamples, where the interval is not what a test is about.
fn quick() -> Options {
    Options { resamples: 200, ..Options::default() }
}

fn of(answers: &Answers, key: &ScoringKey) -> Statistics {
    Statistics::of(answers, key, &quick())
}

fn near(found: f64, expected: f64, within: f64) {
    assert!((found - expected).abs() <= within, "{found} is not {expected}");
}
