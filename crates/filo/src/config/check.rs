//! From what is written to what is meant, or to the line that is wrong and what to do about it.

use std::path::Path;

use filo_model::calendar::{Calendar, HolidaySet, WeekHours, Within};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use toml::Spanned;

use super::file::{self, File};
use super::{
    Config, Department, PublicPromise, RequestStandard, Retention, lines, presets, source,
};
use crate::measures::Measure;
use crate::problem::{Problem, Result};
use crate::texts::Language;

/// The hours of a company that names none.
const HOURS: &str = "mon-fri 09:00-18:00";

/// A text and where it stands, for pointing at a line.
pub(super) struct Written<'a> {
    pub(super) text: &'a str,
    pub(super) path: &'a Path,
}

impl Written<'_> {
    /// A problem with a key at a place in the file.
    pub(super) fn wrong(&self, key: &'static str, at: usize) -> Problem {
        let line = self.text.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
        let file = self.path.file_name().map_or_else(|| self.path, Path::new);
        Problem::new(key).with("file", file.display()).with("line", line.to_string())
    }

    /// A problem with a value that should have been one of a list.
    pub(super) fn not_one_of(
        &self,
        name: &str,
        value: &Spanned<String>,
        allowed: &[&str],
    ) -> Problem {
        self.wrong("config-value", value.span().start)
            .with("key", name)
            .with("value", value.get_ref())
            .with("allowed", allowed.join(", "))
    }

    /// A value that parses, or the problem with its example.
    pub(super) fn parsed<T>(
        &self,
        name: &str,
        value: &Spanned<String>,
        example: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T> {
        parse(value.get_ref()).ok_or_else(|| {
            self.wrong("config-form", value.span().start)
                .with("key", name)
                .with("value", value.get_ref())
                .with("example", example)
        })
    }
}

pub(super) fn check(text: &str, path: &Path) -> Result<Config> {
    let written = Written { text, path };
    let mut file: File = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        written.wrong("config-syntax", at).with("detail", error.message())
    })?;
    let language = match &file.company.language {
        None => Language::Italian,
        Some(code) => Language::from_code(code.get_ref())
            .ok_or_else(|| written.not_one_of("language", code, &["it", "en"]))?,
    };
    let zone = zone(&written, file.company.zone.as_ref())?;
    let calendar = calendar(&written, &file.calendar, None)?;
    let departments = departments(&written, &file)?;
    let names: Vec<String> = departments.iter().map(|department| department.name.clone()).collect();
    let lines = lines::check(&written, &file.line, &names)?;
    for section in &mut file.source {
        presets::apply(&written, section)?;
        section.exchange.lines.extend(lines.iter().map(|line| line.number.clone()));
    }
    let mut sources = Vec::new();
    for section in &file.source {
        let one = source::check(&written, section, &names, &zone)?;
        if sources.iter().any(|other: &super::Source| other.spec.name == one.spec.name) {
            let at = section.name.span().start;
            return Err(written
                .wrong("config-twice", at)
                .with("key", "name")
                .with("value", section.name.get_ref()));
        }
        sources.push(one);
    }
    let once = file.source.iter().zip(&sources).filter(|(section, _)| section.one_per_customer);
    let link = file.link.meant(once.map(|(_, source)| source.spec.system.clone()));
    let folder =
        path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok(Config {
        folder: folder.to_owned(),
        path: path.to_owned(),
        company: file.company.name.clone(),
        language,
        zone,
        operator: file.company.operator.clone().unwrap_or_else(|| "operator".to_owned()),
        store: folder.join(file.company.store.as_deref().unwrap_or("filo.db")),
        calendar,
        departments,
        sources,
        lines,
        link,
        requests: requests(&written, &file)?,
        public_promises: public_promises(&written, &file)?,
        retention: Retention {
            thread_months: file.retention.thread_months,
            text_months: file.retention.text_months,
            verdict_months: file.retention.verdict_months,
            wave_words_months: file.retention.wave_words_months,
            wave_months: file.retention.wave_months,
        },
        findings: file.findings.rules(),
        disclosure: file.disclosure,
        guard: file.guard.meant(),
        opinion: file.listen.opinion.as_ref().map(|one| one.meant(&written)).transpose()?,
        culture: file.culture.meant(folder),
        listen: file.listen.meant(folder),
    })
}

pub(super) fn zone(written: &Written<'_>, name: Option<&Spanned<String>>) -> Result<TimeZone> {
    match name {
        None => Ok(TimeZone::get("Europe/Rome").unwrap_or(TimeZone::UTC)),
        Some(name) => written.parsed("zone", name, "Europe/Rome", |name| TimeZone::get(name).ok()),
    }
}

