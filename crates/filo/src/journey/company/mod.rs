//! The event log of the whole company, from the threads of its customers: all departments, one log.
//!
//! [`act`] says what an entry is as a step, [`columns`] keeps the steps as Parquet beside the store, [`keep`] keeps them up to
//! date, [`matter`] says which steps belong together. Small departments are pooled before anything is counted.

pub mod act;
pub mod columns;
pub mod keep;
pub mod matter;

use filo_guard::event::reference;
use filo_journey::case::{Cases, Vocabulary};
use filo_journey::clock::{Clock, Clocks};
use filo_journey::frame::Frame;
use filo_journey::log::{Event, Log};
use filo_journey::places::{Place, Standards};
use filo_journey::role::Roles;
use filo_journey::summary::Summary;
use filo_model::calendar::{Calendar, DAY_MILLIS, Within};
use filo_store::Store;
use filo_store::scan::RecordCustomers;
use rustc_hash::FxHashMap;

use self::act::ROLES;
use self::columns::{Row, signed};
use crate::config::Config;
use crate::findings::assess::{Period, Scope, period};
use crate::problem::Result;
use crate::report::groups::of_departments;
use crate::sentence::SMALL_DEPARTMENTS;
use crate::texts::Texts;

/// Matters reach back so far before the period.
const BEFORE: i64 = 125 * DAY_MILLIS;

/// The log of a company.
#[derive(Debug)]
pub struct Company {
    /// The steps, by matter. A group is a department, a customer a customer's number.
    pub cases: Cases,
    /// The names of what the columns hold as numbers.
    pub names: Vocabulary,
    /// What steps mean, and when departments work.
    pub frame: Frame,
    /// What the company holds itself to.
    pub standards: Standards,
    /// The period: matters with a step in it are in the log.
    pub period: Period,
}

/// Reads the log of the company.
///
/// # Errors
/// Where the store refuses, or holds no entry yet. `now` is the present in UTC epoch milliseconds.
pub fn read(config: &Config, store: &Store, scope: Scope, now: i64) -> Result<Company> {
    let _view = store.view()?;
    read_in_view(config, store, scope, now)
}

/// The same for whoever holds a [`Store::view`] already.
///
/// # Errors
/// As [`read`].
pub fn read_in_view(config: &Config, store: &Store, scope: Scope, now: i64) -> Result<Company> {
    let period = period(config, store, scope, now)?;
    let from = period.from.saturating_sub(BEFORE);
    let kept = keep::rows(&config.store, store, &config.zone, from, period.as_of)?;
    let departments = Departments::new(config, store)?;
    let customers = store.record_customers()?;
    let log = log(kept.rows, &kept.kinds, &customers, &departments, period.from);
    let (cases, names) = Cases::of(log);
    let given = ROLES.iter().map(|(role, act)| (*role, act.name()));
    let mut frame = Frame { places: true, ..Frame::from(Roles::of(&names.activities, given).0) };
    let span = cases.span().unwrap_or((period.from, period.as_of));
    let (clocks, standards) = clocks(config, &names, span);
    frame.clocks = Some(clocks);
    Ok(Company { cases, names, frame, standards, period })
}

impl Company {
    /// With departments, steps and channels as people call them.
    #[must_use]
    pub fn named(mut self, config: &Config, texts: &Texts) -> Self {
        let names = &mut self.names;
        names.groups = names.groups.renamed(|name| match name {
            SMALL_DEPARTMENTS => texts.say("report-small-departments", &[]),
            name => config.department_label(name, texts.language()).to_owned(),
        });
        names.activities = names.activities.renamed(|name| texts.word("act", name));
        names.channels = names.channels.renamed(|name| texts.word("channel", name));
        self
    }

    /// All that is counted of it.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        self.cases.iter().for_each(|case| summary.fold(&case, &self.frame));
        summary
    }

    /// The places where time is lost, with the customers in the place of the numbers of their matters.
    ///
    /// # Errors
    /// Where the store refuses.
    pub fn places(&self, summary: &Summary, store: &Store) -> Result<Vec<Place>> {
        let mut places = summary.places.told(&self.names, &self.standards);
        for place in &mut places {
            let customer = |case: &String| case.split('/').next().and_then(|one| one.parse().ok());
            let mut numbers: Vec<i64> = Vec::new();
            for number in place.cases.iter().filter_map(customer) {
                if !numbers.contains(&number) {
                    numbers.push(number);
                }
            }
            let named = store.customers_named(&numbers)?;
            place.cases = named.iter().map(ToString::to_string).collect();
        }
        Ok(places)
    }
}

/// The names under which departments are told.
struct Departments {
    names: FxHashMap<i64, String>,
    /// The numbers of departments by the references of their names.
    numbers: FxHashMap<i64, i64>,
}

impl Departments {
    fn new(config: &Config, store: &Store) -> Result<Self> {
        let all = store.department_names()?;
        let groups = of_departments(config, &all);
        let names = all.iter().map(|(number, name)| {
            let shown = groups.shown(*number).is_some();
            (*number, if shown { name.clone() } else { SMALL_DEPARTMENTS.to_owned() })
        });
        let numbers =
            all.iter().map(|(number, name)| (signed(reference(Some(name.as_str()))), *number));
        Ok(Self { names: names.collect(), numbers: numbers.collect() })
    }

