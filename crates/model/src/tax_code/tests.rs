//! Tax codes whose check characters were worked out from the tables of the decree.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

#[test]
fn what_a_code_says() {
    let code = TaxCode::parse("rss mra 85t10 a562s").unwrap();
    assert_eq!(code.to_string(), "RSSMRA85T10A562S");
    assert_eq!((code.birth_year_last_two(), code.birth_month(), code.birth_day()), (85, 12, 10));
    assert_eq!((code.sex(), code.birth_place()), (Sex::Male, "A562"));
    assert_eq!(code.birth_date(Some(1900)), Some(date(1985, 12, 10)));
    assert_eq!(code.birth_date(Some(2026)), Some(date(2085, 12, 10)));
    assert_eq!(code.birth_date(None), None);

    let woman = TaxCode::parse("RSSMRA85T50A562W").unwrap();
    assert_eq!((woman.sex(), woman.birth_day()), (Sex::Female, 10));

    let leap = TaxCode::parse("BNCLRA00B69H501H").unwrap();
    assert_eq!(leap.birth_date(Some(1900)), None);
    assert_eq!(leap.birth_date(Some(2000)), Some(date(2000, 2, 29)));
}

#[test]
fn a_code_is_of_its_surname() {
    // The decree's rule: consonants, then vowels, then X; all words of a surname together.
    for (code, surname, other) in [
        ("RSSMRA85T10A562S", "Rossi", "Mario"),
        ("RSSMRA85T10A562S", "ROSSI", "Rosa"),
        ("BNCLRA00B69H501H", "Bianchi", "Laura"),
    ] {
        let code = TaxCode::parse(code).unwrap();
        assert!(code.is_of_surname(surname) && !code.is_of_surname(other));
    }
}

#[test]
fn replaced_digits_are_the_same_person() {
    let plain = TaxCode::parse("RSSMRA85T10A562S").unwrap();
    for text in ["RSSMRA85T10A56NH", "RSSMRA85T10ARSNO", "RSSMRAURTMLARSNL"] {
        let code = TaxCode::parse(text).unwrap();
        assert_eq!(code.as_str(), text);
        assert_ne!(code, plain);
        assert_eq!(code.canonical(), plain);
        assert_eq!(code.birth_place(), "A562");
    }
}

#[test]
fn wrong_codes() {
    for text in [
        "",
        "RSSMRA85T10A562T",
        "RSSMRA85T10A562",
        "RSSMRA85T10A562SS",
        "RSSMRA85B31A562F",
        "RSSMRA01B29A562D",
        "RSSMRA85T32A562Y",
        "RSSMRA85T00A562R",
        "RSSMRA85T72A562C",
        "RSSMRA85F10A562R",
        "RSSMRA85T10À562S",
        "12345678903",
    ] {
        assert_eq!(TaxCode::parse(text), None, "{text}");
    }
}

#[test]
fn errors_do_not_repeat_the_value() {
    let code = TaxCode::parse("RSSMRA85T10A562S").unwrap();
    assert_eq!(serde_json::to_string(&code).unwrap(), "\"RSSMRA85T10A562S\"");
    let error = serde_json::from_str::<TaxCode>("\"RSSMRA85T10A562T\"").unwrap_err().to_string();
    assert!(!error.contains("RSSMRA"), "{error}");
}

/// Any code with the right structure, its check character included.
fn codes() -> impl Strategy<Value = String> {
    let letter = "[A-Z]{6}[0-9]{2}[ABCDEHLMPRST][0-6][0-9][A-Z][0-9]{3}";
    letter.prop_map(|start| {
        let with = |check| format!("{start}{}", char::from(check));
        let mut code = [b'A'; LENGTH];
        code.copy_from_slice(with(b'A').as_bytes());
        with(check_character(&code))
    })
}

proptest! {
    #[test]
    fn never_panics(text in "\\PC*|[A-Za-z0-9 ]{14,18}") {
        if let Some(code) = TaxCode::parse(&text) {
            prop_assert_eq!(TaxCode::parse(code.as_str()), Some(code));
        }
    }

    #[test]
    fn right_codes_read_back_and_keep_their_person(text in codes(), replaced in 0_usize..7) {
        let Some(code) = TaxCode::parse(&text) else { return Ok(()) };
        prop_assert_eq!(code.to_string(), text);
        prop_assert_eq!(code.canonical(), code);
        let mut other = code.given;
        for position in &DIGIT_POSITIONS[replaced..] {
            other[*position] = DIGIT_LETTERS[usize::from(other[*position] - b'0')];
        }
        other[LENGTH - 1] = check_character(&other);
        let other = TaxCode::parse(super::text(&other)).unwrap();
        prop_assert_eq!(other.canonical(), code);
        prop_assert_eq!(other.birth_date(Some(1900)), code.birth_date(Some(1900)));
    }

    #[test]
    fn one_wrong_character_is_seen(text in codes(), place in 0_usize..15, other in "[A-Z0-9]") {
        if TaxCode::parse(&text).is_none() {
            return Ok(());
        }
        let wrong = format!("{}{other}{}", &text[..place], &text[place + 1..]);
        // The tables give a letter and its digit one value, so only those may be swapped.
        let value = |text: &str| match text.as_bytes()[0] {
            digit @ b'0'..=b'9' => digit - b'0',
            letter => letter - b'A',
        };
        if value(&other) != value(&text[place..=place]) {
            prop_assert_eq!(TaxCode::parse(&wrong), None);
        }
    }
}
