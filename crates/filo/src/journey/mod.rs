//! Journeys through departments: event logs as files that other programs write and read.
//!
//! [`company`] makes the log of a whole company from its store, [`input`] reads a file into columns, [`kept`] keeps them and what was counted of them, [`columns`] finds what a table calls them, [`shown`] says what came out. [`export`]
//! makes logs of what was read: [`ocel`] writes object-centric logs, [`xes`] logs of cases; both through [`place`], so that a file that is
//! there is whole. [`pictures`] computes what pictures show, [`drawn`] draws them with letters.

mod by_column;
pub mod columns;
pub mod company;
pub mod drawn;
pub mod export;
pub mod frame;
pub mod input;
pub mod kept;
pub mod ocel;
pub mod pictures;
pub mod place;
pub mod places;
pub mod shown;
mod shown_further;
pub mod xes;
