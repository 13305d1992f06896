//! Databases that are broken, or made by somebody who means harm.

use filo_intake::read::ocel::{OcelError, Options, read};
use tempfile::TempDir;

use super::{SQL, faults, make, read_sql, rome};

/// The log as a database with other statements after it.
fn changed(more: &str) -> Vec<String> {
    let reading = read_sql(&format!("{SQL}{more}")).expect("a log");
    assert_eq!(reading.log.check(), Ok(()));
    faults(&reading)
}

#[test]
fn what_is_broken_in_tables_is_set_apart() {
    for (more, told) in [
        ("UPDATE event_Ship SET ocel_time = 'soon'", &["event 2: impossible-time"][..]),
        ("DELETE FROM event_Ship", &["event 2: missing `time`"]),
        ("DROP TABLE event_Ship", &["event-type 2: missing-table", "event 2: missing `time`"]),
        ("DELETE FROM event WHERE ocel_id = 'e2'", &["event 1: unlisted", "event 1: unlisted"]),
        (
            "INSERT INTO event_Ship VALUES ('e1', '2026-01-01 00:00:00', NULL)",
            &["event 2: unlisted"],
        ),
        ("INSERT INTO event_Ship SELECT * FROM event_Ship", &["event 2: duplicate"]),
        ("INSERT INTO event_object VALUES ('e1', 'nobody', '')", &["event 1: nowhere"]),
        ("INSERT INTO object_object SELECT * FROM object_object", &["object 1: duplicate"]),
        ("DROP TABLE event_object", &["file: missing-table"]),
        ("DROP TABLE object_object", &["file: missing-table"]),
        ("ALTER TABLE object_object DROP COLUMN ocel_qualifier", &["file: missing-table"]),
        (
            "UPDATE object_Order SET items = x'ff'",
            &["object 1: not-a-value", "object 1: not-a-value"],
        ),
        ("UPDATE object_Order SET items = 'two'", &["object 1: unfit"]),
        ("DELETE FROM event_map_type WHERE ocel_type = 'Ship'", &["event 2: missing `time`"]),
        ("INSERT INTO event VALUES (NULL, 'Ship')", &["event 3: missing `id`"]),
    ] {
        assert_eq!(changed(more), told, "{more}");
    }
    let without_objects = "DROP TABLE object; DROP TABLE object_map_type";
    let told = changed(without_objects);
    assert!(told.contains(&"file: missing-table".to_owned()), "{told:?}");
    assert!(told.contains(&"event 1: nowhere".to_owned()), "{told:?}");
}

#[test]
fn the_second_of_a_pair_of_ids_is_set_apart_where_no_key_forbids_it() {
    let told = changed(
        "DROP TABLE object; CREATE TABLE object (ocel_id TEXT, ocel_type TEXT);
         INSERT INTO object VALUES ('o1', 'Order'), ('c1', 'Customer'), ('o1', 'Customer');",
    );
    assert_eq!(told, ["object 3: duplicate"]);
}

#[test]
fn only_tables_that_hold_rows_of_their_own_are_read() {
    let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT 'o1' AS ocel_source_id, 'c1' AS ocel_target_id, i AS ocel_qualifier FROM n";
    assert_eq!(
        changed(&format!("DROP TABLE object_object; CREATE VIEW object_object AS {endless}")),
        ["file: missing-table"]
    );
    let computed = "DROP TABLE object_object; CREATE TABLE object_object (ocel_source_id TEXT, ocel_target_id TEXT,
        ocel_qualifier TEXT AS (hex(zeroblob(400000000))) VIRTUAL); INSERT INTO object_object VALUES ('o1', 'c1')";
    assert_eq!(changed(computed), ["file: missing-table"]);
    let trigger = "CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM event; END";
    assert_eq!(changed(trigger), [""; 0]);
}

#[test]
fn names_of_tables_and_columns_cannot_become_statements() {
    let name = r#"x" (a); DROP TABLE event; --"#;
    let more = format!(
        "INSERT INTO event_map_type VALUES ('evil', '{name}'), ('none', 'object'), ('map', 'map_type');
         CREATE TABLE \"event_{0}\" (ocel_id TEXT, ocel_time TEXT, \"{0}\" TEXT, \"sqlite_version()\" TEXT);
         INSERT INTO event VALUES ('e3', 'evil');
         INSERT INTO \"event_{0}\" VALUES ('e3', '2026-01-01 00:00:00', 'kept', NULL);",
        name.replace('"', "\"\"")
    );
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("log.sqlite");
    make(&path, &format!("{SQL}{more}"));
    let before = std::fs::read(&path).expect("a file");
    let reading = read(&path, &rome()).expect("a log");
    let told = ["event-type 4: missing-table", "event-type 5: missing-table"];
    assert_eq!(faults(&reading), told);
    let evil = reading.log.events.iter().find(|event| event.id == "e3").expect("the event");
    let of = reading.log.event_type(evil).expect("its type");
    assert_eq!((of.attributes[0].name.as_str(), evil.attributes.len()), (name, 1));
    assert_eq!(std::fs::read(&path).expect("a file"), before);
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing beside it");
}

#[test]
fn a_damaged_database_never_stops_the_program() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("log.sqlite");
    make(&path, SQL);
    let whole = std::fs::read(&path).expect("a file");
    let (mut refused, mut told) = (0, 0);
    let mut count = |bytes: &[u8]| {
        std::fs::write(&path, bytes).expect("a file");
        match read(&path, &rome()) {
            Err(OcelError::Damaged { .. } | OcelError::NotALog) => refused += 1,
            Err(error) => panic!("{error}"),
            Ok(reading) => {
                assert_eq!(reading.log.check(), Ok(()));
                told += usize::from(!reading.apart.is_empty());
            }
        }
    };
    for length in (17..whole.len()).step_by(1021) {
        count(&whole[..length]);
    }
    for place in (100..whole.len()).step_by(97) {
        let mut bytes = whole.clone();
        for byte in bytes.iter_mut().skip(place).take(7) {
            *byte ^= 0xa5;
        }
        count(&bytes);
    }
    assert!(refused > 10 && told > 10, "{refused} refused, {told} told");
}

#[test]
fn rows_beyond_the_limit_end_the_reading() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("log.sqlite");
    make(&path, SQL);
    let options = Options { items_max: 12, ..rome() };
    let reading = read(&path, &options).expect("a log");
    assert!(faults(&reading).contains(&"file: too-many `12`".to_owned()));
}
