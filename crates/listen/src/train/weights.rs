//! What was learnt, by feature as it is written.

use crate::conversation::Side;
use crate::kind::SignalKind;
use crate::model::Named;

/// By feature, the weights of a side's kinds: at the first step, then at the second.
pub(super) fn words(
    side: Side,
    names: &[String],
    first: &[Vec<f64>],
    second: &[Vec<f64>],
) -> Named {
    let of = |weights: &[Vec<f64>], feature: usize| -> Vec<f64> {
        SignalKind::of_side(side).map(|kind| weights[kind.index()][feature]).collect()
    };
    names
        .iter()
        .enumerate()
        .map(|(feature, name)| (name.clone(), [of(first, feature), of(second, feature)].concat()))
        .collect()
}

/// By feature of what was found around, the weights of a side's kinds at the second step.
pub(super) fn around(side: Side, names: &[String], base: usize, second: &[Vec<f64>]) -> Named {
    let of = |feature: usize| {
        SignalKind::of_side(side).map(|kind| second[kind.index()][feature]).collect()
    };
    names.iter().enumerate().skip(base).map(|(feature, name)| (name.clone(), of(feature))).collect()
}
