//! Records that come one by one, go, and are decided on give what a full run gives.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::{Constraints, Model, Reader, Register, Said, background, linked, said};

/// Learnt once for all tests.
static LEARNT: LazyLock<Model> = LazyLock::new(|| linked(&background()).0);

/// What happens to a register.
#[derive(Debug, Clone)]
enum Step {
    Comes(Said),
    Goes(prop::sample::Index),
    Decided { a: prop::sample::Index, b: prop::sample::Index, is_same: bool, stands: bool },
}

/// People of few names, dates and houses, so that most have something in common.
fn somebody() -> impl Strategy<Value = Said> {
    let first = prop::sample::select(vec!["Anna", "Anna", "Luigi", "Gino", "A", ""]);
    let last = prop::sample::select(vec!["Pellizzari", "Pelizzari", "De Rosa", "Derosa", "Rosa"]);
    let birth = prop::sample::select(vec!["1961-05-12", "1961-12-05", "1980-01-01", ""]);
    let phone = prop::sample::select(vec!["3284410973", "3284410974", "0302277110", ""]);
    let email = prop::sample::select(vec!["anna.rosa@p.example", "casa61@p.example", ""]);
    let street = prop::sample::select(vec!["Via Solferino 12", "Via Roma 1", "Via Roma 2", ""]);
    let city = prop::sample::select(vec!["Brescia", "Bari", ""]);
    (first, last, birth, phone, email, street, city).prop_map(|one| {
        let (first, last, birth, phone, email, street, city) = one;
        Said {
            birth: birth.into(),
            phone: phone.into(),
            email: email.into(),
            street: street.into(),
            city: city.into(),
            ..said(first, last)
        }
    })
}

fn step() -> impl Strategy<Value = Step> {
    let index = any::<prop::sample::Index>;
    prop_oneof![
        6 => somebody().prop_map(Step::Comes),
        1 => index().prop_map(Step::Goes),
        2 => (index(), index(), any::<bool>(), any::<bool>())
            .prop_map(|(a, b, is_same, stands)| Step::Decided { a, b, is_same, stands }),
    ]
}

/// What stands of the decisions on pairs of records, by their ids.
type Decisions = BTreeMap<(usize, usize), bool>;

/// The customers of a full run over some records with their ids, as groups of ids, and its edges.
fn full_run(
    model: &Model,
    there: &BTreeMap<usize, Said>,
    decided: &Decisions,
) -> (Vec<Vec<usize>>, Vec<(usize, usize)>) {
    let mut reader = Reader::default();
    let places: BTreeMap<usize, u32> = there.keys().copied().zip(0_u32..).collect();
    for (&id, one) in there {
        one.with(id, |person| reader.add(person));
    }
    let mut features = reader.finish();
    let mut constraints = Constraints::default();
    let mut same = Vec::new();
    for ((a, b), &is_same) in decided {
        if let (Some(&a), Some(&b)) = (places.get(a), places.get(b)) {
            if is_same { same.push(features.ordered(a, b)) } else { constraints.keep_apart(a, b) }
        }
    }
    let key = |record: u32| features.keys[record as usize];
    same.sort_by_key(|&(a, b)| (key(a), key(b)));
    constraints.put_together(there.len(), &same);
    let linkage = features.link(model, &constraints, 1);
    let customers = linkage.customers(there.len(), &constraints);
    let candidates = features.candidates(model.bounds, 1);
    let ids: Vec<usize> = there.keys().copied().collect();
    let edges = features.edges(model, &candidates, &Constraints::default(), 1);
    let edges = edges.iter().map(|edge| (ids[edge.a as usize], ids[edge.b as usize]));
    (groups(there.keys().copied().zip(customers)), sorted(edges))
}

fn sorted(pairs: impl Iterator<Item = (usize, usize)>) -> Vec<(usize, usize)> {
    let mut pairs: Vec<_> = pairs.map(|(a, b)| (a.min(b), a.max(b))).collect();
    pairs.sort_unstable();
    pairs
}

fn groups<C: Ord>(of: impl Iterator<Item = (usize, C)>) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<C, Vec<usize>> = BTreeMap::new();
    of.for_each(|(id, customer)| groups.entry(customer).or_default().push(id));
    let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
    groups.sort_unstable();
    groups
}

