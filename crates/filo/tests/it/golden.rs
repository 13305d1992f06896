//! The golden view and corrections through the program: what three departments say of one person, over
//! several exports.

use serde_json::Value;

use crate::company::{Company, Numbers};
use crate::terminal::both;

const CONFIG: &str = r#"
[company]
name = "Prova S.r.l."
language = "it"
zone = "Europe/Rome"

[[department]]
name = "administration"
label = { it = "Amministrazione", en = "Administration" }
[[department]]
name = "sales"
label = { it = "Vendite", en = "Sales" }
[[department]]
name = "service"
label = { it = "Assistenza", en = "Service" }

[[source]]
name = "customers"
system = "billing"
department = "administration"
kind = "record"
path = "customers_*.csv"
[source.columns]
customer = "code"
first_name = "first"
last_name = "last"
tax_code = "tax"
birth_date = "born"
address = "street"
city = "town"
phone = "phone"

[[source]]
name = "contacts"
system = "crm"
department = "sales"
kind = "record"
path = "contacts_*.csv"
[source.columns]
customer = "code"
first_name = "first"
last_name = "last"
tax_code = "tax"
birth_date = "born"
address = "street"
city = "town"
phone = "phone"

[[source]]
name = "helpdesk"
department = "service"
kind = "record"
path = "helpdesk_*.csv"
[source.columns]
customer = "code"
first_name = "first"
last_name = "last"
tax_code = "tax"
birth_date = "born"
address = "street"
city = "town"
phone = "phone"
"#;

const HEAD: &str = "code;first;last;tax;born;street;town;phone\n";
const OLD: &str = "3331234567";
const NEW: &str = "3387654321";

/// A row about the one person of this company.
fn row(code: &str, name: &str, street: &str, phone: &str) -> String {
    format!("{code};{name};RSSMRA85T10A562S;10/12/1985;{street};Torino;{phone}\n")
}

fn export(company: &Company, source: &str, day: &str, row: &str) {
    company.write(&format!("{source}_{day}.csv"), format!("{HEAD}{row}").as_bytes());
}

/// Three departments; sales have another address, and the telephone number that administration has
/// replaced since.
fn company() -> Company {
    let company = Company::empty();
    company.write("filo.toml", CONFIG.as_bytes());
    export(&company, "customers", "2026-03-31", &row("C1", "Mario;Rossi", "Via Roma 1", OLD));
    export(&company, "customers", "2026-04-30", &row("C1", "Mario;Rossi", "Via Roma 1", NEW));
    export(&company, "helpdesk", "2026-03-31", &row("H1", "ROSSI;MARIO", "V. Roma, 1", ""));
    export(&company, "contacts", "2026-03-31", &row("K1", "Mario;Rossi", "Via Po 7", OLD));
    company
}

fn json(company: &Company, args: &[&str]) -> Value {
    serde_json::from_str(&company.run_well(&[&["--json", "--quiet"], args].concat())).unwrap()
}

fn weave(company: &Company) {
    company.run_well(&["weave", "--quiet"]);
}

/// The corrections in short: source, field, what it has and should have, the day it was closed.
fn corrections(company: &Company, args: &[&str]) -> Vec<String> {
    let list = json(company, &[&["corrections"], args].concat());
    let day = |millis: &Value| {
        millis.as_i64().map(|millis| {
            let at = jiff::Timestamp::from_millisecond(millis).unwrap();
            at.to_zoned(jiff::tz::TimeZone::get("Europe/Rome").unwrap()).date().to_string()
        })
    };
    let one = |one: &Value| {
        let text = |name: &str| one[name].as_str().unwrap_or("-").to_owned();
        let times = ["since", "seen", "closed"].map(|name| day(&one[name]).unwrap_or("-".into()));
        format!(
            "{} {}: {} → {} {}",
            text("source"),
            text("field"),
            text("has"),
            text("should"),
            times.join(" ")
        )
    };
    list.as_array().unwrap().iter().map(one).collect()
}

fn best(company: &Company, field: &str) -> String {
    let view = json(company, &["golden", "C1"]);
    let fields = view["fields"].as_array().unwrap();
    let found = fields.iter().find(|one| one["field"] == field).unwrap();
    found["value"].as_str().unwrap().to_owned()
}

