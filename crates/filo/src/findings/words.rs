//! What was heard in the words of entries, as far as findings from structured entries use it.
//!
//! Only what is more likely than not counts. An entry whose words were never heard says nothing: then
//! the order of entries has to do.

use filo_store::heard::HeardSign;
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
    /// The company acknowledges, with no fact, no decision and no date.
    pub interim: bool,
}

/// What words say, by the sequence numbers of their entries.
#[derive(Debug, Default, Clone)]
pub struct Words {
    by_seq: FxHashMap<i64, Said>,
}

impl Words {
    /// Of signs that were heard.
    #[must_use]
    pub fn of(signs: &[HeardSign]) -> Self {
        let mut by_seq: FxHashMap<i64, Said> = FxHashMap::default();
        for sign in signs.iter().filter(|sign| sign.probability >= LIKELY) {
            let mut said = Said::default();
            match sign.kind.as_str() {
                "chasing" => said.chasing = true,
                "repeat" => said.repeat = true,
                "interim" => said.interim = true,
                _ => continue,
            }
            let known = by_seq.entry(sign.place.seq).or_default();
            known.chasing |= said.chasing;
            known.repeat |= said.repeat;
            known.interim |= said.interim;
        }
        Self { by_seq }
    }

    /// What the words of an entry say; nothing where none were heard.
    #[must_use]
    pub fn said(&self, event: &Event) -> Said {
        self.by_seq.get(&event.seq).copied().unwrap_or_default()
    }
}
