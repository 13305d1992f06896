//! Whether a word in small letters is the name of a person.

use super::super::context::{Expects, is_courtesy, is_greeting, is_particle};
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Gap, Text};
use super::chat::chat_stands;
use super::frame::framed;
use super::hushed::hushed_stands;
use super::somebody::{has_office_after, speaks};
use super::verbs::{has_done, speaks_with};
use super::wordy::{is_after_office, is_called, is_kin_who, is_own, is_place_name, named_by_frame};
use super::{ends, is_listed, is_strong, is_unknown, is_wordlike};

/// Words that greet, and little else.
const GREETINGS: &[&str] = &["ciao", "hi", "hello", "hey", "dear"];

pub(super) fn lower_stands(text: &Text<'_>, at: usize, expected: Expects) -> bool {
    let flags = text.flags(at);
    let long = text.written(at).len();
    let strong = is_strong(text, at);
    let next_strong = is_strong(text, at + 1) && text.gap(at + 1) == Gap::Space;
    if flags.any(Flags::FIRST) && !flags.any(Flags::KEPT) && lower_first(text, at) {
        return true;
    }
    if hushed_stands(text, at)
        || named_by_frame(text, at)
        || chat_stands(text, at)
        || framed(text, at)
    {
        return true;
    }
    if is_unknown(text, at) && long > 3 && (unknown_stands(text, at) || beside_name(text, at)) {
        return true;
    }
    if is_unknown(text, at) && long > 5 && has_surname_form(text.folded(at)) {
        return true;
    }
    let named = flags.any(Flags::NAME) && long > 3 && !is_function(text, at);
    if is_own(text, at) || named && is_person_here(text, at) {
        return true;
    }
    match expected {
        Expects::Surely => {
            is_listed(text, at)
                && !(flags.any(Flags::COMMON) && is_function(text, at))
                && !(flags.any(Flags::COMMON) && text.is(at + 1, Role::Kin))
                || is_unknown(text, at)
                || is_place_name(text, at)
        }
        Expects::Somebody => {
            let alone = ends(text, at + 1);
            let greeted = GREETINGS.contains(&text.lower(at.saturating_sub(1)));
            let first =
                flags.any(Flags::FIRST) && !flags.any(Flags::KEPT) && !is_courtesy(text, at);
            strong
                || is_unknown(text, at) && long > 2
                || is_after_office(text, at)
                || first
                    && (alone
                        || greeted
                        || !is_wordlike(text, at) && !is_greeting(text, at.saturating_sub(1)))
        }
        Expects::Perhaps if strong && long > 2 => {
            long > 4
                || flags.any(Flags::FIRST)
                || next_strong
                || ends(text, at + 1)
                || text.lower(at.saturating_sub(1)) == "sono"
        }
        Expects::Perhaps
            if flags.any(Flags::FIRST) && text.lower(at.saturating_sub(1)) == "sono" =>
        {
            is_told_after_sono(text, at) || next_strong
        }
        // "sono brusaferro mario"
        Expects::Perhaps if is_unknown(text, at) => next_strong || is_unknown_told(text, at),
        _ => {
            let first = flags.any(Flags::FIRST);
            let next_last = text.gap(at + 1) == Gap::Space && is_strong(text, at + 1);
            strong && (first && long > 3 || long > 4 || next_last)
                || first
                    && next_last
                    && text.flags(at + 1).any(Flags::LAST)
                    && !is_wordlike(text, at)
                    && !text.is_capital(at + 1)
        }
    }
}

/// Whether an unknown word stands after a word that names tend to follow.
fn is_unknown_told(text: &Text<'_>, at: usize) -> bool {
    let before = text.lower(at.saturating_sub(1));
    let long = text.written(at).len();
    let who = matches!(
        before,
        "sono"
            | "con"
            | "da"
            | "parlo"
            | "parla"
            | "with"
            | "by"
            | "am"
            | "m"
            | "called"
            | "speaking"
    );
    who && long > 2
        || long > 4 && matches!(before, "di" | "a" | "per" | "from" | "to" | "for" | "ad")
}

/// Whether what follows a name after "sono" tells that it is one: "sono rosa del terzo piano".
fn is_told_after_sono(text: &Text<'_>, at: usize) -> bool {
    let told = matches!(
        text.lower(at + 1),
        "del" | "della" | "dell" | "di" | "ho" | "vi" | "abito" | "chiamo" | "la" | "il"
    ) || text.lower(at + 1) == "e"
        && matches!(
            text.lower(at + 2),
            "chiamo" | "vorrei" | "scrivo" | "abito" | "sono" | "ho" | "vi" | "mi"
        );
    (ends(text, at + 1) || told) && !is_wordlike(text, at)
}

