//! The values of one quantity over many things, such as the waits on one edge: what adds up, and exact quantiles.
//!
//! Quantiles are by linear interpolation between the two nearest values (Hyndman and Fan 1996, type 7), which is
//! what the `quantile_cont` of `DuckDB` and pandas do. Values can be taken away again, so that a case that grew by an event
//! can be counted anew without counting all others.

use serde::Serialize;

use crate::kept::{Kept, LARGEST, Source, put};

/// Whether something comes in or is taken out again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// It comes in.
    In,
    /// It is taken out again.
    Out,
}

/// A count that goes up and down.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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

    /// All values in ascending order.
    pub fn sorted(&mut self) -> &[i64] {
        self.tidy();
        self.settle();
        &self.settled
    }

    /// The least value; zero where there is none.
    pub fn least(&mut self) -> i64 {
        self.at_place(0)
    }

    /// The largest value; zero where there is none.
    pub fn largest(&mut self) -> i64 {
        self.at_place(self.len().saturating_sub(1))
    }

    fn at_place(&mut self, place: usize) -> i64 {
        if self.is_empty() {
            return 0;
        }
        self.tidy();
        nth(&[self.part()], place)
    }

    /// Sorts what came and went. Where that is little beside what is there, it stays beside it: quantiles are found without
    /// copying a large set that changes by little.
    fn tidy(&mut self) {
        if self.come.is_empty() && self.gone.is_empty() {
            return;
        }
        self.come.sort_unstable();
        self.gone.sort_unstable();
        if !self.gone.is_empty() {
            (self.come, self.gone) = without_pairs(&self.come, &self.gone);
        }
        if self.come.len() + self.gone.len() > self.settled.len() / MANY {
            self.settle();
        }
    }

    /// Puts what came and went, sorted by now, in its place.
    fn settle(&mut self) {
        let (mut come, gone) = (std::mem::take(&mut self.come), std::mem::take(&mut self.gone));
        if self.settled.is_empty() {
            self.settled = come;
            return;
        }
        if come.len() > self.settled.len() / MANY {
            self.settled = united(&self.settled, &come);
            come = Vec::new();
        }
        if !come.is_empty() || !gone.is_empty() {
            self.settled = changed(&self.settled, &come, &gone);
        }
    }

    fn part(&self) -> Part<'_> {
        Part { settled: &self.settled, come: &self.come, gone: &self.gone }
    }

    /// What is to be told, each value divided by `unit`: 1000 makes seconds of milliseconds.
    pub fn spread(&mut self, unit: f64) -> Spread {
        self.tidy();
        spread(&[self.part()], self.sum, unit)
    }

    /// The same of several sets together.
    pub fn spread_of<'v>(parts: impl Iterator<Item = &'v mut Self>, unit: f64) -> Spread {
        let mut sum = 0;
        let mut lists: Vec<Part<'_>> = Vec::new();
        for part in parts {
            sum += part.sum;
            part.tidy();
            lists.push(part.part());
        }
        spread(&lists, sum, unit)
    }
}

/// The values of one set: those in place, with those that came, without those that went; all three ascend.
#[derive(Clone, Copy)]
struct Part<'v> {
    settled: &'v [i64],
    come: &'v [i64],
    gone: &'v [i64],
}

impl Part<'_> {
    fn len(&self) -> usize {
        self.settled.len() + self.come.len() - self.gone.len()
    }

    /// How many values a value is not exceeded by.
    fn up_to(&self, value: i128) -> usize {
        let up_to = |list: &[i64]| list.partition_point(|&other| i128::from(other) <= value);
        up_to(self.settled) + up_to(self.come) - up_to(self.gone)
    }
}

/// Beyond this share of what is there, what comes is merged one by one.
const MANY: usize = 16;

