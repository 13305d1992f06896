//! A table in Parquet into a log, column by column: no row is made, and each different text is looked at once.
//!
//! What comes out is what the rows of the same file would give; [`super::input`] says what they give.

use std::path::Path;

use filo_intake::read::by_column::{ByColumn, Cells, NO_NUMBER, NO_TEXT, Number, Stretch};
use filo_intake::read::{Options, ReadError};
use filo_journey::log::{Log, Numbered, UNKNOWN};
use filo_journey::names::MISSING;
use filo_model::calendar::DAY_MILLIS;
use filo_model::moment::{Moment, MomentHabits};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::columns::{self, Field};
use super::input::{Places, amount, due, started};
use super::kept::columns::{MARK, Mark};
use crate::problem::{Problem, Result};

/// Fewer rows are read faster than a further core begins.
const WORTH_DIVIDING: u64 = 1 << 16;
/// Before 2199 every moment that is written as text is read again as itself.
const LATEST: i64 = 7_226_582_400_000;
/// A change of the clock is nowhere nearer than this, as far as a stretch is believed.
const NEAR_A_CHANGE: i64 = 2 * DAY_MILLIS;
/// A text that was not looked at yet.
const UNSEEN: u32 = MISSING - 1;
const UNSEEN_NUMBER: i64 = UNKNOWN + 1;

/// What was read.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) log: Log,
    /// Rows that were set apart by the reader.
    pub(super) apart: u64,
    /// Rows whose time cannot be read.
    pub(super) untimed: u64,
}

/// What a file says of itself, where it is columns that were kept.
pub(super) fn mark(path: &Path, options: &Options) -> Option<Mark> {
    let file = ByColumn::open(path, options, &[]).ok().flatten()?;
    file.note(MARK).and_then(Mark::read)
}

/// Reads a file on two cores where it is long; none where it has to be read row by row.
///
/// # Errors
/// Where it cannot be read.
pub(super) fn read(
    (path, options): (&Path, &Options),
    places: &Places,
    habits: &MomentHabits,
    progress: &mut dyn FnMut(u64),
) -> Result<Option<Part>> {
    if places.joins() {
        return Ok(None);
    }
    let open = || {
        ByColumn::open(path, options, &places.wanted).map_err(|error| {
            Problem::new("journey-open").with("file", path.display()).caused_by(error)
        })
    };
    let failed = |error: ReadError| {
        Problem::new("journey-file").with("file", path.display()).caused_by(error)
    };
    let Some(mut first) = open()? else { return Ok(None) };
    let groups = first.groups();
    let whole: u64 = groups.iter().sum();
    let half = half(&groups);
    let second = if whole < WORTH_DIVIDING || half == groups.len() { None } else { open()? };
    let part = match second {
        None => Reading::new(places, habits).all(first, progress).map_err(failed)?,
        Some(mut second) => {
            first.restrict(0..half);
            second.restrict(half..groups.len());
            let (mine, theirs) = std::thread::scope(|scope| {
                let other = scope.spawn(|| Reading::new(places, habits).all(second, &mut |_| ()));
                let mine = Reading::new(places, habits).all(first, progress);
                let theirs = other.join();
                (mine, theirs.unwrap_or_else(|cause| std::panic::resume_unwind(cause)))
            });
            let (mut mine, theirs) = (mine.map_err(failed)?, theirs.map_err(failed)?);
            mine.log.append(theirs.log);
            mine.apart += theirs.apart;
            mine.untimed += theirs.untimed;
            mine
        }
    };
    Ok(Some(part))
}

/// The group at which the second half of the rows begins, as nearly as it can be.
fn half(groups: &[u64]) -> usize {
    let whole: u64 = groups.iter().sum();
    let mut before = 0;
    let is_before = |rows: &&u64| {
        let middle = before + **rows / 2;
        before += **rows;
        middle < whole / 2
    };
    groups.iter().take_while(is_before).count().max(1).min(groups.len())
}

/// What each text of a dictionary comes to, as far as it was looked at.
#[derive(Debug, Default)]
struct Table<T> {
    edition: u64,
    values: Vec<T>,
}

impl<T: Copy> Table<T> {
    /// Makes it one of a dictionary; another's is forgotten.
    fn turn(&mut self, edition: u64, lasting: usize, unseen: T) {
        if self.edition != edition || self.values.len() != lasting {
            self.edition = edition;
            self.values.clear();
            self.values.resize(lasting, unseen);
        }
    }
}

/// A file that is being read into a log.
struct Reading<'p> {
    places: &'p Places,
    habits: &'p MomentHabits,
    wall: Wall,
    names: [Table<u32>; Field::ALL.len()],
    numbers: [Table<i64>; Field::ALL.len()],
    part: Part,
    /// The rows at hand that are in the log.
    rows: Vec<u32>,
    events: Numbered,
}

