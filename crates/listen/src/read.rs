//! A message made ready: its words, what was said now, its sentences and what each of them says.

use std::ops::Range;

use filo_model::calendar::Calendar;

use crate::chunk::Chunks;
use crate::conversation::Language;
use crate::flag::{Flags, Scope};
use crate::language::{self, Scores};
use crate::layout::Layout;
use crate::own::Own;
use crate::phrase::{Grammar, PhraseError, Said};
use crate::sentence::{Sentence, sentences};
use crate::token::Tokens;

/// What reading needs: how layouts, flags and phrases are recognised.
#[derive(Debug)]
pub struct Reader {
    layout: Layout,
    flags: Flags,
    grammar: Grammar,
    own: Own,
    calendar: Calendar,
    languages: Scores,
}

/// A message made ready.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Its words.
    pub tokens: Tokens,
    /// Its numbers, dates and the like.
    pub chunks: Chunks,
    /// The language of what was said now, where it is sure.
    pub language: Option<Language>,
    /// The sentences said now. A message that a machine wrote has none.
    pub sentences: Vec<Heard>,
}

/// A sentence, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// Where it stands.
    pub sentence: Sentence,
    /// The phrases and concepts in it.
    pub said: Said,
    /// Its flags.
    pub flags: Vec<Scope>,
}

/// The files that a [`Reader`] is made of, as texts.
#[derive(Debug, Clone)]
pub struct Sources<'a> {
    /// What makes a chunk.
    pub chunks: &'a str,
    /// How clauses are flagged.
    pub flags: &'a str,
    /// How layouts are recognised.
    pub layout: &'a str,
    /// The phrases and concepts, each file with its name (`it/refusal`).
    pub phrases: Vec<(&'a str, &'a str)>,
}

impl Reader {
    /// Reads the files.
    ///
    /// # Errors
    /// Where one of them is not as it should be.
    pub fn parse(sources: &Sources<'_>, calendar: Calendar) -> Result<Self, PhraseError> {
        Ok(Self {
            layout: Layout::parse(sources.layout)?,
            flags: Flags::parse(sources.flags)?,
            grammar: Grammar::parse(sources.chunks, sources.phrases.iter().copied())?,
            own: Own::default(),
            calendar,
            languages: Scores::default(),
        })
    }

    /// The same with another calendar.
    #[must_use]
    pub fn with_calendar(self, calendar: Calendar) -> Self {
        Self { calendar, ..self }
    }

    /// With a company's own phrases, and without those that it switched off.
    #[must_use]
    pub fn with_own(mut self, own: Own) -> Self {
        self.grammar.switch_off(own.off());
        self.own = own;
        self
    }

    /// The company's own phrases.
    #[must_use]
    pub fn own(&self) -> &Own {
        &self.own
    }

    /// The phrases and concepts there are.
    #[must_use]
    pub fn grammar(&self) -> &Grammar {
        &self.grammar
    }

    /// When the company works: what "five working days" are.
    #[must_use]
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// Makes a message ready.
    #[must_use]
    pub fn read(&self, text: &str) -> Reading {
        let tokens = Tokens::of(text);
        let chunks = self.grammar.chunks(&tokens);
        let parts = self.layout.parts(text, &tokens);
        let said: Vec<Range<usize>> = if parts.is_automatic { Vec::new() } else { parts.said };
        let sentences = said.iter().flat_map(|part| sentences(text, part, &tokens));
        let said_now = said.iter().flat_map(|part| tokens.within(part));
        let of = self.languages.language(&tokens, said_now);
        let sentences = sentences.map(|sentence| Heard {
            said: self.said(&tokens, &chunks, &sentence, of),
            flags: self.flags.of(text, &tokens, &sentence.tokens),
            sentence,
        });
        let sentences = sentences.collect();
        Reading { tokens, chunks, language: of, sentences }
    }

    /// What a sentence says, of a message that is surely of a language.
    fn said(
        &self,
        tokens: &Tokens,
        chunks: &Chunks,
        sentence: &Sentence,
        of: Option<Language>,
    ) -> Said {
        let mut said = self.grammar.said(tokens, chunks, &sentence.tokens);
        if let Some(language) = of.filter(|_| language::ONLY_OWN_PHRASES) {
            let phrases = self.grammar.phrases();
            said.hits.retain(|hit| language::may_be_of(&phrases[hit.phrase].id, language));
        }
        said
    }
}
