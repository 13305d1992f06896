//! Working time between two instants, for millions of pairs: the opening hours of a calendar, added up once.
//!
//! [`Calendar`] walks from day to day, which is right for a few questions. A log asks as many as it has gaps; a [`Clock`]
//! knows, for every day that the log reaches, how long the department was open before, so that each question is answered
//! by looking at two days.

use filo_model::calendar::{Calendar, DAY_MILLIS};
use jiff::tz::TimeZone;

/// Outside these moments (1900 and 2200) nothing counts as working time: a log that reaches farther has broken dates.
const EARLIEST: i64 = -2_208_988_800_000;
const LATEST: i64 = 7_258_118_400_000;

/// The opening hours of one calendar over a stretch of time.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    /// The beginning of the first day, a day of UTC.
    origin: i64,
    /// By day of UTC, the first span that ends after the day begins.
    first: Vec<u32>,
    spans: Vec<Span>,
    /// All the time in which it is open.
    whole: i64,
}

/// A stretch in which the department is open.
#[derive(Debug, Clone, Copy)]
struct Span {
    from: i64,
    to: i64,
    /// How long it was open before.
    before: i64,
}

impl Clock {
    /// The opening hours of a calendar from one moment to another, both in milliseconds since 1970.
    #[must_use]
    pub fn of(calendar: &Calendar, zone: &TimeZone, from: i64, to: i64) -> Self {
        let (from, to) = (from.clamp(EARLIEST, LATEST), to.clamp(EARLIEST, LATEST));
        let mut clock =
            Self { origin: from.div_euclid(DAY_MILLIS) * DAY_MILLIS, ..Self::default() };
        for (opens, closes) in calendar.open_spans(clock.origin, to.max(from), zone) {
            clock.spans.push(Span { from: opens, to: closes, before: clock.whole });
            clock.whole += closes - opens;
        }
        let mut next = 0;
        let mut day = clock.origin;
        while day <= to {
            while clock.spans.get(next).is_some_and(|span| span.to <= day) {
                next += 1;
            }
            clock.first.push(u32::try_from(next).unwrap_or(u32::MAX));
            day += DAY_MILLIS;
        }
        clock
    }

    /// How long it was open from the beginning of the stretch up to a moment.
    fn until(&self, at: i64) -> i64 {
        let Ok(day) = usize::try_from((at - self.origin).div_euclid(DAY_MILLIS)) else { return 0 };
        let Some(&first) = self.first.get(day) else { return self.whole };
        for span in self.spans.get(first as usize..).unwrap_or_default() {
            if at < span.to {
                return span.before + (at - span.from).max(0);
            }
        }
        self.whole
    }

    /// The working time between two moments; none where the second is not later.
    #[must_use]
    pub fn between(&self, from: i64, to: i64) -> i64 {
        if to <= from { 0 } else { self.until(to.min(LATEST)) - self.until(from.max(EARLIEST)) }
    }
}

/// The clocks of a company: its own, and those of departments with hours of their own.
#[derive(Debug, Clone, Default)]
pub struct Clocks {
    company: Clock,
    own: Vec<Clock>,
    /// By group, the place of its own clock, if it has one.
    by_group: Vec<Option<u32>>,
}

impl Clocks {
    /// The clocks of a company of which no department has hours of its own yet.
    #[must_use]
    pub fn new(company: Clock) -> Self {
        Self { company, ..Self::default() }
    }

    /// Gives a group a clock of its own.
    pub fn give(&mut self, group: u32, clock: Clock) {
        let place = group as usize;
        if self.by_group.len() <= place {
            self.by_group.resize(place + 1, None);
        }
        self.by_group[place] = u32::try_from(self.own.len()).ok();
        self.own.push(clock);
    }

    /// The clock of a group: its own, else the company's.
    #[must_use]
    pub fn of(&self, group: u32) -> &Clock {
        let own = self.by_group.get(group as usize).copied().flatten();
        own.and_then(|place| self.own.get(place as usize)).unwrap_or(&self.company)
    }

    /// The company's own clock.
    #[must_use]
    pub fn company(&self) -> &Clock {
        &self.company
    }
}
