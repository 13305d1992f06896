//! Texts as people write them, and what must hold for any text.

use std::sync::LazyLock;

use filo_model::address::Address;
use filo_model::email::Email;
use filo_model::name::{CompanyName, PersonName, fold};
use filo_model::phone::Phone;
use filo_model::record::Details;
use filo_model::tax_code::TaxCode;
use proptest::prelude::*;

use super::{Kind, Known, Masked, Masker, Placeholders, Vocabulary};

/// Reading the lexicon takes longer than a text: once for all tests.
static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let placeholders = Placeholders::new(|kind| kind.name().replace('_', " "));
    Vocabulary::new(placeholders, ["Lumen Casa", "Flex Verde", "ufficio reclami"])
});

fn mask(text: &str) -> Masked {
    Masker::new(&Known::new(), &VOCABULARY).mask(text)
}

fn details() -> Details {
    Details {
        name: PersonName::from_parts("Nicolò Maria", "De Prà"),
        company_name: CompanyName::parse("Ferramenta Bruni S.n.c."),
        birth_date: jiff::civil::Date::new(1980, 3, 12).ok(),
        tax_code: TaxCode::parse("RSSMRA80A01H501U"),
        phones: vec![Phone::parse("333 1234567").expect("a mobile")],
        emails: vec![Email::parse("zeta.nove@example.org").expect("an address")],
        address: Address::from_line("Via delle Rose 12, 20121 Milano (MI)"),
        ..Details::default()
    }
}

#[test]
fn what_a_text_says_of_people_is_masked_and_the_rest_stays() {
    for (text, expected) in [
        ("mi chiamo mario rossi e aspetto", "mi chiamo [person] e aspetto"),
        ("sono la sig.ra esposito", "sono la sig.ra [person]"),
        ("Egregio Dott. M. Rossi, la pratica", "Egregio Dott. [person], la pratica"),
        ("mia suocera Ermelinda paga", "mia suocera [person] paga"),
        ("my husband John called", "my husband [person] called"),
        ("tel. 333/12.34.567 oppure +44 20 7946 0958", "tel. [phone] oppure [phone]"),
        ("mario punto rossi chiocciola gmail punto com", "[email]"),
        ("write to mario.rossi at gmail dot com", "write to [email]"),
        ("il mio codice è rss mra 80a01 h501u", "il mio codice è [tax code]"),
        ("IBAN IT60 X054 2811 1010 0000 0123 456", "IBAN [account]"),
        ("carta 4111 1111 1111 1111", "carta [account]"),
        ("targa AB 123 CD", "targa [plate]"),
        ("abito in via Garibaldi 12/b, 20121 Milano", "abito in [address]"),
        ("il negozio di C.so Italia è chiuso", "il negozio di [address] è chiuso"),
        ("12 High Street, flat 3, Leeds LS1 4AB", "[address]"),
        ("nato il 12/03/1980 a Bari", "nato il [date of birth] a Bari"),
        ("tre tre tre, dodici, quarantacinque, sei", "[phone]"),
        ("la pratica T-44871 è ferma", "la pratica [number] è ferma"),
        ("scrivi a @mrossi", "scrivi a [handle]"),
        ("Smith & Sons Ltd supplied it", "[firm] supplied it"),
        ("Distinti saluti\nImmacolata Ferrulli", "Distinti saluti\n[person]"),
        ("grazie, luca b.", "grazie, [person]."),
        ("ho parlato con D'Angelo", "ho parlato con [person]"),
    ] {
        assert_eq!(mask(text).text, expected);
    }
}

#[test]
fn ordinary_sentences_are_not_touched() {
    for text in [
        "Buongiorno, la bolletta di marzo è di 612,40 euro: sono 45 mq e 3.500 kWh.",
        "Il 10 aprile alle 14.20 ho pagato 1.250,00 euro, come da fattura del 31/03/2026.",
        "Ai sensi del D.Lgs. 206/2005 chiedo il rimborso entro 30 giorni tramite PEC.",
        "Vorrei parlare con il Direttore della Filiale di Torino.",
        "Quanto costa? La firma manca, la porta resta chiusa e il campo è libero.",
        "Will you call me on Monday? May I have the invoice before June?",
        "Ho chiesto all'Autorità e all'Agcom. Grazie mille, buona giornata",
        "In via eccezionale va bene via email, in corso di verifica.",
        "Ho sottoscritto Flex Verde di Lumen Casa e scritto all'ufficio reclami.",
    ] {
        assert_eq!(mask(text).text, text);
    }
}

#[test]
fn spans_are_places_of_the_original_text() {
    let text = "È Mario: chiamate il 333 1234567";
    let spans = mask(text).spans;
    let found: Vec<(&str, Kind)> =
        spans.iter().map(|span| (&text[span.start..span.end], span.kind)).collect();
    assert_eq!(found, [("Mario", Kind::Person), ("333 1234567", Kind::Phone)]);
}

#[test]
fn what_the_thread_knows_is_found_in_any_writing() {
    let known = Known::new()
        .with_details(&details())
        .with_person("Costanza Verde")
        .with_number("K 2024/0031-B");
    let masker = Masker::new(&known, &VOCABULARY);
    for text in [
        "NICOLO' DE PRA",
        "de prà nicolò",
        "il signor depra",
        "ferramenta bruni",
        "FERRAMENTA  BRUNI SNC",
        "0039.333.12.34.567",
        "3-3-3-1-2-3-4-5-6-7",
        "zeta nove",
        "ZETA.NOVE @ EXAMPLE.ORG",
        "delle rose",
        "r s s m r a 80a01h501u",
        "costanza",
        "verde",
        "k20240031b",
        "12.3.1980",
    ] {
        let masked = masker.mask(&format!("ecco: {text} fine"));
        let left = fold(&masked.text);
        for part in [
            "nicolo", "pra", "bruni", "333", "567", "nove", "rose", "rss", "costanza", "verde",
            "0031", "1980",
        ] {
            assert!(!left.split(' ').any(|word| word == part), "{text}: {}", masked.text);
        }
    }
}

