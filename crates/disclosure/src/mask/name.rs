//! Names of persons: by lexicon, by capitals inside a sentence, by what stands around them.

use super::Kind;
use super::context::{
    Expects, expects, is_closing, is_courtesy, is_greeting, is_particle, is_title, opens,
};
use super::lexicon::Flags;
use super::text::{Claim, Gap, Text};

/// The most words of one name.
const WORDS_MAX: usize = 6;
/// Words that somebody is the subject of: "Rosa ha detto", "Mark called".
const DOES: &[&str] = &[
    "ha",
    "mi",
    "ci",
    "dice",
    "diceva",
    "aveva",
    "called",
    "said",
    "told",
    "rang",
    "has",
    "was",
    "here",
    "from",
    "came",
    "promised",
    "never",
    "wrote",
    "spoke",
    "gave",
    "sent",
    "took",
    "che",
    "del",
    "dal",
    "risponde",
    "rispondeva",
    "and",
    "at",
    "in",
];

pub(super) fn find(text: &Text<'_>, claims: &mut Vec<Claim>) {
    let mut at = 0;
    while at < text.len() {
        let found = signature(text, at).or_else(|| name_at(text, at));
        if let Some((first, last)) = found {
            let from = claims.last().map_or(0, |claim: &Claim| claim.last + 1);
            claims.push(Claim { first: first.max(from), last, kind: Kind::Person });
            at = last;
        }
        at += 1;
    }
}

/// A name for certain by the lexicon.
fn is_strong(text: &Text<'_>, at: usize) -> bool {
    let flags = text.flags(at);
    flags.any(Flags::NAME) && !flags.any(Flags::ORDINARY)
}

/// A name by the lexicon, perhaps another word too.
fn is_listed(text: &Text<'_>, at: usize) -> bool {
    text.flags(at).any(Flags::NAME) && !text.flags(at).any(Flags::KEPT)
}

fn is_unknown(text: &Text<'_>, at: usize) -> bool {
    text.is_word(at) && text.flags(at) == Flags::default() && text.written(at).len() > 1
}

/// A word of two letters or more that begins with a capital and is no ordinary word only.
fn is_capital_name(text: &Text<'_>, at: usize) -> bool {
    let flags = text.flags(at);
    text.is_capital(at)
        && !text.is_initial(at)
        && !flags.any(Flags::KEPT)
        && (flags.any(Flags::NAME) || !flags.any(Flags::ORDINARY))
        && !is_acronym(text, at)
}

/// A few capitals that are no name by the lexicon.
fn is_acronym(text: &Text<'_>, at: usize) -> bool {
    text.is_upper(at) && text.written(at).len() <= 5 && !text.flags(at).any(Flags::NAME)
}

/// Whether the word may be a further part of a name that has begun.
fn goes_on(text: &Text<'_>, at: usize, lower: bool) -> bool {
    if !text.is_word(at)
        || text.gap(at) == Gap::Line
        || text.flags(at).any(Flags::KEPT) && !is_strong(text, at)
    {
        return false;
    }
    if text.is_initial(at) {
        return text.is_mark(at + 1, &['.']) && text.gap(at + 1) == Gap::None
            || ends(text, at + 1) && !text.is_mark(at + 1, &['\'', '’']);
    }
    if text.is_capital(at) {
        let flags = text.flags(at);
        return flags.any(Flags::NAME)
            || !flags.any(Flags::ORDINARY) && !is_acronym(text, at)
            || flags.any(Flags::STEM);
    }
    lower && (is_strong(text, at) || is_unknown(text, at) && text.written(at).len() > 2)
}

/// Whether a line, a sentence or a part of it ends before this token.
fn ends(text: &Text<'_>, at: usize) -> bool {
    text.gap(at) == Gap::Line || text.mark(at).is_some_and(|mark| ",.;:!?)-–\"”»".contains(mark))
}

