//! Phrases that show a signal: data that people can read and add to, compiled to programs over words.
//!
//! A file (TOML) holds the phrases of one signal in one language; docs/LISTEN.md describes it.

use std::collections::BTreeMap;
use std::ops::Range;

use filo_model::words;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::chunk::Chunk;
use crate::kind::SignalKind;
use crate::language::Scores;
use crate::phrase::compile::Sets;
use crate::phrase::index::{Alternatives, Index, Needs};
use crate::phrase::known::Words;
use crate::phrase::pattern::Program;
use crate::phrase::search::Notes;
use crate::spare::Spare;

mod compile;
mod fault;
mod index;
mod known;
mod pattern;
mod search;
mod stretch;
mod table;

pub use fault::PatternFault;
pub(crate) use table::Table;

words! {
    /// How surely a phrase shows its signal.
    Strength {
        /// Nearly always.
        Sure = "sure",
        /// More often than not.
        Likely = "likely",
    }
}

/// Why a file of phrases cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PhraseError {
    /// It is not written as such a file is.
    #[error("`{file}` is no file of phrases: {why}")]
    Form {
        /// The file.
        file: String,
        /// What the reader says.
        why: String,
    },
    /// A pattern cannot be read.
    #[error("`{file}`, phrase `{id}`: the pattern `{pattern}` {fault}")]
    Pattern {
        /// The file.
        file: String,
        /// The phrase, or the set, whose pattern it is.
        id: String,
        /// The pattern.
        pattern: String,
        /// What is wrong with it.
        fault: PatternFault,
    },
    /// An id stands twice in a file.
    #[error("`{file}` has two phrases with the id `{id}`: give one of them another")]
    Twice {
        /// The file.
        file: String,
        /// The id.
        id: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    signal: SignalKind,
    #[serde(default)]
    sets: BTreeMap<String, Vec<String>>,
    #[serde(default, rename = "phrase")]
    phrases: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    #[serde(default)]
    sure: Vec<String>,
    #[serde(default)]
    likely: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
}

/// The patterns of a phrase, as they are written.
pub(crate) struct Patterns<'a> {
    pub(crate) sure: &'a [String],
    pub(crate) likely: &'a [String],
    pub(crate) unless: &'a [String],
}

impl Patterns<'_> {
    fn all(&self) -> impl Iterator<Item = &String> {
        self.sure.iter().chain(self.likely).chain(self.unless)
    }
}

/// A phrase as it is referred to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Its id: the file's name without ending, and the id in the file, as in `it/refusal/cannot-do`.
    pub id: String,
    /// What it shows.
    pub signal: SignalKind,
}

/// Where a phrase is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Which, in [`Grammar::phrases`].
    pub phrase: usize,
    /// How surely it shows its signal.
    pub strength: Strength,
    /// The tokens that say it.
    pub tokens: Range<usize>,
}

/// What a program stands for.
#[derive(Debug, Clone, Copy)]
enum Role {
    Says(usize, Strength),
    Forbids(usize),
    Means(usize),
}

/// All phrases, ready to be looked for.
#[derive(Debug, Default)]
pub struct Grammar {
    phrases: Vec<Phrase>,
    concepts: Vec<String>,
    words: Words,
    /// What makes a chunk, the simpler kinds first.
    chunks: Vec<(Chunk, Vec<Program>, Index)>,
    /// By number of a word or stem, which kinds of chunks may begin with it: a bit each.
    begin_chunks: Vec<u16>,
    programs: Vec<(Role, Program)>,
    needs: Needs,
    sets: Alternatives,
    /// The numbers of sets by their lines.
    known_sets: FxHashMap<Vec<String>, u32>,
    notes: Spare<Notes>,
}

impl Grammar {
    /// Reads what makes a chunk, and files of phrases, each with its name (`it/refusal`). A file
    /// `.../concepts` holds concepts: words of like meaning, the same in every language.
    ///
    /// # Errors
    /// Where a file is not written as it should be, or one of its patterns.
    pub fn parse<'a>(
        chunks: &str,
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, PhraseError> {
        let mut grammar = Self::default();
        grammar.add_chunks(chunks)?;
        for (file, text) in files {
            if file.ends_with("/concepts") {
                grammar.add_concepts(file, text)?;
            } else {
                grammar.add(file, text)?;
            }
        }
        grammar.ready();
        Ok(grammar)
    }

    fn add_chunks(&mut self, text: &str) -> Result<(), PhraseError> {
        const FILE: &str = "chunks";
        let mut written: BTreeMap<Chunk, Vec<String>> = toml::from_str(text).map_err(form(FILE))?;
        for chunk in Chunk::ALL {
            let mut programs = Vec::new();
            for pattern in written.remove(chunk).unwrap_or_default() {
                let program = Program::compile(&pattern, &Sets::default(), &mut self.words)
                    .map_err(fault(FILE, chunk.name(), &pattern))?;
                programs.push(program);
            }
            if programs.is_empty() {
                continue;
            }
            let index = Index::of(programs.iter(), self.words.count());
            self.chunks.push((*chunk, programs, index));
        }
        Ok(())
    }

    fn add_concepts(&mut self, file: &str, text: &str) -> Result<(), PhraseError> {
        for (concept, patterns) in concepts(file, text)? {
            let known = self.concepts.iter().position(|known| *known == concept);
            let number = known.unwrap_or(self.concepts.len());
            if number == self.concepts.len() {
                self.concepts.push(concept.clone());
            }
            for pattern in patterns {
                let program = Program::compile(&pattern, &Sets::default(), &mut self.words)
                    .map_err(fault(file, &concept, &pattern))?;
                self.programs.push((Role::Means(number), program));
            }
        }
        Ok(())
    }

