//! The exports of the billing system.

use super::Form::{Date, Plain, Time};
use super::{Shape, Spec};
use crate::sample::dates::Order::{DayFirst, YearFirst};

/// What the older systems write: Windows, semicolons.
pub(super) const WINDOWS: Shape = Shape::Csv { separator: ';', is_windows: true, has_mark: false };

pub(super) const CUSTOMERS: Spec = Spec {
    name: "customers",
    system: "billing",
    stem: "administration/customers",
    shape: WINDOWS,
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

/// Not written as columns: `render::fattura` puts the fields where the format wants them. A wrong
/// code or number does not pass the exchange of invoices, so that none is damaged.
pub(super) const INVOICES: Spec = Spec {
    name: "invoices",
    system: "billing",
    stem: "administration/fatture/fatture",
    shape: Shape::Fattura,
    order: YearFirst,
    link: "",
    may_miss: &[("contract", true), ("payment_block", true), ("period_from", true)],
    columns: &[],
};

pub(super) const CREDITS: Spec = Spec { may_miss: &[("related", true)], ..INVOICES };

pub(super) const RECEIPTS: Spec = Spec { may_miss: &[], ..INVOICES };

/// Statements of the bank; it knows of a customer what the payer wrote.
pub(super) const BANK: Spec = Spec {
    name: "bank",
    system: "bank",
    stem: "administration/estratto_conto",
    shape: Shape::Camt,
    order: YearFirst,
    link: "claim",
    may_miss: &[("claim", true)],
    columns: &[],
};

pub(super) const PORTAL: Spec = Spec {
    name: "portal",
    system: "billing",
    stem: "administration/incassi",
    shape: WINDOWS,
    order: DayFirst,
    link: "claim",
    may_miss: &[("method", false), ("claim", true), ("amount", true)],
    columns: &[
        ("ID incasso", "key", Plain),
        ("Codice cliente", "customer", Plain),
        ("Fattura", "claim", Plain),
        ("Rata", "instalment", Plain),
        ("Data valuta", "at", Date),
        ("Importo", "amount", Plain),
        ("Metodo", "method", Plain),
        ("Aggiornato il", "updated", Plain),
    ],
};

pub(super) const REMINDERS: Spec = Spec {
    name: "reminders",
    system: "billing",
    stem: "administration/reminders",
    shape: WINDOWS,
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

pub(super) const COLLECTIONS: Spec = Spec {
    name: "collections",
    system: "billing",
    stem: "administration/collections",
    shape: WINDOWS,
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

pub(super) const SUSPENSIONS: Spec = Spec {
    name: "suspensions",
    system: "billing",
    stem: "administration/sospensioni",
    shape: WINDOWS,
    order: DayFirst,
    link: "customer",
    may_miss: &[("contract", false)],
    columns: &[
        ("ID", "key", Plain),
        ("Codice cliente", "customer", Plain),
        ("Contratto", "contract", Plain),
        ("Fattura", "claim", Plain),
        ("Stato", "state", Plain),
        ("Data", "at", Date),
        ("Ora", "at", Time),
    ],
};
