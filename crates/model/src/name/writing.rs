//! How names of persons are written in Italy: titles, particles, capitals, accents.

use unicode_normalization::UnicodeNormalization;

use super::is_apostrophe;

/// Words before a name that are no part of it, without their points.
const TITLES: [&str; 53] = [
    "sig",
    "sigra",
    "signa",
    "sigri",
    "signor",
    "signora",
    "signorina",
    "dott",
    "dottssa",
    "dottor",
    "dottore",
    "dottoressa",
    "dr",
    "drssa",
    "avv",
    "avvto",
    "avvocato",
    "ing",
    "ingegner",
    "geom",
    "geometra",
    "rag",
    "ragionier",
    "prof",
    "profssa",
    "professor",
    "professore",
    "professoressa",
    "arch",
    "architetto",
    "spett",
    "spettle",
    "spettabile",
    "gent",
    "gentmo",
    "gentma",
    "gentle",
    "gentile",
    "gentilissimo",
    "gentilissima",
    "egr",
    "egregio",
    "egregia",
    "ill",
    "illmo",
    "illma",
    "chmo",
    "chma",
    "notaio",
    "mr",
    "mrs",
    "ms",
    "miss",
];

/// Words that belong to the surname after them.
const PARTICLES: [&str; 33] = [
    "de", "di", "del", "della", "dello", "dei", "degli", "delle", "de'", "d'", "dell'", "dal",
    "dalla", "dallo", "dai", "dagli", "dalle", "dall'", "da", "lo", "la", "li", "le", "van", "von",
    "der", "den", "ter", "mc", "mac", "du", "des", "dos",
];

/// Beginnings that end with an apostrophe and are written together with the next word.
const ELIDED: [&str; 9] = ["d'", "dell'", "dall'", "all'", "nell'", "sant'", "l'", "o'", "degl'"];

/// Vowels with the accent that a final apostrophe stands for: `NICCOLO'`.
const ACCENTED: [(char, char); 5] = [('a', 'à'), ('e', 'è'), ('i', 'ì'), ('o', 'ò'), ('u', 'ù')];

/// The words of a name in title case, without titles.
pub(super) fn tidy_tokens(text: &str) -> Vec<String> {
    let composed: String = text
        .nfc()
        .map(|character| match character {
            apostrophe if is_apostrophe(apostrophe) => '\'',
            kept if kept.is_alphanumeric() || matches!(kept, '-' | '.') => kept,
            mark if unicode_normalization::char::is_combining_mark(mark) => mark,
            _ => ' ',
        })
        .collect();
    let words = words(&composed);
    let words = without_titles(&words);
    let mut tokens: Vec<String> = Vec::with_capacity(words.len());
    let mut elided: Option<String> = None;
    for &word in words {
        let joined = match elided.take() {
            Some(start) => start + word,
            None => word.to_owned(),
        };
        if is_listed(&joined, &ELIDED) {
            elided = Some(joined);
        } else {
            tokens.push(title_case(&joined));
        }
    }
    tokens.extend(elided.map(|start| title_case(&start)));
    tokens
}

/// Whether the word belongs to the surname after it.
pub(super) fn is_particle(token: &str) -> bool {
    is_listed(token, &PARTICLES)
}

fn is_listed(token: &str, list: &[&str]) -> bool {
    list.iter().any(|word| token.eq_ignore_ascii_case(word))
}

/// The words, those that lack a blank after a title taken apart: `Dott.Mario`.
fn words(text: &str) -> Vec<&str> {
    let mut words: Vec<&str> = Vec::new();
    for mut word in text.split_whitespace().map(trim_marks) {
        while !is_title(word)
            && let Some((title, rest)) = word.split_once('.')
            && !rest.is_empty()
            && is_title(title)
        {
            words.push(word.get(..=title.len()).unwrap_or_default());
            word = trim_marks(rest);
        }
        if word.chars().any(char::is_alphanumeric) {
            words.push(word);
        }
    }
    words
}

fn trim_marks(word: &str) -> &str {
    word.trim_start_matches(['-', '.', '\'']).trim_end_matches('-')
}

/// The words without titles at the start, and without titles with a point at the end.
///
/// The only word goes if it has a point; else it may be a name, such as "Ing".
pub(super) fn without_titles<T: AsRef<str>>(words: &[T]) -> &[T] {
    let is_certain = |word: &T| word.as_ref().contains('.') && is_title(word.as_ref());
    let mut rest = words;
    while let [first, after @ ..] = rest
        && is_title(first.as_ref())
        && (!after.is_empty() || is_certain(first))
    {
        rest = after;
    }
    while let [before @ .., last] = rest
        && is_certain(last)
    {
        rest = before;
    }
    rest
}

/// Whether the word, points aside, is a title; initials such as "M.R." are none.
fn is_title(word: &str) -> bool {
    let points = word.bytes().filter(|&byte| byte == b'.').count();
    if points * 2 >= word.len() {
        return false;
    }
    let letters = || word.bytes().filter(|&byte| byte != b'.');
    TITLES.iter().any(|title| {
        title.len() + points == word.len()
            && letters().map(|byte| byte.to_ascii_lowercase()).eq(title.bytes())
    })
}

/// Capitals at the start and after apostrophes, hyphens and points; accents for final apostrophes.
pub(crate) fn title_case(word: &str) -> String {
    let mut titled = String::with_capacity(word.len() + 1);
    for segment in word.split_inclusive(['\'', '-', '.']) {
        push_segment(&mut titled, segment);
    }
    accent_final_apostrophe(&mut titled);
    if titled.is_ascii() { titled } else { titled.nfc().collect() }
}

fn push_segment(titled: &mut String, segment: &str) {
    let mut characters = segment.chars();
    let Some(first) = characters.next() else { return };
    let rest = characters.as_str();
    // "McDonald" was written with care; "ROSSI" and "ROSSi" were not.
    let careful = first.is_uppercase() && rest.starts_with(char::is_lowercase);
    titled.push(single(first.to_uppercase()).unwrap_or(first));
    if careful {
        titled.push_str(rest);
    } else {
        titled.extend(rest.chars().map(|letter| single(letter.to_lowercase()).unwrap_or(letter)));
    }
}

/// The one character of a change of case; some change into several, and are left alone.
fn single(mut changed: impl Iterator<Item = char>) -> Option<char> {
    changed.next().filter(|_| changed.next().is_none())
}

fn accent_final_apostrophe(titled: &mut String) {
    let Some(bare) = titled.strip_suffix('\'') else { return };
    if bare.chars().nth(1).is_none() || is_particle(titled) {
        return;
    }
    let vowel = bare.chars().next_back();
    if let Some((_, accented)) = ACCENTED.into_iter().find(|(plain, _)| Some(*plain) == vowel) {
        titled.truncate(titled.len() - 2);
        titled.push(accented);
    }
}
