//! The application: commands, configuration, pipeline, findings and report.
//!
//! Layout, in the order of reading: [`cli`] is what can be typed, [`commands`] does it, [`config`]
//! is what is configured, [`pipeline`] the one place that knows the order of the data's way,
//! [`culture`] what people say of it and how it is read, [`findings`] the pure kernels over events, [`measures`] what of all that happens is counted, by department, [`golden`] the best of what sources say, [`journey`] logs of
//! events, [`relations`] who is related to whom, [`report`] the picture of ninety days, [`screen`] a list before the guard, [`texts`] and
//! [`problem`] what people read, [`output`] where it goes, [`clock`] the time.

pub mod cli;
pub mod clock;
pub mod commands;
pub mod config;
pub mod culture;
pub mod findings;
pub mod golden;
pub mod guard;
pub mod journey;
pub mod listen;
pub mod measures;
pub mod output;
pub mod pipeline;
pub mod problem;
pub mod relations;
pub mod report;
pub mod screen;
mod sentence;
pub mod texts;
