//! One need of a customer as its case tells it: who opened it, who spoke, who holds it, how it ended.

use filo_model::facts::{CaseStep, Direction, State};
use rustc_hash::FxHashMap;

use crate::findings::event::{Event, Reference, What};

/// The entries of one case, in their order; there is one at least.
#[derive(Debug)]
pub(super) struct Case<'a> {
    pub(super) events: Vec<&'a Event>,
}

/// The cases of a customer, in the order in which they began.
pub(super) fn cases(events: &[Event]) -> Vec<Case<'_>> {
    let mut cases: Vec<Case<'_>> = Vec::new();
    let mut places: FxHashMap<Reference, usize> = FxHashMap::default();
    for event in events.iter().filter(|event| event.case != 0 && event.heard.is_none()) {
        let place = *places.entry(event.case).or_insert(cases.len());
        match cases.get_mut(place) {
            Some(case) => case.events.push(event),
            None => cases.push(Case { events: vec![event] }),
        }
    }
    cases
}

/// The events from one moment to another, both with them; events are in the order of time.
pub(super) fn between(events: &[Event], from: i64, to: i64) -> &[Event] {
    let first = events.partition_point(|event| event.at.millis < from);
    let rest = &events[first..];
    &rest[..rest.partition_point(|event| event.at.millis <= to)]
}

/// Whether the customer wrote, or spoke with a person.
pub(super) fn is_contact(event: &Event) -> bool {
    match event.what {
        What::Contact { by_customer, .. } => by_customer,
        What::Written { .. } => event.direction == Direction::In,
        _ => false,
    }
}

/// Whether a person of the company wrote or called.
pub(super) fn is_answer(event: &Event) -> bool {
    matches!(event.what, What::Contact { by_customer: false, .. })
}

/// The kind of request that an entry tells, 0 where it tells none.
pub(super) fn reason_of(event: &Event) -> Reference {
    match event.what {
        What::Contact { reason, .. } | What::Written { reason } => reason,
        _ => 0,
    }
}

fn ends(event: &Event) -> bool {
    matches!(event.step, Some(CaseStep::Resolved | CaseStep::Closed))
}

impl<'a> Case<'a> {
    /// The entry by which it began, as far as is known.
    pub(super) fn opened(&self) -> &'a Event {
        self.events[0]
    }

    /// What the customer wants, where any entry says it.
    pub(super) fn reason(&self) -> Reference {
        self.events.iter().map(|event| reason_of(event)).find(|reason| *reason != 0).unwrap_or(0)
    }

    /// The customer's contacts; a word of thanks that ends the case is none.
    pub(super) fn contacts(&self) -> impl Iterator<Item = &'a Event> {
        let events = self.events.iter().copied();
        events.filter(|event| is_contact(event)).filter(|event| !ends(event))
    }

    /// The entry by which it ended, where it did and did not begin again.
    pub(super) fn ended(&self) -> Option<&'a Event> {
        let last = self.events.iter().rposition(|event| ends(event))?;
        let again = self.events[last..].iter();
        let is_open = again
            .skip(1)
            .any(|event| matches!(event.step, Some(CaseStep::Reopened | CaseStep::Opened)));
        (!is_open).then(|| self.events[last])
    }

    /// Whether it began again after its end.
    pub(super) fn reopened(&self) -> bool {
        self.events.iter().any(|event| event.step == Some(CaseStep::Reopened))
    }

    /// Whether any entry says what became of it.
    pub(super) fn tells_steps(&self) -> bool {
        self.events.iter().any(|event| event.step.is_some())
    }

    /// The handoffs that were sent: the entry, who handed over, who received.
    pub(super) fn handoffs(&self) -> Vec<(&'a Event, i64, i64)> {
        let sent = self.events.iter().copied().filter_map(|event| match event.what {
            What::Handoff { from, to: Some(to), state: State::Sent, .. } => {
                Some((event, from.unwrap_or(event.department), to))
            }
            _ => None,
        });
        sent.collect()
    }

    /// The department that holds the case at a moment: whoever it was handed to last, else whoever it
    /// began with.
    pub(super) fn holder(&self, at: i64) -> i64 {
        let mut holder = self.opened().department;
        let mut before = holder;
        for event in self.events.iter().take_while(|event| event.at.millis <= at) {
            match event.what {
                What::Handoff { to: Some(to), state: State::Sent, .. } => {
                    (before, holder) = (holder, to);
                }
                What::Handoff { state: State::Declined, .. } => holder = before,
                _ => {}
            }
        }
        holder
    }
}
