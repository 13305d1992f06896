//! Postal addresses as written in Italy, tidied so that equal ones compare equal.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::name::{fold, title_case};

mod house;
mod street;

pub use house::House;

/// A postal address; any part may be empty, not all.
///
/// What does not have the form of its field (a foreign postcode) is kept as given.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Parts")]
pub struct Address {
    street: String,
    number: String,
    postcode: String,
    city: String,
    province: String,
}

/// The stored form of an address, checked when read.
#[derive(Deserialize)]
struct Parts {
    street: String,
    number: String,
    postcode: String,
    city: String,
    province: String,
}

impl TryFrom<Parts> for Address {
    type Error = &'static str;

    fn try_from(parts: Parts) -> Result<Self, Self::Error> {
        let Parts { street, number, postcode, city, province } = parts;
        Self::from_parts(&street, &number, &postcode, &city, &province)
            .ok_or("expected an address with at least one part")
    }
}

impl Address {
    /// An address from its parts; `None` when no letter and no digit is in them.
    ///
    /// A house number in `street`, and a postcode and a province in `city`, go to their fields
    /// where these are empty.
    pub fn from_parts(
        street: &str,
        number: &str,
        postcode: &str,
        city: &str,
        province: &str,
    ) -> Option<Self> {
        let (street, number) = street::split(street, number);
        let mut postcode = tidy_postcode(postcode);
        let mut province = tidy_province(province);
        let mut city = without_country(city);
        if postcode.is_empty()
            && let Some((found, rest)) = leading_postcode(city)
        {
            (postcode, city) = (found.to_owned(), rest);
        }
        if province.is_empty()
            && let Some((rest, found)) = trailing_province(city)
        {
            (province, city) = (found, rest);
        }
        let mut city = tidy_words(without_country(city));
        // Two letters may have got their capitals only now: written so, they would be read as a province.
        if province.is_empty()
            && let Some((rest, found)) = trailing_province(&city)
        {
            (province, city) = (found, rest.to_owned());
        }
        let address = Self { street, number, postcode, city, province };
        let stands = address.parts().iter().any(|part| part.chars().any(char::is_alphanumeric));
        stands.then_some(address)
    }

    /// An address from one line, such as `V.le G. Garibaldi 12/B, 20121 Milano (MI)`.
    ///
    /// The postcode parts the street from the city; without one the last comma does.
    pub fn from_line(line: &str) -> Option<Self> {
        let line = line.trim();
        if let Some((start, end)) = find_postcode(line) {
            let before = trim_marks(line.get(..start)?);
            let postcode = line.get(start..end)?;
            let after = trim_marks(line.get(end..)?);
            if !before.is_empty() {
                return Self::from_parts(before, "", postcode, after, "");
            }
            let (city, street) = after.split_once(',').unwrap_or((after, ""));
            return Self::from_parts(street, "", postcode, city, "");
        }
        match without_country(line).rsplit_once(',') {
            Some((street, city)) if !street::is_number(city) => {
                Self::from_parts(street, "", "", city, "")
            }
            _ => Self::from_parts(without_country(line), "", "", "", ""),
        }
    }

    /// The street with its type in full: `Viale G. Garibaldi`.
    pub fn street(&self) -> &str {
        &self.street
    }

    /// The house number: `12/B`, `12 bis`, `SNC` for none.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// The postcode (CAP), five digits if Italian.
    pub fn postcode(&self) -> &str {
        &self.postcode
    }

    /// The town.
    pub fn city(&self) -> &str {
        &self.city
    }

    /// The province, two capitals if Italian.
    pub fn province(&self) -> &str {
        &self.province
    }

    /// The address in one line.
    pub fn display(&self) -> String {
        self.to_string()
    }

    /// The folded address, for comparison and search.
    pub fn key(&self) -> String {
        fold(&self.parts().join(" "))
    }

