//! What is planted is what it claims to be: each kind checked against the true events.

mod kinds;
mod procedures;

use super::*;
use dates::{Day, LAST_DAY};
use event::Fate;
use event::{Event, Value};
use story::{BY_LIFE, IN_WORDS, Planted};

fn day_of(event: &Event, field: &str) -> Option<Day> {
    match event.value(field) {
        Some(Value::Day(day)) => Some(*day),
        _ => None,
    }
}

fn cents_of(event: &Event) -> i64 {
    match event.value("amount") {
        Some(Value::Cents(cents)) => *cents,
        _ => 0,
    }
}

/// The events of a source about the claim, and the instalment where the act names one.
fn about<'a>(
    story: &'a Story<'_>,
    source: Source,
    act: &'a Event,
) -> impl Iterator<Item = &'a Event> {
    story.events.iter().filter(move |event| {
        let is_part =
            act.get("instalment").is_none_or(|part| event.get("instalment") == Some(part));
        event.source == source && event.get("claim") == act.get("claim") && is_part
    })
}

fn is_harm(story: &Story<'_>, planted: &Planted) -> bool {
    let act = &story.events[planted.act];
    let by = |source, last: Day| -> i64 {
        about(story, source, act).filter(|event| event.at.day() <= last).map(cents_of).sum()
    };
    let paid = |last: Day| by(Source::Bank, last) + by(Source::Portal, last);
    let claimed: i64 = about(story, Source::Invoices, act).map(cents_of).sum();
    let day = act.at.day();
    match planted.kind {
        "not_due" => about(story, Source::Invoices, act)
            .any(|row| day_of(row, "due").is_some_and(|due| due >= day)),
        "paid" => paid(day.plus(-2)) >= claimed,
        "credited" => by(Source::Credits, day.plus(-2)) >= claimed,
        "disputed" => {
            let disputes = story.events.iter().filter(|event| {
                event.source == Source::Disputes
                    && event.get("claim") == act.get("claim")
                    && event.at <= act.at
            });
            disputes
                .max_by_key(|event| event.at)
                .is_some_and(|last| last.get("state") == Some("opened"))
        }
        "rejected" => kinds::is_rejected(story, act),
        "after_end" => kinds::is_after_end(story, act),
        "suspect_promotion" => kinds::is_suspect(story, act),
        "unbilled" => kinds::is_unbilled(story, act),
        "told_again" => kinds::is_told_again(story),
        "contact_rain" => kinds::is_rainy(story),
        "unanswered" => is_unanswered(story, planted),
        "promise_broken" => is_broken(story, act),
        "handoff_late" => is_late(story, act),
        other => panic!("an unknown kind: {other}"),
    }
}

fn is_unanswered(story: &Story<'_>, planted: &Planted) -> bool {
    let attempts = planted.evidence.iter().map(|&place| &story.events[place]);
    let attempts = attempts.filter(|event| {
        event.get("direction") == Some("E") && event.get("outcome") != Some("ANSWERED")
    });
    let (first, last) =
        (story.events[planted.act].at, attempts.map(|event| event.at).max().unwrap());
    let until = last.day().plus_working(1).at(23, 59);
    // What the next working day would have brought is not known at the end of the data.
    until.day() <= LAST_DAY
        && !story.events.iter().any(|event| {
            let is_answer = match event.source {
                Source::Calls => event.get("outcome") == Some("ANSWERED"),
                Source::Replies => event.get("automatic").is_none(),
                Source::Tickets => event.get("kind") != Some("note"),
                _ => false,
            };
            is_answer && event.at >= first && event.at <= until
        })
}

fn is_broken(story: &Story<'_>, made: &Event) -> bool {
    let steps: Vec<&Event> = story
        .events
        .iter()
        .filter(|event| {
            event.source == Source::Promises && event.get("promise") == made.get("promise")
        })
        .collect();
    let is_moved = |event: &&&Event| event.get("state") == Some("moved");
    let due = steps
        .iter()
        .find(is_moved)
        .map_or_else(|| day_of(made, "due"), |event| day_of(event, "due"));
    let due = due.unwrap();
    let is_settled = steps.iter().any(|event| {
        matches!(event.get("state"), Some("kept" | "withdrawn")) && event.at.day() <= due
    });
    due <= LAST_DAY && !is_settled
}

