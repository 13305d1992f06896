//! The working calendar: holidays, opening hours, working time between instants, due times.

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::moment::timestamp;

mod hours;
mod within;

use hours::Opening;
pub use hours::{HoursFault, WeekHours};
pub use within::Within;

const MINUTE_MILLIS: i64 = 60_000;
/// Milliseconds in a day of the clock.
pub const DAY_MILLIS: i64 = 24 * 60 * MINUTE_MILLIS;
const DAY_MINUTES: u16 = 24 * 60;
/// Since this year 4 October is a national holiday (law 151 of 2025).
const SAINT_FRANCIS_SINCE: i16 = 2026;

/// Which national holidays apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HolidaySet {
    /// None.
    None,
    /// Italy's, as the law has them today, the Easter days included.
    #[default]
    Italy,
}

impl HolidaySet {
    /// Whether the day is a national holiday.
    pub fn contains(self, date: Date) -> bool {
        match self {
            Self::None => false,
            Self::Italy => is_italian_holiday(date),
        }
    }
}

/// When the company works.
///
/// A business day is a day that has opening hours, is no holiday and is not closed; a Saturday
/// with hours is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    holidays: HolidaySet,
    local: Vec<(i8, i8)>,
    closed: Vec<Date>,
    week: WeekHours,
}

impl Calendar {
    /// A calendar with national holidays, local ones of every year as (month, day), single
    /// closed days, and the opening hours of the week.
    pub fn new(
        holidays: HolidaySet,
        local: Vec<(i8, i8)>,
        mut closed: Vec<Date>,
        week: WeekHours,
    ) -> Self {
        closed.sort_unstable();
        closed.dedup();
        Self { holidays, local, closed, week }
    }

    /// Whether the day is a holiday, national or local.
    pub fn is_holiday(&self, date: Date) -> bool {
        self.holidays.contains(date) || self.local.contains(&(date.month(), date.day()))
    }

    /// Whether the company works on the day.
    pub fn is_business_day(&self, date: Date) -> bool {
        !self.week.openings(date.weekday()).is_empty()
            && !self.is_holiday(date)
            && self.closed.binary_search(&date).is_err()
    }

    /// The `count`th business day after `date`; `date` itself for none.
    ///
    /// A calendar that never opens gives the last day there is.
    pub fn add_business_days(&self, date: Date, count: u32) -> Date {
        let mut day = date;
        let mut left = count;
        while left > 0 {
            let Ok(next) = day.tomorrow() else { break };
            day = next;
            left -= u32::from(self.is_business_day(day));
        }
        day
    }

    /// How long the company is open on a business day, in milliseconds: the mean over the days of the week on which it is.
    pub fn business_day_millis(&self) -> i64 {
        let days = [1, 2, 3, 4, 5, 6, 7].map(|day| {
            let weekday = Weekday::from_monday_one_offset(day).unwrap_or(Weekday::Monday);
            let openings = self.week.openings(weekday).iter();
            openings.map(|one| i64::from(one.closes - one.opens) * MINUTE_MILLIS).sum::<i64>()
        });
        let open = days.iter().filter(|day| **day > 0).count();
        days.iter().sum::<i64>() / i64::try_from(open.max(1)).unwrap_or(1)
    }

    /// The number of business days after `from`, up to and with `to`; zero if `to` is earlier.
    pub fn business_days_between(&self, from: Date, to: Date) -> u32 {
        days_from(from)
            .skip(1)
            .take_while(|&day| day <= to)
            .map(|day| u32::from(self.is_business_day(day)))
            .sum()
    }

    /// The working time between two instants, in milliseconds; zero if `to` is not later.
    ///
    /// Instants are milliseconds since 1970, opening hours are of the clock in `zone`.
    pub fn working_millis(&self, from: i64, to: i64, zone: &TimeZone) -> i64 {
        self.open_spans(from, to, zone)
            .take_while(|&(start, _)| start < to)
            .map(|(start, end)| (end.min(to) - start.max(from)).max(0))
            .sum()
    }

