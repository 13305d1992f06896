//! The steps of all customers from the columns, thread by thread: read and put in order on two cores.
//!
//! Rows go into buckets of customers whose numbers are near one another; each bucket is put in order, made into matters, and given
//! back before the next, so that the rows of a large company are never held beside the whole of its log.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use filo_journey::log::{Direction as Way, Log, Numbered, UNKNOWN};
use filo_journey::names::MISSING;
use filo_model::facts::{Channel, Direction};
use filo_store::scan::RecordCustomers;
use rustc_hash::FxHashMap;

use super::Departments;
use super::act::Act;
use super::columns::Row;
use super::matter::matters;

/// How many buckets there are.
const BUCKETS: usize = 128;
/// How many steps a piece of a bucket holds: a vector that grows would be copied again and again.
const PIECE: usize = 512;

/// A row as it counts: of a customer, by the department that did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The number of the customer's naming record.
    pub customer: i64,
    /// See [`Row`], as all that follow.
    pub seq: i64,
    /// When.
    pub at: i64,
    /// The reference of the case; 0 where there is none, as of those that follow.
    pub case: i64,
    /// Of the claim.
    pub claim: i64,
    /// Of the contract.
    pub contract: i64,
    /// Of a promise, handoff, dispute, complaint or warning.
    pub number: i64,
    /// Of the kind of request.
    pub reason: i64,
    /// Until when it falls due, or [`i64::MIN`].
    pub due: i64,
    /// Of the telephone call.
    pub call: i64,
    /// The place among entries of one moment.
    pub turn: i32,
    /// The place of the department among [`Departments`].
    pub department: u32,
    /// What it is.
    pub act: Act,
    /// The channel's code, or -1.
    pub channel: i8,
    /// The direction's code.
    pub direction: u8,
    /// Whether only the day is known.
    pub day: bool,
}

impl Step {
    /// A row as a step.
    #[must_use]
    pub fn of(row: &Row, customer: i64, department: u32) -> Self {
        Self {
            customer,
            seq: row.seq,
            at: row.at,
            case: row.case,
            claim: row.claim,
            contract: row.contract,
            number: row.number,
            reason: row.reason,
            due: row.due,
            call: row.call,
            turn: i32::try_from(row.turn).unwrap_or(i32::MAX),
            department,
            act: row.step(),
            channel: i8::try_from(row.channel).unwrap_or(-1),
            direction: u8::try_from(row.direction).unwrap_or(u8::MAX),
            day: row.day != 0,
        }
    }

    /// Which way it goes.
    #[must_use]
    pub fn way(&self) -> Way {
        match Direction::from_code(self.direction) {
            Some(Direction::In) => Way::In,
            Some(Direction::Out) => Way::Out,
            _ => Way::Internal,
        }
    }

    /// The channel's name; empty where it is not known.
    fn channel(&self) -> &'static str {
        u8::try_from(self.channel).ok().and_then(Channel::from_code).map_or("", Channel::name)
    }
}

/// Steps of customers that are near one another, in pieces.
type Bucket = Vec<Vec<Step>>;

/// The steps of all customers, not yet in order.
#[derive(Debug)]
pub struct Steps {
    buckets: Vec<Bucket>,
    /// How many numbers of customers a bucket has.
    wide: i64,
}

/// Whose a row is, and by whom.
#[derive(Debug, Clone, Copy)]
pub struct Plan<'p> {
    /// Whose each record is.
    pub customers: &'p RecordCustomers,
    /// The departments.
    pub departments: &'p Departments,
    /// The sequence numbers of corrected entries.
    pub superseded: &'p Numbers,
    /// The first and the last moment.
    pub within: (i64, i64),
}

/// A set of sequence numbers.
#[derive(Debug, Default)]
pub struct Numbers(Vec<u64>);

impl FromIterator<i64> for Numbers {
    fn from_iter<I: IntoIterator<Item = i64>>(numbers: I) -> Self {
        let mut bits: Vec<u64> = Vec::new();
        for number in numbers.into_iter().filter_map(|number| usize::try_from(number).ok()) {
            let word = number / 64;
            if bits.len() <= word {
                bits.resize(word + 1, 0);
            }
            bits[word] |= 1 << (number % 64);
        }
        Self(bits)
    }
}

impl Numbers {
    fn contains(&self, number: i64) -> bool {
        let place = usize::try_from(number).unwrap_or(usize::MAX);
        self.0.get(place / 64).is_some_and(|bits| bits >> (place % 64) & 1 == 1)
    }
}

impl Steps {
    /// No steps yet; numbers of records end before `end`.
    #[must_use]
    pub fn new(end: i64) -> Self {
        let buckets = std::iter::repeat_with(Vec::new).take(BUCKETS).collect();
        Self { buckets, wide: end / 128 + 1 }
    }

