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

    fn renumbered(self, names: &mut Names) -> Vec<u32> {
        renumbered(self.numbers, &self.names, names)
    }
}

/// Numbers of some names as those of other names, to which they are added.
fn renumbered(mut numbers: Vec<u32>, of: &Names, names: &mut Names) -> Vec<u32> {
    let places: Vec<u32> = of.iter().map(|name| names.number(name)).collect();
    for number in &mut numbers {
        *number = places.get(*number as usize).copied().unwrap_or(MISSING);
    }
    numbers
}

/// Puts values at the end of a column that may be shorter than the log, or empty as long as no event has one.
fn put<T: Copy + PartialEq>(
    column: &mut Vec<T>,
    more: &[T],
    (before, expected): (usize, usize),
    none: T,
) {
    if column.is_empty() {
        if more.iter().all(|value| *value == none) {
            return;
        }
        column.reserve_exact(expected);
    }
    column.resize(before, none);
    column.extend_from_slice(more);
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

/// Events in columns of one length, as numbers of a log's names; a column but those of case, activity and time may be empty.
#[derive(Debug, Clone, Default)]
pub struct Numbered {
    /// The cases.
    pub case: Vec<u32>,
    /// The activities.
    pub activity: Vec<u32>,
    /// The times, in milliseconds since 1970.
    pub at: Vec<i64>,
    /// The groups, or [`MISSING`].
    pub group: Vec<u32>,
    /// The customers, or [`MISSING`].
    pub customer: Vec<u32>,
    /// The reasons, or [`MISSING`].
    pub reason: Vec<u32>,
    /// Who did it, or [`MISSING`].
    pub actor: Vec<u32>,
    /// The channels, or [`MISSING`].
    pub channel: Vec<u32>,
    /// The directions as places in [`Direction::ALL`], or [`MISSING`].
    pub direction: Vec<u32>,
    /// What else they are about, or [`MISSING`].
    pub object: Vec<u32>,
    /// Until when they fall due, or [`UNKNOWN`].
    pub due: Vec<i64>,
    /// The amounts in question, or [`UNKNOWN`].
    pub amount: Vec<i64>,
    /// When work on them began, or [`UNKNOWN`].
    pub started: Vec<i64>,
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
    /// So many events are expected: columns that come later get as much room.
    expected: usize,
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
        self.expected = self.at.len() + events;
        self.case.reserve_exact(events);
        self.activity.reserve_exact(events);
        self.group.reserve_exact(events);
        self.at.reserve_exact(events);
    }

    /// Puts events at the end that are numbers of this log's names already. None lacks its case or activity; a column that none of
    /// them has may be empty.
    pub fn extend(&mut self, events: &Numbered) {
        let before = self.at.len();
        let count = events.at.len();
        self.case.extend_from_slice(&events.case);
        self.activity.extend_from_slice(&events.activity);
        self.at.extend_from_slice(&events.at);
        let without = events.group.iter().filter(|&&group| group == MISSING).count();
        self.lacking.group += if events.group.is_empty() { count } else { without } as u64;
        self.group.extend_from_slice(&events.group);
        self.group.resize(before + count, MISSING);
        let columns = [
            (&mut self.customer.numbers, &events.customer),
            (&mut self.reason.numbers, &events.reason),
            (&mut self.actor.numbers, &events.actor),
            (&mut self.channel.numbers, &events.channel),
            (&mut self.direction, &events.direction),
            (&mut self.object.numbers, &events.object),
        ];
        for (all, more) in columns {
            put(all, more, (before, self.expected), MISSING);
        }
        let room = (before, self.expected);
        put(&mut self.due.values, &events.due, room, UNKNOWN);
        put(&mut self.amount.values, &events.amount, room, UNKNOWN);
        put(&mut self.started.values, &events.started, room, UNKNOWN);
    }

    /// Puts all events of another log at the end: what comes of it is as if they had been given one by one.
    pub fn append(&mut self, other: Self) {
        self.lacking.case += other.lacking.case;
        self.lacking.activity += other.lacking.activity;
        let renumbered = Numbered {
            case: renumbered(other.case, &other.cases, &mut self.cases),
            activity: renumbered(other.activity, &other.activities, &mut self.activities),
            group: renumbered(other.group, &other.groups, &mut self.groups),
            at: other.at,
            customer: other.customer.renumbered(&mut self.customer.names),
            reason: other.reason.renumbered(&mut self.reason.names),
            actor: other.actor.renumbered(&mut self.actor.names),
            channel: other.channel.renumbered(&mut self.channel.names),
            direction: other.direction,
            object: other.object.renumbered(&mut self.object.names),
            due: other.due.values,
            amount: other.amount.values,
            started: other.started.values,
        };
        self.reserve(renumbered.at.len());
        self.extend(&renumbered);
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
