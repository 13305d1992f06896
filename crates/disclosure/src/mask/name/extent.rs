//! How far a name reaches that has begun.

use super::super::context::{Expects, expects, is_courtesy, is_particle, is_title, opens};
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Gap, Text};
use super::{ends, is_acronym, is_capital_name, is_listed, is_strong, is_unknown, is_wordlike};

/// The most words of one name.
const WORDS_MAX: usize = 6;

/// Whether the word may be a further part of a name that has begun.
fn goes_on(text: &Text<'_>, at: usize, lower: bool) -> bool {
    if !text.is_word(at)
        || text.gap(at) == Gap::Line
        || text.flags(at).any(Flags::KEPT) && !text.flags(at).any(Flags::LAST)
    {
        return false;
    }
    if text.is_initial(at) {
        let inside = text.gap(at + 1) == Gap::Space && is_capital_name(text, at + 1);
        return inside
            || text.is_mark(at + 1, &['.']) && text.gap(at + 1) == Gap::None
            || ends(text, at + 1) && !text.is_mark(at + 1, &['\'', '’']);
    }
    if text.is_capital(at) {
        let flags = text.flags(at);
        // "Vittorio Re"
        let short = text.written(at).len() == 2
            && !text.is_upper(at)
            && ends(text, at + 1)
            && !matches!(
                text.lower(at),
                "la" | "le" | "il" | "lo" | "un" | "ma" | "se" | "di" | "no" | "ok" | "in" | "da"
            );
        if short {
            return true;
        }
        let common = flags.any(Flags::COMMON)
            && (is_courtesy(text, at) || is_title(text, at) || text.written(at).len() < 3);
        return flags.any(Flags::NAME) || !common && !is_acronym(text, at);
    }
    let verb = matches!(
        text.lower(at),
        "resta"
            | "manca"
            | "sale"
            | "porta"
            | "ha"
            | "in"
            | "dei"
            | "sono"
            | "mai"
            | "will"
            | "may"
            | "said"
            | "prima"
            | "vale"
    );
    let flags = text.flags(at);
    let first = flags.any(Flags::FIRST) && !is_wordlike(text, at);
    let listed = (flags.any(Flags::LAST) || first) && !verb && text.written(at).len() > 2;
    // "teresa b."
    if lower
        && text.lower(at).len() == 1
        && text.is_mark(at + 1, &['.'])
        && (ends(text, at + 2)
            || !text.is_word(at + 2)
            || text.is(at + 2, Role::Small)
            || text.is(at + 2, Role::Does))
    {
        return true;
    }
    let short = text.written(at).len() == 2 && ends(text, at + 1);
    // "zanette norma e i figli", "(visentini norma)"
    let closed = ends(text, at + 1) || matches!(text.lower(at + 1), "e" | "ed" | "che");
    let wordlike = text.is_flat()
        && flags.any(Flags::FIRST)
        && closed
        && at > 0
        && is_strong(text, at - 1)
        && text.written(at).len() > 3
        && !matches!(text.lower(at), "prima" | "sempre" | "fermo" | "libero" | "sera");
    lower
        && (wordlike
            || is_strong(text, at)
            || listed
            || is_unknown(text, at) && (text.written(at).len() > 2 || short))
}

/// The last token of a name that has begun.
pub(super) fn extend_right(text: &Text<'_>, begun: usize, capital: bool) -> usize {
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
            let elided = apostrophe && is_particle(text, last);
            let double = text.is_mark(next, &['-'])
                && text.is_capital(next + 1)
                && !text.is_upper(next + 1)
                && !text.flags(next + 1).any(Flags::KEPT);
            // "Jin-woo"
            let small = text.is_mark(next, &['-'])
                && capital
                && text.written(next + 1).len() <= 6
                && (text.written(next + 1).len() <= 4 || !text.flags(next + 1).any(Flags::COMMON));
            let is_name = double
                || small
                || elided && text.is_capital(next + 1)
                || text.is_capital(next + 1)
                    && (text.flags(next + 1).any(Flags::NAME)
                        || !text.flags(next + 1).any(Flags::COMMON))
                || is_listed(text, next + 1) && !apostrophe;
            if is_name && !(apostrophe && text.lower(next + 1) == "s") {
                last = next + 1;
                continue;
            }
        }
        if text.gap(next) != Gap::Space {
            break;
        }
        let capitals =
            text.is_upper(begun) && text.is_upper(next) && text.flags(next) == Flags::default();
        if goes_on(text, next, lower) || capitals {
            last = next;
            if text.is_initial(next)
                && text.is_mark(next + 1, &['.'])
                && text.gap(next + 1) == Gap::None
            {
                last = next + 1;
            }
            continue;
        }
        // "la signora gina frigo, di anni": what stands between a first name and a mark.
        let surname = text.is_flat()
            && last == begun
            && is_strong(text, begun)
            && text.flags(begun).any(Flags::FIRST)
            && expects(text, begun) >= Expects::Somebody
            && text.is_word(next)
            && text.written(next).len() > 3
            && ends(text, next + 1)
            && !text.is(next, Role::Does)
            && !text.is(next, Role::Small)
            && !text.is(next, Role::NumberWord)
            && !text.is(next, Role::PhoneWord)
            && !text.flags(next).any(Flags::KEPT)
            && !is_courtesy(text, next);
        if surname {
            return next;
        }
        // "Ettore jr."
        if matches!(text.lower(next), "jr" | "sr" | "junior" | "senior") {
            return next;
        }
        let Some(after) = married(text, next)
            .or_else(|| trade_name(text, next))
            .or_else(|| over_particle(text, begun, next, capital))
        else {
            break;
        };
        last = after;
    }
    last
}

