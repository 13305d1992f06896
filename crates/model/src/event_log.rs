//! An object-centric log of events (OCEL 2.0): what happened, to which objects, and what they are.
//!
//! Types, attributes and objects are named once and pointed to by their place, so that an event can
//! have no type that nobody declared and no relation to an object that is nowhere. What a file says
//! wrongly is dealt with while it is read. [`EventLog::settle`] brings a log made by hand into the
//! form in which readers give one, and [`EventLog::check`] says whether every place exists.

mod value;

use std::collections::HashSet;
use std::sync::Arc;

use jiff::tz::TimeZone;

pub use value::{Value, ValueKind, millis_of, written};

/// When an object has a value from the beginning: 1970-01-01T00:00:00Z, in milliseconds.
pub const INITIAL: i64 = 0;

/// A log of events and of the objects they are about.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct EventLog {
    /// The types of events, in the order of their declaration.
    pub event_types: Vec<Type>,
    /// The types of objects, in the order of their declaration.
    pub object_types: Vec<Type>,
    /// The events, in the order of the file, which need not be that of time.
    pub events: Vec<Event>,
    /// The objects, in the order of the file.
    pub objects: Vec<Object>,
}

/// A type of events or of objects, with the attributes that they may have.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Type {
    /// Its name, which no other type of its side has.
    pub name: String,
    /// Its attributes; no two have one name.
    pub attributes: Vec<Attribute>,
}

/// An attribute that a type declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Its name.
    pub name: String,
    /// What its values are.
    pub kind: ValueKind,
}

/// Something that happened at one moment.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Event {
    /// What names it; no other event has it.
    pub id: String,
    /// Its type, as a place in [`EventLog::event_types`].
    pub of: u32,
    /// When it happened, in milliseconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// Its values, each with the place of its attribute in the type; in that order, each once.
    pub attributes: Vec<(u32, Value)>,
    /// The objects that it is about; none twice with one qualifier.
    pub relations: Vec<Relation>,
}

/// A thing that events are about: an invoice, an order, a customer.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Object {
    /// What names it; no other object has it.
    pub id: String,
    /// Its type, as a place in [`EventLog::object_types`].
    pub of: u32,
    /// Its values as they were set, in order of time and then of their attributes.
    pub attributes: Vec<Setting>,
    /// Other objects that it has to do with; none twice with one qualifier.
    pub relations: Vec<Relation>,
}

/// A value that an attribute of an object has from a moment on.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// The place of its attribute in the type.
    pub attribute: u32,
    /// Since when, in milliseconds since 1970-01-01T00:00:00Z; [`INITIAL`] from the beginning.
    pub at: i64,
    /// The value.
    pub value: Value,
}

/// That an event or object has to do with an object, and how.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Relation {
    /// The object, as a place in [`EventLog::objects`].
    pub object: u32,
    /// What it is to the event or object; may be empty. Shared, since few are different.
    pub qualifier: Arc<str>,
}

/// Why a log cannot be written: something in it points nowhere, or stands twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Misfit {
    /// Two types of one side have one name, or one has none.
    #[error("a type without a name of its own")]
    TypeName,
    /// Two attributes of one type have one name, or one has none.
    #[error("an attribute without a name of its own")]
    AttributeName,
    /// Two events or two objects have one id, or one has none.
    #[error("an event or object without an id of its own")]
    Id,
    /// An event or object has a type that the log does not have.
    #[error("an event or object of no type")]
    Type,
    /// A value is of an attribute that its type does not have, or an event has two of one.
    #[error("a value of no attribute, or two of one")]
    Attribute,
    /// A relation leads to an object that the log does not have, or stands twice.
    #[error("a relation to no object, or one that stands twice")]
    Relation,
    /// A time is before the year -9999 or after 9999.
    #[error("a time that cannot be written")]
    Time,
}

impl EventLog {
    /// The type of an event.
    #[must_use]
    pub fn event_type(&self, event: &Event) -> Option<&Type> {
        at(&self.event_types, event.of)
    }

