//! The culture as a page: of the company, or of one department beside it; for the screen and for paper.
//!
//! Layout: `said` what departments say, `mirrors` say, seen and done side by side, `done` the index, the harms and the
//! promises, `changed` what moved since the wave before, `heard` what customers say after a case, `words` what people would change, and how to read all of it.

mod changed;
mod done;
mod heard;
mod mirrors;
mod said;
mod words;

use filo_culture::chance::Interval;
use filo_culture::instrument::Words;
use filo_culture::statistics::{Mean, Why};

use super::picture::Picture;
use crate::config::Config;
use crate::problem::Result;
use crate::report::page::view::Tile;
use crate::report::page::{Front, write};
use crate::texts::Texts;

/// What every section needs: the picture, the names of departments, the language, and of whom the page is.
pub(super) struct Telling<'a> {
    picture: &'a Picture,
    config: &'a Config,
    texts: &'a Texts,
    /// The department, where the page is of one.
    department: Option<&'a str>,
}

/// Writes the page.
///
/// # Errors
/// Where the template cannot be written, which only a lack of memory could bring about.
pub fn render(
    picture: &Picture,
    department: Option<&str>,
    config: &Config,
    texts: &Texts,
) -> Result<String> {
    let telling = Telling { picture, config, texts, department };
    let mut sections = vec![
        said::section(&telling),
        said::items(&telling),
        mirrors::section(&telling),
        mirrors::seen(&telling),
        done::section(&telling),
    ];
    sections.extend(changed::section(&telling));
    sections.extend(heard::section(&telling));
    sections.extend(done::promises(&telling));
    sections.extend(words::comments(&telling));
    sections.push(words::reading(&telling));
    let of = department.map(|name| telling.name(name).to_owned());
    let values = [("wave", picture.wave.as_str()), ("department", of.as_deref().unwrap_or(""))];
    let key = if of.is_some() { "culture-page-of-department" } else { "culture-page-of-company" };
    let front = Front {
        company: &picture.company,
        period: texts.say(key, &values),
        preface: words::preface(&telling),
        tiles: tiles(&telling),
    };
    write(front, sections, texts)
}

fn tiles(telling: &Telling<'_>) -> Vec<Tile> {
    let picture = telling.picture;
    let took_part = match telling.department {
        None => Some(&picture.participation.all),
        Some(name) => {
            let mut all = picture.participation.departments.iter();
            all.find(|one| one.department.as_deref() == Some(name))
        }
    };
    let mut tiles = Vec::new();
    let mut tile = |class, value: String, key: &str| {
        tiles.push(Tile { class, value, label: telling.say(key) });
    };
    if let Some(one) = took_part {
        let value = telling.span(one.from, one.to);
        let invited = telling.texts.count(u64::from(one.invited));
        tile("", format!("{value} / {invited}"), "culture-page-tile-answered");
    }
    let mirror = match telling.department {
        None => Some(&picture.mirrors.company),
        Some(name) => picture.mirrors.departments.get(name),
    };
    let points =
        |value: Option<f64>| value.map_or_else(|| telling.say("culture-page-none"), points);
    let say = mirror.and_then(|mirror| mirror.say).map(|say| say.mean);
    let seen = mirror.and_then(|mirror| mirror.seen).map(|seen| seen.mean);
    let done = mirror.and_then(|mirror| mirror.done).map(|done| done.median);
    tile("", points(say), "culture-page-tile-say");
    if telling.department.is_some() {
        tile("", points(seen), "culture-page-tile-seen");
    }
    tile("", points(done), "culture-page-tile-done");
    let standing = match telling.department {
        None => Some(&picture.done.index.company),
        Some(name) => picture.done.index.departments.get(name),
    };
    if let Some(standing) = standing {
        let harms = standing.harms;
        let all =
            harms.undue_collections + harms.suspensions_in_complaint + harms.calls_after_opt_out;
        tile("confirmed", telling.texts.count(all), "culture-page-tile-harms");
    }
    tiles
}

/// Whole points: the last digit of more would not be there in another wave.
pub(in crate::culture) fn points(value: f64) -> String {
    format!("{value:.0}")
}

/// A department's points: what is all but unanimous is told as an end, so that nobody's own answer is known.
pub(super) fn ended(value: f64) -> String {
    match value {
        high if high > 95.0 => "≥ 95".to_owned(),
        low if low < 5.0 => "≤ 5".to_owned(),
        value => points(value),
    }
}

/// Points with their sign.
pub(in crate::culture) fn signed(value: f64) -> String {
    // Nought has no sign.
    let value = value.round() + 0.0;
    match value {
        more if more > 0.0 => format!("+{more:.0}"),
        less if less < 0.0 => format!("−{:.0}", -less),
        _ => "0".to_owned(),
    }
}

impl Telling<'_> {
    /// A text without values.
    fn say(&self, key: &str) -> String {
        self.texts.say(key, &[])
    }

    /// A text with values.
    fn tell(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.texts.say(key, values)
    }

    /// The name people read for a department.
    fn name<'a>(&'a self, department: &'a str) -> &'a str {
        self.config.department_label(department, self.texts.language())
    }

    /// A text of the instrument in the language spoken, else in whichever there is.
    fn words<'a>(&self, words: &'a Words) -> &'a str {
        let own = words.get(self.texts.language().code());
        own.or_else(|| words.values().next()).map_or("", String::as_str)
    }

    /// The name of a dimension.
    fn dimension(&self, code: &str) -> String {
        let named = self.picture.instrument.dimensions.iter().find(|(one, _)| one == code);
        named.map_or_else(|| code.to_owned(), |(_, words)| self.words(words).to_owned())
    }

    /// Whether a department has a row of its own on this page.
    fn shows(&self, department: &str) -> bool {
        self.department.is_none_or(|one| one == department)
    }

    /// Why there is no figure.
    fn why(&self, why: Why) -> String {
        self.texts.word("culture-why", why.name())
    }

    /// A number of people that may be told only as a range.
    fn span(&self, from: u32, to: u32) -> String {
        let [from, to] = [from, to].map(|one| self.texts.count(u64::from(one)));
        if from == to { from } else { format!("{from}–{to}") }
    }

    /// A mean with its interval and how many stand behind it.
    fn mean(&self, mean: &Mean) -> String {
        let n = self.texts.count(mean.n);
        match mean.interval {
            Some((low, high)) => self.tell(
                "culture-page-mean",
                &[
                    ("mean", &ended(mean.mean)),
                    ("low", &points(low.max(0.0))),
                    ("high", &points(high.min(100.0))),
                    ("n", &n),
                ],
            ),
            None => self.tell("culture-page-mean-same", &[("mean", &ended(mean.mean)), ("n", &n)]),
        }
    }

    /// An interval of draws.
    fn draws(&self, interval: Interval) -> String {
        self.tell(
            "culture-page-draws",
            &[
                ("median", &points(interval.median)),
                ("low", &points(interval.low)),
                ("high", &points(interval.high)),
            ],
        )
    }

    /// A share as people read it.
    fn percent(&self, share: f64) -> String {
        format!("{:.0} %", share * 100.0)
    }
}
