//! The configuration: `filo.toml` and the environment, read once and checked.
//!
//! Layout: `file` is what is written, `check` turns it into what is meant or says which line is
//! wrong and what to do, `source` does so for one source, [`lines`] for telephone lines, `findings`
//! for how findings are judged, `guard` for rule cards, `culture` for the questionnaire, `listen` for own phrases, `opinion` for whom to ask about conversations; [`presets`] are mappings that come with Filo. This is the only
//! module that reads the environment.

mod check;
mod culture;
mod disclosure;
mod file;
mod findings;
mod guard;
pub mod lines;
mod link;
mod listen;
mod opinion;
pub mod presets;
mod source;

pub use culture::Culture;
pub use disclosure::Disclosure;
pub use guard::Guard;
pub use link::{Learns, Link};
pub use listen::Listen;
pub use opinion::{Opinion, Secret};

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use filo_intake::mapping::spec::SourceSpec;
use filo_intake::read::Options;
use filo_model::calendar::{Calendar, Within};
use filo_model::digest::Digest;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::findings::Rules;
use crate::problem::{Problem, Result};
use crate::texts::Language;

/// A department of the company.
#[derive(Debug, Clone)]
pub struct Department {
    /// Its stable name.
    pub name: String,
    labels: BTreeMap<String, String>,
    /// How many people work in it; unknown counts as fewer than five.
    pub people: Option<u32>,
    /// When it works.
    pub calendar: Calendar,
    /// How long it may take to take over a handoff.
    pub deadline: Within,
}

impl Department {
    /// The name people read.
    #[must_use]
    pub fn label(&self, language: Language) -> &str {
        self.labels.get(language.code()).map_or(&self.name, String::as_str)
    }
}

/// A source: its mapping, its files and its promises.
#[derive(Debug, Clone)]
pub struct Source {
    /// The mapping.
    pub spec: SourceSpec,
    /// The path or pattern of its files, relative to the configuration.
    pub pattern: String,
    /// How its files are read.
    pub options: Options,
    /// How fresh it promises to be.
    pub freshness: Option<Within>,
    /// The digest of everything here that decides how a row is understood.
    pub digest: Digest,
}

/// What the company holds itself to for one kind of request.
#[derive(Debug, Clone)]
pub struct RequestStandard {
    /// The kind of request, in the company's words.
    pub kind: String,
    /// The time to answer.
    pub answer: Option<Within>,
    /// The least steps a customer needs.
    pub steps: Option<u32>,
    /// Whether self-service should do.
    pub self_service: bool,
}

/// What the company promised in public.
#[derive(Debug, Clone)]
pub struct PublicPromise {
    /// The words, by language code.
    pub text: BTreeMap<String, String>,
    /// Where it was said.
    pub source: String,
    /// When.
    pub date: Date,
    /// The measure that checks it.
    pub measure: String,
    /// The share of the measure that was promised: at least, where more is better, else at most.
    pub share: Option<f64>,
}

impl PublicPromise {
    /// The words in a language, else in whichever there are.
    #[must_use]
    pub fn words(&self, language: Language) -> &str {
        let own = self.text.get(language.code());
        own.or_else(|| self.text.values().next()).map_or("", String::as_str)
    }
}

/// How long data is kept, in months; none means for ever.
#[derive(Debug, Clone, Copy, Default)]
pub struct Retention {
    /// Threads, after their last entry.
    pub thread_months: Option<u32>,
    /// The words of entries.
    pub text_months: Option<u32>,
    /// The decisions of the guard.
    pub verdict_months: Option<u32>,
    /// What people wrote in a wave, after it closed.
    pub wave_words_months: Option<u32>,
    /// A wave with all its answers, after it closed.
    pub wave_months: Option<u32>,
}

/// The configuration, checked.
#[derive(Debug, Clone)]
pub struct Config {
    /// The folder of the configuration; paths are relative to it.
    pub folder: PathBuf,
    /// The file itself.
    pub path: PathBuf,
    /// The company's name.
    pub company: String,
    /// The language people read.
    pub language: Language,
    /// The company's zone.
    pub zone: TimeZone,
    /// The author of decisions before accounts exist.
    pub operator: String,
    /// The store's file.
    pub store: PathBuf,
    /// The company's calendar.
    pub calendar: Calendar,
    /// The departments.
    pub departments: Vec<Department>,
    /// The sources.
    pub sources: Vec<Source>,
    /// The telephone lines that customers call.
    pub lines: Vec<lines::Line>,
    /// Standards by kind of request.
    pub requests: Vec<RequestStandard>,
    /// Public promises.
    pub public_promises: Vec<PublicPromise>,
    /// Retention.
    pub retention: Retention,
    /// How findings are judged.
    pub findings: Rules,
    /// What may leave.
    pub disclosure: Disclosure,
    /// How records are linked.
    pub link: Link,
    /// How the guard is set up.
    pub guard: Guard,
    /// How the culture is measured.
    pub culture: Culture,
    /// How conversations are listened to.
    pub listen: Listen,
    /// Whom to ask for a second opinion on conversations; nobody, where absent.
    pub opinion: Option<Opinion>,
}

impl Config {
    /// Reads and checks a configuration.
    ///
    /// # Errors
    /// The first thing that is wrong, with file, line, key and remedy.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            let key = if error.kind() == std::io::ErrorKind::NotFound {
                "config-absent"
            } else {
                "config-unreadable"
            };
            Problem::new(key).with("path", path.display()).caused_by(error)
        })?;
        Self::parse(&text, path)
    }

    /// Checks the text of a configuration; `path` says where it stands.
    ///
    /// # Errors
    /// As [`Config::read`].
    pub fn parse(text: &str, path: &Path) -> Result<Self> {
        check::check(text, path)
    }

    /// A department by its name.
    #[must_use]
    pub fn department(&self, name: &str) -> Option<&Department> {
        self.departments.iter().find(|department| department.name == name)
    }

    /// A telephone line by its number or queue, however it is written.
    #[must_use]
    pub fn line(&self, number: &str) -> Option<&lines::Line> {
        let alike = filo_model::pointer::written_alike(number);
        self.lines.iter().find(|line| filo_model::pointer::written_alike(&line.number) == alike)
    }

    /// The name people read for a department, also for one that the configuration lost.
    #[must_use]
    pub fn department_label<'a>(&'a self, name: &'a str, language: Language) -> &'a str {
        self.department(name).map_or(name, |department| department.label(language))
    }
}

/// What the environment says.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    /// `FILO_CONFIG`: the configuration to use.
    pub config: Option<PathBuf>,
    /// `FILO_LANG`, else `LC_ALL`, `LC_MESSAGES`, `LANG`: the language to speak before a
    /// configuration says another.
    pub language: Option<Language>,
    /// `FILO_OPERATOR`: the author of decisions.
    pub operator: Option<String>,
    /// `NO_COLOR` or a dumb terminal: no colours.
    pub plain: bool,
}

impl Environment {
    /// Reads the environment.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that reads the environment"
    )]
    pub fn read() -> Self {
        let value = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let languages = ["FILO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];
        Self {
            config: value("FILO_CONFIG").map(PathBuf::from),
            language: languages
                .iter()
                .find_map(|name| value(name))
                .and_then(|code| Language::from_code(&code)),
            operator: value("FILO_OPERATOR"),
            plain: value("NO_COLOR").is_some() || value("TERM").is_some_and(|term| term == "dumb"),
        }
    }
}

#[cfg(test)]
mod tests;
