//! The vocabulary of facts: each with its type, its unit, and what it has to be known from.

use filo_model::facts::EntryKind::{
    self, Alert, Alternative, Attempt, CampaignAttempt, ClosingContact, Complaint, Consent,
    Contract, Credit, Dispute, FormalNotice, Invoice, Message, Note, Payment, Preference, Promise,
    Receipt, Reminder,
};
use serde::{Deserialize, Serialize};

/// What a fact's value is, and in which unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// True or false.
    Flag,
    /// How many.
    Count,
    /// Calendar days; [`NEVER`] where what they count from never happened.
    Days,
    /// Business days of the company; [`NEVER`] as above.
    BusinessDays,
    /// Cents of the invoice's currency.
    Cents,
    /// Hundredths.
    Percent,
    /// Minutes since midnight.
    Minutes,
    /// The day of the week: Monday is 1, Sunday 7.
    Weekday,
    /// A word of a closed set.
    Word,
}

/// Days since what never happened.
pub const NEVER: i64 = 1_000_000;

/// Where a fact comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The thread alone.
    Thread,
    /// Only who asks can say it.
    Asked,
    /// The thread, seen from what who asks says: the claim, the product, the time.
    Both,
    /// Who asks, or else the thread: what somebody looked up for this question goes before.
    Either,
}

/// What a source has to give for a fact to be known: entries of a kind, or one fact of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    /// The kind of entry.
    pub kind: EntryKind,
    /// The fact of that kind, by its name in mappings; empty means any entry of the kind.
    pub field: &'static str,
}

/// Declares the facts.
macro_rules! facts {
    ($($(#[$doc:meta])* $name:ident = $text:literal: $unit:ident, $origin:ident, [$($kind:ident $(. $field:ident)?),*];)+) => {
        /// A fact about a customer, a claim or what is asked.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum FactName { $($(#[$doc])* #[serde(rename = $text)] $name,)+ }

        impl FactName {
            /// Every fact, in the order of the vocabulary.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stable name, as in rule cards and the decision log.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// The fact with this name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$name),)+ _ => None }
            }

            /// The type and the unit.
            #[must_use]
            pub fn unit(self) -> Unit {
                match self { $(Self::$name => Unit::$unit,)+ }
            }

            /// Where the fact comes from.
            #[must_use]
            pub fn origin(self) -> Origin {
                match self { $(Self::$name => Origin::$origin,)+ }
            }

            /// What sources have to give, all of it, for the fact to be known.
            #[must_use]
            pub fn needs(self) -> &'static [Need] {
                match self { $(Self::$name => &[$(Need { kind: $kind, field: facts!(@field $($field)?) },)*],)+ }
            }
        }
    };
    (@field) => { "" };
    (@field $field:ident) => { stringify!($field) };
}

