//! What people see on the terminal, in both languages: exit code, data and words apart.
//!
//! The expected texts are in `snapshots/`; `INSTA_UPDATE=always` writes them anew.

use crate::company::Company;

/// A run as text: the command, the exit code, standard output and standard error. What differs
/// from run to run is replaced.
fn shown(company: &Company, args: &[&str]) -> String {
    let output = company.run(args);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("what people read is UTF-8");
    let (data, words) = (text(&output.stdout), text(&output.stderr));
    let is_plain = |text: &str| !text.contains(['\r', '\u{1b}', '\u{8}']);
    assert!(is_plain(&data) && is_plain(&words), "no progress and no colour without a terminal");
    let code = output.status.code().expect("it ends by itself");
    let folder = company.path().to_str().unwrap();
    format!(
        "$ filo {}\nexit {code}\n--- data\n{}--- words\n{}",
        args.join(" "),
        data.replace(folder, "[FOLDER]"),
        words.replace(folder, "[FOLDER]"),
    )
}

/// Runs in Italian and in English.
fn both(company: &Company, args: &[&str]) -> String {
    let in_language = |code: &str| shown(company, &[args, &["--lang", code]].concat());
    format!("{}\n{}", in_language("it"), in_language("en"))
}

macro_rules! assert_seen {
    ($name:literal, $seen:expr) => {
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!($name, $seen);
        });
    };
}

/// The committed company with a line of its configuration changed.
fn misconfigured(from: &str, to: &str) -> Company {
    let company = Company::committed();
    let text = String::from_utf8(company.read("filo.toml")).unwrap();
    assert!(text.contains(from), "the configuration has no {from:?}");
    company.write("filo.toml", text.replacen(from, to, 1).as_bytes());
    company
}

#[test]
fn the_demo_and_what_may_be_tried_next() {
    let company = Company::empty();
    assert_seen!("demo", both(&company, &["demo"]));
    assert_seen!("demo_report", both(&company, &["report", "--config", "filo-demo/filo.toml"]));
    // The demo speaks for itself; a folder that is somebody else's is left alone.
    let other = Company::committed();
    assert_seen!("demo_taken", both(&other, &["demo", "--dir", "administration"]));
}

/// The lines of the block of text of a document that begins with a line.
fn block<'a>(document: &'a str, begins: &str) -> Vec<&'a str> {
    let blocks = document.split("```text\n").skip(1);
    let found =
        blocks.filter_map(|rest| rest.split("```").next()).find(|text| text.starts_with(begins));
    let lines = found.unwrap_or_else(|| panic!("no block begins with `{begins}`")).lines();
    lines.filter(|line| !line.trim().is_empty() && line.trim() != "…").collect()
}

#[test]
fn the_documents_show_what_the_demo_prints() {
    let company = Company::empty();
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (lang, document, begins) in [
        ("en", include_str!("../../../../README.md"), "source "),
        ("it", include_str!("../../../../LEGGIMI.md"), "fonte "),
        ("en", include_str!("../../../../docs/REPORT.md"), "Lumen Casa"),
    ] {
        let printed = company.run_well(&["--lang", lang, "demo"]);
        let printed: Vec<String> = printed.lines().map(words).collect();
        for line in block(document, begins) {
            assert!(printed.contains(&words(line)), "the demo does not print `{line}`");
        }
    }
}

#[test]
fn a_woven_company() {
    let company = Company::committed();
    company.append(
        "administration/incassi_2026-06-30.csv",
        "PG1;C10000001;;;31/31/2026;1,00;CARTA;\n",
    );
    company.append("administration/customers_2026-06-30.csv", ";Nessuno;Ignoto;;;;;;;;;;;;\n");
    assert_seen!("weave", both(&company, &["weave"]));
    assert_seen!("report", both(&company, &["report", "--as-of", "2026-06-30"]));
    assert_seen!("thread", both(&company, &["thread", "C10000006"]));
    assert_seen!("thread_history", shown(&company, &["thread", "C10000006", "--history"]));
    assert_seen!("doctor", both(&company, &["doctor"]));
    assert_seen!("set_apart", both(&company, &["set-apart"]));
    assert_seen!("set_apart_raw", shown(&company, &["set-apart", "--raw", "--source", "portal"]));
    assert_seen!("link_explain", both(&company, &["link", "explain", "C10000006"]));
    assert_seen!("search", shown(&company, &["search", "contatore", "--limit", "2"]));
    assert_seen!("person_dry_run", both(&company, &["person", "erase", "C10000006", "--dry-run"]));
    assert_seen!("findings", both(&company, &["findings", "list", "--limit", "4"]));
    assert_seen!("no_finding", both(&company, &["findings", "reject", "f-0000", "--reason", "x"]));
    assert_seen!("nobody_found", both(&company, &["thread", "Nemo Niemand"]));
    assert_seen!("several_fit", both(&company, &["thread", "Mario"]));
    assert_seen!("no_decision", both(&company, &["link", "undo", "12", "--reason", "x"]));
}

#[test]
fn the_help() {
    let company = Company::empty();
    assert_seen!("help", both(&company, &["--help"]));
    assert_seen!("help_thread", both(&company, &["thread", "--help"]));
}

#[test]
fn typical_errors() {
    let company = Company::empty();
    assert_seen!("no_configuration", both(&company, &["weave"]));
    let company = misconfigured("zone = \"Europe/Rome\"", "zona = \"Europe/Rome\"");
    assert_seen!("unknown_key", both(&company, &["weave"]));
    let company = misconfigured("department = \"sales\"", "department = \"vendite\"");
    assert_seen!("unknown_department", both(&company, &["weave"]));
    let company = misconfigured("amount = \"Importo\"", "amounts = \"Importo\"");
    assert_seen!("wrong_field", both(&company, &["weave"]));
    let company = misconfigured("amount = \"Importo\"", "amount = \"Importi\"");
    assert_seen!("wrong_column", both(&company, &["weave", "--quiet"]));
    let company = Company::committed();
    assert_seen!("nothing_woven", both(&company, &["report"]));
    assert!(company.store_files().is_empty(), "asking makes no store");
}

#[test]
fn data_as_json_is_the_same_in_every_language() {
    let company = Company::committed();
    company.run_well(&["weave", "--quiet"]);
    for args in [
        &["report", "--as-of", "2026-06-30", "--json"][..],
        &["thread", "C10000006", "--json"],
        &["set-apart", "--json"],
        &["doctor", "--json"],
        &["findings", "list", "--limit", "9", "--json"],
        &["link", "list", "--json"],
        &["link", "explain", "C10000006", "--json"],
    ] {
        let [it, en] =
            ["it", "en"].map(|code| company.run_well(&[args, &["--lang", code]].concat()));
        assert_eq!(it, en, "{args:?}");
        let parsed: Result<serde_json::Value, _> = serde_json::from_str(&it);
        assert!(parsed.is_ok(), "{args:?}");
    }
}
