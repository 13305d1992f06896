//! The behaviour measures of the field reference: pure kernels, one customer's events in, counts by measure
//! and department out.
//!
//! Layout: [`table`] is every measure as data; [`frame`] the period and what is judged against; `case` one
//! need as its entries tell it; then the kernels by what they are about, each with what it takes for the
//! definition: `found` (what rests on findings), `memory`, `together`, `ease`, `word`, `yes`, `autonomy`,
//! `care`, `practice`, `improvement`, and `request` for the standards by kind of request. [`Counts`] is the summary that
//! merges; [`assess()`] is the one way from a store to it, [`told`] what is told of it.

mod assess;
mod autonomy;
mod care;
mod case;
mod ease;
mod found;
pub mod frame;
mod improvement;
mod memory;
mod practice;
mod request;
pub mod table;
mod together;
pub mod told;
mod word;
mod yes;

use std::collections::BTreeMap;

use filo_journey::survival::Survival;
use filo_journey::values::Turn;
use filo_model::calendar::DAY_MILLIS;
use filo_model::digest::Digest;

use crate::findings::event::Event;
use crate::findings::{Base, Evidence, calls};

pub use assess::{Assessed, assess, assess_beside, assess_both};
pub use frame::{Frame, Keep};
pub use request::Requested;
pub use table::Measure;

/// What a measure looks at: an entry and whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Thing {
    /// The department.
    pub department: i64,
    /// The number of the customer's naming record.
    pub customer: i64,
    /// The entry.
    pub entry: Evidence,
    /// When it counts, in UTC epoch milliseconds.
    pub at: i64,
}

impl From<&Event> for Thing {
    fn from(event: &Event) -> Self {
        Self {
            department: event.department,
            customer: event.customer,
            entry: Evidence::from(event),
            at: event.at.millis,
        }
    }
}

impl From<&Base> for Thing {
    fn from(base: &Base) -> Self {
        let Base { department, customer, entry, at, .. } = *base;
        Self { department, customer, entry, at }
    }
}

impl Thing {
    /// The same of another department.
    fn of(self, department: i64) -> Self {
        Self { department, ..self }
    }

    /// The same at another moment.
    fn at(self, at: i64) -> Self {
        Self { at, ..self }
    }
}

/// What a measure makes of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It belongs to the measure and cannot be judged, or is too young.
    Unjudged,
    /// It is part of the denominator alone.
    Base,
    /// It is part of the numerator: where the measure rests on findings, suspected, or for what went well
    /// that nothing was found against it.
    Counted,
    /// People confirmed a finding about it.
    Confirmed,
}

impl Outcome {
    /// In the numerator, or only in the denominator.
    fn counted(is_counted: bool) -> Self {
        if is_counted { Self::Counted } else { Self::Base }
    }
}

/// A thing that was counted, where they are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Case {
    /// The measure.
    pub measure: Measure,
    /// What it made of it.
    pub outcome: Outcome,
    /// The thing.
    pub thing: Thing,
    /// The finding about it.
    pub finding: Option<Digest>,
}

/// The counts of one measure and department.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// The numerator.
    pub x: u64,
    /// What people confirmed.
    pub confirmed: u64,
    /// The denominator.
    pub n: u64,
    /// All there were, judged or not.
    pub of: u64,
}

impl Tally {
    /// The tally of one thing.
    fn of(outcome: Outcome) -> Self {
        Self {
            x: u64::from(outcome == Outcome::Counted),
            confirmed: u64::from(outcome == Outcome::Confirmed),
            n: u64::from(outcome > Outcome::Unjudged),
            of: 1,
        }
    }

    /// Adds another.
    pub fn add(&mut self, other: Self) {
        self.x += other.x;
        self.confirmed += other.confirmed;
        self.n += other.n;
        self.of += other.of;
    }
}

/// What stands beside a measure, so that a share is not read alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Beside {
    /// Promises made in the window of P1.
    PromisesMade,
    /// Cases begun in the window of P1.
    CasesBegun,
    /// Invoices issued in the window of C1.
    Invoices,
}

impl Beside {
    /// The measure that it stands beside.
    #[must_use]
    pub fn measure(self) -> Measure {
        match self {
            Self::PromisesMade | Self::CasesBegun => Measure::P1,
            Self::Invoices => Measure::C1,
        }
    }
}

/// What was counted over any number of customers.
#[derive(Debug, Default, Clone)]
pub struct Counts {
    /// By measure and department.
    pub tallies: BTreeMap<(Measure, i64), Tally>,
    /// How long something lasts, or how often it is done, by measure and department.
    pub spreads: BTreeMap<(Measure, i64), Survival>,
    /// What stands beside the measures.
    pub beside: BTreeMap<(Beside, i64), u64>,
    /// By kind of request.
    pub requests: BTreeMap<u64, Requested>,
    /// The findings about what was judged, by measure, whatever people made of them.
    pub found: BTreeMap<Measure, Vec<Digest>>,
    /// What was counted, one by one, where it is kept.
    pub cases: Vec<Case>,
    /// What departments do about themselves, until all of it is there.
    practice: Vec<practice::Deed>,
    /// What was judged day by day, beyond the windows of the measures too: by measure, department and day
    /// since 1970.
    days: BTreeMap<(Measure, i64, i64), Tally>,
    /// The first thing that went wrong, by measure and department.
    wrong: BTreeMap<(Measure, i64), Thing>,
}

