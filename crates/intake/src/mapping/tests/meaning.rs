//! What a row says: values, kinds, facts, persons, and what is set apart.

use filo_model::amount::DecimalMark;
use filo_model::facts::EntryKind;

use super::{
    EXPORTED, check, draft, entries, notes, records, said, split, with_constants, with_values,
};
use crate::mapping::Mapping;
use crate::mapping::spec::SourceSpec;

#[test]
fn a_constant_stands_where_the_row_says_nothing() {
    let spec =
        || with_constants(notes(&[("topic", "Tema")]), &[("topic", "altro"), ("channel", "phone")]);
    let topic = |text| format!(r#"{{"topic":"{text}"}}"#);
    check(spec(), &[("Data", "04/05/2026")], &[("facts", &topic("altro")), ("channel", "phone")]);
    check(spec(), &[("Data", "04/05/2026"), ("Tema", "  ")], &[("facts", &topic("altro"))]);
    check(
        spec(),
        &[("Data", "04/05/2026"), ("Tema", "bolletta")],
        &[("facts", &topic("bolletta"))],
    );
}

#[test]
fn several_columns_are_one_value_and_empty_ones_leave_no_gap() {
    let mut joined = notes(&[("topic", "Tema+Voce+Nota")]);
    joined.columns.insert("at", split("Giorno+Ora"));
    let cells =
        [("Giorno", "04/05/2026"), ("Ora", "10:30"), ("Tema", " a "), ("Voce", " "), ("Nota", "b")];
    check(joined, &cells, &[("facts", r#"{"topic":"a b"}"#), ("at", "2026-05-04T10:30:00+02:00")]);
}

#[test]
fn values_mean_what_the_configuration_says_whatever_their_case() {
    let spec = || {
        let spec = entries(
            EntryKind::Reminder,
            &[("customer", "Cliente"), ("at", "Data"), ("kind", "Tipo")],
        );
        let values = [
            ("SOLLECITO", "reminder"),
            ("Messa in mora", "formal_notice"),
            ("recupero", "kind=collection state=sent channel=letter"),
        ];
        with_values(spec, "kind", &values)
    };
    let cells = |kind| [("Cliente", "7"), ("Data", "04/05/2026"), ("Tipo", kind)];
    check(spec(), &cells("sollecito"), &[("kind", "reminder"), ("given", "")]);
    check(spec(), &cells(" MESSA IN MORA "), &[("kind", "formal_notice")]);
    check(
        spec(),
        &cells("Recupero"),
        &[
            ("kind", "collection"),
            ("facts", r#"{"state":"sent"}"#),
            ("channel", "letter"),
            ("unread", "0"),
        ],
    );
    check(spec(), &cells(""), &[("kind", "reminder")]);
    check(spec(), &cells("Invoice"), &[("kind", "invoice")]);
    check(spec(), &cells("boh"), &[("apart", "unmapped `kind`")]);
}

#[test]
fn a_star_stands_for_every_other_value() {
    let spec = notes(&[("kind", "Tipo")]);
    let spec = || with_values(spec.clone(), "kind", &[("R", "reminder"), ("*", "note")]);
    check(spec(), &[("Data", "04/05/2026"), ("Tipo", "r")], &[("kind", "reminder")]);
    check(spec(), &[("Data", "04/05/2026"), ("Tipo", "boh")], &[("kind", "note")]);
}

#[test]
fn a_row_without_a_usable_time_kind_or_person_is_set_apart_with_the_field_at_fault() {
    let columns = [
        ("customer", "Cliente"),
        ("at", "Data"),
        ("known_at", "Saputo"),
        ("updated", "Aggiornato"),
        ("department", "Reparto"),
    ];
    for (cells, reason) in [
        (&[("Cliente", "7")][..], "missing `at`"),
        (&[("Cliente", "7"), ("Data", "  ")], "missing `at`"),
        (&[("Cliente", "7"), ("Data", "ieri")], "unreadable `at`"),
        (&[("Cliente", "7"), ("Data", "31/02/2026")], "impossible-time `at`"),
        (
            &[("Cliente", "7"), ("Data", "04/05/2026"), ("Saputo", "31/04/2026")],
            "impossible-time `known_at`",
        ),
        (
            &[("Cliente", "7"), ("Data", "04/05/2026"), ("Aggiornato", "mai")],
            "unreadable `updated`",
        ),
        (
            &[("Cliente", "7"), ("Data", "04/05/2026"), ("Reparto", "cucina")],
            "unmapped `department`",
        ),
        (&[("Data", "04/05/2026")], "nobody"),
        (&[("Cliente", " "), ("Data", "04/05/2026")], "nobody"),
        (&[("Cliente", "7"), ("Data", "04/05/2026"), ("Reparto", "sales")], ""),
    ] {
        check(entries(EntryKind::Note, &columns), cells, &[("apart", reason)]);
    }
}

#[test]
fn a_record_is_known_by_the_strongest_thing_the_row_says() {
    let all = [
        ("Cliente", " C-7 "),
        ("E-mail", "Anna.Rossi@Example.IT"),
        ("Telefono", "333 1234567"),
        ("Codice fiscale", "rssmra85t10a562s"),
        ("Partita IVA", "00743110157"),
    ];
    let spec = || {
        records(&[
            ("customer", "Cliente"),
            ("email", "E-mail"),
            ("phone", "Telefono"),
            ("tax_code", "Codice fiscale"),
            ("vat_number", "Partita IVA"),
        ])
    };
    let keys = [
        "C-7",
        "mailto:anna.rossi@example.it",
        "tel:+393331234567",
        "tax:RSSMRA85T10A562S",
        "vat:00743110157",
    ];
    for (place, key) in keys.iter().enumerate() {
        check(spec(), &all[place..], &[("record", key), ("unread", "0")]);
    }
    // A firm's tax code is its VAT number.
    check(spec(), &[("Codice fiscale", "00743110157")], &[("record", "vat:00743110157")]);
    check(
        spec(),
        &[("E-mail", "nessuna"), ("Telefono", "333 1234567")],
        &[("record", "tel:+393331234567")],
    );
}

#[test]
fn what_cannot_be_read_stays_as_given_and_is_counted() {
    let columns = [
        ("customer", "Cliente"),
        ("at", "Data"),
        ("amount", "Totale"),
        ("due", "Scadenza"),
        ("phone", "Telefono"),
        ("channel", "Canale"),
        ("turn", "Turno"),
    ];
    let cells = [
        ("Cliente", "7"),
        ("Data", "04/05/2026"),
        ("Totale", "circa cento"),
        ("Scadenza", "a fine mese"),
        ("Telefono", "solo di sera"),
        ("Canale", "piccione"),
        ("Turno", "primo"),
        ("Altro", "x"),
    ];
    let given = concat!(
        r#"[["phone","solo di sera"],["channel","piccione"],["turn","primo"],"#,
        r#"["amount","circa cento"],["due","a fine mese"],["Altro","x"]]"#
    );
    let expected =
        [("unread", "5"), ("given", given), ("facts", "{}"), ("channel", ""), ("turn", "0")];
    check(entries(EntryKind::Invoice, &columns), &cells, &expected);
}

#[test]
fn a_record_keeps_what_cannot_be_read_with_the_person() {
    let spec = records(&[("customer", "Cliente"), ("email", "E-mail")]);
    let cells = [("Cliente", "7"), ("E-mail", "n/d"), ("Note", "vip")];
    let person = r#"{"given":[["email","n/d"],["Note","vip"]]}"#;
    check(spec, &cells, &[("unread", "1"), ("person", person), ("kind", "")]);
}

#[test]
fn a_fact_of_another_kind_is_kept_and_is_no_failure() {
    let spec = || {
        let columns = [
            ("customer", "Cliente"),
            ("at", "Data"),
            ("kind", "Tipo"),
            ("amount", "Totale"),
            ("due", "Scadenza"),
        ];
        with_values(
            entries(EntryKind::Invoice, &columns),
            "kind",
            &[("P", "payment"), ("F", "invoice")],
        )
    };
    let cells = |kind| {
        [
            ("Cliente", "7"),
            ("Data", "04/05/2026"),
            ("Tipo", kind),
            ("Totale", "10,00"),
            ("Scadenza", "31/05/2026"),
        ]
    };
    let paid = [
        ("facts", r#"{"amount":"10.00"}"#),
        ("given", r#"[["due","31/05/2026"]]"#),
        ("unread", "0"),
    ];
    check(spec(), &cells("P"), &paid);
    check(
        spec(),
        &cells("F"),
        &[("facts", r#"{"amount":"10.00","due":"2026-05-31"}"#), ("given", "")],
    );
}

#[test]
fn columns_nobody_mapped_are_kept_in_order_of_name_unless_ignored() {
    let mut spec = notes(&[]);
    spec.ignore = vec!["Interno".to_owned()];
    let cells = [
        ("Zona", " nord "),
        ("Interno", "x"),
        ("Data", "04/05/2026"),
        ("Agente", "a"),
        ("Vuota", " "),
    ];
    check(spec, &cells, &[("given", r#"[["Agente","a"],["Zona","nord"]]"#), ("unread", "0")]);
}

#[test]
fn amounts_are_read_with_the_mark_of_the_file_unless_the_configuration_names_one() {
    let columns = [("customer", "Cliente"), ("at", "Data"), ("amount", "Totale")];
    let cells = [("Cliente", "7"), ("Data", "04/05/2026"), ("Totale", "1.234")];
    for (configured, of_file, amount) in [
        (DecimalMark::Auto, DecimalMark::Comma, "1234"),
        (DecimalMark::Auto, DecimalMark::Point, "1.234"),
        (DecimalMark::Comma, DecimalMark::Point, "1234"),
        (DecimalMark::Point, DecimalMark::Comma, "1.234"),
    ] {
        let spec = SourceSpec { decimal: configured, ..entries(EntryKind::Invoice, &columns) };
        let mut mapping = Mapping::new(spec, [7; 32]);
        assert_eq!(mapping.amount_slots().len(), 1);
        mapping.begin_file(EXPORTED, of_file);
        let said = said(draft(&mut mapping, &cells));
        assert_eq!(
            said["facts"],
            format!(r#"{{"amount":"{amount}"}}"#),
            "{configured:?} {of_file:?}"
        );
    }
}

#[test]
fn the_company_knows_it_when_the_row_says_so_or_after_the_lag() {
    let spec = SourceSpec {
        lag_ms: 86_400_000,
        ..notes(&[("known_at", "Saputo"), ("updated", "Aggiornato")])
    };
    let exported = EXPORTED.to_string();
    let lagged =
        [("known_after", "86400000"), ("known_inferred", "true"), ("stamp", exported.as_str())];
    check(spec.clone(), &[("Data", "04/05/2026 10:00")], &lagged);
    let cells = [
        ("Data", "04/05/2026 10:00"),
        ("Saputo", "04/05/2026 11:00"),
        ("Aggiornato", "2026-05-05T00:00:00Z"),
    ];
    let told =
        [("known_after", "3600000"), ("known_inferred", "false"), ("stamp", "1777939200000")];
    check(spec, &cells, &told);
}

#[test]
fn case_channel_direction_turn_and_words_are_read() {
    let spec = notes(&[
        ("case", "Pratica"),
        ("case_step", "Passo"),
        ("channel", "Canale"),
        ("direction", "Verso"),
        ("turn", "Turno"),
        ("text", "Testo"),
    ]);
    let cells = [
        ("Data", "04/05/2026"),
        ("Pratica", "K-1"),
        ("Passo", "Opened"),
        ("Canale", "PEC"),
        ("Verso", "OUT"),
        ("Turno", "3"),
        ("Testo", "Buongiorno"),
    ];
    let expected = [
        ("case", "K-1"),
        ("step", "opened"),
        ("channel", "pec"),
        ("direction", "out"),
        ("turn", "3"),
        ("text", "Buongiorno"),
        ("department", "0"),
    ];
    check(spec, &cells, &expected);
    check(
        notes(&[]),
        &[("Data", "04/05/2026")],
        &[("direction", "internal"), ("case", ""), ("text", "")],
    );
}
