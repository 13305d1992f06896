//! Codes with digits: long enough by themselves, or named by the word before them.

use super::super::Kind;
use super::super::date::date_at;
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Claim, Gap, Text};
use super::{CURRENCY, is_alphanumeric, is_start};

/// The most tokens of one number, so that a long row is not walked from each of its tokens.
const TOKENS_MAX: usize = 128;

/// What a number looks like.
pub(super) struct Shape {
    pub(super) last: usize,
    pub(super) digits: usize,
    pub(super) letters: usize,
    longest: usize,
    /// Only digits with points or commas between.
    is_amount: bool,
}

/// The letters, digits and marks glued together from here.
pub(super) fn shape(text: &Text<'_>, at: usize) -> Shape {
    let (mut last, mut next) = (at, at);
    let mut found = Shape { last: at, digits: 0, letters: 0, longest: 0, is_amount: true };
    while text.get(next).is_some()
        && (next == at || text.gap(next) == Gap::None)
        && next < at + TOKENS_MAX
    {
        let digits = text.digits(next).len();
        if digits > 0 {
            found.digits += digits;
            found.longest = found.longest.max(digits);
            last = next;
        } else if text.is_word(next) {
            found.letters += text.written(next).len();
            found.is_amount = false;
            last = next;
        } else if text.is_mark(next, &['-', '/', '_', '.', ',', '#', ':', '*', '–']) {
            found.is_amount &= text.is_mark(next, &['.', ',']);
        } else {
            break;
        }
        next += 1;
    }
    found.last = last;
    // Points part thousands and decimals; "2210.7764" is no amount.
    let inner = at + 1..=last;
    found.is_amount &= inner.clone().filter(|&one| !text.digits(one).is_empty()).all(|one| {
        let digits = text.digits(one).len();
        digits == 3 || digits <= 2 && one == last
    });
    if text.is_word(last) && found.digits > 0 && text.gap(last) > Gap::None {
        found.last = at;
    }
    found
}

/// Whether a word before says that a number follows.
pub(super) fn is_named(text: &Text<'_>, at: usize) -> bool {
    let (mut back, mut renewed) = (at, false);
    for _ in 0..6 {
        let Some(before) = back.checked_sub(1) else { return false };
        // The capitals of a series: "fatt. FT 4471/2024".
        if back == at
            && series(text, at) < at
            && text.follows(at)
            && !text.is(before, Role::NumberWord)
        {
            back = series(text, at);
            continue;
        }
        if !text.follows(back) {
            // A number may stand in the line after "codice cliente:".
            if !text.is_mark(before, &[':']) {
                return false;
            }
        }
        if text.is(before, Role::NumberWord) {
            return true;
        }
        // "matr. vecchia [number], nuova GX 8810 42"
        renewed |= matches!(
            text.lower(before),
            "nuova" | "nuovo" | "vecchia" | "vecchio" | "precedente" | "attuale" | "new" | "old"
        );
        if renewed && text.is_hidden(before) {
            return true;
        }
        let between = text.is(before, Role::BeforeNumber)
            || text.is_mark(before, &[':', '.', '#', '°', 'º', '=', '(', '"', '-', '/', '*'])
            || renewed && text.is_mark(before, &[','])
            || is_sort(text, before);
        if !between {
            return false;
        }
        back = before;
    }
    false
}

/// What sort of card or code it is: "tessera ospedaliera", "codice meccanografico".
fn is_sort(text: &Text<'_>, at: usize) -> bool {
    const ENDINGS: &[&str] = &[
        "zione", "mento", "enza", "ura", "era", "iera", "iero", "aria", "ario", "ale", "ica",
        "ico", "iva", "ivo",
    ];
    let word = text.lower(at);
    let flags = text.flags(at);
    at > 0
        && word.len() > 6
        && ENDINGS.iter().any(|end| word.ends_with(end))
        && !text.is_capital(at)
        && !flags.any(Flags::NAME)
        && text.is(at - 1, Role::NumberWord)
        && text.written(at - 1).len() > 4
}

