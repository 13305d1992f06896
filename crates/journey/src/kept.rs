//! A summary as bytes: written once, read back and told, or merged with summaries of other logs, without the events.
//!
//! Numbers of names mean something within one vocabulary only. What is read back is therefore renumbered on the way: each
//! number is looked up in a table of its kind, which says what it is called in the vocabulary of the whole. Nothing is
//! believed: what is not whole, out of order, or beyond its table is none.

use std::hash::Hash;

use rustc_hash::FxHashMap;

use crate::names::MISSING;
use crate::summary::Summary;
use crate::values::{Tally, Values};

/// Changes when what is counted means something else, or is written in another way.
pub const VERSION: u32 = 1;

/// No time and no amount is larger: what is would be another's, and its sums and differences could not be held.
pub(crate) const LARGEST: i64 = 1 << 56;

/// Which names a number is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// A case.
    Case,
    /// An activity.
    Activity,
    /// A group.
    Group,
    /// A customer.
    Customer,
    /// A reason.
    Reason,
    /// A person who did something.
    Actor,
    /// A further object.
    Object,
}

/// How many kinds of names there are.
pub const KINDS: usize = 7;

/// By kind of names, what its numbers are in the whole.
#[derive(Debug, Clone)]
pub struct Tables([Table; KINDS]);

/// What the numbers of one kind are in the whole.
#[derive(Debug, Clone)]
pub enum Table {
    /// The same; there are so many.
    Same(u32),
    /// By number, the number in the whole.
    Other(Vec<u32>),
}

impl Tables {
    /// The tables, in the order of [`Of`].
    #[must_use]
    pub fn new(tables: [Table; KINDS]) -> Self {
        Self(tables)
    }

    fn number(&self, of: Of, number: u32) -> Option<u32> {
        match &self.0[of as usize] {
            _ if number == MISSING => Some(MISSING),
            Table::Same(count) => (number < *count).then_some(number),
            Table::Other(numbers) => numbers.get(number as usize).copied(),
        }
    }
}

impl Summary {
    /// Writes all that was counted, in two parts.
    pub fn keep(&mut self, out: &mut Vec<u8>) {
        let mut first = Vec::new();
        self.keep_gaps(&mut first);
        put(out, first.len() as u64);
        out.append(&mut first);
        self.keep_customers(out);
    }

    /// Reads what [`Summary::keep`] wrote, each part on a core of its own; none where it is anything else.
    #[must_use]
    pub fn restore(bytes: &[u8], tables: &Tables) -> Option<Self> {
        let mut from = Source { bytes, tables };
        let (first, second) =
            from.count().and_then(|length| from.bytes.split_at_checked(length))?;
        let read = |bytes, part: fn(&mut Self, &mut Source<'_>) -> Option<()>| {
            let (mut summary, mut from) = (Self::default(), Source { bytes, tables });
            part(&mut summary, &mut from)?;
            from.bytes.is_empty().then_some(summary)
        };
        let (gaps, customers) = std::thread::scope(|scope| {
            let other = scope.spawn(move || read(second, Self::restore_customers));
            let gaps = read(first, Self::restore_gaps);
            (gaps, other.join().unwrap_or_else(|cause| std::panic::resume_unwind(cause)))
        });
        Some(gaps?.beside(customers?))
    }

    /// Puts all values in order on so many cores: what is told afterwards has nothing left to sort.
    pub fn settle(&mut self, cores: usize) {
        let mut lists = Vec::new();
        self.lists(&mut lists);
        // The longest first, so that no core is left with it at the end.
        lists.sort_by_key(|list| std::cmp::Reverse(list.len()));
        let mut shares: Vec<Vec<&mut Values>> = Vec::new();
        shares.resize_with(cores.max(1), Vec::new);
        let mut sizes = vec![0_usize; shares.len()];
        for list in lists {
            let least = (0..sizes.len()).min_by_key(|&place| sizes[place]).unwrap_or_default();
            sizes[least] += list.len();
            shares[least].push(list);
        }
        let settle = |share: Vec<&mut Values>| {
            for list in share {
                list.sorted();
            }
        };
        let mine = shares.pop().unwrap_or_default();
        std::thread::scope(|scope| {
            for share in shares {
                scope.spawn(move || settle(share));
            }
            settle(mine);
        });
    }
}

