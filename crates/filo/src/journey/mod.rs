//! Journeys through departments: event logs as files that other programs read.
//!
//! [`ocel`] writes object-centric logs, [`xes`] logs of cases; both through [`place`], so that a file that is
//! there is whole.

pub mod ocel;
pub mod place;
pub mod xes;
