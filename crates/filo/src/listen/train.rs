//! Training from a folder of labelled conversations, one file a writer.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use filo_listen::kind::{DynamicKind, SignalKind};
use filo_listen::train::{Label, Labelled};
use serde_json::Value;

use crate::listen::lines;
use crate::pipeline::cores;
use crate::problem::{Problem, Result};

/// The labelled conversations of a folder: every `*.jsonl`, a writer each, in the order of their names.
///
/// # Errors
/// Where the folder cannot be read, or a line is no labelled conversation.
pub fn labelled(folder: &Path) -> Result<Vec<Labelled>> {
    let unreadable =
        |error| Problem::new("listen-folder").with("folder", folder.display()).caused_by(error);
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|ending| ending == "jsonl") {
            files.push(path);
        }
    }
    files.sort_unstable();
    let mut out = Vec::new();
    for (writer, path) in files.iter().enumerate() {
        let text = fs::read_to_string(path).map_err(unreadable)?;
        for (index, line) in text.lines().enumerate() {
            let one = one(line, writer).ok_or_else(|| {
                Problem::new("listen-label").with("file", path.display()).with("line", index + 1)
            })?;
            out.push(one);
        }
    }
    if out.is_empty() {
        return Err(Problem::new("listen-folder-empty").with("folder", folder.display()));
    }
    Ok(out)
}

fn one(line: &str, writer: usize) -> Option<Labelled> {
    let line = lines::parse(line).ok()?;
    let messages = line.value.get("messages")?.as_array()?;
    let signals: Option<Vec<Vec<Label>>> = messages
        .iter()
        .zip(&line.conversation.messages)
        .map(|(value, message)| labels(value, &message.text))
        .collect();
    let dynamics = line.value.get("dynamics")?.as_array()?.iter();
    let dynamics = dynamics.map(|one| DynamicKind::from_name(one.get("kind")?.as_str()?));
    let dynamics: Option<Vec<DynamicKind>> = dynamics.collect();
    Some(Labelled {
        conversation: line.conversation,
        writer,
        signals: signals?,
        dynamics: dynamics?,
    })
}

fn labels(message: &Value, text: &str) -> Option<Vec<Label>> {
    let Some(signals) = message.get("signals").and_then(Value::as_array) else {
        return Some(Vec::new());
    };
    let label = |signal: &Value| {
        let quote = signal.get("quote")?.as_str()?;
        let start = text.find(quote)?;
        let kind = SignalKind::from_name(signal.get("kind")?.as_str()?)?;
        Some(Label { kind, place: start..start + quote.len() })
    };
    signals.iter().map(label).collect()
}

/// Runs jobs on all cores; the results stand in the order of the jobs.
pub fn run(jobs: usize, job: &(dyn Fn(usize) -> Vec<f64> + Sync)) -> Vec<Vec<f64>> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= jobs {
                return done;
            }
            done.push((number, job(number)));
        }
    };
    let mut done: Vec<(usize, Vec<f64>)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..cores()).map(|_| scope.spawn(work)).collect();
        // A job that is missing would shift all others, so a worker's panic goes on here.
        workers
            .into_iter()
            .flat_map(|worker| {
                worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            })
            .collect()
    });
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, result)| result).collect()
}
