//! Weaving: every source is read and loaded, what was read is reconciled, customers are made.

use std::sync::mpsc::sync_channel;

use filo_store::Store;
use filo_store::load::{Batch, Tally};
use filo_store::reading::{NewReading, ReadingId, ReadingState};
use serde::Serialize;

use super::files::{self, FoundFile};
use super::link;
use super::read::{Chunk, Job, read_all};
use crate::clock::Stopwatch;
use crate::config::Config;
use crate::problem::{Problem, Result};

/// Chunks in flight between the core that reads and the core that loads.
const CHUNKS_IN_FLIGHT: usize = 1;

/// From this part of the store's size on, files read again are met with one pass over the store
/// rather than a search for every row.
const KNOWN_SHARE: u64 = 40;

/// Tells somebody how far a weave is.
pub trait Progress {
    /// Reading begins: so many bytes are to be read.
    fn begin(&mut self, bytes: u64);
    /// So many bytes and rows are done.
    fn advance(&mut self, bytes: u64, rows: u64);
    /// Customers are being made.
    fn linking(&mut self);
    /// Everything is done.
    fn finish(&mut self);
}

/// What a weave did.
#[derive(Debug, Serialize)]
pub struct Woven {
    /// By source, in the order of the configuration.
    pub sources: Vec<WovenSource>,
    /// All sources together.
    pub total: Tally,
    /// Records in the store.
    pub records: u64,
    /// Customers they make.
    pub customers: u64,
    /// Files that could not be read, or not to their end.
    #[serde(skip)]
    pub problems: Vec<Problem>,
}

/// What a weave read of one source.
#[derive(Debug, Serialize)]
pub struct WovenSource {
    /// The source.
    pub name: String,
    /// Its files.
    pub files: usize,
    /// The counts.
    pub tally: Tally,
}

/// Reads all sources into threads.
///
/// # Errors
/// Where the store refuses, or where another process is writing; a file that cannot be read is no
/// error but one of [`Woven::problems`], and the rest goes on.
pub fn weave(
    config: &Config,
    store: &Store,
    now: i64,
    progress: &mut dyn Progress,
) -> Result<Woven> {
    let _claim = store.writer_claim()?;
    store.compact_if_due()?;
    let found = files::find(config)?;
    let mut sources: Vec<WovenSource> = config
        .sources
        .iter()
        .map(|source| WovenSource {
            name: source.spec.name.clone(),
            files: 0,
            tally: Tally::default(),
        })
        .collect();
    let mut problems = Vec::new();
    found.iter().for_each(|file| sources[file.source].files += 1);
    for source in sources
        .iter()
        .zip(&config.sources)
        .filter(|(woven, _)| woven.files == 0)
        .map(|(_, source)| source)
    {
        problems.push(
            Problem::new("source-empty")
                .with("source", &source.spec.name)
                .with("pattern", &source.pattern),
        );
    }
    let mut readings = Vec::new();
    let mut jobs = Vec::new();
    for file in found {
        match begin(config, store, &file, now) {
            Err(problem) => problems.push(problem),
            Ok(ReadingState::Known(tally)) => {
                let known = tally.rows - tally.set_apart;
                sources[file.source].tally.add(&Tally { known, loaded: 0, corrected: 0, ..tally });
            }
            Ok(ReadingState::Fresh(id)) => {
                readings.push(id);
                jobs.push(Job { file, rows_done: 0 });
            }
            Ok(ReadingState::Resumed(id, tally)) => {
                readings.push(id);
                jobs.push(Job { file, rows_done: tally.rows });
            }
        }
    }
    store.bulk_begin()?;
    let watch = Stopwatch::start();
    load_all(config, store, &jobs, &readings, now, progress, &mut sources, &mut problems)?;
    tracing::info!(duration_s = watch.seconds(), "sources loaded");
    progress.linking();
    let linked = link::link_beside(store, || Ok(store.bulk_end()?))?;
    tracing::info!(duration_s = watch.seconds(), "customers linked");
    progress.finish();
    let mut total = Tally::default();
    for source in &sources {
        total.add(&source.tally);
    }
    Ok(Woven { sources, total, records: linked.records, customers: linked.customers, problems })
}

fn begin(config: &Config, store: &Store, file: &FoundFile, now: i64) -> Result<ReadingState> {
    let source = &config.sources[file.source];
    Ok(store.reading_begin(&NewReading {
        source: &source.spec.name,
        system: &source.spec.system,
        departments: &source.spec.departments,
        path: &file.name,
        file_digest: files::digest(&file.path)?,
        file_bytes: file.bytes,
        mapping_digest: source.digest,
        export_stamp: file.export_stamp,
        started_at: now,
    })?)
}

#[expect(clippy::too_many_arguments, reason = "one call, from one place, of what a weave holds")]
fn load_all(
    config: &Config,
    store: &Store,
    jobs: &[Job],
    readings: &[ReadingId],
    now: i64,
    progress: &mut dyn Progress,
    sources: &mut [WovenSource],
    problems: &mut Vec<Problem>,
) -> Result<()> {
    let pseudonym_key = store.secret()?;
    progress.begin(jobs.iter().map(|job| job.file.bytes).sum());
    let mut latest: Vec<Tally> = vec![Tally::default(); jobs.len()];
    let mut bytes_before = 0;
    let mut current = 0;
    std::thread::scope(|scope| {
        let (to, from) = sync_channel::<Chunk>(CHUNKS_IN_FLIGHT);
        scope.spawn(move || read_all(jobs, &config.sources, pseudonym_key, &to));
        let bytes: u64 = jobs.iter().map(|job| job.file.bytes).sum();
        if bytes > store.bytes()? / KNOWN_SHARE {
            store.known_prepare()?;
        }
        for chunk in from {
            let batch = Batch {
                reading: readings[chunk.job],
                recorded_at: now,
                drafts: &chunk.drafts,
                set_apart: &chunk.set_apart,
                finished: chunk.finished,
            };
            latest[chunk.job] = store.batch_load(&batch)?;
            if chunk.job != current {
                bytes_before = jobs[..chunk.job].iter().map(|job| job.file.bytes).sum();
                current = chunk.job;
            }
            progress.advance(
                bytes_before + chunk.bytes_read,
                latest.iter().map(|tally| tally.rows).sum(),
            );
            problems.extend(chunk.failure);
        }
        Ok::<(), Problem>(())
    })?;
    for (job, tally) in jobs.iter().zip(&latest) {
        sources[job.file.source].tally.add(tally);
    }
    Ok(())
}
