//! `filo journey`: what a file of events shows of the way of cases through departments.

use std::fs::File;
use std::path::{Path, PathBuf};

use filo_journey::case::{Cases, Vocabulary};
use filo_journey::dot::dot;
use filo_journey::frame::Frame;
use filo_journey::places::{Place, Standards};
use filo_journey::summary::Summary;
use filo_journey::told::Journey as Told;
use filo_model::digest::Digest;
use filo_model::event_log::EventLog;
use serde::Serialize;
use serde_json::json;

use crate::cli::journey::{Export, Journey};
use crate::clock::now;
use crate::commands::Session;
use crate::findings::Scope;
use crate::journey::columns::Field;
use crate::journey::company::{self, Company};
use crate::journey::export::Keeper;
use crate::journey::frame::Meanings;
use crate::journey::input::{self, Choices};
use crate::journey::kept::columns::Mark;
use crate::journey::kept::summary::Head;
use crate::journey::kept::{self, LeftOut};
use crate::journey::places::shown_places;
use crate::journey::xes::CaseLog;
use crate::journey::{drawn, export, ocel, shown, xes};
use crate::output::{self, Bar};
use crate::pipeline::weave::Progress;
use crate::problem::{Problem, Result};

/// So many edges a graph for drawing has; more cannot be read.
const DRAWN: usize = 200;
/// More cores than this would wait for memory.
const CORES_MAX: usize = 4;

pub(super) fn run(args: &Journey, session: &Session) -> Result<u8> {
    match (&args.file, args.summary.as_slice()) {
        (Some(file), _) => of_file(file, args, session),
        (None, []) => of_company(args, session),
        (None, summaries) => of_summary(kept::summary::together(summaries)?, args, session),
    }
}

fn of_file(file: &Path, args: &Journey, session: &Session) -> Result<u8> {
    let texts = session.texts();
    let (choices, meanings) = (choices(args)?, Meanings::of(args));
    let asked = asked(file, args, &choices, &meanings)?;
    if let Some((place, head)) = &asked
        && needs_no_cases(args, session)
        && let Some(told) = kept::summary::answering(place, head)
    {
        return of_summary(told, args, session);
    }
    let mut bar = Bar::late(&texts, session.common.quiet);
    bar.begin(std::fs::metadata(file).map_or(0, |file| file.len()));
    let mut input = input::read(file, &choices, &mut |bytes| bar.advance(bytes, 0))?;
    bar.clear();
    let left_out = input.left_out();
    let objects = input.objects.take();
    let kept = input.kept.take();
    if !session.common.quiet {
        tell_apart(left_out, session);
    }
    let (cases, names) = Cases::of(std::mem::take(&mut input.log));
    let span = cases.span().unwrap_or_default();
    let frame = meanings.frame(&names, span)?;
    if let Some(place) = &args.columns {
        let mark = Mark::new(&input.taken, left_out);
        kept::columns::write(place, &cases, &names, &mark)
            .map_err(|error| unwritten(place, error))?;
    }
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
    let mut summary = Summary::of(&cases, &frame, cores());
    if let Some((place, mut head)) = asked {
        // Not of a file that was being written while it was read.
        if self::asked(file, args, &choices, &meanings)?.is_some_and(|(_, now)| now.of == head.of) {
            (head.span, head.left_out, head.taken) = (span, left_out, input.taken.clone());
            kept::summary::write(&place, head, &names, &mut summary)?;
        }
    }
    let pictures = session.common.json || args.export.is_some();
    let pictures = (!pictures).then(|| {
        let zone = meanings.zone()?;
        Ok::<_, Problem>(drawn::of_file(&cases, &names, &frame, &zone, &texts))
    });
    let pictures = pictures.transpose()?.unwrap_or_default();
    let found = Found { names, frame, summary, left_out, taken: input.taken };
    found.tell(&pictures, args, session)
}

