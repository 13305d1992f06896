//! The log of Asterisk's queues: one row a call, put together from its lines as they are read.
//!
//! A line is `time|call|queue|agent|event|data…`. It alone knows whether a person of the queue
//! answered. Calls that are still open wait in memory, up to a bound; one that has ended is handed on
//! an hour after its last line, because it may enter another queue. Agents' names are not kept, and
//! lines that are about agents alone are no rows.

use std::borrow::Cow;
use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Call, Direction, Ending, clock, opened, seconds};
use crate::read::columns::Lookup;
use crate::read::lines::{Line, Lines};
use crate::read::options::{Encoding, Limits, OpenError, Options, ReadError};
use crate::read::source::{Progress, Source};
use crate::read::{Opened, Reader, text};
use crate::row::{Reason, Row, SetApart, Step};

/// How long after its last line a call that has ended may still enter another queue, in seconds.
const ENDED_FOR: i64 = 3_600;
/// How long a call may be silent before its end is not waited for any more, in seconds.
const OPEN_FOR: i64 = 86_400;
/// Lines between two looks for calls that are over.
const LINES_BETWEEN: u64 = 256;
/// A call's id, queue or number is never longer, in bytes; so open calls fill no memory.
const VALUE_BYTES_MAX: usize = 128;

/// What a line says of its call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Event {
    Enter,
    Connect,
    /// The conversation ends; its length stands at this place of the data.
    Complete(usize),
    /// The call leaves the queue without a person; how long it waited stands at this place.
    Leave(Ending, usize),
    /// Another line about the same call.
    Goes,
    /// A line that is about no call.
    Other,
}

fn event(name: &str) -> Event {
    match name {
        "ENTERQUEUE" => Event::Enter,
        "CONNECT" => Event::Connect,
        "COMPLETEAGENT" | "COMPLETECALLER" => Event::Complete(1),
        "TRANSFER" | "BLINDTRANSFER" | "ATTENDEDTRANSFER" => Event::Complete(3),
        "ABANDON" => Event::Leave(Ending::Abandoned, 2),
        "EXITWITHTIMEOUT" | "EXITEMPTY" => Event::Leave(Ending::NoAnswer, 2),
        "EXITWITHKEY" => Event::Leave(Ending::NoAnswer, 3),
        "RINGNOANSWER" | "RINGCANCELED" => Event::Goes,
        _ => Event::Other,
    }
}

/// A call as far as its lines have told.
#[derive(Debug)]
struct OpenCall {
    id: String,
    phone: String,
    queue: String,
    at: String,
    /// Its first line here was not its entering a queue: the file holds only a part of it.
    is_part: bool,
    /// When it entered the queue it is in, in seconds.
    entered: i64,
    /// When its last line was written, in seconds.
    last: i64,
    waited: u64,
    talked: Option<u64>,
    ending: Option<Ending>,
}

impl OpenCall {
    fn is_over(&self, now: i64) -> bool {
        let silent = now.saturating_sub(self.last);
        silent > if self.ending.is_some() { ENDED_FOR } else { OPEN_FOR }
    }

    /// The time in the queue, as the line says, else by the clock.
    fn add_wait(&mut self, told: Option<&str>, now: i64) {
        let by_clock = u64::try_from(now.saturating_sub(self.entered)).unwrap_or(0);
        let waited = told.and_then(seconds).unwrap_or(by_clock);
        self.waited = self.waited.saturating_add(waited);
    }

    fn hear(&mut self, line: &Parts<'_>) {
        self.last = line.time;
        let data = |place: usize| line.data.get(place).copied();
        let is_connected = self.ending == Some(Ending::Answered);
        match line.event {
            Event::Enter if !is_connected => {
                self.ending = None;
                self.entered = line.time;
                line.queue.clone_into(&mut self.queue);
                if let Some(phone) = data(1).filter(|phone| !phone.is_empty()) {
                    phone.clone_into(&mut self.phone);
                }
            }
            Event::Connect if !is_connected => {
                self.add_wait(data(0), line.time);
                line.queue.clone_into(&mut self.queue);
                self.ending = Some(Ending::Answered);
            }
            Event::Complete(place) => {
                self.ending = Some(Ending::Answered);
                let talked = data(place).and_then(seconds).unwrap_or(0);
                self.talked = Some(self.talked.unwrap_or(0).saturating_add(talked));
            }
            Event::Leave(ending, place) if !is_connected => {
                self.add_wait(data(place), line.time);
                line.queue.clone_into(&mut self.queue);
                self.ending = Some(ending);
            }
            _ => {}
        }
    }
}

/// A line taken apart.
struct Parts<'a> {
    time: i64,
    written: &'a str,
    call: &'a str,
    queue: &'a str,
    event: Event,
    data: Vec<&'a str>,
}

/// Takes a line apart; nothing where it is none of a queue log.
fn parts(line: &str) -> Option<Parts<'_>> {
    let mut fields = line.trim_end_matches(['\r', '\n']).split('|').map(str::trim);
    let written = fields.next()?;
    let time = match written.split('.').next()?.parse::<u32>() {
        Ok(time) => i64::from(time),
        Err(_) => clock(written)?,
    };
    let (call, queue, _agent, name) =
        (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
    let data: Vec<&str> = fields.take(8).collect();
    let is_short = |value: &str| value.len() <= VALUE_BYTES_MAX;
    let all_short = [written, call, queue].into_iter().chain(data.iter().copied()).all(is_short);
    let event = event(name);
    // What is about no call is not looked at.
    (all_short || event == Event::Other).then_some(Parts {
        time,
        written,
        call,
        queue,
        event,
        data,
    })
}

