//! Reads the ways in which dates and times are written, byte by byte and without allocation.

use jiff::civil::{Date, Time};

use super::{DateOrder, MomentFault};

/// The first and the last year that a business writes about.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;
/// No place on Earth is farther from UTC.
const OFFSET_HOURS_MAX: i16 = 18;

/// What a text says.
pub(super) enum Reading {
    /// Milliseconds since 1970.
    Epoch(i64),
    /// A day, perhaps with a time, perhaps with an offset.
    Civil(Written),
}

/// A day, with its time and its offset if these are written.
#[derive(Clone, Copy)]
pub(super) struct Written {
    pub(super) date: Date,
    pub(super) time: Option<Time>,
    pub(super) offset_minutes: Option<i16>,
}

pub(super) fn read(text: &str, order: DateOrder) -> Result<Reading, MomentFault> {
    let text = text.trim();
    let bytes = text.as_bytes();
    let Some(first) = bytes.first() else { return Err(MomentFault::Empty) };
    let mut cursor = Cursor { rest: bytes };
    if first.is_ascii_alphabetic() {
        return in_words(&mut cursor);
    }
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    match digits {
        1 | 2 if has_month_name(bytes, digits) => in_words(&mut cursor),
        1 | 2 | 4 => in_numbers(&mut cursor, order),
        8 | 14 => compact(&mut cursor),
        10 | 13 if digits == bytes.len() => epoch(text),
        _ => Err(MomentFault::Unreadable),
    }
}

fn has_month_name(bytes: &[u8], digits: usize) -> bool {
    let after = bytes.get(digits..).unwrap_or_default();
    after
        .iter()
        .find(|&&byte| !matches!(byte, b' ' | b'-' | b'.'))
        .is_some_and(u8::is_ascii_alphabetic)
}

/// `2026-03-31`, `31/03/2026`, `31.3.26`: three numbers with the same mark between them.
fn in_numbers(cursor: &mut Cursor<'_>, order: DateOrder) -> Result<Reading, MomentFault> {
    let (first, first_digits) = cursor.number(4)?;
    let mark = cursor.next().filter(|mark| matches!(mark, b'/' | b'-' | b'.'));
    let mark = mark.ok_or(MomentFault::Unreadable)?;
    let (second, second_digits) = cursor.number(2)?;
    if !cursor.eat(mark) {
        return Err(MomentFault::Unreadable);
    }
    let (third, third_digits) = cursor.number(4)?;
    if second_digits > 2 || first_digits == 3 || third_digits == 3 {
        return Err(MomentFault::Unreadable);
    }
    let date = if first_digits == 4 {
        if third_digits > 2 {
            return Err(MomentFault::Unreadable);
        }
        date(first, second, third)?
    } else if third_digits == 1 {
        // A year has two digits or four, unless it comes first.
        if order != DateOrder::YearMonthDay || first_digits != 2 {
            return Err(MomentFault::Unreadable);
        }
        date(full_year(first), second, third)?
    } else {
        let year = if third_digits == 2 { full_year(third) } else { third };
        match order {
            DateOrder::MonthDayYear => date(year, first, second)?,
            DateOrder::YearMonthDay if third_digits == 2 => date(full_year(first), second, third)?,
            _ => date(year, second, first)?,
        }
    };
    tail(cursor, date)
}

/// `20260331`, `20260331T101500`, `20260331101500`.
fn compact(cursor: &mut Cursor<'_>) -> Result<Reading, MomentFault> {
    let year = cursor.exactly(4)?;
    let month = cursor.exactly(2)?;
    let day = cursor.exactly(2)?;
    let date = date(year, month, day)?;
    let glued = cursor.peek().is_some_and(|byte| byte.is_ascii_digit());
    let marked = matches!(cursor.rest, [b'T' | b't' | b' ', third, fourth, fifth, ..]
        if third.is_ascii_digit() && fourth.is_ascii_digit() && fifth.is_ascii_digit());
    if !glued && !marked {
        return tail(cursor, date);
    }
    if marked {
        cursor.next();
    }
    let hour = cursor.exactly(2)?;
    let minute = cursor.exactly(2)?;
    let has_second = cursor.peek().is_some_and(|byte| byte.is_ascii_digit());
    let second = if has_second { cursor.exactly(2)? } else { 0 };
    let nanosecond = if has_second { cursor.fraction()? } else { 0 };
    let time = time(hour, minute, second, nanosecond)?;
    finish(cursor, date, Some(time))
}

