//! A list comes back as it was, with the guard's verdict on each row, and nothing of it is lost.

use std::fs;
use std::io::Cursor;

use filo_intake::read::{self, CellKind, Format, Options};
use filo_intake::row::{Row, Step};
use rust_xlsxwriter::{ExcelDateTime, Workbook};
use serde_json::Value;

use crate::company::Company;

const CONFIG: &str = r#"
[company]
name = "Luce Spa"
language = "it"

[guard]
packs = []

[[department]]
name = "administration"
label = { it = "Amministrazione", en = "Administration" }
people = 10

[[source]]
name = "people"
system = "billing"
department = "administration"
kind = "record"
path = "people.csv"
[source.columns]
customer = "code"
first_name = "first"
last_name = "last"
tax_code = "tax"
phone = "phone"
email = "mail"

[[source]]
name = "invoices"
system = "billing"
department = "administration"
kind = "invoice"
path = "invoices.csv"
dates = "ymd"
[source.columns]
key = ["number", "part"]
customer = "code"
at = "issued"
claim = "number"
instalment = "part"
amount = "amount"
due = "due"
"#;

/// What is not due is refused; what nobody knows is held.
const CARDS: &str = r#"
[[card]]
id = "T-01"
version = 1
title = { it = "Non si chiede ciò che non è ancora scaduto.", en = "What is not yet due is not asked for." }
owner = "administration"
actions = ["remind", "formal_notice", "transfer", "suspend"]
when = { fact = "claim_not_due", is = true }
verdict = "refuse"
override = "nobody"
notice = { it = "Non è scaduto.", en = "It is not due." }
words = { it = "Non è scaduta.", en = "It is not due." }
release = { it = "Dopo la scadenza.", en = "After the due date." }
alternatives = ["explain_invoice", "open_case"]

[[card.tests]]
name = "not due"
action = "transfer"
facts = { claim_not_due = true }
expect = "refuse"

[[card.tests]]
name = "due"
action = "transfer"
facts = { claim_not_due = false }
expect = "allow"
"#;

const PEOPLE: &str = "code,first,last,tax,phone,mail
C1,Mario,Rossi,RSSMRA80A01H501U,3331234501,mario@luce-esempio.it
C2,Anna,Bianchi,BNCNNA75E50L219W,3331234502,anna@luce-esempio.it
C3,Mario,Rossi,RSSMRA62D14F205L,3331234503,mr@altro-esempio.it
";

const INVOICES: &str = "number,part,code,issued,amount,due
F-1,,C1,2026-01-10,100.00,2026-02-10
F-2,,C1,2026-05-10,50.00,2026-08-31
F-3,1,C2,2026-01-10,30.00,2026-03-31
F-3,2,C2,2026-01-10,30.00,2026-09-30
F-4,,C3,2026-01-10,70.00,2026-02-10
";

fn company() -> Company {
    let company = Company::empty();
    company.write("filo.toml", CONFIG.as_bytes());
    fs::create_dir(company.path().join("rules")).unwrap();
    company.write("rules/own.toml", CARDS.as_bytes());
    company.write("people.csv", PEOPLE.as_bytes());
    company.write("invoices.csv", INVOICES.as_bytes());
    company.weave_well();
    company
}

/// Screens a list of reminders on the first of July; what is written, and the summary.
fn screen(company: &Company, list: &[u8], more: &[&str]) -> (Vec<u8>, Value) {
    company.write("list.csv", list);
    let args = ["screen", "list.csv", "--action", "remind", "--on", "2026-07-01", "--json"];
    let out = ["--out", "out.csv"];
    let output = company.run_well(&[&args[..], &out, more].concat());
    (company.read("out.csv"), serde_json::from_str(&output).unwrap())
}

fn text(company: &Company, list: &str, more: &[&str]) -> String {
    String::from_utf8(screen(company, list.as_bytes(), more).0).unwrap()
}

/// What is added to each row of a list with commas, the heading left out.
fn added(text: &str) -> Vec<Vec<String>> {
    let options = Options::new(Format::Csv);
    let table =
        read::open_table(Box::new(Cursor::new(text.as_bytes().to_vec())), &options).unwrap();
    let mut reader = table.reader;
    let names = &table.columns[table.columns.len() - 5..];
    let mut row = Row::default();
    let mut rows = Vec::new();
    while reader.step(&mut row).unwrap() == Step::Row {
        let value =
            |name: &String| row.rest().find(|one| one.0 == name).map(|one| one.1.to_owned());
        rows.push(names.iter().map(|name| value(name).unwrap_or_default()).collect());
    }
    rows
}

