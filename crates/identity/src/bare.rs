//! Bare numbers and mail addresses: a record that says nothing else belongs to the one customer who alone
//! holds all that it says. Where several do, it stays by itself: choosing would be guessing.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::Linker;
use crate::clusters::Clusters;
use crate::rule::Rule;

/// Who holds what a bare record says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Held {
    Nobody,
    /// A customer by its root, one of its records, and by what.
    By(u32, u32, Rule),
    Several,
}

impl Held {
    /// What two values of a record say together.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nobody, one) | (one, Self::Nobody) => one,
            (Self::By(root, ..), Self::By(same, ..)) if root == same => self,
            _ => Self::Several,
        }
    }
}

impl Linker {
    /// Gives bare records to those who alone hold what they say, and puts those together that nobody
    /// holds. Gives how many values several hold.
    pub(crate) fn join_bare(&self, clusters: &mut Clusters) -> usize {
        let numbered: FxHashSet<u32> =
            self.tax_codes.iter().chain(&self.vat_numbers).map(|&(_, place)| place).collect();
        let is_bare =
            |&&(_, place): &&(u64, u32)| !self.is_known(place) && !numbered.contains(&place);
        let lists =
            [(&self.emails, Rule::OnlyHolderOfEmail), (&self.phones, Rule::OnlyHolderOfPhone)];
        let mut held: FxHashMap<u32, Held> = FxHashMap::default();
        let mut shared_values = 0;
        // Everything a record says is asked for before any is given away, or a call with somebody's
        // number and another's address would make one customer of the two.
        for (list, rule) in lists {
            for group in list.chunk_by(|a, b| a.0 == b.0) {
                if !group.iter().any(|one| is_bare(&one)) {
                    continue;
                }
                let holders = group.iter().filter(|one| !is_bare(one));
                let of = holders.fold(Held::Nobody, |all, &(_, place)| {
                    all.and(Held::By(clusters.root(place), place, rule))
                });
                shared_values += usize::from(of == Held::Several);
                for &(_, place) in group.iter().filter(is_bare) {
                    let known = held.entry(place).or_insert(Held::Nobody);
                    *known = known.and(of);
                }
            }
        }
        for (list, rule) in lists {
            for &(_, place) in list {
                match held.get(&place).copied() {
                    Some(Held::By(_, holder, by)) if by == rule => {
                        clusters.join(place, holder, rule);
                    }
                    _ => {}
                }
            }
        }
        for (list, rule) in lists {
            for group in list.chunk_by(|a, b| a.0 == b.0) {
                let of = |place: u32| held.get(&place).copied();
                let bare = || group.iter().copied().filter(|&(_, place)| of(place).is_some());
                let open = |&(_, place): &(u64, u32)| !matches!(of(place), Some(Held::By(..)));
                let open: Vec<(u64, u32)> = bare().filter(open).collect();
                clusters.join_group(&open, rule, |_, _| true);
                // What nobody holds by itself, but others of one customer said too, is theirs.
                let all = bare().fold(Held::Nobody, |all, (_, place)| {
                    of(place).map_or(all, |one| all.and(one))
                });
                let is_whole = bare().count() == group.len();
                if let (Held::By(_, holder, _), Some(&(_, place)), true) =
                    (all, open.first(), is_whole)
                {
                    clusters.join(place, holder, rule);
                }
            }
        }
        shared_values
    }
}
