//! Turns a file into chunks of drafts, on a core of its own.

use std::sync::mpsc::SyncSender;

use filo_intake::mapping::Mapping;
use filo_intake::read::{self, Reader};
use filo_intake::row::{Row, SetApart, Step};
use filo_model::amount::DecimalMark;
use filo_model::draft::Draft;
use filo_store::load::NewSetApart;

use super::FoundFile;
use super::rows::{Found, ahead};
use crate::config::Source;
use crate::problem::{Problem, Result};

/// Rows in a chunk, which is one transaction: large enough that pages of the indexes, which rows
/// touch at random, are written once for many of them; small enough for memory.
const CHUNK_ROWS: usize = 32_000;

/// Bytes of words in a chunk, so that long messages make smaller chunks.
const CHUNK_BYTES: usize = 16 << 20;

/// Rows with more room than this are not filled again: a few long messages would keep their memory.
const ROW_BYTES_KEPT: usize = 16 << 10;

/// Rows looked at for the decimal mark of a file.
const SAMPLE_ROWS: usize = 2_000;

/// A file to be read.
#[derive(Debug)]
pub(super) struct Job {
    pub(super) file: FoundFile,
    /// Rows that an interrupted reading has loaded already.
    pub(super) rows_done: u64,
}

/// Some rows of a file, understood.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    /// The place of the job.
    pub(super) job: usize,
    pub(super) drafts: Vec<Draft>,
    pub(super) set_apart: Vec<NewSetApart>,
    /// Bytes read of the file so far.
    pub(super) bytes_read: u64,
    /// The end of the file.
    pub(super) finished: bool,
    /// Why the file could not be read to its end.
    pub(super) failure: Option<Problem>,
}

/// Reads every job in order and sends chunks until the receiver is gone.
pub(super) fn read_all(
    jobs: &[Job],
    sources: &[Source],
    pseudonym_key: [u8; 32],
    to: &SyncSender<Chunk>,
) {
    for (place, job) in jobs.iter().enumerate() {
        let source = &sources[job.file.source];
        let mut reading =
            JobReading { place, chunk: Chunk { job: place, ..Chunk::default() }, bytes: 0, to };
        if let Err(problem) = reading.run(job, source, pseudonym_key) {
            let chunk = Chunk { failure: Some(problem), ..std::mem::take(&mut reading.chunk) };
            if to.send(Chunk { job: place, ..chunk }).is_err() {
                return;
            }
        } else if reading.gone() {
            return;
        }
    }
}

struct JobReading<'a> {
    place: usize,
    chunk: Chunk,
    /// Bytes of words in the chunk.
    bytes: usize,
    to: &'a SyncSender<Chunk>,
}

impl JobReading<'_> {
    /// Whether the receiver is gone, in which case the last chunk could not be handed over.
    fn gone(&self) -> bool {
        self.chunk.finished
    }

    fn run(&mut self, job: &Job, source: &Source, pseudonym_key: [u8; 32]) -> Result<()> {
        let mut mapping = Mapping::new(source.spec.clone(), pseudonym_key);
        let mark = decimal_mark(job, source, &mapping)?;
        mapping.begin_file(job.file.export_stamp, mark);
        let reader = open(job, source)?;
        std::thread::scope(|scope| {
            let mut steps = 0;
            let (parcels, give_back) = ahead(scope, reader);
            for parcel in parcels {
                let mut used = Vec::with_capacity(parcel.found.len());
                for found in parcel.found {
                    steps += 1;
                    let row = self.take(found, steps <= job.rows_done, &mut mapping);
                    used.extend(row.filter(|row| row.bytes_held() <= ROW_BYTES_KEPT));
                    let rows = self.chunk.drafts.len() + self.chunk.set_apart.len();
                    let is_full = rows >= CHUNK_ROWS || self.bytes >= CHUNK_BYTES;
                    if is_full && !self.send(parcel.bytes_read) {
                        self.chunk.finished = true;
                        return Ok(());
                    }
                }
                // The reader may have come to its end already.
                drop(give_back.send(used));
                match parcel.end {
                    None => {}
                    Some(Err(error)) => return Err(unreadable(job).caused_by(error)),
                    Some(Ok(())) => {
                        self.chunk.finished = true;
                        self.send(parcel.bytes_read);
                    }
                }
            }
            Ok(())
        })
    }

    /// Takes a row into the chunk, or passes over one that is loaded already; gives the row back.
    fn take(&mut self, found: Found, is_done: bool, mapping: &mut Mapping) -> Option<Row> {
        let row = match found {
            Found::SetApart(_) if is_done => return None,
            Found::SetApart(one) => {
                self.set_apart(&one);
                return None;
            }
            Found::Row(row) => row,
        };
        if is_done {
            mapping.pass_over(&row);
            return Some(row);
        }
        match mapping.draft(&row) {
            Ok(draft) => {
                self.bytes += bytes_of(&draft);
                self.chunk.drafts.push(draft);
            }
            Err(reason) => {
                let raw = raw_of(&row, mapping.spec().wanted().len());
                self.set_apart(&SetApart { line: row.line, reason, raw });
            }
        }
        Some(row)
    }

    fn set_apart(&mut self, one: &SetApart) {
        self.bytes += one.raw.len();
        self.chunk.set_apart.push(NewSetApart {
            line: one.line,
            code: one.reason.code(),
            detail: one.reason.detail(),
            raw: one.raw.clone(),
        });
    }

    /// Hands over the chunk; false where nobody takes it any more.
    fn send(&mut self, bytes_read: u64) -> bool {
        let mut chunk =
            std::mem::replace(&mut self.chunk, Chunk { job: self.place, ..Chunk::default() });
        chunk.bytes_read = bytes_read;
        self.bytes = 0;
        self.to.send(chunk).is_ok()
    }
}

