//! Labelled conversations and phrases, read from their folders.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use filo_listen::conversation::{Conversation, Message, Side};
use filo_listen::kind::SignalKind;
use filo_listen::read::{Reader, Sources};
use filo_listen::train::Label;
use filo_model::calendar::{Calendar, HolidaySet, WeekHours};
use filo_model::moment::{DateOrder, Moment, MomentHabits};
use jiff::tz::TimeZone;
use serde_json::Value;

/// A conversation of a writer.
pub(crate) struct Told {
    pub(crate) id: String,
    pub(crate) writer: usize,
    pub(crate) company: String,
    pub(crate) conversation: Conversation,
    pub(crate) signals: Vec<Vec<Label>>,
}

/// The files of a folder with an ending, in the order of their names.
fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|found| found == ending) {
            files.push(path);
        }
    }
    files.sort_unstable();
    Ok(files)
}

/// The conversations of a folder, a writer each file.
pub(crate) fn read(folder: &Path) -> Result<Vec<Told>, Box<dyn Error>> {
    let mut out = Vec::new();
    for (writer, path) in files(folder, "jsonl")?.iter().enumerate() {
        for line in fs::read_to_string(path)?.lines() {
            out.push(told(line, writer).ok_or("a line is no labelled conversation")?);
        }
    }
    Ok(out)
}

fn told(line: &str, writer: usize) -> Option<Told> {
    let value: Value = serde_json::from_str(line).ok()?;
    let given = value.get("messages")?.as_array()?;
    let messages: Vec<Message> = given.iter().map(message).collect::<Option<_>>()?;
    let signals = given.iter().zip(&messages).map(|(value, message)| labels(value, &message.text));
    Some(Told {
        id: value.get("id")?.as_str()?.to_owned(),
        writer,
        company: value.get("company")?.as_str()?.to_owned(),
        signals: signals.collect(),
        conversation: Conversation { language: None, messages },
    })
}

fn message(value: &Value) -> Option<Message> {
    let habits = MomentHabits { zone: TimeZone::UTC, order: DateOrder::Auto };
    let word = |key: &str| value.get(key).and_then(Value::as_str);
    Some(Message {
        side: Side::from_name(word("side")?)?,
        department: word("department").map(str::to_owned),
        agent: word("agent").map(str::to_owned),
        at: word("at").and_then(|at| Moment::parse(at, &habits).ok()),
        text: word("text")?.to_owned(),
    })
}

fn labels(message: &Value, text: &str) -> Vec<Label> {
    let signals = message.get("signals").and_then(Value::as_array);
    let label = |signal: &Value| {
        let quote = signal.get("quote")?.as_str()?;
        let start = text.find(quote)?;
        let kind = SignalKind::from_name(signal.get("kind")?.as_str()?)?;
        Some(Label { kind, place: start..start + quote.len() })
    };
    signals.into_iter().flatten().filter_map(label).collect()
}

/// What reads messages.
pub(crate) fn reader(folder: &Path) -> Result<Reader, Box<dyn Error>> {
    let mut phrases = Vec::new();
    for language in ["en", "it"] {
        for path in files(&folder.join(language), "toml")? {
            let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
            phrases.push((format!("{language}/{name}"), fs::read_to_string(&path)?));
        }
    }
    let text = |name: &str| fs::read_to_string(folder.join(name));
    let (chunks, flags, layout) = (text("chunks.toml")?, text("flags.toml")?, text("layout.toml")?);
    let sources = Sources {
        chunks: &chunks,
        flags: &flags,
        layout: &layout,
        phrases: phrases.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect(),
    };
    let week = WeekHours::parse("mon-fri 9-18")?;
    let calendar = Calendar::new(HolidaySet::Italy, Vec::new(), Vec::new(), week);
    Ok(Reader::parse(&sources, calendar)?)
}
