//! Writes a log as XML.
//!
//! XML cannot hold every character. Where a log has one that it cannot, the root says so, and such
//! characters are written as Office Open XML does: `_x0001_` is the first of them, `_x005F_` an underscore
//! that would look like the beginning of one.

use std::io::{self, Write};

use filo_model::event_log::{EventLog, Relation, Type, Value};

use super::{attribute_name, moment, type_name};

/// Writes a sound log.
pub(super) fn write(log: &EventLog, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = Xml { out, is_escaped: texts_any(log, &|text| text.chars().any(is_impossible)) };
    xml.out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<log")?;
    if xml.is_escaped {
        xml.out.write_all(b" filo-escaped=\"_xHHHH_\"")?;
    }
    xml.out.write_all(b">\n")?;
    xml.types("object", &log.object_types)?;
    xml.types("event", &log.event_types)?;
    xml.out.write_all(b"<objects>\n")?;
    for object in &log.objects {
        let of = log.object_type(object);
        xml.open("object", &[("id", &object.id), ("type", type_name(of))])?;
        xml.out.write_all(b"><attributes>")?;
        for setting in &object.attributes {
            let name = attribute_name(of, setting.attribute);
            let time = moment(setting.at);
            xml.open("attribute", &[("name", name), ("time", &time)])?;
            xml.value(&setting.value)?;
        }
        xml.out.write_all(b"</attributes>")?;
        xml.relations(log, &object.relations)?;
        xml.out.write_all(b"</object>\n")?;
    }
    xml.out.write_all(b"</objects>\n<events>\n")?;
    for event in &log.events {
        let of = log.event_type(event);
        let time = moment(event.at);
        xml.open("event", &[("id", &event.id), ("type", type_name(of)), ("time", &time)])?;
        xml.out.write_all(b"><attributes>")?;
        for (attribute, value) in &event.attributes {
            xml.open("attribute", &[("name", attribute_name(of, *attribute))])?;
            xml.value(value)?;
        }
        xml.out.write_all(b"</attributes>")?;
        xml.relations(log, &event.relations)?;
        xml.out.write_all(b"</event>\n")?;
    }
    xml.out.write_all(b"</events>\n</log>\n")
}

struct Xml<'a> {
    out: &'a mut dyn Write,
    is_escaped: bool,
}

impl Xml<'_> {
    fn types(&mut self, side: &str, types: &[Type]) -> io::Result<()> {
        writeln!(self.out, "<{side}-types>")?;
        for of in types {
            self.open(&format!("{side}-type"), &[("name", &of.name)])?;
            self.out.write_all(b"><attributes>")?;
            for attribute in &of.attributes {
                let told = [("name", attribute.name.as_str()), ("type", attribute.kind.name())];
                self.open("attribute", &told)?;
                self.out.write_all(b"/>")?;
            }
            writeln!(self.out, "</attributes></{side}-type>")?;
        }
        writeln!(self.out, "</{side}-types>")
    }

    /// A tag with its attributes, but for its end.
    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        write!(self.out, "<{name}")?;
        for (name, value) in attributes {
            write!(self.out, " {name}=\"")?;
            self.text(value)?;
            self.out.write_all(b"\"")?;
        }
        Ok(())
    }

    fn value(&mut self, value: &Value) -> io::Result<()> {
        self.out.write_all(b">")?;
        match value {
            Value::String(text) => self.text(text)?,
            // What the standard allows in XML.
            Value::Boolean(boolean) => self.out.write_all(if *boolean { b"1" } else { b"0" })?,
            other => self.text(&other.text())?,
        }
        self.out.write_all(b"</attribute>")
    }

    fn relations(&mut self, log: &EventLog, relations: &[Relation]) -> io::Result<()> {
        self.out.write_all(b"<objects>")?;
        for relation in relations {
            let id = log.related(relation).map_or("", |object| object.id.as_str());
            let told = [("object-id", id), ("qualifier", &*relation.qualifier)];
            self.open("relationship", &told)?;
            self.out.write_all(b"/>")?;
        }
        self.out.write_all(b"</objects>")
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        let escaped = if self.is_escaped { escaped(text) } else { text.to_owned() };
        write_text(self.out, &escaped)
    }
}

/// A text as XML writes it, in an attribute or an element.
pub(in crate::journey) fn write_text(out: &mut dyn Write, text: &str) -> io::Result<()> {
    let mut from = 0;
    for (at, character) in text.char_indices() {
        let written = match character {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\t' => "&#9;",
            '\n' => "&#10;",
            '\r' => "&#13;",
            _ => continue,
        };
        out.write_all(text.get(from..at).unwrap_or_default().as_bytes())?;
        out.write_all(written.as_bytes())?;
        from = at + character.len_utf8();
    }
    out.write_all(text.get(from..).unwrap_or_default().as_bytes())
}

/// Whether XML has no way to write a character.
pub(in crate::journey) fn is_impossible(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => false,
        '\u{fffe}' | '\u{ffff}' => true,
        other => other < ' ',
    }
}

/// A text in which what XML cannot write is written as its number.
fn escaped(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        if is_impossible(character) || (character == '_' && looks_escaped(rest)) {
            whole.push_str(&format!("_x{:04X}_", u32::from(character)));
        } else {
            whole.push(character);
        }
    }
    whole
}

/// Whether a text begins as an escaped character does.
fn looks_escaped(text: &str) -> bool {
    let code = text.strip_prefix("_x").and_then(|rest| rest.split_at_checked(4));
    code.is_some_and(|(code, rest)| {
        code.bytes().all(|byte| byte.is_ascii_hexdigit()) && rest.starts_with('_')
    })
}

/// Whether any text of a log is so.
fn texts_any(log: &EventLog, is_so: &dyn Fn(&str) -> bool) -> bool {
    let of_value = |value: &Value| matches!(value, Value::String(text) if is_so(text));
    let of_relations =
        |relations: &[Relation]| relations.iter().any(|relation| is_so(&relation.qualifier));
    let mut types = log.event_types.iter().chain(&log.object_types);
    types.any(|of| is_so(&of.name) || of.attributes.iter().any(|one| is_so(&one.name)))
        || log.events.iter().any(|event| {
            is_so(&event.id)
                || event.attributes.iter().any(|(_, value)| of_value(value))
                || of_relations(&event.relations)
        })
        || log.objects.iter().any(|object| {
            is_so(&object.id)
                || object.attributes.iter().any(|setting| of_value(&setting.value))
                || of_relations(&object.relations)
        })
}
