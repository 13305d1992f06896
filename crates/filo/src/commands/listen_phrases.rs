//! `filo listen phrases`: a company's own phrases proven, and all phrases with their state.

use std::path::{Path, PathBuf};

use filo_listen::own::{Fault, Own, PatternFault, What};
use filo_listen::read::Reader;
use serde_json::{Value, json};

use crate::cli::listen::{PhrasesAction, PhrasesCheck, PhrasesList};
use crate::commands::Session;
use crate::listen::{data, phrases};
use crate::output;
use crate::problem::{Problem, Result};
use crate::texts::Texts;

pub(super) fn run(action: &PhrasesAction, session: &Session) -> Result<u8> {
    match action {
        PhrasesAction::Check(args) => check(args, session),
        PhrasesAction::List(args) => list(args, session),
    }
}

/// The folder of own phrases: the one that is given, else the configuration's.
pub(super) fn folder(given: Option<&Path>, session: &Session) -> Result<Option<PathBuf>> {
    if let Some(given) = given {
        return Ok(Some(given.to_owned()));
    }
    match session.config() {
        Ok(config) => Ok(config.listen.phrases),
        Err(problem) if problem.is("config-absent") && !session.is_config_named() => Ok(None),
        Err(problem) => Err(problem),
    }
}

fn check(args: &PhrasesCheck, session: &Session) -> Result<u8> {
    let folder =
        folder(args.folder.as_deref(), session)?.ok_or_else(|| Problem::new("listen-own-none"))?;
    let texts = session.texts();
    let (own, faults) = phrases::read(&folder, &data::reader()?)?;
    let code = u8::from(!faults.is_empty());
    if session.common.json {
        let told: Vec<Value> = faults.iter().map(|fault| told(fault, &texts)).collect();
        output::json(&json!({
            "phrases": own.phrases().len(), "off": own.off(), "faults": told,
        }))?;
        return Ok(code);
    }
    for fault in &faults {
        output::data(&shown(fault, &texts))?;
    }
    let counts = [
        ("phrases", &*own.phrases().len().to_string()),
        ("off", &*own.off().len().to_string()),
        ("faults", &*faults.len().to_string()),
    ];
    output::data(&texts.say("listen-own-checked", &counts))?;
    Ok(code)
}

/// A fault with its place and what to do.
fn shown(fault: &Fault, texts: &Texts) -> String {
    let line = fault.line.to_string();
    let phrase = fault.phrase.as_deref().unwrap_or("-");
    let what = what(&fault.what, texts);
    let values = [("file", &*fault.file), ("line", &*line), ("phrase", phrase), ("what", &*what)];
    let key = if fault.phrase.is_some() { "listen-own-fault-phrase" } else { "listen-own-fault" };
    texts.say(key, &values)
}

fn told(fault: &Fault, texts: &Texts) -> Value {
    json!({
        "file": fault.file, "line": fault.line, "phrase": fault.phrase,
        "fault": fault.what.name(), "what": what(&fault.what, texts),
    })
}

/// What is wrong, and what to do about it.
fn what(what: &What, texts: &Texts) -> String {
    let (value, number) = match what {
        What::Syntax(value)
        | What::Language(value)
        | What::Signal(value)
        | What::Flag(value)
        | What::Off(value) => (value.clone(), 0),
        What::Twice(file, line) => (file.clone(), *line),
        What::Pattern(pattern, fault) => {
            let name = match fault {
                PatternFault::UnknownSet(name) | PatternFault::LongEnding(name) => name.as_str(),
                _ => "",
            };
            let fault =
                texts.say(&format!("listen-own-pattern-{}", fault.name()), &[("name", name)]);
            return texts
                .say("listen-own-what-pattern", &[("value", pattern.as_str()), ("fault", &fault)]);
        }
        What::ExampleMissed(number) | What::CounterexampleMet(number) => (String::new(), *number),
        What::ExampleFlagged(number, flag) => (flag.name().to_owned(), *number),
        _ => (String::new(), 0),
    };
    let number = number.to_string();
    let flag = match what {
        What::ExampleFlagged(_, flag) => texts.word("listen-own-flag", flag.name()),
        _ => String::new(),
    };
    texts.say(
        &format!("listen-own-what-{}", what.name()),
        &[("value", value.as_str()), ("number", number.as_str()), ("flag", &flag)],
    )
}

fn list(args: &PhrasesList, session: &Session) -> Result<u8> {
    let folder = folder(args.phrases.as_deref(), session)?;
    let texts = session.texts();
    let reader = data::reader()?;
    let own = match &folder {
        Some(folder) => {
            let (own, faults) = phrases::read(folder, &reader)?;
            if !faults.is_empty() {
                let count = faults.len().to_string();
                output::say(&texts.say("listen-own-faulty", &[("count", &count)]));
            }
            own
        }
        None => Own::default(),
    };
    let mut rows = rows(&reader, &own);
    rows.retain(|row| {
        args.kind.is_none_or(|kind| row["signal"] == kind.name())
            && args.language.is_none_or(|language| row["language"] == language.name())
    });
    if session.common.json {
        output::json(&rows)?;
        return Ok(0);
    }
    for row in &rows {
        let word = |key: &str| row[key].as_str().unwrap_or_default();
        let state = texts.word("listen-phrase-state", word("state"));
        let place = match row["file"].as_str() {
            Some(file) => format!(" · {file}:{}", row["line"]),
            None => String::new(),
        };
        let (id, kind) = (word("id"), texts.word("signal", word("signal")));
        output::data(&format!("{id}  {kind} · {} · {state}{place}", word("language")))?;
    }
    Ok(0)
}

/// All phrases with their state.
fn rows(reader: &Reader, own: &Own) -> Vec<Value> {
    let shipped = reader.grammar().phrases().iter().map(|phrase| {
        json!({
            "id": phrase.id, "signal": phrase.signal.name(),
            "language": phrase.id.split('/').next(),
            "state": if own.off().contains(&phrase.id) { "off" } else { "on" },
        })
    });
    let own = own.phrases().iter().map(|phrase| {
        json!({
            "id": phrase.id, "signal": phrase.signal.name(), "language": phrase.language.name(),
            "state": "own", "file": phrase.file, "line": phrase.line,
        })
    });
    shipped.chain(own).collect()
}
