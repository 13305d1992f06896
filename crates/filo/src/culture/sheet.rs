//! A sheet of answers: a table with a row for each respondent, read into columns; bad rows are set apart.
//!
//! Columns: `department`, the items by their ids; where there are any, `code` (an invitation's), the closing
//! questions by their ids, and `ITEM:DEPARTMENT` for the ratings of departments worked with. Values: a point of
//! the scale, what the scale calls it in any language of the instrument, `NA`, or nothing.

mod columns;
pub(super) mod values;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::path::Path;

use filo_culture::answers::{Answers, BLANK};
use filo_culture::instrument::Instrument;
use filo_intake::read::{self, Format, OpenError, Options, Reader};
use filo_intake::row::{Reason, Row, Step};

use crate::problem::{Problem, Result};
use crate::texts::Texts;

use columns::{Column, Plan};
use values::Scale;

/// The longest name of a department, in characters: what is longer is a row gone wrong.
const DEPARTMENT_CHARS_MAX: usize = 120;

/// What the columns of a sheet are taken for.
#[derive(Debug, Clone, Copy)]
pub enum Asked<'i> {
    /// The items of this instrument; any other column is an error.
    Instrument(&'i Instrument),
    /// Filo's own questionnaire where any of its items is a column; else every column of letters and a number,
    /// as `trust1`, is an item on a scale from 1 to `points`, and the letters are its dimension.
    Whatever {
        /// How many points the scale has.
        points: u8,
    },
}

/// A sheet as it was read.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The answers in the order of the file, with the columns of the file. Departments by name, those whose
    /// names differ in capitals alone being one.
    pub answers: Answers,
    /// The instrument that the items are of; none where the columns alone say what they are.
    pub instrument: Option<Instrument>,
    /// How many points the scale has.
    pub points: u8,
    /// The invitation code of each respondent; empty where the sheet has no such column.
    pub codes: Vec<Option<String>>,
    /// Ids of the closing questions that are columns.
    pub closings: Vec<String>,
    /// For each respondent one reply a closing question; empty where no closing question is a column.
    pub replies: Vec<Vec<Option<Reply>>>,
    /// Names of the departments that are rated.
    pub rated: Vec<String>,
    /// Ids of the questions by which they are rated.
    pub seen: Vec<String>,
    /// The ratings, in the order of the file.
    pub ratings: Vec<Rating>,
    /// The rows that were set apart.
    pub apart: Vec<Apart>,
}

/// The answer to a closing question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// A point of its scale.
    Point(u8),
    /// In words.
    Words(String),
}

/// What a respondent says of another department.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rating {
    /// The respondent, as a row of the answers.
    pub row: usize,
    /// Which department, as a place in [`Sheet::rated`].
    pub rated: usize,
    /// Which question, as a place in [`Sheet::seen`].
    pub question: usize,
    /// A point of the scale, or [`filo_culture::answers::NOT_APPLICABLE`].
    pub value: u8,
}

/// A row that was set apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apart {
    /// Where it begins, as an editor counts lines.
    pub line: u64,
    /// Why.
    pub why: Why,
}

/// Why a row was set apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It is no row of this table.
    Row(Reason),
    /// It names no department.
    NoDepartment,
    /// What it names cannot be a department: too long, or with signs that are no letters.
    Department,
    /// The value in this column is no answer.
    Value(String),
    /// It holds no answer at all.
    Nothing,
    /// It has values where the table has no column.
    Outside,
}

impl Apart {
    /// As it is told on standard error: the line and the reason, never a value.
    #[must_use]
    pub fn told(&self, texts: &Texts) -> String {
        let why = match &self.why {
            Why::Row(reason) => {
                texts.say(&format!("apart-{}", reason.code()), &[("detail", &reason.detail())])
            }
            Why::NoDepartment => texts.say("culture-sheet-no-department", &[]),
            Why::Department => texts.say("culture-sheet-department", &[]),
            Why::Value(column) => texts.say("culture-sheet-value", &[("column", column)]),
            Why::Nothing => texts.say("culture-sheet-nothing", &[]),
            Why::Outside => texts.say("culture-sheet-outside", &[]),
        };
        texts.say("culture-sheet-apart", &[("line", &self.line.to_string()), ("why", &why)])
    }
}

