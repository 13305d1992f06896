//! Answers counted: by department and item each value, and by department each way of answering a dimension.
//!
//! Everything after is made of these whole numbers, taken in a fixed order. The order of rows and of departments
//! therefore changes no bit of any figure.

use std::collections::{BTreeMap, BTreeSet};

use super::key::KeyDimension;
use super::numbers::count;
use crate::answers::{Answers, NOT_APPLICABLE, point};

/// An item is left out of a department's scores where more than this share, in tenths, say that it does not apply.
const NOT_APPLICABLE_TENTHS_MAX: u64 = 3;

/// What a department answered to a dimension.
#[derive(Debug, Clone, Default)]
pub(super) struct DepartmentTally {
    /// Its name.
    pub(super) name: String,
    /// How many respondents it has, whatever they answered.
    pub(super) respondents: u64,
    /// What was answered to each item of the key; nothing to one that the sheet lacks.
    pub(super) items: Vec<ItemTally>,
    /// By number of answers, their sum and how many of them are favourable: how many respondents. Of those with a
    /// score, on the items that apply.
    pub(super) scored: BTreeMap<(u64, u64, u64), u64>,
    /// Complete answers to all items of the key, and how many respondents gave each.
    pub(super) complete: BTreeMap<Box<[u8]>, u64>,
    /// For each item that applies, how often each point stands in answers complete on the items that apply.
    pub(super) together: Vec<Vec<u64>>,
}

/// What a department answered to an item; points are turned so that more is better.
#[derive(Debug, Clone, Default)]
pub(super) struct ItemTally {
    /// How often each point from 1 on was given.
    pub(super) points: Vec<u64>,
    /// How many said that it does not apply.
    pub(super) not_applicable: u64,
    /// Whether it is left out of the department's scores.
    pub(super) is_left_out: bool,
}

impl ItemTally {
    /// How many gave a point.
    pub(super) fn answered(&self) -> u64 {
        self.points.iter().sum()
    }

    /// Adds another department's answers to the same item.
    pub(super) fn merge(&mut self, other: &Self) {
        self.points.resize(self.points.len().max(other.points.len()), 0);
        self.points.iter_mut().zip(&other.points).for_each(|(held, more)| *held += more);
        self.not_applicable += other.not_applicable;
    }
}

impl DepartmentTally {
    /// How many respondents have a score.
    pub(super) fn valid(&self) -> u64 {
        self.scored.values().sum()
    }

    /// How many answered every item of the key.
    pub(super) fn complete_count(&self) -> u64 {
        self.complete.values().sum()
    }

    /// The scores from 0 to 100, each with how many have it.
    pub(super) fn scores(&self, points: u8) -> Vec<(f64, u64)> {
        let top = f64::from(points.saturating_sub(1).max(1));
        let score = |answered: u64, sum: u64| {
            (super::numbers::real(sum) / super::numbers::real(answered.max(1)) - 1.0) * 100.0 / top
        };
        self.scored
            .iter()
            .map(|(&(answered, sum, _), &times)| (score(answered, sum), times))
            .collect()
    }
}

/// What all departments answered to a dimension.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    /// By name.
    pub(super) departments: Vec<DepartmentTally>,
    /// How many items of the key the sheet has.
    pub(super) items_present: usize,
    /// How many points the scale has.
    pub(super) points: u8,
}

/// Which value of a row is an item, and how it is turned.
struct Slot {
    column: Option<usize>,
    reverse: bool,
}

impl Slot {
    /// The value with more being better; none where nothing that counts was said.
    fn value(&self, row: &[u8], points: u8) -> Option<u8> {
        let value = self.column.and_then(|column| row.get(column)).copied()?;
        if value == NOT_APPLICABLE {
            return Some(NOT_APPLICABLE);
        }
        let held = point(value).filter(|held| *held <= points)?;
        Some(if self.reverse { points.saturating_add(1).saturating_sub(held) } else { held })
    }
}

