//! Texts without capitals, or in nothing but capitals, where only words and places tell a name.

use crate::{are_masked, stay};

#[test]
fn words_that_nobody_knows_are_names_where_no_word_has_a_capital() {
    are_masked(&[
        (
            "buongiorno, ho parlato con defne e poi con zubaida. grazie",
            "buongiorno, ho parlato con [person] e poi con [person]. grazie",
        ),
        ("il gas lo paga kestutis, la luce io", "il gas lo paga [person], la luce io"),
        ("LA LUCE LA PAGA KESTUTIS, IL GAS IO", "LA LUCE LA PAGA [person], IL GAS IO"),
    ]);
    // Slips of the finger are no names.
    stay(&[
        "ho pagato la boletta e la fattutra due volte",
        "grazieee, il contatroe funziona",
        "il sito lumen punto it non va",
    ]);
}

#[test]
fn small_forms_of_first_names_are_names() {
    are_masked(&[
        ("il montatore ginuccio ha finito", "il montatore [person] ha finito"),
        ("dica a chiaretta di chiamare", "dica a [person] di chiamare"),
    ]);
    stay(&["ho messo la cassetta nella casetta in cortile"]);
}

#[test]
fn a_line_of_names_under_a_flat_text_is_a_signature() {
    are_masked(&[
        (
            "aspetto vostre notizie, grazie\nbianco grassi",
            "aspetto vostre notizie, grazie\n[person]",
        ),
        ("distinti saluti\ne. zuccon", "distinti saluti\n[person]"),
        (
            "grazie di tutto\nElettra Conti\nstudio conti amministrazioni",
            "grazie di tutto\n[person]\n[firm]",
        ),
    ]);
}

#[test]
fn surnames_that_are_words_are_hidden_after_a_greeting_or_what_somebody_does() {
    are_masked(&[
        ("ciao sono fontana, il modem non va", "ciao sono [person], il modem non va"),
        (
            "buongiorno, il vostro tecnico gatti ci deve un toner",
            "buongiorno, il vostro tecnico [person] ci deve un toner",
        ),
        (
            "la consulente signora giunta mi aveva detto",
            "la consulente signora [person] mi aveva detto",
        ),
        (
            "il guasto è segnalato da riva, in portineria",
            "il guasto è segnalato da [person], in portineria",
        ),
        ("ho girato la mail a grazia e a serena", "ho girato la mail a [person] e a [person]"),
        (
            "stella: tutto a posto\nio: grazie\nstella: prego",
            "[person]: tutto a posto\nio: grazie\n[person]: prego",
        ),
    ]);
    stay(&["ciao, sono contento del servizio", "il tecnico arriva prima di sera"]);
}

#[test]
fn whole_names_are_hidden_whole_in_either_order() {
    are_masked(&[
        (
            "gli eredi sono il coniuge zanette norma e i figli",
            "gli eredi sono il coniuge [person] e i figli",
        ),
        ("buonasera, scrive norma casadei per la nonna", "buonasera, scrive [person] per la nonna"),
        (
            "IL GUASTO È DAL VICINO (TORRE GENNARO), STESSO CORTILE",
            "IL GUASTO È DAL VICINO ([person]), STESSO CORTILE",
        ),
        (
            "il maresciallo di iorio e il collega de santis",
            "il maresciallo [person] e il collega [person]",
        ),
        ("linea di mia moglie carmela lo bue, grazie", "linea di mia moglie [person], grazie"),
    ]);
}

#[test]
fn codes_in_small_letters_are_codes() {
    are_masked(&[
        ("iban it45 k030 1203 5000 1000 0448 912", "iban [account]"),
        ("le auto: gh 551 rk e fx 902 kn", "le auto: [plate] e [plate]"),
        ("il codice univoco è k5ttxr2", "il codice univoco è [number]"),
        ("utente rossi.k12 bloccato", "utente [handle] bloccato"),
    ]);
    stay(&["da 100 gb al mese", "al 123 le linee erano libere"]);
}
