//! The columns beside the store: written on at each weave, read by whoever looks at journeys, made anew from the store
//! where they are absent, broken or of another state.
//!
//! The folder `<store>.columns` holds parts, each of a range of sequence numbers, and `stand.json`, which is written last.
//! Only the process that holds the writer's claim writes; a reader that finds the columns behind takes the rest from the store.
//! Once a person was erased all parts go: a digest of a claim's number would still tell that claim.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use filo_guard::event::{Reference, reference};
use filo_model::digest::Digest;
use filo_store::Store;
use jiff::tz::TimeZone;
use parquet::errors::ParquetError;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::act;
use super::columns::{self, Row, signed};
use super::steps::{Plan, Steps, read_parts};
use crate::problem::{Problem, Result};

/// Changes when rows mean something else.
const VERSION: u32 = 2;
/// So many small parts in a row are put together to one.
const PARTS: usize = 24;
/// A part of so many entries is no small one.
const WHOLE: i64 = 1 << 19;
/// A kind of request that comes so often is a kind, and no free text about a person.
const KIND_FROM: u64 = 20;

/// What the folder holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Stand {
    version: u32,
    zone: String,
    erasures: u64,
    parts: Vec<Part>,
    /// The words of kinds of request, by reference.
    kinds: BTreeMap<String, String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Part {
    file: String,
    first: i64,
    last: i64,
    /// Of its bytes: what somebody else wrote, or a disk lost, is not looked at.
    digest: Digest,
}

/// Steps, and the words of kinds of request by their references.
#[derive(Debug)]
pub struct Kept {
    /// The steps that were asked for.
    pub steps: Steps,
    /// The words.
    pub kinds: FxHashMap<i64, String>,
}

/// The folder of a store's columns.
#[must_use]
pub fn folder(store: &Path) -> PathBuf {
    let mut name = store.as_os_str().to_owned();
    name.push(".columns");
    PathBuf::from(name)
}

/// Takes the columns away: they are made anew at the next weave.
///
/// # Errors
/// Where the folder is there and cannot be removed.
pub fn forget(store: &Path) -> Result<()> {
    match fs::remove_dir_all(folder(store)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Problem::new("columns").with("folder", folder(store).display()).caused_by(error))
        }
        _ => Ok(()),
    }
}

/// Brings the columns up to the store's newest entry. The caller holds the writer's claim.
///
/// # Errors
/// Where the store refuses, or the folder cannot be written.
pub fn append(path: &Path, store: &Store, zone: &TimeZone) -> Result<()> {
    let folder = folder(path);
    let last = store.sequence()?;
    let mut stand = stand(&folder, store, zone)?;
    if !stand.parts.iter().all(|part| bytes(&folder, part).is_some()) {
        stand.parts.clear();
        stand.kinds.clear();
    }
    if stand.parts.is_empty() {
        forget(path)?;
    }
    let first = stand.parts.last().map_or(0, |part| part.last + 1);
    if first > last {
        return Ok(());
    }
    write_on(&folder, store, stand, (first, last), zone).map_err(|error| match error {
        Failed::Store(problem) => problem,
        Failed::File(error) => {
            Problem::new("columns").with("folder", folder.display()).caused_by(error)
        }
    })
}

/// Why the columns cannot be written on.
enum Failed {
    Store(Problem),
    File(ParquetError),
}

impl From<ParquetError> for Failed {
    fn from(error: ParquetError) -> Self {
        Self::File(error)
    }
}

impl From<std::io::Error> for Failed {
    fn from(error: std::io::Error) -> Self {
        Self::File(error.into())
    }
}

/// Adds parts, and puts many small ones together.
fn write_on(
    folder: &Path,
    store: &Store,
    mut stand: Stand,
    (first, last): (i64, i64),
    zone: &TimeZone,
) -> Result<(), Failed> {
    fs::create_dir_all(folder)?;
    let draft = folder.join("draft");
    let mut rows = Vec::new();
    let mut begin = first;
    let is_small = |part: &&Part| part.last - part.first < WHOLE;
    let small = stand.parts.iter().rev().take_while(is_small).count();
    let mut gone: Vec<String> = Vec::new();
    if small >= PARTS {
        for part in stand.parts.split_off(stand.parts.len() - small) {
            let bytes = fs::read(folder.join(&part.file))?;
            columns::read(bytes, (i64::MIN, i64::MAX), &mut |row| rows.push(*row))?;
            begin = begin.min(part.first);
            gone.push(part.file);
        }
    }
    // In pieces, so that the first weave of a large company does not hold it all.
    let mut next = first;
    while next <= last {
        let end = last.min(next.saturating_add(WHOLE));
        let kinds =
            scan(store, next..=end, zone, &mut |row| rows.push(row)).map_err(Failed::Store)?;
        let file = format!("part-{begin:012}-{end:012}.parquet");
        columns::write(&draft, &rows)?;
        let digest = Digest::of_reader(fs::File::open(&draft)?)?;
        fs::rename(&draft, folder.join(&file))?;
        stand.parts.push(Part { file, first: begin, last: end, digest });
        stand.kinds.extend(kinds.into_iter().map(|(key, text)| (key.to_string(), text)));
        rows.clear();
        (begin, next) = (end + 1, end + 1);
    }
    let text = serde_json::to_string_pretty(&stand).map_err(std::io::Error::other)?;
    fs::write(&draft, text)?;
    fs::rename(&draft, folder.join("stand.json"))?;
    gone.iter().for_each(|file| drop(fs::remove_file(folder.join(file))));
    Ok(())
}

