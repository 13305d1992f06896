//! What one matter of a customer shows across its conversations and departments, and what happened besides:
//! handoffs, promises, attempts, self-service.
//!
//! The rules are those of the label guide for a whole case, fuller: deadlines, days, departments, counts. What a
//! conversation shows of its own stands ([`crate::dynamic`]) and is never taken back; the rules add what
//! needs more than one conversation, or an event. What rests on words alone says so ([`Basis::Words`]): it
//! is suspected. Days and deadlines are those of the company's calendar.
//!
//! The answer is a function of what is given: neither the order of conversations nor of events matters.

use std::ops::Range;

use filo_model::calendar::{Calendar, Within};
use filo_model::words;
use jiff::tz::TimeZone;

use crate::conversation::Message;
use crate::dynamic::{Dated, Dynamic};
use crate::kind::{DynamicKind, SignalKind};
use crate::signal::Signal;

mod gather;
mod handoff;
mod line;
mod promise;
mod repeat;
mod stance;
mod tortuous;

use line::Line;

/// A conversation of the matter, as it was heard ([`crate::listen::Heard`]).
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// By which way: `email`, `chat`, `phone`, `counter` and the like.
    pub channel: Option<&'a str>,
    /// What was written.
    pub messages: &'a [Message],
    /// Its signals. One on the wrong side is left out.
    pub signals: &'a [Signal],
    /// Its dynamics.
    pub dynamics: &'a [Dynamic],
    /// What is promised in it, and by when.
    pub promises: &'a [Dated],
}

/// Something that happened, as a source recorded it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// Whose doing it is; of a handoff that was sent, the sender.
    pub department: Option<String>,
    /// What.
    pub what: What,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// The matter was given to a department, which has until `due`, else until the usual deadline.
    HandoffSent {
        /// By which its other events know it.
        id: String,
        /// To whom.
        to: String,
        /// By when, in milliseconds since 1970.
        due: Option<i64>,
    },
    /// The receiver took it on. It still waits.
    HandoffAccepted(String),
    /// The receiver gave it back.
    HandoffDeclined(String),
    /// The receiver did what it was asked.
    HandoffAnswered(String),
    /// The source says that its deadline is over.
    HandoffDue(String),
    /// A step of self-service failed or was left.
    SelfServiceFailed,
    /// A step of self-service was done.
    SelfServiceDone,
    /// Something was promised, by a day.
    PromiseMade {
        /// By which its other events know it.
        id: String,
        /// The last moment in time, in milliseconds since 1970.
        due: Option<i64>,
    },
    /// What was promised was done.
    PromiseKept(String),
    /// The promise was taken back, with notice.
    PromiseWithdrawn(String),
    /// A no, to a question if the source names one.
    Refused(Option<String>),
    /// A yes. An exception that somebody authorised is no contradiction.
    Granted {
        /// To which question.
        question: Option<String>,
        /// Whether it is an exception that somebody authorised.
        is_exception: bool,
    },
    /// A value was told: an amount, a day, a document needed.
    Answered {
        /// The question.
        question: String,
        /// What was told.
        value: String,
    },
    /// Something became known that changes answers.
    NewFact(Option<String>),
    /// Another way was offered.
    AlternativeOffered,
    /// The customer wrote or spoke, and no text of it is given.
    MessageIn(Option<String>),
    /// The company answered, and no text of it is given.
    MessageOut(Option<String>),
    /// The customer was made to use another channel.
    ChannelForced(String),
    /// A document or a form was asked for.
    DocumentAsked,
    /// The customer tried to reach the company and nobody answered.
    Attempt,
    /// The case was opened.
    CaseOpened,
    /// The case was closed.
    CaseClosed,
    /// Something was given as amends, a credit too.
    Goodwill,
}

words! {
    /// What a dynamic rests on.
    Basis {
        /// Words, by rules over several conversations: suspected.
        Words = "words",
        /// What a conversation shows of its own.
        Heard = "heard",
        /// What sources recorded.
        Events = "events",
    }
}

