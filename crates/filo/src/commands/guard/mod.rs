//! The commands about the guard.
//!
//! Layout: `ask` asks one question, `prove` proves the cards, `replay` runs them over the past, `rules` shows and tries cards, `verdict` shows decisions and notes
//! what was done, `lines` is how a verdict is printed.

pub(super) mod ask;
mod lines;
mod prove;
pub(super) mod replay;
pub(super) mod rules;
pub(super) mod verdict;
