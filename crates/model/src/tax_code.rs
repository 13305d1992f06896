//! The Italian tax code of a person (codice fiscale), 16 characters with a check character.
//!
//! Definition: decree of the Minister of Finance of 23 December 1976, no. 13813.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::amount::deserialize_text;

const LENGTH: usize = 16;
/// Where digits stand; where two people would share a code, letters replace them ("omocodia").
const DIGIT_POSITIONS: [usize; 7] = [6, 7, 9, 10, 12, 13, 14];
/// The letters that replace the digits 0 to 9.
const DIGIT_LETTERS: &[u8; 10] = b"LMNPQRSTUV";
/// The letters of January to December.
const MONTH_LETTERS: &[u8; 12] = b"ABCDEHLMPRST";
/// The values of A to Z, and of 0 to 9 as A to J, in the odd places counted from one.
const ODD_VALUES: [u32; 26] =
    [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
/// What is added to the day of birth of women.
const FEMALE_DAY: i8 = 40;

/// The sex that a tax code states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
}

/// The tax code of a person, with its structure, day of birth and check character verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TaxCode {
    given: [u8; LENGTH],
    canonical: [u8; LENGTH],
}

impl TaxCode {
    /// Reads a code, blanks ignored; `None` if anything in it is wrong.
    pub fn parse(text: &str) -> Option<Self> {
        let mut given = [0; LENGTH];
        let mut length = 0;
        for character in text.chars().filter(|character| !character.is_whitespace()) {
            let upper = u8::try_from(character).ok().filter(u8::is_ascii_alphanumeric)?;
            *given.get_mut(length)? = upper.to_ascii_uppercase();
            length += 1;
        }
        if length != LENGTH || check_character(&given) != given[LENGTH - 1] {
            return None;
        }
        let mut canonical = given;
        for position in DIGIT_POSITIONS {
            canonical[position] = digit(given[position])?;
        }
        canonical[LENGTH - 1] = check_character(&canonical);
        let letters_stand =
            canonical[..6].iter().all(u8::is_ascii_uppercase) && canonical[11].is_ascii_uppercase();
        let code = Self { given, canonical };
        (letters_stand && code.has_real_birthday()).then_some(code)
    }

    /// The code as given, in capitals.
    pub fn as_str(&self) -> &str {
        text(&self.given)
    }

    /// The code without replaced digits: equal for all forms of one person's code.
    #[must_use]
    pub fn canonical(&self) -> Self {
        Self { given: self.canonical, canonical: self.canonical }
    }

    /// Whether the code was made of this surname: its consonants in order, then its vowels, then `X`.
    #[must_use]
    pub fn is_of_surname(&self, surname: &str) -> bool {
        let letters = || crate::name::fold(surname).into_bytes().into_iter();
        let is_vowel = |letter: &u8| b"aeiou".contains(letter);
        let consonants = letters().filter(|one| one.is_ascii_lowercase() && !is_vowel(one));
        let part = consonants.chain(letters().filter(is_vowel)).chain([b'x'; 3]).take(3);
        part.map(|letter| letter.to_ascii_uppercase()).eq(self.canonical[..3].iter().copied())
    }

    /// The last two digits of the year of birth.
    pub fn birth_year_last_two(&self) -> i16 {
        i16::from(self.number(6))
    }

    /// The month of birth, 1 to 12.
    pub fn birth_month(&self) -> i8 {
        let index = MONTH_LETTERS.iter().position(|&letter| letter == self.canonical[8]);
        index.and_then(|index| i8::try_from(index + 1).ok()).unwrap_or_default()
    }

    /// The day of birth in its month.
    pub fn birth_day(&self) -> i8 {
        let day = self.number(9);
        if day > FEMALE_DAY { day - FEMALE_DAY } else { day }
    }

    /// The sex stated.
    pub fn sex(&self) -> Sex {
        if self.number(9) > FEMALE_DAY { Sex::Female } else { Sex::Male }
    }

    /// The cadastral code of the place of birth: `A562`, or `Z...` for other states.
    pub fn birth_place(&self) -> &str {
        text(&self.canonical[11..15])
    }

    /// The date of birth, given any year of the century of birth (1900 for 1900 to 1999).
    ///
    /// The code does not tell the century: without it there is no date, and neither if the
    /// century had no such day (29 February 1900).
    pub fn birth_date(&self, century_hint: Option<i16>) -> Option<Date> {
        let century = century_hint?.div_euclid(100).checked_mul(100)?;
        let year = century.checked_add(self.birth_year_last_two())?;
        Date::new(year, self.birth_month(), self.birth_day()).ok()
    }

    fn has_real_birthday(&self) -> bool {
        // Of the years that the two digits can mean, the one of the 2000s has all the leap days.
        Date::new(2000 + self.birth_year_last_two(), self.birth_month(), self.birth_day()).is_ok()
    }

    fn number(&self, position: usize) -> i8 {
        let digit = |position: usize| {
            i8::try_from(self.canonical[position].saturating_sub(b'0')).unwrap_or_default()
        };
        digit(position) * 10 + digit(position + 1)
    }
}

/// The digit at a digit's place, with a replacing letter undone.
fn digit(character: u8) -> Option<u8> {
    if character.is_ascii_digit() {
        return Some(character);
    }
    let index = DIGIT_LETTERS.iter().position(|&letter| letter == character)?;
    u8::try_from(index).ok().map(|digit| b'0' + digit)
}

/// The check character of the first fifteen, which are capitals or digits.
fn check_character(code: &[u8; LENGTH]) -> u8 {
    let mut sum = 0;
    for (index, &character) in code[..LENGTH - 1].iter().enumerate() {
        let value = if character.is_ascii_digit() { character - b'0' } else { character - b'A' };
        sum += if index % 2 == 0 { ODD_VALUES[usize::from(value)] } else { u32::from(value) };
    }
    b'A' + u8::try_from(sum % 26).unwrap_or_default()
}

fn text(characters: &[u8]) -> &str {
    std::str::from_utf8(characters).expect("only ASCII is stored")
}

impl fmt::Display for TaxCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Serialize for TaxCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for TaxCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_text(deserializer, "a tax code", Self::parse)
    }
}

#[cfg(test)]
mod tests;
