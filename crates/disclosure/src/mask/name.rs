//! Names of persons: by lexicon, by capitals inside a sentence, by what stands around them.

use super::Kind;
use super::context::{
    Expects, expects, is_closing, is_courtesy, is_greeting, is_particle, is_title, opens,
};
use super::lexicon::Flags;
use super::text::{Claim, Gap, Text};

/// The most words of one name.
const WORDS_MAX: usize = 6;
/// Words that somebody is the subject of: "Rosa ha detto", "Mark called".
const DOES: &[&str] = &[
    "ha", "mi", "ci", "dice", "diceva", "aveva", "called", "said", "told", "rang", "has", "was", "here", "from",
    "came", "promised", "never", "wrote", "spoke", "gave", "sent", "took", "che", "del", "dal", "risponde",
    "rispondeva", "and", "at", "in",
];

pub(super) fn find(text: &Text<'_>, claims: &mut Vec<Claim>) {
    let mut at = 0;
    while at < text.len() {
        let found = signature(text, at).or_else(|| name_at(text, at));
        if let Some((first, last)) = found {
            let from = claims.last().map_or(0, |claim: &Claim| claim.last + 1);
            claims.push(Claim { first: first.max(from), last, kind: Kind::Person });
            at = last;
        }
        at += 1;
    }
}

/// Names that are mostly other words, so that in small letters they are no names.
const WORDLIKE: &[&str] = &[
    "prima", "primo", "secondo", "mia", "vera", "vero", "vale", "libera", "libero", "felice", "vita", "sara", "fede", "fermo",
    "tranquillo", "giusto", "placido", "sabato", "domenica", "natale", "pasqua", "will", "may", "said", "dan", "in", "ha", "sole",
    "resta", "manca", "costa", "porta", "conto", "conti", "carta", "casa", "torna", "sale", "salvo", "marcio", "vivi", "piccolo",
    "piccola", "grande", "bella", "bello", "buono", "caro", "gentile", "amico", "prudente", "contento", "sereno", "costante",
    "onesto", "onesta", "santo", "santa", "magna", "campo", "fine", "don", "pat", "max", "ora", "sera", "mila", "lei", "lui", "noi",
    "parola", "morì", "mori", "mattina", "stella", "festa", "pace", "cara", "art", "bill", "grant", "hope", "joy", "grace",
    "faith", "chance", "mark", "drew", "rich", "dean", "dawn", "summer", "april", "june", "august", "rose", "ivy", "holly",
    "norma", "fatti", "rocco", "marino", "marina", "lido", "alba", "gaia", "sud", "nord", "dei", "dia", "luce", "mare", "long", "young",
];

/// Whether a word in small letters is mostly something else than a name.
fn is_wordlike(text: &Text<'_>, at: usize) -> bool {
    WORDLIKE.contains(&text.lower(at)) || text.written(at).len() <= 2
}

/// A name for certain by the lexicon.
fn is_strong(text: &Text<'_>, at: usize) -> bool {
    let flags = text.flags(at);
    flags.any(Flags::NAME) && !flags.any(Flags::ORDINARY)
}

/// A name by the lexicon, perhaps another word too.
fn is_listed(text: &Text<'_>, at: usize) -> bool {
    text.flags(at).any(Flags::NAME) && !text.flags(at).any(Flags::KEPT)
}

fn is_unknown(text: &Text<'_>, at: usize) -> bool {
    text.is_word(at) && text.flags(at) == Flags::default() && text.written(at).len() > 1
}

/// A word of two letters or more that begins with a capital and is no ordinary word only.
fn is_capital_name(text: &Text<'_>, at: usize) -> bool {
    let flags = text.flags(at);
    text.is_capital(at)
        && !text.is_initial(at)
        && !flags.any(Flags::KEPT)
        && (flags.any(Flags::NAME) || !flags.any(Flags::ORDINARY))
        && !is_acronym(text, at)
}