facts! {
    // --- The claim that the action is about, and of it the instalments that are asked for ---------
    /// Whether a document of the claim is in the thread.
    ClaimKnown = "claim_known": Flag, Both, [Invoice];
    /// Whether each open instalment concerned has a due date.
    ClaimDueKnown = "claim_due_known": Flag, Both, [Invoice];
    /// Whether nothing of what is asked for is due: a claim may be asked for from the day after its due date.
    ClaimNotDue = "claim_not_due": Flag, Both, [Invoice];
    /// Whether what is asked for holds, beside what is overdue, an instalment that is not due yet.
    ClaimPartNotDue = "claim_part_not_due": Flag, Both, [Invoice];
    /// Days since the earliest due date of what is asked for; 0 on the due day, negative before it.
    ClaimDaysOverdue = "claim_days_overdue": Days, Both, [Invoice];
    /// What is open of what is asked for.
    ClaimOpen = "claim_open": Cents, Both, [Invoice];
    /// How much more is asked for than is open; 0 where it is no more.
    ClaimAskedAboveOpen = "claim_asked_above_open": Cents, Both, [Invoice];
    /// Whether what is asked for was paid in full.
    ClaimPaid = "claim_paid": Flag, Both, [Invoice, Payment];
    /// Whether what is asked for was credited in full.
    ClaimCredited = "claim_credited": Flag, Both, [Invoice, Credit];
    /// Business days since a payment that names no claim, or this one without an amount: money nobody has assigned yet.
    PaymentSeen = "payment_seen": BusinessDays, Both, [Payment];
    /// Whether a dispute of the claim, or of all claims, is open.
    ClaimDisputed = "claim_disputed": Flag, Both, [Dispute];
    /// What is overdue and not contested.
    ClaimUndisputedOverdue = "claim_undisputed_overdue": Cents, Both, [Invoice, Dispute];
    /// Whether all that the claim bills is of a time after its contract's end.
    ClaimAfterContractEnd = "claim_after_contract_end": Flag, Both, [Invoice.period_from, Contract];
    /// Whether the exchange of electronic invoices rejected every file of the claim.
    ClaimRejected = "claim_rejected": Flag, Both, [Invoice.file, Receipt];
    /// Whether the exchange could not deliver the invoice, and nothing shows that the customer was told.
    ClaimNotDelivered = "claim_not_delivered": Flag, Both, [Invoice.file, Receipt];
    /// How many earlier billing periods the claim catches up in one sum.
    ClaimLatePeriods = "claim_late_periods": Count, Both, [Invoice.period_from, Invoice.period_to];
    /// Whether payment in instalments was offered since the claim began.
    InstalmentsOffered = "instalments_offered": Flag, Both, [Alternative];
    /// Whether a payment plan was agreed since the claim began, and was agreed or paid on in the thirty-one days before.
    PaymentPlanKept = "payment_plan_kept": Flag, Both, [Alternative];
    /// How many friendly reminders of the claim were sent.
    RemindersSent = "reminders_sent": Count, Both, [Reminder];
    /// How many reminders and notices of the claim are shown to have reached the customer.
    NoticesDelivered = "notices_delivered": Count, Both, [Reminder.message, Receipt];
    /// Days since the last reminder or notice of the claim.
    DaysSinceNotice = "days_since_notice": Days, Both, [Reminder];
    /// Days since the last formal notice of the claim.
    DaysSinceFormalNotice = "days_since_formal_notice": Days, Both, [FormalNotice];
    /// Days since the claim fell due or was last put on formal notice: what prescription counts from.
    DaysSinceInterruption = "days_since_interruption": Days, Both, [Invoice, FormalNotice];
    /// Days between the issue of the claim and its due date.
    ClaimTerm = "claim_term": Days, Both, [Invoice];
    /// How many other claims of the customer were paid late, or are, in the six months before.
    LatePayments = "late_payments": Count, Both, [Invoice, Payment];
    /// The claim's amount in hundredths of the average claim of the year before it; 0 where there is none.
    ClaimOfAverage = "claim_of_average": Percent, Both, [Invoice];
    /// Days from the earliest due date of what is asked for to the oldest open complaint, or dispute of the claim; negative before that date, [`NEVER`] where none is open.
    ComplaintAfterDue = "complaint_after_due": Days, Both, [Invoice, Complaint];

    // --- The customer --------------------------------------------------------------------------
    /// How many contracts surely run.
    ContractsRunning = "contracts_running": Count, Thread, [Contract];
    /// Days since the last contract ended, where none may still run.
    DaysSinceLeaving = "days_since_leaving": Days, Thread, [Contract];
    /// Whether the customer is leaving: an end is set, or was asked for.
    Leaving = "leaving": Flag, Thread, [Contract];
    /// Whether somebody explained the final balance to the customer.
    FinalBalanceExplained = "final_balance_explained": Flag, Thread, [ClosingContact];
    /// How many cases are open.
    OpenCases = "open_cases": Count, Thread, [Message];
    /// Whether a formal complaint is open.
    ComplaintOpen = "complaint_open": Flag, Thread, [Complaint];
    /// Days since the oldest open complaint.
    ComplaintDays = "complaint_days": Days, Thread, [Complaint];
    /// Whether a conciliation is under way.
    ConciliationOpen = "conciliation_open": Flag, Thread, [Dispute.reason];
    /// Whether the company was found to be at fault, or says so, and has not made it good.
    OurFaultOpen = "our_fault_open": Flag, Thread, [Complaint];
    /// How many promises to the customer are past their day and not kept.
    PromisesOverdue = "promises_overdue": Count, Thread, [Promise];
    /// How many promises to the customer are open, the overdue ones among them.
    PromisesOpen = "promises_open": Count, Thread, [Promise];
    /// In how many entries of the sixty days before the customer says that it was told, or sent, before.
    ToldBefore = "told_before": Count, Thread, [Message];
    /// In how many entries of the fourteen days before the company said no.
    RefusedLately = "refused_lately": Count, Thread, [Message];
    /// Days since a dispute or complaint was decided in the customer's favour.
    DaysSinceHarm = "days_since_harm": Days, Thread, [Dispute];
    /// Whether the customer is noted as frail or in need of protection.
    Vulnerable = "vulnerable": Flag, Thread, [Alert.about];
    /// Whether a death was reported.
    Bereavement = "bereavement": Flag, Thread, [Note];
    /// Whether a fraud was reported.
    FraudReported = "fraud_reported": Flag, Thread, [Dispute.reason];
    /// Whether the customer may not be cut off.
    Essential = "essential": Flag, Thread, [Preference];
    /// Whether the person restricted the use of their data.
    Restricted = "restricted": Flag, Thread, [];
    /// Whether the customer asked not to be billed in one sum.
    WantsNotInOneSum = "wants_not_in_one_sum": Flag, Thread, [Preference];
    /// Whether the customer wants electronic mail only.
    WantsOnlyMail = "wants_only_mail": Flag, Thread, [Preference];
    /// Whether the customer wants everything in writing.
    WantsOnlyWriting = "wants_only_writing": Flag, Thread, [Preference];
    /// Whether the customer wants no telephone calls.
    WantsNoCalls = "wants_no_calls": Flag, Thread, [Preference];
    /// Whether a warning holds this action, not yet decided by the department it was for.
    WarningOpen = "warning_open": Flag, Both, [Alert];
    /// Business days since the oldest such warning.
    WarningAge = "warning_age": BusinessDays, Both, [Alert];

    // --- Contacts and promotions ---------------------------------------------------------------
    /// Whether the customer already holds the product offered.
    HoldsProduct = "holds_product": Flag, Both, [Contract.product];
    /// Whether the customer opted out of promotions and did not opt in again.
    OptedOut = "opted_out": Flag, Thread, [Consent];
    /// Days since the customer last consented to promotions, where the consent stands.
    DaysSinceConsent = "days_since_consent": Days, Thread, [Consent];
    /// Whether the customer consented to promotions since the last contract ended.
    ConsentedSinceLeaving = "consented_since_leaving": Flag, Thread, [Contract, Consent];
    /// How often the customer told a seller that they are a customer already.
    SaidAlreadyCustomer = "said_already_customer": Count, Thread, [CampaignAttempt.outcome];
    /// How many times the company tried to sell in the thirty days before.
    PromotionAttempts = "promotion_attempts": Count, Thread, [CampaignAttempt];
    /// How many contacts nobody asked for the company made in the seven days before, all departments and agencies together.
    ContactsOfWeek = "contacts_of_week": Count, Thread, [Message, Attempt];
    /// The same in the thirty days before.
    ContactsOfMonth = "contacts_of_month": Count, Thread, [Message, Attempt];
    /// How many departments and agencies made them in the seven days before.
    DepartmentsOfWeek = "departments_of_week": Count, Thread, [Message, Attempt];
    /// Whether a claim of the customer was asked for in the sixty days before and is not settled.
    DunningRunning = "dunning_running": Flag, Thread, [Invoice, Reminder];
    /// Whether the number is in the register of oppositions.
    RegisterEnrolled = "register_enrolled": Flag, Either, [];
    /// Days since that register was checked for the number.
    RegisterAge = "register_age": Days, Either, [];
    /// Whether it is known where the contact comes from.
    ContactSourceKnown = "contact_source_known": Flag, Asked, [];
    /// Whether there is evidence that the customer asked for this offer or consented to it.
    RequestEvidence = "request_evidence": Flag, Either, [Consent.evidence];

    // --- What is asked ---------------------------------------------------------------------------
    /// The channel of the action.
    Channel = "channel": Word, Asked, [];
    /// The day of the week of the action.
    PlannedWeekday = "planned_weekday": Weekday, Asked, [];
    /// The time of day of the action.
    PlannedMinute = "planned_minute": Minutes, Asked, [];
    /// Whether the action falls on a holiday.
    PlannedOnHoliday = "planned_on_holiday": Flag, Asked, [];
    /// Whether the action falls on the day before a holiday.
    PlannedBeforeHoliday = "planned_before_holiday": Flag, Asked, [];
    /// Whether who is addressed owes the money.
    RecipientIsDebtor = "recipient_is_debtor": Flag, Asked, [];
    /// Whether others can see from outside that it is about a debt.
    RevealsDebt = "reveals_debt": Flag, Asked, [];
    /// Whether it is a call by a recording.
    RecordedCall = "recorded_call": Flag, Asked, [];
    /// Whether the answer offers another way.
    OffersAlternative = "offers_alternative": Flag, Asked, [];
    /// Whether the answer gives its reason.
    GivesReason = "gives_reason": Flag, Asked, [];
    /// Whether the answer says by when the next one comes.
    GivesNextDate = "gives_next_date": Flag, Asked, [];
    /// Whether the customer was answered otherwise to the same question.
    AnsweredOtherwise = "answered_otherwise": Flag, Either, [];
    /// Whether there is a new fact since, or an exception was noted.
    NewFact = "new_fact": Flag, Asked, [];
    /// Whether the documents asked for are already in the thread.
    DocumentsKnown = "documents_known": Flag, Asked, [];
    /// Whether a closing contact is planned: thanks, harms, the final balance.
    ClosingPlanned = "closing_planned": Flag, Asked, [];
    /// Whether the two records agree in nothing but name and town.
    OnlyNameAndTown = "only_name_and_town": Flag, Asked, [];
    /// How many columns an export has beyond those the receiver needs.
    ColumnsBeyondNeed = "columns_beyond_need": Count, Asked, [];
    /// How many billing periods are billed together.
    PeriodsBilled = "periods_billed": Count, Asked, [];
    /// How many days before the change the customer is told.
    NoticeOfChange = "notice_of_change": Days, Asked, [];
}

/// A set of facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FactSet(u128);

impl FactSet {
    /// No fact.
    pub const NONE: Self = Self(0);

    /// The set with one more fact.
    #[must_use]
    pub fn with(self, fact: FactName) -> Self {
        Self(self.0 | 1 << fact as u32)
    }

    /// Whether a fact is in the set.
    #[must_use]
    pub fn has(self, fact: FactName) -> bool {
        self.0 & 1 << fact as u32 != 0
    }

    /// What is in either of two sets.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The facts of the set, in the order of the vocabulary.
    pub fn iter(self) -> impl Iterator<Item = FactName> {
        FactName::ALL.iter().copied().filter(move |fact| self.has(*fact))
    }

    /// Whether any of these is in the set.
    #[must_use]
    pub fn has_any(self, facts: &[FactName]) -> bool {
        facts.iter().any(|fact| self.has(*fact))
    }
}

impl Serialize for FactSet {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl FromIterator<FactName> for FactSet {
    fn from_iter<T: IntoIterator<Item = FactName>>(facts: T) -> Self {
        facts.into_iter().fold(Self::NONE, Self::with)
    }
}
