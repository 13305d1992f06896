//! email (being written).
