//! The fewest people that a figure may be about; five, or more where a company wants more.

/// The fewest people (of the company, or respondents) that a figure may be about; never below five.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Threshold(u8);

impl Threshold {
    /// The least that there is: five people.
    pub const LEAST: Self = Self(5);

    /// From eight respondents on a figure of a survey may say more than a score.
    pub(crate) const DETAIL: Self = Self(8);

    /// The fewest people among whom the writer of a comment may be looked for.
    pub(crate) const COMMENTS: Self = Self(10);

    /// A threshold of so many people; `None` below five.
    #[must_use]
    pub fn new(people: u8) -> Option<Self> {
        let threshold = Self(people);
        (threshold >= Self::LEAST).then_some(threshold)
    }

    /// How many people.
    #[must_use]
    pub fn people(self) -> u32 {
        u32::from(self.0)
    }

    /// Whether a figure about so many people may be shown.
    #[must_use]
    pub fn allows(self, people: u32) -> bool {
        people >= self.people()
    }

    /// Every threshold from the least to this one, in order.
    pub(crate) fn up_to(self) -> impl Iterator<Item = Self> {
        (Self::LEAST.0..=self.0).map(Self)
    }
}

impl Default for Threshold {
    fn default() -> Self {
        Self::LEAST
    }
}
