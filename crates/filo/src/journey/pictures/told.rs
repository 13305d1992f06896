//! Cases told one event a line, for tests: case, hour, direction, group, activity, and a reason where there is one.

use filo_journey::case::{Cases, Vocabulary};
use filo_journey::frame::Frame;
use filo_journey::log::{Direction, Event, Log};
use filo_journey::role::{Role, Roles};
use jiff::tz::TimeZone;

use super::{Lanes, Scene, Talk};

/// Monday 5 January 2026, 00:00 UTC.
pub(super) const BEGIN: i64 = 1_767_571_200_000;
/// Milliseconds in an hour.
pub(super) const HOUR_MS: i64 = 3_600_000;
/// Milliseconds in a day.
pub(super) const DAY: i64 = 24 * HOUR_MS;

/// Cases with all that a scene needs.
pub(super) struct Told {
    pub(super) cases: Cases,
    pub(super) names: Vocabulary,
    pub(super) frame: Frame,
    pub(super) lanes: Lanes,
    pub(super) talk: Talk,
    pub(super) zone: TimeZone,
    pub(super) as_of: i64,
}

/// Reads cases: `a 3 in service ask fault`, a point where something is missing. `take`, `resolve` and `close` mean
/// what they say.
pub(super) fn told(lines: &str) -> Told {
    let mut log = Log::default();
    let mut as_of = BEGIN;
    for line in lines.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let word = |place: usize| words.get(place).copied().filter(|word| *word != ".");
        let hours: i64 = words[1].parse().unwrap();
        let at = BEGIN + hours * HOUR_MS;
        as_of = as_of.max(at);
        log.push(&Event {
            case: words[0],
            at,
            direction: word(2).map(|name| Direction::from_name(name).unwrap()),
            group: word(3).unwrap_or_default(),
            activity: words[4],
            reason: word(5).unwrap_or_default(),
            ..Event::default()
        });
    }
    let has_customer = lines.contains(" in ");
    let (cases, names) = Cases::of(log);
    let given = [(Role::Taken, "take"), (Role::Resolved, "resolve"), (Role::Closed, "close")];
    let meant = given.into_iter().filter(|(_, name)| names.activities.find(name).is_some());
    let (roles, _) = Roles::of(&names.activities, meant);
    let lanes = Lanes::new(&names.groups, |_| true, has_customer);
    Told {
        cases,
        names,
        frame: Frame::from(roles),
        lanes,
        talk: Talk::default(),
        zone: TimeZone::UTC,
        as_of,
    }
}

impl Told {
    pub(super) fn scene(&self) -> Scene<'_> {
        Scene {
            cases: &self.cases,
            names: &self.names,
            frame: &self.frame,
            lanes: &self.lanes,
            talk: &self.talk,
            zone: &self.zone,
            from: BEGIN,
            as_of: self.as_of,
            is_watched: true,
            only_asked: false,
        }
    }
}
