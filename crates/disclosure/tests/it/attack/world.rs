//! Small companies over two or three waves, with the people who answer, come, go and move.

use std::collections::BTreeMap;

use filo_disclosure::waves::{Department, Turnover, Wave};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Where a person is in one wave, and what they answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) department: String,
    pub(crate) answered: Answered,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Answered {
    Nothing,
    /// Something, but too little of these items.
    Other,
    /// Two items of three: in the score, in no item's figure.
    Two,
    All,
}

/// Of each person and wave the place; nothing where they were not invited.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) people: Vec<Vec<Option<Place>>>,
    pub(crate) waves: Vec<Wave>,
}

pub(crate) const FAMILY: &str = "cura/1";

impl World {
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let names: Vec<String> =
            (0..random.random_range(3..=5)).map(|at| format!("d{at}")).collect();
        // Of each person the department; nothing once they are gone.
        let mut at: Vec<Option<String>> = Vec::new();
        for name in &names {
            let people = random.random_range(1..=12);
            at.extend(std::iter::repeat_n(Some(name.clone()), people));
        }
        let mut parents: BTreeMap<String, Option<String>> = BTreeMap::new();
        for (place, name) in names.iter().enumerate() {
            let any = [None, Some("staff"), Some(names[0].as_str())];
            let parent = if place == 0 { None } else { any[random.random_range(0..3)] };
            parents.insert(name.clone(), parent.map(Into::into));
        }
        let mut world = Self { people: vec![Vec::new(); at.len()], waves: Vec::new() };
        for wave in 0..random.random_range(2..=3) {
            if wave > 0 {
                move_people(&mut at, &parents, &mut random);
                restructure(&mut at, &mut parents, wave, &mut random);
                world.people.resize(at.len(), vec![None; wave]);
            }
            world.answer(&at, &mut random);
            let tells = random.random_bool(0.7);
            let wave = world.counted(&parents, wave, tells);
            world.waves.push(wave);
        }
        world
    }

    fn answer(&mut self, at: &[Option<String>], random: &mut ChaCha8Rng) {
        let mut zeal: BTreeMap<String, u32> = BTreeMap::new();
        for (person, department) in self.people.iter_mut().zip(at) {
            person.push(department.clone().map(|department| {
                let drawn = random.random_range(0..4);
                let zeal = *zeal.entry(department.clone()).or_insert(drawn);
                let answered = match (zeal, random.random_range(0..12)) {
                    (2, 0..2) | (3, 0..4) => Answered::Nothing,
                    (2, 2) => Answered::Other,
                    (1, 0) | (3, 4) => Answered::Two,
                    _ => Answered::All,
                };
                Place { department, answered }
            }));
        }
    }

    /// The wave as the ledger is told of it; how people changed, where this is told at all.
    fn counted(
        &self,
        parents: &BTreeMap<String, Option<String>>,
        wave: usize,
        tells: bool,
    ) -> Wave {
        let departments = parents.iter().map(|(name, parent)| {
            let inside = |person: &&Vec<Option<Place>>| {
                person[wave].as_ref().is_some_and(|place| place.department == *name)
            };
            let people: Vec<&Vec<Option<Place>>> = self.people.iter().filter(inside).collect();
            let count = |least: Answered| {
                let answered = people
                    .iter()
                    .filter(|one| one[wave].as_ref().is_some_and(|place| place.answered >= least));
                u32::try_from(answered.count()).expect("few")
            };
            Department {
                name: name.clone(),
                invited: count(Answered::Nothing),
                respondents: count(Answered::Other),
                parent: parent.clone(),
                turnover: if tells {
                    self.turnover(name, &people, wave)
                } else {
                    Turnover::Unknown
                },
                valid: [(FAMILY.to_owned(), vec![count(Answered::Two), count(Answered::All)])]
                    .into(),
            }
        });
        Wave { name: wave.to_string(), is_open: false, departments: departments.collect() }
    }

    fn turnover(&self, name: &str, people: &[&Vec<Option<Place>>], wave: usize) -> Turnover {
        let Some(previous) = wave.checked_sub(1) else { return Turnover::Unknown };
        let was_here = |person: &Vec<Option<Place>>| {
            person[previous].as_ref().is_some_and(|place| place.department == *name)
        };
        let before = self.people.iter().filter(|person| was_here(person)).count();
        if before == people.len() && people.iter().all(|person| was_here(person)) {
            return Turnover::Nobody;
        }
        let new = people.iter().filter(|person| person[..wave].iter().all(Option::is_none)).count();
        Turnover::Newcomers(u32::try_from(new).expect("few"))
    }
}

/// A few leave, come, or move to another department; in some waves many come, in some nobody does.
fn move_people(
    at: &mut Vec<Option<String>>,
    parents: &BTreeMap<String, Option<String>>,
    random: &mut ChaCha8Rng,
) {
    let names: Vec<&String> = parents.keys().collect();
    let count = names.len();
    let any = |random: &mut ChaCha8Rng| names[random.random_range(0..count)].clone();
    let turbulence = random.random_range(0..4);
    for _ in 0..turbulence {
        let person = random.random_range(0..at.len());
        let gone = at[person].is_none() || random.random_bool(0.5);
        at[person] = if gone { None } else { Some(any(random)) };
        if random.random_bool(0.6) {
            at.push(Some(any(random)));
        }
    }
    if random.random_bool(0.3) {
        let name = any(random);
        at.extend(std::iter::repeat_n(Some(name), random.random_range(4..8)));
    }
}

/// Sometimes one department is split, two are merged, or one has a new name.
fn restructure(
    at: &mut [Option<String>],
    parents: &mut BTreeMap<String, Option<String>>,
    wave: usize,
    random: &mut ChaCha8Rng,
) {
    let names: Vec<String> = parents.keys().cloned().collect();
    let (one, other) = (names[0].clone(), names[names.len() - 1].clone());
    let change = random.random_range(0..6);
    let mut rename = |to: &str, share: f64| {
        for person in at.iter_mut().filter(|person| person.as_ref() == Some(&other)) {
            if random.random_bool(share) {
                *person = Some(to.to_owned());
            }
        }
    };
    let new = format!("n{wave}");
    match change {
        0 => {
            rename(&new, 0.5);
            parents.insert(new, parents[&other].clone());
        }
        1 if one != other => {
            rename(&one, 1.0);
            parents.remove(&other);
            let under = parents.values_mut().filter(|parent| parent.as_ref() == Some(&other));
            under.for_each(|parent| *parent = None);
        }
        2 => {
            rename(&new, 1.0);
            let parent = parents.remove(&other).flatten();
            parents.insert(new, parent);
        }
        _ => {}
    }
}
