//! Whether a public promise was kept: the share that was promised, beside what was done.
//!
//! The promise, its words and its measure's figure stand side by side already; here is what they lack: how much was
//! promised, and what may be said about it. *Always* and *never* are broken by one case that is sure. Any other share is
//! kept or broken only where chance can be ruled out (Wilson 1927, 95 %) and whatever people decide about the findings
//! that nobody has looked at; in all other cases it is not known, with the reason.

use filo_model::figure::{RATE_DENOMINATOR_MIN, wilson};
use serde::{Deserialize, Serialize};

use crate::chance::count;
use crate::goalposts::Direction;

/// How much was promised.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promised {
    /// Up: at least this share; down: at most.
    pub direction: Direction,
    /// The share: 1 upwards is *always*, 0 downwards is *never*.
    pub share: f64,
}

/// The cases that could be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cases {
    /// The numerator that is sure: recorded, or confirmed by people.
    pub x: u64,
    /// Those that belong to the numerator or not, as people will decide about a finding.
    pub undecided: u64,
    /// The denominator.
    pub n: u64,
}

/// Why it is not known whether a promise was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unknown {
    /// It cannot be measured here, or nothing happened that could be judged.
    NotMeasured,
    /// Fewer than twenty could be judged.
    FewCases,
    /// It depends on findings that nobody has looked at.
    Undecided,
    /// The difference may be chance.
    Chance,
}

/// Whether a promise was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// It was.
    Yes,
    /// It was not.
    No,
    /// That is not known.
    Unknown(Unknown),
}

/// A promise beside what was done.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Judged {
    /// How much was promised.
    pub promised: Promised,
    /// What was done, case by case; absent where it cannot be measured.
    pub cases: Option<Cases>,
    /// The least and the greatest share, by what people may decide about findings; absent below twenty.
    pub share: Option<(f64, f64)>,
    /// The interval, 95 %, about both; absent below twenty.
    pub interval: Option<(f64, f64)>,
    /// Whether it was kept.
    pub kept: Kept,
}

/// Why a promise or a count is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PromisedError {
    /// A share that is none.
    #[error("a promised share is between 0 and 1")]
    Share,
    /// More counted than there were.
    #[error("the numerator is greater than the denominator")]
    MoreThanAll,
}

/// Puts a promise beside what was done.
///
/// # Errors
/// Where the share is none, or more was counted than there was.
pub fn judged(promised: Promised, cases: Option<Cases>) -> Result<Judged, PromisedError> {
    if !(0.0..=1.0).contains(&promised.share) {
        return Err(PromisedError::Share);
    }
    let cases = cases.filter(|cases| cases.n > 0);
    let Some(Cases { x, undecided, n }) = cases else {
        let kept = Kept::Unknown(Unknown::NotMeasured);
        return Ok(Judged { promised, cases: None, share: None, interval: None, kept });
    };
    let most = x.checked_add(undecided).filter(|most| *most <= n);
    let most = most.ok_or(PromisedError::MoreThanAll)?;
    let is_shown = n >= RATE_DENOMINATOR_MIN;
    let share = is_shown.then(|| (count(x) / count(n), count(most) / count(n)));
    let interval = is_shown.then(|| (wilson(x, n).0, wilson(most, n).1));
    let kept = promised.kept(x, most, n);
    Ok(Judged { promised, cases, share, interval, kept })
}

impl Promised {
    /// Whether it was kept, with `least` to `most` of `n` in the numerator.
    fn kept(self, least: u64, most: u64, n: u64) -> Kept {
        // Turned so that more is better, whichever way the promise looks.
        let (share, least, most) = match self.direction {
            Direction::Up => (self.share, least, most),
            Direction::Down => (1.0 - self.share, n - most, n - least),
        };
        if share >= 1.0 {
            return match (least == n, most == n) {
                (_, false) => Kept::No,
                (false, true) => Kept::Unknown(Unknown::Undecided),
                (true, true) if n < RATE_DENOMINATOR_MIN => Kept::Unknown(Unknown::FewCases),
                (true, true) => Kept::Yes,
            };
        }
        let verdict = |good: u64| {
            let (low, high) = wilson(good, n);
            if low >= share {
                Kept::Yes
            } else if high < share {
                Kept::No
            } else {
                Kept::Unknown(Unknown::Chance)
            }
        };
        if n < RATE_DENOMINATOR_MIN {
            return Kept::Unknown(Unknown::FewCases);
        }
        let (worst, best) = (verdict(least), verdict(most));
        if worst == best { worst } else { Kept::Unknown(Unknown::Undecided) }
    }
}

#[cfg(test)]
mod tests;
