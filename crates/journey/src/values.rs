//! The values of one quantity over many things, such as the waits on one edge: what adds up, and exact quantiles.
//!
//! Quantiles are by linear interpolation between the two nearest values (Hyndman and Fan 1996, type 7), which is
//! what the `quantile_cont` of `DuckDB` and pandas do. Values can be taken away again, so that a case that grew by an event
//! can be counted anew without counting all others.

use serde::{Deserialize, Serialize};

/// Whether something comes in or is taken out again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// It comes in.
    In,
    /// It is taken out again.
    Out,
}

/// A count that goes up and down.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally(i64);

impl Tally {
    /// Counts by `by`.
    pub fn turn(&mut self, turn: Turn, by: u64) {
        let by = i64::try_from(by).unwrap_or(i64::MAX);
        self.0 = match turn {
            Turn::In => self.0.saturating_add(by),
            Turn::Out => self.0.saturating_sub(by),
        };
    }

    /// Adds another count.
    pub fn merge(&mut self, other: Self) {
        self.0 = self.0.saturating_add(other.0);
    }

    /// The count.
    #[must_use]
    pub fn get(self) -> u64 {
        u64::try_from(self.0).unwrap_or_default()
    }
}

/// Whole values with how often each came, in any order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Values {
    /// In ascending order.
    settled: Vec<i64>,
    /// As they came.
    come: Vec<i64>,
    gone: Vec<i64>,
    sum: i128,
}

/// What is told of values: all but the count are in the unit of the values, or what it was divided by.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Spread {
    /// How many there are.
    pub count: u64,
    /// Their mean; zero where there is none, as all that follow.
    pub mean: f64,
    /// Half are at most this.
    pub p50: f64,
    /// Nine of ten are at most this.
    pub p90: f64,
    /// Nineteen of twenty are at most this.
    pub p95: f64,
    /// The largest.
    pub max: f64,
}

impl Values {
    /// Puts a value in, or takes one that is in out again.
    pub fn turn(&mut self, turn: Turn, value: i64) {
        match turn {
            Turn::In => {
                self.come.push(value);
                self.sum += i128::from(value);
            }
            Turn::Out => {
                self.gone.push(value);
                self.sum -= i128::from(value);
            }
        }
    }

    /// The values of several together.
    pub fn gathered<'v>(parts: impl Iterator<Item = &'v mut Self>) -> Self {
        let mut all = Self::default();
        for part in parts {
            all.sum += part.sum;
            all.settled.extend_from_slice(part.sorted());
        }
        // A stable sort finds the runs that are sorted already.
        all.settled.sort();
        all
    }

    /// How many values there are.
    #[must_use]
    pub fn len(&self) -> usize {
        (self.settled.len() + self.come.len()).saturating_sub(self.gone.len())
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The sum of all.
    #[must_use]
    pub fn sum(&self) -> i128 {
        self.sum
    }

    /// Takes in all values of another.
    pub fn merge(&mut self, mut other: Self) {
        self.sum += other.sum;
        self.gone.append(&mut other.gone);
        self.come.append(&mut other.come);
        if self.settled.is_empty() {
            self.settled = other.settled;
        } else if !other.settled.is_empty() {
            self.settled = united(&self.settled, &other.settled);
        }
    }

    /// All values in ascending order. What came since is sorted and merged in, so that a large set that grows
    /// by little costs little.
    pub fn sorted(&mut self) -> &[i64] {
        if !self.come.is_empty() {
            self.come.sort_unstable();
            let come = std::mem::take(&mut self.come);
            self.settled =
                if self.settled.is_empty() { come } else { united(&self.settled, &come) };
        }
        if !self.gone.is_empty() {
            self.gone.sort_unstable();
            let mut gone = std::mem::take(&mut self.gone).into_iter().peekable();
            self.settled.retain(|value| gone.next_if_eq(value).is_none());
        }
        &self.settled
    }

    /// What is to be told, each value divided by `unit`: 1000 makes seconds of milliseconds.
    pub fn spread(&mut self, unit: f64) -> Spread {
        let sum = self.sum;
        let values = self.sorted();
        Spread {
            count: values.len() as u64,
            mean: if values.is_empty() { 0.0 } else { ratio(sum, values.len()) / unit },
            p50: quantile(values, 0.5) / unit,
            p90: quantile(values, 0.9) / unit,
            p95: quantile(values, 0.95) / unit,
            max: quantile(values, 1.0) / unit,
        }
    }
}

/// Two ascending lists as one.
fn united(one: &[i64], other: &[i64]) -> Vec<i64> {
    let mut all = Vec::with_capacity(one.len() + other.len());
    let (mut left, mut right) = (one, other);
    while let (Some(&first), Some(&second)) = (left.first(), right.first()) {
        let (taken, rest) = if first <= second { (first, &mut left) } else { (second, &mut right) };
        all.push(taken);
        *rest = &rest[1..];
    }
    all.extend_from_slice(left);
    all.extend_from_slice(right);
    all
}

/// The quantile of ascending values; zero where there is none.
#[must_use]
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "times and counts stay far below 2^53, and a place lies between zero and the length"
)]
pub fn quantile(ascending: &[i64], share: f64) -> f64 {
    let Some(last) = ascending.len().checked_sub(1) else { return 0.0 };
    let place = last as f64 * share;
    let below = (place as usize).min(last);
    let above = (below + 1).min(last);
    let (low, high) = (ascending[below] as f64, ascending[above] as f64);
    low + (high - low) * (place - below as f64)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "sums of times stay below 2^53 for hundreds of thousands of years"
)]
fn ratio(sum: i128, count: usize) -> f64 {
    sum as f64 / count as f64
}
