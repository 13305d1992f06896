//! How departments see each other: a directed matrix of ratings, and of each department the mean of all who rate it.
//!
//! Two questions about the departments one worked with (internal service quality, performance only: Brandon-Jones and
//! Silvestro 2010). A row of the matrix is the department that rates, a column the one that is rated. A cell stands there
//! from the threshold of raters on, else only its column, if that has as many. What a department says of itself here is
//! left out. From a column and its shown cells the rest can be reckoned: what is published goes through `filo-disclosure`.
//! Raters of one department think alike; the standard error takes them for independent and is rather too small.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Estimate, MirrorError};
use crate::chance::count;

/// What one respondent says of one other department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// The respondent's department.
    pub rater: String,
    /// The department that is rated.
    pub rated: String,
    /// The answers to both questions: points from 1 on, or none.
    pub points: [Option<u8>; 2],
}

/// How departments see each other.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Seen {
    /// By department that rates, then by department that is rated: cells with enough raters, in points from 0 to 100.
    pub cells: BTreeMap<String, BTreeMap<String, Estimate>>,
    /// By department that is rated: the mean of all raters, or none where they are too few.
    pub columns: BTreeMap<String, Option<Estimate>>,
}

/// How departments see each other, from one row for each respondent and department, in any order.
///
/// # Errors
/// Where the threshold is below five, the scale is none, or a point is not on it.
pub fn seen(ratings: &[Rating], scale: u8, threshold: u64) -> Result<Seen, MirrorError> {
    if threshold < 5 {
        return Err(MirrorError::Threshold(threshold));
    }
    if !(2..=11).contains(&scale) {
        return Err(MirrorError::Scale(scale));
    }
    let mut cells: BTreeMap<(&str, &str), Tally> = BTreeMap::new();
    let mut columns: BTreeMap<&str, Tally> = BTreeMap::new();
    for rating in ratings {
        let Rating { rater, rated, points } = rating;
        let mut given = points.iter().flatten();
        if let Some(point) = given.find(|point| !(1..=scale).contains(*point)) {
            let (rater, rated) = (rater.clone(), rated.clone());
            return Err(MirrorError::Point { rater, rated, point: *point });
        }
        let given: Vec<u64> = points.iter().flatten().map(|point| u64::from(*point)).collect();
        if rater != rated && !given.is_empty() {
            // Both answers of a respondent are one rating; in halves of a point all is whole, and order is nothing.
            let halves = given.iter().sum::<u64>() * if given.len() == 1 { 2 } else { 1 };
            cells.entry((rater, rated)).or_default().add(halves);
            columns.entry(rated).or_default().add(halves);
        }
    }
    let mut told = Seen::default();
    for ((rater, rated), tally) in cells {
        if let Some(estimate) = tally.estimate(scale, threshold) {
            told.cells.entry(rater.to_owned()).or_default().insert(rated.to_owned(), estimate);
        }
    }
    let columns = columns.into_iter();
    told.columns = columns
        .map(|(rated, tally)| (rated.to_owned(), tally.estimate(scale, threshold)))
        .collect();
    Ok(told)
}

/// Ratings in halves of a point.
#[derive(Default)]
struct Tally {
    n: u64,
    sum: u64,
    squares: u64,
}

impl Tally {
    fn add(&mut self, halves: u64) {
        self.n += 1;
        self.sum += halves;
        self.squares += halves * halves;
    }

    fn estimate(&self, scale: u8, threshold: u64) -> Option<Estimate> {
        if self.n < threshold {
            return None;
        }
        let n = count(self.n);
        let mean = count(self.sum) / n;
        // Whole until the last: of equal ratings the spread is nought, and not a rest of rounding.
        let spread = count((self.n * self.squares).saturating_sub(self.sum * self.sum)) / n;
        let half = 50.0 / f64::from(scale - 1);
        Some(Estimate {
            mean: (mean - 2.0) * half,
            standard_error: (spread / (n - 1.0) / n).sqrt() * half,
            degrees: n - 1.0,
            n: self.n,
        })
    }
}
