//! What stands beside what was found, or comes back later in the text, belongs to it.

use crate::{are_masked, stay};

#[test]
fn a_town_of_any_words_goes_with_its_address() {
    are_masked(&[
        ("abito in via Pola 19, Aci Trezza", "abito in [address]"),
        ("write to 8 Mill Lane, Bath BA2 3TQ, United Kingdom", "write to [address]"),
        ("the flat is at 4 Priory Road, Oxford OX4", "the flat is at [address]"),
        ("è in via Lupa quattordici barra c", "è in [address]"),
        ("mio zio sta in via Cavour 9, io al 11.", "mio zio sta in [address], io al [address]."),
        ("it's forty-two Elm Grove, not mine", "it's [address], not mine"),
        ("il capannone è in zona artigianale 14", "il capannone è in [address]"),
        ("my neighbour at number 9 has gas", "my neighbour at [address] has gas"),
    ]);
    stay(&["la linea è ferma in zona industriale", "al 15 del mese il saldo è pari"]);
}

#[test]
fn firms_of_ordinary_words_are_told_by_their_capitals() {
    are_masked(&[
        (
            "il cavo l'hanno tagliato quelli di Punto Energia",
            "il cavo l'hanno tagliato quelli di [firm]",
        ),
        ("passo da Bar Centrale alle otto", "passo da [firm] alle otto"),
        (
            "Op.: La ragione sociale?\nCl.: Capelli e Capricci di Lodi",
            "Op.: La ragione sociale?\nCl.: [firm]",
        ),
        (
            "sono in via Po 3 (bar corsi, chiedere di lia)",
            "sono in [address] ([firm], chiedere di [person])",
        ),
    ]);
    stay(&["mi rivolgo al Servizio Clienti e alla Gestione Danni", "vado da Torino Nord a Milano"]);
}

#[test]
fn surnames_that_are_words_are_set_apart_by_marks() {
    are_masked(&[
        ("Ferri c/ Lumaca, udienza rinviata", "[person] c/ [person], udienza rinviata"),
        ("Presenti: Sala. Assenti: Mazza.", "Presenti: [person]. Assenti: [person]."),
        ("Addetto: Vento.", "Addetto: [person]."),
        ("è la signora Ines Fadda vedova Carta", "è la signora [person]"),
        ("consegnato a \"Marini\", dice l'app", "consegnato a \"[person]\", dice l'app"),
        ("Costa, scusa il disturbo", "[person], scusa il disturbo"),
        (
            "April would call, but in April nobody did",
            "[person] would call, but in April nobody did",
        ),
    ]);
}

#[test]
fn what_was_found_once_is_found_again() {
    are_masked(&[
        (
            "the fitter, Sfregola, waited. Sfregola left.",
            "the fitter, [person], waited. [person] left.",
        ),
        (
            "la fattura 61 è doppia. Ma la 61 non è mia",
            "la fattura [number] è doppia. Ma la [number] non è mia",
        ),
    ]);
    stay(&["il preventivo è di 61 euro, altri 61 euro dopo"]);
}

#[test]
fn codes_of_letters_and_digits_by_turns_are_hidden_whole() {
    are_masked(&[
        ("il voucher è RIVA-44-LILLA", "il voucher è [number]"),
        ("la posizione è la 77/3310, non altre", "la posizione è la [number], non altre"),
        ("pacco 1Z 884 BB2 03 5511 90", "pacco [number]"),
        ("censito al foglio 44 particella 118", "censito al [number]"),
        ("m dot nadir at studio nadir dot it", "[email]"),
        ("c'è Ines Fadda (1934) da sola", "c'è [person] ([date of birth]) da sola"),
    ]);
    stay(&["circa 3/4 dei clienti nel 2024/2025"]);
}
