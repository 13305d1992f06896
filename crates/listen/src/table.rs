//! Weights by the name of a feature: for each, one weight a question.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::feature::{Group, Sink};
use crate::name::{Hashed, Piece, Sieve, hash, text};
use crate::spare::Spare;

/// Weights are kept in hundredths: whole numbers add up to the same in any order.
pub(crate) const HUNDREDTHS: f32 = 100.0;

/// Weights by feature. Rows are features, columns are questions; only what is not 0 is kept.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// How many questions there are.
    width: usize,
    /// By the hash of the feature's name, where its cells begin and end.
    rows: FxHashMap<u64, (u32, u32)>,
    sieve: Sieve,
    cells: Vec<Cell>,
    memories: Spare<Memory>,
}

/// A weight that is not 0.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Cell {
    column: u16,
    hundredths: i16,
}

impl Table {
    /// A table for so many questions.
    #[must_use]
    pub fn new(width: usize) -> Self {
        Self { width, ..Self::default() }
    }

    /// How many questions there are.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// How many features have weights.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has no weights at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Sets the weights of a feature, as many as there are questions. They are kept in hundredths, and no
    /// larger than 327.
    pub fn insert(&mut self, name: &str, weights: impl IntoIterator<Item = f32>) {
        #[expect(clippy::cast_possible_truncation, reason = "what is larger counts as the largest")]
        let hundredths = |weight: f32| (weight * HUNDREDTHS).round() as i16;
        self.insert_hundredths(name, weights.into_iter().map(hundredths).enumerate());
    }

    /// Sets the weights of a feature, in hundredths, each with its column; the others are 0.
    pub(crate) fn insert_hundredths(
        &mut self,
        name: &str,
        weights: impl Iterator<Item = (usize, i16)>,
    ) {
        let start = self.cells.len();
        let cells = weights.filter(|(column, weight)| *column < self.width && *weight != 0);
        let cells = cells.filter_map(|(column, hundredths)| {
            Some(Cell { column: u16::try_from(column).ok()?, hundredths })
        });
        self.cells.extend(cells);
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let key = Piece::of(name).hash();
        self.sieve.insert(key);
        self.memories = Spare::default();
        self.rows.insert(key, (place(start), place(self.cells.len())));
    }

    fn cells(&self, key: u64) -> Option<&[Cell]> {
        if !self.sieve.may_have(key) {
            return None;
        }
        let (start, end) = *self.rows.get(&key)?;
        self.cells.get(start as usize..end as usize)
    }

    /// The weights of a feature.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Vec<f32>> {
        let mut weights = vec![0.0; self.width];
        for cell in self.cells(Piece::of(name).hash())? {
            weights[usize::from(cell.column)] = f32::from(cell.hundredths) / HUNDREDTHS;
        }
        Some(weights)
    }

    /// The weight of a feature for one question, in hundredths.
    pub(crate) fn hundredths(&self, name: &[Piece<'_>], column: usize) -> i32 {
        let cells = self.cells(hash(name)).unwrap_or_default();
        let cell = cells.iter().find(|cell| usize::from(cell.column) == column);
        cell.map_or(0, |cell| i32::from(cell.hundredths))
    }

    /// The sums of groups of features.
    pub(crate) fn groups(&self) -> Groups<'_> {
        Groups { table: self, memory: self.memories.take() }
    }

    /// Adds features up.
    #[must_use]
    pub fn sum(&self) -> Sum<'_> {
        Sum {
            groups: self.groups(),
            table: self,
            total: vec![0.0; self.width],
            open: vec![0; self.width],
            weight: 0.0,
            count: 0.0,
        }
    }
}

/// The sums of so many groups are kept; then it begins anew, so that no text makes them many.
const MOST_GROUPS: usize = 1 << 16;

/// What groups of features add up to. Texts say the same words again and again.
#[derive(Debug, Default)]
struct Memory {
    /// By the key of the group and its word.
    groups: FxHashMap<u64, Known>,
    cells: Vec<(u16, i32)>,
}

/// A sum that is kept: how many features it is of, and where it stands.
#[derive(Debug, Clone, Copy)]
struct Known {
    count: u16,
    begin: u32,
    end: u32,
}

/// What groups of features add up to, in hundredths: the same in any order.
#[derive(Debug)]
pub(crate) struct Groups<'a> {
    table: &'a Table,
    memory: Memory,
}

impl Groups<'_> {
    /// How many features a group has, and the sums by question that are not 0.
    pub(crate) fn sum(
        &mut self,
        group: Group,
        text: &Hashed,
        place: &Range<usize>,
    ) -> (u16, &[(u16, i32)]) {
        let key = group.key(text.hash_of(place.clone()));
        let known = match self.memory.groups.get(&key) {
            Some(known) => *known,
            None => self.memory.learn(key, self.table, |sink| group.give(text, place, sink)),
        };
        (known.count, &self.memory.cells[known.begin as usize..known.end as usize])
    }
}

impl Drop for Groups<'_> {
    fn drop(&mut self) {
        self.table.memories.give_back(std::mem::take(&mut self.memory));
    }
}

impl Memory {
    fn learn(&mut self, key: u64, table: &Table, give: impl FnOnce(&mut dyn Sink)) -> Known {
        if self.groups.len() >= MOST_GROUPS {
            self.groups.clear();
            self.cells.clear();
        }
        let mut sum = GroupSum { table, sums: vec![0; table.width], count: 0 };
        give(&mut sum);
        let at = |cells: &[(u16, i32)]| u32::try_from(cells.len()).unwrap_or(u32::MAX);
        let begin = at(&self.cells);
        let sums = (0..).zip(sum.sums).filter(|(_, sum)| *sum != 0);
        self.cells.extend(sums);
        let known = Known { count: sum.count, begin, end: at(&self.cells) };
        self.groups.insert(key, known);
        known
    }
}