fn name_at(text: &Text<'_>, at: usize) -> Option<(usize, usize)> {
    if !text.is_word(at) {
        return None;
    }
    if let Some(found) = initials(text, at) {
        return Some(found);
    }
    let begins = begins(text, at)?;
    let last = extend_right(text, begins, text.is_capital(at));
    Some((extend_left(text, at), last))
}

/// Whether a name begins at this word; gives its last word so far.
fn begins(text: &Text<'_>, at: usize) -> Option<usize> {
    let glued_left = at > 0 && text.gap(at) == Gap::None && !text.digits(at - 1).is_empty();
    if glued_left || text.flags(at).any(Flags::KEPT) && !text.flags(at).any(Flags::NAME) {
        return None;
    }
    let expected = expects(text, at);
    if let Some(last) = with_particle(text, at, expected) {
        return Some(last);
    }
    let stands = if text.is_capital(at) {
        capital_stands(text, at, expected)
    } else {
        lower_stands(text, at, expected)
    };
    stands.then_some(at)
}

fn capital_stands(text: &Text<'_>, at: usize, expected: Expects) -> bool {
    if text.is_initial(at) {
        return false;
    }
    let flags = text.flags(at);
    if flags.any(Flags::KEPT) {
        return is_listed_name(text, at) && expected == Expects::Surely;
    }
    if expected == Expects::Surely {
        return flags.any(Flags::NAME) || !flags.any(Flags::COMMON);
    }
    if is_strong(text, at) {
        return true;
    }
    let next_is_name = is_capital_name(text, at + 1) && text.gap(at + 1) == Gap::Space;
    if opens(text, at) {
        if flags.any(Flags::NAME) {
            return next_is_name && !is_title(text, at) && !is_courtesy(text, at)
                || flags.any(Flags::FIRST)
                    && text.follows(at + 1)
                    && DOES.contains(&text.lower(at + 1))
                    && !flags.any(Flags::PLACE)
                || is_whole_line(text, at);
        }
        return flags == Flags::default() && !is_acronym(text, at);
    }
    if expected == Expects::Somebody
        && !flags.any(Flags::PLACE)
        && (flags.any(Flags::NAME) || !flags.any(Flags::COMMON))
    {
        return !is_acronym(text, at);
    }
    if flags.any(Flags::PLACE) {
        return flags.any(Flags::NAME) && next_is_name && !text.flags(at + 1).any(Flags::ORDINARY);
    }
    if flags.any(Flags::NAME) {
        return true;
    }
    flags == Flags::default() && !is_acronym(text, at)
}

fn is_listed_name(text: &Text<'_>, at: usize) -> bool {
    text.flags(at).any(Flags::NAME)
}

fn lower_stands(text: &Text<'_>, at: usize, expected: Expects) -> bool {
    let flags = text.flags(at);
    let long = text.written(at).len();
    let strong = is_strong(text, at);
    let next_strong = is_strong(text, at + 1) && text.gap(at + 1) == Gap::Space;
    match expected {
        Expects::Surely => {
            is_listed(text, at) && !(flags.any(Flags::COMMON) && is_function(text, at))
                || is_unknown(text, at)
        }
        Expects::Somebody => {
            let alone = ends(text, at + 1);
            strong
                || is_unknown(text, at) && long > 2
                || flags.any(Flags::FIRST)
                    && alone
                    && !flags.any(Flags::KEPT)
                    && !is_courtesy(text, at)
        }
        Expects::Perhaps if strong && long > 2 => {
            flags.any(Flags::FIRST) || next_strong || ends(text, at + 1)
        }
        // "sono brusaferro mario"
        Expects::Perhaps if is_unknown(text, at) => next_strong,
        _ => {
            let first = flags.any(Flags::FIRST);
            let next_last = text.gap(at + 1) == Gap::Space && is_strong(text, at + 1);
            strong && (first && long > 3 || next_last)
                || first
                    && next_last
                    && text.flags(at + 1).any(Flags::LAST)
                    && !is_function(text, at)
        }
    }
}

