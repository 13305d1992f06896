//! Each contract as it stood before an act, with every doubt the company's; and who has left: no
//! contract that may still run, and one that has surely ended.

use filo_model::facts::State;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::event::{Event, Reference, What, day_in, end_of_day};

/// One contract as it stood before an act.
#[derive(Debug)]
pub struct Standing<'a> {
    /// Its number; 0 where none is said.
    pub contract: Reference,
    /// Its product; 0 where none is said.
    pub product: Reference,
    /// Whether it surely ran when the act happened.
    pub runs: bool,
    /// Whether it may have run then.
    pub may_run: bool,
    /// The day on which it ended, where it surely had.
    pub ended: Option<Date>,
    /// The entries that say so.
    pub events: Vec<&'a Event>,
}

/// Every contract that is known, as of an act.
#[must_use]
pub fn standing<'a>(events: &[&'a Event], act: &Event, zone: &TimeZone) -> Vec<Standing<'a>> {
    let mut all: Vec<Standing<'a>> = Vec::new();
    let on = day_in(act.at.millis, zone);
    for event in events.iter().copied() {
        let What::Contract { contract, product, state, ends, .. } = event.what else { continue };
        if act.before(event, zone) {
            continue;
        }
        let surely = event.before(act, zone);
        let place = all.iter().position(|one| contract != 0 && one.contract == contract);
        let place = place.unwrap_or_else(|| {
            all.push(Standing {
                contract,
                product,
                runs: false,
                may_run: false,
                ended: None,
                events: Vec::new(),
            });
            all.len() - 1
        });
        all[place].tell(event, (product, state, ends), surely, (on, zone));
    }
    all
}

impl<'a> Standing<'a> {
    fn tell(
        &mut self,
        event: &'a Event,
        (product, state, ends): (Reference, State, Option<Date>),
        surely: bool,
        (on, zone): (Date, &TimeZone),
    ) {
        self.events.push(event);
        if product != 0 {
            self.product = product;
        }
        let ends = if state == State::Ended {
            Some(ends.unwrap_or_else(|| day_in(event.at.millis, zone)))
        } else {
            ends
        };
        match ends {
            // A contract that ends later still runs; on its last day nobody knows until when.
            Some(day) if day < on && surely => {
                (self.runs, self.may_run, self.ended) = (false, false, Some(day));
            }
            Some(day) if day <= on => self.runs = false,
            _ => {
                self.runs = surely || self.runs;
                (self.may_run, self.ended) = (true, None);
            }
        }
    }
}

/// What a customer's contracts say, in order.
#[must_use]
pub fn contract_events(events: &[Event]) -> Vec<&Event> {
    events.iter().filter(|event| matches!(event.what, What::Contract { .. })).collect()
}

/// Whether the customer had left by a moment, by what the contracts say.
#[must_use]
pub fn had_left(contracts: &[&Event], at: i64, zone: &TimeZone) -> bool {
    let mut ended: Vec<(Reference, bool)> = Vec::new();
    for event in contracts.iter().take_while(|event| event.at.millis <= at) {
        let What::Contract { contract, state, ends, .. } = event.what else { continue };
        let over = ends.and_then(|day| end_of_day(day, zone)).is_some_and(|end| end < at);
        let has_ended = over || (state == State::Ended && ends.is_none());
        match ended.iter_mut().find(|one| contract != 0 && one.0 == contract) {
            Some(one) => one.1 = has_ended,
            None => ended.push((contract, has_ended)),
        }
    }
    !ended.is_empty() && ended.iter().all(|one| one.1)
}

/// The number of the customer's contract, where there is exactly one.
#[must_use]
pub fn only_contract(events: &[&Event]) -> Option<Reference> {
    let mut only = None;
    for event in events {
        if let What::Contract { contract, .. } = event.what {
            if only.is_some_and(|one| one != contract) {
                return None;
            }
            only = Some(contract);
        }
    }
    only
}

/// The last day of a contract, and the entry by which the company surely knew it before an act;
/// nothing where the contract may have begun again.
#[must_use]
pub fn ended<'a>(
    contract: Reference,
    events: &[&'a Event],
    (act, zone): (&Event, &TimeZone),
) -> Option<(Date, &'a Event)> {
    let mut found = None;
    for event in events.iter().copied() {
        let What::Contract { contract: of, state, ends, .. } = event.what else { continue };
        if of != contract || act.before(event, zone) {
            continue;
        }
        match state {
            State::Ended if event.known_before(act, zone) => {
                let day = ends.unwrap_or_else(|| day_in(event.at.millis, zone));
                found = Some((day, event));
            }
            State::Activated => found = None,
            _ => {}
        }
    }
    found
}
