//! First contact resolution: matters that took the customer one contact, and did not come back.
//!
//! A matter counts where the customer made contact, and it began long enough before the log ends to see whether the customer
//! comes back. It is resolved at first contact where it is resolved, with exactly one contact by the customer, not
//! reopened, and without a further matter of the same customer (about the same reason, where the log says reasons)
//! within the window (journey.md, measure 1). Where nobody keeps a case about it, being answered is being resolved. It is measured **by no repeat**, which differs from what surveys give. The net
//! figure leaves out reasons that by rule cannot be solved at first contact.

use filo_model::figure::wilson;
use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::case::Case;
use crate::frame::Frame;
use crate::kept::kept;
use crate::log::Direction;
use crate::names::MISSING;
use crate::repeat::{DAY_MILLIS, WINDOWS};
use crate::role::Role;
use crate::values::{Turn, share};

/// A matter of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Matter {
    began: i64,
    case: u32,
    reason: u32,
    /// When it was resolved, where that was at first contact and for good.
    resolved: Option<i64>,
    is_contacted: bool,
}

/// By customer, the matters. It adds up.
#[derive(Debug, Clone, Default)]
pub struct FirstContacts {
    by_customer: FxHashMap<u32, Vec<Matter>>,
}

/// What is told within one window.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct FirstContact {
    /// The window, in days.
    pub days: u32,
    /// Matters with a contact by the customer that are old enough.
    pub contacted: u64,
    /// Of these, resolved at first contact.
    pub resolved: u64,
    /// The share.
    pub share: f64,
    /// The 95 % interval of the share (Wilson 1927).
    pub interval: (f64, f64),
    /// The same without the reasons that cannot be solved at first contact: matters, resolved, share.
    pub net: Option<(u64, u64, f64)>,
}

impl FirstContacts {
    /// Counts a case, or takes it out again; nothing where no customer, no direction or no resolution is known.
    pub fn turn(&mut self, turn: Turn, case: &Case<'_>, frame: &Frame) {
        let customer = case.customer();
        if customer == MISSING || !frame.roles.has(Role::Resolved) {
            return;
        }
        let is_contact = |event: &usize| case.way(*event) == Some(Direction::In);
        let contacts = (0..case.at.len()).filter(is_contact).count();
        let resolves = |activity: &u32| frame.roles.is(*activity, Role::Resolved);
        let resolved = case.activity.iter().position(resolves);
        let is_over =
            |activity: &u32| resolves(activity) || frame.roles.is(*activity, Role::Closed);
        let for_good = match resolved {
            Some(event) => case.activity[event..].iter().all(is_over).then_some(event),
            None => answered(case, frame),
        };
        let for_good = for_good.filter(|_| contacts == 1);
        let matter = Matter {
            began: case.began(),
            case: case.number,
            reason: case.reason(),
            resolved: for_good.map(|event| case.at[event]),
            is_contacted: contacts > 0,
        };
        let all = self.by_customer.entry(customer).or_default();
        match turn {
            Turn::In => all.push(matter),
            Turn::Out => all.retain(|other| *other != matter),
        }
    }

    /// Takes in all of another whose numbers mean the same.
    pub fn merge(&mut self, other: Self) {
        for (customer, mut all) in other.by_customer {
            self.by_customer.entry(customer).or_default().append(&mut all);
        }
    }

    /// What is told of a log that ends at a moment, window by window; nothing where nothing is known.
    #[must_use]
    pub fn told(&self, end: i64, frame: &Frame) -> Vec<FirstContact> {
        let mut counts = [[(0_u64, 0_u64); 2]; WINDOWS.len()];
        for all in self.by_customer.values() {
            let mut sorted = all.clone();
            sorted.sort_unstable();
            for (place, matter) in sorted.iter().enumerate().filter(|(_, one)| one.is_contacted) {
                let is_same = |other: &&Matter| {
                    matter.reason == MISSING
                        || other.reason == MISSING
                        || other.reason == matter.reason
                };
                let mut later = sorted[place + 1..].iter().filter(is_same);
                let next = matter.resolved.and_then(|at| later.find(|one| one.began > at));
                let is_net = !frame.beyond_first.contains(&matter.reason);
                for (days, count) in WINDOWS.into_iter().zip(&mut counts) {
                    let within = i64::from(days) * DAY_MILLIS;
                    if matter.began > end - within {
                        continue;
                    }
                    let comes = |at: i64| next.is_some_and(|next| next.began - at <= within);
                    let is_first = matter.resolved.is_some_and(|at| !comes(at));
                    for (count, _) in count.iter_mut().zip([true, is_net]).filter(|one| one.1) {
                        count.0 += 1;
                        count.1 += u64::from(is_first);
                    }
                }
            }
        }
        let told = WINDOWS.into_iter().zip(counts).filter(|(_, [gross, _])| gross.0 > 0);
        told.map(|(days, [(contacted, resolved), net])| FirstContact {
            days,
            contacted,
            resolved,
            share: share(resolved.into(), contacted.into()),
            interval: wilson(resolved, contacted),
            net: (!frame.beyond_first.is_empty())
                .then(|| (net.0, net.1, share(net.1.into(), net.0.into()))),
        })
        .collect()
    }
}

/// Where nobody keeps a case: the event that answers, if nothing but contacts and answers came.
fn answered(case: &Case<'_>, frame: &Frame) -> Option<usize> {
    let is_answer = |event: &usize| frame.roles.is(case.activity[*event], Role::Answered);
    let is_tracked = |&activity: &u32| frame.roles.is(activity, Role::Tracked);
    if !frame.roles.has(Role::Answered) || case.activity.iter().any(is_tracked) {
        return None;
    }
    (0..case.at.len()).find(is_answer)
}

kept!(Matter { began, resolved, is_contacted } numbers { case: Case, reason: Reason });
kept!(FirstContacts {} numbers { by_customer: Customer });
