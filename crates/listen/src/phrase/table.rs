//! Tables of patterns outside the phrases of signals: flags of clauses, marks of a mail's layout.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::de::DeserializeOwned;

use super::compile::Sets;
use super::index::Index;
use super::known::Words;
use super::pattern::Program;
use super::{PhraseError, fault, form};
use crate::chunk::Chunks;
use crate::token::Tokens;

/// Patterns, each with what it stands for.
#[derive(Debug)]
pub(crate) struct Table<K> {
    words: Words,
    programs: Vec<(K, Program)>,
    index: Index,
}

impl<K> Default for Table<K> {
    fn default() -> Self {
        Self { words: Words::default(), programs: Vec::new(), index: Index::default() }
    }
}

impl<K: Copy + Ord + DeserializeOwned> Table<K> {
    /// Reads a file that gives each kind its patterns.
    pub(crate) fn parse(
        file: &str,
        text: &str,
        name: fn(K) -> &'static str,
    ) -> Result<Self, PhraseError> {
        let written: BTreeMap<K, Vec<String>> = toml::from_str(text).map_err(form(file))?;
        let mut table = Self::default();
        for (kind, patterns) in written {
            for pattern in patterns {
                let program = Program::compile(&pattern, &Sets::default(), &mut table.words)
                    .map_err(fault(file, name(kind), &pattern))?;
                table.programs.push((kind, program));
            }
        }
        let programs = table.programs.iter().map(|(_, program)| program);
        table.index = Index::of(programs, table.words.count());
        Ok(table)
    }

    /// What is met from the first token of a stretch on, each with the token behind.
    pub(crate) fn at_start(&self, tokens: &Tokens, within: &Range<usize>) -> Vec<(K, usize)> {
        let chunks = Chunks::default();
        // Most stretches begin as no pattern does.
        let first = self.words.seen(tokens, &(within.start..within.end.min(within.start + 1)));
        if self.index.at(within.start, &first, &chunks).next().is_none() {
            return Vec::new();
        }
        let seen = self.words.seen(tokens, within);
        let programs = self.index.at(within.start, &seen, &chunks);
        let programs = programs.map(|number| &self.programs[number as usize]);
        programs
            .filter_map(|(kind, program)| {
                Some((*kind, program.end_from(within.start, &seen, &chunks)?))
            })
            .collect()
    }

    /// What is met anywhere in a stretch, each with the tokens that meet it.
    pub(crate) fn all(&self, tokens: &Tokens, within: &Range<usize>) -> Vec<(K, Range<usize>)> {
        let chunks = Chunks::default();
        let seen = self.words.seen(tokens, within);
        let mut found = Vec::new();
        for at in within.clone() {
            for number in self.index.at(at, &seen, &chunks) {
                let (kind, program) = &self.programs[number as usize];
                if let Some(end) = program.end_from(at, &seen, &chunks) {
                    found.push((*kind, at..end));
                }
            }
        }
        found
    }
}
