//! Waiting for another matter: a step that concerns two things cannot come before both are ready for it.
//!
//! An event that belongs to a case and to a further object (an invoice, an order) has a last event before it on either
//! side. Where the object's is the later one, the case was ready and waited for the object: the synchronisation time of
//! object-centric logs, told with what delayed it.

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::case::Case;
use crate::kept::kept;
use crate::names::MISSING;
use crate::values::{Spread, Turn, Values};

/// An event of an object: when, of which case, and when that case's event before was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Touch {
    at: i64,
    case: u32,
    before: Option<i64>,
}

/// By object, its events. It adds up.
#[derive(Debug, Clone, Default)]
pub struct Synchrony {
    by_object: FxHashMap<u32, Vec<Touch>>,
}

/// What is told of it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Synchronised {
    /// Events that belong to a further object.
    pub events: u64,
    /// How long cases waited for the object, of the events for which they did.
    pub waited_seconds: Spread,
}

impl Synchrony {
    /// Counts a case, or takes it out again.
    pub fn turn(&mut self, turn: Turn, case: &Case<'_>) {
        for (event, &object) in case.object.iter().enumerate() {
            if object == MISSING {
                continue;
            }
            let before = event.checked_sub(1).map(|event| case.at[event]);
            let touch = Touch { at: case.at[event], case: case.number, before };
            let all = self.by_object.entry(object).or_default();
            match turn {
                Turn::In => all.push(touch),
                Turn::Out => {
                    let place = all.iter().position(|other| *other == touch);
                    place.map(|place| all.swap_remove(place));
                }
            }
        }
    }

    /// Takes in all of another whose numbers mean the same.
    pub fn merge(&mut self, other: Self) {
        for (object, mut all) in other.by_object {
            self.by_object.entry(object).or_default().append(&mut all);
        }
    }

    /// What is told, in milliseconds divided by `unit`; nothing where no event names a further object.
    #[must_use]
    pub fn told(&self, unit: f64) -> Option<Synchronised> {
        let (mut events, mut waited) = (0, Values::default());
        for all in self.by_object.values() {
            events += all.len() as u64;
            let mut sorted = all.clone();
            sorted.sort_unstable();
            for now in &sorted {
                // Where the case itself was the last to touch the object, that was its own event before.
                let earlier = sorted.partition_point(|other| other.at < now.at);
                let last = earlier.checked_sub(1).map(|place| sorted[place].at);
                let late = last.zip(now.before).map(|(last, before)| last.saturating_sub(before));
                if let Some(late) = late.filter(|&late| late > 0) {
                    waited.turn(Turn::In, late);
                }
            }
        }
        (events > 0).then(|| Synchronised { events, waited_seconds: waited.spread(unit) })
    }
}

kept!(Touch { at, before } numbers { case: Case });
kept!(Synchrony {} numbers { by_object: Object });
