//! Names in a text all in small letters, where no capital tells them: what no list of words holds,
//! and what signs, introduces itself or is called by its work.

use super::super::context::{is_courtesy, is_greeting};
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Gap, Text};
use super::{ends, is_strong, is_unknown, is_wordlike};

/// Surnames that are rather said of somebody after "sono".
const STATES: &[&str] = &[
    "sempre",
    "nuovo",
    "nuova",
    "vecchio",
    "prima",
    "contento",
    "contenta",
    "felice",
    "stanco",
    "disperato",
    "disperata",
    "solo",
    "sola",
    "amico",
    "vicino",
    "certo",
    "serio",
    "tanto",
    "molto",
    "passato",
    "andato",
    "stato",
    "mancato",
    "grato",
    "giovane",
    "malato",
    "cieco",
    "sordo",
    "vedovo",
    "italiano",
    "tedesco",
];
/// The most words of a signature.
const WORDS_MAX: usize = 3;

/// Whether a word in a text without capitals is a name.
pub(super) fn hushed_stands(text: &Text<'_>, at: usize) -> bool {
    is_introduced(text, at)
        || is_by_work(text, at)
        || is_greeted(text, at)
        || text.is_flat()
            && (is_foreign(text, at) || is_signature(text, at) || is_between(text, at))
}

/// A word that nobody knows and that is no slip of the finger.
fn is_foreign(text: &Text<'_>, at: usize) -> bool {
    let word = text.lower(at);
    let glued = at > 0
        && text.gap(at) == Gap::None
        && !text.is_mark(at - 1, &['(', '"', '“', '«', '-', '/'])
        || text.gap(at + 1) == Gap::None
            && (text.is_mark(at + 1, &['@', '_', '&', '\'', '’'])
                || !text.digits(at + 1).is_empty());
    let vowel = |one: char| "aeiouyàèéìòù".contains(one);
    let vowels = word.chars().filter(|one| vowel(*one)).count();
    // "grazieee", "hahaha", "cmq"
    let mut letters = word.chars().collect::<Vec<_>>();
    let tripled = letters.windows(3).any(|three| three.iter().all(|one| *one == three[0]));
    letters.sort_unstable();
    letters.dedup();
    is_unknown(text, at)
        && !text.is_slip(at)
        && !glued
        && word.chars().count() > 3
        && vowels > 1
        && letters.len() > 3
        && !tripled
        && !text.is(at, Role::Trade)
        && !text.is(at + 1, Role::SpokenMark)
        && !text.is(at + 1, Role::SpokenAt)
        && !text.is(at, Role::Street)
        && !text.is(at, Role::Unit)
        && !text.is(at, Role::NumberWord)
        && !text.is(at, Role::Spoken)
        && !super::super::phone::is_spoken(text, at)
}

/// The last line of a text, or one before a number, of nothing but a name: "bianco grassi".
fn is_signature(text: &Text<'_>, at: usize) -> bool {
    let may_be = |one: usize| {
        text.is_word(one)
            && (text.flags(one).any(Flags::NAME) || is_unknown(text, one))
            && !is_courtesy(text, one)
            && !is_greeting(text, one)
            && !text.is(one, Role::Small)
    };
    let mut first = at;
    while first > 0 && text.gap(first) == Gap::Space && may_be(first - 1) && at - first < WORDS_MAX
    {
        first -= 1;
    }
    let mut last = at;
    while text.gap(last + 1) == Gap::Space && may_be(last + 1) && last - first < WORDS_MAX {
        last += 1;
    }
    let begins = first > 0 && text.gap(first) == Gap::Line;
    let closes =
        text.get(last + 1).is_none() || text.gap(last + 1) == Gap::Line && text.is_hidden(last + 1);
    may_be(at) && begins && closes && last - first < WORDS_MAX && text.written(at).len() > 2
}

/// "ciao gatti, scusa", "gallo mi ha detto": a surname that is a word, spoken to or speaking.
fn is_greeted(text: &Text<'_>, at: usize) -> bool {
    let flags = text.flags(at);
    let surname = flags.any(Flags::LAST)
        && !flags.any(Flags::KEPT)
        && !is_wordlike(text, at)
        && !text.is(at, Role::Small)
        && !is_courtesy(text, at)
        && text.written(at).len() > 3;
    let all = matches!(
        text.lower(at),
        "amici"
            | "amico"
            | "ragazzi"
            | "ragazze"
            | "signori"
            | "bello"
            | "bella"
            | "belli"
            | "capo"
            | "tutti"
            | "cari"
            | "care"
    );
    let greeted = at > 0
        && matches!(text.lower(at - 1), "ciao" | "hi" | "hello" | "hey" | "ehi" | "salve")
        && text.is_mark(at + 1, &[',']);
    let says = super::lower::acts(text, at)
        && !super::lower::has_article(text, at)
        && matches!(text.lower(at + 1), "mi" | "ci" | "ha");
    surname && !all && (greeted || says)
}