/// `Tue, 31 Mar 2026 10:15:00 +0200`, `31 marzo 2026`.
fn in_words(cursor: &mut Cursor<'_>) -> Result<Reading, MomentFault> {
    if cursor.peek().is_some_and(|byte| byte.is_ascii_alphabetic()) {
        let day_name = cursor.word();
        if !WEEKDAYS.iter().any(|name| starts(day_name, name)) {
            return Err(MomentFault::Unreadable);
        }
        // The accent of "lunedì" and the like.
        cursor.eat_all("ì".as_bytes());
        cursor.eat(b',');
        cursor.skip_blanks();
    }
    let (day, _) = cursor.number(2)?;
    cursor.skip_marks();
    let month_name = cursor.word();
    let month = MONTHS
        .iter()
        .position(|names| names.iter().any(|name| named(month_name, name)))
        .and_then(|index| i16::try_from(index + 1).ok())
        .ok_or(MomentFault::Unreadable)?;
    cursor.skip_marks();
    let (year, year_digits) = cursor.number(4)?;
    let year = match year_digits {
        2 => full_year(year),
        4 => year,
        _ => return Err(MomentFault::Unreadable),
    };
    tail(cursor, date(year, month, day)?)
}

fn epoch(text: &str) -> Result<Reading, MomentFault> {
    let number: i64 = text.parse().map_err(|_| MomentFault::Unreadable)?;
    // A four-digit year in milliseconds has thirteen digits, in seconds ten; no other is read.
    let millis = if text.len() == 10 { number * 1000 } else { number };
    let latest_millis = 7_258_118_399_999; // The last one of the year 2199.
    if millis > latest_millis { Err(MomentFault::Impossible) } else { Ok(Reading::Epoch(millis)) }
}

/// What follows the date: nothing, or a time with perhaps an offset.
fn tail(cursor: &mut Cursor<'_>, date: Date) -> Result<Reading, MomentFault> {
    if cursor.rest.is_empty() {
        return Ok(Reading::Civil(Written { date, time: None, offset_minutes: None }));
    }
    let marked = cursor.eat(b'T') || cursor.eat(b't');
    if !marked {
        let comma = cursor.eat(b',');
        if !cursor.skip_blanks() && !comma {
            return Err(MomentFault::Unreadable);
        }
        if cursor.eat_word("ore") || cursor.eat_word("alle") || cursor.eat_word("h") {
            cursor.eat(b'.');
            cursor.skip_blanks();
        }
        if cursor.eat_word("ore") {
            cursor.skip_blanks();
        }
    }
    let (mut hour, _) = cursor.number(2)?;
    let mark = cursor.next().filter(|mark| matches!(mark, b':' | b'.'));
    let mark = mark.ok_or(MomentFault::Unreadable)?;
    let minute = cursor.exactly(2)?;
    let (mut second, mut nanosecond) = (0, 0);
    if cursor.eat(mark) {
        second = cursor.exactly(2)?;
        nanosecond = cursor.fraction()?;
    }
    if let Some(afternoon) = cursor.half_day() {
        if !(1..=12).contains(&hour) {
            return Err(MomentFault::Impossible);
        }
        hour = hour % 12 + if afternoon { 12 } else { 0 };
    }
    let time = time(hour, minute, second, nanosecond)?;
    finish(cursor, date, Some(time))
}

fn finish(cursor: &mut Cursor<'_>, date: Date, time: Option<Time>) -> Result<Reading, MomentFault> {
    cursor.skip_blanks();
    let offset_minutes = cursor.offset()?;
    cursor.skip_blanks();
    // A remark after an offset says the zone's name again: "(CEST)", "[Europe/Rome]".
    let is_remark = matches!(cursor.rest, [b'(', .., b')'] | [b'[', .., b']']);
    let ends = cursor.rest.is_empty() || (is_remark && offset_minutes.is_some());
    if !ends {
        return Err(MomentFault::Unreadable);
    }
    Ok(Reading::Civil(Written { date, time, offset_minutes }))
}

fn full_year(two_digits: i16) -> i16 {
    if two_digits < 70 { 2000 + two_digits } else { 1900 + two_digits }
}

fn date(year: i16, month: i16, day: i16) -> Result<Date, MomentFault> {
    if !YEARS.contains(&year) {
        return Err(MomentFault::Impossible);
    }
    let month = i8::try_from(month).map_err(|_| MomentFault::Impossible)?;
    let day = i8::try_from(day).map_err(|_| MomentFault::Impossible)?;
    Date::new(year, month, day).map_err(|_| MomentFault::Impossible)
}

fn time(hour: i16, minute: i16, second: i16, nanosecond: i32) -> Result<Time, MomentFault> {
    // RFC 3339 knows the leap second; the calendar here does not.
    let second = if second == 60 { 59 } else { second };
    let part = |number: i16| i8::try_from(number).map_err(|_| MomentFault::Impossible);
    Time::new(part(hour)?, part(minute)?, part(second)?, nanosecond)
        .map_err(|_| MomentFault::Impossible)
}

const WEEKDAYS: [&str; 14] = [
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "lun", "mar", "mer", "gio", "ven", "sab",
    "dom",
];

const MONTHS: [[&str; 2]; 12] = [
    ["january", "gennaio"],
    ["february", "febbraio"],
    ["march", "marzo"],
    ["april", "aprile"],
    ["may", "maggio"],
    ["june", "giugno"],
    ["july", "luglio"],
    ["august", "agosto"],
    ["september", "settembre"],
    ["october", "ottobre"],
    ["november", "novembre"],
    ["december", "dicembre"],
];

