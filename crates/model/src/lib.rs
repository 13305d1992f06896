//! The words of Filo as types, parsed once; no input or output, no clock, no database.

pub mod address;
pub mod amount;
pub mod calendar;
pub mod email;
pub mod moment;
pub mod name;
pub mod phone;
pub mod tax_code;
pub mod vat_number;