#[test]
fn the_house_number_after_a_known_street_goes_with_it() {
    let known = Known::new().with_details(&details());
    let masker = Masker::new(&known, &VOCABULARY);
    for (text, left) in [
        (
            "Mandatele da mia figlia, delle Rose, 65, grazie.",
            "Mandatele da mia figlia, [address], grazie.",
        ),
        ("sto in via delle rose n. 7/b da marzo", "sto in [address] da marzo"),
        ("delle rose, grazie: 3 bollette su 12", "[address], grazie: 3 bollette su 12"),
    ] {
        assert_eq!(masker.mask(text).text, left);
    }
}

#[test]
fn the_companys_words_are_kept_unless_the_thread_knows_them_as_a_persons() {
    let text = "Lumen Casa non risponde";
    assert_eq!(mask(text).text, text);
    let known = Known::new().with_person("Lumen");
    assert_eq!(Masker::new(&known, &VOCABULARY).mask(text).text, "[person] Casa non risponde");
}

/// Pieces that texts are made of, so that patterns are met.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\PC{0,6}",
        "[A-Z][a-z]{1,8}",
        "[a-z]{1,9}",
        "[0-9]{1,12}",
        "[ ,.:;'@/#+()\\-\n\\[\\]&_°]{1,2}",
        prop::sample::select(vec![
            "Mario",
            "rossi",
            "sig.",
            "dott.ssa ",
            "via ",
            "n. ",
            "nato il ",
            "12/03/1980",
            " chiocciola ",
            "[person]",
            "[phone]",
            "[",
            "S.r.l.",
            " & ",
            "De ",
            "D'",
            "saluti\n",
            "targa ",
            "IT60",
            "€ ",
            "LS1 4AB",
            "come ",
            "e ",
            "Lumen Casa",
            "Da ",
            "mia moglie ",
            "uno due tre ",
            "J. R. ",
            "kWh",
            "rosa",
            "www.",
            "it/",
            "effe, ",
            "barra ",
            "fattura n. ",
            "F.lli ",
            "B&B ",
            " vedova ",
            " detto ",
            "s.n.c. ",
            "fraz. ",
            "c'è ",
            "firmato da ",
            " e ",
            "di ",
            "io (teo), ",
            "31/24 ",
            "otto ",
            "torino ",
            "Cognome: ",
            "ferramenta ",
            "'s ",
        ])
        .prop_map(str::to_owned),
        Just(" ".to_owned()),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn masking_a_masked_text_changes_nothing(text in texts()) {
        let known = Known::new().with_details(&details());
        for masker in [Masker::new(&Known::new(), &VOCABULARY), Masker::new(&known, &VOCABULARY)] {
            let once = masker.mask(&text);
            prop_assert_eq!(&masker.mask(&once.text).text, &once.text, "{:?}", text);
        }
    }

    #[test]
    fn the_masked_text_is_the_original_with_its_spans_replaced(text in texts()) {
        let masked = Masker::new(&Known::new(), &VOCABULARY).mask(&text);
        let (mut rebuilt, mut at) = (String::new(), 0);
        for span in &masked.spans {
            prop_assert!(at <= span.start && span.start < span.end);
            rebuilt.push_str(&text[at..span.start]);
            rebuilt.push_str(VOCABULARY.placeholders.of(span.kind));
            at = span.end;
        }
        rebuilt.push_str(&text[at..]);
        prop_assert_eq!(rebuilt, masked.text);
    }

    #[test]
    fn no_known_name_is_left_in_any_case_and_no_known_number_in_any_grouping(
        before in texts(),
        after in texts(),
        first in "[A-ZÀÈÌÒÙ][a-zàèéìòù]{3,9}",
        last in "[A-Z][a-z]{3,9}",
        digits in "3[2-9][0-9]{8}",
        upper in any::<bool>(),
        gap in prop::sample::select(vec![" ", ".", "-", "/", ""]),
    ) {
        let phone = Phone::parse(&digits);
        // A name that is a placeholder's word would be found in it.
        let is_placeholder = |name: &str| Kind::ALL.iter().any(|kind| kind.name().contains(&fold(name)));
        prop_assume!(!is_placeholder(&first) && !is_placeholder(&last));
        prop_assume!(phone.is_some() && fold(&first).len() > 3 && fold(&last).len() > 3);
        let details = Details {
            name: PersonName::from_parts(&first, &last),
            phones: phone.into_iter().collect(),
            ..Details::default()
        };
        let known = Known::new().with_details(&details);
        let name = format!("{last} {first}");
        let name = if upper { name.to_uppercase() } else { fold(&name) };
        let grouped = [&digits[..3], &digits[3..6], &digits[6..]].join(gap);
        let text = format!("{before} {name} {after} {grouped} {before}");
        let masked = Masker::new(&known, &VOCABULARY).mask(&text).text;
        let words = fold(&masked);
        prop_assert!(!words.split(' ').any(|word| word == fold(&first) || word == fold(&last)), "{masked}");
        prop_assert!(!masked.contains(&grouped), "{masked}");
    }
}
