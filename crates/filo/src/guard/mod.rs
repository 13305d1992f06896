//! The guard at work: cards from disk, the thread of a customer as its events, questions and verdicts.
//!
//! Layout: `cards` loads the rule cards, `setting` says what holds for the company, `threads` hands
//! over a customer's events, `written` reads a question, `ask` decides it, `told` says it to people, `log` says what is kept of a verdict and
//! `keeper` keeps it; `replay` runs
//! the cards over the past;
//! `vocabulary` is the page of facts and actions; `prove`, with the feature of that name, proves the cards with a solver.

pub mod ask;
pub mod cards;
pub mod keeper;
pub mod log;
#[cfg(feature = "prove")]
pub mod prove;
pub mod replay;
pub mod setting;
pub mod threads;
pub mod told;
pub mod vocabulary;
pub mod written;
