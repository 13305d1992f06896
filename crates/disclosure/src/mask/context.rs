//! Words that say a name follows, or that one was before: titles, kinship, greetings, closings.

use super::text::{Gap, Text};

/// Titles that hardly stand without a name, folded and without points.
const TITLES: &[&str] = &[
    "sig", "sigra", "signa", "sigri", "sigg", "signor", "dott", "dottssa", "dottor", "dr", "drssa", "avv",
    "avvto", "ing", "geom", "rag", "prof", "profssa", "professor", "arch", "ragionier", "ingegner",
    "mr", "mrs", "ms", "miss", "mx", "messrs", "mister", "suor", "mons", "cav", "comm", "on", "per", "ssa",
    "mstr", "sgt", "capt", "rev", "esq", "mme", "herr", "frau", "senor", "senora", "monsieur", "madame",
];
/// Titles that are words of their own.
const TITLE_WORDS: &[&str] = &[
    "signora", "signore", "signorina", "signori", "signorino", "dottore", "dottoressa", "professore",
    "professoressa", "avvocato", "avvocata", "avvocatessa", "ingegnere", "geometra", "ragioniere",
    "ragioniera", "architetto", "notaio", "perito", "don", "donna", "padre", "fra", "frate", "doctor",
    "professor", "sir", "lady", "lord", "sister",
];
/// Kin and others who are named after the word.
const KIN: &[&str] = &[
    "moglie", "marito", "figlio", "figlia", "figli", "padre", "madre", "papà", "mamma", "fratello",
    "sorella", "nonno", "nonna", "zio", "zia", "cugino", "cugina", "nipote", "suocero", "suocera", "genero",
    "nuora", "cognato", "cognata", "compagno", "compagna", "fidanzato", "fidanzata", "convivente", "coniuge",
    "vicino", "vicina", "amico", "amica", "collega", "badante", "inquilino", "inquilina", "madrina",
    "padrino", "socio", "socia", "bambino", "bambina", "babbo", "bimbo", "bimba", "wife", "husband", "son",
    "daughter", "father", "mother", "dad", "mum", "mom", "brother", "sister", "grandmother", "grandfather",
    "grandad", "granddad", "nan", "gran", "grandma", "grandpa", "uncle", "aunt", "auntie", "cousin",
    "nephew", "niece", "partner", "fiancé", "fiancée", "friend", "neighbour", "neighbor", "mate", "boyfriend",
    "girlfriend", "stepson", "stepdaughter", "colleague", "landlord", "landlady", "tenant", "carer",
    "tecnico", "operatore", "operatrice", "corriere", "autista", "amministratore", "amministratrice",
    "intestatario", "intestataria", "intestato", "intestata", "medico", "idraulico", "elettricista",
    "referente", "consulente", "agente", "delegato", "delegata", "engineer", "technician", "driver", "agent",
    "plumber", "electrician", "nurse", "advisor", "adviser", "sottoscritto", "sottoscritta", "titolare",
];
/// Words that a name is told after, certainly.
const TOLD: &[&str] = &[
    "chiamo", "chiama", "chiamano", "chiamava", "nominativo", "cognome", "named", "surname", "firmato",
    "signed", "cognomi", "forename",
];
/// Words that a name may be told after.
const MAYBE_TOLD: &[&str] = &[
    "sono", "parlo", "parla", "parlato", "con", "da", "a", "di", "nome", "name", "am", "m", "is", "s", "with", "to",
    "by", "for", "from", "called", "speaking", "per",
];
/// Words that greet or address somebody.
const GREETINGS: &[&str] = &[
    "ciao", "salve", "buongiorno", "buonasera", "buonanotte", "buondì", "buond", "gentile", "gentilissimo",
    "gentilissima", "gent", "gentma", "gentmo", "caro", "cara", "carissimo", "carissima", "cari", "egregio",
    "egregia", "egr", "stimato", "stimata", "spett", "ehi", "ehilà", "hey", "hi", "hello", "dear", "hiya",
    "morning", "afternoon", "evening", "night", "alright", "grazie", "thanks", "thank", "scusi", "scusa",
    "sorry", "bravo", "brava", "giorno", "sera",
];
/// Words that close a letter.
const CLOSINGS: &[&str] = &[
    "saluti", "saluto", "salutoni", "cordialmente", "cordialità", "distintamente", "ossequi", "fede",
    "abbraccio", "abbracci", "baci", "bacio", "grazie", "ringraziamenti", "ringrazio", "anticipo", "giornata",
    "serata", "regards", "sincerely", "faithfully", "truly", "cheers", "thanks", "best", "love", "wishes",
    "yours", "advance", "rgds", "thx", "ta", "affetto", "lavoro", "presto", "mille", "tanto", "again",
];
/// Parts of surnames that stand before them.
const PARTICLES: &[&str] = &[
    "de", "di", "del", "della", "dello", "dei", "degli", "delle", "d", "dell", "dal", "dalla", "dalle",
    "dall", "da", "lo", "la", "li", "le", "van", "von", "der", "den", "mc", "mac", "du", "des", "dos", "el",
    "al", "bin", "ben", "ibn", "o", "st", "san", "santa", "sant", "ter", "y", "abd", "lasc",
];

/// How certain it is that a name follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Expects {
    /// Nothing says so.
    Nothing,
    /// A name may follow.
    Perhaps,
    /// Somebody is greeted, or named by what they are.
    Somebody,
    /// A title, or "my name is".
    Surely,
}

