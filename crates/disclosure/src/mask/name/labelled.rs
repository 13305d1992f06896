//! Names after the label of a form, in any letters: "Cognome: dal ben".

use super::super::context::{is_courtesy, is_particle};
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Gap, Text};

/// The most words of a field.
const WORDS_MAX: usize = 5;

/// The rest of the field after a label for names, if it may be one.
pub(super) fn labelled(text: &Text<'_>, at: usize) -> Option<(usize, usize)> {
    let mark = at.checked_sub(1)?;
    let label = mark.checked_sub(1)?;
    if !text.is_mark(mark, &[':']) || !text.follows(at) {
        return None;
    }
    let sure = matches!(
        text.lower(label),
        "cognome"
            | "nome"
            | "nominativo"
            | "name"
            | "surname"
            | "firma"
            | "cognomi"
            | "forename"
            | "lastname"
            | "firstname"
            | "signature"
    );
    let other = text.is(label, Role::Kin)
        || matches!(
            text.lower(label),
            "cliente" | "customer" | "contatto" | "contact" | "to" | "ospite" | "guest"
        );
    if !sure && !other || text.is_mark(label.saturating_sub(1), &['@', '_']) {
        return None;
    }
    let (mut next, mut last, mut words) = (at, None, 0);
    while next == at || text.follows(next) {
        if text.is_word(next) {
            // The next label, in the same line.
            if text.is_mark(next + 1, &[':']) {
                return None;
            }
            words += 1;
            if !may_be(text, next, sure) || words > WORDS_MAX {
                return None;
            }
            last = Some(next);
        } else if text.is_hidden(next) {
            last = Some(next);
        } else if !(text.is_mark(next, &['\'', '’', '-', '.']) && text.gap(next) == Gap::None) {
            break;
        }
        next += 1;
    }
    let ends = text.gap(next) == Gap::Line
        || text.is_mark(next, &[',', ';', '/', '|', '.', '(', '-', '–']);
    // "CLIENTE: SACCHI. ESITO:": in capitals a surname may be a word too.
    let flat = text.is_flat()
        && words <= 3
        && text.flags(at).any(Flags::NAME)
        && !text.flags(at).any(Flags::KEPT)
        && !is_courtesy(text, at);
    let sober = flat
        || sure
        || text.gap(next) == Gap::Line && !(at..next).any(|one| is_courtesy(text, one));
    (ends && words > 0 && sober).then_some(())?;
    Some((at, last?))
}

/// Whether the word may be a part of a name in a field for names.
fn may_be(text: &Text<'_>, at: usize, sure: bool) -> bool {
    let flags = text.flags(at);
    if flags.any(Flags::NAME) || is_particle(text, at) {
        return true;
    }
    let aside = flags.any(Flags::KEPT)
        || text.is(at, Role::Does)
        || matches!(
            text.lower(at),
            "non" | "e" | "and" | "not" | "vedi" | "come" | "illeggibile" | "same"
        );
    !aside && (sure && text.written(at).len() > 2 || !flags.any(Flags::ORDINARY))
}
