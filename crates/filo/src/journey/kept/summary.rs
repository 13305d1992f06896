//! What was counted of a file, kept as a file: told again without the events, or put together with others of the same kind.
//!
//! It begins with what it was made of (the digest of the file, what people said that things mean, the version) and ends with a
//! digest of all of it. Cases, customers, people and objects stand in it as digests, which serve to tell that two are the same;
//! names of cases are kept only where places are told. Whoever knows the number of a customer can still recognise it: it is to
//! be kept like the log itself.

use std::fs;
use std::path::Path;

use filo_journey::case::Vocabulary;
use filo_journey::kept::{KINDS, Table, Tables, VERSION};
use filo_journey::names::Names;
use filo_journey::summary::Summary;
use filo_model::digest::Digest;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::LeftOut;
use crate::journey::columns::Field;
use crate::journey::frame::Meanings;
use crate::journey::place;
use crate::problem::{Problem, Result};

const MAGIC: &[u8; 8] = b"FILOSUM\x01";
const DIGEST_BYTES: usize = 16;

/// What a summary is of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Head {
    version: u32,
    program: String,
    /// The digest of the file.
    pub of: Digest,
    /// Which columns somebody chose.
    pub chosen: Vec<(Field, String)>,
    /// What people said that things mean.
    pub meanings: Meanings,
    /// The first and the last moment of the log.
    pub span: (i64, i64),
    /// What was left out of the file.
    pub left_out: LeftOut,
    /// Which columns were taken.
    pub taken: Vec<(Field, String)>,
    activities: Vec<String>,
    groups: Vec<String>,
    reasons: Vec<String>,
    /// How many cases, customers, people and objects follow.
    counts: [u32; 4],
}

/// A summary with what it is of, and the names that it tells.
#[derive(Debug)]
pub struct Told {
    /// What it is of; of several, of the first.
    pub head: Head,
    /// The names that are told.
    pub names: Vocabulary,
    /// What was counted.
    pub summary: Summary,
}

impl Head {
    /// What a summary of a file is of.
    #[must_use]
    pub fn new(of: Digest, chosen: &[(Field, String)], meanings: &Meanings) -> Self {
        Self {
            version: VERSION,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            of,
            chosen: chosen.to_vec(),
            meanings: meanings.clone(),
            span: (0, 0),
            left_out: LeftOut::default(),
            taken: Vec::new(),
            activities: Vec::new(),
            groups: Vec::new(),
            reasons: Vec::new(),
            counts: [0; 4],
        }
    }

    /// Whether it answers the same question about the same file.
    #[must_use]
    pub fn answers(&self, asked: &Self) -> bool {
        (self.of, &self.chosen) == (asked.of, &asked.chosen) && self.goes_with(asked)
    }

    /// Whether summaries of both can be put together.
    fn goes_with(&self, other: &Self) -> bool {
        (self.version, &self.program, &self.meanings)
            == (other.version, &other.program, &other.meanings)
    }
}

fn unreadable(path: &Path) -> Problem {
    Problem::new("journey-summary").with("file", path.display())
}

/// Writes a summary; what stands in its place is replaced only where it is one too.
///
/// # Errors
/// Where something else is there, or the file cannot be written.
pub fn write(path: &Path, mut head: Head, names: &Vocabulary, summary: &mut Summary) -> Result<()> {
    let is_other = fs::read(path).is_ok_and(|bytes| !bytes.is_empty() && !bytes.starts_with(MAGIC));
    if is_other {
        return Err(Problem::new("journey-summary-place").with("file", path.display()));
    }
    let texts = |names: &Names| names.iter().map(str::to_owned).collect();
    (head.activities, head.groups) = (texts(&names.activities), texts(&names.groups));
    head.reasons = texts(&names.reasons);
    let kinds = [&names.cases, &names.customers, &names.actors, &names.objects];
    head.counts = kinds.map(|names| u32::try_from(names.len()).unwrap_or(u32::MAX));
    let failed = |error: std::io::Error| {
        Problem::new("journey-write").with("file", path.display()).caused_by(error)
    };
    let text = serde_json::to_vec(&head).map_err(|error| failed(error.into()))?;
    let mut bytes = MAGIC.to_vec();
    put_part(&mut bytes, &text);
    for names in kinds {
        bytes.extend(names.iter().flat_map(|name| short(name).to_le_bytes()));
    }
    if head.meanings.places {
        let length = |name: &str| u32::try_from(name.len()).unwrap_or(u32::MAX).to_le_bytes();
        bytes.extend(names.cases.iter().flat_map(length));
        put_part(&mut bytes, names.cases.iter().collect::<String>().as_bytes());
    }
    summary.keep(&mut bytes);
    let digest = Digest::of(&bytes);
    bytes.extend(digest.0);
    place::write(path, |out| out.write_all(&bytes)).map_err(failed)
}

/// Digests of names stand for them where names are only compared.
fn short(name: &str) -> u64 {
    Digest::of(name.as_bytes()).short()
}

fn put_part(out: &mut Vec<u8>, part: &[u8]) {
    out.extend((part.len() as u64).to_le_bytes());
    out.extend(part);
}

/// A file of a summary taken apart.
struct Opened<'b> {
    head: Head,
    kinds: [&'b [u8]; 4],
    /// The names of cases, where they are told.
    cases: Vec<&'b str>,
    body: &'b [u8],
}

