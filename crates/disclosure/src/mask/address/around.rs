//! Addresses by what stands around them: a street without its word, numbers before the street.

use super::super::Kind;
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Claim, Gap, Text};
use super::is_number;
use super::rest::rest;

/// A street without its word, known by what follows: "Marconi 15/A Pescara", "piave 12, 31100 treviso".
pub(super) fn unlabelled(text: &Text<'_>, at: usize) -> Option<Claim> {
    let named = text.is_hidden(at) || text.is_word(at) && text.written(at).len() > 3;
    if !named || !is_number(text, at + 1) || text.gap(at + 1) != Gap::Space {
        return None;
    }
    let mut next = at + 2;
    if text.is_mark(next, &['/', '-']) && text.lower(next + 1).len() == 1 {
        next += 2;
    } else if text.lower(next).len() == 1 && text.gap(next) == Gap::None {
        next += 1;
    }
    let comma = text.is_mark(next, &[',', '-', '–']);
    next += usize::from(comma);
    let postcode = text.digits(next).len() == 5 && text.follows(next);
    let capital = text.is_capital(at) || text.is_hidden(at);
    let town = capital
        && text.is_capital(next)
        && text.flags(next).any(Flags::PLACE)
        && text.follows(next);
    let flat = capital
        && matches!(text.lower(next), "int" | "interno" | "scala" | "sc" | "piano")
        && text.follows(next);
    let home = at > 1
        && capital
        && (matches!(
            text.lower(at - 1),
            "indirizzo" | "abito" | "residente" | "domicilio" | "domiciliato" | "address"
        ) || text.is_mark(at - 1, &[':'])
            && matches!(text.lower(at - 2), "indirizzo" | "residenza" | "address" | "domicilio")
            || text.lower(at - 1) == "in"
                && matches!(
                    text.lower(at - 2),
                    "abito" | "residente" | "casa" | "sito" | "abita" | "domiciliato"
                ));
    // "[person], Contrà Porti 12."
    let after = at > 1
        && text.is_hidden(at)
        && text.is_mark(at - 1, &[',', ';'])
        && text.is_hidden(at - 2)
        && (text.gap(at + 2) == Gap::Line || text.is_mark(at + 2, &[',', '.', ';', ')']));
    let home = home || after;
    if !(postcode || town || flat || home)
        || text.is(at, Role::Month)
        || text.is(at, Role::NumberWord)
    {
        return None;
    }
    let mut first = at;
    while first > 0
        && text.gap(first) == Gap::Space
        && (text.is_capital(first - 1)
            && text.written(first - 1).len() > 2
            && !super::super::context::is_courtesy(text, first - 1)
            || text.is_hidden(first - 1))
    {
        first -= 1;
    }
    // "Prato della Valle 41, Padova"
    let joined = first > 1
        && matches!(text.lower(first - 1), "della" | "del" | "dei" | "delle" | "degli" | "di")
        && text.is_capital(first - 2)
        && !text.is_upper(first - 2)
        && text.gap(first) == Gap::Space
        && !super::super::context::is_courtesy(text, first - 2)
        && !text.is(first - 2, Role::Opener)
        && !text.is(first - 2, Role::Kin);
    let first = if joined { first - 2 } else { first };
    Some(Claim { first, last: rest(text, at), kind: Kind::Address })
}

/// Takes in what stands before the street: "al civico 44 di via", "Flat 6, 22 Via", "sc. B int. 4 di viale".
pub(super) fn before_street(text: &Text<'_>, claim: Claim) -> Claim {
    let mut first = claim.first;
    // "22b Via Cernaia"
    let lettered = first > 1
        && text.lower(first - 1).len() == 1
        && text.gap(first - 1) == Gap::None
        && is_number(text, first - 2);
    if lettered {
        first -= 2;
    }
    // "1° Vico Storto"
    let counted = first > 1
        && text.is_mark(first - 1, &['°', 'º'])
        && is_number(text, first - 2)
        && text.follows(first);
    if counted {
        first -= 2;
    }
    let mut at = first;
    while at > 0 && text.follows(at) && claim.first - at < 12 {
        let before = at - 1;
        let labels =
            text.is(before, Role::AddressPart) && !matches!(text.lower(before), "n" | "condominio");
        let told = is_number(text, at)
            && matches!(text.lower(before), "al" | "all" | "numero" | "at" | "n");
        let part = is_number(text, before)
            || text.lower(before).len() == 1
                && !matches!(text.lower(before), "e" | "o" | "i" | "è")
            || matches!(text.lower(before), "di" | "del" | "dell")
            || text.is_mark(before, &[',', '/', '-', '°', 'º', '\'', '’'])
            || text.is_mark(before, &['.']) && text.is(before.saturating_sub(1), Role::AddressPart);
        if labels || is_number(text, before) && at == claim.first {
            first = before;
        } else if told {
            first = at;
        } else if !part {
            break;
        }
        at = before;
    }
    Claim { first: building(text, first).unwrap_or(first), ..claim }
}

/// The house with a name before its street: "Flat 3, Palazzo Orsini, Via dei Coronari".
fn building(text: &Text<'_>, street: usize) -> Option<usize> {
    let mark = street.checked_sub(1).filter(|&one| text.is_mark(one, &[',', '-', '–']))?;
    let mut first = mark;
    while first > 0 && mark - first < 4 && text.follows(first) {
        let before = first - 1;
        let plain = text.is_capital(before)
            || text.is_hidden(before)
            || text.is(before, Role::Small)
            || text.is_mark(before, &['\'', '’']);
        first = before;
        let ca = text.lower(first) == "ca" && text.is_mark(first + 1, &['\'', '’']);
        // "l'indirizzo di casa, via": a house has a name.
        let house = ca
            || first + 1 < mark
                && matches!(
                    text.lower(first),
                    "palazzo"
                        | "villa"
                        | "residence"
                        | "residenza"
                        | "condominio"
                        | "torre"
                        | "parco"
                        | "casa"
                        | "complesso"
                        | "palazzina"
                        | "masseria"
                        | "cascina"
                );
        if house {
            let whole = first > 0
                && text.follows(first)
                && matches!(text.lower(first - 1), "condominio" | "residence" | "complesso");
            first -= usize::from(whole);
            let flat = first.checked_sub(3).filter(|&one| {
                text.is(one, Role::AddressPart)
                    && is_number(text, one + 1)
                    && text.is_mark(one + 2, &[','])
            });
            return Some(flat.unwrap_or(first));
        }
        if !plain {
            return None;
        }
    }
    None
}
