//! The closed set of entry kinds, each with its typed facts, and how a fact is read from text.
//!
//! Layout: `words` holds the closed sets of words, `kinds` the kinds of entry and their facts; here
//! stands how both are declared and read.

use crate::amount::{Amount, DecimalMark};
use crate::moment::{DateOrder, parse_date};

/// How a source writes values: its decimal mark and the order of its dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Habits {
    /// Comma or point in amounts.
    pub mark: DecimalMark,
    /// The order of day, month and year.
    pub order: DateOrder,
}

/// A value that can be read from a cell.
trait FactValue: Sized {
    /// The value, or nothing where the text cannot be read as one.
    fn read(text: &str, habits: &Habits) -> Option<Self>;

    /// The value with its text written anew; dates, amounts, counts and words of closed sets have none.
    fn rewritten(self, _field: &str, _anew: &mut Rewrite<'_>) -> Option<Self> {
        Some(self)
    }
}

/// Writes the text of a fact anew, or takes it away; told what sort of text it is.
pub type Rewrite<'a> = dyn FnMut(TextKind, &str) -> Option<String> + 'a;

/// What the text of a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// A number by which entries belong together: of a claim, a contract, a promise ...
    Number,
    /// The name of a department of the company.
    Department,
    /// Anything else that was written.
    Free,
}

/// Numbers by which entries belong together; an erasure replaces them by tokens, so that what was
/// counted together still is.
const NUMBERS: &[&str] = &[
    "claim",
    "contract",
    "handoff",
    "promise",
    "dispute",
    "complaint",
    "number",
    "suggestion",
    "improvement",
    "file",
    "message",
    "call",
    "alert",
];

/// Facts of text that name a department of the company, not a person.
const DEPARTMENTS: &[&str] = &["from", "to"];

impl FactValue for String {
    fn read(text: &str, _: &Habits) -> Option<Self> {
        Some(text.to_owned())
    }

    fn rewritten(self, field: &str, anew: &mut Rewrite<'_>) -> Option<Self> {
        let kind = match field {
            _ if NUMBERS.contains(&field) => TextKind::Number,
            _ if DEPARTMENTS.contains(&field) => TextKind::Department,
            _ => TextKind::Free,
        };
        anew(kind, &self)
    }
}

impl FactValue for Amount {
    fn read(text: &str, habits: &Habits) -> Option<Self> {
        Self::parse(text, habits.mark)
    }
}

impl FactValue for jiff::civil::Date {
    fn read(text: &str, habits: &Habits) -> Option<Self> {
        parse_date(text, habits.order).ok()
    }
}

impl FactValue for u32 {
    fn read(text: &str, _: &Habits) -> Option<Self> {
        text.strip_suffix(".0").unwrap_or(text).parse().ok()
    }
}

impl FactValue for bool {
    fn read(text: &str, _: &Habits) -> Option<Self> {
        match text.to_lowercase().as_str() {
            "1" | "true" | "yes" | "y" | "si" | "sì" | "s" | "x" | "vero" => Some(true),
            "0" | "false" | "no" | "n" | "falso" => Some(false),
            _ => None,
        }
    }
}

