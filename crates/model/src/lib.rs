//! The words of Filo as types, parsed once; no input or output, no clock, no database.

pub mod address;
pub mod amount;
pub mod calendar;
pub mod choice;
pub mod digest;
pub mod draft;
pub mod email;
pub mod entry;
pub mod event_log;
pub mod facts;
pub mod figure;
pub mod moment;
pub mod name;
pub mod phone;
pub mod pointer;
pub mod record;
pub mod review;
pub mod shared;
pub mod tax_code;
pub mod undo;
pub mod vat_number;
pub mod words;
