//! Findings from structured entries: pure kernels, one customer's events in, suspected findings out.
//!
//! Layout: [`event`] is what the kernels see of an entry, [`calls`] makes one of several entries
//! about the same call; then a kernel a file, each with its definition: `acts` (those that
//! the guard would have stopped), [`unbilled`], [`told_again`], [`contact_rain`], [`needs`], [`promises`], [`handoffs`], and `heard` for what words show; [`weight`] how much a finding weighs. [`Counts`] is the summary that merges,
//! [`gather`] reads a store's events customer by customer,
//! [`assess()`] is the one way from a store to it. Everything found is suspected until a person confirms
//! it, which [`review`] is about.

mod acts;
pub mod answered_late;
pub mod assess;
mod base;
pub mod calls;
pub mod chased;
pub mod collision;
pub mod contact_rain;
mod course;
pub mod event;
pub mod gather;
pub mod handed_back;
pub mod handoffs;
pub(crate) mod heard;
mod kind;
pub mod looped;
pub mod needs;
pub mod promises;
pub mod review;
pub mod stalled;
pub mod told_again;
pub mod unbilled;
pub mod weight;
pub mod words;

use std::sync::Arc;

use filo_guard::contracts::{contract_events, had_left};
use filo_guard::fact::Setting;
use filo_guard::fact::value::Evidence as FactEvidence;
use filo_guard::guard::Guard;
use filo_model::amount::Amount;
use filo_model::calendar::{Calendar, Within};
use filo_model::digest::Digest;
use filo_model::facts::EntryKind;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use event::{Event, Reference};
use words::Words;

pub use assess::{Assessed, Scope, assess};
pub use base::Base;
pub use heard::shows;
pub use kind::FindingKind;

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
    /// The number of the department that acted.
    pub department: i64,
    /// Departments that knew better and did not share it: they answer for it too.
    pub knew: Vec<i64>,
    /// The department that handed over, for handoffs.
    pub from: Option<i64>,
    /// When, in UTC epoch milliseconds.
    pub at: i64,
    /// How long the customer waited, in milliseconds of the department's working time.
    pub waited: Option<i64>,
    /// How often: tellings, contacts, attempts; 1 for what happens once.
    pub times: u32,
    /// The amount asked for, where money is.
    pub amount: Option<Amount>,
    /// Whether the customer had left.
    pub leaver: bool,
    /// The entry that its id is made of: the act, or for what did not happen the last entry before.
    pub anchor: Digest,
    /// The entry that is the act, and what it stands on.
    pub evidence: Vec<Evidence>,
}

impl Finding {
    /// A finding with nothing said yet but who, where, when and the entries, the act first.
    fn new(kind: FindingKind, customer: i64, act: &Event, rest: &[&Event]) -> Self {
        let mut evidence = vec![Evidence::from(act)];
        for event in rest {
            if !evidence.iter().any(|one| one.seq == event.seq) {
                evidence.push(Evidence::from(*event));
            }
        }
        Self {
            kind,
            act: None,
            reasons: Vec::new(),
            customer,
            department: act.department,
            knew: Vec::new(),
            from: None,
            at: act.at.millis,
            waited: None,
            times: 1,
            amount: None,
            leaver: false,
            anchor: act.id,
            evidence,
        }
    }

    /// The id, the same in every store.
    #[must_use]
    pub fn id(&self) -> Digest {
        filo_model::review::finding_id(self.kind.name(), self.anchor)
    }

    /// Adds entries that show the finding, each once.
    fn shown_by(&mut self, entries: &[FactEvidence]) {
        for entry in entries {
            if !self.evidence.iter().any(|one| one.seq == entry.seq) {
                self.evidence.push(Evidence { seq: entry.seq, id: entry.id });
            }
        }
    }

    /// Adds the departments of some events, but for the one that acted.
    fn known_by(&mut self, events: &[&Event]) {
        self.known_to(events.iter().map(|event| event.department));
    }

    /// Adds departments, but for the one that acted.
    fn known_to(&mut self, departments: impl Iterator<Item = i64>) {
        self.knew = departments.collect();
        self.knew.retain(|department| *department != self.department);
        self.knew.sort_unstable();
        self.knew.dedup();
    }
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
    /// From when to when the store's invoices are complete, in UTC epoch milliseconds; nothing where
    /// there are none.
    pub invoices: Option<(i64, i64)>,
    /// What the company configured.
    pub rules: Rules,
    /// Within what time the company promises to answer requests, by their reason.
    pub standards: Vec<(Reference, Within)>,
    /// What was heard in words.
    pub words: Words,
    /// The rule cards that name a finding.
    pub guard: Arc<Guard>,
    /// What holds for every question that is put to them.
    pub setting: Setting,
}

