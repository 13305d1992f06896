//! Who has left: no contract that may still run, and one that has surely ended. Also the state of
//! each contract as of an act, with every doubt the company's.

use filo_model::facts::State;
use jiff::civil::Date;

use super::Frame;
use super::event::{Event, Reference, What, end_of_day};

/// One contract as it stood before an act.
#[derive(Debug)]
pub(super) struct Standing<'a> {
    pub(super) contract: Reference,
    pub(super) product: Reference,
    /// Whether it surely ran when the act happened.
    pub(super) runs: bool,
    /// Whether it may have run then.
    pub(super) may_run: bool,
    /// The day on which it ended, where it surely had.
    pub(super) ended: Option<Date>,
    /// The entries that say so.
    pub(super) events: Vec<&'a Event>,
}

/// Every contract that is known, as of an act.
pub(super) fn contracts<'a>(events: &'a [Event], act: &Event, frame: &Frame) -> Vec<Standing<'a>> {
    let mut all: Vec<Standing<'a>> = Vec::new();
    let on = frame.day(act.at.millis);
    for event in events {
        let What::Contract { contract, product, state, ends, .. } = event.what else { continue };
        if act.before(event, &frame.zone) {
            continue;
        }
        let surely = event.before(act, &frame.zone);
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
        all[place].tell(event, (product, state, ends), surely, (on, frame));
    }
    all
}

impl<'a> Standing<'a> {
    fn tell(
        &mut self,
        event: &'a Event,
        (product, state, ends): (Reference, State, Option<Date>),
        surely: bool,
        (on, frame): (Date, &Frame),
    ) {
        self.events.push(event);
        if product != 0 {
            self.product = product;
        }
        let ends = if state == State::Ended {
            Some(ends.unwrap_or_else(|| frame.day(event.at.millis)))
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
pub(super) fn contract_events(events: &[Event]) -> Vec<&Event> {
    events.iter().filter(|event| matches!(event.what, What::Contract { .. })).collect()
}

/// Whether the customer had left by a moment, by what the contracts say.
pub(super) fn had_left(contracts: &[&Event], at: i64, frame: &Frame) -> bool {
    let mut ended: Vec<(Reference, bool)> = Vec::new();
    for event in contracts.iter().take_while(|event| event.at.millis <= at) {
        let What::Contract { contract, state, ends, .. } = event.what else { continue };
        let over = ends.and_then(|day| end_of_day(day, &frame.zone)).is_some_and(|end| end < at);
        let has_ended = over || (state == State::Ended && ends.is_none());
        match ended.iter_mut().find(|one| contract != 0 && one.0 == contract) {
            Some(one) => one.1 = has_ended,
            None => ended.push((contract, has_ended)),
        }
    }
    !ended.is_empty() && ended.iter().all(|one| one.1)
}
