//! Files of own phrases (TOML): how they are written, and what can be wrong with them.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::{Example, Own, OwnPhrase, PREFIX};
use crate::conversation::Language;
use crate::flag::Flag;
use crate::kind::SignalKind;
use crate::phrase::{Grammar, PatternFault, Patterns, Phrase, concepts};

/// What own phrases may refer to: what comes with Filo.
#[derive(Debug, Clone)]
pub struct Shipped<'a> {
    /// Its phrases.
    pub phrases: &'a [Phrase],
    /// By language, the text of its file of concepts. A pattern may name a concept as it names a set.
    pub concepts: &'a [(Language, &'a str)],
}

/// Something wrong with own phrases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub file: String,
    /// The line in it, from 1.
    pub line: usize,
    /// The phrase, by its id in the file.
    pub phrase: Option<String>,
    /// What is wrong.
    pub what: What,
}

/// What can be wrong with own phrases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The file is not written as such a file is; what the reader says.
    Syntax(String),
    /// It has phrases, and says no language.
    NoLanguage,
    /// There is no such language.
    Language(String),
    /// It has phrases, and says no signal.
    NoSignal,
    /// There is no such signal.
    Signal(String),
    /// There is no such flag.
    Flag(String),
    /// What is switched off is no phrase of Filo's.
    Off(String),
    /// An id is empty or has other signs than letters, digits and hyphens.
    Id,
    /// The id stands twice: also there, in this line.
    Twice(String, usize),
    /// A probability is not above 0 and at most 1.
    Probability,
    /// Nothing is there that the phrase could be met by.
    NoPattern,
    /// A pattern cannot be read.
    Pattern(String, PatternFault),
    /// Nothing shows what the phrase is for.
    NoExample,
    /// An example is not heard: its words do not meet the phrase. Which example, from 1.
    ExampleMissed(usize),
    /// An example is not heard: its clause has a flag that takes the meaning away.
    ExampleFlagged(usize, Flag),
    /// A counter-example is heard.
    CounterexampleMet(usize),
}

impl What {
    /// The word by which texts know it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Syntax(_) => "syntax",
            Self::NoLanguage => "no-language",
            Self::Language(_) => "language",
            Self::NoSignal => "no-signal",
            Self::Signal(_) => "signal",
            Self::Flag(_) => "flag",
            Self::Off(_) => "off",
            Self::Id => "id",
            Self::Twice(..) => "twice",
            Self::Probability => "probability",
            Self::NoPattern => "no-pattern",
            Self::Pattern(..) => "pattern",
            Self::NoExample => "no-example",
            Self::ExampleMissed(_) => "example-missed",
            Self::ExampleFlagged(..) => "example-flagged",
            Self::CounterexampleMet(_) => "counterexample-met",
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    language: Option<Spanned<String>>,
    signal: Option<Spanned<String>>,
    #[serde(default)]
    off: Vec<Spanned<String>>,
    #[serde(default)]
    sets: BTreeMap<String, Vec<Spanned<String>>>,
    #[serde(default, rename = "phrase")]
    phrases: Vec<Spanned<Written>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: Spanned<String>,
    #[serde(default)]
    sure: Vec<Spanned<String>>,
    #[serde(default)]
    likely: Vec<Spanned<String>>,
    #[serde(default)]
    unless: Vec<Spanned<String>>,
    #[serde(default)]
    despite: Vec<Spanned<String>>,
    probability: Option<Spanned<f32>>,
    #[serde(default)]
    examples: Vec<Spanned<String>>,
    #[serde(default)]
    counterexamples: Vec<Spanned<String>>,
}

pub(super) fn read(files: &[(String, String)], shipped: &Shipped<'_>) -> (Own, Vec<Fault>) {
    let mut own = Own::default();
    let mut faults = Vec::new();
    let concepts = shipped_concepts(shipped);
    for (file, text) in files {
        let mut reader =
            Reader { file, text, shipped, concepts: &concepts, own: &mut own, faults: &mut faults };
        reader.read();
    }
    own.grammar.ready();
    (own, faults)
}

/// By language, the concepts that come with Filo. Each pattern is put in brackets, so that its choices
/// stay within it.
fn shipped_concepts(shipped: &Shipped<'_>) -> BTreeMap<Language, BTreeMap<String, Vec<String>>> {
    let bracketed = |patterns: Vec<String>| {
        patterns.into_iter().map(|pattern| format!("({pattern})")).collect::<Vec<String>>()
    };
    let of = |(language, text): &(Language, &str)| {
        // Whoever reads messages has read this file before, and said what is wrong with it.
        let all = concepts("concepts", text).unwrap_or_default();
        (*language, all.into_iter().map(|(name, all)| (name, bracketed(all))).collect())
    };
    shipped.concepts.iter().map(of).collect()
}

struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    shipped: &'a Shipped<'a>,
    concepts: &'a BTreeMap<Language, BTreeMap<String, Vec<String>>>,
    own: &'a mut Own,
    faults: &'a mut Vec<Fault>,
}

