//! Claims asked for: while not due, paid, credited or disputed, and the decoys of each.

use super::billing::{Act, Claim};
use super::scenarios::Scenario;
use super::{Story, act_day};
use crate::sample::chance::Chance;
use crate::sample::dates::{Day, LAST_DAY};
use crate::sample::event::Event;
use crate::sample::source::Source;

/// An act asks for a claim before the day after its due date.
pub(super) fn not_due(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let act = act_day(chance);
    let issued = act.plus(-chance.between(3, 20));
    match chance.below(4) {
        0 | 1 => {
            let due = act.plus(chance.between(2, 25));
            let claim = story.claim(chance, issued, &[due]);
            let asked = story.ask_planted(chance, scenario, "before_due", &claim, act, &[]);
            story.settle(chance, &claim, 0, story.events[asked].at.day().plus(2));
        }
        2 => {
            let claim = story.claim(chance, issued, &[act]);
            story.ask_planted(chance, scenario, "on_due_day", &claim, act, &[]);
            story.settle(chance, &claim, 0, act.plus(2));
        }
        _ => {
            let dues = [act.plus(-5), act.plus(chance.between(10, 30))];
            let claim = story.claim(chance, issued.plus(-30), &dues);
            let first = story.pay(chance, &claim, 0, act.plus(-8), claim.cents[0]);
            let kind = Act::draw(chance);
            let at = story.act_time(chance, act);
            let asked = story.ask(kind, &claim, Some(1), at, claim.cents[1]);
            let evidence = vec![asked, claim.rows[0], claim.rows[1], first];
            story.plant(
                scenario,
                "second_instalment_before_due",
                Some(&claim.number),
                "administration",
                evidence,
            );
            story.settle(chance, &claim, 1, act.plus(2));
        }
    }
}

/// An act asks for a claim that was paid at least two days before.
pub(super) fn paid(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let act = act_day(chance);
    let claim = story.overdue_claim(chance, act);
    let last = act.plus(-chance.between(2, 12));
    let total = claim.cents[0];
    if chance.percent(70) {
        let payment = story.pay(chance, &claim, 0, last, total);
        story.ask_planted(chance, scenario, "paid_in_full", &claim, act, &[payment]);
    } else {
        let part = total * i64::from(chance.between(30, 60)) / 100;
        let first = story.pay(chance, &claim, 0, last.plus(-3), part);
        let second = story.pay(chance, &claim, 0, last, total - part);
        story.ask_planted(chance, scenario, "paid_in_two_parts", &claim, act, &[first, second]);
    }
}

/// An act asks for a claim that was credited in full at least two days before.
pub(super) fn credited(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let act = act_day(chance);
    let claim = story.overdue_claim(chance, act);
    let day = act.plus(-chance.between(2, 14));
    let credit = story.credit(&claim, day, claim.cents[0]);
    story.ask_planted(chance, scenario, "credited_in_full", &claim, act, &[credit]);
}

/// An act asks for a claim under an open dispute.
pub(super) fn disputed(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let act = act_day(chance);
    let claim = story.overdue_claim(chance, act);
    let opened = act.plus(-chance.between(3, 20)).working_before();
    let (dispute, number) = story.dispute(chance, &claim, opened);
    if chance.percent(50) {
        story.ask_planted(chance, scenario, "dispute_open", &claim, act, &[dispute]);
    } else {
        story.ask_planted(chance, scenario, "dispute_closed_after", &claim, act, &[dispute]);
        let closed = act.plus_working(2);
        story.end_dispute(chance, &claim, &number, closed, "rejected");
    }
}

/// The decoy of an act on the first day on which it may be.
pub(super) fn due_yesterday(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let act = act_day(chance);
    let claim = story.claim(chance, act.plus(-25), &[act.plus(-1)]);
    // Nobody gives a claim to an agency on its first day.
    let way = Act::draw_first(chance);
    story.ask_rightly(chance, scenario, (way, act), &claim, &[]);
    story.settle(chance, &claim, 0, act.plus(3));
}

/// The decoy of an overdue instalment asked for alone, while the other is not due.
pub(super) fn other_instalment(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let act = act_day(chance);
    let dues = [act.plus(-chance.between(3, 10)), act.plus(chance.between(15, 30))];
    let claim = story.claim(chance, act.plus(-40), &dues);
    let at = story.act_time(chance, act);
    let asked = story.ask(Act::Reminder, &claim, Some(0), at, claim.cents[0]);
    let evidence = vec![asked, claim.rows[0], claim.rows[1]];
    story.plant(scenario, scenario.variant, Some(&claim.number), "administration", evidence);
    story.settle(chance, &claim, 0, act.plus(3));
}

