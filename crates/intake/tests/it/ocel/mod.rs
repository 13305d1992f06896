//! Object-centric event logs: the three forms, what is broken in them, and who means harm.

mod broken;
mod corpus;
mod database;
mod forms;

use std::io::Cursor;
use std::path::Path;

use filo_intake::read::ocel::{Form, OcelError, Options, Reading, read, read_bytes};
use jiff::tz::TimeZone;
use tempfile::TempDir;

/// A small log written by hand: a shop, an order whose state changes, a customer.
pub(crate) const JSON: &str = r#"{
  "objectTypes": [
    {"name": "Order", "attributes": [{"name": "state", "type": "string"}, {"name": "items", "type": "integer"}]},
    {"name": "Customer", "attributes": []}
  ],
  "eventTypes": [
    {"name": "Place order", "attributes": [{"name": "total", "type": "float"}, {"name": "gift", "type": "boolean"}]},
    {"name": "Ship", "attributes": [{"name": "promised", "type": "time"}]}
  ],
  "objects": [
    {"id": "o1", "type": "Order", "attributes": [
      {"name": "state", "time": "1970-01-01T00:00:00Z", "value": "new"},
      {"name": "items", "time": "1970-01-01T00:00:00Z", "value": 2},
      {"name": "state", "time": "2026-03-02T09:00:00+01:00", "value": "sent"}],
     "relationships": [{"objectId": "c1", "qualifier": "bought by"}]},
    {"id": "c1", "type": "Customer"}
  ],
  "events": [
    {"id": "e1", "type": "Place order", "time": "2026-03-01T10:00:00Z",
     "attributes": [{"name": "total", "value": 19.9}, {"name": "gift", "value": true}],
     "relationships": [{"objectId": "o1", "qualifier": "order"}, {"objectId": "c1", "qualifier": "buyer"}]},
    {"id": "e2", "type": "Ship", "time": "2026-03-02T08:00:00.250Z",
     "attributes": [{"name": "promised", "value": "2026-03-05T00:00:00Z"}],
     "relationships": [{"objectId": "o1", "qualifier": ""}]}
  ]
}"#;

/// The same with its parts in another order, and times of Rome.
pub(crate) const XML: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<log>
  <events>
    <event id="e1" type="Place order" time="2026-03-01T11:00:00">
      <objects><relationship object-id="o1" qualifier="order"/><relobj object-id="c1" relationship="buyer"></relobj></objects>
      <attributes><attribute name="total">19.9</attribute><attribute name="gift"><![CDATA[1]]></attribute></attributes>
    </event>
    <event id="e2" type="Ship" time="2026-03-02T09:00:00.25">
      <attributes><attribute name="promised">2026-03-05 01:00:00</attribute></attributes>
      <objects><relationship object-id="o1"/></objects>
    </event>
  </events>
  <objects>
    <object id="o1" type="Order">
      <attributes>
        <attribute name="state" time="1970-01-01T00:00:00Z">new</attribute>
        <attribute name="state" time="2026-03-02T09:00:00">s&#101;nt</attribute>
        <attribute name="items" time="0"> 2 </attribute>
      </attributes>
      <objects><relationship object-id="c1" qualifier="bought by"/></objects>
    </object>
    <object id="c1" type="Customer"/>
  </objects>
  <object-types>
    <object-type name="Order"><attributes><attribute name="state" type="string"/><attribute name="items" type="integer"/></attributes></object-type>
    <object-type name="Customer"/>
  </object-types>
  <event-types>
    <event-type name="Place order"><attributes><attribute name="total" type="float"/><attribute name="gift" type="boolean"/></attributes></event-type>
    <event-type name="Ship"><attributes><attribute name="promised" type="date"/></attributes></event-type>
  </event-types>
</log>"#;

/// The same as a database.
pub(crate) const SQL: &str = r#"
CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);
INSERT INTO event_map_type VALUES ('Place order', 'Place "o''rder"'), ('Ship', 'Ship');
CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);
INSERT INTO object_map_type VALUES ('Order', 'Order'), ('Customer', 'Customer');
CREATE TABLE event (ocel_id TEXT PRIMARY KEY, ocel_type TEXT);
INSERT INTO event VALUES ('e1', 'Place order'), ('e2', 'Ship');
CREATE TABLE object (ocel_id TEXT PRIMARY KEY, ocel_type TEXT);
INSERT INTO object VALUES ('o1', 'Order'), ('c1', 'Customer');
CREATE TABLE "event_Place ""o'rder""" (ocel_id TEXT, ocel_time TIMESTAMP, total REAL, gift BOOLEAN);
INSERT INTO "event_Place ""o'rder""" VALUES ('e1', '2026-03-01 11:00:00', 19.9, 1);
CREATE TABLE event_Ship (ocel_id TEXT, ocel_time TIMESTAMP, promised TIMESTAMP);
INSERT INTO event_Ship VALUES ('e2', '2026-03-02 09:00:00.250', '2026-03-05 01:00:00');
CREATE TABLE object_Order (ocel_id TEXT, ocel_time TIMESTAMP, ocel_changed_field TEXT, state TEXT, items INTEGER);
INSERT INTO object_Order VALUES ('o1', '1970-01-01 01:00:00', NULL, 'new', 2), ('o1', '2026-03-02 09:00:00', 'state', 'sent', NULL);
CREATE TABLE object_Customer (ocel_id TEXT, ocel_time TIMESTAMP);
INSERT INTO object_Customer VALUES ('c1', NULL);
CREATE TABLE event_object (ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT, PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier));
INSERT INTO event_object VALUES ('e2', 'o1', ''), ('e1', 'o1', 'order'), ('e1', 'c1', 'buyer');
CREATE TABLE object_object (ocel_source_id TEXT, ocel_target_id TEXT, ocel_qualifier TEXT);
INSERT INTO object_object VALUES ('o1', 'c1', 'bought by');
"#;

pub(crate) fn rome() -> Options {
    Options::new(TimeZone::get("Europe/Rome").expect("a zone"))
}

pub(crate) fn read_text(text: impl Into<Vec<u8>>) -> Result<Reading, OcelError> {
    read_bytes(Box::new(Cursor::new(text.into())), &rome())
}

/// What is wrong, a line each.
pub(crate) fn faults(reading: &Reading) -> Vec<String> {
    reading.apart.iter().map(ToString::to_string).collect()
}

/// Makes a database and reads it.
pub(crate) fn read_sql(sql: &str) -> Result<Reading, OcelError> {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("log.sqlite");
    make(&path, sql);
    read(&path, &rome())
}

pub(crate) fn make(path: &Path, sql: &str) {
    let connection = rusqlite::Connection::open(path).expect("a database");
    connection.execute_batch(sql).expect("the statements run");
    connection.close().expect("it closes");
}

pub(crate) const FORMS: [Form; 3] = [Form::Json, Form::Xml, Form::Sqlite];
