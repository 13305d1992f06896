//! The configuration as it is written: sections and keys of `filo.toml`, before any check.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::disclosure::Disclosure;
use super::findings::Findings;
use super::{culture, guard, link, listen};

/// `filo.toml` as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) company: Company,
    #[serde(default)]
    pub(super) calendar: Calendar,
    #[serde(default)]
    pub(super) department: Vec<Department>,
    #[serde(default)]
    pub(super) source: Vec<Source>,
    #[serde(default)]
    pub(super) line: Vec<Line>,
    #[serde(default)]
    pub(super) standard: Standard,
    #[serde(default)]
    pub(super) public_promise: Vec<PublicPromise>,
    #[serde(default)]
    pub(super) retention: Retention,
    #[serde(default)]
    pub(super) findings: Findings,
    #[serde(default)]
    pub(super) disclosure: Disclosure,
    #[serde(default)]
    pub(super) link: link::Written,
    #[serde(default)]
    pub(super) guard: guard::Written,
    #[serde(default)]
    pub(super) culture: culture::Written,
    #[serde(default)]
    pub(super) listen: listen::Written,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Company {
    pub(super) name: String,
    pub(super) language: Option<Spanned<String>>,
    pub(super) zone: Option<Spanned<String>>,
    pub(super) store: Option<String>,
    pub(super) operator: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Calendar {
    pub(super) holidays: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) local: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) closed: Vec<Spanned<toml::value::Datetime>>,
    pub(super) hours: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Department {
    pub(super) name: Spanned<String>,
    #[serde(default)]
    pub(super) label: BTreeMap<String, String>,
    pub(super) people: Option<u32>,
    pub(super) hours: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub(super) name: Spanned<String>,
    pub(super) system: Option<String>,
    pub(super) department: Spanned<String>,
    pub(super) preset: Option<Spanned<String>>,
    pub(super) kind: Option<Spanned<String>>,
    pub(super) path: Spanned<String>,
    #[serde(default)]
    pub(super) one_per_customer: bool,
    pub(super) format: Option<Spanned<String>>,
    pub(super) encoding: Option<Spanned<String>>,
    pub(super) separator: Option<Spanned<String>>,
    pub(super) decimal: Option<Spanned<String>>,
    pub(super) dates: Option<Spanned<String>>,
    pub(super) zone: Option<Spanned<String>>,
    pub(super) sheet: Option<String>,
    pub(super) header_row: Option<u32>,
    pub(super) header: Option<Spanned<Vec<String>>>,
    #[serde(default)]
    pub(super) exchange: Exchange,
    pub(super) lag: Option<Spanned<String>>,
    pub(super) freshness: Option<Spanned<String>>,
    pub(super) channel: Option<Spanned<String>>,
    pub(super) direction: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) columns: BTreeMap<Spanned<String>, Columns>,
    #[serde(default)]
    pub(super) values: BTreeMap<Spanned<String>, BTreeMap<String, Spanned<Meaning>>>,
    #[serde(default)]
    pub(super) constants: BTreeMap<Spanned<String>, Scalar>,
    #[serde(default)]
    pub(super) ignore: Vec<String>,
    /// Columns that a preset names; never written in a configuration.
    #[serde(skip)]
    pub(super) alternatives: Vec<String>,
    /// Those of them that a file may lack.
    #[serde(skip)]
    pub(super) optional: Vec<String>,
    #[serde(default)]
    pub(super) patterns: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    pub(super) due_after: BTreeMap<String, u32>,
}

/// What is known of a telephone exchange.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Exchange {
    #[serde(default)]
    pub(super) lines: Vec<String>,
    pub(super) extension_digits: Option<Spanned<[u8; 2]>>,
    pub(super) outside_prefix: Option<String>,
}

/// One column, or several that are joined by a space.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged, expecting = "expected a column's name or a list of names, in quotes")]
pub(super) enum Columns {
    One(String),
    Many(Vec<String>),
}

/// What a value means: another value, or values for several fields.
#[derive(Debug, Clone, Deserialize)]
#[serde(
    untagged,
    expecting = "expected a text, or a table of fields such as { kind = \"dispute\" }"
)]
pub(super) enum Meaning {
    Value(Scalar),
    Fields(BTreeMap<String, Scalar>),
}

/// A text, number or truth value, all read as text.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged, expecting = "expected a text, a whole number, true or false")]
pub(super) enum Scalar {
    Text(String),
    Number(i64),
    Flag(bool),
}

impl Scalar {
    pub(super) fn into_text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    pub(super) number: Spanned<String>,
    #[serde(default)]
    pub(super) label: BTreeMap<String, String>,
    pub(super) department: Option<Spanned<String>>,
    pub(super) cost_per_call: Option<Spanned<String>>,
    pub(super) cost_per_minute: Option<Spanned<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Standard {
    #[serde(default)]
    pub(super) request: Vec<Request>,
    #[serde(default)]
    pub(super) deadline: Vec<Deadline>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Request {
    pub(super) kind: Spanned<String>,
    pub(super) answer: Option<Spanned<String>>,
    pub(super) steps: Option<u32>,
    #[serde(default)]
    pub(super) self_service: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Deadline {
    pub(super) department: Spanned<String>,
    pub(super) within: Spanned<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PublicPromise {
    pub(super) text: BTreeMap<String, String>,
    pub(super) source: String,
    pub(super) date: Spanned<toml::value::Datetime>,
    pub(super) measure: Spanned<String>,
    pub(super) share: Option<Spanned<f64>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Retention {
    pub(super) thread_months: Option<u32>,
    pub(super) text_months: Option<u32>,
    pub(super) verdict_months: Option<u32>,
    pub(super) wave_words_months: Option<u32>,
    pub(super) wave_months: Option<u32>,
}
