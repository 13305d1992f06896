//! Telephone lines: what each is called, whose it is, and what a call costs whoever calls.

use std::collections::BTreeMap;

use filo_model::amount::{Amount, DecimalMark};
use toml::Spanned;

use super::check::Written;
use super::file;
use crate::problem::Result;
use crate::texts::Language;

/// A line that customers call: a number, or a queue by its name.
#[derive(Debug, Clone)]
pub struct Line {
    /// The number or the queue's name, as exports write it.
    pub number: String,
    labels: BTreeMap<String, String>,
    /// The department that answers, by its name.
    pub department: Option<String>,
    /// What a call costs whoever calls, in euros, however long it lasts.
    pub cost_per_call: Option<Amount>,
    /// What a minute costs whoever calls, in euros, from the moment anybody or anything answers.
    pub cost_per_minute: Option<Amount>,
}

impl Line {
    /// The name people read.
    #[must_use]
    pub fn label(&self, language: Language) -> &str {
        self.labels.get(language.code()).map_or(&self.number, String::as_str)
    }
}

pub(super) fn check(
    written: &Written<'_>,
    sections: &[file::Line],
    departments: &[String],
) -> Result<Vec<Line>> {
    let mut lines: Vec<Line> = Vec::new();
    for section in sections {
        let number = section.number.get_ref();
        let at = section.number.span().start;
        if number.trim().is_empty() {
            return Err(written
                .wrong("config-form", at)
                .with("key", "number")
                .with("value", number)
                .with("example", "199123456"));
        }
        if lines.iter().any(|one| one.number == *number) {
            return Err(written
                .wrong("config-twice", at)
                .with("key", "number")
                .with("value", number));
        }
        if let Some(department) =
            section.department.as_ref().filter(|one| !departments.contains(one.get_ref()))
        {
            let names: Vec<&str> = departments.iter().map(String::as_str).collect();
            return Err(written.not_one_of("department", department, &names));
        }
        lines.push(Line {
            number: number.clone(),
            labels: section.label.clone(),
            department: section.department.as_ref().map(|name| name.get_ref().clone()),
            cost_per_call: cost(written, "cost_per_call", section.cost_per_call.as_ref())?,
            cost_per_minute: cost(written, "cost_per_minute", section.cost_per_minute.as_ref())?,
        });
    }
    Ok(lines)
}

fn cost(
    written: &Written<'_>,
    key: &str,
    value: Option<&Spanned<String>>,
) -> Result<Option<Amount>> {
    let read =
        |text: &str| Amount::parse(text, DecimalMark::Point).filter(|amount| !amount.is_negative());
    value.map(|value| written.parsed(key, value, "0.15", read)).transpose()
}
