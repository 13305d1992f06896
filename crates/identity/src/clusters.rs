//! Joins records into clusters and refuses what must stay apart.

use rustc_hash::FxHashMap;

use crate::rule::Rule;
use crate::{Link, Member};

/// Disjoint sets of records, with what keeps sets apart.
#[derive(Debug)]
pub(crate) struct Clusters {
    parents: Vec<u32>,
    /// The place of each record in the order of ids, which makes every choice here independent of
    /// the order of arrival.
    ranks: Vec<u32>,
    /// By root: values of which a cluster holds one, or those that a person's decision put together. Each list passed to
    /// [`Clusters::hold_apart`] is one layer.
    layers: Vec<FxHashMap<u32, Vec<u64>>>,
    /// By root: records that must not come into this cluster.
    apart: FxHashMap<u32, Vec<u32>>,
    /// By root: sources that know nobody twice and know this cluster.
    once: FxHashMap<u32, Vec<u32>>,
    edges: Vec<(u32, u32, Rule, Option<f32>)>,
}

impl Clusters {
    pub(crate) fn new(ranks: Vec<u32>) -> Self {
        let count = u32::try_from(ranks.len()).unwrap_or(u32::MAX);
        Self {
            parents: (0..count).collect(),
            ranks,
            layers: Vec::new(),
            apart: FxHashMap::default(),
            once: FxHashMap::default(),
            edges: Vec::new(),
        }
    }

    pub(crate) fn root(&mut self, place: u32) -> u32 {
        let mut place = place;
        while self.parents[place as usize] != place {
            let grandparent = self.parents[self.parents[place as usize] as usize];
            self.parents[place as usize] = grandparent;
            place = grandparent;
        }
        place
    }

    /// From now on no two clusters with different values of this list are joined.
    pub(crate) fn hold_apart(&mut self, list: &[(u64, u32)]) {
        let mut layer: FxHashMap<u32, Vec<u64>> = FxHashMap::default();
        for &(value, place) in list {
            let held = layer.entry(self.root(place)).or_default();
            if !held.contains(&value) {
                held.push(value);
            }
        }
        self.layers.push(layer);
    }

    /// From now on no two clusters that a source of this list knows are joined, if it knows nobody twice.
    pub(crate) fn hold_once(&mut self, list: &[(u32, u32)]) {
        for &(place, source) in list {
            let root = self.root(place);
            let known = self.once.entry(root).or_default();
            if !known.contains(&source) {
                known.push(source);
            }
        }
    }

    /// The clusters that a source knows which knows nobody twice, by their roots, and these sources.
    pub(crate) fn once(&self) -> Vec<(u32, Vec<u32>)> {
        let mut all: Vec<_> = self.once.iter().map(|(&root, of)| (root, of.clone())).collect();
        all.sort_unstable();
        all
    }

    /// Two records never come into one cluster.
    pub(crate) fn keep_apart(&mut self, a: u32, b: u32) {
        self.apart.entry(a).or_default().push(b);
        self.apart.entry(b).or_default().push(a);
    }

    fn may_join(&mut self, a: u32, b: u32) -> bool {
        let conflict = self.layers.iter().any(|layer| match (layer.get(&a), layer.get(&b)) {
            (Some(one), Some(other)) => !one.iter().any(|value| other.contains(value)),
            _ => false,
        });
        let twice = match (self.once.get(&a), self.once.get(&b)) {
            (Some(one), Some(other)) => one.iter().any(|source| other.contains(source)),
            _ => false,
        };
        if conflict || twice {
            return false;
        }
        let strangers = self.apart.get(&a).cloned().unwrap_or_default();
        strangers.into_iter().all(|stranger| self.root(stranger) != b)
    }

    /// Joins the clusters of two records where nothing keeps them apart; true where they are one
    /// cluster afterwards.
    pub(crate) fn join(&mut self, a: u32, b: u32, rule: Rule) -> bool {
        self.join_for(a, b, rule, None)
    }

    /// As [`Clusters::join`], by likeness of so much odds.
    pub(crate) fn join_weighed(&mut self, a: u32, b: u32, odds: f32) -> bool {
        self.join_for(a, b, Rule::Likeness, Some(odds))
    }

    fn join_for(&mut self, a: u32, b: u32, rule: Rule, odds: Option<f32>) -> bool {
        let (root_a, root_b) = (self.root(a), self.root(b));
        if root_a == root_b {
            return true;
        }
        if !self.may_join(root_a, root_b) {
            return false;
        }
        let (keep, give) = if self.ranks[root_a as usize] < self.ranks[root_b as usize] {
            (root_a, root_b)
        } else {
            (root_b, root_a)
        };
        self.parents[give as usize] = keep;
        for layer in &mut self.layers {
            if let Some(values) = layer.remove(&give) {
                let held = layer.entry(keep).or_default();
                held.extend(
                    values.into_iter().filter(|value| !held.contains(value)).collect::<Vec<_>>(),
                );
            }
        }
        if let Some(mut strangers) = self.apart.remove(&give) {
            self.apart.entry(keep).or_default().append(&mut strangers);
        }
        if let Some(mut sources) = self.once.remove(&give) {
            self.once.entry(keep).or_default().append(&mut sources);
        }
        self.edges.push((a, b, rule, odds));
        true
    }

    /// Joins the records of a group, each with the first earlier one that it fits.
    pub(crate) fn join_group(
        &mut self,
        group: &[(u64, u32)],
        rule: Rule,
        fits: impl Fn(u32, u32) -> bool,
    ) {
        for (index, &(_, place)) in group.iter().enumerate() {
            for &(_, earlier) in &group[..index] {
                if fits(place, earlier) && self.join(place, earlier, rule) {
                    break;
                }
            }
        }
    }

    /// For each record its customer and the link towards the naming record; and the number of
    /// customers.
    pub(crate) fn members(mut self, by_id: &[u32]) -> (Vec<Member>, usize) {
        let count = self.parents.len();
        let mut members: Vec<Member> = Vec::with_capacity(count);
        for place in 0..count {
            let root = self.root(u32::try_from(place).unwrap_or(u32::MAX));
            members.push(Member { customer: root, link: None });
        }
        // Edges lead from both ends; walking from each naming record orients them towards it.
        let mut starts = vec![0_u32; count + 1];
        for &(a, b, ..) in &self.edges {
            starts[a as usize] += 1;
            starts[b as usize] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let nothing = Link { to: 0, rule: Rule::Decision, odds: None };
        let mut ends = vec![nothing; sum as usize];
        for &(a, b, rule, odds) in &self.edges {
            for (from, to) in [(a, b), (b, a)] {
                starts[from as usize] -= 1;
                ends[starts[from as usize] as usize] = Link { to, rule, odds };
            }
        }
        let mut customers = 0;
        let mut waiting = Vec::new();
        for &place in by_id {
            if members[place as usize].customer != place {
                continue;
            }
            customers += 1;
            waiting.push(place);
            while let Some(from) = waiting.pop() {
                let range = starts[from as usize] as usize..starts[from as usize + 1] as usize;
                for end in &ends[range] {
                    let member = &mut members[end.to as usize];
                    if end.to != place && member.link.is_none() {
                        member.link = Some(Link { to: from, ..*end });
                        waiting.push(end.to);
                    }
                }
            }
        }
        (members, customers)
    }
}
