//! Names by number: a column holds numbers, and every different name is kept once.

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;
use smol_str::SmolStr;

/// The number of a name that is missing.
pub const MISSING: u32 = u32::MAX;

/// The different names of a column, numbered as they came. Short ones, as most numbers of cases are, lie beside each other in memory.
#[derive(Debug, Clone, Default)]
pub struct Names(IndexSet<SmolStr, FxBuildHasher>);

impl Names {
    /// The number of a name, which is kept where it is new; [`MISSING`] for an empty one.
    pub fn number(&mut self, name: &str) -> u32 {
        if name.is_empty() {
            return MISSING;
        }
        if let Some(place) = self.0.get_index_of(name) {
            return number(place);
        }
        number(self.0.insert_full(name.into()).0)
    }

    /// The number of a name that is there.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<u32> {
        self.0.get_index_of(name).map(number)
    }

    /// The name with a number; empty for [`MISSING`].
    #[must_use]
    pub fn name(&self, number: u32) -> &str {
        self.0.get_index(number as usize).map_or("", SmolStr::as_str)
    }

    /// The same names as people call them, under the same numbers; one that another name has already stays as it was.
    #[must_use]
    pub fn renamed(&self, name: impl Fn(&str) -> String) -> Self {
        let mut all = Self::default();
        for old in self.iter() {
            let new = SmolStr::from(name(old));
            let is_taken =
                new.is_empty() || all.0.contains(&new) || (new != old && self.0.contains(&new));
            all.0.insert(if is_taken { old.into() } else { new });
        }
        all
    }

    /// How many different names there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every name, in the order of the numbers.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(SmolStr::as_str)
    }
}

/// More names than numbers would need more than 100 GB to be held; the last number is [`MISSING`].
fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(MISSING)
}