#[test]
fn a_windows_list_keeps_every_byte_and_gets_columns_at_its_end() {
    let company = company();
    let list = b"\"Codice cliente\";\"Fattura\";\"Perch\xe9\"\r\n\"C1\";\"F-1\";\"a \"\"b\"\"; c\"\r\n\r\n\"C1\";\"F-2\";\"due\r\nrighe\"\r\n\"C2\";\"F-3\"";
    let (out, summary) = screen(&company, list, &[]);
    let expected: &[&[u8]] = &[
        b"\"Codice cliente\";\"Fattura\";\"Perch\xe9\";\"esito\";\"motivo\";\"che cosa fare\";\"regola\";\"decisione\"\r\n",
        b"\"C1\";\"F-1\";\"a \"\"b\"\"; c\";\"passa\";\"\";\"\";\"\";\"d-1\"\r\n\r\n",
        b"\"C1\";\"F-2\";\"due\r\nrighe\";\"ferma\";\"Non si chiede ci\xf2 che non \xe8 ancora scaduto.\";\"spiegare di persona la fattura o il saldo \xb7 aprire una questione\";\"T-01\";\"d-2\"\r\n",
        b"\"C2\";\"F-3\";;\"trattieni\";\"La riga non si legge.\"",
    ];
    let expected = expected.concat();
    assert_eq!(
        String::from_utf8_lossy(&out[..expected.len().min(out.len())]),
        String::from_utf8_lossy(&expected)
    );
    assert_eq!(
        summary["answers"],
        serde_json::json!({"allow": 1, "warn": 0, "hold": 1, "refuse": 1})
    );
    assert_eq!(summary["apart"]["unreadable"], 1);
    assert_eq!(summary["cards"]["T-01"]["refuse"], 1);
}