/// A model whose blocks are split early, so that few records come to all cases.
fn model(block: usize, neighbours: usize) -> Model {
    let mut model = LEARNT.clone();
    model.bounds.every_pair = false;
    (model.bounds.block, model.bounds.neighbours) = (block, neighbours);
    model
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_changes_gives_what_a_full_run_gives(
        begun in prop::collection::vec(somebody(), 0..12),
        steps in prop::collection::vec(step(), 1..50),
        bounds in prop::sample::select(vec![(3_usize, 1_usize), (5, 2), (40, 6)]),
    ) {
        let model = model(bounds.0, bounds.1);
        let mut reader = Reader::default();
        let mut there: BTreeMap<usize, Said> = BTreeMap::new();
        for (id, one) in begun.into_iter().enumerate() {
            one.with(id, |person| reader.add(person));
            there.insert(id, one);
        }
        let mut register = Register::open(reader, model.clone(), &[], 2);
        let mut decided = Decisions::new();
        let mut next = there.len();
        for step in steps {
            let ids: Vec<usize> = there.keys().copied().collect();
            match step {
                Step::Comes(one) => {
                    let (record, _) = one.with(next, |person| register.add(person, 0));
                    prop_assert_eq!(record as usize, next);
                    there.insert(next, one);
                    next += 1;
                }
                Step::Goes(index) if !ids.is_empty() => {
                    let id = *index.get(&ids);
                    register.remove(u32::try_from(id).unwrap());
                    there.remove(&id);
                }
                Step::Decided { a, b, is_same, stands } if ids.len() > 1 => {
                    let (a, b) = (*a.get(&ids), *b.get(&ids));
                    let pair = (a.min(b), a.max(b));
                    let holds = decided.get(&pair).copied();
                    // One judgement stands for a pair: the other is taken back first.
                    if a == b || stands && holds.is_some() || !stands && holds != Some(is_same) {
                        continue;
                    }
                    let of = |id: usize| u32::try_from(id).unwrap();
                    register.decide(of(a), of(b), is_same, stands);
                    if stands { decided.insert(pair, is_same); } else { decided.remove(&pair); }
                }
                _ => {}
            }
            let customer = |&id: &usize| {
                (id, register.customer(u32::try_from(id).unwrap()).unwrap_or(0))
            };
            let kept = groups(there.keys().map(customer));
            let near = |&id: &usize| {
                let near = register.near(u32::try_from(id).unwrap());
                near.into_iter().map(move |(other, _)| (id, other as usize))
            };
            let edges = sorted(there.keys().flat_map(near).filter(|(a, b)| a < b));
            prop_assert_eq!((kept, edges), full_run(&model, &there, &decided));
        }
    }
}

#[test]
fn a_newcomer_leaves_ids_as_they_are_and_an_undone_merge_gives_them_back() {
    let mut people = background();
    people.extend([super::anna(), said("Piero", "Zancanella")]);
    let mut register = Register::open(super::reader(people.iter()), LEARNT.clone(), &[], 2);
    let [anna, piero] = [people.len() - 2, people.len() - 1].map(|one| u32::try_from(one).unwrap());
    let before: Vec<_> = (0..=piero).map(|record| register.customer(record)).collect();
    let again = Said { last: "Pelizzari".into(), email: String::new(), ..super::anna() };
    let (newcomer, change) = again.with(people.len(), |person| register.add(person, 0));
    assert_eq!(register.customer(newcomer), register.customer(anna));
    assert_eq!((change.moved, change.events), (vec![newcomer], vec![]));
    register.decide(anna, piero, true, true);
    assert_eq!(register.customer(newcomer), register.customer(piero));
    register.decide(anna, piero, true, false);
    register.remove(newcomer);
    let after: Vec<_> = (0..=piero).map(|record| register.customer(record)).collect();
    assert_eq!(before, after);
}

#[test]
fn a_source_that_knows_nobody_twice_keeps_two_records_apart() {
    let people = background();
    let mut register = Register::open(super::reader(people.iter()), LEARNT.clone(), &[], 2);
    let add = |register: &mut Register, id: usize, once| {
        super::anna().with(id, |person| register.add(person, once)).0
    };
    let [a, b] = [5_000, 5_001].map(|id| add(&mut register, id, 1));
    assert_ne!(register.customer(a), register.customer(b));
    let [c, d] = [5_002, 5_003].map(|id| add(&mut register, id, 0));
    assert_eq!(register.customer(c), register.customer(d));
}
