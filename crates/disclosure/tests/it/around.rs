//! What belongs to an address, a firm, a number or a person and stands around what is found first.

use crate::{are_masked, stay};

#[test]
fn what_stands_around_a_street_goes_with_it() {
    are_masked(&[
        ("sto in vico Chiuso 11 rosso, Genova", "sto in [address]"),
        ("siamo in Largo dei Lecci 2, attico, 56128 Tirrenia", "siamo in [address]"),
        ("consegna: via Po 33 scala sx, 00198 Roma", "consegna: [address]"),
        (
            "sede in podere Fontebuia 3, strada bianca dopo il ponte, 53041 Asciano",
            "sede in [address]",
        ),
        ("immobile in via Col di Lana 45 - Ponte nelle Alpi", "immobile in [address]"),
        ("accesso da trav. priv. De Salvo 22, Pellaro", "accesso da [address]"),
        ("the flat is Arch 41, Viaduct Row, Newcastle NE1 4QB", "the flat is [address]"),
        ("he is at 3rd floor, 77 Rue du Bac, Paris", "he is at [address]"),
        ("ship to 1187 NW 23rd Ave Apt 4B, Miami, FL 33125, USA", "ship to [address]"),
    ]);
    stay(&["prendo il 14 alla fermata della stazione", "the third floor is cold"]);
}

#[test]
fn forms_partners_and_abbreviations_go_with_a_firm() {
    are_masked(&[
        ("destinatario Caseificio Alta Murgia soc. agr. coop.", "destinatario [firm]."),
        ("la ditta Verde Speranza giardini di Lodi", "la [firm]"),
        ("contact Baltic Timber Sp. z o.o. directly", "contact [firm]. directly"),
        ("cantiere di SO.GE.CO. Costruzioni", "cantiere di [firm]"),
        ("fattura a Pizzeria La Luna nel Pozzo, grazie", "fattura a [firm], grazie"),
    ]);
}

#[test]
fn edges_of_numbers_go_with_them() {
    are_masked(&[
        ("biglietto QWJ8RT", "biglietto [number]"),
        ("fornito foglio 21, part. 388, sub 4", "fornito [number]"),
        ("il certificato era il RC 118/2207", "il certificato era il [number]"),
        ("il pulmino n. 7 era vuoto", "il pulmino n. [number] era vuoto"),
        ("Il 4471 non è il mio numero cliente", "Il [number] non è il mio numero cliente"),
    ]);
    stay(&[
        "la rata n. 3 è scaduta",
        "il contatore segna 4471",
        "ho pagato 1250 euro nel 2024",
        "la lettura di ieri è 4471",
    ]);
}

#[test]
fn persons_show_by_those_who_were_found() {
    are_masked(&[
        ("Ciao,\nfammi sapere.\nTa,\nWin", "Ciao,\nfammi sapere.\nTa,\n[person]"),
        ("suonare \"ASC\" e aspettare", "suonare \"[person]\" e aspettare"),
        (
            "chiamo per mio marito, Amedeo Settembre, che non può",
            "chiamo per mio marito, [person] [person], che non può",
        ),
        ("ospiti Annika Lindqvist and May Tanaka", "ospiti [person] and [person] [person]"),
        ("I'm the neighbour, Dot.", "I'm the neighbour, [person]."),
    ]);
    stay(&["la scadenza è a settembre", "a day-to-day problem"]);
}
