//! What the kernels see of an entry: narrow, typed, references as digests.

use filo_model::amount::Amount;
use filo_model::digest::Digest;
use filo_model::facts::{Channel, Direction, Document, EntryKind, Facts, State};
use filo_model::moment::{Moment, Precision};
use filo_model::pointer::written_alike;
use filo_store::scan::EntryRow;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A reference to a claim, case, promise or handoff; 0 where the source gives none.
pub type Reference = u64;

/// An entry as the kernels see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The entry's sequence number.
    pub seq: i64,
    /// The entry's id.
    pub id: Digest,
    /// When it happened.
    pub at: Moment,
    /// The place among entries of one moment.
    pub turn: u32,
    /// The department's number.
    pub department: i64,
    /// The case it belongs to.
    pub case: Reference,
    /// The telephone call it tells of, which several exports of one exchange share.
    pub call: Reference,
    /// What happened.
    pub what: What,
}

/// What happened, as far as the first findings need it.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A claim begins or is raised.
    Claim {
        claim: Reference,
        instalment: u32,
        document: Document,
        amount: Option<Amount>,
        due: Option<Date>,
    },
    /// A part of a claim is taken back.
    Credit { claim: Reference, amount: Option<Amount> },
    /// A claim is paid.
    Payment { claim: Reference, instalment: u32, amount: Option<Amount>, total: Option<Amount> },
    /// A claim is contested.
    Dispute { dispute: Reference, claim: Reference, state: State },
    /// A claim is asked for: reminder, formal notice or collection.
    Ask { act: EntryKind, claim: Reference, instalment: u32 },
    /// The customer tried to reach the company and nobody answered.
    Attempt,
    /// The company and the customer spoke, or a person of the company wrote or called.
    Contact { by_customer: bool },
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
    /// Anything else; it still shows that a department worked on a case.
    Other,
}

impl Event {
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
        let whole_days =
            self.at.precision == Precision::Day || other.at.precision == Precision::Day;
        if whole_days && self.at.millis != other.at.millis {
            return day_in(self.at.millis, zone) < day_in(other.at.millis, zone);
        }
        (self.at.millis, self.turn) < (other.at.millis, other.turn)
    }
}

/// The calendar day of a moment in a zone.
#[must_use]
pub fn day_in(millis: i64, zone: &TimeZone) -> Date {
    let timestamp = jiff::Timestamp::from_millisecond(millis).unwrap_or_default();
    zone.to_datetime(timestamp).date()
}

/// The last millisecond of a day in a zone.
#[must_use]
pub fn end_of_day(day: Date, zone: &TimeZone) -> Option<i64> {
    let next = day.tomorrow().ok()?.to_zoned(zone.clone()).ok()?;
    Some(next.timestamp().as_millisecond() - 1)
}

/// A reference by its text, however its parts are set apart.
#[must_use]
pub fn reference(text: Option<&str>) -> Reference {
    let alike = text.map(written_alike).unwrap_or_default();
    if alike.is_empty() { 0 } else { Digest::of(alike.as_bytes()).short().max(1) }
}

/// The event of an entry. `number_of` gives the number of a department by its name.
#[must_use]
pub fn event(row: &EntryRow<'_>, number_of: impl Fn(&str) -> Option<i64>) -> Event {
    let facts = row.facts();
    let call = facts.as_ref().map_or(0, call_of);
    let what = facts.map_or(What::Other, |facts| what(row, &facts, number_of));
    Event {
        seq: row.seq,
        id: row.id,
        at: row.at,
        turn: row.turn,
        department: row.department,
        case: reference(row.case),
        call,
        what,
    }
}

fn what(row: &EntryRow<'_>, facts: &Facts, number_of: impl Fn(&str) -> Option<i64>) -> What {
    match facts {
        Facts::Invoice(one) => What::Claim {
            claim: reference(one.claim.as_deref()),
            instalment: one.instalment.unwrap_or(0),
            document: one.document.unwrap_or(Document::Invoice),
            amount: one.amount,
            due: one.due,
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
        },
        Facts::Reminder(one) => ask(row.kind, one.claim.as_deref(), one.instalment),
        Facts::FormalNotice(one) => ask(row.kind, one.claim.as_deref(), one.instalment),
        // A claim that comes back from the agency is not asked for by that.
        Facts::Collection(one) if one.state == Some(State::Withdrawn) => What::Other,
        Facts::Collection(one) => ask(row.kind, one.claim.as_deref(), one.instalment),
        Facts::Attempt(_) if row.direction == Direction::In => What::Attempt,
        Facts::Message(one) => match (row.direction, row.channel) {
            (Direction::In, Some(Channel::Phone | Channel::Visit)) => {
                What::Contact { by_customer: true }
            }
            (Direction::Out, _) if one.automatic != Some(true) => {
                What::Contact { by_customer: false }
            }
            _ => What::Other,
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

fn call_of(facts: &Facts) -> Reference {
    match facts {
        Facts::Message(one) => reference(one.call.as_deref()),
        Facts::Attempt(one) => reference(one.call.as_deref()),
        _ => 0,
    }
}

fn ask(act: EntryKind, claim: Option<&str>, instalment: Option<u32>) -> What {
    What::Ask { act, claim: reference(claim), instalment: instalment.unwrap_or(0) }
}
