//! Every figure about departments passes here: one that would tell something about too few people,
//! by itself or by subtraction from what was published before, is not published.

use filo_disclosure::ledger::Ledger;
use rustc_hash::FxHashMap;

use super::groups::threshold;
use crate::config::Config;

/// What this report has published so far.
pub(crate) struct Published<'a> {
    ledger: Ledger,
    names: FxHashMap<i64, &'a str>,
}

impl<'a> Published<'a> {
    /// Nothing yet; `departments` by number and name.
    pub(crate) fn new(config: &Config, departments: &'a [(i64, String)]) -> Self {
        let people = departments.iter().map(|(_, name)| {
            let people = config.department(name).and_then(|department| department.people);
            (name.as_str(), people)
        });
        let names = departments.iter().map(|(number, name)| (*number, name.as_str())).collect();
        Self { ledger: Ledger::new(threshold(config), people), names }
    }

    /// Enters a figure about some departments under its definition; false where it must not be
    /// published.
    pub(crate) fn enter(
        &mut self,
        definition: &str,
        departments: impl IntoIterator<Item = i64>,
    ) -> bool {
        let departments = departments.into_iter();
        let named: Option<Vec<&str>> =
            departments.map(|number| self.names.get(&number).copied()).collect();
        named.is_some_and(|named| self.ledger.publish(definition, &named).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Published;
    use crate::config::Config;

    #[test]
    fn a_figure_that_would_tell_of_few_by_subtraction_is_refused() {
        let text = "[company]\nname = \"T\"\n\
                    [[department]]\nname = \"a\"\npeople = 9\n\
                    [[department]]\nname = \"b\"\npeople = 4\n\
                    [[department]]\nname = \"c\"\npeople = 12\n";
        let config = Config::parse(text, Path::new("filo.toml")).expect("valid");
        let departments = [(1, "a".to_owned()), (2, "b".to_owned()), (3, "c".to_owned())];
        let mut published = Published::new(&config, &departments);
        assert!(!published.enter("x/1", [2]), "four people by themselves");
        assert!(published.enter("x/1", [1, 2, 3]));
        assert!(published.enter("x/1", [3]), "what is left are thirteen");
        assert!(!published.enter("x/1", [1]), "what is left would be the four");
        assert!(published.enter("y/1", [1]), "another definition says nothing of this one");
        assert!(!published.enter("x/1", [7]), "a department that nobody knows");
    }
}