#[test]
fn a_row_in_two_byte_letters_and_one_that_ends_in_a_separator_stay_as_they_are() {
    let company = company();
    let list = "Codice cliente\tFattura\tNota\nC1\tF-1\tè\t\nC1\tF-1\n";
    let mut utf16 = vec![0xff, 0xfe];
    utf16.extend(list.encode_utf16().flat_map(u16::to_le_bytes));
    let (out, _) = screen(&company, &utf16, &["--lang", "en"]);
    let units: Vec<u16> =
        out.chunks(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    let text = String::from_utf16(&units).unwrap();
    assert!(text.starts_with("\u{feff}Codice cliente\tFattura\tNota\tverdict\treason"), "{text}");
    assert!(text.contains("\nC1\tF-1\tè\tallow\t"), "{text}");
    // A byte order mark of UTF-8 comes back, too.
    let (out, _) = screen(&company, b"\xef\xbb\xbfcustomer,claim\nC1,F-1\n", &[]);
    assert!(out.starts_with(b"\xef\xbb\xbfcustomer,claim,esito,"), "{out:?}");
    assert!(String::from_utf8_lossy(&out).contains("\nC1,F-1,passa,"));
}

#[test]
fn who_is_found_by_any_identifier_and_never_guessed() {
    let company = company();
    let list = "customer,name,tax code,phone,e-mail,invoice
C1,,,,,F-1
,,RSSMRA80A01H501U,,,F-1
,,,+39 333 1234501,,F-1
,,,,MARIO@luce-esempio.it,F-1
,,,,,F-1
C9,,,,,F-1
,Rossi Mario,,,,
,Anna Bianchi,,,,F-3
C1,,BNCNNA75E50L219W,,,F-1
,,,,,
,Rossi Mario,,3331234503,,F-4
,Bianchi Anna,,,,F-4
,MARIO ROSSI,,,,F-2
";
    let rows = added(&text(&company, list, &["--lang", "en"]));
    let c1 =
        company.run_well(&["ask", "RSSMRA80A01H501U", "--action", "remind", "--json", "--dry-run"]);
    let c1: Value = serde_json::from_str(&c1).unwrap();
    let c1 = c1["customer"].as_str().unwrap();
    let answers: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    let expected = [
        "allow", "warn", "warn", "warn", "warn", "hold", "hold", "allow", "hold", "hold", "allow",
        "hold", "refuse",
    ];
    assert_eq!(answers, expected, "{rows:#?}");
    for twice in &rows[1..5] {
        assert_eq!(twice[1], "Twice in the list: see row 2.");
    }
    assert_eq!(rows[5][1], "Not found in the threads.");
    assert!(rows[6][1].starts_with("Several customers fit: c-"), "{:?}", rows[6]);
    assert_eq!(rows[6][1].matches("c-").count(), 2);
    assert!(rows[8][1].starts_with("What the row says belongs to different customers: "));
    assert!(rows[8][1].contains(c1), "{:?}", rows[8]);
    assert_eq!(rows[9][1], "The row does not say who it is about.");
    // Each was kept, with the customer where there is one.
    let kept = |number: usize| -> Value {
        serde_json::from_str(&company.run_well(&[
            "verdict",
            "show",
            &format!("d-{number}"),
            "--json",
        ]))
        .unwrap()
    };
    assert_eq!(kept(1)[0]["customer"], c1);
    assert_eq!((&kept(6)[0]["customer"], &kept(6)[0]["answer"]), (&Value::Null, &"hold".into()));
    assert_eq!(kept(2)[0]["content"]["twice"], 2);
}

#[test]
fn a_row_without_a_claim_is_judged_on_all_that_are_open_each_named() {
    let company = company();
    let rows = added(&text(&company, "customer\nC1\n", &["--lang", "en"]));
    assert_eq!(rows[0][0], "refuse");
    assert!(rows[0][1].contains("F-1: allow."), "{rows:?}");
    assert!(rows[0][1].contains("F-2: refuse. What is not yet due is not asked for."), "{rows:?}");
    // The due date says which of them, and which instalment.
    let list = "customer,due date,invoice
C1,10/02/2026,
C1,2026-08-31,
C2,31/03/2026,F-3
C2,30/09/2026,F-3
C2,01/01/2026,F-3
C2,31/02/2026,F-3
";
    let rows = added(&text(&company, list, &["--lang", "en"]));
    let told: Vec<_> = rows.iter().map(|row| (row[0].as_str(), row[1].as_str())).collect();
    let expected = [
        ("allow", ""),
        ("refuse", "What is not yet due is not asked for."),
        ("allow", ""),
        ("refuse", "What is not yet due is not asked for."),
    ];
    assert_eq!(told[..4], expected);
    assert_eq!(told[4].0, "hold");
    assert!(told[4].1.contains("The thread knows another due date."), "{told:?}");
    assert_eq!(told[5].0, "hold");
    assert!(told[5].1.contains("Not readable: due date."), "{told:?}");
}

#[test]
fn the_second_file_has_the_rows_that_pass_and_no_reasons() {
    let company = company();
    let list = "Codice cliente;Nota interna;Fattura;Importo\r\nC1;difficile;F-1;100,00\r\nC1;;F-2;50,00\r\nC9;;F-9;1,00\r\nC3;à;F-4;70,00\r\nC3;;F-4;70,00\r\n";
    screen(&company, list.as_bytes(), &["--allowed", "agency.csv"]);
    let second = company.read("agency.csv");
    assert_eq!(
        String::from_utf8(second).unwrap(),
        "Codice cliente;Fattura;Importo\r\nC1;F-1;100,00\r\nC3;F-4;70,00\r\n"
    );
    let more = ["--allowed", "agency.csv", "--keep", "Fattura,nota INTERNA", "--with-warned"];
    screen(&company, list.as_bytes(), &more);
    let second = String::from_utf8(company.read("agency.csv")).unwrap();
    assert_eq!(second, "Fattura;Nota interna\r\nF-1;difficile\r\nF-4;à\r\nF-4;\r\n");
}

#[test]
fn nothing_is_written_or_kept_where_the_list_cannot_go_to_its_place() {
    let company = company();
    company.write("list.csv", b"customer,invoice\nC1,F-1\n");
    let before = company.path().read_dir().unwrap().count();
    let base = ["screen", "list.csv", "--action", "remind", "--on", "2026-07-01"];
    for more in [
        &["--out", "missing/out.csv"][..],
        &["--out", "list.csv"],
        &["--out", "out.csv", "--allowed", "missing/a.csv"],
        &["--out", "a.csv", "--allowed", "a.csv"],
    ] {
        let output = company.run(&[&base[..], more].concat());
        assert_eq!(output.status.code(), Some(2), "{more:?}");
    }
    assert_eq!(company.path().read_dir().unwrap().count(), before, "no file is left");
    assert_eq!(company.run_well(&["verdict", "list", "--json"]).trim(), "[]");
    // A dry run gives the list back and keeps nothing.
    let out = company.run_well(&[&base[..], &["--dry-run"]].concat());
    assert_eq!(out.lines().nth(1), Some("C1,F-1,passa,,,,"));
    assert_eq!(company.run_well(&["verdict", "list", "--json"]).trim(), "[]");
}

#[test]
fn a_script_can_fail_on_an_answer() {
    let company = company();
    company.write("list.csv", b"customer,invoice\nC1,F-1\nC9,F-1\n");
    let code = |more: &[&str]| {
        let base = ["screen", "list.csv", "--action", "remind", "--on", "2026-07-01", "--dry-run"];
        company.run(&[&base[..], more].concat()).status.code()
    };
    assert_eq!(code(&[]), Some(0));
    assert_eq!(code(&["--fail-on", "hold"]), Some(1));
    assert_eq!(code(&["--fail-on", "refuse"]), Some(0));
}

#[test]
fn columns_can_be_named_and_a_list_of_nobody_is_explained() {
    let company = company();
    company.write("list.csv", b"Matr.,Doc,esito\nC1,F-2,\n");
    let base = ["screen", "list.csv", "--action", "remind", "--on", "2026-07-01", "--lang", "en"];
    let refused = company.run(&base);
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("Matr., Doc, esito") && said.contains("--column customer="), "{said}");
    let more = ["--column", "customer=Matr.", "--column", "claim=doc", "--lang", "it"];
    let out = company.run_well(&[&base[..6], &more].concat());
    assert!(out.starts_with("Matr.,Doc,esito,esito (2),motivo,"), "{out}");
    assert!(out.contains("C1,F-2,,ferma,"), "{out}");
    let wrong = company.run(&[&base[..], &["--column", "nobody=Doc"]].concat());
    assert!(String::from_utf8(wrong.stderr).unwrap().contains("tax_code"));
}

