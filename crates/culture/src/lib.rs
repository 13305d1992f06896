//! The customer culture of a company and of each department: what it says, what others see, what it does.
//!
//! The way of the data: an [`instrument::Instrument`] says what is asked, [`answers::Answers`] is what came
//! back, the statistics and the mirrors are what is made of both. [`index`] makes points of what was counted, against
//! declared [`goalposts`]; [`mirror`] puts say, seen and done side by side; [`heard`] is what customers answer, and
//! [`promised`] whether public promises were kept. Pure: no input or output, no clock, no
//! randomness but a seed. What may be shown of it is decided by the crate `filo-disclosure`.

pub mod answers;
pub mod ballot;
pub mod chance;
pub mod code;
pub mod dimension;
pub mod goalposts;
pub mod heard;
pub mod index;
pub mod instrument;
pub mod mirror;
pub mod promised;
pub mod simulate;
pub mod statistics;
