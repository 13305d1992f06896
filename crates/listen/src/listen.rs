//! Listening to a conversation: its signals and dynamics.

use crate::conversation::Conversation;
use crate::cut::cut;
use crate::dynamic::{Course, Dated, Dynamic, dynamics, quotes};
use crate::feature::Talk;
use crate::model::Model;
use crate::own::{self, Hit};
use crate::read::{Reader, Reading};
use crate::signal::{Place, Shown, Signal, readings, signals};

/// What listening needs.
#[derive(Debug)]
pub struct Listener {
    /// How messages are read.
    pub reader: Reader,
    /// What they are judged by.
    pub model: Model,
}

/// What a conversation shows.
#[derive(Debug, Clone, Default)]
pub struct Heard {
    /// Its messages made ready.
    pub readings: Vec<Reading>,
    /// By sentence, how probable each kind is.
    pub shown: Vec<(Place, Shown)>,
    /// The signals that are told.
    pub signals: Vec<Signal>,
    /// What was promised, and by when.
    pub promises: Vec<Dated>,
    /// The company's own phrases that are said in it.
    pub own: Vec<Hit>,
    /// The dynamics that are told.
    pub dynamics: Vec<Dynamic>,
}

impl Listener {
    /// What a conversation shows.
    #[must_use]
    pub fn listen(&self, conversation: &Conversation) -> Heard {
        let messages = &conversation.messages;
        let readings = readings(&self.reader, messages);
        let talk = Talk::of(messages, &readings, &self.reader);
        let mut shown = self.model.signals.shown(&talk);
        let least = self.model.told_signals.map(|told| told.least);
        let mut told = signals(&talk, &shown, &least);
        told.iter_mut().for_each(|signal| cut(&talk, &self.model.signals, signal));
        let own = self.reader.own().said(&talk);
        own::tell(&own, &mut told, &mut shown);
        let course = Course::of(&talk, &shown);
        let dynamic = self.model.dynamics.shown(&course);
        let least = self.model.told_dynamics.map(|told| told.least);
        let mut dynamics = dynamics(&course, &dynamic, &least);
        for one in &mut dynamics {
            one.quotes = quotes(&talk, &self.model.signals, &shown, one);
        }
        let promises = course.promises;
        Heard { readings, shown, signals: told, promises, own, dynamics }
    }
}
