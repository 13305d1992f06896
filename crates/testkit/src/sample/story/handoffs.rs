//! Handoffs between departments: taken over too late, and the decoys taken over in time.

use super::company;
use super::scenarios::{self, Scenario};
use super::{Story, act_day};
use crate::sample::chance::Chance;
use crate::sample::dates::{Day, FIRST_DAY, HOLIDAYS, LAST_DAY, Stamp, WINDOW_START};
use crate::sample::event::Event;
use crate::sample::source::Source;

/// A handoff under way.
#[derive(Debug)]
struct Handoff {
    number: String,
    case: String,
    from: &'static str,
    to: &'static str,
}

/// The receiver takes the case over after its deadline, or never.
pub(super) fn late(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let last = LAST_DAY.0 - 12;
    let day = Day(chance.between(WINDOW_START.0 + 4, last)).working();
    let handoff = story.handoff(chance);
    let at = day.at(chance.between(9, 12), 20);
    let sent = story.handoff_step(chance, &handoff, at, "sent");
    let variant = if chance.percent(40) {
        "never_taken"
    } else {
        // A working day and some hours beyond the deadline, so that no way of counting excuses it.
        let days = deadline_days(handoff.to) + chance.between(1, 3);
        let taken = day.plus_working(days).at(chance.between(14, 17), 5);
        story.handoff_step(chance, &handoff, taken, "accepted");
        "taken_too_late"
    };
    story.plant_handoff(scenario, variant, &handoff, vec![sent]);
}

/// The decoy of a handoff that waits over a weekend or a holiday and is taken on the next morning.
pub(super) fn over_days_off(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let handoff = story.handoff(chance);
    let (day, hour) = if scenario.variant == "over_a_holiday" {
        // Easter Monday, 1 May, 2 June, 24 June.
        let holiday = *chance.pick(&[HOLIDAYS[2], HOLIDAYS[4], HOLIDAYS[5], HOLIDAYS[6]]);
        (holiday.working_before(), 16)
    } else {
        let mut day = act_day(chance);
        // At the latest Friday 26 June.
        while day.weekday() != 4 || !day.is_working() || day.plus_working(1).weekday() != 0 {
            day = day.plus(1);
        }
        (day, 17)
    };
    let sent = story.handoff_step(chance, &handoff, day.at(hour, 0), "sent");
    let taken = day.plus_working(1).at(10, 0);
    let answer = story.handoff_step(chance, &handoff, taken, "accepted");
    story.plant_handoff(scenario, scenario.variant, &handoff, vec![sent, answer]);
}

/// The decoy of a handoff accepted or declined in time.
pub(super) fn answered(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let handoff = story.handoff(chance);
    let day = act_day(chance);
    let state = if scenario.variant == "declined_in_time" { "declined" } else { "accepted" };
    let at = day.at(chance.between(10, 15), 30);
    let sent = story.handoff_step(chance, &handoff, at, "sent");
    let taken = in_time(chance, day);
    let answer = story.handoff_step(chance, &handoff, taken, state);
    story.plant_handoff(scenario, scenario.variant, &handoff, vec![sent, answer]);
}

/// The decoy of a handoff without an answer of its own, whose case the receiver works on in time.
pub(super) fn entry_of_case(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let handoff = story.handoff(chance);
    let day = act_day(chance);
    let at = day.at(chance.between(10, 15), 30);
    let sent = story.handoff_step(chance, &handoff, at, "sent");
    let at = in_time(chance, day);
    let text = chance.pick(&story.texts.short().notes).clone();
    let event = story
        .ticket(chance, &handoff.case, at, "note", "owned")
        .word("department", handoff.to)
        .text("text", text);
    let entry = story.push(event);
    story.plant_handoff(scenario, scenario.variant, &handoff, vec![sent, entry]);
}

/// The next working morning: less than a working day after any hour from 10:30 on.
fn in_time(chance: &mut Chance, day: Day) -> Stamp {
    day.plus_working(1).at(9, chance.between(0, 45))
}

/// The working days that a department has to take a case over, as in filo.toml.
fn deadline_days(department: &str) -> i32 {
    if department == "technical" { 2 } else { 1 }
}

