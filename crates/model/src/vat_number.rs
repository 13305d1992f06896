//! The Italian VAT number (partita IVA), 11 digits; the tax code of a firm has the same rule.
//!
//! Definition: decree of the Minister of Finance of 23 December 1976.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::amount::deserialize_text;

const LENGTH: usize = 11;

/// A VAT number with its check digit verified, without the prefix of the country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VatNumber([u8; LENGTH]);

impl VatNumber {
    /// Reads a number, with or without `IT` before it, blanks and dots ignored.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let prefixed = text.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("it"));
        let text = if prefixed { text.get(2..)? } else { text };
        let mut digits = [0; LENGTH];
        let mut length = 0;
        for character in text.chars() {
            if character.is_whitespace() || character == '.' {
                continue;
            }
            *digits.get_mut(length)? = u8::try_from(character).ok().filter(u8::is_ascii_digit)?;
            length += 1;
        }
        let stands = length == LENGTH
            && digits != [b'0'; LENGTH]
            && weighted_sum(&digits).is_multiple_of(10);
        stands.then_some(Self(digits))
    }

    /// The 11 digits.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("only digits are stored")
    }
}

/// The sum with the even places doubled, less nine where that has two digits: Luhn's.
fn weighted_sum(digits: &[u8; LENGTH]) -> u32 {
    let weighted = |(index, &digit): (usize, &u8)| {
        let value = u32::from(digit - b'0');
        match (index % 2, value) {
            (0, _) => value,
            (_, 0..5) => value * 2,
            _ => value * 2 - 9,
        }
    };
    digits.iter().enumerate().map(weighted).sum()
}

impl fmt::Display for VatNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Serialize for VatNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for VatNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_text(deserializer, "a VAT number of 11 digits", Self::parse)
    }
}

#[cfg(test)]
mod tests {
    //! The check digit, worked out by hand.

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_numbers() {
        // 1+2*2+3+4*2+5+(6*2-9)+7+(8*2-9)+9+0+c: 47 and 3 make a multiple of ten.
        for text in ["12345678903", "IT12345678903", "it 123.456.789 03", "  IT 12345678903 "] {
            assert_eq!(VatNumber::parse(text).unwrap().to_string(), "12345678903", "{text}");
        }
        assert!(VatNumber::parse("00743110157").is_some());
        for text in [
            "12345678904",
            "1234567890",
            "123456789030",
            "00000000000",
            "",
            "IT",
            "DE12345678903",
            "1234567890a",
        ] {
            assert_eq!(VatNumber::parse(text), None, "{text}");
        }
    }

    #[test]
    fn json_is_the_digits_and_errors_do_not_repeat_them() {
        let number = VatNumber::parse("12345678903").unwrap();
        assert_eq!(serde_json::to_string(&number).unwrap(), "\"12345678903\"");
        let error = serde_json::from_str::<VatNumber>("\"12345678904\"").unwrap_err().to_string();
        assert!(!error.contains("12345678904"), "{error}");
    }

    proptest! {
        #[test]
        fn never_panics_and_reads_back(text in "\\PC*|(IT)?[0-9]{11}") {
            if let Some(number) = VatNumber::parse(&text) {
                prop_assert_eq!(VatNumber::parse(&number.to_string()), Some(number));
            }
        }

        #[test]
        fn one_wrong_digit_is_seen(digits in "[0-9]{10}", place in 0_usize..11, shift in 1_u8..10) {
            let number = (0..10).find_map(|check| VatNumber::parse(&format!("{digits}{check}")));
            prop_assume!(number.is_some());
            let mut wrong = number.unwrap().0;
            wrong[place] = b'0' + (wrong[place] - b'0' + shift) % 10;
            prop_assert_eq!(VatNumber::parse(std::str::from_utf8(&wrong).unwrap()), None);
        }
    }
}
