//! The closed set of entry kinds, each with its typed facts, and how a fact is read from text.

use serde::{Deserialize, Serialize};

use crate::amount::{Amount, DecimalMark};
use crate::moment::{DateOrder, parse_date};

/// How a source writes values: its decimal mark and the order of its dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Habits {
    /// Comma or point in amounts.
    pub mark: DecimalMark,
    /// The order of day, month and year.
    pub order: DateOrder,
}

/// A value that can be read from a cell.
trait FactValue: Sized {
    /// The value, or nothing where the text cannot be read as one.
    fn read(text: &str, habits: &Habits) -> Option<Self>;

    /// What is left of the value once its person is erased: dates, amounts, counts and words of
    /// closed sets say nothing by themselves.
    fn erased(self, _field: &str, _token: &mut dyn FnMut(&str) -> String) -> Option<Self> {
        Some(self)
    }
}

/// Numbers by which entries belong together; an erasure replaces them by tokens, so that what was
/// counted together still is.
const NUMBERS: &[&str] = &[
    "claim", "contract", "handoff", "promise", "dispute", "complaint", "number", "suggestion", "improvement",
];

/// Facts of text that name a department of the company, not a person.
const DEPARTMENTS: &[&str] = &["from", "to"];

impl FactValue for String {
    fn read(text: &str, _: &Habits) -> Option<Self> {
        Some(text.to_owned())
    }

    fn erased(self, field: &str, token: &mut dyn FnMut(&str) -> String) -> Option<Self> {
        if NUMBERS.contains(&field) {
            return Some(token(&self));
        }
        DEPARTMENTS.contains(&field).then_some(self)
    }
}

impl FactValue for Amount {
    fn read(text: &str, habits: &Habits) -> Option<Self> {
        Self::parse(text, habits.mark)
    }
}

impl FactValue for jiff::civil::Date {
    fn read(text: &str, habits: &Habits) -> Option<Self> {
        parse_date(text, habits.order).ok()
    }
}

impl FactValue for u32 {
    fn read(text: &str, _: &Habits) -> Option<Self> {
        text.strip_suffix(".0").unwrap_or(text).parse().ok()
    }
}

impl FactValue for bool {
    fn read(text: &str, _: &Habits) -> Option<Self> {
        match text.to_lowercase().as_str() {
            "1" | "true" | "yes" | "y" | "si" | "sì" | "s" | "x" | "vero" => Some(true),
            "0" | "false" | "no" | "n" | "falso" => Some(false),
            _ => None,
        }
    }
}

/// Declares a closed set of words with their stable names.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$variant_doc])* #[serde(rename = $text)] $variant,)+ }

        impl $name {
            /// Every word of the set, in its fixed order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stable name, as in configurations, files and the store.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The word with this name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)+ _ => None }
            }

            /// The place of the word in [`Self::ALL`], as stored.
            #[must_use]
            pub fn code(self) -> u8 { self as u8 }

            /// The word with this place.
            #[must_use]
            pub fn from_code(code: u8) -> Option<Self> { Self::ALL.get(usize::from(code)).copied() }
        }

        impl FactValue for $name {
            fn read(text: &str, _: &Habits) -> Option<Self> { Self::from_name(&text.to_lowercase()) }
        }
    };
}

words! {
    /// The way something travelled between company and customer.
    Channel {
        /// Electronic mail.
        Email = "email",
        /// Telephone.
        Phone = "phone",
        /// Chat on a site or in an application.
        Chat = "chat",
        /// Text message.
        Sms = "sms",
        /// Certified electronic mail.
        Pec = "pec",
        /// Paper by post.
        Letter = "letter",
        /// A web form, an application or a self-service area.
        Web = "web",
        /// A ticket of a help desk.
        Ticket = "ticket",
        /// In person.
        Visit = "visit",
        /// A social network.
        Social = "social",
        /// From one system to another.
        System = "system",
    }
}

