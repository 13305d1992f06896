//! The exports of sales, marketing, technicians, logistics and the site.

use super::Form::{Date, Moment, Plain, Time};
use super::{Shape, Spec};
use crate::sample::dates::Order::{DayFirst, YearFirst};

const OFFICE: Shape = Shape::Csv { separator: ';', is_windows: false, has_mark: false };

pub(super) const CONTRACTS: Spec = Spec {
    name: "contracts",
    system: "crm",
    stem: "sales/contracts",
    shape: Shape::Workbook,
    order: DayFirst,
    link: "customer",
    may_miss: &[("phone", true), ("email", true), ("billing_months", true)],
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

pub(super) const CAMPAIGNS: Spec = Spec {
    name: "campaigns",
    system: "campaigns",
    stem: "marketing/campaigns",
    shape: OFFICE,
    order: DayFirst,
    link: "phone",
    may_miss: &[("product", true)],
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

pub(super) const AGENCY_NORTH: Spec = Spec {
    name: "agency_north",
    system: "agency_north",
    stem: "marketing/contatti_nord",
    shape: super::billing::WINDOWS,
    order: DayFirst,
    link: "phone",
    may_miss: &[("product", true)],
    columns: &[
        ("Progressivo", "key", Plain),
        ("Lista", "campaign", Plain),
        ("Giorno", "at", Date),
        ("Ora", "at", Time),
        ("Cliente", "name", Plain),
        ("Ditta", "company_name", Plain),
        ("Numero chiamato", "phone", Plain),
        ("Offerta", "product", Plain),
        ("Risultato", "outcome", Plain),
    ],
};

pub(super) const AGENCY_SOUTH: Spec = Spec {
    name: "agency_south",
    system: "agency_south",
    stem: "marketing/agency_south",
    shape: Shape::Csv { separator: ',', is_windows: false, has_mark: true },
    order: YearFirst,
    link: "phone",
    may_miss: &[("product", true)],
    columns: &[
        ("call_id", "key", Plain),
        ("list", "campaign", Plain),
        ("called_at", "at", Moment),
        ("full_name", "name", Plain),
        ("company", "company_name", Plain),
        ("number", "phone", Plain),
        ("offer", "product", Plain),
        ("result", "outcome", Plain),
    ],
};

pub(super) const CONSENTS: Spec = Spec {
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
        ("Telefono", "phone", Plain),
        ("Finalità", "purpose", Plain),
        ("Stato", "state", Plain),
        ("Data", "at", Moment),
        ("Prova", "evidence", Plain),
    ],
};

pub(super) const PREFERENCES: Spec = Spec {
    name: "preferences",
    system: "consents",
    stem: "marketing/preferenze",
    shape: OFFICE,
    order: YearFirst,
    link: "email",
    may_miss: &[],
    columns: &[
        ("ID", "key", Plain),
        ("E-mail", "email", Plain),
        ("Telefono", "phone", Plain),
        ("Preferenza", "what", Plain),
        ("Stato", "state", Plain),
        ("Data", "at", Moment),
    ],
};

/// Posts name no customer: who wrote them, only a person may say.
pub(super) const POSTS: Spec = Spec {
    name: "posts",
    system: "posts",
    stem: "marketing/recensioni",
    shape: OFFICE,
    order: YearFirst,
    link: "customer",
    may_miss: &[("rating", false)],
    columns: &[
        ("ID", "key", Plain),
        ("Autore", "customer", Plain),
        ("Sito", "platform", Plain),
        ("Stelle", "rating", Plain),
        ("Pubblicato", "at", Moment),
        ("Testo", "text", Plain),
    ],
};

pub(super) const INTERVENTIONS: Spec = Spec {
    name: "interventions",
    system: "technical",
    stem: "technical/interventions",
    shape: super::billing::WINDOWS,
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

pub(super) const DELIVERIES: Spec = Spec {
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

pub(super) const SELF_SERVICE: Spec = Spec {
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
