//! A message without names, and where each part of it stands in the original.

use std::ops::Range;

/// A message without names: stretches of the original are hidden, and a word stands in their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masked {
    text: String,
    hidden: Vec<Hidden>,
}

/// A stretch that is hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Hidden {
    /// Where it stands in the original, in bytes.
    original: Range<usize>,
    /// What stands in its place, in bytes of the masked text.
    written: Range<usize>,
}

impl Masked {
    /// Hides stretches of a text, given in order with what stands in their place. Nothing, where
    /// they are out of order or no stretches of it: then the text may not leave.
    #[must_use]
    pub fn new<'a>(
        original: &str,
        stretches: impl IntoIterator<Item = (Range<usize>, &'a str)>,
    ) -> Option<Self> {
        let mut text = String::with_capacity(original.len());
        let mut hidden = Vec::new();
        let mut at = 0;
        for (place, instead) in stretches {
            original.get(place.clone())?;
            text.push_str(original.get(at..place.start)?);
            let start = text.len();
            text.push_str(instead);
            at = place.end;
            hidden.push(Hidden { original: place, written: start..text.len() });
        }
        text.push_str(original.get(at..)?);
        Some(Self { text, hidden })
    }

    /// The text without names.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a stretch of the original stands in the masked text. What is hidden in part comes whole.
    #[must_use]
    pub(super) fn written(&self, stretch: &Range<usize>) -> Range<usize> {
        let start = self.moved(stretch.start, |hidden| hidden.written.start);
        let end = self.moved(stretch.end, |hidden| hidden.written.end);
        start..end
    }

    fn moved(&self, at: usize, inside: impl Fn(&Hidden) -> usize) -> usize {
        let next = self.hidden.partition_point(|hidden| hidden.original.end <= at);
        match self.hidden.get(next) {
            Some(hidden) if hidden.original.start < at => inside(hidden),
            _ => {
                let before = next.checked_sub(1).and_then(|before| self.hidden.get(before));
                before.map_or(at, |hidden| hidden.written.end + (at - hidden.original.end))
            }
        }
    }

    /// Where a stretch of the masked text stands in the original; nothing, where it touches what
    /// is hidden.
    #[must_use]
    pub(super) fn original(&self, stretch: &Range<usize>) -> Option<Range<usize>> {
        let next = self.hidden.partition_point(|hidden| hidden.written.end <= stretch.start);
        if self.hidden.get(next).is_some_and(|hidden| hidden.written.start < stretch.end) {
            return None;
        }
        let before = next.checked_sub(1).and_then(|before| self.hidden.get(before));
        let back =
            |at: usize| before.map_or(at, |hidden| hidden.original.end + (at - hidden.written.end));
        Some(back(stretch.start)..back(stretch.end))
    }
}
