//! Journeys of files: the figures of public logs as two other programs computed them, and what people see.

#![expect(clippy::print_stderr, reason = "a test says what it leaves out")]

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::company::Company;
use crate::terminal::both;

/// A public log, where the shared data is there.
fn public(name: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let place = |up: &str| root.join(up).join("shared/data/eventlogs").join(name);
    let found = ["..", "../.."].into_iter().map(place).find(|path| path.is_file());
    if found.is_none() {
        eprintln!("left out: ../shared/data/eventlogs/{name} is not there");
    }
    found
}

fn told(path: &Path, args: &[&str]) -> Value {
    let company = Company::empty();
    let path = path.to_str().unwrap();
    let output =
        company.run_well(&[&["journey", path, "--json", "--variants", "0"], args].concat());
    serde_json::from_str(&output).unwrap()
}

/// The number under keys parted by points.
fn number(told: &Value, keys: &str) -> f64 {
    let found = keys.split('.').fold(told, |value, key| &value[key]);
    found.as_f64().unwrap_or_else(|| panic!("`{keys}` is {found}"))
}

fn assert_figures(told: &Value, figures: &[(&str, f64)]) {
    for (keys, expected) in figures {
        let found = number(told, keys);
        assert!((found - expected).abs() < 1e-9, "{keys}: {found}, not {expected}");
    }
}

fn edge(told: &Value, list: &str, from: &str, to: &str) -> u64 {
    let lists = list.split('.').fold(told, |value, key| &value[key]).as_array().unwrap();
    let edge = lists.iter().find(|edge| edge["from"] == from && edge["to"] == to).unwrap();
    edge["count"].as_u64().unwrap()
}

fn activity<'v>(told: &'v Value, name: &str) -> &'v Value {
    told["activities"].as_array().unwrap().iter().find(|one| one["activity"] == name).unwrap()
}

/// BPIC 2013, group `org:group`: the values of pandas, pm4py and a plain program, times in hours and days.
#[test]
fn incidents_have_the_published_figures() {
    let Some(path) = public("bpic2013_incidents.xes.gz") else { return };
    let incidents = told(&path, &["--taken", "Accepted", "--resolved", "Completed"]);
    assert_figures(
        &incidents,
        &[
            ("cases", 7554.0),
            ("events", 65_533.0),
            ("handovers.count", 9454.0),
            ("handovers.per_case.p50", 1.0),
            ("handovers.per_case.p95", 5.0),
            ("handovers.per_case.max", 31.0),
            ("ping_pong.cases", 1177.0),
            ("ping_pong.occurrences", 2394.0),
            ("ping_pong.revisited_cases", 1258.0),
            ("ownership.bounces", 356.0),
            ("ownership.bounced_cases", 317.0),
            ("resolution.reopened", 514.0),
        ],
    );
    let hours = |keys: &str| number(&incidents, keys) / 3600.0;
    let near = |found: f64, expected: f64, free: f64| {
        assert!((found - expected).abs() <= free, "{found}, not {expected}");
    };
    near(number(&incidents, "handovers.per_case.mean"), 1.25, 0.005);
    near(hours("ping_pong.case_seconds_with.p50") / 24.0, 12.63, 0.005);
    near(hours("ping_pong.case_seconds_without.p50") / 24.0, 7.46, 0.005);
    near(hours("handovers.latency_seconds.p50"), 0.08, 0.005);
    near(number(&incidents, "ownership.taken_seconds.count") / 9454.0, 0.958, 0.0005);
    near(hours("ownership.taken_seconds.p50"), 0.56, 0.005);
    near(hours("ownership.taken_seconds.p90"), 41.5, 0.05);
    near(hours("ownership.taken_seconds.p95"), 75.8, 0.05);
    near(hours("ownership.taken_seconds.mean"), 23.0, 0.05);
    for (from, to, count) in [("G96", "G97", 255), ("D5", "D4", 123), ("S42", "S43", 100)] {
        assert_eq!(edge(&incidents, "handovers.pairs", from, to), count);
    }
}