impl<'p> Reading<'p> {
    fn new(places: &'p Places, habits: &'p MomentHabits) -> Self {
        Self {
            places,
            habits,
            wall: Wall::default(),
            names: Default::default(),
            numbers: Default::default(),
            part: Part::default(),
            rows: Vec::new(),
            events: Numbered::default(),
        }
    }

    fn all(
        mut self,
        mut reader: ByColumn,
        progress: &mut dyn FnMut(u64),
    ) -> std::result::Result<Part, ReadError> {
        let rows = reader.rows_left();
        self.part.log.reserve(usize::try_from(rows.min(1 << 26)).unwrap_or_default());
        for count in 0_u64.. {
            match reader.step()? {
                Stretch::End => break,
                Stretch::SetApart(_) => self.part.apart += 1,
                Stretch::Rows(rows) => self.take(&reader, rows),
            }
            if count.is_multiple_of(64) {
                progress(reader.bytes_read());
            }
        }
        Ok(self.part)
    }

    /// Takes the rows at hand.
    fn take(&mut self, reader: &ByColumn, rows: usize) {
        let cells =
            |field: Field| self.places.slot(field).map_or(Cells::None, |slot| reader.cells(slot));
        let apart = reader.apart();
        self.part.apart += apart.len() as u64;
        self.rows.clear();
        self.rows.extend(0..u32::try_from(rows).unwrap_or(u32::MAX));
        if !apart.is_empty() {
            self.rows.retain(|&row| {
                apart.binary_search_by_key(&(row as usize), |(place, _)| *place).is_err()
            });
        }
        self.place(cells(Field::Time), cells(Field::Case), cells(Field::Activity));
        let (log, events, rows) = (&mut self.part.log, &mut self.events, &self.rows);
        let named = [
            (Field::Case, &mut log.cases, &mut events.case),
            (Field::Activity, &mut log.activities, &mut events.activity),
            (Field::Group, &mut log.groups, &mut events.group),
            (Field::Customer, &mut log.customer.names, &mut events.customer),
            (Field::Reason, &mut log.reason.names, &mut events.reason),
            (Field::Actor, &mut log.actor.names, &mut events.actor),
            (Field::Channel, &mut log.channel.names, &mut events.channel),
            (Field::Object, &mut log.object.names, &mut events.object),
        ];
        for (field, names, out) in named {
            let table = &mut self.names[field as usize];
            numbers(cells(field), rows, table, &mut |text| names.number(text), out);
        }
        let table = &mut self.names[Field::Direction as usize];
        let way = &mut |text: &str| columns::direction(text).map_or(MISSING, |way| way as u32);
        numbers(cells(Field::Direction), rows, table, way, &mut events.direction);
        type Parse = fn(&str, &MomentHabits) -> Option<i64>;
        let timed: [(Field, &mut Vec<i64>, Parse); 3] = [
            (Field::Due, &mut events.due, due),
            (Field::Started, &mut events.started, started),
            (Field::Amount, &mut events.amount, |text, _| amount(text)),
        ];
        for (field, out, parse) in timed {
            let table = &mut self.numbers[field as usize];
            let mut clock = Clock { wall: &mut self.wall, habits: self.habits, parse };
            moments(cells(field), rows, table, &mut clock, out);
        }
        self.part.log.extend(&self.events);
    }

    /// Leaves the rows that have a time, a case and an activity; counts the others by what they lack first.
    fn place(&mut self, time: Cells<'_>, case: Cells<'_>, activity: Cells<'_>) {
        let table = &mut self.numbers[Field::Time as usize];
        let parse = |text: &str, habits: &MomentHabits| {
            Moment::parse(text, habits).ok().map(|moment| moment.millis)
        };
        let mut clock = Clock { wall: &mut self.wall, habits: self.habits, parse };
        let at = &mut self.events.at;
        moments(time, &self.rows, table, &mut clock, at);
        let lacking = &mut self.part.log.lacking;
        let untimed = &mut self.part.untimed;
        let mut left = 0;
        for place in 0..self.rows.len() {
            let row = self.rows[place];
            if at[place] == UNKNOWN {
                *untimed += 1;
            } else if is_empty(case, row) {
                lacking.case += 1;
            } else if is_empty(activity, row) {
                lacking.activity += 1;
            } else {
                (self.rows[left], at[left]) = (row, at[place]);
                left += 1;
            }
        }
        self.rows.truncate(left);
        at.truncate(left);
    }
}

/// Whether a row has nothing in a column.
fn is_empty(cells: Cells<'_>, row: u32) -> bool {
    match cells {
        Cells::None => true,
        Cells::Texts { texts, places, .. } => texts.get(place_of(places, row)).is_empty(),
        Cells::Numbers { numbers, .. } => number_of(numbers, row) == NO_NUMBER,
    }
}

fn place_of(places: &[u32], row: u32) -> u32 {
    places.get(row as usize).copied().unwrap_or(NO_TEXT)
}