impl Story<'_> {
    /// An ordinary handoff of a case, taken over in time.
    pub(super) fn live_handoff(&mut self, chance: &mut Chance, case: &str, at: Stamp) {
        let mut handoff = self.handoff(chance);
        let day = at.day().working();
        let at = day.at(chance.between(10, 15), 15);
        if chance.percent(company::late_percent(handoff.to, day)) {
            // In a case of its own: a word of the receiver in the customer's would take it over.
            self.late_by_habit(chance, &handoff, day);
            return;
        }
        case.clone_into(&mut handoff.case);
        let sent = self.handoff_step(chance, &handoff, at, "sent");
        let taken = in_time(chance, day);
        let answer = self.handoff_step(chance, &handoff, taken, "accepted");
        self.ordinary("handoff_late", handoff.to, &[sent, answer]);
    }

    /// Work that customer service hands to the technicians or to administration, with no word to the
    /// customer: what the habits of a department are measured by.
    pub(super) fn live_work_order(&mut self, chance: &mut Chance) {
        let day = Day(chance.between(FIRST_DAY.0, LAST_DAY.0 - 12)).working();
        if !self.is_free(day, day.plus_working(5)) {
            return;
        }
        let mut handoff = self.handoff(chance);
        handoff.to = chance.word(&["technical", "administration"]);
        if chance.percent(company::late_percent(handoff.to, day)) {
            self.late_by_habit(chance, &handoff, day);
            return;
        }
        let at = day.at(chance.between(10, 15), 40);
        let sent = self.handoff_step(chance, &handoff, at, "sent");
        let taken = in_time(chance, day);
        let answer = self.handoff_step(chance, &handoff, taken, "accepted");
        self.ordinary("handoff_late", handoff.to, &[sent, answer]);
    }

    /// A handoff taken over too late, as the department's habits are; before the report's window it is
    /// for those alone who look at habits over time.
    fn late_by_habit(&mut self, chance: &mut Chance, handoff: &Handoff, day: Day) {
        let at = day.at(10, chance.between(0, 50));
        let sent = self.handoff_step(chance, handoff, at, "sent");
        let days = deadline_days(handoff.to) + chance.between(1, 3);
        let taken = day.plus_working(days).at(chance.between(14, 17), 5);
        if taken.day() <= LAST_DAY {
            self.handoff_step(chance, handoff, taken, "accepted");
        }
        let part = (day < WINDOW_START).then_some("practice");
        let scenario = Scenario { part, ..scenarios::HABIT };
        self.plant_handoff(&scenario, "by_habit", handoff, vec![sent]);
    }

    /// Passes a case on from department to department, each taking it over the next morning.
    pub(super) fn pass_on(
        &mut self,
        chance: &mut Chance,
        case: &str,
        way: &[&'static str],
        at: Stamp,
    ) -> Vec<usize> {
        let mut events = Vec::new();
        let mut day = at.day().plus_working(1);
        for pair in way.windows(2) {
            let &[from, to] = pair else { continue };
            let sent = day.at(chance.between(10, 15), chance.between(0, 59));
            events.extend(self.hand_over(chance, case, (from, to), sent));
            day = day.plus_working(1);
        }
        events
    }

    /// A handoff taken over the next morning: its sending and its answer.
    pub(super) fn hand_over(
        &mut self,
        chance: &mut Chance,
        case: &str,
        (from, to): (&'static str, &'static str),
        at: Stamp,
    ) -> [usize; 2] {
        let number = self.key("HO");
        let handoff = Handoff { number, case: case.to_owned(), from, to };
        // Not so early that the next morning were more than a working day away.
        let at = at.max(at.day().at(10, chance.between(31, 59)));
        let sent = self.handoff_step(chance, &handoff, at, "sent");
        let taken = in_time(chance, at.day());
        let answer = self.handoff_step(chance, &handoff, taken, "accepted");
        self.ordinary("handoff_late", to, &[sent, answer]);
        [sent, answer]
    }

    fn handoff(&mut self, chance: &mut Chance) -> Handoff {
        let to = chance.word(&["administration", "technical", "sales", "logistics", "technical"]);
        Handoff { number: self.key("HO"), case: self.case(), from: "customer_service", to }
    }

    fn handoff_step(
        &mut self,
        chance: &mut Chance,
        handoff: &Handoff,
        at: Stamp,
        state: &'static str,
    ) -> usize {
        let contact = self.contact(chance);
        let key = self.key("HE");
        let event = Event::new(Source::Handoffs, at)
            .text("key", key)
            .text("handoff", handoff.number.clone())
            .text("case", handoff.case.clone())
            .text("customer", contact)
            .word("from", handoff.from)
            .word("to", handoff.to)
            .word("state", state);
        self.push(event)
    }

    fn plant_handoff(
        &mut self,
        scenario: &Scenario,
        variant: &'static str,
        handoff: &Handoff,
        evidence: Vec<usize>,
    ) {
        self.plant(scenario, variant, None, handoff.to, evidence);
    }
}