/// Words before a name, in whichever letters, that ask for or speak with somebody.
pub(super) fn is_spoken_with(text: &Text<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let with = matches!(text.lower(before), "con" | "a" | "da" | "di" | "with" | "to" | "by");
    let verb = before.checked_sub(1).is_some_and(|one| speaks_with(text.lower(one)));
    with && verb && text.follows(at)
}

/// Whether somebody does something: "rosa mi ha detto", "mark said".
pub(in super::super) fn acts(text: &Text<'_>, at: usize) -> bool {
    let next = text.lower(at + 1);
    let after = text.lower(at + 2);
    text.follows(at + 1)
        && (matches!(
            next,
            "dice"
                | "diceva"
                | "said"
                | "says"
                | "told"
                | "rang"
                | "promised"
                | "rispose"
                | "disse"
                | "sostiene"
                | "conferma"
                | "insiste"
        ) || next == "called" && (text.follows(at + 2) || text.get(at + 2).is_none())
            || matches!(next, "mi" | "ci" | "m" | "gli" | "le")
                && matches!(after, "ha" | "aveva" | "dice" | "diceva" | "disse")
            || next == "ha" && has_done(after))
}

/// An article or the like before a word that makes it a thing.
pub(super) fn has_article(text: &Text<'_>, at: usize) -> bool {
    at > 0
        && (matches!(
            text.lower(at - 1),
            "il" | "la"
                | "lo"
                | "l"
                | "un"
                | "una"
                | "the"
                | "a"
                | "my"
                | "your"
                | "our"
                | "mia"
                | "sua"
                | "mio"
                | "del"
                | "della"
                | "al"
                | "alla"
                | "nel"
                | "nella"
                | "questa"
                | "quella"
                | "this"
                | "that"
                | "i"
                | "le"
                | "gli"
                | "dalla"
                | "dal"
                | "vostra"
                | "nostra"
                | "ogni"
                | "each"
                | "no"
                | "e"
        ) || text.is_mark(at - 1, &['\'', '’']))
}

/// Whether a first name in small letters that is another word too stands for a person here.
fn lower_first(text: &Text<'_>, at: usize) -> bool {
    if text.written(at).len() < 3
        || text.lower(at) != text.folded(at) && text.flags(at).any(Flags::COMMON)
    {
        return false;
    }
    let flags = text.flags(at + 1);
    let hers = is_unknown(text, at + 1) && text.written(at + 1).len() > 3;
    let whole = (flags.any(Flags::LAST) || hers)
        && text.gap(at + 1) == Gap::Space
        && !is_wordlike(text, at)
        && !is_wordlike(text, at + 1)
        && !text.is_capital(at + 1)
        && !has_article(text, at);
    // "marco, luca e gioia": the one before is hidden already.
    let listed = at > 1
        && (matches!(text.lower(at - 1), "e" | "and" | "o" | "or")
            || text.is_mark(at - 1, &[',', '/', '&']))
        && text.is_hidden(at - 2)
        && !is_wordlike(text, at);
    if listed && text.follows(at) && text.gap(at - 1) < Gap::Line {
        return true;
    }
    // "a serena o a bianca"
    let listed_with = at > 2
        && matches!(text.lower(at - 1), "a" | "da" | "con" | "per" | "to" | "with")
        && matches!(text.lower(at - 2), "e" | "and" | "o" | "or")
        && text.is_hidden(at - 3)
        && !is_wordlike(text, at);
    if listed_with && text.follows(at) && text.follows(at - 1) {
        return true;
    }
    // "a grazia e a serena": the second is hidden already.
    let both = at > 0
        && matches!(text.lower(at - 1), "a" | "da" | "con" | "per" | "to" | "with")
        && matches!(text.lower(at + 1), "e" | "and" | "o" | "or")
        && text.lower(at + 2) == text.lower(at - 1)
        && text.is_hidden(at + 3)
        && text.follows(at + 3);
    if both {
        return true;
    }
    let opening = at == 0 && matches!(text.mark(1), Some(',')) && !is_courtesy(text, at);
    let asks = at == 0
        && matches!(
            text.lower(1),
            "mi" | "ti" | "ci" | "puoi" | "hai" | "dimmi" | "senti" | "scusa" | "qui" | "here"
        )
        && (!is_wordlike(text, at) || matches!(text.lower(1), "qui" | "here"));
    if asks {
        return true;
    }
    let closing = text.get(at + 1).is_none()
        && at > 0
        && text.is_mark(at - 1, &[',', '-', '.'])
        && !is_wordlike(text, at);
    // "la rosa mi ha detto": what speaks is nobody's thing.
    let speaks = acts(text, at)
        && !is_wordlike(text, at)
        && matches!(text.lower(at.saturating_sub(1)), "la" | "il" | "e");
    speaks
        || acts(text, at) && !has_article(text, at)
        || is_spoken_with(text, at) && !is_wordlike(text, at)
        || whole
        || opening && !is_wordlike(text, at)
        || closing
}

