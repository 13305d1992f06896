//! Counting what is told against labels, as the scorer of the label guide does.

use crate::model::Told;
use crate::signal::{KINDS, Signal};
use crate::train::Label;

/// How often something was told, was right when told, and was there to be told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Told.
    pub told: usize,
    /// Told and labelled.
    pub right: usize,
    /// Labelled.
    pub labelled: usize,
}

impl Count {
    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            told: self.told + other.told,
            right: self.right + other.right,
            labelled: self.labelled + other.labelled,
        }
    }

    /// The share of what is told that is right.
    #[must_use]
    pub fn precision(self) -> f64 {
        share(self.right, self.told)
    }

    /// The share of what is there that is told.
    #[must_use]
    pub fn recall(self) -> f64 {
        share(self.right, self.labelled)
    }

    /// The harmonic mean of both.
    #[must_use]
    pub fn f1(self) -> f64 {
        share(2 * self.right, self.told + self.labelled)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of labels")]
    let share = part as f64 / whole.max(1) as f64;
    share
}

/// Counts by kind what is told against the labels, as the scorer of the label guide does: a signal is
/// right where a label of its kind in the same message overlaps it, and each label counts once.
pub fn count(told: &[Signal], labels: &[Vec<Label>], counts: &mut [Count; KINDS]) {
    for (message, labels) in labels.iter().enumerate() {
        let mut is_taken = vec![false; labels.len()];
        labels.iter().for_each(|label| counts[label.kind.index()].labelled += 1);
        for signal in told.iter().filter(|signal| signal.message == message) {
            let count = &mut counts[signal.kind.index()];
            count.told += 1;
            let meets = |label: &Label| {
                label.kind == signal.kind
                    && signal.quote.start < label.place.end
                    && label.place.start < signal.quote.end
            };
            let label = (0..labels.len()).find(|index| !is_taken[*index] && meets(&labels[*index]));
            if let Some(label) = label {
                is_taken[label] = true;
                count.right += 1;
            }
        }
    }
}

/// From when on a kind of dynamic is told: where precision and recall together are best.
pub(crate) fn told_dynamic(probabilities: &[f32], answers: &[bool]) -> Told {
    let judged = (10_u8..80).map(|least| {
        let least = f32::from(least) / 100.0;
        let mut count = Count::default();
        for (probability, answer) in probabilities.iter().zip(answers) {
            let is_told = *probability >= least;
            count.told += usize::from(is_told);
            count.right += usize::from(is_told && *answer);
            count.labelled += usize::from(*answer);
        }
        (least, count)
    });
    let best = judged.max_by(|one, other| one.1.f1().total_cmp(&other.1.f1()));
    best.map_or(Told::default(), |(least, count)| Told { least, precision: count.precision() })
}
