//! Numbers by which people name one thing: an invoice, an order, a ticket, a contract. No dates, amounts,
//! telephone numbers, tax codes, nor what names the customer.

use std::collections::{BTreeMap, BTreeSet};

use filo_model::words;

use crate::matter::Piece;

words! {
    /// How surely a number names a matter.
    Naming {
        /// It names the customer, a telephone, an account.
        Customer = "customer",
        /// It stands alone.
        Bare = "bare",
        /// A word before it says so, or letters are in it.
        Named = "named",
    }
}

/// A number in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// In capitals, without marks: `T44871`.
    pub number: String,
    /// How surely it names a matter.
    pub naming: Naming,
}

/// What has a number of its own; the beginnings of words without accents.
const THINGS: [&str; 46] = [
    "fattur",
    "bollett",
    "ordin",
    "ticket",
    "pratic",
    "contratt",
    "segnalazion",
    "richiest",
    "guast",
    "spedizion",
    "prenotazion",
    "preventiv",
    "polizz",
    "sinistr",
    "reclam",
    "caso",
    "rif",
    "riferiment",
    "protocoll",
    "ddt",
    "document",
    "intervent",
    "consegn",
    "reso",
    "sollecit",
    "tracking",
    "pacc",
    "invoic",
    "order",
    "case",
    "ref",
    "reference",
    "booking",
    "reservation",
    "quote",
    "policy",
    "claim",
    "complaint",
    "contract",
    "shipment",
    "parcel",
    "delivery",
    "return",
    "job",
    "request",
    "fault",
];

/// What names the customer, a telephone or a place.
const CUSTOMERS: [&str; 34] = [
    "client",
    "customer",
    "account",
    "conto",
    "utenz",
    "linea",
    "line",
    "telefon",
    "tel",
    "cell",
    "phone",
    "mobile",
    "fax",
    "iban",
    "iva",
    "vat",
    "fiscale",
    "cf",
    "pod",
    "pdr",
    "matricol",
    "meter",
    "contatore",
    "tessera",
    "card",
    "carta",
    "member",
    "socio",
    "via",
    "art",
    "articolo",
    "cap",
    "interno",
    "postcode",
];

/// What may stand between the word and its number.
const BETWEEN: [&str; 24] = [
    "n", "nr", "nro", "num", "numero", "no", "number", "id", "code", "codice", "e", "is", "was",
    "my", "our", "your", "vostro", "vostra", "mio", "mia", "the", "con", "with", "di",
];

/// The numbers of a text, each once, with the surest naming; one that names the customer anywhere does so.
#[must_use]
pub fn references(text: &str) -> Vec<Reference> {
    let words = words(text);
    let mut found: BTreeMap<String, Naming> = BTreeMap::new();
    for at in 0..words.len() {
        let Some((number, naming)) = reference(text, &words, at) else { continue };
        let known = found.entry(number).or_insert(naming);
        if *known != Naming::Customer {
            *known = if naming == Naming::Customer { naming } else { naming.max(*known) };
        }
    }
    found.into_iter().map(|(number, naming)| Reference { number, naming }).collect()
}

/// By piece, the numbers that name a matter: named as such in one of the pieces at least, as the customer's
/// own in none, and not in all of three or more.
pub(super) fn shared(pieces: &[Piece<'_>]) -> Vec<BTreeSet<String>> {
    let found: Vec<Vec<Reference>> = pieces.iter().map(|piece| references(piece.text)).collect();
    let mut with: BTreeMap<&str, (usize, Naming, Naming)> = BTreeMap::new();
    for one in found.iter().flatten() {
        let known = with.entry(&one.number).or_insert((0, one.naming, one.naming));
        *known = (known.0 + 1, known.1.min(one.naming), known.2.max(one.naming));
    }
    let names = |number: &str| {
        with.get(number).is_some_and(|(pieces_with, least, most)| {
            *least != Naming::Customer
                && *most == Naming::Named
                && (pieces.len() < 3 || *pieces_with < pieces.len())
        })
    };
    let of = |found: &Vec<Reference>| {
        found.iter().map(|one| one.number.clone()).filter(|number| names(number)).collect()
    };
    found.iter().map(of).collect()
}

/// A word of letters and digits with the marks inside it, by its place.
struct Word {
    start: usize,
    end: usize,
    has_digit: bool,
}

fn words(text: &str) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut letters = text.char_indices().peekable();
    let mut open: Option<Word> = None;
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let is_inside = matches!(letter, '-' | '/' | '.' | ',' | '_' | ':' | '@' | '\\')
            && next.is_some_and(char::is_alphanumeric);
        if letter.is_alphanumeric() || (is_inside && open.is_some()) {
            let word = open.get_or_insert(Word { start: at, end: at, has_digit: false });
            word.end = at + letter.len_utf8();
            word.has_digit |= letter.is_ascii_digit();
        } else if let Some(word) = open.take() {
            out.push(word);
        }
    }
    out.extend(open);
    out
}

