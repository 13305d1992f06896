//! What kernels see of an entry: narrow, typed, references as digests.

use filo_model::amount::Amount;
use filo_model::digest::Digest;
use filo_model::facts::{CaseStep, Channel, Direction, Document, EntryKind, Outcome, State};
use filo_model::moment::{Moment, Precision};
use filo_model::pointer::written_alike;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::action::{Action, Actions};
use crate::traits::Traits;

mod facts;

pub use facts::call_of;

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
    /// A step of the customer alone, on a site or in an application.
    SelfService { task: Reference, state: State },
    /// Somebody asks a superior before deciding; `changed` where the decision is not what was proposed.
    Approval { state: State, changed: bool },
    /// Training of a department, as counts.
    Training { course: Reference, people: u32 },
    /// A real case made into a lesson: proposed or discussed.
    Lesson { about: Reference, state: State },
    /// A proposal from staff or customers.
    Suggestion { suggestion: Reference, state: State },
    /// A change made for customers.
    Improvement { improvement: Reference, state: State, measure: Reference, due: Option<Date> },
    /// Real threads were read by a department.
    Review { threads: u32 },
    /// A guard of the company's was asked; `stops` where it answered hold or refuse.
    Asked { action: Option<Action>, stops: bool },
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
