//! Names as forms, registers and mails write them.

use proptest::prelude::*;

use super::*;

fn parts(text: &str, order: NameOrder) -> (String, String) {
    let name = PersonName::from_full(text, order).unwrap();
    (name.first().to_owned(), name.last().to_owned())
}

#[test]
fn full_names() {
    use NameOrder::{FirstLast, LastFirst, Unknown};
    for (text, order, first, last) in [
        ("mario rossi", Unknown, "Mario", "Rossi"),
        ("MARIO DE LUCA", Unknown, "Mario", "De Luca"),
        ("Maria Grazia D'Angelo", FirstLast, "Maria Grazia", "D'Angelo"),
        ("maria grazia d\u{2019} angelo", FirstLast, "Maria Grazia", "D'Angelo"),
        ("Rossi, Mario", FirstLast, "Mario", "Rossi"),
        ("Rossi Bianchi, Mario", Unknown, "Mario", "Rossi Bianchi"),
        ("Mario Rossi, Avv.", Unknown, "Mario", "Rossi"),
        ("ROSSI MARIO", LastFirst, "Mario", "Rossi"),
        ("DE LUCA MARIA GRAZIA", LastFirst, "Maria Grazia", "De Luca"),
        ("Lo Verde Mario", Unknown, "Mario", "Lo Verde"),
        ("Jan van der Berg", FirstLast, "Jan", "Van Der Berg"),
        ("Sig.ra Dott.ssa Anna Dell'Acqua", Unknown, "Anna", "Dell'Acqua"),
        ("Dott.Mario Rossi", Unknown, "Mario", "Rossi"),
        ("Egr. Sig. Rossi Mario", LastFirst, "Mario", "Rossi"),
        ("Gent.ma Prof.ssa LUCIA BIANCHI", Unknown, "Lucia", "Bianchi"),
        ("NICCOLO' PACO'", Unknown, "Niccolò", "Pacò"),
        ("Lorenzo de' Medici", Unknown, "Lorenzo", "De' Medici"),
        ("Ronald McDonald", Unknown, "Ronald", "McDonald"),
        ("anna-maria o'brien", Unknown, "Anna-Maria", "O'Brien"),
        ("Nicolo\u{300} Rossi", Unknown, "Nicolò", "Rossi"),
        ("M. Rossi", Unknown, "M.", "Rossi"),
        ("m.r. rossi", Unknown, "M.R.", "Rossi"),
        ("Mario Dott. Rossi", Unknown, "Mario", "Rossi"),
        ("Rossi Ing Mario", LastFirst, "Mario", "Rossi"),
        ("Li Ing", FirstLast, "", "Li Ing"),
        ("Mario", Unknown, "Mario", ""),
    ] {
        assert_eq!(parts(text, order), (first.to_owned(), last.to_owned()), "{text}");
    }
    for text in ["", " ", "Dott.", ",", "123", "...", "'", "-"] {
        assert_eq!(PersonName::from_full(text, Unknown), None, "{text:?}");
    }
}

#[test]
fn parts_and_keys() {
    let name = PersonName::from_parts("Dott. NICCOLO'", "D'ANGELO DE LUCA").unwrap();
    assert_eq!(name.display(), "Niccolò D'Angelo De Luca");
    assert_eq!(name.key().as_str(), "dangelo de luca niccolo");
    assert_eq!((name.first_key().as_str(), name.last_key().as_str()), ("niccolo", "dangelodeluca"));
    let key = |text| PersonName::from_full(text, NameOrder::Unknown).unwrap().key();
    assert_eq!(key("Rossi Mario"), key("MARIO ROSSI"));
    assert_eq!(key("Niccolo' Rossi"), key("Rossi, Niccolò"));
    assert_eq!(PersonName::from_parts("", "Rossi").unwrap().display(), "Rossi");
}

#[test]
fn stored_names_keep_their_parts() {
    let name = PersonName::from_parts("Maria Grazia", "Rossi Bianchi").unwrap();
    let json = serde_json::to_string(&name).unwrap();
    assert_eq!(json, r#"{"first":"Maria Grazia","last":"Rossi Bianchi"}"#);
    assert_eq!(serde_json::from_str::<PersonName>(&json).unwrap(), name);
    assert!(serde_json::from_str::<PersonName>(r#"{"first":"","last":"1"}"#).is_err());
}

#[test]
fn folding() {
    for (text, folded) in [
        ("  Caffè   d'Orzo -- 12/B ", "caffe d orzo 12 b"),
        ("D'ANGELO", "d angelo"),
        ("Straße Łódź Ærø", "strasse lodz aero"),
        ("ﬁlo ①", "filo 1"),
        ("", ""),
        ("?!", ""),
    ] {
        assert_eq!(fold(text), folded, "{text}");
    }
}

#[test]
fn firms() {
    let key = |text| CompanyName::parse(text).unwrap().key().to_owned();
    for text in [
        "Rossi Impianti S.p.A.",
        "ROSSI IMPIANTI SPA",
        "Rossi Impianti s.r.l.",
        "Rossi Impianti Srl",
        "rossi  impianti S. r. l.",
        "Rossi Impianti S.r.l.s.",
        "Rossi Impianti S.n.c. di Rossi Mario & C.",
        "Rossi Impianti s.a.s. di Luca Rossi e C.",
        "Rossi Impianti Soc. Coop.",
        "Rossi Impianti Soc.coop. a r.l.",
        "Rossi Impianti & C. snc",
        "Rossi-Impianti (srl)",
        "S.r.l. Rossi Impianti",
        "Rossi Impianti società per azioni",
        "Rossi Impianti Srl unipersonale",
    ] {
        assert_eq!(key(text), "rossi impianti", "{text}");
    }
    assert_eq!(key("A & B S.r.l."), "a b");
    assert_eq!(key("S.a.s. di Rossi Mario & C."), "rossi mario");
    assert_eq!(key("SPA"), "spa");
    assert_eq!(key("Caffè Centrale"), "caffe centrale");
    assert_eq!(CompanyName::parse(" Bar   Sport  S.n.c. ").unwrap().display(), "Bar Sport S.n.c.");
    assert_eq!(CompanyName::parse(" & "), None);
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing(text in "\\PC*") {
        let folded = fold(&text);
        prop_assert_eq!(fold(&folded), folded);
    }

    #[test]
    fn names_read_back(first in "\\PC*|[A-Za-zàèÒ.' -]{0,20}", last in "\\PC*|[A-Za-zàèÒ.' -]{0,20}") {
        for name in [
            PersonName::from_parts(&first, &last),
            PersonName::from_full(&first, NameOrder::Unknown),
            PersonName::from_full(&last, NameOrder::LastFirst),
        ].into_iter().flatten() {
            let again = PersonName::from_parts(name.first(), name.last());
            prop_assert_eq!(again, Some(name));
        }
    }

    #[test]
    fn keys_do_not_depend_on_order(first in "[a-zé]{3,8}", last in "[a-zé]{3,8}") {
        let one = PersonName::from_parts(&first, &last).map(|name| name.key());
        let other = PersonName::from_parts(&last.to_uppercase(), &first).map(|name| name.key());
        prop_assert_eq!(one, other);
    }

    #[test]
    fn firms_read_back(text in "\\PC*|[A-Za-z.,& ]{0,30}") {
        if let Some(name) = CompanyName::parse(&text) {
            prop_assert_eq!(CompanyName::parse(name.display()), Some(name.clone()));
        }
    }
}
