//! Call records of Asterisk: which value is what, and what they say of a customer's call.
//!
//! `cdr_csv` writes `accountcode, src, dst, dcontext, clid, channel, dstchannel, lastapp, lastdata,
//! start, answer, end, duration, billsec, disposition, amaflags` and, where it is told to,
//! `uniqueid, userfield`. The sample of `cdr_custom` begins with `clid` and has `accountcode` after
//! `amaflags`. Neither writes a header. The order is found from the times, the two durations and the
//! disposition, which stand together in both.

use std::borrow::Cow;

use super::numbers::{Party, dialled, party};
use super::record::NOWHERE;
use super::{Call, Direction, Ending, clock, seconds};
use crate::read::options::Exchange;
use crate::row::{Reason, Row};

/// Where in a record its values stand.
pub(super) struct Places {
    src: usize,
    dst: usize,
    dstchannel: usize,
    lastapp: usize,
    start: usize,
    duration: usize,
    billsec: usize,
    disposition: usize,
    uniqueid: usize,
    linkedid: usize,
    did: usize,
}

/// Applications that speak to a caller in place of a person.
const VOICEMAIL: [&str; 3] = ["voicemail", "voicemailmain", "minivmrecord"];

/// Where the time of the beginning stands: `cdr_csv`, and the sample of `cdr_custom`.
const STARTS: [usize; 2] = [9, 8];

impl Places {
    /// The places by the names of a header.
    pub(super) fn named(names: &[&str]) -> Option<Self> {
        let place = |wanted: &[&str]| {
            let is_it = |name: &&str| wanted.iter().any(|one| name.eq_ignore_ascii_case(one));
            names.iter().position(is_it)
        };
        let or_nowhere = |wanted: &[&str]| place(wanted).unwrap_or(NOWHERE);
        Some(Self {
            src: place(&["src"])?,
            dst: place(&["dst"])?,
            dstchannel: or_nowhere(&["dstchannel"]),
            lastapp: or_nowhere(&["lastapp"]),
            start: place(&["start", "calldate"])?,
            duration: or_nowhere(&["duration"]),
            billsec: or_nowhere(&["billsec"]),
            disposition: place(&["disposition"])?,
            uniqueid: or_nowhere(&["uniqueid"]),
            linkedid: or_nowhere(&["linkedid"]),
            did: or_nowhere(&["did"]),
        })
    }

    /// The places of a record without names, by what its values are.
    pub(super) fn by_signature(record: &Row) -> Option<Self> {
        let start = *STARTS.iter().find(|&&start| is_signature(record, start))?;
        // After the flags come ids where they are written: the call's own, and that of all its parts.
        let is_id = |&place: &usize| is_id(record.value(place));
        let mut ids = (start + 7..start + 12).filter(is_id);
        let uniqueid = ids.next().unwrap_or(NOWHERE);
        Some(Self {
            src: 1,
            dst: 2,
            dstchannel: start - 3,
            lastapp: start - 2,
            start,
            duration: start + 3,
            billsec: start + 4,
            disposition: start + 5,
            uniqueid,
            linkedid: ids.next_back().unwrap_or(NOWHERE),
            did: NOWHERE,
        })
    }
}

/// Whether three times, two durations and a disposition stand from here on.
fn is_signature(record: &Row, start: usize) -> bool {
    let value = |place: usize| record.value(start + place).trim();
    let is_time_or_none = |text: &str| text.is_empty() || clock(text).is_some();
    clock(value(0)).is_some()
        && is_time_or_none(value(1))
        && is_time_or_none(value(2))
        && seconds(value(3)).is_some()
        && seconds(value(4)).is_some()
        && disposition(value(5)).is_some()
}

/// Whether a value is an id as Asterisk makes them: `1445955380.123`, after a system's name or not.
fn is_id(text: &str) -> bool {
    let Some((time, number)) = text.trim().rsplit_once('.') else { return false };
    let digits = time.bytes().rev().take_while(u8::is_ascii_digit).count();
    digits >= 9 && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// What a disposition means before it is known who answered.
fn disposition(text: &str) -> Option<Ending> {
    let known = [
        ("ANSWERED", Ending::Answered),
        ("NO ANSWER", Ending::NoAnswer),
        ("NO_ANSWER", Ending::NoAnswer),
        ("NOANSWER", Ending::NoAnswer),
        ("BUSY", Ending::Busy),
        ("FAILED", Ending::Failed),
        ("CONGESTION", Ending::Failed),
    ];
    known.iter().find(|(name, _)| text.eq_ignore_ascii_case(name)).map(|(_, ending)| *ending)
}

/// What a record says.
pub(super) fn call<'a>(
    record: &'a Row,
    places: &Places,
    exchange: &Exchange,
) -> Result<Call<'a>, Reason> {
    let value = |place: usize| record.value(place).trim();
    let mut ending = disposition(value(places.disposition)).ok_or(Reason::NotACall)?;
    let (src, dst) = (value(places.src), value(places.dst));
    let (lastapp, did) = (value(places.lastapp), value(places.did));
    let is_app = |name: &str| lastapp.eq_ignore_ascii_case(name);
    // Whoever picks up has a channel; an announcement, a menu, a queue or a mailbox has none.
    let is_machine = (places.dstchannel != NOWHERE && value(places.dstchannel).is_empty())
        || VOICEMAIL.iter().any(|name| is_app(name));
    if ending == Ending::Answered && is_machine {
        ending = Ending::Machine;
    }
    let outside = dialled(dst, exchange);
    let is_own = matches!(party(src, exchange), Party::Extension | Party::Line);
    let (direction, phone, line) = if !is_own {
        let line = if did.is_empty() { line_of(dst, is_machine, exchange) } else { did };
        let is_hidden = party(src, exchange) == Party::Hidden;
        (Direction::In, Cow::Borrowed(if is_hidden { "" } else { src }), line)
    } else if party(&outside, exchange) == Party::Outside {
        let line = if party(src, exchange) == Party::Line { src } else { "" };
        (Direction::Out, outside, line)
    } else {
        return Err(Reason::InternalCall);
    };
    let (duration, billed) = (seconds(value(places.duration)), seconds(value(places.billsec)));
    let wait_seconds = match ending {
        // A queue answers before a person does: how long the caller waited, the queue's log knows.
        Ending::Answered if is_app("Queue") => None,
        Ending::Answered => duration.zip(billed).and_then(|(all, paid)| all.checked_sub(paid)),
        _ => duration,
    };
    let linked = value(places.linkedid);
    Ok(Call {
        key: "",
        ending,
        direction,
        phone,
        line: Cow::Borrowed(line),
        at: value(places.start),
        wait_seconds,
        seconds: billed,
        call: if linked.is_empty() { value(places.uniqueid) } else { linked },
        turn: "",
        lastapp,
    })
}

/// The line that a customer dialled; a telephone that a person answers is that person's desk.
fn line_of<'a>(dst: &'a str, is_machine: bool, exchange: &Exchange) -> &'a str {
    match party(dst, exchange) {
        Party::Line | Party::Outside => dst,
        Party::Extension if is_machine && dst.bytes().all(|byte| byte.is_ascii_digit()) => dst,
        _ => "",
    }
}
