//! When something happened: an instant, the offset it was written in, and how exact it is.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use serde::{Deserialize, Serialize};

mod reading;

use reading::{Reading, Written};

/// The milliseconds of a minute.
const MINUTE_MILLIS: i64 = 60_000;

/// How exactly a moment is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// Only the day is known; the instant is the start of that day.
    Day,
    /// The time of day is known.
    Second,
}

/// When something happened. Moments are in order of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Moment {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub millis: i64,
    /// The offset from UTC where it was written, in minutes, east positive.
    pub offset_minutes: i16,
    /// How exactly it is known.
    pub precision: Precision,
    /// Whether the text gave no offset, so that the zone of the configuration was applied.
    pub zone_assumed: bool,
}

/// The order in which a source writes day, month and year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// `31/03/2026`
    DayMonthYear,
    /// `03/31/2026`
    MonthDayYear,
    /// `26/03/31`
    YearMonthDay,
    /// Year first where it has four digits, else the day first, as in Italy.
    Auto,
}

/// How a source writes its times.
#[derive(Debug, Clone)]
pub struct MomentHabits {
    /// The zone of times that carry no offset.
    pub zone: TimeZone,
    /// The order of day, month and year.
    pub order: DateOrder,
}

/// Why a text is no moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum MomentFault {
    /// Nothing is written.
    #[error("no date given")]
    Empty,
    /// It does not look like a date.
    #[error("not readable as a date")]
    Unreadable,
    /// It looks like a date, but there is no such day or time, or not between 1900 and 2199.
    #[error("no such day or time")]
    Impossible,
}

impl Moment {
    /// Reads a moment.
    ///
    /// Accepts ISO 8601 and RFC 3339, Italian dates and times, the dates of mails (RFC 5322),
    /// and seconds or milliseconds since 1970. A time without offset is of the zone in
    /// `habits`; one that a change of the clock skips or repeats is read as RFC 5545 says.
    ///
    /// # Errors
    /// Says which kind of fault, never the text.
    pub fn parse(text: &str, habits: &MomentHabits) -> Result<Self, MomentFault> {
        match reading::read(text, habits.order)? {
            // The instant is certain; only the clock on which people read it is the zone's.
            Reading::Epoch(millis) => Ok(Self {
                millis,
                offset_minutes: offset_minutes(&habits.zone, timestamp(millis)),
                precision: Precision::Second,
                zone_assumed: false,
            }),
            Reading::Civil(written) => Self::from_written(written, &habits.zone),
        }
    }

    /// An instant as the clock gives it, in UTC epoch milliseconds, with the offset of a zone.
    #[must_use]
    pub fn of_clock(millis: i64, zone: &TimeZone) -> Self {
        Self {
            millis,
            offset_minutes: offset_minutes(zone, timestamp(millis)),
            precision: Precision::Second,
            zone_assumed: false,
        }
    }

    fn from_written(written: Written, zone: &TimeZone) -> Result<Self, MomentFault> {
        let precision = if written.time.is_some() { Precision::Second } else { Precision::Day };
        let civil = written.date.to_datetime(written.time.unwrap_or(Time::midnight()));
        if let Some(offset_minutes) = written.offset_minutes {
            let local = Offset::UTC.to_timestamp(civil).map_err(|_| MomentFault::Impossible)?;
            let millis = local.as_millisecond() - i64::from(offset_minutes) * MINUTE_MILLIS;
            return Ok(Self { millis, offset_minutes, precision, zone_assumed: false });
        }
        let instant =
            zone.to_ambiguous_timestamp(civil).compatible().map_err(|_| MomentFault::Impossible)?;
        let offset_minutes = offset_minutes(zone, instant);
        Ok(Self { millis: instant.as_millisecond(), offset_minutes, precision, zone_assumed: true })
    }

    /// The day, where it was written.
    pub fn date(self) -> Date {
        self.local().date()
    }

    /// The day in a zone.
    pub fn date_in(self, zone: &TimeZone) -> Date {
        zone.to_datetime(timestamp(self.millis)).date()
    }

    /// The moment as RFC 3339 writes it, in its own offset: `2026-03-31T10:15:00+02:00`.
    pub fn to_rfc3339(self) -> String {
        self.to_string()
    }

    fn local(self) -> DateTime {
        let shifted = self.millis.saturating_add(i64::from(self.offset_minutes) * MINUTE_MILLIS);
        Offset::UTC.to_datetime(timestamp(shifted))
    }
}

/// The offset of a zone at an instant, in minutes.
fn offset_minutes(zone: &TimeZone, instant: Timestamp) -> i16 {
    let seconds = zone.to_offset(instant).seconds();
    // Rounded up, so that the start of a day stays in its day where old offsets had seconds.
    i16::try_from(-(-seconds).div_euclid(60)).unwrap_or_default()
}

impl fmt::Display for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let local = self.local();
        write!(
            formatter,
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
            local.year(),
            local.month(),
            local.day(),
            local.hour(),
            local.minute(),
            local.second()
        )?;
        if local.millisecond() != 0 {
            write!(formatter, ".{:03}", local.millisecond())?;
        }
        let sign = if self.offset_minutes < 0 { '-' } else { '+' };
        let offset = self.offset_minutes.unsigned_abs();
        write!(formatter, "{sign}{:02}:{:02}", offset / 60, offset % 60)
    }
}

/// Reads a plain date, such as a due date; of a date with a time, takes the date as written.
///
/// # Errors
/// Says which kind of fault, never the text.
pub fn parse_date(text: &str, order: DateOrder) -> Result<Date, MomentFault> {
    match reading::read(text, order)? {
        Reading::Civil(written) => Ok(written.date),
        Reading::Epoch(_) => Err(MomentFault::Unreadable),
    }
}

/// The instant, brought within the years that the calendar knows.
pub(crate) fn timestamp(millis: i64) -> Timestamp {
    let nearest = if millis < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_millisecond(millis).unwrap_or(nearest)
}

#[cfg(test)]
mod tests;
