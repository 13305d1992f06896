//! What happened, read from an entry's facts: which kind of entry says what.

use filo_model::amount::Amount;
use filo_model::facts::{Channel, Direction, Document, EntryKind, Facts, Outcome, State};

use super::{Reference, What, reference};
use crate::action::{Action, Actions};
use crate::card::Answer;

impl What {
    /// What happened, by an entry's facts, its direction and its channel; facts are nothing where they
    /// could not be read. `number_of` gives the number of a department by its name.
    #[must_use]
    pub fn of(
        facts: Option<&Facts>,
        (direction, channel): (Direction, Option<Channel>),
        number_of: impl Fn(&str) -> Option<i64>,
    ) -> Self {
        let Some(facts) = facts else { return Self::Other };
        about_money(facts)
            .or_else(|| about_contact(facts, direction, channel))
            .or_else(|| about_conduct(facts, &number_of))
            .or_else(|| about_practice(facts))
            .unwrap_or_else(|| agreed(facts, number_of))
    }
}

/// Contracts, consents, promises and handoffs; anything else is [`What::Other`].
fn agreed(facts: &Facts, number_of: impl Fn(&str) -> Option<i64>) -> What {
    match facts {
        Facts::Contract(one) => What::Contract {
            contract: reference(one.contract.as_deref()),
            product: reference(one.product.as_deref()),
            state: one.state.unwrap_or(State::Activated),
            ends: one.ends,
            billing_months: one.billing_months.unwrap_or(0),
        },
        Facts::Consent(one) => What::Consent {
            purpose: reference(one.purpose.as_deref()),
            state: one.state.unwrap_or(State::Given),
            has_evidence: one.evidence.is_some(),
        },
        Facts::Promise(one) => What::Promise {
            promise: reference(one.promise.as_deref()),
            state: one.state.unwrap_or(State::Made),
            due: one.due,
        },
        Facts::Handoff(one) => What::Handoff {
            handoff: reference(one.handoff.as_deref()),
            from: one.from.as_deref().and_then(&number_of),
            to: one.to.as_deref().and_then(&number_of),
            state: one.state.unwrap_or(State::Sent),
            due: one.due,
        },
        _ => What::Other,
    }
}

/// Claims, what settles them, and asking for them.
fn about_money(facts: &Facts) -> Option<What> {
    Some(match facts {
        Facts::Invoice(one) => What::Claim {
            claim: reference(one.claim.as_deref()),
            instalment: one.instalment.unwrap_or(0),
            document: one.document.unwrap_or(Document::Invoice),
            amount: one.amount,
            due: one.due,
            period_from: one.period_from,
            period_to: one.period_to,
            contract: reference(one.contract.as_deref()),
            file: reference(one.file.as_deref()),
        },
        Facts::Credit(one) => {
            What::Credit { claim: reference(one.claim.as_deref()), amount: one.amount }
        }
        Facts::Payment(one) => What::Payment {
            claim: reference(one.claim.as_deref()),
            instalment: one.instalment.unwrap_or(0),
            amount: one.amount,
            total: one.total,
        },
        Facts::Dispute(one) => What::Dispute {
            dispute: reference(one.dispute.as_deref()),
            claim: reference(one.claim.as_deref()),
            state: one.state.unwrap_or(State::Opened),
            amount: one.amount,
        },
        Facts::Receipt(one) => {
            let carrier = one.carrier.as_deref();
            What::Receipt {
                is_sdi: carrier.is_some_and(|name| name.eq_ignore_ascii_case("sdi")),
                file: reference(one.file.as_deref()),
                message: reference(one.message.as_deref()),
                state: one.state.unwrap_or(State::Sent),
            }
        }
        Facts::Reminder(one) => ask(
            EntryKind::Reminder,
            one.claim.as_deref(),
            (one.instalment, one.amount),
            one.message.as_deref(),
        ),
        Facts::FormalNotice(one) => ask(
            EntryKind::FormalNotice,
            one.claim.as_deref(),
            (one.instalment, one.amount),
            one.message.as_deref(),
        ),
        Facts::Collection(one) if one.state == Some(State::Withdrawn) => {
            What::Recalled { claim: reference(one.claim.as_deref()) }
        }
        Facts::Collection(one) => {
            ask(EntryKind::Collection, one.claim.as_deref(), (one.instalment, one.amount), None)
        }
        Facts::Suspension(one) => What::Suspension {
            contract: reference(one.contract.as_deref()),
            claim: reference(one.claim.as_deref()),
            state: one.state.unwrap_or(State::Sent),
        },
        _ => return None,
    })
}

/// A claim that is asked for.
fn ask(
    act: EntryKind,
    claim: Option<&str>,
    (instalment, amount): (Option<u32>, Option<Amount>),
    message: Option<&str>,
) -> What {
    What::Ask {
        act,
        claim: reference(claim),
        instalment: instalment.unwrap_or(0),
        amount,
        message: reference(message),
    }
}