/// Whether an unknown word in small letters stands for a person here.
fn unknown_stands(text: &Text<'_>, at: usize) -> bool {
    acts(text, at) || is_spoken_with(text, at)
}

/// A short word that is never a name in small letters.
fn is_function(text: &Text<'_>, at: usize) -> bool {
    text.written(at).len() <= 3 || is_particle(text, at)
}

/// Whether a name stands right before or after: `yemane [person]`, `kaur/[person]`.
fn beside_name(text: &Text<'_>, at: usize) -> bool {
    let is_name = |one: usize| {
        text.is_hidden(one) || is_strong(text, one) && text.flags(one).any(Flags::FIRST)
    };
    let slash = |one: usize| text.is_mark(one, &['/', '&']);
    text.gap(at + 1) == Gap::Space && is_name(at + 1)
        || at > 0 && text.gap(at) == Gap::Space && is_name(at - 1)
        || slash(at + 1) && text.is_hidden(at + 2)
        || at > 1 && slash(at - 1) && text.is_hidden(at - 2)
}

/// Endings of surnames that ordinary words hardly have.
const SURNAME_FORMS: &[&str] = &[
    "inelli", "erini", "arini", "orini", "acchi", "ucchi", "azzi", "ozzi", "uzzi", "ezzi", "acci",
    "ucci", "ocelli", "etti", "otti", "atti", "utti", "elli", "illi", "ulli", "aldi", "oldi",
    "ardi", "andri", "iello", "ariello", "uolo", "aro", "iero", "asco", "aschi", "eschi", "igno",
    "igni", "ogni", "agni", "ossi", "assi", "ussi", "oglia", "eglia", "aglia", "adore", "uro",
    "oli", "ari", "eri", "isi", "asi", "esi", "ini", "oni", "uni", "olla", "ella", "illo", "atta",
    "itto", "escu", "eanu", "oiu", "ovic", "evic", "enko", "chuk", "czyk", "wski", "cki", "sky",
    "oglu", "yan", "adze", "shvili", "idis", "opoulos", "akis", "sson", "ssen", "stein", "mann",
    "ez", "inho", "eira", "unga", "ola", "umar", "ani", "oui", "aoui", "idi", "aj", "oski",
    "ovski", "ova", "eva", "iu", "ich", "ig",
];

fn has_surname_form(word: &str) -> bool {
    SURNAME_FORMS.iter().any(|end| word.len() >= end.len() + 3 && word.ends_with(end))
}

/// Whether a name that may be another word is a person's by what stands around it.
fn is_person_here(text: &Text<'_>, at: usize) -> bool {
    let flags = text.flags(at);
    let first = flags.any(Flags::FIRST);
    let before = text.lower(at.saturating_sub(1));
    let english = matches!(before, "to" | "with") && is_spoken_with(text, at);
    let spoken = !is_wordlike(text, at) && (is_spoken_with(text, at) || is_called(text, at));
    let here = first
        && (matches!(text.lower(at + 1), "here" | "qui")
            && matches!(before, "its" | "s" | "is" | "sono")
            || text.lower(at + 1) == "from" && matches!(before, "its" | "s"));
    let own = first
        && at > 1
        && text.is(at - 1, Role::Kin)
        && matches!(text.lower(at - 2), "my" | "your" | "his" | "her" | "our" | "mio" | "mia")
        && !matches!(
            text.lower(at),
            "will" | "may" | "can" | "has" | "vale" | "ora" | "prima" | "vera" | "sole"
        );
    has_office_after(text, at) && !has_article(text, at)
        || is_kin_who(text, at)
        || first && speaks(text, at) && !matches!(text.lower(at), "prima" | "ora")
        || english
        || spoken && !has_article(text, at)
        || here
        || own
}
