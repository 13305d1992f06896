//! Cards run over the past: what would have been held or refused, as it was known at each moment.
//!
//! [`Replay`] is a summary that merges: [`Replay::fold`] a customer, [`Replay::merge`] two summaries,
//! [`Replay::finish`] puts it in order. An act is an entry that the guard could have been asked about.
//! Looked at is what the company surely knew before it (`known_at`), and nothing learnt later; the share
//! that rests on times taken from a source's configured lag is counted apart. What an act led to is
//! looked up afterwards in the whole thread: a complaint or dispute within thirty days, the end of a
//! contract within ninety, a payment of the same claim within thirty.

use std::collections::BTreeMap;

use filo_model::digest::Digest;
use filo_model::facts::State;
use jiff::civil::Date;

use crate::action::Action;
use crate::card::Answer;
use crate::event::{Event, Reference, What, day_in};
use crate::fact::value::Evidence;
use crate::fact::{Facts, Known, Setting};
use crate::guard::{Because, Guard, Judgement};
use crate::question::Question;

/// Within how many days a complaint or a payment counts as what an act led to.
const SOON: i32 = 30;
/// Within how many days the end of a contract does.
const EXIT: i32 = 90;
/// How many examples of each card are kept.
const EXAMPLES: usize = 5;

/// What is replayed.
#[derive(Debug, Clone, Copy)]
pub struct Period {
    /// The first moment, in UTC epoch milliseconds.
    pub from: i64,
    /// The last.
    pub to: i64,
    /// Whether every act that would have met more than an allow is listed, and not only counted.
    pub list: bool,
}

/// How often something was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// How many acts.
    pub acts: u64,
    /// Of these, those whose verdict rests on times that are inferred.
    pub inferred: u64,
    /// Of these, those that a complaint or dispute followed.
    pub complaints: u64,
    /// Those that the end of a contract followed.
    pub exits: u64,
    /// Those that a payment of the claim followed.
    pub payments: u64,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.acts += other.acts;
        self.inferred += other.inferred;
        self.complaints += other.complaints;
        self.exits += other.exits;
        self.payments += other.payments;
    }
}

/// What a tally is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// The card that spoke, by its place; nothing for all acts of an answer together.
    pub card: Option<usize>,
    /// Whether the card is in shadow.
    pub shadow: bool,
    /// Whether its condition was not decided.
    pub undecided: bool,
    /// What it said, or the whole verdict.
    pub answer: Answer,
    /// The action.
    pub action: Action,
    /// The department that acted.
    pub department: i64,
    /// The month, as its first day.
    pub month: Date,
}

/// One act that would have been held or refused.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Example {
    /// When it happened, in UTC epoch milliseconds.
    pub at: i64,
    /// The entry.
    pub act: Digest,
    /// Its sequence number in this store.
    pub seq: i64,
    /// The number of the customer's naming record.
    pub customer: i64,
    /// The entries that the card's facts stand on.
    pub evidence: Vec<Evidence>,
}

/// One act with all that would have been said to it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed {
    /// When it happened, in UTC epoch milliseconds.
    pub at: i64,
    /// The entry.
    pub act: Digest,
    /// Its sequence number in this store.
    pub seq: i64,
    /// The number of the customer's naming record.
    pub customer: i64,
    /// The department that acted.
    pub department: i64,
    /// The action.
    pub action: Action,
    /// The whole verdict.
    pub answer: Answer,
    /// The cards that gave it, by their places, and whether each was only not decided.
    pub cards: Vec<(usize, bool)>,
}

/// What a set of cards would have said over a period.
#[derive(Debug, Clone, Default)]
pub struct Replay {
    /// How often what was said.
    pub tallies: BTreeMap<Cell, Tally>,
    /// The first examples of each card that held or refused.
    pub examples: BTreeMap<usize, Vec<Example>>,
    /// Every act that would have met more than an allow, where asked for.
    pub listed: Vec<Listed>,
    /// How many entries were asked about.
    pub acts: u64,
    /// How many customers had one.
    pub customers: u64,
}

