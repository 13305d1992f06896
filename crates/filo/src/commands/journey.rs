//! `filo journey`: what a file of events shows of the way of cases through departments.

use std::path::Path;

use filo_journey::case::Cases;
use filo_journey::dot::dot;
use filo_journey::places::{Place, Standards};
use filo_journey::summary::Summary;
use filo_journey::told::Journey as Told;
use filo_model::event_log::EventLog;
use jiff::tz::TimeZone;
use serde::Serialize;
use serde_json::json;

use crate::cli::journey::{Export, Journey};
use crate::clock::now;
use crate::commands::Session;
use crate::findings::Scope;
use crate::journey::columns::Field;
use crate::journey::company::{self, Company};
use crate::journey::export::Keeper;
use crate::journey::input::{self, Choices, Input};
use crate::journey::places::shown_places;
use crate::journey::xes::CaseLog;
use crate::journey::{drawn, export, ocel, shown, xes};
use crate::output::{self, Bar};
use crate::pipeline::weave::Progress;
use crate::problem::{Problem, Result};

/// So many edges a graph for drawing has; more cannot be read.
const DRAWN: usize = 200;

pub(super) fn run(args: &Journey, session: &Session) -> Result<u8> {
    match &args.file {
        Some(file) => of_file(file, args, session),
        None => of_company(args, session),
    }
}

fn of_file(file: &Path, args: &Journey, session: &Session) -> Result<u8> {
    let texts = session.texts();
    let mut bar = Bar::late(&texts, session.common.quiet);
    bar.begin(std::fs::metadata(file).map_or(0, |file| file.len()));
    let mut input = input::read(file, &choices(args)?, &mut |bytes| bar.advance(bytes, 0))?;
    bar.clear();
    let set_apart = json!({
        "rows_unreadable": input.apart,
        "rows_without_time": input.untimed,
        "events_without_case": input.log.lacking.case,
        "events_without_activity": input.log.lacking.activity,
    });
    let columns: serde_json::Map<_, _> =
        input.taken.iter().map(|(field, name)| (field.name().to_owned(), json!(name))).collect();
    let objects = input.objects.take();
    let kept = input.kept.take();
    if !session.common.quiet {
        tell_apart(&input, session);
    }
    let (cases, names) = Cases::of(std::mem::take(&mut input.log));
    let frame = crate::journey::frame::frame(args, &cases, &names, &zone(args)?)?;
    match args.export {
        Some(Export::Xes) => {
            let log = kept.map_or_else(|| export::cases(&cases, &names), Keeper::finish);
            return write_xes(&log, place(args)?, session);
        }
        Some(Export::Ocel) => {
            // A log that was object-centric stays what it was.
            let log = objects.unwrap_or_else(|| export::objects(&cases, &names));
            return write_ocel(&log, place(args)?);
        }
        Some(Export::Dot) | None => {}
    }
    let mut summary = Summary::default();
    cases.iter().for_each(|case| summary.fold(&case, &frame));
    let places = frame.places.then(|| summary.places.told(&names, &Standards::default()));
    let told = summary.tell(&names, &frame, args.variants.unwrap_or(usize::MAX));
    if args.export == Some(Export::Dot) {
        return draw(&told, args.out.as_deref());
    }
    if session.common.json {
        output::json_line(&Written { told: &told, places: &places, set_apart, columns })?;
    } else {
        let mut text = shown::shown(&told, &texts);
        text.push_str(&drawn::of_file(&cases, &names, &frame, &zone(args)?, &texts));
        if let Some(places) = &places {
            text.push_str(&shown_places(places, &texts));
        }
        output::data(text.trim_end())?;
    }
    Ok(0)
}

