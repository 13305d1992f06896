//! The exports of customer service: help desk, telephone system, mailbox.

use super::Form::{Moment, Plain};
use super::{Column, Shape, Spec};
use crate::sample::dates::Order::YearFirst;

const HELPDESK: Shape = Shape::Csv { separator: ',', is_windows: false, has_mark: true };

pub(super) const CONTACTS: Spec = Spec {
    name: "contacts",
    system: "helpdesk",
    stem: "customer_service/contacts",
    shape: HELPDESK,
    order: YearFirst,
    link: "customer",
    may_miss: &[("email", true), ("phone", true), ("city", false)],
    columns: &[
        ("contact_id", "customer", Plain),
        ("first_name", "first_name", Plain),
        ("last_name", "last_name", Plain),
        ("company", "company_name", Plain),
        ("phone", "phone", Plain),
        ("email", "email", Plain),
        ("city", "city", Plain),
        ("updated_at", "at", Moment),
    ],
};

pub(super) const TICKETS: Spec = Spec {
    name: "tickets",
    system: "helpdesk",
    stem: "customer_service/tickets",
    shape: HELPDESK,
    order: YearFirst,
    link: "customer",
    may_miss: &[("reason", false), ("actor", false)],
    columns: &[
        ("event_id", "key", Plain),
        ("ticket", "case", Plain),
        ("contact_id", "customer", Plain),
        ("created_at", "at", Moment),
        ("type", "kind", Plain),
        ("status", "case_step", Plain),
        ("channel", "channel", Plain),
        ("team", "department", Plain),
        ("agent", "actor", Plain),
        ("reason", "reason", Plain),
        ("automatic", "automatic", Plain),
        ("state", "state", Plain),
        ("item", "what", Plain),
        ("amount", "amount", Plain),
        ("explained", "explained", Plain),
        ("body", "text", Plain),
    ],
};

pub(super) const DISPUTES: Spec = Spec {
    name: "disputes",
    system: "helpdesk",
    stem: "customer_service/disputes",
    shape: HELPDESK,
    order: YearFirst,
    link: "claim",
    may_miss: &[("reason", false)],
    columns: &[
        ("event_id", "key", Plain),
        ("dispute", "dispute", Plain),
        ("contact_id", "customer", Plain),
        ("invoice", "claim", Plain),
        ("state", "state", Plain),
        ("reason", "reason", Plain),
        ("created_at", "at", Moment),
    ],
};

pub(super) const HANDOFFS: Spec = Spec {
    name: "handoffs",
    system: "helpdesk",
    stem: "customer_service/handoffs",
    shape: Shape::Jsonl,
    order: YearFirst,
    link: "customer",
    may_miss: &[("to", true), ("case", true)],
    columns: &[
        ("event", "key", Plain),
        ("handoff", "handoff", Plain),
        ("ticket", "case", Plain),
        ("contact", "customer", Plain),
        ("from", "from", Plain),
        ("to", "to", Plain),
        ("state", "state", Plain),
        ("at", "at", Moment),
    ],
};

pub(super) const PROMISES: Spec = Spec {
    name: "promises",
    system: "helpdesk",
    stem: "customer_service/promises",
    shape: Shape::Jsonl,
    order: YearFirst,
    link: "customer",
    may_miss: &[("what", false), ("case", false)],
    columns: &[
        ("event", "key", Plain),
        ("promise", "promise", Plain),
        ("ticket", "case", Plain),
        ("contact", "customer", Plain),
        ("department", "department", Plain),
        ("state", "state", Plain),
        ("due", "due", Plain),
        ("what", "what", Plain),
        ("at", "at", Moment),
    ],
};

const MAIL_COLUMNS: &[Column] = &[
    ("Message-ID", "key", Plain),
    ("Date", "at", Moment),
    ("Address", "email", Plain),
    ("Name", "name", Plain),
    ("Subject", "subject", Plain),
    ("Auto-Submitted", "automatic", Plain),
    ("X-Reparto", "department", Plain),
    ("X-Ticket", "case", Plain),
    ("X-Stato", "case_step", Plain),
    ("In-Reply-To", "answers", Plain),
    ("Body", "text", Plain),
];

pub(super) const MAILBOX: Spec = Spec {
    name: "mailbox",
    system: "mailbox",
    stem: "customer_service/mailbox",
    shape: Shape::Mbox,
    order: YearFirst,
    link: "email",
    may_miss: &[("subject", false)],
    columns: MAIL_COLUMNS,
};

pub(super) const REPLIES: Spec = Spec {
    name: "replies",
    system: "mailbox",
    stem: "customer_service/replies",
    shape: Shape::Mbox,
    order: YearFirst,
    link: "email",
    may_miss: &[("subject", false)],
    columns: MAIL_COLUMNS,
};

const PEC_COLUMNS: Spec = Spec {
    name: "pec",
    system: "pec",
    stem: "administration/pec",
    shape: Shape::Pec,
    order: YearFirst,
    link: "email",
    may_miss: &[],
    columns: MAIL_COLUMNS,
};

pub(super) const PEC: Spec = PEC_COLUMNS;

pub(super) const PEC_SENT: Spec =
    Spec { name: "pec_sent", stem: "administration/inviate_pec", ..PEC_COLUMNS };

pub(super) const CHAT: Spec = Spec {
    name: "chat",
    system: "chat",
    stem: "customer_service/chat",
    shape: Shape::Jsonl,
    order: YearFirst,
    link: "email",
    may_miss: &[("subject", false)],
    columns: &[
        ("id", "key", Plain),
        ("conversation", "case", Plain),
        ("at", "at", Moment),
        ("author", "author", Plain),
        ("team", "department", Plain),
        ("step", "case_step", Plain),
        ("topic", "reason", Plain),
        ("visitor", "name", Plain),
        ("company", "company_name", Plain),
        ("email", "email", Plain),
        ("phone", "phone", Plain),
        ("text", "text", Plain),
    ],
};

pub(super) const COMPLAINTS: Spec = Spec {
    name: "complaints",
    system: "helpdesk",
    stem: "customer_service/reclami",
    shape: HELPDESK,
    order: YearFirst,
    link: "customer",
    may_miss: &[("reason", false)],
    columns: &[
        ("event_id", "key", Plain),
        ("complaint", "complaint", Plain),
        ("contact_id", "customer", Plain),
        ("state", "state", Plain),
        ("reason", "reason", Plain),
        ("at", "at", Moment),
    ],
};

pub(super) const SURVEYS: Spec = Spec {
    name: "surveys",
    system: "helpdesk",
    stem: "customer_service/questionari",
    shape: HELPDESK,
    order: YearFirst,
    link: "customer",
    may_miss: &[("question", false)],
    columns: &[
        ("answer_id", "key", Plain),
        ("contact_id", "customer", Plain),
        ("ticket", "case", Plain),
        ("question", "question", Plain),
        ("score", "score", Plain),
        ("at", "at", Moment),
    ],
};