    /// The type of an object.
    #[must_use]
    pub fn object_type(&self, object: &Object) -> Option<&Type> {
        at(&self.object_types, object.of)
    }

    /// The object that a relation leads to.
    #[must_use]
    pub fn related(&self, relation: &Relation) -> Option<&Object> {
        at(&self.objects, relation.object)
    }

    /// Brings values and attributes into the form in which readers give them: each value of the kind
    /// that its attribute declares, or a text that cannot be read as that kind; attributes in their order.
    ///
    /// `zone` is that of times which are written without an offset.
    pub fn settle(&mut self, zone: &TimeZone) {
        let Self { event_types, object_types, events, objects } = self;
        for event in events {
            for (attribute, value) in &mut event.attributes {
                settle_value(event_types, event.of, *attribute, value, zone);
            }
            event.attributes.sort_by_key(|&(attribute, _)| attribute);
        }
        for object in objects {
            for setting in &mut object.attributes {
                settle_value(object_types, object.of, setting.attribute, &mut setting.value, zone);
            }
            object.attributes.sort_by_key(|setting| (setting.at, setting.attribute));
        }
    }

    /// Whether every place that is pointed to exists, every name is one's own and every time can be written.
    ///
    /// # Errors
    /// The first [`Misfit`] that is found.
    pub fn check(&self) -> Result<(), Misfit> {
        for types in [&self.event_types, &self.object_types] {
            own(types.iter().map(|one| one.name.as_str()), Misfit::TypeName)?;
            for one in types {
                let names = one.attributes.iter().map(|attribute| attribute.name.as_str());
                own(names, Misfit::AttributeName)?;
            }
        }
        own(self.events.iter().map(|event| event.id.as_str()), Misfit::Id)?;
        own(self.objects.iter().map(|object| object.id.as_str()), Misfit::Id)?;
        for event in &self.events {
            let of = self.event_type(event).ok_or(Misfit::Type)?;
            check_time(event.at)?;
            let mut seen = HashSet::new();
            for (attribute, value) in &event.attributes {
                check_value(of, *attribute, value)?;
                if !seen.insert(*attribute) {
                    return Err(Misfit::Attribute);
                }
            }
            self.check_relations(&event.relations)?;
        }
        for object in &self.objects {
            let of = self.object_type(object).ok_or(Misfit::Type)?;
            for setting in &object.attributes {
                check_time(setting.at)?;
                check_value(of, setting.attribute, &setting.value)?;
            }
            self.check_relations(&object.relations)?;
        }
        Ok(())
    }

    fn check_relations(&self, relations: &[Relation]) -> Result<(), Misfit> {
        let mut seen = HashSet::new();
        let is_sound = |relation| self.related(relation).is_some() && seen.insert(relation);
        if relations.iter().all(is_sound) { Ok(()) } else { Err(Misfit::Relation) }
    }
}

/// What stands at a place.
fn at<T>(all: &[T], place: u32) -> Option<&T> {
    all.get(usize::try_from(place).ok()?)
}

fn settle_value(types: &[Type], of: u32, attribute: u32, value: &mut Value, zone: &TimeZone) {
    if let Some(attribute) = at(types, of).and_then(|of| at(&of.attributes, attribute)) {
        let given = std::mem::replace(value, Value::Boolean(false));
        *value = given.fit(attribute.kind, zone).0;
    }
}

fn own<'a>(names: impl Iterator<Item = &'a str>, misfit: Misfit) -> Result<(), Misfit> {
    let mut seen = HashSet::new();
    for name in names {
        if name.is_empty() || !seen.insert(name) {
            return Err(misfit);
        }
    }
    Ok(())
}

fn check_time(millis: i64) -> Result<(), Misfit> {
    written(millis).map(drop).ok_or(Misfit::Time)
}

fn check_value(of: &Type, attribute: u32, value: &Value) -> Result<(), Misfit> {
    at(&of.attributes, attribute).ok_or(Misfit::Attribute)?;
    if let Value::Time(millis) = value { check_time(*millis) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
