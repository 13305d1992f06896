//! What a case waits for while it is open: whose turn it is, whether the department is closed, whether anybody owns it.
//!
//! With completion stamps alone nobody can say what of a gap between two events was work and what waiting; it is a **gap**
//! and never called waiting. What can be said is told: that the customer was asked and had not answered, that the
//! department that has the case was closed, that the case lay with a department that had not taken it on. Where events say
//! when work on them began, sojourn, service and waiting are told as well (completion to completion, start to completion,
//! completion to start). **Dead time** is the time in which no department owns an open case: until it is taken on, and
//! from each handoff to the next taking on (journey.md, measures 8, 9 and 17).

use serde::Serialize;

use crate::case::Case;
use crate::frame::{Frame, turn_some};
use crate::kept::kept;
use crate::log::Direction;
use crate::names::MISSING;
use crate::role::Role;
use crate::values::{Spread, Turn, Values, share};

/// What the time of open cases went into, each in milliseconds by case that has any of it.
#[derive(Debug, Clone, Default)]
pub struct Waiting {
    /// All of it, from the first event of a case to its first resolution, else to its last event.
    pub open: Values,
    /// The customer had been asked and had not answered.
    pub customer: Values,
    /// The department that had it was closed.
    pub closed: Values,
    /// It lay, in working hours, with a department that had not taken it on.
    pub queued: Values,
    /// It lay, in working hours, with a department that had: work or waiting.
    pub held: Values,
    /// No department owned it.
    pub dead: Values,
    /// The same in working time of the company.
    pub dead_working: Values,
    /// By event with a start: from the event before to this one.
    pub sojourn: Values,
    /// By event with a start: from its start to its completion.
    pub service: Values,
    /// By event with a start: from the event before to its start; none where it began before that.
    pub waited: Values,
}

/// What is told of it, in seconds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WaitingTold {
    /// All the time of open cases.
    pub open_seconds: f64,
    /// What it went into, each with its share of it; causes that cannot be told here are absent.
    pub causes: Vec<CauseTold>,
    /// By case: while nobody owned it; nothing where no activity takes a case on.
    pub dead_seconds: Option<Spread>,
    /// The same in working time; nothing without a calendar.
    pub dead_working_seconds: Option<Spread>,
    /// The share of the time of open cases in which nobody owned them.
    pub dead_share: Option<f64>,
    /// Between completion and completion; nothing where no event says when it began, as the two that follow.
    pub sojourn_seconds: Option<Spread>,
    /// Between start and completion.
    pub service_seconds: Option<Spread>,
    /// Between completion and start.
    pub waiting_seconds: Option<Spread>,
}

/// One cause.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CauseTold {
    /// `customer`, `closed`, `queued`, `held`, or `gap` where nothing is known.
    pub cause: &'static str,
    /// Of all open cases together.
    pub seconds: f64,
    /// The share of all the time of open cases.
    pub share: f64,
    /// Cases that have any of it.
    pub cases: u64,
}

/// What one case has of each.
#[derive(Default)]
struct Parts {
    customer: i64,
    closed: i64,
    queued: i64,
    held: i64,
    dead: i64,
    dead_working: i64,
}

impl Waiting {
    /// Counts a case, or takes it out again.
    pub fn turn(&mut self, turn: Turn, case: &Case<'_>, frame: &Frame) {
        self.turn_started(turn, case);
        let roles = &frame.roles;
        if !roles.has(Role::Taken) && !roles.has(Role::Asked) && frame.clocks.is_none() {
            return;
        }
        let resolves = |&activity: &u32| roles.is(activity, Role::Resolved);
        let last = case.at.len() - 1;
        let until = case.activity.iter().position(resolves).unwrap_or(last);
        self.open.turn(turn, case.at[until].saturating_sub(case.began()));
        let parts = parts(case, until, frame);
        let put = |values: &mut Values, value: i64| {
            if value > 0 {
                values.turn(turn, value);
            }
        };
        put(&mut self.customer, parts.customer);
        put(&mut self.closed, parts.closed);
        put(&mut self.queued, parts.queued);
        put(&mut self.held, parts.held);
        if roles.has(Role::Taken) {
            self.dead.turn(turn, parts.dead);
            turn_some(
                &mut self.dead_working,
                turn,
                frame.clocks.as_ref().map(|_| parts.dead_working),
            );
        }
    }

