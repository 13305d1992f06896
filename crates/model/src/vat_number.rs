//! vat_number (being written).
