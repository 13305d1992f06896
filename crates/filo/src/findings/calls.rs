//! One call, told once: several entries about the same call become the one that is believed.
//!
//! An exchange writes a record for each part of a call, and its queues write a log of their own. All
//! carry the call's id. Whether a person answered, the entry with the highest turn knows best: a
//! queue's log, which says so. Among equals, a call that some person took was answered.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::event::{Event, What};

/// The events with each call once. What is no call, or has no id, stays as it is.
#[must_use]
pub fn once(events: &[Event]) -> Cow<'_, [Event]> {
    let mut believed: FxHashMap<u64, usize> = FxHashMap::default();
    let mut is_double = false;
    for (place, event) in events.iter().enumerate().filter(|(_, event)| is_of_call(event)) {
        let best = believed.entry(event.call).or_insert(place);
        if *best != place {
            is_double = true;
            if events.get(*best).is_some_and(|known| rank(event) > rank(known)) {
                *best = place;
            }
        }
    }
    if !is_double {
        return Cow::Borrowed(events);
    }
    let stays = |&(place, event): &(usize, &Event)| {
        !is_of_call(event) || believed.get(&event.call) == Some(&place)
    };
    Cow::Owned(events.iter().enumerate().filter(stays).map(|(_, event)| event.clone()).collect())
}

fn is_of_call(event: &Event) -> bool {
    event.call != 0 && matches!(event.what, What::Attempt { .. } | What::Contact { .. })
}

/// How far an event is believed before others of its call.
fn rank(event: &Event) -> (u32, bool) {
    (event.turn, matches!(event.what, What::Contact { .. }))
}
