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
        let [p50, p90] = quantiles(ended, censored, [0.5, 0.9]);
        Lasting {
            ended: ended.len() as u64,
            open: censored.len() as u64,
            p50: p50.map(|value| value / unit),
            p90: p90.map(|value| value / unit),
        }
    }
}

/// The first times by which the estimate says that these shares, in ascending order, have ended; both lists ascend. What was
/// seen last at the very time at which others ended still counts as being at risk then.
#[expect(clippy::cast_precision_loss, reason = "times and counts stay far below 2^53")]
fn quantiles<const N: usize>(
    ended: &[i64],
    censored: &[i64],
    shares: [f64; N],
) -> [Option<f64>; N] {
    let mut found = [None; N];
    let mut place = 0;
    let (mut lasting, mut lost, mut rest) = (1.0, 0, ended);
    while let Some(&time) = rest.first() {
        let now = rest.iter().take_while(|&&other| other == time).count();
        lost += censored[lost..].iter().take_while(|&&other| other < time).count();
        let at_risk = rest.len() + censored.len() - lost;
        lasting *= 1.0 - now as f64 / at_risk as f64;
        // Products of shares miss their sum by rounding.
        while shares.get(place).is_some_and(|share| lasting <= 1.0 - share + 1e-12) {
            found[place] = Some(time as f64);
            place += 1;
        }
        if place == N {
            break;
        }
        rest = &rest[now..];
    }
    found
}

kept!(Survival { ended, censored });
