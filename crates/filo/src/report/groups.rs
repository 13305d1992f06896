//! Keeps figures about few people together: no department of fewer than five is shown by itself,
//! nor can its figure be found by subtraction.

use filo_disclosure::Threshold;
use filo_disclosure::groups::{Group, Groups};

use crate::config::Config;

/// The fewest people that a figure may be about.
pub(super) fn threshold(config: &Config) -> Threshold {
    config.disclosure.group.and_then(Threshold::new).unwrap_or(Threshold::LEAST)
}

/// Decides for the departments that a figure is about, by number and name.
pub(crate) fn of_departments(config: &Config, present: &[(i64, String)]) -> Groups {
    let sized: Vec<Group<'_>> = present
        .iter()
        .map(|(number, name)| {
            let people = config.department(name).and_then(|department| department.people);
            Group { number: *number, name, people }
        })
        .collect();
    Groups::new(threshold(config), &sized)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::of_departments;
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
        let groups = of_departments(&config, &present);
        present.iter().filter_map(|(number, _)| groups.shown(*number)).collect()
    }

    #[test]
    fn a_figure_about_fewer_than_five_people_in_all_is_not_shown() {
        for (people, enough) in
            [(&[("a", Some(4))][..], false), (&[("a", Some(3)), ("b", Some(2))], true)]
        {
            let (config, present) = company(people);
            assert_eq!(of_departments(&config, &present).are_enough(), enough, "{people:?}");
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
