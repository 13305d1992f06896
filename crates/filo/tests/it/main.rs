//! The whole program: woven sample companies, the built binary, and what people see of it.
//!
//! Layout: `company` is a folder with a company in it and what can be done there; each other module
//! is one promise of the program.

mod again;
mod any_order;
mod company;
mod corrections;
mod erasure;
mod kill;
mod terminal;
mod truth;
