//! The commands about the guard.
//!
//! Layout: `ask` asks one question, `screen` all of a list, `replay` runs the cards over the past, `rules` shows and tries cards,
//! `prove` proves them, `verdict` shows decisions and notes
//! what was done, `lines` is how a verdict is printed.

pub(super) mod ask;
mod lines;
mod prove;
pub(super) mod replay;
pub(super) mod rules;
pub(super) mod screen;
pub(super) mod verdict;
