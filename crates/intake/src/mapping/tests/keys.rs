//! Keys and ids of entries: what they depend on, and what they must not depend on.

use filo_model::amount::DecimalMark;
use filo_model::digest::Digest;
use filo_model::draft::EntryDraft;
use filo_model::facts::EntryKind;
use proptest::prelude::{ProptestConfig, any, prop_assert_eq, prop_assert_ne, proptest};

use super::{Cells, EXPORTED, draft, entries, mapping, notes, row, with_constants};
use crate::mapping::Mapping;
use crate::mapping::spec::SourceSpec;

fn entry(mapping: &mut Mapping, cells: Cells<'_>) -> EntryDraft {
    draft(mapping, cells).unwrap().entry.unwrap()
}

fn first_entry(spec: SourceSpec, cells: Cells<'_>) -> EntryDraft {
    entry(&mut mapping(spec), cells)
}

/// Messages with every field that makes two versions of an entry differ.
fn messages() -> SourceSpec {
    let columns = [
        ("key", "Numero"),
        ("customer", "Cliente"),
        ("at", "Data"),
        ("known_at", "Saputo"),
        ("kind", "Tipo"),
        ("department", "Reparto"),
        ("channel", "Canale"),
        ("direction", "Verso"),
        ("case", "Pratica"),
        ("case_step", "Passo"),
        ("turn", "Turno"),
        ("subject", "Oggetto"),
        ("text", "Testo"),
        ("quoted", "Citato"),
        ("signature", "Firma"),
    ];
    entries(EntryKind::Message, &columns)
}

const MESSAGE: Cells<'_> = &[
    ("Numero", "M-1"),
    ("Cliente", "7"),
    ("Data", "2026-05-04 10:00"),
    ("Saputo", "2026-05-04 11:00"),
    ("Tipo", "message"),
    ("Reparto", "administration"),
    ("Canale", "email"),
    ("Verso", "in"),
    ("Pratica", "K-1"),
    ("Passo", "opened"),
    ("Turno", "1"),
    ("Oggetto", "Bolletta"),
    ("Testo", "Buongiorno"),
    ("Citato", "> prima"),
    ("Firma", "Anna"),
    ("Zona", "nord"),
    ("Agente", "a"),
];

#[test]
fn a_change_of_any_field_is_another_version_of_the_same_entry() {
    let original = first_entry(messages(), MESSAGE);
    for (column, other) in [
        ("Cliente", "8"),
        ("Data", "2026-05-04 10:01"),
        ("Saputo", "2026-05-04 11:01"),
        ("Saputo", ""),
        ("Tipo", "note"),
        ("Reparto", "sales"),
        ("Canale", "pec"),
        ("Canale", "piccione"),
        ("Verso", "out"),
        ("Pratica", "K-2"),
        ("Pratica", ""),
        ("Passo", "closed"),
        ("Turno", "2"),
        ("Oggetto", "Bollette"),
        ("Testo", "Buongiorno!"),
        ("Citato", "> dopo"),
        ("Firma", "Anna R."),
        ("Zona", "sud"),
    ] {
        let cells: Vec<(&str, &str)> = MESSAGE
            .iter()
            .map(|(name, value)| (*name, if *name == column { other } else { *value }))
            .collect();
        let changed = first_entry(messages(), &cells);
        assert_eq!(
            changed.key, original.key,
            "`{column}` is no part of a key that the source gives"
        );
        assert_ne!(changed.id, original.id, "`{column}` as `{other}` is another content");
    }
    let mut cells = MESSAGE.to_vec();
    cells[0].1 = "M-2";
    let renamed = first_entry(messages(), &cells);
    assert_ne!(renamed.key, original.key);
    assert_ne!(renamed.id, original.id);
}