pub(super) fn is_quantity(text: &Text<'_>, at: usize, found: &Shape) -> bool {
    let after = found.last + 1;
    let before = at.checked_sub(1);
    let money_before = before.is_some_and(|one| {
        text.is_mark(one, &CURRENCY)
            || matches!(text.lower(one), "euro" | "eur")
            || text.is_mark(one, &['+', '-']) && one > 0 && text.is_mark(one - 1, &CURRENCY)
    });
    // "a" is rather a word than amperes.
    let unit = text.is(after, Role::Unit)
        && text.follows(after)
        && !matches!(text.written(after), "a" | "A");
    // "il codice è 55120987 l utenza è": nobody has millions of litres or of grams.
    let elided = text.lower(after).len() == 1 && found.last == at && found.digits >= 6;
    let unit = unit && !elided;
    money_before || unit || text.is_mark(after, &CURRENCY) || text.is_mark(after, &['%', '‰', '°'])
}

/// A code with digits: long enough by itself, or named by the word before it.
pub(super) fn number(text: &Text<'_>, at: usize) -> Option<Claim> {
    if !is_start(text, at) {
        return None;
    }
    let hash = text.is_mark(at, &['#'])
        && !text.digits(at + 1).is_empty()
        && text.gap(at + 1) == Gap::None;
    if !is_alphanumeric(text, at) && !hash {
        return None;
    }
    let found = shape(text, at);
    if found.digits < 1 || found.digits + found.letters < 3 || found.digits + found.letters > 60 {
        return None;
    }
    // "91/bis"
    let bis = text.is_mark(at + 1, &['/'])
        && found.last == at + 2
        && matches!(text.lower(at + 2), "bis" | "ter" | "quater")
        && !is_law(text, at, &found);
    if bis && !text.digits(at).is_empty() {
        return Some(Claim { first: at, last: found.last, kind: Kind::Number });
    }
    let date = date_at(text, at);
    if date.is_some_and(|date| date.last >= found.last && !text.digits(date.last).is_empty())
        || is_time(text, at, &found)
    {
        return None;
    }
    let named = is_named(text, at) || hash;
    let quantity = is_quantity(text, at, &found);
    if is_law(text, at, &found) {
        return None;
    }
    let claim = Some(Claim { first: series(text, at), last: found.last, kind: Kind::Number });
    let enough = if found.letters == 0 {
        !quantity && is_plain_number(text, at, &found, named, hash)
    } else {
        is_code(text, at, &found, named, quantity)
    };
    if enough { claim } else { None }
}

/// Whether digits alone are a number of somebody's.
fn is_plain_number(text: &Text<'_>, at: usize, found: &Shape, named: bool, hash: bool) -> bool {
    let decimals = found.is_amount && found.last > at;
    let is_long =
        !decimals && (found.longest >= 5 || found.digits >= 7 || is_pair(text, at, found));
    let short = named && found.digits >= 3 && !decimals;
    let is_year = found.last == at
        && found.digits == 4
        && matches!(text.digits(at).as_bytes(), [b'1', b'9', ..] | [b'2', b'0', ..]);
    let secret = at > 0
        && matches!(
            text.lower(at - 1),
            "code"
                | "pin"
                | "codice"
                | "combinazione"
                | "cifre"
                | "digits"
                | "finale"
                | "finali"
                | "matricola"
                | "badge"
                | "combination"
                | "password"
                | "cod"
        );
    let is_year = is_year && !secret;
    is_long || short && (hash || !is_year)
}

