//! Sentences for what plain, representative texts of two writers showed to be found in part, and others
//! that look like it and stay.

use crate::{are_masked, stay};

#[test]
fn a_row_of_numbers_is_hidden_to_its_end() {
    are_masked(&[
        ("Fatt. 880, 881, 902 non pagate", "Fatt. [number], [number], [number] non pagate"),
        ("bolle 71 e 72 mancanti", "bolle [number] e [number] mancanti"),
        ("decreto ingiuntivo 1877/2024, notificato", "decreto ingiuntivo [number], notificato"),
        ("Vs. rif. AM/lt 2204", "Vs. rif. [number]"),
        ("il mio codice è 55120987 l utenza è altra", "il mio codice è [number] l utenza è altra"),
        ("carta 4023 **** **** 7719 bloccata", "carta [account] bloccata"),
        ("Targhe CA998KL e FX 220 MM", "Targhe [plate] e [plate]"),
    ]);
    stay(&["la stagione 2023/2024 è finita", "regolamento 2016/679, 3 anni e 2 rate"]);
}

#[test]
fn a_house_is_hidden_with_what_names_it() {
    are_masked(&[
        ("Il Condominio di Via Tuscolana 712 chiede", "Il [address] chiede"),
        ("abito via sile 3 quinto di treviso", "abito [address]"),
        ("a nome Neri Oronzo contrada Mosca s.n. Squinzano", "a nome [person] [address]"),
        ("ABITO IN VIA TADDEO DA SESSA 40 E NON VA", "ABITO IN [address] E NON VA"),
        ("House is number six, Via Fontana, in Sesto.", "House is [address]."),
        ("cambiato da via Po 3 a Piazza Colombo 2/7, Genova", "cambiato da [address]"),
        ("Via Case Sparse 3, 42035 Castelnovo ne' Monti", "[address]"),
        ("Indirizzo: Via Verga 27\nCittà: Acireale", "Indirizzo: [address]\nCittà: [address]"),
        ("sono al terzo piano di via Cavour 8", "sono al [address]"),
        ("sto in Prato della Valle 41, Padova", "sto in [address]"),
    ]);
}

#[test]
fn a_firm_is_hidden_with_its_owner_its_town_and_its_form() {
    are_masked(&[
        ("La Farmacia Santa Lucia dr. Nocera chiede", "La [firm] chiede"),
        ("una certa \"Pal.Mi.Ra. Costruzioni\" scrive", "una certa \"[firm]\" scrive"),
        ("qua è la Edilpunto di Agrigento, senta", "qua è la [firm], senta"),
        ("sold to Brunner Spenglerei KG in May", "sold to [firm] in May"),
        ("this is The Brick Lane Pub, hello", "this is [firm], hello"),
        ("ristorante: Drago d'Oro; grazie", "ristorante: [firm]; grazie"),
        ("Il nostro sito è www.ferramentabianchi.it", "Il nostro sito è [link]"),
    ]);
    stay(&["un pacco di 5 KG, peso KG 12", "l'ho comprato su www.amazon.it"]);
}

#[test]
fn a_surname_keeps_its_particle_and_a_title_its_name() {
    are_masked(&[
        ("Il geometra è Ivan Dal Pos, se volete", "Il geometra è [person], se volete"),
        ("Mabellini Geom. Corrado, impresa", "[person], impresa"),
    ]);
}

#[test]
fn phrases_with_words_that_are_names_stay() {
    stay(&[
        "In fede, come detto, confermo",
        "salvo errori la tessera dà il 10%",
        "la trattativa serena e la risposta chiara",
        "la situazione mi è chiara",
        "Nell'appartamento prima non c'era nessuno",
        "Operatore: Benvenuto! Come posso aiutarla?",
    ]);
}
