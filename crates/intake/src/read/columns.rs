//! Which column of a file goes to which slot of a row.

use rustc_hash::{FxHashMap, FxHashSet};

use super::options::{OpenError, Options};
use crate::row::Row;

/// Names remembered at most by a [`Lookup`], so that a hostile file cannot fill the memory.
const NAMES_MAX: usize = 4096;

/// The columns of a file with a header.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    names: Vec<String>,
    slots: Vec<Option<usize>>,
    /// Slots that repeat another slot, as (from, to).
    twins: Vec<(usize, usize)>,
    wanted: usize,
}

impl Columns {
    /// Matches wanted names with a header, exactly first, else trimmed and ignoring case.
    pub(super) fn new(header: Vec<String>, wanted: &[String]) -> Result<Self, OpenError> {
        Self::find(header, wanted, &[], &[])
    }

    /// As [`Columns::new`], with the alternatives and the names that need not be there; some wanted
    /// one has to be.
    pub(super) fn for_options(
        header: Vec<String>,
        wanted: &[String],
        options: &Options,
    ) -> Result<Self, OpenError> {
        Self::find(header, wanted, &options.alternatives, &options.optional)
    }

    fn find(
        header: Vec<String>,
        wanted: &[String],
        alternatives: &[String],
        optional: &[String],
    ) -> Result<Self, OpenError> {
        let names = distinct(header);
        let mut slots = vec![None; names.len()];
        let mut twins = Vec::new();
        let mut missing = Vec::new();
        let folded: Vec<String> = names.iter().map(|name| fold(name)).collect();
        for (slot, name) in wanted.iter().enumerate() {
            let place_of = |name: &str| {
                let exact = names.iter().position(|found| found == name);
                let wanted_folded = fold(name);
                let near = || folded.iter().position(|found| *found == wanted_folded);
                exact.or_else(near)
            };
            let column = match alternatives.contains(name) {
                true => name.split('|').find_map(place_of),
                false => place_of(name),
            };
            let Some(column) = column else {
                missing.push(name.clone());
                continue;
            };
            match slots.get(column).copied().flatten() {
                Some(first) => twins.push((first, slot)),
                None => {
                    if let Some(place) = slots.get_mut(column) {
                        *place = Some(slot);
                    }
                }
            }
        }
        // Where nothing at all is there, it is another file.
        if missing.len() < wanted.len() {
            missing.retain(|name| !optional.contains(name));
        }
        if missing.is_empty() {
            Ok(Self { names, slots, twins, wanted: wanted.len() })
        } else {
            Err(OpenError::MissingColumns { missing, found: names })
        }
    }

    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// The slot that wants a column.
    pub(super) fn slot(&self, column: usize) -> Option<usize> {
        self.slots.get(column).copied().flatten()
    }

    /// Slots that repeat another slot, as (from, to).
    pub(super) fn twins(&self) -> &[(usize, usize)] {
        &self.twins
    }

    pub(super) fn begin(&self, row: &mut Row, line: u64) {
        row.begin(line, self.wanted);
    }

    /// Puts a value in its slot, or keeps it with the name of its column.
    #[inline]
    pub(super) fn put(&self, row: &mut Row, column: usize, value: &str) {
        if value.is_empty() {
            return;
        }
        match (self.slots.get(column), self.names.get(column)) {
            (Some(Some(slot)), _) => row.set(*slot, value),
            (_, Some(name)) => row.keep(name, value),
            _ => row.keep(&format!("column {}", column + 1), value),
        }
    }

    /// The names and values of a row, for one that is set apart without text of its own.
    pub(super) fn written(&self, row: &Row, bytes_max: usize) -> String {
        let names = self.names.iter().map(String::as_str);
        let slots = names.zip(&self.slots).filter_map(|(name, slot)| Some((name, (*slot)?)));
        let wanted = slots.map(|(name, slot)| (name, row.value(slot)));
        written(wanted.filter(|(_, value)| !value.is_empty()).chain(row.rest()), bytes_max)
    }

