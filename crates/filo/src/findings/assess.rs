//! From a store to what was found: narrow events on two cores, customer by customer.

use std::sync::Arc;

use filo_guard::traits::Phrases;
use filo_intake::mapping::spec::Content;
use filo_model::calendar::{DAY_MILLIS as DAY, Within};
use filo_model::facts::EntryKind;
use filo_store::Store;
use filo_store::reading::Reading;
use filo_store::scan::RecordCustomers;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::event::{Reference, day_in, end_of_day, reference, start_of_day};
use super::gather::{Reach, customers_beside, gather_of};
use super::words::Words;
use super::{Counts, Frame};
use crate::config::Config;
use crate::guard::cards;
use crate::guard::setting::setting;
use crate::problem::{Problem, Result};

/// How many days the picture covers.
pub const DAYS: i64 = 90;

/// What does not speak of claims, contracts and consents matters only around the period: a need told
/// again may have been told twice sixty days before.
pub(crate) const BEFORE_PERIOD: i64 = 125 * DAY;

/// Kinds that the kernels read.
pub(crate) const KINDS: &[EntryKind] = &[
    EntryKind::Message,
    EntryKind::Attempt,
    EntryKind::Handoff,
    EntryKind::Promise,
    EntryKind::Invoice,
    EntryKind::Credit,
    EntryKind::Payment,
    EntryKind::Dispute,
    EntryKind::Reminder,
    EntryKind::FormalNotice,
    EntryKind::Collection,
    EntryKind::Suspension,
    EntryKind::CampaignAttempt,
    EntryKind::Contract,
    EntryKind::Consent,
    EntryKind::Note,
    EntryKind::Complaint,
    EntryKind::Refusal,
    EntryKind::Alternative,
    EntryKind::Goodwill,
    EntryKind::Receipt,
];

/// What is looked at.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scope {
    /// The last day; the day of the newest entry where absent.
    pub as_of: Option<Date>,
    /// All the time there is, instead of ninety days.
    pub whole: bool,
}

/// What was found in a store, and how it was looked at.
#[derive(Debug)]
pub struct Assessed {
    /// The period and the standards.
    pub frame: Frame,
    /// The findings and their base, in the order in which they are told.
    pub counts: Counts,
    /// The departments by the numbers that findings use.
    pub departments: Vec<(i64, String)>,
    /// The names of the telephone lines by the references that counts use.
    pub lines: FxHashMap<Reference, String>,
    /// Whose each record is.
    pub customers: RecordCustomers,
}

/// Finds all that structured entries show.
///
/// The caller holds a [`Store::view`] where it reads more from the store, so that all of it is of
/// one state. `now` is the present in UTC epoch milliseconds: entries dated later do not move the
/// period.
///
/// # Errors
/// Where the store refuses, or holds no entry yet.
pub fn assess(config: &Config, store: &Store, scope: Scope, now: i64) -> Result<Assessed> {
    let readings = store.reading_list()?;
    let period = period(config, store, scope, now)?;
    let departments = store.department_names()?;
    let mut frame = frame(config, &departments, &readings, period)?;
    let reach = Reach {
        kinds: KINDS.to_vec(),
        horizon: frame.from.saturating_sub(BEFORE_PERIOD),
        as_of: frame.as_of,
        phrases: Phrases::default(),
    };
    let (customers, heard) = customers_beside(store, || Ok(store.heard_list()?))?;
    let mut gathered = gather_of(store, &departments, &reach, customers)?;
    frame.invoices = covered(config, &readings, gathered.invoices);
    let lines = std::mem::take(&mut gathered.lines);
    let customers = std::mem::take(&mut gathered.customers);
    frame.words = Words::of(&heard);
    let mut counts: Counts = gathered.fold(
        |counts: &mut Counts, thread| counts.fold(thread[0].customer, thread, &frame),
        Counts::merge,
    );
    super::heard::find(store, &heard, &frame, &mut counts)?;
    counts.finish();
    Ok(Assessed { frame, counts, departments, lines, customers })
}

/// From when to when invoices are complete: from the store's first to the day that the least
/// advanced source of invoices reaches.
pub(crate) fn covered(
    config: &Config,
    readings: &[Reading],
    seen: Option<(i64, i64)>,
) -> Option<(i64, i64)> {
    let (first, last) = seen?;
    let reach = |name: &str| {
        readings.iter().filter(|one| one.source == name).filter_map(|one| one.newest_at).max()
    };
    let sources = config
        .sources
        .iter()
        .filter(|source| source.spec.content == Content::Entries(EntryKind::Invoice));
    // A source that was configured and never read says nothing of any day.
    let reached = sources.map(|source| reach(&source.spec.name).unwrap_or(first)).min();
    Some((first, reached.unwrap_or(last).min(last)))
}

/// The time that is looked at, in UTC epoch milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Its first moment.
    pub from: i64,
    /// Its last moment.
    pub as_of: i64,
}

/// The period that a scope means: ninety days up to the newest entry, where nothing else is said.
///
/// # Errors
/// Where the store refuses, or holds no entry yet.
pub fn period(config: &Config, store: &Store, scope: Scope, now: i64) -> Result<Period> {
    let newest = store.entry_newest(now)?.ok_or_else(|| Problem::new("nothing-woven"))?;
    let zone = &config.zone;
    let day = scope.as_of.unwrap_or_else(|| day_in(newest, zone));
    let wrong = || Problem::new("as-of").with("date", day);
    let first = day
        .checked_sub(jiff::Span::new().days(DAYS - 1))
        .map_err(|error| wrong().caused_by(error))?;
    let from = start_of_day(first, zone).ok_or_else(wrong)?;
    let whole = if scope.whole { store.entry_oldest()? } else { None };
    let as_of = end_of_day(day, zone).ok_or_else(wrong)?;
    Ok(Period { from: whole.unwrap_or(from), as_of })
}

/// The period, and what is judged against in it.
pub(crate) fn frame(
    config: &Config,
    departments: &[(i64, String)],
    readings: &[Reading],
    period: Period,
) -> Result<Frame> {
    let calendars = departments.iter().filter_map(|(number, name)| {
        let department = config.department(name)?;
        Some((*number, department.calendar.clone(), department.deadline))
    });
    Ok(Frame {
        from: period.from,
        as_of: period.as_of,
        zone: config.zone.clone(),
        calendar: config.calendar.clone(),
        departments: calendars.collect(),
        invoices: None,
        rules: config.findings.clone(),
        standards: standards(config),
        words: Words::default(),
        guard: Arc::new(cards::of_findings()?),
        setting: setting(config, readings, None),
    })
}

/// Within what time requests are to be answered, by their reason.
fn standards(config: &Config) -> Vec<(Reference, Within)> {
    let requests = config.requests.iter();
    requests.filter_map(|one| Some((reference(Some(&one.kind)), one.answer?))).collect()
}
