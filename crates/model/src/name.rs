//! Names of persons and firms: as people see them, and as keys that compare and search.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

mod company;
mod writing;

pub use company::CompanyName;
pub(crate) use writing::title_case;
use writing::{is_particle, tidy_tokens, without_titles};

/// The order in which a source writes a full name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameOrder {
    /// `Mario Rossi`
    FirstLast,
    /// `Rossi Mario`
    LastFirst,
    /// Either; read as first name first, unless a comma or a leading particle says otherwise.
    Unknown,
}

/// The name of a person, in title case, without titles.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Parts")]
pub struct PersonName {
    first: String,
    last: String,
}

/// The stored form of a name, checked when read.
#[derive(Deserialize)]
struct Parts {
    first: String,
    last: String,
}

impl TryFrom<Parts> for PersonName {
    type Error = &'static str;

    fn try_from(parts: Parts) -> Result<Self, Self::Error> {
        // What was stored was tidied when it was first read; only emptiness needs a look.
        let is_named =
            [&parts.first, &parts.last].iter().any(|part| part.chars().any(char::is_alphabetic));
        let Parts { first, last } = parts;
        if is_named { Ok(Self { first, last }) } else { Err("expected the name of a person") }
    }
}

impl PersonName {
    /// A name from its parts, either of which may be empty; `None` if no letter is left.
    pub fn from_parts(first: &str, last: &str) -> Option<Self> {
        Self::from_tokens(&tidy_tokens(first), &tidy_tokens(last))
    }

    /// A name from a text that holds all of it; `None` if no letter is left.
    ///
    /// A comma means that the surname is first, whatever the order. Particles such as
    /// "De" or "Van" stay with the surname. A single word is a first name.
    pub fn from_full(text: &str, order: NameOrder) -> Option<Self> {
        if let Some((before, after)) = text.split_once(',') {
            let (before, after) = (tidy_tokens(before), tidy_tokens(after));
            if !before.is_empty() && !after.is_empty() {
                return Self::from_tokens(&after, &before);
            }
        }
        let tokens = tidy_tokens(text);
        if tokens.len() <= 1 {
            return Self::from_tokens(&tokens, &[]);
        }
        let starts_with_particle = tokens.first().is_some_and(|token| is_particle(token));
        let last_first = match order {
            NameOrder::FirstLast => false,
            NameOrder::LastFirst => true,
            NameOrder::Unknown => starts_with_particle,
        };
        if last_first {
            let particles = tokens.iter().take_while(|token| is_particle(token)).count();
            let (last, first) = tokens.split_at((particles + 1).min(tokens.len()));
            return Self::from_tokens(first, last);
        }
        let before_last = tokens.get(..tokens.len() - 1).unwrap_or_default();
        let particles = before_last.iter().rev().take_while(|token| is_particle(token)).count();
        let (first, last) = tokens.split_at(tokens.len() - 1 - particles);
        Self::from_tokens(first, last)
    }

    fn from_tokens(first: &[String], last: &[String]) -> Option<Self> {
        // Where a full name was parted, a title may have come to a part's end.
        let (first, last) = (without_titles(first), without_titles(last));
        let has_letter = |token: &String| token.chars().any(char::is_alphabetic);
        let stands = first.iter().chain(last).any(has_letter);
        stands.then(|| Self { first: first.join(" "), last: last.join(" ") })
    }

    /// The first name or names; empty if not known.
    pub fn first(&self) -> &str {
        &self.first
    }

    /// The surname with its particles; empty if not known.
    pub fn last(&self) -> &str {
        &self.last
    }

    /// First name and surname.
    pub fn display(&self) -> String {
        self.to_string()
    }

    /// What compares names whatever their order, case, accents and apostrophes.
    pub fn key(&self) -> NameKey {
        let mut folded = fold_without_apostrophes(&self.first);
        folded.push(' ');
        folded.push_str(&fold_without_apostrophes(&self.last));
        let mut tokens: Vec<&str> = folded.split_ascii_whitespace().collect();
        tokens.sort_unstable();
        NameKey(tokens.join(" "))
    }

    /// The first name folded, without blanks: `mariagrazia`.
    pub fn first_key(&self) -> String {
        folded_together(&self.first)
    }

    /// The surname folded, without blanks: `deluca`, `dangelo`.
    pub fn last_key(&self) -> String {
        folded_together(&self.last)
    }
}

impl fmt::Display for PersonName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let between = if self.first.is_empty() || self.last.is_empty() { "" } else { " " };
        write!(formatter, "{}{between}{}", self.first, self.last)
    }
}

/// The folded words of a name in alphabetical order: equal for "Rossi Mario" and "MARIO ROSSI".
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NameKey(String);

impl NameKey {
    /// The words, with blanks between.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The words one by one.
    pub fn tokens(&self) -> impl Iterator<Item = &str> {
        self.0.split_ascii_whitespace()
    }
}

impl fmt::Display for NameKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Folds a text for search and comparison: no accents, small letters, single blanks in place
/// of all that is neither letter nor digit.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        for byte in text.bytes() {
            push_folded(&mut folded, char::from(byte.to_ascii_lowercase()));
        }
    } else {
        let bare = text.nfkd().filter(|&character| !is_combining_mark(character));
        for lower in bare.flat_map(char::to_lowercase).filter(|&lower| !is_combining_mark(lower)) {
            match plain_letters(lower) {
                Some(letters) => folded.push_str(letters),
                None => push_folded(&mut folded, lower),
            }
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

fn push_folded(folded: &mut String, character: char) {
    if character.is_alphanumeric() {
        folded.push(character);
    } else if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

/// Letters that Unicode does not take apart, as they are written where they are missing.
fn plain_letters(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        _ => return None,
    })
}

fn fold_without_apostrophes(text: &str) -> String {
    if text.contains(is_apostrophe) { fold(&text.replace(is_apostrophe, "")) } else { fold(text) }
}

fn folded_together(text: &str) -> String {
    let mut folded = fold_without_apostrophes(text);
    folded.retain(|character| character != ' ');
    folded
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '\u{2019}' | '\u{2018}' | '`' | '\u{b4}' | '\u{2bc}')
}

#[cfg(test)]
mod tests;
