//! What a clause is besides its words: denied, asked, supposed, somebody else's words, a formula.

use std::ops::Range;

use filo_model::words;

use crate::phrase::{PhraseError, Table};
use crate::token::Tokens;

words! {
    /// What a clause is besides its words.
    Flag {
        /// It is denied.
        Negation = "negation",
        /// A "no" that says yes; it takes the negation away.
        DoubleNegation = "double_negation",
        /// A formula of politeness.
        Formula = "formula",
        /// Only if, only in case.
        Condition = "condition",
        /// Somebody else's words.
        Reported = "reported",
        /// It is behind us.
        Past = "past",
        /// It is before us.
        Future = "future",
        /// The company acts for the customer.
        ForYou = "for_you",
        /// The customer has to act.
        YouMust = "you_must",
        /// The customer may choose.
        YouMay = "you_may",
        /// It is asked. No words say so, but the mark at the end of the sentence.
        Question = "question",
    }
}

/// How flags are recognised (`data/phrases/flags.toml`).
#[derive(Debug, Default)]
pub struct Flags {
    patterns: Table<Flag>,
}

/// A flag, and the tokens it reaches over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    /// What they are.
    pub flag: Flag,
    /// The first token.
    pub start: usize,
    /// The token behind the last.
    pub end: usize,
}

impl Scope {
    /// Whether it reaches over a token.
    #[must_use]
    pub fn has(&self, token: usize) -> bool {
        self.start <= token && token < self.end
    }
}

/// Words that begin a clause of its own.
const CLAUSE: [&str; 14] = [
    "ma", "pero", "tuttavia", "invece", "mentre", "quindi", "percio", "but", "however", "although",
    "though", "whereas", "while", "so",
];

impl Flags {
    /// Reads how they are recognised.
    ///
    /// # Errors
    /// Where the text is no such file.
    pub fn parse(text: &str) -> Result<Self, PhraseError> {
        Ok(Self { patterns: Table::parse("flags", text, Flag::name)? })
    }

    /// The flags of a sentence. Each reaches from where it is said to the end of its clause; a question is
    /// one from its beginning on.
    #[must_use]
    pub fn of(&self, text: &str, tokens: &Tokens, sentence: &Range<usize>) -> Vec<Scope> {
        let mut scopes: Vec<Scope> = Vec::new();
        for (flag, words) in self.patterns.all(tokens, sentence) {
            let end = clause_end(text, tokens, words.end - 1, sentence.end);
            let scope = Scope { flag, start: words.start, end };
            if !scopes
                .iter()
                .any(|old| old.flag == flag && old.start <= scope.start && scope.end <= old.end)
            {
                scopes.push(scope);
            }
        }
        let doubled: Vec<Scope> =
            scopes.iter().copied().filter(|scope| scope.flag == Flag::DoubleNegation).collect();
        scopes.retain(|scope| {
            scope.flag != Flag::Negation || !doubled.iter().any(|double| double.has(scope.start))
        });
        if sentence.end > sentence.start && tokens.word(sentence.end - 1) == "?" {
            scopes.push(Scope { flag: Flag::Question, start: sentence.start, end: sentence.end });
        }
        scopes
    }
}

/// The token behind the clause of a token: clauses end at commas, brackets and hyphens, and before words
/// that turn the talk.
fn clause_end(text: &str, tokens: &Tokens, from: usize, last: usize) -> usize {
    (from + 1..last)
        .find(|next| {
            let (Some(before), Some(token)) = (tokens.get(next - 1), tokens.get(*next)) else {
                return true;
            };
            let between = &text[before.place.end..token.place.start];
            // Between most words stands a blank.
            let is_mark = between != " "
                && (between.contains([',', ';', '(', ')', '–', '—']) || between.contains(" - "));
            is_mark || CLAUSE.contains(&tokens.word(*next))
        })
        .unwrap_or(last)
}

#[cfg(test)]
mod tests {
    use super::{Flag, Flags};
    use crate::token::Tokens;

    fn of(text: &str, word: &str) -> Vec<Flag> {
        let flags = Flags::parse(include_str!("../../../data/phrases/flags.toml")).unwrap();
        let tokens = Tokens::of(text);
        let at = (0..tokens.len()).find(|index| tokens.word(*index) == word).unwrap();
        let mut of: Vec<Flag> = flags
            .of(text, &tokens, &(0..tokens.len()))
            .into_iter()
            .filter(|scope| scope.has(at))
            .map(|scope| scope.flag)
            .collect();
        of.sort_unstable();
        of.dedup();
        of
    }

    #[test]
    fn a_negation_reaches_to_the_end_of_its_clause() {
        assert_eq!(of("non è possibile, ma proviamo", "possibile"), [Flag::Negation]);
        assert_eq!(of("non è possibile, ma proviamo", "proviamo"), []);
        assert_eq!(of("non solo è possibile", "possibile"), [Flag::DoubleNegation]);
        assert_eq!(of("it is not possible however we try", "possible"), [Flag::Negation]);
    }

    #[test]
    fn questions_conditions_and_reports_are_seen() {
        assert_eq!(of("è possibile?", "possibile"), [Flag::Question]);
        assert_eq!(of("se domani è libero", "domani"), [Flag::Condition]);
        assert!(of("mi avete detto che arriva domani", "domani").contains(&Flag::Reported));
    }
}