/// Zone names of RFC 5322 with their offset in hours.
const ZONES: [(&str, i16); 11] = [
    ("UTC", 0),
    ("GMT", 0),
    ("UT", 0),
    ("EST", -5),
    ("EDT", -4),
    ("CST", -6),
    ("CDT", -5),
    ("MST", -7),
    ("MDT", -6),
    ("PST", -8),
    ("PDT", -7),
];

fn starts(word: &[u8], prefix: &str) -> bool {
    word.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix.as_bytes()))
}

/// Whether the word is the name in full or its first three letters ("sept" too).
fn named(word: &[u8], name: &str) -> bool {
    matches!(word.len(), 3 | 4 if starts(name.as_bytes(), std::str::from_utf8(word).unwrap_or("-")))
        || word.eq_ignore_ascii_case(name.as_bytes())
}

struct Cursor<'a> {
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    fn next(&mut self) -> Option<u8> {
        let (&first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first)
    }

    fn eat(&mut self, byte: u8) -> bool {
        self.eat_all(&[byte])
    }

    fn eat_all(&mut self, bytes: &[u8]) -> bool {
        self.rest.strip_prefix(bytes).map(|rest| self.rest = rest).is_some()
    }

    fn eat_word(&mut self, word: &str) -> bool {
        let found = starts(self.rest, word)
            && !self.rest.get(word.len()).is_some_and(u8::is_ascii_alphabetic);
        if found {
            self.rest = self.rest.get(word.len()..).unwrap_or_default();
        }
        found
    }

    /// The letters that come next, perhaps none.
    fn word(&mut self) -> &'a [u8] {
        let length = self.rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (word, rest) = self.rest.split_at(length);
        self.rest = rest;
        word
    }

    fn skip_blanks(&mut self) -> bool {
        let before = self.rest.len();
        while self.eat(b' ')
            || self.eat(b'\t')
            || self.eat_all("\u{a0}".as_bytes())
            || self.eat_all("\u{202f}".as_bytes())
        {}
        self.rest.len() < before
    }

    fn skip_marks(&mut self) {
        while self.eat(b'-') || self.eat(b'.') || self.eat(b'/') || self.skip_blanks() {}
    }

    /// All the digits that come next, at least one and at most `digits_max` (four).
    fn number(&mut self, digits_max: usize) -> Result<(i16, usize), MomentFault> {
        let digits = self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 || digits > digits_max {
            return Err(MomentFault::Unreadable);
        }
        Ok((self.exactly(digits)?, digits))
    }

    /// Exactly so many digits (at most four), whatever follows.
    fn exactly(&mut self, digits: usize) -> Result<i16, MomentFault> {
        let (head, rest) = self.rest.split_at_checked(digits).ok_or(MomentFault::Unreadable)?;
        let mut number = 0;
        for byte in head {
            if !byte.is_ascii_digit() {
                return Err(MomentFault::Unreadable);
            }
            number = number * 10 + i16::from(byte - b'0');
        }
        self.rest = rest;
        Ok(number)
    }

    /// A fraction of a second in nanoseconds; digits beyond the ninth are dropped.
    fn fraction(&mut self) -> Result<i32, MomentFault> {
        if !matches!(self.rest, [b'.' | b',', digit, ..] if digit.is_ascii_digit()) {
            return Ok(0);
        }
        self.next();
        let (mut nanosecond, mut unit) = (0, 100_000_000);
        while let Some(byte) = self.peek().filter(u8::is_ascii_digit) {
            nanosecond += i32::from(byte - b'0') * unit;
            unit /= 10;
            self.next();
        }
        Ok(nanosecond)
    }

    /// `AM` or `PM`: whether it is after noon.
    fn half_day(&mut self) -> Option<bool> {
        let before = self.rest;
        self.skip_blanks();
        for (word, afternoon) in [("am", false), ("pm", true), ("a.m.", false), ("p.m.", true)] {
            if self.eat_word(word) {
                return Some(afternoon);
            }
        }
        self.rest = before;
        None
    }

    /// `Z`, `+02:00`, `+0200`, `+02` or a name of RFC 5322, in minutes.
    fn offset(&mut self) -> Result<Option<i16>, MomentFault> {
        if self.eat_word("Z") {
            return Ok(Some(0));
        }
        for (name, hours) in ZONES {
            if self.eat_word(name) {
                return Ok(Some(hours * 60));
            }
        }
        let sign = match self.peek() {
            Some(b'+') => 1,
            Some(b'-') => -1,
            _ => return Ok(None),
        };
        self.next();
        let hours = self.exactly(2)?;
        let colon = self.eat(b':');
        let has_minutes = colon || self.peek().is_some_and(|byte| byte.is_ascii_digit());
        let minutes = if has_minutes { self.exactly(2)? } else { 0 };
        if hours > OFFSET_HOURS_MAX || minutes > 59 {
            return Err(MomentFault::Impossible);
        }
        Ok(Some(sign * (hours * 60 + minutes)))
    }
}
