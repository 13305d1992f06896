//! Turns files into chunks of drafts, on a core of its own.

use std::sync::mpsc::{Receiver, Sender, SyncSender};

use filo_intake::mapping::Mapping;
use filo_intake::read::{self, Reader};
use filo_intake::row::{Row, SetApart, Step};
use filo_model::amount::DecimalMark;
use filo_model::draft::Draft;
use filo_store::load::NewSetApart;
use filo_store::reading::ReadingId;

use super::FoundFile;
use super::rows::{Found, Parcel, ahead};
use crate::config::{Config, Source};
use crate::problem::{Problem, Result};

/// Rows in a chunk, which is one transaction: large enough that pages of the indexes, which rows
/// touch at random, are written once for many of them; small enough for memory.
const CHUNK_ROWS: usize = 32_000;

/// Bytes of words in a chunk, so that long messages make smaller chunks.
const CHUNK_BYTES: usize = 16 << 20;

/// Rows with more room than this are not filled again: a few long messages would keep their memory.
const ROW_BYTES_KEPT: usize = 16 << 10;

/// Files in a chunk: as many small ones as make a transaction worth its while.
const CHUNK_FILES: usize = 4_096;

/// From this size on, in bytes, a file is read on a core of its own; below, starting that costs more
/// than it saves.
const LARGE_BYTES: u64 = 1 << 20;

/// Rows looked at for the decimal mark of a file.
const SAMPLE_ROWS: usize = 2_000;

/// A file to be read.
#[derive(Debug)]
pub(super) struct Job {
    pub(super) file: FoundFile,
    /// Its reading, once it is begun.
    pub(super) reading: ReadingId,
    /// Rows that an interrupted reading has loaded already.
    pub(super) rows_done: u64,
}

impl Job {
    fn is_large(&self) -> bool {
        self.file.bytes >= LARGE_BYTES
    }
}

/// Some rows of one file or of several small ones, understood: what one transaction loads.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    /// In the order of the jobs.
    pub(super) parts: Vec<Part>,
}

/// What a chunk holds of one file.
#[derive(Debug, Default)]
pub(super) struct Part {
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
    config: &Config,
    pseudonym_key: [u8; 32],
    to: &SyncSender<Chunk>,
) {
    let mut filler =
        Filler { chunk: Chunk::default(), part: Part::default(), rows: 0, bytes: 0, to };
    let mut current: Option<(usize, Mapping)> = None;
    for (place, job) in jobs.iter().enumerate() {
        let number = job.file.source;
        let (_, mapping) = match current.take().filter(|(source, _)| *source == number) {
            Some(known) => current.insert(known),
            None => {
                let spec = config.sources[number].spec.clone();
                current.insert((number, Mapping::new(spec, pseudonym_key)))
            }
        };
        filler.part = Part { job: place, ..Part::default() };
        match filler.read(job, config, mapping) {
            Ok(bytes_read) => {
                filler.part.bytes_read = bytes_read;
                filler.part.finished = true;
            }
            Err(Stop::Gone) => return,
            Err(Stop::Failed(problem)) => filler.part.failure = Some(problem),
        }
        filler.end_part();
        let is_enough = job.is_large() || filler.chunk.parts.len() >= CHUNK_FILES;
        if is_enough && filler.send().is_err() {
            return;
        }
    }
    // Nobody may be there any more to take it.
    drop(filler.send());
}

/// Why a file is not read on.
enum Stop {
    /// Nobody takes its rows any more.
    Gone,
    Failed(Problem),
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Failed(problem)
    }
}

/// Fills chunks.
struct Filler<'a> {
    chunk: Chunk,
    /// What is read of the present file and not in the chunk yet.
    part: Part,
    /// Rows in chunk and part.
    rows: usize,
    /// Bytes of words in chunk and part.
    bytes: usize,
    to: &'a SyncSender<Chunk>,
}