/// The decoy of a payment on the day of the act or the day after.
pub(super) fn paid_later(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let act = act_day(chance);
    let (way, claim) = story.claim_to_ask(chance, act);
    let days = if scenario.variant == "payment_same_day" { 0 } else { 1 };
    let payment = story.pay(chance, &claim, 0, act.plus(days), claim.cents[0]);
    story.ask_rightly(chance, scenario, (way, act), &claim, &[payment]);
}

/// The decoy of a payment that leaves a rest overdue.
pub(super) fn paid_in_part(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let act = act_day(chance);
    let (way, claim) = story.claim_to_ask(chance, act);
    let part = claim.cents[0] * i64::from(chance.between(30, 70)) / 100;
    let day = act.plus(-chance.between(3, 12));
    let payment = story.pay(chance, &claim, 0, day, part);
    story.ask_rightly(chance, scenario, (way, act), &claim, &[payment]);
}

/// The decoy of a credit note that leaves a rest overdue.
pub(super) fn credited_in_part(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let act = act_day(chance);
    let (way, claim) = story.claim_to_ask(chance, act);
    let part = claim.cents[0] * i64::from(chance.between(20, 70)) / 100;
    let credit = story.credit(&claim, act.plus(-chance.between(3, 12)), part);
    story.ask_rightly(chance, scenario, (way, act), &claim, &[credit]);
}

/// The decoy of a credit note for another invoice of the same customer.
pub(super) fn credited_elsewhere(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let act = act_day(chance);
    let other = story.overdue_claim(chance, act);
    let (way, claim) = story.claim_to_ask(chance, act);
    let credit = story.credit(&other, act.plus(-chance.between(3, 12)), other.cents[0]);
    let evidence = [credit, other.rows[0]];
    story.ask_rightly(chance, scenario, (way, act), &claim, &evidence);
}

/// The decoy of a dispute turned down before the act.
pub(super) fn dispute_closed(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let act = act_day(chance);
    let (way, claim) = story.claim_to_ask(chance, act);
    let closed = act.plus(-chance.between(2, 6)).working_before();
    let opened = closed.plus(-chance.between(3, 15)).working_before();
    let (dispute, number) = story.dispute(chance, &claim, opened);
    let end = story.end_dispute(chance, &claim, &number, closed, "rejected");
    story.ask_rightly(chance, scenario, (way, act), &claim, &[dispute, end]);
}

/// The decoy of an open dispute about another claim of the same customer.
pub(super) fn disputed_elsewhere(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let act = act_day(chance);
    let other = story.overdue_claim(chance, act);
    let (way, claim) = story.claim_to_ask(chance, act);
    let opened = act.plus(-chance.between(3, 15)).working_before();
    let (dispute, _) = story.dispute(chance, &other, opened);
    let evidence = [dispute, other.rows[0]];
    story.ask_rightly(chance, scenario, (way, act), &claim, &evidence);
}

impl Story<'_> {
    /// Pays an instalment a few days after `from`, where the data still reach that far.
    fn settle(&mut self, chance: &mut Chance, claim: &Claim, instalment: usize, from: Day) {
        let day = from.plus(chance.between(1, 6));
        if day <= LAST_DAY {
            self.pay(chance, claim, instalment, day, claim.cents[instalment]);
        }
    }

    /// Opens a dispute about a claim: the event and the dispute's number.
    pub(super) fn dispute(
        &mut self,
        chance: &mut Chance,
        claim: &Claim,
        day: Day,
    ) -> (usize, String) {
        const REASONS: [&str; 4] =
            ["consumo non mio", "importo doppio", "contratto già chiuso", "servizio mai attivato"];
        let number = self.key("DS");
        let reason = chance.word(&REASONS);
        let event = self.dispute_event(chance, claim, &number, day, "opened");
        (self.push(event.word("reason", reason)), number)
    }

    /// Ends a dispute.
    pub(super) fn end_dispute(
        &mut self,
        chance: &mut Chance,
        claim: &Claim,
        number: &str,
        day: Day,
        state: &'static str,
    ) -> usize {
        let event = self.dispute_event(chance, claim, number, day, state);
        self.push(event)
    }

    fn dispute_event(
        &mut self,
        chance: &mut Chance,
        claim: &Claim,
        number: &str,
        day: Day,
        state: &'static str,
    ) -> Event {
        let contact = self.contact(chance);
        let at = day.at(chance.between(9, 16), chance.between(0, 59));
        let key = self.key("DE");
        Event::new(Source::Disputes, at)
            .text("key", key)
            .text("dispute", number)
            .text("customer", contact)
            .text("claim", claim.number.clone())
            .word("state", state)
    }
}
