//! Reads bank statements and notifications (ISO 20022 camt.053 and camt.054): a row a transaction.
//!
//! Money that came in is a payment. Money that goes back because a collection was returned or an
//! entry reversed is a payment with a minus; any other money that goes out is none of the customers'
//! affairs, is passed over and counted. The columns are [`COLUMNS`].
//!
//! A statement is read as a stream: one entry of it, or one transaction of a batch, is in memory.
//! Layout: `entry` gathers what an entry and its transactions say, here stands the reading.

mod entry;

use std::io::{self, BufReader};
use std::sync::Arc;

use quick_xml::Reader as XmlReader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::columns::Lookup;
use super::metered::Metered;
use super::options::{Format, Limits, OpenError, Options, ReadError};
use super::source::{Progress, Source};
use super::{Opened, Reader, text};
use crate::row::{RAW_BYTES_MAX, Reason, Row, SetApart, Step};
use entry::{Entry, Finished};

/// The columns of a row; each is left out where a statement says nothing of it.
pub const COLUMNS: &[&str] = &[
    "key",
    "at",
    "amount",
    "currency",
    "reference",
    "remittance",
    "end_to_end",
    "debtor_name",
    "debtor_company",
    "debtor_iban",
    "reason",
    "bank_reference",
    "method",
];

const BUFFER_BYTES: usize = 1 << 16;

/// What the messages of these formats are called, in whichever wrapping.
const MESSAGES: &[&str] = &["BkToCstmrStmt", "BkToCstmrDbtCdtNtfctn"];

struct CamtReader {
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
    /// The local names of the elements around, within the present entry.
    path: Vec<String>,
    depth: usize,
    /// The depth of the present entry; 0 outside one.
    entry_depth: usize,
    entry: Entry,
    entries: u64,
    entry_bytes: usize,
    is_message: bool,
    value: String,
    is_leaf: bool,
}

/// Opens a statement; wanted columns need not exist.
pub(super) fn open(
    source: Source,
    options: &Options,
    wanted: &[String],
) -> Result<Opened, OpenError> {
    let progress = source.progress();
    let input = text::open_xml(source).map_err(OpenError::io)?;
    let xml = XmlReader::from_reader(Metered::new(BufReader::with_capacity(BUFFER_BYTES, input)));
    let mut reader = CamtReader {
        xml,
        buffer: Vec::new(),
        state: State {
            lookup: Lookup::new(wanted),
            limits: options.limits,
            path: Vec::new(),
            depth: 0,
            entry_depth: 0,
            entry: Entry::default(),
            entries: 0,
            entry_bytes: 0,
            is_message: false,
            value: String::new(),
            is_leaf: false,
        },
        pending: None,
        done: false,
        progress,
    };
    reader.message()?;
    Ok(Opened { reader: Box::new(reader), columns: Vec::new(), separator: None, encoding: "utf-8" })
}

/// What an event means for the row being filled.
enum Outcome {
    Continue,
    Stop(Reason),
    End,
}

impl CamtReader {
    /// Goes to the message, which must be one of these formats.
    fn message(&mut self) -> Result<(), OpenError> {
        let not_the_format = || OpenError::NotTheFormat { format: Format::Camt };
        while !self.state.is_message && !self.done {
            match self.event().map_err(OpenError::io)? {
                Outcome::Continue if self.state.depth <= self.state.limits.depth_max => {}
                Outcome::Stop(Reason::Truncated) if self.state.depth == 0 => {
                    let is_empty = self.xml.buffer_position() == 0;
                    return Err(if is_empty { OpenError::Empty } else { not_the_format() });
                }
                Outcome::Stop(Reason::BrokenXml) => return Err(not_the_format()),
                Outcome::Stop(reason) => self.stop(reason),
                _ => return Err(not_the_format()),
            }
        }
        Ok(())
    }

    fn advance_step(&mut self, row: &mut Row) -> io::Result<Step> {
        loop {
            if let Some(set_apart) = self.pending.take() {
                return Ok(Step::SetApart(set_apart));
            }
            if let Some(finished) = self.state.entry.next_finished() {
                return Ok(self.state.give_out(row, &finished));
            }
            if self.done {
                return Ok(Step::End);
            }
            match self.event()? {
                Outcome::Continue => {}
                Outcome::Stop(reason) => self.stop(reason),
                Outcome::End => self.done = true,
            }
        }
    }

    /// The next event and what it means.
    fn event(&mut self) -> io::Result<Outcome> {
        self.buffer.clear();
        self.xml.get_mut().allow(self.state.limits.row_bytes_max);
        let state = &mut self.state;
        let outcome = match self.xml.read_event_into(&mut self.buffer) {
            Ok(Event::Start(element)) => state.start(&element),
            Ok(Event::End(_)) => state.end(),
            Ok(Event::Text(text)) => state.text(&text),
            Ok(Event::CData(text)) => state.text(&text),
            Ok(Event::GeneralRef(name)) => state.reference(&name),
            Ok(Event::DocType(_)) => Outcome::Stop(Reason::Entity),
            Ok(Event::Eof) => Outcome::Stop(self.progress.ending().unwrap_or(Reason::Truncated)),
            Ok(_) => Outcome::Continue,
            Err(error) => Outcome::Stop(self.reason(error)?),
        };
        Ok(outcome)
    }

