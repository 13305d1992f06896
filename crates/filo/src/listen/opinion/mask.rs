//! The messages of a conversation without names, for an endpoint outside.

use std::ops::Range;

use filo_disclosure::mask::{Kind, Known, Masker, Placeholders, Vocabulary};
use filo_listen::conversation::Conversation;
use filo_listen::opinion::Masked;

use crate::config::Config;
use crate::texts::Language;

/// Between two messages of a conversation that are masked together.
const BETWEEN: &str = "\n\n";

/// What stands where something was masked, for a reader outside: `[person]`.
fn word(kind: Kind) -> String {
    kind.name().replace('_', " ")
}

/// Masks conversations with what the company says of its people and its words.
#[derive(Debug)]
pub(super) struct Masking {
    vocabulary: Vocabulary,
    staff: Vec<String>,
    /// By kind, what stands in its place.
    placeholders: Vec<(Kind, String)>,
}

impl Masking {
    /// Masking that keeps departments and the words that the company calls nobody's name. Its own name
    /// goes like any firm's: an endpoint outside has no need of it.
    pub(super) fn new(config: &Config) -> Self {
        let mut keep: Vec<&str> = config.disclosure.keep.iter().map(String::as_str).collect();
        for department in &config.departments {
            keep.push(&department.name);
            keep.extend(
                [Language::Italian, Language::English].map(|language| department.label(language)),
            );
        }
        Self {
            vocabulary: Vocabulary::new(Placeholders::new(word), keep),
            staff: config.disclosure.staff.clone(),
            placeholders: Kind::ALL.map(|kind| (kind, format!("[{}]", word(kind)))).to_vec(),
        }
    }

    /// Masking of one conversation's messages.
    ///
    /// Each is masked twice, by itself and among the others, and what either takes out is taken out: by
    /// itself a message shows how its writer writes, among the others a name told once is known
    /// wherever it stands again.
    pub(super) fn of<'a>(&'a self, conversation: &'a Conversation) -> Messages<'a> {
        let mut known = Known::new();
        let agents = conversation.messages.iter().filter_map(|message| message.agent.as_deref());
        for name in self.staff.iter().map(String::as_str).chain(agents) {
            known = known.with_person(name);
        }
        let mut all = String::new();
        let mut starts = Vec::new();
        for message in &conversation.messages {
            starts.push(all.len());
            all.push_str(&message.text);
            all.push_str(BETWEEN);
        }
        let together = Masker::new(&known, &self.vocabulary).mask(&all);
        let together =
            together.spans.iter().map(|span| (span.start..span.end, span.kind)).collect();
        Messages { masking: self, conversation, known, starts, together }
    }
}

/// One conversation's messages, ready to be masked.
#[derive(Debug)]
pub(super) struct Messages<'a> {
    masking: &'a Masking,
    conversation: &'a Conversation,
    known: Known,
    /// Where each message begins in all of them together.
    starts: Vec<usize>,
    /// What is taken out of all of them together.
    together: Vec<(Range<usize>, Kind)>,
}

impl Messages<'_> {
    /// A message without names; nothing, where that cannot be done.
    pub(super) fn mask(&self, message: usize) -> Option<Masked> {
        let text = self.conversation.messages.get(message)?.text.as_str();
        let start = *self.starts.get(message)?;
        let alone = Masker::new(&self.known, &self.masking.vocabulary).mask(text);
        let mut spans: Vec<(Range<usize>, Kind)> =
            alone.spans.iter().map(|span| (span.start..span.end, span.kind)).collect();
        for (place, kind) in &self.together {
            let first = place.start.max(start) - start;
            let last = place.end.saturating_sub(start).min(text.len());
            if first < last {
                spans.push((first..last, *kind));
            }
        }
        spans.sort_by_key(|(place, _)| (place.start, place.end));
        let mut merged: Vec<(Range<usize>, Kind)> = Vec::new();
        for (place, kind) in spans {
            match merged.last_mut() {
                Some((last, _)) if place.start < last.end => last.end = last.end.max(place.end),
                _ => merged.push((place, kind)),
            }
        }
        let instead = |kind| {
            let own = self.masking.placeholders.iter().find(|(known, _)| *known == kind);
            own.map_or("[]", |(_, instead)| instead.as_str())
        };
        Masked::new(text, merged.into_iter().map(|(place, kind)| (place, instead(kind))))
    }
}