/// What is told of a summary that was kept: all but the pictures, which are drawn of the cases themselves.
fn of_summary(told: kept::summary::Told, args: &Journey, session: &Session) -> Result<u8> {
    let kept::summary::Told { head, names, summary } = told;
    if matches!(args.export, Some(Export::Xes | Export::Ocel)) {
        return Err(Problem::new("journey-summary-export"));
    }
    if !session.common.quiet {
        tell_apart(head.left_out, session);
    }
    let frame = head.meanings.frame(&names, head.span)?;
    let found = Found { names, frame, summary, left_out: head.left_out, taken: head.taken };
    found.tell("", args, session)
}

/// What a kept summary has to be of to answer, with its place, where one is named.
fn asked(
    file: &Path,
    args: &Journey,
    choices: &Choices,
    meanings: &Meanings,
) -> Result<Option<(PathBuf, Head)>> {
    let place = match args.summary.as_slice() {
        [] => return Ok(None),
        [place] => place,
        _ => return Err(Problem::new("journey-summary-one")),
    };
    let digest = File::open(file).and_then(Digest::of_reader).map_err(|error| {
        Problem::new("journey-file").with("file", file.display()).caused_by(error)
    })?;
    Ok(Some((place.clone(), Head::new(digest, &choices.columns, meanings))))
}

/// Whether what is asked can be told without the cases.
fn needs_no_cases(args: &Journey, session: &Session) -> bool {
    let is_told = session.common.json && args.export.is_none();
    args.columns.is_none() && (is_told || args.export == Some(Export::Dot))
}

/// How many cores count.
fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(CORES_MAX)
}

/// What was counted of a file, and how it is told.
struct Found {
    names: Vocabulary,
    frame: Frame,
    summary: Summary,
    left_out: LeftOut,
    taken: Vec<(Field, String)>,
}

impl Found {
    fn tell(mut self, pictures: &str, args: &Journey, session: &Session) -> Result<u8> {
        let variants = args.variants.unwrap_or(usize::MAX);
        let lost = std::mem::take(&mut self.summary.places);
        let (names, frame, summary) = (&self.names, &self.frame, &mut self.summary);
        let (told, places) = std::thread::scope(|scope| {
            let other = scope.spawn(move || lost.told(names, &Standards::default()));
            let told = summary.tell(names, frame, variants);
            (told, other.join().unwrap_or_else(|cause| std::panic::resume_unwind(cause)))
        });
        let places = frame.places.then_some(places);
        if args.export == Some(Export::Dot) {
            return draw(&told, args.out.as_deref());
        }
        if session.common.json {
            let left_out = self.left_out;
            let set_apart = json!({
                "rows_unreadable": left_out.rows_unreadable,
                "rows_without_time": left_out.rows_without_time,
                "events_without_case": left_out.events_without_case,
                "events_without_activity": left_out.events_without_activity,
            });
            let columns = self.taken.iter();
            let columns =
                columns.map(|(field, name)| (field.name().to_owned(), json!(name))).collect();
            output::json_line(&Written { told: &told, places: &places, set_apart, columns })?;
        } else {
            let texts = session.texts();
            let mut text = shown::shown(&told, &texts);
            text.push_str(pictures);
            if let Some(places) = &places {
                text.push_str(&shown_places(places, &texts));
            }
            output::data(text.trim_end())?;
        }
        Ok(0)
    }
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
    let zone = Meanings::of(args).zone()?;
    Ok(Choices { columns, zone, keep: args.export == Some(Export::Xes) })
}

/// Says what was left out, and why.
fn tell_apart(left_out: LeftOut, session: &Session) {
    let texts = session.texts();
    let all = [
        ("journey-apart-unreadable", left_out.rows_unreadable),
        ("journey-apart-time", left_out.rows_without_time),
        ("journey-apart-case", left_out.events_without_case),
        ("journey-apart-activity", left_out.events_without_activity),
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