#[test]
fn sources_do_not_share_keys_and_a_day_is_not_its_midnight() {
    let original = first_entry(messages(), MESSAGE);
    let elsewhere = first_entry(SourceSpec { name: "mailbox".to_owned(), ..messages() }, MESSAGE);
    assert_ne!(elsewhere.key, original.key);
    let day = first_entry(notes(&[]), &[("Data", "2026-05-04")]);
    let midnight = first_entry(notes(&[]), &[("Data", "2026-05-04 00:00")]);
    assert_eq!(day.content.at.millis, midnight.content.at.millis);
    assert_ne!(day.id, midnight.id);
}

#[test]
fn lag_export_and_list_of_departments_do_not_change_an_entry() {
    let without = first_entry(notes(&[]), &[("Data", "2026-05-04")]);
    let with_lag = SourceSpec { lag_ms: 86_400_000, ..notes(&[]) };
    assert_eq!(first_entry(with_lag, &[("Data", "2026-05-04")]).id, without.id);
    let mut grown = notes(&[]);
    grown.departments.insert(0, "logistics".to_owned());
    assert_eq!(first_entry(grown, &[("Data", "2026-05-04")]).id, without.id);
    let mut later = mapping(notes(&[]));
    later.begin_file(EXPORTED + 1, DecimalMark::Point);
    let again = entry(&mut later, &[("Data", "2026-05-04")]);
    assert_eq!((again.id, again.stamp), (without.id, EXPORTED + 1));
}

#[test]
fn a_person_of_the_company_becomes_a_pseudonym_of_this_store_alone() {
    let spec = || notes(&[("actor", "Operatore")]);
    let under = |key: [u8; 32], actor| {
        let mut mapping = Mapping::new(spec(), key);
        mapping.begin_file(EXPORTED, DecimalMark::Comma);
        entry(&mut mapping, &[("Data", "2026-05-04"), ("Operatore", actor)])
    };
    let (here, there) = (under([1; 32], "Bianchi"), under([2; 32], "Bianchi"));
    assert!(here.content.actor.is_some());
    assert_eq!(here.content.actor, under([1; 32], " Bianchi ").content.actor);
    assert_ne!(here.content.actor, under([1; 32], "Verdi").content.actor);
    assert_ne!(here.content.actor, there.content.actor);
    assert_eq!(here.id, there.id);
    assert_eq!(under([1; 32], "").content.actor, None);
    assert!(!format!("{here:?}").contains("Bianchi"), "the name itself is nowhere");
}

#[test]
fn a_new_file_counts_its_equal_rows_anew() {
    let mut mapping = mapping(notes(&[]));
    let cells = [("Data", "2026-05-04")];
    let ids = [entry(&mut mapping, &cells).id, entry(&mut mapping, &cells).id];
    assert_ne!(ids[0], ids[1]);
    mapping.begin_file(EXPORTED + 1, DecimalMark::Comma);
    assert_eq!([entry(&mut mapping, &cells).id, entry(&mut mapping, &cells).id], ids);
}

#[test]
fn rows_that_read_alike_when_joined_are_not_equal() {
    let spec = || notes(&[("case", "Pratica"), ("topic", "Tema")]);
    let one = first_entry(spec(), &[("Data", "2026-05-04"), ("Pratica", "1"), ("Tema", "12")]);
    let two = first_entry(spec(), &[("Data", "2026-05-04"), ("Pratica", "11"), ("Tema", "2")]);
    assert_ne!(one.key, two.key);
}

#[test]
fn the_same_content_twice_is_once_where_the_source_names_it() {
    let mut mapping = mapping(messages());
    let ids = [entry(&mut mapping, MESSAGE).id, entry(&mut mapping, MESSAGE).id];
    assert_eq!(ids[0], ids[1]);
}

/// The ids of rows that differ in their topic alone and have no key of their own.
fn ids_of(mapping: &mut Mapping, rows: &[u8]) -> Vec<Digest> {
    rows.iter().map(|&which| entry(mapping, &plain_row(which)).id).collect()
}

fn plain_row(which: u8) -> [(&'static str, &'static str); 2] {
    [("Data", "2026-05-04"), ("Tema", ["a", "b", "c"][usize::from(which % 3)])]
}

fn topics() -> SourceSpec {
    with_constants(notes(&[("topic", "Tema")]), &[("channel", "web")])
}

