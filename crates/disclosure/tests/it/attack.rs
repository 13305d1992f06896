//! Asks the ledger of waves everything, in random order, and solves what it allows for few people.

mod solve;
mod world;

use std::collections::{BTreeMap, BTreeSet};

use filo_disclosure::Threshold;
use filo_disclosure::waves::{Definition, Department, Question, Wave, WaveLedger};
use rand::seq::SliceRandom;
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use solve::{Class, Equations};
use world::{Answered, FAMILY, World};

const WORLDS: u64 = 150;
const LEAST: usize = 5;
const LEAST_DETAIL: usize = 8;

/// The score, and the three items it is the mean of.
fn definitions() -> [Definition; 4] {
    let of = |name: &str, base, is_detail| Definition {
        family: FAMILY.into(),
        name: name.into(),
        base,
        is_detail,
    };
    [of("0", 0, false), of("1", 1, true), of("2", 1, true), of("3", 1, true)]
}

/// Of a question the item, counted from one; zero for the score.
fn item(question: &Question) -> usize {
    question.definition.name.parse().expect("a number")
}

fn wave_of(question: &Question) -> usize {
    question.wave.parse().expect("a number")
}

/// A ledger for the waves of a world.
fn ledger(waves: &[Wave], known_absent: u32) -> WaveLedger {
    let mut ledger = WaveLedger::with_known_absent(Threshold::LEAST, known_absent);
    for wave in waves {
        ledger.enter(wave.clone()).expect("a wave that fits");
    }
    ledger
}

/// Every set of departments with every definition, of every wave.
fn questions(ledger: &WaveLedger, waves: &[Wave]) -> Vec<Question> {
    let mut questions = Vec::new();
    for wave in waves {
        let names = ledger.departments(&wave.name);
        for set in 1..1_u32 << names.len() {
            let inside = names.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1);
            let names: Vec<&str> = inside.map(|(_, name)| *name).collect();
            questions
                .extend(definitions().iter().map(|one| ledger.question(&wave.name, one, &names)));
        }
    }
    questions
}

/// Which department's figures each department's people are in, wave by wave.
fn units(ledger: &WaveLedger, waves: &[Wave]) -> Vec<BTreeMap<String, String>> {
    waves
        .iter()
        .map(|wave| {
            let shown = ledger.departments(&wave.name);
            let departments: BTreeMap<&String, &Department> =
                wave.departments.iter().map(|one| (&one.name, one)).collect();
            let unit = |name: &String| {
                let mut name = name;
                while !shown.contains(&name.as_str()) {
                    name = departments[name].parent.as_ref().expect("merged into a parent");
                }
                name.clone()
            };
            departments.keys().map(|name| ((*name).clone(), unit(name))).collect()
        })
        .collect()
}

/// All that the attacker was given in the end: random order, now and then written out and read back.
fn collect(
    ledger: WaveLedger,
    questions: &[Question],
    random: &mut impl Rng,
) -> BTreeSet<Question> {
    let mut ledger = ledger;
    let mut given = BTreeSet::new();
    for _ in 0..2 {
        let mut order: Vec<&Question> = questions.iter().collect();
        order.shuffle(random);
        for question in order {
            let answer = ledger.publish(question);
            assert!(answer.is_ok() || !given.contains(question), "given once, then refused");
            if answer.is_ok() {
                given.insert(question.clone());
            }
            if random.random_bool(0.02) {
                let written = serde_json::to_string(&ledger.published()).expect("plain data");
                let read = serde_json::from_str(&written).expect("as it was written");
                ledger = WaveLedger::read_back(read).expect("as it was");
            }
        }
    }
    given
}

/// The unknowns of one kind of people: score, and items one and two; item three follows.
struct Unknowns {
    classes: BTreeMap<String, Class>,
    width: usize,
}

impl Unknowns {
    fn new() -> Self {
        Self { classes: BTreeMap::new(), width: 0 }
    }