    fn name(&self, number: i64) -> &str {
        self.names.get(&number).map_or("", String::as_str)
    }

    /// The number of the department that did what a row tells.
    fn doer(&self, row: &Row) -> i64 {
        self.numbers.get(&row.doer).copied().filter(|_| row.doer != 0).unwrap_or(row.department)
    }
}

/// Puts the rows of each customer in order, into matters, and the matters of the period into a log.
fn log(
    mut rows: Vec<Row>,
    kinds: &FxHashMap<i64, String>,
    customers: &RecordCustomers,
    departments: &Departments,
    from: i64,
) -> Log {
    rows.retain(|row| !customers.is_restricted(row.record));
    for row in &mut rows {
        row.record = customers.customer(row.record).unwrap_or(row.record);
        row.department = departments.doer(row);
    }
    // Entries of one moment stand in an order of what they say: the order in which files were read changes nothing.
    let says = |row: &Row| {
        let about = (row.case, row.claim, row.contract, row.number, row.reason);
        (row.act, about, row.channel, row.direction, row.due, row.day, row.call)
    };
    rows.sort_unstable_by(|one, other| {
        let when = |row: &Row| (row.record, row.at, row.turn);
        let who = |row: &Row| departments.name(row.department);
        when(one)
            .cmp(&when(other))
            .then_with(|| says(one).cmp(&says(other)))
            .then_with(|| who(one).cmp(who(other)))
            .then(one.seq.cmp(&other.seq))
    });
    calls_once(&mut rows);
    let mut log = Log::default();
    let (mut case, mut customer, mut object) = (String::new(), String::new(), String::new());
    for thread in rows.chunk_by(|one, other| one.record == other.record) {
        let matters = matter::matters(thread);
        let count = matters.iter().max().map_or(0, |&last| last as usize + 1);
        let mut is_in = vec![false; count];
        for (row, &matter) in thread.iter().zip(&matters) {
            is_in[matter as usize] |= row.at >= from;
        }
        customer.clear();
        customer.push_str(&thread[0].record.to_string());
        for (row, &matter) in thread.iter().zip(&matters) {
            if !is_in[matter as usize] {
                continue;
            }
            case.clear();
            case.push_str(&customer);
            case.push('/');
            case.push_str(&matter.to_string());
            let number = if row.claim == 0 { row.number } else { row.claim };
            object.clear();
            if number != 0 {
                object.push_str(&number.to_string());
            }
            log.push(&Event {
                case: &case,
                activity: row.step().name(),
                at: row.at,
                group: departments.name(row.department),
                customer: &customer,
                reason: kinds.get(&row.reason).map_or("", String::as_str),
                channel: row.channel(),
                direction: Some(row.way()),
                object: &object,
                due: (row.due != i64::MIN).then_some(row.due),
                ..Event::default()
            });
        }
    }
    log
}

/// Leaves of each call the row of the export that its source believes most, of several the first: several exports of one
/// exchange tell of it. The rows are in order.
fn calls_once(rows: &mut Vec<Row>) {
    type Rank = (i64, std::cmp::Reverse<usize>);
    let mut best: FxHashMap<(i64, i64), Rank> = FxHashMap::default();
    for (place, row) in rows.iter().enumerate().filter(|(_, row)| row.call != 0) {
        let rank = (row.turn, std::cmp::Reverse(place));
        let known = best.entry((row.record, row.call)).or_insert(rank);
        *known = (*known).max(rank);
    }
    let mut places = 0..;
    rows.retain(|row| {
        let place = places.next();
        let best = best.get(&(row.record, row.call)).map(|best| best.1.0);
        row.call == 0 || best == place
    });
}

/// The clocks of the departments and what the company holds itself to, in working time.
fn clocks(config: &Config, names: &Vocabulary, (first, last): (i64, i64)) -> (Clocks, Standards) {
    let clock = |calendar: &Calendar| Clock::of(calendar, &config.zone, first, last);
    let mut clocks = Clocks::new(clock(&config.calendar));
    let mut standards = Standards::default();
    for (number, name) in (0_u32..).zip(names.groups.iter()) {
        let Some(department) = config.department(name) else { continue };
        clocks.give(number, clock(&department.calendar));
        let within = length(&department.calendar, department.deadline);
        standards.handover.insert(number, within);
    }
    for standard in &config.requests {
        let number = names.reasons.find(&standard.kind);
        if let (Some(number), Some(within)) = (number, standard.answer) {
            standards.answering.insert(number, length(&config.calendar, within));
        }
    }
    (clocks, standards)
}

/// How much working time somebody is given. A business day keeps the time of day, and so lasts as long as one is open.
fn length(calendar: &Calendar, within: Within) -> i64 {
    match within {
        Within::WorkingMinutes(minutes) => i64::from(minutes) * 60_000,
        Within::BusinessDays(days) => i64::from(days) * calendar.business_day_millis(),
    }
}

/// Brings the columns of a store up to date after it was written.
///
/// # Errors
/// As [`keep::append`].
pub fn append(config: &Config, store: &Store) -> Result<()> {
    keep::append(&config.store, store, &config.zone)
}
