//! The exports of the billing system.

use super::Form::{Date, Plain, Time};
use super::{Shape, Spec};
use crate::sample::dates::Order::DayFirst;

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

pub(super) const INVOICES: Spec = Spec {
    name: "invoices",
    system: "billing",
    stem: "administration/invoices",
    shape: WINDOWS,
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

pub(super) const CREDITS: Spec = Spec {
    name: "credits",
    system: "billing",
    stem: "administration/credits",
    shape: WINDOWS,
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

pub(super) const PAYMENTS: Spec = Spec {
    name: "payments",
    system: "billing",
    stem: "administration/payments",
    shape: WINDOWS,
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