fn reference(text: &str, words: &[Word], at: usize) -> Option<(String, Naming)> {
    let word = &words[at];
    let raw = &text[word.start..word.end];
    if !word.has_digit || raw.contains(['@', ':', '\\']) || !raw.is_ascii() {
        return None;
    }
    let number: String = raw
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_uppercase())
        .collect();
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let is_digits = digits == number.len();
    if is_date(raw) || is_amount(text, word, raw) || is_grouped(text, words, at) || is_code(&number)
    {
        return None;
    }
    let is_year = is_digits && digits == 4 && matches!(&number[..2], "19" | "20");
    let naming = match thing_before(text, words, at) {
        Some(true) if digits >= 3 && !is_year => Naming::Named,
        Some(false) if digits >= 3 => Naming::Customer,
        _ if is_digits => {
            let is_phone = number.starts_with(['0', '3']) && (8..=11).contains(&digits);
            if digits < 4 || is_year || is_phone || digits == 11 || raw.contains([',', '.']) {
                return None;
            }
            Naming::Bare
        }
        // Letters first: `T-44871`. Digits first are sizes and ordinals: `40cm`, `13th`.
        _ => {
            let is_marked = raw.contains(['-', '/', '_']);
            let is_lettered = raw.starts_with(|letter: char| letter.is_ascii_alphabetic());
            let least = if is_marked { 3 } else { 4 };
            if digits < least || !(is_lettered || is_marked) {
                return None;
            }
            Naming::Named
        }
    };
    Some((number, naming))
}

/// Whether the word before says that the number names a thing, or the customer; none where neither.
fn thing_before(text: &str, words: &[Word], at: usize) -> Option<bool> {
    let mut end = words[at].start;
    for word in words[..at].iter().rev().take(4) {
        let between = &text[word.end..end];
        let folded = text[word.start..word.end].to_lowercase();
        // The last part of `l'ordine`, and of `P.IVA`.
        let folded = folded.rsplit(['\'', '’', '.']).next().unwrap_or_default();
        let is_between = BETWEEN.contains(&folded) || folded == "è";
        if between.contains(['\n', ';', '!', '?', ',', '€'])
            || (between.contains('.') && !is_between)
        {
            return None;
        }
        let begins = |list: &[&str]| {
            list.iter()
                .any(|one| if one.len() < 5 { folded == *one } else { folded.starts_with(one) })
        };
        if begins(&CUSTOMERS) {
            return Some(false);
        }
        if begins(&THINGS) {
            return Some(true);
        }
        if !is_between {
            return None;
        }
        end = word.start;
    }
    None
}

/// `3/4`, `14.03.2026`, `2026-03-14`.
fn is_date(raw: &str) -> bool {
    let parts: Vec<&str> = raw.split(['/', '.', '-']).collect();
    let numbers: Option<Vec<u32>> = parts.iter().map(|part| part.parse().ok()).collect();
    let is_day = |day: u32, month: u32| (1..=31).contains(&day) && (1..=12).contains(&month);
    match numbers.as_deref() {
        Some([day, month]) => parts[0].len() <= 2 && parts[1].len() <= 2 && is_day(*day, *month),
        Some([first, month, last]) => {
            (is_day(*first, *month) && (*last < 100 || (1900..2100).contains(last)))
                || ((1900..2100).contains(first) && is_day(*last, *month))
        }
        _ => false,
    }
}

/// Beside a sign or a word of money, or with decimals.
fn is_amount(text: &str, word: &Word, raw: &str) -> bool {
    let before = text[..word.start].trim_end_matches([' ', '\u{a0}']);
    let after = text[word.end..].trim_start_matches([' ', '\u{a0}']);
    let is_decimal =
        raw.bytes().all(|letter| letter.is_ascii_digit() || matches!(letter, b'.' | b','))
            && raw.rsplit([',', '.']).next().is_some_and(|last| last.len() <= 3)
            && raw.contains([',', '.']);
    let follows = ["euro", "eur ", "€", "£", "$", "%", "pound", "dollar"];
    let leads = ["€", "£", "$", " eur", " EUR", "euro"];
    is_decimal
        || follows.iter().any(|sign| after.starts_with(sign))
        || leads.iter().any(|sign| before.ends_with(sign))
}

/// Digits with a blank and digits beside them: a telephone number, a card.
fn is_grouped(text: &str, words: &[Word], at: usize) -> bool {
    let is_digits = |at: usize| {
        let word = &words[at];
        text[word.start..word.end].bytes().all(|letter| letter.is_ascii_digit())
    };
    let beside = |one: usize, other: usize| {
        let between = &text[words[one].end..words[other].start];
        is_digits(one) && is_digits(other) && matches!(between, " " | "\u{a0}" | " - ")
    };
    let is_international = text[..words[at].start].ends_with('+');
    is_international
        || (at > 0 && beside(at - 1, at))
        || (at + 1 < words.len() && beside(at, at + 1))
}

/// The tax code of a person, the VAT number with its country, an IBAN.
fn is_code(number: &str) -> bool {
    let bytes = number.as_bytes();
    let letters = |range: std::ops::Range<usize>| {
        bytes.get(range).is_some_and(|part| part.iter().all(u8::is_ascii_alphabetic))
    };
    let is_tax_code = bytes.len() == 16 && letters(0..6) && letters(8..9) && letters(15..16);
    let is_vat = bytes.len() == 13 && number.starts_with("IT");
    let is_iban = (15..=34).contains(&bytes.len())
        && letters(0..2)
        && bytes.get(2..4).is_some_and(|part| part.iter().all(u8::is_ascii_digit));
    is_tax_code || is_vat || is_iban
}
