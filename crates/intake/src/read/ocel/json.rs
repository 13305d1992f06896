//! Reads a log in JSON as it streams by: one event or object is held at a time, whatever the order.

mod scalar;

use std::fmt;
use std::io::{self, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use serde::Deserialize;
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::error::Category;

use self::scalar::Scalar;
use super::apart::{Fault, Part};
use super::gather::{Draft, Gather, RawAttribute, Side};
use super::{Form, OcelError, Options, Reading};
use crate::read::source::Progress;

const BUFFER_BYTES: usize = 1 << 16;

/// Reads a log from a stream that begins with a brace.
pub(super) fn read(
    input: Box<dyn Read + Send>,
    progress: &Progress,
    options: &Options,
) -> Result<Reading, OcelError> {
    let limit = u64::try_from(options.limits.message_bytes_max).unwrap_or(u64::MAX);
    let meter = Arc::new(Meter::default());
    let metered = Metered { inner: input, meter: Arc::clone(&meter), limit };
    let buffered = BufReader::with_capacity(BUFFER_BYTES, metered);
    let mut json = serde_json::Deserializer::from_reader(buffered);
    let mut state = State {
        gather: Gather::new(options),
        meter,
        is_log: false,
        open: None,
        counts: [0; 4],
        name: String::new(),
        declared: Vec::new(),
        draft: Draft::default(),
    };
    let outcome = Node { state: &mut state, what: What::Root }
        .deserialize(&mut json)
        .and_then(|()| json.end());
    let ending = progress.ending().map(Fault::from);
    let fault = match outcome {
        Ok(()) => ending,
        Err(error) => Some(state.fault(error, ending, limit)?),
    };
    if !state.is_log {
        return Err(OcelError::NotALog);
    }
    if let Some(fault) = fault {
        let (part, place) = state.open.unwrap_or((Part::File, 0));
        state.gather.fault(part, place, fault);
    }
    Ok(state.gather.finish(Form::Json))
}

/// What is read of the stream since the last event or object began.
#[derive(Debug, Default)]
struct Meter {
    used: AtomicU64,
    /// Whether what streams by is not held, and so may be of any length.
    is_off: AtomicBool,
    is_exceeded: AtomicBool,
}

struct Metered {
    inner: Box<dyn Read + Send>,
    meter: Arc<Meter>,
    limit: u64,
}

impl Read for Metered {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.meter.used.load(Ordering::Relaxed) > self.limit
            && !self.meter.is_off.load(Ordering::Relaxed)
        {
            self.meter.is_exceeded.store(true, Ordering::Relaxed);
            return Err(io::Error::other("an event or object longer than the limit"));
        }
        let count = self.inner.read(buffer)?;
        self.meter.used.fetch_add(u64::try_from(count).unwrap_or(u64::MAX), Ordering::Relaxed);
        Ok(count)
    }
}

struct State<'o> {
    gather: Gather<'o>,
    meter: Arc<Meter>,
    /// Whether one of the four lists was there.
    is_log: bool,
    /// What is being read.
    open: Option<(Part, u64)>,
    /// How many types and items of each side were begun.
    counts: [u64; 4],
    /// The name of the type that is being declared.
    name: String,
    declared: Vec<(String, String)>,
    draft: Draft,
}

impl State<'_> {
    /// Begins a type or item; nothing with anything else.
    fn begin(&mut self, what: What) {
        let (part, counter) = match what {
            What::Type(side) => (side.type_part(), side),
            What::Item(side) => (side.part(), side),
            _ => return,
        };
        let counter = match counter {
            Side::Events => 0,
            Side::Objects => 1,
        } + if matches!(what, What::Item(_)) { 2 } else { 0 };
        let place = self.counts.get_mut(counter).map_or(0, |count| {
            *count += 1;
            *count
        });
        self.open = Some((part, place));
        self.name.clear();
        self.declared.clear();
        self.draft = Draft::default();
        self.meter.used.store(0, Ordering::Relaxed);
    }

    /// What a type or item that is whole becomes; nothing with anything else.
    fn close(&mut self, what: What) {
        let place = |open: Option<(Part, u64)>| open.map_or(0, |(_, place)| place);
        match what {
            What::Type(side) => {
                let place = place(self.open.take());
                self.gather.declare(side, place, &self.name, &self.declared);
            }
            What::Item(side) => {
                let place = place(self.open.take());
                self.gather.take(side, place, std::mem::take(&mut self.draft));
            }
            _ => {}
        }
    }

    /// Something stands where an object or list should.
    fn wrong(&mut self, what: What) {
        self.begin(what);
        let (part, place) = self.open.unwrap_or((Part::File, 0));
        self.gather.fault(part, place, Fault::NotAnObject);
        if matches!(what, What::Type(_) | What::Item(_)) {
            self.open = None;
        }
    }

    /// Why reading ended; an error where the disk failed.
    fn fault(
        &self,
        error: serde_json::Error,
        ending: Option<Fault>,
        limit: u64,
    ) -> Result<Fault, OcelError> {
        if let Some(ending) = ending.or(self.gather.overfull()) {
            return Ok(ending);
        }
        match error.classify() {
            Category::Io if self.meter.is_exceeded.load(Ordering::Relaxed) => {
                Ok(Fault::TooLong { limit })
            }
            Category::Io => match io::Error::from(error) {
                error if error.kind() == io::ErrorKind::InvalidData => Ok(Fault::Encoding),
                error => Err(OcelError::io(error)),
            },
            Category::Eof => Ok(Fault::Truncated),
            Category::Syntax | Category::Data => Ok(Fault::Broken),
        }
    }
}