    fn turn_started(&mut self, turn: Turn, case: &Case<'_>) {
        if case.started.is_empty() {
            return;
        }
        for event in 0..case.at.len() {
            let Some(started) = Case::value(case.started, event) else { continue };
            let at = case.at[event];
            self.service.turn(turn, at.saturating_sub(started).max(0));
            if event > 0 {
                let before = case.at[event - 1];
                self.sojourn.turn(turn, at.saturating_sub(before));
                self.waited.turn(turn, started.saturating_sub(before).max(0));
            }
        }
    }

    /// Takes in all of another.
    pub fn merge(&mut self, other: Self) {
        self.open.merge(other.open);
        self.customer.merge(other.customer);
        self.closed.merge(other.closed);
        self.queued.merge(other.queued);
        self.held.merge(other.held);
        self.dead.merge(other.dead);
        self.dead_working.merge(other.dead_working);
        self.sojourn.merge(other.sojourn);
        self.service.merge(other.service);
        self.waited.merge(other.waited);
    }

    /// What is told, in milliseconds divided by `unit`; nothing where nothing is known.
    pub fn told(&mut self, unit: f64, frame: &Frame) -> Option<WaitingTold> {
        if self.open.is_empty() && self.service.is_empty() {
            return None;
        }
        let whole = self.open.sum();
        let has_calendar = frame.clocks.is_some();
        let has_taken = frame.roles.has(Role::Taken);
        let parts = [
            ("customer", &self.customer, frame.roles.has(Role::Asked)),
            ("closed", &self.closed, has_calendar),
            ("queued", &self.queued, has_taken),
            ("held", &self.held, has_taken),
            ("gap", &self.held, !has_taken && !self.open.is_empty()),
        ];
        let causes = parts.into_iter().filter(|(_, _, is_known)| *is_known);
        let causes = causes.map(|(cause, values, _)| CauseTold {
            cause,
            seconds: float(values.sum()) / unit,
            share: share(values.sum(), whole),
            cases: values.len() as u64,
        });
        let causes = causes.collect();
        let dead_share = has_taken.then(|| share(self.dead.sum(), whole));
        let some = |values: &mut Values| (!values.is_empty()).then(|| values.spread(unit));
        Some(WaitingTold {
            open_seconds: float(whole) / unit,
            causes,
            dead_seconds: some(&mut self.dead),
            dead_working_seconds: some(&mut self.dead_working),
            dead_share,
            sojourn_seconds: some(&mut self.sojourn),
            service_seconds: some(&mut self.service),
            waiting_seconds: some(&mut self.waited),
        })
    }
}

/// Goes through the gaps of a case up to an event: each has the group that holds the case, whether it was taken on, and
/// whether the customer has to answer.
fn parts(case: &Case<'_>, until: usize, frame: &Frame) -> Parts {
    let roles = &frame.roles;
    // Without any direction nobody would be seen to answer.
    let has_asked =
        roles.has(Role::Asked) && (0..case.at.len()).any(|event| case.way(event).is_some());
    let mut parts = Parts::default();
    let (mut holder, mut is_taken, mut is_asked) = (MISSING, false, false);
    for event in 0..until {
        let group = case.group[event];
        if group != MISSING && group != holder {
            (holder, is_taken) = (group, false);
        }
        is_taken |=
            roles.is(case.activity[event], Role::Taken) && (group != MISSING || holder == MISSING);
        if has_asked {
            match case.way(event) {
                Some(Direction::In) => is_asked = false,
                _ => is_asked |= roles.is(case.activity[event], Role::Asked),
            }
        }
        let (from, to) = (case.at[event], case.at[event + 1]);
        let gap = to.saturating_sub(from);
        if gap == 0 {
            continue;
        }
        let worked = frame.worked(holder, from, to).unwrap_or(gap);
        if !is_taken {
            parts.dead += gap;
            parts.dead_working += frame.company_worked(from, to).unwrap_or_default();
        }
        if is_asked {
            parts.customer += gap;
            continue;
        }
        parts.closed += gap - worked;
        *(if is_taken || !roles.has(Role::Taken) { &mut parts.held } else { &mut parts.queued }) +=
            worked;
    }
    parts
}

#[expect(
    clippy::cast_precision_loss,
    reason = "sums of times need no more digits than a float has"
)]
fn float(sum: i128) -> f64 {
    sum as f64
}

kept!(Waiting {
    open,
    customer,
    closed,
    queued,
    held,
    dead,
    dead_working,
    sojourn,
    service,
    waited,
});
