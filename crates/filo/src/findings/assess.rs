//! From a store to what was found: narrow events on two cores, customer by customer.
//!
//! Both cores first read parts of the entries, as they come, into buckets of customers; then they
//! take one bucket after the other, put its events into the order of the threads, and fold them.
//! A bucket is small enough to be sorted fast, and given back before the next.

use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};

use filo_guard::traits::Phrases;
use filo_intake::mapping::spec::Content;
use filo_model::calendar::DAY_MILLIS as DAY;
use filo_model::facts::EntryKind;
use filo_store::Store;
use filo_store::project::MembershipStand;
use filo_store::reading::Reading;
use filo_store::scan::{EntryRow, RecordCustomers, ScanFilter};
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::event::{Event, Reference, What, day_in, event, line_of};
use super::{Counts, Frame};
use crate::config::Config;
use crate::problem::{Problem, Result};

/// How many days the picture covers.
pub const DAYS: i64 = 90;

/// What does not speak of claims, contracts and consents matters only around the period: a need told
/// again may have been told twice sixty days before.
const BEFORE_PERIOD: i64 = 125 * DAY;

/// How many groups of customers are put in order one by one.
const BUCKETS: usize = 128;

/// How many entries a core reads before it takes the next part.
const PART: i64 = 100_000;

/// Kinds that matter however old they are: a claim may be years older than its reminder.
fn is_for_long(kind: EntryKind) -> bool {
    matches!(
        kind,
        EntryKind::Invoice
            | EntryKind::Credit
            | EntryKind::Payment
            | EntryKind::Dispute
            | EntryKind::Promise
            | EntryKind::Contract
            | EntryKind::Consent
            | EntryKind::Receipt
    )
}

/// Kinds that the kernels read.
const KINDS: &[EntryKind] = &[
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
    let newest = store.entry_newest(now)?.ok_or_else(|| Problem::new("nothing-woven"))?;
    let departments = store.department_names()?;
    let mut frame = frame(config, &departments, newest, scope)?;
    if scope.whole {
        frame.from = store.entry_oldest()?.unwrap_or(frame.from);
    }
    let (second, stand) = (store.second()?, stand(store)?);
    let plan = Plan {
        customers: store.record_customers()?,
        numbers: departments.iter().map(|(number, name)| (name.as_str(), *number)).collect(),
        horizon: frame.from.saturating_sub(BEFORE_PERIOD),
        as_of: frame.as_of,
        next: AtomicI64::new(0),
        last: store.sequence()?,
    };
    let (mut mine, theirs) = std::thread::scope(|scope| {
        let plan = &plan;
        let other = scope.spawn(move || {
            let _view = second.view()?;
            // Where somebody has written since our own view began, one core has to do.
            if self::stand(&second)? == stand {
                gather(&second, plan)
            } else {
                Ok(Gathered::default())
            }
        });
        let mine = gather(store, plan)?;
        Ok::<_, Problem>((mine, joined(other)?))
    })?;
    drop(plan);
    mine.lines.extend(theirs.lines);
    frame.invoices = covered(config, &readings, [mine.invoices, theirs.invoices]);
    let buckets = mine.buckets.into_iter().zip(theirs.buckets).map(|(mut mine, theirs)| {
        mine.extend(theirs);
        Mutex::new(Some(mine))
    });
    let buckets: Vec<Bucket> = buckets.collect();
    let next = AtomicUsize::new(0);
    let mut counts = std::thread::scope(|scope| {
        let other = scope.spawn(|| fold(&buckets, &next, &frame));
        let mut counts = fold(&buckets, &next, &frame);
        counts.merge(joined(other));
        counts
    });
    counts.finish();
    Ok(Assessed { frame, counts, departments, lines: mine.lines })
}

/// What another core made; where it failed so badly that it has nothing to say, so do we.
fn joined<T>(handle: std::thread::ScopedJoinHandle<'_, T>) -> T {
    handle.join().unwrap_or_else(|cause| std::panic::resume_unwind(cause))
}

/// What tells two states of a store apart: its newest rows, and for what its customers stand.
fn stand(store: &Store) -> Result<(i64, MembershipStand, u64)> {
    Ok((store.sequence()?, store.membership_stand()?, store.record_count()?))
}

/// What both cores need to know while they read.
struct Plan<'a> {
    customers: RecordCustomers,
    numbers: FxHashMap<&'a str, i64>,
    horizon: i64,
    as_of: i64,
    /// Where the next part begins.
    next: AtomicI64,
    last: i64,
}

/// Events of some customers, in pieces that never move: a vector that grows would copy them again
/// and again, and hold twice the memory meanwhile.
type Pieces = Vec<Vec<Event>>;

