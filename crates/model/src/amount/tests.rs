//! Amounts as people write them.

use proptest::prelude::*;

use super::*;

fn read(text: &str, mark: DecimalMark) -> Option<String> {
    Amount::parse(text, mark).map(|amount| amount.to_string())
}

#[test]
fn known_amounts() {
    use DecimalMark::{Auto, Comma, Point};
    let cases = [
        ("1.234,50", Comma, Some("1234.50")),
        ("1.234.567,8", Comma, Some("1234567.8")),
        ("1234,50 €", Comma, Some("1234.50")),
        ("EUR 1.234", Comma, Some("1234")),
        ("12.50", Comma, None),
        ("1.2345,00", Comma, None),
        ("1.234.56", Comma, None),
        ("1,234.50", Point, Some("1234.50")),
        ("12,50", Point, None),
        ("$ -1,234.5", Point, Some("-1234.5")),
        ("-12,50", Auto, Some("-12.50")),
        ("12,50-", Auto, Some("-12.50")),
        ("(12,50)", Auto, Some("-12.50")),
        ("(€ 12,50)", Auto, Some("-12.50")),
        ("- € 12,50", Auto, Some("-12.50")),
        ("12,50 Euro", Auto, Some("12.50")),
        ("1'234.50", Auto, Some("1234.50")),
        ("1\u{a0}234,50\u{a0}€", Auto, Some("1234.50")),
        ("1 234 567", Auto, Some("1234567")),
        ("1 2345", Auto, None),
        ("1.234,50", Auto, Some("1234.50")),
        ("1,234.50", Auto, Some("1234.50")),
        ("1.234.567", Auto, Some("1234567")),
        ("1.234", Auto, None),
        ("1,234", Auto, None),
        ("0.5", Auto, Some("0.5")),
        (",50", Auto, Some("0.50")),
        ("1,2345", Auto, Some("1.2345")),
        ("0", Auto, Some("0")),
        ("-0,00", Auto, Some("0.00")),
        ("999999999999999999", Auto, Some("999999999999999999")),
        ("1000000000000000000", Auto, None),
        ("1.5E3", Auto, None),
        ("12,", Auto, None),
        ("--1", Auto, None),
        ("(-1)", Auto, None),
        ("€", Auto, None),
        ("", Auto, None),
        ("1,2,3", Auto, None),
        ("12 pz", Auto, None),
    ];
    for (text, mark, expected) in cases {
        assert_eq!(read(text, mark).as_deref(), expected, "{text:?} {mark:?}");
    }
}

#[test]
fn the_mark_of_a_column() {
    let observe = |samples: &[&str]| DecimalMark::observe(samples.iter().copied());
    assert_eq!(observe(&["1.234", "12,50", "7"]), DecimalMark::Comma);
    assert_eq!(observe(&["1.234.567"]), DecimalMark::Comma);
    assert_eq!(observe(&["1,234", "12.50"]), DecimalMark::Point);
    assert_eq!(observe(&["12,50", "12.50"]), DecimalMark::Auto);
    assert_eq!(observe(&["1.234", "x", ""]), DecimalMark::Auto);
}

#[test]
fn cents_and_sums() {
    let sum: Amount = [1050, -50, 1].into_iter().map(Amount::from_cents).sum();
    assert_eq!(sum.to_string(), "10.01");
    assert_eq!(sum.cents(), Some(1001));
    assert_eq!(Amount::parse("0.005", DecimalMark::Point).and_then(Amount::cents), None);
    assert_eq!(Amount::parse("5", DecimalMark::Point).and_then(Amount::cents), Some(500));
    assert!((Amount::ZERO - Amount::from_cents(1)).is_negative());
}

#[test]
fn json_is_plain_text_and_errors_do_not_repeat_it() {
    let json = serde_json::to_string(&Amount::from_cents(123_450)).unwrap();
    assert_eq!(json, "\"1234.50\"");
    assert_eq!(serde_json::from_str::<Amount>(&json).unwrap(), Amount::from_cents(123_450));
    let error = serde_json::from_str::<Amount>("\"secret\"").unwrap_err().to_string();
    assert!(!error.contains("secret"), "{error}");
}

proptest! {
    #[test]
    fn never_panics_and_reads_back(text in "\\PC*|[-+()€$ 0-9.,']{0,30}") {
        for mark in [DecimalMark::Comma, DecimalMark::Point, DecimalMark::Auto] {
            if let Some(amount) = Amount::parse(&text, mark) {
                let shown = amount.to_string();
                let again = Amount::parse(&shown, DecimalMark::Point).unwrap();
                prop_assert_eq!(again, amount);
                prop_assert_eq!(again.to_string(), shown);
            }
        }
    }

    #[test]
    fn italian_writing_of_cents(cents in -9_999_999_999_i64..=9_999_999_999) {
        let digits = (cents.abs() / 100).to_string();
        let mut grouped = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index) % 3 == 0 {
                grouped.push('.');
            }
            grouped.push(digit);
        }
        let sign = if cents < 0 { "-" } else { "" };
        let text = format!("{sign}{grouped},{:02} €", cents.abs() % 100);
        let amount = Amount::parse(&text, DecimalMark::Comma).unwrap();
        prop_assert_eq!(amount.cents(), Some(cents));
        prop_assert_eq!(Amount::parse(&text, DecimalMark::Auto), Some(amount));
    }
}
