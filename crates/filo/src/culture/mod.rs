//! The customer culture of a company, as it comes in and goes out: the questionnaire, waves, sheets of answers.
//!
//! Layout: [`questionnaire`] is what is asked, [`sheet`] a file of answers, [`wave`] who is invited and what becomes
//! of answers, [`participation`] how many took part. What is made of answers is in the crate `filo-culture`.

pub mod participation;
pub mod picture;
pub mod questionnaire;
pub mod sheet;
pub mod wave;
