//! Whole names in small letters, and who speaks or has done something: "ugo de bonis", "stella: ok".

use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Gap, Text};
use super::verbs::is_participle;
use super::{ends, is_strong, is_unknown, is_wordlike};

/// What stands before a whole name.
const BEFORE: &[&str] = &[
    "di",
    "a",
    "da",
    "con",
    "per",
    "è",
    "e",
    "sono",
    "qui",
    "anche",
    "scritto",
    "intestato",
    "intestata",
    "for",
    "with",
    "and",
    "let",
    "by",
    "is",
    "remove",
    "me",
    "montato",
    "firmato",
    "tutto",
];

/// "stella: tutto ok": who opens two lines and more of a chat, whatever the name means.
pub(super) fn is_speaker(text: &Text<'_>, at: usize) -> bool {
    let opens = |one: usize| {
        text.is_word(one) && text.gap(one) == Gap::Line && text.is_mark(one + 1, &[':'])
    };
    let flags = text.flags(at);
    let named = flags.any(Flags::NAME) || is_unknown(text, at);
    opens(at)
        && named
        && !flags.any(Flags::KEPT)
        && text.written(at).len() > 2
        && !matches!(text.lower(at), "caller" | "agent" | "speaker" | "chiamante" | "operatrice")
        && (0..text.len()).any(|one| one != at && opens(one) && text.lower(one) == text.lower(at))
}

/// "segnalato da riva,", `[person] e selva.`: a surname that is a word, by who did something.
pub(super) fn is_doer(text: &Text<'_>, at: usize) -> bool {
    let flags = text.flags(at);
    let Some(second) = at.checked_sub(2).filter(|_| text.follows(at)) else { return false };
    let surname = flags.any(Flags::LAST)
        && !flags.any(Flags::KEPT)
        && !is_wordlike(text, at)
        && !text.is(at, Role::Small)
        && text.written(at).len() > 3;
    let time = matches!(
        text.lower(at),
        "tempo"
            | "poco"
            | "molto"
            | "tanto"
            | "parte"
            | "terzi"
            | "nuovo"
            | "capo"
            | "banca"
            | "posta"
            | "remoto"
            | "subito"
    );
    let done = text.lower(at - 1) == "da" && is_participle(text.lower(second));
    let listed = matches!(text.lower(at - 1), "e" | "o" | "ed")
        && text.is_hidden(second)
        && text.is_upper(at);
    surname && !time && (done || listed) && ends(text, at + 1)
}

/// "ugo de bonis", "rossi bruno": a whole name, whatever its parts mean.
pub(super) fn is_whole_name(text: &Text<'_>, at: usize) -> bool {
    let plain = |one: usize| {
        !is_wordlike(text, one) && !text.flags(one).any(Flags::KEPT) && !text.is_capital(one)
    };
    let flags = text.flags(at);
    // "(TORRE GENNARO, STESSO CORTILE)"
    let begun = at == 0
        || text.gap(at) == Gap::Line
        || text.is_mark(at - 1, &['(', ':', ',', '.', '-'])
        || text.is_hidden(at - 1) && text.is_upper(at)
        || BEFORE.contains(&text.lower(at - 1)) && text.is_upper(at);
    let shouted = flags.any(Flags::LAST)
        && !text.is_capital(at)
        && !text.is(at, Role::Small)
        && !matches!(
            text.lower(at),
            "prima"
                | "ora"
                | "sera"
                | "casa"
                | "conto"
                | "sempre"
                | "mattina"
                | "vero"
                | "salvo"
                | "caro"
                | "cara"
                | "gentile"
                | "amico"
                | "vicino"
                | "porta"
                | "manca"
        )
        && text.written(at).len() > 3
        && begun
        && is_strong(text, at + 1)
        && text.flags(at + 1).any(Flags::FIRST)
        && text.gap(at + 1) == Gap::Space;
    if shouted {
        return true;
    }
    if !flags.any(Flags::NAME) || !plain(at) || text.gap(at + 1) != Gap::Space {
        return false;
    }
    let next = text.flags(at + 1);
    let common = |flags: Flags| flags.any(Flags::COMMON);
    if text.is(at + 1, Role::Particle) && text.gap(at + 2) <= Gap::Space && text.follows(at + 2) {
        let elided = usize::from(text.is_mark(at + 2, &['\'', '’']));
        let last = text.flags(at + 2 + elided);
        let foreign = matches!(text.lower(at + 1), "de" | "dal" | "dalla" | "lo" | "van" | "della");
        let unknown = foreign && is_unknown(text, at + 2 + elided) && is_strong(text, at);
        let surname = last.any(Flags::LAST) && (!common(last) || is_strong(text, at)) || unknown;
        return flags.any(Flags::FIRST)
            && surname
            && plain(at + 2 + elided)
            && (text.lower(at + 1) != "di" || !last.any(Flags::PLACE) && !common(last));
    }
    let pair = flags.any(Flags::LAST) && next.any(Flags::FIRST)
        || flags.any(Flags::FIRST) && next.any(Flags::LAST);
    let begins = at == 0
        || text.gap(at) == Gap::Line
        || text.is_mark(at - 1, &[',', ':', '(', '.', '-'])
        || BEFORE.contains(&text.lower(at - 1));
    pair && plain(at + 1)
        && begins
        && text.written(at).len() > 2
        && text.written(at + 1).len() > 2
        && !(common(flags) && common(next) && !(flags.any(Flags::LAST) && next.any(Flags::FIRST)))
}
