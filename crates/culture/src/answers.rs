//! The answers of one wave in columns: a row is a respondent, a column an item; nobody can be told from a row.

/// What stands where a respondent said "don't know, does not apply".
pub const NOT_APPLICABLE: u8 = 0;
/// What stands where a respondent said nothing.
pub const BLANK: u8 = u8::MAX;

/// Answers of respondents to items, by department.
///
/// Rows are in no order that means anything: whoever fills this shuffles them first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// Names of the departments.
    departments: Vec<String>,
    /// Ids of the items: the columns.
    items: Vec<String>,
    /// The department of each respondent, as a place in `departments`.
    department_of: Vec<u32>,
    /// Row by row, one value an item: a point of the scale from 1 on, [`NOT_APPLICABLE`] or [`BLANK`].
    values: Vec<u8>,
}

impl Answers {
    /// No answers yet, to these items by these departments.
    #[must_use]
    pub fn new(departments: Vec<String>, items: Vec<String>) -> Self {
        Self { departments, items, department_of: Vec::new(), values: Vec::new() }
    }

    /// Adds a respondent; false, and nothing added, where the department is unknown or the number of
    /// values is not that of the items.
    pub fn push(&mut self, department: u32, values: &[u8]) -> bool {
        let fits = values.len() == self.items.len()
            && usize::try_from(department).is_ok_and(|place| place < self.departments.len());
        if fits {
            self.department_of.push(department);
            self.values.extend_from_slice(values);
        }
        fits
    }

    /// Names of the departments.
    #[must_use]
    pub fn departments(&self) -> &[String] {
        &self.departments
    }

    /// Ids of the items.
    #[must_use]
    pub fn items(&self) -> &[String] {
        &self.items
    }

    /// How many respondents there are.
    #[must_use]
    pub fn respondents(&self) -> usize {
        self.department_of.len()
    }

    /// The column of an item.
    #[must_use]
    pub fn column(&self, item: &str) -> Option<usize> {
        self.items.iter().position(|id| id == item)
    }

    /// Every respondent: department and one value an item.
    pub fn rows(&self) -> impl Iterator<Item = (u32, &[u8])> {
        // An instrument without items has no rows to cut.
        let width = self.items.len().max(1);
        self.department_of.iter().copied().zip(self.values.chunks_exact(width))
    }
}

/// The point of the scale that a value is, where it is one.
#[must_use]
pub fn point(value: u8) -> Option<u8> {
    (value != NOT_APPLICABLE && value != BLANK).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::{Answers, BLANK, NOT_APPLICABLE, point};

    #[test]
    fn a_row_of_another_width_or_department_is_not_taken() {
        let mut answers = Answers::new(vec!["sales".into()], vec!["filo1".into(), "filo2".into()]);
        assert!(!answers.push(0, &[4]) && !answers.push(1, &[4, 5]));
        assert!(answers.push(0, &[4, NOT_APPLICABLE]));
        assert_eq!(answers.rows().collect::<Vec<_>>(), [(0, [4, NOT_APPLICABLE].as_slice())]);
        assert_eq!([point(NOT_APPLICABLE), point(BLANK), point(5)], [None, None, Some(5)]);
    }
}
