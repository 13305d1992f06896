//! Repeat contact: who comes back soon after being told that it is resolved, and how often chance alone would do that.
//!
//! A case with a first resolution counts where the same customer (or the same customer about the same reason) begins a
//! further case within so many days after it. A customer with many cases comes back soon anyway; what chance alone would
//! give is the mean of 1 - exp(-lambda W), lambda being the customer's own cases but one per day between its first
//! and its last (at least one day). The excess over it is what counts. The correction knows neither bursts nor season:
//! it is a first correction and no proof.
//!
//! Of customers with few cases that rate says too much: two cases three days apart would make one a day every three. Beside it
//! stands therefore the chance **given the number**: as many cases as the customer has, laid anywhere in the time of the
//! log with equal chance. In a world without repeats its excess is zero, however few cases a customer has.

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::case::Case;
use crate::kept::{Kept, Of, Source, keep_map, kept, put_number, restore_map};
use crate::names::MISSING;
use crate::role::{Role, Roles};
use crate::values::{Turn, share};

/// The windows that are told, in days.
pub const WINDOWS: [u32; 4] = [3, 7, 14, 30];
pub(crate) const DAY_MILLIS: i64 = 86_400_000;

/// What a case has to do with coming back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Visit {
    /// When it began.
    pub began: i64,
    /// When it was first resolved.
    pub resolved: Option<i64>,
    /// The number of the case.
    pub case: u32,
}

/// By customer, and by customer and reason, their cases. It adds up.
#[derive(Debug, Clone, Default)]
pub struct Repeats {
    by_customer: FxHashMap<u32, Vec<Visit>>,
    by_reason: FxHashMap<(u32, u32), Vec<Visit>>,
}

/// What is told of coming back within one window.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Repeat {
    /// The window, in days.
    pub days: u32,
    /// Resolved cases of a known customer.
    pub resolved: u64,
    /// Of these, followed by a further case within the window.
    pub repeated: u64,
    /// The share of resolved cases that were.
    pub seen: f64,
    /// The share that the customers' own rate alone would give.
    pub chance: f64,
    /// What is seen beyond it.
    pub excess: f64,
    /// The share that as many cases of each customer would give, laid anywhere in the time of the log.
    pub chance_given_number: f64,
    /// What is seen beyond that.
    pub excess_given_number: f64,
}

impl Repeats {
    /// Counts a case, or takes it out again. A case without a customer says nothing.
    pub fn turn(&mut self, turn: Turn, case: &Case<'_>, roles: &Roles) {
        let customer = case.customer();
        if customer == MISSING {
            return;
        }
        let resolved =
            case.activity.iter().position(|&activity| roles.is(activity, Role::Resolved));
        let visit = Visit {
            began: case.began(),
            resolved: resolved.map(|event| case.at[event]),
            case: case.number,
        };
        change(self.by_customer.entry(customer).or_default(), turn, visit);
        let reason = case.reason();
        if reason != MISSING {
            change(self.by_reason.entry((customer, reason)).or_default(), turn, visit);
        }
    }

    /// Takes in all of another whose numbers mean the same.
    pub fn merge(&mut self, other: Self) {
        for (key, mut visits) in other.by_customer {
            self.by_customer.entry(key).or_default().append(&mut visits);
        }
        for (key, mut visits) in other.by_reason {
            self.by_reason.entry(key).or_default().append(&mut visits);
        }
    }

    /// What is told of customers, window by window.
    #[must_use]
    pub fn of_customers(&self) -> Vec<Repeat> {
        told(self.by_customer.values())
    }

    /// The same of customers about one reason; nothing where no case names one.
    #[must_use]
    pub fn of_reasons(&self) -> Vec<Repeat> {
        told(self.by_reason.values())
    }
}

fn change(visits: &mut Vec<Visit>, turn: Turn, visit: Visit) {
    match turn {
        Turn::In => visits.push(visit),
        Turn::Out => visits.retain(|other| *other != visit),
    }
}