/// Reads a sheet from a file: separated values, or a workbook by its name.
///
/// # Errors
/// Where the file cannot be read, or its columns are not those that were asked for.
pub fn read(path: &Path, asked: Asked<'_>) -> Result<Sheet> {
    let name = path.display().to_string();
    let format = Format::from_extension(path).filter(|format| *format == Format::Xlsx);
    let options = Options::new(format.unwrap_or(Format::Csv));
    let refused = |error| refused(error, &name);
    let columns = read::peek(path, &options).map_err(refused)?.columns;
    let reader = read::open(path, &options, &columns).map_err(refused)?;
    gather(reader, Plan::of(&columns, asked, &name)?, &name)
}

/// As [`read()`], from separated values in memory; `name` is what errors call them.
///
/// # Errors
/// As [`read()`].
pub fn read_bytes(bytes: &[u8], asked: Asked<'_>, name: &str) -> Result<Sheet> {
    let options = Options::new(Format::Csv);
    let input = || Box::new(Cursor::new(bytes.to_vec()));
    let refused = |error| refused(error, name);
    let columns = read::peek_bytes(input(), &options).map_err(refused)?.columns;
    let reader = read::open_bytes(input(), &options, &columns).map_err(refused)?;
    gather(reader, Plan::of(&columns, asked, name)?, name)
}

fn refused(error: OpenError, name: &str) -> Problem {
    let key = match &error {
        OpenError::Empty => "culture-sheet-empty",
        _ => "culture-sheet-open",
    };
    Problem::new(key).with("file", name).caused_by(error)
}

/// The rows of a sheet while it is read; departments still in the order in which they came.
struct Gathered {
    scale: Scale,
    /// Spelling by folded name, and the order in which the names came.
    departments: BTreeMap<String, (String, usize)>,
    rows: Vec<usize>,
    values: Vec<u8>,
    codes: Vec<Option<String>>,
    replies: Vec<Vec<Option<Reply>>>,
    ratings: Vec<Rating>,
    apart: Vec<Apart>,
}

/// What one row says.
struct Line {
    department: String,
    values: Vec<u8>,
    code: Option<String>,
    replies: Vec<Option<Reply>>,
    ratings: Vec<(usize, usize, u8)>,
}

fn gather(mut reader: Box<dyn Reader>, plan: Plan, name: &str) -> Result<Sheet> {
    let mut gathered = Gathered {
        scale: Scale::of(plan.instrument.as_ref(), plan.points),
        departments: BTreeMap::new(),
        rows: Vec::new(),
        values: Vec::new(),
        codes: Vec::new(),
        replies: Vec::new(),
        ratings: Vec::new(),
        apart: Vec::new(),
    };
    let mut row = Row::default();
    loop {
        let step = reader.step(&mut row).map_err(|error| {
            Problem::new("culture-sheet-read").with("file", name).caused_by(error)
        })?;
        match step {
            Step::End => break,
            Step::SetApart(apart) => {
                gathered.apart.push(Apart { line: apart.line, why: Why::Row(apart.reason) });
            }
            Step::Row => match line(&row, &plan, &gathered.scale) {
                Ok(line) => gathered.take(line, &plan),
                Err(why) => gathered.apart.push(Apart { line: row.line, why }),
            },
        }
    }
    Ok(gathered.finish(plan))
}

