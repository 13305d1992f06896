//! Constraints said in words: how a customer wants to be treated from now on, and what has to be known of
//! them before anything is done.

use std::ops::Range;

use filo_model::words;

use crate::flag::Flag;
use crate::phrase::{Grammar, PhraseError};
use crate::read::{Heard, Reading};

words! {
    /// A constraint. The names are those by which the guard knows what structured facts say.
    Constraint {
        /// Wants no sum of several periods at once.
        NotInOneSum = "not_in_one_sum",
        /// Wants electronic mail only.
        OnlyByMail = "only_by_mail",
        /// Wants everything in writing.
        OnlyInWriting = "only_in_writing",
        /// Wants no telephone calls.
        NoCalls = "no_calls",
        /// Wants no offers.
        NoPromotions = "no_promotions",
        /// Is frail, ill, out of work, or in need of protection.
        Vulnerable = "vulnerable",
        /// Somebody died.
        Bereavement = "bereavement",
        /// A fraud is reported.
        Fraud = "fraud",
        /// Cannot be cut off.
        Essential = "essential",
        /// Asks to pay in instalments.
        Instalments = "instalments",
    }
}

impl Constraint {
    /// Whether it is said by denying something, so that a "not" before it takes nothing away.
    fn denies(self) -> bool {
        matches!(
            self,
            Self::NotInOneSum
                | Self::OnlyByMail
                | Self::OnlyInWriting
                | Self::NoCalls
                | Self::NoPromotions
                | Self::Fraud
        )
    }
}

/// How constraints are said (`data/constraints`).
#[derive(Debug)]
pub struct Constraints {
    grammar: Grammar,
    /// By the number of a concept of the grammar.
    constraints: Vec<Constraint>,
}

/// A constraint that a message says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Which.
    pub constraint: Constraint,
    /// Where in the text, in bytes: the quote.
    pub quote: Range<usize>,
}

/// Why the files cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConstraintError {
    /// A pattern, or the form.
    #[error(transparent)]
    Phrase(#[from] PhraseError),
    /// No such constraint.
    #[error("`{0}` is no constraint")]
    Unknown(String),
}

impl Constraints {
    /// Reads files, each with its language.
    ///
    /// # Errors
    /// Where one is not as it should be.
    pub fn parse(files: &[(&str, &str)]) -> Result<Self, ConstraintError> {
        let names: Vec<String> =
            files.iter().map(|(language, _)| format!("{language}/concepts")).collect();
        let texts = names.iter().map(String::as_str).zip(files.iter().map(|(_, text)| *text));
        let grammar = Grammar::parse("", texts)?;
        let constraints = grammar.concepts().iter().map(|name| {
            Constraint::from_name(name).ok_or_else(|| ConstraintError::Unknown(name.clone()))
        });
        let constraints = constraints.collect::<Result<_, _>>()?;
        Ok(Self { grammar, constraints })
    }

    /// The constraints that a message says, each with the first sentence that does, in the order of
    /// [`Constraint::ALL`]. What is only supposed counts for nothing, and so does what is denied.
    #[must_use]
    pub fn said(&self, reading: &Reading) -> Vec<Said> {
        let mut out: Vec<Said> = Vec::new();
        for heard in &reading.sentences {
            let tokens = &heard.sentence.tokens;
            let found = self.grammar.said(&reading.tokens, &reading.chunks, tokens);
            for (at, concept) in found.concepts {
                let constraint = self.constraints[concept];
                if counts(heard, constraint, at)
                    && !out.iter().any(|one| one.constraint == constraint)
                {
                    out.push(Said { constraint, quote: heard.sentence.place.clone() });
                }
            }
        }
        out.sort_unstable_by_key(|one| one.constraint);
        out
    }
}

fn counts(heard: &Heard, constraint: Constraint, at: usize) -> bool {
    let has = |flag: Flag| heard.flags.iter().any(|scope| scope.flag == flag && scope.has(at));
    !has(Flag::Condition) && (constraint.denies() || !has(Flag::Negation))
}
