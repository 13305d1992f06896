//! What whole cases show: slow, bounced, chased, contradictory and the like, and what only looks like
//! it. Planted for the parts that will judge it: journeys and listening.

use super::billing::Act;
use super::scenarios::Scenario;
use super::talk::{Medium, Talk, at_work, schedule};
use super::{Story, act_day};
use crate::sample::chance::Chance;
use crate::sample::dates::{Day, LAST_DAY, Stamp};
use crate::sample::source::Source;
use crate::sample::texts::{Conversation, Side};

/// The departments that conversations name; the front first.
const KNOWN: [&str; 6] =
    ["customer_service", "technical", "sales", "administration", "logistics", "marketing"];

/// A conversation that shows the dynamic, with the events of the case around it.
pub(super) fn shown(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let shows = scenario.shows;
    let Some((talk, mut evidence)) = story.toxic(chance, shows) else { return };
    let at = story.events[evidence[0]].at;
    let case = talk.case.clone().unwrap_or_default();
    let handed = |chance: &mut Chance| at_work(chance, at.plus(5400));
    match shows {
        "slow" | "chase" => {
            let sent = handed(chance);
            let to = story.holder(&talk);
            evidence.extend(story.pass_on(chance, &case, &["customer_service", to], sent));
        }
        "bounce" => {
            evidence.extend(story.bounced(chance, &case, &talk));
        }
        "tortuous" => {
            let before = at.plus(-i64::from(chance.between(20, 600)) * 60);
            let task = chance.word(&["voltura", "cambia indirizzo", "cambia IBAN"]);
            evidence.extend(story.self_service(before, task, "failed"));
        }
        "flat_no" | "softened_no" => {
            let said = story.says(&talk, "refusal").unwrap_or(at);
            evidence.push(story.refuse(chance, &case, said.plus(30)));
            if shows == "softened_no" {
                let last = story.events[*talk.events().last().unwrap_or(&evidence[0])].at;
                evidence.push(story.goodwill(chance, &case, last.plus(60)));
            }
        }
        "collision" => evidence.push(story.collide(chance, &talk)),
        _ => {}
    }
    story.plant(scenario, shows, None, "customer_service", evidence);
    if shows == "leaving" {
        let last = talk.events().last().map_or(at, |&event| story.events[event].at);
        let end = last.day().plus(chance.between(5, 20));
        if end < LAST_DAY && !story.is_settled {
            story.end(end);
        }
    }
}

/// The decoy that a conversation is: it looks like the dynamic and is none.
pub(super) fn only_looks(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let Some((_, evidence)) = story.toxic(chance, scenario.shows) else { return };
    story.plant(scenario, scenario.variant, None, "customer_service", evidence);
}

/// A case waits for weeks on a step that says so, or goes through the same step again and again.
pub(super) fn waits(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let day = Day(act_day(chance).0.min(LAST_DAY.0 - 45)).working();
    story.reserve(day, day.plus(44));
    let mut at = day.at(chance.between(9, 14), chance.between(0, 59));
    let (rounds, days) = if scenario.kind == "loop" { (3, 5) } else { (1, 25) };
    let case = story.case();
    let event = story
        .ticket(chance, &case, at, "customer_message", "opened")
        .word("channel", "web")
        .word("reason", "installation")
        .word("text", "Buongiorno, attendo la data per il secondo appuntamento. Grazie.");
    let mut evidence = vec![story.push(event)];
    for _ in 0..rounds {
        for (step, wait) in [("owned", 1), ("waiting", 2)] {
            at = at_work(chance, at.plus(i64::from(wait) * 3600));
            let note = chance.pick(&story.texts.short().notes).clone();
            let event = story.ticket(chance, &case, at, "note", step);
            let event = event.word("department", "technical").text("text", note);
            evidence.push(story.push(event));
        }
        at = at.day().plus_working(days * 5 / 7).at(chance.between(9, 16), chance.between(0, 59));
    }
    let event = story
        .ticket(chance, &case, at, "agent_reply", "closed")
        .word("channel", "web")
        .word("department", "technical")
        .word("text", "Buongiorno, il tecnico viene giovedì alle 10.");
    evidence.push(story.push(event));
    story.plant(scenario, scenario.kind, None, "technical", evidence);
}

