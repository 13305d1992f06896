//! Where the company, or one department, stands: what is told of its draws, and of what they rest on.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::draw::{self, DrawsOf, Pair, Weights};
use super::prior::{Posterior, good_of};
use super::{Count, GraveHarms, Interval, MEASURES_MIN, Missing, Options, Subject};
use crate::chance::stream;
use crate::dimension::Dimension;
use crate::goalposts::{Direction, Goalpost, Goalposts};

/// How many of how many stand behind something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Those that could be measured.
    pub k: usize,
    /// Those that there are.
    pub m: usize,
}

/// Where one stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// Every measure that has goalposts.
    pub measures: BTreeMap<String, MeasureStanding>,
    /// All eight dimensions.
    pub dimensions: BTreeMap<Dimension, DimensionStanding>,
    /// The whole.
    pub overall: Overall,
    /// Grave harms: counts that no mean contains.
    pub harms: GraveHarms,
}

/// One measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MeasureStanding {
    /// What was counted, or why nothing was.
    pub count: Count,
    /// What is known of the share, as the measure is defined; absent without a count.
    pub share: Option<Interval>,
    /// The mean of the same.
    pub mean: Option<f64>,
    /// What that is worth, in points from 0 to 100.
    pub points: Option<Interval>,
    /// How much of it is from its own cases, between 0 and 1; the rest is the company's share.
    pub own: Option<f64>,
}

/// One dimension.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DimensionStanding {
    /// Points from 0 to 100; absent where fewer than two measures stand behind it.
    pub points: Option<Interval>,
    /// How many of its measures stand behind it, of those that have goalposts.
    pub measures: Coverage,
    /// Which part of the variance of the points is due to the weights; absent where nothing varies.
    pub due_to_weights: Option<f64>,
    /// Whether it is capped for a grave harm.
    pub is_capped: bool,
}

/// Why there is no figure of the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unsaid {
    /// Fewer than five dimensions can be measured.
    TooFewDimensions,
    /// There was a grave harm, and care cannot be measured: the figure would be blind where it matters.
    HarmWithoutCare,
}

/// The whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Overall {
    /// Points from 0 to 100.
    pub points: Option<Interval>,
    /// Why there are none.
    pub unsaid: Option<Unsaid>,
    /// How many dimensions stand behind it, of eight.
    pub dimensions: Coverage,
    /// How many measures stand behind it, of those that have goalposts.
    pub measures: Coverage,
    /// Which part of the variance of the points is due to the weights; absent where nothing varies.
    pub due_to_weights: Option<f64>,
}

/// What was drawn of one measure, and what is told of it.
struct Drawn {
    standing: MeasureStanding,
    points: Option<Vec<f64>>,
}