    fn add(&mut self, file: &str, text: &str) -> Result<(), PhraseError> {
        let written: File = toml::from_str(text).map_err(form(file))?;
        let mut sets = Sets::default();
        for (name, lines) in &written.sets {
            let number =
                self.set(lines).map_err(|(line, found)| fault(file, name, &line)(found))?;
            sets.insert(name, number);
        }
        let mut ids = std::collections::BTreeSet::new();
        for phrase in &written.phrases {
            if !ids.insert(&phrase.id) {
                return Err(PhraseError::Twice { file: file.to_owned(), id: phrase.id.clone() });
            }
            let id = format!("{file}/{}", phrase.id);
            let patterns =
                Patterns { sure: &phrase.sure, likely: &phrase.likely, unless: &phrase.unless };
            self.push_with(Phrase { id, signal: written.signal }, &patterns, &sets)
                .map_err(|(pattern, found)| fault(file, &phrase.id, &pattern)(found))?;
        }
        Ok(())
    }

    /// Adds a phrase. It is looked for once [`Grammar::ready`] was called; a pattern, or a line of a set that
    /// it names, that cannot be read comes back with what is wrong with it.
    pub(crate) fn push(
        &mut self,
        phrase: Phrase,
        patterns: &Patterns<'_>,
        sets: &BTreeMap<String, Vec<String>>,
    ) -> Result<(), (String, PatternFault)> {
        let mut numbers = Sets::default();
        for (name, lines) in sets {
            if patterns.all().any(|pattern| pattern.contains(&format!("@{name}"))) {
                numbers.insert(name, self.set(lines)?);
            }
        }
        self.push_with(phrase, patterns, &numbers)
    }

    fn push_with(
        &mut self,
        phrase: Phrase,
        patterns: &Patterns<'_>,
        sets: &Sets,
    ) -> Result<(), (String, PatternFault)> {
        let number = self.phrases.len();
        self.phrases.push(phrase);
        let said = |strength| move |pattern| (Role::Says(number, strength), pattern);
        let all = patterns.sure.iter().map(said(Strength::Sure));
        let all = all.chain(patterns.likely.iter().map(said(Strength::Likely)));
        let all = all.chain(patterns.unless.iter().map(|one| (Role::Forbids(number), one)));
        for (role, pattern) in all {
            let program = Program::compile(pattern, sets, &mut self.words)
                .map_err(|fault| (pattern.clone(), fault))?;
            self.programs.push((role, program));
        }
        Ok(())
    }

    /// The number of a set. Sets that hold the same are kept once.
    fn set(&mut self, lines: &[String]) -> Result<u32, (String, PatternFault)> {
        if let Some(number) = self.known_sets.get(lines) {
            return Ok(*number);
        }
        let programs: Result<Vec<Program>, _> = lines
            .iter()
            .map(|line| {
                Program::compile(line, &Sets::default(), &mut self.words)
                    .map_err(|fault| (line.clone(), fault))
            })
            .collect();
        let number = self.words.set();
        self.sets.push(number, programs?);
        self.known_sets.insert(lines.to_vec(), number);
        Ok(number)
    }

    /// Makes what was added ready to be looked for.
    pub(crate) fn ready(&mut self) {
        let count = self.words.count();
        self.sets.seal(count);
        self.words.weigh(&Scores::default());
        let programs = self.programs.iter().map(|(_, program)| program);
        self.needs = Needs::of(programs, &self.words, &self.sets);
        self.begin_chunks = vec![0; count];
        for (kind, (_, _, index)) in self.chunks.iter().enumerate() {
            index.firsts().for_each(|first| self.begin_chunks[first as usize] |= 1 << kind);
        }
        self.words.forget();
    }

    /// Switches phrases off: they are found no more, and keep their numbers.
    pub(crate) fn switch_off(&mut self, ids: &std::collections::BTreeSet<String>) {
        let phrases = &self.phrases;
        self.programs.retain(|(role, _)| match role {
            Role::Says(number, _) | Role::Forbids(number) => !ids.contains(&phrases[*number].id),
            Role::Means(_) => true,
        });
        self.ready();
    }

    /// The phrases there are.
    #[must_use]
    pub fn phrases(&self) -> &[Phrase] {
        &self.phrases
    }

    /// The names of the concepts there are.
    #[must_use]
    pub fn concepts(&self) -> &[String] {
        &self.concepts
    }
}

/// What is said in a stretch of tokens.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The phrases, of each the surest and first place.
    pub hits: Vec<Hit>,
    /// The concepts, each with the token where it begins, in their order.
    pub concepts: Vec<(usize, usize)>,
}

/// The concepts that a file holds, each with its patterns.
pub(crate) fn concepts(
    file: &str,
    text: &str,
) -> Result<BTreeMap<String, Vec<String>>, PhraseError> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        concepts: BTreeMap<String, Vec<String>>,
    }
    let written: File = toml::from_str(text).map_err(form(file))?;
    Ok(written.concepts)
}

fn form(file: &str) -> impl Fn(toml::de::Error) -> PhraseError {
    let file = file.to_owned();
    move |error| PhraseError::Form { file: file.clone(), why: error.message().to_owned() }
}

fn fault(file: &str, id: &str, pattern: &str) -> impl Fn(PatternFault) -> PhraseError {
    let (file, id, pattern) = (file.to_owned(), id.to_owned(), pattern.to_owned());
    move |fault| PhraseError::Pattern {
        file: file.clone(),
        id: id.clone(),
        pattern: pattern.clone(),
        fault,
    }
}

#[cfg(test)]
mod tests;
