//! The short code of an invitation: eight letters and figures that are read aloud and typed without mistakes.
//!
//! Thirty-one signs without I, L, O, U and nought: what is alike on paper is left out. The eighth sign checks
//! the others, each weighed by its place (modulus 31, which is prime), so that one wrong sign, or two that
//! changed places, are seen before anybody is told that the code was used.

use std::fmt;
use std::str::FromStr;

/// The signs, in the order of their values.
const SIGNS: &[u8; 31] = b"123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many signs say something: 31⁷ codes, 27 thousand million.
const TOLD: usize = 7;
/// How many random bytes a code is made of.
pub const BYTES: usize = 8;

/// A code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code([u8; TOLD + 1]);

/// Why a text is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// It has more or fewer than eight signs, or others.
    #[error("a code has eight letters and figures, as `K7QF-2M9X`, without I, L, O, U and 0")]
    Form,
    /// A sign is wrong, or two changed places.
    #[error("a sign of the code is wrong: look at the slip once more")]
    Mistyped,
}

impl Code {
    /// The code that random bytes make.
    #[must_use]
    pub fn of(random: [u8; BYTES]) -> Self {
        // 2⁶⁴ is so far above 31⁷ that no code is likelier than another by more than one in 10⁹.
        let mut left = u64::from_le_bytes(random);
        let mut values = [0; TOLD];
        for value in &mut values {
            *value = u8::try_from(left % 31).unwrap_or(0);
            left /= 31;
        }
        Self::with_check(values)
    }

    fn with_check(values: [u8; TOLD]) -> Self {
        let mut all = [0; TOLD + 1];
        all[..TOLD].copy_from_slice(&values);
        let sum: u32 = (1_u32..).zip(values).map(|(weight, value)| weight * u32::from(value)).sum();
        all[TOLD] = u8::try_from(sum % 31).unwrap_or(0);
        Self(all)
    }

    /// The code as one word, for digests.
    #[must_use]
    pub fn word(self) -> String {
        self.0.iter().map(|&value| char::from(SIGNS[usize::from(value)])).collect()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = self.word();
        let (head, tail) = word.split_at(4);
        write!(f, "{head}-{tail}")
    }
}

/// A code lets somebody answer: it is not written into logs.
impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(..)")
    }
}

impl FromStr for Code {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        let mut values = [0; TOLD + 1];
        let mut count = 0;
        for sign in text.chars().filter(|sign| !sign.is_whitespace() && *sign != '-') {
            let sign = u8::try_from(sign.to_ascii_uppercase()).map_err(|_| CodeError::Form)?;
            let value = SIGNS.iter().position(|&one| one == sign).ok_or(CodeError::Form)?;
            *values.get_mut(count).ok_or(CodeError::Form)? =
                u8::try_from(value).map_err(|_| CodeError::Form)?;
            count += 1;
        }
        if count != values.len() {
            return Err(CodeError::Form);
        }
        let mut told = [0; TOLD];
        told.copy_from_slice(&values[..TOLD]);
        let code = Self::with_check(told);
        if code.0 == values { Ok(code) } else { Err(CodeError::Mistyped) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Code, CodeError, SIGNS};

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_code_is_read_as_it_is_printed_in_any_case(random: [u8; 8]) {
            let code = Code::of(random);
            prop_assert_eq!(code.to_string().to_lowercase().parse(), Ok(code));
            prop_assert_eq!(format!(" {} ", code.word()).parse(), Ok(code));
            prop_assert_eq!(code.to_string().len(), 9);
        }

        #[test]
        fn one_wrong_sign_or_two_that_changed_places_are_seen(
            random: [u8; 8], place in 0_usize..8, other in 0_usize..31,
        ) {
            let code = Code::of(random);
            let mut signs: Vec<u8> = code.word().into_bytes();
            let before = signs.clone();
            signs[place] = SIGNS[other];
            if signs != before {
                let typed = String::from_utf8(signs).unwrap().parse::<Code>();
                prop_assert_eq!(typed, Err(CodeError::Mistyped));
            }
            let mut signs = before.clone();
            signs.swap(place.min(6), place.min(6) + 1);
            if signs != before {
                let typed = String::from_utf8(signs).unwrap().parse::<Code>();
                prop_assert_eq!(typed, Err(CodeError::Mistyped));
            }
        }

        #[test]
        fn whatever_is_typed_is_answered(text: String) {
            let _ = text.parse::<Code>();
        }
    }

    #[test]
    fn what_is_no_code_says_what_a_code_looks_like() {
        for text in ["", "K7QF", "K7QF-2M9X-1", "K7QF-2M0X", "K7QF-2MOX", "àèìò-èéùì"] {
            assert_eq!(text.parse::<Code>(), Err(CodeError::Form), "{text}");
        }
        assert!(!format!("{:?}", Code::of([7; 8])).contains(&Code::of([7; 8]).word()));
    }
}
