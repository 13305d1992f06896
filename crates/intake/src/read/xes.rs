//! Reads event logs in XES (IEEE 1849): one row per event, with the attributes of its trace.
//!
//! Columns are the keys of the event's attributes; `trace:KEY` are those of its trace and
//! `event_index` is its place in the trace, from 1. Only values at the top level of an event count.

use std::fmt::Write as _;
use std::io::{self, BufReader};
use std::sync::Arc;

use quick_xml::Reader as XmlReader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use super::columns::Lookup;
use super::metered::Metered;
use super::options::{Format, Limits, OpenError, Options, ReadError};
use super::source::{Progress, Source};
use super::{Opened, Reader, text};
use crate::row::{RAW_BYTES_MAX, Reason, Row, SetApart, Step};

const BUFFER_BYTES: usize = 1 << 16;
/// The attributes of a trace repeat with each of its events, so they are kept shorter than a row.
const TRACE_SHARE: usize = 16;

/// What the reader is inside of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    Log,
    Trace,
    Event,
}

/// What an element means for the row being filled.
enum Outcome {
    Continue,
    EventEnds,
    Stop(Reason),
    LogEnds,
}

struct XesReader {
    xml: XmlReader<Metered>,
    buffer: Vec<u8>,
    state: State,
    pending: Option<SetApart>,
    done: bool,
    progress: Arc<Progress>,
}

struct State {
    lookup: Lookup,
    limits: Limits,
    depth: usize,
    inside: Inside,
    events: u64,
    index: u64,
    /// Attributes of the trace, as names and values one after the other.
    trace: Vec<(String, String)>,
    trace_length: usize,
    trace_bytes: usize,
    event_bytes: usize,
    fault: Option<Reason>,
    /// What is wrong with the trace, and so with each of its events.
    trace_fault: Option<Reason>,
    scratch: String,
}

/// Opens an event log; wanted columns need not exist.
pub(super) fn open(
    source: Source,
    options: &Options,
    wanted: &[String],
) -> Result<Opened, OpenError> {
    let progress = source.progress();
    let input = text::open_xml(source).map_err(OpenError::io)?;
    let metered = Metered::new(BufReader::with_capacity(BUFFER_BYTES, input));
    let mut xml = XmlReader::from_reader(metered);
    xml.config_mut().trim_text(true);
    let mut reader = XesReader {
        xml,
        buffer: Vec::new(),
        state: State {
            lookup: Lookup::new(wanted),
            limits: options.limits,
            depth: 0,
            inside: Inside::Log,
            events: 0,
            index: 0,
            trace: Vec::new(),
            trace_length: 0,
            trace_bytes: 0,
            event_bytes: 0,
            fault: None,
            trace_fault: None,
            scratch: String::new(),
        },
        pending: None,
        done: false,
        progress,
    };
    reader.root()?;
    let reader = Box::new(reader);
    Ok(Opened { reader, columns: Vec::new(), separator: None, encoding: "utf-8" })
}

impl XesReader {
    /// Goes to the root element, which must be a log.
    fn root(&mut self) -> Result<(), OpenError> {
        let not_the_format = || OpenError::NotTheFormat { format: Format::Xes };
        loop {
            self.buffer.clear();
            self.xml.get_mut().allow(self.state.limits.row_bytes_max);
            match self.xml.read_event_into(&mut self.buffer) {
                Ok(Event::Start(element)) if element.local_name().as_ref() == "log" => {
                    self.state.depth = 1;
                    return Ok(());
                }
                Ok(Event::Empty(element)) if element.local_name().as_ref() == "log" => {
                    self.done = true;
                    return Ok(());
                }
                Ok(Event::Decl(_) | Event::Comment(_) | Event::PI(_)) => {}
                Ok(Event::DocType(_)) => {
                    self.stop(Reason::Entity);
                    return Ok(());
                }
                Ok(Event::Eof) if self.progress.ending().is_none() => {
                    let position = self.xml.error_position().max(self.xml.buffer_position());
                    return Err(if position == 0 { OpenError::Empty } else { not_the_format() });
                }
                Err(quick_xml::Error::Io(error)) if !self.xml.get_mut().is_exceeded() => {
                    return Err(OpenError::io(io::Error::new(error.kind(), error)));
                }
                _ => {
                    let reason = self.progress.ending().ok_or_else(not_the_format)?;
                    self.stop(reason);
                    return Ok(());
                }
            }
        }
    }