/// A few capitals that are no name by the lexicon.
fn is_acronym(text: &Text<'_>, at: usize) -> bool {
    text.is_upper(at) && text.written(at).len() <= 5 && !text.flags(at).any(Flags::NAME)
}

/// Whether the word may be a further part of a name that has begun.
fn goes_on(text: &Text<'_>, at: usize, lower: bool) -> bool {
    if !text.is_word(at) || text.gap(at) == Gap::Line || text.flags(at).any(Flags::KEPT) && !is_strong(text, at) {
        return false;
    }
    if text.is_initial(at) {
        let inside = text.gap(at + 1) == Gap::Space && is_capital_name(text, at + 1);
        return inside || text.is_mark(at + 1, &['.']) && text.gap(at + 1) == Gap::None || ends(text, at + 1) && !text.is_mark(at + 1, &['\'', '’']);
    }
    if text.is_capital(at) {
        let flags = text.flags(at);
        let common = flags.any(Flags::COMMON) && (is_courtesy(text, at) || is_title(text, at) || text.written(at).len() < 3);
        return flags.any(Flags::NAME) || !flags.any(Flags::PLACE) && !common && !is_acronym(text, at);
    }
    let verb = matches!(text.lower(at), "resta" | "manca" | "sale" | "porta" | "ha" | "in" | "dei" | "sono" | "mai" | "will" | "may" | "said" | "prima" | "vale");
    let listed = text.flags(at).any(Flags::LAST) && !verb && text.written(at).len() > 2;
    let short = text.written(at).len() == 2 && ends(text, at + 1);
    lower && (is_strong(text, at) || listed || is_unknown(text, at) && (text.written(at).len() > 2 || short))
}

/// Whether a line, a sentence or a part of it ends before this token.
fn ends(text: &Text<'_>, at: usize) -> bool {
    text.gap(at) == Gap::Line || text.mark(at).is_some_and(|mark| ",.;:!?)-–\"”»".contains(mark))
}

fn name_at(text: &Text<'_>, at: usize) -> Option<(usize, usize)> {
    if !text.is_word(at) {
        return None;
    }
    if let Some(found) = initials(text, at).or_else(|| spelt(text, at)) {
        return Some(found);
    }
    let begins = begins(text, at)?;
    let last = extend_right(text, begins, text.is_capital(at));
    Some((extend_left(text, at), last))
}

/// Whether a name begins at this word; gives its last word so far.
fn begins(text: &Text<'_>, at: usize) -> Option<usize> {
    let glued_left = at > 0 && text.gap(at) == Gap::None && !text.digits(at - 1).is_empty();
    if glued_left || text.flags(at).any(Flags::KEPT) && !text.flags(at).any(Flags::NAME) {
        return None;
    }
    let expected = expects(text, at);
    if let Some(last) = with_particle(text, at, expected) {
        return Some(last);
    }
    let stands = if text.is_capital(at) {
        capital_stands(text, at, expected)
    } else {
        lower_stands(text, at, expected)
    };
    stands.then_some(at)
}

