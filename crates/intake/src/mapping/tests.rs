//! What a row means under a mapping, told as tables: columns and values in, what was said out.

mod keys;
mod meaning;
mod terms;

use std::collections::BTreeMap;

use filo_model::amount::DecimalMark;
use filo_model::draft::Draft;
use filo_model::facts::EntryKind;
use filo_model::moment::DateOrder;
use jiff::tz::TimeZone;

use super::Mapping;
use super::spec::{Content, Meaning, SourceSpec, field};
use crate::row::{Reason, Row};

/// When the export of the tests was made.
const EXPORTED: i64 = 1_780_000_000_000;

/// A row as columns and values, in the order of its file.
type Cells<'a> = &'a [(&'a str, &'a str)];

/// A source of entries of a kind; each pair is a field and its columns, with `+` between them.
fn entries(kind: EntryKind, columns: Cells<'_>) -> SourceSpec {
    SourceSpec {
        name: "ledger".to_owned(),
        system: "billing".to_owned(),
        department: "administration".to_owned(),
        departments: vec!["administration".to_owned(), "sales".to_owned()],
        content: Content::Entries(kind),
        columns: columns.iter().map(|(name, from)| (known(name), split(from))).collect(),
        values: BTreeMap::new(),
        constants: BTreeMap::new(),
        ignore: Vec::new(),
        patterns: BTreeMap::new(),
        due_after: BTreeMap::new(),
        decimal: DecimalMark::Auto,
        dates: DateOrder::Auto,
        zone: TimeZone::get("Europe/Rome").unwrap(),
        lag_ms: 0,
    }
}

/// A source of people and firms.
fn records(columns: Cells<'_>) -> SourceSpec {
    SourceSpec { content: Content::Records, ..entries(EntryKind::Note, columns) }
}

/// A source of notes about one customer, whose time is in `Data`.
fn notes(columns: Cells<'_>) -> SourceSpec {
    let mut spec = entries(EntryKind::Note, columns);
    spec.columns.insert("at", vec!["Data".to_owned()]);
    with_constants(spec, &[("customer", "7")])
}

fn with_constants(mut spec: SourceSpec, constants: Cells<'_>) -> SourceSpec {
    spec.constants.extend(constants.iter().map(|(name, value)| (known(name), (*value).to_owned())));
    spec
}

/// Adds what values of a field mean; a meaning such as `kind=promise state=kept` sets fields.
fn with_values(mut spec: SourceSpec, name: &str, values: Cells<'_>) -> SourceSpec {
    let meaning = |text: &str| {
        if !text.contains('=') {
            return Meaning::Value(text.to_owned());
        }
        let pairs = text.split(' ').map(|pair| pair.split_once('=').unwrap());
        Meaning::Fields(pairs.map(|(name, value)| (known(name), value.to_owned())).collect())
    };
    let values = values.iter().map(|(value, meant)| ((*value).to_owned(), meaning(meant)));
    spec.values.insert(known(name), values.collect());
    spec
}

fn known(name: &str) -> &'static str {
    field(name).unwrap_or_else(|| panic!("there is no field `{name}`"))
}

fn split(columns: &str) -> Vec<String> {
    columns.split('+').map(str::to_owned).collect()
}

/// The mapping of a source at the beginning of a file.
fn mapping(spec: SourceSpec) -> Mapping {
    let mut mapping = Mapping::new(spec, [7; 32]);
    mapping.begin_file(EXPORTED, DecimalMark::Comma);
    mapping
}

/// A row as a reader would fill it: wanted columns in their slots, the rest kept.
fn row(mapping: &Mapping, cells: Cells<'_>) -> Row {
    let wanted = mapping.spec().wanted();
    let mut row = Row::default();
    row.begin(1, wanted.len());
    for (column, value) in cells {
        match wanted.iter().position(|one| one == column) {
            Some(slot) => row.set(slot, value),
            None => row.keep(column, value),
        }
    }
    row
}

fn draft(mapping: &mut Mapping, cells: Cells<'_>) -> Result<Draft, Reason> {
    let row = row(mapping, cells);
    mapping.draft(&row)
}

/// All that a row says, by name; what it does not say has no name here.
fn said(result: Result<Draft, Reason>) -> BTreeMap<String, String> {
    let mut said = BTreeMap::new();
    let draft = match result {
        Ok(draft) => draft,
        Err(reason) => return BTreeMap::from([("apart".to_owned(), reason.to_string())]),
    };
    let mut tell = |name: &str, value: String| drop(said.insert(name.to_owned(), value));
    tell("record", draft.record.key);
    tell("person", draft.record.statement.json().to_owned());
    tell("unread", draft.unread.to_string());
    if let Some(entry) = draft.entry {
        let content = entry.content;
        tell("kind", content.facts.kind().name().to_owned());
        tell("facts", entry.facts);
        tell("given", entry.given);
        tell("at", content.at.to_rfc3339());
        tell("known_after", (content.known_at - content.at.millis).to_string());
        tell("known_inferred", content.known_at_inferred.to_string());
        tell("stamp", entry.stamp.to_string());
        tell("department", content.department.to_string());
        tell("direction", content.direction.name().to_owned());
        tell("turn", content.turn.to_string());
        content.channel.iter().for_each(|channel| tell("channel", channel.name().to_owned()));
        if let Some(mention) = content.case {
            tell("case", mention.case);
            mention.step.iter().for_each(|step| tell("step", step.name().to_owned()));
        }
        if let Some(text) = content.text {
            tell("text", text.text);
            tell("quoted", text.quoted);
        }
    }
    said
}

/// A row says each of these; an empty value means that it says nothing of the kind.
#[track_caller]
fn check(spec: SourceSpec, cells: Cells<'_>, expected: Cells<'_>) {
    let said = said(draft(&mut mapping(spec), cells));
    for (name, value) in expected {
        let found = said.get(*name).map_or("", String::as_str);
        assert_eq!(found, *value, "`{name}` of the row {cells:?}; all it says: {said:#?}");
    }
}