#[test]
fn a_workbook_comes_back_with_its_numbers_and_days() {
    let company = company();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, name) in
        (0..).zip(["Codice cliente", "Fattura", "Importo", "Data prevista", "Telefono"])
    {
        sheet.write_string(0, column, name).unwrap();
    }
    let day = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
    let planned = ExcelDateTime::from_ymd(2026, 7, 1).unwrap();
    for (row, claim) in [(1, "F-1"), (2, "F-2")] {
        sheet.write_string(row, 0, "C1").unwrap();
        sheet.write_string(row, 1, claim).unwrap();
        sheet.write_number(row, 2, 50.5).unwrap();
        sheet.write_datetime_with_format(row, 3, &planned, &day).unwrap();
        sheet.write_string(row, 4, "3331234501").unwrap();
    }
    company.write("list.xlsx", &workbook.save_to_buffer().unwrap());
    let base = ["screen", "list.xlsx", "--action", "remind", "--lang", "en"];
    company.run_well(&[&base[..], &["--out", "out.xlsx", "--allowed", "a.xlsx"]].concat());
    let rows = |name: &str| {
        let options = Options::new(Format::Xlsx);
        let bytes = Box::new(Cursor::new(company.read(name)));
        let mut reader = read::open_table(bytes, &options).unwrap().reader;
        let (mut rows, mut row) = (Vec::new(), Row::default());
        while reader.step(&mut row).unwrap() == Step::Row {
            let kinds = reader.cells().iter().map(|cell| cell.1);
            let values = row.rest().map(|one| one.1.to_owned());
            rows.push(values.zip(kinds).collect::<Vec<_>>());
        }
        rows
    };
    let text = |text: &str| (text.to_owned(), CellKind::Text);
    let out = rows("out.xlsx");
    let first = [
        text("C1"),
        text("F-1"),
        ("50.5".to_owned(), CellKind::Number),
        ("2026-07-01".to_owned(), CellKind::Moment),
        text("3331234501"),
        text("allow"),
        text("d-1"),
    ];
    assert_eq!(out[0], first);
    assert_eq!(out[1][5..7], [text("refuse"), text("What is not yet due is not asked for.")]);
    assert_eq!(rows("a.xlsx"), [[&first[..3], &first[4..5]].concat()]);
    let csv = company.run_well(&[&base[..], &["--dry-run"]].concat());
    assert!(csv.contains("\nC1;F-1;50.5;2026-07-01;3331234501;allow;"), "{csv}");
}

#[test]
fn hostile_lists_are_answered_or_explained() {
    let company = company();
    let base = ["screen", "list.csv", "--action", "remind", "--on", "2026-07-01", "--dry-run"];
    for (list, code) in [
        (&b""[..], 2),
        (b"\n\n\n", 2),
        (b"\xff\xfe\x00", 2),
        (b"\x1f\x8b\x08\x00", 2),
        (b"PK\x03\x04broken", 2),
        (b"%PDF-1.7", 2),
        (b"customer,invoice\n", 0),
        (b"customer,invoice", 0),
    ] {
        company.write("list.csv", list);
        let output = company.run(&base);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{list:?}: {said}");
        assert!(!said.contains("panicked"), "{said}");
    }
    let wide = "x,".repeat(10_000);
    let list = format!("customer,invoice\nC1,F-1\n{wide}\nC\0,F-1\n\"C1,F-1\n=1+1,-2\n");
    company.write("list.csv", list.as_bytes());
    let out = company.run_well(&base);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 6);
    assert_eq!(lines[1], "C1,F-1,passa,,,,");
    assert!(lines[2].starts_with(&wide) && lines[2].contains("La riga non si legge."));
    assert!(lines[3].starts_with("C\0,F-1,trattieni,Non trovato nei fili."), "{}", lines[3]);
    assert!(lines[4].starts_with("\"C1,F-1,") && lines[4].contains("La riga non si legge."));
    assert!(lines[5].starts_with("=1+1,-2,trattieni,Non trovato nei fili."), "{}", lines[5]);
}
