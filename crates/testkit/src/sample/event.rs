//! One true thing of a story, and what the source makes of it.

use std::borrow::Cow;

use super::dates::{Day, Order, Stamp, push_date, push_time};
use super::noise::CALLS_CLOCK_OFFSET_SECONDS;
use super::source::Source;

/// The value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// Text, or a whole number as text.
    Text(String),
    /// A fixed word.
    Word(&'static str),
    /// A day.
    Day(Day),
    /// An amount in cents.
    Cents(i64),
}

/// What becomes of an event on its way into the export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Exported as it was.
    Kept,
    /// Never exported.
    Lost,
    /// Missing in the first export, present in the second.
    Late,
    /// Exported with a key that leads nowhere.
    WrongKey,
    /// Exported without this field; the flag says whether it shows less for it.
    Missing(&'static str, bool),
}

/// One true thing, as the source would write it if nothing went wrong.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    /// The export it belongs to.
    pub(crate) source: Source,
    /// When it happened, in true time.
    pub(crate) at: Stamp,
    /// What becomes of it.
    pub(crate) fate: Fate,
    /// The wrong amount that the first export shows and the second corrects, in cents.
    pub(crate) first_amount: Option<i64>,
    values: Vec<(&'static str, Value)>,
}

impl Event {
    /// An event without values, to be kept.
    pub(crate) fn new(source: Source, at: Stamp) -> Self {
        let values = Vec::with_capacity(12);
        Self { source, at, fate: Fate::Kept, first_amount: None, values }
    }

    /// Adds a text; an empty one is left out.
    pub(crate) fn text(mut self, field: &'static str, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.values.push((field, Value::Text(text)));
        }
        self
    }

    /// Adds a fixed word; an empty one is left out.
    pub(crate) fn word(mut self, field: &'static str, word: &'static str) -> Self {
        if !word.is_empty() {
            self.values.push((field, Value::Word(word)));
        }
        self
    }

    /// Adds a day.
    pub(crate) fn day(mut self, field: &'static str, day: Day) -> Self {
        self.values.push((field, Value::Day(day)));
        self
    }

    /// Adds an amount.
    pub(crate) fn cents(mut self, field: &'static str, cents: i64) -> Self {
        self.values.push((field, Value::Cents(cents)));
        self
    }

    /// The value of a field, where it has one.
    pub(crate) fn value(&self, field: &str) -> Option<&Value> {
        self.values.iter().find(|(name, _)| *name == field).map(|(_, value)| value)
    }

    /// The text of a field, where it is a text.
    pub(crate) fn get(&self, field: &str) -> Option<&str> {
        match self.value(field)? {
            Value::Text(text) => Some(text),
            Value::Word(word) => Some(word),
            Value::Day(_) | Value::Cents(_) => None,
        }
    }

    /// The same with another number in its texts.
    pub(crate) fn replaced(mut self, from: &str, to: &str) -> Self {
        for (_, value) in &mut self.values {
            if let Value::Text(text) = value
                && text.starts_with(from)
            {
                *text = text.replacen(from, to, 1);
            }
        }
        self
    }

    /// The same in another file.
    pub(crate) fn renamed(mut self, from: &str, to: &str) -> Self {
        for (name, value) in &mut self.values {
            if let ("key" | "file", Value::Text(text)) = (*name, value) {
                *text = text.replace(from, to);
            }
        }
        self
    }

    /// Sets the amount, as the export before a correction shows it.
    pub(crate) fn set_amount(&mut self, cents: i64) {
        for (name, value) in &mut self.values {
            if *name == "amount" {
                *value = Value::Cents(cents);
            }
        }
    }

    /// Sets the day of the last update.
    pub(crate) fn set_updated(&mut self, day: Day) {
        for (name, value) in &mut self.values {
            if *name == "updated" {
                *value = Value::Day(day);
            }
        }
    }

    /// The moment that the source writes: the telephone system's clock is ahead.
    pub(crate) fn written_at(&self) -> Stamp {
        match self.source {
            Source::Calls | Source::Queue => self.at.plus(CALLS_CLOCK_OFFSET_SECONDS),
            _ => self.at,
        }
    }

    /// What the source writes, or nothing where it is lost.
    pub(crate) fn written(&self) -> Option<Cow<'_, Self>> {
        match self.fate {
            Fate::Lost => None,
            Fate::Kept | Fate::Late => Some(Cow::Borrowed(self)),
            Fate::WrongKey => {
                let link = self.source.spec().link;
                let mut event = self.clone();
                for (name, value) in &mut event.values {
                    if *name == link
                        && let Value::Text(text) = value
                    {
                        *text = wrong_key(text);
                    }
                }
                Some(Cow::Owned(event))
            }
            Fate::Missing(field, _) => {
                let mut event = self.clone();
                event.values.retain(|(name, _)| *name != field);
                Some(Cow::Owned(event))
            }
        }
    }

    /// Whether the export still shows the event in full.
    pub(crate) fn is_shown(&self) -> bool {
        matches!(self.fate, Fate::Kept | Fate::Late | Fate::Missing(_, false))
    }

    /// The key by which truth.json names the row: its own key, or for calls the moment and the
    /// number as written.
    pub(crate) fn reference(&self) -> String {
        if let Some(key) = self.get("key") {
            return key.to_owned();
        }
        let mut text = String::new();
        push_date(&mut text, self.written_at().day(), Order::YearFirst);
        text.push(' ');
        push_time(&mut text, self.written_at());
        let number = self.written().and_then(|event| event.get("phone").map(str::to_owned));
        if let Some(number) = number.or_else(|| self.get("phone").map(str::to_owned)) {
            text.push(' ');
            text.push_str(&number);
        }
        text
    }

    /// The name of the fate in truth.json.
    pub(crate) fn fate_name(&self) -> String {
        match self.fate {
            Fate::Kept => "kept".to_owned(),
            Fate::Lost => "lost".to_owned(),
            Fate::Late => "late".to_owned(),
            Fate::WrongKey => "wrong_key".to_owned(),
            Fate::Missing(field, _) => format!("missing_field:{field}"),
        }
    }
}

/// A key that no other row has: keys have fixed lengths and local parts of addresses end in digits,
/// so that a character more leads nowhere.
fn wrong_key(key: &str) -> String {
    match key.split_once('@') {
        Some((local, provider)) => format!("{local}x@{provider}"),
        None => format!("{key}7"),
    }
}
