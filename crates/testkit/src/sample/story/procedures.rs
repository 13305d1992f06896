//! The written procedures of an ordinary company: which act breaks one, what the company then leaves
//! undone, and what it does all the same.
//!
//! Read from the templates, as sentences; docs/SAMPLE.md has the table. Judged is what truly happened,
//! before anything is lost, and only what somebody in the company could have known before the act.

mod asking;
mod selling;

use std::collections::BTreeSet;

use super::{ORDINARY, Planted, Story};
use crate::sample::chance::Chance;
use crate::sample::dates::{Day, Stamp};
use crate::sample::event::{Event, Value};
use crate::sample::source::Source;

/// Of 100 acts that a procedure stands against, so many are done all the same.
pub(crate) const LAPSES: u32 = 15;

/// An act that breaks a written procedure.
#[derive(Debug, Clone)]
pub(crate) struct Breach {
    /// The template's id.
    pub(crate) template: &'static str,
    /// The event of the act.
    pub(crate) act: usize,
    /// The events that show it, the act first.
    pub(crate) evidence: Vec<usize>,
}

/// What came before an act and was done.
#[derive(Clone, Copy)]
struct Past<'s> {
    events: &'s [Event],
    gone: &'s BTreeSet<usize>,
    act: usize,
}

impl<'s> Past<'s> {
    fn act(self) -> &'s Event {
        &self.events[self.act]
    }

    /// The events before the act, each with its place.
    fn before(self) -> impl Iterator<Item = (usize, &'s Event)> {
        let at = self.act().at;
        let events = self.events.iter().enumerate();
        events.filter(move |(place, event)| event.at < at && !self.gone.contains(place))
    }

    /// The events of a source before the act.
    fn of(self, source: Source) -> impl Iterator<Item = (usize, &'s Event)> {
        self.before().filter(move |(_, event)| event.source == source)
    }

    /// The last event of each thing that has a number, with the first.
    fn last_words(self, source: Source, field: &str) -> Vec<(usize, usize)> {
        let mut all: Vec<(usize, usize)> = Vec::new();
        let mut steps: Vec<(usize, &Event)> = self.of(source).collect();
        steps.sort_by_key(|(_, event)| event.at);
        for (place, event) in steps {
            match all.iter_mut().find(|one| self.events[one.0].get(field) == event.get(field)) {
                Some(one) => one.1 = place,
                None => all.push((place, place)),
            }
        }
        all
    }

    /// The first entries of the complaints that are open.
    fn open_complaints(self) -> Vec<usize> {
        let all = self.last_words(Source::Complaints, "complaint");
        let is_open = |place: usize| self.events[place].get("state") == Some("opened");
        all.into_iter().filter(|one| is_open(one.1)).map(|one| one.0).collect()
    }

    /// What is still open of a claim, or of one instalment of it, on the day before the act.
    fn open_amount(self, claim: Option<&str>, instalment: Option<&str>) -> i64 {
        let day = self.act().at.day();
        let is_about = |event: &&Event| {
            event.get("claim") == claim
                && (instalment.is_none() || event.get("instalment") == instalment)
        };
        // The same invoice may stand in two files.
        let mut seen = BTreeSet::new();
        let mut open = 0;
        for event in self.events.iter().filter(is_about) {
            let is_before = event.at.day() < day;
            match event.source {
                Source::Invoices if seen.insert(event.get("instalment")) => open += cents(event),
                Source::Bank | Source::Portal if is_before => open -= cents(event),
                _ => {}
            }
        }
        let credits = self.events.iter().filter(|event| event.source == Source::Credits);
        let credits = credits.filter(|event| event.get("claim") == claim && event.at.day() < day);
        open - credits.map(cents).sum::<i64>()
    }

    fn breach(self, template: &'static str, shown: impl IntoIterator<Item = usize>) -> Breach {
        let mut evidence = vec![self.act];
        evidence.extend(shown);
        Breach { template, act: self.act, evidence }
    }
}

fn cents(event: &Event) -> i64 {
    match event.value("amount") {
        Some(Value::Cents(cents)) => *cents,
        _ => 0,
    }
}

fn day_of(event: &Event, field: &str) -> Option<Day> {
    match event.value(field) {
        Some(Value::Day(day)) => Some(*day),
        _ => None,
    }
}

