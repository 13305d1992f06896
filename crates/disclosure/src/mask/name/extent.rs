//! How far a name reaches that has begun.

use super::super::context::{Expects, expects, is_courtesy, is_particle, is_title};
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Gap, Text};
use super::{ends, is_acronym, is_capital_name, is_listed, is_strong, is_unknown, is_wordlike};

/// The most words of one name.
const WORDS_MAX: usize = 6;

/// Surnames that are rather verbs or adverbs after a name in small letters.
const VERBS: &[&str] = &[
    "resta", "manca", "sale", "porta", "ha", "in", "dei", "sono", "mai", "will", "may", "said",
    "prima", "vale",
];

/// Whether the word may be a further part of a name that has begun.
fn goes_on(text: &Text<'_>, at: usize, lower: bool) -> bool {
    // "Chen Jun,": a month's short form at the end of a name.
    let month = matches!(text.lower(at), "jun" | "may" | "jan" | "sun" | "mar" | "august")
        && text.is_capital(at)
        && !text.is_upper(at)
        && at > 0
        && is_strong(text, at - 1)
        && (ends(text, at + 1)
            || text.lower(at) == "jun"
                && !text.is_capital(at + 1)
                && text.digits(at + 1).is_empty());
    if month && text.gap(at) == Gap::Space {
        return true;
    }
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
    let verb = VERBS.contains(&text.lower(at));
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
            || text.is(at + 2, Role::Does)
            || text.is_flat() && text.gap(at + 2) == Gap::Space)
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
        if is_last_before_mark(text, begun, last, next)
            || last == begun && is_plural_surname(text, begun, next)
        {
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

/// "la signora gina frigo, di anni": what stands between a first name and a mark, where capitals
/// tell nothing.
fn is_last_before_mark(text: &Text<'_>, begun: usize, last: usize, next: usize) -> bool {
    text.is_flat()
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
        && !is_courtesy(text, next)
}

/// "il marito di sandra pelli, cod": a word with the ending of most surnames, between a first name in
/// small letters and a mark.
fn is_plural_surname(text: &Text<'_>, begun: usize, next: usize) -> bool {
    const OTHERS: &[&str] = &[
        "oggi", "ieri", "domani", "tutti", "altri", "mesi", "anni", "giorni", "minuti", "quasi",
        "adesso", "soldi", "lunedi", "martedi", "entrambi", "amici", "auguri", "saluti",
        "genitori", "figli", "vicini", "quindi", "fuori", "avanti", "indietro", "davanti",
        "dentro", "persi", "gratis", "sabati", "gentili", "pronti", "contenti", "separati",
        "sposati", "insieme",
    ];
    text.is_flat()
        && is_strong(text, begun)
        && text.flags(begun).any(Flags::FIRST)
        && text.is_word(next)
        && text.written(next).len() > 4
        && text.folded(next).ends_with('i')
        && ends(text, next + 1)
        && !OTHERS.contains(&text.folded(next))
        && !text.is(next, Role::Unit)
        && !text.is(next, Role::Does)
        && !text.is(next, Role::Closing)
        && !text.is(next, Role::Kin)
        && !text.flags(next).any(Flags::KEPT)
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
