//! Event logs, small and real.

use std::path::PathBuf;

use filo_intake::read::{Format, Limits, OpenError, Options, open, open_bytes};

use crate::support::{boxed, count, gzip, read, read_as};

const LOG: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0">
  <global scope="event"><string key="concept:name" value="UNKNOWN"/></global>
  <trace>
    <string key="concept:name" value="Case &amp; 1"/>
    <event>
      <string key="concept:name" value="Citt&#224;"/>
      <date key="time:timestamp" value="2026-03-01T10:00:00+01:00"/>
      <string key="amount" value="5"><float key="concept:name" value="nested"/></string>
    </event>
    <event/>
  </trace>
  <trace><event><string key="concept:name" value="b"/></event></trace>
</log>"#;

#[test]
fn events_become_rows() {
    let wanted = ["concept:name", "trace:concept:name", "event_index", "absent"];
    let found = read_as(Format::Xes, LOG, &wanted);
    assert_eq!(
        found.rows,
        [
            "1:Città|Case & 1|1|+time:timestamp=2026-03-01T10:00:00+01:00+amount=5",
            "2:|Case & 1|2|",
            "3:b||1|",
        ]
    );
    assert!(found.set_apart.is_empty());
}

#[test]
fn a_declared_encoding_is_followed() {
    let log = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><log><trace><event>\
        <string key=\"a\" value=\"citt\xe0\"/></event></trace></log>";
    assert_eq!(read_as(Format::Xes, *log, &["a", "event_index"]).rows, ["1:città|1"]);
    let bytes: Vec<u8> =
        format!("\u{feff}{LOG}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read_as(Format::Xes, bytes, &["concept:name"]).rows.len(), 3);
}

#[test]
fn nothing_before_a_fault_is_lost() {
    let event = "<event><string key=\"a\" value=\"1\"/></event>";
    for (rest, reason) in [
        ("", "2:truncated"),
        ("<event><string key=\"a\" val", "2:truncated"),
        ("</log>", "2:broken-xml"),
        ("<!DOCTYPE x [<!ENTITY y \"z\">]>", "2:entity"),
        ("<event><string key=\"a\" value=\"&evil;\"/></event></trace></log>", "2:broken-xml"),
    ] {
        let found =
            read_as(Format::Xes, format!("<log><trace>{event}{rest}"), &["a", "event_index"]);
        assert_eq!(
            (found.rows, found.set_apart),
            (vec!["1:1|1".into()], vec![reason.into()]),
            "{rest}"
        );
    }
    let found = read_as(Format::Xes, "<!DOCTYPE log SYSTEM 'x'><log/>", &[]);
    assert_eq!(found.set_apart, ["1:entity"]);
}

#[test]
fn hostile_markup_is_bounded() {
    let limits = Limits { row_bytes_max: 10_000, ..Limits::default() };
    let options = Options { limits, ..Options::new(Format::Xes) };
    let deep = format!("<log><trace><event>{}", "<list>".repeat(1_000_000));
    assert_eq!(read(deep, &options, &[]).set_apart, ["1:too-deep"]);
    let long = format!("<log><trace><event><string key=\"{}", "x".repeat(1_000_000));
    assert_eq!(read(long, &options, &[]).set_apart, ["1:too-long"]);
    let trace = format!("<string key=\"k\" value=\"{}\"/>", "x".repeat(5000));
    let heavy = format!("<log><trace>{trace}<event/><event/></trace><trace><event/></trace></log>");
    let found = read(heavy, &options, &["event_index"]);
    assert_eq!(found.set_apart, ["1:too-long", "2:too-long"]);
    assert_eq!(found.rows, ["3:1"]);
}

#[test]
fn what_is_no_log_does_not_open() {
    let open = |text: &str| open_bytes(boxed(text), &Options::new(Format::Xes), &[]).err();
    assert!(matches!(open(""), Some(OpenError::Empty)));
    for text in ["a,b\n1,2\n", "<html></html>", "{\"a\":1}", "<log"] {
        assert!(matches!(open(text), Some(OpenError::NotTheFormat { .. })), "{text}");
    }
}

#[test]
fn a_packed_log_that_is_cut_keeps_its_beginning() {
    let event = "<event><string key=\"a\" value=\"1\"/></event>\n".repeat(20_000);
    let packed = gzip(format!("<log><trace>{event}</trace></log>").as_bytes());
    let found = read_as(Format::Xes, &packed[..packed.len() / 2], &["a"]);
    assert!(found.rows.len() > 1000);
    assert_eq!(found.set_apart.len(), 1);
    assert!(found.set_apart[0].ends_with(":truncated"));
}

#[test]
fn real_logs_have_their_counts() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/eventlogs");
    let mut logs = vec![("helpdesk_italian.xes.gz", 21_348), ("bpic2013_incidents.xes.gz", 65_533)];
    if cfg!(debug_assertions) {
        println!("skipped: `road_fines.xes.gz` is read in release builds only");
    } else {
        logs.push(("road_fines.xes.gz", 561_470));
    }
    for (name, events) in logs {
        let path = root.join(name);
        if !path.exists() {
            println!("skipped: `{name}` is not on this machine");
            continue;
        }
        let reader = open(&path, &Options::new(Format::Xes), &[]).expect("the log opens");
        assert_eq!(count(reader), (events, Vec::new()), "{name}");
    }
}
