//! A conversation as it is read: who wrote what to whom, and when.

use filo_model::moment::Moment;
use filo_model::words;

words! {
    /// Who speaks.
    Side {
        /// The customer, or whoever speaks for them.
        Customer = "customer",
        /// Somebody of the company.
        Company = "company",
        /// A machine: receipts, automatic answers.
        System = "system",
    }
}

words! {
    /// A language that can be listened to.
    Language {
        /// Italian.
        Italian = "it",
        /// English.
        English = "en",
    }
}

/// One message. Its text is kept as it was received: every quote is a part of it, byte by byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Who speaks.
    pub side: Side,
    /// The department that speaks, where it is the company.
    pub department: Option<String>,
    /// The pseudonym of who speaks, where it is the company. It tells speakers of one conversation
    /// apart, and nothing else.
    pub agent: Option<String>,
    /// When it was sent.
    pub at: Option<Moment>,
    /// What was said.
    pub text: String,
}

/// Messages about one matter, in the order in which they were sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Conversation {
    /// The language, where the file says it; else each message is asked.
    pub language: Option<Language>,
    /// The messages.
    pub messages: Vec<Message>,
}