/// What the company configured for the kernels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// The purposes of consents that are about promotions.
    pub promotional: Vec<Reference>,
    /// How many days beyond its interval an invoice may come.
    pub unbilled_tolerance_days: u32,
    /// From how many times its own time on a department lets a case stand still.
    pub stalled_times: u32,
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

    /// Within what time requests with a reason are to be answered, where the company says so.
    #[must_use]
    pub fn standard_of(&self, reason: Reference) -> Option<Within> {
        let found = self.standards.iter().find(|one| reason != 0 && one.0 == reason);
        found.map(|one| one.1)
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
    pub kinds: [KindCounts; FindingKind::COUNT],
    /// The findings.
    pub findings: Vec<Finding>,
    /// Every judged wait between two departments: from, to, working milliseconds.
    pub waits: Vec<(i64, i64, i64)>,
    /// Every handoff of the period: when it was sent, and whether it was taken over in time; nothing where that cannot be
    /// judged yet.
    pub handoffs: Vec<(i64, Option<bool>)>,
    /// What calling cost the customers, by telephone line.
    pub lines: Vec<LineNeeds>,
    /// Each thing that findings are found among, where it is asked for: see [`Counts::keeping`].
    pub bases: Option<Vec<Base>>,
}

/// What was tried on one telephone line in the period.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineNeeds {
    /// The line; 0 where no source names it.
    pub line: Reference,
    /// The department that answers it.
    pub department: i64,
    /// Attempts that no person answered.
    pub attempts: u64,
    /// Of these, those that a machine answered.
    pub by_machine: u64,
    /// Seconds in which the callers of these attempts were connected to nobody.
    pub seconds: u64,
    /// Needs that began on this line, judged or not.
    pub of: u64,
    /// Of these, those that could be judged.
    pub needs: u64,
    /// Of these, those that stayed unanswered.
    pub unanswered: u64,
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
    /// Counts that also keep each thing that findings are found among.
    #[must_use]
    pub fn keeping() -> Self {
        Self { bases: Some(Vec::new()), ..Self::default() }
    }

    /// Adds one customer: `events` are that customer's, in the order of the thread.
    pub fn fold(&mut self, customer: i64, events: &[Event], frame: &Frame) {
        let first = self.findings.len();
        let events = &*calls::once(events);
        let all: Vec<&Event> = events.iter().collect();
        acts::fold(self, customer, &all, frame);
        unbilled::fold(self, customer, events, frame);
        told_again::fold(self, customer, events, frame);
        contact_rain::fold(self, customer, events, frame);
        needs::fold(self, customer, events, frame);
        promises::fold(self, customer, events, frame);
        handoffs::fold(self, customer, events, frame);
        let courses = course::courses(events, frame);
        stalled::fold(self, customer, &courses, frame);
        looped::fold(self, customer, &courses, frame);
        handed_back::fold(self, customer, events, &courses, frame);
        chased::fold(self, customer, events, &courses, frame);
        collision::fold(self, customer, &all, frame);
        answered_late::fold(self, customer, events, frame);
        if self.findings.len() > first {
            let contracts = contract_events(events);
            for finding in &mut self.findings[first..] {
                finding.leaver = had_left(&contracts, finding.at, &frame.zone);
            }
        }
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
        if let (Some(mine), Some(theirs)) = (&mut self.bases, other.bases) {
            mine.extend(theirs);
        }
        self.waits.extend(other.waits);
        self.handoffs.extend(other.handoffs);
        other.lines.into_iter().for_each(|line| self.line_add(line));
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
        self.handoffs.sort_unstable();
        self.lines.sort_unstable();
        for kind in &mut self.kinds {
            kind.of.sort_unstable();
            kind.judged.sort_unstable();
        }
    }

    fn line_add(&mut self, line: LineNeeds) {
        let same =
            |one: &&mut LineNeeds| (one.line, one.department) == (line.line, line.department);
        match self.lines.iter_mut().find(same) {
            Some(one) => {
                one.attempts += line.attempts;
                one.by_machine += line.by_machine;
                one.seconds += line.seconds;
                one.of += line.of;
                one.needs += line.needs;
                one.unanswered += line.unanswered;
            }
            None => self.lines.push(line),
        }
    }

    fn there_was(&mut self, base: Base) {
        increment(&mut self.kinds[base.kind as usize].of, base.department, 1);
        if let Some(bases) = &mut self.bases {
            bases.push(base);
        }
    }

    /// What there was last of a kind could be judged.
    fn judged(&mut self, kind: FindingKind, department: i64) {
        increment(&mut self.kinds[kind as usize].judged, department, 1);
        if let Some(base) = self.base_last(kind) {
            base.is_judged = true;
        }
    }

    /// What there was last of a kind, where it is kept.
    fn base_last(&mut self, kind: FindingKind) -> Option<&mut Base> {
        self.bases.as_mut()?.iter_mut().rev().find(|base| base.kind == kind)
    }
}

#[cfg(test)]
pub(crate) mod tests;
