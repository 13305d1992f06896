//! The exports of the company: who writes them, with which columns and habits.

mod billing;
mod others;
mod service;

use super::dates::Order;

/// One export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Source {
    /// People and firms of the billing system.
    Customers,
    /// Invoices, a row per instalment.
    Invoices,
    /// Credit notes.
    Credits,
    /// Payments.
    Payments,
    /// Reminders and formal notices.
    Reminders,
    /// Transfers to debt collection.
    Collections,
    /// People and firms of the help desk.
    Contacts,
    /// Events of the help desk's tickets.
    Tickets,
    /// Disputes about claims.
    Disputes,
    /// Handoffs between departments.
    Handoffs,
    /// Promises to customers.
    Promises,
    /// The telephone system's calls.
    Calls,
    /// Customers' mails.
    Mailbox,
    /// The company's mails to customers.
    Replies,
    /// Contracts of the sales department.
    Contracts,
    /// Campaign calls.
    Campaigns,
    /// Consents.
    Consents,
    /// Technicians' interventions.
    Interventions,
    /// Deliveries.
    Deliveries,
    /// Steps in the customer area of the site.
    SelfService,
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

impl Source {
    /// Every export, in the order of filo.toml.
    pub(crate) const ALL: [Self; 20] = [
        Self::Customers,
        Self::Invoices,
        Self::Credits,
        Self::Payments,
        Self::Reminders,
        Self::Collections,
        Self::Contacts,
        Self::Tickets,
        Self::Disputes,
        Self::Handoffs,
        Self::Promises,
        Self::Calls,
        Self::Mailbox,
        Self::Replies,
        Self::Contracts,
        Self::Campaigns,
        Self::Consents,
        Self::Interventions,
        Self::Deliveries,
        Self::SelfService,
    ];

    /// What is fixed about the export.
    pub(crate) fn spec(self) -> &'static Spec {
        match self {
            Self::Customers => &billing::CUSTOMERS,
            Self::Invoices => &billing::INVOICES,
            Self::Credits => &billing::CREDITS,
            Self::Payments => &billing::PAYMENTS,
            Self::Reminders => &billing::REMINDERS,
            Self::Collections => &billing::COLLECTIONS,
            Self::Contacts => &service::CONTACTS,
            Self::Tickets => &service::TICKETS,
            Self::Disputes => &service::DISPUTES,
            Self::Handoffs => &service::HANDOFFS,
            Self::Promises => &service::PROMISES,
            Self::Calls => &service::CALLS,
            Self::Mailbox => &service::MAILBOX,
            Self::Replies => &service::REPLIES,
            Self::Contracts => &others::CONTRACTS,
            Self::Campaigns => &others::CAMPAIGNS,
            Self::Consents => &others::CONSENTS,
            Self::Interventions => &others::INTERVENTIONS,
            Self::Deliveries => &others::DELIVERIES,
            Self::SelfService => &others::SELF_SERVICE,
        }
    }
}