/// The steps that a plan asks for, with whatever the columns lack taken from the store.
///
/// # Errors
/// Where the store refuses.
pub fn steps(path: &Path, store: &Store, zone: &TimeZone, plan: &Plan<'_>) -> Result<Kept> {
    let folder = folder(path);
    let stand = stand(&folder, store, zone)?;
    let end = i64::try_from(store.record_count()?).unwrap_or(i64::MAX);
    let read = |place: usize, steps: &mut Steps| {
        let bytes = bytes(&folder, stand.parts.get(place)?)?;
        columns::read(bytes, plan.within, &mut |row| steps.take(row, plan)).ok()
    };
    let (mut steps, mut first) = (Steps::new(end), 0);
    let mut kinds = FxHashMap::default();
    if let Some(found) = read_parts(stand.parts.len(), end, &read) {
        (steps, first) = (found, stand.parts.last().map_or(0, |part| part.last + 1));
        let words = stand.kinds.into_iter();
        kinds.extend(words.filter_map(|(key, text)| Some((key.parse::<i64>().ok()?, text))));
    }
    let last = store.sequence()?;
    if first <= last {
        let fresh = scan(store, first..=last, zone, &mut |row| steps.take(&row, plan))?;
        kinds.extend(fresh);
    }
    Ok(Kept { steps, kinds })
}

/// The bytes of a part, if they are those that were written.
fn bytes(folder: &Path, part: &Part) -> Option<Vec<u8>> {
    let bytes = fs::read(folder.join(&part.file)).ok();
    bytes.filter(|bytes| Digest::of(bytes) == part.digest)
}

/// What the folder holds that is still true; nothing where it is of another state.
fn stand(folder: &Path, store: &Store, zone: &TimeZone) -> Result<Stand> {
    let erasures = store.erasure_stand()?;
    let zone = zone.iana_name().unwrap_or_default().to_owned();
    let fresh = Stand { version: VERSION, zone, erasures, ..Stand::default() };
    let text = fs::read(folder.join("stand.json")).unwrap_or_default();
    let Ok(found) = serde_json::from_slice::<Stand>(&text) else { return Ok(fresh) };
    let is_same = |stand: &Stand| {
        (stand.version, &stand.zone, stand.erasures) == (fresh.version, &fresh.zone, fresh.erasures)
    };
    let follows = |pair: &[Part]| pair[0].last + 1 == pair[1].first;
    let is_there =
        |part: &Part| !part.file.contains(['/', '\\']) && folder.join(&part.file).is_file();
    let last = store.sequence()?;
    let holds = is_same(&found)
        && found.parts.windows(2).all(follows)
        && found.parts.iter().all(is_there)
        && found.parts.last().is_none_or(|part| part.last <= last);
    Ok(if holds { found } else { fresh })
}

/// Hands over the rows of the store's entries; the words of kinds of request that come often.
fn scan(
    store: &Store,
    range: std::ops::RangeInclusive<i64>,
    zone: &TimeZone,
    take: &mut dyn FnMut(Row),
) -> Result<FxHashMap<i64, String>> {
    let mut kinds: FxHashMap<Reference, (String, u64)> = FxHashMap::default();
    store.entry_scan_all(range, &mut |entry| {
        let facts = entry.facts();
        let row = Row::of(entry, facts.as_ref(), zone);
        if row.reason != 0
            && let Some(text) = facts.as_ref().and_then(act::reason)
        {
            let kind = kinds.entry(reference(Some(text)));
            kind.or_insert_with(|| (text.to_owned(), 0)).1 += 1;
        }
        take(row);
    })?;
    let often = kinds.into_iter().filter(|(_, (_, count))| *count >= KIND_FROM);
    Ok(often.map(|(key, (text, _))| (signed(key), text)).collect())
}
