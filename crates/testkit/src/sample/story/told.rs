//! The same thing told again while nothing was recorded, and its decoys.

use super::Story;
use super::scenarios::Scenario;
use crate::sample::chance::Chance;
use crate::sample::dates::{Day, FIRST_DAY, LAST_DAY, Stamp, WINDOW_START};
use crate::sample::texts::Side;

/// Two to six tellings of one reason, days apart; nobody opens a case.
pub(super) fn told_again(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let count = chance.between(2, 6);
    let first = story.telling_days(chance, count);
    let reason = story.reason(chance);
    let mut evidence = Vec::new();
    let mut at = first;
    for _ in 0..count {
        evidence.push(story.tell(chance, at, &reason));
        at =
            Day(at.day().0 + chance.between(2, 9)).at(chance.between(8, 20), chance.between(0, 59));
    }
    let variant = if count > 3 { "told_often" } else { "told_twice" };
    story.plant(scenario, variant, None, "customer_service", evidence);
}

/// The decoy of tellings while a case for it is open.
pub(super) fn case_open(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let first = story.telling_days(chance, 3);
    let reason = story.reason(chance);
    let mut evidence = story.open_case(chance, first, &reason, None);
    for days in [chance.between(2, 4), chance.between(6, 9)] {
        let at = first.day().plus(days).at(chance.between(8, 20), chance.between(0, 59));
        evidence.push(story.tell(chance, at, &reason));
    }
    story.plant(scenario, scenario.variant, None, "customer_service", evidence);
}

/// The decoy of a need that was solved before the same thing happens anew.
pub(super) fn solved_between(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let first = story.telling_days(chance, 3);
    let reason = story.reason(chance);
    let solved = first.day().plus_working(2).at(chance.between(9, 16), 20);
    let mut evidence = story.open_case(chance, first, &reason, Some(solved));
    let again = solved.day().plus(chance.between(6, 14)).at(chance.between(8, 20), 31);
    evidence.push(story.tell(chance, again, &reason));
    story.plant(scenario, scenario.variant, None, "customer_service", evidence);
}

/// The decoy of two different things.
pub(super) fn other_reason(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let first = story.telling_days(chance, 2);
    let one = story.reason(chance);
    let mut two = story.reason(chance);
    while two == one {
        two = story.reason(chance);
    }
    let again = first.day().plus(chance.between(3, 12)).at(chance.between(8, 20), 17);
    let evidence = vec![story.tell(chance, first, &one), story.tell(chance, again, &two)];
    story.plant(scenario, scenario.variant, None, "customer_service", evidence);
}

impl Story<'_> {
    /// When the first of so many tellings is. No ordinary case is open then or later: of a case whose
    /// reason nobody wrote down one could not say that it was not about this.
    fn telling_days(&mut self, chance: &mut Chance, count: i32) -> Stamp {
        let last = LAST_DAY.0 - 4 - 9 * count;
        let day = Day(chance.between(WINDOW_START.0 + 3, last.max(WINDOW_START.0 + 4)));
        self.reserve(FIRST_DAY, LAST_DAY);
        day.at(chance.between(8, 20), chance.between(0, 59))
    }

    fn reason(&self, chance: &mut Chance) -> String {
        let texts = self.texts;
        let count = u32::try_from(texts.conversations().len()).unwrap_or(1);
        let place = usize::try_from(chance.below(count)).unwrap_or(0);
        texts.conversations()[place].request.clone()
    }

    /// Tells something in the chat: a person answers kindly, and nobody writes a case.
    fn tell(&mut self, chance: &mut Chance, at: Stamp, reason: &str) -> usize {
        const ANSWERS: [&str; 4] = [
            "Grazie della segnalazione, la passo ai colleghi.",
            "Capisco, adesso ne prendo nota. Buona giornata!",
            "La ringrazio, giro subito la cosa a chi se ne occupa.",
            "Ho capito. Vedrà che si sistema.",
        ];
        let texts = self.texts;
        let place = texts.conversation(chance, |one| {
            one.request == reason && one.lang == "it" && one.needs == Default::default()
        });
        let said = place.map_or("", |place| {
            let turns = &texts.conversations()[place].turns;
            let first = turns.iter().find(|turn| turn.side == Side::Customer);
            first.map_or("", |turn| turn.text.as_str())
        });
        let text = self.filled(said, at, None).into_owned();
        let event = self.chat(chance, at, "visitor").text("reason", reason).text("text", text);
        let told = self.push(event);
        let answer = chance.word(&ANSWERS);
        let at = at.plus(i64::from(chance.between(40, 400)));
        let event = self.chat(chance, at, "agent").word("text", answer);
        self.push(event);
        told
    }

    /// A case with a reason, solved where the moment says so, else after all that is planted.
    fn open_case(
        &mut self,
        chance: &mut Chance,
        at: Stamp,
        reason: &str,
        solved: Option<Stamp>,
    ) -> Vec<usize> {
        let case = self.case();
        let texts = self.texts;
        let place = texts.conversation(chance, |one| {
            one.request == reason && one.lang == "it" && one.needs == Default::default()
        });
        let said = place.map_or("", |place| texts.conversations()[place].turns[0].text.as_str());
        let text = self.filled(said, at, Some(&case)).into_owned();
        let event = self
            .ticket(chance, &case, at, "customer_message", "opened")
            .word("channel", "web")
            .text("reason", reason)
            .text("text", text);
        let opened = self.push(event);
        let until = solved.unwrap_or_else(|| at.day().plus(12).working().at(16, 40));
        let event = self
            .ticket(chance, &case, until, "agent_reply", "resolved")
            .word("channel", "web")
            .word("text", "Buongiorno, la segnalazione è risolta. Se torna, ci scriva qui.");
        let resolved = self.push(event);
        let event = self.ticket(chance, &case, until.plus(600), "note", "closed");
        let closed = self.push(event);
        match solved {
            Some(_) => vec![opened, resolved, closed],
            None => vec![opened],
        }
    }
}