/// The decoy of a case that waits over a weekend, or of one that a machine closes after an answer.
pub(super) fn over_weekend(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let mut day = act_day(chance);
    while day.weekday() != 4 || !day.is_working() {
        day = day.plus(1);
    }
    story.reserve(day, day.plus(5));
    let case = story.case();
    let at = day.at(16, chance.between(0, 50));
    let event = story
        .ticket(chance, &case, at, "customer_message", "opened")
        .word("channel", "web")
        .word("reason", "meter_reading")
        .word("text", "Buongiorno, potete confermare che la lettura è arrivata? Resto in attesa.");
    let mut evidence = vec![story.push(event)];
    let monday = day.plus_working(1).at(9, chance.between(5, 40));
    let event = story
        .ticket(chance, &case, monday, "agent_reply", "resolved")
        .word("channel", "web")
        .word("text", "Buongiorno, confermata: la trova già nell'area clienti.");
    evidence.push(story.push(event));
    if scenario.variant == "automatic_closing" {
        let at = monday.day().plus(2).at(3, 0);
        let event = story
            .ticket(chance, &case, at, "agent_reply", "closed")
            .word("channel", "web")
            .word("automatic", "true")
            .word(
                "text",
                "La pratica è stata chiusa automaticamente. Non risponda a questo messaggio.",
            );
        evidence.push(story.push(event));
    }
    story.plant(scenario, scenario.variant, None, "customer_service", evidence);
}

/// The decoy of a campaign call in an open case that the customer asked for.
pub(super) fn asked_first(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let day = act_day(chance);
    story.reserve(day.plus(-8), day.plus(10));
    story.has_campaigns = true;
    let case = story.case();
    let at = day.at(10, chance.between(0, 50));
    let event = story
        .ticket(chance, &case, at, "customer_message", "opened")
        .word("channel", "web")
        .word("reason", "price_question")
        .word("text", "Buongiorno, mi chiamate per dirmi quanto costerebbe aggiungere il resto? Domani va bene.");
    let mut evidence = vec![story.push(event)];
    evidence.push(story.consent(chance, day, "marketing", "DATO"));
    let call = day.plus_working(1).at(11, chance.between(0, 50));
    let product = story.other_product(chance);
    let called = story.promote_by(chance, Source::Campaigns, call, product);
    let contract = story.contract_row;
    story.ordinary("suspect_promotion", "marketing", &[called, contract, evidence[1]]);
    evidence.push(called);
    let event = story
        .ticket(chance, &case, call.plus(1800), "agent_reply", "closed")
        .word("channel", "web")
        .text("text", story.texts.short().asked_offers[0].clone());
    evidence.push(story.push(event));
    story.plant(scenario, scenario.variant, None, "marketing", evidence);
}

