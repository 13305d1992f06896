//! What kernels see of an entry: narrow, typed, references as digests.

use filo_model::amount::Amount;
use filo_model::digest::Digest;
use filo_model::facts::{CaseStep, Channel, Direction, Document, EntryKind, Facts, Outcome, State};
use filo_model::moment::{Moment, Precision};
use filo_model::pointer::written_alike;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::action::Actions;
use crate::traits::Traits;

/// A reference to a claim, case, contract, product, reason or the like by the digest of its text; 0
/// where the source gives none.
pub type Reference = u64;

/// An entry as the kernels see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The entry's sequence number.
    pub seq: i64,
    /// The entry's id.
    pub id: Digest,
    /// The number of the customer's naming record.
    pub customer: i64,
    /// When it happened.
    pub at: Moment,
    /// When the company knew it, in UTC epoch milliseconds.
    pub known_at: i64,
    /// The place among entries of one moment.
    pub turn: u32,
    /// Whether that comes from the source's configured lag.
    pub known_inferred: bool,
    /// The department's number.
    pub department: i64,
    /// The channel, where it is known.
    pub channel: Option<Channel>,
    /// The case it belongs to.
    pub case: Reference,
    /// What it does to the case.
    pub step: Option<CaseStep>,
    /// Who moved.
    pub direction: Direction,
    /// The telephone call it tells of, which several exports of one exchange share.
    pub call: Reference,
    /// What the words of its facts say of the customer.
    pub traits: Traits,
    /// Where it is not an entry but what somebody heard in the words of one: whether a person confirmed it.
    pub heard: Option<Hearing>,
    /// What happened.
    pub what: What,
}

/// How sure it is what was heard in the words of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hearing {
    /// Nobody has looked at it yet.
    Suspected,
    /// A person confirmed it.
    Confirmed,
}

/// What happened, as far as the findings need it.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A claim begins or is raised.
    Claim {
        claim: Reference,
        instalment: u32,
        document: Document,
        amount: Option<Amount>,
        due: Option<Date>,
        period_from: Option<Date>,
        period_to: Option<Date>,
        contract: Reference,
        file: Reference,
    },
    /// A part of a claim is taken back.
    Credit { claim: Reference, amount: Option<Amount> },
    /// A claim is paid.
    Payment { claim: Reference, instalment: u32, amount: Option<Amount>, total: Option<Amount> },
    /// A claim is contested.
    Dispute { dispute: Reference, claim: Reference, state: State, amount: Option<Amount> },
    /// A claim is asked for: reminder, formal notice or collection.
    Ask {
        act: EntryKind,
        claim: Reference,
        instalment: u32,
        amount: Option<Amount>,
        message: Reference,
    },
    /// A claim that was transferred comes back.
    Recalled { claim: Reference },
    /// A carrier says what became of a file or a message.
    Receipt { is_sdi: bool, file: Reference, message: Reference, state: State },
    /// The customer tried to reach the company and nobody answered, or only a machine.
    Attempt { line: Reference, seconds: u32, by_machine: bool },
    /// The company and the customer spoke, or a person of the company wrote or called.
    Contact { by_customer: bool, reason: Reference, line: Reference },
    /// The customer wrote, or somebody noted what the customer wants.
    Written { reason: Reference },
    /// The company called the customer in vain.
    Reach,
    /// A service is suspended: announced, done or lifted.
    Suspension { contract: Reference, claim: Reference, state: State },
    /// The company tried to sell.
    Promotion {
        product: Reference,
        agency: Reference,
        campaign: Reference,
        outcome: Option<Outcome>,
    },
    /// A formal complaint.
    Complaint { complaint: Reference, state: State },
    /// The customer says that it was told, or sent, before.
    ToldBefore,
    /// The company says no.
    Refusal { question: Reference },
    /// The company offers another way.
    Alternative { state: State },
    /// The customer says what they want of every contact.
    Preference { state: State },
    /// One department warns another; `acts` are the actions held until it decides.
    Alert { alert: Reference, to: Option<i64>, acts: Actions, state: State },
    /// The contact that closes a relation.
    Closing { explained: Option<bool> },
    /// Something given beyond what is owed.
    Goodwill,
    /// A contract begins, changes or ends.
    Contract {
        contract: Reference,
        product: Reference,
        state: State,
        ends: Option<Date>,
        billing_months: u32,
    },
    /// A consent is given or withdrawn.
    Consent { purpose: Reference, state: State, has_evidence: bool },
    /// A promise.
    Promise { promise: Reference, state: State, due: Option<Date> },
    /// A handoff; `to` is a department's number where its name is known.
    Handoff {
        handoff: Reference,
        from: Option<i64>,
        to: Option<i64>,
        state: State,
        due: Option<Date>,
    },
    /// A machine sent it: an acknowledgement, a closing, an answer that nobody wrote.
    Automatic,
    /// Anything else; it still shows that a department worked on a case.
    Other,
}