#[test]
fn an_interrupted_file_goes_on_with_the_same_ids_where_the_key_of_a_row_is_empty() {
    let spec = || {
        let mut spec = topics();
        spec.columns.insert("key", vec!["Numero".to_owned()]);
        spec
    };
    let whole = ids_of(&mut mapping(spec()), &[0, 0]);
    let mut resumed = mapping(spec());
    let passed = row(&resumed, &plain_row(0));
    resumed.pass_over(&passed);
    assert_eq!(
        ids_of(&mut resumed, &[0]),
        whole[1..],
        "the second of two equal rows stays the second"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_nth_of_equal_rows_keeps_its_id_in_any_order_of_the_others(
        rows in proptest::collection::vec(any::<u8>(), 0..40),
    ) {
        let ids = ids_of(&mut mapping(topics()), &rows);
        let mut sorted = rows.clone();
        sorted.sort_by_key(|which| which % 3);
        let ids_sorted = ids_of(&mut mapping(topics()), &sorted);
        for which in 0..3 {
            let of = |rows: &[u8], ids: &[Digest]| -> Vec<Digest> {
                let both = rows.iter().zip(ids).filter(|(row, _)| *row % 3 == which);
                both.map(|(_, id)| *id).collect()
            };
            prop_assert_eq!(of(&rows, &ids), of(&sorted, &ids_sorted));
        }
        let mut distinct = ids.clone();
        distinct.sort_unstable();
        distinct.dedup();
        prop_assert_eq!(distinct.len(), rows.len());
    }

    #[test]
    fn an_interrupted_file_goes_on_with_the_same_ids(
        rows in proptest::collection::vec(any::<u8>(), 0..30),
        loaded in 0_usize..30,
    ) {
        let loaded = loaded.min(rows.len());
        let whole = ids_of(&mut mapping(topics()), &rows);
        let mut resumed = mapping(topics());
        for &which in &rows[..loaded] {
            let passed = row(&resumed, &plain_row(which));
            resumed.pass_over(&passed);
        }
        prop_assert_eq!(&ids_of(&mut resumed, &rows[loaded..])[..], &whole[loaded..]);
    }

    #[test]
    fn an_id_does_not_depend_on_the_order_of_columns_or_on_blanks_around_values(
        blanks in proptest::collection::vec("[ \t\u{a0}]{0,2}", MESSAGE.len()),
        turn in 0..MESSAGE.len(),
    ) {
        let padded: Vec<(&str, String)> =
            MESSAGE.iter().zip(&blanks).map(|((name, value), blank)| (*name, format!("{blank}{value}{blank}"))).collect();
        let mut cells: Vec<(&str, &str)> = padded.iter().map(|(name, value)| (*name, value.as_str())).collect();
        cells.rotate_left(turn);
        let (original, same) = (first_entry(messages(), MESSAGE), first_entry(messages(), &cells));
        prop_assert_eq!(same.id, original.id);
        prop_assert_eq!(same.key, original.key);
    }

    #[test]
    fn any_other_words_are_another_content(text in "[a-z ]{1,20}", other in "[a-z ]{1,20}") {
        let of = |text: &str| first_entry(messages(), &[
            ("Numero", "M-1"), ("Cliente", "7"), ("Data", "2026-05-04"), ("Testo", text),
        ]).id;
        if text.trim() == other.trim() {
            prop_assert_eq!(of(&text), of(&other));
        } else {
            prop_assert_ne!(of(&text), of(&other));
        }
    }
}

#[test]
fn one_more_column_in_the_next_export_leaves_a_row_without_key_the_same_entry() {
    let first =
        first_entry(topics(), &[("Data", "2026-05-04"), ("Cliente", "7"), ("Argomento", "a")]);
    let next = &[("Data", "2026-05-04"), ("Cliente", "7"), ("Argomento", "a"), ("Nuova", "x")];
    let next = first_entry(topics(), next);
    assert_eq!(first.key, next.key);
    assert_ne!(first.id, next.id, "what is kept of the row is another version");
}
