//! How departments see each other: which cells of the matrix, rating by rated department, are shown.
//!
//! Method: the ratings of one department are one family of figures, over those who rated it, by their
//! own department. So a cell and a column's mean are questions to [`WaveLedger`], columns first: a
//! cell has as many raters as the threshold, and none that is withheld can be found from the column
//! and the other cells, in this wave or with another. Rows have no total: what one department's
//! people say of several others is of the same people, and a withheld cell would be found by it.
//! Nor has the whole: it is the sum of the columns.

use std::collections::BTreeMap;

use crate::waves::{Count, Definition, Question, Refusal, WaveLedger};

/// The family of figures that ratings of a department are, as it stands in
/// [`crate::waves::Department::valid`] of the departments that rate, with the version of the items.
#[must_use]
pub fn family(items: &str, rated: &str) -> String {
    format!("seen/{items}/{rated}")
}

/// What is shown of the matrix; a number is that of raters, as closely as it may be told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Matrix {
    /// The mean of a rated department over all raters, by its name, or why it is withheld.
    pub columns: BTreeMap<String, Result<Count, Refusal>>,
    /// The mean of a rated department (second name) over the raters of one department (first name).
    /// Where it is withheld, the column stands for it.
    pub cells: BTreeMap<(String, String), Result<Count, Refusal>>,
}

impl Matrix {
    /// How many cells are shown.
    #[must_use]
    pub fn shown(&self) -> usize {
        self.cells.values().filter(|cell| cell.is_ok()).count()
    }
}

/// Publishes the matrix of a closed wave, for these versions of the items.
///
/// The figure of a cell is the mean over raters of what they said in the items, all of which they
/// answered. A department does not rate itself. Rated departments below the threshold have no figure:
/// it would be about too few people of the company.
///
/// # Errors
/// The wave is unknown or open.
pub fn publish(ledger: &mut WaveLedger, wave: &str, items: &str) -> Result<Matrix, Refusal> {
    ledger.respondents(wave)?;
    let rating: Vec<String> = ledger.departments(wave).into_iter().map(ToOwned::to_owned).collect();
    let mut matrix = Matrix::default();
    let mut asked: Vec<(Option<String>, String)> = Vec::new();
    let mut questions: Vec<Question> = Vec::new();
    for (rated, is_large) in ledger.rated(wave) {
        if !is_large {
            matrix.columns.insert(rated, Err(Refusal::TooFew));
            continue;
        }
        let definition = Definition {
            family: family(items, &rated),
            name: "score".to_owned(),
            base: 0,
            is_detail: false,
        };
        questions.push(ledger.company(wave, &definition));
        asked.push((None, rated.clone()));
        for by in &rating {
            if *by != rated {
                questions.push(ledger.question(wave, &definition, &[by]));
                asked.push((Some(by.clone()), rated.clone()));
            }
        }
    }
    let answers = ledger.publish_all(&questions);
    for ((by, rated), answer) in asked.into_iter().zip(answers) {
        match by {
            None => matrix.columns.insert(rated, answer),
            Some(by) => matrix.cells.insert((by, rated), answer),
        };
    }
    Ok(matrix)
}

#[cfg(test)]
mod tests;
