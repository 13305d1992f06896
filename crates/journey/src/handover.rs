//! Handovers between departments: how often, after how long, back and forth, and who took on what was handed over.
//!
//! A **handoff** is the change of department between successive stays (van der Aalst, Reijers and Song 2005, with the time
//! that they leave out). Its latency is from the sender's last event to the receiver's first. **Time to own** is from
//! the arrival in a department to its first event that takes the case on; a stay that is handed on, or is the last and
//! still without one, is censored. A stay that came by handoff, left by handoff and was never taken on is a **bounce**.

use crate::case::Case;
use crate::frame::Frame;
use crate::kept::kept;
use crate::pairs::Pairs;
use crate::role::Role;
use crate::stay::{Stay, returns, stays};
use crate::survival::Survival;
use crate::values::{Tally, Turn, Values};

/// What is counted of handovers, which adds up. Times in milliseconds.
#[derive(Debug, Clone, Default)]
pub struct Handovers {
    /// From which group to which, and the time between.
    pub pairs: Pairs,
    /// By case with a stay: its handoffs.
    pub per_case: Values,
    /// Cases with a stay.
    pub cases: Tally,
    /// Cases with at least one handoff.
    pub cases_handed: Tally,
    /// Stays A-B-A, and cases with one.
    pub ping_pong: Times,
    /// Stays in a group that had the case before with two or more between, and cases with one.
    pub indirect: Times,
    /// Cases in which a group had the case twice, either way.
    pub cases_revisited: Tally,
    /// By case with ping-pong: the most stays in a row that alternate.
    pub alternations: Values,
    /// How long cases with ping-pong lasted.
    pub lasted_with: Values,
    /// How long all others lasted.
    pub lasted_without: Values,
    /// Stays that came by handoff: until they were taken on.
    pub time_to_own: Survival,
    /// Stays that were handed in and on without being taken on, and cases with one.
    pub bounces: Times,
    /// Handoffs by pair in working time of the receiver; nothing without calendars.
    pub pairs_working: Pairs,
    /// Until they were taken on, in working time of the receiver.
    pub time_to_own_working: Survival,
    found: Vec<Stay>,
}

/// How often something came, and in how many cases.
#[derive(Debug, Clone, Copy, Default)]
pub struct Times {
    /// How often.
    pub times: Tally,
    /// In how many cases.
    pub cases: Tally,
}

impl Times {
    /// Counts what one case has of it.
    pub fn turn(&mut self, turn: Turn, times: u32) {
        self.times.turn(turn, u64::from(times));
        self.cases.turn(turn, u64::from(times > 0));
    }

    /// Adds another.
    pub fn merge(&mut self, other: Self) {
        self.times.merge(other.times);
        self.cases.merge(other.cases);
    }
}

impl Handovers {
    /// Counts a case, or takes it out again.
    pub fn turn(&mut self, turn: Turn, case: &Case<'_>, frame: &Frame) {
        let mut found = std::mem::take(&mut self.found);
        stays(case, &mut found);
        if !found.is_empty() {
            self.turn_stays(turn, case, &found, frame);
            if frame.roles.has(Role::Taken) {
                self.turn_ownership(turn, case, &found, frame);
            }
        }
        self.found = found;
    }

    fn turn_stays(&mut self, turn: Turn, case: &Case<'_>, found: &[Stay], frame: &Frame) {
        let handoffs = found.len() - 1;
        self.cases.turn(turn, 1);
        self.cases_handed.turn(turn, u64::from(handoffs > 0));
        self.per_case.turn(turn, i64::try_from(handoffs).unwrap_or(i64::MAX));
        for pair in found.windows(2) {
            let (from, to) = (case.at[pair[0].last], case.at[pair[1].first]);
            self.pairs.turn(turn, pair[0].group, pair[1].group, to.saturating_sub(from));
            if let Some(worked) = frame.worked(pair[1].group, from, to) {
                self.pairs_working.turn(turn, pair[0].group, pair[1].group, worked);
            }
        }
        let back = returns(found);
        self.ping_pong.turn(turn, back.ping_pong);
        self.indirect.turn(turn, back.indirect);
        self.cases_revisited.turn(turn, u64::from(back.ping_pong + back.indirect > 0));
        let lasted = case.ended().saturating_sub(case.began());
        if back.ping_pong > 0 {
            self.alternations.turn(turn, i64::from(back.alternation));
            self.lasted_with.turn(turn, lasted);
        } else {
            self.lasted_without.turn(turn, lasted);
        }
    }

    fn turn_ownership(&mut self, turn: Turn, case: &Case<'_>, found: &[Stay], frame: &Frame) {
        let mut bounces = 0;
        for (place, stay) in found.iter().enumerate().skip(1) {
            let arrived = case.at[stay.first];
            let taken = (stay.first..=stay.last).find(|&event| {
                case.group[event] == stay.group && frame.roles.is(case.activity[event], Role::Taken)
            });
            let next = found.get(place + 1);
            bounces += u32::from(taken.is_none() && next.is_some());
            let seen = next.map_or_else(|| case.ended(), |next| case.at[next.first]);
            let until = taken.map_or(seen, |event| case.at[event]);
            self.time_to_own.turn(turn, until - arrived, taken.is_some());
            if let Some(worked) = frame.worked(stay.group, arrived, until) {
                self.time_to_own_working.turn(turn, worked, taken.is_some());
            }
        }
        self.bounces.turn(turn, bounces);
    }

    /// Takes in all of another whose numbers mean the same.
    pub fn merge(&mut self, other: Self) {
        self.pairs.merge(other.pairs);
        self.per_case.merge(other.per_case);
        self.cases.merge(other.cases);
        self.cases_handed.merge(other.cases_handed);
        self.ping_pong.merge(other.ping_pong);
        self.indirect.merge(other.indirect);
        self.cases_revisited.merge(other.cases_revisited);
        self.alternations.merge(other.alternations);
        self.lasted_with.merge(other.lasted_with);
        self.lasted_without.merge(other.lasted_without);
        self.time_to_own.merge(other.time_to_own);
        self.bounces.merge(other.bounces);
        self.pairs_working.merge(other.pairs_working);
        self.time_to_own_working.merge(other.time_to_own_working);
    }
}

kept!(Times { times, cases });
kept!(Handovers {
    per_case,
    cases,
    cases_handed,
    ping_pong,
    indirect,
    cases_revisited,
    alternations,
    lasted_with,
    lasted_without,
    time_to_own,
    bounces,
    time_to_own_working,
} numbers { pairs: Group, pairs_working: Group } empty { found });
