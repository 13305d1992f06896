//! Telephone lines, exchanges and files without a header, as they are written and as they are wrong.

use filo_intake::read::Format;

use super::{changed, check, parse};
use crate::texts::Language;

const LINE: &str = "[[line]]\nnumber = \"199123456\"\nlabel = { it = \"Assistenza\" }\n\
    department = \"administration\"\ncost_per_call = \"0.15\"\ncost_per_minute = \"0.30\"\n";

/// The sound configuration with a part before its source.
fn with_line(line: &str) -> String {
    changed("[[source]]", &format!("{line}[[source]]"))
}

#[test]
fn a_line_has_a_name_a_department_and_what_it_costs() {
    let config = parse(&with_line(LINE)).unwrap();
    let line = &config.lines[0];
    assert_eq!(
        (line.number.as_str(), line.department.as_deref()),
        ("199123456", Some("administration"))
    );
    assert_eq!(
        (line.label(Language::Italian), line.label(Language::English)),
        ("Assistenza", "199123456")
    );
    let cents =
        |amount: Option<filo_model::amount::Amount>| amount.and_then(|amount| amount.cents());
    assert_eq!((cents(line.cost_per_call), cents(line.cost_per_minute)), (Some(15), Some(30)));
    let bare = parse(&with_line("[[line]]\nnumber = \"assistenza\"\n")).unwrap();
    assert!(bare.lines[0].cost_per_call.is_none() && bare.lines[0].department.is_none());
}

#[test]
fn a_wrong_line_is_told_with_its_remedy() {
    for (from, to, line, english, italian) in [
        (
            "\"0.15\"",
            "\"gratis\"",
            12,
            "`cost_per_call` = `gratis` cannot be understood | write it like: 0.15",
            "`cost_per_call` = `gratis` non si capisce | scriverlo come: 0.15",
        ),
        (
            "\"0.30\"",
            "\"-0.30\"",
            13,
            "`cost_per_minute` = `-0.30` cannot be understood | write it like: 0.15",
            "`cost_per_minute` = `-0.30` non si capisce | scriverlo come: 0.15",
        ),
        (
            "\"administration\"",
            "\"kitchen\"",
            11,
            "`department` cannot be `kitchen` | choose one of: administration",
            "`department` non può essere `kitchen` | scegliere tra: administration",
        ),
        (
            "\"199123456\"",
            "\" \"",
            9,
            "`number` = ` ` cannot be understood | write it like: 199123456",
            "`number` = ` ` non si capisce | scriverlo come: 199123456",
        ),
    ] {
        assert_eq!(LINE.matches(from).count(), 1);
        let broken = format!("{}[[source]]", LINE.replace(from, to));
        check("[[source]]", &broken, line, english, italian);
    }
    check(
        "[[source]]",
        &format!("{LINE}[[line]]\nnumber = \"199123456\"\n[[source]]"),
        15,
        "`number` = `199123456` is there already | give one of the two another name",
        "`number` = `199123456` c'è già | dare un altro nome a uno dei due",
    );
}

const CALLS: &str = "kind = \"message\"\nformat = \"asterisk-cdr\"";

#[test]
fn a_source_of_calls_needs_no_columns_and_knows_the_companys_lines() {
    let text = with_line(LINE).replace("kind = \"invoice\"", CALLS).replace(
        "[source.columns]\ncustomer = \"Cliente\"\nat = \"Data\"\n[source.values.kind]\n\"FATTURA\" = \"invoice\"\n",
        "[source.exchange]\nlines = [\"0461111111\"]\nextension_digits = [3, 4]\noutside_prefix = \"0\"\n",
    );
    let source = &parse(&text).unwrap().sources[0];
    assert_eq!(source.options.format, Format::AsteriskCdr);
    assert_eq!(source.options.exchange.lines, ["0461111111", "199123456"]);
    assert_eq!(source.options.exchange.extension_digits, (3, 4));
    assert_eq!(source.spec.constants["channel"], "phone");
    let columns = ["at", "call", "direction", "kind", "line", "outcome", "phone", "seconds"];
    assert!(columns.iter().all(|name| source.spec.columns[name] == [*name]));
    // Which numbers are the company's decides what a row means; elsewhere it decides nothing.
    let digest = |text: &str| parse(text).unwrap().sources[0].digest;
    assert_ne!(digest(&text), digest(&text.replace("199123456", "199123457")));
    assert_eq!(digest(&with_line(LINE)), digest(&with_line("")));
}

#[test]
fn the_digits_of_an_extension_are_two_numbers_in_order() {
    for digits in ["[5, 2]", "[0, 3]"] {
        check(
            "[source.columns]",
            &format!("[source.exchange]\nextension_digits = {digits}\n[source.columns]"),
            15,
            &format!(
                "`extension_digits` = `{digits}` cannot be understood | write it like: [2, 5]"
            ),
            &format!("`extension_digits` = `{digits}` non si capisce | scriverlo come: [2, 5]"),
        );
    }
}

#[test]
fn names_of_columns_are_for_files_that_have_none() {
    let named = changed("lag =", "header = [\"Cliente\", \"Data\"]\nlag =");
    let source = &parse(&named).unwrap().sources[0];
    assert_eq!(source.options.header.as_deref().unwrap(), ["Cliente", "Data"]);
    for names in ["[]", "[\"Cliente\", \" \"]"] {
        check(
            "lag =",
            &format!("header = {names}\nlag ="),
            13,
            "`header` is empty or has an empty name | one name for each column, in the order of the file: \
             header = [\"date\", \"customer\", \"amount\"]",
            "`header` è vuoto o ha un nome vuoto | un nome per ogni colonna, nell'ordine del file: \
             header = [\"data\", \"cliente\", \"importo\"]",
        );
    }
    check(
        "lag =",
        "format = \"xlsx\"\nheader = [\"Cliente\"]\nlag =",
        14,
        "in the format XLSX columns have their names already | take `header` out; it is for CSV, \
         asterisk-cdr and 3cx-cdr without a header",
        "nel formato XLSX le colonne hanno già un nome | togliere `header`; serve per CSV, asterisk-cdr e \
         3cx-cdr senza intestazione",
    );
}

#[test]
fn what_the_example_leaves_out_is_sound_too() {
    let is_key = |text: &str| text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let is_written = |line: &&str| {
        line.starts_with('[') || line.split_once(" = ").is_some_and(|(key, _)| is_key(key))
    };
    let on = |line: &str| line.strip_prefix("# ").filter(is_written).unwrap_or(line).to_owned();
    let whole: Vec<String> = crate::commands::EXAMPLE.lines().map(on).collect();
    let config = parse(&whole.join("\n")).unwrap();
    let formats: Vec<Format> = config.sources.iter().map(|source| source.options.format).collect();
    for format in [Format::AsteriskCdr, Format::Mbox, Format::FatturaPa, Format::Camt] {
        assert!(formats.contains(&format), "{format:?}");
    }
    assert_eq!(config.lines.len(), 1);
    let named = config.sources.iter().find(|source| source.spec.name == "old_payments").unwrap();
    assert_eq!(named.options.header.as_ref().map(Vec::len), Some(4));
}