    fn parts(&self) -> [&str; 5] {
        [&self.street, &self.number, &self.postcode, &self.city, &self.province]
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut between = "";
        for part in [&self.street, &self.number] {
            if !part.is_empty() {
                write!(formatter, "{between}{part}")?;
                between = " ";
            }
        }
        let has_town = !self.postcode.is_empty() || !self.city.is_empty();
        if has_town && !between.is_empty() {
            between = ", ";
        }
        for part in [&self.postcode, &self.city] {
            if !part.is_empty() {
                write!(formatter, "{between}{part}")?;
                between = " ";
            }
        }
        if self.province.is_empty() {
            return Ok(());
        }
        write!(formatter, "{between}({})", self.province)
    }
}

/// Single blanks; title case where a text has only capitals or only small letters.
fn tidy_words(text: &str) -> String {
    let one_case = !text.contains(char::is_lowercase) || !text.contains(char::is_uppercase);
    let mut tidied = String::with_capacity(text.len());
    for word in trim_marks(text).split_whitespace() {
        if !tidied.is_empty() {
            tidied.push(' ');
        }
        let is_first = tidied.is_empty();
        if !one_case {
            tidied.push_str(word);
        } else if !is_first && is_small_word(word) {
            tidied.push_str(&word.to_lowercase());
        } else if is_roman_number(word) {
            tidied.push_str(&word.to_uppercase());
        } else {
            tidied.push_str(&title_case(word));
        }
    }
    // Composing letters may have made a mark of what was none: the Greek question mark becomes `;`.
    trim_marks(&tidied).to_owned()
}

fn is_small_word(word: &str) -> bool {
    let small = [
        "di", "del", "dello", "della", "dei", "degli", "delle", "da", "dal", "e", "al", "alla",
        "in", "sul", "sulla", "a",
    ];
    small.iter().any(|small| word.eq_ignore_ascii_case(small))
}

/// `XX` of Via XX Settembre.
fn is_roman_number(word: &str) -> bool {
    word.len() > 1
        && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'i' | b'v' | b'x'))
}

fn trim_marks(text: &str) -> &str {
    text.trim_matches(|mark: char| mark.is_whitespace() || matches!(mark, ',' | ';' | '-'))
}

fn tidy_postcode(text: &str) -> String {
    let text = trim_marks(text);
    match find_postcode(text) {
        Some((start, end)) if end == text.len() => {
            text.get(start..end).unwrap_or_default().to_owned()
        }
        _ => text.to_uppercase(),
    }
}

fn tidy_province(text: &str) -> String {
    let text = text.trim_matches(|mark: char| !mark.is_alphanumeric());
    if is_province(text) { text.to_ascii_uppercase() } else { tidy_words(text) }
}

fn is_province(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Where five digits stand that are no part of a longer word.
fn find_postcode(text: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        let digits = bytes.iter().skip(start).take_while(|byte| byte.is_ascii_digit()).count();
        let end = start + digits;
        let inside = |byte: Option<&u8>| {
            byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'/')
        };
        if digits == 5 && !inside(bytes.get(end)) && (start == 0 || !inside(bytes.get(start - 1))) {
            return Some((start, end));
        }
        start = end + 1;
    }
    None
}

fn leading_postcode(text: &str) -> Option<(&str, &str)> {
    let text = trim_marks(text);
    let (start, end) = find_postcode(text)?;
    if start == 0 { Some((text.get(..end)?, trim_marks(text.get(end..)?))) } else { None }
}

/// `Milano (MI)`, `MILANO MI`, `Milano, MI`: the two letters must be capitals or in brackets.
fn trailing_province(text: &str) -> Option<(&str, String)> {
    let text = trim_marks(text);
    if let Some((city, rest)) = text.rsplit_once('(') {
        let found = rest.strip_suffix(')')?.trim();
        return is_province(found).then(|| (trim_marks(city), found.to_ascii_uppercase()));
    }
    let (city, found) = text.rsplit_once([' ', ','])?;
    let stands = is_province(found) && found.bytes().all(|byte| byte.is_ascii_uppercase());
    (stands && !trim_marks(city).is_empty()).then(|| (trim_marks(city), found.to_owned()))
}

fn without_country(text: &str) -> &str {
    let text = trim_marks(text);
    let Some((rest, last)) = text.rsplit_once([' ', ',', '-']) else { return text };
    let is_country = ["italia", "italy"].iter().any(|country| last.eq_ignore_ascii_case(country));
    if is_country { without_country(rest) } else { text }
}

#[cfg(test)]
mod tests;