    /// Sets the current place apart, as the last thing before the end.
    fn stop(&mut self, reason: Reason) {
        let raw = self.buffer.get(..RAW_BYTES_MAX).unwrap_or(&self.buffer);
        let line = self.state.events + u64::from(self.state.inside != Inside::Event);
        self.pending = Some(SetApart::from_bytes(line, reason, raw));
        self.done = true;
    }

    fn advance_step(&mut self, row: &mut Row) -> io::Result<Step> {
        loop {
            if let Some(set_apart) = self.pending.take() {
                return Ok(Step::SetApart(set_apart));
            }
            if self.done {
                return Ok(Step::End);
            }
            self.buffer.clear();
            self.xml.get_mut().allow(self.state.limits.row_bytes_max);
            let outcome = match self.xml.read_event_into(&mut self.buffer) {
                Ok(Event::Start(element)) => self.state.start(&element, row, false),
                Ok(Event::Empty(element)) => self.state.start(&element, row, true),
                Ok(Event::End(_)) => self.state.end(),
                Ok(Event::DocType(_)) => Outcome::Stop(Reason::Entity),
                Ok(Event::Eof) => {
                    Outcome::Stop(self.progress.ending().unwrap_or(Reason::Truncated))
                }
                Ok(_) => Outcome::Continue,
                Err(error) => Outcome::Stop(self.reason(error)?),
            };
            match outcome {
                Outcome::Continue => {}
                Outcome::LogEnds => self.done = true,
                Outcome::Stop(reason) => self.stop(reason),
                Outcome::EventEnds => {
                    self.state.lookup.finish(row);
                    let line = self.state.events;
                    return Ok(match self.state.fault.take() {
                        None => Step::Row,
                        Some(reason) => {
                            let raw = self.state.lookup.written(row, RAW_BYTES_MAX);
                            Step::SetApart(SetApart::from_bytes(line, reason, raw.as_bytes()))
                        }
                    });
                }
            }
        }
    }

    fn reason(&mut self, error: quick_xml::Error) -> io::Result<Reason> {
        if let Some(reason) = self.progress.ending() {
            return Ok(reason);
        }
        let limit = u64::try_from(self.state.limits.row_bytes_max).unwrap_or(u64::MAX);
        match error {
            quick_xml::Error::Io(_) if self.xml.get_mut().is_exceeded() => {
                Ok(Reason::TooLong { limit })
            }
            quick_xml::Error::Io(error) => Err(io::Error::new(error.kind(), error)),
            quick_xml::Error::Encoding(_) => Ok(Reason::Encoding),
            // Every fault of syntax is an end of input in the middle of markup, but for `<!`.
            quick_xml::Error::Syntax(fault)
                if fault != quick_xml::errors::SyntaxError::InvalidBangMarkup =>
            {
                Ok(Reason::Truncated)
            }
            _ => Ok(Reason::BrokenXml),
        }
    }
}

impl State {
    fn start(&mut self, element: &BytesStart<'_>, row: &mut Row, empty: bool) -> Outcome {
        let depth = self.depth + 1;
        if depth > self.limits.depth_max {
            return Outcome::Stop(Reason::TooDeep { limit: self.limits.depth_max });
        }
        match (self.inside, depth) {
            (Inside::Log, 2) => {
                let name = element.local_name();
                if name.as_ref() == "trace" {
                    self.begin_trace();
                    self.inside = if empty { Inside::Log } else { Inside::Trace };
                } else if name.as_ref() == "event" {
                    self.begin_trace();
                    return self.begin_event(row, depth, empty);
                }
            }
            (Inside::Trace, 3) => {
                if element.local_name().as_ref() == "event" {
                    return self.begin_event(row, depth, empty);
                }
                self.attribute(element, None);
            }
            // An event is one level below its trace, or below the log itself.
            (Inside::Event, 4) if self.index > 0 => self.attribute(element, Some(row)),
            (Inside::Event, 3) if self.index == 0 => self.attribute(element, Some(row)),
            _ => {}
        }
        if !empty {
            self.depth = depth;
        }
        Outcome::Continue
    }

