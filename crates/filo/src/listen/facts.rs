//! What was heard in words as facts of the thread: suspected until a person confirms them, gone where one
//! rejects them.

use std::borrow::Cow;

use filo_guard::event::{Event, Hearing, What, end_of_day, reference};
use filo_guard::traits::{Trait, Traits};
use filo_listen::kind::SignalKind;
use filo_model::calendar::DAY_MILLIS;
use filo_model::facts::State;
use filo_model::review::finding_id;
use filo_store::Store;
use filo_store::heard::HeardSign;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rustc_hash::FxHashMap;

use super::customer::PROMISE_MISSED;
use crate::findings::calls;
use crate::findings::review::{self, Standing};
use crate::problem::Result;

/// After so many days in which nobody asked, a promise heard in words counts as kept.
const QUIET_DAYS: i64 = 7;
/// After so many days, one that was asked after is no longer open.
const MISSED_DAYS: i64 = 90;

/// A fact that the words of an entry say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// A promise by a day; whether the customer asked after it.
    Promise { due: Date, missed: bool },
    /// A no.
    Refusal,
    /// Told before.
    Repeat,
    /// How the customer wants to be treated.
    Constraint(Trait),
}

impl Said {
    /// The kind of finding by which people confirm or reject it.
    fn finding(self) -> &'static str {
        match self {
            Self::Promise { .. } => "said_promise",
            Self::Refusal => "said_refusal",
            Self::Repeat => "said_repeat",
            Self::Constraint(_) => "said_constraint",
        }
    }
}

/// What was heard, by the entries in whose words it stands.
#[derive(Debug, Default)]
pub struct HeardFacts(FxHashMap<i64, Vec<Said>>);

impl HeardFacts {
    /// The facts among all that was heard.
    #[must_use]
    pub fn of(signs: &[HeardSign]) -> Self {
        let mut facts: FxHashMap<i64, Vec<Said>> = FxHashMap::default();
        for sign in signs {
            let missed =
                |other: &HeardSign| other.kind == PROMISE_MISSED && other.place == sign.place;
            let said = match SignalKind::from_name(&sign.kind) {
                Some(SignalKind::Promise) => sign
                    .due
                    .map(|due| Said::Promise { due, missed: signs_of(signs, sign).any(missed) }),
                Some(SignalKind::Refusal) => Some(Said::Refusal),
                Some(SignalKind::Repeat) => Some(Said::Repeat),
                Some(SignalKind::Leaving) => Some(Said::Constraint(Trait::Leaving)),
                Some(_) => None,
                None => Trait::from_name(&sign.kind).map(Said::Constraint),
            };
            if let Some(said) = said {
                let own = facts.entry(sign.place.seq).or_default();
                if !own.contains(&said) {
                    own.push(said);
                }
            }
        }
        Self(facts)
    }

    /// Whether nothing was heard.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What was heard of everybody in a store.
    ///
    /// # Errors
    /// Where the store refuses.
    pub fn of_store(store: &Store) -> Result<Self> {
        Ok(Self::of(&store.heard_list()?.signs))
    }

    /// The events of one customer, each call once, with what was heard among them.
    #[must_use]
    pub fn among<'a>(
        &self,
        thread: &'a [Event],
        standing: &Standing,
        zone: &TimeZone,
    ) -> Cow<'a, [Event]> {
        let events = calls::once(thread);
        if !thread.iter().any(|event| self.0.contains_key(&event.seq)) {
            return events;
        }
        let mut events = events.into_owned();
        self.add(&mut events, standing, zone);
        Cow::Owned(events)
    }

    /// Adds what was heard to the events of one customer, in the order of the thread.
    pub fn add(&self, events: &mut Vec<Event>, standing: &Standing, zone: &TimeZone) {
        let mut heard = Vec::new();
        for event in events.iter() {
            self.events(event, standing, zone, &mut heard);
        }
        events.extend(heard);
        events.sort_by_key(|event| (event.at.millis, event.turn, event.id, event.heard.is_some()));
    }

    /// The events that the words of an entry make, beside the entry's own, as reviews let them stand.
    pub fn events(
        &self,
        event: &Event,
        standing: &Standing,
        zone: &TimeZone,
        out: &mut Vec<Event>,
    ) {
        for said in self.0.get(&event.seq).into_iter().flatten() {
            let hearing = match standing.state(finding_id(said.finding(), event.id)) {
                review::State::Rejected => continue,
                review::State::Confirmed => Hearing::Confirmed,
                review::State::Suspected => Hearing::Suspected,
            };
            let heard = |what, traits| Event {
                heard: Some(hearing),
                step: None,
                call: 0,
                what,
                traits,
                ..event.clone()
            };
            match *said {
                Said::Promise { due, missed } => promise(event, due, missed, &heard, zone, out),
                Said::Refusal => out.push(heard(What::Refusal { question: 0 }, Traits::NONE)),
                Said::Repeat => out.push(heard(What::ToldBefore, Traits::NONE)),
                Said::Constraint(one) => out
                    .push(heard(What::Preference { state: State::Given }, Traits::NONE.with(one))),
            }
        }
    }
}

/// The signs of the same entry, which stand together.
fn signs_of<'a>(
    signs: &'a [HeardSign],
    sign: &HeardSign,
) -> impl Iterator<Item = &'a HeardSign> + use<'a> {
    let seq = sign.place.seq;
    let first = signs.partition_point(|one| one.place.seq < seq);
    signs[first..].iter().take_while(move |one| one.place.seq == seq)
}

/// A promise is made; nobody says in words that it was kept, so it ends when nobody asked for some days, or
/// when it was asked after and a season has gone.
fn promise(
    event: &Event,
    due: Date,
    missed: bool,
    heard: &impl Fn(What, Traits) -> Event,
    zone: &TimeZone,
    out: &mut Vec<Event>,
) {
    let number = reference(Some(&format!("heard {}", event.id)));
    let of = |state| What::Promise { promise: number, state, due: Some(due) };
    out.push(heard(of(State::Made), Traits::NONE));
    let days = if missed { MISSED_DAYS } else { QUIET_DAYS };
    let Some(over) = end_of_day(due, zone) else { return };
    let mut ended = heard(of(if missed { State::Withdrawn } else { State::Kept }), Traits::NONE);
    ended.at.millis = over.saturating_add(days * DAY_MILLIS);
    ended.known_at = ended.at.millis;
    out.push(ended);
}