/// What is read from.
#[derive(Debug)]
pub(crate) struct Source<'b> {
    bytes: &'b [u8],
    tables: &'b Tables,
}

impl Source<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(byte)
    }

    #[inline]
    pub(crate) fn whole(&mut self) -> Option<u64> {
        let first = self.byte()?;
        if first < 0x80 {
            return Some(first.into());
        }
        let mut number = u64::from(first & 0x7f);
        for shift in (7..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// How many things follow, of which each takes a byte at least.
    pub(crate) fn count(&mut self) -> Option<usize> {
        let count = usize::try_from(self.whole()?).ok()?;
        (count <= self.bytes.len()).then_some(count)
    }

    /// A number below another.
    pub(crate) fn count_below(&mut self, end: usize) -> Option<usize> {
        usize::try_from(self.whole()?).ok().filter(|&number| number < end)
    }

    /// What a number of names is in the whole; none where it is missing.
    pub(crate) fn renumbered(&self, of: Of, number: u32) -> Option<u32> {
        self.tables.number(of, number).filter(|&number| number != MISSING)
    }

    /// A number of names.
    pub(crate) fn number(&mut self, of: Of) -> Option<u32> {
        // [`MISSING`] is the commonest of all, and written shortest.
        let number = u32::try_from(self.whole()?).ok()?.wrapping_sub(1);
        self.tables.number(of, number)
    }
}

pub(crate) fn put(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(u8::try_from(number & 0x7f).unwrap_or_default() | 0x80);
        number >>= 7;
    }
    out.push(u8::try_from(number).unwrap_or_default());
}

/// Writes a number of names.
pub(crate) fn put_number(out: &mut Vec<u8>, number: u32) {
    put(out, number.wrapping_add(1).into());
}

/// What can be written and read back.
pub(crate) trait Kept: Sized {
    fn keep(&mut self, out: &mut Vec<u8>);
    fn restore(from: &mut Source<'_>) -> Option<Self>;
    /// Adds every set of values in it.
    fn lists<'v>(&'v mut self, _all: &mut Vec<&'v mut Values>) {}
}

/// The same of what has numbers of one kind of names.
pub(crate) trait KeptAs: Sized {
    fn keep_as(&mut self, out: &mut Vec<u8>);
    fn restore_as(from: &mut Source<'_>, of: Of) -> Option<Self>;
    fn lists_as<'v>(&'v mut self, _all: &mut Vec<&'v mut Values>) {}
}

/// How a structure is written: field by field, then those with numbers of names; what only serves while counting stays empty.
macro_rules! kept {
    ($type:ty { $($field:ident),* $(,)? } $(numbers { $($number:ident: $of:ident),* $(,)? })? $(empty { $($empty:ident),* $(,)? })?) => {
        impl crate::kept::Kept for $type {
            fn keep(&mut self, out: &mut Vec<u8>) {
                $(crate::kept::Kept::keep(&mut self.$field, out);)*
                $($(crate::kept::KeptAs::keep_as(&mut self.$number, out);)*)?
            }

            fn restore(from: &mut crate::kept::Source<'_>) -> Option<Self> {
                Some(Self {
                    $($field: crate::kept::Kept::restore(from)?,)*
                    $($($number: crate::kept::KeptAs::restore_as(from, crate::kept::Of::$of)?,)*)?
                    $($($empty: Default::default(),)*)?
                })
            }

            fn lists<'v>(&'v mut self, all: &mut Vec<&'v mut crate::values::Values>) {
                $(crate::kept::Kept::lists(&mut self.$field, all);)*
                $($(crate::kept::KeptAs::lists_as(&mut self.$number, all);)*)?
            }
        }
    };
}

pub(crate) use kept;

impl Kept for bool {
    fn keep(&mut self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn restore(from: &mut Source<'_>) -> Option<Self> {
        Some(from.byte()? != 0)
    }
}

impl Kept for i64 {
    fn keep(&mut self, out: &mut Vec<u8>) {
        put(out, (self.wrapping_shl(1) ^ (*self >> 63)).cast_unsigned());
    }