/// Whether what the customer wanted is simple.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    /// It is, and takes this many steps (contacts, documents, changes of channel) at least.
    Simple(u32),
    /// Nobody said. It is judged as one that takes one step, and on suspicion.
    Unknown,
    /// It is not: many steps are no fault.
    Complex,
}

/// What a matter is judged by.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// Its conversations.
    pub parts: &'a [Part<'a>],
    /// What happened besides.
    pub events: &'a [Event],
    /// What the customer wanted.
    pub intent: Intent,
    /// Until when it is known, in milliseconds since 1970.
    pub now: i64,
    /// When the company works.
    pub calendar: &'a Calendar,
    /// Where its clock stands.
    pub zone: &'a TimeZone,
    /// What a handoff has where it names no deadline, and an answer to the customer.
    pub deadline: Within,
}

/// Something of the case that shows a dynamic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    /// A message: the conversation and the message by their places.
    Message(usize, usize),
    /// An event by its place.
    Event(usize),
}

/// A stretch of a message that shows part of a dynamic.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quote {
    /// The conversation and the message by their places.
    pub spot: Spot,
    /// What the stretch shows.
    pub kind: SignalKind,
    /// Where it stands in the message's text, in bytes.
    pub place: (usize, usize),
}

impl Quote {
    /// Where it stands in the message's text, in bytes.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.place.0..self.place.1
    }
}

/// A dynamic of a matter, with what a sentence about it needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Which.
    pub kind: DynamicKind,
    /// What it rests on.
    pub basis: Basis,
    /// What shows it, in the order of time.
    pub spots: Vec<Spot>,
    /// Its quotes, in the order of time: of two answers that disagree both.
    pub quotes: Vec<Quote>,
    /// How grave (domain reference, section 6): of `tortuous` the steps beyond the least, of `slow` business
    /// days waiting and two for each chaser, of answers that disagree the flips, else the count.
    pub severity: u32,
    /// How often: contacts and steps, chasers, flips, moves, tellings.
    pub count: u32,
    /// Whose it is: of `slow` the receiver, of others the departments in the order of time.
    pub departments: Vec<String>,
    /// Between hammer and anvil: who handed the matter over and waits too.
    pub sender: Option<String>,
    /// Days: business days waiting, business days late, days until an answer came after all.
    pub days: u32,
    /// By when, where there was a day, in milliseconds since 1970.
    pub due: Option<i64>,
    /// When it ended or came, in milliseconds since 1970.
    pub ended: Option<i64>,
    /// How probable, where words show it; else 1.
    pub probability: f32,
    /// A conversation takes a promise for kept, or for broken, and the whole case shows the opposite.
    pub is_doubted: bool,
}

impl Found {
    /// One with a kind and a basis, and nothing to show yet.
    fn new(kind: DynamicKind, basis: Basis) -> Self {
        Self {
            kind,
            basis,
            spots: Vec::new(),
            quotes: Vec::new(),
            severity: 1,
            count: 1,
            departments: Vec::new(),
            sender: None,
            days: 0,
            due: None,
            ended: None,
            probability: 1.0,
            is_doubted: false,
        }
    }
}

/// What a matter shows, in the order of kinds, then of time.
#[must_use]
pub fn dynamics(case: &Case<'_>) -> Vec<Found> {
    let line = Line::of(case);
    let mut found = gather::heard(case, &line);
    found.extend(tortuous::tortuous(case, &line));
    found.extend(handoff::slow(case, &line));
    found.extend(handoff::bounce(&line));
    found.extend(stance::stances(&line));
    found.extend(stance::flat(&line));
    found.extend(promise::promises(case, &line));
    found.extend(repeat::repeat(&line));
    found.extend(repeat::unanswered(case, &line));
    found.extend(repeat::thanked(&line));
    found.extend(repeat::recovered(&line));
    gather::gathered(found, &line)
}

#[cfg(test)]
mod tests;