/// A function is missing on 6,950 events: they belong to no stay, which is one of three policies.
#[test]
fn a_group_that_is_missing_stops_nothing_and_is_counted() {
    let Some(path) = public("bpic2013_incidents.xes.gz") else { return };
    let by_role = told(&path, &["--group", "org:role"]);
    assert_figures(&by_role, &[("events_without_group", 6950.0), ("ping_pong.cases", 746.0)]);
    let by_line = told(&path, &["--group", "organization involved"]);
    assert_figures(&by_line, &[("ping_pong.cases", 883.0)]);
}

/// An activity of two columns: shares of elapsed time by state, in percent.
#[test]
fn time_is_shared_among_the_states_of_incidents() {
    let Some(path) = public("bpic2013_incidents.xes.gz") else { return };
    let states = told(&path, &["--activity", "concept:name", "--activity", "lifecycle:transition"]);
    for (state, share) in [
        ("Accepted/Wait - User", 21.2),
        ("Accepted/In Progress", 14.7),
        ("Queued/Awaiting Assignment", 13.8),
        ("Accepted/Wait", 6.9),
        ("Accepted/Assigned", 5.3),
    ] {
        let found = number(activity(&states, state), "share_of_time") * 100.0;
        assert!((found - share).abs() <= 0.05, "{state}: {found}");
    }
}

#[test]
fn the_italian_help_desk_has_the_published_figures() {
    let Some(path) = public("helpdesk_italian.xes.gz") else { return };
    let desk = told(
        &path,
        &["--resolved", "Resolve ticket", "--closed", "Closed", "--group", "workgroup"],
    );
    assert_figures(
        &desk,
        &[("cases", 4580.0), ("events", 21_348.0), ("resolution.resolved", 4569.0)],
    );
    let taken = activity(&desk, "Take in charge ticket");
    assert_eq!(taken["cases"], 4285);
    let near = |found: f64, expected: f64, free: f64| {
        assert!((found - expected).abs() <= free, "{found}, not {expected}");
    };
    near(number(taken, "reached_seconds.p50") / 3600.0, 16.4, 0.05);
    near(number(taken, "reached_seconds.p90") / 3600.0, 352.0, 0.5);
    near(number(taken, "reached_seconds.p95") / 3600.0, 435.0, 0.5);
    near(number(taken, "cases_again") / 4580.0 * 100.0, 13.6, 0.05);
    near(number(activity(&desk, "Resolve ticket"), "cases_again") / 4580.0 * 100.0, 8.4, 0.05);
    near(number(activity(&desk, "Wait"), "cases") / 4580.0 * 100.0, 27.0, 0.05);
    let days = |keys: &str| number(&desk, keys) / 86_400.0;
    near(days("resolution.resolved_seconds.p50"), 5.98, 0.005);
    near(days("resolution.after_seconds.p50"), 30.17, 0.005);
    let repeats = |list: &str, seen: [f64; 4], chance: [f64; 4]| {
        for (place, one) in desk["repeat_contact"][list].as_array().unwrap().iter().enumerate() {
            near(number(one, "seen") * 100.0, seen[place], 0.05);
            near(number(one, "chance") * 100.0, chance[place], 0.05);
        }
    };
    repeats("customer", [17.4, 30.2, 42.5, 57.8], [13.2, 26.0, 40.6, 58.9]);
    repeats("customer_and_reason", [13.0, 22.6, 32.7, 46.3], [9.9, 20.1, 32.9, 50.2]);
}

#[test]
fn road_fines_have_the_published_figures() {
    let Some(path) = public("road_fines.xes.gz") else { return };
    let fines = told(&path, &[]);
    assert_figures(
        &fines,
        &[("events", 561_470.0), ("cases", 150_370.0), ("variants_count", 231.0)],
    );
    assert_eq!(fines["edges"].as_array().unwrap().len(), 70);
    assert_eq!(activity(&fines, "Send for Credit Collection")["cases"], 59_013);
    assert!(fines["handovers"].is_null(), "people are no departments");
}

