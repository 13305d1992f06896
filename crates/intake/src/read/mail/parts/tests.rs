//! Replies as people and mail programs write them, and the property that nothing is lost.

use proptest::prelude::*;

use super::*;

/// The parts of a text, one letter for each kind.
fn check(text: &str) -> Vec<(char, &str)> {
    let letter = |kind| match kind {
        PartKind::New => 'n',
        PartKind::Quoted => 'q',
        PartKind::Signature => 's',
        PartKind::Disclaimer => 'd',
    };
    split_parts(text)
        .into_iter()
        .map(|part| (letter(part.kind), &text[part.start..part.end]))
        .collect()
}

#[test]
fn attributions_begin_a_quote() {
    for attribution in [
        "Il giorno 3 marzo 2026 alle ore 10:15 Mario Rossi <m@x.it> ha scritto:\n",
        "Il 03/03/2026 10:15, Mario Rossi ha scritto:\n",
        "In data 3 marzo 2026 10:15:00 \"Mario Rossi\" <m@x.it> ha scritto:\n",
        "On Tue, 3 Mar 2026 at 10:15, Mario Rossi wrote:\n",
        "On Tue, 3 Mar 2026 at 10:15, Mario Rossi <mario.rossi@example.it>\nwrote:\n",
        "Il giorno mar 3 mar 2026 alle ore 10:15 Mario Rossi <\nmario.rossi@example.it> ha scritto:\n",
        "-----Messaggio originale-----\n",
        "-----Original Message-----\n",
        "________________________________\n",
        "Da: Mario Rossi\nInviato: martedì 3 marzo 2026 10:15\nA: Servizio\nOggetto: Re: fattura\n",
        "*From:* Mario Rossi\n*Sent:* Tuesday, March 3\n*To:* Service\n*Subject:* Re: invoice\n",
        "---------- Forwarded message ---------\nFrom: X <x@x.it>\nDate: Tue\nTo: <y@y.it>\n",
    ] {
        let quoted = format!("{attribution}\nearlier words\n");
        let text = format!("Ho già pagato.\n\n{quoted}");
        assert_eq!(check(&text), [('n', "Ho già pagato.\n\n"), ('q', &quoted)], "{attribution}");
    }
}

#[test]
fn answers_between_quotes_stay_new() {
    let text = "On Tue, 3 Mar 2026 at 10:15, X <x@x.it> wrote:\n> Is it paid?\n\nYes.\n\n> When?\nIn May.\n";
    assert_eq!(
        check(text),
        [
            ('q', "On Tue, 3 Mar 2026 at 10:15, X <x@x.it> wrote:\n> Is it paid?\n"),
            ('n', "\nYes.\n\n"),
            ('q', "> When?\n"),
            ('n', "In May.\n"),
        ]
    );
}

#[test]
fn signatures_and_disclaimers_are_told_apart() {
    let text = "Attendo risposta.\n\nCordiali saluti,\nMario Rossi\nTel. 02 1234\n\nQuesto messaggio è \
                confidenziale e riservato.\nSe lo ricevete per errore cancellatelo.\n";
    assert_eq!(
        check(text),
        [
            ('n', "Attendo risposta.\n\n"),
            ('s', "Cordiali saluti,\nMario Rossi\nTel. 02 1234\n\n"),
            (
                'd',
                "Questo messaggio è confidenziale e riservato.\nSe lo ricevete per errore \
                 cancellatelo.\n"
            ),
        ]
    );
    assert_eq!(check("Si.\n-- \nMario\n"), [('n', "Si.\n"), ('s', "-- \nMario\n")]);
    assert_eq!(check("No.\nInviato da iPhone\n"), [('n', "No.\n"), ('s', "Inviato da iPhone\n")]);
    assert_eq!(check("No.\nSent from my iPad"), [('n', "No.\n"), ('s', "Sent from my iPad")]);
    let text =
        "Ok\n\nBest regards, Ann\n\nOn 3 Mar 2026, at 10:15, B wrote:\n> x\n> Best regards\n";
    assert_eq!(
        check(text),
        [
            ('n', "Ok\n\n"),
            ('s', "Best regards, Ann\n\n"),
            ('q', "On 3 Mar 2026, at 10:15, B wrote:\n> x\n> Best regards\n"),
        ]
    );
    for notice in [
        "Le informazioni contenute in questa mail sono riservate.\n",
        "This e-mail is confidential.\n",
        "Avviso di riservatezza\n",
        "Ai sensi del Regolamento (UE) 2016/679 il messaggio è riservato al destinatario.\n",
    ] {
        let text = format!("Ok\n\n{notice}");
        assert_eq!(check(&text), [('n', "Ok\n\n"), ('d', notice)]);
    }
}

#[test]
fn words_of_customers_stay_new() {
    for text in [
        "Ai sensi del Regolamento (UE) 2016/679 chiedo la cancellazione dei miei dati.\n",
        "Il 3 marzo 2026 alle 10:15 il vostro operatore mi ha scritto:\npagate subito\n",
        "Questo messaggio è il terzo che mando.\n",
        "I vostri saluti non mi bastano, voglio il rimborso.\nDa: sempre cliente\n",
        "On 3 May I wrote: nobody answered.\n",
        "A: la fattura è sbagliata\nB: il contatore anche\n",
    ] {
        assert_eq!(check(text), [('n', text)]);
    }
    let text = "Ecco.\nCordiali saluti\nMario\n\nP.S. La fattura 12 è sbagliata.\n";
    assert_eq!(check(text).last(), Some(&('n', "P.S. La fattura 12 è sbagliata.\n")));
    assert!(check("").is_empty());
}

proptest! {
    #[test]
    fn parts_cover_the_text_exactly(
        pieces in prop::collection::vec(
            prop_oneof![
                Just("Il 03/03/2026 10:15, X ha scritto:".to_owned()),
                Just("> quoted".to_owned()),
                Just("-- ".to_owned()),
                Just("Cordiali saluti".to_owned()),
                Just("Avviso di riservatezza".to_owned()),
                Just("Da: x\nInviato: y\nA: z".to_owned()),
                Just("P.S. anche".to_owned()),
                Just(String::new()),
                any::<String>(),
            ],
            0..20,
        ),
        breaks in prop::sample::select(vec!["\n", "\r\n", "\r", ""]),
    ) {
        let text = pieces.join(breaks);
        let parts = split_parts(&text);
        let mut at = 0;
        for (index, part) in parts.iter().enumerate() {
            prop_assert_eq!(part.start, at);
            prop_assert!(part.end > part.start);
            prop_assert!(text.is_char_boundary(part.end));
            prop_assert!(index == 0 || parts[index - 1].kind != part.kind);
            at = part.end;
        }
        prop_assert_eq!(at, text.len());
    }
}
