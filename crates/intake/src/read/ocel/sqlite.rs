//! Reads a log in SQLite: a table of all events, one of all objects, and one for each of their types.

use std::collections::HashMap;
use std::path::Path;

use filo_model::event_log::{Value, ValueKind};
use rusqlite::types::ValueRef;

use super::apart::{Fault, Part};
use super::gather::{Draft, Gather, Raw, RawAttribute, Side};
use super::tables::{Database, Table};
use super::{Form, OcelError, Options, Reading};

/// The table of Filo's own that names attributes whose name no column can have.
const COLUMN_TABLE: &str = "filo_column";
/// The columns of a type's table that are no attributes.
const OWN_COLUMNS: [&str; 3] = ["ocel_id", "ocel_time", "ocel_changed_field"];

/// Whether a database holds a log.
pub(super) fn is_log(path: &Path) -> bool {
    let length = path.metadata().map_or(0, |metadata| metadata.len());
    Database::open(path, length, 0).is_ok_and(|database| holds_log(&database))
}

fn holds_log(database: &Database) -> bool {
    ["event_map_type", "object_map_type"].iter().any(|name| database.table(name).is_some())
}

/// Reads a log from a database of a length in bytes.
pub(super) fn read(path: &Path, length: u64, options: &Options) -> Result<Reading, OcelError> {
    let value_bytes_max = u64::try_from(options.limits.message_bytes_max).unwrap_or(u64::MAX);
    let mut database = Database::open(path, length, value_bytes_max)?;
    if !holds_log(&database) {
        return Err(OcelError::NotALog);
    }
    let mut reader = Reader {
        gather: Gather::new(options),
        names: HashMap::new(),
        rows: 0,
        rows_max: options.items_max,
    };
    reader.columns_named(&mut database);
    let mut objects = reader.items(&mut database, Side::Objects);
    let mut events = reader.items(&mut database, Side::Events);
    reader.relate(&mut database, Side::Objects, &mut objects);
    reader.relate(&mut database, Side::Events, &mut events);
    for (side, items) in [(Side::Objects, objects), (Side::Events, events)] {
        for (place, draft) in (1..).zip(items.drafts) {
            reader.gather.take(side, place, draft);
            if let Some(fault) = reader.gather.overfull() {
                reader.gather.fault(Part::File, 0, fault);
                return Ok(reader.gather.finish(Form::Sqlite));
            }
        }
    }
    Ok(reader.gather.finish(Form::Sqlite))
}

/// What is called by the names of a side's tables.
fn prefix(side: Side) -> &'static str {
    match side {
        Side::Events => "event",
        Side::Objects => "object",
    }
}

/// The events or objects of a log, in the order of their table.
#[derive(Default)]
struct Items {
    drafts: Vec<Draft>,
    by_id: HashMap<String, usize>,
}

impl Items {
    fn get(&mut self, id: &str) -> Option<&mut Draft> {
        self.drafts.get_mut(*self.by_id.get(id)?)
    }
}

struct Reader<'o> {
    gather: Gather<'o>,
    /// The attributes that columns of tables stand for, where it is not their own name.
    names: HashMap<(String, String), String>,
    rows: u64,
    rows_max: u64,
}

