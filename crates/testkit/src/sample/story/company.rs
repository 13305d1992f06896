//! What departments do about themselves: training, lessons, suggestions, improvements and reviews.
//!
//! These rows are about no customer; their record is the department. One improvement works: from its
//! day on, the technicians take cases over in time far more often. Another changes nothing.

use crate::sample::chance::{Chance, Purpose};
use crate::sample::dates::{Day, FIRST_DAY, LAST_DAY};
use crate::sample::event::Event;
use crate::sample::source::Source;

/// 2026-05-15: the day of both improvements.
pub(crate) const IMPROVED_ON: Day = Day(134);

/// A change made for customers, and what truly came of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Improvement {
    /// Its number.
    pub(crate) number: &'static str,
    /// The department.
    pub(crate) department: &'static str,
    /// What changes.
    pub(crate) what: &'static str,
    /// Handoffs to the department taken over too late, of 100, before and after.
    pub(crate) late_percent: (u32, u32),
}

/// The improvement that works, and the one that does not.
pub(crate) const IMPROVEMENTS: [Improvement; 2] = [
    Improvement {
        number: "MI-01",
        department: "technical",
        what: "turno di presa in carico ogni mattina",
        late_percent: (36, 6),
    },
    Improvement {
        number: "MI-02",
        department: "administration",
        what: "nuovo modulo di passaggio",
        late_percent: (18, 18),
    },
];

/// How many of 100 handoffs to a department are taken over too late on a day.
pub(super) fn late_percent(department: &str, day: Day) -> u32 {
    let one = IMPROVEMENTS.iter().find(|one| one.department == department);
    one.map_or(0, |one| if day < IMPROVED_ON { one.late_percent.0 } else { one.late_percent.1 })
}

const DEPARTMENTS: [&str; 6] =
    ["administration", "customer_service", "sales", "marketing", "technical", "logistics"];

/// All rows about departments, in no order.
pub(crate) fn company(seed: u64) -> Vec<Event> {
    let mut chance = Chance::new(seed, Purpose::Company, 0);
    let mut rows = Rows { events: Vec::new() };
    for one in IMPROVEMENTS {
        rows.add(one.department, "MIGLIORAMENTO", IMPROVED_ON, one.number, "APERTO", one.what, 0);
        let day = IMPROVED_ON.plus(35).working();
        rows.add(one.department, "MIGLIORAMENTO", day, one.number, "CHIUSO", one.what, 0);
    }
    for (place, department) in DEPARTMENTS.into_iter().enumerate() {
        const COURSES: [&str; 4] = [
            "accoglienza di base",
            "dire di no con un'alternativa",
            "il filo del cliente",
            "privacy",
        ];
        for _ in 0..chance.between(1, 2) {
            let day = Day(chance.between(FIRST_DAY.0, LAST_DAY.0)).working();
            let people = chance.between(3, 9);
            rows.add(department, "FORMAZIONE", day, "", "", chance.word(&COURSES), people);
        }
        let number = format!("SU-{:02}", place + 1);
        let day = Day(chance.between(FIRST_DAY.0, LAST_DAY.0 - 30)).working();
        const IDEAS: [&str; 3] = [
            "una sola firma per il trasloco",
            "richiamare noi chi ha atteso",
            "scrivere la data in ogni risposta",
        ];
        let idea = chance.word(&IDEAS);
        rows.add(department, "SUGGERIMENTO", day, &number, "FATTO", idea, 0);
        if chance.percent(70) {
            let day = day.plus(chance.between(4, 20)).working();
            rows.add(department, "SUGGERIMENTO", day, &number, "RISPOSTO", idea, 0);
        }
        if place < 3 {
            const LESSONS: [&str; 3] =
                ["un sollecito da non mandare", "un no detto bene", "chi sa lo dica"];
            let day = Day(chance.between(100, 165)).working();
            rows.add(department, "MOMENTO", day, "", "PROPOSTO", LESSONS[place], 0);
            let day = day.plus(chance.between(3, 12)).working();
            rows.add(department, "MOMENTO", day, "", "DISCUSSO", LESSONS[place], 0);
        }
        let mut week = Day(95);
        while week.plus(7) < LAST_DAY {
            if place == 1 || chance.percent(25) {
                let read = chance.between(2, 5);
                rows.add(department, "REVISIONE", week.plus(4).working(), "", "", "", read);
            }
            week = week.plus(7);
        }
    }
    rows.events
}

struct Rows {
    events: Vec<Event>,
}

impl Rows {
    #[expect(clippy::too_many_arguments, reason = "the columns of one row, in their order")]
    fn add(
        &mut self,
        department: &'static str,
        kind: &'static str,
        day: Day,
        number: &str,
        state: &'static str,
        what: &'static str,
        count: i32,
    ) {
        let key = format!("AT{:05}", self.events.len() + 1);
        let event = Event::new(Source::Practice, day.at(12, 0))
            .text("key", key)
            .text("customer", format!("reparto:{department}"))
            .word("department", department)
            .word("kind", kind)
            .text("number", number)
            .word("state", state)
            .word("what", what)
            .text("count", if count > 0 { count.to_string() } else { String::new() });
        self.events.push(event);
    }
}
