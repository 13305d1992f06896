//! Which matter each step of a customer belongs to.
//!
//! A matter is what belongs together through an object: a case, else a claim, a contract, or the number of a promise, handoff,
//! complaint or dispute, which belong to the case in which they came first. A contact without any of these is of the
//! customer's latest open matter of the same kind of request; without a kind, of the need of the same day, or, for what the
//! company says, of the week. What nothing ties to anything is a matter of its own.

use filo_journey::log::Direction;
use filo_model::calendar::DAY_MILLIS as DAY;
use rustc_hash::FxHashMap;

use super::act::Act;
use super::steps::Step;

/// How long a kind of request without a case is one need.
const SAME_KIND: i64 = 14 * DAY;
/// How long what the customer says without a kind is one need: attempts and calls of a day.
const SAME_NEED: i64 = DAY;
/// How long after it the company's word belongs to it.
const ANSWERED: i64 = 7 * DAY;

/// What makes a matter one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    Case(i64),
    Number(i64),
    Claim(i64),
    Contract(i64),
    /// The sequence number of its first step.
    Own(i64),
}

/// A matter as it stands while the thread is read.
struct Standing {
    reason: i64,
    last: i64,
    is_open: bool,
    /// Whether it is a need that nobody gave a number.
    is_need: bool,
}

/// By step of one customer, in order of time, the number of its matter, from zero on.
#[must_use]
pub fn matters(steps: &[Step]) -> Vec<u32> {
    let mut finder = Finder::default();
    steps.iter().map(|step| finder.place(step)).collect()
}

#[derive(Default)]
struct Finder {
    places: FxHashMap<Key, u32>,
    /// The matter in which the number of a promise, handoff or complaint came first.
    numbers: FxHashMap<i64, u32>,
    standing: Vec<Standing>,
}

impl Finder {
    fn place(&mut self, step: &Step) -> u32 {
        let known = if step.number == 0 { None } else { self.numbers.get(&step.number).copied() };
        let matter = match (step.case, known) {
            (0, Some(known)) => known,
            _ => self.by_object(step).unwrap_or_else(|| self.by_need(step)),
        };
        if step.number != 0 {
            self.numbers.entry(step.number).or_insert(matter);
        }
        let standing = &mut self.standing[matter as usize];
        if standing.reason == 0 {
            standing.reason = step.reason;
        }
        standing.last = step.at;
        match step.act {
            Act::Resolved | Act::Closed => standing.is_open = false,
            Act::Opened | Act::Reopened => standing.is_open = true,
            _ => {}
        }
        matter
    }

    fn by_object(&mut self, step: &Step) -> Option<u32> {
        let keys = [
            (step.case, Key::Case as fn(i64) -> Key),
            (step.number, Key::Number),
            (step.claim, Key::Claim),
            (step.contract, Key::Contract),
        ];
        let (number, key) = keys.into_iter().find(|(number, _)| *number != 0)?;
        Some(self.of(key(number), step, false))
    }

    /// The matter of what no object ties: what is being spoken about.
    fn by_need(&mut self, step: &Step) -> u32 {
        let is_said = matches!(
            step.act,
            Act::Contact
                | Act::Spoken
                | Act::Opened
                | Act::Attempt
                | Act::Reply
                | Act::Automatic
                | Act::Reach
                | Act::Note
                | Act::Refusal
                | Act::Alternative
        );
        if !is_said {
            return self.of(Key::Own(step.seq), step, false);
        }
        let within = match (step.reason, step.way()) {
            (0, Direction::In) => SAME_NEED,
            (0, _) => ANSWERED,
            _ => SAME_KIND,
        };
        let is_it = |one: &Standing| {
            let is_like = if step.reason == 0 { one.is_need } else { one.reason == step.reason };
            is_like && one.is_open && step.at.saturating_sub(one.last) <= within
        };
        let found = self.standing.iter().rposition(is_it);
        match found.and_then(|place| u32::try_from(place).ok()) {
            Some(matter) => matter,
            None => self.of(Key::Own(step.seq), step, true),
        }
    }

    fn of(&mut self, key: Key, step: &Step, is_need: bool) -> u32 {
        let next = u32::try_from(self.standing.len()).unwrap_or(u32::MAX);
        let matter = *self.places.entry(key).or_insert(next);
        if matter == next {
            let standing = Standing { reason: step.reason, last: step.at, is_open: true, is_need };
            self.standing.push(standing);
        }
        matter
    }
}

#[cfg(test)]
mod tests {
    use filo_model::facts::Direction;

    use super::{Act, DAY, Step, matters};
    use crate::journey::company::columns::{EMPTY, Row};

    fn row(act: Act, day: i64, direction: Direction) -> Step {
        let row = Row {
            act: i64::from(act as u8),
            at: day * DAY,
            seq: day,
            direction: i64::from(direction.code()),
            ..EMPTY
        };
        Step::of(&row, 1, 0)
    }

    #[test]
    fn what_shares_a_number_is_one_matter_and_belongs_to_its_case() {
        let rows = [
            Step { case: 7, ..row(Act::Opened, 0, Direction::In) },
            Step { case: 7, number: 3, ..row(Act::HandedOver, 1, Direction::Internal) },
            // The receiver's system knows the handoff, and not the case.
            Step { number: 3, ..row(Act::TakenOver, 2, Direction::Internal) },
            Step { claim: 9, ..row(Act::Invoice, 3, Direction::Out) },
            Step { claim: 9, ..row(Act::Reminder, 40, Direction::Out) },
        ];
        assert_eq!(matters(&rows), [0, 0, 0, 1, 1]);
    }

    #[test]
    fn a_contact_without_a_case_belongs_to_the_open_matter_of_its_kind() {
        let rows = [
            Step { case: 7, reason: 5, ..row(Act::Opened, 0, Direction::In) },
            Step { reason: 5, ..row(Act::Contact, 3, Direction::In) },
            Step { reason: 6, ..row(Act::Contact, 4, Direction::In) },
            Step { case: 7, ..row(Act::Closed, 5, Direction::Out) },
            // It was closed: this is a new need.
            Step { reason: 5, ..row(Act::Contact, 6, Direction::In) },
        ];
        assert_eq!(matters(&rows), [0, 0, 1, 0, 2]);
    }

    #[test]
    fn attempts_of_a_day_are_one_need_and_the_answer_of_the_week_is_its() {
        let rows = [
            row(Act::Attempt, 0, Direction::In),
            row(Act::Attempt, 1, Direction::In),
            row(Act::Reply, 6, Direction::Out),
            row(Act::Attempt, 9, Direction::In),
            // An offer is no answer to anything.
            row(Act::Promotion, 10, Direction::Out),
        ];
        assert_eq!(matters(&rows), [0, 0, 0, 1, 2]);
    }
}