impl Reader<'_> {
    /// Hands over the values of some columns of a table, each row with its place; what is wrong is told.
    fn rows(
        &mut self,
        database: &mut Database,
        table: &str,
        columns: &[&str],
        mut each: impl FnMut(&mut Self, u64, &[ValueRef<'_>]),
    ) {
        let found = database.table(table).and_then(|table| {
            let columns: Option<Vec<usize>> =
                columns.iter().map(|column| table.column(column)).collect();
            columns.map(|columns| (table, columns))
        });
        match found {
            None => self.gather.fault(Part::File, 0, Fault::MissingTable),
            Some((table, columns)) => {
                self.all(database, (Part::File, 0), &table, &columns, &mut each);
            }
        }
    }

    fn all(
        &mut self,
        database: &mut Database,
        (part, place): (Part, u64),
        table: &Table,
        columns: &[usize],
        each: &mut dyn FnMut(&mut Self, u64, &[ValueRef<'_>]),
    ) {
        let outcome = database.rows(table, columns, |place, values| {
            self.rows += 1;
            if self.rows > self.rows_max {
                return Err(Fault::TooMany { limit: self.rows_max });
            }
            each(self, place, values);
            Ok(())
        });
        if let Err(fault) = outcome {
            self.gather.fault(part, place, fault);
        }
    }

    /// The attributes whose columns have another name, where Filo wrote the file.
    fn columns_named(&mut self, database: &mut Database) {
        if database.table(COLUMN_TABLE).is_some() {
            let columns = ["ocel_table", "ocel_column", "ocel_attribute"];
            self.rows(database, COLUMN_TABLE, &columns, |reader, _, values| {
                if let [table, column, attribute] = values {
                    reader.names.insert((text(*table), text(*column)), text(*attribute));
                }
            });
        }
    }

    /// The events or objects with what the tables of their types say of them.
    fn items(&mut self, database: &mut Database, side: Side) -> Items {
        let prefix = prefix(side);
        let mut items = Items::default();
        let columns = ["ocel_id", "ocel_type"];
        self.rows(database, prefix, &columns, |_, _, values| {
            if let [id, kind] = values {
                let (id, kind) = (text(*id), text(*kind));
                items.by_id.entry(id.clone()).or_insert(items.drafts.len());
                items.drafts.push(Draft { id, kind, ..Draft::default() });
            }
        });
        let mut types = Vec::new();
        let columns = ["ocel_type", "ocel_type_map"];
        self.rows(database, &format!("{prefix}_map_type"), &columns, |_, place, values| {
            if let [kind, map] = values {
                types.push((place, text(*kind), text(*map)));
            }
        });
        for (place, kind, map) in types {
            let table = database.table(&format!("{prefix}_{map}"));
            let Some(table) = table.filter(|table| table.column("ocel_id").is_some()) else {
                self.gather.declare(side, place, &kind, &[]);
                self.gather.fault(side.type_part(), place, Fault::MissingTable);
                continue;
            };
            self.type_rows(database, side, (place, &kind), &table, &mut items);
        }
        items
    }

    fn type_rows(
        &mut self,
        database: &mut Database,
        side: Side,
        (place, kind): (u64, &str),
        table: &Table,
        items: &mut Items,
    ) {
        let id = table.column("ocel_id").unwrap_or(0);
        let time = table.column("ocel_time");
        let mut columns = vec![id, time.unwrap_or(id)];
        let mut attributes = Vec::new();
        for (column, (name, declared)) in table.columns.iter().enumerate() {
            if !OWN_COLUMNS.iter().any(|own| own.eq_ignore_ascii_case(name)) {
                let key = (table.name.clone(), name.clone());
                let name = self.names.get(&key).unwrap_or(name).clone();
                columns.push(column);
                attributes.push((name, kind_of(declared).name().to_owned()));
            }
        }
        self.gather.declare(side, place, kind, &attributes);
        let part = side.part();
        let mut each = |reader: &mut Self, row: u64, values: &[ValueRef<'_>]| {
            let [id, at, values @ ..] = values else { return };
            let item = items.get(&text(*id)).filter(|item| item.kind == kind);
            let Some(item) = item else {
                return reader.gather.fault(part, row, Fault::Unlisted);
            };
            let at = if time.is_some() { text(*at) } else { String::new() };
            if side == Side::Events {
                if !item.time.is_empty() {
                    return reader.gather.fault(part, row, Fault::Duplicate);
                }
                item.time.clone_from(&at);
            }
            for ((name, _), value) in attributes.iter().zip(values) {
                let value = raw(*value);
                if !matches!(value, Raw::Absent) {
                    let (name, time) = (name.clone(), at.clone());
                    item.attributes.push(RawAttribute { name, time, value });
                }
            }
        };
        self.all(database, (side.type_part(), place), table, &columns, &mut each);
    }

    /// The relations of events or objects.
    fn relate(&mut self, database: &mut Database, side: Side, items: &mut Items) {
        let (table, columns) = match side {
            Side::Events => ("event_object", ["ocel_event_id", "ocel_object_id", "ocel_qualifier"]),
            Side::Objects => {
                ("object_object", ["ocel_source_id", "ocel_target_id", "ocel_qualifier"])
            }
        };
        self.rows(database, table, &columns, |reader, row, values| {
            let [from, to, qualifier] = values else { return };
            match items.get(&text(*from)) {
                Some(item) => item.relations.push((text(*to), text(*qualifier))),
                // Whatever it leads to, it begins nowhere.
                None => reader.gather.fault(side.part(), row, Fault::Unlisted),
            }
        });
    }
}

/// What a column's values are, by the words that databases use.
fn kind_of(declared: &str) -> ValueKind {
    let declared = declared.to_ascii_uppercase();
    let has = |word: &str| declared.contains(word);
    if has("CHAR") || has("TEXT") {
        ValueKind::String
    } else if has("BOOL") {
        ValueKind::Boolean
    } else if has("TIME") || has("DATE") {
        ValueKind::Time
    } else if has("REAL") || has("FLOA") || has("DOUB") || has("NUMERIC") || has("DECIMAL") {
        ValueKind::Float
    } else if has("INT") {
        ValueKind::Integer
    } else {
        ValueKind::String
    }
}

/// A value as a text; empty where it is none.
fn text(value: ValueRef<'_>) -> String {
    match raw(value) {
        Raw::Given(Value::String(text)) => text,
        Raw::Given(value) => value.text(),
        Raw::Absent | Raw::Unusable => String::new(),
    }
}

/// A value as it is stored. Bytes are a text that the column would have changed into a number.
fn raw(value: ValueRef<'_>) -> Raw {
    match value {
        ValueRef::Null => Raw::Absent,
        ValueRef::Integer(integer) => Raw::Given(Value::Integer(integer)),
        ValueRef::Real(float) => Raw::Given(Value::Float(float)),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => std::str::from_utf8(bytes)
            .map_or(Raw::Unusable, |text| Raw::Given(Value::String(text.to_owned()))),
    }
}
