//! Letters as they are spoken: by their names, alone, or told by a word.

use super::super::lexicon::Flags;
use super::super::text::{Gap, Text};

/// The names of letters that hardly mean anything else, with their letters.
const NAMES: &[(&str, char)] = &[
    ("acca", 'h'),
    ("effe", 'f'),
    ("elle", 'l'),
    ("emme", 'm'),
    ("enne", 'n'),
    ("erre", 'r'),
    ("esse", 's'),
    ("cappa", 'k'),
    ("kappa", 'k'),
    ("jota", 'j'),
    ("ipsilon", 'y'),
    ("ypsilon", 'y'),
    ("zeta", 'z'),
    ("zeda", 'z'),
    ("ics", 'x'),
    ("iks", 'x'),
    ("vu", 'v'),
    ("bi", 'b'),
    ("gi", 'g'),
    ("pi", 'p'),
    ("qu", 'q'),
    ("cu", 'q'),
    ("jey", 'j'),
    ("gei", 'j'),
    ("dabliu", 'w'),
    ("doppiavu", 'w'),
    ("bee", 'b'),
    ("cee", 'c'),
    ("dee", 'd'),
    ("ef", 'f'),
    ("gee", 'g'),
    ("aitch", 'h'),
    ("haitch", 'h'),
    ("kay", 'k'),
    ("em", 'm'),
    ("pee", 'p'),
    ("cue", 'q'),
    ("ess", 's'),
    ("tee", 't'),
    ("vee", 'v'),
    ("zed", 'z'),
    ("zee", 'z'),
];
/// The names of letters that are words too: they count only beside others.
const WORDS: &[(&str, char)] = &[
    ("a", 'a'),
    ("e", 'e'),
    ("i", 'i'),
    ("o", 'o'),
    ("u", 'u'),
    ("x", 'x'),
    ("y", 'y'),
    ("ci", 'c'),
    ("di", 'd'),
    ("ti", 't'),
    ("vi", 'v'),
    ("el", 'l'),
    ("en", 'n'),
    ("ar", 'r'),
    ("ex", 'x'),
    ("why", 'y'),
    ("you", 'u'),
    ("jay", 'j'),
    ("queue", 'q'),
    ("sea", 'c'),
    ("tea", 't'),
    ("bea", 'b'),
    ("ah", 'a'),
    ("eh", 'e'),
];
/// What a letter is spoken as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sound {
    /// Its name, or a word that tells it: "effe", "B as in Bologna".
    Name,
    /// Itself.
    Single,
    /// A name that is a word too.
    Word,
}

/// A letter by name, alone, or told by a word; gives its last token.
pub(super) fn letter(text: &Text<'_>, at: usize) -> Option<(usize, Sound)> {
    let word = text.lower(at);
    // "doppia vu", "double n", "i lunga"
    if matches!(word, "doppia" | "doppio" | "double") && text.follows(at + 1) {
        return sound(text, at + 1).map(|_| (at + 1, Sound::Name));
    }
    let (letter, sounds) = sound(text, at)?;
    if matches!(text.lower(at + 1), "lunga" | "lungo" | "greca" | "corta" | "doppia")
        && text.follows(at + 1)
    {
        return Some((at + 1, Sound::Name));
    }
    if let Some(last) = told(text, at, letter, sounds) {
        // "e di Empoli" may be a sentence.
        let plain = "aeiou".contains(letter)
            && sounds == Sound::Word
            && text.lower(at + 1) == "di"
            && !text.flags(last).any(Flags::PLACE);
        return Some((last, if plain { Sound::Word } else { Sound::Name }));
    }
    Some((at, sounds))
}

/// The letter that a word sounds.
fn sound(text: &Text<'_>, at: usize) -> Option<(char, Sound)> {
    let word = text.lower(at);
    let of = |list: &[(&str, char)]| list.iter().find(|(name, _)| *name == word).map(|one| one.1);
    if let Some(letter) = of(NAMES) {
        return Some((letter, Sound::Name));
    }
    if let Some(letter) = of(WORDS) {
        return Some((letter, Sound::Word));
    }
    let mut letters = word.chars();
    let single = letters.next().filter(char::is_ascii_lowercase)?;
    letters.next().is_none().then_some((single, Sound::Single))
}

/// The last token of the word that tells a letter: "come Firenze", "as in Bologna", "ci Como".
fn told(text: &Text<'_>, at: usize, letter: char, sound: Sound) -> Option<usize> {
    let begins = |one: usize| {
        text.is_word(one)
            && text.follows(one)
            && text.folded(one).len() > 2
            && text.folded(one).starts_with(letter)
    };
    if matches!(text.lower(at + 1), "come" | "di" | "for" | "like" | "per") && text.follows(at + 1)
    {
        let name = at + 2;
        return (begins(name)
            || text.lower(at + 1) == "come" && text.flags(name).any(Flags::PLACE))
        .then_some(name);
    }
    if text.lower(at + 1) == "as" && matches!(text.lower(at + 2), "in" | "for") {
        return begins(at + 3).then_some(at + 3);
    }
    let plain = sound == Sound::Name || matches!(letter, 'c' | 't');
    let place = text.flags(at + 1).any(Flags::PLACE) && text.gap(at + 1) == Gap::Space;
    // "Kappa Roma": whoever has no town with the letter takes another.
    let long = sound == Sound::Name && text.lower(at).len() > 2;
    (plain && place && (long || begins(at + 1))).then_some(at + 1)
}
