//! What may leave: figures about too few people are withheld, texts lose names and numbers.
//!
//! Three parts. [`groups`], [`cells`] and [`ledger`] decide which figures are shown; [`mask`] takes
//! out of a text what says who somebody is; [`waves`], [`seen`] and [`comments`] decide what is shown
//! of a survey. Pure: no input or output, no clock, no randomness.

pub mod cells;
pub mod comments;
pub mod groups;
pub mod ledger;
pub mod mask;
pub mod seen;
mod span;
mod threshold;
pub mod waves;

pub use threshold::Threshold;
