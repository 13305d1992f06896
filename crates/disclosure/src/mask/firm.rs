//! Firms with their legal form: "Ferramenta Bruni S.n.c.", "Smith & Sons Ltd".

mod bare;
pub(super) mod beyond;
mod bought;
mod brothers;
mod coined;
mod headed;
mod leads;
mod ordinary;
mod shouted;
mod signed;
mod small;
mod told;

use super::Kind;
use super::lexicon::Flags;
use super::role::Role;
use super::text::{Claim, Gap, Text};
use bare::{bare_english, bare_partners, bare_trade};
use brothers::{abbreviated, bed, brothers, with_number};
pub(super) use coined::ends_firm;
use coined::{english, is_coined, owned, pair, pointed};
pub(super) use headed::find_headed;
use ordinary::ordinary;
use signed::{answered, shop, signed};
use small::small_trade;
use told::told;

/// Legal forms, as letters without points.
const FORMS: &[&str] = &[
    "srl",
    "ss",
    "srls",
    "spa",
    "snc",
    "sas",
    "sapa",
    "scarl",
    "scrl",
    "arl",
    "sdf",
    "soccoop",
    "coop",
    "onlus",
    "aps",
    "asd",
    "ssd",
    "stp",
    "ltd",
    "limited",
    "llc",
    "llp",
    "plc",
    "inc",
    "gmbh",
    "cic",
    "sarl",
    "bv",
    "sro",
    "doo",
    "srlu",
    "cooperativa",
    "corp",
    "sagr",
    "ssagr",
    "socagr",
    "socagricola",
    "soccooperativa",
    "ssocagr",
    "scpa",
    "sca",
    "sagl",
    "ets",
    "odv",
    "slu",
    "ohg",
    "sa",
    "ag",
    "ug",
    "oy",
    "ab",
    "lp",
    "pty",
    "pvt",
    "kg",
    "kgaa",
    "gbr",
    "ek",
];
/// The most words of a firm's name.
const WORDS_MAX: usize = 8;

pub(super) fn find(text: &Text<'_>, claims: &mut Vec<Claim>) {
    let mut at = 0;
    while at < text.len() {
        if let Some(claim) = pointed(text, at)
            .or_else(|| brothers(text, at))
            .or_else(|| bed(text, at))
            .or_else(|| abbreviated(text, at))
            .or_else(|| shouted::shouted(text, at))
            .or_else(|| ordinary(text, at))
            .or_else(|| bare_trade(text, at))
            .or_else(|| bare_english(text, at))
            .or_else(|| bare_partners(text, at))
            .or_else(|| trade(text, at))
            .or_else(|| pair(text, at))
            .or_else(|| owned(text, at))
            .or_else(|| english(text, at))
            .or_else(|| told(text, at))
            .or_else(|| shop(text, at))
            .or_else(|| signed(text, at))
            .or_else(|| answered(text, at))
        {
            at = claim.last.max(at) + 1;
            claims.push(claim);
            continue;
        }
        let form = form_at(text, at).or_else(|| partners_at(text, at));
        if let Some(end) = form {
            let first = beginning(text, at);
            if first < at {
                let last = partners(text, end);
                claims.push(Claim { first, last, kind: Kind::Firm });
                at = last;
            }
        }
        at += 1;
    }
}

