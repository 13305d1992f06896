//! What follows from published figures by adding, subtracting and scaling: the span of their sets.
//!
//! Method: sets of groups as vectors over the groups, kept in reduced form (Gauss-Jordan). A vector
//! of the span has coefficients in some groups and zero in all others; it tells of the people of the
//! former. Groups of which all vectors have the same coefficients are one part. A set of parts holds
//! such a vector exactly when its rows of a basis of the null space are dependent, because a vector
//! is in the span when it is at right angles to the null space. So the search is over sets of parts
//! that are small together; where these are too many, the answer is that something is told.

use std::collections::BTreeMap;

use crate::Threshold;

/// The most sets of small parts that are searched for one figure.
const SEARCHED_MAX: usize = 65_536;
/// The Mersenne prime of 61 bits; elimination modulo it is exact for sets of few groups.
const PRIME: u64 = (1 << 61) - 1;

/// The span of sets over groups, which are told apart by their place.
#[derive(Debug, Clone, Default)]
pub(crate) struct Span {
    /// One row for each independent set, with the place where it is one and all others are zero.
    rows: Vec<(usize, Vec<u64>)>,
}

impl Span {
    /// Adds a set; false where the span held it already.
    pub(crate) fn add(&mut self, set: &[bool]) -> bool {
        let row = set.iter().map(|&inside| u64::from(inside)).collect();
        let Some((pivot, added)) = reduced(&self.rows, row) else { return false };
        for (_, row) in &mut self.rows {
            subtract(row, &added, pivot);
        }
        self.rows.push((pivot, added));
        true
    }

    /// Whether the span holds anything about fewer people than the threshold, where the groups have
    /// these sizes. A group may count as nobody: what is about such groups alone is about too few.
    pub(crate) fn tells_of_too_few(&self, sizes: &[u32], threshold: Threshold) -> bool {
        let mut basis = Vec::new();
        let mut small = Vec::new();
        for (row, size) in self.parts(sizes) {
            if size == 0 {
                let Some(independent) = reduced(&basis, row) else { return true };
                basis.push(independent);
            } else if !threshold.allows(size) {
                small.push((size, row));
            }
        }
        small.sort_unstable();
        Search { small, threshold, searched: 0 }.finds(&mut basis, 0, 0)
    }

    /// The parts: of each its row of a basis of the null space, and its people.
    fn parts(&self, sizes: &[u32]) -> Vec<(Vec<u64>, u32)> {
        let mut columns: BTreeMap<Vec<u64>, u32> = BTreeMap::new();
        for (place, &size) in sizes.iter().enumerate() {
            let column: Vec<u64> = self.rows.iter().map(|(_, row)| row[place]).collect();
            if column.iter().any(|value| *value != 0) {
                let sum = columns.entry(column).or_default();
                *sum = sum.saturating_add(size);
            }
        }
        let pivot_of = |column: &[u64]| {
            let mut filled = column.iter().enumerate().filter(|(_, value)| **value != 0);
            match (filled.next(), filled.next()) {
                (Some((row, 1)), None) => Some(row),
                _ => None,
            }
        };
        let free: Vec<&Vec<u64>> =
            columns.keys().filter(|column| pivot_of(column).is_none()).collect();
        let null_row = |column: &Vec<u64>| match pivot_of(column) {
            Some(row) => free.iter().map(|other| (PRIME - other[row]) % PRIME).collect(),
            None => free.iter().map(|other| u64::from(*other == column)).collect(),
        };
        columns.iter().map(|(column, &size)| (null_row(column), size)).collect()
    }
}

/// Looks for parts that together are about too few people and whose rows are dependent.
struct Search {
    small: Vec<(u32, Vec<u64>)>,
    threshold: Threshold,
    searched: usize,
}

impl Search {
    fn finds(&mut self, basis: &mut Vec<(usize, Vec<u64>)>, from: usize, people: u32) -> bool {
        for next in from..self.small.len() {
            let together = people.saturating_add(self.small[next].0);
            if self.threshold.allows(together) {
                // They are in the order of size: those that follow are too many too.
                break;
            }
            self.searched += 1;
            if self.searched > SEARCHED_MAX {
                return true;
            }
            let Some(independent) = reduced(basis, self.small[next].1.clone()) else { return true };
            basis.push(independent);
            if self.finds(basis, next + 1, together) {
                return true;
            }
            basis.pop();
        }
        false
    }
}

/// What is left of a row when the others are taken out of it, scaled to one at its first place that
/// is not zero; nothing where the others hold it.
fn reduced(rows: &[(usize, Vec<u64>)], mut row: Vec<u64>) -> Option<(usize, Vec<u64>)> {
    for (pivot, known) in rows {
        subtract(&mut row, known, *pivot);
    }
    let pivot = row.iter().position(|value| *value != 0)?;
    let factor = inverse(row[pivot]);
    row.iter_mut().for_each(|value| *value = times(*value, factor));
    Some((pivot, row))
}

/// Takes as much of a row that is one at the pivot out of another as makes that zero there.
fn subtract(row: &mut [u64], known: &[u64], pivot: usize) {
    let factor = PRIME - row[pivot];
    if factor != PRIME {
        for (value, known) in row.iter_mut().zip(known) {
            *value = (*value + times(*known, factor)) % PRIME;
        }
    }
}

fn times(left: u64, right: u64) -> u64 {
    let product = u128::from(left) * u128::from(right);
    // The upper and the lower 61 bits: 2^61 is one modulo the prime.
    let folded = (product & u128::from(PRIME)) + (product >> 61);
    u64::try_from(folded % u128::from(PRIME)).unwrap_or_default()
}

/// By Fermat's little theorem.
fn inverse(value: u64) -> u64 {
    let (mut result, mut base, mut power) = (1, value, PRIME - 2);
    while power > 0 {
        if power % 2 == 1 {
            result = times(result, base);
        }
        base = times(base, base);
        power /= 2;
    }
    result
}
