//! The picture as one page: HTML that needs nothing else, for the screen and for paper.
//!
//! Layout: [`view`] is what the template knows (sections of charts, tables, stories); a module for
//! each section makes it from the report; [`render`] puts them together. The template escapes every
//! text, the charts escape theirs; nothing on the page loads anything.

mod expected;
mod findings;
mod journey;
mod lines;
mod promises;
mod read;
mod stories;
mod unmeasured;
pub(crate) mod view;
mod waits;
mod weekly;
mod words;

use askama::Template;

use super::Report;
use crate::config::Config;
use crate::problem::{Problem, Result};
use crate::texts::Texts;
use view::{Block, Cell, Section, Tile};

/// The page.
#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    language: &'static str,
    title: String,
    company: &'a str,
    period: String,
    preface: String,
    contents: String,
    table_word: String,
    tiles: Vec<Tile>,
    sections: Vec<Section>,
    footer: String,
    style: &'static str,
}

/// What every section needs: the report, the names of departments, the language.
struct Material<'a> {
    report: &'a Report,
    config: &'a Config,
    texts: &'a Texts,
}

impl Material<'_> {
    /// A text without values.
    fn say(&self, key: &str) -> String {
        self.texts.say(key, &[])
    }

    /// A text with values.
    fn tell(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.texts.say(key, values)
    }

    /// The name people read for a department, or for small ones together.
    fn department(&self, name: Option<&str>) -> String {
        name.map_or_else(
            || self.say("report-small-departments"),
            |name| self.config.department_label(name, self.texts.language()).to_owned(),
        )
    }

    /// The text of a word of a closed set: `kind-formal-notice`.
    fn word(&self, set: &str, word: &str) -> String {
        self.texts.word(set, word)
    }

    /// A kind of request as people read it: the company's own word, without what joins its parts.
    fn request(&self, kind: &str) -> String {
        let key = crate::texts::word_key("request", kind);
        if self.texts.has(&key) { self.say(&key) } else { kind.replace('_', " ") }
    }

    /// A share as people read it, without decimals where it has none.
    fn percent(&self, share: f64) -> String {
        let shown = self.texts.decimal(share * 100.0);
        let whole = shown.strip_suffix(",0").or_else(|| shown.strip_suffix(".0"));
        format!("{} %", whole.unwrap_or(&shown))
    }

    /// Working hours, short.
    fn hours_short(&self, hours: f64) -> String {
        self.tell("page-hours-short", &[("hours", &self.texts.decimal(hours))])
    }

    /// Working hours as people read them.
    fn hours(&self, hours: f64) -> String {
        self.tell("page-hours", &[("hours", &self.texts.decimal(hours))])
    }
}

/// Writes the page.
///
/// # Errors
/// Where the template cannot be written, which only a lack of memory could bring about.
pub fn render(report: &Report, config: &Config, texts: &Texts) -> Result<String> {
    let material = Material { report, config, texts };
    let sections = vec![
        read::section(&material),
        read::customers(&material),
        findings::section(&material),
        lines::section(&material),
        waits::section(&material),
        journey::section(&material),
        promises::section(&material),
        words::section(&material),
        stories::section(&material),
        unmeasured::section(&material),
    ];
    let (from, to) = (texts.date(report.from), texts.date(report.to));
    let key = if report.whole { "page-period-whole" } else { "page-period" };
    let period = texts.say(key, &[("from", &from), ("to", &to)]);
    let preface = if report.with_names { "page-preface-named" } else { "page-preface" };
    let preface = material.say(preface);
    let front = Front { company: &report.company, period, preface, tiles: tiles(&material) };
    write(front, sections, texts)
}

/// What stands at the head of a page.
pub(crate) struct Front<'a> {
    pub(crate) company: &'a str,
    /// What the page is about, under the company's name.
    pub(crate) period: String,
    pub(crate) preface: String,
    pub(crate) tiles: Vec<Tile>,
}

/// Writes a page of sections.
pub(crate) fn write(front: Front<'_>, sections: Vec<Section>, texts: &Texts) -> Result<String> {
    let Front { company, period, preface, tiles } = front;
    let page = Page {
        language: texts.language().code(),
        title: format!("{company} · {period}"),
        company,
        period,
        preface,
        contents: texts.say("page-contents", &[]),
        table_word: texts.say("page-table", &[]),
        tiles,
        sections,
        footer: texts.say("page-footer", &[("version", env!("CARGO_PKG_VERSION"))]),
        style: include_str!("../../../templates/report.css"),
    };
    page.render().map_err(|error| Problem::new("page").caused_by(error))
}

/// The figures to see first.
fn tiles(material: &Material<'_>) -> Vec<Tile> {
    let (report, texts) = (material.report, material.texts);
    let tile = |class, value: u64, key: &str| Tile {
        class,
        value: texts.count(value),
        label: material.say(key),
    };
    let suspected = report.suspected.iter().map(|one| one.figure.x).sum();
    let confirmed = report.suspected.iter().map(|one| one.confirmed.x).sum();
    vec![
        tile("", report.read.rows.rows, "page-tile-rows"),
        tile("", report.customers, "page-tile-customers"),
        tile("suspected", suspected, "page-tile-suspected"),
        tile("confirmed", confirmed, "page-tile-confirmed"),
    ]
}
