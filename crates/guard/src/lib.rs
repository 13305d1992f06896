//! May this be done to this customer? Pure: a thread's events and rule cards in, verdicts out.
//!
//! Layout: [`action`] and [`fact`] are the two vocabularies; [`event`] what is seen of an entry,
//! [`traits`] what its words say, [`contracts`] and [`consents`] how they stood; [`card`] the rules as
//! people read them and as policies; [`question`] what is asked, [`guard`] what is answered, [`replay`] what it would have said,
//! [`plan`] what a plan would hit, [`proof`] what has to hold of the policies whatever the facts are.

pub mod action;
pub mod card;
pub mod consents;
pub mod contracts;
pub mod event;
pub mod fact;
pub mod guard;
pub mod plan;
pub mod proof;
pub mod question;
pub mod replay;
pub mod traits;
