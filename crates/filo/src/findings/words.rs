//! What was heard in the words of entries, as far as findings from structured entries use it.
//!
//! Only what is more likely than not counts. An entry whose words were never heard says nothing: then
//! the order of entries has to do.

use filo_listen::kind::{DynamicKind, SignalKind};
use filo_store::heard::Heard;
use rustc_hash::FxHashMap;

use super::event::Event;

/// From which probability on a sign counts, in thousandths: more likely than not.
const LIKELY: u16 = 500;

/// What the words of one entry say.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// The customer asks how it stands.
    pub chasing: bool,
    /// The customer says that it was told or sent before.
    pub repeat: bool,
    /// The company acknowledges, with no fact, no decision and no date; or it is quoted where the whole
    /// matter was heard to be slow.
    pub interim: bool,
}

/// What words say, by the sequence numbers of their entries.
#[derive(Debug, Default, Clone)]
pub struct Words {
    by_seq: FxHashMap<i64, Said>,
}

impl Words {
    /// Of what was heard.
    #[must_use]
    pub fn of(heard: &Heard) -> Self {
        let mut by_seq: FxHashMap<i64, Said> = FxHashMap::default();
        for sign in heard.signs.iter().filter(|sign| sign.probability >= LIKELY) {
            let mark: fn(&mut Said) = match SignalKind::from_name(&sign.kind) {
                Some(SignalKind::Chasing) => |said| said.chasing = true,
                Some(SignalKind::Repeat) => |said| said.repeat = true,
                Some(SignalKind::Interim) => |said| said.interim = true,
                _ => continue,
            };
            mark(by_seq.entry(sign.place.seq).or_default());
        }
        let slow = heard
            .dynamics
            .iter()
            .filter(|one| one.probability >= LIKELY && one.kind == DynamicKind::Slow.name());
        for quote in slow.flat_map(|one| &one.quotes) {
            by_seq.entry(quote.seq).or_default().interim = true;
        }
        Self { by_seq }
    }

    /// What the words of an entry say; nothing where none were heard.
    #[must_use]
    pub fn said(&self, event: &Event) -> Said {
        self.by_seq.get(&event.seq).copied().unwrap_or_default()
    }
}
