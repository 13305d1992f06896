//! Reads a log in XML as it streams by: one event or object is held at a time, whatever the order.

use std::io::{self, BufReader, Read};

use filo_model::event_log::Value;
use quick_xml::Reader as XmlReader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::apart::{Fault, Part};
use super::gather::{Draft, Gather, Raw, RawAttribute, Side};
use super::{Form, OcelError, Options, Reading};
use crate::read::metered::Metered;
use crate::read::source::Progress;
use crate::read::text;

const BUFFER_BYTES: usize = 1 << 16;
/// The attribute of the root that says how characters are written which XML cannot hold.
const ESCAPED: &str = "filo-escaped";

/// Reads a log from a stream that begins with an angle bracket.
pub(super) fn read(
    input: Box<dyn Read + Send>,
    progress: &Progress,
    options: &Options,
) -> Result<Reading, OcelError> {
    let metered = Metered::new(BufReader::with_capacity(BUFFER_BYTES, input));
    let mut xml = XmlReader::from_reader(metered);
    let mut state = State::new(options);
    let limit = options.limits.message_bytes_max;
    let mut buffer = Vec::new();
    let fault = loop {
        buffer.clear();
        xml.get_mut().allow(limit);
        let outcome = match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(element)) => state.start(&element),
            Ok(Event::Empty(element)) => state.start(&element).and_then(|()| state.end()),
            Ok(Event::End(_)) => state.end(),
            Ok(Event::Text(text)) => state.text(&text.xml10_content()),
            Ok(Event::CData(text)) => state.text(&text.xml10_content()),
            Ok(Event::GeneralRef(name)) => state.reference(&name),
            Ok(Event::DocType(_)) => Err(Fault::Entity),
            Ok(Event::Eof) => {
                break progress
                    .ending()
                    .map_or(Some(Fault::Truncated), |ending| Some(ending.into()));
            }
            Ok(_) => Ok(()),
            Err(error) => Err(fault(error, &mut xml, progress, limit)?),
        };
        if let Err(fault) = outcome {
            break Some(fault);
        }
        if state.is_over() {
            break None;
        }
    };
    if !state.is_log {
        return Err(OcelError::NotALog);
    }
    if let Some(fault) = fault {
        let (part, place) = state.open().unwrap_or((Part::File, 0));
        state.gather.fault(part, place, fault);
    }
    Ok(state.gather.finish(Form::Xml))
}

/// Why the markup cannot be read on; an error where the disk failed.
fn fault(
    error: quick_xml::Error,
    xml: &mut XmlReader<Metered>,
    progress: &Progress,
    limit: usize,
) -> Result<Fault, OcelError> {
    if let Some(ending) = progress.ending() {
        return Ok(ending.into());
    }
    Ok(match error {
        quick_xml::Error::Io(_) if xml.get_mut().is_exceeded() => too_long(limit),
        quick_xml::Error::Io(error) if error.kind() == io::ErrorKind::InvalidData => {
            Fault::Encoding
        }
        quick_xml::Error::Io(error) => {
            return Err(OcelError::io(io::Error::new(error.kind(), error)));
        }
        quick_xml::Error::Encoding(_) => Fault::Encoding,
        quick_xml::Error::Syntax(fault)
            if fault != quick_xml::errors::SyntaxError::InvalidBangMarkup =>
        {
            Fault::Truncated
        }
        _ => Fault::Broken,
    })
}

fn too_long(limit: usize) -> Fault {
    Fault::TooLong { limit: u64::try_from(limit).unwrap_or(u64::MAX) }
}

/// What an element is, by its name and the one around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    Log,
    Types(Side),
    Type(Side),
    Declarations,
    Declaration,
    Items(Side),
    Item(Side),
    Attributes,
    Attribute,
    Relations,
    Other,
}

struct State<'o> {
    options: &'o Options,
    gather: Gather<'o>,
    is_log: bool,
    /// Whether the root's element was closed.
    is_closed: bool,
    is_escaped: bool,
    path: Vec<Inside>,
    /// How many types and items of each side were begun.
    counts: [u64; 4],
    open: Option<(Part, u64)>,
    name: String,
    declared: Vec<(String, String)>,
    draft: Draft,
    value: String,
    bytes: usize,
}

impl<'o> State<'o> {
    fn new(options: &'o Options) -> Self {
        Self {
            options,
            gather: Gather::new(options),
            is_log: false,
            is_closed: false,
            is_escaped: false,
            path: Vec::new(),
            counts: [0; 4],
            open: None,
            name: String::new(),
            declared: Vec::new(),
            draft: Draft::default(),
            value: String::new(),
            bytes: 0,
        }
    }

    fn is_over(&self) -> bool {
        self.is_closed
    }

