//! First findings from structured entries: pure, one customer's events in, suspected findings out.
//!
//! Layout: [`event`] is what the kernels see of an entry; [`calls`] makes one of
//! several entries about the same call; [`claims`], [`needs`], [`promises`] and
//! [`handoffs`] are the kernels; [`Counts`] is the summary that merges. Everything found is
//! suspected until a person confirms it.

pub mod calls;
pub mod claims;
pub mod event;
pub mod handoffs;
pub mod needs;
pub mod promises;

use filo_model::calendar::{Calendar, Within};
use filo_model::digest::Digest;
use filo_model::facts::EntryKind;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;

use event::Event;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// A claim was reminded, put on notice or sent to collection although it could not be asked for.
    UndueClaim,
    /// The customer called and nobody answered.
    Unanswered,
    /// A promise is past its date.
    PromiseBroken,
    /// A department did not take over a case in its time.
    HandoffLate,
}

impl FindingKind {
    /// Every kind, in the order of the report.
    pub const ALL: [Self; 4] =
        [Self::UndueClaim, Self::Unanswered, Self::PromiseBroken, Self::HandoffLate];

    /// The definition of the figure and its version.
    #[must_use]
    pub fn definition(self) -> &'static str {
        match self {
            Self::UndueClaim => "undue_claims/1",
            Self::Unanswered => "unanswered_needs/1",
            Self::PromiseBroken => "promises_past_date/1",
            Self::HandoffLate => "handoffs_late/1",
        }
    }

    /// The name in texts and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::UndueClaim => "undue_claim",
            Self::Unanswered => "unanswered",
            Self::PromiseBroken => "promise_broken",
            Self::HandoffLate => "handoff_late",
        }
    }
}

/// A suspected finding, with the entries that show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was found.
    pub kind: FindingKind,
    /// The kind of the entry that is the act, where a kind of finding has several.
    pub act: Option<EntryKind>,
    /// Why, where a kind has several reasons: `paid`, `disputed`...
    pub reasons: Vec<&'static str>,
    /// The number of the customer's naming record.
    pub customer: i64,
    /// The number of the department it belongs to.
    pub department: i64,
    /// The department that handed over, for handoffs.
    pub from: Option<i64>,
    /// When, in UTC epoch milliseconds.
    pub at: i64,
    /// How long the customer waited, in milliseconds of the department's working time.
    pub waited: Option<i64>,
    /// The entry that is the act, and what it stands on.
    pub evidence: Vec<Evidence>,
}

/// An entry that shows a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// Its sequence number in this store.
    pub seq: i64,
    /// Its id, the same in every store.
    pub id: Digest,
}

impl From<&Event> for Evidence {
    fn from(event: &Event) -> Self {
        Self { seq: event.seq, id: event.id }
    }
}

/// The period and the standards against which events are judged.
#[derive(Debug)]
pub struct Frame {
    /// The first moment of the period, in UTC epoch milliseconds.
    pub from: i64,
    /// The end of the period: what is open then is not judged before its time has run out.
    pub as_of: i64,
    /// The company's zone.
    pub zone: TimeZone,
    /// The company's calendar, for departments without one.
    pub calendar: Calendar,
    /// Calendars and deadlines by department number.
    pub departments: Vec<(i64, Calendar, Within)>,
}

impl Frame {
    /// Whether a moment lies in the period.
    #[must_use]
    pub fn holds(&self, at: i64) -> bool {
        self.from <= at && at <= self.as_of
    }

    /// The calendar of a department.
    #[must_use]
    pub fn calendar_of(&self, department: i64) -> &Calendar {
        self.departments.iter().find(|one| one.0 == department).map_or(&self.calendar, |one| &one.1)
    }

    /// How long a department may take to take over a handoff.
    #[must_use]
    pub fn deadline_of(&self, department: i64) -> Within {
        let found = self.departments.iter().find(|one| one.0 == department);
        found.map_or(Within::BusinessDays(1), |one| one.2)
    }

    /// The calendar day of a moment in the company's zone.
    #[must_use]
    pub fn day(&self, at: i64) -> Date {
        event::day_in(at, &self.zone)
    }
}

/// What was judged and what was found, over any number of customers.
#[derive(Debug, Default, Clone)]
pub struct Counts {
    /// By kind, in the order of [`FindingKind::ALL`].
    pub kinds: [KindCounts; 4],
    /// The findings.
    pub findings: Vec<Finding>,
    /// Every judged wait between two departments: from, to, working milliseconds.
    pub waits: Vec<(i64, i64, i64)>,
}

/// The base of one kind of finding.
#[derive(Debug, Default, Clone)]
pub struct KindCounts {
    /// What there was, judged or not, by department number.
    pub of: Vec<(i64, u64)>,
    /// What could be judged, by department number.
    pub judged: Vec<(i64, u64)>,
}

fn increment(counts: &mut Vec<(i64, u64)>, department: i64, by: u64) {
    match counts.iter_mut().find(|one| one.0 == department) {
        Some(one) => one.1 += by,
        None => counts.push((department, by)),
    }
}

impl Counts {
    /// Adds one customer: `events` are that customer's, in the order of the thread.
    pub fn fold(&mut self, customer: i64, events: &[Event], frame: &Frame) {
        claims::fold(self, customer, events, frame);
        needs::fold(self, customer, &calls::once(events), frame);
        promises::fold(self, customer, events, frame);
        handoffs::fold(self, customer, events, frame);
    }

    /// Adds what was counted over other customers.
    pub fn merge(&mut self, other: Self) {
        for (mine, theirs) in self.kinds.iter_mut().zip(other.kinds) {
            theirs
                .of
                .into_iter()
                .for_each(|(department, n)| increment(&mut mine.of, department, n));
            theirs
                .judged
                .into_iter()
                .for_each(|(department, n)| increment(&mut mine.judged, department, n));
        }
        self.findings.extend(other.findings);
        self.waits.extend(other.waits);
    }

    /// Puts findings and counts into the order in which they are told, whatever the order of
    /// customers was.
    pub fn finish(&mut self) {
        self.findings.sort_by(|a, b| {
            let key =
                |one: &Finding| (one.kind, one.at, one.evidence.first().map(|first| first.id));
            key(a).cmp(&key(b))
        });
        self.waits.sort_unstable();
        for kind in &mut self.kinds {
            kind.of.sort_unstable();
            kind.judged.sort_unstable();
        }
    }

    fn there_was(&mut self, kind: FindingKind, department: i64) {
        increment(&mut self.kinds[kind as usize].of, department, 1);
    }

    fn judged(&mut self, kind: FindingKind, department: i64) {
        increment(&mut self.kinds[kind as usize].judged, department, 1);
    }
}

#[cfg(test)]
mod tests;
