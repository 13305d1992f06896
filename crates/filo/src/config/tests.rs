//! What is wrong with a configuration is told with file, line, key and remedy, in both languages.

use std::path::{Path, PathBuf};

use filo_model::calendar::Within;
use filo_model::facts::EntryKind;

use super::Config;
use crate::commands::EXAMPLE;
use crate::problem::Problem;
use crate::texts::{Language, Texts};

mod telephone;

/// A configuration with one of everything that the tests break.
const SOUND: &str = r#"[company]
name = "Prova"
zone = "Europe/Rome"
[calendar]
hours = "mon-fri 09:00-18:00"
[[department]]
name = "administration"
[[source]]
name = "invoices"
department = "administration"
kind = "invoice"
path = "invoices.csv"
lag = "1 day"
[source.columns]
customer = "Cliente"
at = "Data"
[source.values.kind]
"FATTURA" = "invoice"
[[standard.deadline]]
department = "administration"
within = "1 day"
[[public_promise]]
text = { it = "Rispondiamo" }
source = "Carta dei servizi"
date = 2026-01-10
measure = "I1"
"#;

fn parse(text: &str) -> Result<Config, Problem> {
    Config::parse(text, Path::new("folder/filo.toml"))
}

/// The sound configuration with one part replaced.
fn changed(from: &str, to: &str) -> String {
    assert_eq!(SOUND.matches(from).count(), 1, "`{from}` stands once");
    SOUND.replace(from, to)
}

/// The whole message, in English and in Italian, as `text | hint`; `…` is the file and the line.
#[track_caller]
fn check(from: &str, to: &str, line: u32, english: &str, italian: &str) {
    let problem = parse(&changed(from, to)).unwrap_err();
    assert_eq!(problem.exit, 2);
    for (language, told, (error, hint, at)) in [
        (Language::English, english, ("error", "hint", "line")),
        (Language::Italian, italian, ("errore", "rimedio", "riga")),
    ] {
        let (text, remedy) = told.split_once(" | ").unwrap();
        let expected = format!("{error}: `filo.toml`, {at} {line}: {text}\n\n{hint}: {remedy}");
        assert_eq!(problem.explain(&Texts::new(language)), expected);
    }
}

#[test]
fn the_sound_configuration_is_sound() {
    let config = parse(SOUND).unwrap();
    assert_eq!(config.store, Path::new("folder/filo.db"));
    assert_eq!(config.language, Language::Italian);
    assert_eq!(config.sources[0].spec.lag_ms, 86_400_000);
    // As an editor of another system saves it.
    parse(&format!("\u{feff}{}", SOUND.replace('\n', "\r\n"))).unwrap();
}

#[test]
fn what_cannot_be_read_names_what_was_expected() {
    check(
        "zone = \"Europe/Rome\"",
        "colour = \"red\"",
        3,
        "unknown field `colour`, expected one of `name`, `language`, `zone`, `store`, `operator` | compare with `filo example`",
        "unknown field `colour`, expected one of `name`, `language`, `zone`, `store`, `operator` | confrontare con `filo example`",
    );
    check(
        "name = \"Prova\"",
        "name = 7",
        2,
        "invalid type: integer `7`, expected a string | compare with `filo example`",
        "invalid type: integer `7`, expected a string | confrontare con `filo example`",
    );
    check(
        "path = \"invoices.csv\"\n",
        "",
        8,
        "missing field `path` | compare with `filo example`",
        "missing field `path` | confrontare con `filo example`",
    );
}

