//! Draws of shares and of weights, and what dimensions and the whole are in each of them.

use std::collections::BTreeMap;

use rand_distr::{Distribution as _, Gamma};

use super::{CARE_CAP, DIMENSION_FLOOR, DIMENSIONS_MIN, Options};
use crate::chance::{mean, stream, variance};
use crate::dimension::Dimension;
use crate::goalposts::{Goalpost, Goalposts};

/// The draws that an index tells of, for those who compare it with something else. Draw by draw they belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Draws {
    /// Of the company.
    pub company: DrawsOf,
    /// Of each department, by name.
    pub departments: BTreeMap<String, DrawsOf>,
}

/// The draws of the company, or of one department: points from 0 to 100.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DrawsOf {
    /// Of each dimension that can be measured.
    pub dimensions: BTreeMap<Dimension, Vec<f64>>,
    /// Of the whole, where it can be told.
    pub overall: Option<Vec<f64>>,
}

/// Two independent sets of drawn weights, the same for everybody: what is unknown of a weight is so for all.
pub(super) struct Weights {
    measures: BTreeMap<String, [Vec<f64>; 2]>,
    dimensions: BTreeMap<Dimension, [Vec<f64>; 2]>,
}

impl Weights {
    /// Gamma draws whose shares in their sum are Dirichlet draws about the declared weights; those of a part are Dirichlet
    /// draws of that part (Ng, Tian and Tang 2011, Dirichlet and Related Distributions, section 2.1).
    pub(super) fn new(goalposts: &Goalposts, options: Options) -> Self {
        let of_dimension = |goalpost: &Goalpost| Dimension::of_measure(&goalpost.id);
        let sum = |dimension: Option<Dimension>| -> f64 {
            let same = goalposts.measures.iter().filter(|one| of_dimension(one) == dimension);
            same.map(|one| one.weight).sum()
        };
        let measures = goalposts.measures.iter().map(|goalpost| {
            let share = goalpost.weight / sum(of_dimension(goalpost));
            (goalpost.id.clone(), gammas("measure", &goalpost.id, share, options))
        });
        let total: f64 = Dimension::ALL.iter().map(|one| goalposts.dimension_weight(*one)).sum();
        let dimensions = Dimension::ALL.iter().map(|dimension| {
            let share = goalposts.dimension_weight(*dimension) / total;
            (*dimension, gammas("dimension", dimension.name(), share, options))
        });
        Self { measures: measures.collect(), dimensions: dimensions.collect() }
    }
}

fn gammas(kind: &str, name: &str, share: f64, options: Options) -> [Vec<f64>; 2] {
    let gamma = Gamma::new(options.concentration * share, 1.0).expect("a weight is above nought");
    ["first", "second"].map(|set| {
        let mut stream = stream(options.seed, &["weight", kind, name, set]);
        // So small a weight counts for nothing; a sum of nothing but noughts could not be divided by.
        (0..options.draws).map(|_| gamma.sample(&mut stream).max(f64::MIN_POSITIVE)).collect()
    })
}

/// The same draws of shares under the one and the other set of weights.
pub(super) struct Pair {
    pub(super) one: Vec<f64>,
    pub(super) other: Vec<f64>,
}

impl Pair {
    /// The share of the variance that is due to weights, their interplay with the shares included: what would be left of it,
    /// on average, if all shares were known (total effect; estimator of Jansen 1999, Computer Physics Communications
    /// 117:35-43). Absent where nothing varies.
    pub(super) fn due_to_weights(&self) -> Option<f64> {
        let whole = variance(&self.one);
        let steps = self.one.iter().zip(&self.other).map(|(one, other)| (one - other).powi(2));
        (whole > 1e-12).then(|| (mean(steps) / 2.0 / whole).min(1.0))
    }
}

/// A dimension: in each draw the weighted mean of its measures' points.
pub(super) fn dimension(weights: &Weights, points: &BTreeMap<&str, Vec<f64>>) -> Option<Pair> {
    let parts: Option<Vec<_>> = points
        .iter()
        .map(|(id, points)| weights.measures.get(*id).map(|weights| (weights, points)))
        .collect();
    let parts = parts.filter(|parts| !parts.is_empty())?;
    let length = parts.first().map_or(0, |(_, points)| points.len());
    let [one, other] = [0, 1].map(|set| {
        let each = (0..length).map(|draw| {
            let (sum, weight) =
                parts.iter().fold((0.0, 0.0), |(sum, weight), (weights, points)| {
                    let own = weights[set][draw];
                    (sum + own * points[draw], weight + own)
                });
            // Rounding must not carry a mean beyond what it is a mean of.
            (sum / weight).clamp(0.0, 100.0)
        });
        each.collect()
    });
    Some(Pair { one, other })
}

/// Caps care where there was a grave harm.
pub(super) fn cap(care: &mut Pair) {
    let draws = care.one.iter_mut().chain(&mut care.other);
    draws.for_each(|points| *points = points.min(CARE_CAP));
}

/// The whole: in each draw the weighted geometric mean of the dimensions; absent where they are too few.
pub(super) fn overall(weights: &Weights, dimensions: &BTreeMap<Dimension, Pair>) -> Option<Pair> {
    let length = dimensions.values().next()?.one.len();
    let parts: Option<Vec<_>> = dimensions
        .iter()
        .map(|(dimension, pair)| weights.dimensions.get(dimension).map(|weights| (weights, pair)))
        .collect();
    let parts = parts.filter(|parts| parts.len() >= DIMENSIONS_MIN)?;
    let [one, other] = [0, 1].map(|set| {
        let each = (0..length).map(|draw| {
            let (sum, weight) = parts.iter().fold((0.0, 0.0), |(sum, weight), (weights, pair)| {
                let points = if set == 0 { pair.one[draw] } else { pair.other[draw] };
                let own = weights[set][draw];
                (sum + own * libm::log(points.max(DIMENSION_FLOOR)), weight + own)
            });
            libm::exp(sum / weight)
        });
        each.collect()
    });
    Some(Pair { one, other })
}
