//! Where a name begins: first names, surnames, initials and particles before its certain part.

use super::super::context::{Expects, expects, is_courtesy, is_particle, is_title, opens};
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Gap, Text};
use super::{is_capital_name, is_strong, is_unknown, is_wordlike};

/// The most words before the certain part.
const WORDS_MAX: usize = 6;

/// The first token of a name whose certain part begins at `at`.
pub(super) fn extend_left(text: &Text<'_>, at: usize) -> usize {
    if !text.is_capital(at) {
        return surname_before(text, at)
            .or_else(|| first_before(text, at))
            .or_else(|| particle_before(text, at))
            .or_else(|| initial_before(text, at))
            .unwrap_or(at);
    }
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
        let feast =
            text.flags(before).any(Flags::FIRST) && text.is_capital(before) && opens(text, before);
        let plain = text.gap(first) == Gap::Space
            && (is_capital_name(text, before) || feast)
            && !is_title(text, before)
            && !is_courtesy(text, before)
            && (!text.flags(before).any(Flags::PLACE)
                || text.flags(before).any(Flags::FIRST)
                    && expects(text, before) >= Expects::Perhaps);
        let labelled = text.flags(before).any(Flags::NAME)
            && text.is_capital(before)
            && before > 0
            && text.is_mark(before - 1, &[':'])
            && text.gap(first) == Gap::Space;
        let plain = plain || labelled && !text.flags(before).any(Flags::KEPT);
        // "per conto di Gentile Onofrio"
        let named_so = text.flags(before).any(Flags::NAME)
            && text.is_capital(before)
            && before > 0
            && matches!(text.lower(before - 1), "di" | "a" | "con" | "sono" | "da")
            && text.gap(first) == Gap::Space;
        let plain = plain || named_so;
        // "owner Art Delgado": a capital inside a sentence, whatever the word means.
        let inner = text.gap(first) == Gap::Space && goes_before(text, before);
        if !(plain || inner) || !text.is_capital(at) {
            break;
        }
        first = before;
    }
    first
}

/// Whether a word with a capital, whatever it means, belongs to the name after it.
fn goes_before(text: &Text<'_>, at: usize) -> bool {
    let flags = text.flags(at);
    if !text.is_capital(at) || text.is_initial(at) || text.is_upper(at) {
        return false;
    }
    let aside = flags.any(Flags::KEPT) || flags.any(Flags::PLACE);
    let polite = is_title(text, at) || is_courtesy(text, at);
    !(aside || polite || opens(text, at) && is_opener(text, at))
}

/// The initial before a surname in small letters: "t. ashworth" in a line of its own.
fn initial_before(text: &Text<'_>, at: usize) -> Option<usize> {
    let initial = at.checked_sub(2)?;
    let single = text.lower(initial).len() == 1 && text.is_mark(at - 1, &['.']);
    (single && text.gap(initial) == Gap::Line && text.follows(at)).then_some(initial)
}

/// The particle of a surname in small letters that a first name follows: "lo cascio giovanni".
fn particle_before(text: &Text<'_>, at: usize) -> Option<usize> {
    let elided = at > 1 && text.is_mark(at - 1, &['\'', '’']) && text.gap(at) == Gap::None;
    let particle = at.checked_sub(1 + usize::from(elided))?;
    let named = text.flags(at + 1).any(Flags::FIRST) || text.is_hidden(at + 1);
    let surname = text.flags(at).any(Flags::LAST) || is_unknown(text, at);
    let certain = text.is(particle, Role::NameParticle);
    (is_particle(text, particle)
        && text.follows(at)
        && (certain || surname && named && text.gap(at + 1) == Gap::Space))
        .then_some(particle)
}

/// The first name that is a word too, before a surname, where capitals tell nothing: "norma casadei".
fn first_before(text: &Text<'_>, at: usize) -> Option<usize> {
    let first = at.checked_sub(1)?;
    let begins = first == 0
        || text.gap(first) == Gap::Line
        || text.mark(first - 1).is_some()
        || text.is(first - 1, Role::Kin)
        || text.is(first - 1, Role::Title)
        || text.is(first - 1, Role::TitleWord)
        || matches!(text.lower(first - 1), "di" | "a" | "da" | "con" | "per" | "sono" | "scrive");
    (text.is_flat()
        && begins
        && text.flags(first).any(Flags::FIRST)
        && !text.flags(first).any(Flags::KEPT)
        && !is_courtesy(text, first)
        && !matches!(text.lower(first), "prima" | "ora" | "sera" | "will" | "may" | "can")
        && is_strong(text, at)
        && text.flags(at).any(Flags::LAST)
        && text.gap(at) == Gap::Space)
        .then_some(first)
}

/// The surname told before a first name in small letters: "sono lo piccolo rosalia".
fn surname_before(text: &Text<'_>, at: usize) -> Option<usize> {
    let surname = at.checked_sub(1)?;
    // "intestato a pace nicola", "a nome luce marina ferri"
    let told = surname.checked_sub(1).is_some_and(|one| {
        matches!(text.lower(one), "nome" | "chiamo" | "cognome" | "sono")
            || matches!(text.lower(one), "a" | "di")
                && one > 0
                && (text.lower(one - 1).starts_with("intestat") || text.lower(one - 1) == "nome")
    });
    if told
        && text.flags(surname).any(Flags::NAME)
        && text.flags(at).any(Flags::NAME)
        && text.gap(at) == Gap::Space
        && text.written(surname).len() > 3
        && text.follows(surname)
    {
        return Some(surname);
    }
    let listed = text.flags(surname).any(Flags::LAST) && !is_wordlike(text, surname)
        || is_unknown(text, surname);
    let clear =
        listed && !text.flags(surname).any(Flags::ORDINARY) && text.written(surname).len() > 3;
    // "lo cascio giovanni", "intestato a de luca maria"
    if clear && text.gap(at) == Gap::Space && !text.is_capital(surname) {
        let elided = surname > 1 && text.is_mark(surname - 1, &['\'', '’']);
        let particle = surname.checked_sub(1 + usize::from(elided));
        return particle
            .filter(|&one| is_particle(text, one) && text.follows(surname))
            .or(Some(surname));
    }
    if !listed || text.gap(at) != Gap::Space || text.is_capital(surname) {
        return None;
    }
    if expects(text, surname) >= Expects::Perhaps && !is_particle(text, surname) {
        return Some(surname);
    }
    let elided = surname > 1 && text.is_mark(surname - 1, &['\'', '’']);
    let particle = surname.checked_sub(1 + usize::from(elided))?;
    let told = is_particle(text, particle)
        && matches!(
            text.lower(particle.saturating_sub(1)),
            "sono" | "chiamo" | "chiama" | "signor" | "signora"
        );
    told.then_some(particle)
}

/// Whether a word that begins a sentence is no part of the name after it: "Anche Mario", "Chiamare Rossi".
fn is_opener(text: &Text<'_>, at: usize) -> bool {
    const VERBS: &[&str] = &[
        "are", "ere", "ire", "ato", "ata", "uto", "uta", "ito", "ita", "iamo", "ate", "ete", "ing",
        "ed",
    ];
    let word = text.folded(at);
    text.is(at, Role::Opener)
        || text.is(at, Role::Kin)
        || text.is(at, Role::Told)
        || word.len() < 4
        || VERBS.iter().any(|end| word.ends_with(end))
}
