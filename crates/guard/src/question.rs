//! What is asked of the guard: an action on a customer, with what who asks knows of it.

use filo_model::amount::Amount;
use filo_model::digest::Digest;
use filo_model::facts::{Channel, Direction, EntryKind};
use filo_model::moment::{Moment, Precision};

use crate::action::Action;
use crate::event::{Event, Reference, What};
use crate::fact::value::Value;
use crate::fact::vocabulary::FactName;
use crate::traits::Traits;

/// One question: may this action be done to this customer, at this moment?
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The action.
    pub action: Action,
    /// When it is to be done; what surely came before is looked at.
    pub at: Moment,
    /// Whether the time of day is said, and not only the day.
    pub has_time: bool,
    /// Its place among entries of that moment: behind all others for what is still to be done.
    pub turn: u32,
    /// The claim it is about; 0 where none is named.
    pub claim: Reference,
    /// The instalment; 0 where none is named.
    pub instalment: u32,
    /// The amount asked for.
    pub amount: Option<Amount>,
    /// The product offered; 0 where none is named.
    pub product: Reference,
    /// The contract it is about; 0 where none is named.
    pub contract: Reference,
    /// The question of the customer that is answered; 0 where none is named.
    pub matter: Reference,
    /// The channel.
    pub channel: Option<Channel>,
    /// Facts that who asks states, in any order.
    pub stated: Vec<(FactName, Value)>,
}

impl Question {
    /// A question with nothing said but the action and the moment.
    #[must_use]
    pub fn new(action: Action, at: Moment) -> Self {
        Self {
            action,
            at,
            has_time: at.precision == Precision::Second,
            turn: u32::MAX,
            claim: 0,
            instalment: 0,
            amount: None,
            product: 0,
            contract: 0,
            matter: 0,
            channel: None,
            stated: Vec::new(),
        }
    }

    /// The value stated for a fact.
    #[must_use]
    pub fn stated(&self, name: FactName) -> Option<&Value> {
        self.stated.iter().find(|(one, _)| *one == name).map(|(_, value)| value)
    }

    /// Another action asked about in the same place: what was said of the first way of doing it, its
    /// amount, channel and what was stated, says nothing of the other.
    #[must_use]
    pub fn instead(&self, action: Action) -> Self {
        Self {
            action,
            // What is overdue may be any instalment but the one that was named.
            instalment: if action == Action::RemindOverduePart { 0 } else { self.instalment },
            amount: None,
            channel: None,
            stated: Vec::new(),
            ..self.clone()
        }
    }

    /// What is asked, as if it happened: kernels compare other events with it.
    #[must_use]
    pub fn as_event(&self) -> Event {
        Event {
            seq: i64::MAX,
            id: Digest([0xff; 16]),
            customer: 0,
            at: self.at,
            known_at: self.at.millis,
            known_inferred: false,
            turn: self.turn,
            department: 0,
            channel: self.channel,
            case: 0,
            step: None,
            direction: Direction::Out,
            call: 0,
            traits: Traits::NONE,
            heard: None,
            what: What::Other,
        }
    }

    /// The question that an entry answered by doing it; nothing where the entry is no action that the
    /// guard is asked about.
    #[must_use]
    pub fn of(event: &Event) -> Option<Self> {
        let mut question = Self::new(Action::Remind, event.at);
        question.turn = event.turn;
        question.channel = event.channel;
        question.action = match event.what {
            What::Ask { act, claim, instalment, amount, .. } => {
                (question.claim, question.instalment) = (claim, instalment);
                question.amount = amount;
                match act {
                    EntryKind::FormalNotice => Action::FormalNotice,
                    EntryKind::Collection => Action::Transfer,
                    _ => Action::Remind,
                }
            }
            What::Suspension { contract, claim, state } => {
                use filo_model::facts::State::{Done, Sent};
                if !matches!(state, Sent | Done) {
                    return None;
                }
                (question.claim, question.contract) = (claim, contract);
                Action::Suspend
            }
            What::Promotion { product, .. } => {
                question.product = product;
                match event.channel {
                    None | Some(Channel::Phone) => Action::PromoteByPhone,
                    Some(_) => Action::PromoteByMessage,
                }
            }
            What::Refusal { question: matter } => {
                question.matter = matter;
                Action::Refuse
            }
            _ => return None,
        };
        Some(question)
    }
}
