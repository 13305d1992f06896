//! What somebody has done or said, by the beginnings of the words for it.

/// After "ha", before or after who it was.
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
/// Besides, before who it was only: "è venuto ...", "ha aperto ...".
const CAME: &[&str] =
    &["venut", "arrivat", "ritirat", "apert", "consigliat", "garantit", "assicurat", "intervenut"];
/// Of speaking with somebody, before "con" or "a".
const SPOKE: &[&str] = &[
    "parl",
    "sent",
    "chied",
    "chies",
    "dett",
    "dite",
    "rispost",
    "contatt",
    "passat",
    "passa",
    "scritt",
    "telefonat",
    "spoke",
    "speak",
    "talk",
    "told",
    "dealt",
    "chiam",
];

fn begins(word: &str, starts: &[&str]) -> bool {
    starts.iter().any(|start| word.starts_with(start))
}

/// "detto", "chiamata": what somebody has done.
pub(super) fn has_done(word: &str) -> bool {
    begins(word, HAS_DONE)
}

/// "venuto", "risposto": what is told before who it was.
pub(super) fn is_done(word: &str) -> bool {
    begins(word, HAS_DONE) || begins(word, CAME)
}

/// "parlato", "spoke": what is followed by whom it was with.
pub(super) fn speaks_with(word: &str) -> bool {
    begins(word, SPOKE)
}

/// The participle of a verb in Italian.
pub(super) fn is_participle(word: &str) -> bool {
    word.len() > 5
        && [
            "ato", "ata", "ati", "ate", "ito", "ita", "iti", "ite", "tto", "tta", "tti", "tte",
            "uto",
        ]
        .iter()
        .any(|end| word.ends_with(end))
}
