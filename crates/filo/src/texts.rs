//! The texts people read, in Italian and in English; they are data, under `data/texts`.

use std::fmt::Write as _;

use filo_model::calendar::Within;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use jiff::civil::Date;
use unic_langid::LanguageIdentifier;

/// A language that Filo speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Italian.
    #[default]
    Italian,
    /// English.
    English,
}

impl Language {
    /// The language of a code such as `it`, `it_IT.UTF-8` or `en`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code.get(..2)?.to_ascii_lowercase().as_str() {
            "it" => Some(Self::Italian),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// The two-letter code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Italian => "it",
            Self::English => "en",
        }
    }

    fn source(self) -> &'static str {
        match self {
            Self::Italian => include_str!("../../../data/texts/it.ftl"),
            Self::English => include_str!("../../../data/texts/en.ftl"),
        }
    }
}

/// The texts of one language.
pub struct Texts {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Texts").field("language", &self.language).finish_non_exhaustive()
    }
}

impl Texts {
    /// Loads the texts of a language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        // Without the language itself, plurals would follow the rules of none.
        let code: LanguageIdentifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![code]);
        // Direction marks around values would stand in the way of pipes and searches.
        bundle.set_use_isolating(false);
        // A resource with a broken message still holds the others; a test reads every message.
        let resource = FluentResource::try_new(language.source().to_owned())
            .unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
        Self { language, bundle }
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// A text with its values; where the text is missing, its key, so that nothing is hidden.
    #[must_use]
    pub fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        let pattern = self.bundle.get_message(key).and_then(|message| message.value());
        let Some(pattern) = pattern else { return key.to_owned() };
        self.bundle.format_pattern(pattern, Some(&values(args)), &mut Vec::new()).into_owned()
    }

    /// The text of a word of a closed set, by its stable name: `word("kind", "formal_notice")`.
    #[must_use]
    pub fn word(&self, set: &str, name: &str) -> String {
        self.say(&word_key(set, name), &[])
    }

    /// Whether there is a text for a key.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// The remedy that goes with a text.
    #[must_use]
    pub fn hint(&self, key: &str, args: &[(&str, &str)]) -> Option<String> {
        let message = self.bundle.get_message(key)?;
        let pattern = message.get_attribute("hint")?.value();
        Some(self.bundle.format_pattern(pattern, Some(&values(args)), &mut Vec::new()).into_owned())
    }

    /// A whole number with its thousands apart: `1.234` or `1,234`.
    #[must_use]
    pub fn count(&self, number: u64) -> String {
        let digits = number.to_string();
        let mark = if self.language == Language::Italian { '.' } else { ',' };
        let mut text = String::with_capacity(digits.len() + digits.len() / 3);
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                text.push(mark);
            }
            text.push(digit);
        }
        text
    }

    /// A number with one decimal.
    #[must_use]
    pub fn decimal(&self, number: f64) -> String {
        let text = format!("{number:.1}");
        if self.language == Language::Italian { text.replace('.', ",") } else { text }
    }

    /// An amount of money in euros.
    #[must_use]
    pub fn money(&self, amount: filo_model::amount::Amount) -> String {
        let text = amount.to_string();
        let (whole, cents) = text.split_once('.').unwrap_or((&text, "00"));
        let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |whole| ("-", whole));
        let whole = whole.parse().map_or_else(|_| whole.to_owned(), |number| self.count(number));
        let mark = if self.language == Language::Italian { ',' } else { '.' };
        let mut out = format!("{sign}{whole}{mark}{cents}");
        if cents.len() == 1 {
            out.push('0');
        }
        let _ = write!(out, " €");
        out
    }

    /// How long something may take.
    #[must_use]
    pub fn within(&self, within: Within) -> String {
        let (key, count) = match within {
            Within::BusinessDays(days) => ("within-days", days),
            Within::WorkingMinutes(minutes) if minutes % 60 == 0 => ("within-hours", minutes / 60),
            Within::WorkingMinutes(minutes) => ("within-minutes", minutes),
        };
        self.say(key, &[("count", &count.to_string())])
    }

    /// A date as people write it.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        match self.language {
            Language::Italian => format!("{:02}/{:02}/{}", date.day(), date.month(), date.year()),
            Language::English => {
                let month = MONTHS.get(usize::from(date.month().unsigned_abs()).saturating_sub(1));
                format!("{} {} {}", date.day(), month.unwrap_or(&""), date.year())
            }
        }
    }
}

/// The key of the text of a word of a closed set: keys have dashes where stable names have underscores.
#[must_use]
pub fn word_key(set: &str, name: &str) -> String {
    format!("{set}-{}", name.replace('_', "-"))
}

/// The values of a text. Whole numbers choose between singular and plural; all else is text.
fn values<'a>(args: &[(&'a str, &'a str)]) -> FluentArgs<'a> {
    let mut values = FluentArgs::new();
    for &(name, value) in args {
        let plain = value.len() < 10 && value.bytes().all(|byte| byte.is_ascii_digit());
        match value.parse::<u32>() {
            // A leading zero is part of a text such as a customer's number.
            Ok(number) if plain && number.to_string() == value => {
                values.set(name, FluentValue::from(number));
            }
            _ => values.set(name, FluentValue::from(value)),
        }
    }
    values
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

#[cfg(test)]
mod tests;
