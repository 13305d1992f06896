//! A file of events into columns: a table (CSV, workbook, Parquet, JSON lines), XES, or OCEL seen from one kind of object.

use std::path::Path;

use filo_guard::event::{day_in, end_of_day};
use filo_intake::read::ocel::{self, OcelError};
use filo_intake::read::{self, Format, OpenError, Options};
use filo_intake::row::{Row, Step};
use filo_journey::log::{Event, Log};
use filo_model::amount::{Amount, DecimalMark};
use filo_model::event_log::{self, EventLog};
use filo_model::moment::{DateOrder, Moment, MomentHabits, Precision};
use jiff::tz::TimeZone;

use super::by_column::{self, Part};
use super::columns::{self, Field};
use super::export::Keeper;
use super::kept::LeftOut;
use super::kept::columns::Mark;
use crate::problem::{Problem, Result};

/// What a person says about the file; all of it may be left out.
#[derive(Debug, Clone)]
pub struct Choices {
    /// The columns of fields that are not called as expected. Several of one field are put together with `/` between them.
    pub columns: Vec<(Field, String)>,
    /// The zone of times that are written without an offset.
    pub zone: TimeZone,
    /// Whether all that rows say is kept, to be written again.
    pub keep: bool,
}

/// What a file is told to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Table(Format),
    Ocel,
}

/// What was read.
#[derive(Debug)]
pub struct Input {
    /// The events.
    pub log: Log,
    /// The object-centric log, where the file was one.
    pub objects: Option<EventLog>,
    /// All that the rows of a table say, where that was asked for.
    pub kept: Option<Keeper>,
    /// By field, which column was taken.
    pub taken: Vec<(Field, String)>,
    /// Rows that were set apart by the reader.
    pub apart: u64,
    /// Rows whose time cannot be read; they are left out.
    pub untimed: u64,
}

/// Reads a file; `progress` is told the bytes read so far.
///
/// # Errors
/// Where it cannot be read, or a column is missing that is needed.
pub fn read(path: &Path, choices: &Choices, progress: &mut dyn FnMut(u64)) -> Result<Input> {
    match form(path)? {
        Form::Ocel => objects(path, choices),
        Form::Table(format) => table(path, format, choices, progress),
    }
}

/// Told by what stands in the file; the name only tells one kind of table from another.
fn form(path: &Path) -> Result<Form> {
    let unreadable =
        |error| Problem::new("journey-file").with("file", path.display()).caused_by(error);
    if ocel::recognise(path).map_err(unreadable)?.is_some() {
        return Ok(Form::Ocel);
    }
    match read::peek(path, &Options::new(Format::Xes)) {
        Ok(_) => return Ok(Form::Table(Format::Xes)),
        Err(OpenError::Empty) => {
            return Err(Problem::new("journey-empty").with("file", path.display()));
        }
        Err(_) => {}
    }
    let by_name = Format::from_extension(path);
    let tables = [Format::Xlsx, Format::Parquet, Format::JsonLines];
    Ok(Form::Table(by_name.filter(|format| tables.contains(format)).unwrap_or(Format::Csv)))
}

