//! A log that stays open and grows: what comes is put into its cases, and only these are counted anew.
//!
//! What is told afterwards is what a count of the whole log would tell, whatever came in which pieces: a case that grew is
//! taken out of the summary as it was and folded in as it is.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::case::{Case, Cases, Vocabulary};
use crate::frame::Frame;
use crate::log::{Event, Lacking, Log, UNKNOWN};
use crate::names::MISSING;
use crate::role::{Role, Roles};
use crate::summary::Summary;
use crate::told::Journey;

/// A log that grows, with what is counted of it.
#[derive(Debug)]
pub struct Growing {
    cases: Cases,
    /// Cases that are new or grew since, as they are now.
    grown: FxHashMap<u32, Rows>,
    names: Vocabulary,
    given: Vec<(Role, String)>,
    frame: Frame,
    summary: Summary,
    lacking: Lacking,
}

/// The events of one case in columns of their own, in order of time.
#[derive(Debug, Clone, Default)]
struct Rows {
    activity: Vec<u32>,
    group: Vec<u32>,
    at: Vec<i64>,
    customer: Vec<u32>,
    reason: Vec<u32>,
    actor: Vec<u32>,
    channel: Vec<u32>,
    direction: Vec<u32>,
    object: Vec<u32>,
    due: Vec<i64>,
    amount: Vec<i64>,
    started: Vec<i64>,
}

/// An event as numbers.
struct Numbers {
    activity: u32,
    group: u32,
    at: i64,
    customer: u32,
    reason: u32,
    actor: u32,
    channel: u32,
    direction: u32,
    object: u32,
    due: i64,
    amount: i64,
    started: i64,
}

impl Growing {
    /// Counts a log as it stands; `given` says what activities mean, also of those that come later.
    #[must_use]
    pub fn new(log: Log, given: Vec<(Role, String)>) -> Self {
        let lacking = log.lacking;
        let (cases, names) = Cases::of(log);
        let frame = Frame::from(Self::roles(&names, &given));
        let mut summary = Summary::default();
        cases.iter().for_each(|case| summary.fold(&case, &frame));
        Self { cases, grown: FxHashMap::default(), names, given, frame, summary, lacking }
    }

    fn roles(names: &Vocabulary, given: &[(Role, String)]) -> Roles {
        Roles::of(&names.activities, given.iter().map(|(role, name)| (*role, name.as_str()))).0
    }

    /// Puts events into their cases; those of one instant come after the ones that are there, in their order.
    pub fn append<'e>(&mut self, events: impl IntoIterator<Item = Event<'e>>) {
        let mut begun = FxHashSet::default();
        for event in events {
            if !self.lacking.takes(&event) {
                continue;
            }
            let case = self.names.cases.number(event.case);
            if begun.insert(case) {
                self.begin(case);
            }
            let numbers = self.numbers(&event);
            self.grown.entry(case).or_default().insert(&numbers);
        }
        for case in begun {
            if let Some(rows) = self.grown.get(&case) {
                self.summary.fold(&rows.case(case), &self.frame);
            }
        }
    }

    /// Takes a case out of the summary, as it was before what comes now.
    fn begin(&mut self, number: u32) {
        if let Some(rows) = self.grown.get(&number) {
            self.summary.unfold(&rows.case(number), &self.frame);
        } else if (number as usize) < self.cases.len() {
            let case = self.cases.case(number);
            self.summary.unfold(&case, &self.frame);
            self.grown.insert(number, Rows::of(&case));
        }
    }

    fn numbers(&mut self, event: &Event<'_>) -> Numbers {
        let known = self.names.activities.len();
        let activity = self.names.activities.number(event.activity);
        if self.names.activities.len() > known {
            self.frame.roles = Self::roles(&self.names, &self.given);
        }
        Numbers {
            activity,
            group: self.names.groups.number(event.group),
            at: event.at,
            customer: self.names.customers.number(event.customer),
            reason: self.names.reasons.number(event.reason),
            actor: self.names.actors.number(event.actor),
            channel: self.names.channels.number(event.channel),
            direction: event.direction.map_or(MISSING, |direction| direction as u32),
            object: self.names.objects.number(event.object),
            due: event.due.unwrap_or(UNKNOWN),
            amount: event.amount.unwrap_or(UNKNOWN),
            started: event.started.unwrap_or(UNKNOWN),
        }
    }

    /// What the log shows now; at most `variants` of the variants are listed.
    pub fn tell(&mut self, variants: usize) -> Journey<'_> {
        self.summary.tell(&self.names, &self.frame, variants)
    }

    /// What is lacking.
    #[must_use]
    pub fn lacking(&self) -> Lacking {
        self.lacking
    }
}

impl Rows {
    /// The events of a case; a column that is not known stays empty.
    fn of(case: &Case<'_>) -> Self {
        Self {
            activity: case.activity.to_vec(),
            group: case.group.to_vec(),
            at: case.at.to_vec(),
            customer: case.customer.to_vec(),
            reason: case.reason.to_vec(),
            actor: case.actor.to_vec(),
            channel: case.channel.to_vec(),
            direction: case.direction.to_vec(),
            object: case.object.to_vec(),
            due: case.due.to_vec(),
            amount: case.amount.to_vec(),
            started: case.started.to_vec(),
        }
    }

    fn insert(&mut self, event: &Numbers) {
        let place = self.at.partition_point(|&at| at <= event.at);
        let before = self.at.len();
        self.at.insert(place, event.at);
        self.activity.insert(place, event.activity);
        self.group.insert(place, event.group);
        // A column that no event of the case has takes no room.
        fn put<T: Copy + PartialEq>(column: &mut Vec<T>, at: (usize, usize), value: T, none: T) {
            if value != none || !column.is_empty() {
                column.resize(at.0, none);
                column.insert(at.1, value);
            }
        }
        let at = (before, place);
        put(&mut self.customer, at, event.customer, MISSING);
        put(&mut self.reason, at, event.reason, MISSING);
        put(&mut self.actor, at, event.actor, MISSING);
        put(&mut self.channel, at, event.channel, MISSING);
        put(&mut self.direction, at, event.direction, MISSING);
        put(&mut self.object, at, event.object, MISSING);
        put(&mut self.due, at, event.due, UNKNOWN);
        put(&mut self.amount, at, event.amount, UNKNOWN);
        put(&mut self.started, at, event.started, UNKNOWN);
    }

    /// The case as it is counted.
    fn case(&self, number: u32) -> Case<'_> {
        Case {
            number,
            activity: &self.activity,
            group: &self.group,
            at: &self.at,
            customer: &self.customer,
            reason: &self.reason,
            actor: &self.actor,
            channel: &self.channel,
            direction: &self.direction,
            object: &self.object,
            due: &self.due,
            amount: &self.amount,
            started: &self.started,
        }
    }
}
