//! A customer's story: what truly happened, which of it is planted, and what becomes of each part.
//!
//! A story is planned in three steps: the scenario that this customer carries, if any; the ordinary
//! life around it; the fates of all events. It needs nothing but the seed and the customer's index.

mod asked;
mod billing;
mod cases;
mod company;
mod contracts;
mod course;
mod dynamics;
mod exchange;
mod handoffs;
mod journeys;
mod life;
mod procedures;
mod promises;
mod promotions;
mod rain;
mod records;
mod scenarios;
mod service;
mod talk;
mod telephone;
mod told;
mod unanswered;

use course::Billing;
use scenarios::Scenario;

use super::chance::{Chance, Purpose};
use super::dates::{Day, FIRST_DAY, LAST_DAY, Stamp, WINDOW_START};
use super::event::Event;
use super::noise;
use super::people::Person;
use super::texts::Texts;

#[cfg(test)]
pub(crate) use company::IMPROVED_ON;
pub(crate) use company::{IMPROVEMENTS, company};
pub(crate) use exchange::SENDER;
#[cfg(test)]
pub(crate) use journeys::finding_of;
pub(crate) use journeys::{BY_LIFE, IN_WORDS};
#[cfg(test)]
pub(crate) use procedures::is_act;
pub(crate) use procedures::{Breach, LAPSES};
#[cfg(test)]
pub(crate) use scenarios::SCENARIOS;
pub(crate) use scenarios::Slots;
pub(crate) use talk::Talk;
pub(crate) use telephone::SALES_LINE;

/// Something planted, or an ordinary act that noise may make look like it.
#[derive(Debug, Clone)]
pub(crate) struct Planted {
    /// The kind of harm that it is, or that it must not be taken for.
    pub(crate) kind: &'static str,
    /// True for a harm, false for a decoy.
    pub(crate) is_harm: bool,
    /// Which form of it.
    pub(crate) variant: &'static str,
    /// The claim, where it is about one.
    pub(crate) claim: Option<String>,
    /// The department that acted, or should have.
    pub(crate) department: &'static str,
    /// The event of the act.
    pub(crate) act: usize,
    /// The events needed to see the harm, or to see that there is none.
    pub(crate) evidence: Vec<usize>,
    /// The part of the program that will judge it, where none does yet.
    pub(crate) part: Option<&'static str>,
    /// Whether the exports do not show it, whatever becomes of their rows.
    pub(crate) is_hidden: bool,
}

/// The variant of ordinary acts, which truth.json names only where noise hides their innocence.
pub(crate) const ORDINARY: &str = "ordinary";

/// The story of one customer.
#[derive(Debug)]
pub(crate) struct Story<'a> {
    /// Who it is about.
    pub(crate) person: Person,
    /// What happened; not in order of time.
    pub(crate) events: Vec<Event>,
    /// What is planted.
    pub(crate) planted: Vec<Planted>,
    /// The acts that break a written procedure, but for those that are planted as harms of today.
    pub(crate) breaches: Vec<Breach>,
    /// The conversations that were had.
    pub(crate) talks: Vec<Talk>,
    /// The day on which the customer leaves, where they do.
    pub(crate) ends: Option<Day>,
    seed: u64,
    /// The words of the company.
    pub(crate) texts: &'a Texts,
    contact: Option<String>,
    contract: String,
    contract_row: usize,
    product: &'static str,
    months: i32,
    billing: Billing,
    /// Whether a scenario has settled how the contract goes on.
    is_settled: bool,
    /// Whether a scenario has called with offers, so that ordinary life does not.
    has_campaigns: bool,
    reserved: Vec<(Day, Day)>,
    keys: u32,
    claims: u32,
    files: u32,
}

impl<'a> Story<'a> {
    /// Plans the story of the customer with this index.
    pub(crate) fn plan(
        seed: u64,
        index: u32,
        customers: u32,
        slots: &mut Slots,
        texts: &'a Texts,
    ) -> Self {
        let mut chance = Chance::new(seed, Purpose::Story, index);
        let mut story = Self {
            person: Person::new(seed, index, customers),
            events: Vec::with_capacity(32),
            planted: Vec::new(),
            breaches: Vec::new(),
            talks: Vec::new(),
            ends: None,
            seed,
            texts,
            contact: None,
            contract: String::new(),
            contract_row: 0,
            product: "",
            months: 2,
            billing: Billing::Regular,
            is_settled: false,
            has_campaigns: false,
            reserved: Vec::new(),
            keys: 0,
            claims: 0,
            files: 0,
        };
        story.begin(&mut chance);
        if let Some(scenario) = slots.scenario(seed, index) {
            (scenario.plan)(&mut story, &mut chance, scenario);
        }
        story.leave(&mut chance);
        story.live(&mut chance);
        let planted = story.planted.iter().filter(|planted| planted.variant != ORDINARY);
        let uncorrected: Vec<usize> =
            planted.flat_map(|planted| planted.evidence.iter().copied()).collect();
        noise::draw(seed, &story.person, &mut story.events, &uncorrected);
        story.judge_journeys();
        story
    }

    fn push(&mut self, event: Event) -> usize {
        self.events.push(event);
        self.events.len() - 1
    }

    /// The next row key with this beginning: no other row of any customer has it.
    fn key(&mut self, beginning: &str) -> String {
        self.keys += 1;
        format!("{beginning}{:07}{:03}", self.person.index + 1, self.keys)
    }

    /// Keeps ordinary contacts out of these days.
    fn reserve(&mut self, from: Day, to: Day) {
        self.reserved.push((from, to));
    }

    fn is_free(&self, from: Day, to: Day) -> bool {
        self.reserved.iter().all(|&(first, last)| to < first || from > last)
    }

    /// Registers an ordinary act, innocent by all of `evidence`.
    fn ordinary(&mut self, kind: &'static str, department: &'static str, evidence: &[usize]) {
        let Some(&act) = evidence.first() else { return };
        self.planted.push(Planted {
            kind,
            is_harm: false,
            variant: ORDINARY,
            claim: self.events[act].get("claim").map(str::to_owned),
            department,
            act,
            evidence: evidence.to_vec(),
            part: None,
            is_hidden: false,
        });
    }

    /// Plants what a scenario says; the act is the first of the evidence.
    fn plant(
        &mut self,
        scenario: &Scenario,
        variant: &'static str,
        claim: Option<&str>,
        department: &'static str,
        evidence: Vec<usize>,
    ) {
        self.planted.push(Planted {
            kind: scenario.kind,
            is_harm: scenario.is_harm,
            variant,
            claim: claim.map(str::to_owned),
            department,
            act: evidence[0],
            evidence,
            part: scenario.part,
            is_hidden: false,
        });
    }
}

/// A moment within working hours of a working day from `from` to about `to`.
fn working_moment(chance: &mut Chance, from: Day, to: Day) -> Stamp {
    let day = Day(chance.between(from.0, to.0.max(from.0))).working();
    day.at(chance.between(9, 17), chance.between(0, 58)).plus(i64::from(chance.between(0, 59)))
}

/// The working day of an act that is planted: in the report's window, early enough to be judged.
fn act_day(chance: &mut Chance) -> Day {
    Day(chance.between(WINDOW_START.0 + 4, LAST_DAY.0 - 7)).working()
}

/// A moment of ordinary life, early enough for what follows from it.
fn ordinary_moment(chance: &mut Chance) -> Stamp {
    working_moment(chance, FIRST_DAY, LAST_DAY.plus(-14))
}