impl Counts {
    /// Adds one customer: `events` are that customer's, in the order of the thread.
    pub fn fold(&mut self, customer: i64, events: &[Event], frame: &Frame) {
        let known = events.partition_point(|event| event.at.millis <= frame.findings.as_of);
        let events = &*calls::once(&events[..known]);
        let found = found::of_customer(customer, events, frame);
        found::fold(self, &found, frame);
        let cases = case::cases(events);
        memory::fold(self, events, &cases, &found, frame);
        together::fold(self, events, &cases, &found, frame);
        ease::fold(self, events, &cases, frame);
        word::fold(self, events, &cases, &found, frame);
        yes::fold(self, events, &found, frame);
        autonomy::fold(self, events, &cases, frame);
        care::fold(self, events, &found, frame);
        practice::fold(self, events, &found, frame);
        request::fold(self, events, &cases, frame);
    }

    /// Adds what was counted over other customers.
    pub fn merge(&mut self, other: Self) {
        for (key, tally) in other.tallies {
            self.tallies.entry(key).or_default().add(tally);
        }
        for (key, spread) in other.spreads {
            self.spreads.entry(key).or_default().merge(spread);
        }
        for (key, number) in other.beside {
            *self.beside.entry(key).or_default() += number;
        }
        for (key, requested) in other.requests {
            self.requests.entry(key).or_default().add(requested);
        }
        for (key, found) in other.found {
            self.found.entry(key).or_default().extend(found);
        }
        for (key, tally) in other.days {
            self.days.entry(key).or_default().add(tally);
        }
        for (key, thing) in other.wrong {
            self.went_wrong(key, thing);
        }
        self.cases.extend(other.cases);
        self.practice.extend(other.practice);
    }

    /// Judges what needs all customers, and puts everything into the order in which it is told, whatever
    /// the order of customers was.
    pub fn finish(&mut self, frame: &Frame) {
        practice::finish(self, frame);
        self.found.values_mut().for_each(|found| found.sort_unstable());
        self.cases.sort_unstable_by_key(|case| {
            let Case { measure, outcome, thing, .. } = *case;
            (measure, thing.at, thing.entry.id, outcome, thing.department)
        });
    }

    /// Counts a thing: it is left out where it lies outside the window of the measure, and not judged
    /// where it is too young.
    fn count(&mut self, measure: Measure, thing: Thing, outcome: Outcome, frame: &Frame) {
        self.count_found(measure, thing, outcome, None, frame);
    }

    /// As [`Counts::count`], of a thing about which there is a finding.
    fn count_found(
        &mut self,
        measure: Measure,
        thing: Thing,
        outcome: Outcome,
        finding: Option<Digest>,
        frame: &Frame,
    ) {
        let is_mature = frame.is_mature(measure, thing.at);
        let outcome = if is_mature { outcome } else { Outcome::Unjudged };
        let tally = Tally::of(outcome);
        if tally.n > 0 && frame.findings.holds(thing.at) {
            let day = thing.at.div_euclid(DAY_MILLIS);
            self.days.entry((measure, thing.department, day)).or_default().add(tally);
        }
        if !frame.holds(measure, thing.at) {
            return;
        }
        let of = (measure, thing.department);
        self.tallies.entry(of).or_default().add(tally);
        if measure.wrong(&tally) > 0 {
            self.went_wrong(of, thing);
        }
        if let Some(finding) = finding.filter(|_| outcome > Outcome::Unjudged) {
            self.found.entry(measure).or_default().push(finding);
        }
        if frame.keep == Keep::Everything || frame.keep == Keep::Of(measure) {
            self.cases.push(Case { measure, outcome, thing, finding });
        }
    }

    /// Remembers a thing that went wrong, where it is the first.
    fn went_wrong(&mut self, of: (Measure, i64), thing: Thing) {
        let first = self.wrong.entry(of).or_insert(thing);
        if (thing.at, thing.entry.id) < (first.at, first.entry.id) {
            *first = thing;
        }
    }

    /// Adds how long a thing lasted, or how often it was done; `ended` where that is all of it.
    fn spread(
        &mut self,
        measure: Measure,
        thing: Thing,
        (value, ended): (i64, bool),
        frame: &Frame,
    ) {
        if frame.holds(measure, thing.at) && frame.is_mature(measure, thing.at) {
            let spread = self.spreads.entry((measure, thing.department)).or_default();
            let values = if ended { &mut spread.ended } else { &mut spread.censored };
            values.turn(Turn::In, value);
        }
    }

    /// Counts one of what stands beside a measure, where the measure would count it.
    fn stands(&mut self, beside: Beside, thing: Thing, frame: &Frame) {
        let measure = beside.measure();
        if !frame.holds(measure, thing.at) || !frame.is_mature(measure, thing.at) {
            return;
        }
        let department = thing.department;
        *self.beside.entry((beside, department)).or_default() += 1;
    }
}

#[cfg(test)]
mod tests;
