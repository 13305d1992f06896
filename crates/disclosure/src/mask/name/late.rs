//! Persons that show only after the others were found: a word repeated, a list, a month beside a name,
//! who signs or rings, a name told by its syllables or letters.

use super::super::Kind;
use super::super::context::{is_closing, is_courtesy, is_title, opens};
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Claim, Class, Gap, Text};
use super::retold::{letters, particle_before, short_name, syllables};
use filo_model::name::fold;
use rustc_hash::FxHashSet;

/// The months in English, which have a capital anyway.
const ENGLISH_MONTHS: &[&str] = &[
    "may",
    "june",
    "april",
    "august",
    "march",
    "january",
    "february",
    "july",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
    "sept",
];
/// Days and feasts that are surnames too.
const DAYS: &[&str] =
    &["sabato", "domenica", "natale", "pasqua", "lunedì", "venerdì", "christmas", "easter", "noel"];

pub(in super::super) fn find(text: &Text<'_>, claims: &mut Vec<Claim>) {
    let known = persons(text);
    for at in 0..text.len() {
        if !text.is_word(at) {
            continue;
        }
        let found = syllables(text, at, &known)
            .or_else(|| letters(text, at))
            .or_else(|| short_name(text, at))
            .or_else(|| particle_before(text, at))
            .or_else(|| stands(text, at, &known).then_some(at));
        if let Some(last) = found {
            claims.push(Claim { first: at, last, kind: Kind::Person });
        }
    }
}

fn persons(text: &Text<'_>) -> FxHashSet<String> {
    let hidden = text.tokens().iter().filter(|one| one.class == Class::Hidden(Some(Kind::Person)));
    hidden
        .filter_map(|one| text.source.get(one.start..one.end))
        .flat_map(|name| name.split(|one: char| !one.is_alphabetic()))
        .filter(|word| word.chars().count() > 2)
        .map(fold)
        .collect()
}

pub(super) fn is_person(text: &Text<'_>, at: usize) -> bool {
    text.get(at).is_some_and(|one| one.class == Class::Hidden(Some(Kind::Person)))
}

pub(super) fn closes(text: &Text<'_>, at: usize) -> bool {
    text.gap(at) == Gap::Line || text.mark(at).is_some_and(|mark| ",.;:!?)\"”»".contains(mark))
}

/// Whether a word is somebody by what was found around it.
fn stands(text: &Text<'_>, at: usize, known: &FxHashSet<String>) -> bool {
    titled_initial(text, at)
        || titled_courtesy(text, at)
        || spelt_again(text, at, known)
        || month(text, at)
        || in_list(text, at)
        || signs(text, at)
        || rings(text, at)
        || by_role(text, at)
        || corrected(text, at)
        || small_english(text, at)
}

/// "Mr F", "sig. B", "Thanks W"
fn titled_initial(text: &Text<'_>, at: usize) -> bool {
    if !text.is_initial(at)
        || text.gap(at) != Gap::Space
        || text.gap(at + 1) == Gap::None && text.is_mark(at + 1, &['\'', '’', '&', '/', '-'])
    {
        return false;
    }
    let point = usize::from(at > 1 && text.is_mark(at - 1, &['.']));
    let Some(before) = at.checked_sub(1 + point) else { return false };
    let title = text.is(before, Role::Title)
        && !matches!(text.lower(before), "per" | "on" | "comm" | "ing" | "prof")
        || text.is(before, Role::TitleWord) && text.lower(before).len() > 5;
    title || is_closing(text, before) && text.get(at + 1).is_none()
}

/// "signora Gentile": a surname that greets elsewhere.
fn titled_courtesy(text: &Text<'_>, at: usize) -> bool {
    let point = usize::from(at > 1 && text.is_mark(at - 1, &['.']));
    let Some(before) = at.checked_sub(1 + point).filter(|_| text.gap(at) == Gap::Space) else {
        return false;
    };
    let title = text.is(before, Role::Title) || text.is(before, Role::TitleWord);
    let next = text.is_capital(at + 1) || text.is_hidden(at + 1);
    title
        && is_courtesy(text, at)
        && text.is_capital(at)
        && text.flags(at).any(Flags::LAST)
        && !next
}

/// "Bright with a B", "Joy as in happiness", "Costa. Come il mare": a name told once more.
fn spelt_again(text: &Text<'_>, at: usize, known: &FxHashSet<String>) -> bool {
    let told =
        matches!(text.lower(at + 1), "with" | "as" | "like" | "con" | "come" | "senza" | "without")
            || closes(text, at + 1) && opens(text, at) && text.gap(at + 1) == Gap::None;
    // "That's my married name. Bright with a B.": also where it was not found before.
    let letter = matches!(text.lower(at + 1), "with" | "con" | "senza" | "without")
        && (matches!(
            text.lower(at + 2),
            "a" | "an" | "la" | "l" | "una" | "due" | "two" | "no" | "one"
        ) && (text.is_initial(at + 3)
            || text.is_mark(at + 3, &['\'', '’'])
            || text.lower(at + 3).len() == 1
            || text.is(at + 3, Role::LetterName)));
    text.is_capital(at)
        && !text.is(at, Role::Opener)
        && (letter && !text.flags(at).any(Flags::KEPT) || told && known.contains(text.folded(at)))
        && text.follows(at + 1)
}