fn is_late(story: &Story<'_>, sent: &Event) -> bool {
    let days = if sent.get("to") == Some("technical") { 2 } else { 1 };
    let deadline = sent.at.day().plus_working(days).at(23, 59);
    !story.events.iter().any(|event| {
        let is_answer = event.source == Source::Handoffs
            && event.get("handoff") == sent.get("handoff")
            && event.get("state") != Some("sent");
        let is_entry = event.get("case") == sent.get("case")
            && event.get("department").is_some()
            && event.get("department") == sent.get("to");
        (is_answer || is_entry) && event.at <= deadline
    })
}

#[test]
fn harms_are_harms_and_decoys_and_ordinary_acts_are_not() {
    let texts = Texts::load().unwrap();
    for seed in [3, 4] {
        for story in stories(1500, seed, &texts) {
            // What a later part will judge has no written definition yet.
            let today = |planted: &&Planted| planted.part.is_none() && !is_journey(planted);
            for planted in story.planted.iter().filter(today) {
                assert_eq!(
                    is_harm(&story, planted),
                    planted.is_harm,
                    "{} {} of customer {}",
                    planted.kind,
                    planted.variant,
                    story.person.index
                );
                let day = story.events[planted.act].at.day();
                let is_made_before = ["promise_broken", "unbilled"].contains(&planted.kind)
                    || planted.variant == ORDINARY;
                assert!(day >= dates::WINDOW_START || is_made_before, "{}", planted.variant);
            }
        }
    }
}

/// Whether it is of a kind that the course of entries shows, and that the story itself reads anew.
fn is_journey(planted: &Planted) -> bool {
    let kinds = ["stalled", "looped", "handed_back", "chased", "collision", "answered_late"];
    kinds.contains(&planted.kind)
}

#[test]
fn what_journeys_are_planted_for_is_so_and_their_decoys_are_not() {
    let texts = Texts::load().unwrap();
    let (mut shown, mut hidden) = (BTreeMap::new(), BTreeMap::new());
    for story in stories(3000, 5, &texts) {
        let journeys = || story.planted.iter().filter(|one| is_journey(one));
        let planned = |one: &&Planted| ![ORDINARY, BY_LIFE, IN_WORDS].contains(&one.variant);
        for one in journeys().filter(|one| one.is_harm).filter(planned) {
            let lacks = |place: &usize| matches!(story.events[*place].fate, Fate::Missing(..));
            if one.is_hidden && !one.evidence.iter().any(lacks) {
                *hidden.entry(one.variant).or_insert(0) += 1;
            } else {
                *shown.entry(one.variant).or_insert(0) += 1;
            }
            assert!(story.events[one.act].at.day() >= dates::WINDOW_START, "{}", one.variant);
        }
        for decoy in journeys().filter(|one| !one.is_harm).filter(planned) {
            let is_same = |one: &&Planted| one.is_harm && one.kind == decoy.kind;
            let mut same = journeys().filter(is_same);
            let meets = |one: &Planted| one.evidence.iter().any(|it| decoy.evidence.contains(it));
            assert!(!same.any(meets), "{} of customer {}", decoy.variant, story.person.index);
        }
    }
    // Handoffs alone seldom show who was bounced: most conversations send the customer on in words.
    let only_in_words: Vec<&str> = hidden.keys().copied().collect();
    assert_eq!(only_in_words, ["bounce"], "{hidden:?} of {shown:?}");
    for variant in ["wait", "loop", "slow", "chase", "collision"] {
        assert!(shown[variant] >= 18, "{shown:?}");
    }
    assert!(shown["bounce"] >= 3, "{hidden:?} of {shown:?}");
}

#[test]
fn nobody_tells_again_or_is_rained_on_but_where_it_is_planted() {
    let texts = Texts::load().unwrap();
    for story in stories(2_500, 61, &texts) {
        let is_planted = |kind| story.planted.iter().any(|one| one.is_harm && one.kind == kind);
        assert_eq!(
            kinds::is_told_again(&story),
            is_planted("told_again"),
            "{}",
            story.person.index
        );
        assert_eq!(kinds::is_rainy(&story), is_planted("contact_rain"), "{}", story.person.index);
    }
}

