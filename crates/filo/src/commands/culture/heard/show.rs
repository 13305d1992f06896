//! `filo culture heard show`: what customers say after a case, by department, as far as it may be told.

use filo_culture::heard::{Heard, HeardBy, Question};
use filo_culture::instrument::Instrument;
use filo_model::figure::Figure;
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::cli::culture::heard::HeardShow;
use crate::commands::Session;
use crate::commands::culture::questionnaire::status_name;
use crate::config::Config;
use crate::culture::heard::{POOLED, Period, heard_in, questions};
use crate::findings::event::{end_of_day, start_of_day};
use crate::output;
use crate::problem::{Problem, Result};
use crate::texts::Texts;

pub(super) fn run(args: &HeardShow, session: &Session) -> Result<u8> {
    let config = session.config()?;
    let store = Session::store_lean(&config)?;
    let texts = session.texts();
    let told = heard_in(&config, &store, period(args, &config)?)?;
    let questions = questions();
    if session.common.json {
        output::json(&as_json(told.as_ref(), args, &questions))?;
        return Ok(0);
    }
    match told {
        Some(told) => output::data(&table(&told, args, &questions, &config, &texts))?,
        None => output::say(&texts.say("heard-after-none", &[])),
    }
    Ok(0)
}

fn period(args: &HeardShow, config: &Config) -> Result<Period> {
    let wrong = |day: Date| Problem::new("as-of").with("date", day);
    if let Some((from, _)) = args.from.zip(args.to).filter(|(from, to)| from > to) {
        return Err(Problem::new("heard-period").with("from", from));
    }
    let moment = |day: Option<Date>, of: fn(Date, &jiff::tz::TimeZone) -> Option<i64>| {
        day.map(|day| of(day, &config.zone).ok_or_else(|| wrong(day))).transpose()
    };
    Ok(Period { from: moment(args.from, start_of_day)?, to: moment(args.to, end_of_day)? })
}

fn as_json(told: Option<&HeardBy>, args: &HeardShow, questions: &Instrument) -> Value {
    let departments = told.map(|told| {
        let lines = told.departments.iter().map(|(name, heard)| {
            let name = (name != POOLED).then_some(name);
            json!({ "department": name, "answered": heard.answered, "questions": heard.questions })
        });
        lines.collect::<Vec<_>>()
    });
    json!({
        "questionnaire": questions.id, "version": questions.version, "status": questions.status,
        "from": args.from, "to": args.to, "company": told.map(|told| &told.company),
        "departments": departments.unwrap_or_default(),
    })
}

/// A row of the table: the department, how many answered, the response rate, a question, its n, mean and share.
type Cells = [String; 8];

fn table(
    told: &HeardBy,
    args: &HeardShow,
    questions: &Instrument,
    config: &Config,
    texts: &Texts,
) -> String {
    let say = |key: &str| texts.say(key, &[]);
    let title = match (args.from, args.to) {
        (None, None) => say("heard-after-title"),
        (from, to) => {
            let day = |day: Option<Date>| day.map_or_else(|| "…".to_owned(), |day| texts.date(day));
            texts.say("heard-after-title-period", &[("from", &day(from)), ("to", &day(to))])
        }
    };
    let heads = ["department", "answered", "rate", "question", "n", "mean", "agree", "share"];
    let mut rows: Vec<Cells> = vec![heads.map(|head| say(&format!("heard-after-head-{head}")))];
    rows.extend(cells(&say("wave-all"), &told.company, texts));
    for (name, heard) in &told.departments {
        let label = match name.as_str() {
            POOLED => say("heard-after-pooled"),
            name => config.department_label(name, texts.language()).to_owned(),
        };
        rows.extend(cells(&label, heard, texts));
    }
    let mut lines = vec![title];
    lines.extend(aligned(&rows));
    for item in &questions.items {
        let text = item.text.get(texts.language().code()).map_or("", String::as_str);
        lines.push(format!("{}: {text}", item.id));
    }
    lines.push(say("heard-after-how"));
    lines.push(texts.word("culture-status", status_name(questions.status)));
    lines.join("\n")
}

/// The rows of one department: a question each, the first with how many answered.
fn cells(label: &str, heard: &Heard, texts: &Texts) -> Vec<Cells> {
    let of = |figure: &Figure| format!("{}/{}", texts.count(figure.x), texts.count(figure.n));
    let head = [label.to_owned(), of(&heard.answered), share(&heard.answered, texts)];
    let rows = heard.questions.iter().enumerate().map(|(place, question)| {
        let [name, answered, rate] =
            if place == 0 { head.clone() } else { [(); 3].map(|()| String::new()) };
        let [n, mean, agree, agreed] = match (question.n, &question.favourable) {
            (Some(n), Some(favourable)) => {
                [texts.count(n), mean(question, texts), of(favourable), share(favourable, texts)]
            }
            _ => [texts.say("heard-after-few", &[]), String::new(), String::new(), String::new()],
        };
        [name, answered, rate, question.id.clone(), n, mean, agree, agreed]
    });
    rows.collect()
}

/// A mean with its interval, in points from 0 to 100.
fn mean(question: &Question, texts: &Texts) -> String {
    let mean = question.mean.map(|mean| texts.decimal(mean)).unwrap_or_default();
    let interval = question
        .interval
        .map(|(low, high)| format!(" ({}–{})", texts.decimal(low), texts.decimal(high)));
    mean + &interval.unwrap_or_default()
}

/// A share in percent with its interval; where the base is too small for one, that it is.
fn share(figure: &Figure, texts: &Texts) -> String {
    let Some((rate, (low, high))) = figure.rate.zip(figure.interval) else {
        return texts.say("heard-after-no-rate", &[]);
    };
    let percent = |share: f64| texts.decimal(share * 100.0);
    let (rate, low, high) = (percent(rate), percent(low), percent(high));
    texts.say("measures-share", &[("rate", &rate), ("low", &low), ("high", &high)])
}

/// Rows with each column as wide as its widest cell.
fn aligned(rows: &[Cells]) -> Vec<String> {
    let width = |place: usize| rows.iter().map(|row| row[place].chars().count()).max().unwrap_or(0);
    let widths: [usize; 8] = std::array::from_fn(width);
    let lines = rows.iter().map(|row| {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(widths) {
            line.push_str(&format!("{cell:<width$}  "));
        }
        line.trim_end().to_owned()
    });
    lines.collect()
}