fn calendar(
    written: &Written<'_>,
    section: &file::Calendar,
    hours: Option<&Spanned<String>>,
) -> Result<Calendar> {
    let holidays = match &section.holidays {
        None => HolidaySet::Italy,
        Some(set) => match set.get_ref().as_str() {
            "italy" => HolidaySet::Italy,
            "none" => HolidaySet::None,
            _ => return Err(written.not_one_of("holidays", set, &["italy", "none"])),
        },
    };
    let mut local = Vec::new();
    for day in &section.local {
        local.push(written.parsed("local", day, "06-24", month_and_day)?);
    }
    let mut closed = Vec::new();
    for day in &section.closed {
        closed.push(date(written, "closed", day)?);
    }
    let usual = Spanned::new(0..0, HOURS.to_owned());
    let hours = hours.or(section.hours.as_ref()).unwrap_or(&usual);
    let week = written.parsed(
        "hours",
        hours,
        "mon-fri 09:00-13:00,14:00-18:00; sat 09:00-13:00",
        |text| WeekHours::parse(text).ok(),
    )?;
    Ok(Calendar::new(holidays, local, closed, week))
}

fn month_and_day(text: &str) -> Option<(i8, i8)> {
    let (month, day) = text.split_once('-')?;
    let date = Date::new(2024, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some((date.month(), date.day()))
}

fn date(written: &Written<'_>, key: &str, value: &Spanned<toml::value::Datetime>) -> Result<Date> {
    let text = Spanned::new(value.span(), value.get_ref().to_string());
    written.parsed(key, &text, "2026-12-24", |text| text.parse().ok())
}

fn departments(written: &Written<'_>, file: &File) -> Result<Vec<Department>> {
    let mut departments: Vec<Department> = Vec::new();
    for section in &file.department {
        let name = section.name.get_ref();
        if departments.iter().any(|one| one.name == *name) {
            let at = section.name.span().start;
            return Err(written.wrong("config-twice", at).with("key", "name").with("value", name));
        }
        departments.push(Department {
            name: name.clone(),
            labels: section.label.clone(),
            people: section.people,
            calendar: calendar(written, &file.calendar, section.hours.as_ref())?,
            deadline: Within::BusinessDays(1),
        });
    }
    for deadline in &file.standard.deadline {
        let within = written.parsed("within", &deadline.within, "2 days", Within::parse)?;
        let name = deadline.department.get_ref();
        match departments.iter_mut().find(|one| one.name == *name) {
            Some(department) => department.deadline = within,
            None => {
                let names: Vec<&str> = departments.iter().map(|one| one.name.as_str()).collect();
                return Err(written.not_one_of("department", &deadline.department, &names));
            }
        }
    }
    Ok(departments)
}

fn requests(written: &Written<'_>, file: &File) -> Result<Vec<RequestStandard>> {
    let mut requests: Vec<RequestStandard> = Vec::new();
    for section in &file.standard.request {
        let kind = section.kind.get_ref();
        if requests.iter().any(|one| one.kind == *kind) {
            let at = section.kind.span().start;
            return Err(written.wrong("config-twice", at).with("key", "kind").with("value", kind));
        }
        let answer = section
            .answer
            .as_ref()
            .map(|answer| written.parsed("answer", answer, "2 days", Within::parse));
        requests.push(RequestStandard {
            kind: kind.clone(),
            answer: answer.transpose()?,
            steps: section.steps,
            self_service: section.self_service,
        });
    }
    Ok(requests)
}

/// A share that was promised: from 0 (never) to 1 (always).
fn share(written: &Written<'_>, share: Option<&Spanned<f64>>) -> Result<Option<f64>> {
    let Some(share) = share else { return Ok(None) };
    if (0.0..=1.0).contains(share.get_ref()) {
        return Ok(Some(*share.get_ref()));
    }
    Err(written
        .wrong("config-form", share.span().start)
        .with("key", "share")
        .with("value", share.get_ref())
        .with("example", "0.95"))
}

fn public_promises(written: &Written<'_>, file: &File) -> Result<Vec<PublicPromise>> {
    let mut promises = Vec::new();
    for section in &file.public_promise {
        let measure = written.parsed("measure", &section.measure, "P1", |text| {
            Measure::named(text).map(|measure| measure.name().to_owned())
        })?;
        promises.push(PublicPromise {
            text: section.text.clone(),
            source: section.source.clone(),
            date: date(written, "date", &section.date)?,
            measure,
            share: share(written, section.share.as_ref())?,
        });
    }
    Ok(promises)
}
