//! What an ordinary company does keeps its written procedures, but where the truth says otherwise: some
//! templates told anew, act by act.

use super::*;
use story::is_act;

/// Whether an act breaks a template, told as its sentence says it; nothing where the act is not of its
/// kind.
fn breaks(story: &Story<'_>, template: &str, act: &Event) -> Option<bool> {
    let before = || story.events.iter().filter(|event| event.at < act.at);
    let days = |event: &Event| act.at.day().0 - event.at.day().0;
    let is_of = |event: &&Event| {
        event.source == Source::Reminders
            && event.get("claim") == act.get("claim")
            && event.get("instalment") == act.get("instalment")
    };
    match template {
        "REC-06" if act.source == Source::Collections => {
            let friendly =
                before().filter(is_of).filter(|one| one.get("kind") == Some("SOLLECITO"));
            let is_too_soon = before().filter(is_of).any(|one| days(one) < 15);
            Some(friendly.count() < 2 || is_too_soon)
        }
        "TEL-04" if act.source.is_campaign() => Some(before().any(|one| {
            one.source.is_campaign()
                && one.get("outcome").is_some_and(|said| {
                    said.to_lowercase().contains("client") || said == "already customer"
                })
        })),
        "TEL-05" if act.source.is_campaign() => {
            let date = act.at.day().date();
            let hour = act.at.0.rem_euclid(86_400) / 3600;
            let rests = |date: jiff::civil::Date| {
                date.weekday() == jiff::civil::Weekday::Sunday
                    || dates::HOLIDAYS.iter().any(|day| day.date() == date)
            };
            let is_short =
                date.weekday() == jiff::civil::Weekday::Saturday || rests(date.tomorrow().unwrap());
            let hours = if is_short { 10..19 } else { 9..20 };
            Some(rests(date) || !hours.contains(&hour))
        }
        "TEL-08" if act.source.is_campaign() => {
            let month = before()
                .filter(|one| one.source.is_campaign() && act.at.0 - one.at.0 <= 30 * 86_400);
            Some(month.count() >= 3)
        }
        _ => None,
    }
}

#[test]
fn an_act_breaks_a_procedure_where_the_truth_says_so_and_nowhere_else() {
    let texts = Texts::load().unwrap();
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for story in stories(3_000, 71, &texts) {
        for breach in &story.breaches {
            *counts.entry(breach.template).or_default() += 1;
            assert_eq!(breach.evidence[0], breach.act);
            assert!(is_act(&story.events[breach.act]), "{}", breach.template);
        }
        let undue: Vec<usize> = story
            .planted
            .iter()
            .filter(|one| one.is_harm && one.kind != "contact_rain" && one.part.is_none())
            .map(|one| one.act)
            .collect();
        let acts = story.events.iter().enumerate().filter(|(_, event)| is_act(event));
        for (place, act) in acts.filter(|(place, _)| !undue.contains(place)) {
            for template in ["REC-06", "TEL-04", "TEL-05", "TEL-08"] {
                let Some(breaks) = breaks(&story, template, act) else { continue };
                let mut told = story.breaches.iter();
                let is_told = told.any(|one| one.act == place && one.template == template);
                assert_eq!(is_told, breaks, "{template} of customer {}", story.person.index);
            }
        }
    }
    for template in ["REC-04", "REC-06", "REC-07", "REC-13", "TEL-04", "TEL-05", "TEL-07", "TEL-08"]
    {
        assert!(counts.get(template).is_some_and(|count| *count >= 2), "{counts:?}");
    }
}

#[test]
fn most_ordinary_transfers_and_calls_keep_every_procedure() {
    let texts = Texts::load().unwrap();
    let (mut acts, mut broken) = (0, 0);
    for story in stories(3_000, 72, &texts) {
        let planted = story.planted.iter().filter(|one| one.variant != ORDINARY);
        let planted: BTreeSet<usize> = planted.flat_map(|one| one.evidence.clone()).collect();
        let breaking: BTreeSet<usize> = story.breaches.iter().map(|one| one.act).collect();
        for (place, event) in story.events.iter().enumerate() {
            if is_act(event) && !planted.contains(&place) {
                acts += 1;
                broken += u32::from(breaking.contains(&place));
            }
        }
    }
    assert!(acts > 2_000 && broken > 20, "{broken} of {acts}");
    assert!(broken * 20 < acts, "{broken} of {acts} are more than a small share");
}