fn told<'v>(all: impl Iterator<Item = &'v Vec<Visit>> + Clone) -> Vec<Repeat> {
    let begun = || all.clone().flatten().map(|visit| visit.began);
    let whole = begun().max().unwrap_or_default() - begun().min().unwrap_or_default();
    let mut counts = [(0_u64, 0_u64); WINDOWS.len()];
    // How many resolved cases are of customers with which rate, and of customers with how many cases.
    let mut rates: Vec<(f64, usize)> = Vec::new();
    let mut numbers: FxHashMap<usize, usize> = FxHashMap::default();
    let mut begun: Vec<i64> = Vec::new();
    for visits in all {
        begun.clear();
        begun.extend(visits.iter().map(|visit| visit.began));
        begun.sort_unstable();
        let mut cases = 0;
        for resolved in visits.iter().filter_map(|visit| visit.resolved) {
            cases += 1;
            let next = begun.partition_point(|&began| began <= resolved);
            let after = begun.get(next).map(|&began| began - resolved);
            for (days, count) in WINDOWS.into_iter().zip(&mut counts) {
                count.0 += 1;
                count.1 +=
                    u64::from(after.is_some_and(|after| after <= i64::from(days) * DAY_MILLIS));
            }
        }
        if cases > 0 {
            rates.push((rate(&begun), cases));
            *numbers.entry(begun.len()).or_default() += cases;
        }
    }
    // Of all windows the chances ascend with the rate, but for rounding.
    rates.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
    let mut told = Vec::new();
    for (days, (resolved, repeated)) in WINDOWS.into_iter().zip(counts) {
        if resolved == 0 {
            continue;
        }
        let own = |rate: f64| 1.0 - libm::exp(-rate * f64::from(days));
        let chance = mean(rates.iter().map(|&(rate, cases)| (own(rate), cases)), resolved);
        let given = |cases: usize| given_number(cases, i64::from(days) * DAY_MILLIS, whole);
        let given = mean(numbers.iter().map(|(&cases, &times)| (given(cases), times)), resolved);
        let seen = share(repeated.into(), resolved.into());
        told.push(Repeat {
            days,
            resolved,
            repeated,
            seen,
            chance,
            excess: seen - chance,
            chance_given_number: given,
            excess_given_number: seen - given,
        });
    }
    told
}

/// The mean of chances of which each counts so many times. They are added up one by one in the order of their size, so that no
/// other order of customers gives another sum.
fn mean(chances: impl Iterator<Item = (f64, usize)>, count: u64) -> f64 {
    let mut chances: Vec<(f64, usize)> = chances.collect();
    chances.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut sum = 0.0;
    for (chance, times) in chances {
        for _ in 0..times {
            sum += chance;
        }
    }
    sum / float(count)
}

/// Cases a day of a customer, from when they began, in ascending order.
#[expect(clippy::cast_precision_loss, reason = "times and counts stay far below 2^53")]
fn rate(begun: &[i64]) -> f64 {
    let (Some(first), Some(last)) = (begun.first(), begun.last()) else { return 0.0 };
    let days = ((last - first) as f64 / DAY_MILLIS as f64).max(1.0);
    (begun.len() - 1) as f64 / days
}

/// The chance that after one of so many cases, laid anywhere in a stretch of time, another begins within a window: the mean
/// over where the one lies, near the end of the stretch too, where the window is cut off.
#[expect(clippy::cast_precision_loss, reason = "times and counts stay far below 2^53")]
fn given_number(cases: usize, within: i64, whole: i64) -> f64 {
    if whole <= 0 {
        return 0.0;
    }
    let part = (within as f64 / whole as f64).min(1.0);
    let rest = 1.0 - part;
    let none = libm::pow(rest, (cases - 1) as f64);
    rest * (1.0 - none) + part - (1.0 - rest * none) / cases as f64
}

#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn float(count: u64) -> f64 {
    count as f64
}

kept!(Visit { began, resolved } numbers { case: Case });
kept!(Repeats { by_reason } numbers { by_customer: Customer });

impl Kept for FxHashMap<(u32, u32), Vec<Visit>> {
    fn keep(&mut self, out: &mut Vec<u8>) {
        keep_map(self, out, |out, (customer, reason)| {
            put_number(out, *customer);
            put_number(out, *reason);
        });
    }

    fn restore(from: &mut Source<'_>) -> Option<Self> {
        restore_map(from, |from| Some((from.number(Of::Customer)?, from.number(Of::Reason)?)))
    }
}
