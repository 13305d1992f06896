//! All steps in their order: candidates, a model, weighed pairs, groups, a cut.

use super::block::Bounds;
use super::cluster::{Group, Join, Sets, cut, members_of};
use super::constraints::Constraints;
use super::features::Features;
use super::model::Model;
use super::score::Edge;

/// The records of one run, linked.
#[derive(Debug)]
pub struct Linkage {
    /// Pairs that were compared.
    pub compared: usize,
    /// Blocks that were split, and their pairs that were not compared.
    pub split: (u64, u64),
    /// Joins from the strongest on, also those below the cut.
    pub joins: Vec<Join>,
    /// The odds from which joins are made, as natural logarithm.
    pub cut: f32,
    /// Pairs that may be one customer.
    edges: Vec<Edge>,
}

/// Odds from which joins are made at all, whatever the precision.
pub(super) const CUT_MIN: f32 = 0.0;

/// Odds from which a join is worth a person's look.
pub(super) const REVIEW_MIN: f32 = -3.0;

impl Features {
    /// Links records by what is learnt from them without labels: candidates, a model, joins, a cut for
    /// which the share of right pairs is expected to be at least `precision`. `labels` are pairs that a
    /// person decided on, with whether they are one customer.
    #[must_use]
    pub fn learn_and_link(
        &mut self,
        precision: f64,
        labels: &[(u32, u32, bool)],
        constraints: &Constraints,
        cores: usize,
    ) -> (Model, Linkage) {
        self.count();
        let candidates = self.candidates(Bounds::of(self.len()), cores);
        let mut model = self.learn(&candidates.pairs, labels);
        let edges = self.edges(&model, &candidates, constraints, cores);
        let joins = self.joins(&model, &edges, constraints, cores);
        let strong = joins.partition_point(|join| join.odds >= CUT_MIN);
        model.precision = precision;
        (model.cut, model.expected_precision) =
            cut(joins.get(..strong).unwrap_or_default(), precision);
        let (compared, split) = (candidates.len(), (candidates.split, candidates.left_out));
        let linkage = Linkage { compared, split, joins, cut: model.cut, edges };
        (model, linkage)
    }

    /// Links records under a model: the same records, constraints and model give the same customers,
    /// in whatever order records were added.
    #[must_use]
    pub fn link(&mut self, model: &Model, constraints: &Constraints, cores: usize) -> Linkage {
        self.under(model.common.clone());
        let candidates = self.candidates(model.bounds, cores);
        let edges = self.edges(model, &candidates, constraints, cores);
        let joins = self.joins(model, &edges, constraints, cores);
        let (compared, split) = (candidates.len(), (candidates.split, candidates.left_out));
        Linkage { compared, split, joins, cut: model.cut, edges }
    }
}

impl Features {
    /// The pairs of customers that a person may look at: what speaks for their being one is not enough
    /// to join them, and not little. The most valuable first: those that are likely to make many right
    /// pairs.
    #[must_use]
    pub fn proposals(
        &self,
        model: &Model,
        constraints: &Constraints,
        linkage: &Linkage,
    ) -> Vec<Join> {
        let customers = linkage.customers(self.len(), constraints);
        let of = |record: u32| customers[record as usize];
        let apart = |edge: &&Edge| of(edge.a) != of(edge.b);
        let pair = |edge: &Edge| (of(edge.a).min(of(edge.b)), of(edge.a).max(of(edge.b)));
        let mut pairs: Vec<(u32, u32)> = linkage.edges.iter().filter(apart).map(pair).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut members: Vec<(u32, u32)> =
            (0..self.len).map(|record| (of(record), record)).collect();
        members.sort_unstable();
        // How likely it is, is said also where names alone do not join.
        let constraints = &constraints.with_names_alone();
        let group = |customer| Group::new(self, members_of(&members, customer), constraints);
        let mut proposals: Vec<Join> = pairs
            .chunk_by(|a, b| a.0 == b.0)
            .flat_map(|of_one| {
                let one = group(of_one[0].0);
                of_one
                    .iter()
                    .filter_map(move |&(_, b)| self.join(model, constraints, &one, &group(b)))
            })
            .filter(|join| join.odds >= REVIEW_MIN)
            .collect();
        let keys = |join: &Join| (self.keys[join.a as usize], self.keys[join.b as usize]);
        proposals.sort_unstable_by(|one, other| {
            other.value().total_cmp(&one.value()).then_with(|| keys(one).cmp(&keys(other)))
        });
        proposals
    }
}

impl Linkage {
    /// The joins that are made.
    pub fn made(&self) -> impl Iterator<Item = &Join> {
        self.joins.iter().take_while(|join| join.odds >= self.cut)
    }

    /// The customers: for each record the smallest record of its group.
    #[must_use]
    pub fn customers(&self, records: usize, constraints: &Constraints) -> Vec<u32> {
        let mut sets = Sets::new(records);
        for record in 0..u32::try_from(records).unwrap_or(u32::MAX) {
            sets.join(record, constraints.group(record));
        }
        for join in self.made() {
            sets.join(join.a, join.b);
        }
        (0..u32::try_from(records).unwrap_or(u32::MAX)).map(|record| sets.root(record)).collect()
    }
}
