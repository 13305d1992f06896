//! The language of a message, by its function words and by how its other words end.
//!
//! Italian words end in vowels, English ones mostly do not; what both languages write alike says
//! nothing. A message of one or two words often stays without an answer: whoever asks decides then
//! by the conversation around it.

use rustc_hash::FxHashMap;

use crate::conversation::{Conversation, Language};
use crate::name::Piece;
use crate::read::Reading;
use crate::token::{Shape, Tokens};

/// Whether phrases of the other language are passed over in a message that is surely of one. What was
/// learnt has seen them fire: with another value the model has to be trained anew.
pub const ONLY_OWN_PHRASES: bool = false;

/// Words that only Italian uses, folded as [`Tokens`] folds them; in order.
#[rustfmt::skip]
const ITALIAN: [&str; 217] = [
    "abbiamo", "agli", "ai", "al", "all'", "alla", "alle", "allo", "allora", "anch'", "anche",
    "ancora", "arrivato", "avere", "avete", "aveva", "avevamo", "avevano", "avevo", "bene",
    "buonasera", "buongiorno", "c'", "che", "chi", "ci", "ciao", "circa", "cmq", "com'", "come",
    "con", "cordiali", "cosa", "cosi", "cui", "d'", "da", "dagli", "dai", "dal", "dall'", "dalla",
    "dalle", "degli", "dei", "del", "dell'", "della", "delle", "dello", "deve", "devo", "di",
    "dobbiamo", "domani", "domenica", "dopo", "dov'", "dove", "ecco", "ed", "entro", "era",
    "essere", "fa", "faccio", "fare", "fate", "fatta", "fatto", "fino", "fra", "gentile",
    "gentilmente", "gia", "giorni", "giorno", "giovedi", "gli", "grazie", "grz", "ha", "hai",
    "hanno", "ho", "ieri", "il", "invece", "io", "l'", "la", "le", "lei", "li", "lo", "loro", "lui",
    "lunedi", "ma", "mai", "martedi", "mattina", "mercoledi", "mi", "mia", "mie", "miei", "mio",
    "molto", "ne", "negli", "nei", "nel", "nell'", "nella", "nelle", "nello", "nessun", "nessuna",
    "niente", "noi", "non", "nostra", "nostro", "nulla", "numero", "o", "oggi", "oppure", "ora",
    "ordine", "per", "perche", "pero", "piu", "poi", "possiamo", "posso", "possono", "potete",
    "prego", "presso", "prima", "puo", "purtroppo", "quale", "quando", "quanto", "quella", "quelle",
    "quelli", "quello", "quest'", "questa", "queste", "questi", "questo", "qui", "quindi",
    "ricevuto", "sabato", "saluti", "salve", "sara", "scusate", "scusi", "se", "sei", "sempre",
    "senza", "sera", "settimana", "si", "siamo", "siete", "signor", "signora", "sono", "sta",
    "stanno", "stata", "state", "stati", "stato", "stiamo", "sto", "su", "sua", "sugli", "sui",
    "sul", "sull'", "sulla", "sulle", "sullo", "suo", "sì", "ti", "tra", "tu", "tuo", "tutti",
    "tutto", "un", "un'", "una", "uno", "va", "vado", "venerdi", "vi", "visto", "voi", "vorrei",
    "vostra", "vostro",
];
/// Words that only English uses, folded alike; in order.
#[rustfmt::skip]
const ENGLISH: [&str; 149] = [
    "about", "after", "again", "all", "am", "an", "and", "any", "are", "aren't", "as", "at", "be",
    "been", "before", "being", "but", "by", "can", "can't", "cheers", "could", "couldn't", "day",
    "days", "dear", "did", "didn't", "does", "doesn't", "don't", "done", "for", "four", "friday",
    "from", "get", "got", "had", "hadn't", "has", "hasn't", "have", "haven't", "he", "hello", "her",
    "here", "hi", "him", "his", "how", "i'll", "i'm", "i've", "if", "into", "is", "isn't", "it",
    "it'll", "it's", "its", "just", "let", "may", "might", "mine", "monday", "more", "morning",
    "must", "my", "new", "nope", "not", "now", "of", "okay", "on", "one", "or", "our", "ours",
    "out", "over", "please", "regards", "same", "saturday", "she", "should", "some", "sorry",
    "still", "sunday", "than", "thank", "thanks", "that", "that's", "the", "their", "them", "then",
    "there", "these", "they", "this", "those", "three", "thursday", "time", "to", "today",
    "tomorrow", "too", "tuesday", "two", "up", "us", "was", "wasn't", "we", "we'll", "we're",
    "we've", "wednesday", "week", "weeks", "were", "what", "when", "where", "which", "who", "why",
    "will", "with", "won't", "would", "wouldn't", "yeah", "yes", "yesterday", "you", "you're",
    "your", "your's",
];
/// Words that both write alike and that end as only one of them does; in order.
#[rustfmt::skip]
const SHARED: [&str; 48] = [
    "account", "app", "auto", "avv", "bar", "bus", "call", "center", "computer", "dott", "email",
    "euro", "fax", "file", "foto", "gas", "hotel", "iban", "in", "info", "ing", "link", "mail",
    "manager", "modem", "no", "nr", "ok", "online", "pdf", "pos", "privacy", "reset", "router",
    "sms", "spa", "spam", "sport", "srl", "stop", "team", "tel", "ticket", "tracking", "tram",
    "video", "web", "wifi",
];