fn capital_stands(text: &Text<'_>, at: usize, expected: Expects) -> bool {
    if text.is_initial(at) {
        return false;
    }
    let flags = text.flags(at);
    // "Marina di Massa"
    if matches!(text.lower(at), "marina" | "lido") && text.lower(at + 1) == "di" && text.flags(at + 2).any(Flags::PLACE) {
        return false;
    }
    if flags.any(Flags::KEPT) {
        let with = at > 0 && matches!(text.lower(at - 1), "con" | "with") && flags.any(Flags::FIRST);
        let whole = is_strong(text, at + 1) && text.flags(at + 1).any(Flags::LAST) && text.is_capital(at + 1) && text.gap(at + 1) == Gap::Space;
        let told = flags.any(Flags::FIRST) && matches!(text.lower(at.saturating_sub(1)), "sono" | "parla" | "parlo" | "chiamata" | "chiamato") && !opens(text, at);
        return flags.any(Flags::NAME) && (expected == Expects::Surely || with || told || flags.any(Flags::FIRST) && whole);
    }
    if expected == Expects::Surely {
        return flags.any(Flags::NAME) || !opens(text, at) || !flags.any(Flags::COMMON);
    }
    if is_strong(text, at) {
        return true;
    }
    let next_is_name = is_capital_name(text, at + 1) && text.gap(at + 1) == Gap::Space;
    if opens(text, at) {
        if text.is_mark(at + 1, &[':']) && !flags.any(Flags::NAME) {
            return false;
        }
        let first = flags.any(Flags::FIRST);
        let called = text.is_mark(at + 1, &[',', '?', '!', '.']) && (text.is_mark(at + 1, &[',', '?']) || text.gap(at + 2) == Gap::Line || text.is_mark(at.saturating_sub(1), &[':']) || at > 0);
        if first && called && !is_wordlike(text, at) && !is_courtesy(text, at) {
            return true;
        }
        let english = matches!(text.lower(at + 1), "is" | "was" | "has" | "didn" | "told" | "promised" | "never" | "just");
        if first && english && text.follows(at + 1) && !matches!(text.lower(at), "bill" | "may" | "will" | "art" | "grant" | "pat" | "april" | "june" | "august" | "summer" | "rain" | "storm" | "chance") {
            return true;
        }
        let and_another = matches!(text.lower(at + 1), "e" | "and") && text.is_capital(at + 2) && text.flags(at + 2).any(Flags::FIRST);
        if flags.any(Flags::FIRST) && and_another && text.follows(at + 2) {
            return true;
        }
        if flags.any(Flags::NAME) {
            return next_is_name && !is_title(text, at) && !is_courtesy(text, at)
                || flags.any(Flags::FIRST) && matches!(text.lower(at + 1), "in" | "at" | "from" | "here" | "called" | "rang" | "told" | "said") && !matches!(text.lower(at), "may" | "june" | "april" | "august" | "summer" | "will") && text.follows(at + 1)
                || !is_wordlike(text, at) && text.follows(at + 1) && does(text, at) && !flags.any(Flags::PLACE)
                || is_whole_line(text, at);
        }
        return flags == Flags::default() && !is_acronym(text, at);
    }
    let greeted = is_greeting(text, at.saturating_sub(1));
    if expected == Expects::Somebody && !greeted && flags.any(Flags::COMMON) && !flags.any(Flags::PLACE) && text.is_capital(at) && !text.is_upper(at) {
        return true;
    }
    if flags.any(Flags::COMMON) && acts(text, at) && !has_article(text, at) && !text.is_upper(at) {
        return true;
    }
    if expected == Expects::Somebody && !flags.any(Flags::PLACE) && (flags.any(Flags::NAME) || !flags.any(Flags::COMMON)) {
        return !is_acronym(text, at);
    }
    if flags.any(Flags::PLACE) {
        return flags.any(Flags::NAME) && next_is_name && !text.flags(at + 1).any(Flags::ORDINARY);
    }
    if flags.any(Flags::NAME) {
        return true;
    }
    let bare = matches!(text.lower(at.saturating_sub(1)), "e" | "con" | "da" | "and" | "with" | "by" | "from");
    if bare && flags.any(Flags::COMMON) && text.written(at).len() > 3 && !is_title(text, at) && !text.is_upper(at) {
        return true;
    }
    !flags.any(Flags::ORDINARY) && !is_acronym(text, at)
}

/// Whether the word at the beginning of a sentence does something: "Rosa ha detto", "Bianchi dell'ufficio".
fn does(text: &Text<'_>, at: usize) -> bool {
    let next = text.lower(at + 1);
    let office = matches!(next, "del" | "dell" | "della" | "dello") || text.is_mark(at + 1, &['(']);
    DOES.contains(&next) && (text.flags(at).any(Flags::FIRST) || matches!(next, "ha" | "mi" | "dice" | "called" | "said" | "told" | "rang" | "has" | "never" | "from"))
        || office && text.flags(at).any(Flags::NAME)
}