/// Exchanges, and attempts at them.
fn about_contact(facts: &Facts, direction: Direction, channel: Option<Channel>) -> Option<What> {
    Some(match facts {
        Facts::Attempt(one) if direction == Direction::In => What::Attempt {
            line: reference(one.line.as_deref()),
            seconds: one.seconds.or(one.wait_seconds).unwrap_or(0),
            by_machine: one.outcome == Some(Outcome::Machine),
        },
        Facts::Attempt(_) if direction == Direction::Out => What::Reach,
        Facts::CampaignAttempt(one) => What::Promotion {
            product: reference(one.product.as_deref()),
            agency: reference(one.agency.as_deref()),
            campaign: reference(one.campaign.as_deref()),
            outcome: one.outcome,
        },
        Facts::Message(one) if one.automatic == Some(true) => What::Automatic,
        Facts::Message(one) => {
            let reason = reference(one.reason.as_deref());
            let line = reference(one.line.as_deref());
            match (direction, channel) {
                (Direction::In, Some(Channel::Phone | Channel::Visit)) => {
                    What::Contact { by_customer: true, reason, line }
                }
                (Direction::In, _) => What::Written { reason },
                (Direction::Out, _) => What::Contact { by_customer: false, reason, line },
                _ => What::Other,
            }
        }
        Facts::Note(one) if one.reason.is_some() => {
            What::Written { reason: reference(one.reason.as_deref()) }
        }
        _ => return None,
    })
}

/// Complaints, answers, wishes, warnings and what closes a relation.
fn about_conduct(facts: &Facts, number_of: &impl Fn(&str) -> Option<i64>) -> Option<What> {
    Some(match facts {
        Facts::Complaint(one) => What::Complaint {
            complaint: reference(one.complaint.as_deref()),
            state: one.state.unwrap_or(State::Opened),
        },
        Facts::Refusal(one) => What::Refusal { question: reference(one.question.as_deref()) },
        Facts::Alternative(one) => What::Alternative { state: one.state.unwrap_or(State::Made) },
        Facts::Preference(one) => What::Preference { state: one.state.unwrap_or(State::Given) },
        Facts::Alert(one) => What::Alert {
            alert: reference(one.alert.as_deref().or(one.about.as_deref())),
            acts: one.acts.as_deref().map_or(Actions::NONE, Actions::named),
            to: one.to.as_deref().and_then(number_of),
            state: one.state.unwrap_or(State::Sent),
        },
        Facts::ClosingContact(one) => What::Closing { explained: one.explained },
        Facts::Goodwill(_) => What::Goodwill,
        _ => return None,
    })
}

/// What customers do alone, and what departments do to work better.
fn about_practice(facts: &Facts) -> Option<What> {
    Some(match facts {
        Facts::SelfService(one) => What::SelfService {
            task: reference(one.task.as_deref()),
            state: one.state.unwrap_or(State::Started),
        },
        Facts::Approval(one) => What::Approval {
            state: one.state.unwrap_or(State::Asked),
            changed: one.changed == Some(true),
        },
        Facts::Training(one) => What::Training {
            course: reference(one.course.as_deref()),
            people: one.people.unwrap_or(0),
        },
        Facts::Lesson(one) => What::Lesson {
            about: reference(one.about.as_deref()),
            state: one.state.unwrap_or(State::Sent),
        },
        Facts::Suggestion(one) => What::Suggestion {
            suggestion: reference(one.suggestion.as_deref().or(one.what.as_deref())),
            state: one.state.unwrap_or(State::Made),
        },
        Facts::Improvement(one) => What::Improvement {
            improvement: reference(one.improvement.as_deref().or(one.what.as_deref())),
            state: one.state.unwrap_or(State::Opened),
            measure: reference(one.measure.as_deref()),
            due: one.due,
        },
        Facts::Review(one) => What::Review { threads: one.threads.unwrap_or(0) },
        Facts::Verdict(one) => What::Asked {
            action: one.action.as_deref().and_then(asked_about),
            stops: one.answer.as_deref().and_then(Answer::from_name) >= Some(Answer::Hold),
        },
        _ => return None,
    })
}

/// The action that another guard was asked about, which may shorten the names of this one's.
fn asked_about(name: &str) -> Option<Action> {
    match name {
        "collect" => Some(Action::Transfer),
        "promote" => Some(Action::PromoteByPhone),
        _ => Action::from_name(name),
    }
}

/// The telephone call that an entry tells of; 0 where it tells of none.
#[must_use]
pub fn call_of(facts: &Facts) -> Reference {
    match facts {
        Facts::Message(one) => reference(one.call.as_deref()),
        Facts::Attempt(one) => reference(one.call.as_deref()),
        _ => 0,
    }
}
