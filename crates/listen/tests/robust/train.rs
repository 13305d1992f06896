//! The conversations of `data/listen/train`, and what listens to them: read from the repository.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use filo_listen::conversation::{Conversation, Language, Message, Side};
use filo_listen::kind::SignalKind;
use filo_listen::listen::Listener;
use filo_listen::model::Model;
use filo_listen::read::{Reader, Sources};
use filo_listen::train::Label;
use filo_model::calendar::{Calendar, HolidaySet, WeekHours};
use filo_model::moment::{DateOrder, Moment, MomentHabits};
use jiff::tz::TimeZone;
use serde_json::Value;

/// Every so many conversations one is taken: those among the third that was not learnt without marks.
const EVERY: usize = 6;

/// A conversation with its labels.
#[derive(Debug, Clone)]
pub(crate) struct Talk {
    pub(crate) id: String,
    pub(crate) conversation: Conversation,
    pub(crate) labels: Vec<Vec<Label>>,
}

fn data(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(path)
}

fn text(path: &str) -> String {
    fs::read_to_string(data(path)).unwrap()
}

fn files(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(data(folder)).unwrap();
    let mut files: Vec<String> = entries
        .map(|entry| format!("{folder}/{}", entry.unwrap().file_name().to_str().unwrap()))
        .collect();
    files.sort_unstable();
    files
}

pub(crate) fn listener() -> &'static Listener {
    static LISTENER: OnceLock<Listener> = OnceLock::new();
    LISTENER.get_or_init(new_listener)
}

pub(crate) fn new_listener() -> Listener {
    let files = [files("phrases/en"), files("phrases/it")].concat();
    let phrases: Vec<(&str, String)> = files
        .iter()
        .map(|file| (file.trim_start_matches("phrases/").trim_end_matches(".toml"), text(file)))
        .collect();
    let (chunks, flags) = (text("phrases/chunks.toml"), text("phrases/flags.toml"));
    let layout = text("phrases/layout.toml");
    let sources = Sources {
        chunks: &chunks,
        flags: &flags,
        layout: &layout,
        phrases: phrases.iter().map(|(name, text)| (*name, text.as_str())).collect(),
    };
    let week = WeekHours::parse("mon-fri 9-18").unwrap();
    let calendar = Calendar::new(HolidaySet::Italy, Vec::new(), Vec::new(), week);
    let reader = Reader::parse(&sources, calendar).unwrap();
    Listener { reader, model: Model::parse(&model()).unwrap() }
}

/// The model that comes with the program, or the file that `FILO_LISTEN_MODEL` names.
#[expect(clippy::disallowed_methods, reason = "a model can be tried before it is put in its place")]
fn model() -> String {
    let named = std::env::var("FILO_LISTEN_MODEL");
    named.map_or_else(|_| text("listen/model.txt"), |file| fs::read_to_string(file).unwrap())
}

pub(crate) fn talks() -> &'static [Talk] {
    static TALKS: OnceLock<Vec<Talk>> = OnceLock::new();
    TALKS.get_or_init(|| {
        let texts: Vec<String> = files("listen/train").iter().map(|file| text(file)).collect();
        texts.iter().flat_map(|text| text.lines()).step_by(EVERY).map(talk).collect()
    })
}

fn talk(line: &str) -> Talk {
    let value: Value = serde_json::from_str(line).unwrap();
    let messages = value["messages"].as_array().unwrap();
    let language = Language::from_name(value["lang"].as_str().unwrap());
    let conversation = Conversation { language, messages: messages.iter().map(message).collect() };
    let labels = messages.iter().map(labels).collect();
    Talk { id: value["id"].as_str().unwrap().to_owned(), conversation, labels }
}

fn message(value: &Value) -> Message {
    let word = |key: &str| value[key].as_str();
    let habits = MomentHabits { zone: TimeZone::UTC, order: DateOrder::Auto };
    Message {
        side: Side::from_name(word("side").unwrap()).unwrap(),
        department: word("department").map(str::to_owned),
        agent: word("agent").map(str::to_owned),
        at: word("at").and_then(|at| Moment::parse(at, &habits).ok()),
        text: word("text").unwrap().to_owned(),
    }
}

fn labels(message: &Value) -> Vec<Label> {
    let text = message["text"].as_str().unwrap();
    let signals = message["signals"].as_array().into_iter().flatten();
    let labels = signals.map(|signal| {
        let quote = signal["quote"].as_str().unwrap();
        let start = text.find(quote).unwrap();
        let kind = SignalKind::from_name(signal["kind"].as_str().unwrap()).unwrap();
        Label { kind, place: start..start + quote.len() }
    });
    labels.collect()
}
