//! One question to the guard: the thread as it was known, the verdict on each claim, and how it is told.

use filo_guard::action::Action;
use filo_guard::card::Answer;
use filo_guard::event::{Event, Reference, end_of_day, reference};
use filo_guard::fact::claim::open_numbers;
use filo_guard::fact::value::Value;
use filo_guard::fact::vocabulary::FactName;
use filo_guard::fact::{Known, Setting};
use filo_guard::guard::{Guard, Verdict};
use filo_guard::question::Question;
use filo_model::amount::Amount;
use filo_model::facts::Channel;
use filo_model::moment::{Moment, Precision};
use filo_store::thread::CustomerId;

use super::threads::CustomerEvents;

/// What is asked, in the words of who asks.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The action.
    pub action: Action,
    /// When it is to be done; a day alone means some time of it.
    pub planned: Moment,
    /// The claim's number.
    pub claim: Option<String>,
    /// The instalment.
    pub instalment: Option<u32>,
    /// The amount asked for.
    pub amount: Option<Amount>,
    /// The product offered.
    pub product: Option<String>,
    /// The contract it is about.
    pub contract: Option<String>,
    /// The customer's question, or its case, that is answered.
    pub matter: Option<String>,
    /// The channel.
    pub channel: Option<Channel>,
    /// Facts that only who asks knows.
    pub stated: Vec<(FactName, Value)>,
}

impl Asked {
    /// The question that the guard is asked; what happens on the planned day is not waited for, but all
    /// that is known by its end counts.
    #[must_use]
    pub fn question(&self, setting: &Setting) -> Question {
        let mut question = Question::new(self.action, self.planned);
        if self.planned.precision == Precision::Day {
            let end = end_of_day(setting.day(self.planned.millis), &setting.zone);
            question.at.millis = end.unwrap_or(self.planned.millis);
            question.at.precision = Precision::Second;
            question.has_time = false;
        }
        question.claim = reference(self.claim.as_deref());
        question.instalment = self.instalment.unwrap_or(0);
        question.amount = self.amount;
        question.product = reference(self.product.as_deref());
        question.contract = reference(self.contract.as_deref());
        question.matter = reference(self.matter.as_deref());
        question.channel = self.channel;
        question.stated.clone_from(&self.stated);
        question
    }
}

/// The verdict on one claim, or on the action as a whole where it is about none.
#[derive(Debug, Clone)]
pub struct Part {
    /// The claim; 0 where there is none.
    pub claim: Reference,
    /// The verdict.
    pub verdict: Verdict,
}

/// The guard's answer to one question about one customer.
#[derive(Debug, Clone)]
pub struct Decided {
    /// The customer.
    pub customer: CustomerId,
    /// When the action is to be done, in UTC epoch milliseconds.
    pub planned: i64,
    /// One part a claim.
    pub parts: Vec<Part>,
}

impl Decided {
    /// The strictest answer of all parts.
    #[must_use]
    pub fn answer(&self) -> Answer {
        self.parts.iter().map(|part| part.verdict.judgement.answer).max().unwrap_or(Answer::Hold)
    }
}

/// Decides a question about a customer, by what was known when the action is to be done. A question
/// about claims that names none is judged on each that is open.
#[must_use]
pub fn decide(
    guard: &Guard,
    setting: &Setting,
    asked: &Asked,
    customer: CustomerId,
    thread: &CustomerEvents,
) -> Decided {
    let question = asked.question(setting);
    let known: Vec<&Event> =
        thread.events.iter().filter(|event| event.known_at <= question.at.millis).collect();
    let known = Known { events: &known, restricted: thread.restricted };
    let mut claims = vec![question.claim];
    if question.claim == 0 && question.action.is_about_claims() {
        let open = open_numbers(known.events, &question.as_event(), &setting.zone);
        if !open.is_empty() {
            claims = open;
        }
    }
    let parts = claims.into_iter().map(|claim| {
        let question = Question { claim, ..question.clone() };
        Part { claim, verdict: guard.decide(&question, known, setting) }
    });
    Decided { customer, planned: question.at.millis, parts: parts.collect() }
}
