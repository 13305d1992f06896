//! Listening in the application: the data it needs, files of conversations, a company's own
//! phrases, training.

pub mod customer;
pub mod data;
pub mod facts;
pub mod happened;
pub mod lines;
pub mod phrases;
pub mod train;
