//! Logs of cases written as XES and read again by Filo's own reader.

use filo::journey::xes::{CaseLog, Step, Trace, write};
use filo_intake::read::{Format, Options, open};
use filo_intake::row::{self, Row};
use tempfile::TempDir;

const WANTED: [&str; 7] = [
    "trace:concept:name",
    "trace:customer",
    "concept:name",
    "time:timestamp",
    "org:group",
    "lifecycle:transition",
    "note",
];

fn log() -> CaseLog {
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    let step = |activity: &str, at, group: Option<&str>, note: &str| Step {
        activity: activity.to_owned(),
        at,
        group: group.map(str::to_owned),
        attributes: vec![pair("lifecycle:transition", "complete"), pair("note", note)],
    };
    let first = Trace {
        id: "case \"1\" & <2>".to_owned(),
        attributes: vec![pair("customer", "Citt\u{e0} \u{1f9f5}")],
        events: vec![
            step("open", 1_641_742_200_000, Some("Help desk"), "a\r\n\tb"),
            step("close", 1_641_742_200_250, None, "\u{1}bell\u{7}"),
        ],
    };
    CaseLog { traces: vec![first, Trace { id: "empty".to_owned(), ..Trace::default() }] }
}

#[test]
fn a_log_of_cases_is_read_again() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("log.xes");
    assert_eq!(write(&log(), &path).unwrap(), 2, "characters that XML cannot hold");
    let wanted = WANTED.map(str::to_owned);
    let mut reader = open(&path, &Options::new(Format::Xes), &wanted).unwrap();
    let mut row = Row::default();
    let mut rows = Vec::new();
    while reader.step(&mut row).unwrap() == row::Step::Row {
        rows.push((0..WANTED.len()).map(|slot| row.value(slot).to_owned()).collect::<Vec<_>>());
    }
    let case = "case \"1\" & <2>";
    let customer = "Citt\u{e0} \u{1f9f5}";
    assert_eq!(
        rows,
        [
            [
                case,
                customer,
                "open",
                "2022-01-09T15:30:00+00:00",
                "Help desk",
                "complete",
                "a\r\n\tb"
            ],
            [
                case,
                customer,
                "close",
                "2022-01-09T15:30:00.250+00:00",
                "",
                "complete",
                "\u{fffd}bell\u{fffd}"
            ],
        ]
    );
    let first = std::fs::read(&path).unwrap();
    write(&log(), &path).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), first);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_time_that_cannot_be_written_leaves_no_file() {
    let folder = TempDir::new().unwrap();
    let mut log = log();
    log.traces[0].events[0].at = i64::MIN;
    assert!(write(&log, &folder.path().join("log.xes")).is_err());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
