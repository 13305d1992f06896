//! Corrections learnt from what people confirm and reject.
