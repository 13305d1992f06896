//! What the measures count of small threads told by hand.
