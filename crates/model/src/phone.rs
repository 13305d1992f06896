//! Telephone numbers, brought to the international form E.164; Italian unless they say otherwise.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::amount::deserialize_text;

/// The most digits of a number with its country code (ITU-T E.164).
const DIGITS_MAX: usize = 15;
/// The plus and the digits.
const LENGTH_MAX: usize = DIGITS_MAX + 1;
/// The prefixes of free, shared-cost, premium and personal numbers.
const SERVICE_PREFIXES: [&[u8]; 7] = [b"800", b"803", b"840", b"848", b"892", b"199", b"178"];
/// Words that come before a number in its own field.
const LABELS: [&str; 9] =
    ["telefono", "tel", "cellulare", "cell", "cel", "mobile", "fax", "phone", "ph"];
/// Words that come before an extension.
const EXTENSIONS: [&str; 6] = ["interno", "int", "extension", "ext", "est", "x"];

/// What kind of line a number is, as far as the number tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhoneKind {
    /// An Italian mobile.
    Mobile,
    /// An Italian landline.
    Landline,
    /// An Italian free, shared-cost or premium number.
    Service,
    /// A number of another country.
    Foreign,
}

/// A telephone number in the form `+390612345678`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Phone {
    // Padded with zero bytes, so that the derived order is the order of the text.
    characters: [u8; LENGTH_MAX],
    length: u8,
}

impl Phone {
    /// Reads a number, or the first of several.
    pub fn parse(text: &str) -> Option<Self> {
        let mut first = None;
        each(text, &mut |phone| first = first.or(Some(phone)));
        first
    }

    /// Reads all the numbers of a text such as `333 1234567 / 06 1234567`, each once.
    pub fn parse_all(text: &str) -> Vec<Self> {
        let mut phones = Vec::new();
        each(text, &mut |phone| {
            if !phones.contains(&phone) {
                phones.push(phone);
            }
        });
        phones
    }

    /// The number as `+` and digits.
    pub fn as_str(&self) -> &str {
        let length = usize::from(self.length);
        let kept = self.characters.get(..length).unwrap_or_default();
        std::str::from_utf8(kept).expect("only a plus and digits are stored")
    }

    /// What kind of line it is.
    pub fn kind(&self) -> PhoneKind {
        let national = self.as_str().strip_prefix("+39").map(str::as_bytes);
        national.and_then(italian_kind).unwrap_or(PhoneKind::Foreign)
    }

    fn from_digits(country: &[u8], digits: &[u8]) -> Option<Self> {
        let mut characters = [0; LENGTH_MAX];
        let mut length = 0;
        for &character in b"+".iter().chain(country).chain(digits) {
            *characters.get_mut(length)? = character;
            length += 1;
        }
        Some(Self { characters, length: u8::try_from(length).ok()? })
    }
}

/// Calls back with each number of a text.
fn each(text: &str, found: &mut impl FnMut(Phone)) {
    for piece in text.split([';', '|', '\n', '\r']) {
        let piece = cut_extension(piece);
        // A slash or a comma parts either two numbers or a prefix from its number.
        let parts = || piece.split(['/', ',']).flat_map(|part| part.split(" - "));
        if parts().nth(1).is_some() {
            let read = parts().filter(|part| read_one(part).is_some()).count();
            // "06 1234567/8" names a second line by its last digit.
            let counts = |part: &&str| {
                let digits = part.bytes().filter(u8::is_ascii_digit).count();
                digits == 0 || digits > 2 || part.trim_start().starts_with('0')
            };
            let whole = parts().filter(counts).count();
            if read > 0 && (read == whole || read_one(piece).is_none()) {
                parts().filter_map(read_one).for_each(&mut *found);
                continue;
            }
        }
        if let Some(phone) = read_one(piece) {
            found(phone);
        }
    }
}

/// Reads a text that holds one number.
fn read_one(text: &str) -> Option<Phone> {
    let text = cut_label(cut_extension(text).trim());
    let mut digits = [0; LENGTH_MAX + 4];
    let mut length = 0;
    let mut plus = false;
    for character in text.chars() {
        match character {
            '0'..='9' => {
                *digits.get_mut(length)? = u8::try_from(character).ok()?;
                length += 1;
            }
            '+' if length == 0 && !plus => plus = true,
            ' ' | '.' | '-' | '/' | '(' | ')' | ',' | '\u{2013}' | '\u{2011}' => {}
            blank if blank.is_whitespace() => {}
            _ => return None,
        }
    }
    let digits = digits.get(..length)?;
    let international = if plus {
        Some(digits.strip_prefix(b"00").unwrap_or(digits))
    } else {
        digits.strip_prefix(b"00")
    };
    match international {
        Some(digits) => read_international(digits, text.contains("(0)")),
        None => read_italian(digits),
    }
}

