//! The exports of the company: who writes them, with which columns and habits.

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

use Form::{Date, Moment, Plain, Time};
use Order::{DayFirst, YearFirst};

const BILLING: Shape = Shape::Csv { separator: ';', is_windows: true, has_mark: false };
const HELPDESK: Shape = Shape::Csv { separator: ',', is_windows: false, has_mark: true };
const TELEPHONE: Shape = Shape::Csv { separator: ',', is_windows: false, has_mark: false };
const OFFICE: Shape = Shape::Csv { separator: ';', is_windows: false, has_mark: false };

const CUSTOMERS: Spec = Spec {
    name: "customers",
    system: "billing",
    stem: "administration/customers",
    shape: BILLING,
    order: DayFirst,
    link: "customer",
    may_miss: &[("email", true), ("phone", true), ("tax_code", true), ("address", false)],
    columns: &[
        ("Codice cliente", "customer", Plain),
        ("Cognome", "last_name", Plain),
        ("Nome", "first_name", Plain),
        ("Ragione sociale", "company_name", Plain),
        ("Codice fiscale", "tax_code", Plain),
        ("Partita IVA", "vat_number", Plain),
        ("Data di nascita", "birth_date", Plain),
        ("Telefono", "phone", Plain),
        ("Telefono 2", "phone_2", Plain),
        ("E-mail", "email", Plain),
        ("Indirizzo", "address", Plain),
        ("CAP", "postcode", Plain),
        ("Comune", "city", Plain),
        ("Prov.", "province", Plain),
        ("Aggiornato il", "at", Date),
    ],
};

const INVOICES: Spec = Spec {
    name: "invoices",
    system: "billing",
    stem: "administration/invoices",
    shape: BILLING,
    order: DayFirst,
    link: "customer",
    may_miss: &[("contract", false), ("period_from", false), ("amount", true)],
    columns: &[
        ("Riga", "key", Plain),
        ("Numero", "claim", Plain),
        ("Rata", "instalment", Plain),
        ("Codice cliente", "customer", Plain),
        ("Contratto", "contract", Plain),
        ("Data emissione", "at", Date),
        ("Periodo dal", "period_from", Plain),
        ("Periodo al", "period_to", Plain),
        ("Totale", "amount", Plain),
        ("Scadenza", "due", Plain),
        ("Aggiornato il", "updated", Plain),
    ],
};

const CREDITS: Spec = Spec {
    name: "credits",
    system: "billing",
    stem: "administration/credits",
    shape: BILLING,
    order: DayFirst,
    link: "claim",
    may_miss: &[("amount", true)],
    columns: &[
        ("Numero nota", "key", Plain),
        ("Codice cliente", "customer", Plain),
        ("Fattura rettificata", "claim", Plain),
        ("Data", "at", Date),
        ("Importo", "amount", Plain),
    ],
};

const PAYMENTS: Spec = Spec {
    name: "payments",
    system: "billing",
    stem: "administration/payments",
    shape: BILLING,
    order: DayFirst,
    link: "claim",
    may_miss: &[("method", false), ("claim", true)],
    columns: &[
        ("ID incasso", "key", Plain),
        ("Codice cliente", "customer", Plain),
        ("Fattura", "claim", Plain),
        ("Rata", "instalment", Plain),
        ("Data valuta", "at", Date),
        ("Importo", "amount", Plain),
        ("Metodo", "method", Plain),
    ],
};

const REMINDERS: Spec = Spec {
    name: "reminders",
    system: "billing",
    stem: "administration/reminders",
    shape: BILLING,
    order: DayFirst,
    link: "claim",
    may_miss: &[("amount", false), ("level", false)],
    columns: &[
        ("ID", "key", Plain),
        ("Codice cliente", "customer", Plain),
        ("Tipo", "kind", Plain),
        ("Fattura", "claim", Plain),
        ("Rata", "instalment", Plain),
        ("Data", "at", Date),
        ("Ora", "at", Time),
        ("Importo", "amount", Plain),
        ("Livello", "level", Plain),
    ],
};

const COLLECTIONS: Spec = Spec {
    name: "collections",
    system: "billing",
    stem: "administration/collections",
    shape: BILLING,
    order: DayFirst,
    link: "claim",
    may_miss: &[("agency", false)],
    columns: &[
        ("ID pratica", "key", Plain),
        ("Codice cliente", "customer", Plain),
        ("Fattura", "claim", Plain),
        ("Rata", "instalment", Plain),
        ("Data affidamento", "at", Date),
        ("Ora", "at", Time),
        ("Importo", "amount", Plain),
        ("Agenzia", "agency", Plain),
        ("Stato", "state", Plain),
    ],
};

