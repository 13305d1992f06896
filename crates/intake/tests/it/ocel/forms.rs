//! The three forms, how they are recognised, and what is read of them.

use filo_intake::read::ocel::{Form, OcelError, read, recognise};
use filo_model::event_log::{INITIAL, Value, ValueKind};
use tempfile::TempDir;

use super::{FORMS, JSON, SQL, XML, faults, make, read_sql, read_text, rome};
use crate::support::gzip;

#[test]
fn the_same_log_is_read_from_all_forms() {
    let json = read_text(JSON).expect("a log");
    let xml = read_text(XML).expect("a log");
    let sqlite = read_sql(SQL).expect("a log");
    assert_eq!([json.form, xml.form, sqlite.form], FORMS);
    for reading in [&json, &xml, &sqlite] {
        assert_eq!((faults(reading), reading.unlisted), (Vec::new(), 0), "{:?}", reading.form);
        assert_eq!(reading.log.check(), Ok(()));
    }
    let [first, second] = json.log.events.as_slice() else { panic!("two events") };
    assert_eq!((first.at, second.at), (1_772_359_200_000, 1_772_438_400_250));
    assert_eq!(first.attributes, [(0, Value::Float(19.9)), (1, Value::Boolean(true))]);
    assert_eq!(second.attributes, [(0, Value::Time(1_772_668_800_000))]);
    let order = &json.log.objects[0];
    let told: Vec<(u32, i64, &Value)> =
        order.attributes.iter().map(|one| (one.attribute, one.at, &one.value)).collect();
    let (new, sent) = (Value::String("new".to_owned()), Value::String("sent".to_owned()));
    assert_eq!(
        told,
        [(0, INITIAL, &new), (1, INITIAL, &Value::Integer(2)), (0, 1_772_438_400_000, &sent)]
    );
    assert_eq!(json.log.related(&first.relations[1]).map(|object| object.id.as_str()), Some("c1"));
    assert_eq!(json.log.event_types[1].attributes[0].kind, ValueKind::Time);
    // The database lists relations in another order of events, but each event's in its own.
    assert_eq!(json.log, xml.log);
    assert_eq!(json.log, sqlite.log);
}

#[test]
fn the_content_tells_the_form_and_the_name_does_not() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("log.pdf");
    let utf16: Vec<u8> =
        format!("\u{feff}{XML}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (content, form) in [
        (JSON.as_bytes().to_vec(), Some(Form::Json)),
        (format!("\u{feff} \n{JSON}").into_bytes(), Some(Form::Json)),
        (XML.as_bytes().to_vec(), Some(Form::Xml)),
        (utf16, Some(Form::Xml)),
        (gzip(JSON.as_bytes()), Some(Form::Json)),
        (gzip(XML.as_bytes()), Some(Form::Xml)),
        (b"<log><trace><event/></trace></log>".to_vec(), None),
        (b"{\"events\": 5}\n{\"events\": 6}\n".to_vec(), None),
        (b"case;activity\n1;a\n".to_vec(), None),
        (Vec::new(), None),
    ] {
        std::fs::write(&path, &content).expect("a file");
        assert_eq!(recognise(&path).expect("readable"), form);
        match (form, read(&path, &rome())) {
            (Some(form), Ok(reading)) => {
                assert_eq!((reading.form, reading.log.events.len()), (form, 2));
            }
            (None, Err(OcelError::NotALog)) => {}
            (None, Ok(reading)) => assert!(!faults(&reading).is_empty()),
            (form, outcome) => panic!("{form:?}: {outcome:?}"),
        }
    }
    std::fs::remove_file(&path).expect("a file");
    assert!(
        matches!(read(&path, &rome()), Err(OcelError::Io { path: named, .. }) if named == path)
    );
    make(&path, SQL);
    assert_eq!(recognise(&path).expect("readable"), Some(Form::Sqlite));
    std::fs::remove_file(&path).expect("a file");
    make(&path, "CREATE TABLE something (else_ TEXT)");
    assert_eq!(recognise(&path).expect("readable"), None);
    assert!(matches!(read(&path, &rome()), Err(OcelError::NotALog)));
}

#[test]
fn types_may_be_declared_after_their_use() {
    let late = r#"{"events": [{"id": "e", "type": "B", "time": "2026-01-01T00:00:00Z",
        "attributes": [{"name": "y", "value": "5"}, {"name": "x", "value": "true"}]}],
        "eventTypes": [{"name": "A"}, {"name": "B", "attributes": [
        {"name": "x", "type": "boolean"}, {"name": "y", "type": "integer"}]}]}"#;
    let reading = read_text(late).expect("a log");
    assert_eq!(faults(&reading), [""; 0]);
    assert_eq!(reading.log.events[0].of, 1);
    let values = [(0, Value::Boolean(true)), (1, Value::Integer(5))];
    assert_eq!(reading.log.events[0].attributes, values);
}