    fn end(&mut self) -> Outcome {
        self.depth = self.depth.saturating_sub(1);
        match (self.inside, self.depth) {
            (_, 0) => return Outcome::LogEnds,
            (Inside::Event, 1) => {
                self.inside = Inside::Log;
                return Outcome::EventEnds;
            }
            (Inside::Event, 2) if self.index > 0 => {
                self.inside = Inside::Trace;
                return Outcome::EventEnds;
            }
            (Inside::Trace, 1) => self.inside = Inside::Log,
            _ => {}
        }
        Outcome::Continue
    }

    fn begin_trace(&mut self) {
        self.index = 0;
        self.trace_length = 0;
        self.trace_bytes = 0;
        self.trace_fault = None;
    }

    fn begin_event(&mut self, row: &mut Row, depth: usize, empty: bool) -> Outcome {
        self.events += 1;
        self.event_bytes = 0;
        self.fault.clone_from(&self.trace_fault);
        self.lookup.begin(row, self.events);
        if self.inside == Inside::Trace {
            self.index += 1;
            self.scratch.clear();
            // Writing to a string cannot fail.
            let _ = write!(self.scratch, "{}", self.index);
            self.lookup.put(row, "event_index", &self.scratch);
            for (name, value) in self.trace.iter().take(self.trace_length) {
                self.lookup.put(row, name, value);
            }
        }
        if empty {
            return Outcome::EventEnds;
        }
        self.depth = depth;
        self.inside = Inside::Event;
        Outcome::Continue
    }

    fn too_long(&self) -> Reason {
        Reason::TooLong { limit: u64::try_from(self.limits.row_bytes_max).unwrap_or(u64::MAX) }
    }

    /// Takes the key and value of an attribute, for the row or else for the trace.
    fn attribute(&mut self, element: &BytesStart<'_>, row: Option<&mut Row>) {
        let is_trace = row.is_none();
        if !self.take_attribute(element, row) {
            let fault = if is_trace { &mut self.trace_fault } else { &mut self.fault };
            *fault = Some(Reason::BrokenXml);
        }
    }

    /// As [`State::attribute`]; false when the element is broken.
    fn take_attribute(&mut self, element: &BytesStart<'_>, row: Option<&mut Row>) -> bool {
        let (mut key, mut value) = (None, None);
        for attribute in element.attributes().with_checks(false) {
            let Ok(attribute) = attribute else { return false };
            match attribute.key.as_ref() {
                "key" => key = unescape_borrowed(attribute.value),
                "value" => value = unescape_borrowed(attribute.value),
                _ => {}
            }
        }
        // A list or container has no value of its own.
        let (Some(key), Some(value)) = (key, value) else {
            return !element.attributes_raw().contains('&');
        };
        let bytes = key.len() + value.len();
        match row {
            Some(row) => {
                self.event_bytes += bytes;
                if self.event_bytes > self.limits.row_bytes_max {
                    self.fault = Some(self.too_long());
                } else {
                    self.lookup.put(row, &key, &value);
                }
            }
            None => self.trace_attribute(&key, &value),
        }
        true
    }

    fn trace_attribute(&mut self, key: &str, value: &str) {
        self.trace_bytes += key.len() + value.len() + "trace:".len();
        if self.trace_bytes > self.limits.row_bytes_max / TRACE_SHARE {
            self.trace_fault = Some(self.too_long());
            return;
        }
        if self.trace_length == self.trace.len() {
            self.trace.push((String::new(), String::new()));
        }
        if let Some((name, kept)) = self.trace.get_mut(self.trace_length) {
            name.clear();
            name.push_str("trace:");
            name.push_str(key);
            kept.clear();
            kept.push_str(value);
            self.trace_length += 1;
        }
    }
}

/// The value of an attribute with its references resolved; `None` when one is unknown.
fn unescape_borrowed(raw: std::borrow::Cow<'_, str>) -> Option<std::borrow::Cow<'_, str>> {
    if !raw.contains('&') {
        return Some(raw);
    }
    unescape(&raw).ok().map(|text| std::borrow::Cow::Owned(text.into_owned()))
}

impl Reader for XesReader {
    fn step(&mut self, row: &mut Row) -> Result<Step, ReadError> {
        self.advance_step(row).map_err(|source| self.progress.read_error(source))
    }

    fn bytes_read(&self) -> u64 {
        self.progress.bytes_read()
    }
}