fn spread(lists: &[Part<'_>], sum: i128, unit: f64) -> Spread {
    let count = lists.iter().map(Part::len).sum();
    let at = |share: f64| quantile(lists, count, share) / unit;
    Spread {
        count: count as u64,
        mean: if count == 0 { 0.0 } else { ratio(sum, count) / unit },
        p50: at(0.5),
        p90: at(0.9),
        p95: at(0.95),
        max: at(1.0),
    }
}

/// Two ascending lists without what is in both, each time that it is.
fn without_pairs(one: &[i64], other: &[i64]) -> (Vec<i64>, Vec<i64>) {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let (mut ones, mut others) = (one.iter().copied().peekable(), other.iter().copied().peekable());
    while let (Some(&first), Some(&second)) = (ones.peek(), others.peek()) {
        if first <= second {
            ones.next();
        }
        if second <= first {
            others.next();
        }
        if first < second {
            left.push(first);
        } else if second < first {
            right.push(second);
        }
    }
    left.extend(ones);
    right.extend(others);
    (left, right)
}

/// An ascending list with what came and without what went; no value is in both of these.
fn changed(settled: &[i64], come: &[i64], gone: &[i64]) -> Vec<i64> {
    let mut all = Vec::with_capacity((settled.len() + come.len()).saturating_sub(gone.len()));
    let mut rest = settled;
    let (mut comes, mut goes) = (come.iter().copied().peekable(), gone.iter().copied().peekable());
    loop {
        let is_gone = match (comes.peek(), goes.peek()) {
            (None, None) => break,
            (Some(come), Some(gone)) => gone < come,
            (come, _) => come.is_none(),
        };
        let Some(next) = (if is_gone { goes.next() } else { comes.next() }) else { break };
        let before = rest.partition_point(|&value| value < next);
        all.extend_from_slice(&rest[..before]);
        rest = &rest[before..];
        if !is_gone {
            all.push(next);
        } else if rest.first() == Some(&next) {
            rest = &rest[1..];
        }
    }
    all.extend_from_slice(rest);
    all
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

/// The quantile of the values of several ascending lists, `count` in all; zero where there is none.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "times and counts stay far below 2^53, and a place lies between zero and the length"
)]
fn quantile(lists: &[Part<'_>], count: usize, share: f64) -> f64 {
    let Some(last) = count.checked_sub(1) else { return 0.0 };
    let place = last as f64 * share;
    let below = (place as usize).min(last);
    let (low, high) = (nth(lists, below) as f64, nth(lists, (below + 1).min(last)) as f64);
    low + (high - low) * (place - below as f64)
}

/// The value at a place of all values of several sets, found by halving the range of values.
fn nth(lists: &[Part<'_>], place: usize) -> i64 {
    if let [Part { settled, come: [], gone: [] }] = lists {
        return settled[place];
    }
    let first = |list: &Part<'_>| {
        [list.settled.first(), list.come.first()].into_iter().flatten().min().copied()
    };
    let last = |list: &Part<'_>| {
        [list.settled.last(), list.come.last()].into_iter().flatten().max().copied()
    };
    let low = lists.iter().filter_map(first).min().unwrap_or_default();
    let high = lists.iter().filter_map(last).max().unwrap_or_default();
    // The least value that more than `place` values do not exceed.
    let (mut low, mut high) = (i128::from(low), i128::from(high));
    while low < high {
        let middle = low + (high - low).div_euclid(2);
        if lists.iter().map(|list| list.up_to(middle)).sum::<usize>() > place {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    i64::try_from(low).unwrap_or_default()
}

/// The share of a part in a whole; zero where the whole is nothing.
#[expect(clippy::cast_precision_loss, reason = "a share needs no more digits than a float has")]
pub(crate) fn share(part: i128, whole: i128) -> f64 {
    if whole > 0 { part as f64 / whole as f64 } else { 0.0 }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "sums of times stay below 2^53 for hundreds of thousands of years"
)]
fn ratio(sum: i128, count: usize) -> f64 {
    sum as f64 / count as f64
}

/// Ascending values as the steps between them, in the largest unit that all of them are multiples of.
impl Kept for Values {
    fn keep(&mut self, out: &mut Vec<u8>) {
        let values = self.sorted();
        let divisor = values.iter().fold(0, |unit, value| common(unit, value.unsigned_abs()));
        // The magnitude of the least number is no multiple of a unit that can be counted back.
        let unit = i64::try_from(divisor).ok().filter(|&unit| unit > 0).unwrap_or(1);
        put(out, values.len() as u64);
        put(out, unit.cast_unsigned());
        let mut before = 0_i64;
        for (place, value) in values.iter().map(|value| value / unit).enumerate() {
            match place {
                0 => { value }.keep(out),
                _ => put(out, value.wrapping_sub(before).cast_unsigned()),
            }
            before = value;
        }
    }

    fn restore(from: &mut Source<'_>) -> Option<Self> {
        let count = from.count()?;
        let unit = i64::try_from(from.whole()?).ok()?;
        let mut settled = Vec::with_capacity(count);
        let mut sum = 0;
        let mut value = 0_i64;
        for place in 0..count {
            value = match place {
                0 => i64::restore(from)?,
                _ => value.checked_add_unsigned(from.whole()?)?,
            };
            let whole = value
                .checked_mul(unit)
                .filter(|whole| whole.unsigned_abs() <= LARGEST.unsigned_abs())?;
            sum += i128::from(whole);
            settled.push(whole);
        }
        (unit > 0).then_some(())?;
        Some(Self { settled, sum, ..Self::default() })
    }

    fn lists<'v>(&'v mut self, all: &mut Vec<&'v mut Values>) {
        all.push(self);
    }
}

/// The largest number that divides both (Euclid).
fn common(mut one: u64, mut other: u64) -> u64 {
    while other > 0 {
        (one, other) = (other, one % other);
    }
    one
}