/// Reads what a summary is of; nothing where the file is none, or not whole.
fn open(bytes: &[u8]) -> Option<Opened<'_>> {
    let (content, digest) = bytes.split_at_checked(bytes.len().checked_sub(DIGEST_BYTES)?)?;
    if Digest::of(content).0 != digest {
        return None;
    }
    let mut rest = content.strip_prefix(MAGIC)?;
    let head: Head = serde_json::from_slice(part(&mut rest)?).ok()?;
    let mut kinds = [&rest[..0]; 4];
    for (kind, count) in kinds.iter_mut().zip(head.counts) {
        let (own, after) = rest.split_at_checked(usize::try_from(count).ok()?.checked_mul(8)?)?;
        (*kind, rest) = (own, after);
    }
    let mut cases = Vec::new();
    if head.meanings.places {
        let (lengths, after) = rest.split_at_checked(kinds[0].len() / 2)?;
        rest = after;
        let mut all = std::str::from_utf8(part(&mut rest)?).ok()?;
        for length in lengths.chunks_exact(4) {
            let length = u32::from_le_bytes(length.try_into().ok()?);
            let (name, after) = all.split_at_checked(usize::try_from(length).ok()?)?;
            cases.push(name);
            all = after;
        }
    }
    Some(Opened { head, kinds, cases, body: rest })
}

fn part<'b>(rest: &mut &'b [u8]) -> Option<&'b [u8]> {
    let (length, after) = rest.split_first_chunk::<8>()?;
    let (part, after) =
        after.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
    *rest = after;
    Some(part)
}

/// The summary in a file, if it answers the question.
#[must_use]
pub fn answering(path: &Path, asked: &Head) -> Option<Told> {
    let bytes = fs::read(path).ok()?;
    let opened = open(&bytes)?;
    opened.head.answers(asked).then_some(())?;
    Whole::default().take(opened)?.told()
}

/// The summaries of several files put together.
///
/// # Errors
/// Where a file is no summary, was counted against something else, or has a case that another has too.
pub fn together(paths: &[std::path::PathBuf]) -> Result<Told> {
    let mut whole = Whole { joins: paths.len() > 1, ..Whole::default() };
    for path in paths {
        let bytes = fs::read(path).map_err(|error| unreadable(path).caused_by(error))?;
        let opened = open(&bytes).ok_or_else(|| unreadable(path))?;
        if let Some(first) = &whole.head {
            if !first.goes_with(&opened.head) {
                return Err(Problem::new("journey-summaries").with("file", path.display()));
            }
            let is_known = |digest: &u64| whole.known[0].contains_key(digest);
            if digests(opened.kinds[0]).any(|digest| is_known(&digest)) {
                return Err(Problem::new("journey-summaries-case").with("file", path.display()));
            }
        }
        whole = whole.take(opened).ok_or_else(|| unreadable(path))?;
    }
    whole.told().ok_or_else(|| Problem::new("journey-summary").with("file", ""))
}

fn digests(bytes: &[u8]) -> impl Iterator<Item = u64> + '_ {
    bytes.chunks_exact(8).map(|chunk| u64::from_le_bytes(chunk.try_into().unwrap_or_default()))
}

/// What was read so far.
#[derive(Default)]
struct Whole {
    head: Option<Head>,
    names: Vocabulary,
    summary: Summary,
    /// Whether more than one is put together.
    joins: bool,
    /// By kind, the numbers of digests.
    known: [FxHashMap<u64, u32>; 4],
}

impl Whole {
    fn take(mut self, opened: Opened<'_>) -> Option<Self> {
        let Opened { head, kinds, cases, body } = opened;
        let texts = |names: &mut Names, more: &[String]| {
            Table::Other(more.iter().map(|name| names.number(name)).collect())
        };
        let activities = texts(&mut self.names.activities, &head.activities);
        let groups = texts(&mut self.names.groups, &head.groups);
        let reasons = texts(&mut self.names.reasons, &head.reasons);
        for name in cases {
            self.names.cases.number(name);
        }
        let joins = self.joins;
        let mut compared = kinds.into_iter().zip(head.counts).zip(&mut self.known).map(
            |((bytes, count), known)| {
                if !joins {
                    return Table::Same(count);
                }
                Table::Other(
                    digests(bytes)
                        .map(|digest| {
                            let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
                            *known.entry(digest).or_insert(next)
                        })
                        .collect(),
                )
            },
        );
        let (case, customer) = (compared.next()?, compared.next()?);
        let (actor, object) = (compared.next()?, compared.next()?);
        let tables: [Table; KINDS] = [case, activities, groups, customer, reasons, actor, object];
        let summary = Summary::restore(body, &Tables::new(tables))?;
        self.head = Some(match self.head.take() {
            // Nothing to copy where there was nothing.
            None => {
                self.summary = summary;
                head
            }
            Some(first) => {
                self.summary.merge(summary);
                first.with(&head)
            }
        });
        Some(self)
    }

    fn told(self) -> Option<Told> {
        Some(Told { head: self.head?, names: self.names, summary: self.summary })
    }
}

impl Head {
    /// Of both: the columns that both took.
    fn with(mut self, other: &Self) -> Self {
        self.left_out.add(other.left_out);
        self.span = (self.span.0.min(other.span.0), self.span.1.max(other.span.1));
        self.taken.retain(|one| other.taken.contains(one));
        self
    }
}
