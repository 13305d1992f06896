//! Weaving: every source is read and loaded, what was read is reconciled, customers are made.

use std::sync::mpsc::sync_channel;

use filo_model::digest::Digest;
use filo_store::Store;
use filo_store::load::{Batch, Tally};
use filo_store::reading::{NewReading, ReadingState};
use serde::Serialize;

use super::files::{self, FoundFile};
use super::hear::hear;
use super::link;
use super::read::{Chunk, Job, read_all};
use crate::clock::Stopwatch;
use crate::config::Config;
use crate::journey::company;
use crate::problem::{Problem, Result};

/// Chunks in flight between the core that reads and the core that loads.
const CHUNKS_IN_FLIGHT: usize = 1;

/// Files whose readings are begun in one transaction.
const FILES_BEGUN: usize = 8_192;

/// From this part of the store's size on, files read again are met with one pass over the store
/// rather than a search for every row.
const KNOWN_SHARE: u64 = 40;

/// Tells somebody how far a weave is.
pub trait Progress {
    /// So many of the files found have been looked at, to see whether they are to be read.
    fn examining(&mut self, _done: usize, _files: usize) {}
    /// Reading begins: so many bytes are to be read.
    fn begin(&mut self, bytes: u64);
    /// So many bytes and rows are done.
    fn advance(&mut self, bytes: u64, rows: u64);
    /// Customers are being made.
    fn linking(&mut self);
    /// So many entries' words of all that are to be heard are done.
    fn hearing(&mut self, _done: u64, _all: u64) {}
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
    /// Entries whose words were heard now.
    pub heard: u64,
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
    let jobs = begin_all(config, store, found, now, progress, &mut sources, &mut problems)?;
    store.bulk_begin()?;
    let watch = Stopwatch::start();
    load_all(config, store, &jobs, now, progress, &mut sources, &mut problems)?;
    tracing::info!(duration_s = watch.seconds(), "sources loaded");
    progress.linking();
    let linked = link::link_beside(store, &config.link, || Ok(store.bulk_end()?))?;
    tracing::info!(duration_s = watch.seconds(), "customers linked");
    let heard = hear(config, store, &mut |done, all| progress.hearing(done, all))?;
    tracing::info!(duration_s = watch.seconds(), "words heard");
    // Columns that cannot be written keep no thread from being read: whoever looks at journeys then reads the store.
    if let Err(problem) = company::append(config, store) {
        problems.push(problem);
    }
    tracing::info!(duration_s = watch.seconds(), "columns of journeys written on");
    progress.finish();
    let mut total = Tally::default();
    for source in &sources {
        total.add(&source.tally);
    }
    Ok(Woven {
        sources,
        total,
        records: linked.records,
        customers: linked.customers,
        heard,
        problems,
    })
}

/// Begins the reading of every file, and keeps those that are to be read.
fn begin_all(
    config: &Config,
    store: &Store,
    found: Vec<FoundFile>,
    now: i64,
    progress: &mut dyn Progress,
    sources: &mut [WovenSource],
    problems: &mut Vec<Problem>,
) -> Result<Vec<Job>> {
    let mut jobs = Vec::new();
    let files = found.len();
    let mut found = found.into_iter().peekable();
    while found.peek().is_some() {
        progress.examining(files - found.len(), files);
        let mut files: Vec<FoundFile> = found.by_ref().take(FILES_BEGUN).collect();
        let mut digests = Vec::with_capacity(files.len());
        let mut digested = files::digests(&files, config).into_iter();
        files.retain(|_| match digested.next() {
            Some(Ok(digest)) => {
                digests.push(digest);
                true
            }
            Some(Err(problem)) => {
                problems.push(problem);
                false
            }
            None => false,
        });
        let new: Vec<NewReading<'_>> = files
            .iter()
            .zip(&digests)
            .map(|(file, digest)| new_reading(config, file, *digest, now))
            .collect();
        let states = store.readings_begin(&new)?;
        for (file, state) in files.into_iter().zip(states) {
            match state {
                ReadingState::Known(tally) => {
                    let known = tally.rows - tally.set_apart;
                    let tally = Tally { known, loaded: 0, corrected: 0, ..tally };
                    sources[file.source].tally.add(&tally);
                }
                ReadingState::Fresh(reading) => jobs.push(Job { file, reading, rows_done: 0 }),
                ReadingState::Resumed(reading, tally) => {
                    jobs.push(Job { file, reading, rows_done: tally.rows });
                }
            }
        }
    }
    Ok(jobs)
}

fn new_reading<'a>(
    config: &'a Config,
    file: &'a FoundFile,
    file_digest: Digest,
    now: i64,
) -> NewReading<'a> {
    let source = &config.sources[file.source];
    NewReading {
        source: &source.spec.name,
        system: &source.spec.system,
        departments: &source.spec.departments,
        path: &file.name,
        file_digest,
        file_bytes: file.bytes,
        mapping_digest: source.digest,
        export_stamp: file.export_stamp,
        started_at: now,
    }
}

fn load_all(
    config: &Config,
    store: &Store,
    jobs: &[Job],
    now: i64,
    progress: &mut dyn Progress,
    sources: &mut [WovenSource],
    problems: &mut Vec<Problem>,
) -> Result<()> {
    let pseudonym_key = store.secret()?;
    let bytes: u64 = jobs.iter().map(|job| job.file.bytes).sum();
    progress.begin(bytes);
    let mut latest: Vec<Tally> = vec![Tally::default(); jobs.len()];
    let mut done = Done::default();
    std::thread::scope(|scope| {
        let (to, from) = sync_channel::<Chunk>(CHUNKS_IN_FLIGHT);
        scope.spawn(move || read_all(jobs, config, pseudonym_key, &to));
        if bytes > store.bytes()? / KNOWN_SHARE {
            store.known_prepare()?;
        }
        for chunk in from {
            let batches = chunk.parts.iter().map(|part| Batch {
                reading: jobs[part.job].reading,
                recorded_at: now,
                drafts: &part.drafts,
                set_apart: &part.set_apart,
                finished: part.finished,
            });
            let tallies = store.batches_load(&batches.collect::<Vec<_>>())?;
            for (part, tally) in chunk.parts.into_iter().zip(tallies) {
                done.advance(jobs, part.job, part.bytes_read, tally.rows - latest[part.job].rows);
                latest[part.job] = tally;
                problems.extend(part.failure);
            }
            progress.advance(done.bytes_before + done.bytes_of_file, done.rows);
        }
        Ok::<(), Problem>(())
    })?;
    for (job, tally) in jobs.iter().zip(&latest) {
        sources[job.file.source].tally.add(tally);
    }
    Ok(())
}

/// How far a weave is.
#[derive(Debug, Default)]
struct Done {
    /// The job that is being loaded.
    job: usize,
    /// Bytes of the jobs before it.
    bytes_before: u64,
    /// Bytes read of it.
    bytes_of_file: u64,
    /// Rows of all.
    rows: u64,
}

impl Done {
    fn advance(&mut self, jobs: &[Job], job: usize, bytes_of_file: u64, rows: u64) {
        for passed in &jobs[self.job..job] {
            self.bytes_before += passed.file.bytes;
        }
        (self.job, self.bytes_of_file) = (job, bytes_of_file);
        self.rows += rows;
    }
}
