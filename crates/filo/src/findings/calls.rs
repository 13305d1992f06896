//! One call, told once: several entries about the same call become the one that is believed.
//!
//! An exchange writes a record for each part of a call, and its queues write a log of their own. All
//! carry the call's id. Whether a person answered, the entry with the highest turn knows best: a
//! queue's log, which says so. Among equals, a call that some person took was answered.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::event::{Event, What};

/// The events with each call once. What is no call, or has no id, stays as it is.
///
/// Which line was dialled and for how long the caller was connected is told by the exchange's own
/// record (the lowest turn): a queue knows its name and the time spent in it alone.
#[must_use]
pub fn once(events: &[Event]) -> Cow<'_, [Event]> {
    let mut calls: FxHashMap<u64, Call> = FxHashMap::default();
    let mut is_double = false;
    for (place, event) in events.iter().enumerate().filter(|(_, event)| is_of_call(event)) {
        let call = calls.entry(event.call).or_insert(Call { believed: place, dialled: place });
        is_double |= call.believed != place;
        if rank(event) > rank(&events[call.believed]) {
            call.believed = place;
        }
        if event.turn < events[call.dialled].turn {
            call.dialled = place;
        }
    }
    if !is_double {
        return Cow::Borrowed(events);
    }
    let told = events.iter().enumerate().filter_map(|(place, event)| {
        if !is_of_call(event) {
            return Some(event.clone());
        }
        let call = calls.get(&event.call).filter(|call| call.believed == place)?;
        let mut event = event.clone();
        event.what = dialled(event.what, &events[call.dialled].what);
        Some(event)
    });
    Cow::Owned(told.collect())
}

/// The entries about one call, by their places: the one believed, and the exchange's own.
#[derive(Debug, Clone, Copy)]
struct Call {
    believed: usize,
    dialled: usize,
}

/// What is believed, with the line that was dialled and what the caller was connected to.
fn dialled(what: What, exchange: &What) -> What {
    let (number, connected, answered_by) = match *exchange {
        What::Attempt { line, seconds, by_machine } => (line, seconds, by_machine),
        What::Contact { line, .. } => (line, 0, false),
        _ => return what,
    };
    let line_or = |line| if number == 0 { line } else { number };
    match what {
        What::Attempt { line, seconds, by_machine } => What::Attempt {
            line: line_or(line),
            seconds: seconds.max(connected),
            by_machine: by_machine || answered_by,
        },
        What::Contact { by_customer, reason, line } => {
            What::Contact { by_customer, reason, line: line_or(line) }
        }
        other => other,
    }
}

fn is_of_call(event: &Event) -> bool {
    event.call != 0
        && matches!(event.what, What::Attempt { .. } | What::Contact { .. } | What::Reach)
}

/// How far an event is believed before others of its call.
fn rank(event: &Event) -> (u32, bool) {
    (event.turn, matches!(event.what, What::Contact { .. }))
}
