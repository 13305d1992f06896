//! Which column of a log holds what, by what columns are called in event logs and in exports of help desks.

use filo_model::words;

words! {
    /// What a column of a log holds.
    Field {
        /// Which case an event belongs to.
        Case = "case",
        /// What was done.
        Activity = "activity",
        /// When.
        Time = "time",
        /// By which department or team.
        Group = "group",
        /// Whose case it is.
        Customer = "customer",
        /// What it is about.
        Reason = "reason",
        /// Who did it.
        Actor = "actor",
        /// On which channel.
        Channel = "channel",
        /// From the customer, to the customer, inside.
        Direction = "direction",
        /// What else it is about, beside its case.
        Object = "object",
        /// Until when what is promised falls due.
        Due = "due",
        /// The amount in question.
        Amount = "amount",
        /// When work on it began.
        Started = "started",
    }
}

/// What columns are called, without case and marks; the earlier names are preferred. People are found by the keys of event
/// logs alone, and never as a group: no figure is about one of them.
const NAMES: [(Field, &[&str]); 10] = [
    (
        Field::Case,
        &[
            "trace concept name",
            "case concept name",
            "case id",
            "caseid",
            "case",
            "case number",
            "id caso",
            "caso",
            "ticket id",
            "ticket",
            "id ticket",
            "numero ticket",
            "pratica",
            "id pratica",
            "numero pratica",
            "incident",
            "trace id",
            "trace",
        ],
    ),
    (
        Field::Activity,
        &[
            "concept name",
            "activity",
            "activity name",
            "attività",
            "attivita",
            "event",
            "evento",
            "azione",
            "action",
            "status",
            "stato",
            "step",
            "passo",
        ],
    ),
    (
        Field::Time,
        &[
            "time timestamp",
            "timestamp",
            "complete timestamp",
            "completetime",
            "end timestamp",
            "time",
            "datetime",
            "date time",
            "data ora",
            "data e ora",
            "date",
            "data",
            "at",
            "created at",
            "ora",
        ],
    ),
    (
        Field::Group,
        &[
            "org group",
            "department",
            "reparto",
            "dipartimento",
            "ufficio",
            "group",
            "gruppo",
            "team",
            "assignment group",
            "gruppo di assegnazione",
            "queue",
            "coda",
        ],
    ),
    (
        Field::Customer,
        &[
            "customer",
            "trace customer",
            "customer id",
            "cliente",
            "id cliente",
            "codice cliente",
            "caller id",
        ],
    ),
    (
        Field::Reason,
        &[
            "product",
            "trace product",
            "prodotto",
            "reason",
            "motivo",
            "category",
            "categoria",
            "topic",
            "tema",
        ],
    ),
    (
        Field::Actor,
        &["org resource", "resource", "agent", "agente", "operator", "operatore", "actor"],
    ),
    (Field::Channel, &["channel", "canale", "contact type"]),
    (Field::Direction, &["direction", "direzione", "verso"]),
    (Field::Started, &["start timestamp", "time start", "started", "inizio lavorazione"]),
];

/// A name without case and the marks between its words.
fn fold(name: &str) -> String {
    let letters = name.to_lowercase();
    let words = letters.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The column of a field among those of a file: of the earliest name that one has.
#[must_use]
pub fn find(field: Field, columns: &[String]) -> Option<&String> {
    let (_, names) = NAMES.iter().find(|(known, _)| *known == field)?;
    names.iter().find_map(|name| columns.iter().find(|column| fold(column) == *name))
}

/// The column with the name that somebody typed.
#[must_use]
pub fn named<'c>(name: &str, columns: &'c [String]) -> Option<&'c String> {
    let exact = columns.iter().find(|column| *column == name);
    exact.or_else(|| columns.iter().find(|column| fold(column) == fold(name)))
}

/// A direction as exports write it.
#[must_use]
pub fn direction(text: &str) -> Option<filo_journey::log::Direction> {
    use filo_journey::log::Direction;
    if text.is_empty() {
        return None;
    }
    match fold(text).as_str() {
        "in" | "inbound" | "incoming" | "entrata" | "in entrata" | "in arrivo" | "customer"
        | "cliente" => Some(Direction::In),
        "out" | "outbound" | "outgoing" | "uscita" | "in uscita" | "company" | "azienda" => {
            Some(Direction::Out)
        }
        "internal" | "interno" | "interna" => Some(Direction::Internal),
        _ => None,
    }
}
