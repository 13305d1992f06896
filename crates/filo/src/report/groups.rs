//! Keeps figures about few people together: no department of fewer than five is shown by itself,
//! nor can its figure be found by subtraction.

use crate::config::Config;

/// The fewest people that a figure may be about.
const PEOPLE_MIN: u32 = 5;

/// Which departments are shown by themselves; the others are pooled.
#[derive(Debug, Clone)]
pub(super) struct Groups {
    shown: Vec<i64>,
    /// The people of all departments together, at least.
    people: u32,
}

impl Groups {
    /// Decides for the departments that a figure is about, by number and name.
    pub(super) fn new(config: &Config, present: &[(i64, String)]) -> Self {
        let mut sized: Vec<(u32, &str, i64)> = present
            .iter()
            .map(|(number, name)| {
                let people =
                    config.department(name).and_then(|department| department.people).unwrap_or(0);
                (people, name.as_str(), *number)
            })
            .collect();
        sized.sort_unstable();
        let mut pooled: u32 = 0;
        let mut shown = Vec::new();
        for &(people, _, number) in &sized {
            // A pool of fewer than five would tell of them by subtraction from the whole, so the
            // next smallest department joins it.
            let small = people < PEOPLE_MIN || (pooled > 0 && pooled < PEOPLE_MIN);
            let alone = sized.len() == 1 && people >= PEOPLE_MIN;
            if small && !alone {
                pooled = pooled.saturating_add(people.max(1));
            } else {
                shown.push(number);
            }
        }
        // A department whose number is not known has at least one person.
        let people = sized.iter().map(|&(people, _, _)| people.max(1)).sum();
        Self { shown, people }
    }

    /// Whether a figure about all of them together may be shown.
    pub(super) fn are_enough(&self) -> bool {
        self.people >= PEOPLE_MIN
    }

    /// The department under which a figure is shown, nothing for the pool.
    pub(super) fn shown(&self, department: i64) -> Option<i64> {
        self.shown.contains(&department).then_some(department)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Groups;
    use crate::config::Config;

    fn company(people: &[(&str, Option<u32>)]) -> (Config, Vec<(i64, String)>) {
        let mut text = "[company]\nname = \"Test\"\n".to_owned();
        let mut present = Vec::new();
        for (number, (name, people)) in (1..).zip(people) {
            text.push_str(&format!("[[department]]\nname = \"{name}\"\n"));
            if let Some(people) = people {
                text.push_str(&format!("people = {people}\n"));
            }
            present.push((number, (*name).to_owned()));
        }
        (Config::parse(&text, Path::new("filo.toml")).expect("valid"), present)
    }

    fn shown(people: &[(&str, Option<u32>)]) -> Vec<i64> {
        let (config, present) = company(people);
        let groups = Groups::new(&config, &present);
        present.iter().filter_map(|(number, _)| groups.shown(*number)).collect()
    }

    #[test]
    fn a_figure_about_fewer_than_five_people_in_all_is_not_shown() {
        for (people, enough) in
            [(&[("a", Some(4))][..], false), (&[("a", Some(3)), ("b", Some(2))], true)]
        {
            let (config, present) = company(people);
            assert_eq!(Groups::new(&config, &present).are_enough(), enough, "{people:?}");
        }
    }

    #[test]
    fn large_departments_are_shown() {
        assert_eq!(shown(&[("a", Some(5)), ("b", Some(30))]), [1, 2]);
    }

    #[test]
    fn a_small_one_takes_the_next_smallest_with_it_so_that_nothing_is_left_to_subtract() {
        assert_eq!(shown(&[("a", Some(4)), ("b", Some(30)), ("c", Some(12))]), [2]);
        assert_eq!(shown(&[("a", None), ("b", Some(30)), ("c", Some(12))]), [2]);
    }

    #[test]
    fn several_small_ones_that_are_five_together_are_enough() {
        assert_eq!(shown(&[("a", Some(3)), ("b", Some(3)), ("c", Some(12))]), [3]);
    }
}
