//! What a company brings to masking: its own words, and what stands where something was.

use filo_model::name::fold;
use rustc_hash::FxHashSet;

use super::Kind;
use super::lexicon::Lexicon;
use super::text::{Claim, Class, Text};

/// What stands where something was masked: a word in brackets for each kind.
#[derive(Debug, Clone)]
pub struct Placeholders(Vec<String>);

impl Placeholders {
    /// A placeholder from a word for each kind: `nome` becomes `[nome]`. Of a word only its letters,
    /// digits and blanks are used; the word of several kinds may be the same.
    #[must_use]
    pub fn new(word: impl Fn(Kind) -> String) -> Self {
        let bracketed = |kind| {
            let kept: String =
                word(kind).chars().filter(|one| one.is_alphanumeric() || *one == ' ').collect();
            format!("[{}]", kept.trim())
        };
        Self(Kind::ALL.into_iter().map(bracketed).collect())
    }

    pub(super) fn all(&self) -> &[String] {
        &self.0
    }

    pub(super) fn of(&self, kind: Kind) -> &str {
        self.0.get(kind as usize).map(String::as_str).unwrap_or_default()
    }
}

/// The words that are never taken for a person's, and the placeholders.
///
/// Holds the company's words: make one for a run, not one for each text.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    pub(super) lexicon: &'static Lexicon,
    pub(super) placeholders: Placeholders,
    kept: FxHashSet<String>,
    kept_words_max: usize,
}

impl Vocabulary {
    /// A vocabulary with words of the company to keep: its own name, products, departments, each one
    /// word or several. They are kept in this order of words only, and not where a thread's own
    /// fields say that they are a person's.
    pub fn new<'a>(placeholders: Placeholders, kept: impl IntoIterator<Item = &'a str>) -> Self {
        let mut words_max = 0;
        let kept = kept
            .into_iter()
            .map(|phrase| {
                let folded = fold(phrase);
                words_max = words_max.max(folded.split(' ').count());
                folded
            })
            .filter(|phrase| !phrase.is_empty())
            .collect();
        Self { lexicon: Lexicon::shared(), placeholders, kept, kept_words_max: words_max }
    }

    /// Seals the words to keep in a text.
    pub(super) fn protect(&self, text: &mut Text<'_>) {
        if self.kept.is_empty() {
            return;
        }
        let mut phrase = String::new();
        let mut kept = Vec::new();
        for first in 0..text.len() {
            phrase.clear();
            let mut words = 0;
            let mut found = None;
            for at in first..text.len() {
                match text.get(at).map(|one| one.class) {
                    Some(Class::Word) => phrase.push_str(text.folded(at)),
                    Some(Class::Digits) => phrase.push_str(text.digits(at)),
                    Some(Class::Mark) if at > first && text.follows(at) => continue,
                    _ => break,
                }
                words += 1;
                if self.kept.contains(phrase.as_str()) {
                    found = Some(at);
                }
                if words == self.kept_words_max {
                    break;
                }
                phrase.push(' ');
            }
            // The kind is not looked at: what is kept is not masked.
            kept.extend(found.map(|last| Claim { first, last, kind: Kind::Firm }));
        }
        if !kept.is_empty() {
            text.seal(kept);
        }
    }
}
