//! What listening needs and comes with the program: phrases, flags, layouts, the model.

use std::path::Path;

use filo_listen::constraint::Constraints;
use filo_listen::conversation::Language;
use filo_listen::listen::Listener;
use filo_listen::matter::Background;
use filo_listen::model::Model;
use filo_listen::read::{Reader, Sources};
use filo_model::calendar::{Calendar, HolidaySet, WeekHours};
use filo_model::digest::{Digest, Parts};
use rust_embed::RustEmbed;

use crate::config::Config;
use crate::listen::{learn, phrases};
use crate::problem::{Problem, Result};

/// The files of phrases, inside the program.
#[derive(RustEmbed)]
#[folder = "../../data/phrases"]
struct Phrases;

/// The weights (`filo listen train` makes them).
const MODEL: &str = include_str!("../../../../data/listen/model.txt");

/// The week by which "five working days" are counted where no configuration says otherwise.
const WEEK: &str = "mon-fri 9-18";

/// The files of phrases, each with its name without ending, in the order of their names.
fn files() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Phrases::iter()
        .filter_map(|path| {
            let data = Phrases::get(&path)?.data;
            let name = path.strip_suffix(".toml")?.to_owned();
            Some((name, String::from_utf8_lossy(&data).into_owned()))
        })
        .collect();
    files.sort_unstable();
    files
}

/// The files of concepts, by language.
#[must_use]
pub fn concepts() -> Vec<(Language, String)> {
    let of = |(name, text): (String, String)| {
        Some((Language::from_name(name.strip_suffix("/concepts")?)?, text))
    };
    files().into_iter().filter_map(of).collect()
}

/// How messages are read, by the phrases that come with the program.
///
/// # Errors
/// Where the data that comes with the program is broken.
pub fn reader() -> Result<Reader> {
    let broken = |error| Problem::new("listen-phrases").caused_by(error);
    let files = files();
    let text = |name: &str| {
        files.iter().find(|(file, _)| file == name).map_or("", |(_, text)| text.as_str())
    };
    let sources = Sources {
        chunks: text("chunks"),
        flags: text("flags"),
        layout: text("layout"),
        phrases: files
            .iter()
            .filter(|(name, _)| name.contains('/'))
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect(),
    };
    let week =
        WeekHours::parse(WEEK).map_err(|error| Problem::new("listen-phrases").caused_by(error))?;
    let calendar = Calendar::new(HolidaySet::Italy, Vec::new(), Vec::new(), week);
    Reader::parse(&sources, calendar).map_err(broken)
}

/// What listens, by phrases and weights that come with the program.
///
/// # Errors
/// Where the data that comes with the program is broken.
pub fn listener() -> Result<Listener> {
    let model =
        Model::parse(MODEL).map_err(|error| Problem::new("listen-model").caused_by(error))?;
    Ok(Listener { reader: reader()?, model })
}

/// What listens, also by a company's own phrases where there is a folder of them.
///
/// # Errors
/// As [`listener`], and where an own phrase is wrong.
pub fn listener_with(own: Option<&Path>) -> Result<Listener> {
    let mut listener = listener()?;
    if let Some(folder) = own {
        listener.reader = phrases::with_own(listener.reader, folder)?;
    }
    Ok(listener)
}

/// What listens for a company: with its own phrases, and with what was learnt from its reviews.
///
/// # Errors
/// As [`listener_with`], and where what was learnt cannot be read.
pub fn listener_of(config: &Config, correction: Option<&str>) -> Result<Listener> {
    let mut listener = listener_with(config.listen.phrases.as_deref())?;
    listener.reader = listener.reader.with_calendar(config.calendar.clone());
    if let Some(text) = correction {
        listener.model.signals.correction = learn::parsed(text)?;
    }
    Ok(listener)
}

/// What such a listener is made of.
///
/// # Errors
/// Where the folder of own phrases cannot be read.
pub fn version_of(config: &Config, correction: Option<&str>) -> Result<Digest> {
    let mut parts = Parts::default();
    parts.push(&version().0);
    parts.push(format!("{:?}", (&config.calendar, &config.zone)).as_bytes());
    if let Some(folder) = &config.listen.phrases {
        for (name, text) in phrases::files(folder)? {
            parts.push(name.as_bytes()).push(text.as_bytes());
        }
    }
    if let Some(text) = correction {
        parts.push(text.as_bytes());
    }
    Ok(parts.digest())
}

/// How constraints are said, by language.
const CONSTRAINTS: [(&str, &str); 2] = [
    ("it", include_str!("../../../../data/constraints/it.toml")),
    ("en", include_str!("../../../../data/constraints/en.toml")),
];

/// How constraints are heard.
///
/// # Errors
/// Where the data that comes with the program is broken.
pub fn constraints() -> Result<Constraints> {
    Constraints::parse(&CONSTRAINTS)
        .map_err(|error| Problem::new("listen-phrases").caused_by(error))
}

/// How common words are (`filo listen train` makes it).
const BACKGROUND: &str = include_str!("../../../../data/listen/background.txt");

/// How common words are in conversations of service.
///
/// # Errors
/// Where the data that comes with the program is broken.
pub fn background() -> Result<Background> {
    Background::parse(BACKGROUND).ok_or_else(|| Problem::new("listen-model"))
}

/// What phrases, constraints and weights come with the program.
#[must_use]
pub fn version() -> Digest {
    let mut parts = Parts::default();
    parts.push(MODEL.as_bytes()).push(BACKGROUND.as_bytes());
    for (_, text) in CONSTRAINTS {
        parts.push(text.as_bytes());
    }
    let mut paths: Vec<_> = Phrases::iter().collect();
    paths.sort_unstable();
    for path in paths {
        parts.push(path.as_bytes());
        parts.push(&Phrases::get(&path).map(|file| file.data).unwrap_or_default());
    }
    parts.digest()
}