    /// Takes a row that counts.
    pub fn take(&mut self, row: &Row, plan: &Plan<'_>) {
        let is_in = plan.within.0 <= row.at && row.at <= plan.within.1;
        let is_out = plan.superseded.contains(row.seq) || plan.customers.is_restricted(row.record);
        if !is_in || is_out {
            return;
        }
        let customer = plan.customers.customer(row.record).unwrap_or(row.record);
        let step = Step::of(row, customer, plan.departments.doer(row));
        let place = usize::try_from(customer / self.wide).unwrap_or_default().min(BUCKETS - 1);
        let bucket = &mut self.buckets[place];
        match bucket.last_mut() {
            Some(piece) if piece.len() < PIECE => piece.push(step),
            _ => {
                let mut piece = Vec::with_capacity(PIECE);
                piece.push(step);
                bucket.push(piece);
            }
        }
    }

    /// Adds those of another core.
    pub fn merge(&mut self, other: Self) {
        for (mine, theirs) in self.buckets.iter_mut().zip(other.buckets) {
            mine.extend(theirs);
        }
    }

    /// The log of the matters that have a step from a moment on; `kinds` are the words of kinds of request.
    #[must_use]
    pub fn log(self, departments: &Departments, kinds: &FxHashMap<i64, String>, from: i64) -> Log {
        let size = |bucket: &Bucket| bucket.iter().map(Vec::len).sum::<usize>();
        let whole: usize = self.buckets.iter().map(size).sum();
        let mut before = 0;
        let is_first = |bucket: &&Bucket| {
            before += size(bucket);
            before <= whole / 2
        };
        let half = self.buckets.iter().take_while(is_first).count();
        let mut first = self.buckets;
        let second = first.split_off(half);
        let making = || Making::new(departments, kinds, from);
        std::thread::scope(|scope| {
            let other = scope.spawn(move || making().all(second));
            let mut log = making().all(first);
            log.append(other.join().unwrap_or_else(|cause| std::panic::resume_unwind(cause)));
            log
        })
    }
}

/// Reads parts on two cores, each the next that nobody has taken; none where one of them fails.
pub fn read_parts(
    parts: usize,
    end: i64,
    read: &(dyn Fn(usize, &mut Steps) -> Option<()> + Sync),
) -> Option<Steps> {
    let next = AtomicUsize::new(0);
    let failed = Mutex::new(false);
    let work = || {
        let mut steps = Steps::new(end);
        loop {
            let part = next.fetch_add(1, Ordering::Relaxed);
            if part >= parts {
                return steps;
            }
            if read(part, &mut steps).is_none() {
                *failed.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = true;
            }
        }
    };
    let steps = std::thread::scope(|scope| {
        let other = scope.spawn(work);
        let mut steps = work();
        steps.merge(other.join().unwrap_or_else(|cause| std::panic::resume_unwind(cause)));
        steps
    });
    let failed = *failed.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    (!failed).then_some(steps)
}

/// A log in the making.
struct Making<'m> {
    departments: &'m Departments,
    kinds: &'m FxHashMap<i64, String>,
    from: i64,
    log: Log,
    ways: Known,
    /// The steps of a thread that are in the log, with their matters.
    events: Vec<(u32, Event)>,
    numbered: Numbered,
}

/// The numbers of names that were met, by what they are names of.
#[derive(Default)]
struct Known {
    acts: FxHashMap<u8, u32>,
    departments: FxHashMap<u32, u32>,
    reasons: FxHashMap<i64, u32>,
    channels: FxHashMap<i8, u32>,
    objects: FxHashMap<i64, u32>,
}

/// An event as numbers.
#[derive(Clone, Copy)]
struct Event {
    case: u32,
    activity: u32,
    at: i64,
    group: u32,
    customer: u32,
    reason: u32,
    channel: u32,
    direction: u32,
    object: u32,
    due: i64,
}

impl<'m> Making<'m> {
    fn new(departments: &'m Departments, kinds: &'m FxHashMap<i64, String>, from: i64) -> Self {
        Self {
            departments,
            kinds,
            from,
            log: Log::default(),
            ways: Known::default(),
            events: Vec::new(),
            numbered: Numbered::default(),
        }
    }

    fn all(mut self, buckets: Vec<Bucket>) -> Log {
        let whole = buckets.iter().flatten().map(Vec::len).sum();
        self.log.reserve(whole);
        let mut steps: Vec<Step> = Vec::new();
        for bucket in buckets {
            steps.clear();
            bucket.into_iter().for_each(|piece| steps.extend(piece));
            self.order(&mut steps);
            calls_once(&mut steps);
            for thread in steps.chunk_by(|one, other| one.customer == other.customer) {
                self.thread(thread);
            }
        }
        self.log
    }