/// A short word that is never a name in small letters.
fn is_function(text: &Text<'_>, at: usize) -> bool {
    text.written(at).len() <= 3 || is_particle(text, at)
}

/// `De Luca`, `D'Angelo`, `Lo Presti`, `O'Neill`.
fn with_particle(text: &Text<'_>, at: usize, expected: Expects) -> Option<usize> {
    if !is_particle(text, at) {
        return None;
    }
    let elided = text.is_mark(at + 1, &['\'', '’', '`'])
        && text.gap(at + 1) == Gap::None
        && text.gap(at + 2) == Gap::None;
    let name = if elided { at + 2 } else { at + 1 };
    if !text.is_word(name) || !text.follows(name) {
        return None;
    }
    let written_so = text.is_capital(at) && is_capital_name(text, name);
    let capital = if elided {
        text.lower(at) == "d" || text.lower(at) == "o" || !opens(text, at)
    } else {
        !opens(text, at) || is_strong(text, name)
    };
    if written_so && capital && !(opens(text, at) && text.flags(name).any(Flags::ORDINARY)) {
        return Some(name);
    }
    let told = expected == Expects::Surely && (is_listed(text, name) || is_unknown(text, name));
    told.then_some(name)
}

/// The last token of a name that has begun.
fn extend_right(text: &Text<'_>, begun: usize, capital: bool) -> usize {
    let mut last = begun;
    for _ in 0..WORDS_MAX {
        let next = last + 1;
        let lower = !capital;
        if text.is_mark(next, &['-', '\'', '’', '.'])
            && text.gap(next) == Gap::None
            && text.gap(next + 1) == Gap::None
            && text.is_word(next + 1)
        {
            // "Rossi-Bianchi", "Niccolo' ", "Maria.Rossi"
            let apostrophe = !text.is_mark(next, &['-', '.']);
            let is_name = text.is_capital(next + 1) && !text.flags(next + 1).any(Flags::COMMON)
                || is_listed(text, next + 1) && !apostrophe;
            if is_name && !(apostrophe && text.lower(next + 1) == "s") {
                last = next + 1;
                continue;
            }
        }
        if text.gap(next) != Gap::Space {
            break;
        }
        if goes_on(text, next, lower) {
            last = next;
            if text.is_initial(next)
                && text.is_mark(next + 1, &['.'])
                && text.gap(next + 1) == Gap::None
            {
                last = next + 1;
            }
            continue;
        }
        // A particle in either case, if a name follows it.
        let elided = text.is_mark(next + 1, &['\'', '’'])
            && text.gap(next + 1) == Gap::None
            && text.gap(next + 2) == Gap::None;
        let after = if elided { next + 2 } else { next + 1 };
        let written_so = text.is_capital(next)
            || matches!(
                text.lower(next),
                "de" | "van"
                    | "von"
                    | "der"
                    | "dos"
                    | "da"
                    | "d"
                    | "ben"
                    | "bin"
                    | "el"
                    | "al"
                    | "ibn"
                    | "du"
                    | "y"
            )
            || lower;
        let strong = if capital {
            text.is_capital(after) && goes_on(text, after, false)
        } else {
            is_strong(text, after)
        };
        if is_particle(text, next) && written_so && strong && text.follows(after) {
            last = after;
            continue;
        }
        break;
    }
    last
}

/// The first token of a name whose certain part begins at `at`.
fn extend_left(text: &Text<'_>, at: usize) -> usize {
    let mut first = at;
    for _ in 0..WORDS_MAX {
        let Some(before) = first.checked_sub(1) else { break };
        if !text.follows(first) {
            break;
        }
        if text.is_mark(before, &['.'])
            && before > 0
            && text.is_initial(before - 1)
            && text.is_capital(at)
        {
            first = before - 1;
            continue;
        }
        if text.is_initial(before)
            && text.is_capital(at)
            && text.gap(first) == Gap::Space
            && !matches!(text.lower(before), "i" | "e" | "è" | "a" | "o")
        {
            first = before;
            continue;
        }
        let plain = text.gap(first) == Gap::Space
            && is_capital_name(text, before)
            && !is_title(text, before)
            && !is_courtesy(text, before)
            && !text.flags(before).any(Flags::PLACE);
        if !plain || !text.is_capital(at) {
            break;
        }
        first = before;
    }
    first
}

