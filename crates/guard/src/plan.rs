//! A planned procedure, price or campaign, tried on the threads: whom it would hit, and what it breaks.
//!
//! [`TriedPlan`] is a summary that merges, as in [`crate::replay`].

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::action::Action;
use crate::card::condition::Condition;
use crate::card::{Answer, CardError, parse_plan};
use crate::event::{Event, Reference};
use crate::fact::claim::open_numbers;
use crate::fact::value::Value;
use crate::fact::vocabulary::{FactName, FactSet};
use crate::fact::{Facts, Known, Setting};
use crate::guard::Guard;
use crate::question::Question;

/// A plan: an action, on whom, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What it is called.
    pub name: String,
    /// The action that is planned.
    pub action: Action,
    /// The day on which it is planned; the end of what is known where nobody says.
    pub on: Option<Date>,
    /// Whom it is for; everybody where nothing is said.
    pub who: Option<Condition>,
    /// The product that is offered or changed.
    pub product: Reference,
    /// What is stated of every customer: `notice_of_change`, `periods_billed`, ...
    pub stated: Vec<(FactName, Value)>,
}

/// Facts that say what a plan breaks, whoever's card it is.
const TOLD: &[FactName] = &[
    FactName::PromisesOpen,
    FactName::OpenCases,
    FactName::ComplaintOpen,
    FactName::Vulnerable,
    FactName::WantsNotInOneSum,
    FactName::WantsOnlyMail,
    FactName::WantsOnlyWriting,
    FactName::WantsNoCalls,
    FactName::OptedOut,
];

/// What a plan would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TriedPlan {
    /// How many customers there are.
    pub customers: u64,
    /// How many of them it is for.
    pub concerned: u64,
    /// Of whom nobody knows whether it is for them.
    pub undecided: u64,
    /// The customers it is for, by what the guard says.
    pub answers: BTreeMap<Answer, u64>,
    /// The customers it is for, by the place of the card that speaks, with what it says.
    pub cards: BTreeMap<(usize, Answer), u64>,
    /// The customers it is for of whom a fact is true, or a count above zero.
    pub told: BTreeMap<FactName, u64>,
}

impl Plan {
    /// Reads a plan.
    ///
    /// # Errors
    /// Where the text is no TOML of this form, or names what does not exist.
    pub fn parse(text: &str) -> Result<Self, CardError> {
        parse_plan(text)
    }
}

impl TriedPlan {
    /// Adds one customer, whose events are in the order of the thread; `at` is the moment of the plan.
    pub fn fold(
        &mut self,
        events: &[Event],
        plan: &Plan,
        at: filo_model::moment::Moment,
        (guard, setting): (&Guard, &Setting),
    ) {
        self.customers += 1;
        let mut question = Question::new(plan.action, at);
        question.has_time = false;
        question.product = plan.product;
        question.stated.clone_from(&plan.stated);
        let known: Vec<&Event> =
            events.iter().filter(|event| event.known_at <= at.millis).collect();
        let known = Known { events: &known, restricted: false };
        let who = plan.who.as_ref();
        let asked: FactSet = TOLD.iter().copied().collect();
        let wanted = guard.wanted(plan.action).and(asked);
        let wanted = who.map_or(wanted, |who| wanted.and(who.facts()));
        let mut claims = vec![0];
        if plan.action.is_about_claims() {
            claims = open_numbers(known.events, &question.as_event(), &setting.zone);
        }
        let mut answer = None;
        let mut cards: Vec<(usize, Answer)> = Vec::new();
        let mut told: Vec<FactName> = Vec::new();
        let mut doubt = false;
        for claim in claims {
            question.claim = claim;
            let facts = Facts::of(wanted, &question, known, setting);
            match who.map_or(Some(true), |who| who.holds(&facts, FactSet::NONE)) {
                Some(true) => {}
                Some(false) => continue,
                None => {
                    doubt = true;
                    continue;
                }
            }
            let judgement = guard.judge(plan.action, &facts, setting.day(at.millis));
            answer = answer.max(Some(judgement.answer));
            cards.extend(judgement.spoken.iter().map(|one| (one.card, one.answer)));
            told.extend(TOLD.iter().copied().filter(|name| is_so(&facts, *name)));
        }
        let Some(answer) = answer else {
            self.undecided += u64::from(doubt);
            return;
        };
        self.concerned += 1;
        *self.answers.entry(answer).or_default() += 1;
        cards.sort_unstable();
        cards.dedup();
        cards.into_iter().for_each(|card| *self.cards.entry(card).or_default() += 1);
        told.sort_unstable();
        told.dedup();
        told.into_iter().for_each(|name| *self.told.entry(name).or_default() += 1);
    }

    /// Adds what was tried on other customers.
    pub fn merge(&mut self, other: Self) {
        self.customers += other.customers;
        self.concerned += other.concerned;
        self.undecided += other.undecided;
        other.answers.into_iter().for_each(|(key, n)| *self.answers.entry(key).or_default() += n);
        other.cards.into_iter().for_each(|(key, n)| *self.cards.entry(key).or_default() += n);
        other.told.into_iter().for_each(|(key, n)| *self.told.entry(key).or_default() += n);
    }
}

fn is_so(facts: &Facts, name: FactName) -> bool {
    match facts.get(name).and_then(|fact| fact.value()) {
        Some(Value::Flag(flag)) => *flag,
        Some(Value::Number(number)) => *number > 0,
        _ => false,
    }
}
