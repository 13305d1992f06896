//! Reviews: a person confirms a finding, rejects it, or undoes an earlier review.

use serde::{Deserialize, Serialize};

use crate::digest::{Digest, Parts};
use crate::undo::standing;

/// The id of a finding: the digest of its kind and of the entry it is anchored to, the same in every
/// store.
#[must_use]
pub fn finding_id(kind: &str, anchor: Digest) -> Digest {
    let mut parts = Parts::default();
    parts.push(b"finding").push(kind.as_bytes()).push(&anchor.0);
    parts.digest()
}

/// A person's review of a finding, or the undoing of an earlier review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Its running number.
    pub number: i64,
    /// When it was done, in UTC epoch milliseconds.
    pub at: i64,
    /// Who did it: the account or the configured operator.
    pub author: String,
    /// Why.
    pub reason: String,
    /// The finding.
    pub finding: Digest,
    /// What was decided.
    pub content: ReviewContent,
}

/// The content of a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewContent {
    /// It happened, and should not have.
    Confirm(Reviewed),
    /// It did not happen, or was right.
    Reject(Reviewed),
    /// An earlier review does not hold any more; undoing an undo restores it.
    Undo {
        /// The number of the review undone.
        review: i64,
    },
}

/// The finding that was reviewed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    /// Its kind.
    pub kind: String,
    /// The entry it is anchored to.
    pub anchor: Digest,
    /// Whether it was next in the order for samples when it was reviewed.
    pub sampled: bool,
}

impl ReviewContent {
    /// The finding that a confirmation or rejection is about.
    #[must_use]
    pub fn reviewed(&self) -> Option<&Reviewed> {
        match self {
            Self::Confirm(reviewed) | Self::Reject(reviewed) => Some(reviewed),
            Self::Undo { .. } => None,
        }
    }
}

/// The confirmations and rejections that hold after every undo; the latest of a finding counts.
///
/// `reviews` in the order of their numbers.
#[must_use]
pub fn standing_reviews(reviews: &[Review]) -> Vec<&Review> {
    let numbers: Vec<i64> = reviews.iter().map(|review| review.number).collect();
    let stands = standing(&numbers, |place| match reviews[place].content {
        ReviewContent::Undo { review } => Some(review),
        _ => None,
    });
    let mut latest: Vec<&Review> = reviews
        .iter()
        .zip(&stands)
        .filter(|(review, stands)| **stands && review.content.reviewed().is_some())
        .map(|(review, _)| review)
        .collect();
    latest.sort_by_key(|review| (review.finding, review.number));
    latest.reverse();
    latest.dedup_by_key(|review| review.finding);
    latest.sort_by_key(|review| review.number);
    latest
}

#[cfg(test)]
mod tests {
    use super::{Review, ReviewContent, Reviewed, finding_id, standing_reviews};
    use crate::digest::Digest;

    fn review(number: i64, finding: Digest, content: ReviewContent) -> Review {
        Review { number, at: 0, author: "ada".into(), reason: "test".into(), finding, content }
    }

    fn reviewed() -> Reviewed {
        Reviewed { kind: "undue_claim".into(), anchor: Digest::of(b"act"), sampled: false }
    }

    #[test]
    fn the_id_depends_on_kind_and_entry_alone() {
        let act = Digest::of(b"act");
        assert_eq!(finding_id("unanswered", act), finding_id("unanswered", act));
        assert_ne!(finding_id("unanswered", act), finding_id("undue_claim", act));
        assert_ne!(finding_id("unanswered", act), finding_id("unanswered", Digest::of(b"other")));
    }

    #[test]
    fn the_latest_review_that_stands_counts() {
        let (a, b) = (Digest::of(b"a"), Digest::of(b"b"));
        let all = [
            review(1, a, ReviewContent::Confirm(reviewed())),
            review(2, b, ReviewContent::Reject(reviewed())),
            review(3, a, ReviewContent::Reject(reviewed())),
            review(4, a, ReviewContent::Undo { review: 3 }),
            review(5, a, ReviewContent::Undo { review: 4 }),
            review(6, b, ReviewContent::Undo { review: 2 }),
        ];
        let standing = |count: usize| -> Vec<i64> {
            standing_reviews(&all[..count]).iter().map(|one| one.number).collect()
        };
        assert_eq!(standing(2), [1, 2]);
        assert_eq!(standing(3), [2, 3]);
        assert_eq!(standing(4), [1, 2], "what was decided before the undone one holds again");
        assert_eq!(standing(5), [2, 3]);
        assert_eq!(standing(6), [3]);
    }
}
