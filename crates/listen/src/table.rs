//! Weights by the name of a feature: for each, one weight a question.

use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

use crate::feature::Sink;

/// Weights by feature. Rows are features, columns are questions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// How many questions there are.
    width: usize,
    /// The rows by the hash of the feature's name.
    rows: FxHashMap<u64, u32>,
    weights: Vec<f32>,
}

/// The hash of a feature's name. Two names with one hash would share their weights; among the some
/// hundred thousand names of a model, with 64 bits, that is not to be expected.
fn hash(name: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(name.as_bytes());
    hasher.finish()
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

    /// Sets the weights of a feature, as many as there are questions.
    pub fn insert(&mut self, name: &str, weights: impl IntoIterator<Item = f32>) {
        let row = u32::try_from(self.weights.len() / self.width.max(1)).unwrap_or(u32::MAX);
        self.rows.insert(hash(name), row);
        self.weights.extend(weights.into_iter().take(self.width));
        self.weights.resize((row as usize + 1) * self.width, 0.0);
    }

    /// The weights of a feature.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&[f32]> {
        let start = *self.rows.get(&hash(name))? as usize * self.width;
        self.weights.get(start..start + self.width)
    }

    /// Adds features up.
    #[must_use]
    pub fn sum(&self) -> Sum<'_> {
        Sum {
            table: self,
            total: vec![0.0; self.width],
            open: vec![0.0; self.width],
            weight: 0.0,
            count: 0.0,
        }
    }
}

/// The weights of the features taken so far, added up by question.
#[derive(Debug)]
pub struct Sum<'a> {
    table: &'a Table,
    total: Vec<f32>,
    open: Vec<f32>,
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
            let share = self.weight / self.count.sqrt();
            for (total, open) in self.total.iter_mut().zip(&mut self.open) {
                *total += share * *open;
                *open = 0.0;
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

    fn take(&mut self, name: &str) {
        self.count += 1.0;
        if let Some(weights) = self.table.get(name) {
            self.open.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
        }
    }

    fn take_value(&mut self, name: &str, value: f32) {
        if let Some(weights) = self.table.get(name) {
            self.total.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += value * weight);
        }
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

    fn take(&mut self, name: &str) {
        self.features.push((name.to_owned(), 0.0));
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
            for (sum, weight) in expected.iter_mut().zip(table.get(&name).unwrap_or(&[0.0; 2])) {
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