#[test]
fn a_correction_is_open_until_the_export_that_shows_the_best_value() {
    let company = company();
    weave(&company);
    let address = "contacts address: Via Po 7, Torino → Via Roma 1, Torino";
    let phone = "contacts phone: +393331234567 → +393387654321";
    let open = corrections(&company, &[]);
    assert_eq!(
        open,
        [
            format!("{address} 2026-03-31 2026-03-31 -"),
            // Since administration has the new number.
            format!("{phone} 2026-04-30 2026-03-31 -"),
        ]
    );
    // The next export repeats it.
    export(&company, "contacts", "2026-04-30", &row("K1", "Mario;Rossi", "Via Po 7", OLD));
    weave(&company);
    assert_eq!(corrections(&company, &[])[0], format!("{address} 2026-03-31 2026-04-30 -"));
    assert!(corrections(&company, &["--closed"]).is_empty());
    // The one after that has another address, wrong too, and the new number.
    export(&company, "contacts", "2026-05-31", &row("K1", "Mario;Rossi", "Via Nizza 9", NEW));
    weave(&company);
    let third = "contacts address: Via Nizza 9, Torino → Via Roma 1, Torino";
    assert_eq!(corrections(&company, &[]), [format!("{third} 2026-03-31 2026-05-31 -")]);
    assert_eq!(
        corrections(&company, &["--closed"]),
        [format!("{phone} 2026-04-30 2026-05-31 2026-05-31")]
    );
    // And the last one is right, in its own writing.
    export(&company, "contacts", "2026-06-30", &row("K1", "Mario;Rossi", "VIA ROMA, 1", NEW));
    weave(&company);
    assert!(corrections(&company, &[]).is_empty());
    let closed = corrections(&company, &["--closed"]);
    assert_eq!(closed[0], format!("{third} 2026-03-31 2026-06-30 2026-06-30"));
    assert_eq!(closed.len(), 2);
    // A system that writes the old value over it opens it again.
    export(&company, "contacts", "2026-07-31", &row("K1", "Mario;Rossi", "Via Po 7", NEW));
    weave(&company);
    assert_eq!(corrections(&company, &[]), [format!("{address} 2026-07-31 2026-07-31 -")]);
    assert_eq!(best(&company, "address"), "Via Roma 1, Torino");
}

macro_rules! assert_seen {
    ($name:literal, $seen:expr) => {
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!($name, $seen);
        });
    };
}

#[test]
fn what_people_see() {
    let company = company();
    let unread = format!("H1;ROSSI;MARIO;RSSMRA85T10A562X;1/1/1900;V. Roma, 1;Torino;{OLD}");
    company.write("helpdesk_2026-04-30.csv", format!("{HEAD}{unread}\n").as_bytes());
    weave(&company);
    assert_seen!("golden", both(&company, &["golden", "C1"]));
    assert_seen!("corrections", both(&company, &["corrections"]));
    assert_seen!("corrections_masked", both(&company, &["corrections", "--masked"]));
    export(&company, "contacts", "2026-05-31", &row("K1", "Mario;Rossi", "Via Roma 1", NEW));
    weave(&company);
    assert_seen!("corrections_closed", both(&company, &["corrections", "--closed"]));
    assert_seen!(
        "golden_decided",
        both(&company, &["golden", "decide", "K1", "address", "--reason", "x"])
    );
    assert_seen!("golden_undone", both(&company, &["golden", "undo", "1", "--reason", "y"]));
    assert_seen!(
        "no_record",
        both(&company, &["golden", "decide", "K9", "address", "--reason", "x"])
    );
    assert_seen!("no_choice", both(&company, &["golden", "undo", "12", "--reason", "x"]));
    assert_seen!("help_golden", both(&company, &["golden", "--help"]));
    assert_seen!("help_corrections", both(&company, &["corrections", "--help"]));
}

#[test]
fn exports_in_any_order_give_the_same_corrections() {
    let streets = ["Via Po 7", "Via Roma 1", "Via Po 7", "Via Nizza 9", "Via Roma 1"];
    let made = company();
    let mut names = Vec::new();
    for (place, street) in streets.iter().enumerate() {
        let day = format!("2026-{:02}-28", place + 4);
        export(&made, "contacts", &day, &row("K1", "Mario;Rossi", street, OLD));
        names.push(format!("contacts_{day}.csv"));
    }
    weave(&made);
    let expected = (corrections(&made, &[]), corrections(&made, &["--closed"]));
    assert_eq!((expected.0.len(), expected.1.len()), (1, 1), "{expected:?}");
    for seed in [1, 2, 3] {
        let twin = company();
        let mut order = names.clone();
        Numbers(seed).shuffle(&mut order);
        for name in order {
            twin.write(&name, &made.read(&name));
            weave(&twin);
        }
        assert_eq!((corrections(&twin, &[]), corrections(&twin, &["--closed"])), expected);
    }
}