fn lower_stands(text: &Text<'_>, at: usize, expected: Expects) -> bool {
    let flags = text.flags(at);
    let long = text.written(at).len();
    let strong = is_strong(text, at);
    let next_strong = is_strong(text, at + 1) && text.gap(at + 1) == Gap::Space;
    if flags.any(Flags::FIRST) && !flags.any(Flags::KEPT) && lower_first(text, at) {
        return true;
    }
    if is_unknown(text, at) && long > 3 && unknown_stands(text, at) {
        return true;
    }
    match expected {
        Expects::Surely => {
            is_listed(text, at) && !(flags.any(Flags::COMMON) && is_function(text, at)) || is_unknown(text, at)
        }
        Expects::Somebody => {
            let alone = ends(text, at + 1);
            let greeted = matches!(text.lower(at.saturating_sub(1)), "ciao" | "hi" | "hello" | "hey" | "dear");
            let first = flags.any(Flags::FIRST) && !flags.any(Flags::KEPT) && !is_courtesy(text, at);
            strong
                || is_unknown(text, at) && long > 2
                || first && (alone || greeted || !is_wordlike(text, at) && !is_greeting(text, at.saturating_sub(1)))
        }
        Expects::Perhaps if strong && long > 2 => flags.any(Flags::FIRST) || next_strong || ends(text, at + 1),
        Expects::Perhaps if flags.any(Flags::FIRST) && text.lower(at.saturating_sub(1)) == "sono" => {
            ends(text, at + 1) && !is_wordlike(text, at) || next_strong
        }
        // "sono brusaferro mario"
        Expects::Perhaps if is_unknown(text, at) => {
            let before = text.lower(at.saturating_sub(1));
            let who = matches!(before, "sono" | "con" | "da" | "parlo" | "parla" | "with" | "by" | "am" | "m" | "called" | "speaking");
            next_strong || who && long > 2
        }
        _ => {
            let first = flags.any(Flags::FIRST);
            let next_last = text.gap(at + 1) == Gap::Space && is_strong(text, at + 1);
            strong && (first && long > 3 || long > 4 || next_last)
                || first && next_last && text.flags(at + 1).any(Flags::LAST) && !is_wordlike(text, at) && !text.is_capital(at + 1)
        }
    }
}

/// Words before a name, in whichever letters, that ask for or speak with somebody.
fn is_spoken_with(text: &Text<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let with = matches!(text.lower(before), "con" | "a" | "da" | "di" | "with" | "to" | "by");
    let verb = before.checked_sub(1).is_some_and(|one| {
        let word = text.lower(one);
        ["parl", "sent", "chied", "chies", "dett", "dite", "rispost", "contatt", "passat", "passa", "spoke", "speak", "talk", "told", "dealt", "chiam"]
            .iter()
            .any(|start| word.starts_with(start))
    });
    with && verb && text.follows(at)
}

/// Whether somebody does something: "rosa mi ha detto", "mark said".
fn acts(text: &Text<'_>, at: usize) -> bool {
    let next = text.lower(at + 1);
    let after = text.lower(at + 2);
    text.follows(at + 1)
        && (matches!(next, "dice" | "diceva" | "said" | "told" | "rang" | "promised" | "rispose")
            || next == "called" && text.follows(at + 2)
            || matches!(next, "mi" | "ci" | "m" | "gli" | "le") && matches!(after, "ha" | "aveva" | "dice" | "diceva" | "disse")
            || next == "ha" && ["dett", "rispost", "chiamat", "promess", "scritt", "passat", "confermat", "mandat"].iter().any(|start| after.starts_with(start)))
}

