//! Stretches of words that stand for one thing: numbers, amounts, days, times, lengths of time,
//! departments. Which words they are is data (`data/phrases/chunks.toml`).

use filo_model::words;

use crate::token::{Shape, Tokens};

words! {
    /// What a stretch of words stands for.
    Chunk {
        /// A number in digits.
        Digits = "digits",
        /// Digits with `/` or `-` between, as in 12/4.
        Slashed = "slashed",
        /// Digits with `:` or `.` between, as in 10:30.
        Coloned = "coloned",
        /// A number, in digits or words.
        Number = "number",
        /// An amount of money, or a share in hundredths.
        Money = "money",
        /// A time of day.
        Clock = "clock",
        /// A length of time.
        Duration = "duration",
        /// A day.
        Date = "date",
        /// A part of the company, or who works for it.
        Department = "department",
    }
}

/// The chunks of a text, by the token at which they begin: what they are, and the token behind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chunks(Vec<Vec<(Chunk, usize)>>);

impl Chunks {
    /// What digits alone show.
    pub(crate) fn in_digits(tokens: &Tokens) -> Self {
        let kinds = tokens.iter().enumerate().map(|(at, token)| {
            if token.shape != Shape::Number {
                return Vec::new();
            }
            let word = tokens.word(at);
            let mut kinds = vec![(Chunk::Digits, at + 1)];
            if word.contains(['/', '-']) {
                kinds.push((Chunk::Slashed, at + 1));
            } else if word.contains([':', '.']) && word.len() <= 5 {
                kinds.push((Chunk::Coloned, at + 1));
            }
            kinds
        });
        Self(kinds.collect())
    }

    /// Adds a chunk.
    pub(crate) fn push(&mut self, at: usize, chunk: Chunk, end: usize) {
        if let Some(chunks) = self.0.get_mut(at) {
            chunks.push((chunk, end));
        }
    }

    /// Whether a chunk begins at a token.
    pub(crate) fn any_at(&self, token: usize) -> bool {
        !self.at(token).is_empty()
    }

    /// The chunks that begin at a token, each with the token behind its end.
    #[must_use]
    pub fn at(&self, token: usize) -> &[(Chunk, usize)] {
        self.0.get(token).map_or(&[], Vec::as_slice)
    }
}