#[test]
fn a_source_that_was_right_all_along_leaves_the_correction_to_the_others() {
    let company = company();
    export(&company, "customers", "2026-05-31", &row("C1", "Mario;Rossi", "Via Po 7", NEW));
    export(&company, "helpdesk", "2026-04-30", &row("H1", "Mario;Rossi", "Via Roma 1", ""));
    weave(&company);
    assert_eq!(best(&company, "address"), "Via Po 7, Torino");
    let open = corrections(&company, &[]);
    assert!(
        open[1].starts_with("helpdesk address: Via Roma 1, Torino → Via Po 7, Torino"),
        "{open:?}"
    );
    assert!(!open.iter().any(|line| line.starts_with("contacts address")));
    let closed = corrections(&company, &["--closed"]);
    assert!(
        closed[0].starts_with("customers address: Via Roma 1, Torino → Via Po 7"),
        "{closed:?}"
    );
}

#[test]
fn a_choice_decides_and_its_undo_brings_back_what_was() {
    let company = company();
    weave(&company);
    let before = json(&company, &["golden", "C1"]);
    let chosen =
        json(&company, &["golden", "decide", "K1", "address", "--reason", "ha telefonato"]);
    assert_eq!(chosen["choice"], 1);
    assert_eq!(best(&company, "address"), "Via Po 7, Torino");
    let open = corrections(&company, &[]);
    let sources: Vec<&str> = open.iter().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(
        sources,
        ["customers", "contacts", "helpdesk"],
        "the number of contacts is still old"
    );
    json(&company, &["golden", "undo", "1", "--reason", "era un altro Rossi"]);
    assert_eq!(json(&company, &["golden", "C1"]), before);
    json(&company, &["golden", "undo", "2", "--reason", "no, era lui"]);
    assert_eq!(best(&company, "address"), "Via Po 7, Torino");
    let history = json(&company, &["golden", "history"]);
    assert_eq!(history.as_array().unwrap().len(), 3);
    assert_eq!(history[0]["reason"], "ha telefonato");
    // What the record says later does not move what was chosen, and is shown.
    export(&company, "contacts", "2199-12-31", &row("K1", "Mario;Rossi", "Via Nizza 9", OLD));
    weave(&company);
    assert_eq!(best(&company, "address"), "Via Po 7, Torino");
    let seen = company.run_well(&["--lang", "en", "golden", "C1"]);
    assert!(seen.contains("Via Nizza 9, Torino (another value)"), "{seen}");
    assert!(seen.contains("said after the choice"), "{seen}");
}

#[test]
fn what_cannot_be_chosen_is_said() {
    let company = company();
    weave(&company);
    let code = |args: &[&str]| company.run(&[&["golden"], args].concat()).status.code();
    assert_eq!(code(&["decide", "K9", "address", "--reason", "x"]), Some(2));
    assert_eq!(code(&["decide", "K1", "shoes", "--reason", "x"]), Some(2));
    assert_eq!(code(&["decide", "K1", "email", "--reason", "x"]), Some(2));
    assert_eq!(code(&["decide", "K1", "address", "--reason", " "]), Some(2));
    assert_eq!(code(&["undo", "7", "--reason", "x"]), Some(1));
    assert_eq!(code(&["Nessuno Ignoto"]), Some(1));
    assert_eq!(company.run(&["corrections", "--department", "nowhere"]).status.code(), Some(1));
    assert_eq!(company.run(&["corrections", "--source", "nowhere"]).status.code(), Some(1));
    assert_eq!(json(&company, &["golden", "history"]), serde_json::json!([]));
}

