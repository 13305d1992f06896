//! Telephone numbers as people and programs write them.

use proptest::prelude::*;

use super::*;

fn read(text: &str) -> Option<String> {
    Phone::parse(text).map(|phone| phone.to_string())
}

#[test]
fn known_numbers() {
    use PhoneKind::{Foreign, Landline, Mobile, Service};
    for (text, expected, kind) in [
        ("333 1234567", "+393331234567", Mobile),
        ("+39 333-12.34.567", "+393331234567", Mobile),
        ("0039 333 1234567", "+393331234567", Mobile),
        ("393331234567", "+393331234567", Mobile),
        ("392 1234567", "+393921234567", Mobile),
        ("335123456", "+39335123456", Mobile),
        ("Cell. 333 1234567", "+393331234567", Mobile),
        ("06/1234567", "+39061234567", Landline),
        ("(06) 12345678", "+390612345678", Landline),
        ("+39 06 12345678", "+390612345678", Landline),
        ("+39 (0)6 12345678", "+390612345678", Landline),
        ("39 06 12345678", "+390612345678", Landline),
        ("02 1234567 int. 12", "+39021234567", Landline),
        ("02 1234567 ext 3", "+39021234567", Landline),
        ("02 1234567x12", "+39021234567", Landline),
        ("02 1234567/8", "+39021234567", Landline),
        ("800 123 456", "+39800123456", Service),
        ("803116", "+39803116", Service),
        ("+41 91 123 45 67", "+41911234567", Foreign),
        ("0044 (0)20 7946 0958", "+442079460958", Foreign),
    ] {
        assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        assert_eq!(Phone::parse(text).unwrap().kind(), kind, "{text}");
    }
}

#[test]
fn fillers_and_others_are_refused() {
    for text in [
        "",
        "0",
        "nd",
        "000000",
        "0000000",
        "3333333333",
        "+39 3333333333",
        "1234567890",
        "123456",
        "0123456789",
        "333 0000000",
        "+1 1111111",
        "33312345",
        "33312345678",
        "12345678",
        "+39 123",
        "+12345",
        "+1234567890123456",
        "333 1234567 Maria",
        "39",
        "+",
        "00",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn several_numbers() {
    let all = |text| Phone::parse_all(text).iter().map(Phone::to_string).collect::<Vec<_>>();
    let both = ["+393331234567", "+39061234567"];
    for text in [
        "333 1234567 / 06 1234567",
        "333 1234567/06 1234567",
        "333 1234567; 06/1234567",
        "3331234567,061234567",
        "333 1234567 - 06 1234567",
        "tel 3331234567 / fax 061234567",
        "3331234567\n061234567 int. 4",
        "333 1234567 / 06 1234567 / 333 1234567",
    ] {
        assert_eq!(all(text), both, "{text}");
    }
    assert_eq!(all("000000 / 333 1234567"), ["+393331234567"]);
    assert_eq!(all("02 1234567/8"), ["+39021234567"]);
    assert!(all("nd / nd").is_empty());
}

proptest! {
    #[test]
    fn never_panics_and_reads_back(text in "\\PC*|[+0-9 /,;x.()-]{0,40}") {
        let all = Phone::parse_all(&text);
        prop_assert_eq!(all.first().copied(), Phone::parse(&text));
        for phone in all {
            prop_assert_eq!(Phone::parse(phone.as_str()), Some(phone));
            let json = serde_json::to_string(&phone).unwrap();
            prop_assert_eq!(serde_json::from_str::<Phone>(&json).unwrap(), phone);
        }
    }

    #[test]
    fn punctuation_does_not_matter(digits in "3[2-9][0-9]{7}[1-9]", mark in "[ .-]") {
        let written = format!("+39{mark}{}{mark}{}", &digits[..3], &digits[3..]);
        prop_assert_eq!(Phone::parse(&written), Phone::parse(&digits));
    }
}
