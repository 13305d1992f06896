//! Call records of 3CX, whose columns and their order the administrator chooses.

use std::borrow::Cow;

use super::numbers::{Party, dialled, party};
use super::record::NOWHERE;
use super::{Call, Direction, Ending, clock, seconds};
use crate::read::options::Exchange;
use crate::row::{Reason, Row};

/// Where in a record its values stand. Display names, extensions and the agents that a queue polled
/// in vain are not among them.
pub(super) struct Places {
    history_id: usize,
    call_id: usize,
    duration: usize,
    time_start: usize,
    time_answered: usize,
    time_end: usize,
    reason_terminated: usize,
    from_no: usize,
    to_no: usize,
    dial_no: usize,
    final_number: usize,
    from_type: usize,
    to_type: usize,
    final_type: usize,
}

impl Places {
    /// The places by the names of a header.
    pub(super) fn named(names: &[&str]) -> Option<Self> {
        let place = |wanted: &str| {
            let is_it = |name: &&str| name.replace('_', "-").eq_ignore_ascii_case(wanted);
            names.iter().position(is_it)
        };
        let or_nowhere = |wanted: &str| place(wanted).unwrap_or(NOWHERE);
        Some(Self {
            history_id: or_nowhere("historyid"),
            call_id: or_nowhere("callid"),
            duration: or_nowhere("duration"),
            time_start: place("time-start")?,
            time_answered: place("time-answered")?,
            time_end: or_nowhere("time-end"),
            reason_terminated: or_nowhere("reason-terminated"),
            from_no: place("from-no")?,
            to_no: or_nowhere("to-no"),
            dial_no: or_nowhere("dial-no"),
            final_number: or_nowhere("final-number"),
            from_type: or_nowhere("from-type"),
            to_type: or_nowhere("to-type"),
            final_type: or_nowhere("final-type"),
        })
    }
}

/// Whether a type of 3CX is a person's telephone, where it is told.
fn is_extension(kind: &str) -> Option<bool> {
    (!kind.is_empty()).then(|| kind.eq_ignore_ascii_case("extension"))
}

/// A number without the `Ext.` that 3CX writes before extensions.
fn plain(number: &str) -> &str {
    match number.get(..4) {
        Some(start) if start.eq_ignore_ascii_case("ext.") => number.get(4..).unwrap_or_default(),
        _ => number,
    }
}

/// What a record says.
pub(super) fn call<'a>(
    record: &'a Row,
    places: &Places,
    exchange: &Exchange,
) -> Result<Call<'a>, Reason> {
    let value = |place: usize| record.value(place).trim();
    let (from, to) = (plain(value(places.from_no)), plain(value(places.to_no)));
    let (start, answered) = (value(places.time_start), value(places.time_answered));
    let started = clock(start).ok_or(Reason::NotACall)?;
    let is_own = |kind: &str, number: &str| {
        let by_number = || matches!(party(number, exchange), Party::Extension | Party::Line);
        is_extension(kind).unwrap_or_else(by_number)
    };
    let dialled_no = value(places.dial_no);
    let (direction, phone, line) = if is_own(value(places.from_type), from) {
        let numbers = [to, dialled_no].map(|number| dialled(number, exchange));
        let outside = numbers.into_iter().find(|number| party(number, exchange) == Party::Outside);
        (Direction::Out, outside.ok_or(Reason::InternalCall)?, "")
    } else {
        let phone = if party(from, exchange) == Party::Hidden { "" } else { from };
        (Direction::In, Cow::Borrowed(phone), line_of(record, places, exchange))
    };
    let talked = seconds(value(places.duration));
    let ending = if answered.is_empty() {
        unanswered(value(places.reason_terminated), direction)
    } else if direction == Direction::Out || reached_person(record, places, exchange) {
        Ending::Answered
    } else {
        Ending::Machine
    };
    let until = if ending == Ending::Answered { answered } else { value(places.time_end) };
    let waited = clock(until).and_then(|until| u64::try_from(until - started).ok());
    let history = value(places.history_id);
    let history = history.strip_prefix("Call ").unwrap_or(history).trim();
    Ok(Call {
        key: "",
        ending,
        direction,
        phone,
        line: Cow::Borrowed(line),
        at: start,
        wait_seconds: waited,
        seconds: talked,
        call: if history.is_empty() { value(places.call_id) } else { history },
        turn: "",
        lastapp: value(places.final_type),
    })
}

/// Whether an answered call of a customer ended at a person's telephone.
fn reached_person(record: &Row, places: &Places, exchange: &Exchange) -> bool {
    let value = |place: usize| record.value(place).trim();
    let by_type = is_extension(value(places.final_type)).or(is_extension(value(places.to_type)));
    by_type.unwrap_or_else(|| {
        let last = [places.final_number, places.to_no].map(|place| plain(value(place)));
        let last = last.into_iter().find(|number| !number.is_empty()).unwrap_or_default();
        party(last, exchange) == Party::Extension
    })
}

/// The line that a customer dialled: the number from outside, else the queue or menu.
fn line_of<'a>(record: &'a Row, places: &Places, exchange: &Exchange) -> &'a str {
    let value = |place: usize| record.value(place).trim();
    let (dial_no, to) = (value(places.dial_no), plain(value(places.to_no)));
    for number in [dial_no, to] {
        if matches!(party(number, exchange), Party::Line | Party::Outside) {
            return number;
        }
    }
    // The number of a queue looks like an extension, but is nobody's desk.
    let is_desk = is_extension(value(places.to_type)).unwrap_or(true);
    if is_desk || party(to, exchange) != Party::Extension { "" } else { to }
}

/// What became of a call that was not answered.
fn unanswered(reason: &str, direction: Direction) -> Ending {
    let reason = reason.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| reason.contains(word));
    if says(&["busy"]) {
        Ending::Busy
    } else if says(&["fail", "notavail", "not_avail", "invalid", "error"]) {
        Ending::Failed
    } else if direction == Direction::In && says(&["src", "bysource"]) {
        Ending::Abandoned
    } else {
        Ending::NoAnswer
    }
}
