//! Addresses as registers, invoices and people write them.

use proptest::prelude::*;

use super::*;

#[test]
fn lines() {
    for (line, shown) in [
        ("V.le G. Garibaldi 12/B, 20121 Milano (MI)", "Viale G. Garibaldi 12/B, 20121 Milano (MI)"),
        ("VIA ROMA, 12 - 00184 ROMA RM", "Via Roma 12, 00184 Roma (RM)"),
        ("via roma n. 12 bis 00184 roma", "Via Roma 12 bis, 00184 Roma"),
        (
            "C.so Vittorio Emanuele II 3/5, 10121 Torino (TO), Italia",
            "Corso Vittorio Emanuele II 3/5, 10121 Torino (TO)",
        ),
        ("P.zza XX Settembre snc 40121 Bologna", "Piazza XX Settembre SNC, 40121 Bologna"),
        ("PIAZZA XX SETTEMBRE 4", "Piazza XX Settembre 4"),
        ("Via 25 Aprile", "Via 25 Aprile"),
        ("V.Roma 1, Milano", "Via Roma 1, Milano"),
        ("L.go della Libertà 7b", "Largo della Libertà 7/B"),
        ("LOC. LIBERTA' N°3", "Località Libertà 3"),
        (
            "C.da San Nicola s.n.c., 89900 Vibo Valentia VV",
            "Contrada San Nicola SNC, 89900 Vibo Valentia (VV)",
        ),
        ("20121 Milano (MI), Via Roma 1", "Via Roma 1, 20121 Milano (MI)"),
        ("Via Roma, 12", "Via Roma 12"),
        ("Strada Statale 16", "Strada Statale 16"),
        ("Str. dei Mille 1 / a", "Strada dei Mille 1/A"),
        ("Fraz. Pieve", "Frazione Pieve"),
    ] {
        assert_eq!(Address::from_line(line).unwrap().display(), shown, "{line}");
    }
}

#[test]
fn parts() {
    let address = Address::from_parts("VIA ROMA 12", "", "20121", "MILANO", "mi").unwrap();
    assert_eq!((address.street(), address.number()), ("Via Roma", "12"));
    assert_eq!((address.postcode(), address.city(), address.province()), ("20121", "Milano", "MI"));
    assert_eq!(address.key(), "via roma 12 20121 milano mi");
    let other = Address::from_parts("v. Roma", "n. 12", "I-20121", "Milano (MI)", "").unwrap();
    assert_eq!(other.key(), address.key());
    let same = Address::from_parts("Via Roma 12", "12", "", "20121 Milano", "(MI)").unwrap();
    assert_eq!(same, address);

    let abroad = Address::from_parts("Bahnhofstrasse", "1", "8001", "Zürich", "").unwrap();
    assert_eq!(abroad.display(), "Bahnhofstrasse 1, 8001 Zürich");
    assert_eq!(Address::from_parts("", "", "20121", "", "MI").unwrap().display(), "20121 (MI)");
    assert_eq!(Address::from_parts("", "", "", "", "MI").unwrap().display(), "(MI)");
    assert_eq!(Address::from_parts(" ", "-", "", ",", ""), None);
    assert_eq!(Address::from_line(" , "), None);
}

#[test]
fn stored_addresses_keep_their_parts() {
    let address = Address::from_line("Via Roma 12, 20121 Milano (MI)").unwrap();
    let json = serde_json::to_string(&address).unwrap();
    assert_eq!(serde_json::from_str::<Address>(&json).unwrap(), address);
}

#[test]
fn two_letters_that_get_their_capitals_are_a_province_at_once() {
    let address = Address::from_parts("", "", "", "a vv", "").unwrap();
    assert_eq!(address.parts(), ["", "", "", "A", "VV"]);
}

#[test]
fn a_mark_that_composing_makes_is_trimmed_like_any_other() {
    let address = Address::from_parts("\u{37e}", "", "", "a \u{37e}", "").unwrap();
    assert_eq!(address.parts(), ["", "", "", "A", ""]);
}

proptest! {
    #[test]
    fn addresses_read_back(
        line in "\\PC*|([A-Za-z.,'/ -]|[0-9]{1,5}| n\\. |\\(MI\\)| bis| snc){0,14}",
        city in "[A-Za-z'(),Italia -]{0,16}|[0-9]{5} [A-Z]{2,6} [A-Z]{2}",
    ) {
        for address in [
            Address::from_line(&line),
            Address::from_parts(&line, "", "", &city, ""),
            Address::from_parts("", &line, &city, &line, &city),
        ].into_iter().flatten() {
            let [street, number, postcode, city, province] = address.parts();
            let again = Address::from_parts(street, number, postcode, city, province);
            prop_assert_eq!(again, Some(address));
        }
    }

    #[test]
    fn whole_addresses_read_back_from_their_line(
        street in "[A-Z][a-z]{3,9}", number in 1_u16..999, postcode in "[0-9]{5}",
        city in "[A-Z][a-z]{3,9}( [A-Z][a-z]{2,9})?", province in "[A-Z]{2}",
    ) {
        let number = number.to_string();
        let address = Address::from_parts(&format!("Via {street}"), &number, &postcode, &city, &province).unwrap();
        prop_assert_eq!(Address::from_line(&address.display()), Some(address));
    }
}
