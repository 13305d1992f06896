//! Names that answer a question in a transcript: "Cognome? / Cliente: Di Maggio, come il mese."

use super::super::context::{is_courtesy, is_particle};
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Gap, Text};

/// The most words of a name that answers.
const WORDS_MAX: usize = 4;
/// How far back the question may begin.
const REACH: usize = 24;

/// The words with capitals at the beginning of an answer to a question for a name.
pub(super) fn answered(text: &Text<'_>, at: usize) -> Option<(usize, usize)> {
    let question = question(text, at)?;
    let asks = (question..at).any(|one| {
        matches!(
            text.lower(one),
            "nome"
                | "cognome"
                | "name"
                | "surname"
                | "chiama"
                | "intestato"
                | "intestata"
                | "intestatario"
                | "intestataria"
                | "nominativo"
        ) || text.lower(one) == "chi" && matches!(text.lower(one + 1), "parlo" | "è" | "chiedo")
            || text.lower(one) == "who"
    });
    if !asks {
        return None;
    }
    let (mut last, mut words, mut next) = (None, 0, at);
    while next == at || text.follows(next) {
        let flat = text.is_flat() && text.is_word(next);
        if text.is_hidden(next) || (text.is_capital(next) || flat) && may_be(text, next, at) {
            (last, words) = (Some(next), words + 1);
        } else if !(is_particle(text, next)
            || text.is_mark(next, &['\'', '’']) && text.gap(next) == Gap::None)
        {
            break;
        }
        next += 1;
    }
    let ends = text.gap(next) == Gap::Line || text.is_mark(next, &[',', '.', '!', '…', ';', '?']);
    let last = last?;
    (ends && next == last + 1 && words <= WORDS_MAX && !(at..=last).all(|one| text.is_hidden(one)))
        .then_some((at, last))
}

/// Whether a word may be a part of a name that answers.
fn may_be(text: &Text<'_>, at: usize, first: usize) -> bool {
    let flags = text.flags(at);
    let named = at > first && is_particle(text, at - 1);
    let plain = flags.any(Flags::COMMON.with(Flags::KEPT)) && !flags.any(Flags::NAME);
    !is_courtesy(text, at)
        && !text.is(at, Role::Opener)
        && (named || !plain || is_particle(text, at) && text.is_capital(at + 1))
}

/// The first token of the question in the line before, where the answer begins at this token.
pub(in super::super) fn question(text: &Text<'_>, at: usize) -> Option<usize> {
    // "Cliente:", "[14:03] Cl.:", or nothing before the answer.
    let mut line = at;
    while line > 0 && text.gap(line) != Gap::Line && at - line < 9 {
        line -= 1;
    }
    let spoken = line == at || text.is_mark(at - 1, &[':', '-', '–', '—']);
    let asked = line > 0 && (text.is_mark(line - 1, &['?']) || text.is_flat());
    if !spoken || text.gap(line) != Gap::Line || !asked {
        return None;
    }
    let mut first = line - 1;
    while first > 0 && text.gap(first) != Gap::Line && line - first < REACH {
        first -= 1;
    }
    Some(first)
}