fn read_international(digits: &[u8], has_trunk_zero: bool) -> Option<Phone> {
    if let Some(national) = digits.strip_prefix(b"39") {
        return italian(national);
    }
    if !(7..=DIGITS_MAX + 1).contains(&digits.len())
        || digits.starts_with(b"0")
        || is_filler(digits)
    {
        return None;
    }
    if !has_trunk_zero {
        return Phone::from_digits(b"", digits);
    }
    // "+44 (0)20 ..." shows the zero to dial at home; abroad it is left out. The zero
    // follows a country code of at most three digits.
    let zero = digits.iter().take(4).position(|&digit| digit == b'0')?;
    let (country, rest) = digits.split_at_checked(zero)?;
    let rest = rest.get(1..)?;
    if country.len() + rest.len() < 7 { None } else { Phone::from_digits(country, rest) }
}

fn read_italian(digits: &[u8]) -> Option<Phone> {
    // "39" may be the country's code without its plus, or the start of a mobile such as 392.
    let bare = digits.strip_prefix(b"39").filter(|national| {
        (national.starts_with(b"3") && digits.len() == 12)
            || (national.starts_with(b"0") && digits.len() > 10)
    });
    italian(bare.unwrap_or(digits))
}

fn italian(national: &[u8]) -> Option<Phone> {
    if is_filler(national) {
        return None;
    }
    italian_kind(national)?;
    Phone::from_digits(b"39", national)
}

fn italian_kind(national: &[u8]) -> Option<PhoneKind> {
    let digits = national.len();
    if SERVICE_PREFIXES.iter().any(|prefix| national.starts_with(prefix)) {
        return (6..=10).contains(&digits).then_some(PhoneKind::Service);
    }
    match national.first()? {
        b'3' if (9..=10).contains(&digits) => Some(PhoneKind::Mobile),
        b'0' if (6..=11).contains(&digits) => Some(PhoneKind::Landline),
        _ => None,
    }
}

/// Whether the digits only fill a compulsory field: all alike, counted up, or all zeros after
/// the prefix.
fn is_filler(digits: &[u8]) -> bool {
    let alike = digits.first().is_some_and(|first| digits.iter().all(|digit| digit == first));
    let counted = [&b"1234567890"[..], b"0123456789"]
        .into_iter()
        .any(|row| digits.len() >= 6 && row.starts_with(digits));
    let zeros = digits.len() >= 9
        && digits.get(3..).is_some_and(|rest| rest.iter().all(|&digit| digit == b'0'));
    alike || counted || zeros
}

fn cut_label(text: &str) -> &str {
    if !text.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return text;
    }
    let label = LABELS.into_iter().find_map(|label| {
        let start = text.get(..label.len())?;
        if start.eq_ignore_ascii_case(label) { text.get(label.len()..) } else { None }
    });
    label.map_or(text, |rest| rest.trim_start_matches(['.', ':', ' ']))
}

/// The text before an extension: `int. 12`, `ext 3`, `x12`.
fn cut_extension(text: &str) -> &str {
    let last_letter = text.rfind(|character: char| character.is_ascii_alphabetic());
    let Some(last_letter) = last_letter else { return text };
    let (head, tail) = text.split_at(last_letter + 1);
    let number = tail.trim_matches(['.', ':', ' ', '(', ')']);
    if number.is_empty() || number.len() > 5 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return text;
    }
    let before = head.trim_end_matches(|character: char| character.is_ascii_alphabetic());
    let word = head.get(before.len()..).unwrap_or_default();
    let is_extension = EXTENSIONS.iter().any(|extension| word.eq_ignore_ascii_case(extension));
    if is_extension && !before.is_empty() { before } else { text }
}

impl fmt::Display for Phone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Serialize for Phone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Phone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_text(deserializer, "a telephone number", Self::parse)
    }
}

#[cfg(test)]
mod tests;
