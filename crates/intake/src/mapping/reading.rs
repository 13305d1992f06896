//! Finds the value of a field in a row: from columns, from what a value means, or fixed.

use std::borrow::Cow;
use std::collections::BTreeMap;

use filo_model::facts::Habits;
use filo_model::moment::{Moment, MomentFault, MomentHabits};
use regex_lite::Regex;
use rustc_hash::FxHashMap;

use super::spec::{ENTRY_FIELDS, Meaning, PERSON_FIELDS, SourceSpec};
use super::terms::first_match;
use crate::row::{Reason, Row};

/// Where the value of a field comes from.
#[derive(Debug, Default, Clone)]
struct Origin {
    slots: Vec<usize>,
    /// By lowercase value; `*` is any other.
    meanings: FxHashMap<String, Meaning>,
    constant: Option<String>,
    /// Finds the value in what the columns hold.
    pattern: Option<Regex>,
    /// Whether a value of this field may set others.
    sets_others: bool,
}

/// A field of the person or the entry, by its place; found while compiling, so that no row pays for
/// looking up a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Field(usize);

impl Field {
    /// The field of a name; an unknown name does not compile.
    pub(super) const fn named(name: &str) -> Self {
        let mut place = 0;
        while place < PERSON_FIELDS.len() + ENTRY_FIELDS.len() {
            if is_same(Self(place).name(), name) {
                return Self(place);
            }
            place += 1;
        }
        // Only constants are passed here; this ends the compilation, never the program.
        assert!(is_same(name, ""), "no such field");
        Self(0)
    }

    pub(super) const fn name(self) -> &'static str {
        if self.0 < PERSON_FIELDS.len() {
            PERSON_FIELDS[self.0]
        } else {
            ENTRY_FIELDS[self.0 - PERSON_FIELDS.len()]
        }
    }
}

const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut place = 0;
    while place < one.len() {
        if one[place] != other[place] {
            return false;
        }
        place += 1;
    }
    true
}

/// A source's mapping with its columns resolved to slots.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) spec: SourceSpec,
    /// By the place of the field.
    origins: Vec<Option<Origin>>,
    /// Facts that are mapped, fixed or set by a value, in a fixed order.
    facts: Vec<(&'static str, Origin)>,
    pub(super) habits: Habits,
    pub(super) moments: MomentHabits,
    pub(super) pseudonym_key: [u8; 32],
}

impl Plan {
    pub(super) fn new(spec: SourceSpec, pseudonym_key: [u8; 32]) -> Self {
        let wanted = spec.wanted();
        let slot = |column: &String| wanted.iter().position(|one| one == column);
        let mut all: BTreeMap<&'static str, Origin> = BTreeMap::new();
        for (field, columns) in &spec.columns {
            all.entry(field).or_default().slots = columns.iter().filter_map(slot).collect();
        }
        for (field, values) in &spec.values {
            let origin = all.entry(field).or_default();
            origin.meanings = values
                .iter()
                .map(|(value, meaning)| (value.to_lowercase(), meaning.clone()))
                .collect();
            origin.sets_others =
                values.values().any(|meaning| matches!(meaning, Meaning::Fields(_)));
        }
        for meaning in spec.values.values().flat_map(BTreeMap::values) {
            if let Meaning::Fields(fields) = meaning {
                fields.iter().for_each(|(field, _)| {
                    all.entry(field).or_default();
                });
            }
        }
        for (field, value) in &spec.constants {
            all.entry(field).or_default().constant = Some(value.clone());
        }
        for (field, pattern) in &spec.patterns {
            // A configuration's patterns were tried when it was read.
            all.entry(field).or_default().pattern = Regex::new(pattern).ok();
        }
        let places = PERSON_FIELDS.len() + ENTRY_FIELDS.len();
        let origins = (0..places).map(|place| all.remove(Field(place).name())).collect();
        let habits = Habits { mark: spec.decimal, order: spec.dates };
        let moments = MomentHabits { zone: spec.zone.clone(), order: spec.dates };
        Self { spec, origins, facts: all.into_iter().collect(), habits, moments, pseudonym_key }
    }

    /// Whether a field can have a value at all.
    pub(super) fn has(&self, field: Field) -> bool {
        self.origins[field.0].is_some()
    }

    /// The slots of some facts.
    pub(super) fn slots_of(&self, facts: &[&str]) -> Vec<usize> {
        let origins = self.facts.iter().filter(|(name, _)| facts.contains(name));
        origins.flat_map(|(_, origin)| origin.slots.iter().copied()).collect()
    }

    /// The name of a department by its place.
    pub(super) fn department_name(&self, place: u16) -> &str {
        self.spec.departments.get(usize::from(place)).map_or("", String::as_str)
    }
}

