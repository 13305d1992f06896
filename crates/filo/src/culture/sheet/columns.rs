//! What the columns of a sheet of answers are.

use std::collections::{BTreeMap, BTreeSet};

use filo_culture::instrument::{Form, Instrument};

use super::Asked;
use super::values::normal;
use crate::culture::questionnaire;
use crate::problem::{Problem, Result};

/// Columns that are told by name in an error, at most.
const NAMED_MAX: usize = 8;
/// Characters of such a name, at most.
const NAMED_CHARS_MAX: usize = 40;
/// What the column of departments is called.
const DEPARTMENT: [&str; 2] = ["department", "reparto"];
/// What the column of invitation codes is called.
const CODE: [&str; 2] = ["code", "codice"];

/// What a column is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    /// The department of the respondent.
    Department,
    /// The code of the invitation.
    Code,
    /// An item, by its place.
    Item(usize),
    /// A closing question, by its place.
    Closing(usize),
    /// A question about a department, both by their places.
    Seen { question: usize, rated: usize },
    /// A column without a heading, which must be empty.
    Blank,
}

/// The columns of a sheet.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub(super) columns: Vec<Column>,
    /// Ids of the items, in the order of the columns.
    pub(super) items: Vec<String>,
    pub(super) closings: Vec<(String, Form)>,
    pub(super) seen: Vec<String>,
    pub(super) rated: Vec<String>,
    pub(super) instrument: Option<Instrument>,
    pub(super) points: u8,
}

impl Plan {
    /// Understands a header.
    ///
    /// # Errors
    /// Where a column is unknown or stands twice, or where there is no department or no item.
    pub(super) fn of(header: &[String], asked: Asked<'_>, file: &str) -> Result<Self> {
        let own = questionnaire::own();
        let is_own = |name: &String| own.items.iter().any(|item| item.id == normal(name));
        let (instrument, points) = match asked {
            Asked::Instrument(instrument) => (Some(instrument.clone()), instrument.points()),
            Asked::Whatever { points } => {
                let is_own = points == own.points() && header.iter().any(is_own);
                (is_own.then(|| own.clone()), points)
            }
        };
        let mut plan = Self {
            columns: Vec::new(),
            items: Vec::new(),
            closings: Vec::new(),
            seen: Vec::new(),
            rated: Vec::new(),
            instrument,
            points,
        };
        let mut unknown = Vec::new();
        let mut rated = BTreeMap::new();
        for (place, name) in header.iter().enumerate() {
            match plan.column(place, name, &own, &mut rated) {
                Some(column) => plan.columns.push(column),
                None => unknown.push(name.as_str()),
            }
        }
        plan.check(&unknown, &own, file)?;
        Ok(plan)
    }

    /// What one column is; none where it is unknown.
    fn column(
        &mut self,
        place: usize,
        name: &str,
        own: &Instrument,
        rated: &mut BTreeMap<String, usize>,
    ) -> Option<Column> {
        let folded = normal(name);
        // What the reader calls a column that has no heading.
        if folded == format!("column {}", place + 1) {
            return Some(Column::Blank);
        }
        if DEPARTMENT.contains(&folded.as_str()) {
            return Some(Column::Department);
        }
        if CODE.contains(&folded.as_str()) {
            return Some(Column::Code);
        }
        let instrument = self.instrument.as_ref().unwrap_or(own);
        if let Some(closing) = instrument.closings.iter().find(|one| normal(&one.id) == folded) {
            let closing = (closing.id.clone(), closing.form);
            return Some(Column::Closing(place_in(&mut self.closings, closing)));
        }
        if let Some((question, department)) = name.split_once(':') {
            let question = normal(question);
            let seen = instrument.seen.iter().find(|one| normal(&one.id) == question)?;
            let question = place_in(&mut self.seen, seen.id.clone());
            let department = super::department(department).filter(|name| !name.is_empty())?;
            let count = rated.len();
            let rated = *rated.entry(department.to_lowercase()).or_insert(count);
            if rated == count {
                self.rated.push(department);
            }
            return Some(Column::Seen { question, rated });
        }
        let id = match &self.instrument {
            Some(instrument) => {
                let item = instrument.items.iter().find(|item| normal(&item.id) == folded)?;
                item.id.clone()
            }
            None => is_item(&folded).then_some(folded)?,
        };
        Some(Column::Item(place_in(&mut self.items, id)))
    }

