//! `filo doctor`: checks a configuration and its sources and says what would be read, without
//! writing.

use filo_guard::card::Card;
use filo_intake::mapping::spec::Content;
use filo_intake::read::peek;
use filo_model::calendar::{DAY_MILLIS as DAY, Within};
use filo_model::draft::Draft;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::json;

use super::Session;
use crate::clock::now;
use crate::config::{Config, Source};
use crate::findings::event::day_in;
use crate::guard::cards;
use crate::guard::setting::setting;
use crate::output;
use crate::pipeline::{FoundFile, Tried, find, read_sample};
use crate::problem::{Problem, Result};
use crate::texts::Texts;

/// How many rows of each source's newest files are tried.
const TRIED: usize = 500;

/// How many of a source's newest files are tried at most.
const FILES_TRIED: usize = 100;

pub(super) fn run(session: &Session) -> Result<u8> {
    let config = session.config()?;
    let texts = session.texts();
    let files = find(&config)?;
    if !session.common.json {
        let values = [
            ("config", &*config.path.display().to_string()),
            ("company", &*config.company),
            ("departments", &*config.departments.len().to_string()),
            ("sources", &*config.sources.len().to_string()),
        ];
        output::data(&texts.say("doctor-config", &values))?;
    }
    if !session.common.json {
        standards(&config, &texts)?;
    }
    let now = now();
    let mut sick = false;
    let mut told = Vec::new();
    for (place, source) in config.sources.iter().enumerate() {
        let own: Vec<&FoundFile> = files.iter().filter(|file| file.source == place).collect();
        match examine(source, &own, &config, now, (!session.common.json).then_some(&texts)) {
            Ok(health) => {
                sick |= health.tried_apart > 0 && health.tried_apart == health.tried;
                if session.common.json {
                    told.push(health.json(source));
                } else {
                    health.tell(source, &texts)?;
                }
            }
            Err(problem) => {
                sick = true;
                output::say(&problem.explain(&texts));
            }
        }
    }
    let guarded = guarded(&config)?;
    if session.common.json {
        output::json(&json!({
            "company": config.company, "sources": told, "guard": guarded, "well": !sick,
        }))?;
    } else {
        tell_guard(&guarded, &texts)?;
        output::data(&texts.say(if sick { "doctor-sick" } else { "doctor-well" }, &[]))?;
    }
    Ok(u8::from(sick))
}

/// What the guard can and cannot look at here.
#[derive(Debug, Serialize)]
struct Guarded {
    /// The packs of cards.
    packs: Vec<String>,
    /// How many cards there are.
    cards: usize,
    /// Facts that no source gives, with the cards that look at them.
    not_checked: Vec<NotChecked>,
}

/// A fact that no source gives.
#[derive(Debug, Serialize)]
struct NotChecked {
    fact: &'static str,
    cards: Vec<String>,
    /// The cards that hold for want of it.
    held_by: Vec<String>,
}

fn guarded(config: &Config) -> Result<Guarded> {
    let guard = cards::guard(config)?;
    let setting = setting(config, &[], None);
    let missing = setting.sources.missing();
    let not_checked = missing.iter().filter_map(|fact| {
        let looking: Vec<&Card> =
            guard.cards().iter().filter(|card| card.facts().has(*fact)).collect();
        let ids =
            |cards: &mut dyn Iterator<Item = &&Card>| cards.map(|card| card.id.clone()).collect();
        (!looking.is_empty()).then(|| NotChecked {
            fact: fact.name(),
            cards: ids(&mut looking.iter()),
            held_by: ids(&mut looking.iter().filter(|card| card.compulsory.has(*fact))),
        })
    });
    Ok(Guarded {
        packs: config.guard.packs.clone(),
        cards: guard.cards().len(),
        not_checked: not_checked.collect(),
    })
}