impl Reader<'_> {
    fn line(&self, at: usize) -> usize {
        self.text.get(..at).map_or(1, |before| before.matches('\n').count() + 1)
    }

    fn wrong(&mut self, at: usize, phrase: Option<&str>, what: What) {
        let (file, line) = (self.file.to_owned(), self.line(at));
        self.faults.push(Fault { file, line, phrase: phrase.map(str::to_owned), what });
    }

    fn read(&mut self) {
        let file: File = match toml::from_str(self.text) {
            Ok(file) => file,
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                return self.wrong(at, None, What::Syntax(error.message().to_owned()));
            }
        };
        for off in &file.off {
            if self.shipped.phrases.iter().any(|phrase| phrase.id == *off.get_ref()) {
                self.own.off.insert(off.get_ref().clone());
            } else {
                self.wrong(off.span().start, None, What::Off(off.get_ref().clone()));
            }
        }
        let language = self.named(file.language.as_ref(), Language::from_name, What::Language);
        let signal = self.named(file.signal.as_ref(), SignalKind::from_name, What::Signal);
        let Some(first) = file.phrases.first().map(|phrase| phrase.span().start) else { return };
        if file.language.is_none() {
            self.wrong(first, None, What::NoLanguage);
        }
        if file.signal.is_none() {
            self.wrong(first, None, What::NoSignal);
        }
        let mut sets: BTreeMap<String, Vec<String>> =
            language.and_then(|language| self.concepts.get(&language)).cloned().unwrap_or_default();
        for (name, patterns) in &file.sets {
            sets.insert(name.clone(), texts(patterns));
        }
        for line in file.sets.values().flatten() {
            self.pattern(None, line, &BTreeMap::new());
        }
        for phrase in &file.phrases {
            self.phrase(phrase, language, signal, &sets);
        }
    }

    /// What a word at the head of a file names.
    fn named<K>(
        &mut self,
        word: Option<&Spanned<String>>,
        named: fn(&str) -> Option<K>,
        wrong: fn(String) -> What,
    ) -> Option<K> {
        let word = word?;
        let found = named(word.get_ref());
        if found.is_none() {
            self.wrong(word.span().start, None, wrong(word.get_ref().clone()));
        }
        found
    }

    /// Sees that a pattern can be read by itself, so that its fault is told where it stands.
    fn pattern(
        &mut self,
        phrase: Option<&str>,
        pattern: &Spanned<String>,
        sets: &BTreeMap<String, Vec<String>>,
    ) {
        let one = [pattern.get_ref().clone()];
        let patterns = Patterns { sure: &one, likely: &[], unless: &[] };
        let nobody = Phrase { id: String::new(), signal: SignalKind::Refusal };
        if let Err((text, fault)) = Grammar::default().push(nobody, &patterns, sets) {
            self.wrong(pattern.span().start, phrase, What::Pattern(text, fault));
        }
    }

    fn phrase(
        &mut self,
        spanned: &Spanned<Written>,
        language: Option<Language>,
        signal: Option<SignalKind>,
        sets: &BTreeMap<String, Vec<String>>,
    ) {
        let written = spanned.get_ref();
        let (name, at) = (written.id.get_ref().as_str(), written.id.span().start);
        let before = self.faults.len();
        let id = format!("{PREFIX}{name}");
        if name.is_empty() || !name.chars().all(|sign| sign.is_alphanumeric() || sign == '-') {
            self.wrong(at, Some(name), What::Id);
        }
        let known = self.own.phrases.iter().find(|phrase| phrase.id == id);
        if let Some(known) = known.map(|known| What::Twice(known.file.clone(), known.line)) {
            self.wrong(at, Some(name), known);
        }
        let probability = written.probability.as_ref();
        if let Some(wrong) =
            probability.filter(|one| !(*one.get_ref() > 0.0 && *one.get_ref() <= 1.0))
        {
            self.wrong(wrong.span().start, Some(name), What::Probability);
        }
        let mut despite = Vec::new();
        for flag in &written.despite {
            match Flag::from_name(flag.get_ref()) {
                Some(flag) => despite.push(flag),
                None => {
                    let what = What::Flag(flag.get_ref().clone());
                    self.wrong(flag.span().start, Some(name), what);
                }
            }
        }
        if written.sure.is_empty() && written.likely.is_empty() {
            self.wrong(at, Some(name), What::NoPattern);
        }
        if written.examples.is_empty() {
            self.wrong(at, Some(name), What::NoExample);
        }
        for pattern in written.sure.iter().chain(&written.likely).chain(&written.unless) {
            self.pattern(Some(name), pattern, sets);
        }
        let (Some(language), Some(signal)) = (language, signal) else { return };
        if self.faults.len() > before {
            return;
        }
        let (sure, likely) = (texts(&written.sure), texts(&written.likely));
        let unless = texts(&written.unless);
        let patterns = Patterns { sure: &sure, likely: &likely, unless: &unless };
        let phrase = Phrase { id: id.clone(), signal };
        if self.own.grammar.push(phrase, &patterns, sets).is_err() {
            return;
        }
        let line = self.line(at);
        let examples = self.examples(&written.examples);
        let counterexamples = self.examples(&written.counterexamples);
        self.own.phrases.push(OwnPhrase {
            id,
            signal,
            language,
            file: self.file.to_owned(),
            line,
            probability: probability.map(|one| *one.get_ref()),
            despite,
            examples,
            counterexamples,
        });
    }

    fn examples(&self, written: &[Spanned<String>]) -> Vec<Example> {
        let example = |text: &Spanned<String>| Example {
            text: text.get_ref().clone(),
            line: self.line(text.span().start),
        };
        written.iter().map(example).collect()
    }
}

fn texts(spanned: &[Spanned<String>]) -> Vec<String> {
    spanned.iter().map(|one| one.get_ref().clone()).collect()
}