/// The bytes of a draft's words, which are what may be large in it.
fn bytes_of(draft: &Draft) -> usize {
    let entry = draft.entry.as_ref();
    let text = entry.and_then(|entry| entry.content.text.as_ref());
    let words = text.map_or(0, |text| text.text.len() + text.quoted.len() + text.signature.len());
    words + entry.map_or(0, |entry| entry.given.len())
}

/// A row that the mapping refused, as text to look at: its values in the order of their columns.
fn raw_of(row: &Row, slots: usize) -> String {
    let mut raw = String::new();
    let values = (0..slots).map(|slot| row.value(slot)).chain(row.rest().map(|(_, value)| value));
    for value in values {
        if !raw.is_empty() {
            raw.push_str(" | ");
        }
        raw.push_str(value);
    }
    let mut end = raw.len().min(filo_intake::row::RAW_BYTES_MAX);
    while !raw.is_char_boundary(end) {
        end -= 1;
    }
    raw.truncate(end);
    raw
}

fn open(job: &Job, source: &Source) -> Result<Box<dyn Reader>> {
    let wanted = source.spec.wanted();
    read::open(&job.file.path, &source.options, &wanted)
        .map_err(|error| open_problem(&job.file, source, error))
}

/// What could not be opened, in a person's words.
pub(super) fn open_problem(file: &FoundFile, source: &Source, error: read::OpenError) -> Problem {
    let about = |key| Problem::new(key).with("path", &file.name).with("source", &source.spec.name);
    match error {
        read::OpenError::MissingColumns { missing, found } => {
            let near = near_columns(&missing, &found);
            let near = if near.is_empty() { "-".to_owned() } else { near.join(", ") };
            let problem = about("open-columns").with("missing", missing.join(", "));
            problem.with("count", found.len().to_string()).with("near", near)
        }
        read::OpenError::Empty => about("open-empty"),
        read::OpenError::NotTheFormat { format } => {
            about("open-format").with("format", format.name())
        }
        read::OpenError::Encrypted => about("open-encrypted"),
        read::OpenError::MissingSheet { sheet, found } => {
            about("open-sheet").with("sheet", sheet).with("found", found.join(", "))
        }
        read::OpenError::TooLarge => about("open-too-large"),
        other => about("open").caused_by(other),
    }
}

fn unreadable(job: &Job) -> Problem {
    Problem::new("file").with("path", &job.file.name)
}

/// The columns whose names begin like a missing one. No others are told: where a file has no header,
/// its first row is somebody's data.
fn near_columns<'a>(missing: &[String], found: &'a [String]) -> Vec<&'a str> {
    let begins_like = |one: &str, other: &str| {
        let start = |text: &str| text.trim().to_lowercase().chars().take(4).collect::<String>();
        start(one).chars().count() >= 3 && start(one) == start(other)
    };
    let near = found.iter().filter(|column| missing.iter().any(|one| begins_like(one, column)));
    near.map(String::as_str).collect()
}

/// Looks at the first rows of a file for its decimal mark, where the configuration leaves it open.
fn decimal_mark(job: &Job, source: &Source, mapping: &Mapping) -> Result<DecimalMark> {
    let slots = mapping.amount_slots();
    if source.spec.decimal != DecimalMark::Auto || slots.is_empty() {
        return Ok(source.spec.decimal);
    }
    let mut reader = open(job, source)?;
    let mut row = Row::default();
    let mut samples = Vec::new();
    for _ in 0..SAMPLE_ROWS {
        match reader.step(&mut row).map_err(|error| unreadable(job).caused_by(error))? {
            Step::End => break,
            Step::SetApart(_) => {}
            Step::Row => samples.extend(slots.iter().map(|&slot| row.value(slot).to_owned())),
        }
    }
    Ok(DecimalMark::observe(samples.iter().map(String::as_str)))
}

/// The first rows of a file, tried.
#[derive(Debug, Default)]
pub struct Tried {
    /// What could be understood.
    pub drafts: Vec<Draft>,
    /// What would be set apart: code and detail of the reason.
    pub set_apart: Vec<(&'static str, String)>,
}

/// The first rows of a file as they would be understood, without writing anything.
///
/// # Errors
/// Where the file cannot be opened as its source says.
pub fn read_sample(file: &FoundFile, source: &Source, rows: usize) -> Result<Tried> {
    let job = Job { file: file.clone(), rows_done: 0 };
    let mut mapping = Mapping::new(source.spec.clone(), [0; 32]);
    let mark = decimal_mark(&job, source, &mapping)?;
    mapping.begin_file(file.export_stamp, mark);
    let mut reader = open(&job, source)?;
    let mut row = Row::default();
    let mut tried = Tried::default();
    for _ in 0..rows {
        match reader.step(&mut row).map_err(|error| unreadable(&job).caused_by(error))? {
            Step::End => break,
            Step::SetApart(one) => tried.set_apart.push((one.reason.code(), one.reason.detail())),
            Step::Row => match mapping.draft(&row) {
                Ok(draft) => tried.drafts.push(draft),
                Err(reason) => tried.set_apart.push((reason.code(), reason.detail())),
            },
        }
    }
    Ok(tried)
}
