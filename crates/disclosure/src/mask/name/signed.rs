//! Names by initials, spelt letter by letter, and under a letter.

use super::super::context::{
    Expects, expects, is_closing, is_courtesy, is_greeting, is_particle, is_title,
};
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Gap, Text};
use super::extent::extend_right;
use super::{is_capital_name, is_listed, is_strong, is_unknown};

/// `M. Rossi`, `J.R. Smith`, and in a signature `M.R.`
pub(super) fn initials(text: &Text<'_>, at: usize) -> Option<(usize, usize)> {
    if !text.is_initial(at) || !text.is_mark(at + 1, &['.']) || text.gap(at + 1) != Gap::None {
        return None;
    }
    // "scala B. Potete"
    let part = at > 0
        && (text.is(at - 1, Role::AddressPart)
            || matches!(
                text.lower(at - 1),
                "categoria" | "fascia" | "tipo" | "opzione" | "gruppo"
            ));
    if part && text.gap(at + 2) > Gap::None {
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
    // "firma di G.B."
    let few = next == at + 4
        && matches!(
            text.lower(at.saturating_sub(1)),
            "di" | "da"
                | "con"
                | "a"
                | "by"
                | "from"
                | "with"
                | "sig"
                | "minore"
                | "paziente"
                | "utente"
                | "cliente"
                | "minor"
                | "patient"
                | "customer"
                | "client"
        );
    if few
        && !matches!(
            (text.lower(at), text.lower(at + 2)),
            ("n", "b") | ("p", "a" | "s") | ("s", "s")
        )
    {
        return Some((at, next - 1));
    }
    // "Tel in rubrica. L."
    let closing = next == at + 2
        && text.get(next).is_none()
        && at > 0
        && (text.gap(at) == Gap::Line || text.is_mark(at - 1, &['.', '!', '?']));
    // "visto. R.B."
    let last = closing
        || next == at + 4
            && text.get(next).is_none()
            && at > 0
            && text.is_mark(at - 1, &['.', ',', ';', ':']);
    let signed =
        last || next > at + 2 && text.gap(at) == Gap::Line && text.gap(next) == Gap::Line && at > 0;
    (signed || expects(text, at) >= Expects::Somebody && next <= at + 4).then_some((at, next - 1))
}

/// `e. zuccon`, `M. P. RIGUTTO` in a line of their own, where capitals tell nothing.
pub(super) fn flat_initials(text: &Text<'_>, at: usize) -> Option<(usize, usize)> {
    let letter = |one: usize| {
        text.is_word(one) && text.lower(one).len() == 1 && text.is_mark(one + 1, &['.'])
    };
    if !text.is_flat() || text.gap(at) != Gap::Line || at == 0 || !letter(at) {
        return None;
    }
    let mut next = at + 2;
    while letter(next) && text.follows(next) && next < at + 6 {
        next += 2;
    }
    let word = text.is_word(next) && text.follows(next) && text.written(next).len() > 2;
    let ends = text.gap(next + 1) == Gap::Line || text.get(next + 1).is_none();
    (word && ends).then_some((at, next))
}

/// A surname and an initial: "Ferrero G. (acquisti)", "Conti A. - sede".
pub(super) fn with_initial(text: &Text<'_>, at: usize) -> Option<(usize, usize)> {
    let flags = text.flags(at);
    let surname = flags.any(Flags::LAST) || flags == Flags::default();
    let initial = text.is_initial(at + 1)
        && text.gap(at + 1) == Gap::Space
        && text.is_mark(at + 2, &['.'])
        && text.gap(at + 2) == Gap::None;
    let part = text.is(at, Role::AddressPart) || text.is(at, Role::Street);
    let polite = is_title(text, at) || is_courtesy(text, at);
    let next = at + 3;
    // A capital after the point may begin a sentence, and the letter end one: "Piano B. Poi".
    let closed = text.gap(next) == Gap::Line
        || text.mark(next).is_some()
        || text.is_word(next) && !text.is_capital(next) && text.gap(next) == Gap::Space;
    (text.is_capital(at)
        && !text.is_initial(at)
        && text.written(at).len() > 2
        && surname
        && initial
        && closed
        && !part
        && !polite)
        .then_some((at, at + 2))
}

/// A name spelt letter by letter: `S-I-O-B-H-A-N`, `R O S S I`.
pub(super) fn spelt(text: &Text<'_>, at: usize) -> Option<(usize, usize)> {
    let single = |one: usize| text.is_word(one) && text.lower(one).chars().nth(1).is_none();
    let (mut last, mut count) = (at, 1);
    while single(at) && last + 1 < text.len() && text.follows(last + 1) {
        let next = last
            + 1
            + usize::from(text.is_mark(last + 1, &['-', ',', '.']) && text.follows(last + 2));
        if !single(next) {
            break;
        }
        (last, count) = (next, count + 1);
    }
    if let Some(last) = with_towns(text, at) {
        return Some((at, last));
    }
    let towns = (at..text.len().min(at + 20))
        .take_while(|&one| {
            text.flags(one).any(Flags::PLACE) && (one == at || text.gap(one) == Gap::Space)
        })
        .count();
    if towns >= 4 {
        return Some((at, at + towns - 1));
    }
    // "e p.c. a": words of one letter are no part of it.
    let word = |one: usize| matches!(text.written(one), "e" | "a" | "o" | "i" | "è");
    let loose = [at, last]
        .into_iter()
        .filter(|&one| word(one) && !text.is_mark(one + 1, &['-', ',']))
        .count();
    let count = count - loose.min(count);
    let dashed = text.is_mark(at + 1, &['-']);
    (single(at) && count >= if dashed { 3 } else { 4 }).then_some((at, last))
}

/// `R come Roma, O come Otranto`, `S for sugar`: two or more letters told by words.
fn with_towns(text: &Text<'_>, at: usize) -> Option<usize> {
    let (mut next, mut last, mut count) = (at, at, 0);
    loop {
        let single = text.is_word(next) && text.lower(next).chars().nth(1).is_none();
        let told = matches!(text.lower(next + 1), "come" | "for" | "di");
        if !(single && told && text.is_word(next + 2) && text.follows(next + 2)) {
            break;
        }
        (last, count) = (next + 2, count + 1);
        next = last + 1 + usize::from(text.is_mark(last + 1, &[',', '-', '.', ';']));
    }
    (count >= 2).then_some(last)
}

/// What follows a closing to the end of its line or the next: "Cordiali saluti, mario r."
pub(super) fn signature(text: &Text<'_>, at: usize) -> Option<(usize, usize)> {
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
    // "grazie Lu"
    let short = text.written(at).len() == 2
        && text.is_capital(at)
        && !text.is_upper(at)
        && is_closing(text, before)
        && text.get(at + 1).is_none();
    if short {
        return Some((at, at));
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
