//! How long something may take, in business days or in working time.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::amount::deserialize_text;

/// How long something may take, on a working calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Within {
    /// So many business days.
    BusinessDays(u32),
    /// So many minutes of opening hours.
    WorkingMinutes(u32),
}

impl Within {
    /// Reads `2 days`, `4 hours`, `30 minutes`, `2 giorni`, `4 ore`; days are business days,
    /// hours and minutes working time.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = text.split_at(digits);
        let number: u32 = number.parse().ok()?;
        let unit = unit.trim().to_ascii_lowercase();
        match unit.as_str() {
            "day" | "days" | "business day" | "business days" | "working day" | "working days"
            | "giorno" | "giorni" | "giorno lavorativo" | "giorni lavorativi" => {
                Some(Self::BusinessDays(number))
            }
            "hour" | "hours" | "h" | "working hour" | "working hours" | "ora" | "ore"
            | "ora lavorativa" | "ore lavorative" => {
                number.checked_mul(60).map(Self::WorkingMinutes)
            }
            "minute" | "minutes" | "min" | "minuto" | "minuti" => {
                Some(Self::WorkingMinutes(number))
            }
            _ => None,
        }
    }
}

impl fmt::Display for Within {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (number, unit) = match *self {
            Self::BusinessDays(days) => (days, "day"),
            Self::WorkingMinutes(minutes) if minutes % 60 == 0 => (minutes / 60, "hour"),
            Self::WorkingMinutes(minutes) => (minutes, "minute"),
        };
        let plural = if number == 1 { "" } else { "s" };
        write!(formatter, "{number} {unit}{plural}")
    }
}

impl Serialize for Within {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Within {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_text(deserializer, "a time such as 2 days or 4 hours", Self::parse)
    }
}
