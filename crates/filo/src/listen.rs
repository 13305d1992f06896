//! Listening in the application: the data it needs, files of conversations, training.

pub mod data;
pub mod lines;
pub mod train;
