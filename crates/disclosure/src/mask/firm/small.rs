//! Shops and firms whose trade is written in small letters: "pizzeria da gigi", "scuola materna Maria".

use super::super::Kind;
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Claim, Gap, Text};
use super::brothers::with_number;
use super::{form_at, is_greeting};

/// `pizzeria da gigi`, `ferramenta bruni`.
pub(super) fn small_trade(text: &Text<'_>, at: usize) -> Option<Claim> {
    if matches!(text.lower(at), "casa" | "villa" | "club") {
        return None;
    }
    let from = matches!(text.lower(at + 1), "da" | "di") && text.follows(at + 1);
    // "scuola materna Maria", "azienda agricola F.lli Meloni"
    let inner = !from
        && !matches!(text.lower(at), "eredi" | "fratelli" | "gruppo")
        && !text.is_capital(at + 1)
        && text.flags(at + 1).any(Flags::ORDINARY)
        && text.written(at + 1).len() > 4
        && text.follows(at + 1)
        && !text.is(at + 1, Role::Does)
        && !text.is(at + 1, Role::Kin)
        && text.is_capital(at + 2)
        && !text.flags(at + 2).any(Flags::KEPT);
    let name = at + 1 + usize::from(from) + usize::from(inner);
    let flags = text.flags(name);
    let strong = flags.any(Flags::NAME) && !flags.any(Flags::ORDINARY);
    let title = text.is_mark(at + 1, &['"', '“', '«']) && text.is_word(at + 2);
    // "centro PC Doctor": a word of no name before one.
    let leads = text.is_capital(name + 1)
        && text.gap(name + 1) == Gap::Space
        && !text.flags(name + 1).any(Flags::KEPT);
    let capital = text.is_capital(name)
        && (!flags.any(Flags::KEPT) || leads)
        && !flags.any(Flags::PLACE)
        && (text.written(name).len() > 2 || text.folded(name) == "f" || leads)
        && text.gap(name) == Gap::Space;
    if capital || title {
        let mut last = if title { at + 2 } else { name };
        while last < at + 8
            && text.follows(last + 1)
            && form_at(text, last + 1).is_none()
            && (text.is_mark(last + 1, &['.']) && text.folded(last) == "f"
                || text.folded(last + 1) == "lli"
                || text.is_mark(last + 1, &['&']) && text.is_capital(last + 2)
                || text.is_mark(last + 1, &['\'', '’'])
                    && text.gap(last + 2) == Gap::None
                    && text.is_capital(last + 2)
                || text.is_capital(last + 1) && !is_greeting(text.lower(last + 1))
                || matches!(
                    text.lower(last + 1),
                    "di" | "e" | "del" | "della" | "dei" | "il" | "la" | "da"
                ) && text.is_capital(last + 2))
        {
            last += 1;
        }
        let last = form_at(text, last + 1).unwrap_or_else(|| with_number(text, last));
        return Some(Claim { first: at, last, kind: Kind::Firm });
    }
    if let Some(last) = hospitable(text, at) {
        return Some(Claim { first: at, last, kind: Kind::Firm });
    }
    let unknown = flags == Flags::default()
        && text.written(name).len() > 3
        && text.is_word(name)
        && !(from && text.lower(at + 1) == "di");
    // "installatore solar piave"
    let trader = matches!(
        text.lower(at),
        "installatore"
            | "rivenditore"
            | "concessionaria"
            | "concessionario"
            | "appaltatore"
            | "manutentore"
            | "ditta"
            | "impresa"
            | "azienda"
    );
    let paired = trader
        && !from
        && text.is_word(name)
        && text.written(name).len() > 3
        && !text.is(name, Role::Does)
        && text.gap(name + 1) == Gap::Space
        && (text.flags(name + 1).any(Flags::PLACE) || text.flags(name + 1).any(Flags::LAST))
        && !text.flags(name + 1).any(Flags::COMMON);
    let named = strong
        || paired
        || unknown
        || from && text.lower(at + 1) == "da" && flags.any(Flags::FIRST);
    // "carrozzeria nuova stella"
    let renewed =
        matches!(text.lower(name), "nuova" | "nuovo" | "new" | "bella" | "san" | "santa" | "punto")
            && text.gap(name + 1) == Gap::Space
            && text.written(name + 1).len() > 3
            && !text.is(name + 1, Role::Does)
            && text.is_word(name + 1)
            && !from;
    if !(named || renewed) || !text.follows(name) {
        return None;
    }
    // "tecno edil di hassan"
    let coined = at > 0
        && text.flags(at - 1) == Flags::default()
        && text.is_word(at - 1)
        && text.gap(at) == Gap::Space
        && text.written(at - 1).len() > 3;
    let first = at - usize::from(coined);
    let mut last = name + usize::from(renewed);
    let further = |one: usize| {
        let flags = text.flags(one);
        text.gap(one) == Gap::Space
            && !text.is_capital(one)
            && text.written(one).len() > 3
            && (flags.any(Flags::NAME) || flags.any(Flags::PLACE) || flags == Flags::default())
            && !flags.any(Flags::COMMON)
            && text.is_word(one)
    };
    while last < name + 3 && further(last + 1) {
        last += 1;
    }
    Some(Claim { first, last, kind: Kind::Firm })
}

/// `pizzeria la bella napoli`: houses named with an article; gives the last word.
fn hospitable(text: &Text<'_>, at: usize) -> Option<usize> {
    let house = matches!(
        text.lower(at),
        "bar"
            | "pizzeria"
            | "ristorante"
            | "trattoria"
            | "osteria"
            | "hotel"
            | "albergo"
            | "agriturismo"
            | "locanda"
            | "gelateria"
            | "pasticceria"
            | "enoteca"
            | "birreria"
            | "pub"
            | "lavanderia"
            | "edicola"
    );
    let article = matches!(
        text.lower(at + 1),
        "la" | "il"
            | "lo"
            | "al"
            | "alla"
            | "da"
            | "dal"
            | "dalla"
            | "dai"
            | "i"
            | "le"
            | "gli"
            | "l"
            | "del"
            | "della"
            | "dei"
    );
    let name = at + 2 + usize::from(text.is_mark(at + 2, &['\'', '’']));
    let time = matches!(
        text.lower(name),
        "mattina"
            | "sera"
            | "notte"
            | "domenica"
            | "sabato"
            | "pomeriggio"
            | "paese"
            | "centro"
            | "piano"
    );
    if !house
        || !article
        || time
        || !text.follows(name)
        || text.written(name).len() < 4
        || !text.is_word(name)
    {
        return None;
    }
    let more = text.gap(name + 1) == Gap::Space
        && (text.flags(name + 1).any(Flags::PLACE) || text.flags(name + 1).any(Flags::NAME))
        && !text.is(name + 1, Role::Does);
    Some(name + usize::from(more))
}
