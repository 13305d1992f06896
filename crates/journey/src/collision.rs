//! Collisions: the customer is pressed about a thing while that customer's open dispute about it waits for an answer.
//!
//! A reminder, a sales campaign or a closing that is sent while the same customer has an open complaint or dispute on the
//! same object (journey.md, measure 16). It is seen across all cases of a customer, since the one who sends the reminder
//! works on another case than the one who answers the complaint. Where either side names no object, any counts.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use crate::case::Case;
use crate::kept::{Kept, Source, kept};
use crate::names::MISSING;
use crate::role::{Role, Roles};
use crate::values::Turn;

/// What happens to a customer, in the order in which things of one instant count: what is settled at the very instant of a
/// reminder does not collide with it, nor does what is opened then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Act {
    Settles,
    Presses,
    Opens,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Happening {
    at: i64,
    act: Act,
    case: u32,
    object: u32,
}

/// By customer, what matters for collisions. It adds up.
#[derive(Debug, Clone, Default)]
pub struct Collisions {
    by_customer: FxHashMap<u32, Vec<Happening>>,
}

/// What is told of collisions.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Collided {
    /// Disputes and complaints that were opened by a known customer.
    pub open_matters: u64,
    /// Reminders, campaigns and closings to known customers.
    pub acts: u64,
    /// Of these, sent while a dispute of the same customer about it was open.
    pub collisions: u64,
    /// Disputes during which at least one was sent.
    pub matters_hit: u64,
    /// Customers with one.
    pub customers: u64,
    /// Collisions by a thousand disputes.
    pub per_thousand: f64,
}

impl Collisions {
    /// Counts a case, or takes it out again.
    pub fn turn(&mut self, turn: Turn, case: &Case<'_>, roles: &Roles) {
        if !roles.has(Role::Disputed) || case.customer.is_empty() {
            return;
        }
        let whose = case.customer();
        for (event, &activity) in case.activity.iter().enumerate() {
            let acts = [
                (Role::Settled, Act::Settles),
                (Role::Pressed, Act::Presses),
                (Role::Disputed, Act::Opens),
            ];
            for (_, act) in acts.into_iter().filter(|(role, _)| roles.is(activity, *role)) {
                let customer = match Case::name(case.customer, event) {
                    MISSING => whose,
                    customer => customer,
                };
                if customer == MISSING {
                    continue;
                }
                let object = Case::name(case.object, event);
                let one = Happening { at: case.at[event], act, case: case.number, object };
                let all = self.by_customer.entry(customer).or_default();
                match turn {
                    Turn::In => all.push(one),
                    Turn::Out => {
                        let place = all.iter().position(|other| *other == one);
                        place.map(|place| all.swap_remove(place));
                    }
                }
            }
        }
    }

    /// Takes in all of another whose numbers mean the same.
    pub fn merge(&mut self, other: Self) {
        for (customer, mut all) in other.by_customer {
            self.by_customer.entry(customer).or_default().append(&mut all);
        }
    }

    /// What is told; nothing where no dispute is known.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    pub fn told(&self) -> Option<Collided> {
        let mut told = Collided {
            open_matters: 0,
            acts: 0,
            collisions: 0,
            matters_hit: 0,
            customers: 0,
            per_thousand: 0.0,
        };
        for all in self.by_customer.values() {
            let before = told.collisions;
            walk(all, &mut told);
            told.customers += u64::from(told.collisions > before);
        }
        if told.open_matters == 0 {
            return None;
        }
        told.per_thousand = told.collisions as f64 * 1000.0 / told.open_matters as f64;
        Some(told)
    }
}

/// Goes through what happened to one customer.
fn walk(all: &[Happening], told: &mut Collided) {
    let mut sorted = all.to_vec();
    sorted.sort_unstable();
    let mut open: Vec<Happening> = Vec::new();
    let mut hit: FxHashSet<(u32, u32, i64)> = FxHashSet::default();
    let is_about = |dispute: &Happening, one: &Happening| {
        dispute.object == MISSING || one.object == MISSING || dispute.object == one.object
    };
    for one in sorted {
        match one.act {
            Act::Opens => {
                told.open_matters += 1;
                open.push(one);
            }
            Act::Settles => {
                open.retain(|dispute| dispute.case != one.case || !is_about(dispute, &one));
            }
            Act::Presses => {
                told.acts += 1;
                let about = open.iter().filter(|dispute| is_about(dispute, &one));
                let before = hit.len();
                let mut collides = false;
                for dispute in about {
                    collides = true;
                    hit.insert((dispute.case, dispute.object, dispute.at));
                }
                told.collisions += u64::from(collides);
                told.matters_hit += (hit.len() - before) as u64;
            }
        }
    }
}

impl Kept for Act {
    fn keep(&mut self, out: &mut Vec<u8>) {
        out.push(*self as u8);
    }

    fn restore(from: &mut Source<'_>) -> Option<Self> {
        [Self::Settles, Self::Presses, Self::Opens].get(from.count_below(3)?).copied()
    }
}

kept!(Happening { at, act } numbers { case: Case, object: Object });
kept!(Collisions {} numbers { by_customer: Customer });
