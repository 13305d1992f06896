//! What customers say when a case is closed: how many answer, how many are content, and the mean, by department.
//!
//! A fourth view beside the three mirrors: two statements on the scale of the questionnaire, in
//! `data/questionnaire/heard.toml` (our own wording; effort as a construct: Dixon, Freeman and Toman 2010). A share needs
//! twenty cases and has its Wilson interval (Wilson 1927), a mean needs five respondents and has its t interval (Student
//! 1908). Who answers chooses to: with few answers the figures tell of those who answered.

use std::collections::BTreeMap;

use filo_model::figure::Figure;
use serde::{Deserialize, Serialize};
use statrs::distribution::{ContinuousCDF as _, StudentsT};

use crate::chance::count;

/// The fewest respondents that a mean may be about.
pub const RESPONDENTS_MIN: u64 = 5;

/// What one customer answered: to each question in its order a point from 1 on, or nothing.
pub type Answer = Vec<Option<u8>>;

/// What came back of one department's closed cases.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Of how many closed cases the customer was asked.
    pub cases: u64,
    /// The answers, in no order that means anything; one that is empty is none.
    pub answers: Vec<Answer>,
}

/// What is told of one question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Question {
    /// Its id.
    pub id: String,
    /// How many answered it; absent below five.
    pub n: Option<u64>,
    /// The mean, in points from 0 to 100; absent below five.
    pub mean: Option<f64>,
    /// The interval of the mean, 95 %, kept on the scale.
    pub interval: Option<(f64, f64)>,
    /// How many of those who answered chose one of the two highest points; absent below five.
    pub favourable: Option<Figure>,
}

/// What customers of one department, or of the company, say.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Heard {
    /// How many answered, of those asked.
    pub answered: Figure,
    /// The questions, in their order.
    pub questions: Vec<Question>,
}

/// What customers say, of the company and by department.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HeardBy {
    /// All cases together.
    pub company: Heard,
    /// By department that closed the case.
    pub departments: BTreeMap<String, Heard>,
}

/// Why answers are refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HeardError {
    /// More answers than cases.
    #[error("`{department}` has {answers} answers for {cases} cases")]
    MoreThanAsked {
        /// The department.
        department: String,
        /// How many answers.
        answers: u64,
        /// How many cases.
        cases: u64,
    },
    /// An answer that does not fit the questions or their scale.
    #[error("an answer to `{0}` does not fit the questions or their scale")]
    Answer(String),
    /// A scale that is none.
    #[error("a scale has from 3 to 11 points, not {0}")]
    Scale(u8),
}

/// What customers say: `questions` are the ids in the order of the answers, `scale` is the highest point.
///
/// # Errors
/// Where answers are more than cases, or do not fit the questions and their scale.
pub fn heard(
    departments: &BTreeMap<String, Asked>,
    questions: &[&str],
    scale: u8,
) -> Result<HeardBy, HeardError> {
    if !(3..=11).contains(&scale) {
        return Err(HeardError::Scale(scale));
    }
    let mut company = Tally::of(questions.len());
    let mut told = BTreeMap::new();
    for (department, asked) in departments {
        let mut tally = Tally::of(questions.len());
        tally.cases = asked.cases;
        for answer in &asked.answers {
            let on_scale = |point: &u8| (1..=scale).contains(point);
            if answer.len() != questions.len() || !answer.iter().flatten().all(on_scale) {
                return Err(HeardError::Answer(department.clone()));
            }
            tally.add(answer, scale);
        }
        let Tally { cases, answers, .. } = tally;
        if answers > cases {
            let department = department.clone();
            return Err(HeardError::MoreThanAsked { department, answers, cases });
        }
        company.merge(&tally);
        told.insert(department.clone(), tally.heard(questions, scale));
    }
    Ok(HeardBy { company: company.heard(questions, scale), departments: told })
}

/// What was counted over any number of answers: it merges in any order.
struct Tally {
    cases: u64,
    answers: u64,
    points: Vec<Points>,
}

#[derive(Default, Clone, Copy)]
struct Points {
    n: u64,
    sum: u64,
    squares: u64,
    favourable: u64,
}

impl Tally {
    fn of(questions: usize) -> Self {
        Self { cases: 0, answers: 0, points: vec![Points::default(); questions] }
    }

    fn add(&mut self, answer: &[Option<u8>], scale: u8) {
        self.answers += u64::from(answer.iter().any(Option::is_some));
        for (points, point) in self.points.iter_mut().zip(answer) {
            if let Some(point) = *point {
                points.n += 1;
                points.sum += u64::from(point);
                points.squares += u64::from(point).pow(2);
                points.favourable += u64::from(point + 1 >= scale);
            }
        }
    }

    fn merge(&mut self, other: &Self) {
        self.cases += other.cases;
        self.answers += other.answers;
        for (own, other) in self.points.iter_mut().zip(&other.points) {
            own.n += other.n;
            own.sum += other.sum;
            own.squares += other.squares;
            own.favourable += other.favourable;
        }
    }

    fn heard(&self, questions: &[&str], scale: u8) -> Heard {
        let each = questions.iter().zip(&self.points);
        Heard {
            answered: Figure::new("heard_answered/1", self.answers, self.cases, self.cases),
            questions: each.map(|(id, points)| points.question(id, scale, self.answers)).collect(),
        }
    }
}

impl Points {
    fn question(&self, id: &str, scale: u8, answers: u64) -> Question {
        let id = id.to_owned();
        if self.n < RESPONDENTS_MIN {
            return Question { id, n: None, mean: None, interval: None, favourable: None };
        }
        let step = 100.0 / f64::from(scale - 1);
        let n = count(self.n);
        let mean = (count(self.sum) / n - 1.0) * step;
        // Whole until the last: of equal answers the spread is nought, and not a rest of rounding.
        let spread = count((self.n * self.squares).saturating_sub(self.sum * self.sum)) / n;
        let student = StudentsT::new(0.0, 1.0, (n - 1.0).min(1e6)).expect("five answers or more");
        let away = student.inverse_cdf(0.975) * (spread / (n - 1.0) / n).sqrt() * step;
        Question {
            id,
            n: Some(self.n),
            mean: Some(mean),
            interval: Some(((mean - away).max(0.0), (mean + away).min(100.0))),
            favourable: Some(Figure::new("heard_favourable/1", self.favourable, self.n, answers)),
        }
    }
}

#[cfg(test)]
mod tests;
