//! What is known of a thread's people, and the words that are the company's own, for masking texts.

use filo_disclosure::mask::{Kind, Known, Masker, Placeholders, Vocabulary};
use filo_model::entry::Entry;
use filo_model::facts::{Direction, Facts, TextKind};
use filo_store::thread::Thread;

use crate::config::Config;
use crate::texts::{Language, Texts};

/// The most words that a line of a signature has where it is somebody's name.
const NAME_WORDS_MAX: usize = 4;

const LANGUAGES: [Language; 2] = [Language::Italian, Language::English];

/// The word that stands in the data for what was masked, the same in every language.
fn word(kind: Kind) -> String {
    kind.name().replace('_', " ")
}

/// A masked text as people read it: the words in brackets in their language.
#[must_use]
pub(crate) fn in_words(text: &str, texts: &Texts) -> String {
    if !text.contains('[') {
        return text.to_owned();
    }
    Kind::ALL.into_iter().fold(text.to_owned(), |text, kind| {
        let shown = texts.word("mask", kind.name());
        text.replace(&format!("[{}]", word(kind)), &format!("[{shown}]"))
    })
}

/// A masked text in which what was masked leaves a blank that is no word, for learning.
#[must_use]
pub(crate) fn blank(text: &str) -> String {
    let blanked = |text: String, kind| text.replace(&format!("[{}]", word(kind)), "_");
    Kind::ALL.into_iter().fold(text.to_owned(), blanked)
}

/// Masks the texts of threads, or leaves them where names were asked for.
pub(crate) struct Masking {
    vocabulary: Vocabulary,
    staff: Vec<String>,
    with_names: bool,
}

impl Masking {
    /// Masking with the company's own words and those of the products that some threads speak of.
    pub(crate) fn new(config: &Config, threads: &[Thread], with_names: bool) -> Self {
        let placeholders = Placeholders::new(word);
        let mut keep: Vec<&str> = vec![&config.company];
        for department in &config.departments {
            keep.push(&department.name);
            keep.extend(LANGUAGES.map(|language| department.label(language)));
        }
        for line in &config.lines {
            keep.push(&line.number);
            keep.extend(LANGUAGES.map(|language| line.label(language)));
        }
        keep.extend(config.disclosure.keep.iter().map(String::as_str));
        let entries = threads.iter().flat_map(|thread| &thread.entries);
        keep.extend(entries.flat_map(products));
        let vocabulary = Vocabulary::new(placeholders, keep);
        Self { vocabulary, staff: config.disclosure.staff.clone(), with_names }
    }

    /// Whether names may stand.
    pub(crate) fn with_names(&self) -> bool {
        self.with_names
    }

    /// What is known of the people of a thread: the customer, in all that systems say; and whoever
    /// signed for the company.
    pub(crate) fn known(&self, thread: &Thread) -> Known {
        let mut known = Known::new();
        for linked in &thread.records {
            known = known.with_details(&linked.record.details).with_number(&linked.record.key);
        }
        for name in &self.staff {
            known = known.with_person(name);
        }
        let mut numbers: Vec<String> = Vec::new();
        for entry in &thread.entries {
            entry.facts.clone().rewrite(&mut |kind, text| {
                if kind == TextKind::Number {
                    numbers.push(text.to_owned());
                }
                None
            });
            numbers.extend(entry.case.iter().map(|case| case.case.clone()));
            for name in signed(entry) {
                known = known.with_person(name);
            }
        }
        numbers.sort_unstable();
        numbers.dedup();
        numbers.iter().fold(known, |known, number| known.with_number(number))
    }

    /// What is known where no customer is: the names of the company's people.
    pub(crate) fn of_staff(&self) -> Known {
        self.staff.iter().fold(Known::new(), |known, name| known.with_person(name))
    }

    /// Masks texts in which some people are known.
    pub(crate) fn masker<'a>(&'a self, known: &'a Known) -> Masker<'a> {
        Masker::new(known, &self.vocabulary)
    }

    /// A text of a thread as it may leave.
    pub(crate) fn mask(&self, known: &Known, text: &str) -> String {
        if self.with_names {
            return text.to_owned();
        }
        Masker::new(known, &self.vocabulary).mask(text).text
    }
}

/// The products that an entry names.
fn products(entry: &Entry) -> Vec<&str> {
    let named = match &entry.facts {
        Facts::Contract(one) => [one.product.as_deref(), None],
        Facts::CampaignAttempt(one) => [one.product.as_deref(), one.campaign.as_deref()],
        _ => [None, None],
    };
    named.into_iter().flatten().collect()
}

/// The lines of a signature of the company that look like somebody's name.
fn signed(entry: &Entry) -> Vec<&str> {
    let signature = match &entry.text {
        Some(text) if entry.direction != Direction::In => text.signature.as_str(),
        _ => "",
    };
    let is_name = |line: &&str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        (2..=NAME_WORDS_MAX).contains(&words.len())
            && words.iter().all(|word| {
                word.chars().all(|letter| letter.is_alphabetic() || "'’.-".contains(letter))
                    && word.chars().next().is_some_and(char::is_uppercase)
            })
    };
    signature.lines().map(str::trim).filter(is_name).collect()
}
