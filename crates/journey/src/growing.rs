//! A log that stays open and grows: what comes is put into its cases, and only these are counted anew.
//!
//! What is told afterwards is what a count of the whole log would tell, whatever came in which pieces: a case that grew is
//! taken out of the summary as it was and folded in as it is.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::case::{Case, Cases, Vocabulary};
use crate::log::{Event, Lacking, Log};
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
    roles: Roles,
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
}

impl Growing {
    /// Counts a log as it stands; `given` says what activities mean, also of those that come later.
    #[must_use]
    pub fn new(log: Log, given: Vec<(Role, String)>) -> Self {
        let lacking = log.lacking;
        let (cases, names) = Cases::of(log);
        let roles = Self::roles(&names, &given);
        let mut summary = Summary::default();
        cases.iter().for_each(|case| summary.fold(&case, &roles));
        Self { cases, grown: FxHashMap::default(), names, given, roles, summary, lacking }
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
                self.summary.fold(&rows.case(case), &self.roles);
            }
        }
    }

    /// Takes a case out of the summary, as it was before what comes now.
    fn begin(&mut self, number: u32) {
        if let Some(rows) = self.grown.get(&number) {
            self.summary.unfold(&rows.case(number), &self.roles);
        } else if (number as usize) < self.cases.len() {
            let case = self.cases.case(number);
            self.summary.unfold(&case, &self.roles);
            self.grown.insert(number, Rows::of(&case));
        }
    }

    fn numbers(&mut self, event: &Event<'_>) -> Numbers {
        let known = self.names.activities.len();
        let activity = self.names.activities.number(event.activity);
        if self.names.activities.len() > known {
            self.roles = Self::roles(&self.names, &self.given);
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
        }
    }

    /// What the log shows now; at most `variants` of the variants are listed.
    pub fn tell(&mut self, variants: usize) -> Journey<'_> {
        self.summary.tell(&self.names, &self.roles, variants)
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
        }
    }

    fn insert(&mut self, event: &Numbers) {
        let place = self.at.partition_point(|&at| at <= event.at);
        let before = self.at.len();
        self.at.insert(place, event.at);
        self.activity.insert(place, event.activity);
        self.group.insert(place, event.group);
        // A column that no event of the case has takes no room.
        let put = |column: &mut Vec<u32>, number: u32| {
            if number != MISSING || !column.is_empty() {
                column.resize(before, MISSING);
                column.insert(place, number);
            }
        };
        put(&mut self.customer, event.customer);
        put(&mut self.reason, event.reason);
        put(&mut self.actor, event.actor);
        put(&mut self.channel, event.channel);
        put(&mut self.direction, event.direction);
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
        }
    }
}
