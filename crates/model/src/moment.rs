//! moment (being written).
