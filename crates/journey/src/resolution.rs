//! Until a case is resolved, and what comes after: reopened, or left to close by itself.
//!
//! A case that never is resolved is censored at its last event. What lies between the first resolution and the last
//! event is told apart: where a system closes by itself after so many days, the time to the close is no time of service.

use crate::case::Case;
use crate::frame::Frame;
use crate::kept::kept;
use crate::role::Role;
use crate::survival::Survival;
use crate::values::{Tally, Turn, Values};

/// What is counted of resolving, which adds up. Times in milliseconds.
#[derive(Debug, Clone, Default)]
pub struct Resolutions {
    /// From the first event to the first resolution.
    pub until: Survival,
    /// From the first resolution to the last event.
    pub after: Values,
    /// Cases in which something other than a resolution or a closing came after the first resolution.
    pub reopened: Tally,
    /// Cases that were resolved.
    pub resolved: Tally,
    /// From the first event to the first resolution in working time of the company; nothing without a calendar.
    pub until_working: Survival,
}

impl Resolutions {
    /// Counts a case, or takes it out again. Without an activity that resolves nothing is known.
    pub fn turn(&mut self, turn: Turn, case: &Case<'_>, frame: &Frame) {
        let roles = &frame.roles;
        if !roles.has(Role::Resolved) {
            return;
        }
        let resolves = |activity: &u32| roles.is(*activity, Role::Resolved);
        let found = case.activity.iter().position(resolves);
        let until = found.map_or_else(|| case.ended(), |event| case.at[event]);
        self.until.turn(turn, until.saturating_sub(case.began()), found.is_some());
        if let Some(worked) = frame.company_worked(case.began(), until) {
            self.until_working.turn(turn, worked, found.is_some());
        }
        let Some(event) = found else { return };
        self.resolved.turn(turn, 1);
        self.after.turn(turn, case.ended().saturating_sub(case.at[event]));
        let is_over = |activity: &u32| resolves(activity) || roles.is(*activity, Role::Closed);
        let is_reopened = !case.activity[event..].iter().all(is_over);
        self.reopened.turn(turn, u64::from(is_reopened));
    }

    /// Takes in all of another.
    pub fn merge(&mut self, other: Self) {
        self.until.merge(other.until);
        self.after.merge(other.after);
        self.reopened.merge(other.reopened);
        self.resolved.merge(other.resolved);
        self.until_working.merge(other.until_working);
    }
}

kept!(Resolutions { until, after, reopened, resolved, until_working });