#[test]
fn a_value_without_form_comes_with_an_example() {
    for (from, to, line, key, value, example) in [
        ("\"Europe/Rome\"", "\"Europe/Roma\"", 3, "zone", "Europe/Roma", "Europe/Rome"),
        (
            "\"mon-fri 09:00-18:00\"",
            "\"9-18\"",
            5,
            "hours",
            "9-18",
            "mon-fri 09:00-13:00,14:00-18:00; sat 09:00-13:00",
        ),
        ("hours =", "local = [\"13-40\"]\nhours =", 5, "local", "13-40", "06-24"),
        ("lag = \"1 day\"", "lag = \"soon\"", 13, "lag", "soon", "1 day"),
        ("lag = \"1 day\"", "freshness = \"often\"", 13, "freshness", "often", "7 days"),
        ("lag = \"1 day\"", "separator = \"tab\"", 13, "separator", "tab", "; or , or | or \\t"),
        ("within = \"1 day\"", "within = \"tomorrow\"", 21, "within", "tomorrow", "2 days"),
        ("measure = \"I1\"", "measure = \"X9\"", 26, "measure", "X9", "P1"),
    ] {
        let english =
            format!("`{key}` = `{value}` cannot be understood | write it like: {example}");
        let italian = format!("`{key}` = `{value}` non si capisce | scriverlo come: {example}");
        check(from, to, line, &english, &italian);
    }
}

#[test]
fn a_value_outside_a_closed_list_comes_with_the_list() {
    let kinds: Vec<&str> = EntryKind::ALL.iter().map(|kind| kind.name()).collect();
    let kinds = kinds.join(", ");
    let with_records = format!("record, {kinds}");
    let formats = "csv, xlsx, parquet, jsonl, mbox, eml, xes, asterisk-cdr, queue-log, 3cx-cdr, fatturapa, camt";
    let directions = "in, out, internal";
    for (from, to, line, key, value, allowed) in [
        ("zone = \"Europe/Rome\"", "language = \"fr\"", 3, "language", "fr", "it, en"),
        ("hours =", "holidays = \"france\"\nhours =", 5, "holidays", "france", "italy, none"),
        (
            "department = \"administration\"\nkind",
            "department = \"kitchen\"\nkind",
            10,
            "department",
            "kitchen",
            "administration",
        ),
        ("kind = \"invoice\"", "kind = \"bill\"", 11, "kind", "bill", &with_records),
        ("lag = \"1 day\"", "format = \"pdf\"", 13, "format", "pdf", formats),
        ("\"invoices.csv\"", "\"invoices.pdf\"", 12, "format", "invoices.pdf", formats),
        ("lag = \"1 day\"", "decimal = \"dot\"", 13, "decimal", "dot", "auto, comma, point"),
        ("lag = \"1 day\"", "dates = \"italian\"", 13, "dates", "italian", "auto, dmy, mdy, ymd"),
        ("lag = \"1 day\"", "direction = \"away\"", 13, "direction", "away", directions),
        ("\"FATTURA\" = \"invoice\"", "\"FATTURA\" = \"bill\"", 18, "kind", "bill", &kinds),
        (
            "\"FATTURA\" = \"invoice\"",
            "\"FATTURA\" = { direction = \"away\" }",
            18,
            "direction",
            "away",
            directions,
        ),
        (
            "department = \"administration\"\nwithin",
            "department = \"kitchen\"\nwithin",
            20,
            "department",
            "kitchen",
            "administration",
        ),
    ] {
        let english = format!("`{key}` cannot be `{value}` | choose one of: {allowed}");
        let italian = format!("`{key}` non può essere `{value}` | scegliere tra: {allowed}");
        check(from, to, line, &english, &italian);
    }
}

#[test]
fn a_name_given_twice_is_told_where_it_stands_again() {
    let source = "[[source]]\nname = \"invoices\"\ndepartment = \"administration\"\nkind = \"note\"\n\
                  path = \"notes.csv\"\n[source.columns]\ncustomer = \"Cliente\"\nat = \"Data\"\n[[standard.deadline]]";
    for (from, to, line, value) in [
        (
            "[[source]]",
            "[[department]]\nname = \"administration\"\n[[source]]",
            9,
            "administration",
        ),
        ("[[standard.deadline]]", source, 20, "invoices"),
    ] {
        let english =
            format!("`name` = `{value}` is there already | give one of the two another name");
        let italian = format!("`name` = `{value}` c'è già | dare un altro nome a uno dei due");
        check(from, to, line, &english, &italian);
    }
}

