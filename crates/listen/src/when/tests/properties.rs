//! What holds of any text: nothing panics, and no time is due before it was said.

use jiff::civil::{Date, DateTime, date};
use proptest::prelude::*;

use super::super::{due, named};
use super::office;
use crate::token::Tokens;

fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "il",
        "entro",
        "3",
        "31",
        "99",
        "12/4",
        "31/02/2026",
        "9-11",
        "marzo",
        "may",
        "lunedì",
        "friday",
        "next",
        "prossimo",
        "settimana",
        "fine",
        "mese",
        "tra",
        "e",
        "le",
        "alle",
        "domani",
        "of",
        "the",
        "th",
        "giorni",
        "lavorativi",
        "un'",
        "ora",
        "mezza",
        "half",
        "past",
        "to",
        "a",
        "or",
        "99999",
        "4000000000",
        "anni",
        "fa",
        "in",
        "within",
        "hours",
        ",",
        "di",
        "mattina",
        "pm",
        "24",
        "last",
        "dal",
        "al",
        "prima",
        "meno",
        "un",
        "quarto",
        "una",
        "dodici",
        "non",
        "0",
        "00:00",
    ]);
    prop::collection::vec(word, 0..14).prop_map(|words| words.join(" "))
}

fn moments() -> impl Strategy<Value = DateTime> {
    (-9999_i16..=9999, 1_i8..=12, 1_i8..=28, 0_i8..24)
        .prop_map(|(year, month, day, hour)| date(year, month, day).at(hour, 7, 0, 0))
}

proptest! {
    #[test]
    fn reading_never_panics(
        text in prop_oneof![words(), "\\PC{0,60}"], said in moments(), cut in (0_usize..20, 0_usize..20),
    ) {
        let tokens = Tokens::of(&text);
        let (start, end) = cut;
        for within in [0..tokens.len(), start..end] {
            let found = due(&text, &tokens, &within, said, &office());
            if let Some(due) = found {
                prop_assert!(due.earliest <= due.latest, "{due:?}");
                prop_assert!(due.latest >= said);
                prop_assert!(text.get(due.place).is_some_and(|words| !words.is_empty()));
            }
            for day in named(&text, &tokens, &within, said) {
                prop_assert!(day.first <= day.last);
                prop_assert!(text.get(day.place).is_some());
            }
        }
    }

    #[test]
    fn a_length_is_never_due_before_it_is_said(
        count in 1_u32..400,
        unit in prop::sample::select(vec![
            "minuti", "ore", "giorni", "settimane", "giorni lavorativi", "working days", "mesi", "weeks",
        ]),
        lead in prop::sample::select(vec!["entro", "tra", "within", "nel giro di"]),
        day in 0_i64..20_000,
    ) {
        let said: Date = date(2000, 1, 1).checked_add(jiff::Span::new().days(day)).unwrap();
        let said = said.at(16, 40, 0, 0);
        let text = format!("la richiamo {lead} {count} {unit}");
        let tokens = Tokens::of(&text);
        let due = due(&text, &tokens, &(0..tokens.len()), said, &office()).unwrap();
        prop_assert!(due.latest.date() >= said.date());
        prop_assert!(due.is_exact);
    }
}
