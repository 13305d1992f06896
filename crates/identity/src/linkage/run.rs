//! All steps in their order: candidates, a model, weighed pairs, groups, a cut.

use super::cluster::{Join, cut};
use super::features::Features;
use super::model::Model;

/// The records of one run, linked.
#[derive(Debug)]
pub struct Linkage {
    /// The model that decided.
    pub model: Model,
    /// Pairs that were compared.
    pub compared: usize,
    /// Blocks that were split, and their pairs that were not compared.
    pub split: (u64, u64),
    /// Joins from the strongest on, also those below the cut.
    pub joins: Vec<Join>,
    /// The odds from which joins are made.
    pub cut: f32,
    /// The share of the joined pairs that is expected to be right.
    pub expected_precision: f64,
}

/// Odds from which joins are made at all, whatever the precision.
pub(crate) const CUT_MIN: f32 = 0.0;

/// Odds from which a join is worth a person's look.
const REVIEW_MIN: f32 = -3.0;

impl Features {
    /// Links records without labels: candidates, a model learnt from them, joins, a cut for which the
    /// share of right pairs is expected to be at least `precision`.
    #[must_use]
    pub fn link(&self, precision: f64, cores: usize) -> Linkage {
        self.link_grouped(&[], REVIEW_MIN, precision, cores)
    }

    /// As [`Features::link`], where `groups` says for each record the smallest one that is known to be
    /// the same customer, and joins below `floor` are not looked for.
    pub(crate) fn link_grouped(
        &self,
        groups: &[u32],
        floor: f32,
        precision: f64,
        cores: usize,
    ) -> Linkage {
        let candidates = self.candidates(cores);
        let model = self.learn(&candidates.pairs);
        let edges = self.edges(&model, &candidates, groups, cores);
        let joins = self.joins(&model, &edges, groups, floor, cores);
        let strong = joins.partition_point(|join| join.odds >= CUT_MIN);
        let (cut, expected_precision) = cut(joins.get(..strong).unwrap_or_default(), precision);
        Linkage {
            model,
            compared: candidates.len(),
            split: candidates.split(),
            joins,
            cut,
            expected_precision,
        }
    }
}

impl Linkage {
    /// The joins that are made.
    pub fn made(&self) -> impl Iterator<Item = &Join> {
        self.joins.iter().take_while(|join| join.odds >= self.cut)
    }

    /// The joins below the cut that a person may look at, the likeliest first.
    pub fn to_review(&self) -> impl Iterator<Item = &Join> {
        self.joins.iter().skip_while(|join| join.odds >= self.cut)
    }
}