/// The journey of the company itself, from its store.
fn of_company(args: &Journey, session: &Session) -> Result<u8> {
    let config = session.config()?;
    let store = Session::store(&config)?;
    let scope = Scope { as_of: None, whole: args.whole };
    let mut company = company::read(&config, &store, scope, now())?;
    // What other programs read keeps the names that stay the same.
    let is_for_people = !session.common.json && args.export.is_none();
    let pictures = is_for_people.then(|| drawn::of_company(&company, &config, &session.texts()));
    if is_for_people {
        company = company.named(&config, &session.texts());
    }
    let Company { cases, names, frame, .. } = &company;
    match args.export {
        Some(Export::Xes) => return write_xes(&export::cases(cases, names), place(args)?, session),
        Some(Export::Ocel) => return write_ocel(&export::objects(cases, names), place(args)?),
        Some(Export::Dot) | None => {}
    }
    let mut summary = company.summary();
    let places = company.places(&summary, &store)?;
    let told = summary.tell(names, frame, args.variants.unwrap_or(usize::MAX));
    if args.export == Some(Export::Dot) {
        return draw(&told, args.out.as_deref());
    }
    let texts = session.texts();
    if session.common.json {
        let (set_apart, columns) = (json!({}), serde_json::Map::new());
        let places = Some(places);
        output::json_line(&Written { told: &told, places: &places, set_apart, columns })?;
    } else {
        let mut text = shown::shown(&told, &texts);
        text.push_str(&pictures.unwrap_or_default());
        text.push_str(&shown_places(&places, &texts));
        output::data(text.trim_end())?;
    }
    Ok(0)
}

/// What is written: the journey, with what was left out and which columns were taken.
#[derive(Serialize)]
struct Written<'t> {
    #[serde(flatten)]
    told: &'t Told<'t>,
    #[serde(skip_serializing_if = "Option::is_none")]
    places: &'t Option<Vec<Place>>,
    set_apart: serde_json::Value,
    columns: serde_json::Map<String, serde_json::Value>,
}

fn choices(args: &Journey) -> Result<Choices> {
    let one = |field: Field, name: &Option<String>| name.clone().map(|name| (field, name));
    let mut columns: Vec<(Field, String)> =
        args.activity.iter().map(|name| (Field::Activity, name.clone())).collect();
    columns.extend(one(Field::Case, &args.case));
    columns.extend(one(Field::Time, &args.time));
    columns.extend(one(Field::Group, &args.group));
    columns.extend(one(Field::Customer, &args.customer));
    columns.extend(one(Field::Reason, &args.reason));
    columns.extend(one(Field::Actor, &args.actor));
    columns.extend(one(Field::Channel, &args.channel));
    columns.extend(one(Field::Direction, &args.direction));
    columns.extend(one(Field::Object, &args.object));
    columns.extend(one(Field::Due, &args.due));
    columns.extend(one(Field::Amount, &args.amount));
    columns.extend(one(Field::Started, &args.started));
    Ok(Choices { columns, zone: zone(args)?, keep: args.export == Some(Export::Xes) })
}

fn zone(args: &Journey) -> Result<TimeZone> {
    TimeZone::get(&args.zone)
        .map_err(|error| Problem::new("journey-zone").with("zone", &args.zone).caused_by(error))
}

/// Says what was left out, and why.
fn tell_apart(input: &Input, session: &Session) {
    let texts = session.texts();
    let lacking = input.log.lacking;
    let all = [
        ("journey-apart-unreadable", input.apart),
        ("journey-apart-time", input.untimed),
        ("journey-apart-case", lacking.case),
        ("journey-apart-activity", lacking.activity),
    ];
    for (key, count) in all.into_iter().filter(|(_, count)| *count > 0) {
        output::say(&texts.say(key, &[("count", &texts.count(count))]));
    }
}

/// The file to write, which has to be named.
fn place(args: &Journey) -> Result<&Path> {
    args.out.as_deref().ok_or_else(|| Problem::new("journey-out"))
}

fn write_xes(log: &CaseLog, place: &Path, session: &Session) -> Result<u8> {
    let replaced = xes::write(log, place).map_err(|error| unwritten(place, error))?;
    if replaced > 0 {
        let texts = session.texts();
        output::say(&texts.say("journey-replaced", &[("count", &texts.count(replaced))]));
    }
    Ok(0)
}

fn write_ocel(log: &EventLog, place: &Path) -> Result<u8> {
    let form = ocel::form(place)
        .ok_or_else(|| Problem::new("journey-form").with("file", place.display()))?;
    ocel::write(log, form, place).map_err(|error| unwritten(place, error))?;
    Ok(0)
}

fn unwritten(place: &Path, error: impl std::error::Error + Send + Sync + 'static) -> Problem {
    Problem::new("journey-write").with("file", place.display()).caused_by(error)
}

fn draw(told: &Told<'_>, out: Option<&Path>) -> Result<u8> {
    let text = dot(told, DRAWN);
    match out {
        None => output::data(text.trim_end())?,
        Some(place) => std::fs::write(place, text).map_err(|error| unwritten(place, error))?,
    }
    Ok(0)
}