const CONTACTS: Spec = Spec {
    name: "contacts",
    system: "helpdesk",
    stem: "customer_service/contacts",
    shape: HELPDESK,
    order: YearFirst,
    link: "customer",
    may_miss: &[("email", true), ("phone", true), ("city", false)],
    columns: &[
        ("contact_id", "customer", Plain),
        ("first_name", "first_name", Plain),
        ("last_name", "last_name", Plain),
        ("company", "company_name", Plain),
        ("phone", "phone", Plain),
        ("email", "email", Plain),
        ("city", "city", Plain),
        ("updated_at", "at", Moment),
    ],
};

const TICKETS: Spec = Spec {
    name: "tickets",
    system: "helpdesk",
    stem: "customer_service/tickets",
    shape: HELPDESK,
    order: YearFirst,
    link: "customer",
    may_miss: &[("reason", false), ("actor", false)],
    columns: &[
        ("event_id", "key", Plain),
        ("ticket", "case", Plain),
        ("contact_id", "customer", Plain),
        ("created_at", "at", Moment),
        ("type", "kind", Plain),
        ("status", "case_step", Plain),
        ("channel", "channel", Plain),
        ("team", "department", Plain),
        ("agent", "actor", Plain),
        ("reason", "reason", Plain),
        ("body", "text", Plain),
    ],
};

const DISPUTES: Spec = Spec {
    name: "disputes",
    system: "helpdesk",
    stem: "customer_service/disputes",
    shape: HELPDESK,
    order: YearFirst,
    link: "claim",
    may_miss: &[("reason", false)],
    columns: &[
        ("event_id", "key", Plain),
        ("dispute", "dispute", Plain),
        ("contact_id", "customer", Plain),
        ("invoice", "claim", Plain),
        ("state", "state", Plain),
        ("reason", "reason", Plain),
        ("created_at", "at", Moment),
    ],
};

const HANDOFFS: Spec = Spec {
    name: "handoffs",
    system: "helpdesk",
    stem: "customer_service/handoffs",
    shape: Shape::Jsonl,
    order: YearFirst,
    link: "customer",
    may_miss: &[("to", true), ("case", true)],
    columns: &[
        ("event", "key", Plain),
        ("handoff", "handoff", Plain),
        ("ticket", "case", Plain),
        ("contact", "customer", Plain),
        ("from", "from", Plain),
        ("to", "to", Plain),
        ("state", "state", Plain),
        ("at", "at", Moment),
    ],
};

const PROMISES: Spec = Spec {
    name: "promises",
    system: "helpdesk",
    stem: "customer_service/promises",
    shape: Shape::Jsonl,
    order: YearFirst,
    link: "customer",
    may_miss: &[("what", false), ("case", false)],
    columns: &[
        ("event", "key", Plain),
        ("promise", "promise", Plain),
        ("ticket", "case", Plain),
        ("contact", "customer", Plain),
        ("department", "department", Plain),
        ("state", "state", Plain),
        ("due", "due", Plain),
        ("what", "what", Plain),
        ("at", "at", Moment),
    ],
};

const CALLS: Spec = Spec {
    name: "calls",
    system: "phone",
    stem: "customer_service/calls",
    shape: TELEPHONE,
    order: DayFirst,
    link: "phone",
    may_miss: &[("line", false), ("seconds", false)],
    columns: &[
        ("Data", "at", Date),
        ("Ora", "at", Time),
        ("Numero", "phone", Plain),
        ("Direzione", "direction", Plain),
        ("Esito", "outcome", Plain),
        ("Attesa", "wait_seconds", Plain),
        ("Durata", "seconds", Plain),
        ("Linea", "line", Plain),
    ],
};

const MAIL_COLUMNS: &[Column] = &[
    ("Message-ID", "key", Plain),
    ("Date", "at", Moment),
    ("Address", "email", Plain),
    ("Name", "name", Plain),
    ("Subject", "subject", Plain),
    ("Auto-Submitted", "automatic", Plain),
    ("Body", "text", Plain),
];

const MAILBOX: Spec = Spec {
    name: "mailbox",
    system: "mailbox",
    stem: "customer_service/mailbox",
    shape: Shape::Mbox,
    order: YearFirst,
    link: "email",
    may_miss: &[("subject", false)],
    columns: MAIL_COLUMNS,
};

const REPLIES: Spec = Spec {
    name: "replies",
    system: "mailbox",
    stem: "customer_service/replies",
    shape: Shape::Mbox,
    order: YearFirst,
    link: "email",
    may_miss: &[("subject", false)],
    columns: MAIL_COLUMNS,
};