#[test]
fn the_list_can_be_narrowed_masked_and_opened_in_a_spreadsheet() {
    let company = company();
    weave(&company);
    assert_eq!(corrections(&company, &["--department", "sales"]).len(), 2);
    assert!(corrections(&company, &["--department", "service"]).is_empty());
    assert!(corrections(&company, &["--source", "customers"]).is_empty());
    let masked = company.run_well(&["corrections", "--masked"]);
    assert!(!masked.contains("Via") && !masked.contains("333"), "{masked}");
    let csv = company.run_well(&["corrections", "--csv", "--quiet"]);
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 3);
    let columns = lines[0].split(',').count();
    assert!(lines[1].starts_with("sales,contacts,crm,K1,"), "{csv}");
    assert!(lines[1].contains("\"Via Po 7, Torino\",\"Via Roma 1, Torino\""), "{csv}");
    assert_eq!(lines[2].split(',').count(), columns);
    let said = company.run(&["corrections", "--lang", "en"]).stderr;
    assert!(String::from_utf8(said).unwrap().contains("personal data"));
}

#[test]
fn whoever_restricted_the_use_of_their_data_is_left_out() {
    let company = company();
    weave(&company);
    company.run_well(&["person", "restrict", "C1"]);
    assert!(corrections(&company, &[]).is_empty());
    let seen = company.run_well(&["--lang", "en", "golden", "C1"]);
    assert!(seen.contains("restricted at the person's request"), "{seen}");
    company.run_well(&["person", "restrict", "C1", "--lift"]);
    assert_eq!(corrections(&company, &[]).len(), 2);
}

#[test]
fn an_erasure_leaves_nothing_of_a_choice_that_names_anybody() {
    let company = company();
    weave(&company);
    let list = json(&company, &["corrections"]);
    let record = list[0]["record"].as_str().unwrap().to_owned();
    company.run_well(&[
        "golden",
        "decide",
        &record,
        "address",
        "--reason",
        "Zanzibarino ha chiamato",
    ]);
    let digests: Vec<Vec<u8>> = [company.store().choice_list().unwrap()[0].content.clone()]
        .iter()
        .flat_map(|content| {
            let text = serde_json::to_string(content).unwrap();
            let parsed: Value = serde_json::from_str(&text).unwrap();
            ["record", "statement"].map(|name| parsed["right"][name].as_str().unwrap().into())
        })
        .map(|text: String| text.into_bytes())
        .collect();
    assert!(company.run_well(&["person", "export", "C1"]).contains("Zanzibarino"));
    let receipt = json(&company, &["person", "erase", "C1"]);
    assert_eq!(receipt["choices"], 1);
    for path in company.store_files() {
        let bytes = std::fs::read(&path).unwrap();
        let holds = |wanted: &[u8]| bytes.windows(wanted.len()).any(|window| window == wanted);
        for wanted in [&b"Zanzibarino"[..], b"Via Po", b"rossi"]
            .into_iter()
            .chain(digests.iter().map(Vec::as_slice))
        {
            assert!(!holds(wanted), "{} in {}", String::from_utf8_lossy(wanted), path.display());
        }
    }
    let history = json(&company, &["golden", "history"]);
    assert_eq!((history.as_array().unwrap().len(), &history[0]["reason"]), (1, &"".into()));
    assert!(corrections(&company, &[]).is_empty());
}

#[test]
fn in_the_sample_company_who_mistyped_a_name_is_asked_for_what_billing_has() {
    let company = Company::committed();
    company.weave_well();
    // Names and firms of the file of customers, as columns 1 to 3.
    let mut right = std::collections::BTreeSet::new();
    for file in company.exports().iter().filter(|name| name.contains("/customers_")) {
        // Some are UTF-8, the others Windows-1252.
        let latin = |bytes: &[u8]| bytes.iter().copied().map(char::from).collect();
        let bytes = company.read(file);
        let text = std::str::from_utf8(&bytes).map_or_else(|_| latin(&bytes), str::to_owned);
        for line in text.lines().skip(1) {
            let cells: Vec<&str> = line.split(';').collect();
            let person = filo_model::name::PersonName::from_parts(cells[2], cells[1]);
            right.extend(person.map(|name| name.key().to_string()));
            right.extend(
                filo_model::name::CompanyName::parse(cells[3]).map(|name| name.key().to_owned()),
            );
        }
    }
    let list = json(&company, &["corrections"]);
    let list = list.as_array().unwrap();
    assert!(list.len() > 40, "the sample mistypes one name in some");
    for one in list {
        let should = one["should"].as_str().unwrap();
        let person = filo_model::name::PersonName::from_parts(should, "");
        let keys = [
            person.map(|name| name.key().to_string()),
            filo_model::name::CompanyName::parse(should).map(|name| name.key().to_owned()),
        ];
        let is_right = keys.iter().flatten().any(|key| right.contains(key));
        assert!(is_right && one["source"] != "customers", "{one}");
    }
}
