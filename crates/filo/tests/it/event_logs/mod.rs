//! Event logs written and read again: all three forms of OCEL, and XES.

mod arbitrary;
mod reference;
mod round;
mod xes;
