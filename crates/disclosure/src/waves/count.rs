//! How many took part and how many a figure is about, so that no number from one to four is told.
//!
//! Method: a department's number is told as a range in which it lies. Ranges are fixed before anybody
//! answers, and none of them says of one to four people (below the threshold, in general) that they
//! answered, or that they did not. While a wave is open the ranges are so that the moment at which
//! one gives way to the next says no such number either. The company's number is told more closely
//! than by the sum of the ranges only where no department's range becomes narrower by it.

use std::collections::BTreeMap;

use super::Wave;
use super::unit::{By, units};
use crate::Threshold;

/// A number of people, as closely as it may be told: from the one to the other, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Count {
    /// At least so many.
    pub from: u32,
    /// At most so many.
    pub to: u32,
}

impl Count {
    /// The number itself, where it may be told.
    #[must_use]
    pub fn exact(self) -> Option<u32> {
        (self.from == self.to).then_some(self.from)
    }

    fn and(self, other: Self) -> Self {
        Self { from: self.from.saturating_add(other.from), to: self.to.saturating_add(other.to) }
    }
}

/// How many of those asked answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered {
    /// The people asked.
    pub invited: u32,
    /// Those of them who answered.
    pub respondents: Count,
}

/// Who took part in a wave, as closely as it may be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participation {
    /// By department; one with few people counts with its parent.
    pub departments: BTreeMap<String, Answered>,
    /// Of all departments together.
    pub company: Answered,
}

impl Participation {
    pub(super) fn of(wave: &Wave, threshold: Threshold) -> Self {
        let mut departments = BTreeMap::new();
        let (mut invited, mut respondents, mut ranges) = (0_u32, 0_u32, Vec::new());
        for (name, unit) in units(wave, threshold, By::Invited) {
            let told = if wave.is_open { while_open } else { once_closed };
            let range = told(unit.invited, unit.respondents, threshold);
            invited = invited.saturating_add(unit.invited);
            respondents = respondents.saturating_add(unit.respondents);
            ranges.push(range);
            departments.insert(name, Answered { invited: unit.invited, respondents: range });
        }
        let step = if wave.is_open { threshold.people() } else { 1 };
        let respondents = together(&ranges, respondents, step, threshold);
        Self { departments, company: Answered { invited, respondents } }
    }
}

/// While answers come in: in steps of the threshold, the last begins where as many are missing.
fn while_open(invited: u32, respondents: u32, threshold: Threshold) -> Count {
    let step = threshold.people();
    let last = invited.saturating_sub(step) / step * step;
    let from = (respondents / step * step).min(last);
    let to = if from == last { invited } else { from + step - 1 };
    Count { from, to }
}

/// Once closed: the number itself, unless few answered or few did not.
fn once_closed(invited: u32, respondents: u32, threshold: Threshold) -> Count {
    let few = threshold.people() - 1;
    if !threshold.allows(respondents) {
        Count { from: 0, to: few.min(invited) }
    } else if !threshold.allows(invited - respondents) {
        Count { from: threshold.people().max(invited.saturating_sub(few)), to: invited }
    } else {
        Count { from: respondents, to: respondents }
    }
}

/// Respondents of a figure about one department: in steps of the threshold.
pub(super) fn in_steps(invited: u32, people: u32, threshold: Threshold) -> Count {
    let step = threshold.people();
    let from = people / step * step;
    Count { from, to: (from + (step - 1)).min(invited) }
}

/// A sum of numbers of which each is told as a range: in steps of this size where every range stays
/// possible whole, else as the sum of the ranges.
pub(super) fn together(ranges: &[Count], sum: u32, step: u32, threshold: Threshold) -> Count {
    let whole = ranges.iter().fold(Count { from: 0, to: 0 }, |all, one| all.and(*one));
    let leaves_open = threshold.allows(sum.saturating_sub(whole.from))
        && threshold.allows(whole.to.saturating_sub(sum));
    if !leaves_open {
        return whole;
    }
    let from = sum / step * step;
    Count { from: from.max(whole.from), to: (from + (step - 1)).min(whole.to) }
}

#[cfg(test)]
mod tests;