/// Who contacts the customer of the company's own accord, where an event is that.
fn unasked(event: &Event) -> Option<Source> {
    let is_contact = match event.source {
        source if source.is_campaign() => true,
        Source::Reminders | Source::PecSent => true,
        Source::Suspensions => event.get("state") == Some("ANNUNCIATA"),
        Source::Calls | Source::SalesCalls => event.get("direction") == Some("U"),
        Source::Replies => event.get("case").is_none() && event.get("automatic").is_none(),
        _ => false,
    };
    // Letters and certified mail come from administration, mails and calls from customer service.
    let origin = match event.source {
        Source::PecSent | Source::Suspensions => Source::Reminders,
        Source::Replies => Source::Calls,
        source => source,
    };
    is_contact.then_some(origin)
}

impl Story<'_> {
    /// In the order of time: what a procedure stands against is left undone, but for the lapses, and
    /// for what a scenario or a conversation needs.
    pub(super) fn follow_procedures(&mut self, chance: &mut Chance) {
        let needed = self.needed();
        let mut acts: Vec<(Stamp, usize)> = self
            .events
            .iter()
            .enumerate()
            .filter(|(_, event)| is_act(event))
            .map(|(place, event)| (event.at, place))
            .collect();
        acts.sort_unstable();
        // What is planted as an undue act is told as that. A rain is about all its contacts.
        let is_undue =
            |one: &Planted| one.is_harm && one.part.is_none() && one.kind != "contact_rain";
        let undue = |act: usize| self.planted.iter().any(|one| is_undue(one) && one.act == act);
        let acts: Vec<usize> = acts.iter().map(|one| one.1).filter(|act| !undue(*act)).collect();
        let (mut gone, mut breaches) = (BTreeSet::new(), Vec::new());
        for act in acts {
            let broken = self.broken(act, &gone);
            if broken.is_empty() {
                continue;
            }
            if needed.contains(&act) || chance.percent(LAPSES) {
                breaches.extend(broken);
            } else {
                gone.insert(act);
            }
        }
        self.breaches = breaches;
        self.forget(&gone);
    }

    /// The procedures that an act breaks.
    pub(crate) fn broken(&self, act: usize, gone: &BTreeSet<usize>) -> Vec<Breach> {
        let past = Past { events: &self.events, gone, act };
        match past.act().source {
            Source::Reminders | Source::Collections => asking::broken(past, self.ends),
            Source::Suspensions => asking::broken_by_suspension(past),
            _ => selling::broken(past),
        }
    }

    /// Acts that are part of what is planted, or of which a conversation speaks.
    fn needed(&self) -> BTreeSet<usize> {
        let planted = self.planted.iter().filter(|one| one.variant != ORDINARY);
        let mut needed: BTreeSet<usize> =
            planted.flat_map(|one| one.evidence.iter().copied()).collect();
        let speaking = self
            .talks
            .iter()
            .filter(|talk| self.texts.conversations()[talk.conversation].needs.asked)
            .filter_map(|talk| talk.turns.first())
            .map(|&(_, event)| self.events[event].at)
            .max();
        if let Some(at) = speaking {
            let acts = self.events.iter().enumerate();
            let acts = acts.filter(|(_, event)| {
                matches!(event.source, Source::Reminders | Source::Collections) && event.at < at
            });
            needed.extend(acts.map(|(place, _)| place));
        }
        needed
    }

    /// Takes events out of the story, with the ordinary acts that they were.
    fn forget(&mut self, gone: &BTreeSet<usize>) {
        if gone.is_empty() {
            return;
        }
        self.planted.retain(|one| one.evidence.iter().all(|place| !gone.contains(place)));
        self.breaches.iter_mut().for_each(|one| one.evidence.retain(|place| !gone.contains(place)));
        let now = |place: usize| place - gone.range(..place).count();
        for one in &mut self.planted {
            one.act = now(one.act);
            one.evidence.iter_mut().for_each(|place| *place = now(*place));
        }
        for one in &mut self.breaches {
            one.act = now(one.act);
            one.evidence.iter_mut().for_each(|place| *place = now(*place));
        }
        for (_, event) in self.talks.iter_mut().flat_map(|talk| &mut talk.turns) {
            *event = now(*event);
        }
        self.contract_row = now(self.contract_row);
        let mut place = 0;
        self.events.retain(|_| {
            place += 1;
            !gone.contains(&(place - 1))
        });
    }
}

/// Whether somebody could have looked at the procedures before doing this.
pub(crate) fn is_act(event: &Event) -> bool {
    match event.source {
        Source::Reminders | Source::Collections => true,
        Source::Suspensions => matches!(event.get("state"), Some("ANNUNCIATA" | "ESEGUITA")),
        source => source.is_campaign(),
    }
}
