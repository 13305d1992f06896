//! What a configuration says of one source: which columns are which fields, and what values mean.

use std::collections::BTreeMap;

use filo_model::amount::DecimalMark;
use filo_model::facts::EntryKind;
use filo_model::moment::DateOrder;
use jiff::tz::TimeZone;

/// Fields about the person or firm, in the order of [`super::person`].
pub const PERSON_FIELDS: &[&str] = &[
    "customer",
    "name",
    "first_name",
    "last_name",
    "company_name",
    "birth_date",
    "tax_code",
    "vat_number",
    "phone",
    "phone_2",
    "email",
    "pec",
    "address",
    "house_number",
    "postcode",
    "city",
    "province",
    "about_claim",
    "about_file",
    "about_message",
    "account",
];

/// Fields that every entry may have, whatever its kind.
pub const ENTRY_FIELDS: &[&str] = &[
    "key",
    "at",
    "known_at",
    "updated",
    "turn",
    "kind",
    "department",
    "channel",
    "direction",
    "case",
    "case_step",
    "actor",
    "text",
    "quoted",
    "signature",
    "layout",
];

/// The stable name of a field that a mapping may use: of the person, the entry or some kind's facts.
#[must_use]
pub fn field(name: &str) -> Option<&'static str> {
    let facts = EntryKind::ALL.iter().flat_map(|kind| kind.fact_names());
    PERSON_FIELDS.iter().chain(ENTRY_FIELDS).chain(facts).find(|known| **known == name).copied()
}

/// What the rows of a source are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// People or firms only.
    Records,
    /// Entries, of this kind unless a column says another.
    Entries(EntryKind),
}

/// What a value of a mapped column means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// Another value for the same field.
    Value(String),
    /// Values for several fields.
    Fields(Vec<(&'static str, String)>),
}

/// What a configuration says of one source, checked as far as it can be without reading.
#[derive(Debug, Clone)]
pub struct SourceSpec {
    /// The source's name.
    pub name: String,
    /// The system that keeps the records; exports of one system share their keys.
    pub system: String,
    /// The department it belongs to, one of [`Self::departments`].
    pub department: String,
    /// All departments of the company, by name.
    pub departments: Vec<String>,
    /// What its rows are.
    pub content: Content,
    /// Field to columns; several columns are joined by a space.
    pub columns: BTreeMap<&'static str, Vec<String>>,
    /// Field to the meanings of its values; the key `*` stands for any other value.
    pub values: BTreeMap<&'static str, BTreeMap<String, Meaning>>,
    /// Fields with a fixed value.
    pub constants: BTreeMap<&'static str, String>,
    /// Columns that are not kept although nothing maps them.
    pub ignore: Vec<String>,
    /// Field to the pattern that finds its value in what its columns hold.
    pub patterns: BTreeMap<&'static str, String>,
    /// Contract to the days after an invoice's date by which it is to be paid, where the invoice does
    /// not say; `*` stands for any other contract.
    pub due_after: BTreeMap<String, u32>,
    /// How amounts are written; [`DecimalMark::Auto`] looks at the file.
    pub decimal: DecimalMark,
    /// How dates are written.
    pub dates: DateOrder,
    /// The zone of times that name none.
    pub zone: TimeZone,
    /// How long after it happened the company knows it, in milliseconds.
    pub lag_ms: i64,
}

impl SourceSpec {
    /// Every column the mapping asks for, each once, in a fixed order.
    #[must_use]
    pub fn wanted(&self) -> Vec<String> {
        let mut wanted: Vec<String> = Vec::new();
        for column in self.columns.values().flatten() {
            if !wanted.contains(column) {
                wanted.push(column.clone());
            }
        }
        wanted
    }
}
