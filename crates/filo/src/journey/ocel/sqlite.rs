//! Writes a log as a database of SQLite: a table for each type, as the standard asks.

use std::collections::HashSet;
use std::path::Path;

use filo_model::event_log::{Attribute, EventLog, INITIAL, Setting, Type, Value, ValueKind};
use rusqlite::types::{Null, ToSqlOutput, ValueRef};
use rusqlite::{Connection, Statement, ToSql, params, params_from_iter};

use super::{WriteError, attribute_name, moment};

/// The columns of a type's table that are no attributes.
const OWN_COLUMNS: [&str; 3] = ["ocel_id", "ocel_time", "ocel_changed_field"];
/// The names of types that would give their table the name of another.
const OWN_TYPES: [&str; 2] = ["object", "map_type"];
/// The tables that every log has.
const TABLES: &str = "
CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);
CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);
CREATE TABLE event (ocel_id TEXT PRIMARY KEY, ocel_type TEXT REFERENCES event_map_type (ocel_type));
CREATE TABLE object (ocel_id TEXT PRIMARY KEY, ocel_type TEXT REFERENCES object_map_type (ocel_type));
CREATE TABLE event_object (
  ocel_event_id TEXT REFERENCES event (ocel_id),
  ocel_object_id TEXT REFERENCES object (ocel_id),
  ocel_qualifier TEXT,
  PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier)
);
CREATE TABLE object_object (
  ocel_source_id TEXT REFERENCES object (ocel_id),
  ocel_target_id TEXT REFERENCES object (ocel_id),
  ocel_qualifier TEXT,
  PRIMARY KEY (ocel_source_id, ocel_target_id, ocel_qualifier)
);
";
/// The table of Filo's own, only where an attribute has a name that no column can have.
const COLUMN_TABLE: &str =
    "CREATE TABLE filo_column (ocel_table TEXT, ocel_column TEXT, ocel_attribute TEXT)";

/// Writes a sound log into a file that is not there yet.
pub(super) fn write(log: &EventLog, path: &Path) -> Result<(), WriteError> {
    let mut connection = Connection::open(path)?;
    // The file is not in its place yet, so nothing of it need survive a crash.
    connection.pragma_update(None, "journal_mode", "off")?;
    let transaction = connection.transaction()?;
    transaction.execute_batch(TABLES)?;
    let mut columns = Columns { connection: &transaction, is_there: false };
    let objects = columns.tables("object", &log.object_types)?;
    let events = columns.tables("event", &log.event_types)?;
    write_objects(log, &transaction, &objects)?;
    write_events(log, &transaction, &events)?;
    transaction.commit()?;
    connection.close().map_err(|(_, error)| error)?;
    Ok(())
}

/// The table of a type: the statement that fills it, and what its columns are.
struct Table {
    insert: String,
    kinds: Vec<ValueKind>,
}

struct Columns<'c> {
    connection: &'c Connection,
    /// Whether the table of names of columns is there.
    is_there: bool,
}