/// Whether what is before a token says that a name begins there.
pub(super) fn expects(text: &Text<'_>, at: usize) -> Expects {
    let Some(before) = back(text, at) else { return Expects::Nothing };
    let word = text.folded(before);
    let near = text.follows(at);
    // A greeting or a label may be parted by a mark; a title may have its point.
    let adjacent = before + 1 == at;
    let dotted = before + 2 == at && text.is_mark(at - 1, &['.']);
    let labelled = text.is_mark(at - 1, &[':']);
    if near && (adjacent || dotted) && (TITLES.contains(&word) && (dotted || word != "per" && word != "on") || word == "ra" && is_after_title(text, before)) {
        return if matches!(word, "per" | "on" | "comm" | "ssa" | "rev") && !is_after_title(text, before) && word != "rev" {
            Expects::Nothing
        } else {
            Expects::Surely
        };
    }
    if labelled && near && (TOLD.contains(&word) || matches!(word, "nome" | "name" | "cliente" | "customer" | "intestatario" | "firma" | "mittente" | "destinatario" | "referente" | "da" | "a" | "from" | "to" | "contatto" | "contact")) {
        return Expects::Somebody;
    }
    if !near || !adjacent {
        return Expects::Nothing;
    }
    let told = match word {
        "chiamo" | "chiama" | "chiamano" | "chiamava" => matches!(text.lower(before.saturating_sub(1)), "mi" | "si" | "m" | "s"),
        _ => TOLD.contains(&word),
    };
    if told || is_named_phrase(text, before) {
        return Expects::Surely;
    }
    if TITLE_WORDS.contains(&word) || KIN.contains(&text.lower(before)) || GREETINGS.contains(&text.lower(before)) {
        return Expects::Somebody;
    }
    if MAYBE_TOLD.contains(&word) { Expects::Perhaps } else { Expects::Nothing }
}

/// The word before a token, over one or two marks.
fn back(text: &Text<'_>, at: usize) -> Option<usize> {
    let mut before = at.checked_sub(1)?;
    for _ in 0..2 {
        if text.is_mark(before, &['.', ':', '"', '“', '«', '(', '-', '\'', '’']) {
            before = before.checked_sub(1)?;
        }
    }
    Some(before)
}

/// `sig.ra`, `dott.ssa`.
fn is_after_title(text: &Text<'_>, at: usize) -> bool {
    at >= 2 && text.is_mark(at - 1, &['.']) && TITLES.contains(&text.folded(at - 2)) && text.gap(at) == Gap::None
}

/// "my name is", "il mio nome è", "a nome di", "nome e cognome".
fn is_named_phrase(text: &Text<'_>, at: usize) -> bool {
    let is_name = |one: Option<usize>| {
        one.is_some_and(|one| matches!(text.lower(one), "name" | "nome" | "names" | "surname" | "cognome"))
    };
    let link = matches!(text.lower(at), "is" | "è" | "s" | "di" | "e" | "was" | "del" | "of" | "its" | "giusto" | "corretto");
    link && (is_name(at.checked_sub(1)) || text.is_mark(at.saturating_sub(1), &['\'', '’']) && is_name(at.checked_sub(2)))
}

/// Whether the token is a title, with or without its point.
pub(super) fn is_title(text: &Text<'_>, at: usize) -> bool {
    let word = text.folded(at);
    TITLES.contains(&word) || TITLE_WORDS.contains(&word)
}

/// Whether the token greets or closes.
pub(super) fn is_courtesy(text: &Text<'_>, at: usize) -> bool {
    GREETINGS.contains(&text.lower(at)) || CLOSINGS.contains(&text.lower(at))
}

/// Whether the token closes a letter.
pub(super) fn is_closing(text: &Text<'_>, at: usize) -> bool {
    CLOSINGS.contains(&text.lower(at))
}

/// Whether the token is a greeting.
pub(super) fn is_greeting(text: &Text<'_>, at: usize) -> bool {
    GREETINGS.contains(&text.lower(at))
}

/// Whether the token may stand before a surname as a part of it.
pub(super) fn is_particle(text: &Text<'_>, at: usize) -> bool {
    PARTICLES.contains(&text.folded(at))
}

/// Whether a sentence, a line or a quotation begins here.
pub(super) fn opens(text: &Text<'_>, at: usize) -> bool {
    if text.gap(at) == Gap::Line {
        return true;
    }
    let Some(before) = at.checked_sub(1) else { return true };
    match text.mark(before) {
        Some('.') => !ends_abbreviation(text, before),
        Some('"' | '“' | '«' | '(' | '[' | '\'' | '-' | '–' | '•' | '*' | '>' | '/' | '‘' | '’' | '—') => {
            text.gap(at) == Gap::None && text.gap(before) > Gap::None || text.gap(before) == Gap::Line || matches!(text.mark(before), Some('-' | '–' | '—' | '•' | '*' | '/')) || before > 0 && opens(text, before)
        }
        Some(mark) => ".!?:;…)".contains(mark) || !mark.is_ascii() && !mark.is_alphanumeric() && mark != '’',
        None => false,
    }
}

fn ends_abbreviation(text: &Text<'_>, point: usize) -> bool {
    let Some(word) = point.checked_sub(1) else { return false };
    text.is_word(word) && (TITLES.contains(&text.folded(word)) || matches!(text.folded(word), "ra" | "ssa" | "art" | "n" | "nr" | "rif" | "tel" | "c" | "v" | "p" | "spett" | "le" | "gent" | "egr" | "cell" | "ill" | "st" | "att" | "cod" | "es") || text.is_initial(word) && !text.is_mark(word.saturating_sub(1), &['.']) && text.gap(point + 1) <= Gap::Space && word > 0 && !opens(text, word))
}
