//! The values of attributes: their kinds, how texts become them, and moments as texts.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// What the values of an attribute are; the names are those of OCEL 2.0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ValueKind {
    /// Words.
    String,
    /// A moment.
    Time,
    /// A whole number.
    Integer,
    /// A number with a fraction.
    Float,
    /// True or false.
    Boolean,
}

/// A value of an attribute.
///
/// A value that cannot be read as what its attribute declares stays the text that it was: it is a
/// [`Value::String`] whatever the kind of its attribute.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Words, or what could not be read as the kind that was declared.
    String(String),
    /// Milliseconds since 1970-01-01T00:00:00Z.
    Time(i64),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Float(f64),
    /// True or false.
    Boolean(bool),
}

impl ValueKind {
    /// All kinds.
    pub const ALL: [Self; 5] =
        [Self::String, Self::Time, Self::Integer, Self::Float, Self::Boolean];

    /// The name in a file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Time => "time",
            Self::Integer => "integer",
            Self::Float => "float",
            Self::Boolean => "boolean",
        }
    }

    /// The kind that a file names, in the standard's words or in those that programs write for them.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name.trim().to_ascii_lowercase().as_str() {
            "string" | "text" => Self::String,
            "time" | "date" | "datetime" | "timestamp" => Self::Time,
            "integer" | "int" | "long" => Self::Integer,
            "float" | "double" | "real" => Self::Float,
            "boolean" | "bool" => Self::Boolean,
            _ => return None,
        })
    }

    /// Reads a text as a value of this kind; `zone` is that of times without an offset.
    #[must_use]
    pub fn read(self, text: &str, zone: &TimeZone) -> Option<Value> {
        let trimmed = text.trim_ascii();
        match self {
            Self::String => Some(Value::String(text.to_owned())),
            Self::Time => millis_of(trimmed, zone).map(Value::Time),
            Self::Integer => trimmed.parse().ok().map(Value::Integer),
            Self::Float => {
                trimmed.parse().ok().filter(|float: &f64| float.is_finite()).map(Value::Float)
            }
            Self::Boolean => match trimmed {
                "1" => Some(true),
                "0" => Some(false),
                word if word.eq_ignore_ascii_case("true") => Some(true),
                word if word.eq_ignore_ascii_case("false") => Some(false),
                _ => None,
            }
            .map(Value::Boolean),
        }
    }
}

impl Value {
    /// What it is, whatever its attribute declares.
    #[must_use]
    pub fn kind(&self) -> ValueKind {
        match self {
            Self::String(_) => ValueKind::String,
            Self::Time(_) => ValueKind::Time,
            Self::Integer(_) => ValueKind::Integer,
            Self::Float(_) => ValueKind::Float,
            Self::Boolean(_) => ValueKind::Boolean,
        }
    }

    /// The value as a text; a moment with its offset, a fraction with its point.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::String(text) => text.clone(),
            Self::Time(millis) => written(*millis).unwrap_or_else(|| millis.to_string()),
            Self::Integer(integer) => integer.to_string(),
            Self::Float(float) => format!("{float:?}"),
            Self::Boolean(boolean) => boolean.to_string(),
        }
    }

    /// The value as one of a kind, or else its text; and whether it is one of that kind.
    #[must_use]
    pub fn fit(self, kind: ValueKind, zone: &TimeZone) -> (Self, bool) {
        let read = match &self {
            Self::Float(float) if !float.is_finite() && kind != ValueKind::String => None,
            value if value.kind() == kind => return (self, true),
            Self::Float(float) if kind == ValueKind::Integer && float.fract() == 0.0 => {
                kind.read(&format!("{float:.0}"), zone)
            }
            value => kind.read(&value.text(), zone),
        };
        match (read, self) {
            (Some(read), _) => (read, true),
            (None, Self::String(text)) => (Self::String(text), false),
            (None, other) => (Self::String(other.text()), false),
        }
    }
}

/// The milliseconds of a moment in ISO 8601 or RFC 3339; `zone` is that of a text without an offset.
/// `None` where there is no such moment. What is finer than a millisecond is cut.
#[must_use]
pub fn millis_of(text: &str, zone: &TimeZone) -> Option<i64> {
    let text = text.trim_ascii();
    if let Ok(timestamp) = text.parse::<Timestamp>() {
        return Some(timestamp.as_millisecond());
    }
    let local: DateTime = text.parse().ok()?;
    Some(local.to_zoned(zone.clone()).ok()?.timestamp().as_millisecond())
}

/// A moment in RFC 3339 and UTC, with milliseconds where there are any; `None` beyond the years that
/// can be written.
#[must_use]
pub fn written(millis: i64) -> Option<String> {
    let timestamp = Timestamp::from_millisecond(millis).ok()?;
    Some(if millis % 1000 == 0 { timestamp.to_string() } else { format!("{timestamp:.3}") })
}
