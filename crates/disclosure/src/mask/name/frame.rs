//! Frames of a sentence that only somebody stands in: "per conto di ...", "è passato ...", "ask for ...".

use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Gap, Text};
use super::lower::has_article;
use super::verbs::{has_done, is_done, is_participle};
use super::whole::{is_doer, is_speaker, is_whole_name};
use super::{ends, is_strong, is_unknown, is_wordlike};

/// Before "di" and a name.
const OF: &[&str] = &[
    "parte",
    "conto",
    "nome",
    "attenzione",
    "ricordi",
    "ricorda",
    "cognome",
    "colpa",
    "merito",
    "mail",
    "telefono",
    "numero",
    "firma",
    "delega",
    "fiducia",
    "assenza",
    "posto",
    "compagnia",
];
/// Before "a" and a name.
const TO: &[&str] = &[
    "insieme",
    "intestata",
    "intestato",
    "intestate",
    "intestati",
    "chiavi",
    "parlato",
    "chiesto",
    "detto",
    "dato",
    "scritto",
    "consegnato",
    "lasciato",
    "affidato",
    "telefonato",
    "mandato",
    "chiedi",
    "chieda",
    "chiedete",
    "dillo",
    "dica",
    "dite",
    "passato",
    "inviato",
    "venduto",
    "va",
    "girato",
    "girata",
    "documenti",
    "mail",
];
/// Verbs that call or look for somebody.
const CALLS: &[&str] = &[
    "avvisate",
    "avvisi",
    "avvisa",
    "chiamate",
    "contattate",
    "contatti",
    "contattare",
    "cercate",
    "cerco",
    "cercavo",
    "cercare",
    "manda",
    "ritira",
    "accompagna",
    "sentite",
    "salutate",
    "salutami",
    "saluta",
    "pensa",
    "anche",
    "ask",
    "let",
    "contact",
    "email",
    "text",
    "avvertite",
    "ringraziate",
    "ringrazio",
    "passatemi",
    "conosco",
];
/// What goes on after a name.
const AFTER: &[&str] = &[
    "del",
    "della",
    "dell",
    "dello",
    "alle",
    "domani",
    "ieri",
    "oggi",
    "che",
    "al",
    "in",
    "per",
    "stamattina",
    "stasera",
    "dopo",
    "e",
    "at",
    "from",
    "about",
    "on",
    "who",
    "yesterday",
    "today",
    "again",
    "this",
    "and",
    "subito",
    "dice",
    "ha",
    "se",
    "alla",
    "ad",
    "ma",
    "da",
    "know",
    "i",
    "she",
    "he",
];
/// What somebody is asked to do.
const ASKED: &[&str] = &[
    "call", "ring", "send", "email", "check", "come", "help", "explain", "text", "get", "phone",
    "confirm", "sign", "reply", "answer", "look", "sort", "fix",
];

/// Whether a word in small letters stands where only somebody stands.
pub(super) fn framed(text: &Text<'_>, at: usize) -> bool {
    let flags = text.flags(at);
    if is_whole_name(text, at) || is_speaker(text, at) || is_doer(text, at) {
        return true;
    }
    let unknown = is_unknown(text, at) && text.written(at).len() > 3;
    let first = flags.any(Flags::FIRST) && !is_wordlike(text, at);
    let last = is_strong(text, at) && text.written(at).len() > 3;
    if text.written(at).len() < 3 || flags.any(Flags::KEPT) || !(unknown || first || last) {
        return false;
    }
    after_preposition(text, at)
        || after_verb(text, at)
        || before_verb(text, at)
        || (unknown || last) && of_whom(text, at)
}

/// "per conto di", "insieme a", "firmato da", "con ... della cassa"
fn after_preposition(text: &Text<'_>, at: usize) -> bool {
    let Some(second) = at.checked_sub(2).filter(|_| text.follows(at)) else { return false };
    let before = text.lower(second);
    let goes_on = AFTER.contains(&text.lower(at + 1));
    match text.lower(at - 1) {
        "di" => OF.contains(&before) || text.is(second, Role::Kin),
        "of" => before == "behalf" || text.is(second, Role::Kin),
        "a" | "ad" => TO.contains(&before),
        "da" => is_participle(before),
        "by" => {
            before.len() > 3 && (before.ends_with("ed") || before.ends_with("en"))
                || before == "sent"
        }
        "under" => true,
        "con" | "with" | "to" => goes_on && !matches!(text.lower(at + 1), "e" | "and" | "i"),
        "for" => matches!(before, "ask" | "asked" | "asking" | "looking"),
        "called" | "named" => matches!(
            before,
            "guy"
                | "man"
                | "woman"
                | "girl"
                | "boy"
                | "someone"
                | "somebody"
                | "person"
                | "lady"
                | "bloke"
                | "chap"
                | "lad"
                | "agent"
                | "engineer"
        ),
        // "c'è ... che conferma"
        "è" => {
            text.lower(second) == "c" && ends(text, at + 1)
                || second > 0 && text.is_mark(second, &['\'', '’']) && text.lower(second - 1) == "c"
        }
        _ => false,
    }
}

