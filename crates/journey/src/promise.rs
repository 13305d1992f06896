//! Promises in both directions: what the company said it would do by a day, and what the customer did.
//!
//! A promise is made with a day by which it falls due, and kept where it is fulfilled by then (journey.md, measure 12). One
//! that is given another day before the first has passed is moved, and judged by the last; a word after the day moves
//! nothing. Those not due yet, and those without a day, are told apart and judged neither way.

use filo_model::figure::wilson;
use serde::Serialize;

use crate::case::Case;
use crate::kept::kept;
use crate::log::Direction;
use crate::names::MISSING;
use crate::role::{Role, Roles};
use crate::values::Turn;

/// A promise as the events of its case tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Promise {
    case: u32,
    object: u32,
    is_ours: bool,
    due: Option<i64>,
    is_moved: bool,
    kept: Option<i64>,
    amount: Option<i64>,
}

/// All promises. It adds up.
#[derive(Debug, Clone, Default)]
pub struct Promises {
    all: Vec<Promise>,
    /// Promises of the case at hand.
    found: Vec<Promise>,
}

/// Promises of one side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Kept {
    /// All that were made.
    pub made: u64,
    /// Of these, given another day before the first had passed.
    pub moved: u64,
    /// Made without a day by which they fall due.
    pub without_due: u64,
    /// Not due when the log ends.
    pub pending: u64,
    /// Due: kept or broken.
    pub due: u64,
    /// Of these, fulfilled by their day.
    pub kept: u64,
    /// Of those that were not, fulfilled later.
    pub late: u64,
    /// The share that was kept; nothing where none is due.
    pub share: Option<f64>,
    /// The 95 % interval of the share (Wilson 1927).
    pub interval: Option<(f64, f64)>,
    /// The amounts of those that are due, in the smallest unit of the currency.
    pub amount_due: i128,
    /// Of these, of those that were kept.
    pub amount_kept: i128,
}

/// Promises of both sides.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PromisesTold {
    /// Those of the company.
    pub ours: Kept,
    /// Those of customers.
    pub theirs: Kept,
}

impl Promises {
    /// Counts a case, or takes it out again.
    pub fn turn(&mut self, turn: Turn, case: &Case<'_>, roles: &Roles) {
        if !roles.has(Role::Promised) {
            return;
        }
        if turn == Turn::Out {
            self.all.retain(|promise| promise.case != case.number);
            return;
        }
        self.found.clear();
        for (event, &activity) in case.activity.iter().enumerate() {
            let object = Case::name(case.object, event);
            if roles.is(activity, Role::Promised) {
                self.make(case, event, object);
            } else if roles.is(activity, Role::Kept) {
                // Without a number it is the promise that is open.
                let is_it = |one: &&mut Promise| {
                    one.kept.is_none() && (object == MISSING || one.object == object)
                };
                if let Some(promise) = self.found.iter_mut().find(is_it) {
                    promise.kept = Some(case.at[event]);
                }
            }
        }
        self.all.append(&mut self.found);
    }

    fn make(&mut self, case: &Case<'_>, event: usize, object: u32) {
        let due = Case::value(case.due, event);
        let known = self.found.iter_mut().find(|one| object != MISSING && one.object == object);
        if let Some(promise) = known {
            if promise.kept.is_none() && promise.due.is_none_or(|due| case.at[event] <= due) {
                promise.is_moved |= promise.due.is_some() && due.is_some();
                promise.due = due.or(promise.due);
            }
            return;
        }
        self.found.push(Promise {
            case: case.number,
            object,
            is_ours: case.way(event) != Some(Direction::In),
            due,
            is_moved: false,
            kept: None,
            amount: Case::value(case.amount, event),
        });
    }

    /// Takes in all of another.
    pub fn merge(&mut self, mut other: Self) {
        self.all.append(&mut other.all);
    }

    /// What is told of a log that ends at a moment; nothing where nobody promised anything.
    #[must_use]
    pub fn told(&self, end: i64) -> Option<PromisesTold> {
        let mut told = PromisesTold { ours: Kept::default(), theirs: Kept::default() };
        for promise in &self.all {
            let side = if promise.is_ours { &mut told.ours } else { &mut told.theirs };
            side.count(promise, end);
        }
        told.ours.finish();
        told.theirs.finish();
        (!self.all.is_empty()).then_some(told)
    }
}

impl Kept {
    fn count(&mut self, promise: &Promise, end: i64) {
        self.made += 1;
        self.moved += u64::from(promise.is_moved);
        let Some(due) = promise.due else {
            self.without_due += 1;
            return;
        };
        let in_time = promise.kept.is_some_and(|kept| kept <= due);
        if due > end && !in_time {
            self.pending += 1;
            return;
        }
        let amount = i128::from(promise.amount.unwrap_or_default());
        self.due += 1;
        self.kept += u64::from(in_time);
        self.late += u64::from(promise.kept.is_some() && !in_time);
        self.amount_due += amount;
        self.amount_kept += if in_time { amount } else { 0 };
    }

    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    fn finish(&mut self) {
        if self.due > 0 {
            self.share = Some(self.kept as f64 / self.due as f64);
            self.interval = Some(wilson(self.kept, self.due));
        }
    }
}

kept!(Promise { is_ours, due, is_moved, kept, amount } numbers { case: Case, object: Object });
kept!(Promises { all } empty { found });