/// A word between two persons of a list: `[person], cumin, [person] e [person]`.
fn is_between(text: &Text<'_>, at: usize) -> bool {
    let joint = |one: usize| {
        text.is_mark(one, &[',', '/']) || matches!(text.lower(one), "e" | "ed" | "and")
    };
    at > 1
        && joint(at - 1)
        && joint(at + 1)
        && text.is_hidden(at - 2)
        && text.is_hidden(at + 2)
        && text.follows(at)
        && text.follows(at + 2)
        && !text.flags(at).any(Flags::KEPT)
        && !text.is(at, Role::Small)
        && !text.is(at, Role::PhoneWord)
        && !text.is(at, Role::NumberWord)
        && text.written(at).len() > 2
}

/// "ciao sono costa,", "buongiorno, sono monti di reggio": who greets and is something is somebody.
fn is_introduced(text: &Text<'_>, at: usize) -> bool {
    let Some(verb) = at.checked_sub(1).filter(|_| text.gap(at) == Gap::Space) else { return false };
    let opens = |one: usize| {
        one == 0
            || is_greeting(text, one - 1)
            || text.lower(one - 1) == "io"
            // "sempre torino. sono greco mare"
            || text.is_mark(one - 1, &['.', '!'])
                && text.flags(at).any(Flags::NAME)
                && text.flags(at + 1).any(Flags::NAME)
                && text.gap(at + 1) == Gap::Space
                && !text.is(at + 1, Role::Small)
            || one > 1
                && text.mark(one - 1).is_some()
                && (is_greeting(text, one - 2) || text.lower(one - 2) == "qui")
    };
    let flags = text.flags(at);
    let name = flags.any(Flags::LAST) && !flags.any(Flags::KEPT) && text.written(at).len() > 3;
    let adverb = STATES.contains(&text.lower(at));
    let closed = text.is_mark(at + 1, &[',']) || text.gap(at + 1) == Gap::Line;
    let told = matches!(
        text.lower(at + 1),
        "di" | "del"
            | "della"
            | "dell"
            | "dal"
            | "da"
            | "il"
            | "la"
            | "cod"
            | "cliente"
            | "vi"
            | "ho"
            | "e"
            | "tel"
    ) || text.flags(at + 1).any(Flags::NAME);
    // "ciao sono marino del terzo piano"
    let of = matches!(text.lower(at + 1), "del" | "della" | "dell" | "dal") && text.follows(at + 1);
    // "io sono chen jun", "io ylenia di nardo"
    let both = flags.any(Flags::FIRST)
        && text.gap(at + 1) == Gap::Space
        && (text.flags(at + 1).any(Flags::NAME) || is_unknown(text, at + 1));
    let whole = text.is_flat()
        && (text.lower(verb) == "sono" && opens(verb) || text.lower(verb) == "io")
        && (both || is_strong(text, at) && flags.any(Flags::FIRST))
        && !is_wordlike(text, at);
    whole
        || text.lower(verb) == "sono"
            && opens(verb)
            && name
            && !adverb
            && (closed || of || !is_wordlike(text, at) && (told || ends(text, at + 1)))
}

/// "il vostro tecnico gatti ci deve", "mio nipotino greco": a surname that is a word, after what
/// somebody is.
fn is_by_work(text: &Text<'_>, at: usize) -> bool {
    let Some(work) = at.checked_sub(1).filter(|_| text.gap(at) == Gap::Space) else { return false };
    let flags = text.flags(at);
    let surname = flags.any(Flags::LAST)
        && !flags.any(Flags::KEPT)
        && !is_wordlike(text, at)
        && !text.is(at, Role::Small)
        && text.written(at).len() > 3;
    let whose = [
        "il", "la", "lo", "l", "vostro", "vostra", "vs", "nostro", "nostra", "mio", "mia", "suo",
        "sua", "dal", "dalla", "al", "alla", "del", "della", "un", "una", "vicino",
    ];
    let named =
        work > 0 && (whose.contains(&text.lower(work - 1)) || text.is_mark(work - 1, &['\'', '’']));
    let goes_on = ends(text, at + 1)
        || text.is_hidden(at + 1)
        || is_strong(text, at + 1)
        || text.is(at + 1, Role::Does)
        || matches!(text.lower(at + 1), "che" | "ed" | "e" | "è" | "non" | "doveva" | "ci");
    // "il titolare unico", "la figlia piccola": what agrees with the word before is said of it.
    let kind = matches!(
        text.lower(at),
        "unico"
            | "unica"
            | "solo"
            | "sola"
            | "maggiore"
            | "minore"
            | "attuale"
            | "stesso"
            | "stessa"
            | "tuttora"
            | "presente"
            | "assente"
            | "esterno"
            | "interno"
            | "francese"
            | "inglese"
            | "moro"
            | "bravo"
            | "brava"
            | "gemello"
            | "gemella"
            | "legale"
            | "anziano"
            | "anziana"
    );
    text.is(work, Role::Kin) && surname && named && goes_on && !kind
}
