//! Writes a log as JSON, a line for each type, object and event.

use std::io::{self, Write};

use filo_model::event_log::{Event, EventLog, Object, Relation, Type, Value};
use serde::Serialize;

use super::{attribute_name, moment, type_name};

#[derive(Serialize)]
struct TypeLine<'a> {
    name: &'a str,
    attributes: Vec<Declaration<'a>>,
}

#[derive(Serialize)]
struct Declaration<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<String>,
    attributes: Vec<Attribute<'a>>,
    relationships: Vec<Relationship<'a>>,
}

#[derive(Serialize)]
struct Attribute<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<String>,
    value: Written<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Written<'a> {
    Text(&'a str),
    Moment(String),
    Integer(i64),
    Float(f64),
    Boolean(bool),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Relationship<'a> {
    object_id: &'a str,
    qualifier: &'a str,
}

/// Writes a sound log.
pub(super) fn write(log: &EventLog, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"{\n")?;
    list(out, "objectTypes", log.object_types.iter().map(declared))?;
    out.write_all(b",\n")?;
    list(out, "eventTypes", log.event_types.iter().map(declared))?;
    out.write_all(b",\n")?;
    list(out, "objects", log.objects.iter().map(|one| object(log, one)))?;
    out.write_all(b",\n")?;
    list(out, "events", log.events.iter().map(|one| event(log, one)))?;
    out.write_all(b"\n}\n")
}

fn list<T: Serialize>(
    out: &mut dyn Write,
    name: &str,
    lines: impl Iterator<Item = T>,
) -> io::Result<()> {
    write!(out, "\"{name}\": [")?;
    let mut before = "\n";
    for line in lines {
        out.write_all(before.as_bytes())?;
        serde_json::to_writer(&mut *out, &line).map_err(io::Error::from)?;
        before = ",\n";
    }
    out.write_all(if before == "\n" { b"]" } else { b"\n]" })
}

fn declared(of: &Type) -> TypeLine<'_> {
    let attributes = of.attributes.iter();
    let attributes =
        attributes.map(|one| Declaration { name: &one.name, kind: one.kind.name() }).collect();
    TypeLine { name: &of.name, attributes }
}

fn object<'a>(log: &'a EventLog, object: &'a Object) -> Item<'a> {
    let of = log.object_type(object);
    let attributes = object.attributes.iter().map(|setting| Attribute {
        name: attribute_name(of, setting.attribute),
        time: Some(moment(setting.at)),
        value: value(&setting.value),
    });
    Item {
        id: &object.id,
        kind: type_name(of),
        time: None,
        attributes: attributes.collect(),
        relationships: relationships(log, &object.relations),
    }
}

fn event<'a>(log: &'a EventLog, event: &'a Event) -> Item<'a> {
    let of = log.event_type(event);
    let attributes = event.attributes.iter().map(|(attribute, given)| Attribute {
        name: attribute_name(of, *attribute),
        time: None,
        value: value(given),
    });
    Item {
        id: &event.id,
        kind: type_name(of),
        time: Some(moment(event.at)),
        attributes: attributes.collect(),
        relationships: relationships(log, &event.relations),
    }
}

fn relationships<'a>(log: &'a EventLog, relations: &'a [Relation]) -> Vec<Relationship<'a>> {
    let relationship = |relation: &'a Relation| Relationship {
        object_id: log.related(relation).map_or("", |object| object.id.as_str()),
        qualifier: &relation.qualifier,
    };
    relations.iter().map(relationship).collect()
}

fn value(value: &Value) -> Written<'_> {
    match value {
        Value::String(text) => Written::Text(text),
        Value::Time(millis) => Written::Moment(moment(*millis)),
        Value::Integer(integer) => Written::Integer(*integer),
        Value::Float(float) => Written::Float(*float),
        Value::Boolean(boolean) => Written::Boolean(*boolean),
    }
}