/// The last token of a legal form that begins here, with points and blanks between its letters.
fn form_at(text: &Text<'_>, at: usize) -> Option<usize> {
    if !text.is_word(at) || at == 0 {
        return None;
    }
    let mut letters = String::new();
    let mut found = None;
    let mut next = at;
    while next < at + 12 && (next == at || text.follows(next)) {
        if text.is_word(next) {
            let single = text.lower(next).chars().nth(1).is_none();
            let goes_on = matches!(letters.as_str(), "soc" | "s" | "ssoc")
                && matches!(text.lower(next), "agr" | "coop" | "agricola" | "cooperativa" | "soc");
            if !single && next > at && !goes_on {
                break;
            }
            letters.push_str(text.lower(next));
            if FORMS.contains(&letters.as_str()) {
                found = Some(next);
            }
        } else if !text.is_mark(next, &['.']) {
            break;
        }
        next += 1;
    }
    let end = found?;
    // "s.s." is a partnership, "SS 12" a road.
    if letters == "ss" && (end == at || !text.is_mark(at + 1, &['.'])) {
        return None;
    }
    // "oppure AB21": a form of another country needs a name before it.
    let foreign =
        matches!(letters.as_str(), "ab" | "ag" | "sa" | "oy" | "ug" | "lp" | "bv" | "ets" | "kg");
    if foreign
        && !(text.is_capital(at - 1) || text.is_hidden(at - 1) || text.mark(at - 1).is_some())
        || foreign && !text.digits(at + 1).is_empty() && text.gap(at + 1) == Gap::None
    {
        return None;
    }
    // Ordinary words such as "coop" and "limited" need a capital or a point.
    let ordinary = matches!(
        text.lower(at),
        "coop"
            | "limited"
            | "inc"
            | "cooperativa"
            | "corp"
            | "aps"
            | "onlus"
            | "arl"
            | "sa"
            | "ag"
            | "ab"
            | "oy"
            | "ug"
            | "lp"
            | "ets"
            | "odv"
            | "pty"
            | "pvt"
    ) && !text.is_capital(at);
    let short = matches!(
        letters.as_str(),
        "sa" | "ag" | "ab" | "ug" | "lp" | "oy" | "ets" | "slu" | "kg" | "ek" | "gbr"
    );
    if letters == "kg" && is_weight(text, at) {
        return None;
    }
    let ordinary = ordinary || short && !text.is_capital(at);
    (!ordinary).then_some(
        end + usize::from(
            text.is_mark(end + 1, &['.']) && text.gap(end + 1) == Gap::None && end > at,
        ),
    )
}

/// "5 KG", "Peso KG 12" are no firms.
fn is_weight(text: &Text<'_>, at: usize) -> bool {
    !text.is_upper(at)
        || !text.digits(at + 1).is_empty()
        || text.mark(at - 1).is_some()
        || text.flags(at - 1).any(Flags::COMMON.with(Flags::KEPT))
}

/// `& Figli`, `e Figli`, `& C.`, `& Sons`, `& Co`.
fn partners_at(text: &Text<'_>, at: usize) -> Option<usize> {
    let and = text.is_mark(at, &['&']) || matches!(text.lower(at), "e" | "and");
    let word = text.lower(at + 1);
    let is_partners = matches!(
        word,
        "figli"
            | "figlio"
            | "sons"
            | "son"
            | "daughters"
            | "co"
            | "partners"
            | "associati"
            | "fratelli"
            | "soci"
    ) && text.is_capital(at + 1)
        || word == "c" && text.is_mark(at, &['&'])
        || text.is_initial(at + 1) && word == "c" && text.is_mark(at + 2, &['.']);
    (and && is_partners && text.follows(at + 1)).then(|| form_at(text, at + 2).unwrap_or(at + 1))
}

/// The first token of the name before a legal form.
fn beginning(text: &Text<'_>, form: usize) -> usize {
    let mut first = form;
    let mut at = form;
    let mut lower_left = 3;
    while at > 0 && form - at < WORDS_MAX + 4 && text.follows(at) {
        at -= 1;
        let joint = text.is_mark(at, &['&', '\'', '’', '.', '-', ',', '"', '“', '”']);
        let small = matches!(
            text.lower(at),
            "e" | "di"
                | "f"
                | "lli"
                | "and"
                | "of"
                | "the"
                | "dei"
                | "del"
                | "della"
                | "da"
                | "d"
                | "l"
                | "s"
                | "dell"
        );
        let article = matches!(text.lower(at), "la" | "il" | "lo" | "le" | "the" | "gli" | "i")
            && first == at + 1;
        let name = text.is_hidden(at) || text.is_capital(at) && (article || !is_greeting(text, at));
        if name {
            first = at;
        } else if text.is_mark(at, &[',', '.'])
            && text.gap(at + 1) > Gap::None
            && !(at > 0 && text.is_initial(at - 1))
            && at + 1 != form
        {
            break;
        } else if !joint && !small {
            // "ferramenta bruni snc": a few words in small letters right before the form.
            let is_lower = text.is_word(at)
                && lower_left > 0
                && first == at + 1
                && text.written(at).len() > 3
                && !is_greeting(text, at);
            if !is_lower {
                break;
            }
            lower_left -= 1;
            first = at;
        }
    }
    first
}

/// Whether a word greets or says whose a firm is, and is no part of its name.
fn is_greeting(text: &Text<'_>, at: usize) -> bool {
    text.is(at, Role::BeforeFirm)
}