fn tell_guard(guarded: &Guarded, texts: &Texts) -> Result<()> {
    let values = [("cards", &*guarded.cards.to_string()), ("packs", &*guarded.packs.join(", "))];
    output::data(&texts.say("doctor-guard", &values))?;
    for one in &guarded.not_checked {
        let fact = texts.word("fact", one.fact);
        let (key, cards) = if one.held_by.is_empty() {
            ("doctor-not-checked", &one.cards)
        } else {
            ("doctor-always-held", &one.held_by)
        };
        let values = [("fact", &*fact), ("cards", &*cards.join(", "))];
        output::data(&format!("  {}", texts.say(key, &values)))?;
    }
    Ok(())
}

/// What the company holds itself to, as understood; and departments whose figures will be pooled.
fn standards(config: &Config, texts: &Texts) -> Result<()> {
    let language = texts.language();
    for department in &config.departments {
        let label = department.label(language);
        let within = texts.within(department.deadline);
        output::data(&format!(
            "  {}",
            texts.say("doctor-deadline", &[("department", label), ("within", &within)])
        ))?;
        if department.people.is_none_or(|people| people < 5) {
            output::data(&format!("    {}", texts.say("doctor-small", &[])))?;
        }
    }
    for request in &config.requests {
        let answer = request.answer.map_or_else(|| "-".to_owned(), |within| texts.within(within));
        let steps = request.steps.map_or_else(|| "-".to_owned(), |steps| steps.to_string());
        let key = if request.self_service { "doctor-request-alone" } else { "doctor-request" };
        let values = [("kind", &*request.kind), ("answer", &*answer), ("steps", &*steps)];
        output::data(&format!("  {}", texts.say(key, &values)))?;
    }
    for promise in &config.public_promises {
        let values = [
            ("text", promise.words(language)),
            ("source", &*promise.source),
            ("measure", &*promise.measure),
        ];
        output::data(&format!("  {}", texts.say("doctor-promise", &values)))?;
    }
    Ok(())
}

/// What a first look at a source shows.
struct Health {
    files: usize,
    bytes: u64,
    newest: String,
    exported: Date,
    /// The freshness that the source promises and does not keep.
    stale: Option<Within>,
    encoding: &'static str,
    separator: Option<char>,
    unmapped: Vec<String>,
    tried: usize,
    tried_apart: usize,
    reasons: Vec<(String, usize)>,
    unread: u32,
    from: Option<String>,
    to: Option<String>,
}

fn examine(
    source: &Source,
    files: &[&FoundFile],
    config: &Config,
    now: i64,
    texts: Option<&Texts>,
) -> Result<Health> {
    let mut files = files.to_vec();
    files.sort_by_key(|file| std::cmp::Reverse((file.export_stamp, &file.name)));
    let Some(newest) = files.first() else {
        return Err(Problem::new("source-empty")
            .with("source", &source.spec.name)
            .with("pattern", &source.pattern));
    };
    let look = peek(&newest.path(config), &source.options).map_err(|error| {
        Problem::new("open")
            .with("path", &newest.name)
            .with("source", &source.spec.name)
            .caused_by(error)
    })?;
    let tried = try_newest(&files, config);
    if let (Err(_), Some(texts)) = (&tried, texts) {
        // Asked for here, unlike in an error: which columns there are.
        let columns = look.columns.join(", ");
        output::data(&format!(
            "  {}: {}",
            newest.name,
            texts.say("doctor-columns", &[("columns", &columns)])
        ))?;
    }
    let Tried { drafts, set_apart } = tried?;
    let wanted = source.spec.wanted();
    let alternatives = &source.options.alternatives;
    let names: Vec<&str> = wanted
        .iter()
        .flat_map(|name| name.split(if alternatives.contains(name) { '|' } else { '\n' }))
        .collect();
    let is_wanted =
        |column: &String| names.iter().any(|one| one.trim().eq_ignore_ascii_case(column.trim()));
    let mut reasons: Vec<(String, usize)> = Vec::new();
    for (code, detail) in &set_apart {
        let reason = format!("{code}|{detail}");
        match reasons.iter_mut().find(|one| one.0 == reason) {
            Some(one) => one.1 += 1,
            None => reasons.push((reason, 1)),
        }
    }
    let times =
        drafts.iter().filter_map(|draft| draft.entry.as_ref()).map(|entry| entry.content.at);
    let (from, to) = (times.clone().min_by_key(|at| at.millis), times.max_by_key(|at| at.millis));
    Ok(Health {
        files: files.len(),
        bytes: files.iter().map(|file| file.bytes).sum(),
        newest: newest.name.clone(),
        exported: day_in(newest.export_stamp, &config.zone),
        stale: source.freshness.filter(|&within| {
            // An export holds what there was until the end of its day.
            config.calendar.due(newest.export_stamp + DAY, within, &config.zone) < now
        }),
        encoding: look.encoding,
        separator: look.separator,
        unmapped: look
            .columns
            .into_iter()
            .filter(|column| !is_wanted(column) && !source.spec.ignore.contains(column))
            .collect(),
        tried: drafts.len() + set_apart.len(),
        tried_apart: set_apart.len(),
        reasons,
        unread: drafts.iter().map(|draft: &Draft| draft.unread).sum(),
        from: from.map(|at| at.date().to_string()),
        to: to.map(|at| at.date().to_string()),
    })
}

