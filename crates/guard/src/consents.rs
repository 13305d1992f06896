//! The consents to promotions that a customer gave and withdrew before an act.
//!
//! Consents and withdrawals count against the company where they surely came before the act, and for it
//! where they may have.

use filo_model::facts::State;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::event::{Event, Reference, What, day_in};

/// The consents of a customer to promotions, as of an act.
#[derive(Debug, Clone, Copy)]
pub struct Consents<'a, 'e> {
    /// The customer's events in order.
    pub events: &'a [&'e Event],
    /// The act.
    pub act: &'a Event,
    /// The company's zone.
    pub zone: &'a TimeZone,
    /// The purposes that are about promotions.
    pub purposes: &'a [Reference],
}

impl<'e> Consents<'_, 'e> {
    fn of_purpose(&self) -> impl Iterator<Item = (&'e Event, State)> {
        self.events.iter().copied().filter_map(|event| match event.what {
            What::Consent { purpose, state, .. } if self.purposes.contains(&purpose) => {
                Some((event, state))
            }
            _ => None,
        })
    }

    /// The withdrawal that surely came before the act, where none of the consents given may have
    /// come after it and before the act.
    #[must_use]
    pub fn withdrawn(&self) -> Option<&'e Event> {
        let withdrawn = self
            .of_purpose()
            .filter(|(event, state)| {
                *state == State::Withdrawn && event.before(self.act, self.zone)
            })
            .map(|(event, _)| event)
            .last()?;
        let again = self.of_purpose().any(|(event, state)| {
            state == State::Given
                && !self.act.before(event, self.zone)
                && !event.before(withdrawn, self.zone)
        });
        (!again).then_some(withdrawn)
    }

    /// The last consent that may have come before the act, where no withdrawal surely came after it.
    #[must_use]
    pub fn given(&self) -> Option<&'e Event> {
        let given = self
            .of_purpose()
            .filter(|(event, state)| *state == State::Given && !self.act.before(event, self.zone))
            .map(|(event, _)| event)
            .last()?;
        let withdrawn = self.withdrawn().is_some_and(|one| given.before(one, self.zone));
        (!withdrawn).then_some(given)
    }

    /// Whether a consent was given on a day or later, before the act.
    #[must_use]
    pub fn given_since(&self, day: Date) -> bool {
        self.of_purpose().any(|(event, state)| {
            state == State::Given
                && !self.act.before(event, self.zone)
                && day_in(event.at.millis, self.zone) >= day
        })
    }
}
