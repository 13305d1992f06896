//! Surnames that are words too, where a mark sets them apart: the value of a label, a vocative, what
//! stands in brackets, "vedova Carta".

use super::super::context::{is_courtesy, is_title};
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Gap, Text};

/// Whether a word with a capital is somebody by the marks around it.
pub(super) fn is_set_apart(text: &Text<'_>, at: usize) -> bool {
    let flags = text.flags(at);
    if flags.any(Flags::KEPT)
        || text.is_upper(at)
        || text.written(at).len() < 3
        || is_title(text, at)
        || is_courtesy(text, at)
        || text.is(at, Role::Kin)
    {
        return false;
    }
    // "Operatore: Benvenuto!", "Operatore [person]: Trovato": who speaks is told before the mark.
    let speaker = (2..=3).filter_map(|back| at.checked_sub(back)).any(|one| {
        matches!(text.lower(one), "operatore" | "operatrice" | "bot" | "agent" | "assistente")
    });
    if speaker && text.is_mark(at - 1, &[':']) && flags.any(Flags::COMMON) {
        return false;
    }
    // "vedova Carta", "ved. Sale"
    let point = usize::from(at > 1 && text.is_mark(at - 1, &['.']));
    let widow = at.checked_sub(1 + point).is_some_and(|one| {
        matches!(text.lower(one), "ved" | "vedova" | "vedovo" | "coniugata" | "maritata" | "detto")
    });
    if widow && text.follows(at) {
        return true;
    }
    flags.any(Flags::LAST)
        && (is_value(text, at)
            || is_called_out(text, at)
            || is_bracketed(text, at)
            || is_double(text, at)
            || is_with(text, at)
            || text.lower(at + 1) == "c" && text.is_mark(at + 2, &['/']) && text.follows(at + 2))
}

/// "Addetto: Vento.", "DA: Villa;": all there is after a label.
fn is_value(text: &Text<'_>, at: usize) -> bool {
    let labelled = at > 1
        && text.is_mark(at - 1, &[':'])
        && text.gap(at) == Gap::Space
        && text.is_word(at - 2);
    let whole = text.gap(at + 1) == Gap::Line
        || text.is_mark(at + 1, &['.', ',', ';', '(', '/', ')', '-', '–', '|']);
    // What has such values: "Colore: Bianco."
    let thing = matches!(
        text.lower(at.saturating_sub(2)),
        "colore"
            | "tipo"
            | "piano"
            | "zona"
            | "materiale"
            | "taglia"
            | "modello"
            | "stato"
            | "esito"
            | "motivo"
            | "oggetto"
            | "nota"
            | "note"
            | "tema"
            | "marca"
            | "colour"
            | "color"
            | "type"
            | "status"
            | "subject"
            | "ps"
            | "causale"
            | "prodotto"
            | "servizio"
            | "offerta"
            | "reparto"
            | "settore"
            | "ufficio"
            | "città"
            | "comune"
            | "luogo"
            | "operatore"
            | "operatrice"
            | "bot"
            | "chatbot"
            | "assistente"
            | "agent"
            | "op"
            | "sede"
            | "prov"
            | "provincia"
            | "località"
            | "from"
    );
    labelled && whole && !thing
}

/// "Ferro, sono Ketty", "Pace ti ho mandato": who is spoken to at the beginning.
fn is_called_out(text: &Text<'_>, at: usize) -> bool {
    let begins = at == 0 || text.gap(at) == Gap::Line;
    let to_you = matches!(text.lower(at + 1), "ti" | "vi" | "scusa" | "senti")
        && matches!(
            text.lower(at + 2),
            "ho" | "abbiamo" | "scrivo" | "mando" | "giro" | "se" | "ma"
        );
    // "Conti (hotel in Como)", "Prato dell'assistenza"
    let office = text.is_mark(at + 1, &['(']) && text.gap(at + 1) == Gap::Space
        || matches!(text.lower(at + 1), "dell" | "del" | "della")
            && (2..=3).any(|ahead| super::wordy::is_office(text, at + ahead));
    let office = office && (begins || super::super::context::opens(text, at));
    // "Ferro ho parlato", "Prato pf richiama tu"
    let told = at == 0
        && matches!(
            text.lower(at + 1),
            "ho" | "abbiamo" | "puoi" | "pf" | "ci" | "mi" | "guarda" | "vedi" | "richiama"
        );
    // "h 23.10 – Villa, Barletta"
    let listed = at > 0
        && text.is_mark(at - 1, &['–', '-', '—'])
        && text.gap(at) == Gap::Space
        && text.gap(at - 1) == Gap::Space
        && text.is_mark(at + 1, &[',']);
    begins && (text.is_mark(at + 1, &[',']) || to_you) || told || listed || office
}

/// "(Testa?)", "[Greco - assistenza]"
fn is_bracketed(text: &Text<'_>, at: usize) -> bool {
    let open = at > 0 && text.is_mark(at - 1, &['(', '[']) && text.gap(at) == Gap::None;
    open && (text.is_mark(at + 1, &[')', ']', '?', '-', '–', ',']) || !text.is_word(at + 1))
}

/// "Serra-Conti"
fn is_double(text: &Text<'_>, at: usize) -> bool {
    let surname = |one: usize| text.is_capital(one) && text.flags(one).any(Flags::LAST);
    text.is_mark(at + 1, &['-'])
        && text.gap(at + 1) == Gap::None
        && text.gap(at + 2) == Gap::None
        && surname(at + 2)
}

/// "w/ Riva", "resp. Mare", "ref. Ferro"
fn is_with(text: &Text<'_>, at: usize) -> bool {
    let word = |back: usize| at.checked_sub(back).map(|one| text.lower(one)).unwrap_or_default();
    let with = text.is_mark(at.saturating_sub(1), &['/']) && matches!(word(2), "w" | "c");
    let office = text.is_mark(at.saturating_sub(1), &['.'])
        && matches!(
            word(2),
            "resp"
                | "ref"
                | "fam"
                | "op"
                | "add"
                | "tec"
                | "amm"
                | "dir"
                | "cav"
                | "coll"
                | "magg"
                | "mar"
                | "ten"
                | "cap"
                | "ass"
                | "isp"
                | "ag"
                | "sq"
        );
    at > 1 && text.gap(at) == Gap::Space && (with || office)
}
