//! Quantities week by week: the time to the first answer, and how many handoffs were taken on in time.
//!
//! A week holds what began in it. It is mature once everything in it has ended, or once the lag has passed since its end; until then
//! the quick ones alone would make it look better than it is. A week that began before the time shown is no whole one, and left out.

use std::collections::BTreeMap;

use filo_journey::case::Case;
use filo_journey::names::MISSING;
use filo_journey::role::Role;
use filo_journey::stay::stays;
use filo_journey::survival::Survival;
use filo_journey::values::Turn;
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan as _};

use super::control::Week;
use super::{HOUR, Scene, group, real};

/// So many days after its end a week is mature in any case.
const LAG_DAYS: i64 = 7;

/// What is waited for, and by when it came.
struct Wait {
    /// When it began.
    at: i64,
    /// Working time until it came, or until it was last seen waiting.
    lasted: i64,
    has_come: bool,
    /// Whether it may still come.
    is_open: bool,
}

/// The median time to the first answer, in hours, by the week of the contact; who is listened to when asking is answered at
/// once, and not among them.
#[must_use]
pub fn first_answer(scene: &Scene<'_>) -> Vec<Week> {
    let wait = |case: Case<'_>| {
        let contact = scene.contact(&case, true)?;
        if scene.talk.is_spoken(&case, contact) {
            return None;
        }
        let answer = scene.talk.answer(&case, contact);
        let end = answer.map_or_else(|| scene.seen_until(&case), |event| case.at[event]);
        let at = case.at[contact];
        let holder = group(&case, answer.unwrap_or(contact));
        let lasted = scene.between(holder, at, end);
        let has_come = answer.is_some();
        Some(Wait { at, lasted, has_come, is_open: !has_come })
    };
    medians(scene, scene.shown().filter_map(wait))
}

/// The median time from a handoff until it is taken on, in hours, by the week of the handoff; where nobody said what
/// takes a case on, until the receiver's first event.
#[must_use]
pub fn taken_on(scene: &Scene<'_>) -> Vec<Week> {
    let needs_taking = scene.frame.roles.has(Role::Taken);
    let mut found = Vec::new();
    let mut waits = Vec::new();
    for case in scene.shown() {
        stays(&case, &mut found);
        for pair in found.windows(2) {
            let [sender, receiver] = [pair[0], pair[1]];
            let takes = |event: &usize| {
                group(&case, *event) != MISSING
                    && (!needs_taking || scene.frame.roles.is(case.activity[*event], Role::Taken))
            };
            let taken = (receiver.first..=receiver.last).find(takes);
            let is_last = receiver.last + 1 >= case.at.len();
            // A stay that was handed on without being taken on waited until then.
            let seen = if is_last { scene.seen_until(&case) } else { case.at[receiver.last] };
            let (at, end) = (case.at[sender.last], taken.map_or(seen, |event| case.at[event]));
            let lasted = scene.between(receiver.group, at, end);
            let has_come = taken.is_some();
            waits.push(Wait { at, lasted, has_come, is_open: !has_come && is_last });
        }
    }
    medians(scene, waits.into_iter())
}

/// The share of what came in time, by the week in which it began: when it began, and whether it was in time, nothing where
/// that cannot be judged yet.
#[must_use]
pub fn in_time(scene: &Scene<'_>, judged: &[(i64, Option<bool>)]) -> Vec<Week> {
    let mut weeks: BTreeMap<Date, (u64, u64, bool)> = BTreeMap::new();
    for (at, in_time) in judged {
        let week = weeks.entry(monday(scene.day(*at))).or_insert((0, 0, true));
        week.0 += u64::from(in_time.is_some());
        week.1 += u64::from(*in_time == Some(true));
        week.2 &= in_time.is_some();
    }
    let week = |(begins, (n, well, is_done)): (Date, (u64, u64, bool))| {
        let value = (n > 0).then(|| real(well) / real(n));
        (begins, Counted { n, x: Some(well), value, is_done })
    };
    all_weeks(scene, &weeks.into_iter().map(week).collect())
}

fn medians(scene: &Scene<'_>, waits: impl Iterator<Item = Wait>) -> Vec<Week> {
    let mut weeks: BTreeMap<Date, (Survival, bool)> = BTreeMap::new();
    for wait in waits {
        let (times, is_open) = weeks.entry(monday(scene.day(wait.at))).or_default();
        times.turn(Turn::In, wait.lasted, wait.has_come);
        *is_open |= wait.is_open;
    }
    let told = weeks.into_iter().map(|(begins, (mut times, is_open))| {
        let lasting = times.lasting(HOUR);
        let n = lasting.ended + lasting.open;
        (begins, Counted { n, x: None, value: lasting.p50, is_done: !is_open })
    });
    all_weeks(scene, &told.collect())
}

/// What was counted of a week.
#[derive(Clone, Copy)]
struct Counted {
    n: u64,
    x: Option<u64>,
    value: Option<f64>,
    /// Whether everything in it has ended.
    is_done: bool,
}

