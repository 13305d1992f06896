//! A file of customers' answers: a row a case, by its code or by case and customer; bad rows are set apart.
//!
//! Columns: `code`, or `case` and `customer`; the questions by their ids; where there is one, `date`, the day of the
//! answer. The further columns of a list that `ask` wrote are passed over. A row without any answer says that somebody was
//! asked and did not answer. Of several rows about one case the last counts.

use std::collections::BTreeMap;
use std::path::Path;

use filo_culture::answers::NOT_APPLICABLE;
use filo_culture::code::Code;
use filo_culture::instrument::Instrument;
use filo_intake::read::{self, Format, OpenError, Options};
use filo_intake::row::{Reason, Row, Step};
use filo_model::digest::Digest;
use filo_model::moment::{DateOrder, Moment, MomentHabits};
use filo_store::Store;
use filo_store::after::{About, NewAfter, NewAnswer, Points, Taken};
use filo_store::thread::CustomerId;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::ask::code_digest;
use super::ended::{self, Standing};
use crate::config::Config;
use crate::culture::sheet::values::{Scale, normal};
use crate::findings::event::{day_in, end_of_day};
use crate::problem::{Problem, Result};
use crate::screen::who::{Finder, Known};
use crate::texts::Texts;

/// Columns of a list that `ask` wrote, which say nothing of an answer.
const PASSED_OVER: [&str; 5] = ["department", "closed", "link", "name", "address"];

/// What a column is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Column {
    Code,
    Case,
    Customer,
    Date,
    Question(String),
    Other,
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
    /// The value in this column is no answer.
    Value(String),
    /// The date is none.
    Date,
    /// It says neither a code nor a case with its customer.
    Nobody,
    /// The code is mistyped.
    Code,
    /// Nobody was given the code.
    CodeUnknown,
    /// No customer fits.
    CustomerUnknown,
    /// Several customers fit.
    CustomerSeveral,
    /// The customer has no such case.
    CaseUnknown,
    /// Nothing says that the case ended.
    CaseOpen,
}

impl Apart {
    /// As it is told on standard error: the line and the reason, never a value.
    #[must_use]
    pub fn told(&self, texts: &Texts) -> String {
        let why = match &self.why {
            Why::Row(reason) => {
                texts.say(&format!("apart-{}", reason.code()), &[("detail", &reason.detail())])
            }
            Why::Value(column) => texts.say("culture-sheet-value", &[("column", column)]),
            Why::Date => texts.say("heard-after-apart-date", &[]),
            Why::Nobody => texts.say("heard-after-apart-nobody", &[]),
            Why::Code => texts.say("heard-after-apart-code", &[]),
            Why::CodeUnknown => texts.say("heard-after-apart-code-unknown", &[]),
            Why::CustomerUnknown => texts.say("heard-after-apart-customer-unknown", &[]),
            Why::CustomerSeveral => texts.say("heard-after-apart-customer-several", &[]),
            Why::CaseUnknown => texts.say("heard-after-apart-case-unknown", &[]),
            Why::CaseOpen => texts.say("heard-after-apart-case-open", &[]),
        };
        texts.say("culture-sheet-apart", &[("line", &self.line.to_string()), ("why", &why)])
    }
}

/// What became of the rows of a file; every row is counted once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// All rows.
    pub rows: u64,
    /// Answers about cases that were not answered yet.
    pub answered: u64,
    /// Answers in the place of earlier ones.
    pub replaced: u64,
    /// Asked elsewhere and not answered.
    pub asked: u64,
    /// What was there already, or stands in the file once more further down.
    pub known: u64,
    /// Rows set apart.
    pub set_apart: u64,
}

/// A file of answers, understood but not yet taken in.
#[derive(Debug, Default)]
pub struct Answers {
    /// The answers, each about another case.
    pub answers: Vec<NewAnswer>,
    /// Rows whose case stands in the file once more.
    pub repeated: u64,
    /// The rows that were set apart.
    pub apart: Vec<Apart>,
}

impl Answers {
    /// What became of all rows, by what became of each answer.
    #[must_use]
    pub fn counts(&self, taken: &[Taken]) -> Counts {
        let count = |which: Taken| taken.iter().filter(|one| **one == which).count() as u64;
        let set_apart = self.apart.len() as u64 + count(Taken::NoSuchCode);
        Counts {
            rows: taken.len() as u64 + self.repeated + self.apart.len() as u64,
            answered: count(Taken::Answered) + count(Taken::AskedAndAnswered),
            replaced: count(Taken::Replaced),
            asked: count(Taken::Asked),
            known: count(Taken::Known) + self.repeated,
            set_apart,
        }
    }
}

