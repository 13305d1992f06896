//! Probabilistic linkage: which records are the same customer when no key says so.
//!
//! Data flow: [`Person`] (raw values) → [`Features`] (columns of numbers) → candidates (`block`) →
//! comparisons → [`Model`] (learnt without labels) → weighed pairs → clusters.

mod begin;
mod block;
mod cluster;
mod compare;
mod constraints;
mod cores;
mod evidence;
mod explain;
mod features;
mod index;
mod learn;
mod level;
mod model;
mod names;
mod person;
mod register;
mod run;
mod score;
mod shares;
mod texts;

pub use cluster::Join;
pub use constraints::Constraints;
pub use explain::{Explanation, FieldWeight, names};
pub use features::{Features, Reader};
pub use model::Model;
pub use person::Person;
pub use register::{Change, Register};
pub use run::Linkage;

#[cfg(test)]
mod tests;
