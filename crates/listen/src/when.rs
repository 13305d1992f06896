//! By when something is to happen, and which days are named, from the words of a sentence and the day
//! and time when it was said. Italian and English; pure.
//!
//! What the words leave open is settled so:
//! - A day ends at 23:59:59, for whoever promises a day has that day. A morning is 6 to 13, an afternoon
//!   12 to 19, an evening from 17.
//! - A length in hours or minutes counts from the time of saying; one in days ends with its last day.
//!   Working days and hours are those of the calendar. A few are five, a few minutes half an hour.
//! - A day without year is the nearest that is not more than 60 days before the day it was said. A day of
//!   the month alone is the next one. A day of the week is the next one after the day it was said; `next
//!   Friday` is that of the next week, `venerdì prossimo` the coming one unless that is tomorrow.
//! - An hour from one to six is of the afternoon, unless the words say another or it is said before six
//!   in the morning. A time without a day is
//!   of the day it was said or, where it is over by then, of the next.
//! - A week ends on Sunday. The begin of a month is its first ten days, its middle the ten after;
//!   `entro metà aprile` is the 15th. `By April` includes April.
//! - Of a range the last day, of `3-5 days` the most, is the latest.
//! - Of several days in a sentence one with a word of promise wins (`entro`, `per`, `by`, `before`,
//!   `within`, `tra`, `in`), then one with `il`, `on`, `at` or a day of the week or one told from today
//!   (`lunedì`, `domani`), then any other, then what only describes (`del 3 marzo`, `di venerdì`).
//!   Among equals it is the latest: a promise is not called broken for its first part.
//! - It is asked of sentences that promise. In a tale of what was, `il 20` and `alle 15` look the same, and
//!   are read as to come.
//! - What is over, what is negated (`domani non`), habits (`ogni lunedì`, `Monday to Friday`), and what
//!   says only since when, until when or after which day, is no due date.

use std::ops::Range;

use filo_model::calendar::Calendar;
use jiff::civil::{Date, DateTime};

use crate::token::Tokens;

mod clock;
mod compose;
mod cursor;
mod day;
mod length;
mod number;
mod part;
mod read_day;
mod read_period;

use clock::DAY;
use compose::{Found, Said};
use cursor::Cursor;
use day::{DayWords, Days, Third};
use part::Part;

/// A day that only describes, further ahead than this many days, is one that is over.
const FAR: i32 = 180;
/// Before this hour of the day it is night.
const NIGHT_ENDS: i8 = 6;

/// By when something is to happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// From when on it may happen, on the clock on the wall where it was said.
    pub earliest: DateTime,
    /// The last moment at which it happens in time.
    pub latest: DateTime,
    /// Where the words that say it stand in the text, in bytes.
    pub place: Range<usize>,
    /// Whether the words fix the latest moment: a day, a time, a count, the end of a period. Not of `a few
    /// days`, `verso le 10`, `next week`, `metà aprile`.
    pub is_exact: bool,
}

/// A day, or a stretch of days, that is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The first day.
    pub first: Date,
    /// The last day; the first for a single day.
    pub last: Date,
    /// The last such day before, where the words may mean that one too: `venerdì`, `il 10`.
    pub before: Option<Date>,
    /// Where the words that say it stand in the text, in bytes.
    pub place: Range<usize>,
}

impl Named {
    /// Whether the words may mean the day.
    #[must_use]
    pub fn may_be(&self, day: Date) -> bool {
        (self.first..=self.last).contains(&day) || self.before == Some(day)
    }
}

/// How words lead to a day, a time or a length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// Nothing does.
    None,
    /// `il`, `on`, `at`.
    On,
    /// `entro`, `per`, `by`, `within`.
    By,
    /// `prima di`, `before`.
    Before,
    /// `tra`, `in`, before a length.
    In,
    /// `del`, `of`: it tells which.
    Of,
    /// `da`, `from`.
    From,
    /// `fino a`, `until`, `dopo`, `after`, `since`: it says no day by which.
    Beyond,
}

impl Lead {
    /// Which of several days in a sentence is by when: the highest.
    fn rank(self) -> u8 {
        match self {
            Self::By | Self::Before | Self::In => 3,
            Self::On => 2,
            Self::None | Self::From => 1,
            Self::Of | Self::Beyond => 0,
        }
    }
}

/// By when something is to happen that the tokens `within` say, said at `said` on the clock on the wall.
/// Nothing where they name no day or time to come.
#[must_use]
pub fn due(
    text: &str,
    tokens: &Tokens,
    within: &Range<usize>,
    said: DateTime,
    calendar: &Calendar,
) -> Option<Due> {
    let cursor = Cursor::new(text, tokens, within);
    let found = compose::read(&cursor).into_iter().filter(|found| !found.is_refused());
    let dues = found.filter_map(|found| {
        let due = settle(&found, &cursor, said, calendar)?;
        (due.latest >= said).then_some((found.rank(), due))
    });
    dues.max_by_key(|(rank, due)| (*rank, due.latest)).map(|(_, due)| due)
}

