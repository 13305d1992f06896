//! What journeys show, with known answers, and what must not change them: order, parts, and cases that grew.

mod answers;
mod any_order;
mod measures;
