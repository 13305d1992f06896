//! Firms known by an abbreviation: "F.lli Gallo", "B&B Da Nonna Ida".

use super::super::Kind;
use super::super::context::{is_courtesy, opens};
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Claim, Gap, Text};
use super::{form_at, is_greeting, partners, partners_at};

/// Small words inside a name with capitals.
const JOINTS: &[&str] = &[
    "di", "e", "da", "del", "della", "dei", "and", "of", "the", "al", "alla", "a", "in", "delle",
    "degli", "dell", "d", "il", "la", "by", "dal", "de", "alle", "ai", "agli", "allo", "dello",
    "nel", "sul",
];

/// `F.lli Gallo`, `Fr.lli Corrà`, `Laterizi F.lli Privitera`.
pub(super) fn brothers(text: &Text<'_>, at: usize) -> Option<Claim> {
    let apart = matches!(text.folded(at), "f" | "fr" | "frat" | "f.lli")
        && text.is_mark(at + 1, &['.', '/', '\''])
        && text.folded(at + 2) == "lli"
        && text.gap(at + 2) == Gap::None;
    let whole = matches!(text.folded(at), "flli" | "frlli" | "fratelli");
    if !(apart || whole && text.is_capital(at)) {
        return None;
    }
    let mut name = if apart { at + 3 } else { at + 1 };
    name += usize::from(text.is_mark(name, &['.']) && text.gap(name) == Gap::None);
    let last = capitals(text, name)?;
    let mut first = at;
    while first > 0
        && at - first < 4
        && text.gap(first) == Gap::Space
        && is_trade_word(text, first - 1)
    {
        first -= 1;
    }
    Some(Claim { first, last: ended(text, last), kind: Kind::Firm })
}

/// A word with a capital that may begin the name of a firm.
fn is_trade_word(text: &Text<'_>, at: usize) -> bool {
    text.is_capital(at)
        && !is_courtesy(text, at)
        && !is_greeting(text, at)
        && !text.flags(at).any(Flags::KEPT)
        && (!opens(text, at) || !text.is(at, Role::Opener))
        && text.written(at).len() > 2
}

/// `B&B Da Nonna Ida`, `b&b il glicine`.
pub(super) fn bed(text: &Text<'_>, at: usize) -> Option<Claim> {
    let is_bed = text.lower(at) == "b"
        && text.is_mark(at + 1, &['&'])
        && text.lower(at + 2) == "b"
        && text.gap(at + 2) == Gap::None;
    if !is_bed {
        return None;
    }
    let quoted = usize::from(text.is_mark(at + 3, &['"', '“', '«']));
    let name = at + 3 + quoted;
    let last = capitals(text, name).or_else(|| {
        let article = matches!(
            text.lower(name),
            "il" | "la"
                | "lo"
                | "le"
                | "i"
                | "gli"
                | "da"
                | "al"
                | "alla"
                | "dal"
                | "villa"
                | "casa"
        );
        let word = name + 1;
        (article
            && text.is_word(word)
            && text.gap(word) == Gap::Space
            && text.written(word).len() > 3)
            .then_some(word)
    })?;
    Some(Claim { first: at, last: ended(text, last), kind: Kind::Firm })
}

/// `Coop. Sociale Il Girasole`, `Soc. Coop. Monte Verde`, `cond. Le Betulle`.
pub(super) fn abbreviated(text: &Text<'_>, at: usize) -> Option<Claim> {
    let point = |one: usize| text.is_mark(one, &['.']) && text.gap(one) == Gap::None;
    let short = matches!(
        text.folded(at),
        "coop" | "soc" | "cond" | "ass" | "assoc" | "az" | "parr" | "fond" | "autoff" | "ferram"
    );
    let certain = text.is_capital(at) || matches!(text.folded(at), "coop" | "cond");
    // "Pro Loco Valdobbia"
    if text.folded(at) == "pro" && text.folded(at + 1) == "loco" && text.is_capital(at) {
        let of = usize::from(matches!(text.lower(at + 2), "di" | "del" | "della" | "dei"));
        let last = capitals(text, at + 2 + of)?;
        return Some(Claim { first: at, last: ended(text, last), kind: Kind::Firm });
    }
    if !short || !certain || !point(at + 1) {
        return None;
    }
    let mut name = at + 2;
    for _ in 0..3 {
        let further = matches!(
            text.folded(name),
            "soc"
                | "sociale"
                | "agr"
                | "agricola"
                | "coop"
                | "cooperativa"
                | "cult"
                | "culturale"
                | "sportiva"
                | "sport"
                | "onlus"
                | "agricolo"
        );
        if !further || !text.follows(name) {
            break;
        }
        name += 1 + usize::from(point(name + 1));
    }
    name += usize::from(text.is_mark(name, &['"', '“', '«']));
    if text.flags(name).any(Flags::KEPT) && !text.is_capital(name + 1) {
        return None;
    }
    let last = capitals(text, name)?;
    Some(Claim { first: at, last: ended(text, last), kind: Kind::Firm })
}