fn number_of(numbers: &[i64], row: u32) -> i64 {
    numbers.get(row as usize).copied().unwrap_or(NO_NUMBER)
}

/// What the texts of rows come to as numbers of names; nothing of a column that is not there.
fn numbers(
    cells: Cells<'_>,
    rows: &[u32],
    table: &mut Table<u32>,
    number: &mut dyn FnMut(&str) -> u32,
    out: &mut Vec<u32>,
) {
    out.clear();
    match cells {
        Cells::None => {}
        Cells::Texts { texts, places, lasting, edition } => {
            table.turn(edition, lasting, UNSEEN);
            out.extend(rows.iter().map(|&row| {
                let place = place_of(places, row);
                match table.values.get_mut(place as usize) {
                    Some(known) => {
                        if *known == UNSEEN {
                            *known = number(texts.get(place));
                        }
                        *known
                    }
                    None => number(texts.get(place)),
                }
            }));
        }
        Cells::Numbers { numbers, of } => {
            let mut text = String::new();
            out.extend(rows.iter().map(|&row| {
                text.clear();
                let one = number_of(numbers, row);
                if one != NO_NUMBER {
                    of.write(one, &mut text);
                }
                number(&text)
            }));
        }
    }
}

/// What the values of rows come to as moments or amounts, or [`UNKNOWN`]; nothing of a column that is not there.
fn moments<P: Fn(&str, &MomentHabits) -> Option<i64>>(
    cells: Cells<'_>,
    rows: &[u32],
    table: &mut Table<i64>,
    clock: &mut Clock<'_, P>,
    out: &mut Vec<i64>,
) {
    out.clear();
    match cells {
        Cells::None => {}
        Cells::Texts { texts, places, lasting, edition } => {
            table.turn(edition, lasting, UNSEEN_NUMBER);
            out.extend(rows.iter().map(|&row| {
                let place = place_of(places, row);
                match table.values.get_mut(place as usize) {
                    Some(known) => {
                        if *known == UNSEEN_NUMBER {
                            *known = clock.of_text(texts.get(place));
                        }
                        *known
                    }
                    None => clock.of_text(texts.get(place)),
                }
            }));
        }
        Cells::Numbers { numbers, of } => {
            out.extend(rows.iter().map(|&row| clock.of_number(number_of(numbers, row), of)));
        }
    }
}

/// How values of a column become moments.
struct Clock<'c, P> {
    wall: &'c mut Wall,
    habits: &'c MomentHabits,
    parse: P,
}

impl<P: Fn(&str, &MomentHabits) -> Option<i64>> Clock<'_, P> {
    fn of_text(&self, text: &str) -> i64 {
        (self.parse)(text, self.habits).unwrap_or(UNKNOWN)
    }

    fn of_number(&mut self, number: i64, of: Number) -> i64 {
        if number == NO_NUMBER {
            return UNKNOWN;
        }
        let millis = |a_second: i64| number.div_euclid(a_second / 1000);
        if let Some(utc) = of.a_second_utc().map(millis).filter(is_usual) {
            return utc;
        }
        let wall = of.a_second_on_the_wall().map(millis).filter(is_usual);
        // Midnight is written as a day alone.
        let wall = wall.filter(|wall| wall % DAY_MILLIS != 0);
        if let Some(offset) = wall.and_then(|wall| self.wall.offset(wall)) {
            return wall.unwrap_or_default() - offset;
        }
        let mut text = String::new();
        of.write(number, &mut text);
        let moment = self.of_text(&text);
        if let Some(wall) = wall.filter(|_| moment != UNKNOWN) {
            self.wall.learn(wall, moment, &self.habits.zone);
        }
        moment
    }
}

fn is_usual(millis: &i64) -> bool {
    (0..LATEST).contains(millis)
}

/// A stretch of time on the wall in which the zone keeps one offset, in milliseconds.
#[derive(Debug, Default)]
struct Wall {
    from: i64,
    to: i64,
    offset: i64,
}

impl Wall {
    fn offset(&self, wall: i64) -> Option<i64> {
        (self.from..self.to).contains(&wall).then_some(self.offset)
    }

    /// Learns the stretch around a moment, of which both are known.
    fn learn(&mut self, wall: i64, moment: i64, zone: &TimeZone) {
        let Ok(at) = Timestamp::from_millisecond(moment) else { return };
        let before = zone.preceding(at).next().map(|change| change.timestamp().as_millisecond());
        let after = zone.following(at).next().map(|change| change.timestamp().as_millisecond());
        let offset = wall - moment;
        let from = before.unwrap_or_default().max(0) + NEAR_A_CHANGE;
        let to = after.unwrap_or(LATEST).min(LATEST) - NEAR_A_CHANGE;
        if (from..to).contains(&moment) {
            *self = Self { from: from + offset, to: to + offset, offset };
        }
    }
}
