//! Days as they are said, and which days they are, seen from the day on which they were said.

use filo_model::calendar::HolidaySet;
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::length::{self, Unit};

/// A day without year is not more days than this before the day it was said.
const BEHIND: i64 = 60;
/// How many months ahead a day that does not exist in every month is looked for.
const AHEAD: i32 = 3;

/// How a day of the week is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// By its name alone.
    Any,
    /// `questo venerdì`, `this Friday`.
    This,
    /// `venerdì prossimo`.
    Prossimo,
    /// `next Friday`.
    Next,
    /// `venerdì scorso`, `last Friday`.
    Last,
    /// `Friday week`.
    WeekAfter,
}

/// A part of a week, a month or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Third {
    Whole,
    Begin,
    Middle,
    End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Period {
    Week,
    Weekend,
    Month,
    Year,
}

/// A day or some, as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayWords {
    Date {
        day: i8,
        month: Option<i8>,
        year: Option<i16>,
        weekday: Option<Weekday>,
    },
    Weekday(Weekday, Which),
    /// So many days from the day it was said.
    Offset(i32),
    Ago(Unit, u32),
    /// A period so many periods from the one in which it was said.
    Period(Period, i32, Third),
    Month {
        month: i8,
        year: Option<i16>,
        third: Third,
    },
    Easter,
    WeekdayIn {
        weekday: Weekday,
        weeks: i32,
    },
}

/// Which days words mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) first: Date,
    pub(super) last: Date,
    /// The last such day up to the day it was said, where the words may mean that one as well.
    pub(super) before: Option<Date>,
    /// Whether they are a stretch of days and no day.
    pub(super) is_rough: bool,
}

impl Days {
    fn one(day: Date) -> Self {
        Self { first: day, last: day, before: None, is_rough: false }
    }
}

impl DayWords {
    /// The part of a period that is meant; the whole where no part is named.
    pub(super) fn third(self) -> Third {
        match self {
            Self::Period(_, _, third) | Self::Month { third, .. } => third,
            _ => Third::Whole,
        }
    }

    /// Whether it is a month, or a part of one.
    pub(super) fn is_month(self) -> bool {
        matches!(self, Self::Month { .. } | Self::Period(Period::Month, ..))
    }

    /// Which days, seen from the day on which it was said; nothing where there is no such day.
    pub(super) fn seen_from(self, said: Date) -> Option<Days> {
        match self {
            Self::Date { day, month: Some(month), year: Some(year), .. } => {
                Date::new(year, month, day).ok().map(Days::one)
            }
            Self::Date { day, month: Some(month), year: None, .. } => {
                let earliest = plus(said, (-BEHIND).days())?;
                let latest = plus(earliest, 1.year())?;
                let years = [said.year() - 1, said.year(), said.year().checked_add(1)?];
                let mut days =
                    years.into_iter().filter_map(|year| Date::new(year, month, day).ok());
                days.find(|day| (earliest..latest).contains(day)).map(Days::one)
            }
            Self::Date { day, month: None, weekday, .. } => day_of_month(day, weekday, said),
            Self::Easter => easter(said).map(Days::one),
            Self::Weekday(weekday, which) => of_week(weekday, which, said),
            Self::Offset(days) => plus(said, days.days()).map(Days::one),
            Self::Ago(unit, count) => length::before(said, unit, count).map(Days::one),
            Self::WeekdayIn { weekday, weeks } => {
                let monday = plus(monday_of(said)?, weeks.weeks())?;
                let offset = weekday.to_monday_zero_offset();
                plus(monday, i64::from(offset).days()).map(Days::one)
            }
            Self::Period(period, offset, third) => in_period(period, offset, third, said),
            Self::Month { month, year, third } => {
                let first = match year {
                    Some(year) => Date::new(year, month, 1).ok()?,
                    // A month that is under way is meant itself, one that is over is next year's.
                    None if month >= said.month() => Date::new(said.year(), month, 1).ok()?,
                    None => Date::new(said.year().checked_add(1)?, month, 1).ok()?,
                };
                let (first, last) = third_of_month(first, third)?;
                Some(Days { first, last, before: None, is_rough: true })
            }
        }
    }
}

/// Easter Sunday, of the year as for any day without one: in Italy it and the day after it are holidays, and no other two of its season.
fn easter(said: Date) -> Option<Date> {
    let holidays = HolidaySet::Italy;
    let earliest = plus(said, (-BEHIND).days())?;
    [said.year(), said.year().checked_add(1)?].into_iter().find_map(|year| {
        let first = Date::new(year, 3, 22).ok()?;
        let mut days = first.series(1.day()).take(35);
        let found = days.find(|day| {
            day.weekday() == Weekday::Sunday
                && holidays.contains(*day)
                && day.tomorrow().is_ok_and(|monday| holidays.contains(monday))
        });
        found.filter(|day| *day >= earliest)
    })
}