impl Tally {
    /// Counts the answers to a dimension.
    ///
    /// `left_out` names, by department, items that are left out whatever was answered to them here: two waves are
    /// scored alike.
    pub(super) fn of(
        answers: &Answers,
        dimension: &KeyDimension,
        points: u8,
        left_out: &BTreeSet<(String, String)>,
    ) -> Self {
        let slots: Vec<Slot> = dimension
            .items
            .iter()
            .map(|item| Slot { column: answers.column(&item.id), reverse: item.reverse })
            .collect();
        let (places, mut departments) = departments(answers, slots.len(), points);
        for (department, row) in answers.rows() {
            let Some(held) = at(&places, department).and_then(|place| departments.get_mut(place))
            else {
                continue;
            };
            held.respondents += 1;
            for (slot, item) in slots.iter().zip(&mut held.items) {
                match slot.value(row, points) {
                    Some(NOT_APPLICABLE) => item.not_applicable += 1,
                    Some(value) => {
                        if let Some(times) = item.points.get_mut(usize::from(value) - 1) {
                            *times += 1;
                        }
                    }
                    None => {}
                }
            }
        }
        for department in &mut departments {
            let name = department.name.clone();
            for (item, key) in department.items.iter_mut().zip(&dimension.items) {
                let said = item.answered() + item.not_applicable;
                let is_said = left_out.contains(&(name.clone(), key.id.clone()));
                item.is_left_out =
                    is_said || item.not_applicable * 10 > said * NOT_APPLICABLE_TENTHS_MAX;
            }
            let applying = department.items.iter().filter(|item| !item.is_left_out).count();
            department.together = vec![vec![0; usize::from(points)]; applying];
        }
        let needed = dimension.needed();
        for (department, row) in answers.rows() {
            if let Some(held) = at(&places, department).and_then(|place| departments.get_mut(place))
            {
                held.take(&slots, row, points, needed);
            }
        }
        let items_present = slots.iter().filter(|slot| slot.column.is_some()).count();
        Self { departments, items_present, points }
    }

    /// How many respondents there are.
    pub(super) fn respondents(&self) -> u64 {
        self.departments.iter().map(|department| department.respondents).sum()
    }

    /// The scores of all departments together.
    pub(super) fn scores(&self) -> Vec<(f64, u64)> {
        self.whole().scores(self.points)
    }

    /// All departments as one, for what is told of the company.
    pub(super) fn whole(&self) -> DepartmentTally {
        let mut whole = DepartmentTally::default();
        for department in &self.departments {
            whole.respondents += department.respondents;
            for (key, times) in &department.scored {
                *whole.scored.entry(*key).or_default() += times;
            }
            whole.items.resize_with(department.items.len(), ItemTally::default);
            whole.items.iter_mut().zip(&department.items).for_each(|(held, more)| held.merge(more));
        }
        whole
    }
}

/// The departments by name, empty, and the place of each as the answers number them. Two of one name are one.
fn departments(answers: &Answers, items: usize, points: u8) -> (Vec<usize>, Vec<DepartmentTally>) {
    let names: BTreeSet<&String> = answers.departments().iter().collect();
    let empty = ItemTally { points: vec![0; usize::from(points)], ..ItemTally::default() };
    let tallies = names.iter().map(|name| DepartmentTally {
        name: (*name).clone(),
        items: vec![empty.clone(); items],
        ..DepartmentTally::default()
    });
    let order: BTreeMap<&String, usize> =
        names.iter().enumerate().map(|(place, name)| (*name, place)).collect();
    let places =
        answers.departments().iter().map(|name| order.get(name).copied().unwrap_or_default());
    (places.collect(), tallies.collect())
}

fn at(places: &[usize], department: u32) -> Option<usize> {
    places.get(usize::try_from(department).ok()?).copied()
}

impl DepartmentTally {
    /// Counts one respondent.
    fn take(&mut self, slots: &[Slot], row: &[u8], points: u8, needed: usize) {
        let value = |slot: &Slot| slot.value(row, points).filter(|value| *value != NOT_APPLICABLE);
        let (mut answered, mut sum, mut favourable) = (0, 0, 0);
        let mut whole: Vec<u8> = Vec::with_capacity(slots.len());
        let mut applying: Vec<u8> = Vec::with_capacity(slots.len());
        for (slot, item) in slots.iter().zip(&self.items) {
            let Some(value) = value(slot) else { continue };
            whole.push(value);
            if !item.is_left_out {
                applying.push(value);
                answered += 1;
                sum += u64::from(value);
                favourable += u64::from(value.saturating_add(1) >= points);
            }
        }
        if answered > 0 && answered >= count(needed) {
            *self.scored.entry((answered, sum, favourable)).or_default() += 1;
        }
        if !whole.is_empty() && whole.len() == slots.len() {
            match self.complete.get_mut(whole.as_slice()) {
                Some(times) => *times += 1,
                None => drop(self.complete.insert(whole.into_boxed_slice(), 1)),
            }
        }
        if !applying.is_empty() && applying.len() == self.together.len() {
            for (times, value) in self.together.iter_mut().zip(applying) {
                if let Some(held) = times.get_mut(usize::from(value) - 1) {
                    *held += 1;
                }
            }
        }
    }
}