/// The first rows of the newest file, and of the files before it as long as there are too few: an
/// invoice is a file of its own.
fn try_newest(files: &[&FoundFile], config: &Config) -> Result<Tried> {
    let mut all = Tried::default();
    for file in files.iter().take(FILES_TRIED) {
        let rest = TRIED.saturating_sub(all.drafts.len() + all.set_apart.len());
        if rest == 0 {
            break;
        }
        let tried = read_sample(file, config, rest)?;
        all.drafts.extend(tried.drafts);
        all.set_apart.extend(tried.set_apart);
    }
    Ok(all)
}

impl Health {
    fn json(&self, source: &Source) -> serde_json::Value {
        json!({
            "name": source.spec.name,
            "kind": kind_name(source),
            "files": self.files,
            "bytes": self.bytes,
            "newest_file": self.newest,
            "newest_export": self.exported.to_string(),
            "stale": self.stale.is_some(),
            "encoding": self.encoding,
            "separator": self.separator,
            "columns_kept_as_given": self.unmapped,
            "rows_tried": self.tried,
            "rows_set_apart": self.reasons,
            "values_unread": self.unread,
            "from": self.from,
            "to": self.to,
        })
    }

    fn tell(&self, source: &Source, texts: &Texts) -> Result<()> {
        let name = source.spec.name.as_str();
        let values = [
            ("source", name),
            ("kind", &*texts.word("kind", kind_name(source))),
            ("files", &*self.files.to_string()),
            ("size", &*size(self.bytes, texts)),
            ("encoding", self.encoding),
            ("tried", &*self.tried.to_string()),
            ("apart", &*self.tried_apart.to_string()),
            ("unread", &*self.unread.to_string()),
        ];
        output::data(&texts.say("doctor-source", &values))?;
        if let Some(promised) = self.stale {
            let promised = texts.within(promised);
            let values = [("date", &*texts.date(self.exported)), ("promised", &*promised)];
            output::data(&format!("    {}", texts.say("doctor-stale", &values)))?;
        }
        for (reason, count) in &self.reasons {
            let (code, detail) = reason.split_once('|').unwrap_or((reason, ""));
            let reason = texts.say(&format!("apart-{code}"), &[("detail", detail)]);
            output::data(&format!("    {count} × {reason}"))?;
        }
        if !self.unmapped.is_empty() {
            let columns = self.unmapped.join(", ");
            output::data(&format!(
                "    {}",
                texts.say("doctor-unmapped", &[("columns", &columns)])
            ))?;
        }
        Ok(())
    }
}

/// A size in kilobytes or megabytes.
fn size(bytes: u64, texts: &Texts) -> String {
    if bytes < 1_000_000 {
        format!("{} kB", texts.count(bytes.div_ceil(1000)))
    } else {
        format!("{} MB", texts.count(bytes.div_ceil(1_000_000)))
    }
}

fn kind_name(source: &Source) -> &'static str {
    match source.spec.content {
        Content::Records => "record",
        Content::Entries(kind) => kind.name(),
    }
}
