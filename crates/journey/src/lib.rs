//! The real path of cases across the departments of a company: what follows what, where cases stay, who hands over to
//! whom and who takes on, what goes back and forth, what is done again, who has to come back.
//!
//! The way of the data: [`log::Log`] takes events in columns, [`case::Cases`] sorts them by case and time,
//! [`summary::Summary`] folds cases one by one against a [`frame::Frame`] (what activities mean, when departments work)
//! and adds up, [`told::Journey`] is what comes out. Nothing here reads files,
//! the clock or the environment, and no order of cases gives another answer.

pub mod case;
pub mod clock;
pub mod collision;
pub mod contact;
pub mod dot;
pub mod first;
pub mod frame;
pub mod graph;
pub mod growing;
pub mod handover;
pub mod kept;
pub mod log;
pub mod loops;
pub mod names;
pub mod pairs;
pub mod places;
pub mod promise;
pub mod repeat;
pub mod resolution;
pub mod resource;
pub mod role;
pub mod stay;
pub mod summary;
pub mod survival;
pub mod synchrony;
mod tell;
pub mod told;
pub mod values;
pub mod waiting;
