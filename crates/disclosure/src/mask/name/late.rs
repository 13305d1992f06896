//! Persons that show only after the others were found: a word repeated, a list, a month beside a name,
//! who signs or rings, a name told by its syllables or letters.

use rustc_hash::FxHashSet;

use super::super::Kind;
use super::super::context::{is_closing, is_courtesy, is_title, opens};
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Claim, Class, Gap, Text};
use filo_model::name::fold;

/// Surnames and first names of two or three letters from China, Korea and Vietnam.
const SHORT_NAMES: &[&str] = &[
    "li", "wu", "xu", "hu", "he", "lu", "ma", "yu", "an", "bo", "wang", "zhang", "chen", "zhao", "yang",
    "liu", "zhou", "sun", "zhu", "lin", "guo", "gao", "luo", "jin", "ye", "su", "wei", "lai", "ho", "ng",
    "kim", "lee", "park", "choi", "yoon", "vo", "do", "le", "ly", "bui", "dang", "hoang", "phan", "tran",
    "qiu", "hong", "cai", "pan", "dong", "fang", "shi", "yao", "xia", "tang", "feng", "deng", "han",
];

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

fn is_person(text: &Text<'_>, at: usize) -> bool {
    text.get(at).is_some_and(|one| one.class == Class::Hidden(Some(Kind::Person)))
}

fn closes(text: &Text<'_>, at: usize) -> bool {
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
        || small_english(text, at)
}

/// "Mr F", "sig. B", "Thanks W"
fn titled_initial(text: &Text<'_>, at: usize) -> bool {
    if !text.is_initial(at) || text.gap(at) != Gap::Space || text.gap(at + 1) == Gap::None && text.is_mark(at + 1, &['\'', '’', '&', '/', '-']) {
        return false;
    }
    let point = usize::from(at > 1 && text.is_mark(at - 1, &['.']));
    let Some(before) = at.checked_sub(1 + point) else { return false };
    let title = text.is(before, Role::Title) && !matches!(text.lower(before), "per" | "on" | "comm" | "ing" | "prof")
        || text.is(before, Role::TitleWord) && text.lower(before).len() > 5;
    title || is_closing(text, before) && text.get(at + 1).is_none()
}

/// "signora Gentile": a surname that greets elsewhere.
fn titled_courtesy(text: &Text<'_>, at: usize) -> bool {
    let point = usize::from(at > 1 && text.is_mark(at - 1, &['.']));
    let Some(before) = at.checked_sub(1 + point).filter(|_| text.gap(at) == Gap::Space) else { return false };
    let title = text.is(before, Role::Title) || text.is(before, Role::TitleWord);
    let next = text.is_capital(at + 1) || text.is_hidden(at + 1);
    title && is_courtesy(text, at) && text.is_capital(at) && text.flags(at).any(Flags::LAST) && !next
}

/// "Bright with a B", "Joy as in happiness", "Costa. Come il mare": a name told once more.
fn spelt_again(text: &Text<'_>, at: usize, known: &FxHashSet<String>) -> bool {
    let told = matches!(text.lower(at + 1), "with" | "as" | "like" | "con" | "come" | "senza" | "without")
        || closes(text, at + 1) && opens(text, at) && text.gap(at + 1) == Gap::None;
    // "That's my married name. Bright with a B.": also where it was not found before.
    let letter = matches!(text.lower(at + 1), "with" | "con" | "senza" | "without")
        && (matches!(text.lower(at + 2), "a" | "an" | "la" | "l" | "una" | "due" | "two" | "no" | "one")
            && (text.is_initial(at + 3) || text.is_mark(at + 3, &['\'', '’']) || text.lower(at + 3).len() == 1
                || text.is(at + 3, Role::LetterName)));
    text.is_capital(at)
        && !text.is(at, Role::Opener)
        && (letter && !text.flags(at).any(Flags::KEPT) || told && known.contains(text.folded(at)))
        && text.follows(at + 1)
}

