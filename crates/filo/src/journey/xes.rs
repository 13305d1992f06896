//! Writes a log of cases as XES (IEEE 1849).

use std::io::{self, Write};
use std::path::Path;

use filo_model::event_log::{Misfit, written};

use super::ocel::{WriteError, xml};
use super::place;

/// The extensions whose keys a log may use: name, prefix, address.
const EXTENSIONS: [(&str, &str, &str); 4] = [
    ("Concept", "concept", "http://www.xes-standard.org/concept.xesext"),
    ("Time", "time", "http://www.xes-standard.org/time.xesext"),
    ("Organizational", "org", "http://www.xes-standard.org/org.xesext"),
    ("Lifecycle", "lifecycle", "http://www.xes-standard.org/lifecycle.xesext"),
];

/// A log in which each event belongs to one case.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct CaseLog {
    /// The cases, in the order in which they are written.
    pub traces: Vec<Trace>,
}

/// A case with its events.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Trace {
    /// What names the case: `concept:name`.
    pub id: String,
    /// Further attributes of the case, by their keys.
    pub attributes: Vec<(String, String)>,
    /// Its events, in the order in which they are written.
    pub events: Vec<Step>,
}

/// An event of a case.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Step {
    /// What was done: `concept:name`.
    pub activity: String,
    /// When, in milliseconds since 1970-01-01T00:00:00Z: `time:timestamp`.
    pub at: i64,
    /// Who, as a group of people: `org:group`; nothing where it is not known.
    pub group: Option<String>,
    /// Further attributes, by their keys, such as `org:resource` or `lifecycle:transition`.
    pub attributes: Vec<(String, String)>,
}

/// Writes a log into a file, which stands in its place only when all of it is there; how many
/// characters XML cannot hold and are now U+FFFD.
///
/// # Errors
/// Where a time cannot be written, or the place.
pub fn write(log: &CaseLog, path: &Path) -> Result<u64, WriteError> {
    let mut replaced = 0;
    place::write(path, |out| {
        let mut xes = Xes { out, replaced: 0 };
        xes.log(log)?;
        replaced = xes.replaced;
        Ok::<(), WriteError>(())
    })?;
    Ok(replaced)
}

struct Xes<'a> {
    out: &'a mut dyn Write,
    replaced: u64,
}

impl Xes<'_> {
    fn log(&mut self, log: &CaseLog) -> Result<(), WriteError> {
        self.out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
        self.out.write_all(
            b"<log xes.version=\"1849.2016\" xes.features=\"\" xmlns=\"http://www.xes-standard.org/\">\n",
        )?;
        for (name, prefix, uri) in EXTENSIONS {
            writeln!(self.out, "<extension name=\"{name}\" prefix=\"{prefix}\" uri=\"{uri}\"/>")?;
        }
        self.out.write_all(
            b"<global scope=\"trace\"><string key=\"concept:name\" value=\"\"/></global>\n\
              <global scope=\"event\"><string key=\"concept:name\" value=\"\"/>\
              <date key=\"time:timestamp\" value=\"1970-01-01T00:00:00.000+00:00\"/></global>\n\
              <classifier name=\"Activity\" keys=\"concept:name\"/>\n",
        )?;
        for trace in &log.traces {
            self.out.write_all(b"<trace>\n")?;
            self.attribute("string", "concept:name", &trace.id)?;
            self.attributes(&trace.attributes)?;
            for step in &trace.events {
                self.out.write_all(b"<event>\n")?;
                self.attribute("string", "concept:name", &step.activity)?;
                let time = written(step.at).ok_or(Misfit::Time)?.replace('Z', "+00:00");
                self.attribute("date", "time:timestamp", &time)?;
                if let Some(group) = &step.group {
                    self.attribute("string", "org:group", group)?;
                }
                self.attributes(&step.attributes)?;
                self.out.write_all(b"</event>\n")?;
            }
            self.out.write_all(b"</trace>\n")?;
        }
        self.out.write_all(b"</log>\n")?;
        Ok(())
    }

    fn attributes(&mut self, attributes: &[(String, String)]) -> io::Result<()> {
        attributes.iter().try_for_each(|(key, value)| self.attribute("string", key, value))
    }

    fn attribute(&mut self, kind: &str, key: &str, value: &str) -> io::Result<()> {
        write!(self.out, "<{kind} key=\"")?;
        self.text(key)?;
        self.out.write_all(b"\" value=\"")?;
        self.text(value)?;
        self.out.write_all(b"\"/>\n")
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        if !text.chars().any(xml::is_impossible) {
            return xml::write_text(self.out, text);
        }
        let mut possible = String::with_capacity(text.len());
        for character in text.chars() {
            if xml::is_impossible(character) {
                self.replaced += 1;
                possible.push('\u{fffd}');
            } else {
                possible.push(character);
            }
        }
        xml::write_text(self.out, &possible)
    }
}
