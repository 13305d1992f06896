//! Names told by their syllables or letters, short names of two words, particles before a surname.

use rustc_hash::FxHashSet;

use super::super::context::opens;
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Gap, Text};
use super::late::{closes, is_person};

/// The most tokens of a name told by its letters.
const TOKENS_MAX: usize = 64;
/// Surnames and first names of two or three letters from China, Korea and Vietnam.
const SHORT_NAMES: &[&str] = &[
    "li", "wu", "xu", "hu", "he", "lu", "ma", "yu", "an", "bo", "wang", "zhang", "chen", "zhao",
    "yang", "liu", "zhou", "sun", "zhu", "lin", "guo", "gao", "luo", "jin", "ye", "su", "wei",
    "lai", "ho", "ng", "kim", "lee", "park", "choi", "yoon", "vo", "do", "le", "ly", "bui", "dang",
    "hoang", "phan", "tran", "qiu", "hong", "cai", "pan", "dong", "fang", "shi", "yao", "xia",
    "tang", "feng", "deng", "han",
];

/// "pe-sco-so-li-do": three syllables or more with hyphens.
pub(super) fn syllables(text: &Text<'_>, at: usize, known: &FxHashSet<String>) -> Option<usize> {
    let part = |one: usize| text.is_word(one) && (1..=5).contains(&text.written(one).len());
    if !part(at) || at > 0 && text.gap(at) == Gap::None && text.is_mark(at - 1, &['-']) {
        return None;
    }
    let mut whole = text.folded(at).to_owned();
    let (mut last, mut count, mut odd) = (at, 1, 0);
    odd += usize::from(!text.flags(at).any(Flags::COMMON));
    while text.is_mark(last + 1, &['-', '·', '–'])
        && text.gap(last + 1) == Gap::None
        && text.gap(last + 2) == Gap::None
        && part(last + 2)
    {
        last += 2;
        count += 1;
        whole.push_str(text.folded(last));
        odd += usize::from(!text.flags(last).any(Flags::COMMON));
    }
    let again = count > 1 && known.contains(&whole);
    ((count >= 3 && odd >= 2 || again) && text.gap(last + 1) <= Gap::Line).then_some(last)
}

/// `ics, u, poi [person], di, a, i, ipsilon, u`: letters by name with commas.
pub(super) fn letters(text: &Text<'_>, at: usize) -> Option<usize> {
    let letter = |one: usize| {
        text.is_word(one)
            && (text.lower(one).chars().count() == 1
                || text.is(one, Role::LetterName)
                || matches!(
                    text.lower(one),
                    "be" | "bi"
                        | "ci"
                        | "di"
                        | "gi"
                        | "pi"
                        | "ti"
                        | "vi"
                        | "cu"
                        | "bee"
                        | "dee"
                        | "gee"
                        | "tee"
                        | "vee"
                        | "jay"
                        | "kay"
                        | "double"
                ))
    };
    if !letter(at) || !text.is_mark(at + 1, &[',', '-', '.']) {
        return None;
    }
    let (mut last, mut count, mut named, mut next) = (at, 0, 0, at);
    while next < at + TOKENS_MAX {
        if letter(next) {
            (last, count) = (next, count + 1);
            named += usize::from(text.is(next, Role::LetterName));
        } else if !is_person(text, next) {
            break;
        }
        let mut after = next + 1;
        if !text.is_mark(after, &[',', '-', '.', ';']) {
            break;
        }
        after += 1;
        after += usize::from(
            matches!(text.lower(after), "poi" | "then" | "e")
                && text.gap(after + 1) == Gap::Space
                && (letter(after + 1) || is_person(text, after + 1)),
        );
        if !text.follows(after) {
            break;
        }
        next = after;
    }
    (count >= 4 && named >= 1).then_some(last)
}

/// "Li Na", "Wang Jun": short names of two words that Italian and English words resemble.
pub(super) fn short_name(text: &Text<'_>, at: usize) -> Option<usize> {
    let part = |one: usize| {
        text.is_word(one)
            && text.is_capital(one)
            && !text.is_upper(one)
            && (2..=6).contains(&text.written(one).len())
    };
    let listed = SHORT_NAMES.contains(&text.lower(at));
    if !listed
        || !part(at)
        || !part(at + 1)
        || text.gap(at + 1) != Gap::Space
        || text.flags(at + 1).any(Flags::COMMON) && text.written(at + 1).len() > 3
    {
        return None;
    }
    let bracket = at > 0 && text.is_mark(at - 1, &['(']);
    let given = !text.flags(at + 1).any(Flags::KEPT)
        || text.written(at + 1).len() == 2
        || text.lower(at + 1) == "jun";
    let third = at + 2;
    let last = if part(third) && text.gap(third) == Gap::Space && text.written(third).len() <= 4 {
        third
    } else {
        at + 1
    };
    (given && (bracket || !opens(text, at) || closes(text, at + 2))).then_some(last)
}

/// `LO MONACO [person]`: a surname with its particle where capitals tell nothing.
pub(super) fn particle_before(text: &Text<'_>, at: usize) -> Option<usize> {
    let surname = at + 1;
    (text.is_flat()
        && text.is(at, Role::Particle)
        && text.flags(surname).any(Flags::LAST)
        && !text.flags(surname).any(Flags::KEPT)
        && text.gap(surname) == Gap::Space
        && text.gap(surname + 1) == Gap::Space
        && is_person(text, surname + 1))
    .then_some(surname)
}