/// What a value of JSON is, by the place where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Root,
    Types(Side),
    Type(Side),
    Declarations,
    Declaration,
    Items(Side),
    Item(Side),
    Attributes,
    Attribute,
    Relations,
    Relation,
}

impl What {
    /// What the elements of a list are.
    fn element(self) -> Option<Self> {
        Some(match self {
            Self::Types(side) => Self::Type(side),
            Self::Declarations => Self::Declaration,
            Self::Items(side) => Self::Item(side),
            Self::Attributes => Self::Attribute,
            Self::Relations => Self::Relation,
            _ => return None,
        })
    }

    /// What the value of a key is, where it is a list.
    fn list(self, key: Key) -> Option<Self> {
        Some(match (self, key) {
            (Self::Root, Key::EventTypes) => Self::Types(Side::Events),
            (Self::Root, Key::ObjectTypes) => Self::Types(Side::Objects),
            (Self::Root, Key::Events) => Self::Items(Side::Events),
            (Self::Root, Key::Objects) => Self::Items(Side::Objects),
            (Self::Type(_), Key::Attributes) => Self::Declarations,
            (Self::Item(_), Key::Attributes) => Self::Attributes,
            (Self::Item(_), Key::Relationships) => Self::Relations,
            _ => return None,
        })
    }
}

/// The keys that mean something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(field_identifier, rename_all = "camelCase")]
enum Key {
    EventTypes,
    ObjectTypes,
    Events,
    Objects,
    Id,
    Type,
    Time,
    Name,
    Value,
    Attributes,
    Relationships,
    ObjectId,
    Qualifier,
    #[serde(other)]
    Other,
}

/// A value of JSON that is read for what it means at its place.
struct Node<'s, 'o> {
    state: &'s mut State<'o>,
    what: What,
}

impl<'de> DeserializeSeed<'de> for Node<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an event log")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Self { state, what } = self;
        let Some(element) = what.element() else {
            state.wrong(what);
            while list.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(());
        };
        loop {
            if list.next_element_seed(Node { state: &mut *state, what: element })?.is_none() {
                return Ok(());
            }
            if state.gather.overfull().is_some() {
                return Err(A::Error::custom("more than the limit"));
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { state, what } = self;
        if what.element().is_some() {
            state.wrong(what);
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(());
        }
        state.begin(what);
        match what {
            What::Declaration => state.declared.push((String::new(), String::new())),
            What::Attribute => state.draft.attributes.push(RawAttribute::default()),
            What::Relation => state.draft.relations.push((String::new(), String::new())),
            _ => {}
        }
        while let Some(key) = map.next_key::<Key>()? {
            if let Some(list) = what.list(key) {
                state.is_log |= what == What::Root;
                map.next_value_seed(Node { state: &mut *state, what: list })?;
            } else if let Some(place) = scalar(state, what, key) {
                *place = map.next_value::<Scalar>()?.text();
            } else if let (What::Attribute, Key::Value) = (what, key) {
                let value = map.next_value::<Scalar>()?.0;
                if let Some(last) = state.draft.attributes.last_mut() {
                    last.value = value;
                }
            } else {
                state.meter.is_off.store(what == What::Root, Ordering::Relaxed);
                map.next_value::<IgnoredAny>()?;
                if state.meter.is_off.swap(false, Ordering::Relaxed) {
                    state.meter.used.store(0, Ordering::Relaxed);
                }
            }
        }
        state.close(what);
        Ok(())
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        // Nothing where a list could be is an empty list.
        if self.what.element().is_none() {
            self.state.wrong(self.what);
        }
        Ok(())
    }

    fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<(), E> {
        self.state.wrong(self.what);
        Ok(())
    }

    fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<(), E> {
        self.state.wrong(self.what);
        Ok(())
    }

    fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<(), E> {
        self.state.wrong(self.what);
        Ok(())
    }

    fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<(), E> {
        self.state.wrong(self.what);
        Ok(())
    }

    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<(), E> {
        self.state.wrong(self.what);
        Ok(())
    }
}

/// Where the text of a key goes.
fn scalar<'s>(state: &'s mut State<'_>, what: What, key: Key) -> Option<&'s mut String> {
    match (what, key) {
        (What::Type(_), Key::Name) => Some(&mut state.name),
        (What::Declaration, Key::Name) => state.declared.last_mut().map(|last| &mut last.0),
        (What::Declaration, Key::Type) => state.declared.last_mut().map(|last| &mut last.1),
        (What::Item(_), Key::Id) => Some(&mut state.draft.id),
        (What::Item(_), Key::Type) => Some(&mut state.draft.kind),
        (What::Item(_), Key::Time) => Some(&mut state.draft.time),
        (What::Attribute, Key::Name) => {
            state.draft.attributes.last_mut().map(|last| &mut last.name)
        }
        (What::Attribute, Key::Time) => {
            state.draft.attributes.last_mut().map(|last| &mut last.time)
        }
        (What::Relation, Key::ObjectId) => state.draft.relations.last_mut().map(|last| &mut last.0),
        (What::Relation, Key::Qualifier) => {
            state.draft.relations.last_mut().map(|last| &mut last.1)
        }
        _ => None,
    }
}