/// A function word counts so much, the ending of another word half of it.
const FUNCTION_WORD: i32 = 2;
/// From so much on the language is sure.
const SURE: i32 = 2;
/// Shorter words say nothing by their ending, in letters.
const ENDING_LETTERS: usize = 4;

/// What the words above say, by their hashes: above zero Italian, below it English.
#[derive(Debug)]
pub(crate) struct Scores(FxHashMap<u64, i32>);

impl Default for Scores {
    fn default() -> Self {
        let of = |words: &'static [&'static str], score: i32| {
            words.iter().map(move |word| (Piece::of(word).hash(), score))
        };
        let shared = of(&SHARED, 0);
        Self(
            shared.chain(of(&ITALIAN, FUNCTION_WORD)).chain(of(&ENGLISH, -FUNCTION_WORD)).collect(),
        )
    }
}

impl Scores {
    /// The language of some tokens, where it is sure.
    pub(crate) fn language(
        &self,
        tokens: &Tokens,
        within: impl IntoIterator<Item = usize>,
    ) -> Option<Language> {
        let is_word =
            |index: &usize| tokens.get(*index).is_some_and(|one| one.shape == Shape::Word);
        let words = within.into_iter().filter(is_word).map(|index| tokens.piece(index));
        let score: i32 = words.map(|word| self.score(word)).sum();
        if score.abs() < SURE {
            None
        } else if score > 0 {
            Some(Language::Italian)
        } else {
            Some(Language::English)
        }
    }

    /// Whether a word, by its hash, is one that the sentences of a language are mostly made of.
    pub(crate) fn is_function_word(&self, word: u64) -> bool {
        self.0.get(&word).is_some_and(|score| *score != 0)
    }

    fn score(&self, word: Piece<'_>) -> i32 {
        self.0.get(&word.hash()).copied().unwrap_or_else(|| ending(word.text()))
    }
}

/// Whether a phrase may be of a language: its id begins with another only where it is of that.
pub(crate) fn may_be_of(phrase: &str, language: Language) -> bool {
    let folder = phrase.split('/').next().and_then(Language::from_name);
    folder.is_none_or(|of| of == language)
}

/// What the ending of a word says.
fn ending(word: &str) -> i32 {
    if word.len() < ENDING_LETTERS {
        return 0;
    }
    match word.bytes().last() {
        Some(b'a' | b'i' | b'o' | b'\'') => 1,
        // Many words of both languages end in `e`, `l`, `n` and `r`; `j` and `u` end those of others.
        Some(b'e' | b'j' | b'l' | b'n' | b'r' | b'u') => 0,
        Some(last) if last.is_ascii_lowercase() => -1,
        _ => 0,
    }
}

/// The language of each message: its own where that is sure, else that of the conversation, which the
/// file says or most of its messages surely have.
#[must_use]
pub fn languages(conversation: &Conversation, readings: &[Reading]) -> Vec<Option<Language>> {
    let count = |language| readings.iter().filter(|one| one.language == Some(language)).count();
    let (italian, english) = (count(Language::Italian), count(Language::English));
    let most = match italian.cmp(&english) {
        std::cmp::Ordering::Greater => Some(Language::Italian),
        std::cmp::Ordering::Less => Some(Language::English),
        std::cmp::Ordering::Equal => None,
    };
    let around = conversation.language.or(most);
    readings.iter().map(|one| one.language.or(around)).collect()
}

#[cfg(test)]
mod tests {
    use super::{ENGLISH, ITALIAN, SHARED, Scores};
    use crate::conversation::Language;
    use crate::token::Tokens;

    fn of(text: &str) -> Option<Language> {
        let tokens = Tokens::of(text);
        Scores::default().language(&tokens, 0..tokens.len())
    }

    #[test]
    fn words_are_found_in_order_and_in_one_list_only() {
        for list in [&ITALIAN[..], &ENGLISH, &SHARED] {
            assert!(list.is_sorted());
        }
        let twice: Vec<&&str> = ITALIAN
            .iter()
            .filter(|word| ENGLISH.contains(word) || SHARED.contains(word))
            .chain(ENGLISH.iter().filter(|word| SHARED.contains(word)))
            .collect();
        assert_eq!(twice, Vec::<&&str>::new());
    }

    #[test]
    fn a_message_is_of_one_language_or_of_none_for_sure() {
        let (italian, english) = (Some(Language::Italian), Some(Language::English));
        for (text, found) in [
            ("Buongiorno, il modem non va.", italian),
            ("NON E' ARRIVATO NIENTE", italian),
            ("perche nessuno risponde", italian),
            ("Richiesta inoltrata", italian),
            ("Hi, the router is still dead.", english),
            ("haven't heard back", english),
            ("Parcels arrived", english),
            // Both languages write it, or it is no word.
            ("ok", None),
            ("no", None),
            ("Router reset online", None),
            ("70034412", None),
            ("", None),
            ("👍👍", None),
        ] {
            assert_eq!(of(text), found, "{text}");
        }
    }
}