    /// When something is due that is allowed `within` from `from`, both in milliseconds since
    /// 1970.
    ///
    /// Outside the opening hours the time starts to count at the next opening. Days are
    /// business days and keep the time of day; hours and minutes are working time.
    pub fn due(&self, from: i64, within: Within, zone: &TimeZone) -> i64 {
        let mut spans = self
            .open_spans(from, i64::MAX, zone)
            .map(|(start, end)| (start.max(from), end))
            .filter(|(start, end)| start < end);
        match within {
            Within::BusinessDays(count) => {
                let start = spans.next().map_or(from, |(start, _)| start);
                let local = zone.to_datetime(timestamp(start));
                let day = self.add_business_days(local.date(), count);
                instant_at(day, local.time(), zone).map_or(start, |due| due.max(start))
            }
            Within::WorkingMinutes(minutes) => {
                let mut left = i64::from(minutes) * MINUTE_MILLIS;
                let mut latest = from;
                for (start, end) in spans {
                    if left <= end - start {
                        return start + left;
                    }
                    left -= end - start;
                    latest = end;
                }
                latest
            }
        }
    }

    /// The spans of time in which the company is open, from the day of one instant to the day
    /// of another, in order and apart, in milliseconds since 1970.
    pub fn open_spans<'a>(
        &'a self,
        from: i64,
        to: i64,
        zone: &'a TimeZone,
    ) -> impl Iterator<Item = (i64, i64)> + 'a {
        let last = zone.to_datetime(timestamp(to)).date();
        days_from(zone.to_datetime(timestamp(from)).date())
            .take_while(move |&day| day <= last)
            .filter(|&day| self.is_business_day(day))
            .flat_map(move |day| spans_of_day(self.week.openings(day.weekday()), day, zone))
    }
}

fn spans_of_day<'a>(
    openings: &'a [Opening],
    day: Date,
    zone: &'a TimeZone,
) -> impl Iterator<Item = (i64, i64)> + 'a {
    let midnight = instant(day, 0, zone);
    let next_midnight = instant(day, DAY_MINUTES, zone);
    // On a day of 24 hours the clock does not jump, and one look at the zone is enough.
    let regular = midnight
        .zip(next_midnight)
        .and_then(|(start, end)| (end - start == DAY_MILLIS).then_some(start));
    let mut latest = i64::MIN;
    openings.iter().filter_map(move |opening| {
        let at = |minute| match regular {
            Some(start) => Some(start + i64::from(minute) * MINUTE_MILLIS),
            None => instant(day, minute, zone),
        };
        // Where the clock jumps forward, two openings may fall on each other.
        let start = at(opening.opens)?.max(latest);
        let end = at(opening.closes)?;
        latest = latest.max(end);
        (start < end).then_some((start, end))
    })
}

fn days_from(first: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(first), |day| day.tomorrow().ok())
}

/// The instant of a minute of the day, 1440 being the end of it.
fn instant(day: Date, minute: u16, zone: &TimeZone) -> Option<i64> {
    if minute == DAY_MINUTES {
        return instant_at(day.tomorrow().ok()?, Time::midnight(), zone);
    }
    let hour = i8::try_from(minute / 60).ok()?;
    let minute = i8::try_from(minute % 60).ok()?;
    instant_at(day, Time::new(hour, minute, 0, 0).ok()?, zone)
}

fn instant_at(day: Date, time: Time, zone: &TimeZone) -> Option<i64> {
    let instant = zone.to_ambiguous_timestamp(day.to_datetime(time)).compatible();
    instant.ok().map(|instant| instant.as_millisecond())
}

fn is_italian_holiday(date: Date) -> bool {
    match (date.month(), date.day()) {
        (1, 1 | 6) | (4, 25) | (5, 1) | (6, 2) | (8, 15) | (11, 1) | (12, 8 | 25 | 26) => true,
        (10, 4) => date.year() >= SAINT_FRANCIS_SINCE,
        (3 | 4, _) => {
            let easter = easter(date.year());
            easter.is_some_and(|sunday| date == sunday || Some(date) == sunday.tomorrow().ok())
        }
        _ => false,
    }
}

/// Easter Sunday of the Gregorian calendar, by the algorithm published in Nature in 1876.
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let golden = year.rem_euclid(19);
    let (century, in_century) = (year.div_euclid(100), year.rem_euclid(100));
    let (leap_centuries, century_rest) = (century.div_euclid(4), century.rem_euclid(4));
    let moon_shift = (century + 8).div_euclid(25);
    let moon_correction = (century - moon_shift + 1).div_euclid(3);
    let epact = (19 * golden + century - leap_centuries - moon_correction + 15).rem_euclid(30);
    let (leap_years, year_rest) = (in_century / 4, in_century % 4);
    let to_sunday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * to_sunday).div_euclid(451);
    let count = epact + to_sunday - 7 * late + 114;
    let month = i8::try_from(count / 31).ok()?;
    let day = i8::try_from(count % 31 + 1).ok()?;
    Date::new(i16::try_from(year).ok()?, month, day).ok()
}

#[cfg(test)]
mod tests;
