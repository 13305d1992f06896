//! Short numbers that stand alone: what a meter shows, one thing among several.

use super::super::role::Role;
use super::super::text::{Gap, Text};

/// "il pulmino n. 7", "colonnina n° 14": one thing among several, told by its number.
pub(super) fn is_numbered_thing(text: &Text<'_>, at: usize) -> bool {
    const OTHERS: &[&str] = &[
        "rata",
        "punto",
        "articolo",
        "allegato",
        "comma",
        "fase",
        "sollecito",
        "quesito",
        "domanda",
        "tentativo",
        "paragrafo",
        "pagina",
        "voce",
        "riga",
        "opzione",
        "step",
        "capitolo",
        "tabella",
        "figura",
        "nota",
        "totale",
        "quantità",
        "clausola",
        "errore",
        "volta",
        "scelta",
        "ipotesi",
        "problema",
    ];
    let Some(mark) = at.checked_sub(1).filter(|_| text.follows(at)) else { return false };
    let sign = text.is_mark(mark, &['.', '°', 'º']);
    let Some(word) = mark.checked_sub(1).filter(|_| sign) else { return false };
    let Some(thing) = word.checked_sub(1).filter(|_| matches!(text.lower(word), "n" | "nr")) else {
        return false;
    };
    let noun = text.lower(thing);
    if matches!(noun, "il" | "la" | "è" | "al" | "alla" | "del") && text.follows(word) {
        return true;
    }
    text.is_word(thing)
        && text.follows(word)
        && noun.len() > 4
        && (noun.ends_with('a') || noun.ends_with('o') || noun.ends_with('e'))
        && !text.is_capital(thing)
        && !OTHERS.contains(&noun)
}

/// Whether four digits by themselves may be what a meter shows, a sum or a count.
pub(super) fn is_read(text: &Text<'_>, at: usize) -> bool {
    let near = (at.saturating_sub(10)..at + 6).any(|one| {
        let word = text.lower(one);
        text.is(one, Role::Unit) && word.len() > 1
            || text.mark(one).is_some_and(|mark| "€$£%+=".contains(mark))
            || [
                "lettur", "legg", "segn", "consum", "kwh", "contator", "read", "meter", "import",
                "costo", "prezz", "pag", "rat", "sald", "spes", "total", "calor", "passi", "metr",
                "punt", "temper", "mah", "watt", "model", "versione", "version", "serie", "anno",
                "year", "price", "cost", "paid",
            ]
            .iter()
            .any(|stem| word.starts_with(stem))
    });
    near || at > 0 && text.is_capital(at - 1) && text.gap(at) == Gap::Space
}

/// Whether four digits are the first of several groups, or begin a telephone number.
pub(super) fn is_dictated(text: &Text<'_>, at: usize) -> bool {
    let mark = usize::from(text.is_mark(at + 1, &[',', '-', '/', '.']));
    let goes_on = !text.digits(at + 1 + mark).is_empty() && text.follows(at + 1 + mark);
    goes_on || (at.saturating_sub(4)..at).any(|one| text.is(one, Role::PhoneWord))
}
