//! The customer culture of a company, as it comes in and goes out: the questionnaire and sheets of answers.
//!
//! Layout: [`questionnaire`] is what is asked, [`sheet`] a file of answers. What is made of them is in the crate `filo-culture`.

pub mod questionnaire;
pub mod sheet;