/// Whether letters and digits are a code.
fn is_code(text: &Text<'_>, at: usize, found: &Shape, named: bool, quantity: bool) -> bool {
    // Letters and digits: a unit glued to an amount is none.
    let unit = found.last == at + 1
        && text.is(found.last, Role::Unit)
        && (1..=5).contains(&text.digits(at).len());
    let is_upper = (at..=found.last)
        .all(|one| !text.is_word(one) || text.is_upper(one) || text.is_initial(one));
    let ordinary = (at..=found.last).any(|one| {
        text.is_word(one) && text.flags(one).any(Flags::COMMON) && text.written(one).len() > 3
    });
    if unit || quantity && found.digits < 5 {
        return false;
    }
    let spelt = named && is_upper && found.digits + found.letters >= 6 && !ordinary;
    // "X4TH9K"
    let mixed = is_upper
        && !ordinary
        && found.last >= at + 3
        && found.digits >= 2
        && (at..=found.last).all(|one| text.mark(one).is_none());
    // "m5uxcr1", "kx7p2q": letters and digits by turns are no word in any writing.
    let turns = found.last - at + 1;
    let by_turns = (at..=found.last).all(|one| text.mark(one).is_none())
        && found.digits + found.letters >= 6
        && found.digits >= 2
        && found.digits + found.letters <= 20
        && !ordinary
        && (turns >= 4 || named && turns >= 3);
    spelt
        || !ordinary && is_upper && is_booked(text, at, found)
        || is_berth(text, at, found)
        || mixed
        || by_turns
        || found.digits >= 3
            && (!ordinary || found.digits >= 5)
            && (found.letters <= 12 || found.digits >= 5)
        || named && is_upper && found.digits >= 2
}

/// "QWJ8RT": a code for a booking, in capitals.
fn is_booked(text: &Text<'_>, at: usize, found: &Shape) -> bool {
    found.letters >= 3
        && found.digits + found.letters >= 6
        && found.last >= at + 2
        && found.digits + found.letters <= 12
        && (at..=found.last)
            .all(|one| text.mark(one).is_none() && !text.flags(one).any(Flags::KEPT))
}

/// "BLV-2", "B-77": capitals, a hyphen, digits.
fn is_berth(text: &Text<'_>, at: usize, found: &Shape) -> bool {
    let parted = found.last == at + 2 && text.is_mark(at + 1, &['-']);
    let dashed = text.is_upper(at)
        && text.is_capital(at)
        && (3..=5).contains(&(text.written(at).len() + usize::from(found.digits >= 2)))
        && !text.digits(found.last).is_empty()
        && !text.flags(at).any(Flags::KEPT.with(Flags::COMMON))
        && !matches!(text.lower(at), "covid" | "wpa" | "ddr" | "cat" | "eur" | "cod");
    parted && (dashed || text.is_initial(at) && text.digits(found.last).len() >= 2)
}

/// "la posizione è la 88/2210": two parts that are neither a share nor years.
fn is_pair(text: &Text<'_>, at: usize, found: &Shape) -> bool {
    text.is_mark(at + 1, &['/', '-'])
        && found.last == at + 2
        && found.digits >= 6
        && [at, at + 2].into_iter().all(|one| {
            let part = text.digits(one);
            !(part.len() == 4 && (part.starts_with("20") || part.starts_with("19")))
        })
}

