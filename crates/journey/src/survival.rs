//! How long something takes where not all of it has ended: Kaplan and Meier's estimate.
//!
//! Kaplan and Meier 1958. What has not ended is known to have lasted so long at least, and counts until then; dropping
//! it would make every wait look shorter than it is.

use serde::Serialize;

use crate::kept::kept;
use crate::values::{Turn, Values};

/// Durations that ended, and durations that had not when they were last seen.
#[derive(Debug, Clone, Default)]
pub struct Survival {
    /// Those that ended.
    pub ended: Values,
    /// Those that had not, until when they were seen.
    pub censored: Values,
}

/// What is told of durations of which some have not ended, in what they were divided by.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Lasting {
    /// How many ended.
    pub ended: u64,
    /// How many had not.
    pub open: u64,
    /// By when half have ended; nothing where fewer than half are known to.
    pub p50: Option<f64>,
    /// By when nine of ten have.
    pub p90: Option<f64>,
}

impl Survival {
    /// Puts a duration in, or takes it out again: one that ended, or one that had not when it was last seen.
    pub fn turn(&mut self, turn: Turn, value: i64, has_ended: bool) {
        let values = if has_ended { &mut self.ended } else { &mut self.censored };
        values.turn(turn, value);
    }

    /// Takes in all of another.
    pub fn merge(&mut self, other: Self) {
        self.ended.merge(other.ended);
        self.censored.merge(other.censored);
    }

    /// What is to be told, in milliseconds divided by `unit`.
    pub fn lasting(&mut self, unit: f64) -> Lasting {
        let (ended, censored) = (self.ended.sorted(), self.censored.sorted());
        let at = |share: f64| quantile(ended, censored, share);
        let (p50, p90) = (at(0.5), at(0.9));
        Lasting {
            ended: ended.len() as u64,
            open: censored.len() as u64,
            p50: p50.map(|value| value / unit),
            p90: p90.map(|value| value / unit),
        }
    }
}

/// The first time by which the estimate says that this share has ended; both lists ascend. What was seen last at the
/// very time at which others ended still counts as being at risk then.
#[expect(clippy::cast_precision_loss, reason = "times and counts stay far below 2^53")]
fn quantile(ended: &[i64], censored: &[i64], share: f64) -> Option<f64> {
    let mut lasting = 1.0;
    let mut rest = ended;
    while let Some(&time) = rest.first() {
        let now = rest.partition_point(|&other| other <= time);
        let lost = censored.partition_point(|&other| other < time);
        let at_risk = rest.len() + censored.len() - lost;
        lasting *= 1.0 - now as f64 / at_risk as f64;
        // Products of shares miss their sum by rounding.
        if lasting <= 1.0 - share + 1e-12 {
            return Some(time as f64);
        }
        rest = &rest[now..];
    }
    None
}

kept!(Survival { ended, censored });
