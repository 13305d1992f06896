//! Texts as people write them, and what must hold for any text.