    fn join(&mut self, key: &str) {
        let width = &mut self.width;
        let class = self.classes.entry(key.to_owned()).or_insert_with(|| {
            *width += 3;
            Class { people: 0, columns: (*width - 3..*width).collect() }
        });
        class.people += 1;
    }

    /// What a figure says of such a person, added to a row.
    fn say(&self, row: &mut [i64], key: &str, item: usize) {
        let columns = &self.classes[key].columns;
        let factors = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [3, -1, -1]][item];
        columns.iter().zip(factors).for_each(|(column, factor)| row[*column] = factor);
    }

    fn classes(&self) -> Vec<Class> {
        self.classes.values().cloned().collect()
    }
}

/// What follows within each wave: who is in which figure is known.
fn within_waves(
    world: &World,
    units: &[BTreeMap<String, String>],
    given: &BTreeSet<Question>,
    (with_scores, least): (bool, usize),
) -> bool {
    (0..world.waves.len()).any(|wave| {
        let mut unknowns = Unknowns::new();
        let key = |unit: &str, answered| format!("{unit} {answered:?}");
        let mut kinds: BTreeSet<(&String, Answered)> = BTreeSet::new();
        for place in world.people.iter().filter_map(|person| person[wave].as_ref()) {
            if place.answered >= Answered::Two {
                let unit = &units[wave][&place.department];
                unknowns.join(&key(unit, place.answered));
                kinds.insert((unit, place.answered));
            }
        }
        let mut equations = Equations::default();
        for question in given.iter().filter(|one| wave_of(one) == wave) {
            let item = item(question);
            if item == 0 && !with_scores {
                continue;
            }
            let mut row = vec![0; unknowns.width];
            for (unit, answered) in &kinds {
                if question.departments.contains(*unit) && (item == 0 || *answered == Answered::All)
                {
                    unknowns.say(&mut row, &key(unit, *answered), item);
                    if !with_scores {
                        // Whatever the scores are.
                        row[unknowns.classes[&key(unit, *answered)].columns[0]] = 0;
                    }
                }
            }
            equations.add(row);
        }
        equations.few(&unknowns.classes(), least).is_some()
    })
}

/// What follows over all waves for somebody who believes that nobody changed their mind: who is in a
/// figure is known where all of a department answered, or all but so many.
fn over_waves(
    world: &World,
    units: &[BTreeMap<String, String>],
    given: &BTreeSet<Question>,
    absent: usize,
) -> bool {
    let waves = world.waves.len();
    // By wave and unit: those invited, and with which answers.
    let mut answers: BTreeMap<(usize, &String), Vec<Answered>> = BTreeMap::new();
    for (wave, place) in world.people.iter().flat_map(|person| person.iter().enumerate()) {
        if let Some(place) = place {
            let unit = &units[wave][&place.department];
            answers.entry((wave, unit)).or_default().push(place.answered);
        }
    }
    let is_known = |wave, unit, least| {
        let less = answers[&(wave, unit)].iter().filter(|one| **one < least);
        less.count() <= absent
    };
    let mut unknowns = Unknowns::new();
    // By question's wave, unit and whether it is of an item: the kinds of people in it.
    let mut kinds: BTreeMap<(usize, &String, bool), BTreeSet<String>> = BTreeMap::new();
    for person in &world.people {
        let mut known = Vec::new();
        for (wave, place) in person.iter().enumerate() {
            let Some(place) = place else { continue };
            let unit = &units[wave][&place.department];
            let [all_scores, all_items] =
                [Answered::Two, Answered::All].map(|least| is_known(wave, unit, least));
            let hidden = format!("{wave} {unit} {:?}", place.answered);
            let in_figures = [(false, all_scores, Answered::Two), (true, all_items, Answered::All)];
            let mut is_hidden = false;
            for (of_item, is_known, least) in in_figures {
                if place.answered < least {
                    continue;
                }
                if is_known {
                    known.push((wave, unit, of_item));
                } else {
                    is_hidden = true;
                    kinds.entry((wave, unit, of_item)).or_default().insert(hidden.clone());
                }
            }
            if is_hidden {
                unknowns.join(&hidden);
            }
        }
        if !known.is_empty() {
            let key = format!("{known:?}");
            unknowns.join(&key);
            for place in known {
                kinds.entry(place).or_default().insert(key.clone());
            }
        }
    }
    let mut equations = Equations::default();
    for question in given {
        let (wave, item) = (wave_of(question), item(question));
        assert!(wave < waves);
        let mut row = vec![0; unknowns.width];
        for unit in &question.departments {
            for key in kinds.get(&(wave, unit, item > 0)).into_iter().flatten() {
                unknowns.say(&mut row, key, item);
            }
        }
        equations.add(row);
    }
    equations.few(&unknowns.classes(), LEAST).is_some()
}