/// An article or the like before a word that makes it a thing.
fn has_article(text: &Text<'_>, at: usize) -> bool {
    at > 0
        && (matches!(text.lower(at - 1), "il" | "la" | "lo" | "l" | "un" | "una" | "the" | "a" | "my" | "your" | "our" | "mia" | "sua" | "mio" | "del" | "della" | "al" | "alla" | "nel" | "nella" | "questa" | "quella" | "this" | "that" | "i" | "le" | "gli" | "dalla" | "dal" | "vostra" | "nostra" | "ogni" | "each" | "no" | "e")
            || text.is_mark(at - 1, &['\'', '’']))
}

/// Whether a first name in small letters that is another word too stands for a person here.
fn lower_first(text: &Text<'_>, at: usize) -> bool {
    if text.written(at).len() < 3 || text.lower(at) != text.folded(at) && text.flags(at).any(Flags::COMMON) {
        return false;
    }
    let flags = text.flags(at + 1);
    let whole = flags.any(Flags::LAST) && text.gap(at + 1) == Gap::Space && !is_wordlike(text, at) && !is_wordlike(text, at + 1) && !text.is_capital(at + 1) && !has_article(text, at);
    // "marco, luca e gioia": the one before is hidden already.
    let listed = at > 1
        && (matches!(text.lower(at - 1), "e" | "and" | "o" | "or") || text.is_mark(at - 1, &[',', '/', '&']))
        && text.is_hidden(at - 2)
        && !is_wordlike(text, at);
    if listed && text.follows(at) && text.gap(at - 1) < Gap::Line {
        return true;
    }
    let opening = at == 0 && matches!(text.mark(1), Some(',')) && !is_courtesy(text, at);
    let closing = text.get(at + 1).is_none() && at > 0 && text.is_mark(at - 1, &[',', '-', '.']) && !is_wordlike(text, at);
    acts(text, at) && !has_article(text, at) || is_spoken_with(text, at) && !is_wordlike(text, at) || whole || opening && !is_wordlike(text, at) || closing
}

/// Whether an unknown word in small letters stands for a person here.
fn unknown_stands(text: &Text<'_>, at: usize) -> bool {
    acts(text, at) || is_spoken_with(text, at)
}

/// A short word that is never a name in small letters.
fn is_function(text: &Text<'_>, at: usize) -> bool {
    text.written(at).len() <= 3 || is_particle(text, at)
}

/// `De Luca`, `D'Angelo`, `Lo Presti`, `O'Neill`.
fn with_particle(text: &Text<'_>, at: usize, expected: Expects) -> Option<usize> {
    if !is_particle(text, at) {
        return None;
    }
    let elided = text.is_mark(at + 1, &['\'', '’', '`']) && text.gap(at + 1) == Gap::None && text.gap(at + 2) == Gap::None;
    let name = if elided { at + 2 } else { at + 1 };
    if !text.is_word(name) || !text.follows(name) {
        return None;
    }
    let written_so = text.is_capital(at) && is_capital_name(text, name);
    let capital = if elided { text.lower(at) == "d" || text.lower(at) == "o" || !opens(text, at) } else { !opens(text, at) || is_strong(text, name) };
    if written_so && capital && !(opens(text, at) && text.flags(name).any(Flags::ORDINARY)) {
        return Some(name);
    }
    // "il commercialista Dalla Via"
    let apart = matches!(text.lower(at), "dal" | "dalla" | "dall" | "de" | "del" | "della" | "di" | "dell");
    if apart && text.is_capital(at) && text.is_capital(name) && !opens(text, at) && !text.flags(name).any(Flags::KEPT) {
        return Some(name);
    }
    let told = expected == Expects::Surely && (is_listed(text, name) && !text.flags(name).any(Flags::COMMON) || is_unknown(text, name));
    told.then_some(name)
}

