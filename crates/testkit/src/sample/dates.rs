//! The days and times of the scenario, the company's working days, and how sources write them.

use std::fmt::Write as _;

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// A day, counted from 2026-01-01 (day 0).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(pub(crate) i32);

/// A moment of the company's local time, in seconds from 2026-01-01 00:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stamp(pub(crate) i64);

/// 2026-01-12: the first day of the story.
pub(crate) const FIRST_DAY: Day = Day(11);
/// 2026-04-02: the first of the last 90 days.
pub(crate) const WINDOW_START: Day = Day(91);
/// 2026-05-12: the second export of a source begins here.
pub(crate) const OVERLAP_START: Day = Day(131);
/// 2026-05-31: the first export of a source ends here.
pub(crate) const FIRST_CUT: Day = Day(150);
/// 2026-06-30: the company's data end here.
pub(crate) const LAST_DAY: Day = Day(180);
/// 2026-03-29: summer time begins.
const SUMMER_TIME: Day = Day(87);
/// Weekdays of 2026, up to the end of the data, on which the company rests: New Year, Epiphany,
/// Easter Monday, 25 April, 1 May, 2 June and the local 24 June.
pub(crate) const HOLIDAYS: [Day; 7] =
    [Day(0), Day(5), Day(95), Day(114), Day(120), Day(152), Day(174)];

impl Day {
    /// The calendar date.
    pub(crate) fn date(self) -> Date {
        date(2026, 1, 1).saturating_add(self.0.days())
    }

    /// A moment of the day.
    pub(crate) fn at(self, hour: i32, minute: i32) -> Stamp {
        Stamp(i64::from(self.0) * 86_400 + i64::from(hour) * 3600 + i64::from(minute) * 60)
    }

    /// The day so many days later.
    pub(crate) fn plus(self, days: i32) -> Self {
        Self(self.0 + days)
    }

    /// The day of the week; Monday is 0.
    pub(crate) fn weekday(self) -> i32 {
        (self.0 + 3).rem_euclid(7)
    }

    /// Whether the company works.
    pub(crate) fn is_working(self) -> bool {
        self.weekday() < 5 && !HOLIDAYS.contains(&self)
    }

    /// This day, or the first working day after it.
    pub(crate) fn working(self) -> Self {
        let mut day = self;
        while !day.is_working() {
            day = day.plus(1);
        }
        day
    }

    /// The day so many working days later.
    pub(crate) fn plus_working(self, count: i32) -> Self {
        (0..count).fold(self, |day, _| day.plus(1).working())
    }

    /// The last working day before this one.
    pub(crate) fn working_before(self) -> Self {
        let mut day = self.plus(-1);
        while !day.is_working() {
            day = day.plus(-1);
        }
        day
    }
}

impl Stamp {
    /// The day of the moment.
    pub(crate) fn day(self) -> Day {
        Day(i32::try_from(self.0.div_euclid(86_400)).unwrap_or(0))
    }

    /// The moment so many seconds later.
    pub(crate) fn plus(self, seconds: i64) -> Self {
        Self(self.0 + seconds)
    }

    /// Seconds since 1970 in UTC.
    pub(crate) fn epoch(self) -> i64 {
        1_767_225_600 + self.0 - 3600 * self.offset()
    }

    /// The offset as certificates write it.
    pub(crate) fn zone(self) -> &'static str {
        if self.offset() == 2 { "+0200" } else { "+0100" }
    }

    /// Hour, minute and second.
    fn clock(self) -> (i64, i64, i64) {
        let second = self.0.rem_euclid(86_400);
        (second / 3600, second / 60 % 60, second % 60)
    }

    /// The hours by which local time is ahead of UTC.
    fn offset(self) -> i64 {
        if self >= SUMMER_TIME.at(2, 0) { 2 } else { 1 }
    }
}

/// The order in which a source writes a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// 31/05/2026
    DayFirst,
    /// 2026-05-31
    YearFirst,
}

/// Writes a date.
pub(crate) fn push_date(out: &mut String, day: Day, order: Order) {
    let date = day.date();
    // Writing to a string cannot fail.
    let _ = match order {
        Order::DayFirst => write!(out, "{:02}/{:02}/{}", date.day(), date.month(), date.year()),
        Order::YearFirst => write!(out, "{}-{:02}-{:02}", date.year(), date.month(), date.day()),
    };
}

/// Writes the time of day to the second.
pub(crate) fn push_time(out: &mut String, stamp: Stamp) {
    let (hour, minute, second) = stamp.clock();
    let _ = write!(out, "{hour:02}:{minute:02}:{second:02}");
}

/// Writes date and time with the offset from UTC, as in RFC 3339.
pub(crate) fn push_offset_time(out: &mut String, stamp: Stamp) {
    push_date(out, stamp.day(), Order::YearFirst);
    out.push('T');
    push_time(out, stamp);
    let _ = write!(out, "+{:02}:00", stamp.offset());
}

/// Date and time as in the header of a message (RFC 5322).
pub(crate) fn mail_date(stamp: Stamp) -> String {
    let date = stamp.day().date();
    let mut text =
        format!("{}, {:02} {} {} ", weekday(stamp), date.day(), month(date), date.year());
    push_time(&mut text, stamp);
    let _ = write!(text, " +{:02}00", stamp.offset());
    text
}

/// Date and time as in the line that begins a message of a mailbox file.
pub(crate) fn mailbox_date(stamp: Stamp) -> String {
    let date = stamp.day().date();
    let mut text = format!("{} {} {:2} ", weekday(stamp), month(date), date.day());
    push_time(&mut text, stamp.plus(-3600 * stamp.offset()));
    let _ = write!(text, " {}", date.year());
    text
}

fn weekday(stamp: Stamp) -> &'static str {
    let place = usize::try_from(stamp.day().weekday()).unwrap_or(0);
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][place]
}

fn month(date: Date) -> &'static str {
    let place = usize::try_from(date.month() - 1).unwrap_or(0);
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][place]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fixed_days_are_the_dates_they_claim_to_be() {
        for (day, expected) in [
            (FIRST_DAY, date(2026, 1, 12)),
            (WINDOW_START, date(2026, 4, 2)),
            (OVERLAP_START, date(2026, 5, 12)),
            (FIRST_CUT, date(2026, 5, 31)),
            (LAST_DAY, date(2026, 6, 30)),
            (SUMMER_TIME, date(2026, 3, 29)),
            (HOLIDAYS[2], date(2026, 4, 6)),
            (HOLIDAYS[3], date(2026, 4, 25)),
            (HOLIDAYS[5], date(2026, 6, 2)),
            (HOLIDAYS[6], date(2026, 6, 24)),
        ] {
            assert_eq!(day.date(), expected);
            let monday_zero = i32::from(expected.weekday().to_monday_zero_offset());
            assert_eq!(day.weekday(), monday_zero);
        }
    }

    #[test]
    fn working_days_pass_over_weekends_and_holidays() {
        // Friday before Easter, then Tuesday after Easter Monday.
        assert_eq!(Day(92).plus_working(1), Day(96));
        assert_eq!(Day(96).working_before(), Day(92));
        // 2 June is a Tuesday.
        assert_eq!(Day(151).plus_working(1), Day(153));
    }

    #[test]
    fn times_carry_the_offset_of_their_season() {
        let mut text = String::new();
        push_offset_time(&mut text, Day(11).at(9, 5));
        assert_eq!(text, "2026-01-12T09:05:00+01:00");
        assert_eq!(mail_date(Day(123).at(17, 30)), "Mon, 04 May 2026 17:30:00 +0200");
    }
}
