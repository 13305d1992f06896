//! Solves published sums for groups of few people, by elimination; shares no code with the crate.

/// A prime of 31 bits.
const PRIME: i64 = 2_147_483_647;

/// People of whom nothing published tells one from another: their number, and their columns.
#[derive(Debug, Clone)]
pub(crate) struct Class {
    pub(crate) people: usize,
    /// One for each unknown that such a person has.
    pub(crate) columns: Vec<usize>,
}

/// Equations in reduced form.
#[derive(Debug, Default)]
pub(crate) struct Equations {
    rows: Vec<(usize, Vec<i64>)>,
}

impl Equations {
    pub(crate) fn add(&mut self, mut row: Vec<i64>) {
        row.iter_mut().for_each(|value| *value = value.rem_euclid(PRIME));
        if let Some((pivot, row)) = reduce(&self.rows, row) {
            for (_, other) in &mut self.rows {
                eliminate(other, &row, pivot);
            }
            self.rows.push((pivot, row));
        }
    }

    /// Classes of fewer people than the least together about which alone something follows.
    pub(crate) fn few(&self, classes: &[Class], least: usize) -> Option<Vec<usize>> {
        let width = self.rows.first().map_or(0, |(_, row)| row.len());
        let pivots: Vec<usize> = self.rows.iter().map(|(pivot, _)| *pivot).collect();
        let free: Vec<usize> = (0..width).filter(|column| !pivots.contains(column)).collect();
        let null_row = |column: usize| -> Vec<i64> {
            match pivots.iter().position(|pivot| *pivot == column) {
                Some(row) => {
                    free.iter().map(|&at| (PRIME - self.rows[row].1[at]) % PRIME).collect()
                }
                None => free.iter().map(|&at| i64::from(at == column)).collect(),
            }
        };
        let mut small: Vec<(usize, usize, Vec<Vec<i64>>)> = Vec::new();
        for (place, class) in classes.iter().enumerate().filter(|(_, one)| one.people < least) {
            let asked = class.columns.iter().filter(|&&column| column < width);
            let used = asked.filter(|&&column| self.rows.iter().any(|(_, row)| row[column] != 0));
            small.push((class.people, place, used.map(|&column| null_row(column)).collect()));
        }
        small.retain(|(_, _, rows)| !rows.is_empty());
        small.sort();
        search(&small, &mut Vec::new(), &mut Vec::new(), least)
    }

    /// The same by trying every set of classes: whether fewer equations are independent without them.
    pub(crate) fn few_by_rank(&self, classes: &[Class], least: usize) -> bool {
        (1..1_u32 << classes.len()).any(|set| {
            let chosen =
                || (0..classes.len()).filter(|at| set >> at & 1 == 1).map(|at| &classes[at]);
            let without = chosen().flat_map(|class| &class.columns).collect::<Vec<_>>();
            let mut rest: Vec<(usize, Vec<i64>)> = Vec::new();
            for (_, row) in &self.rows {
                let kept = row.iter().enumerate();
                let row = kept.map(|(at, value)| if without.contains(&&at) { 0 } else { *value });
                rest.extend(reduce(&rest, row.collect()));
            }
            chosen().map(|class| class.people).sum::<usize>() < least
                && rest.len() < self.rows.len()
        })
    }
}

fn search(
    small: &[(usize, usize, Vec<Vec<i64>>)],
    basis: &mut Vec<(usize, Vec<i64>)>,
    chosen: &mut Vec<usize>,
    left: usize,
) -> Option<Vec<usize>> {
    for (at, (people, place, rows)) in small.iter().enumerate() {
        if *people >= left {
            break;
        }
        let before = basis.len();
        chosen.push(*place);
        for row in rows {
            match reduce(basis, row.clone()) {
                Some(independent) => basis.push(independent),
                None => return Some(chosen.clone()),
            }
        }
        if let Some(found) = search(&small[at + 1..], basis, chosen, left - people) {
            return Some(found);
        }
        basis.truncate(before);
        chosen.pop();
    }
    None
}

fn reduce(rows: &[(usize, Vec<i64>)], mut row: Vec<i64>) -> Option<(usize, Vec<i64>)> {
    for (pivot, known) in rows {
        eliminate(&mut row, known, *pivot);
    }
    let pivot = row.iter().position(|value| *value != 0)?;
    let (mut factor, mut base, mut power) = (1, row[pivot], PRIME - 2);
    while power > 0 {
        if power % 2 == 1 {
            factor = factor * base % PRIME;
        }
        base = base * base % PRIME;
        power /= 2;
    }
    row.iter_mut().for_each(|value| *value = *value * factor % PRIME);
    Some((pivot, row))
}

fn eliminate(row: &mut [i64], known: &[i64], pivot: usize) {
    let factor = row[pivot];
    if factor != 0 {
        for (value, known) in row.iter_mut().zip(known) {
            *value = (*value - factor * known).rem_euclid(PRIME);
        }
    }
}
