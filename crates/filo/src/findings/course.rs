//! The course of a case: who moves, who holds it, and since when the company has to move.
//!
//! What the customer says gives the company the ball; a person's word to the customer gives it to the
//! customer, and it stays there until the customer speaks, the case is handed over or opened again:
//! whoever is asked, or answered, is waited for. Steps and notes inside the company move the case
//! where the company has the ball, and change nothing where the customer has it. What machines send
//! moves nothing; where one closes a case that a person had answered, nothing waited for it.

use filo_model::facts::{CaseStep, Channel, Direction, State};
use rustc_hash::FxHashMap;

use super::Frame;
use super::event::{Event, Reference, What};
use super::words::Words;

/// Who moves in an entry of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The customer speaks, or tries to.
    Customer,
    /// A person of the company speaks to the customer.
    Company,
    /// The company moves, and the customer hears nothing of it.
    Inside,
    /// A machine.
    Machine,
}

/// Who moves in an entry.
pub(super) fn side(event: &Event) -> Side {
    let is_said = match event.what {
        What::Automatic => return Side::Machine,
        What::Handoff { .. } | What::Alert { .. } => return Side::Inside,
        What::Promise { state, .. } => matches!(state, State::Made | State::Moved),
        What::Contact { .. }
        | What::Refusal { .. }
        | What::Alternative { .. }
        | What::Goodwill
        | What::Closing { .. } => true,
        // A technician who comes speaks to the customer; another report of what was done does not.
        _ => event.channel == Some(Channel::Visit),
    };
    match event.direction {
        Direction::In => Side::Customer,
        Direction::Out if is_said => Side::Company,
        _ => Side::Inside,
    }
}

/// Whether a step ends a case.
pub(super) fn ends(event: &Event) -> bool {
    matches!(event.step, Some(CaseStep::Resolved | CaseStep::Closed))
}

/// The entries of one case up to the end of the period, in their order.
#[derive(Debug)]
pub(super) struct Course<'a> {
    /// Its number.
    pub(super) case: Reference,
    /// Its entries.
    pub(super) events: Vec<&'a Event>,
}

/// The cases of a customer, in the order in which they begin.
pub(super) fn courses<'a>(events: &'a [Event], frame: &Frame) -> Vec<Course<'a>> {
    let mut places: FxHashMap<Reference, usize> = FxHashMap::default();
    let mut courses: Vec<Course<'a>> = Vec::new();
    let known = events.iter().take_while(|event| event.at.millis <= frame.as_of);
    for event in known.filter(|event| event.case != 0) {
        let place = *places.entry(event.case).or_insert(courses.len());
        match courses.get_mut(place) {
            Some(course) => course.events.push(event),
            None => courses.push(Course { case: event.case, events: vec![event] }),
        }
    }
    courses
}

impl Course<'_> {
    /// The reason that any of its entries tells; 0 where none does.
    pub(super) fn reason(&self) -> Reference {
        let mut told = self.events.iter().filter_map(|event| match event.what {
            What::Contact { reason, .. } | What::Written { reason } if reason != 0 => Some(reason),
            _ => None,
        });
        told.next().unwrap_or(0)
    }

    /// Whether any entry says a step: of a case that says none nobody can say whether it is open.
    pub(super) fn says_steps(&self) -> bool {
        self.events.iter().any(|event| event.step.is_some())
    }

    /// Whether anything of it lies in the period, or it was still open when the period began.
    pub(super) fn is_of_period(&self, frame: &Frame) -> bool {
        let last = self.events.last();
        last.is_some_and(|last| frame.from <= last.at.millis || !ends(last))
    }
}

/// A time in which the company had to move and did not.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stand<'a> {
    /// The entry since which it had to.
    pub(super) since: &'a Event,
    /// The entry that ended it; nothing where it still stands.
    pub(super) until: Option<&'a Event>,
    /// The department that held the case.
    pub(super) holder: i64,
}

/// A case as it stands while its entries are read.
#[derive(Debug, Default, Clone)]
pub(super) struct Ball<'a> {
    /// The department that holds it.
    pub(super) holder: i64,
    /// The entry since which the company has to move; nothing while the customer has the ball.
    pub(super) since: Option<&'a Event>,
    /// Whether it has begun.
    begun: bool,
    /// Whether it has ended, and was not opened again.
    pub(super) has_ended: bool,
    /// Whether a person has spoken to the customer.
    answered: bool,
    /// Whether a handoff says who holds it.
    handed: bool,
}

impl<'a> Ball<'a> {
    /// Takes an entry, and gives back the standstill that it ends.
    pub(super) fn take(&mut self, event: &'a Event) -> Option<Stand<'a>> {
        let (side, is_end) = (side(event), ends(event));
        if !self.begun {
            (self.begun, self.holder) = (true, event.department);
        }
        if self.has_ended {
            // A word after the end, without a step, does not open it again.
            if is_end || event.step.is_none() {
                return None;
            }
            self.has_ended = false;
        }
        let stand = |since: &'a Event, holder| Stand { since, until: Some(event), holder };
        let holder = self.holder;
        let before = self.since;
        match side {
            Side::Machine if !is_end => return None,
            Side::Machine => {
                self.since = None;
                self.has_ended = true;
                return before.filter(|_| !self.answered).map(|since| stand(since, holder));
            }
            Side::Customer if !is_end => {
                self.since.get_or_insert(event);
                return None;
            }
            Side::Customer => self.since = None,
            Side::Company => {
                (self.since, self.answered) = (None, true);
                self.held_by(event.department);
            }
            Side::Inside => self.move_inside(event),
        }
        self.has_ended = is_end;
        if is_end {
            self.since = None;
        }
        before.map(|since| stand(since, holder))
    }

    /// The company moves inside.
    fn move_inside(&mut self, event: &'a Event) {
        match event.what {
            What::Handoff { to: Some(to), state: State::Sent, .. } => {
                (self.holder, self.handed) = (to, true);
                self.since = Some(event);
                return;
            }
            What::Handoff { from: Some(from), state: State::Declined, .. } => self.holder = from,
            What::Handoff { .. } => {}
            _ => self.held_by(event.department),
        }
        let is_reopened = event.step == Some(CaseStep::Reopened);
        if self.since.is_some() || is_reopened || !self.answered {
            self.since = Some(event);
        }
    }

    fn held_by(&mut self, department: i64) {
        if !self.handed {
            self.holder = department;
        }
    }
}

/// The times in which the company had to move and did not, in their order.
pub(super) fn stands<'a>(course: &Course<'a>) -> Vec<Stand<'a>> {
    let mut ball = Ball::default();
    let mut stands: Vec<Stand<'a>> =
        course.events.iter().filter_map(|event| ball.take(event)).collect();
    let open = ball.since.filter(|_| !ball.has_ended);
    stands.extend(open.map(|since| Stand { since, until: None, holder: ball.holder }));
    stands
}

/// Whether an entry of the customer brings a new fact: not where the case is opened again with it, nor
/// where its words only ask how it stands or say that it was told before.
pub(super) fn is_new_fact(event: &Event, words: &Words) -> bool {
    let said = words.said(event);
    side(event) == Side::Customer
        && event.step != Some(CaseStep::Reopened)
        && !said.chasing
        && !said.repeat
}