#[test]
fn whoever_asks_everything_learns_nothing_about_few() {
    let mut over = [0; 2];
    for seed in 0..WORLDS {
        let world = World::new(seed);
        // In every second world it is known of one in a department that they did not answer.
        let ledger = ledger(&world.waves, u32::from(seed % 2 == 1));
        let absent = usize::from(seed % 2 == 1);
        let questions = questions(&ledger, &world.waves);
        let units = units(&ledger, &world.waves);
        let given = collect(ledger, &questions, &mut ChaCha8Rng::seed_from_u64(seed));
        over = [over[0] + given.len(), over[1] + questions.len()];
        assert!(!within_waves(&world, &units, &given, (true, LEAST)), "in a wave of world {seed}");
        let items = within_waves(&world, &units, &given, (false, LEAST_DETAIL));
        assert!(!items, "items of few in a wave of world {seed}");
        assert!(!over_waves(&world, &units, &given, absent), "over the waves of world {seed}");
    }
    println!("{} of {} questions of tiny companies are answered", over[0], over[1]);
    assert!(over[0] > 500, "there is something to solve");
}

#[test]
fn with_less_care_the_same_attacker_succeeds() {
    let mut found = [0; 3];
    for seed in 0..WORLDS {
        let world = World::new(seed);
        let ledger = ledger(&world.waves, 0);
        let questions = questions(&ledger, &world.waves);
        let units = units(&ledger, &world.waves);
        // Each figure by itself: a ledger that knows of no other.
        let alone = |one: &&Question| ledger.clone().publish(one).is_ok();
        let given: BTreeSet<Question> = questions.iter().filter(alone).cloned().collect();
        found[0] += u32::from(within_waves(&world, &units, &given, (true, LEAST)));
        found[1] += u32::from(within_waves(&world, &units, &given, (false, LEAST_DETAIL)));
        // Each wave by itself: a ledger that knows of no other.
        let mut each = BTreeSet::new();
        for wave in &world.waves {
            let mut ledger = WaveLedger::new(Threshold::LEAST);
            ledger.enter(wave.clone()).expect("a wave that fits");
            let questions: Vec<&Question> =
                questions.iter().filter(|one| one.wave == wave.name).collect();
            each.extend(questions.into_iter().filter(|one| ledger.publish(one).is_ok()).cloned());
        }
        found[2] += u32::from(over_waves(&world, &units, &each, 0));
    }
    println!("of {WORLDS} worlds the careless tell of few in {found:?}");
    assert!(found.iter().all(|found| *found > 10), "{found:?}");
}

#[test]
fn the_solver_finds_what_trying_everything_finds() {
    let mut found = [0, 0];
    for seed in 0..400 {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let classes: Vec<Class> = (0..6)
            .map(|at| Class { people: random.random_range(1..7), columns: vec![at, at + 6] })
            .collect();
        let mut equations = Equations::default();
        for _ in 0..random.random_range(1..6) {
            equations.add((0..12).map(|_| i64::from(random.random_bool(0.3))).collect());
        }
        let few = equations.few(&classes, LEAST);
        assert_eq!(few.is_some(), equations.few_by_rank(&classes, LEAST), "{seed}: {few:?}");
        found[usize::from(few.is_some())] += 1;
    }
    assert!(found.iter().all(|found| *found > 20), "{found:?}");
}
