//! Facts of a thread as of a moment, each with the entries it stands on or the reason why it is unknown.
//!
//! Layout: [`vocabulary`] names them all; [`value`] is what one is worth; `claim` is a claim as it
//! stood, `money` the facts about it, `customer` those about who it is asked of, `contact` those about
//! contacts and promotions, `asked` those that who asks says. [`Facts::of`] is the one way to them.

mod asked;
pub mod claim;
pub mod contact;
mod customer;
mod money;
pub mod sources;
pub mod value;
pub mod vocabulary;

use filo_model::calendar::{Calendar, DAY_MILLIS};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::event::{Event, Reference, day_in};
use crate::question::Question;
use sources::{Given, Sources};
use value::{Fact, Unknown, Value};
use vocabulary::{FactName, FactSet, NEVER, Origin};

/// Whether a value is of a fact's type.
#[must_use]
pub fn fits(fact: FactName, value: &Value) -> bool {
    crate::card::fits(fact.unit(), value)
}

/// What holds for every question of a company.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The company's zone.
    pub zone: TimeZone,
    /// The company's calendar.
    pub calendar: Calendar,
    /// The purposes of consents that are about promotions.
    pub promotional: Vec<Reference>,
    /// The purposes under which a source keeps what the register of oppositions said.
    pub register: Vec<Reference>,
    /// What the configured sources can give, and how fresh it is.
    pub sources: Sources,
}

impl Setting {
    /// The calendar day of a moment in the company's zone.
    #[must_use]
    pub fn day(&self, at: i64) -> Date {
        day_in(at, &self.zone)
    }
}

/// The thread that a question is asked of, as it is known.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The customer's events, in the order of the thread; what is not to be known is not among them.
    pub events: &'a [&'a Event],
    /// Whether the person restricted the use of their data.
    pub restricted: bool,
}

/// The facts that were wanted.
#[derive(Debug, Clone, Default)]
pub struct Facts(Vec<(FactName, Fact)>);

impl Facts {
    /// The facts wanted, as of the question's moment. What was heard in words and not confirmed makes a
    /// fact suspected where it would be worth something else with it.
    #[must_use]
    pub fn of(wanted: FactSet, question: &Question, known: Known<'_>, setting: &Setting) -> Self {
        let act = question.as_event();
        let compute = |known| {
            let asking = Asking { question, act: &act, known, setting, wanted };
            let mut facts = Self::default();
            money::facts(&asking, &mut facts);
            customer::facts(&asking, &mut facts);
            contact::facts(&asking, &mut facts);
            asked::facts(&asking, &mut facts);
            facts.0.sort_unstable_by_key(|(name, _)| *name);
            facts
        };
        if !known.events.iter().any(|event| event.is_suspected()) {
            return compute(known);
        }
        let sure: Vec<&Event> =
            known.events.iter().copied().filter(|event| !event.is_suspected()).collect();
        let mut facts = compute(Known { events: &sure, ..known });
        for ((_, fact), (_, with_all)) in facts.0.iter_mut().zip(compute(known).0) {
            if let Fact::Known(value, mut evidence) = with_all
                && fact.value() != Some(&value)
            {
                evidence.retain(|one| one.heard);
                *fact = Fact::Suspected(Box::new(fact.clone()), value, evidence);
            }
        }
        facts
    }

    /// Facts as they are given, for tests of rule cards.
    #[must_use]
    pub fn given(facts: impl IntoIterator<Item = (FactName, Fact)>) -> Self {
        let mut facts: Vec<_> = facts.into_iter().collect();
        facts.sort_by_key(|(name, _)| *name);
        Self(facts)
    }

    /// A fact, where it was wanted.
    #[must_use]
    pub fn get(&self, name: FactName) -> Option<&Fact> {
        let place = self.0.binary_search_by_key(&name, |(name, _)| *name).ok()?;
        self.0.get(place).map(|(_, fact)| fact)
    }

    /// Whether a fact is missing where it would have been needed: it could have been known, or is among
    /// those that have to be. What depends on it is not decided.
    #[must_use]
    pub fn is_missing(&self, name: FactName, compulsory: FactSet) -> bool {
        match self.get(name).map(Fact::sure) {
            Some(Fact::Unknown(why)) => why.holds() || compulsory.has(name),
            Some(_) => false,
            None => compulsory.has(name),
        }
    }

    /// Whether something was heard in words that would make a fact worth something else.
    #[must_use]
    pub fn has_suspicions(&self) -> bool {
        self.0.iter().any(|(_, fact)| matches!(fact, Fact::Suspected(..)))
    }

