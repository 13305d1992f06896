//! What may leave: figures about too few people are withheld, texts lose names and numbers.
//!
//! Two halves. [`groups`], [`cells`] and [`ledger`] decide which figures are shown; [`mask`] takes
//! out of a text what says who somebody is. Pure: no input or output, no clock, no randomness.

pub mod cells;
pub mod groups;
pub mod ledger;
pub mod mask;
mod threshold;

pub use threshold::Threshold;
