//! Addresses of other countries: a street with its word at the end, a postcode of another form.

use super::super::Kind;
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Claim, Gap, Text};
use super::is_number;
use super::rest::rest;
use super::town::town_end;

/// What the names of streets end with.
const ENDINGS: &[&str] = &[
    "strasse", "straße", "str", "gasse", "platz", "allee", "straat", "laan", "gracht", "plein",
    "weg", "damm", "ufer", "gatan", "vagen", "gade", "vej", "katu", "gata", "veien", "utca",
    "ulica", "singel", "kade", "dijk", "steig",
];

/// `Bahnhofstr. 12`, `Hauptstrasse 4`, `Storgatan 22, 753 31 Uppsala`.
pub(super) fn foreign(text: &Text<'_>, at: usize) -> Option<Claim> {
    if !text.is_capital(at) && !text.is_hidden(at) {
        return None;
    }
    let word = text.folded(at);
    let is_street = word.len() > 6 && ENDINGS.iter().any(|end| word.ends_with(end));
    let number = at + 1 + usize::from(text.is_mark(at + 1, &['.', ',']));
    if !is_number(text, number) || !text.follows(number) || text.is(at, Role::Month) {
        return None;
    }
    let letter = text.lower(number + 1).len() == 1 && text.gap(number + 1) == Gap::None;
    let after = number + 1 + usize::from(letter);
    let code = after + usize::from(text.is_mark(after, &[',', '-', '–']));
    if let Some(end) = postcode(text, code)
        && text.is_capital(end + 1)
        && text.follows(end + 1)
        && !text.flags(end + 1).any(Flags::COMMON)
        && (text.mark(after).is_some() || is_street)
    {
        return Some(Claim {
            first: beginning(text, at),
            last: town_end(text, end + 1),
            kind: Kind::Address,
        });
    }
    is_street.then(|| Claim { first: at, last: rest(text, at), kind: Kind::Address })
}

/// The words with a capital before the last one of a street.
fn beginning(text: &Text<'_>, at: usize) -> usize {
    let mut first = at;
    while first > 0
        && at - first < 4
        && text.gap(first) == Gap::Space
        && (text.is_capital(first - 1) || text.is_hidden(first - 1))
        && !super::super::context::is_courtesy(text, first - 1)
    {
        first -= 1;
    }
    first
}

/// The end of a postcode: `753 31`, `1050`, `1250-146`, `1017 AB`, `31-042`, `75002`.
pub(super) fn postcode(text: &Text<'_>, at: usize) -> Option<usize> {
    let length = |one: usize| text.digits(one).len();
    if !text.follows(at) {
        return None;
    }
    let parted = text.is_mark(at + 1, &['-']) && text.gap(at + 1) == Gap::None;
    match length(at) {
        3 if length(at + 1) == 2 => Some(at + 1),
        2 if parted && length(at + 2) == 3 => Some(at + 2),
        4 if parted && length(at + 2) == 3 => Some(at + 2),
        4 if text.is_upper(at + 1) && text.written(at + 1).len() == 2 => Some(at + 1),
        4..=6 => Some(at),
        _ => None,
    }
}
