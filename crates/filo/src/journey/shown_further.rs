//! What the measures with calendars, customers and further objects show, as text for a terminal.

use filo_journey::first::FirstContact;
use filo_journey::promise::Kept;
use filo_journey::survival::Lasting;
use filo_journey::told::Journey;
use filo_journey::waiting::WaitingTold;

use super::shown::Out;

impl Out<'_> {
    /// All of it, each where the log tells it.
    pub(super) fn further(&mut self, journey: &Journey<'_>) {
        if let Some(effort) = &journey.effort {
            let mean = |spread: &filo_journey::values::Spread| self.texts.decimal(spread.mean);
            let values = [
                ("contacts", mean(&effort.contacts)),
                ("transfers", mean(&effort.transfers)),
                ("switches", mean(&effort.channel_switches)),
                ("again", mean(&effort.asked_again)),
                ("chases", mean(&effort.chases)),
            ];
            let args: Vec<_> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
            self.say("journey-effort", &args);
        }
        self.first_contacts(&journey.first_contact);
        if let Some(waiting) = &journey.waiting {
            self.waiting(waiting);
        }
        if let Some(causes) = &journey.waiting_for_people {
            let values = [
                ("count", self.count(causes.events)),
                ("batching", self.lasting(causes.batching_seconds)),
                ("contention", self.lasting(causes.contention_seconds)),
                ("prioritisation", self.lasting(causes.prioritisation_seconds)),
                ("unavailability", self.lasting(causes.unavailability_seconds)),
                ("extraneous", self.lasting(causes.extraneous_seconds)),
            ];
            let args: Vec<_> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
            self.say("journey-people", &args);
        }
        if let Some(synchronised) = &journey.synchronisation {
            self.spread("journey-synchrony", &synchronised.waited_seconds);
        }
        if let Some(promises) = &journey.promises {
            self.promises("journey-promises-ours", &promises.ours);
            self.promises("journey-promises-theirs", &promises.theirs);
        }
        if let Some(collided) = &journey.collisions {
            let values = [
                ("count", self.count(collided.collisions)),
                ("acts", self.count(collided.acts)),
                ("matters", self.count(collided.matters_hit)),
                ("of", self.count(collided.open_matters)),
            ];
            let args: Vec<_> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
            self.say("journey-collisions", &args);
        }
    }

    /// The same in working time, where there are calendars.
    pub(super) fn working(&mut self, lasting: Option<Lasting>) {
        let Some(lasting) = lasting else { return };
        let shown =
            |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |one| self.lasting(one));
        let (half, most, open) = (shown(lasting.p50), shown(lasting.p90), self.count(lasting.open));
        self.say("journey-working", &[("half", &half), ("most", &most), ("open", &open)]);
    }

    fn first_contacts(&mut self, windows: &[FirstContact]) {
        if windows.is_empty() {
            return;
        }
        self.say("journey-first", &[]);
        for one in windows {
            let (days, n) = (one.days.to_string(), self.count(one.contacted));
            let (low, high) = (self.percent(one.interval.0), self.percent(one.interval.1));
            let share = self.percent(one.share);
            let args = [
                ("days", days.as_str()),
                ("share", &share),
                ("n", &n),
                ("low", &low),
                ("high", &high),
            ];
            self.say("journey-first-window", &args);
        }
    }

    fn waiting(&mut self, waiting: &WaitingTold) {
        if !waiting.causes.is_empty() {
            self.say("journey-waiting", &[]);
        }
        for one in &waiting.causes {
            let cause = self.texts.say(&format!("journey-cause-{}", one.cause), &[]);
            let (share, cases) = (self.percent(one.share), self.count(one.cases));
            let hours = self.texts.decimal(one.seconds / 3600.0);
            let args = [
                ("cause", cause.as_str()),
                ("share", &share),
                ("hours", &hours),
                ("cases", &cases),
            ];
            self.say("journey-cause", &args);
        }
        if let Some(share) = waiting.dead_share {
            let share = self.percent(share);
            self.say("journey-dead", &[("share", &share)]);
        }
    }

    fn promises(&mut self, key: &str, kept: &Kept) {
        if kept.made == 0 {
            return;
        }
        let values = [
            ("kept", self.count(kept.kept)),
            ("due", self.count(kept.due)),
            ("moved", self.count(kept.moved)),
            ("pending", self.count(kept.pending)),
            ("without", self.count(kept.without_due)),
        ];
        let args: Vec<_> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
        self.say(key, &args);
    }
}