impl Replay {
    /// Adds one customer: `events` are that customer's, in the order of the thread, each call once.
    pub fn fold(
        &mut self,
        events: &[Event],
        restricted: bool,
        guard: &Guard,
        setting: &Setting,
        period: Period,
    ) {
        let mut known: Vec<&Event> = Vec::with_capacity(events.len());
        let before = self.acts;
        for act in
            events.iter().filter(|act| period.from <= act.at.millis && act.at.millis <= period.to)
        {
            // What somebody may have said in words is known before an act, and is none itself.
            if act.heard.is_some() {
                continue;
            }
            let Some(question) = Question::of(act) else { continue };
            known.clear();
            known.extend(events.iter().filter(|event| event.known_before(act, &setting.zone)));
            let known = Known { events: &known, restricted };
            let facts = Facts::of(guard.wanted(question.action), &question, known, setting);
            let on = setting.day(act.at.millis);
            let judgement = guard.judge(question.action, &facts, on);
            self.acts += 1;
            if period.list && judgement.answer > Answer::Allow {
                let deciding = judgement.spoken.iter().filter(|one| one.answer == judgement.answer);
                self.listed.push(Listed {
                    at: act.at.millis,
                    act: act.id,
                    seq: act.seq,
                    customer: act.customer,
                    department: act.department,
                    action: question.action,
                    answer: judgement.answer,
                    cards: deciding.map(|one| (one.card, one.because != Because::Holds)).collect(),
                });
            }
            self.note(act, &question, (&judgement, &facts), (guard, setting), events);
        }
        self.customers += u64::from(self.acts > before);
    }

    fn note(
        &mut self,
        act: &Event,
        question: &Question,
        (judgement, facts): (&Judgement, &Facts),
        (guard, setting): (&Guard, &Setting),
        events: &[Event],
    ) {
        let day = setting.day(act.at.millis);
        let mut tally = aftermath(act, question.claim, events, setting);
        tally.acts = 1;
        let cell = Cell {
            card: None,
            shadow: false,
            undecided: false,
            answer: judgement.answer,
            action: question.action,
            department: act.department,
            month: day.first_of_month(),
        };
        let spoken = judgement.spoken.iter().map(|one| (one, false));
        let shadow = judgement.shadow.iter().map(|one| (one, true));
        let mut whole = tally;
        for (spoken, shadow) in spoken.chain(shadow) {
            let Some(card) = guard.cards().get(spoken.card) else { continue };
            let mut evidence: Vec<Evidence> = card
                .facts()
                .iter()
                .filter_map(|fact| facts.get(fact))
                .flat_map(|fact| fact.evidence().iter().copied())
                .collect();
            evidence.sort_unstable();
            evidence.dedup();
            tally.inferred = u64::from(evidence.iter().any(|one| one.inferred));
            if !shadow && spoken.answer == judgement.answer {
                whole.inferred = whole.inferred.max(tally.inferred);
            }
            let undecided = spoken.because != Because::Holds;
            let of_card =
                Cell { card: Some(spoken.card), shadow, undecided, answer: spoken.answer, ..cell };
            self.tallies.entry(of_card).or_default().add(tally);
            if spoken.answer >= Answer::Hold && !undecided {
                let example = Example {
                    at: act.at.millis,
                    act: act.id,
                    seq: act.seq,
                    customer: act.customer,
                    evidence,
                };
                keep(self.examples.entry(spoken.card).or_default(), example);
            }
        }
        self.tallies.entry(cell).or_default().add(whole);
    }

    /// Adds what was replayed over other customers.
    pub fn merge(&mut self, other: Self) {
        for (cell, tally) in other.tallies {
            self.tallies.entry(cell).or_default().add(tally);
        }
        for (card, examples) in other.examples {
            let mine = self.examples.entry(card).or_default();
            examples.into_iter().for_each(|example| keep(mine, example));
        }
        self.listed.extend(other.listed);
        self.acts += other.acts;
        self.customers += other.customers;
    }

    /// Puts the list into the order of time.
    pub fn finish(&mut self) {
        self.listed.sort_unstable();
    }

    /// The sum of the tallies that a choice of cells picks.
    #[must_use]
    pub fn sum(&self, choose: impl Fn(&Cell) -> bool) -> Tally {
        let chosen = self.tallies.iter().filter(|(cell, _)| choose(cell));
        chosen.fold(Tally::default(), |mut sum, (_, tally)| {
            sum.add(*tally);
            sum
        })
    }
}

/// Keeps the first examples by time, whatever order they come in.
fn keep(examples: &mut Vec<Example>, example: Example) {
    let place = examples.partition_point(|one| *one < example);
    examples.insert(place, example);
    examples.truncate(EXAMPLES);
}

/// What followed an act in the whole thread.
fn aftermath(act: &Event, claim: Reference, events: &[Event], setting: &Setting) -> Tally {
    let zone = &setting.zone;
    let day = day_in(act.at.millis, zone);
    let mut tally = Tally::default();
    for event in events.iter().filter(|event| act.before(event, zone)) {
        let days = (day_in(event.at.millis, zone) - day).get_days();
        match event.what {
            What::Complaint { state: State::Opened, .. }
            | What::Dispute { state: State::Opened, .. }
                if days <= SOON =>
            {
                tally.complaints = 1;
            }
            What::Contract { state: State::Ended, .. } if days <= EXIT => tally.exits = 1,
            What::Payment { claim: of, .. } if claim != 0 && of == claim && days <= SOON => {
                tally.payments = 1;
            }
            _ => {}
        }
    }
    tally
}
