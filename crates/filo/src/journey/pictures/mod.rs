//! What pictures of journeys show, computed from cases: a map of the busiest paths, the stages, what was expected beside
//! what was, and quantities week by week.
//!
//! Layout: [`Scene`] is what all of them look at, [`Lanes`] which department is shown by itself; [`map`], [`stages`], [`expected`], [`handed`] and
//! [`weeks`] each make the data of one picture, [`control`] the limits of what chance does, [`company`] what there is of a company. Nothing here reads
//! files, the clock or the configuration, and no order of cases gives another answer. Times are working time of departments
//! where calendars are known, else time of the clock.

pub mod company;
pub mod control;
pub mod expected;
pub mod handed;
pub mod lanes;
pub mod map;
pub mod stages;
pub mod talk;
#[cfg(test)]
mod told;
pub mod weeks;

use filo_journey::case::{Case, Cases, Vocabulary};
use filo_journey::frame::Frame;
use jiff::civil::Date;
use jiff::tz::TimeZone;

pub use lanes::{Lane, LaneKind, Lanes};
pub use talk::Talk;

/// Milliseconds in an hour.
pub const HOUR: f64 = 3_600_000.0;

/// What pictures are made of.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The cases.
    pub cases: &'a Cases,
    /// Their names.
    pub names: &'a Vocabulary,
    /// What activities mean, and when departments work.
    pub frame: &'a Frame,
    /// Which department is in which lane.
    pub lanes: &'a Lanes,
    /// What asks and what answers.
    pub talk: &'a Talk,
    /// The zone in which days begin.
    pub zone: &'a TimeZone,
    /// Cases that began earlier are not shown, in milliseconds since 1970.
    pub from: i64,
    /// What happened later is not known.
    pub as_of: i64,
    /// Whether a case without an end is seen to wait until `as_of`, and not only until its last event.
    pub is_watched: bool,
    /// Whether only cases are shown in which the customer asked for something.
    pub only_asked: bool,
}

impl<'a> Scene<'a> {
    /// The cases that began in the time shown, each up to its end.
    pub fn shown(&self) -> impl Iterator<Item = Case<'a>> + use<'a> {
        let Self { only_asked, talk, .. } = *self;
        self.begun().filter(move |case| {
            !only_asked || (0..case.at.len()).any(|event| talk.asks(case, event))
        })
    }

    /// The same, whether or not the customer asked for anything.
    fn begun(&self) -> impl Iterator<Item = Case<'a>> + use<'a> {
        let (from, as_of) = (self.from, self.as_of);
        self.cases.iter().filter_map(move |case| {
            let known = case.at.partition_point(|&at| at <= as_of);
            let is_shown = known > 0 && case.at[0] >= from;
            is_shown.then(|| until(&case, known))
        })
    }

    /// The event with which the customer asks, or with which a case begins where no event says which way it went.
    fn contact(&self, case: &Case<'_>, has_directions: bool) -> Option<usize> {
        if !has_directions {
            return (!case.at.is_empty()).then_some(0);
        }
        (0..case.at.len()).find(|&event| self.talk.asks(case, event))
    }

    /// The lane of an event of a case.
    #[must_use]
    pub fn lane(&self, case: &Case<'_>, event: usize) -> usize {
        self.lanes.of(group(case, event), self.talk.asks(case, event))
    }

    /// Whether any event says which way it went.
    #[must_use]
    pub fn has_directions(&self) -> bool {
        self.shown().any(|case| (0..case.at.len()).any(|event| case.way(event).is_some()))
    }

    /// The time between two instants in the hours of a group, in milliseconds.
    fn between(&self, group: u32, from: i64, to: i64) -> i64 {
        let clock = || to.saturating_sub(from).max(0);
        self.frame.worked(group, from, to).unwrap_or_else(clock)
    }

    /// The day of an instant.
    fn day(&self, at: i64) -> Date {
        crate::findings::event::day_in(at, self.zone)
    }

    /// Until when a case without an end was seen to wait.
    #[must_use]
    pub fn seen_until(&self, case: &Case<'_>) -> i64 {
        if self.is_watched { self.as_of } else { case.ended() }
    }
}

/// The first events of a case.
fn until<'a>(case: &Case<'a>, events: usize) -> Case<'a> {
    fn cut<T>(column: &[T], events: usize) -> &[T] {
        &column[..events.min(column.len())]
    }
    Case {
        number: case.number,
        activity: cut(case.activity, events),
        group: cut(case.group, events),
        at: cut(case.at, events),
        customer: cut(case.customer, events),
        reason: cut(case.reason, events),
        actor: cut(case.actor, events),
        channel: cut(case.channel, events),
        direction: cut(case.direction, events),
        object: cut(case.object, events),
        due: cut(case.due, events),
        amount: cut(case.amount, events),
        started: cut(case.started, events),
    }
}

/// The group of an event.
fn group(case: &Case<'_>, event: usize) -> u32 {
    Case::name(case.group, event)
}

/// A count as a number to compute with.
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn real(count: u64) -> f64 {
    count as f64
}
