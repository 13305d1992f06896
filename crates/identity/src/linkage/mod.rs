//! Probabilistic linkage: which records are the same customer when no key says so.
//!
//! Data flow: [`Person`] (raw values) → [`Features`] (columns of numbers) → candidates (`block`) →
//! comparisons → [`Model`] (learnt without labels) → weighed pairs → clusters.

mod begin;
mod block;
mod cluster;
mod compare;
mod explain;
mod features;
mod learn;
mod level;
mod model;
mod names;
mod person;
mod run;
mod score;
mod shares;
mod texts;

pub use cluster::{Join, customers};
pub use explain::{Explanation, FieldWeight, names};
pub use features::{Features, Reader};
pub use model::Model;
pub use person::Person;
pub(crate) use run::CUT_MIN;
pub use run::Linkage;

#[cfg(test)]
mod tests;
