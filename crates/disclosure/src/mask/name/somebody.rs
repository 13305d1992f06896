//! Words that are somebody by what stands around them, whatever else they mean.

use super::super::context::{Expects, is_courtesy, is_title, opens};
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Gap, Text};
use super::lower::{acts, has_article, is_spoken_with};
use super::wordy::is_called;

/// Labels of those who did something, which a surname follows.
const DOERS: &[&str] = &[
    "letto",
    "approvato",
    "visto",
    "redatto",
    "verificato",
    "compilato",
    "inviato",
    "ricevuto",
    "assegnato",
    "eseguito",
    "controllato",
    "segnalato",
    "operatore",
    "tecnico",
    "copia",
    "presenti",
    "assenti",
    "presente",
    "assente",
    "partecipanti",
    "relatore",
    "responsabile",
    "resp",
    "autore",
    "autista",
    "perito",
    "collaudatore",
    "magazziniere",
    "capoturno",
    "turno",
    "preposto",
    "istruttore",
    "attendees",
    "present",
    "absent",
    "apologies",
    "driver",
    "author",
    "assigned",
    "approved",
    "reviewed",
];

/// "Grace, her supervisor", "Virginia, la responsabile": who somebody is after a comma.
pub(super) fn has_office_after(text: &Text<'_>, at: usize) -> bool {
    let determiner = matches!(
        text.lower(at + 2),
        "her"
            | "his"
            | "my"
            | "our"
            | "your"
            | "their"
            | "the"
            | "la"
            | "il"
            | "l"
            | "lo"
            | "mia"
            | "mio"
            | "sua"
            | "suo"
            | "nostra"
            | "nostro"
            | "vostra"
            | "vostro"
            | "una"
            | "un"
    );
    let skip = usize::from(text.is_mark(at + 3, &['\'', '’']));
    let is_somebody = |one: usize| text.is(one, Role::Kin) || text.is(one, Role::TitleWord);
    // "Gallo è mio cognato"
    let own = matches!(
        text.lower(at + 2),
        "mio" | "mia" | "suo" | "sua" | "nostro" | "nostra" | "my" | "our" | "his" | "her"
    );
    if matches!(text.lower(at + 1), "è" | "era" | "is" | "was")
        && own
        && is_somebody(at + 3)
        && text.follows(at + 2)
        && !is_title(text, at)
    {
        return true;
    }
    let thing = !text.is_capital(at)
        && matches!(text.lower(at.saturating_sub(1)), "senza" | "di" | "per" | "in");
    text.is_mark(at + 1, &[',', '('])
        && !thing
        && !is_title(text, at)
        && text.follows(at + 2)
        && (determiner && (is_somebody(at + 3 + skip) || is_somebody(at + 4 + skip))
            || is_somebody(at + 2) && !text.is_capital(at + 2))
}

/// Whether somebody says or wants something: nothing else does, "Domenica chiede ferie".
pub(super) fn speaks(text: &Text<'_>, at: usize) -> bool {
    text.follows(at + 1)
        && (matches!(
            text.lower(at + 1),
            "chiede"
                | "dice"
                | "conferma"
                | "segnala"
                | "risponde"
                | "sostiene"
                | "riferisce"
                | "propone"
                | "vuole"
                | "ritiene"
                | "assicura"
                | "insiste"
                | "ribadisce"
                | "promette"
                | "autorizza"
                | "says"
                | "said"
                | "thinks"
                | "wants"
                | "asks"
                | "speaks"
                | "insists"
                | "reckons"
                | "wrote"
        ) || text.lower(at + 1) == "from"
            && matches!(
                text.lower(at + 2),
                "the" | "your" | "our" | "customer" | "sales" | "billing"
            ))
        && !has_article(text, at)
        && !text.is_upper(at)
}

/// The article of a proper name inside a sentence: "presso La Ginestra", "at The Crown".
pub(super) fn begins_title(text: &Text<'_>, at: usize) -> bool {
    let article = matches!(text.lower(at), "la" | "il" | "lo" | "le" | "gli" | "the" | "i");
    let name = text.is_hidden(at + 1)
        || text.is_capital(at + 1)
            && !text.flags(at + 1).any(Flags::KEPT)
            && !is_title(text, at + 1);
    article
        && name
        && !opens(text, at)
        && text.written(at).len() > 1
        && text.gap(at + 1) == Gap::Space
        && !text.is_upper(at)
}

/// What stands after "nome:" or "cc:", whatever it means elsewhere.
pub(super) fn is_labelled(text: &Text<'_>, at: usize) -> bool {
    // "Ferri c/ Lumaca"
    let against = at > 1
        && text.is_mark(at - 1, &['/'])
        && text.lower(at - 2) == "c"
        && text.gap(at) == Gap::Space
        && text.gap(at - 1) == Gap::None;
    if against && text.written(at).len() > 2 {
        return true;
    }
    // "Letto: Ferri. Approvato: Monti"
    // "Operatore: Manca il retro" is what somebody says.
    let says = at > 1 && text.lower(at - 2) == "operatore" && text.flags(at).any(Flags::COMMON);
    let done =
        at > 1 && !says && text.flags(at).any(Flags::LAST) && DOERS.contains(&text.lower(at - 2));
    at > 1
        && text.is_mark(at - 1, &[':'])
        && text.follows(at)
        && (done
            || matches!(
                text.lower(at - 2),
                "nome"
                    | "cognome"
                    | "name"
                    | "surname"
                    | "cc"
                    | "intestatario"
                    | "nominativo"
                    | "firmato"
                    | "signed"
            ))
        && !is_courtesy(text, at)
        && !matches!(text.lower(at + 1), "e" | "and")
        && text.written(at).len() > 2
}

/// Whether a town, or a word that is mostly something else, is somebody: "famiglia Napoli",
/// "ho parlato con Messina", "(Volpe)".
pub(super) fn is_town_person(text: &Text<'_>, at: usize, expected: Expects) -> bool {
    let flags = text.flags(at);
    if text.is_upper(at)
        || text.written(at).len() < 3
        || is_title(text, at)
        || is_courtesy(text, at)
    {
        return false;
    }
    let before = at.checked_sub(1);
    let addressed = expected == Expects::Somebody && before.is_some_and(|one| text.is_word(one));
    let alone = before.is_some_and(|one| text.is_mark(one, &['(']))
        && text.is_mark(at + 1, &[')'])
        && flags.any(Flags::NAME)
        && !flags.any(Flags::KEPT)
        && !flags.any(Flags::PLACE);
    let place = flags.any(Flags::PLACE)
        && (addressed
            || is_spoken_with(text, at)
            || is_called(text, at)
            || (acts(text, at) || speaks(text, at)) && !has_article(text, at));
    place || alone || flags.any(Flags::KEPT) && flags.any(Flags::FIRST) && acts(text, at)
}
