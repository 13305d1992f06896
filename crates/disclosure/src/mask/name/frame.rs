//! Frames of a sentence that only somebody stands in: "per conto di ...", "è passato ...", "ask for ...".

use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Gap, Text};
use super::lower::has_article;
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
/// What somebody has done, before who it was: "è passato ...".
const DONE: &[&str] = &[
    "risposto",
    "detto",
    "firmato",
    "passato",
    "passata",
    "venuto",
    "venuta",
    "chiamato",
    "scritto",
    "telefonato",
    "spiegato",
    "promesso",
    "arrivato",
    "arrivata",
    "confermato",
    "ritirato",
    "aperto",
    "pagato",
    "consigliato",
    "garantito",
    "assicurato",
    "mandato",
    "intervenuto",
    "intervenuta",
];
/// The beginnings of what somebody has done, after "ha".
const HAS_DONE: &[&str] = &[
    "firmat",
    "telefonat",
    "spiegat",
    "pagat",
    "rifiutat",
    "consegnat",
    "lasciat",
    "dett",
    "rispost",
    "chiamat",
    "promess",
    "scritt",
    "passat",
    "confermat",
    "mandat",
    "accettat",
    "chiest",
    "urlat",
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
/// What stands before a whole name.
const BEFORE: &[&str] = &[
    "di",
    "a",
    "da",
    "con",
    "per",
    "è",
    "e",
    "sono",
    "qui",
    "anche",
    "scritto",
    "intestato",
    "intestata",
    "for",
    "with",
    "and",
    "let",
    "by",
    "is",
    "remove",
    "me",
    "montato",
    "firmato",
    "tutto",
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

/// "stella: tutto ok": who opens two lines and more of a chat, whatever the name means.
fn is_speaker(text: &Text<'_>, at: usize) -> bool {
    let opens = |one: usize| {
        text.is_word(one) && text.gap(one) == Gap::Line && text.is_mark(one + 1, &[':'])
    };
    let flags = text.flags(at);
    let named = flags.any(Flags::NAME) || is_unknown(text, at);
    opens(at)
        && named
        && !flags.any(Flags::KEPT)
        && text.written(at).len() > 2
        && !matches!(text.lower(at), "caller" | "agent" | "speaker" | "chiamante" | "operatrice")
        && (0..text.len()).any(|one| one != at && opens(one) && text.lower(one) == text.lower(at))
}

/// "segnalato da riva,", "[person] e selva.": a surname that is a word, by who did something.
fn is_doer(text: &Text<'_>, at: usize) -> bool {
    let flags = text.flags(at);
    let Some(second) = at.checked_sub(2).filter(|_| text.follows(at)) else { return false };
    let surname = flags.any(Flags::LAST)
        && !flags.any(Flags::KEPT)
        && !is_wordlike(text, at)
        && !text.is(at, Role::Small)
        && text.written(at).len() > 3;
    let time = matches!(
        text.lower(at),
        "tempo"
            | "poco"
            | "molto"
            | "tanto"
            | "parte"
            | "terzi"
            | "nuovo"
            | "capo"
            | "banca"
            | "posta"
            | "remoto"
            | "subito"
    );
    let done = text.lower(at - 1) == "da" && is_participle(text.lower(second));
    let listed = matches!(text.lower(at - 1), "e" | "o" | "ed")
        && text.is_hidden(second)
        && text.is_upper(at);
    surname && !time && (done || listed) && ends(text, at + 1)
}

/// "ugo de bonis", "rossi bruno": a whole name, whatever its parts mean.
fn is_whole_name(text: &Text<'_>, at: usize) -> bool {
    let plain = |one: usize| {
        !is_wordlike(text, one) && !text.flags(one).any(Flags::KEPT) && !text.is_capital(one)
    };
    let flags = text.flags(at);
    // "(TORRE GENNARO, STESSO CORTILE)"
    let begun = at == 0
        || text.gap(at) == Gap::Line
        || text.is_mark(at - 1, &['(', ':', ',', '.', '-'])
        || text.is_hidden(at - 1) && text.is_upper(at)
        || BEFORE.contains(&text.lower(at - 1)) && text.is_upper(at);
    let shouted = flags.any(Flags::LAST)
        && !text.is_capital(at)
        && !text.is(at, Role::Small)
        && !matches!(
            text.lower(at),
            "prima"
                | "ora"
                | "sera"
                | "casa"
                | "conto"
                | "sempre"
                | "mattina"
                | "vero"
                | "salvo"
                | "caro"
                | "cara"
                | "gentile"
                | "amico"
                | "vicino"
                | "porta"
                | "manca"
        )
        && text.written(at).len() > 3
        && begun
        && is_strong(text, at + 1)
        && text.flags(at + 1).any(Flags::FIRST)
        && text.gap(at + 1) == Gap::Space;
    if shouted {
        return true;
    }
    if !flags.any(Flags::NAME) || !plain(at) || text.gap(at + 1) != Gap::Space {
        return false;
    }
    let next = text.flags(at + 1);
    let common = |flags: Flags| flags.any(Flags::COMMON);
    if text.is(at + 1, Role::Particle) && text.gap(at + 2) <= Gap::Space && text.follows(at + 2) {
        let elided = usize::from(text.is_mark(at + 2, &['\'', '’']));
        let last = text.flags(at + 2 + elided);
        let foreign = matches!(text.lower(at + 1), "de" | "dal" | "dalla" | "lo" | "van" | "della");
        let unknown = foreign && is_unknown(text, at + 2 + elided) && is_strong(text, at);
        let surname = last.any(Flags::LAST) && (!common(last) || is_strong(text, at)) || unknown;
        return flags.any(Flags::FIRST)
            && surname
            && plain(at + 2 + elided)
            && (text.lower(at + 1) != "di" || !last.any(Flags::PLACE) && !common(last));
    }
    let pair = flags.any(Flags::LAST) && next.any(Flags::FIRST)
        || flags.any(Flags::FIRST) && next.any(Flags::LAST);
    let begins = at == 0
        || text.gap(at) == Gap::Line
        || text.is_mark(at - 1, &[',', ':', '(', '.', '-'])
        || BEFORE.contains(&text.lower(at - 1));
    pair && plain(at + 1)
        && begins
        && text.written(at).len() > 2
        && text.written(at + 1).len() > 2
        && !(common(flags) && common(next) && !(flags.any(Flags::LAST) && next.any(Flags::FIRST)))
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
        "è" => second > 0 && text.is_mark(second, &['\'', '’']) && text.lower(second - 1) == "c",
        _ => false,
    }
}

fn is_participle(word: &str) -> bool {
    word.len() > 5
        && [
            "ato", "ata", "ati", "ate", "ito", "ita", "iti", "ite", "tto", "tta", "tti", "tte",
            "uto",
        ]
        .iter()
        .any(|end| word.ends_with(end))
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
        || DONE.contains(&word) && auxiliary && (closed || is_unknown(text, at))
        || matches!(word, "was" | "stato" | "stata") && matches!(next, "who" | "a" | "che")
        || matches!(word, "can" | "could" | "did" | "does") && ASKED.contains(&next)
}

/// "... ha firmato", "... from billing", "..., mi richiami?"
fn before_verb(text: &Text<'_>, at: usize) -> bool {
    let (next, after) = (text.lower(at + 1), text.lower(at + 2));
    let done = next == "ha" && HAS_DONE.iter().any(|start| after.starts_with(start));
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
