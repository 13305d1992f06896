//! Patterns that find a value in text, days of payment by contract, and payments known by an account.

use std::collections::BTreeMap;

use filo_model::facts::EntryKind;

use super::{check, entries, known, notes};
use crate::mapping::spec::SourceSpec;
use crate::mapping::terms::pattern_fault;

fn with_pattern(mut spec: SourceSpec, field: &str, pattern: &str) -> SourceSpec {
    spec.patterns.insert(known(field), pattern.to_owned());
    spec
}

#[test]
fn a_value_is_what_the_pattern_finds_first() {
    let payments = |pattern: &str| {
        let columns = [("customer", "Cliente"), ("at", "Data"), ("claim", "Nota")];
        with_pattern(entries(EntryKind::Payment, &columns), "claim", pattern)
    };
    let cells = |words| [("Cliente", "7"), ("Data", "2026-03-01"), ("Nota", words)];
    for (pattern, words, facts) in [
        (r"F\d\d-\d+", "saldo F26-17 e F26-18", r#"{"claim":"F26-17"}"#),
        (r"(?i)fatt\. *(\d+)", "Saldo FATT. 17/A", r#"{"claim":"17"}"#),
        // A group that took no part leaves the whole match.
        (r"F\d+|n\. (\d+)", "F17", r#"{"claim":"F17"}"#),
        (r"F\d\d-\d+", "grazie", "{}"),
        (r"F\d\d-\d+", "", "{}"),
    ] {
        check(payments(pattern), &cells(words), &[("facts", facts), ("unread", "0")]);
    }
}

#[test]
fn a_pattern_serves_any_field_before_its_meanings() {
    let spec = notes(&[("case", "Oggetto"), ("topic", "Oggetto")]);
    let spec = with_pattern(spec, "case", r"\[#(\d+)\]");
    let cells = [("Data", "2026-03-01"), ("Oggetto", "Re: [#4711] contatore")];
    check(spec, &cells, &[("case", "4711"), ("facts", r#"{"topic":"Re: [#4711] contatore"}"#)]);
}

#[test]
fn a_pattern_that_cannot_be_read_says_why() {
    assert!(pattern_fault("F(").is_some());
    assert_eq!(pattern_fault(r"F\d+"), None);
}

#[test]
fn terms_give_the_day_of_payment_an_invoice_does_not_say() {
    let invoices = || {
        let columns = [("customer", "C"), ("at", "Data"), ("due", "Scadenza"), ("contract", "K")];
        let mut spec = entries(EntryKind::Invoice, &columns);
        spec.due_after = BTreeMap::from([("*".to_owned(), 30), ("CT-2".to_owned(), 60)]);
        spec
    };
    let cells =
        |due, contract| [("C", "7"), ("Data", "2026-03-01"), ("Scadenza", due), ("K", contract)];
    let derived = |days: &str| format!(r#"[["due_from_terms","{days}"]]"#);
    check(
        invoices(),
        &cells("", "CT-1"),
        &[("facts", r#"{"due":"2026-03-31","contract":"CT-1"}"#), ("given", &derived("30"))],
    );
    check(
        invoices(),
        &cells("", "CT-2"),
        &[("facts", r#"{"due":"2026-04-30","contract":"CT-2"}"#), ("given", &derived("60"))],
    );
    check(invoices(), &cells("", ""), &[("facts", r#"{"due":"2026-03-31"}"#)]);
    check(
        invoices(),
        &cells("2026-03-15", "CT-2"),
        &[("facts", r#"{"due":"2026-03-15","contract":"CT-2"}"#), ("given", "")],
    );
    // A day that cannot be read is not replaced.
    check(
        invoices(),
        &cells("a vista", "CT-2"),
        &[("facts", r#"{"contract":"CT-2"}"#), ("given", r#"[["due","a vista"]]"#)],
    );
    // Without a word for the contract nothing is made up.
    let mut spec = invoices();
    spec.due_after.remove("*");
    check(spec, &cells("", "CT-1"), &[("facts", r#"{"contract":"CT-1"}"#), ("given", "")]);
    // A credit note or reminder is due by itself.
    let mut reminders = entries(EntryKind::Reminder, &[("customer", "C"), ("at", "Data")]);
    reminders.due_after = BTreeMap::from([("*".to_owned(), 30)]);
    check(reminders, &cells("", ""), &[("facts", "{}")]);
}

#[test]
fn a_payment_is_the_claims_else_the_accounts() {
    let payments = || {
        let columns = [
            ("at", "Data"),
            ("about_claim", "Rif"),
            ("claim", "Rif"),
            ("account", "IBAN"),
            ("name", "Nome"),
            ("customer", "Cliente"),
        ];
        entries(EntryKind::Payment, &columns)
    };
    let cells = |claim, customer| {
        [
            ("Data", "2026-03-01"),
            ("Rif", claim),
            ("IBAN", "it60 x054 2811"),
            ("Nome", "Anna Bianchi"),
            ("Cliente", customer),
        ]
    };
    // The payer of a claim may be somebody else than its customer.
    check(
        payments(),
        &cells("F26-1", ""),
        &[
            ("record", "claim:F26-1"),
            ("person", r#"{"refers_to":{"claim":"F26-1"}}"#),
            ("given", r#"[["payer","Anna Bianchi"]]"#),
        ],
    );
    check(payments(), &cells("", ""), &[("record", "account:IT60X0542811"), ("given", "")]);
    check(payments(), &cells("F26-1", "77"), &[("record", "77"), ("given", "")]);
    let nobody = [("Data", "2026-03-01"), ("Nome", "Anna Bianchi")];
    check(payments(), &nobody, &[("apart", "nobody")]);
}
