//! The sample company: a scenario, its truth, and the exports rendered from it.

pub mod sample;
pub mod told;