struct QueueLogReader {
    lines: Lines,
    encoding: Encoding,
    lookup: Lookup,
    limits: Limits,
    /// By the line at which each began.
    open: BTreeMap<u64, OpenCall>,
    begun: FxHashMap<String, u64>,
    ready: VecDeque<(u64, Result<OpenCall, Reason>)>,
    done: bool,
    progress: Arc<Progress>,
}

/// Opens a queue log.
pub(super) fn open(
    source: Source,
    options: &Options,
    wanted: &[String],
) -> Result<Opened, OpenError> {
    let progress = source.progress();
    let input = text::open(source, options.encoding).map_err(OpenError::io)?;
    let reader = QueueLogReader {
        lines: Lines::new(input.bytes, options.limits.row_bytes_max),
        encoding: options.encoding,
        lookup: Lookup::new(wanted),
        limits: options.limits,
        open: BTreeMap::new(),
        begun: FxHashMap::default(),
        ready: VecDeque::new(),
        done: false,
        progress,
    };
    Ok(opened(Box::new(reader), Some('|'), input.told.unwrap_or("utf-8")))
}

impl QueueLogReader {
    fn advance_step(&mut self, row: &mut Row) -> io::Result<Step> {
        loop {
            if let Some((line, found)) = self.ready.pop_front() {
                return Ok(self.hand_on(row, line, found));
            }
            if self.done {
                return Ok(Step::End);
            }
            match self.lines.next()? {
                None => self.finish(),
                Some(line) => {
                    let number = line.number;
                    let ending = if line.is_complete() { None } else { self.progress.ending() };
                    let heard = match ending {
                        Some(reason) => Err(reason),
                        None => {
                            hear(&line, self.encoding, self.limits, &mut self.open, &mut self.begun)
                        }
                    };
                    if let Err(reason) = heard {
                        self.ready.push_back((number, Err(reason)));
                    }
                    self.let_go(number);
                }
            }
        }
    }

    /// Hands on calls that are over, and the oldest ones where there are too many.
    fn let_go(&mut self, number: u64) {
        while self.open.len() > self.limits.open_calls_max {
            self.release_first();
        }
        if !number.is_multiple_of(LINES_BETWEEN) {
            return;
        }
        let now = self.open.values().map(|call| call.last).max().unwrap_or(0);
        let over: Vec<u64> =
            self.open.iter().filter(|(_, call)| call.is_over(now)).map(|(line, _)| *line).collect();
        for line in over {
            if let Some(call) = self.open.remove(&line) {
                self.release(line, call);
            }
        }
    }

    fn release_first(&mut self) {
        if let Some((line, call)) = self.open.pop_first() {
            self.release(line, call);
        }
    }

    fn release(&mut self, line: u64, call: OpenCall) {
        self.begun.remove(&call.id);
        self.ready.push_back((line, Ok(call)));
    }

    /// The end of the file: whatever is still open is handed on as far as it is known.
    fn finish(&mut self) {
        while !self.open.is_empty() {
            self.release_first();
        }
        if let Some(reason) = self.progress.ending() {
            self.ready.push_back((self.lines.number() + 1, Err(reason)));
        }
        self.done = true;
    }

    fn hand_on(&mut self, row: &mut Row, line: u64, found: Result<OpenCall, Reason>) -> Step {
        // The raw text of a line names an agent: it is not kept.
        let apart = |reason| Step::SetApart(SetApart::from_bytes(line, reason, b""));
        let call = match found {
            Ok(call) => call,
            Err(reason) => return apart(reason),
        };
        let Some(ending) = call.ending.filter(|_| !call.is_part) else {
            return apart(Reason::UnfinishedCall);
        };
        Call {
            key: &call.id,
            ending,
            direction: Direction::In,
            phone: Cow::Borrowed(&call.phone),
            line: Cow::Borrowed(&call.queue),
            at: &call.at,
            wait_seconds: Some(call.waited),
            seconds: call.talked,
            call: &call.id,
            turn: "1",
            lastapp: "",
        }
        .put(&mut self.lookup, row, line);
        Step::Row
    }
}

/// Adds a line to its call.
fn hear(
    line: &Line<'_>,
    encoding: Encoding,
    limits: Limits,
    open: &mut BTreeMap<u64, OpenCall>,
    begun: &mut FxHashMap<String, u64>,
) -> Result<(), Reason> {
    if line.too_long {
        let limit = u64::try_from(limits.row_bytes_max).unwrap_or(u64::MAX);
        return Err(Reason::TooLong { limit });
    }
    if line.bytes.trim_ascii().is_empty() {
        return Ok(());
    }
    let text = text::decode(line.bytes, encoding).ok_or(Reason::Encoding)?;
    let parts = parts(&text).ok_or(Reason::NotACall)?;
    if parts.event == Event::Other {
        return Ok(());
    }
    if let Some(call) = begun.get(parts.call).and_then(|begun| open.get_mut(begun)) {
        call.hear(&parts);
    } else {
        let mut call = OpenCall {
            id: parts.call.to_owned(),
            phone: String::new(),
            queue: parts.queue.to_owned(),
            at: parts.written.to_owned(),
            is_part: parts.event != Event::Enter,
            entered: parts.time,
            last: parts.time,
            waited: 0,
            talked: None,
            ending: None,
        };
        call.hear(&parts);
        begun.insert(call.id.clone(), line.number);
        open.insert(line.number, call);
    }
    Ok(())
}

impl Reader for QueueLogReader {
    fn step(&mut self, row: &mut Row) -> Result<Step, ReadError> {
        self.advance_step(row).map_err(|source| self.progress.read_error(source))
    }

    fn bytes_read(&self) -> u64 {
        self.progress.bytes_read()
    }
}
