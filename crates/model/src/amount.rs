//! amount (being written).