#[test]
fn a_field_that_does_not_exist_comes_with_those_near_it() {
    for (from, to, line, key, near) in [
        ("at = \"Data\"", "at = \"Data\"\nclain = \"Fattura\"", 17, "clain", "claim"),
        ("customer =", "custumer =", 15, "custumer", "customer"),
        ("lag = \"1 day\"", "constants = { amout = \"1\" }", 13, "amout", "amount"),
        ("[source.values.kind]", "[source.values.kinds]", 17, "kinds", "kind"),
        ("\"FATTURA\" = \"invoice\"", "\"FATTURA\" = { stat = \"sent\" }", 18, "stat", "state"),
    ] {
        let english = format!(
            "there is no field `{key}` | the nearest: {near}; the list is in docs/CONFIGURATION.md"
        );
        let italian = format!(
            "il campo `{key}` non esiste | i più vicini: {near}; l'elenco è in docs/CONFIGURATION.md"
        );
        check(from, to, line, &english, &italian);
    }
}

#[test]
fn a_source_has_to_say_when_and_who() {
    let english = "add it under [source.columns]; to know whom a row is about one of customer, email, phone, \
                   tax_code, vat_number is enough";
    let italian = "aggiungerla sotto [source.columns]; per sapere di chi si parla basta uno tra customer, email, \
                   phone, tax_code, vat_number";
    for (from, key) in [("at = \"Data\"\n", "at"), ("customer = \"Cliente\"\n", "customer")] {
        check(
            from,
            "",
            9,
            &format!("source `invoices` does not say which column is `{key}` | {english}"),
            &format!("la fonte `invoices` non dice quale colonna è `{key}` | {italian}"),
        );
    }
    // Any one way of knowing whom it is about will do, and people need no time.
    parse(&changed("customer = \"Cliente\"", "vat_number = \"Partita IVA\"")).unwrap();
    let people =
        SOUND.replace("kind = \"invoice\"\n", "kind = \"record\"\n").replace("at = \"Data\"\n", "");
    parse(&people).unwrap();
}

#[test]
fn a_file_that_is_not_there_says_how_to_begin() {
    let problem = Config::read(Path::new("/nowhere/filo.toml")).unwrap_err();
    let told = problem.explain(&Texts::new(Language::English));
    assert!(told.starts_with("error: there is no configuration `/nowhere/filo.toml`"), "{told}");
    assert!(
        told.ends_with("hint: to start: `filo example > filo.toml`, or name one with --config"),
        "{told}"
    );
}

fn data(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(path)
}

#[test]
fn the_example_and_every_configuration_of_the_project_are_sound() {
    let example = parse(EXAMPLE).unwrap();
    assert_eq!(example.departments[0].deadline, Within::BusinessDays(1));
    assert_eq!(example.departments[0].label(Language::Italian), "Amministrazione");
    let mut read = vec![Config::read(&data("sample/filo.toml")).unwrap()];
    for folder in std::fs::read_dir(data("real")).unwrap() {
        read.push(Config::read(&folder.unwrap().path().join("filo.toml")).unwrap());
    }
    assert!(read.len() >= 3);
    for config in read {
        assert!(!config.sources.is_empty() && !config.departments.is_empty(), "{}", config.company);
    }
}

#[test]
fn what_decides_how_a_row_is_understood_reads_a_file_anew_and_nothing_else_does() {
    let digest = |text: &str| parse(text).unwrap().sources[0].digest;
    let sound = digest(SOUND);
    for (from, to) in [
        ("customer = \"Cliente\"", "customer = \"Codice\""),
        ("customer = \"Cliente\"", "customer = \"Cliente\"\nclaim = \"Fattura\""),
        ("customer = \"Cliente\"", "customer = [\"Cliente\", \"Sede\"]"),
        ("\"FATTURA\" = \"invoice\"", "\"FATTURA\" = \"credit\""),
        ("\"FATTURA\" = \"invoice\"", "\"FATTURA\" = { kind = \"invoice\" }"),
        ("lag = \"1 day\"", "lag = \"2 days\""),
        ("lag =", "decimal = \"comma\"\nlag ="),
        ("lag =", "dates = \"dmy\"\nlag ="),
        ("lag =", "zone = \"Europe/London\"\nlag ="),
        ("lag =", "system = \"billing\"\nlag ="),
        ("lag =", "channel = \"letter\"\nlag ="),
        ("lag =", "ignore = [\"Note\"]\nlag ="),
        ("lag =", "encoding = \"windows-1252\"\nlag ="),
        ("lag =", "separator = \";\"\nlag ="),
        ("lag =", "header_row = 3\nlag ="),
        ("kind = \"invoice\"", "kind = \"credit\""),
    ] {
        assert_ne!(digest(&changed(from, to)), sound, "`{to}` changes what rows mean");
    }
    for (from, to) in [
        ("lag =", "freshness = \"7 days\"\nlag ="),
        ("\"invoices.csv\"", "\"exports/invoices_*.csv\""),
        ("[[source]]", "[[department]]\nname = \"sales\"\n[[source]]"),
        ("name = \"Prova\"", "name = \"Altra\""),
        ("within = \"1 day\"", "within = \"2 days\""),
        ("lag =", "decimal = \"auto\"\nlag ="),
    ] {
        assert_eq!(digest(&changed(from, to)), sound, "`{to}` leaves rows as they were");
    }
}

