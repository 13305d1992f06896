//! Known answers of the golden view and its corrections.