impl Subject<'_> {
    /// Where it stands, and its draws.
    pub(super) fn standing(
        &self,
        goalposts: &Goalposts,
        weights: &Weights,
        options: Options,
    ) -> (Standing, DrawsOf) {
        let drawn: BTreeMap<&str, Drawn> = goalposts
            .measures
            .iter()
            .map(|goalpost| (goalpost.id.as_str(), self.measure(goalpost, options)))
            .collect();
        let (mut dimensions, mut pairs) = (BTreeMap::new(), BTreeMap::new());
        for dimension in Dimension::ALL {
            let (standing, pair) = self.dimension(*dimension, &drawn, weights);
            dimensions.insert(*dimension, standing);
            pairs.extend(pair.map(|pair| (*dimension, pair)));
        }
        let harms = self.counted.harms;
        let is_blind = harms.any() && !pairs.contains_key(&Dimension::Cura);
        let whole = draw::overall(weights, &pairs);
        let unsaid = match &whole {
            None => Some(Unsaid::TooFewDimensions),
            Some(_) if is_blind => Some(Unsaid::HarmWithoutCare),
            Some(_) => None,
        };
        let whole = whole.filter(|_| unsaid.is_none());
        let behind = dimensions.values().filter(|one| one.points.is_some());
        let overall = Overall {
            points: whole.as_ref().and_then(|pair| Interval::of(&pair.one)),
            unsaid,
            dimensions: Coverage { k: pairs.len(), m: Dimension::ALL.len() },
            measures: Coverage {
                k: behind.map(|one| one.measures.k).sum(),
                m: goalposts.measures.len(),
            },
            due_to_weights: whole.as_ref().and_then(Pair::due_to_weights),
        };
        let draws = DrawsOf {
            dimensions: pairs.into_iter().map(|(dimension, pair)| (dimension, pair.one)).collect(),
            overall: whole.map(|pair| pair.one),
        };
        let told = drawn.into_iter().map(|(id, drawn)| (id.to_owned(), drawn.standing));
        (Standing { measures: told.collect(), dimensions, overall, harms }, draws)
    }

    fn measure(&self, goalpost: &Goalpost, options: Options) -> Drawn {
        let Goalpost { id, direction, .. } = goalpost;
        let count = self.counted.measures.get(id).copied();
        let count = match count.unwrap_or(Count::Missing(Missing::NotMeasurable)) {
            Count::Of { n: 0, .. } => Count::Missing(Missing::NothingToJudge),
            count => count,
        };
        let Some((good, n)) = good_of(count, *direction) else {
            let standing =
                MeasureStanding { count, share: None, mean: None, points: None, own: None };
            return Drawn { standing, points: None };
        };
        let prior = self.priors.get(id);
        let posterior =
            prior.map_or_else(|| Posterior::alone(good, n), |prior| prior.posterior(good, n));
        // Goalposts speak of the share as the measure is defined, the posterior of what is good.
        let as_defined = |good: f64| if *direction == Direction::Up { good } else { 1.0 - good };
        let points = |good: f64| goalpost.points(as_defined(good));
        let Interval { low, median, high } = posterior.interval();
        let (at_low, at_high) = (as_defined(low), as_defined(high));
        let standing = MeasureStanding {
            count,
            share: Some(Interval {
                low: at_low.min(at_high),
                median: as_defined(median),
                high: at_low.max(at_high),
            }),
            mean: Some(as_defined(posterior.mean())),
            points: Some(Interval { low: points(low), median: points(median), high: points(high) }),
            own: Some(prior.map_or(1.0, |prior| prior.own(n))),
        };
        let names: Vec<&str> = [&["share"], self.name, &[id.as_str()]].concat();
        let mut draws = posterior.quantiles().draws(options.draws, stream(options.seed, &names));
        draws.iter_mut().for_each(|good| *good = points(*good));
        Drawn { standing, points: Some(draws) }
    }

    fn dimension(
        &self,
        dimension: Dimension,
        drawn: &BTreeMap<&str, Drawn>,
        weights: &Weights,
    ) -> (DimensionStanding, Option<Pair>) {
        let own = drawn.iter().filter(|(id, _)| Dimension::of_measure(id) == Some(dimension));
        let m = own.clone().count();
        let points: BTreeMap<&str, Vec<f64>> =
            own.filter_map(|(id, drawn)| Some((*id, drawn.points.clone()?))).collect();
        let measures = Coverage { k: points.len(), m };
        let pair = (measures.k >= MEASURES_MIN).then(|| draw::dimension(weights, &points));
        let mut pair = pair.flatten();
        let is_capped = dimension == Dimension::Cura && self.counted.harms.any() && pair.is_some();
        if let Some(pair) = pair.as_mut().filter(|_| is_capped) {
            draw::cap(pair);
        }
        let standing = DimensionStanding {
            points: pair.as_ref().and_then(|pair| Interval::of(&pair.one)),
            measures,
            due_to_weights: pair.as_ref().and_then(Pair::due_to_weights),
            is_capped,
        };
        (standing, pair)
    }
}
