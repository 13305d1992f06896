//! `filo screen LIST --action A`: a list back with the guard's verdict on each row.

use std::io::Write as _;
use std::path::Path;

use filo_guard::card::Answer;
use filo_store::Store;
use filo_store::verdict::{NewVerdict, VerdictId};

use super::ask::stated;
use crate::cli;
use crate::clock::now;
use crate::commands::Session;
use crate::config::Config;
use crate::guard::cards;
use crate::guard::log::Versions;
use crate::guard::setting::{setting, stale};
use crate::guard::written::planned;
use crate::output::{self, Bar};
use crate::pipeline::weave::Progress as _;
use crate::problem::{Problem, Result};
use crate::screen::batch::{answer_all, mark_twice};
use crate::screen::columns::{Columns, place};
use crate::screen::judge::{Answered, Shared, is_only_claim};
use crate::screen::list::{Kind, List, ListRow};
use crate::screen::pending::Pending;
use crate::screen::row::Frame;
use crate::screen::sheet;
use crate::screen::summary::Summary;
use crate::screen::who::{Known, claims, records};
use crate::screen::write::{self, Beside};

/// From so many rows on it is worth reading the ids of all records first.
const MANY: usize = 5_000;

pub(in crate::commands) fn run(args: &cli::Screen, session: &Session) -> Result<u8> {
    let config = session.config()?;
    refuse_over_itself(args)?;
    let list = List::read(&args.list, args.sheet.as_deref())?;
    let columns = Columns::recognise(&list.header, &args.columns, &config)?;
    tell_columns(&list, &columns, session);
    let keep = kept_columns(args, &list, &columns)?;
    let store = Session::store_lean(&config)?;
    session.tell_if_behind(&store)?;
    // Before anything is judged it is known that the files can be written.
    let mut out =
        args.out.as_deref().filter(|path| path.as_os_str() != "-").map(Pending::new).transpose()?;
    let mut allowed = args.allowed.as_deref().map(Pending::new).transpose()?;
    let (mut answered, mut summary) = judged(args, session, &config, &store, &list, columns)?;
    let ids = if args.dry_run {
        Vec::new()
    } else {
        keep_verdicts(&store, &mut answered, args, &session.author(&config))?
    };
    if let (Some(first), Some(last)) = (ids.first(), ids.last()) {
        summary.decisions = Some([first.to_string(), last.to_string()]);
    }
    let texts = session.texts();
    let beside = Beside { answered: &answered, ids: &ids, texts: &texts };
    if let Some(file) = &mut allowed {
        let passes =
            |answer| answer == Answer::Allow || (args.with_warned && answer == Answer::Warn);
        let rows = list.rows.iter().zip(&answered).filter(|(_, one)| passes(one.answer));
        let rows = rows.map(|(row, _)| row);
        file.fill(&chosen(&list, &keep, rows, args.allowed.as_deref())?)?;
    }
    match &mut out {
        Some(file) if is_workbook(&list, args.out.as_deref()) => {
            file.fill(&sheet::workbook(&list, &beside)?)?;
        }
        Some(file) => file.fill(&write::text(&list, &beside))?,
        None => print(&write::text(&list, &beside))?,
    }
    let to_standard_output = out.is_none();
    out.map(Pending::place).transpose()?;
    allowed.map(Pending::place).transpose()?;
    tell(&summary, to_standard_output, session)?;
    let strictest = answered.iter().map(|one| one.answer).max();
    Ok(u8::from(args.fail_on.zip(strictest).is_some_and(|(fail, strictest)| strictest >= fail)))
}

/// A list is never written over itself: what came in stays.
fn refuse_over_itself(args: &cli::Screen) -> Result<()> {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let outs = [args.out.as_deref(), args.allowed.as_deref()];
    let written: Vec<_> = outs.into_iter().flatten().filter_map(real).collect();
    let is_list = real(&args.list).is_some_and(|list| written.contains(&list));
    if is_list || (args.out.is_some() && args.out == args.allowed) {
        return Err(Problem::new("screen-same").with("file", args.list.display()));
    }
    Ok(())
}

fn tell_columns(list: &List, columns: &Columns, session: &Session) {
    if session.common.quiet {
        return;
    }
    let found = columns.found.iter().map(|(field, place)| {
        format!("{}={}", field.name(), list.header.get(*place).map_or("", String::as_str))
    });
    let found: Vec<String> = found.collect();
    output::say(&session.texts().say("screen-columns", &[("columns", &found.join(", "))]));
}