words! {
    /// Who moved.
    Direction {
        /// From the customer to the company.
        In = "in",
        /// From the company to the customer.
        Out = "out",
        /// Inside the company.
        Internal = "internal",
    }
}

words! {
    /// What an entry does to the case it belongs to.
    CaseStep {
        /// The case begins.
        Opened = "opened",
        /// Somebody takes it in charge.
        Owned = "owned",
        /// It waits, and the entry says so.
        Waiting = "waiting",
        /// The company says that it is solved.
        Resolved = "resolved",
        /// It ends.
        Closed = "closed",
        /// It begins again.
        Reopened = "reopened",
    }
}

words! {
    /// What became of an attempt, a campaign attempt or a call.
    Outcome {
        /// Nobody answered.
        NoAnswer = "no_answer",
        /// The line was busy.
        Busy = "busy",
        /// The caller gave up while waiting.
        Abandoned = "abandoned",
        /// A machine answered and no person.
        Machine = "machine",
        /// The connection failed.
        Failed = "failed",
        /// A person answered.
        Answered = "answered",
        /// The offer was taken.
        Accepted = "accepted",
        /// The offer was turned down.
        Declined = "declined",
        /// The person said that they are a customer already.
        AlreadyCustomer = "already_customer",
    }
}

words! {
    /// The state that an entry brings to what it is about.
    State {
        /// It begins: a dispute, a complaint, an improvement.
        Opened = "opened",
        /// It ends.
        Closed = "closed",
        /// It was decided in favour of the customer.
        Upheld = "upheld",
        /// It was turned down.
        Rejected = "rejected",
        /// It was sent or announced.
        Sent = "sent",
        /// It was accepted.
        Accepted = "accepted",
        /// It was declined.
        Declined = "declined",
        /// It was done.
        Done = "done",
        /// A promise is made.
        Made = "made",
        /// A promise is kept.
        Kept = "kept",
        /// A promise gets another date, and the customer is told.
        Moved = "moved",
        /// It is taken back.
        Withdrawn = "withdrawn",
        /// A consent is given.
        Given = "given",
        /// A suspension or restriction ends.
        Lifted = "lifted",
        /// A contract or service begins.
        Activated = "activated",
        /// A contract changes.
        Changed = "changed",
        /// A contract ends.
        Ended = "ended",
        /// A self-service step begins.
        Started = "started",
        /// A self-service step fails.
        Failed = "failed",
        /// Something is asked for.
        Asked = "asked",
        /// It was answered.
        Answered = "answered",
    }
}

words! {
    /// What a claim's entry does to the claim.
    Document {
        /// A claim begins.
        Invoice = "invoice",
        /// The claim's amount becomes this amount, as after a penalty.
        Adjustment = "adjustment",
        /// An expense is added to the claim.
        Expense = "expense",
        /// A debit note: a further claim.
        DebitNote = "debit_note",
    }
}