const CONTRACTS: Spec = Spec {
    name: "contracts",
    system: "crm",
    stem: "sales/contracts",
    shape: Shape::Workbook,
    order: DayFirst,
    link: "customer",
    may_miss: &[("phone", true), ("email", true), ("billing_months", false)],
    columns: &[
        ("ID riga", "key", Plain),
        ("Contratto", "contract", Plain),
        ("Codice contatto", "customer", Plain),
        ("Intestatario", "name", Plain),
        ("Ragione sociale", "company_name", Plain),
        ("Codice fiscale", "tax_code", Plain),
        ("Partita IVA", "vat_number", Plain),
        ("Cellulare", "phone", Plain),
        ("E-mail", "email", Plain),
        ("Prodotto", "product", Plain),
        ("Stato", "state", Plain),
        ("Data stato", "at", Date),
        ("Data fine", "ends", Plain),
        ("Fatturazione mesi", "billing_months", Plain),
    ],
};

const CAMPAIGNS: Spec = Spec {
    name: "campaigns",
    system: "campaigns",
    stem: "marketing/campaigns",
    shape: OFFICE,
    order: DayFirst,
    link: "phone",
    may_miss: &[("product", false)],
    columns: &[
        ("ID contatto", "key", Plain),
        ("Campagna", "campaign", Plain),
        ("Data e ora", "at", Moment),
        ("Nominativo", "name", Plain),
        ("Azienda", "company_name", Plain),
        ("Telefono", "phone", Plain),
        ("Prodotto", "product", Plain),
        ("Esito", "outcome", Plain),
    ],
};

const CONSENTS: Spec = Spec {
    name: "consents",
    system: "consents",
    stem: "marketing/consents",
    shape: OFFICE,
    order: YearFirst,
    link: "email",
    may_miss: &[("evidence", false)],
    columns: &[
        ("ID", "key", Plain),
        ("E-mail", "email", Plain),
        ("Finalità", "purpose", Plain),
        ("Stato", "state", Plain),
        ("Data", "at", Moment),
        ("Prova", "evidence", Plain),
    ],
};

const INTERVENTIONS: Spec = Spec {
    name: "interventions",
    system: "technical",
    stem: "technical/interventions",
    shape: BILLING,
    order: DayFirst,
    link: "customer",
    may_miss: &[("text", false), ("case", false)],
    columns: &[
        ("Rapporto", "key", Plain),
        ("Impianto", "customer", Plain),
        ("Intestatario", "name", Plain),
        ("Ditta", "company_name", Plain),
        ("Codice fiscale", "tax_code", Plain),
        ("Partita IVA", "vat_number", Plain),
        ("Ticket", "case", Plain),
        ("Data", "at", Date),
        ("Ora", "at", Time),
        ("Tipo", "topic", Plain),
        ("Note", "text", Plain),
    ],
};

const DELIVERIES: Spec = Spec {
    name: "deliveries",
    system: "logistics",
    stem: "logistics/deliveries",
    shape: OFFICE,
    order: DayFirst,
    link: "customer",
    may_miss: &[("text", false), ("phone", true)],
    columns: &[
        ("Spedizione", "key", Plain),
        ("Destinatario", "customer", Plain),
        ("Nome", "name", Plain),
        ("Azienda", "company_name", Plain),
        ("Telefono", "phone", Plain),
        ("Indirizzo", "address", Plain),
        ("CAP", "postcode", Plain),
        ("Città", "city", Plain),
        ("Data", "at", Moment),
        ("Contenuto", "topic", Plain),
        ("Esito", "text", Plain),
    ],
};

const SELF_SERVICE: Spec = Spec {
    name: "self_service",
    system: "web",
    stem: "web/self_service",
    shape: Shape::Jsonl,
    order: YearFirst,
    link: "email",
    may_miss: &[("task", false)],
    columns: &[
        ("id", "key", Plain),
        ("user", "email", Plain),
        ("at", "at", Moment),
        ("task", "task", Plain),
        ("state", "state", Plain),
    ],
};

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
            Self::Customers => &CUSTOMERS,
            Self::Invoices => &INVOICES,
            Self::Credits => &CREDITS,
            Self::Payments => &PAYMENTS,
            Self::Reminders => &REMINDERS,
            Self::Collections => &COLLECTIONS,
            Self::Contacts => &CONTACTS,
            Self::Tickets => &TICKETS,
            Self::Disputes => &DISPUTES,
            Self::Handoffs => &HANDOFFS,
            Self::Promises => &PROMISES,
            Self::Calls => &CALLS,
            Self::Mailbox => &MAILBOX,
            Self::Replies => &REPLIES,
            Self::Contracts => &CONTRACTS,
            Self::Campaigns => &CAMPAIGNS,
            Self::Consents => &CONSENTS,
            Self::Interventions => &INTERVENTIONS,
            Self::Deliveries => &DELIVERIES,
            Self::SelfService => &SELF_SERVICE,
        }
    }
}