/// Whether a file brought answers alone, about cases of which Filo did not ask: how many were asked is then not known.
#[must_use]
pub fn are_answers_alone(taken: &[Taken]) -> bool {
    taken.contains(&Taken::AskedAndAnswered) && !taken.contains(&Taken::Asked)
}

/// Reads a file of answers: separated values, or a workbook by its name.
///
/// # Errors
/// Where the file cannot be read, its columns are not those of answers, or the store refuses.
pub fn read(path: &Path, config: &Config, store: &Store) -> Result<Answers> {
    let questions = super::questions();
    let name = path.display().to_string();
    let format = Format::from_extension(path).filter(|format| *format == Format::Xlsx);
    let options = Options::new(format.unwrap_or(Format::Csv));
    let refused = |error: OpenError| {
        let problem = match error {
            OpenError::Empty => Problem::new("culture-sheet-empty"),
            _ => Problem::new("culture-sheet-open"),
        };
        problem.with("file", &name).caused_by(error)
    };
    let header = read::peek(path, &options).map_err(refused)?.columns;
    let mut reader = read::open(path, &options, &header).map_err(refused)?;
    let columns = columns(&header, &questions, &name)?;
    let known = Known::default();
    let mut taker = Taker {
        scale: Scale::of(Some(&questions), questions.points()),
        habits: MomentHabits { zone: config.zone.clone(), order: DateOrder::Auto },
        secret: store.secret()?,
        departments: store.department_names()?.into_iter().collect(),
        finder: Finder::new(store, &known)?,
        store,
        places: BTreeMap::new(),
        read: Answers::default(),
    };
    let mut row = Row::default();
    loop {
        let step = reader.step(&mut row).map_err(|error| {
            Problem::new("culture-sheet-read").with("file", &name).caused_by(error)
        })?;
        match step {
            Step::End => return Ok(taker.read),
            Step::SetApart(apart) => {
                taker.read.apart.push(Apart { line: apart.line, why: Why::Row(apart.reason) });
            }
            Step::Row => taker.take(&row, &columns)?,
        }
    }
}

/// Understands a header.
fn columns(header: &[String], questions: &Instrument, file: &str) -> Result<Vec<Column>> {
    let ids: Vec<&str> = questions.items.iter().map(|item| item.id.as_str()).collect();
    let known = format!("code case customer {} date", ids.join(" "));
    let wrong = |problem: Problem| Err(problem.with("file", file).with("known", &known));
    let mut columns = Vec::new();
    let mut unknown = 0_u32;
    for name in header {
        let column = match normal(name).as_str() {
            "code" | "codice" => Column::Code,
            "case" | "caso" | "questione" => Column::Case,
            "customer" | "cliente" => Column::Customer,
            "date" | "data" => Column::Date,
            other if PASSED_OVER.contains(&other) => Column::Other,
            other => match ids.iter().find(|id| **id == other) {
                Some(id) => Column::Question((*id).to_owned()),
                None => {
                    unknown += 1;
                    Column::Other
                }
            },
        };
        if column != Column::Other && columns.contains(&column) {
            return wrong(Problem::new("culture-sheet-twice").with("column", normal(name)));
        }
        columns.push(column);
    }
    let has = |column| columns.contains(&column);
    let says_which = has(Column::Code) || (has(Column::Case) && has(Column::Customer));
    if !says_which {
        return wrong(Problem::new("heard-header"));
    }
    if !columns.iter().any(|column| matches!(column, Column::Question(_))) {
        return wrong(Problem::new("culture-sheet-items"));
    }
    // What is meant as an answer must not be passed over in silence.
    if unknown > 0 {
        return wrong(Problem::new("heard-columns").with("count", unknown));
    }
    Ok(columns)
}

/// What a row says.
#[derive(Default)]
struct Line {
    code: String,
    case: String,
    customer: String,
    points: Option<Points>,
    answered_at: Option<i64>,
}

/// By what a row says which case it is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Code(Digest),
    Case(CustomerId, Digest),
}