fn table(
    path: &Path,
    format: Format,
    choices: &Choices,
    progress: &mut dyn FnMut(u64),
) -> Result<Input> {
    let broken = |error| Problem::new("journey-open").with("file", path.display()).caused_by(error);
    let mut options = Options::new(format);
    let known = read::peek(path, &options).map_err(broken)?.columns;
    let mark = if format == Format::Parquet { by_column::mark(path, &options) } else { None };
    let chosen = mark.as_ref().map(|mark| mark.chosen(&choices.columns, &known));
    let places = Places::find(&known, chosen.as_ref().unwrap_or(&choices.columns), path)?;
    options.optional = places.wanted.clone();
    options.narrow = !choices.keep;
    let habits = MomentHabits { zone: choices.zone.clone(), order: DateOrder::DayMonthYear };
    let mut input = Input::new(places.taken());
    if format == Format::Parquet
        && !choices.keep
        && let Some(part) = by_column::read((path, &options), &places, &habits, progress)?
    {
        input.take(part, mark);
        return Ok(input);
    }
    let mut reader = read::open(path, &options, &places.wanted).map_err(broken)?;
    input.kept = choices.keep.then(Keeper::default);
    let mut row = Row::default();
    let mut activity = String::new();
    let bytes = std::fs::metadata(path).map_or(0, |file| file.len());
    for count in 0_u64.. {
        let step = reader.step(&mut row);
        match step.map_err(|error| {
            Problem::new("journey-file").with("file", path.display()).caused_by(error)
        })? {
            Step::End => break,
            Step::SetApart(_) => input.apart += 1,
            Step::Row => places.push(&row, &habits, &mut activity, &mut input),
        }
        if count.is_multiple_of(4096) {
            progress(reader.bytes_read());
        }
        if count == GUESSED_FROM {
            input.log.reserve(rows_left(count, reader.bytes_read(), bytes));
        }
    }
    Ok(input)
}

/// After so many rows it is guessed how many follow.
const GUESSED_FROM: u64 = 1 << 16;
/// Room is made for so many rows at most; a packed file may make any guess wrong.
const RESERVED_MAX: u64 = 1 << 26;

/// How many rows follow if they are as long as those before, and a little more: columns that grow step by step are copied
/// each time.
fn rows_left(rows: u64, read: u64, bytes: u64) -> usize {
    let left = bytes.saturating_sub(read).saturating_mul(rows) / read.max(1);
    usize::try_from((left + left / 32).min(RESERVED_MAX)).unwrap_or_default()
}

impl Input {
    fn new(taken: Vec<(Field, String)>) -> Self {
        Self { log: Log::default(), objects: None, kept: None, taken, apart: 0, untimed: 0 }
    }

    /// What was left out of it.
    #[must_use]
    pub fn left_out(&self) -> LeftOut {
        LeftOut {
            rows_unreadable: self.apart,
            rows_without_time: self.untimed,
            events_without_case: self.log.lacking.case,
            events_without_activity: self.log.lacking.activity,
        }
    }

    fn take(&mut self, part: Part, mark: Option<Mark>) {
        (self.log, self.apart, self.untimed) = (part.log, part.apart, part.untimed);
        if let Some(mark) = mark {
            // The answer is that of the file that was first read.
            self.taken = mark.taken();
            self.apart += mark.left_out.rows_unreadable;
            self.untimed += mark.left_out.rows_without_time;
            self.log.lacking.case += mark.left_out.events_without_case;
            self.log.lacking.activity += mark.left_out.events_without_activity;
        }
    }
}

/// Fields that a log of cases says by itself.
const TOLD: [Field; 3] = [Field::Case, Field::Activity, Field::Time];

/// Which slot of a row holds which field.
#[derive(Debug)]
pub(super) struct Places {
    pub(super) wanted: Vec<String>,
    fields: Vec<Field>,
    /// By field in its fixed order, the first slot that holds it.
    slots: [Option<usize>; Field::ALL.len()],
}

impl Places {
    fn find(known: &[String], chosen: &[(Field, String)], path: &Path) -> Result<Self> {
        let mut places = Self { wanted: Vec::new(), fields: Vec::new(), slots: Default::default() };
        for (field, name) in chosen {
            let column = columns::named(name, known).ok_or_else(|| {
                Problem::new("journey-column").with("file", path.display()).with("column", name)
            })?;
            places.fields.push(*field);
            places.wanted.push(column.clone());
        }
        for &field in Field::ALL {
            if places.fields.contains(&field) {
                continue;
            }
            if let Some(column) = columns::find(field, known) {
                places.fields.push(field);
                places.wanted.push(column.clone());
            }
        }
        for field in [Field::Case, Field::Activity, Field::Time] {
            if !places.fields.contains(&field) {
                return Err(Problem::new("journey-columns")
                    .with("file", path.display())
                    .with("field", field.name()));
            }
        }
        for (slot, field) in places.slots.iter_mut().zip(Field::ALL) {
            *slot = places.fields.iter().position(|found| found == field);
        }
        Ok(places)
    }

