//! The vocabulary of actions: what a department may be about to do to a customer.

use filo_model::words;
use serde::Serialize;

/// What an action does to a customer: whether it can harm, and what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Asks for money or takes a service away for it: judged claim by claim. Can harm.
    Dunning,
    /// Takes a service away. Can harm.
    Suspending,
    /// Claims money. Can harm.
    Billing,
    /// Tries to sell. Can harm.
    Selling,
    /// Decides or closes something against the customer, or asks something of them. Can harm.
    Deciding,
    /// Gives, explains, answers or records. Cannot harm beyond being a contact.
    Helping,
    /// Only records a need: always allowed.
    Recording,
}

words! {
    /// What a department is about to do to a customer.
    Action {
        /// Ask for a claim in a friendly way.
        Remind = "remind",
        /// Give formal notice of a claim.
        FormalNotice = "formal_notice",
        /// Transfer a claim to debt collection.
        Transfer = "transfer",
        /// Suspend a service.
        Suspend = "suspend",
        /// Send an invoice.
        Bill = "bill",
        /// Bill in one sum what is of several periods.
        BillInOneSum = "bill_in_one_sum",
        /// Sell by telephone.
        PromoteByPhone = "promote_by_phone",
        /// Sell by message: text message, mail, chat.
        PromoteByMessage = "promote_by_message",
        /// Try to win back somebody who left or is leaving.
        WinBack = "win_back",
        /// Change terms or prices.
        ChangeTerms = "change_terms",
        /// Refuse a request.
        Refuse = "refuse",
        /// Answer for now, the decision comes later.
        ReplyInterim = "reply_interim",
        /// Ask the customer for documents.
        AskDocuments = "ask_documents",
        /// Ask how a case went, once it is closed.
        AskAfterCase = "ask_after_case",
        /// Close a case.
        CloseCase = "close_case",
        /// End a contract.
        EndContract = "end_contract",
        /// Take two records for one customer.
        MergeRecords = "merge_records",
        /// Remind only of what is overdue.
        RemindOverduePart = "remind_overdue_part",
        /// Pay back.
        Refund = "refund",
        /// Give something beyond what is owed.
        GiveGoodwill = "give_goodwill",
        /// Offer to pay in instalments.
        OfferInstalments = "offer_instalments",
        /// Explain an invoice or a balance in person.
        ExplainInvoice = "explain_invoice",
        /// Correct or withdraw a claim.
        CorrectClaim = "correct_claim",
        /// Answer a complaint or a dispute with reasons.
        AnswerComplaint = "answer_complaint",
        /// Keep a promise that is open.
        KeepPromise = "keep_promise",
        /// Make an offer when the customer next calls.
        OfferOnNextContact = "offer_on_next_contact",
        /// Call the customer back.
        CallBack = "call_back",
        /// Write to the customer, to the address they want.
        Write = "write",
        /// Look up inside the company what is not known.
        Verify = "verify",
        /// Open a case: the one action that is always allowed.
        OpenCase = "open_case",
    }
}

impl Action {
    /// What the action does to a customer.
    #[must_use]
    pub fn effect(self) -> Effect {
        match self {
            Self::Remind | Self::FormalNotice | Self::Transfer | Self::RemindOverduePart => {
                Effect::Dunning
            }
            Self::Suspend => Effect::Suspending,
            Self::Bill | Self::BillInOneSum => Effect::Billing,
            Self::PromoteByPhone | Self::PromoteByMessage | Self::WinBack => Effect::Selling,
            Self::ChangeTerms
            | Self::Refuse
            | Self::ReplyInterim
            | Self::AskDocuments
            | Self::AskAfterCase
            | Self::CloseCase
            | Self::EndContract
            | Self::MergeRecords => Effect::Deciding,
            Self::Refund
            | Self::GiveGoodwill
            | Self::OfferInstalments
            | Self::ExplainInvoice
            | Self::CorrectClaim
            | Self::AnswerComplaint
            | Self::KeepPromise
            | Self::OfferOnNextContact
            | Self::CallBack
            | Self::Write
            | Self::Verify => Effect::Helping,
            Self::OpenCase => Effect::Recording,
        }
    }

    /// Whether the action can harm: what is not known then holds it.
    #[must_use]
    pub fn can_harm(self) -> bool {
        !matches!(self.effect(), Effect::Helping | Effect::Recording)
    }

    /// Whether the action asks for claims, so that it is judged claim by claim.
    #[must_use]
    pub fn is_about_claims(self) -> bool {
        matches!(self.effect(), Effect::Dunning | Effect::Suspending)
    }
}

/// A set of actions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Actions(u64);

impl Actions {
    /// No action.
    pub const NONE: Self = Self(0);

    /// The actions named in a text, whatever stands between their names; names that are none are
    /// passed over.
    #[must_use]
    pub fn named(text: &str) -> Self {
        let words = text.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_'));
        words.filter_map(Action::from_name).fold(Self::NONE, Self::with)
    }

    /// The set with one more action.
    #[must_use]
    pub fn with(self, action: Action) -> Self {
        Self(self.0 | 1 << action as u32)
    }

    /// Whether an action is in the set.
    #[must_use]
    pub fn has(self, action: Action) -> bool {
        self.0 & 1 << action as u32 != 0
    }

    /// Whether there is none in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

#[cfg(test)]
mod tests {
    use super::Action;

    #[test]
    fn names_lead_back_to_their_action() {
        for &action in Action::ALL {
            assert_eq!(Action::from_name(action.name()), Some(action));
        }
        assert_eq!(Action::from_name("sollecito"), None);
    }

    #[test]
    fn only_opening_a_case_records_and_nothing_else() {
        let always = Action::ALL.iter().filter(|one| one.effect() == super::Effect::Recording);
        assert_eq!(always.copied().collect::<Vec<_>>(), [Action::OpenCase]);
        assert!(!Action::OpenCase.can_harm());
        assert!(Action::Transfer.can_harm());
    }
}