impl Columns<'_> {
    /// Makes the tables of the types of one side.
    fn tables(&mut self, side: &str, types: &[Type]) -> Result<Vec<Table>, WriteError> {
        let mut taken: HashSet<String> = OWN_TYPES.iter().map(|own| (*own).to_owned()).collect();
        let own = if side == "event" { 2 } else { 3 };
        types
            .iter()
            .map(|of| {
                let map = free(&mut taken, &of.name, "Type", false);
                let map_type = format!("INSERT INTO {side}_map_type VALUES (?1, ?2)");
                self.connection.execute(&map_type, params![of.name, map])?;
                self.table(&format!("{side}_{map}"), own, &of.attributes)
            })
            .collect()
    }

    fn table(
        &mut self,
        name: &str,
        own: usize,
        attributes: &[Attribute],
    ) -> Result<Table, WriteError> {
        let mut columns = vec!["ocel_id TEXT".to_owned(), "ocel_time TIMESTAMP".to_owned()];
        if own == OWN_COLUMNS.len() {
            columns.push("ocel_changed_field TEXT".to_owned());
        }
        let mut taken: HashSet<String> = OWN_COLUMNS.iter().map(|own| (*own).to_owned()).collect();
        for attribute in attributes {
            let column = free(&mut taken, &attribute.name, "attribute", true);
            if column != attribute.name {
                if !self.is_there {
                    self.connection.execute_batch(COLUMN_TABLE)?;
                    self.is_there = true;
                }
                let named = params![name, column, attribute.name];
                self.connection.execute("INSERT INTO filo_column VALUES (?1, ?2, ?3)", named)?;
            }
            columns.push(format!("{} {}", quoted(&column), declared(attribute.kind)));
        }
        let table = quoted(name);
        self.connection.execute_batch(&format!("CREATE TABLE {table} ({})", columns.join(", ")))?;
        let places = vec!["?"; own + attributes.len()].join(", ");
        let kinds = attributes.iter().map(|attribute| attribute.kind).collect();
        Ok(Table { insert: format!("INSERT INTO {table} VALUES ({places})"), kinds })
    }
}

/// A name that no other has, whatever the case; of a type only letters and digits of ASCII stay, of an
/// attribute all but what SQL cannot hold.
fn free(taken: &mut HashSet<String>, name: &str, otherwise: &str, is_column: bool) -> String {
    let kept: String = if is_column {
        name.chars().filter(|&character| character != '\0').collect()
    } else {
        name.chars().filter(char::is_ascii_alphanumeric).collect()
    };
    let base = if kept.is_empty() { otherwise.to_owned() } else { kept };
    let mut candidate = base.clone();
    let mut number = 2;
    while !taken.insert(candidate.to_ascii_lowercase()) {
        candidate = format!("{base}_{number}");
        number += 1;
    }
    candidate
}

/// A name as SQL writes it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn declared(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::String => "TEXT",
        ValueKind::Time => "TIMESTAMP",
        ValueKind::Integer => "INTEGER",
        ValueKind::Float => "REAL",
        ValueKind::Boolean => "BOOLEAN",
    }
}

fn write_objects(
    log: &EventLog,
    connection: &Connection,
    tables: &[Table],
) -> Result<(), WriteError> {
    let mut listed = connection.prepare("INSERT INTO object VALUES (?1, ?2)")?;
    let mut related = connection.prepare("INSERT INTO object_object VALUES (?1, ?2, ?3)")?;
    let mut inserts = statements(connection, tables)?;
    for object in &log.objects {
        let of = log.object_type(object);
        listed.execute(params![object.id, super::type_name(of)])?;
        let (initial, changes) = initial(&object.attributes);
        let place = usize::try_from(object.of).unwrap_or(usize::MAX);
        if let (Some(table), Some(insert)) = (tables.get(place), inserts.get_mut(place)) {
            row(
                insert,
                table,
                &[Cell::Text(&object.id), Cell::Moment(INITIAL), Cell::Nothing],
                &initial,
            )?;
            for change in changes {
                let field = attribute_name(of, change.attribute);
                let own = [Cell::Text(&object.id), Cell::Moment(change.at), Cell::Text(field)];
                row(insert, table, &own, &[(change.attribute, &change.value)])?;
            }
        }
    }
    for object in &log.objects {
        for relation in &object.relations {
            let to = log.related(relation).map(|object| object.id.as_str());
            related.execute(params![object.id, to, &*relation.qualifier])?;
        }
    }
    Ok(())
}

/// The values that an object has from the beginning, one of each attribute, and all others.
fn initial(settings: &[Setting]) -> (Vec<(u32, &Value)>, Vec<&Setting>) {
    let (mut first, mut changes) = (Vec::new(), Vec::new());
    let mut seen = HashSet::new();
    for setting in settings {
        if setting.at == INITIAL && seen.insert(setting.attribute) {
            first.push((setting.attribute, &setting.value));
        } else {
            changes.push(setting);
        }
    }
    (first, changes)
}