/// "Amedeo Settembre", "figlio Settembre [person]", "and May [person]": a month with a capital that no
/// day, no year and no beginning of a sentence explains.
fn month(text: &Text<'_>, at: usize) -> bool {
    let month = text.is(at, Role::Month) || matches!(text.lower(at), "sabato" | "domenica" | "natale" | "pasqua" | "lunedì" | "venerdì" | "christmas" | "easter" | "noel");
    if !month || !text.is_capital(at) || text.is_upper(at) || text.written(at).len() < 3 {
        return false;
    }
    let inner = !opens(text, at);
    let numbered = !text.digits(at + 1).is_empty() || at > 0 && !text.digits(at - 1).is_empty();
    let before = is_person(text, at + 1) && text.gap(at + 1) == Gap::Space && inner;
    let italian = !matches!(
        text.lower(at),
        "may" | "june" | "april" | "august" | "march" | "january" | "february" | "july" | "september" | "october"
            | "november" | "december" | "jan" | "feb" | "mar" | "apr" | "jun" | "jul" | "aug" | "sep" | "oct" | "nov" | "dec" | "sept"
    );
    // "two flatmates, Jun and [person]"
    let joined = matches!(text.lower(at + 1), "and" | "e" | "&" | "ed")
        && is_person(text, at + 2)
        && inner
        && !matches!(
            text.lower(at.saturating_sub(1)),
            "in" | "of" | "since" | "from" | "until" | "by" | "di" | "a" | "da" | "fino" | "for" | "last" | "next" | "this"
        );
    let after = at > 0 && is_person(text, at - 1) && text.gap(at) == Gap::Space && italian && closes(text, at + 1);
    let preceded = at > 0 && text.is(at - 1, Role::Kin) && italian && inner && closes(text, at + 1);
    !numbered && (joined || before || after || preceded)
}

/// "Charlotte B, [person] W and", "Mo + [person]", "[person] + Mo"
fn in_list(text: &Text<'_>, at: usize) -> bool {
    let initial = text.is_initial(at)
        && at > 0
        && is_person(text, at - 1)
        && text.gap(at) == Gap::Space
        && (closes(text, at + 1)
            || matches!(
                text.lower(at + 1),
                "and" | "e" | "ed" | "has" | "ha" | "is" | "said" | "from" | "di" | "del" | "della" | "mi" | "who" | "che" | "was" | "or"
            ))
        && !text.is_mark(at + 1, &['\'', '’'])
        && !matches!(text.written(at), "A" | "E" | "O" | "I" | "È");
    let plus = text.is_mark(at + 1, &['+', '&']) && is_person(text, at + 2)
        || at > 1 && text.is_mark(at - 1, &['+', '&']) && is_person(text, at - 2);
    initial
        || plus && text.is_capital(at) && !text.flags(at).any(Flags::KEPT) && text.follows(at) | (text.gap(at) == Gap::Line)
}

/// One word with a capital in the last line under a closing: "Ta,\nWin".
fn signs(text: &Text<'_>, at: usize) -> bool {
    let point = usize::from(text.is_mark(at + 1, &['.', '!', ')']));
    let alone = text.gap(at) == Gap::Line && text.get(at + 1 + point).is_none() && at > 1;
    let mark = usize::from(at > 0 && text.is_mark(at - 1, &[',', '.', '!', '-', '–']));
    let closed = at.checked_sub(1 + mark).is_some_and(|one| is_closing(text, one) || is_courtesy(text, one));
    let role = text.is(at, Role::Kin) || text.is(at, Role::NumberWord) || text.is(at, Role::Trade);
    alone && closed && text.is_capital(at) && !is_courtesy(text, at) && !text.flags(at).any(Flags::KEPT) && !role
}