impl Event {
    /// Whether it was heard in words, and nobody confirmed it.
    #[must_use]
    pub fn is_suspected(&self) -> bool {
        self.heard == Some(Hearing::Suspected)
    }

    /// The last moment at which this may have happened: the end of the day where a source gives no
    /// time of day. The first is `at` itself.
    #[must_use]
    pub fn latest(&self, zone: &TimeZone) -> i64 {
        if self.at.precision == Precision::Second {
            return self.at.millis;
        }
        end_of_day(day_in(self.at.millis, zone), zone).unwrap_or(self.at.millis)
    }

    /// Whether this surely happened before another: days are compared where a source gives no
    /// time of day, and events of one moment follow their source's own order.
    #[must_use]
    pub fn before(&self, other: &Self, zone: &TimeZone) -> bool {
        comes_before((self.at.millis, self), other, zone)
    }

    /// Whether the company surely knew this before another event happened.
    #[must_use]
    pub fn known_before(&self, other: &Self, zone: &TimeZone) -> bool {
        comes_before((self.known_at, self), other, zone)
    }
}

/// No two moments that are so far apart are of one day or of days in another order, whatever the clock
/// does: a day and two hours, in milliseconds.
const FAR: i64 = 26 * 60 * 60 * 1_000;

/// Whether an event that counts from a moment surely comes before another.
fn comes_before((millis, one): (i64, &Event), other: &Event, zone: &TimeZone) -> bool {
    let apart = other.at.millis.saturating_sub(millis);
    if apart.abs() >= FAR {
        return apart > 0;
    }
    let whole_days = one.at.precision == Precision::Day || other.at.precision == Precision::Day;
    if whole_days && apart != 0 {
        return day_in(millis, zone) < day_in(other.at.millis, zone);
    }
    (millis, one.turn) < (other.at.millis, other.turn)
}

/// The calendar day of a moment in a zone.
#[must_use]
pub fn day_in(millis: i64, zone: &TimeZone) -> Date {
    let timestamp = jiff::Timestamp::from_millisecond(millis).unwrap_or_default();
    zone.to_datetime(timestamp).date()
}

/// The first millisecond of a day in a zone.
#[must_use]
pub fn start_of_day(day: Date, zone: &TimeZone) -> Option<i64> {
    Some(day.to_zoned(zone.clone()).ok()?.timestamp().as_millisecond())
}

/// The last millisecond of a day in a zone.
#[must_use]
pub fn end_of_day(day: Date, zone: &TimeZone) -> Option<i64> {
    Some(start_of_day(day.tomorrow().ok()?, zone)? - 1)
}

/// A reference by its text, however its parts are set apart.
#[must_use]
pub fn reference(text: Option<&str>) -> Reference {
    let alike = text.map(written_alike).unwrap_or_default();
    if alike.is_empty() { 0 } else { Digest::of(alike.as_bytes()).short().max(1) }
}

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

/// The telephone call that an entry tells of; 0 where it tells of none.
#[must_use]
pub fn call_of(facts: &Facts) -> Reference {
    match facts {
        Facts::Message(one) => reference(one.call.as_deref()),
        Facts::Attempt(one) => reference(one.call.as_deref()),
        _ => 0,
    }
}
