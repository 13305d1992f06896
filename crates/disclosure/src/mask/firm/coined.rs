//! Firms without a legal form: pairs, owners, coined words, what follows "my company is".

use super::super::Kind;
use super::super::context::{is_title, opens};
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Claim, Gap, Text};
use super::{beginning, form_at, is_greeting, partners, partners_at};

/// `Art & Soul`.
pub(super) fn pair(text: &Text<'_>, at: usize) -> Option<Claim> {
    let name = |one: usize| {
        text.is_capital(one) && !text.flags(one).any(Flags::KEPT) && text.written(one).len() > 1
    };
    let joined = name(at)
        && text.is_mark(at + 1, &['&'])
        && text.gap(at + 1) == Gap::Space
        && name(at + 2)
        && text.follows(at + 2);
    if !joined {
        return None;
    }
    let first = beginning(text, at + 1);
    let mut last = at + 2;
    while name(last + 1) && text.gap(last + 1) == Gap::Space {
        last += 1;
    }
    let last = form_at(text, last + 1).or_else(|| partners_at(text, last + 1)).unwrap_or(last);
    Some(Claim { first, last: partners(text, last), kind: Kind::Firm })
}

/// `Fiori e Foglie di Fiorenza Foglia`: a name with capitals, and whose it is.
pub(super) fn owned(text: &Text<'_>, at: usize) -> Option<Claim> {
    if text.lower(at) != "di" || !text.is_capital(at + 1) || !text.flags(at + 1).any(Flags::NAME) {
        return None;
    }
    let surname = text.is_capital(at + 2)
        && text.follows(at + 2)
        && (text.flags(at + 2).any(Flags::NAME) || text.flags(at + 2) == Flags::default());
    if !surname {
        return None;
    }
    let mut first = at;
    let mut capitals = 0;
    while first > 0 && text.follows(first) {
        let before = first - 1;
        let joint = matches!(text.lower(before), "e" | "del" | "della" | "dei")
            || text.is_mark(before, &['&', '\'', '’']);
        if text.is_capital(before) && !is_greeting(text, before) && !is_opener(text, before) {
            capitals += 1;
        } else if !joint || capitals == 0 {
            break;
        }
        first = before;
    }
    while first < at && !text.is_capital(first) {
        first += 1;
    }
    (capitals >= 2).then_some(Claim { first, last: at + 2, kind: Kind::Firm })
}

/// `Harrow Fencing`, `J Smith Plumbing`.
pub(super) fn english(text: &Text<'_>, at: usize) -> Option<Claim> {
    if at == 0 || !text.is_capital(at) || !ends_firm(text, at) || text.gap(at) != Gap::Space {
        return None;
    }
    // "Customer Service" is nobody's.
    let plain = Flags::COMMON.with(Flags::KEPT);
    let owned = at > 3 && text.lower(at - 2) == "s" && text.is_mark(at - 3, &['\'', '’']);
    if text.lower(at) == "service" && text.flags(at - 1).any(plain) && !owned {
        return None;
    }
    let mut first = at;
    while first > 0
        && text.follows(first)
        && (text.is_capital(first - 1)
            || text.is_mark(first - 1, &['&', '\'', '’'])
            || text.lower(first - 1) == "s" && text.gap(first - 1) == Gap::None)
    {
        let word = text.lower(first - 1);
        if text.flags(first - 1).any(Flags::KEPT) && opens(text, first - 1)
            || word == "the" && opens(text, first - 1) && first + 1 >= at
            || matches!(word, "our" | "your" | "my" | "a" | "i" | "hi" | "dear" | "financial")
        {
            break;
        }
        first -= 1;
    }
    // "J. Patel Electrical"
    if first > 1 && text.is_mark(first - 1, &['.']) && text.is_initial(first - 2) {
        first -= 2;
    }
    (first < at).then_some(Claim { first, last: at, kind: Kind::Firm })
}

/// Whether a word with a capital ends the name of a firm; in small letters "the pub" is any.
pub(in super::super) fn ends_firm(text: &Text<'_>, at: usize) -> bool {
    text.is(at, Role::TradeEnd)
        || matches!(text.lower(at), "pub" | "gym" | "spa" | "gallery" | "diner" | "lounge")
}

/// A capital and a beginning that trades coin their names with: `Elettroimpianti`, `Termosud`.
pub(super) fn is_coined(text: &Text<'_>, at: usize) -> bool {
    const BEGINNINGS: &[&str] = &[
        "elettro", "termo", "idro", "edil", "agri", "eco", "euro", "ital", "tecno", "metal",
        "auto", "immobil", "arred", "costru", "impiant", "trans", "multi", "inter", "pan", "pasti",
    ];
    let word = text.folded(at);
    text.is_capital(at)
        && word.len() > 7
        && text.is_capital(at + 1)
        && text.gap(at + 1) == Gap::Space
        && !opens(text, at)
        && !text.flags(at).any(Flags::KEPT)
        && BEGINNINGS.iter().any(|start| word.starts_with(start))
}

/// A word that only opens the sentence: "Sono Punto Luce di Marini Luca".
fn is_opener(text: &Text<'_>, at: usize) -> bool {
    opens(text, at) && text.is(at, Role::Opener)
}

/// "SO.GE.CO. Costruzioni": two or more short parts in capitals with points.
pub(super) fn pointed(text: &Text<'_>, at: usize) -> Option<Claim> {
    // "Pal.Mi.Ra. Costruzioni"
    let syllable = |one: usize| {
        text.is_capital(one)
            && (2..=3).contains(&text.written(one).len())
            && !is_title(text, one)
            && !matches!(text.lower(one), "ra" | "ssa" | "mo" | "ma" | "le") | (one > at)
    };
    let part = |one: usize| {
        (text.is_upper(one) && (2..=4).contains(&text.written(one).len()) || syllable(one))
            && text.is_mark(one + 1, &['.'])
            && text.gap(one + 1) == Gap::None
    };
    let quoted = at > 0 && text.is_mark(at - 1, &['"', '“', '«', '(']);
    if !part(at) || at > 0 && text.gap(at) == Gap::None && !quoted {
        return None;
    }
    let mut last = at;
    while text.gap(last + 2) == Gap::None
        && (part(last + 2) || text.is_upper(last + 2) || text.is_initial(last + 2))
    {
        last += 2;
    }
    let all_kept = (at..=last).step_by(2).all(|one| text.flags(one).any(Flags::KEPT));
    let upper = (at..=last).step_by(2).all(|one| text.is_upper(one) || text.is_initial(one));
    let point = text.is_mark(last + 1, &['.']);
    let named = point && text.is_capital(last + 2) && text.gap(last + 2) == Gap::Space;
    let plain = Flags::COMMON.with(Flags::KEPT);
    let known =
        (at..=last).step_by(2).all(|one| text.flags(one).any(plain)) || text.is(at, Role::Street);
    if last == at || all_kept || !upper && (!named || known) {
        return None;
    }
    let mut end = last;
    let point = usize::from(text.is_mark(last + 1, &['.']));
    while text.is_capital(end + 1 + point * usize::from(end == last))
        && text.gap(end + 1 + point * usize::from(end == last)) == Gap::Space
        && end < last + 4
    {
        end += 1 + point * usize::from(end == last);
    }
    Some(Claim { first: at, last: end, kind: Kind::Firm })
}
