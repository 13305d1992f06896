//! What was read of each source, how fresh it is against what it promises, and what was set apart.

use filo_intake::mapping::spec::Content;
use filo_model::calendar::DAY_MILLIS;
use filo_store::Store;
use filo_store::load::Tally;
use filo_store::reading::Reading;
use jiff::civil::Date;
use serde::Serialize;

use crate::config::{Config, Source};
use crate::findings::event::day_in;
use crate::problem::Result;

/// What was read of one source.
#[derive(Debug, Clone, Serialize)]
pub struct SourceRead {
    /// The source.
    pub source: String,
    /// Its department.
    pub department: String,
    /// The kind of its rows: `record`, or the kind of its entries.
    pub kind: &'static str,
    /// The format of its files.
    pub format: &'static str,
    /// How many files were read.
    pub files: usize,
    /// Files of which an interrupted weave has read only a part.
    pub unfinished: usize,
    /// The counts of the latest reading of each file.
    pub rows: Tally,
    /// Rows set apart, by the stable code of the reason.
    pub set_apart: Vec<(String, u64)>,
    /// The day of its newest entry, else of its newest export.
    pub newest: Option<Date>,
    /// The days from then to the end of the period; an export may go beyond it.
    pub days_behind: Option<i32>,
    /// How fresh it promises to be, as written.
    pub promised: Option<String>,
    /// How it stands.
    pub state: Freshness,
}

/// How fresh a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Freshness {
    /// As fresh as it promises.
    Fresh,
    /// Older than it promises.
    Stale,
    /// It promises nothing.
    Unpromised,
    /// Nothing of it was read.
    Absent,
}

/// Every source of the configuration, in its order; `as_of` is the end of the period in UTC epoch
/// milliseconds.
///
/// # Errors
/// Where the store refuses.
pub(crate) fn read(
    config: &Config,
    store: &Store,
    readings: &[Reading],
    as_of: i64,
) -> Result<Vec<SourceRead>> {
    let counts = store.set_apart_counts()?;
    let sources = config.sources.iter().map(|source| {
        let name = source.spec.name.as_str();
        let own: Vec<&Reading> = readings.iter().filter(|reading| reading.source == name).collect();
        let mut read = of_source(source, &own, config, as_of);
        read.set_apart = counts
            .iter()
            .filter(|count| count.source == name)
            .map(|count| (count.code.clone(), count.count))
            .collect();
        read
    });
    Ok(sources.collect())
}

/// The end of the day of the newest export, in UTC epoch milliseconds: it holds what there was until then.
fn exported(own: &[&Reading]) -> Option<i64> {
    own.iter().map(|reading| reading.export_stamp + DAY_MILLIS - 1).max()
}

/// The time of the newest entry up to a moment.
fn newest_entry(own: &[&Reading], as_of: i64) -> Option<i64> {
    // Entries dated beyond the period, such as a mistyped year, say nothing about freshness.
    own.iter().filter_map(|reading| reading.newest_at).filter(|at| *at <= as_of).max()
}

/// How fresh a source is at a moment, in UTC epoch milliseconds, by its own readings.
#[must_use]
pub fn freshness(source: &Source, own: &[&Reading], config: &Config, as_of: i64) -> Freshness {
    let (entry, exported) = (newest_entry(own, as_of), exported(own));
    let Some(at) = entry.max(exported) else { return Freshness::Absent };
    let Some(within) = source.freshness else { return Freshness::Unpromised };
    let due = config.calendar.due(at, within, &config.zone);
    if due < as_of { Freshness::Stale } else { Freshness::Fresh }
}

fn of_source(source: &Source, own: &[&Reading], config: &Config, as_of: i64) -> SourceRead {
    let spec = &source.spec;
    let mut rows = Tally::default();
    own.iter().for_each(|reading| rows.add(&reading.tally));
    let newest = newest_entry(own, as_of).or(exported(own));
    let day = newest.map(|at| day_in(at, &config.zone));
    let end = day_in(as_of, &config.zone);
    let behind = day.and_then(|day| day.until(end).ok()).map(|span| span.get_days().max(0));
    let state = freshness(source, own, config, as_of);
    SourceRead {
        source: spec.name.clone(),
        department: spec.department.clone(),
        kind: match spec.content {
            Content::Records => "record",
            Content::Entries(kind) => kind.name(),
        },
        format: source.options.format.name(),
        files: own.len(),
        unfinished: own.iter().filter(|reading| !reading.finished).count(),
        rows,
        set_apart: Vec::new(),
        newest: day,
        days_behind: behind,
        promised: source.freshness.map(|within| within.to_string()),
        state,
    }
}
