//! All events of a store, customer by customer, on two cores.
//!
//! Both cores first read parts of the entries, as they come, into buckets of customers; then they
//! take one bucket after the other, put its events into the order of the threads, and fold them.
//! A bucket is small enough to be sorted fast, and given back before the next.

use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};

use filo_guard::traits::Phrases;
use filo_model::facts::EntryKind;
use filo_store::Store;
use filo_store::project::MembershipStand;
use filo_store::scan::{EntryRow, RecordCustomers, ScanFilter};
use rustc_hash::FxHashMap;

use super::event::{Event, Reference, What, event, line_of};
use crate::problem::Result;

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
            | EntryKind::Training
    )
}

/// What another core made; where it failed so badly that it has nothing to say, so do we.
fn joined<T>(handle: std::thread::ScopedJoinHandle<'_, T>) -> T {
    handle.join().unwrap_or_else(|cause| std::panic::resume_unwind(cause))
}

/// What tells two states of a store apart: its newest rows, and for what its customers stand.
pub type Stand = (i64, MembershipStand, u64);

/// The state of a store.
///
/// # Errors
/// Where the store refuses.
pub fn stand(store: &Store) -> Result<Stand> {
    Ok((store.sequence()?, store.membership_stand()?, store.record_count()?))
}

/// Whose each record is, read by another core while this one does its own work.
///
/// # Errors
/// Where the store refuses, or what `work` says.
pub fn customers_beside<T>(
    store: &Store,
    work: impl FnOnce() -> Result<T>,
) -> Result<(RecordCustomers, T)> {
    let (second, stand) = (store.second()?, stand(store)?);
    std::thread::scope(|scope| {
        let other = scope.spawn(move || {
            let _view = second.view()?;
            let is_same = self::stand(&second)? == stand;
            let read = is_same.then(|| second.record_customers()).transpose();
            read.map_err(crate::problem::Problem::from)
        });
        let done = work()?;
        let customers: Option<RecordCustomers> = joined(other)?;
        // Where somebody has written since our own view began, it is for us to read.
        Ok((customers.map_or_else(|| store.record_customers(), Ok)?, done))
    })
}

/// Which entries are read.
#[derive(Debug)]
pub struct Reach {
    /// Their kinds.
    pub kinds: Vec<EntryKind>,
    /// From when on, but for kinds that matter however old they are; UTC epoch milliseconds.
    pub horizon: i64,
    /// Up to when.
    pub as_of: i64,
    /// What words of facts mean.
    pub phrases: Phrases,
}

/// What both cores need to know while they read.
struct Plan<'a> {
    customers: RecordCustomers,
    numbers: FxHashMap<&'a str, i64>,
    reach: &'a Reach,
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
    let filter =
        ScanFilter { kinds: plan.reach.kinds.clone(), since: None, without_restricted: true };
    loop {
        let first = plan.next.fetch_add(PART, Ordering::Relaxed);
        if first > plan.last {
            return Ok(gathered);
        }
        let part = first..=first + PART - 1;
        store
            .entry_scan_part(&filter, &plan.customers, part, &mut |row| gathered.take(row, plan))?;
        // What was read once would stand beside its events until the end.
        store.pages_release()?;
    }
}

impl Gathered {
    fn take(&mut self, row: &EntryRow<'_>, plan: &Plan<'_>) {
        let at = row.at.millis;
        if row.kind == EntryKind::Invoice {
            let (first, last) = self.invoices.unwrap_or((at, at));
            self.invoices = Some((first.min(at), last.max(at)));
        }
        if at > plan.reach.as_of || (at < plan.reach.horizon && !is_for_long(row.kind)) {
            return;
        }
        let event = event(row, &plan.reach.phrases, |name| plan.numbers.get(name).copied());
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

/// The events of a store in buckets of customers, not yet in order.
#[derive(Debug)]
pub struct Buckets {
    buckets: Vec<Bucket>,
    /// The names of the telephone lines by the references that events use.
    pub lines: FxHashMap<Reference, String>,
    /// The earliest and the latest invoice, in UTC epoch milliseconds.
    pub invoices: Option<(i64, i64)>,
    /// Whose each record is.
    pub customers: RecordCustomers,
}

/// Reads all entries within reach, of customers who did not restrict the use of their data.
///
/// # Errors
/// Where the store refuses.
pub fn gather_all(store: &Store, departments: &[(i64, String)], reach: &Reach) -> Result<Buckets> {
    gather_of(store, departments, reach, store.record_customers()?)
}

/// The same where it is known whose each record is.
///
/// # Errors
/// As [`gather_all`].
pub fn gather_of(
    store: &Store,
    departments: &[(i64, String)],
    reach: &Reach,
    customers: RecordCustomers,
) -> Result<Buckets> {
    let (second, stand) = (store.second()?, stand(store)?);
    let plan = Plan {
        customers,
        numbers: departments.iter().map(|(number, name)| (name.as_str(), *number)).collect(),
        reach,
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
        Ok::<_, crate::problem::Problem>((mine, joined(other)?))
    })?;
    mine.lines.extend(theirs.lines);
    let invoices = [mine.invoices, theirs.invoices].into_iter().flatten();
    let buckets = mine.buckets.into_iter().zip(theirs.buckets).map(|(mut mine, theirs)| {
        mine.extend(theirs);
        Mutex::new(Some(mine))
    });
    Ok(Buckets {
        buckets: buckets.collect(),
        lines: mine.lines,
        invoices: invoices.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))),
        customers: plan.customers,
    })
}

impl Buckets {
    /// Folds every customer's events, in the order of the thread, into a summary on each core, and merges
    /// the two.
    pub fn fold<S: Default + Send>(
        self,
        each: impl Fn(&mut S, &[Event]) + Sync,
        merge: impl FnOnce(&mut S, S),
    ) -> S {
        let next = AtomicUsize::new(0);
        let (buckets, each, next) = (&self.buckets, &each, &next);
        std::thread::scope(|scope| {
            let other = scope.spawn(move || fold(buckets, next, each));
            let mut summary = fold(buckets, next, each);
            merge(&mut summary, joined(other));
            summary
        })
    }
}

fn fold<S: Default>(buckets: &[Bucket], next: &AtomicUsize, each: &impl Fn(&mut S, &[Event])) -> S {
    let mut summary = S::default();
    // One place for all buckets: fresh memory costs more than what is done in it.
    let mut events: Vec<Event> = Vec::new();
    while let Some(bucket) = buckets.get(next.fetch_add(1, Ordering::Relaxed)) {
        let taken = bucket.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
        events.clear();
        taken.unwrap_or_default().into_iter().for_each(|piece| events.extend(piece));
        events
            .sort_unstable_by_key(|event| (event.customer, event.at.millis, event.turn, event.id));
        for thread in events.chunk_by(|a, b| a.customer == b.customer) {
            each(&mut summary, thread);
        }
    }
    summary
}