/// `... S.n.c. di Rossi Mario & C.`
fn partners(text: &Text<'_>, form: usize) -> usize {
    let mut last = form;
    if text.lower(form + 1) == "in"
        && matches!(
            text.lower(form + 2),
            "liquidazione" | "concordato" | "liquidation" | "administration"
        )
    {
        return form + 2;
    }
    if !matches!(text.lower(form + 1), "di" | "of") {
        return last;
    }
    let mut at = form + 2;
    while at < form + 14 && text.follows(at) {
        let joint =
            text.is_mark(at, &['&', '.', ',', '\'']) || matches!(text.lower(at), "e" | "di" | "de");
        if text.is_capital(at) || text.is_hidden(at) {
            last = at + usize::from(text.is_initial(at) && text.is_mark(at + 1, &['.']));
        } else if !joint {
            break;
        }
        at += 1;
    }
    last
}

/// `Bar Tabacchi Da Gigi`, `Cooperativa Agricola San Rocco`, `Studio Legale Neri`.
fn trade(text: &Text<'_>, at: usize) -> Option<Claim> {
    if !text.is(at, Role::Trade) && !is_coined(text, at) {
        return None;
    }
    if !text.is_capital(at) {
        return small_trade(text, at);
    }
    let mut first = at;
    while first > 0
        && text.follows(first)
        && text.gap(first) == Gap::Space
        && text.is_capital(first - 1)
        && (!super::context::opens(text, first - 1) || text.is(first - 1, Role::Trade))
        && !is_greeting(text, first - 1)
    {
        first -= 1;
    }
    let last = capitals_after(text, at);
    let named =
        (at + 1..=last).any(|one| text.is_capital(one) && !text.flags(one).any(Flags::KEPT));
    // "Cartotecnica Nord Ovest": words of no name, but two of them.
    let doubled = last > at + 1
        && !text.flags(at).any(Flags::KEPT)
        && text.is_capital(at + 1)
        && text.is_capital(at + 2);
    if !named && !doubled {
        return None;
    }
    let last = with_number(text, last);
    // "Condominio Galvani 12"
    let number = (1..=3).contains(&text.digits(last + 1).len())
        && text.gap(last + 1) == Gap::Space
        && (text.gap(last + 2) == Gap::Line || text.is_mark(last + 2, &['.', ',', ';', ')', '/']));
    let last = if number { last + 1 } else { last };
    let last = form_at(text, last + 1).or_else(|| partners_at(text, last + 1)).unwrap_or(last);
    Some(Claim { first, last: partners(text, last), kind: Kind::Firm })
}

/// The last of the words with capitals after a trade, small words and marks between.
fn capitals_after(text: &Text<'_>, at: usize) -> usize {
    let mut last = at;
    let mut next = at + 1;
    while next < at + 9 && text.follows(next) && form_at(text, next).is_none() {
        let small = matches!(
            text.folded(next),
            "di" | "da"
                | "dei"
                | "del"
                | "della"
                | "e"
                | "al"
                | "alla"
                | "il"
                | "la"
                | "d"
                | "dell"
                | "i"
                | "le"
                | "de"
        ) || text.is_mark(next, &['&', '\'', '’', '"', '“', '”'])
            || matches!(text.folded(next), "a" | "ai" | "in" | "lo" | "gli" | "dello" | "degli")
            || text.is_mark(next, &['.', '-'])
                && text.gap(next) == Gap::None
                && text.follows(next + 1)
                && (text.is(next - 1, Role::Title)
                    || text.is_mark(next, &['-'])
                    || text.folded(next - 1) == "f")
            || matches!(text.folded(next), "lli" | "ssa" | "ra");
        // "Autofficina 2M"
        let glued = (1..=3).contains(&text.digits(next).len())
            && text.is_capital(next + 1)
            && text.gap(next + 1) == Gap::None;
        if glued || (text.is_capital(next) || text.is_hidden(next)) && !is_greeting(text, next) {
            last = next
                + usize::from(
                    text.is_initial(next)
                        && text.is_mark(next + 1, &['.'])
                        && text.follows(next + 2),
                );
        } else if !(small || is_inner_number(text, next)) {
            break;
        }
        next += 1;
    }
    last
}

/// "Carrozzeria 2000 di Piras": a number inside a name.
fn is_inner_number(text: &Text<'_>, at: usize) -> bool {
    (1..=4).contains(&text.digits(at).len())
        && (matches!(text.lower(at + 1), "di" | "da" | "dei") && text.is_capital(at + 2)
            || form_at(text, at + 1).is_some())
}
