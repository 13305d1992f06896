//! Every way in which a log in JSON or XML is broken, and what is left of it.

use std::fmt::Write as _;
use std::io::Cursor;

use filo_intake::read::Limits;
use filo_intake::read::ocel::{OcelError, Options, read_bytes};
use filo_model::event_log::{Value, ValueKind};

use super::{JSON, XML, faults, read_text, rome};
use crate::support::gzip;

const SECRET: &str = "Giulia Bianchi";

/// A log of one declared type with these events, in JSON.
fn json(events: &str) -> String {
    format!(
        r#"{{"eventTypes": [{{"name": "A", "attributes": [{{"name": "n", "type": "integer"}}]}}],
        "objectTypes": [{{"name": "O"}}], "objects": [{{"id": "o", "type": "O"}}], "events": [{events}]}}"#
    )
}

/// An event of that log with more of it.
fn event(id: &str, more: &str) -> String {
    format!(r#"{{"id": "{id}", "type": "A", "time": "2026-01-01T00:00:00Z"{more}}}"#)
}

#[test]
fn what_is_broken_is_set_apart_with_its_reason_and_the_rest_is_read() {
    let whole = event("whole", "");
    let (named, secret) = (r#""name": "n""#, SECRET);
    for (broken, left, fault) in [
        (
            r#"{"id": "x", "type": "A", "time": "2026-02-30T10:00:00Z"}"#.to_owned(),
            0,
            "impossible-time",
        ),
        (format!(r#"{{"id": "x", "type": "A", "time": "{secret}"}}"#), 0, "impossible-time"),
        (r#"{"id": "x", "type": "A"}"#.to_owned(), 0, "missing `time`"),
        (r#"{"type": "A", "time": "2026-01-01T00:00:00Z"}"#.to_owned(), 0, "missing `id`"),
        (
            r#"{"id": {}, "type": "A", "time": "2026-01-01T00:00:00Z"}"#.to_owned(),
            0,
            "missing `id`",
        ),
        (r#"{"id": "x", "time": "2026-01-01T00:00:00Z"}"#.to_owned(), 0, "missing `type`"),
        (format!("\"{secret}\""), 0, "not-an-object"),
        ("[1, [2]]".to_owned(), 0, "not-an-object"),
        ("null".to_owned(), 0, "not-an-object"),
        (event("whole", ""), 0, "duplicate"),
        (event("x", r#", "attributes": 5"#), 1, "not-an-object"),
        (
            event("x", &format!(r#", "attributes": [{{{named}, "value": ["{secret}"]}}]"#)),
            1,
            "not-a-value",
        ),
        (event("x", r#", "attributes": [{"value": 5}]"#), 1, "missing `name`"),
        (
            event(
                "x",
                &format!(r#", "attributes": [{{{named}, "value": 1}}, {{{named}, "value": 2}}]"#),
            ),
            1,
            "duplicate",
        ),
        (
            event("x", r#", "relationships": [{"objectId": "nobody", "qualifier": "q"}]"#),
            1,
            "nowhere",
        ),
        (event("x", r#", "relationships": [{"qualifier": "q"}]"#), 1, "missing `objectId`"),
        (
            event("x", r#", "relationships": [{"objectId": "o"}, {"objectId": "o"}]"#),
            1,
            "duplicate",
        ),
    ] {
        let reading =
            read_text(json(&format!("{whole}, {broken}, {}", event("last", "")))).expect("a log");
        assert_eq!(faults(&reading), [format!("event 2: {fault}")], "{broken}");
        assert!(!reading.apart[0].fault.is_kept());
        assert_eq!(reading.log.events.len(), 2 + left, "{broken}");
        assert_eq!(reading.log.check(), Ok(()));
        let told = format!("{:?}", reading.apart);
        assert!(!told.contains(SECRET), "{told}");
    }
}

#[test]
fn what_was_not_declared_is_kept_and_declared() {
    let events = [
        r#"{"id": "1", "type": "B", "time": "2026-01-01T00:00:00Z", "attributes": [{"name": "m", "value": 1}]}"#,
        r#"{"id": "2", "type": "B", "time": "2026-01-01T00:00:00Z", "attributes": [{"name": "m", "value": 1.5}]}"#,
        r#"{"id": "3", "type": "A", "time": "2026-01-01T00:00:00Z", "attributes": [{"name": "p", "value": "x"}, {"name": "n", "value": "many"}]}"#,
        r#"{"id": "4", "type": "A", "time": "2026-01-01T00:00:00Z", "attributes": [{"name": "n", "value": "few"}, {"name": "n2", "value": null}]}"#,
    ];
    let reading = read_text(json(&events.join(", "))).expect("a log");
    let told = ["event 3: undeclared-attribute", "event 1: undeclared-type", "event 3: unfit"];
    assert_eq!(faults(&reading), told);
    assert!(reading.apart.iter().all(|apart| apart.fault.is_kept()));
    let [a, b] = reading.log.event_types.as_slice() else { panic!("two types") };
    assert_eq!((a.attributes[1].name.as_str(), b.attributes[0].kind), ("p", ValueKind::Float));
    assert_eq!(reading.log.events[0].attributes, [(0, Value::Float(1.0))]);
    assert_eq!(reading.log.events[3].attributes, [(0, Value::String("few".to_owned()))]);
}

#[test]
fn declarations_and_objects_that_are_broken_are_told() {
    let log = r#"{"eventTypes": [{"name": "A"}, {"name": "A", "attributes": [{"name": "x", "type": "colour"}]}, {}, 7],
        "objectTypes": [{"name": "O", "attributes": [{"name": "y", "type": "integer"}, {"name": "y", "type": "string"}]}],
        "objects": [{"id": "o", "type": "O", "attributes": [
            {"name": "y", "time": "never", "value": 1}, {"name": "y", "value": 2}]},
            {"id": "o", "type": "O"}, {"id": "p", "type": "O", "relationships": [{"objectId": "q"}, {"objectId": "o"}]}]}"#;
    let reading = read_text(log).expect("a log");
    assert_eq!(
        faults(&reading),
        [
            "event-type 2: duplicate",
            "event-type 2: unknown-kind",
            "event-type 3: missing `name`",
            "event-type 4: not-an-object",
            "object-type 1: duplicate",
            "object 1: impossible-time",
            "object 2: duplicate",
            "object 3: nowhere",
        ]
    );
    assert_eq!(reading.log.event_types[0].attributes[0].kind, ValueKind::String);
    assert_eq!(reading.log.objects.len(), 2);
    assert_eq!(reading.log.objects[0].attributes.len(), 1);
    assert_eq!(reading.log.objects[1].relations[0].object, 0);
}

#[test]
fn a_file_cut_anywhere_gives_what_stands_before_and_says_so() {
    for whole in [JSON, XML] {
        let events = whole.matches("time=\"2026").count().max(2);
        for end in 1..whole.len() - 1 {
            let Some(cut) = whole.get(..end) else { continue };
            match read_text(cut) {
                Err(OcelError::NotALog) => {}
                Err(error) => panic!("{error}"),
                Ok(reading) => {
                    let faults = faults(&reading);
                    // Half a mark of `<![CDATA[` is broken markup.
                    let is_told = faults
                        .iter()
                        .any(|fault| fault.ends_with("truncated") || fault.ends_with("broken"));
                    assert!(is_told, "{end}: {faults:?}");
                    assert!(reading.log.events.len() <= events);
                    assert_eq!(reading.log.check(), Ok(()));
                }
            }
        }
        let packed = gzip(whole.as_bytes());
        let reading = read_text(&packed[..packed.len() - 12]).expect("a log");
        assert!(faults(&reading).iter().any(|fault| fault.ends_with("truncated")));
    }
    let cut = JSON.find("\"e2\"").expect("an event");
    let reading = read_text(&JSON[..cut]).expect("a log");
    assert_eq!(
        (faults(&reading), reading.log.events.len()),
        (vec!["event 2: truncated".to_owned()], 1)
    );
}

#[test]
fn broken_markup_ends_the_reading_and_entities_are_never_expanded() {
    for (from, to, fault) in [
        ("<event id=\"e2\"", "<event id=\"e2", "truncated"),
        ("</event>\n  </events>", "</evnt></events>", "event 2: broken"),
        ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<!DOCTYPE log [<!ENTITY a \"aaaa\">]>", ""),
        ("2026-03-05 01:00:00", "&a;", "event 2: entity"),
        ("qualifier=\"order\"", "qualifier=\"&a;\"", "event 1: entity"),
    ] {
        assert!(XML.contains(from), "{from}");
        match read_text(XML.replacen(from, to, 1)) {
            Err(OcelError::NotALog) => assert_eq!(fault, ""),
            Ok(reading) => {
                assert!(
                    faults(&reading).iter().any(|told| told.ends_with(fault)),
                    "{fault}: {:?}",
                    faults(&reading)
                );
            }
            Err(error) => panic!("{error}"),
        }
    }
    for (log, fault) in [
        (format!("{JSON} {{}}"), "file: broken"),
        (JSON.replacen("\"e2\"", "\"\\ud800\"", 1), "event 2: broken"),
        (JSON.replacen("\"e2\",", "\"e2\";", 1), "event 2: broken"),
    ] {
        assert_eq!(faults(&read_text(log).expect("a log")), [fault]);
    }
}

#[test]
fn nothing_is_larger_deeper_or_more_than_the_limits() {
    let limits = Limits { message_bytes_max: 4096, depth_max: 8, ..Limits::default() };
    let tight = Options { limits, items_max: 50, ..rome() };
    let read =
        |text: String| read_bytes(Box::new(Cursor::new(text.into_bytes())), &tight).expect("a log");
    let long = "x".repeat(200_000);
    let many = (0..100).fold(String::new(), |mut all, number| {
        let _ =
            write!(all, "{}{}", if number == 0 { "" } else { "," }, event(&number.to_string(), ""));
        all
    });
    let reading = read(json(&many));
    assert_eq!(faults(&reading), ["file: too-many `50`"]);
    assert!(reading.log.events.len() <= 50);
    assert_eq!(faults(&read(json(&event(&long, "")))), ["event 1: too-long `4096`"]);
    // What is not held may be of any length, and what is passed over of any depth.
    let extra = format!(
        "{{\"extra\": \"{long}\", \"deep\": {}{}, {}",
        "[".repeat(90_000),
        "]".repeat(90_000),
        &json("")[1..]
    );
    assert_eq!(faults(&read(extra)), [""; 0]);
    let xml = XML.replace("2026-03-05 01:00:00", &long);
    assert_eq!(faults(&read(xml))[0], "event 2: too-long `4096`");
    let xml = XML.replace("2026-03-05 01:00:00", &"<a>".repeat(20));
    assert!(faults(&read(xml)).contains(&"event 2: too-deep `8`".to_owned()));
    let pieces = XML.replace("2026-03-05 01:00:00", &"<a>b</a>c".repeat(4000));
    assert!(faults(&read(pieces)).contains(&"event 2: too-long `4096`".to_owned()));
}