/// Declares the kinds of entry and the facts of each.
macro_rules! facts {
    ($($(#[$doc:meta])* $kind:ident = $text:literal {
        $($(#[$field_doc:meta])* $field:ident: $type:ty,)*
    })+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
            pub struct $kind {
                $($(#[$field_doc])* #[serde(default, skip_serializing_if = "Option::is_none")] pub $field: Option<$type>,)*
            }
        )+

        words! {
            /// The kinds of entry: complete and closed, one for each input that the measures need.
            EntryKind { $($(#[$doc])* $kind = $text,)+ }
        }

        /// The typed facts of an entry, by its kind.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
        #[serde(untagged)]
        pub enum Facts { $($(#[$doc])* $kind($kind),)+ }

        impl Facts {
            /// The facts of a kind before any is known.
            #[must_use]
            pub fn empty(kind: EntryKind) -> Self {
                match kind { $(EntryKind::$kind => Self::$kind($kind::default()),)+ }
            }

            /// The kind whose facts these are.
            #[must_use]
            pub fn kind(&self) -> EntryKind {
                match self { $(Self::$kind(_) => EntryKind::$kind,)+ }
            }

            /// Reads the facts of a kind as they were written.
            ///
            /// # Errors
            /// Where the text is not what this kind's facts were written as.
            pub fn deserialize_as<'de, D: serde::Deserializer<'de>>(kind: EntryKind, deserializer: D) -> Result<Self, D::Error> {
                match kind { $(EntryKind::$kind => $kind::deserialize(deserializer).map(Self::$kind),)+ }
            }

            /// Sets a fact by its name from a cell; false where this kind has no such fact or the
            /// text cannot be read as one.
            pub fn set(&mut self, field: &str, text: &str, habits: &Habits) -> bool {
                match self { $(Self::$kind(_facts) => match field {
                    $(stringify!($field) => {
                        let value = <$type>::read(text, habits);
                        let known = value.is_some();
                        if known { _facts.$field = value; }
                        known
                    })*
                    _ => false,
                },)+ }
            }
        }

        impl Facts {
            /// What is left of the facts once their person is erased: numbers of claims, cases and
            /// the like become tokens, free text goes, dates and amounts stay.
            pub fn erase(&mut self, token: &mut dyn FnMut(&str) -> String) {
                match self { $(Self::$kind(_facts) => {
                    $(_facts.$field = _facts.$field.take().and_then(|value| value.erased(stringify!($field), token));)*
                },)+ }
            }
        }

        impl EntryKind {
            /// The names of this kind's facts, as used in mappings.
            #[must_use]
            pub fn fact_names(self) -> &'static [&'static str] {
                match self { $(Self::$kind => &[$(stringify!($field),)*],)+ }
            }
        }
    };
}

facts! {
    /// An exchange: a message, or a call that a person answered.
    Message = "message" {
        /// The subject line.
        subject: String,
        /// What the customer wants, in the company's own words: the kind of request.
        reason: String,
        /// Sent by a machine: an automatic answer or closing.
        automatic: bool,
        /// Names, types and sizes of attachments.
        attachments: String,
        /// How long the exchange lasted, in seconds.
        seconds: u32,
        /// How long the customer waited before it, in seconds.
        wait_seconds: u32,
        /// The telephone line or mailbox.
        line: String,
        /// The other messages of the same exchange, by their own ids.
        references: String,
    }
    /// A call or visit by the customer that nobody answered, or by the company that the customer did not.
    Attempt = "attempt" {
        /// What became of it.
        outcome: Outcome,
        /// The telephone line.
        line: String,
        /// How long the caller waited, in seconds.
        wait_seconds: u32,
        /// What the customer wanted, where it is known.
        reason: String,
    }
    /// A case moves from one department to another.
    Handoff = "handoff" {
        /// The handoff's own number, shared by its sending and its answer.
        handoff: String,
        /// The department that hands over.
        from: String,
        /// The department that receives.
        to: String,
        /// Sent, accepted, declined or done.
        state: State,
        /// The day by which the receiver is to answer.
        due: jiff::civil::Date,
    }
    /// The company commits to an act by a day.
    Promise = "promise" {
        /// The promise's own number, shared by its making and its keeping.
        promise: String,
        /// Made, kept, moved or withdrawn.
        state: State,
        /// The day by which it falls due.
        due: jiff::civil::Date,
        /// What was promised.
        what: String,
    }
    /// The company says no.
    Refusal = "refusal" {
        /// The reason given.
        reason: String,
        /// The question that was refused.
        question: String,
    }
    /// The company offers another way.
    Alternative = "alternative" {
        /// Made, accepted or declined.
        state: State,
        /// What is offered.
        what: String,
    }
    /// A claim for money, or what raises it.
    Invoice = "invoice" {
        /// The claim's number.
        claim: String,
        /// The instalment's number, where a claim is paid in several.
        instalment: u32,
        /// What the document does to the claim.
        document: Document,
        /// The amount.
        amount: Amount,
        /// The day by which it is to be paid.
        due: jiff::civil::Date,
        /// The first day billed.
        period_from: jiff::civil::Date,
        /// The last day billed.
        period_to: jiff::civil::Date,
        /// The contract billed.
        contract: String,
    }
    /// A credit note: a claim, or a part of it, is taken back.
    Credit = "credit" {
        /// The claim corrected.
        claim: String,
        /// The credit note's own number.
        number: String,
        /// The amount taken back.
        amount: Amount,
    }
    /// A payment by the customer.
    Payment = "payment" {
        /// The claim paid.
        claim: String,
        /// The instalment paid.
        instalment: u32,
        /// The amount of this payment.
        amount: Amount,
        /// The running total paid for the claim after this payment, where the source keeps one.
        total: Amount,
        /// How it was paid.
        method: String,
    }
    /// The customer contests a claim.
    Dispute = "dispute" {
        /// The dispute's own number or forum.
        dispute: String,
        /// The claim contested; without one, all claims of the customer.
        claim: String,
        /// Opened, upheld, rejected or closed.
        state: State,
        /// The amount contested.
        amount: Amount,
        /// The reason given.
        reason: String,
    }
    /// A formal complaint.
    Complaint = "complaint" {
        /// The complaint's own number.
        complaint: String,
        /// Opened, answered or closed.
        state: State,
        /// What it is about.
        reason: String,
    }
    /// The company asks for a claim in a friendly way.
    Reminder = "reminder" {
        /// The claim asked for.
        claim: String,
        /// The instalment asked for.
        instalment: u32,
        /// The amount asked for.
        amount: Amount,
        /// First, second, third reminder.
        level: u32,
    }
    /// The company gives formal notice of a claim.
    FormalNotice = "formal_notice" {
        /// The claim asked for.
        claim: String,
        /// The instalment asked for.
        instalment: u32,
        /// The amount asked for.
        amount: Amount,
    }
    /// A claim goes to debt collection.
    Collection = "collection" {
        /// The claim transferred.
        claim: String,
        /// The instalment transferred.
        instalment: u32,
        /// The amount transferred.
        amount: Amount,
        /// The agency.
        agency: String,
        /// Sent, or withdrawn.
        state: State,
    }
    /// A service is suspended.
    Suspension = "suspension" {
        /// The contract suspended.
        contract: String,
        /// The claim behind it.
        claim: String,
        /// Sent (announced), done or lifted.
        state: State,
    }
    /// The company tries to sell.
    CampaignAttempt = "campaign_attempt" {
        /// The campaign.
        campaign: String,
        /// The product offered.
        product: String,
        /// What became of it.
        outcome: Outcome,
    }
    /// A contract begins, changes or ends.
    Contract = "contract" {
        /// The contract's number.
        contract: String,
        /// The product.
        product: String,
        /// Activated, changed or ended.
        state: State,
        /// The day on which it ends.
        ends: jiff::civil::Date,
        /// The months between two invoices.
        billing_months: u32,
    }
    /// A consent is given or withdrawn.
    Consent = "consent" {
        /// What the consent is for.
        purpose: String,
        /// Given or withdrawn.
        state: State,
        /// Where the evidence of it is.
        evidence: String,
    }
    /// What the customer wants of every contact: "only by e-mail", "not in one sum".
    Preference = "preference" {
        /// The preference.
        what: String,
        /// Given or withdrawn.
        state: State,
    }
    /// A customer's answer to a question after a case.
    Survey = "survey" {
        /// The question.
        question: String,
        /// The answer as a number.
        score: u32,
    }
    /// Something given beyond what is owed.
    Goodwill = "goodwill" {
        /// Its worth.
        amount: Amount,
        /// What was given.
        what: String,
    }
    /// A step of the customer alone, on a site or in an application.
    SelfService = "self_service" {
        /// What the customer wanted to do.
        task: String,
        /// Started, failed or done.
        state: State,
    }
    /// One department warns another about a customer.
    Alert = "alert" {
        /// What it is about.
        about: String,
        /// The department warned.
        to: String,
        /// Sent, accepted or done.
        state: State,
    }
    /// Somebody asks a superior before deciding for a customer.
    Approval = "approval" {
        /// What was asked.
        what: String,
        /// Asked, accepted or declined.
        state: State,
        /// The amount in question.
        amount: Amount,
        /// Whether the decision differed from what was proposed.
        changed: bool,
    }
    /// Training of a department, as counts.
    Training = "training" {
        /// The course.
        course: String,
        /// How many people took part.
        people: u32,
    }
    /// A real case made into a lesson.
    Lesson = "lesson" {
        /// What it teaches.
        about: String,
        /// Sent (proposed) or done (discussed).
        state: State,
    }
    /// A proposal from staff or customers.
    Suggestion = "suggestion" {
        /// The suggestion's own number.
        suggestion: String,
        /// Made or answered.
        state: State,
        /// What is proposed.
        what: String,
    }
    /// A change made for customers.
    Improvement = "improvement" {
        /// The improvement's own number.
        improvement: String,
        /// Opened or closed.
        state: State,
        /// What changes.
        what: String,
    }
    /// A review of real threads by a department.
    Review = "review" {
        /// How many threads were read.
        threads: u32,
    }
    /// The contact that closes a relation: the final balance explained, thanks said.
    ClosingContact = "closing_contact" {
        /// Whether the final balance was explained.
        explained: bool,
    }
    /// A public post or review by a customer.
    PublicPost = "public_post" {
        /// Where it was published.
        platform: String,
        /// Stars or points.
        rating: u32,
    }
    /// An answer of the guard.
    Verdict = "verdict" {
        /// The action asked about.
        action: String,
        /// The answer.
        answer: String,
        /// The rule card that decided.
        card: String,
    }
    /// Anything else that was written down.
    Note = "note" {
        /// What it is about.
        topic: String,
        /// What the customer wants, where it is known: the kind of request.
        reason: String,
    }
}

#[cfg(test)]
mod tests {
    use super::{Channel, EntryKind, Facts, Habits};
    use crate::amount::DecimalMark;
    use crate::moment::DateOrder;

    const ITALIAN: Habits = Habits { mark: DecimalMark::Comma, order: DateOrder::DayMonthYear };

    #[test]
    fn every_kind_reads_back_what_it_wrote() {
        for &kind in EntryKind::ALL {
            let mut facts = Facts::empty(kind);
            for name in kind.fact_names() {
                let read = ["31/03/2026", "12", "si", "sent", "invoice", "answered"]
                    .iter()
                    .any(|text| facts.set(name, text, &ITALIAN));
                assert!(read, "`{}` of `{}` can be set from a cell", name, kind.name());
            }
            let text = serde_json::to_string(&facts).unwrap();
            let mut reader = serde_json::Deserializer::from_str(&text);
            assert_eq!(Facts::deserialize_as(kind, &mut reader).unwrap(), facts);
            assert_eq!(facts.kind(), kind);
        }
    }

    #[test]
    fn names_and_codes_lead_back_to_the_word() {
        for &kind in EntryKind::ALL {
            assert_eq!(EntryKind::from_name(kind.name()), Some(kind));
            assert_eq!(EntryKind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(Channel::from_name("fax"), None);
    }

    #[test]
    fn what_cannot_be_read_is_refused_and_leaves_the_fact_as_it_was() {
        let mut facts = Facts::empty(EntryKind::Invoice);
        assert!(facts.set("amount", "1.234,50", &ITALIAN));
        assert!(!facts.set("amount", "circa cento", &ITALIAN));
        assert!(!facts.set("due", "31/02/2026", &ITALIAN));
        assert!(!facts.set("colour", "red", &ITALIAN));
        let text = serde_json::to_string(&facts).unwrap();
        assert_eq!(text, r#"{"amount":"1234.50"}"#);
    }
}
