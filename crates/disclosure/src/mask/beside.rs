//! Words with a capital right beside what was found, which belong to the same name: `Aci [person]`,
//! `[person] Logistica`, `[firm] Ostiense`.

use super::Kind;
use super::context::{is_courtesy, is_title, opens};
use super::lexicon::Flags;
use super::role::Role;
use super::text::{Claim, Class, Gap, Text};

/// Words that are kept by themselves and are parts of names beside another part.
pub(super) const PARTS: &[&str] = &[
    "nord",
    "sud",
    "est",
    "ovest",
    "polo",
    "centro",
    "smart",
    "home",
    "casa",
    "pro",
    "mini",
    "punto",
    "clio",
    "plus",
    "free",
    "full",
    "express",
    "light",
    "easy",
    "box",
    "club",
    "card",
    "one",
    "prime",
    "luce",
    "energia",
    "gold",
    "silver",
    "business",
    "loro",
    "sua",
    "basic",
    "logistica",
    "servizi",
    "service",
    "services",
    "support",
    "centrale",
    "belle",
    "arti",
    "commerciale",
    "garanzia",
    "pass",
    "trading",
    "center",
    "centre",
    "coop",
    "banca",
];
/// The most words on either side.
const WORDS_MAX: usize = 3;

/// What was found of persons, firms and addresses, with the capitals beside it.
pub(super) fn find(text: &Text<'_>, claims: &mut Vec<Claim>) {
    for at in 0..text.len() {
        let Some(Class::Hidden(Some(kind))) = text.get(at).map(|one| one.class) else { continue };
        if !matches!(kind, Kind::Person | Kind::Firm | Kind::Address) {
            continue;
        }
        let first = before(text, at, kind);
        let last = after(text, at, kind);
        if first < at || last > at {
            claims.push(Claim { first, last, kind });
        }
    }
}

/// The first of the words before that belong to what was found.
fn before(text: &Text<'_>, at: usize, kind: Kind) -> usize {
    let mut first = at;
    while kind != Kind::Address
        && at - first < WORDS_MAX
        && first > 0
        && text.gap(first) == Gap::Space
        && leads(text, first - 1)
    {
        first -= 1;
    }
    first
}

/// Whether a word before a name is its first part: not what somebody is, nor what opens a sentence.
fn leads(text: &Text<'_>, at: usize) -> bool {
    let flags = text.flags(at);
    if !is_part(text, at) || text.is(at, Role::Told) || text.is(at, Role::Called) {
        return false;
    }
    if opens(text, at) {
        // "Italia [person]" in a line of its own
        return flags.any(Flags::PLACE)
            || text.gap(at) == Gap::Line && at > 0 && is_heading(text, at);
    }
    true
}

/// `Dental Center [person]` in a line of its own under a letter: nothing but capitals.
fn is_heading(text: &Text<'_>, first: usize) -> bool {
    let mut at = first;
    while text.gap(at + 1) == Gap::Space && (is_part(text, at + 1) || text.is_hidden(at + 1)) {
        at += 1;
    }
    at > first + 1 && (text.gap(at + 1) == Gap::Line || text.is_mark(at + 1, &['-', '–', ',']))
}

/// The last of the words after that belong to what was found.
fn after(text: &Text<'_>, at: usize, kind: Kind) -> usize {
    let mut last = at;
    while kind != Kind::Address
        && last - at < WORDS_MAX
        && text.gap(last + 1) == Gap::Space
        && is_part(text, last + 1)
        // "Casa" is what follows the names of those who sell to it.
        && text.lower(last + 1) != "casa"
        && !text.is(last + 1, Role::Closing)
    {
        last += 1;
    }
    // "[person] Dal Pos": after the particle of a surname a capital is its second part.
    let particle = text.is(last + 1, Role::Particle)
        && text.is_capital(last + 1)
        && text.written(last + 1).len() > 1
        && text.gap(last + 1) == Gap::Space;
    // "[person]" that ends with its particle: "Ivan Dal" and "Pos"
    let begun = [" Dal", " Dalla", " De", " Del", " Della", " Di", " La", " Lo"]
        .iter()
        .any(|end| text.written(at).ends_with(end));
    if kind == Kind::Person
        && begun
        && last == at
        && text.is_capital(at + 1)
        && text.gap(at + 1) == Gap::Space
        && !text.is_initial(at + 1)
    {
        last += 1;
    }
    if kind == Kind::Person
        && particle
        && text.is_capital(last + 2)
        && text.gap(last + 2) == Gap::Space
        && !text.is_initial(last + 2)
    {
        last += 2;
    }
    // "[person] er Moro", "[person] il Moro"
    if kind == Kind::Person
        && matches!(text.lower(last + 1), "er" | "lu" | "il" | "la" | "o" | "u")
        && text.gap(last + 1) == Gap::Space
        && text.gap(last + 2) == Gap::Space
        && is_part(text, last + 2)
    {
        last += 2;
    }
    // "[person] C."
    if text.is_initial(last + 1)
        && text.gap(last + 1) == Gap::Space
        && text.is_mark(last + 2, &['.'])
        && text.gap(last + 2) == Gap::None
    {
        last += 1;
    }
    last
}

/// Whether a word has a capital that a name explains.
fn is_part(text: &Text<'_>, at: usize) -> bool {
    let flags = text.flags(at);
    let house = text.is(at, Role::EnglishStreet) && at > 0 && text.is_hidden(at - 1);
    let kept = flags.any(Flags::KEPT) && !PARTS.contains(&text.lower(at)) && !house;
    text.is_capital(at)
        && !text.is_upper(at)
        && !text.is_initial(at)
        && text.written(at).len() > 2
        && !kept
        && (house || !is_title(text, at))
        && !is_courtesy(text, at)
        && !text.is(at, Role::Kin)
        && !text.is(at, Role::Opener)
        && !text.is(at, Role::NumberWord)
        && !text.is(at, Role::PhoneWord)
        && !text.is_mark(at + 1, &[':'])
}