/// The last token of a name that has begun.
fn extend_right(text: &Text<'_>, begun: usize, capital: bool) -> usize {
    let mut last = begun;
    for _ in 0..WORDS_MAX {
        let next = last + 1;
        let lower = !capital;
        if text.is_mark(next, &['-', '\'', '’', '.']) && text.gap(next) == Gap::None && text.gap(next + 1) == Gap::None && text.is_word(next + 1) {
            // "Rossi-Bianchi", "Niccolo' ", "Maria.Rossi"
            let apostrophe = !text.is_mark(next, &['-', '.']);
            let elided = apostrophe && is_particle(text, last);
            let is_name = elided && text.is_capital(next + 1) || text.is_capital(next + 1) && !text.flags(next + 1).any(Flags::COMMON) || is_listed(text, next + 1) && !apostrophe;
            if is_name && !(apostrophe && text.lower(next + 1) == "s") {
                last = next + 1;
                continue;
            }
        }
        if text.gap(next) != Gap::Space {
            break;
        }
        let capitals = text.is_upper(begun) && text.is_upper(next) && text.flags(next) == Flags::default();
        if goes_on(text, next, lower) || capitals {
            last = next;
            if text.is_initial(next) && text.is_mark(next + 1, &['.']) && text.gap(next + 1) == Gap::None {
                last = next + 1;
            }
            continue;
        }
        // "Orsatti in Lombardini", "Rossi ved. Neri"
        let married = matches!(text.lower(next), "in" | "ved" | "vedova");
        let after = next + 1 + usize::from(text.is_mark(next + 1, &['.']));
        if married && capital && text.is_capital(after) && text.flags(after).any(Flags::LAST) && !text.flags(after).any(Flags::ORDINARY) && text.follows(after) {
            last = after;
            continue;
        }
        // A particle in either case, if a name follows it.
        let elided = text.is_mark(next + 1, &['\'', '’']) && text.gap(next + 1) == Gap::None && text.gap(next + 2) == Gap::None;
        let twice = !elided && is_particle(text, next + 1) && text.is_word(next + 2) && text.gap(next + 2) == Gap::Space;
        let after = next + 1 + usize::from(elided || twice);
        let written_so = text.is_capital(next) || matches!(text.lower(next), "de" | "van" | "von" | "der" | "dos" | "da" | "d" | "ben" | "bin" | "el" | "al" | "ibn" | "du" | "y") || lower;
        let strong = if capital {
            text.is_capital(after) && goes_on(text, after, false)
        } else {
            text.flags(after).any(Flags::LAST) || is_strong(text, after) || is_unknown(text, after) && !matches!(text.lower(next), "di" | "da" | "la" | "le" | "li" | "lo" | "al" | "del" | "della" | "dei" | "dal" | "dalla")
        };
        if is_particle(text, next) && written_so && strong && text.follows(after) {
            last = after;
            continue;
        }
        break;
    }
    last
}

/// The first token of a name whose certain part begins at `at`.
fn extend_left(text: &Text<'_>, at: usize) -> usize {
    let mut first = at;
    for _ in 0..WORDS_MAX {
        let Some(before) = first.checked_sub(1) else { break };
        if !text.follows(first) {
            break;
        }
        if text.is_mark(before, &['.']) && before > 0 && text.is_initial(before - 1) && text.is_capital(at) {
            first = before - 1;
            continue;
        }
        if text.is_initial(before) && text.is_capital(at) && text.gap(first) == Gap::Space && !matches!(text.lower(before), "i" | "e" | "è" | "a" | "o") {
            first = before;
            continue;
        }
        let feast = text.flags(before).any(Flags::FIRST) && text.is_capital(before) && opens(text, before);
        let plain = text.gap(first) == Gap::Space && (is_capital_name(text, before) || feast) && !is_title(text, before) && !is_courtesy(text, before) && !text.flags(before).any(Flags::PLACE);
        // "owner Art Delgado": a capital inside a sentence, whatever the word means.
        let inner = text.gap(first) == Gap::Space
            && text.is_capital(before)
            && !text.is_initial(before)
            && !text.is_upper(before)
            && !opens(text, before)
            && !text.flags(before).any(Flags::KEPT)
            && !text.flags(before).any(Flags::PLACE)
            && !is_title(text, before)
            && !is_courtesy(text, before);
        if !(plain || inner) || !text.is_capital(at) {
            break;
        }
        first = before;
    }
    first
}