impl Story<'_> {
    /// Lives a conversation that shows this, in days that are kept for it: the talk and its events.
    fn toxic(&mut self, chance: &mut Chance, shows: &str) -> Option<(Talk, Vec<usize>)> {
        let texts = self.texts;
        let span = |one: &Conversation| one.turns.iter().map(|turn| turn.after_hours).sum::<f64>();
        // What takes longer than two months has no room before the data end.
        let place = texts.conversation(chance, |one| one.shows == shows && span(one) < 1100.0)?;
        let conversation = &texts.conversations()[place];
        // Of an invoice that it speaks of there has to be one.
        if conversation.needs.claim {
            let issued = Day(chance.between(60, 85));
            self.claim(chance, issued, &[issued.plus(25)]);
        }
        let mut start = act_day(chance);
        let moments = loop {
            let at = start.at(chance.between(8, 19), chance.between(0, 59));
            let moments = schedule(chance, conversation, at);
            let last = moments.last().map_or(start, |last| last.day());
            if last.plus(6) <= LAST_DAY || start.0 < 92 {
                break moments;
            }
            // Earlier with each round, on whatever day of the week: customers write on any.
            start = Day((start.0 - (last.0 + 7 - LAST_DAY.0).max(1)).max(91));
        };
        let last = moments.last().map_or(start, |last| last.day());
        if last > LAST_DAY {
            return None;
        }
        self.reserve(moments[0].day().plus(-1), last.plus(4));
        let is_structured = !shows.starts_with("decoy_");
        let medium = match chance.below(4) {
            0 if self.own_email().is_some() && !is_structured => Medium::Mail,
            1 if !is_structured => Medium::Chat,
            _ => Medium::Ticket,
        };
        let talk = self.write_down(chance, medium, place, &moments);
        let events = talk.events();
        (!events.is_empty()).then_some((talk, events))
    }

    /// The case goes from each department that speaks to the next; where they are too few, there and
    /// back again.
    fn bounced(&mut self, chance: &mut Chance, case: &str, talk: &Talk) -> Vec<usize> {
        let turns = &self.texts.conversations()[talk.conversation].turns;
        let said = talk.turns.iter().filter(|(turn, _)| turns[*turn].side == Side::Company);
        let said: Vec<(&'static str, Stamp)> = said
            .filter_map(|&(turn, event)| {
                let name = KNOWN.iter().find(|name| **name == turns[turn].department)?;
                Some((*name, self.events[event].at))
            })
            .collect();
        let mut events = Vec::new();
        for pair in said.windows(2) {
            let ((from, at), (to, _)) = (pair[0], pair[1]);
            if from != to {
                let sent = at_work(chance, at.plus(600));
                events.extend(self.hand_over(chance, case, (from, to), sent));
            }
        }
        if events.len() < 4 {
            let at = said.last().map_or(self.events[talk.turns[0].1].at, |&(_, at)| at);
            let way = ["customer_service", "technical", "customer_service", "technical"];
            events.extend(self.pass_on(chance, case, &way, at));
        }
        events
    }

    /// The department on which a case waits: the last of the company's to speak, but for the front.
    fn holder(&self, talk: &Talk) -> &'static str {
        let turns = &self.texts.conversations()[talk.conversation].turns;
        let names = turns.iter().rev().map(|turn| turn.department.as_str());
        let others = &KNOWN[1..];
        names
            .filter_map(|name| others.iter().find(|known| **known == name))
            .next()
            .copied()
            .unwrap_or("administration")
    }

    /// When something is first said in a talk.
    fn says(&self, talk: &Talk, sign: &str) -> Option<Stamp> {
        let turns = &self.texts.conversations()[talk.conversation].turns;
        let said =
            talk.turns.iter().find(|(turn, _)| turns[*turn].says.iter().any(|one| one == sign));
        said.map(|&(_, event)| self.events[event].at)
    }

    /// A complaint is open, and meanwhile a reminder goes out for another invoice, or somebody sells.
    fn collide(&mut self, chance: &mut Chance, talk: &Talk) -> usize {
        let first = self.events[talk.turns[0].1].at;
        self.complain(chance, first.plus(900), None);
        let turns = &self.texts.conversations()[talk.conversation].turns;
        let meanwhile = talk.turns.iter().find(|(turn, _)| {
            let one = &turns[*turn];
            one.side == Side::Company && matches!(&*one.department, "administration" | "marketing")
        });
        let at = meanwhile.map_or(first.plus(90_000), |&(_, event)| self.events[event].at);
        let is_sale = meanwhile.is_some_and(|(turn, _)| turns[*turn].department == "marketing");
        if is_sale {
            self.has_campaigns = true;
            let product = self.other_product(chance);
            let call = self.promote_by(chance, Source::Campaigns, at.plus(120), product);
            self.ordinary("suspect_promotion", "marketing", &[call, self.contract_row]);
            return call;
        }
        let due = at.day().plus(-8);
        let claim = self.claim(chance, due.plus(-25), &[due]);
        let asked = self.ask(Act::Reminder, &claim, None, at.plus(120), claim.cents[0]);
        let mut evidence = vec![asked];
        evidence.extend_from_slice(&claim.rows);
        self.ordinary("not_due", "administration", &evidence);
        asked
    }
}
