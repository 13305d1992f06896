//! What an entry is as a step of a journey: its activity, and which further things it is about.

use filo_guard::event::{Reference, reference};
use filo_journey::role::Role;
use filo_model::facts::{CaseStep, Channel, Direction, Facts, Handoff, State};
use filo_model::words;

words! {
    /// A step of a customer's journey through the company.
    Act {
        /// A case begins with what the customer says.
        Opened = "opened",
        /// Somebody takes the case in charge.
        Owned = "owned",
        /// The case waits, and the entry says so.
        Waiting = "waiting",
        /// The company says that it is solved.
        Resolved = "resolved",
        /// It ends.
        Closed = "closed",
        /// It begins again.
        Reopened = "reopened",
        /// The customer and the company spoke, or the customer wrote.
        Contact = "contact",
        /// The customer called or came, and a person answered.
        Spoken = "spoken",
        /// The customer tried in vain.
        Attempt = "attempt",
        /// A person of the company wrote or called.
        Reply = "reply",
        /// A machine wrote.
        Automatic = "automatic",
        /// The company tried in vain.
        Reach = "reach",
        /// Something was written down.
        Note = "note",
        /// A department hands over.
        HandedOver = "handed_over",
        /// The receiver takes over, or declines, or is done.
        TakenOver = "taken_over",
        /// The company promises something by a day, or gives another day.
        PromiseMade = "promise_made",
        /// A promise is kept.
        PromiseKept = "promise_kept",
        /// A promise is taken back.
        PromiseWithdrawn = "promise_withdrawn",
        /// The company says no.
        Refusal = "refusal",
        /// The company offers another way.
        Alternative = "alternative",
        /// A claim begins or changes.
        Invoice = "invoice",
        /// A claim, or a part of it, is taken back.
        Credit = "credit",
        /// The customer pays.
        Payment = "payment",
        /// The customer contests or complains.
        Contested = "contested",
        /// What was contested is decided or answered.
        Settled = "settled",
        /// A claim is asked for in a friendly way.
        Reminder = "reminder",
        /// A claim is asked for formally.
        FormalNotice = "formal_notice",
        /// A claim goes to debt collection.
        Collection = "collection",
        /// A service is suspended.
        Suspension = "suspension",
        /// The company tries to sell.
        Promotion = "promotion",
        /// A contract begins, changes or ends.
        Contract = "contract",
        /// A step of the customer alone begins or is done.
        SelfService = "self_service",
        /// Such a step fails.
        SelfServiceFailed = "self_service_failed",
        /// One department warns another.
        Alert = "alert",
        /// The customer answers a question after a case.
        Survey = "survey",
        /// Anything else.
        Other = "other",
    }
}

/// What the activities mean.
pub const ROLES: [(Role, Act); 27] = [
    (Role::Taken, Act::Owned),
    (Role::Taken, Act::TakenOver),
    (Role::Taken, Act::Reply),
    (Role::Taken, Act::Resolved),
    (Role::Taken, Act::Closed),
    (Role::Resolved, Act::Resolved),
    (Role::Resolved, Act::Closed),
    (Role::Closed, Act::Closed),
    (Role::Closed, Act::Automatic),
    (Role::Closed, Act::Survey),
    (Role::Disputed, Act::Contested),
    (Role::Settled, Act::Settled),
    (Role::Pressed, Act::Reminder),
    (Role::Pressed, Act::FormalNotice),
    (Role::Pressed, Act::Collection),
    (Role::Pressed, Act::Promotion),
    (Role::Promised, Act::PromiseMade),
    (Role::Kept, Act::PromiseKept),
    (Role::Answered, Act::Reply),
    (Role::Answered, Act::Spoken),
    (Role::Tracked, Act::Opened),
    (Role::Tracked, Act::Owned),
    (Role::Tracked, Act::Waiting),
    (Role::Tracked, Act::Resolved),
    (Role::Tracked, Act::Closed),
    (Role::Tracked, Act::Reopened),
    (Role::Tracked, Act::Contested),
];

impl Act {
    /// Whether it is said or written to or by the customer about the matter: bills, reminders and payments are not.
    #[must_use]
    pub fn is_said(self) -> bool {
        use Act::{
            Alternative, Attempt, Closed, Contact, Contested, Opened, Owned, Refusal, Reopened,
            Reply, Resolved, Spoken, Waiting,
        };
        matches!(
            self,
            Opened
                | Owned
                | Waiting
                | Resolved
                | Closed
                | Reopened
                | Contact
                | Spoken
                | Attempt
                | Reply
                | Refusal
                | Alternative
                | Contested
        )
    }
}

/// What an entry is about beside its case.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct About {
    /// A claim for money.
    pub claim: Reference,
    /// A contract or order.
    pub contract: Reference,
    /// The number of a promise, handoff, dispute, complaint or warning.
    pub number: Reference,
    /// The kind of request.
    pub reason: Reference,
    /// The department that did it, where that is another than the one whose system tells of it: who hands over, and who takes over.
    pub doer: Reference,
    /// The day by which it falls due.
    pub due: Option<jiff::civil::Date>,
}

/// The words of the kind of request that an entry tells.
#[must_use]
pub fn reason(facts: &Facts) -> Option<&str> {
    match facts {
        Facts::Message(one) => one.reason.as_deref(),
        Facts::Note(one) => one.reason.as_deref(),
        Facts::Attempt(one) => one.reason.as_deref(),
        _ => None,
    }
}

