//! What customers answer after a case: was it solved, was it easy.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::latent::Scale;
use crate::sample::SampleError;
use crate::sample::chance::{Chance, Purpose};
use crate::sample::dates::{Day, LAST_DAY, Order, WINDOW_START, push_date};
use crate::sample::event::Event;
use crate::sample::source::Source;
use crate::sample::story::Story;

/// The path of the file.
pub(super) const FILE: &str = "culture/heard_2026-06.csv";
/// How many of 100 customers who are asked answer.
pub(super) const ANSWER_PERCENT: u32 = 35;
/// The most days after the end of a case at which an answer comes.
const DAYS_MAX: i32 = 5;
/// How much one customer differs from others, and one answer from the other.
const STYLE: f64 = 0.50;
const NOISE: f64 = 0.70;
/// The scale of both questions; its deviation is that of the two together.
const SCALE: Scale = Scale { lowest: 1, highest: 5, deviation: 0.86 };
/// Means of `solved` and `effort` in tenths, where nothing is planted.
const BASE_TENTHS: [i32; 2] = [39, 38];
/// The same where a department differs.
const PLANTED_TENTHS: [(&str, [i32; 2]); 2] =
    [("administration", [25, 24]), ("technical", [39, 28])];
/// Whose a case is where no department is named: the help desk is theirs.
const DESK: &str = "customer_service";

/// The means of `solved` and `effort`, in tenths of a point, of cases that a department ends.
pub(super) fn tenths(department: &str) -> [i32; 2] {
    let planted = PLANTED_TENTHS.iter().find(|(name, _)| *name == department);
    planted.map_or(BASE_TENTHS, |&(_, means)| means)
}

/// The customers who were asked so far, and their answers.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    rows: Vec<Row>,
    asked: BTreeMap<String, [u32; 2]>,
}

/// One case: its answer and the day of that, where there is one.
#[derive(Debug)]
struct Row {
    customer: String,
    case: String,
    closed: Day,
    answer: Option<([u8; 2], Day)>,
}

/// A case that was closed: its number, the department that had the last word, the day.
struct Closed<'s> {
    number: &'s str,
    department: &'s str,
    day: Day,
}

impl Heard {
    /// Asks a customer about every case closed in the last 90 days.
    pub(crate) fn add(&mut self, seed: u64, story: &Story<'_>) {
        let code = story.billing_code();
        let is_known = story.events.iter().any(|event| {
            event.source == Source::Customers
                && event.written().is_some_and(|written| written.get("customer") == Some(&code))
        });
        if !is_known {
            return;
        }
        let mut chance = Chance::new(seed, Purpose::Heard, story.person.index);
        let style = STYLE * chance.normal();
        for case in closed_cases(&story.events) {
            let points = tenths(case.department).map(|tenths| {
                let centre = SCALE.centre(f64::from(tenths) / 10.0);
                SCALE.point(centre + style + NOISE * chance.normal())
            });
            let day = case.day.plus(chance.between(1, DAYS_MAX));
            let counts = self.asked.entry(case.department.to_owned()).or_default();
            counts[0] += 1;
            let is_answered = chance.percent(ANSWER_PERCENT);
            counts[1] += u32::from(is_answered);
            self.rows.push(Row {
                customer: code.clone(),
                case: case.number.to_owned(),
                closed: case.day,
                answer: is_answered.then_some((points, day)),
            });
        }
    }

    /// By department: how many were asked, how many answered.
    pub(super) fn counts(&self) -> &BTreeMap<String, [u32; 2]> {
        &self.asked
    }

    /// Writes the file below a folder: its path and rows.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub(crate) fn write(mut self, out: &Path) -> Result<(String, u64), SampleError> {
        self.rows.sort_by(|a, b| (a.closed, &a.case).cmp(&(b.closed, &b.case)));
        let mut text = "customer,case,solved,effort,date\n".to_owned();
        for Row { customer, case, answer, .. } in &self.rows {
            text.push_str(&format!("{customer},{case},"));
            match answer {
                Some(([solved, effort], day)) => {
                    text.push_str(&format!("{solved},{effort},"));
                    push_date(&mut text, *day, Order::YearFirst);
                }
                None => text.push_str(",,"),
            }
            text.push('\n');
        }
        fs::create_dir_all(out.join("culture"))?;
        fs::write(out.join(FILE), text)?;
        Ok((FILE.to_owned(), u64::try_from(self.rows.len()).unwrap_or(0)))
    }
}

/// The cases whose last step that the exports show is that they were closed, early enough for an answer.
fn closed_cases(events: &[Event]) -> Vec<Closed<'_>> {
    let mut cases: BTreeMap<&str, Vec<&Event>> = BTreeMap::new();
    let of_cases = events.iter().filter(|event| {
        matches!(event.source, Source::Tickets | Source::Chat | Source::Replies)
            && event.get("kind") != Some("closing_contact")
            && event.is_shown()
    });
    for event in of_cases {
        if let Some(case) = event.get("case") {
            cases.entry(case).or_default().push(event);
        }
    }
    let closed = cases.into_iter().filter_map(|(number, mut entries)| {
        entries.sort_by_key(|event| event.at);
        let is_step = |event: &&&Event| event.get("case_step").is_some();
        let last = entries.iter().rev().find(is_step)?;
        let department = entries.iter().rev().find_map(|event| event.get("department"));
        let (department, day) = (department.unwrap_or(DESK), last.at.day());
        let is_asked = last.get("case_step") == Some("closed")
            && day >= WINDOW_START
            && day.plus(DAYS_MAX) <= LAST_DAY;
        is_asked.then_some(Closed { number, department, day })
    });
    closed.collect()
}