    fn taken(&self) -> Vec<(Field, String)> {
        self.fields.iter().copied().zip(self.wanted.iter().cloned()).collect()
    }

    /// The value of a field in a row; empty where it has none.
    fn value<'r>(&self, row: &'r Row, field: Field) -> &'r str {
        self.slots[field as usize].map_or("", |slot| row.value(slot))
    }

    /// The slot of a field.
    pub(super) fn slot(&self, field: Field) -> Option<usize> {
        self.slots[field as usize]
    }

    /// Whether activities are put together from several columns.
    pub(super) fn joins(&self) -> bool {
        self.fields.iter().filter(|&&field| field == Field::Activity).count() > 1
    }

    fn push(&self, row: &Row, habits: &MomentHabits, joined: &mut String, input: &mut Input) {
        let Ok(moment) = Moment::parse(self.value(row, Field::Time), habits) else {
            input.untimed += 1;
            return;
        };
        let activity = self.activity(row, joined);
        let event = Event {
            case: self.value(row, Field::Case),
            activity,
            at: moment.millis,
            group: self.value(row, Field::Group),
            customer: self.value(row, Field::Customer),
            reason: self.value(row, Field::Reason),
            actor: self.value(row, Field::Actor),
            channel: self.value(row, Field::Channel),
            direction: columns::direction(self.value(row, Field::Direction)),
            object: self.value(row, Field::Object),
            due: due(self.value(row, Field::Due), habits),
            amount: amount(self.value(row, Field::Amount)),
            started: started(self.value(row, Field::Started), habits),
        };
        if let Some(keeper) = &mut input.kept {
            let wanted = self.fields.iter().zip(&self.wanted).enumerate();
            let wanted = wanted.filter(|(_, (field, _))| !TOLD.contains(field));
            let wanted = wanted.map(|(slot, (_, name))| (name.as_str(), row.value(slot)));
            keeper.push(&event, wanted.chain(row.rest()));
        }
        input.log.push(&event);
    }

    /// The activity: of several columns, their values with `/` between them.
    fn activity<'v>(&self, row: &'v Row, joined: &'v mut String) -> &'v str {
        let mut slots = (0..self.fields.len()).filter(|&slot| self.fields[slot] == Field::Activity);
        let first = slots.next().map_or("", |slot| row.value(slot));
        let Some(second) = slots.next() else { return first };
        joined.clear();
        joined.push_str(first);
        for slot in std::iter::once(second).chain(slots) {
            joined.push('/');
            joined.push_str(row.value(slot));
        }
        joined
    }
}

/// A further moment of a row; one that cannot be read is unknown.
fn moment(text: &str, habits: &MomentHabits) -> Option<Moment> {
    if text.is_empty() { None } else { Moment::parse(text, habits).ok() }
}

/// When work began.
pub(super) fn started(text: &str, habits: &MomentHabits) -> Option<i64> {
    moment(text, habits).map(|one| one.millis)
}

/// When something falls due: where only a day is given, with the end of that day.
pub(super) fn due(text: &str, habits: &MomentHabits) -> Option<i64> {
    let due = moment(text, habits)?;
    if due.precision == Precision::Second {
        return Some(due.millis);
    }
    end_of_day(day_in(due.millis, &habits.zone), &habits.zone)
}

/// An amount in cents; the mark that stands last is the decimal one.
pub(super) fn amount(text: &str) -> Option<i64> {
    if text.is_empty() {
        return None;
    }
    let mark = match (text.rfind(','), text.rfind('.')) {
        (Some(comma), point) if point.is_none_or(|point| point < comma) => DecimalMark::Comma,
        _ => DecimalMark::Point,
    };
    Amount::parse(text, mark)?.cents()
}

