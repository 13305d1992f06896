//! The whole program: woven sample companies, the built binary, and what people see of it.
//!
//! Layout: `company` is a folder with a company in it and what can be done there; each other module
//! is one promise of the program.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed; builders of rows are no test functions"
)]

mod again;
mod any_order;
mod company;
mod corpus;
mod corrections;
mod culture;
mod culture_refused;
mod culture_stats;
mod einvoices;
mod erasure;
mod event_logs;
mod findings;
mod golden;
mod guard;
mod heard;
mod heard_after;
mod journey;
mod journey_company;
mod journey_kept;
mod journeys_truth;
mod kill;
mod link;
mod listen;
mod measures;
#[cfg(feature = "opinion")]
mod opinion;
mod own_words;
mod page;
mod people_files;
#[cfg(feature = "prove")]
mod prove;
mod relations;
mod screen;
mod telephone;
mod terminal;
mod truth;
