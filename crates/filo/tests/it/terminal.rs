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
pub(crate) fn both(company: &Company, args: &[&str]) -> String {
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
fn relations_of_a_customer() {
    let company = Company::committed();
    company.run_well(&["weave", "--quiet"]);
    // A household with a mailbox and a fixed line of its own, and somebody alone.
    assert_seen!("relations", both(&company, &["relations", "C10000011"]));
    assert_seen!("relations_none", both(&company, &["relations", "C10000121"]));
    company.run_well(&["person", "restrict", "C10000012"]);
    assert_seen!("relations_withheld", both(&company, &["relations", "C10000011"]));
}

/// Four records of two people and one of a firm, as somebody would keep them by hand.
const PEOPLE: &str = "\
codice;Nome;Cognome;Data di nascita;Telefono;Email;Indirizzo;Comune
a1;Ermelinda;Quaranta;12/03/1957;0461 984411;e.quaranta@posta.example;Via dei Muredei 8;Trento
a2;QUARANTA;ERMELINDA;1957-03-12;+39 0461984411;;;
a3;Ermelida;Quaranta;;0461984411;;V. dei Muredei, 8;TRENTO
b1;Jacopo;Quaranta;02/11/1990;3471200331;;Via dei Muredei 8;Trento
b2;Jacopo;Quaranta;02/11/1990;;jacopo.q@posta.example;;
";

const FIRST: [&str; 20] = [
    "Aldo", "Bruna", "Carlo", "Dora", "Enrico", "Flavia", "Guido", "Helga", "Ivo", "Katia",
    "Livio", "Marta", "Nello", "Olga", "Pietro", "Rosa", "Sandro", "Tullia", "Ugo", "Vera",
];
const LAST: [&str; 10] = [
    "Bonomi",
    "Carraro",
    "Dallago",
    "Fedrizzi",
    "Giovanelli",
    "Lorenzi",
    "Malfatti",
    "Pedrotti",
    "Stenico",
    "Zanon",
];

#[test]
fn a_file_of_people_is_linked_without_a_configuration() {
    let company = Company::empty();
    let mut file = PEOPLE.to_owned();
    // Few records teach little: two hundred others are known twice.
    let others: String = (0..400)
        .map(|row| {
            let person = row / 2;
            let (first, last) = (FIRST[person % 20], LAST[person / 20]);
            let (day, month, year) = (1 + person % 28, 1 + person % 12, 40 + person % 59);
            let birth =
                if row % 2 == 0 { format!("{day}/{month}/19{year}") } else { String::new() };
            let phone = person * 7_919 + 1_000_000;
            format!("c{row};{first};{last};{birth};02{phone};;;\n")
        })
        .collect();
    file.push_str(&others);
    company.write("people.csv", file.as_bytes());
    let printed = company.run_well(&["--quiet", "link", "run", "people.csv"]);
    let customer = |id: &str| {
        let line = printed.lines().find(|line| line.starts_with(&format!("{id},"))).unwrap();
        line.split(',').nth(1).unwrap().to_owned()
    };
    assert_eq!(printed.lines().next().unwrap(), "record_id,customer_id,match_weight,linked_to");
    assert_eq!((customer("a2"), customer("a3")), ("a1".to_owned(), "a1".to_owned()));
    assert_eq!((customer("b1"), customer("b2")), ("b1".to_owned(), "b1".to_owned()));
    assert!((0..400).all(|row| customer(&format!("c{row}")) == format!("c{}", row / 2 * 2)));

    company.run_well(&[
        "link",
        "run",
        "people.csv",
        "--out",
        "out.csv",
        "--review",
        "review.csv",
        "--explain",
        "--lang",
        "en",
    ]);
    let out = String::from_utf8(company.read("out.csv")).unwrap();
    let a3 = out.lines().find(|line| line.starts_with("a3,")).unwrap();
    assert!(
        a3.contains("first name a typing error apart") && a3.contains("telephone the same"),
        "{a3}"
    );
    assert!(company.read("review.csv").starts_with(b"record_a,record_b,match_weight"));
}

#[test]
fn columns_that_do_not_say_what_they_are_can_be_named() {
    let company = Company::empty();
    company.write("strange.csv", b"k,alfa,beta\n1,Rossi,Mario\n2,Rossi,Mario\n");
    assert_seen!("link_run_unknown", both(&company, &["link", "run", "strange.csv"]));
    assert_seen!(
        "link_run_field",
        both(&company, &["link", "run", "strange.csv", "--column", "cognome=alfa"])
    );
    assert_seen!(
        "link_run_column",
        both(&company, &["link", "run", "strange.csv", "--column", "last_name=gamma"])
    );
    let columns =
        ["--column", "last_name=alfa", "--column", "first_name=beta", "--column", "record_id=k"];
    let printed =
        company.run_well(&[&["--quiet", "link", "run", "strange.csv"], &columns[..]].concat());
    assert_eq!(printed.lines().count(), 3);
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
        &["link", "history", "--json"],
        &["golden", "C10000006", "--json"],
        &["golden", "history", "--json"],
        &["corrections", "--json"],
        &["link", "explain", "C10000006", "--json"],
    ] {
        let [it, en] =
            ["it", "en"].map(|code| company.run_well(&[args, &["--lang", code]].concat()));
        assert_eq!(it, en, "{args:?}");
        let parsed: Result<serde_json::Value, _> = serde_json::from_str(&it);
        assert!(parsed.is_ok(), "{args:?}");
    }
}

#[cfg(not(feature = "prove"))]
#[test]
fn a_build_without_the_prover_says_which_has_it() {
    assert_seen!("rules_prove", both(&Company::empty(), &["rules", "prove"]));
}