/// The capitals of a series before a number: `FT 4471/2024`.
pub(super) fn series(text: &Text<'_>, at: usize) -> usize {
    let Some(before) = at.checked_sub(1) else { return at };
    // "doc. ax 4471902", "I 0922881"
    let small = (1..=3).contains(&text.written(before).len())
        && text.is_word(before)
        && text.digits(at).len() >= 6
        && (text.is_initial(before) || text.flags(before) == Flags::default())
        && !matches!(text.written(before), "A" | "E" | "O" | "È")
        && !text.is(before, Role::NumberWord)
        && !text.is(before, Role::PhoneWord)
        && !text.is(before, Role::BeforeNumber);
    // "polizza fl 60214": in small letters throughout a series has no capitals either.
    let flat = text.is_flat()
        && (2..=3).contains(&text.written(before).len())
        && text.is_word(before)
        && text.digits(at).len() >= 4
        && !(text.digits(at).len() == 4 && text.digits(at).starts_with("20"))
        && !text.flags(before).any(Flags::COMMON)
        && !text.is(before, Role::NumberWord)
        && !text.is(before, Role::PhoneWord)
        && !text.is(before, Role::BeforeNumber)
        && !text.is(before, Role::Small);
    let small = small || flat;
    let short = (text.is_upper(before) && text.written(before).len() <= 4 || small)
        && text.gap(at) == Gap::Space;
    // "RC-AUTO 881204"
    let double = short
        && before > 1
        && text.is_mark(before - 1, &['-', '/'])
        && text.gap(before) == Gap::None
        && text.gap(before - 1) == Gap::None
        && text.is_upper(before - 2)
        && text.written(before - 2).len() <= 5;
    if double {
        before - 2
    } else if short && !text.flags(before).any(Flags::KEPT) {
        before
    } else {
        at
    }
}

/// `D.Lgs. 206/2005`, `legge 104`, `art. 1454`.
pub(super) fn is_law(text: &Text<'_>, at: usize, found: &Shape) -> bool {
    const LAW: &[&str] = &[
        "lgs",
        "dlgs",
        "legge",
        "l",
        "dl",
        "dpr",
        "dm",
        "dpcm",
        "delibera",
        "regolamento",
        "direttiva",
        "art",
        "articolo",
        "decreto",
        "ue",
        "ce",
        "cee",
        "eu",
        "reg",
        "dir",
        "act",
        "regulation",
        "section",
        "r",
        "m",
        "iso",
        "en",
        "uni",
        "cei",
    ];
    let before = |one: usize| {
        let mut back = at;
        for _ in 0..one {
            back = back.checked_sub(1)?;
        }
        Some(back)
    };
    let named = (1..=4)
        .filter_map(before)
        .take_while(|&one| text.mark(one).is_some() || text.lower(one).len() <= 11);
    let is_short = found.letters == 0 && found.longest <= 4;
    is_short
        && named.into_iter().any(|one| {
            LAW.contains(&text.lower(one))
                && text.lower(one + 1) != "ingiuntivo"
                && (text.lower(one).len() > 1
                    || text.is_mark(one + 1, &['.']) && is_spelt_law(text, one))
        })
}

/// Whether a letter ends the name of a law: "D.P.R.", "D.M.", "l."; "R.G." is a register.
fn is_spelt_law(text: &Text<'_>, at: usize) -> bool {
    let register = text.lower(at) == "r" && matches!(text.lower(at + 2), "g" | "i" | "n");
    !register
}

/// `10:30`, `14.20`, `9-13`, `2025/2026`.
fn is_time(text: &Text<'_>, at: usize, found: &Shape) -> bool {
    let parts: Vec<usize> =
        (at..=found.last).map(|one| text.digits(one).len()).filter(|one| *one > 0).collect();
    let marks: Vec<char> = (at..=found.last).filter_map(|one| text.mark(one)).collect();
    if found.letters > 0 || marks.is_empty() {
        return false;
    }
    let small = parts.iter().all(|one| *one <= 2);
    let years = matches!(parts.as_slice(), [4, 4] | [4, 2] | [2, 4] | [1, 4])
        && marks.iter().all(|one| "/-–".contains(*one))
        && (text.digits(at).starts_with("20") || text.digits(found.last).starts_with("20"))
        && (parts.as_slice() != [4, 4] || is_year(text, at) && is_year(text, found.last));
    small || years && !is_named(text, at)
}

/// Four digits that may be a year: "RG 1184/2023" has one, "2023/2024" two.
fn is_year(text: &Text<'_>, at: usize) -> bool {
    let digits = text.digits(at);
    digits.starts_with("19") || digits.starts_with("20")
}
