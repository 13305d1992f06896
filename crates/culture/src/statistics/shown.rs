//! A figure, or the reason for which there is none: nothing is left out in silence.

use serde::{Serialize, Serializer};

/// Why a figure is not shown. The names are stable and have a text for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Fewer respondents than a figure may be about, or than it needs.
    TooFewRespondents,
    /// Fewer departments than it needs.
    TooFewDepartments,
    /// More departments than can be compared two by two.
    TooManyDepartments,
    /// The sheet lacks items of the dimension.
    ItemsAbsent,
    /// The items do not apply in the department: more than three of ten say so.
    NotApplicableHere,
    /// The dimension has too few items for it.
    TooFewItems,
    /// The closed form of omega is for three items.
    NotThreeItems,
    /// Everybody answers the same.
    NoVariance,
    /// Two items go together not at all or in opposite directions.
    NegativeCovariance,
    /// The model asks for a negative variance (Heywood case).
    Heywood,
    /// The figure cannot be computed in more than one resample of twenty.
    Unstable,
    /// The wording of the items is not that of the other wave.
    OtherWording,
    /// The department is not in the other wave.
    DepartmentAbsent,
}

impl Why {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::TooFewRespondents,
        Self::TooFewDepartments,
        Self::TooManyDepartments,
        Self::ItemsAbsent,
        Self::NotApplicableHere,
        Self::TooFewItems,
        Self::NotThreeItems,
        Self::NoVariance,
        Self::NegativeCovariance,
        Self::Heywood,
        Self::Unstable,
        Self::OtherWording,
        Self::DepartmentAbsent,
    ];

    /// Its stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::TooFewRespondents => "too_few_respondents",
            Self::TooFewDepartments => "too_few_departments",
            Self::TooManyDepartments => "too_many_departments",
            Self::ItemsAbsent => "items_absent",
            Self::NotApplicableHere => "not_applicable_here",
            Self::TooFewItems => "too_few_items",
            Self::NotThreeItems => "not_three_items",
            Self::NoVariance => "no_variance",
            Self::NegativeCovariance => "negative_covariance",
            Self::Heywood => "heywood",
            Self::Unstable => "unstable",
            Self::OtherWording => "other_wording",
            Self::DepartmentAbsent => "department_absent",
        }
    }
}

/// A figure, or why there is none. Written as the figure itself, or as `{"why": "…"}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown<T> {
    /// The figure.
    Value(T),
    /// Why there is none.
    Not(Why),
}

impl<T> Shown<T> {
    /// The figure, where there is one.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Not(_) => None,
        }
    }

    /// Why there is none, where there is none.
    #[must_use]
    pub fn why(&self) -> Option<Why> {
        match self {
            Self::Value(_) => None,
            Self::Not(why) => Some(*why),
        }
    }
}

impl<T> From<Result<T, Why>> for Shown<T> {
    fn from(result: Result<T, Why>) -> Self {
        match result {
            Ok(value) => Self::Value(value),
            Err(why) => Self::Not(why),
        }
    }
}

impl<T: Serialize> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Not {
            why: Why,
        }
        match self {
            Self::Value(value) => value.serialize(serializer),
            Self::Not(why) => Not { why: *why }.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Shown, Why};

    #[test]
    fn a_reason_is_written_by_its_name() {
        for why in Why::ALL {
            let written = serde_json::to_string(&Shown::<u8>::Not(why)).unwrap();
            assert_eq!(written, format!(r#"{{"why":"{}"}}"#, why.name()));
        }
        assert_eq!(serde_json::to_string(&Shown::Value(3_u8)).unwrap(), "3");
    }
}