/// Takes the rows of a file.
struct Taker<'a> {
    scale: Scale,
    habits: MomentHabits,
    secret: [u8; 32],
    departments: FxHashMap<i64, String>,
    finder: Finder<'a>,
    store: &'a Store,
    /// Where the answer about a case stands.
    places: BTreeMap<Key, usize>,
    read: Answers,
}

impl Taker<'_> {
    fn take(&mut self, row: &Row, columns: &[Column]) -> Result<()> {
        let understood = match self.line(row, columns) {
            Ok(line) => self.about(&line)?.map(|(key, about)| {
                let Line { points, answered_at, .. } = line;
                (key, NewAnswer { about, points, answered_at })
            }),
            Err(why) => Err(why),
        };
        match understood {
            Ok((key, answer)) => self.add(key, answer),
            Err(why) => self.read.apart.push(Apart { line: row.line, why }),
        }
        Ok(())
    }

    /// Of two rows about one case the later counts; one without an answer takes none back.
    fn add(&mut self, key: Key, answer: NewAnswer) {
        let place = *self.places.entry(key).or_insert(self.read.answers.len());
        let Some(before) = self.read.answers.get_mut(place) else {
            self.read.answers.push(answer);
            return;
        };
        self.read.repeated += 1;
        let both = answer.answered_at.zip(before.answered_at);
        let is_earlier = both.is_some_and(|(answer, before)| answer < before);
        if answer.points.is_some() && (before.points.is_none() || !is_earlier) {
            *before = answer;
        }
    }

    /// Reads a row, or says why it cannot be one.
    fn line(&self, row: &Row, columns: &[Column]) -> Result<Line, Why> {
        let mut line = Line::default();
        for (slot, column) in columns.iter().enumerate() {
            let text = row.value(slot).trim();
            if text.is_empty() {
                continue;
            }
            match column {
                Column::Code => text.clone_into(&mut line.code),
                Column::Case => text.clone_into(&mut line.case),
                Column::Customer => text.clone_into(&mut line.customer),
                Column::Date => {
                    let moment = Moment::parse(text, &self.habits).map_err(|_| Why::Date)?;
                    line.answered_at = Some(moment.millis);
                }
                Column::Question(id) => {
                    let value = self.scale.value(text).ok_or_else(|| Why::Value(id.clone()))?;
                    let points = line.points.get_or_insert_default();
                    if value != NOT_APPLICABLE {
                        points.insert(id.clone(), value);
                    }
                }
                Column::Other => {}
            }
        }
        Ok(line)
    }

    /// Which case a row is about.
    fn about(&self, line: &Line) -> Result<Result<(Key, About), Why>> {
        if !line.code.is_empty() {
            let Ok(code) = line.code.parse::<Code>() else { return Ok(Err(Why::Code)) };
            let digest = code_digest(&self.secret, code);
            let is_given = self.store.after_code_given(digest)?;
            let about = (Key::Code(digest), About::Code(digest));
            return Ok(if is_given { Ok(about) } else { Err(Why::CodeUnknown) });
        }
        if line.case.is_empty() || line.customer.is_empty() {
            return Ok(Err(Why::Nobody));
        }
        let (customers, _) = self.finder.by_key(&line.customer)?;
        // An answer of a day is about what had ended by its end.
        let zone = &self.habits.zone;
        let until = line.answered_at.and_then(|at| end_of_day(day_in(at, zone), zone));
        let (mut ended, mut open) = (Vec::new(), 0_usize);
        for &customer in &customers {
            match ended::of_case(self.store, customer, &line.case, until)? {
                Standing::Ended(one) => ended.push((customer, one)),
                Standing::Open => open += 1,
                Standing::Absent => {}
            }
        }
        let (customer, one) = match (ended.pop(), ended.is_empty()) {
            (Some(one), true) => one,
            (Some(_), false) => return Ok(Err(Why::CustomerSeveral)),
            (None, _) if customers.is_empty() => return Ok(Err(Why::CustomerUnknown)),
            (None, _) if open > 0 => return Ok(Err(Why::CaseOpen)),
            (None, _) => return Ok(Err(Why::CaseUnknown)),
        };
        let case = ended::digest(&self.secret, &line.case);
        let department = self.departments.get(&one.department).cloned().unwrap_or_default();
        // Nobody here knows when it was asked: soon after the end of the case.
        let after = NewAfter { case, record: one.record, department, asked_at: one.at };
        Ok(Ok((Key::Case(customer, case), About::Case(after))))
    }
}