/// Adds up one group.
struct GroupSum<'a> {
    table: &'a Table,
    sums: Vec<i32>,
    count: u16,
}

impl Sink for GroupSum<'_> {
    fn block(&mut self, _: f32) {}

    fn take_pieces(&mut self, pieces: &[Piece<'_>]) {
        self.count = self.count.saturating_add(1);
        for cell in self.table.cells(hash(pieces)).into_iter().flatten() {
            self.sums[usize::from(cell.column)] += i32::from(cell.hundredths);
        }
    }

    fn take_value(&mut self, _: &str, _: f32) {}
}

/// The weights of the features taken so far, added up by question.
#[derive(Debug)]
pub struct Sum<'a> {
    groups: Groups<'a>,
    table: &'a Table,
    total: Vec<f32>,
    /// What the open block adds up to, in hundredths.
    open: Vec<i32>,
    weight: f32,
    count: f32,
}

impl Sum<'_> {
    /// The sums, by question. It begins anew.
    pub fn take(&mut self) -> Vec<f32> {
        self.close();
        std::mem::replace(&mut self.total, vec![0.0; self.table.width])
    }

    fn close(&mut self) {
        if self.count > 0.0 {
            let share = self.weight / self.count.sqrt() / HUNDREDTHS;
            for (total, open) in self.total.iter_mut().zip(&mut self.open) {
                #[expect(clippy::cast_precision_loss, reason = "some hundred small numbers")]
                let sum = *open as f32;
                *total += share * sum;
                *open = 0;
            }
        }
        self.count = 0.0;
    }
}

impl Sink for Sum<'_> {
    fn block(&mut self, weight: f32) {
        self.close();
        self.weight = weight;
    }

    fn take_pieces(&mut self, pieces: &[Piece<'_>]) {
        self.count += 1.0;
        let table = self.table;
        for cell in table.cells(hash(pieces)).into_iter().flatten() {
            self.open[usize::from(cell.column)] += i32::from(cell.hundredths);
        }
    }

    fn take_value(&mut self, name: &str, value: f32) {
        let table = self.table;
        for cell in table.cells(Piece::of(name).hash()).into_iter().flatten() {
            self.total[usize::from(cell.column)] += value * f32::from(cell.hundredths) / HUNDREDTHS;
        }
    }

    fn take_known(&mut self, group: Group, text: &Hashed, place: &Range<usize>) -> bool {
        let (count, sums) = self.groups.sum(group, text, place);
        self.count += f32::from(count);
        sums.iter().for_each(|(column, sum)| self.open[usize::from(*column)] += sum);
        true
    }
}

/// The features taken so far, each with its value: what explanations and learning need.
#[derive(Debug, Default)]
pub struct Named {
    /// Name and value; a name may come several times.
    pub features: Vec<(String, f32)>,
    open: usize,
    weight: f32,
}

impl Named {
    /// The features, and it begins anew.
    pub fn finish(&mut self) -> Vec<(String, f32)> {
        self.close();
        self.open = 0;
        std::mem::take(&mut self.features)
    }

    fn close(&mut self) {
        let open = &mut self.features[self.open..];
        #[expect(clippy::cast_precision_loss, reason = "a sentence has some hundred features")]
        let share = self.weight / (open.len().max(1) as f32).sqrt();
        open.iter_mut().for_each(|(_, value)| *value = share);
        self.open = self.features.len();
    }
}

impl Sink for Named {
    fn block(&mut self, weight: f32) {
        self.close();
        self.weight = weight;
    }

    fn take_pieces(&mut self, pieces: &[Piece<'_>]) {
        self.features.push((text(pieces), 0.0));
    }

    fn take_value(&mut self, name: &str, value: f32) {
        // What has a value of its own stands before the open block.
        self.features.push((name.to_owned(), value));
        let last = self.features.len() - 1;
        self.features.swap(self.open, last);
        self.open += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{Named, Table};
    use crate::feature::Sink;

    fn give(sink: &mut dyn Sink) {
        sink.block(2.0);
        sink.take("a");
        sink.take("b");
        sink.take_value("v", 0.25);
        sink.take("unknown");
        sink.take("a");
        sink.block(1.0);
        sink.take("b");
    }

    #[test]
    fn a_sum_is_what_the_named_features_give() {
        let mut table = Table::new(2);
        table.insert("a", [1.0, 0.5]);
        table.insert("b", [-2.0, 4.0]);
        table.insert("v", [8.0, 0.0]);
        let mut sum = table.sum();
        give(&mut sum);
        let mut named = Named::default();
        give(&mut named);
        let mut expected = [0.0; 2];
        for (name, value) in named.finish() {
            for (sum, weight) in expected.iter_mut().zip(table.get(&name).unwrap_or_default()) {
                *sum += value * weight;
            }
        }
        // Four of a block that weighs 2: each counts 1.
        let close = |one: &[f32], other: &[f32]| {
            one.iter().zip(other).all(|(one, other)| (one - other).abs() < 1e-5)
        };
        assert!(close(&expected, &[0.0, 9.0]), "{expected:?}");
        assert!(close(&sum.take(), &expected));
    }
}
