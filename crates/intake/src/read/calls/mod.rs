//! Reads what telephone exchanges write: call records of Asterisk and 3CX, and Asterisk's queue log.
//!
//! Columns: `key`, `kind` (`message` where a person answered, else `attempt`), `outcome`,
//! `direction`, `phone` (the customer's number), `line` (the number or queue that was dialled),
//! `at`, `wait_seconds`, `seconds`, `call`, `turn` and `lastapp`.
//!
//! Nothing else of a record leaves the reader: channels, extensions and display names are the
//! company's own people.

mod asterisk;
mod numbers;
mod queue_log;
mod record;
mod three_cx;

use std::borrow::Cow;

use jiff::civil::DateTime;

use super::columns::Lookup;
use super::options::{Format, OpenError, Options};
use super::source::Source;
use super::{Opened, Reader};
use crate::row::Row;

/// The columns that every call has.
const COLUMNS: [&str; 12] = [
    "key",
    "kind",
    "outcome",
    "direction",
    "phone",
    "line",
    "at",
    "wait_seconds",
    "seconds",
    "call",
    "turn",
    "lastapp",
];

pub(super) fn columns() -> Vec<String> {
    COLUMNS.iter().map(|&name| name.to_owned()).collect()
}

/// Opens the records of an exchange. A wanted column must be one of the fixed ones.
pub(super) fn open(
    source: Source,
    options: &Options,
    wanted: &[String],
) -> Result<Opened, OpenError> {
    let known = |name: &str| COLUMNS.contains(&name.trim().to_lowercase().as_str());
    let missing: Vec<String> = wanted.iter().filter(|name| !known(name)).cloned().collect();
    if !missing.is_empty() {
        return Err(OpenError::MissingColumns { missing, found: columns() });
    }
    match options.format {
        Format::QueueLog => queue_log::open(source, options, wanted),
        _ => record::open(source, options, wanted),
    }
}

/// What a caller says of an opened reader of calls.
fn opened(reader: Box<dyn Reader>, separator: Option<char>, encoding: &'static str) -> Opened {
    Opened { reader, columns: columns(), separator, encoding }
}

/// Who moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    In,
    Out,
}

/// What became of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// A person answered.
    Answered,
    NoAnswer,
    Busy,
    Failed,
    /// The caller gave up while waiting.
    Abandoned,
    /// A machine answered and no person.
    Machine,
}

impl Ending {
    /// The name as an outcome; none where a person answered.
    fn outcome(self) -> &'static str {
        match self {
            Self::Answered => "",
            Self::NoAnswer => "no_answer",
            Self::Busy => "busy",
            Self::Failed => "failed",
            Self::Abandoned => "abandoned",
            Self::Machine => "machine",
        }
    }
}

/// One call, as far as it is about a customer.
struct Call<'a> {
    key: &'a str,
    ending: Ending,
    direction: Direction,
    phone: Cow<'a, str>,
    line: Cow<'a, str>,
    at: &'a str,
    wait_seconds: Option<u64>,
    seconds: Option<u64>,
    call: &'a str,
    /// The queue's word comes after the exchange's on the same call.
    turn: &'static str,
    lastapp: &'a str,
}

impl Call<'_> {
    /// Fills a row.
    fn put(&self, lookup: &mut Lookup, row: &mut Row, line: u64) {
        lookup.begin(row, line);
        let kind = if self.ending == Ending::Answered { "message" } else { "attempt" };
        let direction = if self.direction == Direction::In { "in" } else { "out" };
        for (name, value) in [
            ("key", self.key),
            ("kind", kind),
            ("outcome", self.ending.outcome()),
            ("direction", direction),
            ("phone", &self.phone),
            ("line", &self.line),
            ("at", self.at),
            ("call", self.call),
            ("turn", self.turn),
            ("lastapp", self.lastapp),
        ] {
            lookup.put(row, name, value);
        }
        for (name, value) in [("wait_seconds", self.wait_seconds), ("seconds", self.seconds)] {
            if let Some(value) = value {
                lookup.put(row, name, &value.to_string());
            }
        }
        lookup.finish(row);
    }
}

/// Seconds as exchanges write them: `75`, `75.31` or `00:01:15`.
fn seconds(text: &str) -> Option<u64> {
    let whole = text.trim().split('.').next()?;
    whole.split(':').try_fold(0_u64, |sum, part| {
        sum.checked_mul(60)?.checked_add(part.parse::<u32>().ok()?.into())
    })
}

/// A local time as exchanges write it, `2026-03-02 10:15:00` or with slashes; its seconds on a
/// clock without zone, for differences alone.
fn clock(text: &str) -> Option<i64> {
    let text = text.trim();
    let mut parts =
        text.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty());
    let mut next = |digits: std::ops::RangeInclusive<usize>| {
        parts.next().filter(|part| digits.contains(&part.len()))
    };
    let year = next(4..=4)?.parse().ok()?;
    let mut two = || next(1..=2)?.parse().ok();
    let time = DateTime::new(year, two()?, two()?, two()?, two()?, two()?, 0).ok()?;
    let since = time.duration_since(DateTime::constant(1970, 1, 1, 0, 0, 0, 0));
    Some(since.as_secs())
}

#[cfg(test)]
mod tests {
    use super::{clock, seconds};

    #[test]
    fn durations_and_times_are_read_as_exchanges_write_them() {
        for (text, read) in [
            ("75", Some(75)),
            ("75.31", Some(75)),
            ("00:01:15", Some(75)),
            ("01:00:00", Some(3600)),
            ("", None),
            ("-3", None),
            ("12h", None),
            ("9999999999", None),
        ] {
            assert_eq!(seconds(text), read, "{text}");
        }
        let (first, later) = (clock("2026/03/02 10:15:00"), clock("2026-03-02 10:16:40.5"));
        assert_eq!(later.zip(first).map(|(later, first)| later - first), Some(100));
        for text in ["", "2026-02-30 10:00:00", "10:00:00", "2026-03-02", "02/03/2026 10:00:00"] {
            assert_eq!(clock(text), None, "{text}");
        }
    }
}
