//! An event log in columns: who reads a file or a thread puts events in, in the order in which they stand there.

use serde::Serialize;

use crate::names::{MISSING, Names};

/// An event as it is given: which case, what was done, when, by which department. What is unknown is empty.
#[derive(Debug, Clone, Copy, Default)]
pub struct Event<'a> {
    /// The case: a ticket, an order, a request, a claim.
    pub case: &'a str,
    /// What was done.
    pub activity: &'a str,
    /// When, in milliseconds since 1970 (UTC).
    pub at: i64,
    /// The department or group that did it.
    pub group: &'a str,
    /// Whose case it is.
    pub customer: &'a str,
    /// What it is about: a product, a kind of request.
    pub reason: &'a str,
    /// Who did it; only ever compared with the one before, never counted by itself.
    pub actor: &'a str,
    /// The channel: telephone, mail, chat ...
    pub channel: &'a str,
    /// Whether it came from the customer, went to the customer, or stayed inside.
    pub direction: Option<Direction>,
    /// What else it is about, beside its case: a claim, an order, a promise.
    pub object: &'a str,
    /// Until when what is promised falls due, in milliseconds since 1970.
    pub due: Option<i64>,
    /// The amount in question, in the smallest unit of its currency.
    pub amount: Option<i64>,
    /// When work on it began, where `at` is when it was complete; in milliseconds since 1970.
    pub started: Option<i64>,
}

filo_model::words! {
    /// Which way an event goes.
    Direction {
        /// From the customer to the company.
        In = "in",
        /// From the company to the customer.
        Out = "out",
        /// Within the company.
        Internal = "internal",
    }
}

impl Direction {
    /// The direction with a number of the column; nothing where it is not known.
    #[must_use]
    pub fn of_code(code: u32) -> Option<Self> {
        Self::ALL.get(code as usize).copied()
    }
}

/// Numbers of a column that may be missing as a whole.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// The different names.
    pub names: Names,
    /// By event, the number of its name; nothing at all where no event has one.
    pub numbers: Vec<u32>,
}

impl Column {
    fn push(&mut self, name: &str, events_before: usize) {
        if self.numbers.is_empty() && name.is_empty() {
            return;
        }
        self.numbers.resize(events_before, MISSING);
        self.numbers.push(self.names.number(name));
    }

    fn finish(&mut self, events: usize) {
        if !self.numbers.is_empty() {
            self.numbers.resize(events, MISSING);
        }
    }
}

/// Whole numbers of a column that may be missing, one by one or as a whole.
#[derive(Debug, Clone, Default)]
pub struct Sparse {
    /// By event, its number or [`UNKNOWN`]; nothing at all where no event has one.
    pub values: Vec<i64>,
}

/// A number of a [`Sparse`] column that is not known.
pub const UNKNOWN: i64 = i64::MIN;

impl Sparse {
    fn push(&mut self, value: Option<i64>, events_before: usize) {
        if self.values.is_empty() && value.is_none() {
            return;
        }
        self.values.resize(events_before, UNKNOWN);
        self.values.push(value.unwrap_or(UNKNOWN));
    }

    fn finish(&mut self, events: usize) {
        if !self.values.is_empty() {
            self.values.resize(events, UNKNOWN);
        }
    }
}

/// Events that could not be placed, by what they lack, and events that lack something else.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Lacking {
    /// Left out: no case.
    pub case: u64,
    /// Left out: no activity.
    pub activity: u64,
    /// Kept: no group, so that the event is in no stay.
    pub group: u64,
}

impl Lacking {
    /// Counts what an event lacks; false where it cannot be placed.
    pub(crate) fn takes(&mut self, event: &Event<'_>) -> bool {
        if event.case.is_empty() {
            self.case += 1;
            return false;
        }
        if event.activity.is_empty() {
            self.activity += 1;
            return false;
        }
        self.group += u64::from(event.group.is_empty());
        true
    }
}

/// An event log, one row an event, in the order in which they came.
#[derive(Debug, Clone, Default)]
pub struct Log {
    /// The cases.
    pub cases: Names,
    /// The activities.
    pub activities: Names,
    /// The groups: departments, teams.
    pub groups: Names,
    /// By event, its case.
    pub case: Vec<u32>,
    /// By event, its activity.
    pub activity: Vec<u32>,
    /// By event, its group, or [`MISSING`].
    pub group: Vec<u32>,
    /// By event, its time in milliseconds since 1970.
    pub at: Vec<i64>,
    /// By event, its customer.
    pub customer: Column,
    /// By event, what it is about.
    pub reason: Column,
    /// By event, who did it.
    pub actor: Column,
    /// By event, its channel.
    pub channel: Column,
    /// By event, its direction as its place in [`Direction::ALL`]; nothing at all where no event has one.
    pub direction: Vec<u32>,
    /// By event, what else it is about.
    pub object: Column,
    /// By event, until when it falls due.
    pub due: Sparse,
    /// By event, the amount in question.
    pub amount: Sparse,
    /// By event, when work on it began.
    pub started: Sparse,
    /// What is lacking.
    pub lacking: Lacking,
}

impl Log {
    /// Puts an event at the end; one without case or activity is counted and left out.
    pub fn push(&mut self, event: &Event<'_>) {
        if !self.lacking.takes(event) {
            return;
        }
        let before = self.at.len();
        self.case.push(self.cases.number(event.case));
        self.activity.push(self.activities.number(event.activity));
        self.group.push(self.groups.number(event.group));
        self.at.push(event.at);
        self.customer.push(event.customer, before);
        self.reason.push(event.reason, before);
        self.actor.push(event.actor, before);
        self.channel.push(event.channel, before);
        self.object.push(event.object, before);
        self.due.push(event.due, before);
        self.amount.push(event.amount, before);
        self.started.push(event.started, before);
        if event.direction.is_some() || !self.direction.is_empty() {
            self.direction.resize(before, MISSING);
            self.direction.push(event.direction.map_or(MISSING, |direction| direction as u32));
        }
    }

    /// Makes room for so many more events, where their number can be guessed.
    pub fn reserve(&mut self, events: usize) {
        self.case.reserve_exact(events);
        self.activity.reserve_exact(events);
        self.group.reserve_exact(events);
        self.at.reserve_exact(events);
    }

    /// Says that no event follows for now: columns get their full length.
    pub(crate) fn finish(&mut self) {
        let events = self.at.len();
        self.customer.finish(events);
        self.reason.finish(events);
        self.actor.finish(events);
        self.channel.finish(events);
        self.object.finish(events);
        self.due.finish(events);
        self.amount.finish(events);
        self.started.finish(events);
        if !self.direction.is_empty() {
            self.direction.resize(events, MISSING);
        }
    }

    /// How many events there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.at.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.at.is_empty()
    }
}