/// An object-centric log, seen from the objects of one type: each of them is a case, and an event of several objects
/// belongs to each. Which type that is says `--case`, else it is the one that most events belong to.
fn objects(path: &Path, choices: &Choices) -> Result<Input> {
    let failed = |error: OcelError| {
        Problem::new("journey-open").with("file", path.display()).caused_by(error)
    };
    let reading = ocel::read(path, &ocel::Options::new(choices.zone.clone())).map_err(failed)?;
    let log = reading.log;
    let chosen =
        |field: Field| choices.columns.iter().find(|(of, _)| *of == field).map(|(_, name)| name);
    let of = match chosen(Field::Case) {
        Some(name) => {
            log.object_types.iter().position(|one| one.name == *name).ok_or_else(|| {
                Problem::new("journey-object-type").with("file", path.display()).with("type", name)
            })?
        }
        None => busiest(&log)
            .ok_or_else(|| Problem::new("journey-empty").with("file", path.display()))?,
    };
    let mut taken = vec![(Field::Case, log.object_types[of].name.clone())];
    let names = |field: Field| chosen(field).cloned();
    for field in [
        Field::Group,
        Field::Customer,
        Field::Reason,
        Field::Actor,
        Field::Channel,
        Field::Direction,
    ] {
        taken.extend(names(field).map(|name| (field, name)));
    }
    let mut input = Input::new(taken);
    input.apart = reading.apart.len() as u64 + reading.unlisted;
    // Sorted as their times: events of one instant keep the file's order.
    let mut order: Vec<&event_log::Event> = log.events.iter().collect();
    order.sort_by_key(|event| event.at);
    for event in order {
        push_event(&log, event, of, &mut input);
    }
    input.objects = Some(log);
    Ok(input)
}

/// The type of object that most events belong to, of several the first by name.
fn busiest(log: &EventLog) -> Option<usize> {
    let mut events = vec![0_u64; log.object_types.len()];
    for event in &log.events {
        for relation in &event.relations {
            if let Some(count) =
                log.related(relation).and_then(|object| events.get_mut(object.of as usize))
            {
                *count += 1;
            }
        }
    }
    let busier = |&one: &usize, &other: &usize| {
        let name = |place: usize| &log.object_types[place].name;
        events[one].cmp(&events[other]).then_with(|| name(other).cmp(name(one)))
    };
    (0..events.len()).max_by(busier)
}

fn push_event(log: &EventLog, event: &event_log::Event, of: usize, input: &mut Input) {
    let Some(kind) = log.event_type(event) else { return };
    let attribute = |field: Field| {
        let (_, name) = input.taken.iter().find(|(taken, _)| *taken == field)?;
        let place = kind
            .attributes
            .iter()
            .position(|one| columns::named(name, std::slice::from_ref(&one.name)).is_some())?;
        let (_, value) = event.attributes.iter().find(|(number, _)| *number as usize == place)?;
        Some(value.text())
    };
    let [group, customer, reason, actor, channel] =
        [Field::Group, Field::Customer, Field::Reason, Field::Actor, Field::Channel]
            .map(|field| attribute(field).unwrap_or_default());
    let direction = attribute(Field::Direction).and_then(|text| columns::direction(&text));
    let mut seen: Vec<u32> = Vec::new();
    for relation in &event.relations {
        let Some(object) = log.related(relation).filter(|object| object.of as usize == of) else {
            continue;
        };
        if seen.contains(&relation.object) {
            continue;
        }
        seen.push(relation.object);
        input.log.push(&Event {
            case: &object.id,
            activity: &kind.name,
            at: event.at,
            group: &group,
            customer: &customer,
            reason: &reason,
            actor: &actor,
            channel: &channel,
            direction,
            ..Event::default()
        });
    }
}
