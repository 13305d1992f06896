//! Needs that nobody answered: calls in vain and no answer by the next working day, and their decoys.

use super::Story;
use super::scenarios::Scenario;
use super::telephone::Call;
use crate::sample::chance::Chance;
use crate::sample::dates::{Day, LAST_DAY, Stamp, WINDOW_START};
use crate::sample::source::Source;

/// Two to six calls within a day, and no answer for at least three working days.
pub(super) fn unanswered(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let day = Day(chance.between(WINDOW_START.0 + 4, LAST_DAY.0 - 9)).working();
    story.reserve(day.plus(-3), day.plus(9));
    let count = chance.between(2, 6);
    // On the line that the caller pays for, sometimes a machine answers and nobody else.
    let call = if chance.percent(30) { Call::Machine } else { Call::Missed };
    let mut attempts = Vec::new();
    let mut at = day.at(chance.between(9, 12), chance.between(0, 50));
    for _ in 0..count {
        attempts.push(story.call(chance, at, call));
        at = at.plus(i64::from(chance.between(4, 65)) * 60);
    }
    let variant = if chance.percent(50) {
        "never_answered"
    } else {
        let late = day.plus_working(chance.between(3, 4));
        if late <= LAST_DAY {
            let at = late.at(11, chance.between(0, 50));
            story.call(chance, at, Call::CalledBack);
        }
        "answered_too_late"
    };
    story.plant_calls(scenario, variant, &attempts);
}

/// The decoy of a missed call that is answered within the hour.
pub(super) fn answered(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let day = Day(chance.between(WINDOW_START.0 + 4, LAST_DAY.0 - 9)).working();
    let at = day.at(chance.between(9, 15), chance.between(0, 50));
    let (mut calls, last) = story.missed(chance, day, at);
    let answer = last.plus(i64::from(chance.between(10, 58)) * 60);
    calls.push(story.call(chance, answer, Call::Answered));
    story.plant_calls(scenario, scenario.variant, &calls);
}

/// The decoy of a missed call that the company returns on the next working morning.
pub(super) fn called_back(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let mut day = Day(chance.between(WINDOW_START.0 + 4, LAST_DAY.0 - 16)).working();
    if scenario.variant == "called_back_monday" {
        while day.weekday() != 4 || !day.is_working() {
            day = day.plus(1);
        }
    }
    let first = day.at(16, chance.between(0, 59));
    let (mut calls, _) = story.missed(chance, day, first);
    let morning = day.plus_working(1).at(9, chance.between(5, 55));
    calls.push(story.call(chance, morning, Call::CalledBack));
    story.plant_calls(scenario, scenario.variant, &calls);
}

/// The decoy of a missed call that a person answers by mail within a working day; by telephone
/// where the customer has no mail address.
pub(super) fn answered_by_mail(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let day = Day(chance.between(WINDOW_START.0 + 4, LAST_DAY.0 - 9)).working();
    let first = day.at(10, chance.between(0, 59));
    let (mut calls, last) = story.missed(chance, day, first);
    let answer = last.plus(i64::from(chance.between(60, 240)) * 60);
    let text = "Buongiorno,\nabbiamo visto le sue chiamate: la pratica è in corso, le diamo conferma entro domani.\n\nCordiali saluti\nServizio clienti Lumen Casa";
    match story.letter(Source::Replies, answer, "Le sue chiamate di oggi".to_owned()) {
        Some(mail) => calls.push(story.push(mail.word("text", text))),
        None => calls.push(story.call(chance, answer, Call::CalledBack)),
    }
    story.plant_calls(scenario, scenario.variant, &calls);
}

/// The decoy of calls on the last day of the data: too early to say, however one counts.
pub(super) fn not_mature(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let first = LAST_DAY.at(chance.between(10, 15), chance.between(0, 50));
    let (calls, _) = story.missed(chance, LAST_DAY, first);
    story.plant_calls(scenario, scenario.variant, &calls);
}

impl Story<'_> {
    /// One to three calls in vain, minutes apart, and the moment of the last; the days around are
    /// kept free.
    fn missed(&mut self, chance: &mut Chance, day: Day, first: Stamp) -> (Vec<usize>, Stamp) {
        self.reserve(day.plus(-3), day.plus(6));
        let count = chance.between(1, 3);
        let mut calls = Vec::new();
        let (mut at, mut last) = (first, first);
        for _ in 0..count {
            calls.push(self.call(chance, at, Call::Missed));
            last = at;
            at = at.plus(i64::from(chance.between(5, 30)) * 60);
        }
        (calls, last)
    }

    fn plant_calls(&mut self, scenario: &Scenario, variant: &'static str, calls: &[usize]) {
        let evidence = self.with_doubles(calls);
        self.plant(scenario, variant, None, "customer_service", evidence);
    }
}