/// Declares a closed set of words that cells and the store hold: its place is its code.
macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($body:tt)+ }) => {
        crate::words! { $(#[$doc])* $name { $($body)+ } }

        impl $name {
            /// The place of the word in [`Self::ALL`], as stored.
            #[must_use]
            pub fn code(self) -> u8 { self as u8 }

            /// The word with this place.
            #[must_use]
            pub fn from_code(code: u8) -> Option<Self> { Self::ALL.get(usize::from(code)).copied() }
        }

        impl FactValue for $name {
            fn read(text: &str, _: &Habits) -> Option<Self> { Self::from_name(&text.to_lowercase()) }
        }
    };
}

/// Declares the kinds of entry and the facts of each.
macro_rules! facts {
    ($($(#[$doc:meta])* $kind:ident = $text:literal {
        $($(#[$field_doc:meta])* $field:ident: $type:ty,)*
    })+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
            pub struct $kind {
                $($(#[$field_doc])* #[serde(default, skip_serializing_if = "Option::is_none")] pub $field: Option<$type>,)*
            }
        )+

        coded! {
            /// The kinds of entry: complete and closed, one for each input that the measures need.
            EntryKind { $($(#[$doc])* $kind = $text,)+ }
        }

        /// The typed facts of an entry, by its kind.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
        #[serde(untagged)]
        pub enum Facts { $($(#[$doc])* $kind($kind),)+ }

        impl Facts {
            /// The facts of a kind before any is known.
            #[must_use]
            pub fn empty(kind: EntryKind) -> Self {
                match kind { $(EntryKind::$kind => Self::$kind($kind::default()),)+ }
            }

            /// The kind whose facts these are.
            #[must_use]
            pub fn kind(&self) -> EntryKind {
                match self { $(Self::$kind(_) => EntryKind::$kind,)+ }
            }

            /// Reads the facts of a kind as they were written.
            ///
            /// # Errors
            /// Where the text is not what this kind's facts were written as.
            pub fn deserialize_as<'de, D: serde::Deserializer<'de>>(kind: EntryKind, deserializer: D) -> Result<Self, D::Error> {
                match kind { $(EntryKind::$kind => $kind::deserialize(deserializer).map(Self::$kind),)+ }
            }

            /// Sets a fact by its name from a cell; false where this kind has no such fact or the
            /// text cannot be read as one.
            pub fn set(&mut self, field: &str, text: &str, habits: &Habits) -> bool {
                match self { $(Self::$kind(_facts) => match field {
                    $(stringify!($field) => {
                        let value = <$type>::read(text, habits);
                        let known = value.is_some();
                        if known { _facts.$field = value; }
                        known
                    })*
                    _ => false,
                },)+ }
            }
        }

        impl Facts {
            /// What is left of the facts once their person is erased: numbers of claims, cases and
            /// the like become tokens, free text goes, dates and amounts stay.
            pub fn erase(&mut self, token: &mut dyn FnMut(&str) -> String) {
                self.rewrite(&mut |kind, text| match kind {
                    TextKind::Number => Some(token(text)),
                    TextKind::Department => Some(text.to_owned()),
                    TextKind::Free => None,
                });
            }

            /// Writes every text among the facts anew; dates, amounts and words of closed sets stay.
            pub fn rewrite(&mut self, anew: &mut Rewrite<'_>) {
                match self { $(Self::$kind(_facts) => {
                    $(_facts.$field = _facts.$field.take().and_then(|value| value.rewritten(stringify!($field), anew));)*
                },)+ }
            }
        }

        impl EntryKind {
            /// The names of this kind's facts, as used in mappings.
            #[must_use]
            pub fn fact_names(self) -> &'static [&'static str] {
                match self { $(Self::$kind => &[$(stringify!($field),)*],)+ }
            }
        }
    };
}

mod kinds;
mod words;

pub use kinds::*;
pub use words::{CaseStep, Channel, Direction, Document, Outcome, State};

#[cfg(test)]
mod tests {
    use super::{Channel, EntryKind, Facts, Habits};
    use crate::amount::DecimalMark;
    use crate::moment::DateOrder;

    const ITALIAN: Habits = Habits { mark: DecimalMark::Comma, order: DateOrder::DayMonthYear };

    #[test]
    fn every_kind_reads_back_what_it_wrote() {
        for &kind in EntryKind::ALL {
            let mut facts = Facts::empty(kind);
            for name in kind.fact_names() {
                let read = ["31/03/2026", "12", "si", "sent", "invoice", "answered"]
                    .iter()
                    .any(|text| facts.set(name, text, &ITALIAN));
                assert!(read, "`{}` of `{}` can be set from a cell", name, kind.name());
            }
            let text = serde_json::to_string(&facts).unwrap();
            let mut reader = serde_json::Deserializer::from_str(&text);
            assert_eq!(Facts::deserialize_as(kind, &mut reader).unwrap(), facts);
            assert_eq!(facts.kind(), kind);
        }
    }

    #[test]
    fn names_and_codes_lead_back_to_the_word() {
        for &kind in EntryKind::ALL {
            assert_eq!(EntryKind::from_name(kind.name()), Some(kind));
            assert_eq!(EntryKind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(Channel::from_name("fax"), None);
    }

    #[test]
    fn what_cannot_be_read_is_refused_and_leaves_the_fact_as_it_was() {
        let mut facts = Facts::empty(EntryKind::Invoice);
        assert!(facts.set("amount", "1.234,50", &ITALIAN));
        assert!(!facts.set("amount", "circa cento", &ITALIAN));
        assert!(!facts.set("due", "31/02/2026", &ITALIAN));
        assert!(!facts.set("colour", "red", &ITALIAN));
        let text = serde_json::to_string(&facts).unwrap();
        assert_eq!(text, r#"{"amount":"1234.50"}"#);
    }
}