/// "Amedeo Settembre", `figlio Settembre [person]`, `and May [person]`: a month with a capital that no
/// day, no year and no beginning of a sentence explains.
fn month(text: &Text<'_>, at: usize) -> bool {
    let month = text.is(at, Role::Month) || DAYS.contains(&text.lower(at));
    if !month || !text.is_capital(at) || text.is_upper(at) || text.written(at).len() < 3 {
        return false;
    }
    let inner = !opens(text, at);
    let numbered = !text.digits(at + 1).is_empty() || at > 0 && !text.digits(at - 1).is_empty();
    let before = is_person(text, at + 1) && text.gap(at + 1) == Gap::Space && inner;
    let italian = !ENGLISH_MONTHS.contains(&text.lower(at));
    // "two flatmates, Jun and [person]"
    let joined = matches!(text.lower(at + 1), "and" | "e" | "&" | "ed")
        && is_person(text, at + 2)
        && inner
        && !matches!(
            text.lower(at.saturating_sub(1)),
            "in" | "of"
                | "since"
                | "from"
                | "until"
                | "by"
                | "di"
                | "a"
                | "da"
                | "fino"
                | "for"
                | "last"
                | "next"
                | "this"
        );
    let after = at > 0
        && is_person(text, at - 1)
        && text.gap(at) == Gap::Space
        && italian
        && closes(text, at + 1);
    let preceded = at > 0 && text.is(at - 1, Role::Kin) && italian && inner && closes(text, at + 1);
    !numbered && (joined || before || after || preceded)
}

/// `Charlotte B, [person] W and`, `Mo + [person]`, `[person] + Mo`
fn in_list(text: &Text<'_>, at: usize) -> bool {
    let initial = text.is_initial(at)
        && at > 0
        && is_person(text, at - 1)
        && text.gap(at) == Gap::Space
        && (closes(text, at + 1)
            || matches!(
                text.lower(at + 1),
                "and"
                    | "e"
                    | "ed"
                    | "has"
                    | "ha"
                    | "is"
                    | "said"
                    | "from"
                    | "di"
                    | "del"
                    | "della"
                    | "mi"
                    | "who"
                    | "che"
                    | "was"
                    | "or"
            ))
        && !text.is_mark(at + 1, &['\'', '’'])
        && !matches!(text.written(at), "A" | "E" | "O" | "I" | "È");
    let plus = text.is_mark(at + 1, &['+', '&']) && is_person(text, at + 2)
        || at > 1 && text.is_mark(at - 1, &['+', '&']) && is_person(text, at - 2);
    initial
        || plus
            && text.is_capital(at)
            && !text.flags(at).any(Flags::KEPT)
            && text.follows(at) | (text.gap(at) == Gap::Line)
}

/// One word with a capital in the last line under a closing: "Ta,\nWin".
fn signs(text: &Text<'_>, at: usize) -> bool {
    let point = usize::from(text.is_mark(at + 1, &['.', '!', ')']));
    let alone = text.gap(at) == Gap::Line && text.get(at + 1 + point).is_none() && at > 1;
    let mark = usize::from(at > 0 && text.is_mark(at - 1, &[',', '.', '!', '-', '–']));
    let closed =
        at.checked_sub(1 + mark).is_some_and(|one| is_closing(text, one) || is_courtesy(text, one));
    let role = text.is(at, Role::Kin) || text.is(at, Role::NumberWord) || text.is(at, Role::Trade);
    alone
        && closed
        && text.is_capital(at)
        && !is_courtesy(text, at)
        && !text.flags(at).any(Flags::KEPT)
        && !role
}

/// `suonare "ASC"`, "citofonare Ferro", "buzzer: KLM": what is written at a door.
fn rings(text: &Text<'_>, at: usize) -> bool {
    let mut before = at;
    for _ in 0..3 {
        let Some(one) = before.checked_sub(1).filter(|_| text.follows(before)) else {
            return false;
        };
        before = one;
        if matches!(
            text.lower(before),
            "suonare"
                | "suona"
                | "suoni"
                | "suonate"
                | "citofonare"
                | "citofona"
                | "citofoni"
                | "citofonate"
                | "citofono"
                | "campanello"
                | "buzzer"
                | "doorbell"
                | "intercom"
                | "targhetta"
                | "cassetta"
        ) {
            let capital = text.is_capital(at) && text.written(at).len() > 1;
            return capital
                && !text.is(at, Role::Kin)
                && !text.flags(at).any(Flags::KEPT)
                && !is_title(text, at)
                && !text.is(at, Role::Opener)
                && !text.is(at, Role::AddressPart);
        }
        let joint = text.is_mark(before, &[':', '"', '“', '«', '\''])
            || matches!(
                text.lower(before),
                "a" | "al" | "alla" | "da" | "su" | "è" | "for" | "says" | "is" | "marked"
            );
        if !joint {
            return false;
        }
    }
    false
}

