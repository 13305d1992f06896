//! What must not change what is heard: parts of a mail that were not said now, ways of typing, the order
//! of files. Over every fourth conversation of `data/listen/train`, which the model has learnt from: it is
//! about what changes, not about how much is found.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod order;
mod parts;
mod sides;
mod train;
mod typing;
