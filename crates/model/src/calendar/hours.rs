//! The opening hours of a week, read from and written as one line of text.

use std::fmt;

use jiff::civil::Weekday;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::DAY_MINUTES;

/// The days in English and in Italian, Monday first; three letters or more are enough.
const DAYS: [[&str; 2]; 7] = [
    ["monday", "lunedì"],
    ["tuesday", "martedì"],
    ["wednesday", "mercoledì"],
    ["thursday", "giovedì"],
    ["friday", "venerdì"],
    ["saturday", "sabato"],
    ["sunday", "domenica"],
];

/// An opening in minutes of the day: from `opens` up to and without `closes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Opening {
    pub(super) opens: u16,
    pub(super) closes: u16,
}

/// The opening hours of each day of the week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekHours {
    days: [Vec<Opening>; 7],
}

/// Why a text gives no opening hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HoursFault {
    /// No day has hours.
    #[error("no opening hours given")]
    Empty,
    /// A day is not one of the week.
    #[error("expected days such as mon-fri before the hours")]
    Day,
    /// Hours are not of the form `09:00-18:00`.
    #[error("expected hours such as 09:00-18:00")]
    Time,
    /// An opening does not end after its start on the same day.
    #[error("opening hours must end after they start, on the same day")]
    Order,
    /// Two openings of one day have time in common.
    #[error("opening hours of one day overlap")]
    Overlap,
}

impl WeekHours {
    /// Reads hours such as `mon-fri 09:00-13:00,14:00-18:00; sat 09:00-13:00`, with the days in
    /// English or in Italian; days not named are closed.
    ///
    /// # Errors
    /// Says what is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, HoursFault> {
        let mut week = Self { days: Default::default() };
        for group in text.split([';', '\n']).map(str::trim).filter(|group| !group.is_empty()) {
            let digit = group.find(|first: char| first.is_ascii_digit()).ok_or(HoursFault::Time)?;
            let (days, hours) = group.split_at(digit);
            let openings = hours.split(',').map(opening).collect::<Result<Vec<_>, _>>()?;
            for index in day_indices(days.trim().trim_end_matches(':'))? {
                if let Some(day) = week.days.get_mut(index) {
                    day.extend(&openings);
                }
            }
        }
        for day in &mut week.days {
            day.sort_unstable();
            if day.is_sorted_by(|one, next| one.closes <= next.opens) {
                continue;
            }
            return Err(HoursFault::Overlap);
        }
        if week.days.iter().all(Vec::is_empty) { Err(HoursFault::Empty) } else { Ok(week) }
    }

    pub(super) fn openings(&self, weekday: Weekday) -> &[Opening] {
        let index = usize::try_from(weekday.to_monday_zero_offset()).unwrap_or_default();
        self.days.get(index).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The days of `mon-fri` or `mon,wed`; a range may go over the end of the week.
fn day_indices(days: &str) -> Result<Vec<usize>, HoursFault> {
    let mut indices = Vec::new();
    for range in days.split(',') {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        let (mut index, last) = (day_index(first)?, day_index(last)?);
        indices.push(index);
        while index != last {
            index = (index + 1) % DAYS.len();
            indices.push(index);
        }
    }
    Ok(indices)
}

fn day_index(word: &str) -> Result<usize, HoursFault> {
    let word = word.trim().to_lowercase();
    let is_name = |name: &str| {
        word.len() >= 3 && (name.starts_with(&word) || name.replace('ì', "i").starts_with(&word))
    };
    DAYS.iter().position(|names| names.iter().any(|name| is_name(name))).ok_or(HoursFault::Day)
}

fn opening(text: &str) -> Result<Opening, HoursFault> {
    let (opens, closes) = text.split_once('-').ok_or(HoursFault::Time)?;
    let (opens, closes) = (minute_of_day(opens)?, minute_of_day(closes)?);
    if opens < closes { Ok(Opening { opens, closes }) } else { Err(HoursFault::Order) }
}

/// `9:00`, `09.30`, `18`; `24:00` is the end of the day.
fn minute_of_day(text: &str) -> Result<u16, HoursFault> {
    let (hour, minute) = text.trim().split_once([':', '.']).unwrap_or((text.trim(), "00"));
    let number = |digits: &str| {
        let stands =
            (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if stands {
            digits.parse::<u16>().map_err(|_| HoursFault::Time)
        } else {
            Err(HoursFault::Time)
        }
    };
    let (hour, minute) = (number(hour)?, number(minute)?);
    let total = hour * 60 + minute;
    if minute < 60 && total <= DAY_MINUTES { Ok(total) } else { Err(HoursFault::Time) }
}

impl fmt::Display for WeekHours {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name =
            |index: usize| DAYS.get(index).and_then(|names| names[0].get(..3)).unwrap_or_default();
        let mut separator = "";
        let mut first = 0;
        for same in self.days.chunk_by(|one, next| one == next) {
            let last = first + same.len() - 1;
            if let Some(openings) = same.first().filter(|openings| !openings.is_empty()) {
                write!(formatter, "{separator}{}", name(first))?;
                if last > first {
                    write!(formatter, "-{}", name(last))?;
                }
                for (index, opening) in openings.iter().enumerate() {
                    let mark = if index == 0 { ' ' } else { ',' };
                    let Opening { opens, closes } = opening;
                    write!(formatter, "{mark}{:02}:{:02}-", opens / 60, opens % 60)?;
                    write!(formatter, "{:02}:{:02}", closes / 60, closes % 60)?;
                }
                separator = "; ";
            }
            first = last + 1;
        }
        Ok(())
    }
}

impl Serialize for WeekHours {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for WeekHours {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(D::Error::custom)
    }
}