/// "avvisate ...", "è passato ... ieri", "it was ... who", "can ... call me"
fn after_verb(text: &Text<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|_| text.follows(at)) else { return false };
    let word = text.lower(before);
    let next = text.lower(at + 1);
    let closed = ends(text, at + 1) || AFTER.contains(&next);
    let auxiliary =
        before > 0 && matches!(text.lower(before - 1), "ha" | "è" | "e" | "avete" | "hanno");
    CALLS.contains(&word) && closed
        || word == "secondo" && matches!(next, "è" | "non" | "va" | "ha")
        || word == "is" && next == "there"
        || is_participle(word)
            && text.lower(before.saturating_sub(1)) == "ha"
            && closed
            && text.mark(at + 1).is_none()
        || is_done(word) && auxiliary && (closed || is_unknown(text, at))
        || matches!(word, "was" | "stato" | "stata") && matches!(next, "who" | "a" | "che")
        || matches!(word, "can" | "could" | "did" | "does") && ASKED.contains(&next)
}

/// "... ha firmato", "... from billing", "..., mi richiami?"
fn before_verb(text: &Text<'_>, at: usize) -> bool {
    let (next, after) = (text.lower(at + 1), text.lower(at + 2));
    let done = next == "ha" && has_done(after);
    let office = next == "from"
        && matches!(after, "the" | "your" | "our" | "billing" | "sales" | "support" | "accounts");
    let called = at == 0
        && text.is_mark(1, &[','])
        && matches!(
            after,
            "mi" | "ti" | "ci" | "puoi" | "può" | "can" | "could" | "please" | "are"
        );
    let person = match next {
        "non" => {
            matches!(after, "abita" | "vive" | "lavora" | "risponde" | "sta" | "dorme" | "firma")
        }
        "è" => matches!(
            after,
            "venuto"
                | "venuta"
                | "passato"
                | "passata"
                | "uscito"
                | "uscita"
                | "tornato"
                | "tornata"
        ),
        "and" => matches!(after, "i" | "me" | "my"),
        "ed" | "e" => after == "io",
        "here" => at == 0 || text.gap(at) == Gap::Line,
        "signed" | "moved" | "lives" | "works" | "recommended" | "isnt" | "wasnt" => true,
        _ => false,
    };
    text.follows(at + 1) && (done || office || person) && !has_article(text, at)
        || called
        || is_beside_me(text, at)
}

/// "il cliente ... sollecita", "il ragazzo, ..., era"
fn of_whom(text: &Text<'_>, at: usize) -> bool {
    let comma = usize::from(at > 0 && text.is_mark(at - 1, &[',']));
    let Some(before) = at.checked_sub(1 + comma) else { return false };
    let who = matches!(
        text.lower(before),
        "cliente"
            | "ragazzo"
            | "ragazza"
            | "utente"
            | "colf"
            | "ospite"
            | "guest"
            | "customer"
            | "tale"
            | "certo"
            | "certa"
    );
    let parted = comma == 0 || text.is_mark(at + 1, &[',']);
    let does = text.is(at + 1, Role::Does)
        || comma == 1
        || ends(text, at + 1)
        || text.flags(at + 1).any(Flags::COMMON);
    who && parted && does && text.follows(at)
}

/// "io e ...", "me and ...", "qui ..., dal negozio", "lui è ..."
fn is_beside_me(text: &Text<'_>, at: usize) -> bool {
    let Some(second) = at.checked_sub(2).filter(|_| text.follows(at)) else {
        return at == 1 && text.lower(0) == "qui" && ends(text, at + 1);
    };
    let before = text.lower(at - 1);
    let me = matches!(text.lower(second), "io" | "me") && matches!(before, "e" | "and" | "ed");
    let called =
        matches!(text.lower(second), "lui" | "lei" | "garante" | "nome" | "titolare" | "tenant")
            && matches!(before, "è" | "is");
    me || called && (ends(text, at + 1) || text.lower(at + 1) == "e")
}