/// `suonare "ASC"`, "citofonare Ferro", "buzzer: KLM": what is written at a door.
fn rings(text: &Text<'_>, at: usize) -> bool {
    let mut before = at;
    for _ in 0..3 {
        let Some(one) = before.checked_sub(1).filter(|_| text.follows(before)) else { return false };
        before = one;
        if matches!(
            text.lower(before),
            "suonare" | "suona" | "suoni" | "suonate" | "citofonare" | "citofona" | "citofoni" | "citofonate" | "citofono"
                | "campanello" | "buzzer" | "doorbell" | "intercom" | "targhetta" | "cassetta"
        ) {
            let capital = text.is_capital(at) && text.written(at).len() > 1;
            return capital && !text.is(at, Role::Kin) && !text.flags(at).any(Flags::KEPT) && !is_title(text, at) && !text.is(at, Role::Opener)
                && !text.is(at, Role::AddressPart);
        }
        let joint = text.is_mark(before, &[':', '"', '“', '«', '\'']) || matches!(text.lower(before), "a" | "al" | "alla" | "da" | "su" | "è" | "for" | "says" | "is" | "marked");
        if !joint {
            return false;
        }
    }
    false
}

/// "Sales rep Carrara (", "deputy Florence will": a town after what somebody is.
fn by_role(text: &Text<'_>, at: usize) -> bool {
    let role = at > 0
        && (matches!(
            text.lower(at - 1),
            "rep" | "deputy" | "buyer" | "seller" | "lead" | "clerk" | "chef" | "foreman" | "captain" | "sergeant"
                | "constable" | "nurse" | "sales" | "matron" | "vicar" | "resp" | "addetto" | "addetta" | "capitano"
        ) || text.is(at - 1, Role::Kin) && text.follows(at) && acts_or_aside(text, at));
    // "I'm the neighbour, Dot."
    let aside = at > 1
        && text.is_mark(at - 1, &[','])
        && text.is(at - 2, Role::Kin)
        && closes(text, at + 1)
        && !text.is(at, Role::Opener);
    (role || aside) && text.is_capital(at)
        && !text.is_upper(at)
        && text.gap(at) == Gap::Space
        && text.written(at).len() > 2
        && !is_title(text, at)
        && !is_courtesy(text, at)
        && !text.is(at, Role::Kin)
        && !text.flags(at).any(Flags::KEPT)
}

fn acts_or_aside(text: &Text<'_>, at: usize) -> bool {
    text.is_mark(at + 1, &['(']) || matches!(text.lower(at + 1), "will" | "said" | "ha" | "mi" | "ci" | "è" | "non" | "told" | "came" | "has")
}

/// "hi its sunny", "is river's class", "give it to dawn": first names that are words, in small letters.
fn small_english(text: &Text<'_>, at: usize) -> bool {
    let flags = text.flags(at);
    if !flags.any(Flags::FIRST) || text.is_capital(at) || flags.any(Flags::KEPT) || text.written(at).len() < 3 {
        return false;
    }
    let word = |back: usize| at.checked_sub(back).map(|one| text.lower(one)).unwrap_or_default();
    let greets = matches!(word(1), "its" | "is" | "im" | "am" | "s") && (at < 6)
        && (1..=at.min(5)).any(|back| text.is(at - back, Role::Greeting))
        && (closes(text, at + 1)
            || text.is_mark(at + 1, &['(', '-'])
            || matches!(text.lower(at + 1), "from" | "here" | "again" | "at" | "and"));
    let article = matches!(word(1), "the" | "a" | "an" | "this" | "that" | "my" | "your" | "our" | "at" | "by" | "of");
    let owns = text.is_mark(at + 1, &['\'', '’']) && text.lower(at + 2) == "s" && text.gap(at + 1) == Gap::None && !article
        && text.follows(at);
    let given = matches!(word(1), "to" | "for" | "with") && closes(text, at + 1)
        && (2..=5).any(|back| matches!(word(back), "give" | "gave" | "given" | "pass" | "passed" | "hand" | "handed" | "send" | "sent" | "spoke" | "speak" | "talked" | "ask" | "leave" | "left"));
    greets || owns || given
}

