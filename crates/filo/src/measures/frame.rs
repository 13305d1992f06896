//! The period, the standards and what people and words said, against which the measures judge.

use filo_guard::action::{Action, Effect};
use filo_listen::kind::SignalKind;
use filo_model::calendar::{DAY_MILLIS, Within};
use filo_model::digest::Digest;
use filo_model::review::finding_id;
use filo_store::heard::HeardSign;
use rustc_hash::FxHashMap;

use super::table::{Lag, Measure};
use crate::config::RequestStandard;
use crate::findings::event::{Event, Reference, day_in, reference, start_of_day};
use crate::findings::review::{Standing, State};
use crate::findings::{self, Finding};

/// Which of the things that are counted are kept one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Keep {
    /// None: only counts.
    #[default]
    Nothing,
    /// Those of one measure.
    Of(Measure),
    /// All.
    Everything,
}

/// A question that was put to Filo's own guard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// When, in UTC epoch milliseconds.
    pub at: i64,
    /// What was to be done.
    pub action: Action,
}

/// The standard of one kind of request, by the reference that events use.
#[derive(Debug, Clone)]
pub struct Standard {
    /// The kind of request.
    pub kind: Reference,
    /// What the company configured.
    pub said: RequestStandard,
}

/// What the measures judge against.
#[derive(Debug)]
pub struct Frame {
    /// The frame of the findings: the longest window, the calendars, the rule cards.
    pub findings: findings::Frame,
    /// What people made of findings.
    pub standing: Standing,
    /// When each finding that stands confirmed was confirmed, in UTC epoch milliseconds.
    pub confirmed_at: FxHashMap<Digest, i64>,
    /// What words show, by the entry.
    pub signs: Signs,
    /// Findings heard in words, by customer.
    pub heard: FxHashMap<i64, Vec<Finding>>,
    /// What Filo's own guard was asked, by customer.
    pub asked: FxHashMap<i64, Vec<Asked>>,
    /// The standards by kind of request.
    pub standards: Vec<Standard>,
    /// How many people work in each department, where the configuration says it.
    pub staff: FxHashMap<i64, u32>,
    /// What is kept one by one.
    pub keep: Keep,
}

impl Frame {
    /// A frame without reviews, words, questions and standards.
    #[must_use]
    pub fn new(findings: findings::Frame) -> Self {
        Self {
            findings,
            standing: Standing::default(),
            confirmed_at: FxHashMap::default(),
            signs: Signs::default(),
            heard: FxHashMap::default(),
            asked: FxHashMap::default(),
            standards: Vec::new(),
            staff: FxHashMap::default(),
            keep: Keep::Nothing,
        }
    }

    /// The first moment of a measure's window.
    #[must_use]
    pub fn from(&self, measure: Measure) -> i64 {
        let frame = &self.findings;
        let back = frame.as_of - (measure.definition().days - 1) * DAY_MILLIS;
        start_of_day(day_in(back, &frame.zone), &frame.zone).unwrap_or(back)
    }

    /// Whether a moment lies in a measure's window.
    #[must_use]
    pub fn holds(&self, measure: Measure, at: i64) -> bool {
        at <= self.findings.as_of
            && at >= self.findings.as_of - measure.definition().window() - DAY_MILLIS
            && at >= self.from(measure)
    }

    /// Whether what happened then has aged enough to be judged.
    #[must_use]
    pub fn is_mature(&self, measure: Measure, at: i64) -> bool {
        let frame = &self.findings;
        match measure.definition().lag {
            Lag::Days(days) => at <= frame.as_of - days * DAY_MILLIS,
            Lag::BusinessDays(days) => {
                let within = Within::BusinessDays(days);
                frame.calendar.due(at, within, &frame.zone) <= frame.as_of
            }
        }
    }

    /// By when a department has to have done something.
    #[must_use]
    pub fn due(&self, department: i64, at: i64, within: Within) -> i64 {
        let frame = &self.findings;
        frame.calendar_of(department).due(at, within, &frame.zone)
    }

    /// Whether the words of an entry show something that no person rejected.
    #[must_use]
    pub fn says(&self, event: &Event, kind: SignalKind) -> bool {
        let shown = self.signs.of(event.seq).iter().any(|sign| sign.kind == kind);
        let by_name = match kind {
            SignalKind::Refusal => "said_refusal",
            SignalKind::Promise => "said_promise",
            SignalKind::Repeat => "said_repeat",
            _ => return shown,
        };
        shown && self.standing.state(finding_id(by_name, event.id)) != State::Rejected
    }

    /// Whether the words of an entry promise something by a day.
    #[must_use]
    pub fn says_day(&self, event: &Event) -> bool {
        let dated = |sign: &Sign| sign.kind == SignalKind::Promise && sign.is_dated;
        self.signs.of(event.seq).iter().any(dated) && self.says(event, SignalKind::Promise)
    }

    /// The standard of a kind of request.
    #[must_use]
    pub fn standard(&self, kind: Reference) -> Option<&Standard> {
        self.standards.iter().find(|one| kind != 0 && one.kind == kind)
    }

    /// Takes over the standards of a configuration.
    pub fn set_standards(&mut self, requests: &[RequestStandard]) {
        let meant = |said: &RequestStandard| Standard {
            kind: reference(Some(&said.kind)),
            said: said.clone(),
        };
        self.standards = requests.iter().map(meant).collect();
    }
}

/// What an action does to a customer, where it is one that the guard has to be asked about.
#[must_use]
pub fn outbound(action: Action) -> Option<Effect> {
    let effect = action.effect();
    matches!(effect, Effect::Dunning | Effect::Suspending | Effect::Selling).then_some(effect)
}

/// Something that the words of an entry show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sign {
    /// What.
    pub kind: SignalKind,
    /// Whether a day is named.
    pub is_dated: bool,
}

/// What words show, by the sequence number of the entry.
#[derive(Debug, Default)]
pub struct Signs(FxHashMap<i64, Vec<Sign>>);

impl Signs {
    /// What was heard; what is kept about conversations and not about words is left out.
    #[must_use]
    pub fn new(heard: &[HeardSign]) -> Self {
        let mut signs: FxHashMap<i64, Vec<Sign>> = FxHashMap::default();
        for sign in heard {
            if let Some(kind) = SignalKind::from_name(&sign.kind) {
                let sign = (sign.place.seq, Sign { kind, is_dated: sign.due.is_some() });
                signs.entry(sign.0).or_default().push(sign.1);
            }
        }
        Self(signs)
    }

    /// What the words of an entry show.
    #[must_use]
    pub fn of(&self, seq: i64) -> &[Sign] {
        self.0.get(&seq).map_or(&[], Vec::as_slice)
    }

    /// Adds what the words of an entry show.
    pub fn add(&mut self, seq: i64, sign: Sign) {
        self.0.entry(seq).or_default().push(sign);
    }
}