    fn check(&self, unknown: &[&str], own: &Instrument, file: &str) -> Result<()> {
        let problem = |key| Problem::new(key).with("file", file).with("known", self.known(own));
        // Without it the first row is perhaps no header: then what stands there is not repeated.
        if !self.columns.contains(&Column::Department) && !self.columns.contains(&Column::Code) {
            return Err(problem("culture-sheet-header"));
        }
        if !unknown.is_empty() {
            return Err(problem("culture-sheet-column").with("columns", told(unknown)));
        }
        let mut found = BTreeSet::new();
        let named = self.columns.iter().filter(|column| **column != Column::Blank);
        if let Some(twice) = named.into_iter().find(|column| !found.insert(*column)) {
            let name = self.name(twice);
            return Err(problem("culture-sheet-twice").with("column", name));
        }
        let has_values =
            !self.items.is_empty() || !self.seen.is_empty() || !self.closings.is_empty();
        if has_values { Ok(()) } else { Err(problem("culture-sheet-items")) }
    }

    /// The columns that may be, as a person reads them.
    fn known(&self, own: &Instrument) -> String {
        let instrument = self.instrument.as_ref().unwrap_or(own);
        let mut known = vec!["department".to_owned(), "code".to_owned()];
        match &self.instrument {
            Some(instrument) => known.extend(instrument.items.iter().map(|item| item.id.clone())),
            None => known.push("trust1 trust2 …".to_owned()),
        }
        known.extend(instrument.closings.iter().map(|closing| closing.id.clone()));
        known.extend(instrument.seen.iter().map(|seen| format!("{}:…", seen.id)));
        known.join(" ")
    }

    /// What a column is called.
    pub(super) fn name(&self, column: &Column) -> String {
        let held = |names: &[String], place: usize| names.get(place).cloned().unwrap_or_default();
        match column {
            Column::Department => DEPARTMENT[0].to_owned(),
            Column::Code => CODE[0].to_owned(),
            Column::Item(place) => held(&self.items, *place),
            Column::Closing(place) => {
                self.closings.get(*place).map(|(id, _)| id.clone()).unwrap_or_default()
            }
            Column::Seen { question, rated } => {
                format!("{}:{}", held(&self.seen, *question), held(&self.rated, *rated))
            }
            Column::Blank => String::new(),
        }
    }
}

/// The place of a value in a list, to which it is added where it is not there.
fn place_in<T: PartialEq>(list: &mut Vec<T>, value: T) -> usize {
    list.iter().position(|held| *held == value).unwrap_or_else(|| {
        list.push(value);
        list.len() - 1
    })
}

/// Whether a column may be an item by its name alone: letters, then a number.
fn is_item(name: &str) -> bool {
    let letters = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let is_letter = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.');
    letters.len() < name.len()
        && letters.chars().next().is_some_and(char::is_alphabetic)
        && letters.chars().all(is_letter)
        && name.chars().count() <= NAMED_CHARS_MAX
}

/// Some names, cut to what a person reads.
fn told(names: &[&str]) -> String {
    let cut = |name: &&str| {
        let letters = name.chars().filter(|letter| !letter.is_control());
        format!("`{}`", letters.take(NAMED_CHARS_MAX).collect::<String>())
    };
    let mut told: Vec<String> = names.iter().take(NAMED_MAX).map(cut).collect();
    if names.len() > NAMED_MAX {
        told.push("…".to_owned());
    }
    told.join(", ")
}
