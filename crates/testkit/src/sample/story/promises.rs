//! Promises: broken, and the decoys kept, moved, withdrawn or not yet due.

use super::scenarios::Scenario;
use super::{Story, act_day};
use crate::sample::chance::Chance;
use crate::sample::dates::{Day, LAST_DAY, Stamp};
use crate::sample::event::Event;
use crate::sample::source::Source;

/// A promise under way.
#[derive(Debug)]
pub(super) struct Promise {
    number: String,
    case: String,
    department: &'static str,
    what: String,
}

/// The due day passes without the promise being kept.
pub(super) fn broken(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let due = act_day(chance);
    let (promise, made) = story.promise(chance, due);
    let late = due.plus_working(chance.between(1, 4));
    match chance.below(3) {
        0 => story.plant_promise(scenario, "never_kept", &promise, vec![made]),
        1 => {
            if late <= LAST_DAY {
                story.promise_step(chance, &promise, late, "kept", None);
            }
            story.plant_promise(scenario, "kept_too_late", &promise, vec![made]);
        }
        _ => {
            let moved = due.working_before();
            let event = story.promise_step(chance, &promise, moved, "moved", Some(due.plus(2)));
            story.plant_promise(scenario, "moved_and_not_kept", &promise, vec![made, event]);
        }
    }
}

/// The decoy of a promise kept on its due day.
pub(super) fn kept(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let due = act_day(chance);
    let (promise, made) = story.promise(chance, due);
    let kept = story.promise_step(chance, &promise, due, "kept", None);
    story.plant_promise(scenario, scenario.variant, &promise, vec![made, kept]);
}

/// The decoy of a promise moved before its due day and kept by the new one.
pub(super) fn moved(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let due = act_day(chance);
    let (promise, made) = story.promise(chance, due);
    let new_due = due.plus_working(chance.between(2, 3));
    let event = story.promise_step(chance, &promise, due.working_before(), "moved", Some(new_due));
    let kept = story.promise_step(chance, &promise, due.plus_working(1), "kept", None);
    story.plant_promise(scenario, scenario.variant, &promise, vec![made, event, kept]);
}

/// The decoy of a promise that falls due after the end of the data.
pub(super) fn due_later(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let due = LAST_DAY.plus(chance.between(1, 15)).working();
    let number = story.new_promise(chance);
    let made = Day(chance.between(LAST_DAY.0 - 20, LAST_DAY.0 - 3)).working();
    let event = story.promise_step(chance, &number, made, "made", Some(due));
    story.plant_promise(scenario, scenario.variant, &number, vec![event]);
}

/// The decoy of a promise that the customer gives back.
pub(super) fn withdrawn(story: &mut Story<'_>, chance: &mut Chance, scenario: &Scenario) {
    let due = act_day(chance);
    let (promise, made) = story.promise(chance, due);
    let event = story.promise_step(chance, &promise, due.working_before(), "withdrawn", None);
    story.plant_promise(scenario, scenario.variant, &promise, vec![made, event]);
}

impl Story<'_> {
    /// An ordinary promise, kept by its day.
    pub(super) fn live_promise(&mut self, chance: &mut Chance, at: Stamp) {
        let due = at.day().plus_working(chance.between(3, 6));
        if due > LAST_DAY || !self.is_free(at.day().plus(-10), due) {
            return;
        }
        let (promise, made) = self.promise(chance, due);
        let day = if chance.percent(50) { due } else { due.working_before() };
        let kept = self.promise_step(chance, &promise, day, "kept", None);
        self.ordinary("promise_broken", promise.department, &[made, kept]);
    }

    /// Makes a promise a few working days before its due day.
    fn promise(&mut self, chance: &mut Chance, due: Day) -> (Promise, usize) {
        let promise = self.new_promise(chance);
        let mut day = due;
        for _ in 0..chance.between(3, 6) {
            day = day.working_before();
        }
        let made = self.promise_step(chance, &promise, day, "made", Some(due));
        (promise, made)
    }

    fn new_promise(&mut self, chance: &mut Chance) -> Promise {
        let what = chance.pick(&self.texts.short().promises).clone();
        let department =
            chance.word(&["customer_service", "customer_service", "technical", "sales"]);
        Promise { number: self.key("PR"), case: self.case(), department, what }
    }

    fn promise_step(
        &mut self,
        chance: &mut Chance,
        promise: &Promise,
        day: Day,
        state: &'static str,
        due: Option<Day>,
    ) -> usize {
        let contact = self.contact(chance);
        let key = self.key("PE");
        let at = day.at(chance.between(9, 16), chance.between(0, 59));
        let mut event = Event::new(Source::Promises, at)
            .text("key", key)
            .text("promise", promise.number.clone())
            .text("case", promise.case.clone())
            .text("customer", contact)
            .word("department", promise.department)
            .word("state", state)
            .text("what", promise.what.clone());
        if let Some(due) = due {
            event = event.day("due", due);
        }
        self.push(event)
    }

    fn plant_promise(
        &mut self,
        scenario: &Scenario,
        variant: &'static str,
        promise: &Promise,
        evidence: Vec<usize>,
    ) {
        self.plant(scenario, variant, None, promise.department, evidence);
    }
}
