//! What two groups of records say together: each field once, from the two records that agree best in it,
//! so that a person with an old and a new address is one person.

use super::compare::{Comparison, FIELDS, Field};
use super::features::Features;
use super::model::{Evidence, KINDS, Model};

/// Records of a group that are looked at when it meets another.
const MEMBERS_LOOKED_AT: usize = 10;

impl Features {
    /// The evidence of two groups, field by field from the records that agree best; and the two
    /// records that agree best in all.
    pub(super) fn evidence(
        &self,
        model: &Model,
        one: &[u32],
        other: &[u32],
    ) -> (Evidence, Comparison, (u32, u32)) {
        let mut strongest = (f64::MIN, (0, 0));
        let best = self.best_fields(model, one, other, &mut |sum, pair| {
            if sum > strongest.0 {
                strongest = (sum, pair);
            }
        });
        let (mut all, mut comparison) = ([0.0; KINDS], Comparison::default());
        for (field, best) in best.into_iter().enumerate() {
            let Some(best) = best else { continue };
            comparison.levels[field] = best.level;
            all.iter_mut().zip(best.of).for_each(|(all, one)| *all += one);
        }
        (Evidence(all), comparison, strongest.1)
    }

    /// The comparison of two groups: each field from the records that agree best in it.
    pub(super) fn best_of_groups(&self, model: &Model, one: &[u32], other: &[u32]) -> Comparison {
        let mut comparison = Comparison::default();
        let best = self.best_fields(model, one, other, &mut |_, _| ());
        for (field, best) in best.into_iter().enumerate() {
            if let Some(best) = best {
                (comparison.levels[field], comparison.shares[field]) = (best.level, best.share);
            }
        }
        comparison
    }

    /// Each field from the records that agree best in it; `each` hears of every pair and what speaks
    /// for it.
    fn best_fields(
        &self,
        model: &Model,
        one: &[u32],
        other: &[u32],
        each: &mut dyn FnMut(f64, (u32, u32)),
    ) -> [Option<BestField>; FIELDS] {
        let mut best: [Option<BestField>; FIELDS] = [None; FIELDS];
        for &a in one.iter().take(MEMBERS_LOOKED_AT) {
            for &b in other.iter().take(MEMBERS_LOOKED_AT) {
                let (a, b) = self.ordered(a, b);
                let comparison = self.compare(a, b);
                let mut sum = 0.0;
                for (field, best) in best.iter_mut().enumerate() {
                    let (level, share) = (comparison.levels[field], comparison.shares[field]);
                    if level == 0 || field == Field::Order as usize {
                        continue;
                    }
                    let of = model.field(field, level, share).map(f64::ln);
                    let found = BestField { gain: of[0] - of[KINDS - 1], of, level, share };
                    sum += found.gain;
                    if best.is_none_or(|known| found.gain > known.gain) {
                        *best = Some(found);
                    }
                }
                each(sum, (a, b));
            }
        }
        best
    }
}

/// A field of two groups, from the records that agree best in it.
#[derive(Debug, Clone, Copy)]
struct BestField {
    /// What speaks for one customer rather than for strangers.
    gain: f64,
    /// The logarithms of the probabilities, for each kind of pair.
    of: [f64; KINDS],
    level: u8,
    share: f32,
}
