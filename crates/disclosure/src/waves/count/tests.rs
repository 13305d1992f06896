//! What follows from the numbers told, by trying every world that would have told the same.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Department, Wave};
use super::{Count, Participation, in_steps, together};
use crate::Threshold;

fn participation(people: &[(u32, u32)], is_open: bool) -> Participation {
    let department = |(place, &(invited, respondents)): (usize, &(u32, u32))| Department {
        name: place.to_string(),
        invited,
        respondents,
        ..Department::default()
    };
    let departments = people.iter().enumerate().map(department).collect();
    Participation::of(&Wave { name: "1".into(), is_open, departments }, Threshold::LEAST)
}

fn told(invited: u32, respondents: u32, is_open: bool) -> (u32, u32) {
    let Count { from, to } =
        participation(&[(invited, respondents)], is_open).departments["0"].respondents;
    (from, to)
}

#[test]
fn known_ranges() {
    // Closed: few who answered, few who did not, and enough of both.
    assert_eq!([told(30, 4, false), told(30, 5, false)], [(0, 4), (5, 5)]);
    assert_eq!(
        [told(30, 25, false), told(30, 26, false), told(30, 30, false)],
        [(25, 25), (26, 30), (26, 30)]
    );
    assert_eq!([told(7, 4, false), told(7, 5, false), told(7, 7, false)], [(0, 4), (5, 7), (5, 7)]);
    // Open: in steps of five, of fewer than ten nothing.
    assert_eq!([told(9, 0, true), told(9, 9, true)], [(0, 9), (0, 9)]);
    assert_eq!(
        [told(22, 4, true), told(22, 9, true), told(22, 14, true)],
        [(0, 4), (5, 9), (10, 14)]
    );
    assert_eq!([told(22, 15, true), told(22, 22, true)], [(15, 22), (15, 22)]);
}

#[test]
fn the_company_s_number_is_told_where_it_narrows_no_department() {
    let company = |people: &[(u32, u32)]| participation(people, false).company.respondents;
    // Twelve departments of twelve with ten answers each: each may have eight to twelve.
    assert_eq!(company(&[(12, 10); 12]).exact(), Some(120));
    // All of them answered in full: the number would say so.
    assert_eq!(company(&[(12, 12); 12]), Count { from: 96, to: 144 });
    // One department's range would become a number.
    assert_eq!(company(&[(30, 20), (18, 17)]), Count { from: 34, to: 38 });
}

/// Every set of departments, and of each the numbers who did not answer in the worlds given.
fn narrowed(worlds: &[Vec<u32>], invited: &[u32]) -> Option<(u32, u32)> {
    (1..1_u32 << invited.len()).find_map(|set| {
        let inside = |values: &[u32]| -> u32 {
            let chosen = values.iter().enumerate().filter(|(place, _)| set >> place & 1 == 1);
            chosen.map(|(_, value)| *value).sum()
        };
        let all = inside(invited);
        let answered: BTreeSet<u32> = worlds.iter().map(|world| inside(world)).collect();
        let alone = (answered.len() == 1).then(|| answered.first().copied()).flatten()?;
        let is_few = |people| (1..5).contains(&people);
        (is_few(alone) || is_few(all - alone)).then_some((set, alone))
    })
}

const COMPANIES: [&[u32]; 9] = [
    &[5, 5, 5],
    &[5, 6, 12],
    &[7, 9, 10],
    &[10, 10, 10],
    &[11, 12, 13],
    &[6, 16],
    &[21, 9],
    &[33],
    &[5, 7, 8, 9],
];

/// Fails where all worlds of a company that tell the same have one number of few in common.
fn tells_of_few(invited: &[u32], tell: impl Fn(&[(u32, u32)]) -> String) -> Option<String> {
    let mut by_told: BTreeMap<String, Vec<Vec<u32>>> = BTreeMap::new();
    let mut world = vec![0; invited.len()];
    loop {
        let people: Vec<_> = invited.iter().copied().zip(world.iter().copied()).collect();
        by_told.entry(tell(&people)).or_default().push(world.clone());
        // The next world, counting up.
        let Some(place) = (0..world.len()).find(|&place| world[place] < invited[place]) else {
            break;
        };
        world[..place].fill(0);
        world[place] += 1;
    }
    by_told
        .into_iter()
        .find(|(_, worlds)| narrowed(worlds, invited).is_some())
        .map(|(told, _)| told)
}

#[test]
fn nobody_who_knows_the_rules_finds_that_one_to_four_answered_or_did_not() {
    for invited in COMPANIES {
        for is_open in [true, false] {
            let told = |people: &[(u32, u32)]| format!("{:?}", participation(people, is_open));
            assert_eq!(tells_of_few(invited, told), None, "{invited:?} {is_open}");
        }
        // With every number as it is the same search finds some.
        assert!(tells_of_few(invited, |people| format!("{people:?}")).is_some());
    }
}

#[test]
fn nor_does_the_number_beside_a_figure() {
    for invited in COMPANIES {
        let told = |people: &[(u32, u32)]| {
            let range = |&(invited, people)| in_steps(invited, people, Threshold::LEAST);
            let ranges: Vec<Count> = people.iter().map(range).collect();
            let sum: u32 = people.iter().map(|(_, people)| people).sum();
            // A department of fewer than five has no figure: its range says no more than that.
            format!("{ranges:?} {:?}", together(&ranges, sum, 5, Threshold::LEAST))
        };
        assert_eq!(tells_of_few(invited, told), None, "{invited:?}");
    }
}

#[test]
fn the_moment_at_which_an_open_range_gives_way_tells_no_few() {
    for invited in 5..60 {
        for respondents in 1..=invited {
            if told(invited, respondents, true) != told(invited, respondents - 1, true) {
                let missing = invited - respondents;
                assert!(respondents >= 5 && missing >= 5, "{respondents} of {invited}");
            }
        }
    }
}