/// The last of the words with capitals from here, small words between them.
pub(super) fn capitals(text: &Text<'_>, first: usize) -> Option<usize> {
    let part = |one: usize| {
        text.follows(one)
            && (text.is_hidden(one) || text.is_capital(one) && !is_greeting(text, one))
    };
    let article = text.is_capital(first) && text.follows(first);
    let begins = part(first) || article && part(first + 1);
    if !begins {
        return None;
    }
    let mut last = first;
    while last < first + 8 {
        let next = last + 1;
        if form_at(text, next).is_some() {
            break;
        }
        let joint =
            text.is_mark(next, &['&', '\'', '’', '-']) || JOINTS.contains(&text.lower(next));
        // "Ortofrutta F.lli Dal Pozzo"
        let brothers = matches!(text.folded(next), "f" | "fr")
            && text.is_mark(next + 1, &['.'])
            && text.folded(next + 2) == "lli"
            && part(next + 3);
        if brothers {
            last = next + 3;
            continue;
        }
        let twice = joint && matches!(text.lower(next + 1), "la" | "il" | "l" | "the" | "le" | "'");
        if part(next) {
            last = next;
        } else if joint && text.follows(next) && part(next + 1) {
            last = next + 1;
        } else if joint
            && text.is_mark(next + 1, &['\'', '’'])
            && text.gap(next + 1) == Gap::None
            && part(next + 2)
        {
            // "Cà de' Memi"
            last = next + 2;
        } else if twice && part(next + 2) {
            last = next + 2;
        } else {
            break;
        }
    }
    Some(with_number(text, last))
}

/// The number that belongs to a name: "Edil Brianza 2000", "dal 1960".
pub(super) fn with_number(text: &Text<'_>, last: usize) -> usize {
    let since = usize::from(matches!(text.lower(last + 1), "dal" | "since"));
    let number = last + 1 + since;
    // "Bar Tabacchi n. 12 di"
    let labelled = text.lower(last + 1) == "n"
        && text.is_mark(last + 2, &['.'])
        && (1..=3).contains(&text.digits(last + 3).len())
        && text.follows(last + 3);
    if labelled && (text.lower(last + 4) == "di" || text.mark(last + 4).is_some()) {
        return last + 3;
    }
    let ends = text.gap(number + 1) == Gap::Line
        || text.is_mark(number + 1, &[',', '.', ';', ')', '"', '”', '»', '?', '!']);
    let length = text.digits(number).len();
    let year = length == 4
        && (text.digits(number).starts_with("20") || text.digits(number).starts_with("19"));
    let plain = text.gap(number) == Gap::Space
        && !text.is(number + 1, Role::Unit)
        && !text.is(number + 1, Role::Month)
        && !text.is_mark(number + 1, &['€', '$', '£', '%', ':', '/'])
        && (year || (1..=3).contains(&length) && ends);
    if plain && (text.mark(number + 1).is_none() || text.gap(number + 2) > Gap::None || ends) {
        number
    } else {
        last
    }
}

fn ended(text: &Text<'_>, last: usize) -> usize {
    let last = form_at(text, last + 1).or_else(|| partners_at(text, last + 1)).unwrap_or(last);
    partners(text, last)
}
