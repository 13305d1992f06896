//! tests to come, written below