    /// The facts if everything that was heard in words is true.
    #[must_use]
    pub fn if_true(&self) -> Self {
        let of = |fact: &Fact| match fact {
            Fact::Suspected(_, value, evidence) => Fact::Known(value.clone(), evidence.clone()),
            fact => fact.clone(),
        };
        Self(self.0.iter().map(|(name, fact)| (*name, of(fact))).collect())
    }

    /// Every fact that was wanted, in the order of the vocabulary.
    pub fn iter(&self) -> impl Iterator<Item = (FactName, &Fact)> {
        self.0.iter().map(|(name, fact)| (*name, fact))
    }

    /// The facts without one, as if nobody had asked for it.
    #[must_use]
    pub fn without(&self, name: FactName) -> Self {
        Self(self.0.iter().filter(|(one, _)| *one != name).cloned().collect())
    }

    /// The facts with one of them replaced.
    #[must_use]
    pub fn with(&self, name: FactName, fact: Fact) -> Self {
        let mut facts = self.without(name);
        let place = facts.0.partition_point(|(one, _)| *one < name);
        facts.0.insert(place, (name, fact));
        facts
    }
}

/// One question with the thread it is asked of.
struct Asking<'a> {
    question: &'a Question,
    /// What is asked, as if it had happened.
    act: &'a Event,
    known: Known<'a>,
    setting: &'a Setting,
    wanted: FactSet,
}

impl<'a> Asking<'a> {
    /// Adds a fact where it is wanted: what who asks states, else unknown where no source can say or
    /// what can is stale, else what the thread says.
    fn add(&self, facts: &mut Facts, name: FactName, from: impl FnOnce() -> Fact) {
        if !self.wanted.has(name) {
            return;
        }
        // Nobody states away what the thread knows.
        let may_state = matches!(name.origin(), Origin::Asked | Origin::Either);
        let stated = self.question.stated(name).filter(|_| may_state);
        let fact = match (stated, self.setting.sources.given(name)) {
            (Some(value), _) => Fact::known(value.clone(), &[]),
            (_, Given::Yes) => from(),
            (_, Given::No) if name.origin() == Origin::Asked => from(),
            (_, given) => {
                // What the customer wrote needs no source that keeps it as a fact, and does not age with one.
                let has_heard = self.known.events.iter().any(|event| event.heard.is_some());
                let heard =
                    has_heard.then(from).filter(|fact| fact.evidence().iter().any(|one| one.heard));
                let why = if given == Given::No { Unknown::NoSource } else { Unknown::Stale };
                heard.unwrap_or(Fact::Unknown(why))
            }
        };
        facts.0.push((name, fact));
    }

    /// The day of the act in the company's zone.
    fn day(&self) -> Date {
        self.setting.day(self.act.at.millis)
    }

    /// The events that surely came before the act.
    fn before(&self) -> impl DoubleEndedIterator<Item = &'a Event> + Clone {
        let (act, zone) = (self.act, &self.setting.zone);
        self.known.events.iter().copied().filter(move |event| event.before(act, zone))
    }

    /// Whether an event happened at most so many days before the act's day.
    fn is_within(&self, event: &Event, days: i64) -> bool {
        // What is far away needs no calendar.
        let apart = self.act.at.millis.saturating_sub(event.at.millis);
        apart <= (days + 2) * DAY_MILLIS && self.days_since(Some(event)) <= days
    }

    /// Days from an event's day to the act's; [`NEVER`] where there is none.
    fn days_since(&self, event: Option<&Event>) -> i64 {
        event.map_or(NEVER, |event| {
            i64::from((self.day() - self.setting.day(event.at.millis)).get_days())
        })
    }

    /// Business days from an event's day to the act's; [`NEVER`] where there is none.
    fn business_days_since(&self, event: Option<&Event>) -> i64 {
        event.map_or(NEVER, |event| {
            let from = self.setting.day(event.at.millis);
            i64::from(self.setting.calendar.business_days_between(from, self.day()))
        })
    }

    /// A count of events, with them as evidence.
    fn count(events: &[&Event]) -> Fact {
        Fact::known(Value::Number(i64::try_from(events.len()).unwrap_or(i64::MAX)), events)
    }

    /// A flag that is true where there is an event, with it as evidence.
    fn flag(event: Option<&Event>) -> Fact {
        Fact::known(Value::Flag(event.is_some()), event.as_slice())
    }
}