/// Reads a row, or says why it cannot be one.
fn line(row: &Row, plan: &Plan, scale: &Scale) -> Result<Line, Why> {
    let mut line = Line {
        department: String::new(),
        values: vec![BLANK; plan.items.len()],
        code: None,
        replies: vec![None; plan.closings.len()],
        ratings: Vec::new(),
    };
    for (slot, column) in plan.columns.iter().enumerate() {
        let text = row.value(slot).trim();
        if text.is_empty() {
            continue;
        }
        let unread = || Why::Value(plan.name(column));
        match column {
            Column::Department => line.department = department(text).ok_or(Why::Department)?,
            Column::Code => line.code = Some(text.to_owned()),
            Column::Item(place) => {
                let value = scale.value(text).ok_or_else(unread)?;
                if let Some(held) = line.values.get_mut(*place) {
                    *held = value;
                }
            }
            Column::Closing(place) => {
                let form = plan.closings.get(*place).map(|(_, form)| *form);
                let reply = scale.reply(form, text).ok_or_else(unread)?;
                if let Some(held) = line.replies.get_mut(*place) {
                    *held = reply;
                }
            }
            Column::Seen { question, rated } => {
                let value = scale.value(text).ok_or_else(unread)?;
                line.ratings.push((*rated, *question, value));
            }
            Column::Blank => return Err(Why::Outside),
        }
    }
    // A code says which department it is of.
    if line.department.is_empty() && line.code.is_none() {
        return Err(Why::NoDepartment);
    }
    let said_nothing = line.values.iter().all(|value| *value == BLANK)
        && line.replies.iter().all(Option::is_none)
        && line.ratings.is_empty();
    if said_nothing { Err(Why::Nothing) } else { Ok(line) }
}

/// The name of a department with its blanks put in order; none where it cannot be one.
fn department(text: &str) -> Option<String> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_name =
        name.chars().count() <= DEPARTMENT_CHARS_MAX && !name.chars().any(char::is_control);
    is_name.then_some(name)
}

impl Gathered {
    fn take(&mut self, line: Line, plan: &Plan) {
        let next = self.departments.len();
        let folded = line.department.to_lowercase();
        let held =
            self.departments.entry(folded).or_insert_with(|| (line.department.clone(), next));
        // Whichever row comes first, the same spelling stands for all.
        if line.department < held.0 {
            held.0 = line.department;
        }
        let row = self.rows.len();
        self.rows.push(held.1);
        self.values.extend(line.values);
        if plan.columns.contains(&Column::Code) {
            self.codes.push(line.code);
        }
        if !plan.closings.is_empty() {
            self.replies.push(line.replies);
        }
        let ratings = line.ratings.into_iter();
        self.ratings.extend(ratings.map(|(rated, question, value)| Rating {
            row,
            rated,
            question,
            value,
        }));
    }

    fn finish(self, plan: Plan) -> Sheet {
        let (names, came): (Vec<String>, Vec<usize>) = self.departments.into_values().unzip();
        let mut place_of = vec![0; came.len()];
        for (place, came) in came.into_iter().enumerate() {
            if let Some(held) = place_of.get_mut(came) {
                *held = u32::try_from(place).unwrap_or(u32::MAX);
            }
        }
        let width = plan.items.len();
        let mut answers = Answers::new(names, plan.items);
        for (department, values) in self.rows.iter().zip(self.values.chunks(width.max(1))) {
            let place = place_of.get(*department).copied().unwrap_or(u32::MAX);
            let is_taken = answers.push(place, values);
            debug_assert!(
                is_taken,
                "rows have the width of the plan, and their departments are known"
            );
        }
        Sheet {
            answers,
            instrument: plan.instrument,
            points: plan.points,
            codes: self.codes,
            closings: plan.closings.into_iter().map(|(id, _)| id).collect(),
            replies: self.replies,
            rated: plan.rated,
            seen: plan.seen,
            ratings: self.ratings,
            apart: self.apart,
        }
    }
}

impl Sheet {
    /// Says on standard error which rows were set apart and why, up to `limit` of them, and how many in all.
    pub fn tell_apart(&self, texts: &Texts, limit: usize) {
        for apart in self.apart.iter().take(limit) {
            crate::output::say(&apart.told(texts));
        }
        let more = self.apart.len().saturating_sub(limit);
        if more > 0 {
            crate::output::say(&texts.say("culture-sheet-more", &[("count", &more.to_string())]));
        }
    }

    /// The items that nobody could answer, as the sheet has no column for them.
    #[must_use]
    pub fn missing(&self) -> BTreeSet<&str> {
        let items = self.instrument.iter().flat_map(|instrument| &instrument.items);
        let is_missing = |id: &&str| self.answers.column(id).is_none();
        items.map(|item| item.id.as_str()).filter(is_missing).collect()
    }
}

#[cfg(test)]
mod tests;
