//! The journeys of the company's customers in the picture: the map, the stages, expected beside real, and week by week.

use serde::Serialize;

use super::words::Said;
use crate::journey::pictures::control::Control;
use crate::journey::pictures::expected::Expected;
use crate::journey::pictures::map::JourneyMap;
use crate::journey::pictures::stages::Stages;

filo_model::words! {
    /// A quantity that is followed week by week.
    Quantity {
        /// The median time to the first answer.
        FirstAnswer = "first_answer",
        /// The share of handoffs that were taken on in time.
        TakenInTime = "taken_in_time",
    }
}

impl Quantity {
    /// Whether it is a share, and no time.
    #[must_use]
    pub fn is_share(self) -> bool {
        self == Self::TakenInTime
    }
}

/// What journeys show.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Journey {
    /// True where all departments together are fewer than five people: what follows is then empty.
    pub withheld: bool,
    /// The busiest paths.
    pub map: JourneyMap,
    /// How far cases come.
    pub stages: Stages,
    /// What the company holds itself to, beside what happened.
    pub expected: Vec<ExpectedTold>,
    /// Week by week.
    pub weekly: Vec<Weekly>,
}

/// A kind of request with the words of a customer.
#[derive(Debug, Clone, Serialize)]
pub struct ExpectedTold {
    /// The figures.
    #[serde(flatten)]
    pub expected: Expected,
    /// What a customer said whose answer was late, masked and cut.
    pub quote: Option<Said>,
}

/// A quantity week by week.
#[derive(Debug, Clone, Serialize)]
pub struct Weekly {
    /// What.
    pub quantity: Quantity,
    /// The version of the definition.
    pub definition: &'static str,
    /// The weeks and their limits.
    #[serde(flatten)]
    pub control: Control,
}