/// `M. Rossi`, `J.R. Smith`, and in a signature `M.R.`
fn initials(text: &Text<'_>, at: usize) -> Option<(usize, usize)> {
    if !text.is_initial(at) || !text.is_mark(at + 1, &['.']) || text.gap(at + 1) != Gap::None {
        return None;
    }
    let mut next = at + 2;
    while text.is_initial(next) && text.is_mark(next + 1, &['.']) && text.follows(next) {
        next += 2;
    }
    let named = text.follows(next) && is_capital_name(text, next);
    if named {
        return Some((at, extend_right(text, next, true)));
    }
    let signed =
        next > at + 2 && text.gap(at) == Gap::Line && text.gap(next) == Gap::Line && at > 0;
    (signed || expects(text, at) >= Expects::Somebody && next <= at + 4).then_some((at, next - 1))
}

/// Whether the words from here are all there is of the last line or sentence, and may be a name.
fn is_whole_line(text: &Text<'_>, at: usize) -> bool {
    let mut next = at;
    while next < at + 3 && text.flags(next).any(Flags::NAME) && text.is_capital(next) {
        next += 1;
    }
    let at_end =
        text.get(next).is_none() || text.is_mark(next, &['.', ',']) && text.get(next + 1).is_none();
    let line = text.gap(at) == Gap::Line && text.gap(next) == Gap::Line && at > 0;
    (at_end && at > 0 || line) && next > at
}

/// What follows a closing to the end of its line or the next: "Cordiali saluti, mario r."
fn signature(text: &Text<'_>, at: usize) -> Option<(usize, usize)> {
    if at == 0 || !(text.is_word(at)) {
        return None;
    }
    let mut before = at - 1;
    let mut parted = text.gap(at) == Gap::Line;
    while text.is_mark(before, &[',', '.', '!', '-', '–', ':', ';', '_', '*', '…']) && before > 0
    {
        parted |= !text.is_mark(before, &['\'']) || text.gap(before) == Gap::Line;
        parted |= text.gap(before) == Gap::Line;
        before -= 1;
    }
    if !is_closing(text, before) || is_courtesy(text, at) || text.flags(at).any(Flags::KEPT) {
        return None;
    }
    // Words up to the end of the line, and of nothing but a name.
    let mut next = at;
    let mut last = at;
    while text.get(next).is_some() && (next == at || text.follows(next)) && next < at + 8 {
        if text.is_word(next) {
            let flags = text.flags(next);
            let name = flags.any(Flags::NAME) && !flags.any(Flags::KEPT)
                || flags == Flags::default()
                || is_particle(text, next);
            if !name {
                break;
            }
            last = next;
        } else if !text.is_mark(next, &['.', '\'', '’', '-']) {
            break;
        }
        next += 1;
    }
    let whole = next > at
        && (text.gap(next) == Gap::Line
            || text.get(next).is_none()
            || text.is_mark(next, &[',', '(', '-', '.', '!', '–', '/', '|'])
            || text.is_hidden(next));
    let words = (at..=last).filter(|&one| text.is_word(one)).count();
    let sure =
        parted || is_greeting(text, before) && is_strong(text, at) || !is_greeting(text, before);
    let named = (at..=last).any(|one| {
        is_listed(text, one) && !is_particle(text, one)
            || is_unknown(text, one)
            || text.is_initial(one)
    });
    (whole && words <= 4 && sure && named).then_some((at, last))
}