/// One row seen through a plan.
pub(super) struct Reading<'a> {
    pub(super) plan: &'a Plan,
    row: &'a Row,
    /// What values of this row set in other fields.
    set: Vec<(&'static str, &'a str)>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(plan: &'a Plan, row: &'a Row) -> Self {
        let mut reading = Self { plan, row, set: Vec::new() };
        let facts = plan.facts.iter().map(|(_, origin)| origin);
        for origin in plan.origins.iter().flatten().chain(facts).filter(|origin| origin.sets_others)
        {
            if let Some(Meaning::Fields(fields)) = reading.meaning(origin) {
                reading.set.extend(fields.iter().map(|(field, value)| (*field, value.as_str())));
            }
        }
        reading
    }

    fn raw(&self, origin: &Origin) -> Cow<'a, str> {
        let written = self.written(origin);
        match &origin.pattern {
            Some(pattern) if !written.is_empty() => first_match(pattern, written),
            _ => written,
        }
    }

    /// What the columns hold, joined by a space.
    fn written(&self, origin: &Origin) -> Cow<'a, str> {
        match origin.slots.as_slice() {
            [] => Cow::Borrowed(""),
            [slot] => Cow::Borrowed(self.row.value(*slot).trim()),
            slots => {
                let values = slots.iter().map(|slot| self.row.value(*slot).trim());
                let filled: Vec<&str> = values.filter(|value| !value.is_empty()).collect();
                Cow::Owned(filled.join(" "))
            }
        }
    }

    fn meaning(&self, origin: &'a Origin) -> Option<&'a Meaning> {
        let raw = self.raw(origin);
        let known = if raw.is_empty() { None } else { origin.meanings.get(&*raw.to_lowercase()) };
        if raw.is_empty() { None } else { known.or_else(|| origin.meanings.get("*")) }
    }

    /// The value of a field; empty where it has none.
    pub(super) fn value(&self, field: Field) -> Cow<'a, str> {
        match &self.plan.origins[field.0] {
            Some(origin) => self.resolved(field.name(), origin),
            None => Cow::Borrowed(""),
        }
    }

    /// Every fact that has a value in this row, and whether the row itself says it.
    pub(super) fn facts(&self) -> impl Iterator<Item = (&'static str, Cow<'a, str>, bool)> {
        self.plan
            .facts
            .iter()
            .map(|(name, origin)| (*name, self.resolved(name, origin), !origin.slots.is_empty()))
            .filter(|(_, value, _)| !value.is_empty())
    }

    fn resolved(&self, name: &str, origin: &'a Origin) -> Cow<'a, str> {
        if let Some((_, value)) = self.set.iter().find(|(set, _)| *set == name) {
            return Cow::Borrowed(value);
        }
        if !origin.meanings.is_empty() {
            match self.meaning(origin) {
                Some(Meaning::Value(value)) => return Cow::Borrowed(value),
                // What the value means is in the fields it sets.
                Some(Meaning::Fields(_)) => return Cow::Borrowed(""),
                None => {}
            }
        }
        let raw = self.raw(origin);
        match &origin.constant {
            Some(constant) if raw.is_empty() => Cow::Borrowed(constant),
            _ => raw,
        }
    }

    /// A time in a field; nothing where the field is empty.
    ///
    /// # Errors
    /// The row's reason where there is a value that is no time.
    pub(super) fn moment(&self, field: Field) -> Result<Option<Moment>, Reason> {
        let value = self.value(field);
        let field = field.name();
        if value.is_empty() {
            return Ok(None);
        }
        match Moment::parse(&value, &self.plan.moments) {
            Ok(moment) => Ok(Some(moment)),
            Err(MomentFault::Empty) => Ok(None),
            Err(MomentFault::Unreadable) => Err(Reason::Unreadable { field }),
            Err(MomentFault::Impossible) => Err(Reason::ImpossibleTime { field }),
        }
    }

    /// The row's own update time, in UTC epoch milliseconds.
    ///
    /// # Errors
    /// The row's reason where there is a value that is no time: corrections could not be ordered.
    pub(super) fn updated(&self) -> Result<Option<i64>, Reason> {
        Ok(self.moment(const { Field::named("updated") })?.map(|moment| moment.millis))
    }

    /// Columns that nothing maps and nothing ignores, sorted so that their order in the file does
    /// not matter.
    pub(super) fn kept(&self) -> Vec<(String, String)> {
        let ignore = &self.plan.spec.ignore;
        let mut kept: Vec<(String, String)> = self
            .row
            .rest()
            .filter(|(column, value)| {
                !value.trim().is_empty() && !ignore.iter().any(|one| one == column)
            })
            .map(|(column, value)| (column.to_owned(), value.trim().to_owned()))
            .collect();
        kept.sort_unstable();
        kept
    }
}
