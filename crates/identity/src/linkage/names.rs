//! Names as they are compared: their words, the full names they may be short for.

use rustc_hash::FxHashMap;

use super::texts::{NONE, Texts};

const NICKNAMES: &str = include_str!("../../data/nicknames.txt");

/// Words that join the parts of a surname and say nothing by themselves.
const PARTICLES: &[&str] = &[
    "de", "di", "d", "del", "della", "dello", "dei", "degli", "dell", "da", "dal", "dalla", "lo",
    "la", "li", "le", "in", "van", "von", "der", "den", "el", "al", "ben", "bin", "mc", "o", "y",
    "e", "ved", "vedova",
];

/// Words kept of a name.
const WORDS_MAX: usize = 3;

/// Full names kept of a name.
const FORMS_MAX: usize = 6;

/// What is known of a name by its spelling.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct NameForms {
    /// Its words without particles, where it has several; 0 where fewer.
    words: [u32; WORDS_MAX],
    /// The lines of the list of nicknames it stands in.
    forms: [u16; FORMS_MAX],
}

impl NameForms {
    /// Whether two names share a word of theirs, or one is a word of the other.
    pub(super) fn share_word(&self, own: u32, other: &Self, others: u32) -> bool {
        let is_word = |words: &[u32; WORDS_MAX], name: u32| words.contains(&name);
        is_word(&self.words, others)
            || is_word(&other.words, own)
            || self.words.iter().any(|word| *word != 0 && other.words.contains(word))
    }

    /// Whether one person may go by both names.
    pub(super) fn share_form(&self, other: &Self) -> bool {
        self.forms.iter().any(|form| *form != 0 && other.forms.contains(form))
    }
}

/// The list of nicknames: for each name the lines it stands in.
#[derive(Debug)]
pub(super) struct Nicknames(FxHashMap<&'static str, Vec<u16>>);

impl Nicknames {
    pub(super) fn read() -> Self {
        let mut lines: FxHashMap<&str, Vec<u16>> = FxHashMap::default();
        let named = NICKNAMES.lines().filter(|line| !line.starts_with('#'));
        for (line, number) in named.zip(1..) {
            for name in line.split_ascii_whitespace() {
                lines.entry(name).or_default().push(number);
            }
        }
        Self(lines)
    }

    fn forms(&self, name: &str, out: &mut [u16; FORMS_MAX]) {
        let found = self.0.get(name).map(Vec::as_slice).unwrap_or_default();
        for form in found {
            if let Some(free) = out.iter_mut().find(|slot| **slot == 0 || **slot == *form) {
                *free = *form;
            }
        }
    }
}

/// Enters a name: the number of its letters alone, and the number of how it is spelt, under which `forms`
/// has what is known of it.
///
/// `folded` has its words parted by single blanks. "De Rosa" and "Derosa" have the same letters; which
/// words a name has is known by its spelling alone, whoever else spells it differently.
pub(super) fn enter(
    folded: &str,
    texts: &mut Texts,
    spellings: &mut Texts,
    forms: &mut Vec<NameForms>,
    nicknames: &Nicknames,
    letters: &mut String,
) -> (u32, u32) {
    letters.clear();
    letters.extend(folded.chars().filter(|one| one.is_alphabetic()));
    let number = texts.number(letters);
    let spelt = if number == NONE { NONE } else { spellings.number(folded) };
    forms.resize(forms.len().max(1), NameForms::default());
    if spelt as usize >= forms.len() {
        let mut known = NameForms::default();
        nicknames.forms(letters, &mut known.forms);
        let mut words = known.words.iter_mut();
        let several = folded.contains(' ');
        for word in folded.split(' ').filter(|word| several && word.len() > 1) {
            if PARTICLES.contains(&word) {
                continue;
            }
            let Some(slot) = words.next() else { break };
            nicknames.forms(word, &mut known.forms);
            *slot = texts.number(word);
        }
        forms.push(known);
    }
    (number, spelt)
}
