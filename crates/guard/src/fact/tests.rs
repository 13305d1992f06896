//! Facts of small threads.