    fn reason(&mut self, error: quick_xml::Error) -> io::Result<Reason> {
        if let Some(reason) = self.progress.ending() {
            return Ok(reason);
        }
        match error {
            quick_xml::Error::Io(_) if self.xml.get_mut().is_exceeded() => {
                Ok(too_long(self.state.limits))
            }
            quick_xml::Error::Io(error) if error.kind() == io::ErrorKind::InvalidData => {
                Ok(Reason::Encoding)
            }
            quick_xml::Error::Io(error) => Err(io::Error::new(error.kind(), error)),
            quick_xml::Error::Encoding(_) => Ok(Reason::Encoding),
            quick_xml::Error::Syntax(fault)
                if fault != quick_xml::errors::SyntaxError::InvalidBangMarkup =>
            {
                Ok(Reason::Truncated)
            }
            _ => Ok(Reason::BrokenXml),
        }
    }

    /// Sets the present place apart, as the last thing before the end.
    fn stop(&mut self, reason: Reason) {
        let raw = self.buffer.get(..RAW_BYTES_MAX).unwrap_or(&self.buffer);
        let line = self.state.entries + u64::from(self.state.entry_depth == 0);
        self.pending = Some(SetApart::from_bytes(line.max(1), reason, raw));
        self.done = true;
    }
}

fn too_long(limits: Limits) -> Reason {
    Reason::TooLong { limit: u64::try_from(limits.row_bytes_max).unwrap_or(u64::MAX) }
}

impl State {
    fn start(&mut self, element: &BytesStart<'_>) -> Outcome {
        if self.depth >= self.limits.depth_max {
            return Outcome::Stop(Reason::TooDeep { limit: self.limits.depth_max });
        }
        self.depth += 1;
        self.value.clear();
        self.is_leaf = true;
        let name = element.local_name();
        let name = name.as_ref();
        if self.entry_depth == 0 {
            self.is_message |= MESSAGES.iter().any(|message| name.contains(message));
            if self.is_message && name == "Ntry" {
                self.entry_depth = self.depth;
                self.entries += 1;
                self.entry_bytes = 0;
                self.entry = Entry::default();
            }
            return Outcome::Continue;
        }
        self.path.push(name.to_owned());
        if name == "TxDtls" {
            self.entry_bytes = 0;
        }
        if name.ends_with("Amt") {
            let currency = element.try_get_attribute("Ccy").ok().flatten();
            let currency = currency.map(|attribute| attribute.value.into_owned());
            self.entry.currency = currency.unwrap_or_default();
        }
        self.entry.begin(&self.path);
        Outcome::Continue
    }

    fn text(&mut self, text: &str) -> Outcome {
        if self.is_leaf && self.entry_depth > 0 {
            self.entry_bytes += text.len();
            if self.entry_bytes > self.limits.row_bytes_max {
                return Outcome::Stop(too_long(self.limits));
            }
            self.value.push_str(text);
        }
        Outcome::Continue
    }

    fn reference(&mut self, name: &BytesRef<'_>) -> Outcome {
        match text::character(name) {
            Some(character) => self.text(character.encode_utf8(&mut [0; 4])),
            None => Outcome::Stop(Reason::BrokenXml),
        }
    }

    fn end(&mut self) -> Outcome {
        self.depth = self.depth.saturating_sub(1);
        let is_leaf = std::mem::take(&mut self.is_leaf);
        if self.depth == 0 {
            return Outcome::End;
        }
        if self.entry_depth == 0 {
            return Outcome::Continue;
        }
        if self.depth < self.entry_depth {
            self.entry_depth = 0;
            self.path.clear();
            self.entry.end();
            return Outcome::Continue;
        }
        let told = self.value.trim();
        if is_leaf && !told.is_empty() {
            self.entry.value(&self.path, told);
        }
        self.entry.close(&self.path);
        self.path.pop();
        Outcome::Continue
    }

    /// Fills a row with a transaction, or passes it over.
    fn give_out(&mut self, row: &mut Row, finished: &Finished) -> Step {
        let line = self.entries;
        if !finished.is_of_customers {
            // Salaries and bills of the company: counted, and not kept.
            return Step::SetApart(SetApart {
                line,
                reason: Reason::OtherContent,
                raw: String::new(),
            });
        }
        self.lookup.begin(row, line);
        for (column, value) in &finished.values {
            self.lookup.put(row, column, value);
        }
        self.lookup.finish(row);
        Step::Row
    }
}

impl Reader for CamtReader {
    fn step(&mut self, row: &mut Row) -> Result<Step, ReadError> {
        self.advance_step(row).map_err(|source| self.progress.read_error(source))
    }

    fn bytes_read(&self) -> u64 {
        self.progress.bytes_read()
    }
}