/// `M. Rossi`, `J.R. Smith`, and in a signature `M.R.`
fn initials(text: &Text<'_>, at: usize) -> Option<(usize, usize)> {
    if !text.is_initial(at) || !text.is_mark(at + 1, &['.']) || text.gap(at + 1) != Gap::None {
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
    let few = next == at + 4 && matches!(text.lower(at.saturating_sub(1)), "di" | "da" | "con" | "a" | "by" | "from" | "with" | "sig");
    if few && !matches!((text.lower(at), text.lower(at + 2)), ("n", "b") | ("p", "a" | "s") | ("s", "s")) {
        return Some((at, next - 1));
    }
    let signed = next > at + 2 && text.gap(at) == Gap::Line && text.gap(next) == Gap::Line && at > 0;
    (signed || expects(text, at) >= Expects::Somebody && next <= at + 4).then_some((at, next - 1))
}

/// A name spelt letter by letter: `S-I-O-B-H-A-N`, `R O S S I`.
fn spelt(text: &Text<'_>, at: usize) -> Option<(usize, usize)> {
    let single = |one: usize| text.is_word(one) && text.lower(one).chars().nth(1).is_none();
    let (mut last, mut count) = (at, 1);
    while single(at) && last + 1 < text.len() && text.follows(last + 1) {
        let next = last + 1 + usize::from(text.is_mark(last + 1, &['-', ',', '.']) && text.follows(last + 2));
        if !single(next) {
            break;
        }
        (last, count) = (next, count + 1);
    }
    if let Some(last) = with_towns(text, at) {
        return Some((at, last));
    }
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

/// Whether the words from here are all there is of the last line or sentence, and may be a name.
fn is_whole_line(text: &Text<'_>, at: usize) -> bool {
    let mut next = at;
    while next < at + 3 && text.flags(next).any(Flags::NAME) && text.is_capital(next) {
        next += 1;
    }
    let at_end = text.get(next).is_none() || text.is_mark(next, &['.', ',']) && text.get(next + 1).is_none();
    let line = text.gap(at) == Gap::Line && text.gap(next) == Gap::Line && at > 0;
    (at_end && at > 0 || line) && next > at
}

/// What follows a closing to the end of its line or the next: "Cordiali saluti, mario r."
fn signature(text: &Text<'_>, at: usize) -> Option<(usize, usize)> {
    if at == 0 || !(text.is_word(at)) {
        return None;
    }
    let mut before = at - 1;
    let mut parted = text.gap(at) == Gap::Line;
    while text.is_mark(before, &[',', '.', '!', '-', '–', ':', ';', '_', '*', '…']) && before > 0 {
        parted |= !text.is_mark(before, &['\'']) || text.gap(before) == Gap::Line;
        parted |= text.gap(before) == Gap::Line;
        before -= 1;
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
            let name = flags.any(Flags::NAME) && !flags.any(Flags::KEPT) || flags == Flags::default() || is_particle(text, next);
            if !name {
                break;
            }
            last = next;
        } else if !text.is_mark(next, &['.', '\'', '’', '-']) {
            break;
        }
        next += 1;
    }
    let whole = next > at && (text.gap(next) == Gap::Line || text.get(next).is_none() || text.is_mark(next, &[',', '(', '-', '.', '!', '–', '/', '|']) || text.is_hidden(next));
    let words = (at..=last).filter(|&one| text.is_word(one)).count();
    let sure = parted || is_greeting(text, before) && is_strong(text, at) || !is_greeting(text, before);
    let named = (at..=last).any(|one| is_listed(text, one) && !is_particle(text, one) || is_unknown(text, one) || text.is_initial(one));
    (whole && words <= 4 && sure && named).then_some((at, last))
}
