//! Phrases in which a word that is a name elsewhere is none: "in fede", "salvo errori", "quota rosa".

use super::super::lexicon::Flags;
use super::super::text::{Gap, Text};

/// What stands before a word that is no name after it.
const AFTER: &[(&str, &[&str])] = &[
    ("fede", &["in", "buona", "malafede", "mala", "ampia", "fa", "farà", "facenti"]),
    (
        "rosa",
        &["color", "colore", "quota", "carta", "scheda", "tessera", "nastro", "filo", "tinta"],
    ),
    ("viola", &["color", "colore", "codice", "tinta"]),
    ("celeste", &["color", "colore", "tinta"]),
    (
        "serena",
        &["trattativa", "giornata", "serata", "notte", "vacanza", "vita", "settimana", "atmosfera"],
    ),
    ("sereno", &["natale", "anno", "fine", "clima", "stia", "sta", "cielo", "rapporto"]),
    ("marina", &["colonia", "guardia", "acqua", "brezza", "riserva", "stazione", "area", "in"]),
    ("franco", &["sarò", "essere", "sono", "porto", "punto", "deposito", "resa", "sincero"]),
    (
        "chiara",
        &["mi", "molto", "più", "poco", "abbastanza", "spiegazione", "risposta", "sempre", "così"],
    ),
    ("oro", &["vale", "in", "d", "color", "colore"]),
    ("grazia", &["di", "in"]),
    ("pia", &["opera"]),
    ("costanza", &["con"]),
    ("pace", &["in", "santa"]),
];

/// What stands after a word that is no name before it.
const BEFORE: &[(&str, &[&str])] = &[
    (
        "salvo",
        &[
            "errori",
            "diversa",
            "diverse",
            "diversi",
            "diverso",
            "che",
            "buon",
            "imprevisti",
            "accordi",
            "se",
            "casi",
            "errore",
            "il",
            "la",
            "quanto",
        ],
    ),
    (
        "vale",
        &["oro", "la", "il", "per", "anche", "solo", "fino", "come", "a", "ancora", "lo", "un"],
    ),
    ("fermo", &["restando", "posta", "amministrativo"]),
    ("rosa", &["cipria", "antico", "pallido", "chiaro", "shocking", "scuro"]),
    ("fiore", &["all"]),
];

/// Whether a word in small letters is a part of such a phrase.
pub(in super::super) fn is_phrase(text: &Text<'_>, at: usize) -> bool {
    // "Nell'appartamento"
    let elided = matches!(text.lower(at), "nell" | "dell" | "all" | "sull" | "dall" | "quell")
        && text.is_mark(at + 1, &['\'', '’'])
        && text.gap(at + 1) == Gap::None
        && !text.is_capital(at + 2);
    if text.is_capital(at) {
        return elided;
    }
    let word = text.lower(at);
    let has = |table: &[(&str, &[&str])], beside: &str| {
        table.iter().any(|(one, words)| *one == word && words.contains(&beside))
    };
    let follows = at > 0 && text.follows(at) && text.is_word(at - 1);
    let goes_on = text.follows(at + 1) && text.is_word(at + 1);
    follows && has(AFTER, text.lower(at - 1))
        || goes_on && has(BEFORE, text.lower(at + 1))
        // "la situazione mi è chiara", "quella benedetta pompa"
        || at > 1
            && matches!(word, "chiara" | "chiaro" | "serena" | "sereno")
            && matches!(text.lower(at - 1), "è" | "era" | "sia")
            && matches!(text.lower(at - 2), "mi" | "non" | "ci" | "vi" | "le" | "gli" | "più")
        || at > 0
            && goes_on
            && matches!(word, "benedetta" | "benedetto" | "santa" | "santo")
            && matches!(text.lower(at - 1), "quella" | "quel" | "questa" | "questo" | "sta")
            && text.flags(at + 1).any(Flags::COMMON)
}
