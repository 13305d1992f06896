//! A weave killed at any moment and taken up again equals one that ran through.

use std::process::Stdio;
use std::time::Duration;

use filo::clock::Stopwatch;
use filo_store::Store;
use filo_store::scan::{EntryRow, ScanFilter};

use crate::company::{Company, Numbers, assert_same};

/// Customers: enough that a weave lasts longer than a process needs to start.
const CUSTOMERS: u32 = 1_500;

/// How often the weave is killed.
const KILLS: usize = 7;

/// Rows of one file: more than two batches.
const ROWS: usize = 66_000;

#[test]
fn a_killed_weave_goes_on_and_equals_one_that_ran_through() {
    let whole = Company::sample(CUSTOMERS, 99);
    let broken = whole.twin();
    let watch = Stopwatch::start();
    whole.run_well(&["weave", "--quiet"]);
    let seconds = watch.seconds();
    let mut numbers = Numbers(17);
    let mut killed = 0;
    for _ in 0..KILLS {
        let mut child = broken
            .command(&["weave", "--quiet"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let share = 0.02 + 0.4 * f64::from(u16::try_from(numbers.below(1_000)).unwrap()) / 1_000.0;
        std::thread::sleep(Duration::from_secs_f64(seconds * share));
        child.kill().unwrap();
        killed += usize::from(!child.wait().unwrap().success());
    }
    assert!(killed >= 2, "the weave was over before it could be killed, {killed} of {KILLS}");
    broken.run_well(&["weave", "--quiet"]);
    assert_same(&broken.dump(), &whole.dump());
    assert_eq!(tallies(&broken), tallies(&whole));
    let apart = |company: &Company| company.store().set_apart_list(None, usize::MAX >> 1).unwrap();
    assert_eq!(apart(&broken), apart(&whole));
    let report = |company: &Company| serde_json::to_string(&company.report()).unwrap();
    assert_eq!(report(&broken), report(&whole));
    // What was killed left nothing in the way of the next one.
    let again = broken.weave_well();
    assert_eq!((again.total.loaded, again.total.corrected), (0, 0));
}

fn tallies(company: &Company) -> Vec<String> {
    let lines = company.readings().into_iter().map(|one| {
        assert!(one.finished && one.tally.adds_up(), "{one:?}");
        format!("{} {} {:?} {:?}", one.source, one.path, one.tally, one.newest_at)
    });
    lines.collect()
}

/// A company with one source of many rows without a key of their own, many of them equal.
fn calls() -> Company {
    let company = Company::empty();
    company.write(
        "filo.toml",
        br#"[company]
name = "Prova"
zone = "Europe/Rome"

[[department]]
name = "customer_service"
people = 10

[[source]]
name = "calls"
system = "phone"
department = "customer_service"
kind = "attempt"
path = "calls_*.csv"
channel = "phone"
direction = "in"
[source.columns]
at = "at"
phone = "number"
"#,
    );
    let mut numbers = Numbers(23);
    let mut rows = "at,number\n".to_owned();
    for row in 0..ROWS {
        let (minute, line) = (numbers.below(20), numbers.below(250));
        rows.push_str(&if row % 9_000 == 7 {
            format!("2026-31-31T10:00:00,+393331{line:06}\n")
        } else {
            format!("2026-05-04T10:{minute:02}:00,+393331{line:06}\n")
        });
    }
    company.write("calls_2026-06-30.csv", rows.as_bytes());
    company
}

#[test]
fn a_weave_killed_within_a_file_goes_on_after_its_last_batch() {
    let whole = calls();
    let broken = whole.twin();
    whole.run_well(&["weave", "--quiet"]);
    let mut child = broken.command(&["weave", "--quiet"]).spawn().unwrap();
    let reading = loop {
        // Until it is there, the store cannot be opened or listed.
        let store = Store::open(&broken.path().join("filo.db")).ok();
        let listed = store.and_then(|store| store.reading_list().ok());
        let reading = listed.and_then(|readings| readings.into_iter().next());
        let has_ended = child.try_wait().unwrap().is_some();
        match reading.filter(|one| one.tally.rows > 0) {
            Some(reading) => break reading,
            None => assert!(!has_ended, "it ended before anything was read"),
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!reading.finished && reading.tally.rows < ROWS as u64, "{reading:?}");
    broken.run_well(&["weave", "--quiet"]);
    assert_eq!(tallies(&broken), tallies(&whole));
    assert_eq!(entries(&broken), entries(&whole));
    let apart = |company: &Company| company.store().set_apart_list(None, 100).unwrap();
    assert_eq!(apart(&broken), apart(&whole));
    assert_eq!(apart(&whole).len(), 8);
}

#[test]
fn a_weave_killed_among_small_files_begins_none_twice() {
    let whole = crate::einvoices::many(5_000);
    let broken = whole.twin();
    whole.run_well(&["weave", "--quiet"]);
    for files in [1, 4_200] {
        let mut child = broken.command(&["weave", "--quiet"]).spawn().unwrap();
        loop {
            let store = Store::open(&broken.path().join("filo.db")).ok();
            let listed = store.and_then(|store| store.reading_list().ok()).unwrap_or_default();
            let has_ended = child.try_wait().unwrap().is_some();
            if has_ended || listed.iter().filter(|one| one.finished).count() >= files {
                break;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        child.kill().unwrap();
        child.wait().unwrap();
    }
    broken.run_well(&["weave", "--quiet"]);
    assert_eq!(tallies(&broken), tallies(&whole));
    assert_eq!(entries(&broken), entries(&whole));
    let again = broken.weave_well();
    assert_eq!((again.total.loaded, again.total.corrected), (0, 0));
}

/// Every entry's id with its time and whether it is superseded, in order.
fn entries(company: &Company) -> Vec<String> {
    let mut entries = Vec::new();
    let each = &mut |entry: &EntryRow<'_>| {
        entries.push(format!("{} {:?} {}", entry.id, entry.at, entry.facts_json));
    };
    company.store().entry_scan(&ScanFilter::default(), each).unwrap();
    entries.sort();
    entries
}
