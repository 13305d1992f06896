//! phone (being written).