/// How many events a piece holds.
const PIECE: usize = 1_024;

/// What one core has read.
struct Gathered {
    buckets: Vec<Pieces>,
    lines: FxHashMap<Reference, String>,
    /// The earliest and the latest invoice.
    invoices: Option<(i64, i64)>,
}

impl Default for Gathered {
    fn default() -> Self {
        let buckets = std::iter::repeat_with(Vec::new).take(BUCKETS).collect();
        Self { buckets, lines: FxHashMap::default(), invoices: None }
    }
}

fn gather(store: &Store, plan: &Plan<'_>) -> Result<Gathered> {
    let mut gathered = Gathered::default();
    let filter = ScanFilter { kinds: KINDS.to_vec(), since: None, without_restricted: true };
    loop {
        let first = plan.next.fetch_add(PART, Ordering::Relaxed);
        if first > plan.last {
            return Ok(gathered);
        }
        let part = first..=first + PART - 1;
        store
            .entry_scan_part(&filter, &plan.customers, part, &mut |row| gathered.take(row, plan))?;
    }
}

impl Gathered {
    fn take(&mut self, row: &EntryRow<'_>, plan: &Plan<'_>) {
        let at = row.at.millis;
        if row.kind == EntryKind::Invoice {
            let (first, last) = self.invoices.unwrap_or((at, at));
            self.invoices = Some((first.min(at), last.max(at)));
        }
        if at > plan.as_of || (at < plan.horizon && !is_for_long(row.kind)) {
            return;
        }
        let event = event(row, &Phrases::default(), |name| plan.numbers.get(name).copied());
        if let What::Attempt { line, .. } | What::Contact { line, .. } = event.what
            && line != 0
            && !self.lines.contains_key(&line)
        {
            self.lines.extend(line_of(row).map(|name| (line, name)));
        }
        // Numbers of records stand close together; the remainder spreads them evenly.
        let bucket = usize::try_from(row.customer).unwrap_or(0) % BUCKETS;
        let pieces = &mut self.buckets[bucket];
        match pieces.last_mut() {
            Some(piece) if piece.len() < PIECE => piece.push(event),
            _ => {
                let mut piece = Vec::with_capacity(PIECE);
                piece.push(event);
                pieces.push(piece);
            }
        }
    }
}

/// The events of one bucket until somebody takes them.
type Bucket = Mutex<Option<Pieces>>;

fn fold(buckets: &[Bucket], next: &AtomicUsize, frame: &Frame) -> Counts {
    let mut counts = Counts::default();
    // One place for all buckets: fresh memory costs more than what is done in it.
    let mut events: Vec<Event> = Vec::new();
    while let Some(bucket) = buckets.get(next.fetch_add(1, Ordering::Relaxed)) {
        let taken = bucket.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
        events.clear();
        taken.unwrap_or_default().into_iter().for_each(|piece| events.extend(piece));
        events
            .sort_unstable_by_key(|event| (event.customer, event.at.millis, event.turn, event.id));
        for thread in events.chunk_by(|a, b| a.customer == b.customer) {
            counts.fold(thread[0].customer, thread, frame);
        }
    }
    counts
}

/// From when to when invoices are complete: from the store's first to the day that the least
/// advanced source of invoices reaches.
fn covered(
    config: &Config,
    readings: &[Reading],
    seen: [Option<(i64, i64)>; 2],
) -> Option<(i64, i64)> {
    let (first, last) = seen.into_iter().flatten().reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
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

fn frame(
    config: &Config,
    departments: &[(i64, String)],
    newest: i64,
    scope: Scope,
) -> Result<Frame> {
    let zone = &config.zone;
    let day = scope.as_of.unwrap_or_else(|| day_in(newest, zone));
    let wrong = || Problem::new("as-of").with("date", day);
    let start_of = |day: Date| {
        let zoned = day.to_zoned(zone.clone()).map_err(|error| wrong().caused_by(error))?;
        Ok::<i64, Problem>(zoned.timestamp().as_millisecond())
    };
    let after = day.tomorrow().map_err(|error| wrong().caused_by(error))?;
    let first = day
        .checked_sub(jiff::Span::new().days(DAYS - 1))
        .map_err(|error| wrong().caused_by(error))?;
    let calendars = departments.iter().filter_map(|(number, name)| {
        let department = config.department(name)?;
        Some((*number, department.calendar.clone(), department.deadline))
    });
    Ok(Frame {
        from: start_of(first)?,
        as_of: start_of(after)? - 1,
        zone: zone.clone(),
        calendar: config.calendar.clone(),
        departments: calendars.collect(),
        invoices: None,
        rules: config.findings.clone(),
    })
}