/// What somebody is called by, in dialect: "Mimmo 'o barbiere".
fn trade_name(text: &Text<'_>, next: usize) -> Option<usize> {
    let article = matches!(text.lower(next + 1), "o" | "a" | "u" | "e" | "i" | "nu")
        && text.is_mark(next, &['\'', '’', '‘', '`'])
        && text.gap(next + 1) == Gap::None;
    let word = text.is_word(next + 2)
        && text.gap(next + 2) == Gap::Space
        && text.written(next + 2).len() > 3
        && !text.is(next + 2, Role::Does);
    (article && word).then_some(next + 2)
}

/// The name of a married person after the own: "Orsatti in Lombardini", "Rossi ved. Neri".
fn married(text: &Text<'_>, next: usize) -> Option<usize> {
    let called = text.is(next, Role::Called);
    if !called && text.lower(next) != "in" {
        return None;
    }
    let mut after = next + 1 + usize::from(text.is_mark(next + 1, &['.']));
    let particle = usize::from(is_particle(text, after) && text.is_word(after + 1));
    let elided = usize::from(particle == 1 && text.is_mark(after + 1, &['\'', '’']));
    let capital = text.is_capital(after) || particle == 1 && text.is_capital(after + 1);
    after += particle + elided;
    let flags = text.flags(after);
    let born = matches!(text.lower(next), "nata" | "nato" | "known" | "conosciuto" | "conosciuta");
    let named = if called {
        text.is_word(after)
            && text.written(after).len() > 2
            && !flags.any(Flags::KEPT)
            && !(born && flags.any(Flags::PLACE))
            && (capital && !is_acronym(text, after)
                || !born && (is_listed(text, after) || is_unknown(text, after)))
    } else {
        capital
            && (flags.any(Flags::LAST) || flags == Flags::default())
            && !flags.any(Flags::ORDINARY)
    };
    (named && text.follows(after)).then_some(after)
}

/// The name after one or two particles, in either case.
fn over_particle(text: &Text<'_>, begun: usize, next: usize, capital: bool) -> Option<usize> {
    if !is_particle(text, next) {
        return None;
    }
    let elided = text.is_mark(next + 1, &['\'', '’'])
        && text.gap(next + 1) == Gap::None
        && text.gap(next + 2) == Gap::None;
    // "De' Medici"
    let short = text.is_mark(next + 1, &['\'', '’'])
        && text.gap(next + 1) == Gap::None
        && text.gap(next + 2) == Gap::Space;
    let elided = elided || short;
    let twice = !elided
        && is_particle(text, next + 1)
        && text.is_word(next + 2)
        && text.gap(next + 2) == Gap::Space;
    let after = next + 1 + usize::from(elided || twice);
    if !text.follows(after) {
        return None;
    }
    if capital {
        let written_so = text.is_capital(next) || text.is(next, Role::NameParticle);
        // "Lo Re": with a particle even a short word is a name.
        let short = text.is_capital(next)
            && text.is_capital(after)
            && text.written(after).len() > 1
            && !text.is_upper(after);
        return (written_so && text.is_capital(after) && (short || goes_on(text, after, false)))
            .then_some(after);
    }
    // "ines dal cin"
    let last = is_unknown(text, after) && ends(text, after + 1) && text.lower(next) != "di";
    // "maria pia de col": no Italian word, so that a name follows.
    let foreign = matches!(text.lower(next), "de" | "van" | "von" | "der")
        && text.written(after).len() > 2
        && text.flags(begun).any(Flags::FIRST);
    // "mia moglie carmela lo bue,": told by kin, and nothing after.
    let told = matches!(text.lower(next), "lo" | "la" | "li")
        && !elided
        && ends(text, after + 1)
        && text.flags(begun).any(Flags::FIRST)
        && is_strong(text, begun)
        && expects(text, begun) >= Expects::Somebody;
    let named = foreign
        || told
        || text.flags(after).any(Flags::LAST)
        || is_strong(text, after)
        || last
        || is_unknown(text, after) && text.is(next, Role::NameParticle);
    named.then_some(after)
}

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