    /// Fills the slots that want a column a second time.
    pub(super) fn finish(&self, row: &mut Row) {
        for &(from, to) in &self.twins {
            let value = row.value(from).to_owned();
            row.set(to, &value);
        }
    }
}

/// Gives every column a name of its own: the first of equal names keeps it.
fn distinct(header: Vec<String>) -> Vec<String> {
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    let mut taken: FxHashSet<String> = FxHashSet::default();
    let mut names = Vec::with_capacity(header.len());
    for (index, name) in header.into_iter().enumerate() {
        let name = if name.trim().is_empty() { format!("column {}", index + 1) } else { name };
        let count = counts.entry(name.clone()).or_default();
        loop {
            *count += 1;
            let own = if *count == 1 { name.clone() } else { format!("{name} ({count})") };
            if taken.insert(own.clone()) {
                names.push(own);
                break;
            }
        }
    }
    names
}

fn written<'v>(values: impl Iterator<Item = (&'v str, &'v str)>, bytes_max: usize) -> String {
    let mut written = String::new();
    for (name, value) in values {
        if written.len() > bytes_max {
            break;
        }
        written.extend([name, "=", value, "\n"]);
    }
    written
}

fn fold(name: &str) -> String {
    name.trim().to_lowercase()
}

/// Finds the slot of a name for formats whose rows each bring their own names.
#[derive(Debug)]
pub(super) struct Lookup {
    wanted: Vec<String>,
    folded: Vec<String>,
    known: FxHashMap<String, Option<usize>>,
    twins: Vec<(usize, usize)>,
}

impl Lookup {
    pub(super) fn new(wanted: &[String]) -> Self {
        let mut twins = Vec::new();
        for (slot, name) in wanted.iter().enumerate() {
            if let Some(first) = wanted.iter().take(slot).position(|other| other == name) {
                twins.push((first, slot));
            }
        }
        let folded = wanted.iter().map(|name| fold(name)).collect();
        Self { wanted: wanted.to_vec(), folded, known: FxHashMap::default(), twins }
    }

    pub(super) fn begin(&self, row: &mut Row, line: u64) {
        row.begin(line, self.wanted.len());
    }

    fn slot(&mut self, name: &str) -> Option<usize> {
        if let Some(&slot) = self.known.get(name) {
            return slot;
        }
        let exact = self.wanted.iter().position(|wanted| wanted == name);
        let folded = fold(name);
        let slot = exact.or_else(|| self.folded.iter().position(|wanted| *wanted == folded));
        if self.known.len() < NAMES_MAX {
            self.known.insert(name.to_owned(), slot);
        }
        slot
    }

    /// Puts a value in its slot, or keeps it with its name; the first value of a slot stands.
    #[inline]
    pub(super) fn put(&mut self, row: &mut Row, name: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        match self.slot(name) {
            Some(slot) if row.value(slot).is_empty() => row.set(slot, value),
            _ => row.keep(name, value),
        }
    }

    /// Puts a value in its slot if somebody wants it.
    pub(super) fn put_wanted(&mut self, row: &mut Row, name: &str, value: &str) {
        if let Some(slot) = self.slot(name) {
            row.set(slot, value);
        }
    }

    /// Fills the slots that want a name a second time.
    pub(super) fn finish(&self, row: &mut Row) {
        for &(from, to) in &self.twins {
            let value = row.value(from).to_owned();
            row.set(to, &value);
        }
    }

    /// The names and values of a row, for one that is set apart without text of its own.
    pub(super) fn written(&self, row: &Row, bytes_max: usize) -> String {
        let wanted = self.wanted.iter().enumerate();
        let wanted = wanted.map(|(slot, name)| (name.as_str(), row.value(slot)));
        written(wanted.filter(|(_, value)| !value.is_empty()).chain(row.rest()), bytes_max)
    }

    pub(super) fn wanted(&self) -> &[String] {
        &self.wanted
    }
}
