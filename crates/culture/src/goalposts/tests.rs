//! Goalposts: what is refused, what the shipped file holds, and that history is kept.

use jiff::civil::date;
use proptest::prelude::*;

use super::{
    Adoption, Direction, Draft, Goalpost, Goalposts, GoalpostsError as Wrong, History, Written,
};
use crate::dimension::Dimension;

const SHIPPED: &str = include_str!("../../../../data/culture/goalposts.toml");

fn goalpost(id: &str, direction: Direction, floor: f64, target: f64) -> Goalpost {
    Goalpost { id: id.to_owned(), direction, floor, target, weight: 1.0 }
}

fn version(number: u32, measures: Vec<Goalpost>) -> Written {
    Written {
        number,
        adoption: Adoption::Declared,
        author: "direction".to_owned(),
        reason: "agreed in the yearly review".to_owned(),
        date: date(2026, 1, 1),
        dimension_weights: [].into(),
        measures,
    }
}

fn wrong(change: impl Fn(&mut Written)) -> Wrong {
    let mut written = version(1, vec![goalpost("P1", Direction::Up, 0.5, 0.95)]);
    change(&mut written);
    Goalposts::new(written).expect_err("it is wrong")
}

#[test]
fn the_shipped_file_has_every_share_of_the_field_reference_once_as_a_proposal() {
    let history = History::new(toml::from_str(SHIPPED).expect("it is TOML")).expect("it is right");
    let present = history.present();
    assert_eq!((present.number, present.adoption), (1, Adoption::Proposed));
    let up = "F1 F4 I1 I4 S1 S3 P1 P1b A1 A2 A3 U1 U3 U4 C3 C4 C5 G1 G2 G3 G4";
    let down = "F2 F3 I2 I3 S2 S4 P2 P3 P4 A4 U2 C1 C2";
    for (ids, direction) in [(up, Direction::Up), (down, Direction::Down)] {
        for id in ids.split(' ') {
            assert_eq!(present.of(id).map(|one| one.direction), Some(direction), "{id}");
        }
    }
    assert_eq!(present.measures.len(), 34, "F3b is no share");
    for dimension in Dimension::ALL {
        let of = |one: &&Goalpost| Dimension::of_measure(&one.id) == Some(*dimension);
        assert!(present.measures.iter().filter(of).count() >= 4, "{dimension:?}");
    }
}

/// Makes something of a version wrong.
type Spoil<'a> = &'a dyn Fn(&mut Written);

#[test]
fn what_is_wrong_is_named() {
    let (version, id) = (1, "P1".to_owned());
    let cases: [(Spoil<'_>, Wrong); 10] = [
        (&|one| one.author = " ".into(), Wrong::Empty { version, field: "author" }),
        (&|one| one.reason.clear(), Wrong::Empty { version, field: "reason" }),
        (&|one| one.measures.clear(), Wrong::Empty { version, field: "measure" }),
        (&|one| one.measures[0].floor = 0.95, Wrong::Equal { version, id: id.clone() }),
        (&|one| one.measures[0].floor = 0.99, Wrong::Side { version, id: id.clone() }),
        (
            &|one| one.measures[0].direction = Direction::Down,
            Wrong::Side { version, id: id.clone() },
        ),
        (
            &|one| one.measures[0].target = f64::NAN,
            Wrong::Share { version, id: id.clone(), field: "target" },
        ),
        (&|one| one.measures[0].weight = 0.0, Wrong::Weight { version, id: id.clone() }),
        (&|one| one.measures[0].id = "Z1".into(), Wrong::Letter { version, id: "Z1".into() }),
        (&|one| one.measures.push(one.measures[0].clone()), Wrong::Twice { version, id }),
    ];
    for (change, expected) in cases {
        assert_eq!(wrong(change), expected);
    }
    let heavy = wrong(|one| one.dimension_weights = [(Dimension::Cura, f64::INFINITY)].into());
    assert_eq!(heavy, Wrong::Weight { version, id: "cura".into() });
}

#[test]
fn versions_are_counted_dated_and_never_rewritten() {
    let first = || version(1, vec![goalpost("P1", Direction::Up, 0.5, 0.95)]);
    let second = || Written {
        date: date(2026, 7, 1),
        ..version(
            2,
            vec![
                goalpost("P1", Direction::Up, 0.6, 0.95),
                goalpost("C1", Direction::Down, 0.05, 0.0),
            ],
        )
    };
    let history = |versions: Vec<Written>| History::new(Draft { versions });
    assert_eq!(history(vec![]), Err(Wrong::NoVersion));
    assert_eq!(history(vec![second()]), Err(Wrong::Number { expected: 1, found: 2 }));
    let early = Written { date: date(2025, 1, 1), ..second() };
    assert_eq!(history(vec![first(), early]), Err(Wrong::Date(2)));

    let one = history(vec![first()]).expect("it is right");
    let two = history(vec![first(), second()]).expect("it is right");
    assert_eq!(two.present().number, 2);
    let on = |year, month| two.on(date(year, month, 30)).map(|version| version.number);
    assert_eq!([on(2025, 12), on(2026, 6), on(2026, 8)], [None, Some(1), Some(2)]);
    let changes = two.changes(2);
    let told: Vec<_> =
        changes.iter().map(|change| (change.id.as_str(), change.before.is_some())).collect();
    assert_eq!(told, [("C1", false), ("P1", true)]);

    assert_eq!(two.follows(&one), Ok(()));
    assert_eq!(one.follows(&two), Err(Wrong::Rewritten(2)), "taken out");
    let mut refitted = first();
    refitted.measures[0].floor = 0.4;
    let refitted = history(vec![refitted, second()]).expect("it is right by itself");
    assert_eq!(refitted.follows(&one), Err(Wrong::Rewritten(1)));
}

#[test]
fn floor_is_nothing_target_is_everything_half_way_is_fifty() {
    let kept = goalpost("P1", Direction::Up, 0.5, 0.9);
    let undue = goalpost("C1", Direction::Down, 0.05, 0.0);
    for (goalpost, share, points) in [
        (&kept, 0.5, 0.0),
        (&kept, 0.7, 50.0),
        (&kept, 0.9, 100.0),
        (&kept, 0.1, 0.0),
        (&kept, 1.0, 100.0),
        (&undue, 0.05, 0.0),
        (&undue, 0.025, 50.0),
        (&undue, 0.0, 100.0),
        (&undue, 0.3, 0.0),
    ] {
        assert!((goalpost.points(share) - points).abs() < 1e-9, "{} {share}", goalpost.id);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back_the_same(floors in prop::collection::vec(0..500_u32, 1..6)) {
        let floors = floors.iter().map(|thousandths| f64::from(*thousandths) / 1000.0);
        let measures = floors.zip(1..);
        let measures =
            measures.map(|(floor, place)| goalpost(&format!("P{place}"), Direction::Up, floor, 0.9));
        let draft = Draft { versions: vec![version(1, measures.collect())] };
        let written = serde_json::to_string(&draft).expect("it can be written");
        let read: Draft = serde_json::from_str(&written).expect("it can be read");
        prop_assert_eq!(&read, &draft);
        prop_assert!(History::new(read).is_ok());
    }
}