impl Filler<'_> {
    /// Reads a file to its end; the bytes it has. A small file is read here, a large one on a core of
    /// its own.
    fn read(&mut self, job: &Job, config: &Config, mapping: &mut Mapping) -> Result<u64, Stop> {
        let mark = decimal_mark(job, config, mapping)?;
        mapping.begin_file(job.file.export_stamp, mark);
        let mut reader = open(job, config)?;
        if job.is_large() {
            return std::thread::scope(|scope| self.read_ahead(job, ahead(scope, reader), mapping));
        }
        let mut row = Row::default();
        let mut steps = 0;
        loop {
            let found = match reader.step(&mut row) {
                Ok(Step::End) => return Ok(reader.bytes_read()),
                Ok(Step::Row) => Found::Row(row),
                Ok(Step::SetApart(one)) => Found::SetApart(one),
                Err(error) => return Err(unreadable(job).caused_by(error).into()),
            };
            steps += 1;
            row = self.take(found, steps <= job.rows_done, mapping).unwrap_or_default();
            self.send_if_full(reader.bytes_read())?;
        }
    }

    fn read_ahead(
        &mut self,
        job: &Job,
        (parcels, give_back): (Receiver<Parcel>, Sender<Vec<Row>>),
        mapping: &mut Mapping,
    ) -> Result<u64, Stop> {
        let mut steps = 0;
        let mut bytes_read = 0;
        for parcel in parcels {
            bytes_read = parcel.bytes_read;
            let mut used = Vec::with_capacity(parcel.found.len());
            for found in parcel.found {
                steps += 1;
                let row = self.take(found, steps <= job.rows_done, mapping);
                used.extend(row.filter(|row| row.bytes_held() <= ROW_BYTES_KEPT));
                self.send_if_full(bytes_read)?;
            }
            // The reader may have come to its end already.
            drop(give_back.send(used));
            if let Some(Err(error)) = parcel.end {
                return Err(unreadable(job).caused_by(error).into());
            }
        }
        Ok(bytes_read)
    }

    /// Takes a row into the part, or passes over one that is loaded already; gives the row back.
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
                self.rows += 1;
                self.part.drafts.push(draft);
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
        self.rows += 1;
        self.part.set_apart.push(NewSetApart {
            line: one.line,
            code: one.reason.code(),
            detail: one.reason.detail(),
            raw: one.raw.clone(),
        });
    }

    /// Puts what there is of the present file into the chunk, and goes on with the same file.
    fn end_part(&mut self) {
        let next = Part { job: self.part.job, ..Part::default() };
        self.chunk.parts.push(std::mem::replace(&mut self.part, next));
    }

    fn send_if_full(&mut self, bytes_read: u64) -> Result<(), Stop> {
        if self.rows < CHUNK_ROWS && self.bytes < CHUNK_BYTES {
            return Ok(());
        }
        self.part.bytes_read = bytes_read;
        self.end_part();
        self.send()
    }

    /// Hands over the chunk, unless it is empty.
    fn send(&mut self) -> Result<(), Stop> {
        let chunk = std::mem::take(&mut self.chunk);
        (self.rows, self.bytes) = (0, 0);
        if chunk.parts.is_empty() {
            return Ok(());
        }
        self.to.send(chunk).map_err(|_| Stop::Gone)
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

fn open(job: &Job, config: &Config) -> Result<Box<dyn Reader>> {
    let source = &config.sources[job.file.source];
    let wanted = source.spec.wanted();
    read::open(&job.file.path(config), &source.options, &wanted)
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
        read::OpenError::NoHeader { format } => {
            about("open-no-header").with("format", format.name())
        }
        read::OpenError::Encrypted => about("open-encrypted"),
        read::OpenError::MissingSheet { sheet, found } => {
            about("open-sheet").with("sheet", sheet).with("found", found.join(", "))
        }
        read::OpenError::Cut => about("open-cut"),
        read::OpenError::UnknownCodec { codec } => about("open-codec").with("codec", codec),
        read::OpenError::Lists { columns } => {
            about("open-lists").with("columns", columns.join(", "))
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
fn decimal_mark(job: &Job, config: &Config, mapping: &Mapping) -> Result<DecimalMark> {
    let decimal = mapping.spec().decimal;
    let slots = mapping.amount_slots();
    if decimal != DecimalMark::Auto || slots.is_empty() {
        return Ok(decimal);
    }
    let mut reader = open(job, config)?;
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
pub fn read_sample(file: &FoundFile, config: &Config, rows: usize) -> Result<Tried> {
    let job = Job { file: file.clone(), reading: ReadingId(0), rows_done: 0 };
    let spec = config.sources[file.source].spec.clone();
    let mut mapping = Mapping::new(spec, [0; 32]);
    let mark = decimal_mark(&job, config, &mapping)?;
    mapping.begin_file(file.export_stamp, mark);
    let mut reader = open(&job, config)?;
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