    /// Entries of one moment stand in an order of what they say: the order in which files were read changes nothing.
    fn order(&self, steps: &mut [Step]) {
        let says = |step: &Step| {
            let about = (step.case, step.claim, step.contract, step.number, step.reason);
            (step.act, about, step.channel, step.direction, step.due, step.day, step.call)
        };
        steps.sort_unstable_by(|one, other| {
            let when = |step: &Step| (step.customer, step.at, step.turn);
            let who = |step: &Step| self.departments.rank(step.department);
            when(one)
                .cmp(&when(other))
                .then_with(|| says(one).cmp(&says(other)))
                .then_with(|| who(one).cmp(&who(other)))
                .then(one.seq.cmp(&other.seq))
        });
    }

    /// Puts the steps of one customer into the log, matter by matter; names are numbered as they come.
    fn thread(&mut self, thread: &[Step]) {
        let matters = matters(thread);
        let count = matters.iter().max().map_or(0, |&last| last as usize + 1);
        let mut is_in = vec![false; count];
        for (step, &matter) in thread.iter().zip(&matters) {
            is_in[matter as usize] |= step.at >= self.from;
        }
        if !is_in.contains(&true) {
            return;
        }
        let mut cases = vec![MISSING; count];
        let whose = thread[0].customer.to_string();
        let customer = self.log.customer.names.number(&whose);
        for (step, &matter) in thread.iter().zip(&matters) {
            if !is_in[matter as usize] {
                continue;
            }
            let case = &mut cases[matter as usize];
            if *case == MISSING {
                *case = self.log.cases.number(&format!("{whose}/{matter}"));
            }
            let (case, event) = (*case, self.event(step, customer));
            self.events.push((matter, Event { case, ..event }));
        }
        // The steps of a matter side by side: the log has nothing left to sort.
        self.events.sort_by_key(|(matter, _)| *matter);
        self.flush();
    }

    fn event(&mut self, step: &Step, customer: u32) -> Event {
        let (log, known) = (&mut self.log, &mut self.ways);
        let activity = *known
            .acts
            .entry(step.act as u8)
            .or_insert_with(|| log.activities.number(step.act.name()));
        let group = *known
            .departments
            .entry(step.department)
            .or_insert_with(|| log.groups.number(self.departments.name(step.department)));
        let word = || self.kinds.get(&step.reason).map_or("", String::as_str);
        let reason =
            *known.reasons.entry(step.reason).or_insert_with(|| log.reason.names.number(word()));
        let channel = *known
            .channels
            .entry(step.channel)
            .or_insert_with(|| log.channel.names.number(step.channel()));
        let object = if step.claim == 0 { step.number } else { step.claim };
        let object = match object {
            0 => MISSING,
            object => *known
                .objects
                .entry(object)
                .or_insert_with(|| log.object.names.number(&object.to_string())),
        };
        Event {
            case: MISSING,
            activity,
            at: step.at,
            group,
            customer,
            reason,
            channel,
            direction: step.way() as u32,
            object,
            due: if step.due == i64::MIN { UNKNOWN } else { step.due },
        }
    }

    fn flush(&mut self) {
        type Column<'c> = (&'c mut Vec<u32>, fn(&Event) -> u32);
        let to = &mut self.numbered;
        let columns: [Column<'_>; 8] = [
            (&mut to.case, |event| event.case),
            (&mut to.activity, |event| event.activity),
            (&mut to.group, |event| event.group),
            (&mut to.customer, |event| event.customer),
            (&mut to.reason, |event| event.reason),
            (&mut to.channel, |event| event.channel),
            (&mut to.direction, |event| event.direction),
            (&mut to.object, |event| event.object),
        ];
        for (column, of) in columns {
            column.clear();
            column.extend(self.events.iter().map(|(_, event)| of(event)));
        }
        to.at.clear();
        to.at.extend(self.events.iter().map(|(_, event)| event.at));
        to.due.clear();
        to.due.extend(self.events.iter().map(|(_, event)| event.due));
        self.events.clear();
        self.log.extend(to);
    }
}

/// Leaves of each call the row of the export that its source believes most, of several the first: several exports of one
/// exchange tell of it. The steps are in order.
fn calls_once(steps: &mut Vec<Step>) {
    type Rank = (i32, std::cmp::Reverse<usize>);
    let mut best: FxHashMap<(i64, i64), Rank> = FxHashMap::default();
    for (place, step) in steps.iter().enumerate().filter(|(_, step)| step.call != 0) {
        let rank = (step.turn, std::cmp::Reverse(place));
        let known = best.entry((step.customer, step.call)).or_insert(rank);
        *known = (*known).max(rank);
    }
    let mut places = 0..;
    steps.retain(|step| {
        let place = places.next();
        let best = best.get(&(step.customer, step.call)).map(|best| best.1.0);
        step.call == 0 || best == place
    });
}
