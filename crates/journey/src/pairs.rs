//! Values by pair: from which activity or group to which, how often, and how long it took.

use rustc_hash::FxHashMap;

use crate::kept::{Kept, KeptAs, Of, Source, put, put_number};
use crate::values::{Turn, Values};

/// Values by ordered pair of numbers.
#[derive(Debug, Clone, Default)]
pub struct Pairs {
    places: FxHashMap<(u32, u32), u32>,
    values: Vec<Values>,
}

impl Pairs {
    /// Puts the value of a pair in, or takes it out again.
    pub fn turn(&mut self, turn: Turn, from: u32, to: u32, value: i64) {
        self.of(from, to).turn(turn, value);
    }

    /// The values of a pair, none where it is new.
    fn of(&mut self, from: u32, to: u32) -> &mut Values {
        let next = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        let place = *self.places.entry((from, to)).or_insert(next);
        if place == next {
            self.values.push(Values::default());
        }
        &mut self.values[place as usize]
    }

    /// Takes in all of another.
    pub fn merge(&mut self, mut other: Self) {
        for ((from, to), place) in other.places {
            self.of(from, to).merge(std::mem::take(&mut other.values[place as usize]));
        }
    }

    /// Every pair that has a value, in the order of its numbers.
    pub fn each(&mut self) -> Vec<(u32, u32, &mut Values)> {
        let mut found: Vec<_> =
            self.places.iter().map(|(&(from, to), &place)| (place, from, to)).collect();
        found.sort_unstable();
        let pairs = found
            .into_iter()
            .zip(&mut self.values)
            .map(|((_, from, to), values)| (from, to, values));
        let mut pairs: Vec<_> = pairs.filter(|(_, _, values)| !values.is_empty()).collect();
        pairs.sort_unstable_by_key(|(from, to, _)| (*from, *to));
        pairs
    }
}

impl KeptAs for Pairs {
    fn keep_as(&mut self, out: &mut Vec<u8>) {
        let each = self.each();
        put(out, each.len() as u64);
        for (from, to, values) in each {
            put_number(out, from);
            put_number(out, to);
            values.keep(out);
        }
    }

    fn restore_as(from: &mut Source<'_>, of: Of) -> Option<Self> {
        let mut pairs = Self::default();
        for _ in 0..from.count()? {
            let (one, other) = (from.number(of)?, from.number(of)?);
            *pairs.of(one, other) = Values::restore(from)?;
        }
        Some(pairs)
    }

    fn lists_as<'v>(&'v mut self, all: &mut Vec<&'v mut Values>) {
        all.extend(&mut self.values);
    }
}
