//! The kinds of entry, each with its facts.

use serde::{Deserialize, Serialize};

use super::{Document, FactValue, Habits, Outcome, Rewrite, State, TextKind};
use crate::amount::Amount;

facts! {
    /// An exchange: a message, or a call that a person answered.
    Message = "message" {
        /// The subject line.
        subject: String,
        /// What the customer wants, in the company's own words: the kind of request.
        reason: String,
        /// Sent by a machine: an automatic answer or closing.
        automatic: bool,
        /// Names, types and sizes of attachments.
        attachments: String,
        /// How long the exchange lasted, in seconds.
        seconds: u32,
        /// How long the customer waited before it, in seconds.
        wait_seconds: u32,
        /// The telephone line or mailbox.
        line: String,
        /// The other messages of the same exchange, by their own ids.
        references: String,
        /// The message's own id, by which receipts and answers name it.
        message: String,
        /// The call's id in the telephone system, which several of its exports share.
        call: String,
    }
    /// A call or visit by the customer that nobody answered, or by the company that the customer did not.
    Attempt = "attempt" {
        /// What became of it.
        outcome: Outcome,
        /// The telephone line.
        line: String,
        /// How long the caller waited, in seconds.
        wait_seconds: u32,
        /// What the customer wanted, where it is known.
        reason: String,
        /// How long the caller was connected, to a machine or waiting, in seconds: what they pay for.
        seconds: u32,
        /// The call's id in the telephone system, which several of its exports share.
        call: String,
    }
    /// A case moves from one department to another.
    Handoff = "handoff" {
        /// The handoff's own number, shared by its sending and its answer.
        handoff: String,
        /// The department that hands over.
        from: String,
        /// The department that receives.
        to: String,
        /// Sent, accepted, declined or done.
        state: State,
        /// The day by which the receiver is to answer.
        due: jiff::civil::Date,
    }
    /// The company commits to an act by a day.
    Promise = "promise" {
        /// The promise's own number, shared by its making and its keeping.
        promise: String,
        /// Made, kept, moved or withdrawn.
        state: State,
        /// The day by which it falls due.
        due: jiff::civil::Date,
        /// What was promised.
        what: String,
    }
    /// The company says no.
    Refusal = "refusal" {
        /// The reason given.
        reason: String,
        /// The question that was refused.
        question: String,
    }
    /// The company offers another way.
    Alternative = "alternative" {
        /// Made, accepted or declined.
        state: State,
        /// What is offered.
        what: String,
    }
    /// A claim for money, or what raises it.
    Invoice = "invoice" {
        /// The claim's number.
        claim: String,
        /// The instalment's number, where a claim is paid in several.
        instalment: u32,
        /// What the document does to the claim.
        document: Document,
        /// The amount.
        amount: Amount,
        /// The day by which it is to be paid.
        due: jiff::civil::Date,
        /// The first day billed.
        period_from: jiff::civil::Date,
        /// The last day billed.
        period_to: jiff::civil::Date,
        /// The contract billed.
        contract: String,
        /// The name of the file with which the document was sent, by which receipts name it.
        file: String,
    }
    /// A credit note: a claim, or a part of it, is taken back.
    Credit = "credit" {
        /// The claim corrected.
        claim: String,
        /// The credit note's own number.
        number: String,
        /// The amount taken back.
        amount: Amount,
    }
    /// A payment by the customer.
    Payment = "payment" {
        /// The claim paid.
        claim: String,
        /// The instalment paid.
        instalment: u32,
        /// The amount of this payment.
        amount: Amount,
        /// The running total paid for the claim after this payment, where the source keeps one.
        total: Amount,
        /// How it was paid.
        method: String,
    }
    /// The customer contests a claim.
    Dispute = "dispute" {
        /// The dispute's own number or forum.
        dispute: String,
        /// The claim contested; without one, all claims of the customer.
        claim: String,
        /// Opened, upheld, rejected or closed.
        state: State,
        /// The amount contested.
        amount: Amount,
        /// The reason given.
        reason: String,
    }
    /// A formal complaint.
    Complaint = "complaint" {
        /// The complaint's own number.
        complaint: String,
        /// Opened, answered or closed.
        state: State,
        /// What it is about.
        reason: String,
    }
    /// The company asks for a claim in a friendly way.
    Reminder = "reminder" {
        /// The claim asked for.
        claim: String,
        /// The instalment asked for.
        instalment: u32,
        /// The amount asked for.
        amount: Amount,
        /// First, second, third reminder.
        level: u32,
        /// The id of the message it was sent with, by which receipts of its delivery name it.
        message: String,
    }
    /// The company gives formal notice of a claim.
    FormalNotice = "formal_notice" {
        /// The claim asked for.
        claim: String,
        /// The instalment asked for.
        instalment: u32,
        /// The amount asked for.
        amount: Amount,
        /// The id of the message it was sent with, by which receipts of its delivery name it.
        message: String,
    }
    /// A claim goes to debt collection.
    Collection = "collection" {
        /// The claim transferred.
        claim: String,
        /// The instalment transferred.
        instalment: u32,
        /// The amount transferred.
        amount: Amount,
        /// The agency.
        agency: String,
        /// Sent, or withdrawn.
        state: State,
    }
    /// A service is suspended.
    Suspension = "suspension" {
        /// The contract suspended.
        contract: String,
        /// The claim behind it.
        claim: String,
        /// Sent (announced), done or lifted.
        state: State,
    }
    /// The company tries to sell.
    CampaignAttempt = "campaign_attempt" {
        /// The campaign.
        campaign: String,
        /// The product offered.
        product: String,
        /// What became of it.
        outcome: Outcome,
        /// Who made it, where the company lets others sell.
        agency: String,
    }
    /// A contract begins, changes or ends.
    Contract = "contract" {
        /// The contract's number.
        contract: String,
        /// The product.
        product: String,
        /// Activated, changed or ended.
        state: State,
        /// The day on which it ends.
        ends: jiff::civil::Date,
        /// The months between two invoices.
        billing_months: u32,
    }
    /// A consent is given or withdrawn.
    Consent = "consent" {
        /// What the consent is for.
        purpose: String,
        /// Given or withdrawn.
        state: State,
        /// Where the evidence of it is.
        evidence: String,
    }
    /// What the customer wants of every contact: "only by e-mail", "not in one sum".
    Preference = "preference" {
        /// The preference.
        what: String,
        /// Given or withdrawn.
        state: State,
    }
    /// A customer's answer to a question after a case.
    Survey = "survey" {
        /// The question.
        question: String,
        /// The answer as a number.
        score: u32,
    }
    /// Something given beyond what is owed.
    Goodwill = "goodwill" {
        /// Its worth.
        amount: Amount,
        /// What was given.
        what: String,
    }
    /// A step of the customer alone, on a site or in an application.
    SelfService = "self_service" {
        /// What the customer wanted to do.
        task: String,
        /// Started, failed or done.
        state: State,
    }
    /// One department warns another about a customer.
    Alert = "alert" {
        /// The warning's own number, shared by its sending and its answer.
        alert: String,
        /// What it is about.
        about: String,
        /// The actions that it holds until the department warned decides, by their names in the guard.
        acts: String,
        /// The department warned.
        to: String,
        /// Sent, accepted or done.
        state: State,
    }
    /// Somebody asks a superior before deciding for a customer.
    Approval = "approval" {
        /// What was asked.
        what: String,
        /// Asked, accepted or declined.
        state: State,
        /// The amount in question.
        amount: Amount,
        /// Whether the decision differed from what was proposed.
        changed: bool,
    }
    /// Training of a department, as counts.
    Training = "training" {
        /// The course.
        course: String,
        /// How many people took part.
        people: u32,
    }
    /// A real case made into a lesson.
    Lesson = "lesson" {
        /// What it teaches.
        about: String,
        /// Sent (proposed) or done (discussed).
        state: State,
    }
    /// A proposal from staff or customers.
    Suggestion = "suggestion" {
        /// The suggestion's own number.
        suggestion: String,
        /// Made or answered.
        state: State,
        /// What is proposed.
        what: String,
    }
    /// A change made for customers.
    Improvement = "improvement" {
        /// The improvement's own number.
        improvement: String,
        /// Opened or closed.
        state: State,
        /// What changes.
        what: String,
        /// The measure that it is to move, by its id: `I1`.
        measure: String,
        /// The day by which it is to be done.
        due: jiff::civil::Date,
    }
    /// A review of real threads by a department.
    Review = "review" {
        /// How many threads were read.
        threads: u32,
    }
    /// The contact that closes a relation: the final balance explained, thanks said.
    ClosingContact = "closing_contact" {
        /// Whether the final balance was explained.
        explained: bool,
    }
    /// A public post or review by a customer.
    PublicPost = "public_post" {
        /// Where it was published.
        platform: String,
        /// Stars or points.
        rating: u32,
    }
    /// An answer of the guard.
    Verdict = "verdict" {
        /// The action asked about.
        action: String,
        /// The answer.
        answer: String,
        /// The rule card that decided.
        card: String,
    }
    /// Anything else that was written down.
    Note = "note" {
        /// What it is about.
        topic: String,
        /// What the customer wants, where it is known: the kind of request.
        reason: String,
    }
    /// What a carrier says became of something sent: a receipt of the exchange of electronic invoices
    /// (SDI) or of certified mail (PEC).
    Receipt = "receipt" {
        /// The carrier: `sdi` or `pec`.
        carrier: String,
        /// The name of the file it is about.
        file: String,
        /// The id of the message it is about.
        message: String,
        /// Sent, accepted, delivered, undelivered, rejected, declined or expired.
        state: State,
        /// The carrier's own code of the receipt and of the errors.
        reason: String,
    }
}