/// "il cognome è rossi invece di russo", "nome: bassi e non basso": two surnames of which one is right.
fn corrected(text: &Text<'_>, at: usize) -> bool {
    let surname = |one: usize| {
        text.is_hidden(one) || text.flags(one).any(Flags::LAST) && !text.flags(one).any(Flags::KEPT)
    };
    let between = |one: usize| {
        matches!(text.lower(one), "invece" | "anziché") && text.lower(one + 1) == "di"
            || text.lower(one) == "e" && text.lower(one + 1) == "non"
            || text.lower(one) == "instead" && text.lower(one + 1) == "of"
    };
    let pair = between(at + 1) && surname(at + 3) || at > 2 && between(at - 2) && surname(at - 3);
    if !pair || !text.is_word(at) || text.written(at).len() < 4 || !surname(at) {
        return false;
    }
    (at.saturating_sub(10)..at).any(|one| {
        matches!(
            text.lower(one),
            "nome"
                | "cognome"
                | "citofono"
                | "intestata"
                | "intestato"
                | "name"
                | "surname"
                | "intestazione"
                | "nominativo"
                | "chiamo"
        )
    })
}

/// "Sales rep Carrara (", "deputy Florence will": a town after what somebody is.
fn by_role(text: &Text<'_>, at: usize) -> bool {
    let role = at > 0
        && (matches!(
            text.lower(at - 1),
            "rep"
                | "deputy"
                | "buyer"
                | "seller"
                | "lead"
                | "clerk"
                | "chef"
                | "foreman"
                | "captain"
                | "sergeant"
                | "constable"
                | "nurse"
                | "sales"
                | "matron"
                | "vicar"
                | "resp"
                | "addetto"
                | "addetta"
                | "capitano"
        ) || text.is(at - 1, Role::Kin) && text.follows(at) && acts_or_aside(text, at));
    // "I'm the neighbour, Dot."
    let aside = at > 1
        && text.is_mark(at - 1, &[','])
        && text.is(at - 2, Role::Kin)
        && closes(text, at + 1)
        && !text.is(at, Role::Opener);
    (role || aside)
        && text.is_capital(at)
        && !text.is_upper(at)
        && text.gap(at) == Gap::Space
        && text.written(at).len() > 2
        && !is_title(text, at)
        && !is_courtesy(text, at)
        && !text.is(at, Role::Kin)
        && !text.flags(at).any(Flags::KEPT)
}

fn acts_or_aside(text: &Text<'_>, at: usize) -> bool {
    text.is_mark(at + 1, &['('])
        || matches!(
            text.lower(at + 1),
            "will" | "said" | "ha" | "mi" | "ci" | "è" | "non" | "told" | "came" | "has"
        )
}

/// "hi its sunny", "is river's class", "give it to dawn": first names that are words, in small letters.
fn small_english(text: &Text<'_>, at: usize) -> bool {
    let flags = text.flags(at);
    if !flags.any(Flags::FIRST)
        || text.is_capital(at)
        || flags.any(Flags::KEPT)
        || text.written(at).len() < 3
    {
        return false;
    }
    let word = |back: usize| at.checked_sub(back).map(|one| text.lower(one)).unwrap_or_default();
    let greets = matches!(word(1), "its" | "is" | "im" | "am" | "s")
        && (at < 6)
        && (1..=at.min(5)).any(|back| text.is(at - back, Role::Greeting))
        && (closes(text, at + 1)
            || text.is_mark(at + 1, &['(', '-'])
            || matches!(text.lower(at + 1), "from" | "here" | "again" | "at" | "and"));
    let article = matches!(
        word(1),
        "the" | "a" | "an" | "this" | "that" | "my" | "your" | "our" | "at" | "by" | "of"
    );
    let owns = text.is_mark(at + 1, &['\'', '’'])
        && text.lower(at + 2) == "s"
        && text.gap(at + 1) == Gap::None
        && !article
        && text.follows(at);
    let given = matches!(word(1), "to" | "for" | "with")
        && closes(text, at + 1)
        && (2..=5).any(|back| {
            matches!(
                word(back),
                "give"
                    | "gave"
                    | "given"
                    | "pass"
                    | "passed"
                    | "hand"
                    | "handed"
                    | "send"
                    | "sent"
                    | "spoke"
                    | "speak"
                    | "talked"
                    | "ask"
                    | "leave"
                    | "left"
            )
        });
    greets || owns || given
}
