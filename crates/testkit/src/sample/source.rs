//! The exports of the company: who writes them, with which columns and habits.

mod billing;
mod others;
mod practice;
mod service;
mod telephone;

use super::dates::Order;

/// Declares the exports in the order of filo.toml, each with what is fixed about it.
macro_rules! sources {
    ($($(#[$doc:meta])* $name:ident = $spec:path,)+) => {
        /// One export.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Source { $($(#[$doc])* $name,)+ }

        impl Source {
            /// Every export, in the order of filo.toml.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// What is fixed about the export.
            pub(crate) fn spec(self) -> &'static Spec {
                match self { $(Self::$name => &$spec,)+ }
            }
        }
    };
}

sources! {
    /// People and firms of the billing system.
    Customers = billing::CUSTOMERS,
    /// Invoices, an event per instalment.
    Invoices = billing::INVOICES,
    /// Credit notes, in the archives of invoices.
    Credits = billing::CREDITS,
    /// What the exchange of invoices says became of a file, in the archives of invoices.
    Receipts = billing::RECEIPTS,
    /// Payments that the bank reports.
    Bank = billing::BANK,
    /// Payments by direct debit and card.
    Portal = billing::PORTAL,
    /// Reminders and formal notices.
    Reminders = billing::REMINDERS,
    /// Transfers to debt collection.
    Collections = billing::COLLECTIONS,
    /// Suspensions of a service.
    Suspensions = billing::SUSPENSIONS,
    /// People and firms of the help desk.
    Contacts = service::CONTACTS,
    /// Events of the help desk's tickets.
    Tickets = service::TICKETS,
    /// Disputes about claims.
    Disputes = service::DISPUTES,
    /// Formal complaints.
    Complaints = service::COMPLAINTS,
    /// Handoffs between departments.
    Handoffs = service::HANDOFFS,
    /// Promises to customers.
    Promises = service::PROMISES,
    /// Answers to a question after a case.
    Surveys = service::SURVEYS,
    /// The telephone system's calls.
    Calls = telephone::CALLS,
    /// The log of the telephone system's queue.
    Queue = telephone::QUEUE,
    /// The calls of the sales office.
    SalesCalls = telephone::SALES_CALLS,
    /// Customers' mails.
    Mailbox = service::MAILBOX,
    /// The company's mails to customers.
    Replies = service::REPLIES,
    /// Certified mail that arrived, receipts among it.
    Pec = service::PEC,
    /// Certified mail that the company sent.
    PecSent = service::PEC_SENT,
    /// Chats.
    Chat = service::CHAT,
    /// Contracts of the sales department.
    Contracts = others::CONTRACTS,
    /// Campaign calls.
    Campaigns = others::CAMPAIGNS,
    /// Campaign calls of the first agency.
    AgencyNorth = others::AGENCY_NORTH,
    /// Campaign calls of the second agency.
    AgencySouth = others::AGENCY_SOUTH,
    /// Consents.
    Consents = others::CONSENTS,
    /// What customers want of every contact.
    Preferences = others::PREFERENCES,
    /// Public posts and reviews.
    Posts = others::POSTS,
    /// Technicians' interventions.
    Interventions = others::INTERVENTIONS,
    /// Deliveries.
    Deliveries = others::DELIVERIES,
    /// Steps in the customer area of the site.
    SelfService = others::SELF_SERVICE,
    /// Alerts between departments.
    Alerts = practice::ALERTS,
    /// Questions to a superior.
    Approvals = practice::APPROVALS,
    /// Training, lessons, suggestions, improvements and reviews.
    Practice = practice::PRACTICE,
    /// Answers of the guard.
    Verdicts = practice::VERDICTS,
}

impl Source {
    /// Whether a customer writes or calls here, or the company writes or calls them.
    pub(crate) fn is_campaign(self) -> bool {
        matches!(self, Self::Campaigns | Self::AgencyNorth | Self::AgencySouth)
    }
}

/// How the value of a column is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// As it is; days and amounts by the habits of the source.
    Plain,
    /// The date of the row's moment.
    Date,
    /// The time of the row's moment.
    Time,
    /// Date and time of the row's moment.
    Moment,
}

/// A column: its header, the field behind it, how it is written.
pub(crate) type Column = (&'static str, &'static str, Form);

/// The format of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Separated values.
    Csv {
        /// The separator.
        separator: char,
        /// Windows-1252 instead of UTF-8.
        is_windows: bool,
        /// UTF-8 with a byte order mark.
        has_mark: bool,
    },
    /// A JSON object per line.
    Jsonl,
    /// A mailbox file.
    Mbox,
    /// A workbook.
    Workbook,
    /// Electronic invoices and their receipts in archives.
    Fattura,
    /// Statements of a bank account.
    Camt,
    /// Calls of Asterisk, without a line of headers.
    Cdr,
    /// The log of Asterisk's queue.
    QueueLog,
    /// A mailbox file of certified mail.
    Pec,
}

/// Everything that is fixed about an export.
#[derive(Debug)]
pub(crate) struct Spec {
    /// The source's name in filo.toml.
    pub(crate) name: &'static str,
    /// The system whose record keys it shares.
    pub(crate) system: &'static str,
    /// Folder and beginning of the file's name.
    pub(crate) stem: &'static str,
    /// The format.
    pub(crate) shape: Shape,
    /// How dates are written.
    pub(crate) order: Order,
    /// The field that a wrong key damages: the customer's key, or the claim's number.
    pub(crate) link: &'static str,
    /// Fields that may be missing, and whether an entry without it shows less.
    pub(crate) may_miss: &'static [(&'static str, bool)],
    /// The columns.
    pub(crate) columns: &'static [Column],
}
