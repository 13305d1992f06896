//! Listening in the application: the data it needs, files of conversations, a company's own
//! phrases, training, learning from reviews.
//!
//! Layout: [`data`] is what comes with the program; [`input`] tells what a file is and reads it, by
//! [`lines`] (one conversation a line), [`mail`] or [`table`], which put together [`talk`]s; [`train`].

pub mod customer;
pub mod data;
pub mod facts;
pub mod happened;
pub mod input;
pub mod learn;
pub mod lines;
pub mod mail;
pub mod opinion;
pub mod phrases;
pub mod table;
pub mod talk;
pub mod train;
