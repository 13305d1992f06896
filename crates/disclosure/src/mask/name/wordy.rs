//! Names in small letters that are ordinary words too, told by an office, kin or what is asked.

use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::Text;
use super::lower::is_spoken_with;
use super::{ends, is_wordlike};

/// Whether what is asked or told here can be only somebody, whatever the name means elsewhere.
pub(super) fn named_by_frame(text: &Text<'_>, at: usize) -> bool {
    let flags = text.flags(at);
    let long = text.written(at).len();
    // "call art on 07700 900 812"
    let rung = flags.any(Flags::FIRST)
        && long > 2
        && matches!(text.lower(at.saturating_sub(1)), "call" | "ring" | "phone" | "text")
        && text.lower(at + 1) == "on"
        && (text.is_hidden(at + 2) || !text.digits(at + 2).is_empty());
    // "can drew ring me back", "hi this is joy,"
    let asked = flags.any(Flags::FIRST)
        && matches!(text.lower(at.saturating_sub(1)), "can" | "could")
        && matches!(text.lower(at + 1), "call" | "ring" | "email" | "text" | "phone" | "contact")
        && matches!(text.lower(at + 2), "me" | "us" | "back" | "you");
    let this_is = flags.any(Flags::FIRST)
        && at > 1
        && text.lower(at - 1) == "is"
        && text.lower(at - 2) == "this"
        && (text.is_mark(at + 1, &[',']) || matches!(text.lower(at + 1), "from" | "here" | "at"));
    // "parlate con santo di magazzino", "felice di nome"
    let office =
        is_office(text, at + 2) && matches!(text.lower(at + 1), "di" | "del" | "della" | "dello");
    // "ho dato i documenti a guerra del terzo sportello"
    let counter = matches!(text.lower(at + 1), "di" | "del" | "della" | "dello" | "dell")
        && (2..=4).any(|ahead| is_office(text, at + ahead))
        && matches!(text.lower(at.saturating_sub(1)), "a" | "da" | "con" | "di" | "per" | "to")
        && flags.any(Flags::NAME)
        && !text.is(at, Role::Small)
        && long > 3;
    let spoken_with = flags.any(Flags::FIRST) && office && is_spoken_with(text, at) || counter;
    let by_name = flags.any(Flags::NAME)
        && text.lower(at + 1) == "di"
        && matches!(text.lower(at + 2), "nome" | "cognome")
        && matches!(text.lower(at.saturating_sub(1)), "sono" | "e" | "è" | "fa" | "si")
        && !text.is_capital(at + 3)
        && text.follows(at + 2);
    rung || asked || this_is || spoken_with || by_name
}

/// A counter or a department, where somebody works.
pub(super) fn is_office(text: &Text<'_>, at: usize) -> bool {
    matches!(
        text.lower(at),
        "magazzino"
            | "amministrazione"
            | "contabilità"
            | "cassa"
            | "segreteria"
            | "reparto"
            | "sportello"
            | "assistenza"
            | "ufficio"
            | "vendite"
            | "portineria"
            | "reception"
            | "commerciale"
            | "qualità"
            | "sinistri"
            | "officina"
            | "desk"
    )
}

/// "l'avvocato greco.", "IL GEOMETRA PANE CHE": a surname that is a word, after an office.
pub(super) fn is_after_office(text: &Text<'_>, at: usize) -> bool {
    let Some(office) = at.checked_sub(1) else { return false };
    let goes_on = ends(text, at + 1)
        || text.is(at + 1, Role::Does)
        || matches!(text.lower(at + 1), "che" | "e" | "di" | "per" | "ha");
    let door = matches!(text.lower(office), "citofono" | "campanello");
    // "la signora prato abita": who is addressed is no subject.
    let lady = matches!(text.lower(office), "signora" | "signor" | "signorina")
        && (text.is(at + 1, Role::Does)
            || matches!(text.lower(at + 1), "e" | "che")
            || ends(text, at + 1))
        && text.flags(at).any(Flags::LAST)
        && (text.written(at).len() > 3 && !is_wordlike(text, at)
            || matches!(
                text.lower(at),
                "pace"
                    | "luce"
                    | "sole"
                    | "mare"
                    | "festa"
                    | "stella"
                    | "torre"
                    | "chiesa"
                    | "sale"
                    | "lago"
                    | "campo"
                    | "costa"
                    | "conti"
                    | "carta"
                    | "porta"
                    | "manca"
                    | "guerra"
            ));
    if lady {
        return true;
    }
    (text.is(office, Role::TitleWord) || door)
        && !text.lower(office).starts_with("sign")
        && text.lower(office).len() > 4
        && text.flags(at).any(Flags::LAST)
        && text.written(at).len() > 3
        && !is_wordlike(text, at)
        && goes_on
}

/// "la mia vicina stella ha", and in capitals "CLIENTE BIANCO ROSSO".
pub(super) fn is_kin_who(text: &Text<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let time = matches!(
        text.lower(at),
        "prima"
            | "ora"
            | "vero"
            | "vera"
            | "sera"
            | "mattina"
            | "sabato"
            | "domenica"
            | "sole"
            | "solo"
            | "sempre"
            | "mila"
            | "casa"
            | "porta"
            | "resta"
            | "manca"
            | "torna"
            | "vale"
            | "costa"
            | "salvo"
            | "chiama"
    );
    let kin =
        text.is(before, Role::Kin) || matches!(text.lower(before), "cliente" | "signora" | "sig");
    let said = matches!(text.lower(at + 1), "ha" | "mi" | "dice" | "aveva" | "said" | "says");
    let adverb =
        matches!(text.lower(at), "prima" | "ora" | "vero" | "vera" | "sempre" | "solo" | "sera");
    if text.is(before, Role::Kin) && said && !adverb && text.follows(at) {
        return true;
    }
    let who = text.is(at + 1, Role::Does) && text.flags(at).any(Flags::FIRST)
        || text.is_upper(at) && text.flags(at + 1).any(Flags::NAME) && text.follows(at + 1);
    kin && !time && who && text.follows(at)
}

/// "passami fontana", "avvisa bruno": what is called or told is somebody.
pub(super) fn is_called(text: &Text<'_>, at: usize) -> bool {
    at > 0
        && text.follows(at)
        && matches!(
            text.lower(at - 1),
            "richiamare"
                | "chiamare"
                | "avvisare"
                | "avvisa"
                | "avvisate"
                | "contattare"
                | "sollecitare"
                | "ringraziare"
                | "ringrazio"
                | "passami"
                | "salutami"
                | "salutate"
                | "sentire"
                | "sentito"
                | "sentita"
                | "interpellare"
                | "avvertire"
                | "avverti"
                | "risponde"
                | "dillo"
                | "phone"
                | "ring"
        )
}

/// "my mum ivy is": a short name.
pub(super) fn is_own(text: &Text<'_>, at: usize) -> bool {
    text.flags(at).any(Flags::FIRST)
        && text.written(at).len() == 3
        && at > 1
        && text.lower(at - 2) == "my"
        && text.is(at - 1, Role::Kin)
        && (text.is(at + 1, Role::Does) || text.lower(at + 1) == "is")
        && !matches!(text.lower(at), "may" | "can" | "has" | "did" | "sue")
}

/// "il mio nome è italia"
pub(super) fn is_place_name(text: &Text<'_>, at: usize) -> bool {
    text.flags(at).any(Flags::PLACE)
        && matches!(text.lower(at.saturating_sub(1)), "è" | "is" | "chiamo" | "s")
        && (ends(text, at + 1) || text.flags(at + 1).any(Flags::LAST))
}
