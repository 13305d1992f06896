//! Listening in the application: the data it needs, files of conversations, a company's own
//! phrases, training, learning from reviews.

pub mod customer;
pub mod data;
pub mod facts;
pub mod happened;
pub mod learn;
pub mod lines;
pub mod phrases;
pub mod train;