/// Puts weeks of which nothing is known between the others, and says which are mature.
fn all_weeks(scene: &Scene<'_>, known: &BTreeMap<Date, Counted>) -> Vec<Week> {
    let is_whole = |monday: &&Date| scene.from == i64::MIN || **monday >= scene.day(scene.from);
    let whole = || known.keys().filter(is_whole);
    let (Some(first), Some(last)) = (whole().next(), whole().next_back()) else {
        return Vec::new();
    };
    let today = scene.day(scene.as_of);
    let step: Span = 7.days();
    let mut weeks = Vec::new();
    let mut begins = *first;
    while begins <= *last {
        let empty = Counted { n: 0, x: None, value: None, is_done: true };
        let Counted { n, x, value, is_done } = known.get(&begins).copied().unwrap_or(empty);
        let is_over = begins.checked_add(step).is_ok_and(|end| end <= today);
        let is_old = begins.checked_add((7 + LAG_DAYS).days()).is_ok_and(|end| end <= today);
        weeks.push(Week { begins, n, x, value, is_mature: is_old || (is_over && is_done) });
        let Ok(next) = begins.checked_add(step) else { break };
        begins = next;
    }
    weeks
}

/// The Monday of a day's week.
fn monday(day: Date) -> Date {
    let since = i64::from(day.weekday().since(Weekday::Monday));
    day.checked_sub(since.days()).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::super::told::{BEGIN, HOUR_MS, told};
    use super::{first_answer, in_time, taken_on};

    /// By week: how many, the value, and whether it is mature.
    fn rows(weeks: &[super::Week]) -> Vec<(String, u64, Option<f64>, bool)> {
        weeks.iter().map(|one| (one.begins.to_string(), one.n, one.value, one.is_mature)).collect()
    }

    fn row(
        day: &str,
        n: u64,
        value: Option<f64>,
        is_mature: bool,
    ) -> (String, u64, Option<f64>, bool) {
        (day.to_owned(), n, value, is_mature)
    }

    #[test]
    fn a_contact_counts_in_its_week_and_an_open_one_keeps_the_week_young() {
        // Hour 335 is a Sunday, 336 a Monday; 900 lies in the sixth week.
        let told = told(
            "a 3   in  s ask\n a 5   out s answer\n\
             b 4   in  s ask\n b 10  out s answer\n\
             c 335 in  s ask\n c 340 out s answer\n\
             d 672 in  s ask\n\
             e 840 in  s ask\n e 900 out s answer\n e 910 . s note",
        );
        let found = rows(&first_answer(&told.scene()));
        let expected = [
            row("2026-01-05", 2, Some(2.0), true),
            row("2026-01-12", 1, Some(5.0), true),
            row("2026-01-19", 0, None, true),
            row("2026-01-26", 0, None, true),
            row("2026-02-02", 1, None, false),
            row("2026-02-09", 1, Some(60.0), false),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_handoff_waits_until_it_is_taken_on_or_handed_on() {
        let told = told(
            "a 0   . s ask\n a 1   . t take\n a 2 . t work\n\
             b 0   . s ask\n b 9   . t note\n b 20 . t take\n\
             c 0   . s ask\n c 5   . t note\n c 6 . u take\n\
             d 500 . s ask\n d 501 . t note",
        );
        let times = rows(&taken_on(&told.scene()));
        // 1 (a), 1 (c's second) and 20 (b) came; c's first waited 5 hours in vain.
        assert_eq!(times[0], row("2026-01-05", 4, Some(1.0), true));
        assert_eq!(times[2], row("2026-01-19", 1, None, false), "d still waits");
    }

    #[test]
    fn a_share_is_of_what_was_judged_and_the_unjudged_keep_a_week_young() {
        let told = told("a 0 . s ask\n b 500 . s note");
        let at = |hours: i64| BEGIN + hours * HOUR_MS;
        let judged = [
            (at(0), Some(true)),
            (at(30), Some(true)),
            (at(31), Some(false)),
            (at(340), Some(true)),
            (at(499), None),
        ];
        let found = rows(&in_time(&told.scene(), &judged));
        let expected = [
            row("2026-01-05", 3, Some(2.0 / 3.0), true),
            row("2026-01-12", 0, None, true),
            row("2026-01-19", 1, Some(1.0), false),
        ];
        assert_eq!(found, expected);
        assert!(in_time(&told.scene(), &[]).is_empty());
    }

    #[test]
    fn a_week_that_began_before_the_time_shown_is_left_out() {
        let told = told("a 50 in s ask\n a 51 out s answer\n b 200 in s ask\n b 202 out s answer");
        let mut scene = told.scene();
        assert_eq!(first_answer(&scene).len(), 2);
        scene.from += HOUR_MS * 24;
        let found = rows(&first_answer(&scene));
        assert_eq!(found, [row("2026-01-12", 1, Some(2.0), false)], "a began on a Wednesday");
    }

    #[test]
    fn nothing_gives_no_week() {
        assert!(first_answer(&told("").scene()).is_empty());
    }
}