#[test]
fn every_promotion_of_ordinary_life_is_innocent() {
    let texts = Texts::load().unwrap();
    for story in stories(2_500, 62, &texts) {
        let planted: Vec<usize> = story
            .planted
            .iter()
            .filter(|one| one.is_harm && one.kind == "suspect_promotion")
            .map(|one| one.act)
            .collect();
        for (place, event) in story.events.iter().enumerate() {
            if event.source.is_campaign() {
                let is_suspect = kinds::is_suspect(&story, event);
                assert_eq!(is_suspect, planted.contains(&place), "{}", story.person.index);
            }
        }
    }
}

#[test]
fn harmed_customers_leave_more_often_and_one_improvement_works() {
    let texts = Texts::load().unwrap();
    let (mut left, mut all) = ([0, 0], [0, 0]);
    let (mut late, mut sent) = ([[0, 0], [0, 0]], [[0, 0], [0, 0]]);
    for story in stories(12_000, 63, &texts) {
        let harmed =
            usize::from(story.planted.iter().any(|one| one.is_harm && one.variant != "left"));
        all[harmed] += 1;
        left[harmed] += u32::from(story.ends.is_some());
        let handoffs = story.planted.iter().filter(|one| one.kind == "handoff_late");
        for one in handoffs.filter(|one| [ORDINARY, "by_habit"].contains(&one.variant)) {
            let Some(place) =
                ["technical", "administration"].iter().position(|to| *to == one.department)
            else {
                continue;
            };
            let after = usize::from(story.events[one.act].at.day() >= story::IMPROVED_ON);
            sent[place][after] += 1;
            late[place][after] += u32::from(one.is_harm);
        }
    }
    let share = |part: u32, whole: u32| 100 * part / whole.max(1);
    assert!(share(left[1], all[1]) > 2 * share(left[0], all[0]), "{left:?} of {all:?}");
    let of = |place: usize, after: usize| share(late[place][after], sent[place][after]);
    assert!(of(0, 0) > 20 && of(0, 1) < 12, "technical: {late:?} of {sent:?}");
    assert!(of(1, 0).abs_diff(of(1, 1)) < 9, "administration: {late:?} of {sent:?}");
}

#[test]
fn exact_groups_of_a_person_hold_no_record_of_another() {
    let texts = Texts::load().unwrap();
    let mut records = exact::Records::default();
    let mut owner: BTreeMap<usize, u32> = BTreeMap::new();
    let stories = stories(600, 9, &texts);
    let mut keys = Vec::new();
    for story in &stories {
        keys.extend(
            story
                .events
                .iter()
                .filter_map(|event| records.add(event).map(|key| (key, story.person.index))),
        );
    }
    records.group();
    for (key, person) in keys {
        let group = records.group_of(&key).unwrap();
        assert_eq!(*owner.entry(group).or_insert(person), person, "{key:?}");
    }
}

#[test]
fn what_a_pair_shares_never_joins_the_two() {
    let texts = Texts::load().unwrap();
    for pair in stories(8000, 41, &texts).chunks(2) {
        let mut records = exact::Records::default();
        let mut owner: BTreeMap<usize, u32> = BTreeMap::new();
        let keys: Vec<_> = pair
            .iter()
            .flat_map(|story| story.events.iter().map(|event| (event, story.person.index)))
            .filter_map(|(event, person)| records.add(event).map(|key| (key, person)))
            .collect();
        records.group();
        for (key, person) in keys {
            let group = records.group_of(&key).unwrap();
            assert_eq!(*owner.entry(group).or_insert(person), person, "{key:?}");
        }
    }
}

#[test]
fn most_people_are_known_to_several_systems_and_some_not_by_exact_keys() {
    let texts = Texts::load().unwrap();
    let (mut several, mut split) = (0, 0);
    for story in stories(600, 9, &texts) {
        let mut records = exact::Records::default();
        let keys: BTreeSet<_> =
            story.events.iter().filter_map(|event| records.add(event)).collect();
        records.group();
        let systems: BTreeSet<&str> = keys.iter().map(|key| key.system).collect();
        let groups: BTreeSet<_> = keys.iter().map(|key| records.group_of(key)).collect();
        several += u32::from(systems.len() > 2);
        split += u32::from(groups.len() > 1);
    }
    assert!(several > 400, "{several}");
    assert!((40..300).contains(&split), "{split}");
}