/// "pe-sco-so-li-do": three syllables or more with hyphens.
fn syllables(text: &Text<'_>, at: usize, known: &FxHashSet<String>) -> Option<usize> {
    let part = |one: usize| text.is_word(one) && (1..=5).contains(&text.written(one).len());
    if !part(at) || at > 0 && text.gap(at) == Gap::None && text.is_mark(at - 1, &['-']) {
        return None;
    }
    let mut whole = text.folded(at).to_owned();
    let (mut last, mut count, mut odd) = (at, 1, 0);
    odd += usize::from(!text.flags(at).any(Flags::COMMON));
    while text.is_mark(last + 1, &['-', '·', '–']) && text.gap(last + 1) == Gap::None && text.gap(last + 2) == Gap::None && part(last + 2) {
        last += 2;
        count += 1;
        whole.push_str(text.folded(last));
        odd += usize::from(!text.flags(last).any(Flags::COMMON));
    }
    let again = count > 1 && known.contains(&whole);
    ((count >= 3 && odd >= 2 || again) && text.gap(last + 1) <= Gap::Line).then_some(last)
}

/// "ics, u, poi [person], di, a, i, ipsilon, u": letters by name with commas.
fn letters(text: &Text<'_>, at: usize) -> Option<usize> {
    let letter = |one: usize| {
        text.is_word(one) && (text.lower(one).chars().count() == 1 || text.is(one, Role::LetterName)
            || matches!(text.lower(one), "be" | "bi" | "ci" | "di" | "gi" | "pi" | "ti" | "vi" | "cu" | "bee" | "dee" | "gee" | "tee" | "vee" | "jay" | "kay" | "double"))
    };
    if !letter(at) || !text.is_mark(at + 1, &[',', '-', '.']) {
        return None;
    }
    let (mut last, mut count, mut named, mut next) = (at, 0, 0, at);
    loop {
        if letter(next) {
            (last, count) = (next, count + 1);
            named += usize::from(text.is(next, Role::LetterName));
        } else if !is_person(text, next) {
            break;
        }
        let mut after = next + 1;
        if !text.is_mark(after, &[',', '-', '.', ';']) {
            break;
        }
        after += 1;
        after += usize::from(matches!(text.lower(after), "poi" | "then" | "e") && text.gap(after + 1) == Gap::Space && (letter(after + 1) || is_person(text, after + 1)));
        if !text.follows(after) {
            break;
        }
        next = after;
    }
    (count >= 4 && named >= 1).then_some(last)
}

/// "Li Na", "Wang Jun": short names of two words that Italian and English words resemble.
fn short_name(text: &Text<'_>, at: usize) -> Option<usize> {
    let part = |one: usize| {
        text.is_word(one) && text.is_capital(one) && !text.is_upper(one) && (2..=6).contains(&text.written(one).len())
    };
    let listed = SHORT_NAMES.contains(&text.lower(at));
    if !listed || !part(at) || !part(at + 1) || text.gap(at + 1) != Gap::Space || text.flags(at + 1).any(Flags::COMMON) && text.written(at + 1).len() > 3 {
        return None;
    }
    let bracket = at > 0 && text.is_mark(at - 1, &['(']);
    let given = !text.flags(at + 1).any(Flags::KEPT) || text.written(at + 1).len() == 2 || text.lower(at + 1) == "jun";
    let third = at + 2;
    let last = if part(third) && text.gap(third) == Gap::Space && text.written(third).len() <= 4 { third } else { at + 1 };
    (given && (bracket || !opens(text, at) || closes(text, at + 2))).then_some(last)
}

/// "LO MONACO [person]": a surname with its particle where capitals tell nothing.
fn particle_before(text: &Text<'_>, at: usize) -> Option<usize> {
    let surname = at + 1;
    (text.is_flat()
        && text.is(at, Role::Particle)
        && text.flags(surname).any(Flags::LAST)
        && !text.flags(surname).any(Flags::KEPT)
        && text.gap(surname) == Gap::Space
        && text.gap(surname + 1) == Gap::Space
        && is_person(text, surname + 1))
    .then_some(surname)
}