/// A source of another format in the sound configuration, with whatever follows it.
fn source_of(format: &str, more: &str) -> crate::config::Source {
    let (begun, _) = SOUND.split_once("[[source]]").unwrap();
    let text = format!(
        "{begun}[[source]]\nname = \"money\"\ndepartment = \"administration\"\nkind = \"invoice\"\n\
         path = \"money/*\"\nformat = \"{format}\"\n{more}"
    );
    parse(&text).unwrap().sources.remove(0)
}

#[test]
fn electronic_invoices_need_no_columns() {
    let source = source_of("fatturapa", "due_after = { \"*\" = 30 }\n");
    assert_eq!(source.spec.columns["claim"], ["claim"]);
    assert_eq!(source.spec.columns["about_file"], ["about_file"]);
    assert_eq!(source.spec.due_after["*"], 30);
    let own = source_of("fatturapa", "[source.columns]\ncustomer = \"contract\"\n");
    assert_eq!(own.spec.columns["customer"], ["contract"]);
    assert_ne!(source.digest, own.digest);
}

#[test]
fn a_pattern_for_the_claim_looks_in_the_words_of_a_payment_too() {
    let plain = source_of("camt", "");
    assert_eq!(plain.spec.columns["about_claim"], ["reference"]);
    let found = source_of("camt", "[source.patterns]\nclaim = 'F\\d+'\n");
    assert_eq!(found.spec.columns["claim"], ["reference", "remittance"]);
    assert_eq!(found.spec.patterns["about_claim"], "F\\d+");
    assert_ne!(plain.digest, found.digest);
}

#[test]
fn a_pattern_that_cannot_be_read_names_its_line() {
    let problem = parse(&changed(
        "[source.values.kind]",
        "[source.patterns]\nclaim = 'F('\n[source.values.kind]",
    ));
    let told = problem.unwrap_err().explain(&Texts::new(Language::English));
    assert!(
        told.starts_with("error: `filo.toml`, line 18: the pattern of `claim` cannot be read: "),
        "{told}"
    );
}

#[test]
fn a_pattern_for_a_field_without_columns_is_a_mistake() {
    let problem = parse(&changed(
        "[source.values.kind]",
        "[source.patterns]\nclaim = 'F'\n[source.values.kind]",
    ));
    let told = problem.unwrap_err().explain(&Texts::new(Language::English));
    assert!(told.starts_with("error: `filo.toml`, line 18: "), "{told}");
    assert!(told.contains("`claim`"), "{told}");
}

#[test]
fn the_sources_in_the_documents_are_sound() {
    let (begun, _) = SOUND.split_once("[[source]]").unwrap();
    let departments = "[[department]]\nname = \"customer_service\"\n";
    let pages = [
        (include_str!("../../../../docs/EINVOICES.md"), 1),
        (include_str!("../../../../docs/PAYMENTS.md"), 2),
    ];
    for (page, count) in pages {
        let blocks = page.split("```toml").skip(1).map(|rest| rest.split("```").next().unwrap());
        let mut checked = 0;
        for block in blocks {
            parse(&format!("{begun}{departments}{block}")).unwrap();
            checked += 1;
        }
        assert_eq!(checked, count);
    }
}