    fn restore(from: &mut Source<'_>) -> Option<Self> {
        let number = from.whole()?;
        let number = (number >> 1).cast_signed() ^ -(number & 1).cast_signed();
        (number.unsigned_abs() <= LARGEST.unsigned_abs()).then_some(number)
    }
}

impl Kept for Tally {
    fn keep(&mut self, out: &mut Vec<u8>) {
        put(out, self.get());
    }

    fn restore(from: &mut Source<'_>) -> Option<Self> {
        let mut tally = Self::default();
        tally.turn(crate::values::Turn::In, from.whole()?);
        Some(tally)
    }
}

impl<T: Kept> Kept for Option<T> {
    fn keep(&mut self, out: &mut Vec<u8>) {
        out.push(u8::from(self.is_some()));
        if let Some(one) = self {
            one.keep(out);
        }
    }

    fn restore(from: &mut Source<'_>) -> Option<Self> {
        Some(if from.byte()? == 0 { None } else { Some(T::restore(from)?) })
    }
}

impl<T: Kept> Kept for Vec<T> {
    fn keep(&mut self, out: &mut Vec<u8>) {
        put(out, self.len() as u64);
        self.iter_mut().for_each(|one| one.keep(out));
    }

    fn restore(from: &mut Source<'_>) -> Option<Self> {
        let count = from.count()?;
        (0..count).map(|_| T::restore(from)).collect()
    }
}

impl<T: Kept, const N: usize> Kept for [T; N] {
    fn keep(&mut self, out: &mut Vec<u8>) {
        self.iter_mut().for_each(|one| one.keep(out));
    }

    fn restore(from: &mut Source<'_>) -> Option<Self> {
        let all: Option<Vec<T>> = (0..N).map(|_| T::restore(from)).collect();
        all?.try_into().ok()
    }

    fn lists<'v>(&'v mut self, all: &mut Vec<&'v mut Values>) {
        self.iter_mut().for_each(|one| one.lists(all));
    }
}

impl KeptAs for u32 {
    fn keep_as(&mut self, out: &mut Vec<u8>) {
        put_number(out, *self);
    }

    fn restore_as(from: &mut Source<'_>, of: Of) -> Option<Self> {
        from.number(of)
    }
}

impl<T: Kept> KeptAs for FxHashMap<u32, Vec<T>> {
    fn keep_as(&mut self, out: &mut Vec<u8>) {
        keep_map(self, out, |out, key| put_number(out, *key));
    }

    fn restore_as(from: &mut Source<'_>, of: Of) -> Option<Self> {
        restore_map(from, |from| from.number(of))
    }
}

/// Writes a map in the order of its keys.
pub(crate) fn keep_map<K: Copy + Ord + Hash, V: Kept>(
    map: &mut FxHashMap<K, V>,
    out: &mut Vec<u8>,
    key: impl Fn(&mut Vec<u8>, &K),
) {
    let mut all: Vec<(&K, &mut V)> = map.iter_mut().collect();
    all.sort_unstable_by_key(|(key, _)| **key);
    put(out, all.len() as u64);
    for (one, value) in all {
        key(out, one);
        value.keep(out);
    }
}

/// Reads what [`keep_map`] wrote; none where a key comes twice.
pub(crate) fn restore_map<K: Eq + Hash, V: Kept>(
    from: &mut Source<'_>,
    key: impl Fn(&mut Source<'_>) -> Option<K>,
) -> Option<FxHashMap<K, V>> {
    let count = from.count()?;
    let mut map = FxHashMap::with_capacity_and_hasher(count, rustc_hash::FxBuildHasher);
    for _ in 0..count {
        let one = key(from)?;
        map.insert(one, V::restore(from)?);
    }
    (map.len() == count).then_some(map)
}
