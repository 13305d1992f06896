//! The customer culture of a company, as it comes in and goes out: the questionnaire, waves, sheets of answers.
//!
//! Layout: [`questionnaire`] is what is asked, [`sheet`] a file of answers, [`wave`] who is invited and what becomes
//! of answers, [`participation`] how many took part, [`heard`] what customers say after a case, [`picture`] all that is
//! told of a wave, [`page`] and [`mod@print`] how it is told. What is made of answers is in the crate `filo-culture`.

pub mod heard;
pub mod page;
pub mod participation;
pub mod picture;
pub mod print;
pub mod questionnaire;
pub mod sheet;
pub mod wave;