fn write_events(
    log: &EventLog,
    connection: &Connection,
    tables: &[Table],
) -> Result<(), WriteError> {
    let mut listed = connection.prepare("INSERT INTO event VALUES (?1, ?2)")?;
    let mut related = connection.prepare("INSERT INTO event_object VALUES (?1, ?2, ?3)")?;
    let mut inserts = statements(connection, tables)?;
    for event in &log.events {
        listed.execute(params![event.id, super::type_name(log.event_type(event))])?;
        let place = usize::try_from(event.of).unwrap_or(usize::MAX);
        if let (Some(table), Some(insert)) = (tables.get(place), inserts.get_mut(place)) {
            let values: Vec<(u32, &Value)> =
                event.attributes.iter().map(|(attribute, value)| (*attribute, value)).collect();
            row(insert, table, &[Cell::Text(&event.id), Cell::Moment(event.at)], &values)?;
        }
        for relation in &event.relations {
            let to = log.related(relation).map(|object| object.id.as_str());
            related.execute(params![event.id, to, &*relation.qualifier])?;
        }
    }
    Ok(())
}

fn statements<'c>(
    connection: &'c Connection,
    tables: &[Table],
) -> Result<Vec<Statement<'c>>, WriteError> {
    tables.iter().map(|table| Ok(connection.prepare(&table.insert)?)).collect()
}

/// Writes a row: its own cells, then those of the attributes.
fn row(
    insert: &mut Statement<'_>,
    table: &Table,
    own: &[Cell<'_>],
    values: &[(u32, &Value)],
) -> Result<(), WriteError> {
    let mut cells: Vec<Cell<'_>> = own.to_vec();
    cells.resize(own.len() + table.kinds.len(), Cell::Nothing);
    for (attribute, value) in values {
        let place = usize::try_from(*attribute).unwrap_or(usize::MAX);
        let kind = table.kinds.get(place).copied().unwrap_or(ValueKind::String);
        if let Some(cell) = cells.get_mut(own.len().saturating_add(place)) {
            *cell = Cell::Value(value, kind);
        }
    }
    insert.execute(params_from_iter(cells))?;
    Ok(())
}

#[derive(Debug, Clone, Copy)]
enum Cell<'a> {
    Nothing,
    Text(&'a str),
    Moment(i64),
    Value(&'a Value, ValueKind),
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match *self {
            Self::Nothing => ToSqlOutput::from(Null),
            Self::Text(text) => ToSqlOutput::from(text),
            Self::Moment(millis) | Self::Value(&Value::Time(millis), _) => {
                // As SQLite and pandas write it; with the offset, so that no zone need be guessed.
                let text = moment(millis).replacen('T', " ", 1).replace('Z', "+00:00");
                ToSqlOutput::from(text)
            }
            Self::Value(Value::String(text), kind) => {
                // A column of numbers would make a number of a text that looks like one, but not of bytes.
                // SQLite passes over a vertical tab, too.
                let text_begins =
                    text.trim_start_matches(['\u{b}', ' ', '\t', '\n', '\u{c}', '\r']);
                let first = text_begins.bytes().next();
                let looks_a_number =
                    first.is_some_and(|byte| byte.is_ascii_digit() || b"+-.".contains(&byte));
                if kind != ValueKind::String && looks_a_number {
                    ToSqlOutput::Borrowed(ValueRef::Blob(text.as_bytes()))
                } else {
                    ToSqlOutput::from(text.as_str())
                }
            }
            Self::Value(Value::Integer(integer), _) => ToSqlOutput::from(*integer),
            Self::Value(Value::Float(float), _) => ToSqlOutput::from(*float),
            Self::Value(Value::Boolean(boolean), _) => ToSqlOutput::from(*boolean),
        })
    }
}