/// The columns of the second file: those asked for, else who and what is asked.
fn kept_columns(args: &cli::Screen, list: &List, columns: &Columns) -> Result<Vec<usize>> {
    if args.keep.is_empty() {
        let needed = columns.found.iter().filter(|(field, _)| field.is_needed());
        return Ok(needed.map(|one| one.1).collect());
    }
    let places = args.keep.iter().map(|name| {
        place(&list.header, name).ok_or_else(|| {
            Problem::new("screen-column").with("column", name).with("found", list.header.join(", "))
        })
    });
    places.collect()
}

fn judged(
    args: &cli::Screen,
    session: &Session,
    config: &Config,
    store: &Store,
    list: &List,
    columns: Columns,
) -> Result<(Vec<Answered>, Summary)> {
    let texts = session.texts();
    let guard = cards::guard(config)?;
    let asked = planned(args.on.as_deref(), &config.zone, now())?;
    let frame =
        Frame::new(list, columns, (args.action, asked), stated(&args.facts)?, config.zone.clone());
    let readings = store.reading_list()?;
    let versions = Versions::new(&guard, store.sequence()?);
    let is_needed = list.rows.iter().any(|row| is_only_claim(&frame, row));
    let mut known = Known::default();
    if is_needed {
        known.claims = claims(store)?;
    }
    if list.rows.len() > MANY {
        known.records = records(store)?;
    }
    let shared = Shared {
        guard: &guard,
        config,
        frame: &frame,
        readings: &readings,
        known: &known,
        now: now(),
        versions: &versions,
    };
    let mut bar = Bar::new(&texts, session.common.quiet);
    let total = list.rows.len() as u64;
    let language = texts.language();
    let mut answered =
        answer_all(shared, store, &list.rows, language, &mut |done| bar.count(done, total))?;
    bar.finish();
    let twice = mark_twice(&mut answered, &list.rows, &texts);
    let as_of = asked.millis.min(now());
    let setting = setting(config, &readings, Some(as_of));
    let stale = stale(config, &readings, as_of);
    let summary = Summary::new((&answered, twice), &guard, &frame, &setting, (stale, versions));
    Ok((answered, summary))
}

/// Keeps all verdicts as one batch, on the disk before any file is in its place.
fn keep_verdicts(
    store: &Store,
    answered: &mut [Answered],
    args: &cli::Screen,
    author: &str,
) -> Result<Vec<VerdictId>> {
    let at = now();
    let verdicts = answered.iter_mut().map(|one| NewVerdict {
        at,
        asked_by: author.to_owned(),
        customer: one.customer,
        action: args.action.name(),
        planned: one.planned,
        answer: one.answer.name(),
        // What the log keeps is needed nowhere else, and is the most of what is held.
        claim: one.claim.take(),
        content: std::mem::take(&mut one.content),
    });
    let verdicts: Vec<_> = verdicts.collect();
    Ok(store.verdicts_append(&verdicts)?)
}

fn is_workbook(list: &List, path: Option<&Path>) -> bool {
    let extension = path.and_then(Path::extension).map(|one| one.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        Some("xlsx") => true,
        Some("csv" | "txt" | "tsv") => false,
        _ => matches!(list.kind, Kind::Workbook),
    }
}

fn chosen<'a>(
    list: &List,
    keep: &[usize],
    rows: impl Iterator<Item = &'a ListRow>,
    path: Option<&Path>,
) -> Result<Vec<u8>> {
    if is_workbook(list, path) {
        sheet::chosen(list, keep, rows)
    } else {
        Ok(write::chosen(list, keep, rows))
    }
}

/// Prints bytes as they are. A closed pipe is no failure.
fn print(bytes: &[u8]) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Problem::new("output").caused_by(error))
        }
        _ => Ok(()),
    }
}

fn tell(summary: &Summary, to_standard_output: bool, session: &Session) -> Result<()> {
    if session.common.json && !to_standard_output {
        return output::json(summary);
    }
    if session.common.json {
        output::say(&serde_json::to_string_pretty(summary).unwrap_or_default());
    } else if !session.common.quiet {
        summary.lines(&session.texts()).iter().for_each(|line| output::say(line));
    }
    Ok(())
}