    fn open(&self) -> Option<(Part, u64)> {
        self.open
    }

    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), Fault> {
        if self.path.len() >= self.options.limits.depth_max {
            return Err(Fault::TooDeep { limit: self.options.limits.depth_max });
        }
        let name = element.local_name();
        let inside = inside(self.path.last().copied(), name.as_ref());
        self.path.push(inside);
        self.bytes += element.len();
        if self.bytes > self.options.limits.message_bytes_max {
            return Err(too_long(self.options.limits.message_bytes_max));
        }
        match inside {
            Inside::Log => {
                self.is_escaped = self.attribute(element, &[ESCAPED])?.is_some();
            }
            Inside::Types(_) | Inside::Items(_) => self.is_log = true,
            Inside::Type(side) => {
                self.begin(side.type_part(), side, 0);
                self.name = self.attribute(element, &["name"])?.unwrap_or_default();
            }
            Inside::Item(side) => {
                self.begin(side.part(), side, 2);
                self.draft.id = self.attribute(element, &["id"])?.unwrap_or_default();
                self.draft.kind = self.attribute(element, &["type"])?.unwrap_or_default();
                self.draft.time = self.attribute(element, &["time"])?.unwrap_or_default();
            }
            Inside::Declaration => {
                let name = self.attribute(element, &["name"])?.unwrap_or_default();
                let kind = self.attribute(element, &["type"])?.unwrap_or_default();
                self.declared.push((name, kind));
            }
            Inside::Attribute => {
                self.value.clear();
                let name = self.attribute(element, &["name"])?.unwrap_or_default();
                let time = self.attribute(element, &["time"])?.unwrap_or_default();
                self.draft.attributes.push(RawAttribute { name, time, value: Raw::Absent });
            }
            Inside::Other if self.path.iter().rev().nth(1) == Some(&Inside::Relations) => {
                let id = self.attribute(element, &["object-id"])?.unwrap_or_default();
                let qualifier = self.attribute(element, &["qualifier", "relationship"])?;
                self.draft.relations.push((id, qualifier.unwrap_or_default()));
            }
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, part: Part, side: Side, from: usize) {
        let counter = from + usize::from(side == Side::Objects);
        let place = self.counts.get_mut(counter).map_or(0, |count| {
            *count += 1;
            *count
        });
        self.open = Some((part, place));
        self.declared.clear();
        self.draft = Draft::default();
        self.bytes = 0;
    }

    /// The first of some attributes that an element has.
    fn attribute(&self, element: &BytesStart<'_>, names: &[&str]) -> Result<Option<String>, Fault> {
        for name in names {
            for attribute in element.attributes().with_checks(false) {
                let Ok(attribute) = attribute else { return Err(Fault::Broken) };
                if attribute.key.as_ref() == *name {
                    let value = unescape(&attribute.value).map_err(|_| Fault::Entity)?;
                    return Ok(Some(self.unescaped(&value)));
                }
            }
        }
        Ok(None)
    }

    fn text(&mut self, text: &str) -> Result<(), Fault> {
        if self.path.last() == Some(&Inside::Attribute) {
            self.bytes += text.len();
            if self.bytes > self.options.limits.message_bytes_max {
                return Err(too_long(self.options.limits.message_bytes_max));
            }
            self.value.push_str(text);
        } else if self.path.is_empty() && !text.trim_ascii().is_empty() {
            return Err(Fault::Broken);
        }
        Ok(())
    }

    fn reference(&mut self, name: &BytesRef<'_>) -> Result<(), Fault> {
        match text::character(name) {
            Some(character) => self.text(character.encode_utf8(&mut [0; 4])),
            None => Err(Fault::Entity),
        }
    }

    fn end(&mut self) -> Result<(), Fault> {
        let place = self.open.map_or(0, |(_, place)| place);
        match self.path.pop() {
            Some(Inside::Type(side)) => {
                self.gather.declare(side, place, &self.name, &self.declared);
                self.open = None;
            }
            Some(Inside::Item(side)) => {
                self.gather.take(side, place, std::mem::take(&mut self.draft));
                self.open = None;
            }
            Some(Inside::Attribute) => {
                let value = Value::String(self.unescaped(&self.value));
                if let Some(last) = self.draft.attributes.last_mut() {
                    last.value = Raw::Given(value);
                }
            }
            _ => {}
        }
        self.is_closed = self.path.is_empty();
        self.gather.overfull().map_or(Ok(()), Err)
    }

    /// A text with the characters that XML cannot hold: `_x0001_` is the first of them.
    fn unescaped(&self, text: &str) -> String {
        let mut rest = text;
        let mut whole = String::new();
        while self.is_escaped
            && let Some((before, after)) = rest.split_once("_x")
        {
            let code = after.get(..4).and_then(|code| u32::from_str_radix(code, 16).ok());
            let character = code.filter(|_| after.get(4..5) == Some("_")).and_then(char::from_u32);
            whole.push_str(before);
            match character {
                Some(character) => {
                    whole.push(character);
                    rest = after.get(5..).unwrap_or_default();
                }
                None => {
                    whole.push_str("_x");
                    rest = after;
                }
            }
        }
        whole.push_str(rest);
        whole
    }
}

fn inside(around: Option<Inside>, name: &str) -> Inside {
    match (around, name) {
        (None, "log") => Inside::Log,
        (Some(Inside::Log), "event-types") => Inside::Types(Side::Events),
        (Some(Inside::Log), "object-types") => Inside::Types(Side::Objects),
        (Some(Inside::Log), "events") => Inside::Items(Side::Events),
        (Some(Inside::Log), "objects") => Inside::Items(Side::Objects),
        (Some(Inside::Types(Side::Events)), "event-type") => Inside::Type(Side::Events),
        (Some(Inside::Types(Side::Objects)), "object-type") => Inside::Type(Side::Objects),
        (Some(Inside::Type(_)), "attributes") => Inside::Declarations,
        (Some(Inside::Declarations), "attribute") => Inside::Declaration,
        (Some(Inside::Items(Side::Events)), "event") => Inside::Item(Side::Events),
        (Some(Inside::Items(Side::Objects)), "object") => Inside::Item(Side::Objects),
        (Some(Inside::Item(_)), "attributes") => Inside::Attributes,
        (Some(Inside::Item(_)), "objects") => Inside::Relations,
        (Some(Inside::Attributes), "attribute") => Inside::Attribute,
        _ => Inside::Other,
    }
}