fn plus(day: Date, span: Span) -> Option<Date> {
    day.checked_add(span).ok()
}

fn monday_of(day: Date) -> Option<Date> {
    plus(day, (-i64::from(day.weekday().to_monday_zero_offset())).days())
}

/// A day of a month that is not named: the next one. With its day of the week, the nearest that is both.
fn day_of_month(day: i8, weekday: Option<Weekday>, said: Date) -> Option<Days> {
    let month = said.first_of_month();
    let candidates: Vec<Date> = (-AHEAD + 1..=AHEAD)
        .filter_map(|ahead| {
            let first = plus(month, ahead.months())?;
            Date::new(first.year(), first.month(), day).ok()
        })
        .collect();
    let ahead = |fits: &dyn Fn(&Date) -> bool| {
        candidates.iter().copied().find(|day| *day >= said && fits(day))
    };
    let behind = |fits: &dyn Fn(&Date) -> bool| {
        candidates.iter().rev().copied().find(|day| *day <= said && fits(day))
    };
    if let Some(weekday) = weekday {
        let fits = |day: &Date| day.weekday() == weekday;
        let (next, last) = (ahead(&fits), behind(&fits));
        let distance = |day: &Date| (*day - said).get_days().unsigned_abs();
        // `lunedì 22`, where the 22nd of last month was the Monday: what is nearer is meant.
        let nearer = next.into_iter().chain(last).min_by_key(distance);
        if let Some(day) = nearer {
            return Some(Days::one(day));
        }
    }
    let next = ahead(&|_| true)?;
    Some(Days { before: behind(&|_| true).filter(|day| *day != next), ..Days::one(next) })
}

fn of_week(weekday: Weekday, which: Which, said: Date) -> Option<Days> {
    let ahead = i64::from(said.weekday().until(weekday));
    let ahead = if ahead == 0 { 7 } else { ahead };
    // Whether the coming one is in the week of the day it was said, which begins on Monday.
    let is_this_week = i64::from(said.weekday().to_monday_zero_offset()) + ahead < 7;
    let ahead = match which {
        Which::Any | Which::This => ahead,
        // In Italian tomorrow is never `prossimo`, unless a new week begins.
        Which::Prossimo if ahead == 1 && is_this_week => ahead + 7,
        Which::Prossimo => ahead,
        Which::Next if is_this_week => ahead + 7,
        Which::Next => ahead,
        Which::Last => ahead - 7,
        Which::WeekAfter => ahead + 7,
    };
    let ahead = if which == Which::Last && ahead == 0 { -7 } else { ahead };
    let day = plus(said, ahead.days())?;
    let before = plus(day, (-7).days()).filter(|_| which == Which::Any);
    Some(Days { before, ..Days::one(day) })
}

fn in_period(period: Period, offset: i32, third: Third, said: Date) -> Option<Days> {
    let (first, last) = match period {
        Period::Week => {
            let monday = plus(monday_of(said)?, offset.weeks())?;
            let (from, to): (i64, i64) = match third {
                Third::Whole => (0, 6),
                Third::Begin => (0, 1),
                Third::Middle => (1, 3),
                Third::End => (3, 6),
            };
            (plus(monday, from.days())?, plus(monday, to.days())?)
        }
        Period::Weekend => {
            let monday = plus(monday_of(said)?, offset.weeks())?;
            (plus(monday, 5.days())?, plus(monday, 6.days())?)
        }
        Period::Month => {
            let first = plus(said.first_of_month(), offset.months())?;
            third_of_month(first, third)?
        }
        Period::Year => {
            let first =
                Date::new(i16::try_from(offset).ok()?.checked_add(said.year())?, 1, 1).ok()?;
            let (from, to) = match third {
                Third::Whole => (0, 12),
                Third::Begin => (0, 3),
                Third::Middle => (4, 8),
                Third::End => (9, 12),
            };
            let last = plus(plus(first, to.months())?, (-1).days())?;
            (plus(first, from.months())?, last)
        }
    };
    // Of a period that is under way, what is still to come.
    let first = if first < said && said <= last { said } else { first };
    Some(Days { first, last, before: None, is_rough: true })
}

/// The first ten days of a month, the ten after, the rest.
fn third_of_month(first: Date, third: Third) -> Option<(Date, Date)> {
    let on = |day| Date::new(first.year(), first.month(), day).ok();
    Some(match third {
        Third::Whole => (first, first.last_of_month()),
        Third::Begin => (first, on(10)?),
        Third::Middle => (on(11)?, on(20)?),
        Third::End => (on(21)?, first.last_of_month()),
    })
}