/// Two tickets as a help desk exports them, with what goes wrong in such exports.
const TICKETS: &str = "\
Numero ticket;Stato;Data ora;Reparto;Cliente;Canale;Direzione
T1;aperto;01/03/2026 09:00;Centralino;C1;telefono;in
T1;passato;01/03/2026 09:30;Fatturazione;C1;;interno
T1;sollecito;02/03/2026 10:00;Fatturazione;C1;mail;in
T1;restituito;02/03/2026 11:00;Centralino;C1;;interno
T1;risolto;03/03/2026 09:00;Centralino;C1;telefono;out
T2;aperto;04/03/2026 09:00;;C1;telefono;in
T2;risolto;32/03/2026 09:00;Centralino;C1;telefono;out
;aperto;05/03/2026 09:00;Centralino;C1;telefono;in
T3;;05/03/2026 09:00;Centralino;C2;telefono;in
";

macro_rules! assert_seen {
    ($name:literal, $seen:expr) => {
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!($name, $seen);
        });
    };
}

#[test]
fn a_table_is_understood_by_what_its_columns_are_called() {
    let company = Company::empty();
    company.write("ticket.csv", TICKETS.as_bytes());
    let args = ["journey", "ticket.csv", "--resolved", "risolto"];
    assert_seen!("journey_table", both(&company, &args));
    let told: Value =
        serde_json::from_str(&company.run_well(&[&args[..], &["--json"]].concat())).unwrap();
    assert_eq!(told["set_apart"]["rows_without_time"], 1);
    assert_eq!(told["set_apart"]["events_without_case"], 1);
    assert_eq!(told["set_apart"]["events_without_activity"], 1);
    assert_eq!(told["columns"]["group"], "Reparto");
    assert_eq!(told["contacts"]["chases"], 1);
}

#[test]
fn what_cannot_be_understood_says_what_to_do() {
    let company = Company::empty();
    company.write("ticket.csv", TICKETS.as_bytes());
    company.write("other.csv", b"uno;due\n1;2\n");
    company.write("empty.csv", b"");
    let seen: Vec<String> = [
        &["journey", "other.csv"][..],
        &["journey", "empty.csv"],
        &["journey", "nowhere.csv"],
        &["journey", "ticket.csv", "--group", "Ufficio"],
        &["journey", "ticket.csv", "--resolved", "fatto"],
        &["journey", "ticket.csv", "--zone", "Roma"],
        &["journey", "ticket.csv", "--export", "ocel"],
        &["journey", "ticket.csv", "--export", "ocel", "--out", "log.txt"],
    ]
    .iter()
    .map(|args| both(&company, args))
    .collect();
    assert_seen!("journey_problems", seen.join("\n"));
}

#[test]
fn a_log_that_was_written_and_read_again_shows_the_same_journey() {
    let company = Company::empty();
    company.write("ticket.csv", TICKETS.as_bytes());
    let told = |args: &[&str]| -> Value {
        let output =
            company.run_well(&[&["journey"], args, &["--resolved", "risolto", "--json"]].concat());
        serde_json::from_str(&output).unwrap()
    };
    let parts =
        ["events", "cases", "activities", "edges", "variants", "handovers", "ping_pong", "rework"];
    let first = told(&["ticket.csv"]);
    for (out, case, group) in [
        ("log.xes", "trace:concept:name", "org:group"),
        ("log.jsonocel", "case", "group"),
        ("log.xmlocel", "case", "group"),
        ("log.sqlite", "case", "group"),
    ] {
        let export = if out.ends_with("xes") { "xes" } else { "ocel" };
        company.run_well(&["journey", "ticket.csv", "--export", export, "--out", out]);
        let again = told(&[out, "--case", case, "--group", group]);
        for part in parts {
            assert_eq!(again[part], first[part], "{out}: {part}");
        }
    }
    let graph = company.run_well(&["journey", "ticket.csv", "--export", "dot"]);
    assert!(graph.contains("\"aperto\" -> \"passato\" [label=\"1 · 30.0 min\"]"), "{graph}");
}