/// Every day that the tokens `within` name, past ones too, in the order of the text.
#[must_use]
pub fn named(text: &str, tokens: &Tokens, within: &Range<usize>, said: DateTime) -> Vec<Named> {
    let cursor = Cursor::new(text, tokens, within);
    let found = compose::read(&cursor).into_iter().filter(|found| !found.is_habit);
    let named = found.filter_map(|found| {
        let Days { first, last, before, .. } = found.days(said.date())?;
        Some(Named { first, last, before, place: cursor.place(&found.tokens) })
    });
    named.collect()
}

fn settle(found: &Found, cursor: &Cursor<'_>, said: DateTime, calendar: &Calendar) -> Option<Due> {
    let place = cursor.place(&found.tokens);
    let is_open = matches!(found.lead, Lead::By | Lead::Before) && found.is_open;
    let (days, is_exact) = match &found.said {
        Said::Length(length) => {
            let [low, high] = length.from(found.anchored(said)?, calendar)?;
            let is_exact = !length.is_rough;
            if !length.is_of_days() {
                let earliest = if length.lead == Lead::By { said } else { low };
                return Some(Due { earliest, latest: high, place, is_exact });
            }
            let (first, last) = (low.date(), high.date());
            (Days { first, last, before: None, is_rough: false }, is_exact)
        }
        Said::Days(words, _) => {
            let mut days = found.days(said.date())?;
            let is_end = matches!(words.third(), Third::Whole | Third::End);
            if found.lead == Lead::Before && words.third() != Third::End {
                days.last = days.first.yesterday().ok()?;
                days.first = days.last;
            }
            if words.third() == Third::Middle && words.is_month() && is_open {
                days.last = Date::new(days.last.year(), days.last.month(), 15).ok()?;
            }
            // `a gennaio mi diceste` and `il contratto del 2 febbraio` tell of what was.
            let is_telling = found.lead == Lead::Of
                || (found.lead == Lead::On && matches!(words, DayWords::Month { year: None, .. }));
            let is_far = (days.first - said.date()).get_days() > FAR;
            if is_telling && is_far {
                return None;
            }
            (days, is_end && (!days.is_rough || is_open))
        }
        Said::Nothing => return today_or_tomorrow(found, place, said),
    };
    let [from, to] = times(found, days.last == said.date() && said.hour() < NIGHT_ENDS);
    let (mut earliest, mut latest) = (moment(days.first, from)?, moment(days.last, to)?);
    if latest < said && days.last == said.date() {
        latest = moment(days.last, found.clock.as_ref()?.to?.later_half()?)?;
        // What is left of the day after eight is not meant by an hour of the morning.
        if latest < said || latest.hour() > 20 {
            return None;
        }
        earliest = earliest.max(said);
    }
    if is_open || earliest < said {
        earliest = said.min(latest);
    }
    let is_exact = is_exact && !found.clock.as_ref().is_some_and(|clock| clock.is_rough);
    Some(Due { earliest, latest, place, is_exact })
}

/// A time or a part of the day without a day.
fn today_or_tomorrow(found: &Found, place: Range<usize>, said: DateTime) -> Option<Due> {
    let [from, to] = times(found, said.hour() < NIGHT_ENDS);
    let is_rough = found.clock.as_ref().is_some_and(|clock| clock.is_rough);
    let today = moment(said.date(), to)?;
    let (day, is_today) =
        if today >= said { (said.date(), true) } else { (said.date().tomorrow().ok()?, false) };
    let mut earliest = moment(day, from)?;
    if (found.is_open && found.lead == Lead::By) || earliest < said {
        earliest = said;
    }
    Some(Due { earliest, latest: moment(day, to)?, place, is_exact: is_today && !is_rough })
}

/// From when to when in a day, in minutes. Said at night, `at four` is of the morning to come.
fn times(found: &Found, is_night: bool) -> [u16; 2] {
    let part = found.part.map(Part::minutes);
    let [begin, end] = part.unwrap_or([0, DAY]);
    let Some(clock) = &found.clock else { return [begin, end] };
    let minute = |time: clock::Time| time.in_part(found.part.or(is_night.then_some(Part::Morning)));
    let to = clock.to.map_or(end, minute);
    let from = clock.from.map_or(begin.min(to), minute);
    // `tra le 11 e l'una`: the second is of the afternoon, the first stays before it.
    if from <= to { [from, to] } else { [from.saturating_sub(12 * 60).min(to), to] }
}

/// A minute of a day; the last second of the day for its end.
fn moment(day: Date, minute: u16) -> Option<DateTime> {
    if minute >= DAY {
        return day.at(23, 59, 59, 0).into();
    }
    let (hour, minute) = (i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?);
    Some(day.at(hour, minute, 0, 0))
}

#[cfg(test)]
mod tests;
