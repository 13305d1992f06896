//! Finds the value of a field in a row: from columns, from what a value means, or fixed.

use std::borrow::Cow;

use filo_model::facts::{EntryKind, Habits};
use filo_model::moment::{Moment, MomentFault, MomentHabits};
use rustc_hash::FxHashMap;

use super::spec::{Meaning, SourceSpec};
use crate::row::{Reason, Row};

/// Where the value of a field comes from.
#[derive(Debug, Default, Clone)]
struct Origin {
    slots: Vec<usize>,
    /// By lowercase value; `*` is any other.
    meanings: FxHashMap<String, Meaning>,
    constant: Option<String>,
}

/// A source's mapping with its columns resolved to slots.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) spec: SourceSpec,
    origins: FxHashMap<&'static str, Origin>,
    /// Facts that are mapped, fixed or set by a value, in a fixed order.
    pub(super) facts: Vec<&'static str>,
    /// Fields whose values may set several fields at once.
    setters: Vec<&'static str>,
    pub(super) habits: Habits,
    pub(super) moments: MomentHabits,
    pub(super) pseudonym_key: [u8; 32],
}

impl Plan {
    pub(super) fn new(spec: SourceSpec, pseudonym_key: [u8; 32]) -> Self {
        let wanted = spec.wanted();
        let slot = |column: &String| wanted.iter().position(|one| one == column);
        let mut origins: FxHashMap<&'static str, Origin> = FxHashMap::default();
        for (field, columns) in &spec.columns {
            origins.entry(field).or_default().slots = columns.iter().filter_map(slot).collect();
        }
        for (field, values) in &spec.values {
            let lowered = values.iter().map(|(value, meaning)| (value.to_lowercase(), meaning.clone()));
            origins.entry(field).or_default().meanings = lowered.collect();
        }
        for (field, value) in &spec.constants {
            origins.entry(field).or_default().constant = Some(value.clone());
        }
        let mut set = Vec::new();
        let mut setters = Vec::new();
        for (field, values) in &spec.values {
            for meaning in values.values() {
                if let Meaning::Fields(fields) = meaning {
                    set.extend(fields.iter().map(|(field, _)| *field));
                    setters.push(*field);
                }
            }
        }
        setters.dedup();
        let mut facts: Vec<&'static str> = origins.keys().copied().chain(set).collect();
        facts.retain(|field| EntryKind::ALL.iter().any(|kind| kind.fact_names().contains(field)));
        facts.sort_unstable();
        facts.dedup();
        let habits = Habits { mark: spec.decimal, order: spec.dates };
        let moments = MomentHabits { zone: spec.zone.clone(), order: spec.dates };
        Self { spec, origins, facts, setters, habits, moments, pseudonym_key }
    }

    /// Whether a field can have a value at all.
    pub(super) fn has(&self, field: &str) -> bool {
        self.origins.contains_key(field)
    }

    /// Whether a field's value is read from the row itself.
    pub(super) fn is_column(&self, field: &str) -> bool {
        self.origins.get(field).is_some_and(|origin| !origin.slots.is_empty())
    }

    /// The slots of some fields.
    pub(super) fn slots_of(&self, fields: &[&str]) -> Vec<usize> {
        let origins = fields.iter().filter_map(|field| self.origins.get(field));
        origins.flat_map(|origin| origin.slots.iter().copied()).collect()
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
        for field in &plan.setters {
            if let Some(Meaning::Fields(fields)) = reading.meaning(field) {
                reading.set.extend(fields.iter().map(|(field, value)| (*field, value.as_str())));
            }
        }
        reading
    }

    fn raw(&self, origin: &Origin) -> Cow<'a, str> {
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

    fn meaning(&self, field: &str) -> Option<&'a Meaning> {
        let origin = self.plan.origins.get(field)?;
        let raw = self.raw(origin);
        let known = if raw.is_empty() { None } else { origin.meanings.get(&*raw.to_lowercase()) };
        known.or_else(|| origin.meanings.get("*"))
    }

    /// The value of a field; empty where it has none.
    pub(super) fn value(&self, field: &str) -> Cow<'a, str> {
        if let Some((_, value)) = self.set.iter().find(|(set, _)| *set == field) {
            return Cow::Borrowed(value);
        }
        let Some(origin) = self.plan.origins.get(field) else { return Cow::Borrowed("") };
        if !origin.meanings.is_empty()
            && let Some(Meaning::Value(value)) = self.meaning(field)
        {
            return Cow::Borrowed(value);
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
    pub(super) fn moment(&self, field: &'static str) -> Result<Option<Moment>, Reason> {
        let value = self.value(field);
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
        if !self.plan.has("updated") {
            return Ok(None);
        }
        Ok(self.moment("updated")?.map(|moment| moment.millis))
    }

    /// Columns that nothing maps and nothing ignores, sorted so that their order in the file does
    /// not matter.
    pub(super) fn kept(&self) -> Vec<(String, String)> {
        let ignore = &self.plan.spec.ignore;
        let mut kept: Vec<(String, String)> = self
            .row
            .rest()
            .filter(|(column, value)| !value.trim().is_empty() && !ignore.iter().any(|one| one == column))
            .map(|(column, value)| (column.to_owned(), value.trim().to_owned()))
            .collect();
        kept.sort_unstable();
        kept
    }
}
