//! Files of conversations, one a line (JSON Lines): the form of `data/listen/LABELS.md`.

use filo_listen::conversation::{Conversation, Language, Message, Side};
use filo_model::moment::{DateOrder, Moment, MomentHabits};
use jiff::tz::TimeZone;
use serde_json::Value;

/// Why a line is set apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is no JSON, or cut off.
    Json,
    /// It has no list `messages`.
    Messages,
    /// A message has no text, or nobody's side: customer, company or system.
    Message,
}

impl Fault {
    /// The word by which texts know it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Messages => "messages",
            Self::Message => "message",
        }
    }
}

/// A line, and the conversation in it.
#[derive(Debug)]
pub struct Line {
    /// The line as it was read; what listening does not know stays in it.
    pub value: Value,
    /// The conversation.
    pub conversation: Conversation,
}

/// Reads a line.
///
/// # Errors
/// Why it is set apart.
pub fn parse(line: &str) -> Result<Line, Fault> {
    self::line(serde_json::from_str(line).map_err(|_| Fault::Json)?)
}

/// Reads what a line holds.
///
/// # Errors
/// Why it is set apart.
pub fn line(value: Value) -> Result<Line, Fault> {
    let messages = value.get("messages").and_then(Value::as_array).ok_or(Fault::Messages)?;
    let messages: Option<Vec<Message>> = messages.iter().map(message).collect();
    let language = value.get("lang").and_then(Value::as_str).and_then(Language::from_name);
    let messages = messages.ok_or(Fault::Message)?;
    Ok(Line { conversation: Conversation { language, messages }, value })
}

fn message(value: &Value) -> Option<Message> {
    // A time without an offset is taken as it stands: only times between messages matter.
    let habits = MomentHabits { zone: TimeZone::UTC, order: DateOrder::Auto };
    let word = |key: &str| value.get(key).and_then(Value::as_str);
    Some(Message {
        side: Side::from_name(word("side")?)?,
        department: word("department").map(str::to_owned),
        agent: word("agent").map(str::to_owned),
        at: word("at").and_then(|at| Moment::parse(at, &habits).ok()),
        text: word("text")?.to_owned(),
    })
}
