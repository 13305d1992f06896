//! Closed sets of words that facts and entries use.

use super::{FactValue, Habits};

coded! {
    /// The way something travelled between company and customer.
    Channel {
        /// Electronic mail.
        Email = "email",
        /// Telephone.
        Phone = "phone",
        /// Chat on a site or in an application.
        Chat = "chat",
        /// Text message.
        Sms = "sms",
        /// Certified electronic mail.
        Pec = "pec",
        /// Paper by post.
        Letter = "letter",
        /// A web form, an application or a self-service area.
        Web = "web",
        /// A ticket of a help desk.
        Ticket = "ticket",
        /// In person.
        Visit = "visit",
        /// A social network.
        Social = "social",
        /// From one system to another.
        System = "system",
    }
}

coded! {
    /// Who moved.
    Direction {
        /// From the customer to the company.
        In = "in",
        /// From the company to the customer.
        Out = "out",
        /// Inside the company.
        Internal = "internal",
    }
}

coded! {
    /// What an entry does to the case it belongs to.
    CaseStep {
        /// The case begins.
        Opened = "opened",
        /// Somebody takes it in charge.
        Owned = "owned",
        /// It waits, and the entry says so.
        Waiting = "waiting",
        /// The company says that it is solved.
        Resolved = "resolved",
        /// It ends.
        Closed = "closed",
        /// It begins again.
        Reopened = "reopened",
    }
}

coded! {
    /// What became of an attempt, a campaign attempt or a call.
    Outcome {
        /// Nobody answered.
        NoAnswer = "no_answer",
        /// The line was busy.
        Busy = "busy",
        /// The caller gave up while waiting.
        Abandoned = "abandoned",
        /// A machine answered and no person.
        Machine = "machine",
        /// The connection failed.
        Failed = "failed",
        /// A person answered.
        Answered = "answered",
        /// The offer was taken.
        Accepted = "accepted",
        /// The offer was turned down.
        Declined = "declined",
        /// The person said that they are a customer already.
        AlreadyCustomer = "already_customer",
    }
}

coded! {
    /// The state that an entry brings to what it is about.
    State {
        /// It begins: a dispute, a complaint, an improvement.
        Opened = "opened",
        /// It ends.
        Closed = "closed",
        /// It was decided in favour of the customer.
        Upheld = "upheld",
        /// It was turned down.
        Rejected = "rejected",
        /// It was sent or announced.
        Sent = "sent",
        /// It was accepted.
        Accepted = "accepted",
        /// It was declined.
        Declined = "declined",
        /// It was done.
        Done = "done",
        /// A promise is made.
        Made = "made",
        /// A promise is kept.
        Kept = "kept",
        /// A promise gets another date, and the customer is told.
        Moved = "moved",
        /// It is taken back.
        Withdrawn = "withdrawn",
        /// A consent is given.
        Given = "given",
        /// A suspension or restriction ends.
        Lifted = "lifted",
        /// A contract or service begins.
        Activated = "activated",
        /// A contract changes.
        Changed = "changed",
        /// A contract ends.
        Ended = "ended",
        /// A self-service step begins.
        Started = "started",
        /// A self-service step fails.
        Failed = "failed",
        /// Something is asked for.
        Asked = "asked",
        /// It was answered.
        Answered = "answered",
        /// It reached whom it was for.
        Delivered = "delivered",
        /// It could not reach whom it was for.
        Undelivered = "undelivered",
        /// Its time has run out.
        Expired = "expired",
    }
}

coded! {
    /// What a claim's entry does to the claim.
    Document {
        /// A claim begins.
        Invoice = "invoice",
        /// The claim's amount becomes this amount, as after a penalty.
        Adjustment = "adjustment",
        /// An expense is added to the claim.
        Expense = "expense",
        /// A debit note: a further claim.
        DebitNote = "debit_note",
    }
}
