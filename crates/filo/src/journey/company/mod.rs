//! The event log of the whole company, from the threads of its customers: all departments, one log.
//!
//! [`act`] says what an entry is as a step, [`columns`] keeps the steps as Parquet beside the store, [`keep`] keeps them up to
//! date, [`steps`] puts them in order, [`matter`] says which belong together. Small departments are pooled before anything is counted.

pub mod act;
pub mod columns;
pub mod keep;
pub mod matter;
pub mod steps;

use filo_guard::event::reference;
use filo_journey::case::{Cases, Vocabulary};
use filo_journey::clock::{Clock, Clocks};
use filo_journey::frame::Frame;
use filo_journey::names::MISSING;
use filo_journey::places::{Place, Standards};
use filo_journey::role::Roles;
use filo_journey::summary::Summary;
use filo_model::calendar::{Calendar, DAY_MILLIS, Within};
use filo_store::Store;
use filo_store::scan::RecordCustomers;
use rustc_hash::FxHashMap;

use self::act::ROLES;
use self::columns::{Row, signed};
use self::steps::Plan;
use crate::config::Config;
use crate::findings::assess::{Period, Scope, period};
use crate::problem::Result;
use crate::report::groups::of_departments;
use crate::sentence::SMALL_DEPARTMENTS;
use crate::texts::Texts;

/// On so many cores it is counted.
const CORES: usize = 2;
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
    read_in_view(config, store, scope, now, &store.record_customers()?)
}

/// The same for whoever holds a [`Store::view`] already, and knows whose each record is.
///
/// # Errors
/// As [`read`].
pub fn read_in_view(
    config: &Config,
    store: &Store,
    scope: Scope,
    now: i64,
    customers: &RecordCustomers,
) -> Result<Company> {
    let period = period(config, store, scope, now)?;
    let from = period.from.saturating_sub(BEFORE);
    let departments = Departments::new(config, store)?;
    let plan = Plan {
        customers,
        departments: &departments,
        superseded: &store.entry_superseded()?.into_iter().collect(),
        within: (from, period.as_of),
    };
    store.pages_release()?;
    let kept = keep::steps(&config.store, store, &config.zone, &plan)?;
    let log = kept.steps.log(&departments, &kept.kinds, period.from);
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
        Summary::of(&self.cases, &self.frame, CORES)
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

/// The departments, each with the name under which it is told.
#[derive(Debug)]
pub struct Departments {
    names: Vec<String>,
    /// By department, its place among all names in their order.
    ranks: Vec<usize>,
    /// The places of departments by their numbers, and by the references of their names.
    by_number: FxHashMap<i64, u32>,
    by_reference: FxHashMap<i64, u32>,
}

impl Departments {
    fn new(config: &Config, store: &Store) -> Result<Self> {
        let all = store.department_names()?;
        let groups = of_departments(config, &all);
        let names: Vec<String> = all
            .iter()
            .map(|(number, name)| {
                let shown = groups.shown(*number).is_some();
                if shown { name.clone() } else { SMALL_DEPARTMENTS.to_owned() }
            })
            .collect();
        let mut order: Vec<&String> = names.iter().collect();
        order.sort_unstable();
        order.dedup();
        let rank = |name: &String| order.binary_search(&name).map_or(0, |place| place + 1);
        let ranks = names.iter().map(rank).collect();
        let places = || (0_u32..).zip(&all);
        let by_number = places().map(|(place, (number, _))| (*number, place)).collect();
        let by_reference = places()
            .map(|(place, (_, name))| (signed(reference(Some(name.as_str()))), place))
            .collect();
        Ok(Self { names, ranks, by_number, by_reference })
    }

    /// The name of a department; empty where there is no such.
    fn name(&self, place: u32) -> &str {
        self.names.get(place as usize).map_or("", String::as_str)
    }

    /// The place of its name among all; first of all where there is no such.
    fn rank(&self, place: u32) -> usize {
        self.ranks.get(place as usize).copied().unwrap_or_default()
    }

    /// The department that did what a row tells.
    fn doer(&self, row: &Row) -> u32 {
        let told = self.by_reference.get(&row.doer).filter(|_| row.doer != 0);
        told.or_else(|| self.by_number.get(&row.department)).copied().unwrap_or(MISSING)
    }
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
