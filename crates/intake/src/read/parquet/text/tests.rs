//! Values as the texts that people know them by, at the ends of what their types can say.

use super::*;

fn written(raw: Raw<'_>, meaning: Meaning) -> String {
    let mut out = String::new();
    write(raw, meaning, &mut out);
    out
}

#[test]
fn decimals_are_exact_whatever_holds_them() {
    let fixed = |bytes: &[u8], scale| written(Raw::Bytes(bytes), Meaning::Decimal(scale));
    assert_eq!(fixed(&[0xff], 2), "-0.01");
    assert_eq!(fixed(&[0x80, 0], 0), "-32768");
    assert_eq!(fixed(&[0x00, 0x80, 0], 3), "32.768");
    // Longer than 128 bits, but only by its sign.
    assert_eq!(fixed(&[0xff; 20], 1), "-0.1");
    assert_eq!(fixed(&[1; 17], 1), "01".repeat(17));
    let most = written(Raw::Int(i64::MIN), Meaning::Decimal(18));
    assert_eq!(most, "-9.223372036854775808");
    let small = written(Raw::Int(5), Meaning::Decimal(38));
    assert_eq!(small, format!("0.{}5", "0".repeat(37)));
}

#[test]
fn dates_beyond_the_calendar_stay_numbers() {
    let date = |days| written(Raw::Int(days), Meaning::Date);
    assert_eq!((date(0), date(-25_567)), ("1970-01-01".to_owned(), "1900-01-01".to_owned()));
    assert_eq!(date(i32::MAX.into()), i32::MAX.to_string());
    let moment = |nanos| written(Raw::Int(nanos), Meaning::Timestamp(Unit::Nanos, false));
    assert_eq!(moment(i64::MIN), "1677-09-21T00:12:43.145224192");
    let millis = Meaning::Timestamp(Unit::Millis, true);
    assert_eq!(written(Raw::Int(i64::MAX), millis), i64::MAX.to_string());
}

#[test]
fn fractions_are_as_short_as_they_can_be() {
    let double = |number: f64| written(Raw::Double(number), Meaning::Bare);
    assert_eq!((double(0.1), double(-0.0), double(5.0)), ("0.1".into(), "0".into(), "5".into()));
    assert_eq!((double(1e21), double(-2.5e-8)), ("1e21".into(), "-2.5e-8".into()));
    assert_eq!((double(f64::NAN), double(f64::NEG_INFINITY)), (String::new(), "-inf".into()));
    let half = |bits: u16| written(Raw::Bytes(&bits.to_le_bytes()), Meaning::Half);
    assert_eq!(
        (half(0x3c00), half(0xc100), half(0x7bff)),
        ("1".into(), "-2.5".into(), "65504".into())
    );
    assert_eq!((half(0x0001), half(0x7c00)), ("5.960464477539063e-8".into(), "inf".into()));
}
