//! tax_code (being written).
