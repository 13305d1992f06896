//! Contacts of several departments and agencies raining on a customer, and what only looks like it.

use super::scenarios::Scenario;
use super::{Story, act_day};
use crate::sample::chance::Chance;
use crate::sample::dates::{Day, Stamp};
use crate::sample::source::Source;

/// Who may contact a customer: marketing, two agencies, the sales office, customer service.
#[derive(Debug, Clone, Copy)]
enum Origin {
    Campaign(Source),
    Sales,
    Service,
}

const ORIGINS: [Origin; 5] = [
    Origin::Campaign(Source::Campaigns),
    Origin::Campaign(Source::AgencyNorth),
    Origin::Campaign(Source::AgencySouth),
    Origin::Sales,
    Origin::Service,
];

/// Five to eight contacts of at least three origins within six days.
pub(super) fn rain(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let first = story.rainy_days(chance);
    let count = chance.between(5, 8);
    let shift = chance.between(0, 4);
    let origin = |turn: i32| ORIGINS[usize::try_from((turn + shift) % 5).unwrap_or(0)];
    let evidence = (0..count)
        .map(|turn| {
            let origin = origin(turn);
            // Spread over six days, never two at one time.
            let day = first.plus(turn * 6 / count);
            let at = day.at(9 + turn, chance.between(0, 59));
            story.contacted(chance, origin, at)
        })
        .collect();
    // With the fifth it rains; whose contact that is could have looked.
    let department = match origin(4) {
        Origin::Campaign(_) => "marketing",
        Origin::Sales => "sales",
        Origin::Service => "customer_service",
    };
    story.plant(scenario, "several_departments", None, department, evidence);
}

/// The decoy of as many contacts spread over weeks.
pub(super) fn spread(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let first = story.rainy_days(chance);
    let first = Day(first.0.min(110));
    let evidence = (0..5)
        .map(|turn| {
            let at = first.plus(turn * 9).at(10, chance.between(0, 59));
            story.contacted(chance, ORIGINS[usize::try_from(turn).unwrap_or(0)], at)
        })
        .collect();
    story.plant(scenario, scenario.variant, None, "marketing", evidence);
}

/// The decoy of one department that calls often.
pub(super) fn one_department(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let first = story.rainy_days(chance);
    let evidence = (0..6)
        .map(|turn| {
            let at = first.plus(turn).at(10 + turn, chance.between(0, 59));
            story.contacted(chance, Origin::Campaign(Source::Campaigns), at)
        })
        .collect();
    story.plant(scenario, scenario.variant, None, "marketing", evidence);
}

/// The decoy of answers to the customer: several departments write within one case.
pub(super) fn answers(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    const TURNS: [(&str, &str); 6] = [
        ("customer_service", "Buongiorno, apro la pratica e sento subito i colleghi."),
        ("technical", "Buongiorno, dal nostro lato la linea è a posto, il guasto è nel quadro."),
        (
            "administration",
            "Buongiorno, le giornate senza servizio le tolgo dalla prossima fattura.",
        ),
        ("technical", "Il tecnico passa domani tra le 9 e le 11."),
        ("sales", "Buongiorno, il piano nuovo parte dal primo del mese come ci ha chiesto."),
        ("customer_service", "Tutto chiuso: le ho mandato il riepilogo. Buona giornata."),
    ];
    let first = story.rainy_days(chance);
    let case = story.case();
    let mut evidence = Vec::new();
    let mut at = first.at(9, chance.between(5, 40));
    let event = story
        .ticket(chance, &case, at, "customer_message", "opened")
        .word("channel", "web")
        .word("reason", "fault")
        .word(
            "text",
            "Buongiorno, da stamattina manca la linea e la bolletta mi sembra alta. Grazie",
        );
    story.push(event);
    for (turn, (department, text)) in TURNS.iter().enumerate() {
        at = at.plus(i64::from(chance.between(2, 5)) * 3600);
        at = super::talk::at_work(chance, at);
        let step = if turn + 1 == TURNS.len() { "closed" } else { "owned" };
        let event = story
            .ticket(chance, &case, at, "agent_reply", step)
            .word("channel", "web")
            .word("department", department)
            .word("text", text);
        evidence.push(story.push(event));
    }
    story.plant(scenario, scenario.variant, None, "customer_service", evidence);
}

impl Story<'_> {
    /// The first of days in which nothing else happens of the company's own accord.
    fn rainy_days(&mut self, chance: &mut Chance) -> Day {
        let day = Day(act_day(chance).0.clamp(100, 160)).working();
        self.has_campaigns = true;
        self.reserve(day.plus(-20), day.plus(60));
        day
    }

    /// A contact of the company's own accord: of something not held, and no answer to anything.
    fn contacted(&mut self, chance: &mut Chance, origin: Origin, at: Stamp) -> usize {
        match origin {
            Origin::Campaign(source) => {
                let product = self.other_product(chance);
                self.promote_by(chance, source, at, product)
            }
            Origin::Sales => {
                let is_answered = chance.percent(50);
                self.sales_call(chance, at, true, is_answered)
            }
            Origin::Service => self.outreach(chance, at),
        }
    }
}