/// What an entry is as a step, and what it is about.
#[must_use]
pub fn act(
    facts: &Facts,
    (direction, channel): (Direction, Option<Channel>),
    step: Option<CaseStep>,
) -> (Act, About) {
    let of = |text: &Option<String>| reference(text.as_deref());
    let about = About { reason: reference(reason(facts)), ..About::default() };
    match facts {
        Facts::Message(one) if one.automatic == Some(true) => {
            (if step == Some(CaseStep::Closed) { Act::Closed } else { Act::Automatic }, about)
        }
        Facts::Message(_) | Facts::Note(_) => {
            let is_spoken = matches!(channel, Some(Channel::Phone | Channel::Visit));
            let act = match stepped(facts, direction, step) {
                Act::Contact if is_spoken => Act::Spoken,
                act => act,
            };
            (act, about)
        }
        Facts::Attempt(_) => {
            (if direction == Direction::In { Act::Attempt } else { Act::Reach }, about)
        }
        Facts::Handoff(one) => (
            if is_sent(one) { Act::HandedOver } else { Act::TakenOver },
            About {
                number: of(&one.handoff),
                due: one.due,
                doer: of(if is_sent(one) { &one.from } else { &one.to }),
                ..about
            },
        ),
        Facts::Promise(one) => (
            match one.state.unwrap_or(State::Made) {
                State::Kept | State::Done => Act::PromiseKept,
                State::Withdrawn => Act::PromiseWithdrawn,
                _ => Act::PromiseMade,
            },
            About { number: of(&one.promise), due: one.due, ..about },
        ),
        _ => of_money(facts).or_else(|| of_conduct(facts)).unwrap_or((Act::Other, about)),
    }
}

fn is_sent(handoff: &Handoff) -> bool {
    handoff.state.unwrap_or(State::Sent) == State::Sent
}

/// A message or note: what it does to its case says more than who spoke.
fn stepped(facts: &Facts, direction: Direction, step: Option<CaseStep>) -> Act {
    match (step, direction) {
        (Some(CaseStep::Opened), _) => Act::Opened,
        (Some(CaseStep::Owned), _) => Act::Owned,
        (Some(CaseStep::Waiting), _) => Act::Waiting,
        (Some(CaseStep::Resolved), _) => Act::Resolved,
        (Some(CaseStep::Closed), _) => Act::Closed,
        (Some(CaseStep::Reopened), _) => Act::Reopened,
        (None, Direction::In) => Act::Contact,
        (None, Direction::Out) => Act::Reply,
        (None, Direction::Internal) if matches!(facts, Facts::Note(_)) => Act::Note,
        (None, Direction::Internal) => Act::Other,
    }
}

fn of_money(facts: &Facts) -> Option<(Act, About)> {
    let of = |text: &Option<String>| reference(text.as_deref());
    let claimed = |claim: &Option<String>| About { claim: of(claim), ..About::default() };
    Some(match facts {
        Facts::Invoice(one) => {
            let about = About { contract: of(&one.contract), due: one.due, ..claimed(&one.claim) };
            (Act::Invoice, about)
        }
        Facts::Credit(one) => (Act::Credit, claimed(&one.claim)),
        Facts::Payment(one) => (Act::Payment, claimed(&one.claim)),
        Facts::Dispute(one) => {
            let about = About { number: of(&one.dispute), ..claimed(&one.claim) };
            (contested(one.state), about)
        }
        Facts::Reminder(one) => (Act::Reminder, claimed(&one.claim)),
        Facts::FormalNotice(one) => (Act::FormalNotice, claimed(&one.claim)),
        Facts::Collection(one) if one.state == Some(State::Withdrawn) => {
            (Act::Other, claimed(&one.claim))
        }
        Facts::Collection(one) => (Act::Collection, claimed(&one.claim)),
        Facts::Suspension(one) => {
            (Act::Suspension, About { contract: of(&one.contract), ..claimed(&one.claim) })
        }
        _ => return None,
    })
}

fn of_conduct(facts: &Facts) -> Option<(Act, About)> {
    let of = |text: &Option<String>| reference(text.as_deref());
    let none = About::default();
    Some(match facts {
        Facts::Complaint(one) => {
            (contested(one.state), About { number: of(&one.complaint), ..none })
        }
        Facts::Refusal(_) => (Act::Refusal, none),
        Facts::Alternative(_) => (Act::Alternative, none),
        Facts::CampaignAttempt(_) => (Act::Promotion, none),
        Facts::Contract(one) => (Act::Contract, About { contract: of(&one.contract), ..none }),
        Facts::SelfService(one) if one.state == Some(State::Failed) => {
            (Act::SelfServiceFailed, About { reason: of(&one.task), ..none })
        }
        Facts::SelfService(one) => (Act::SelfService, About { reason: of(&one.task), ..none }),
        Facts::Alert(one) => (Act::Alert, About { number: of(&one.alert), ..none }),
        Facts::Survey(_) => (Act::Survey, none),
        Facts::ClosingContact(_) => (Act::Closed, none),
        _ => return None,
    })
}

fn contested(state: Option<State>) -> Act {
    match state.unwrap_or(State::Opened) {
        State::Opened | State::Made | State::Sent => Act::Contested,
        _ => Act::Settled,
    }
}
