//! What holds of any customer: the order of arrival, taking over the best values, sane corrections.

use filo_model::address::Address;
use filo_model::choice::Field;
use filo_model::phone::Phone;
use filo_model::record::Details;
use filo_model::tax_code::TaxCode;
use proptest::prelude::*;

use super::super::*;
use super::{named, said};

prop_compose! {
    fn any_details()(
        first in prop::sample::select(vec!["Mario", "M.", "Maria", ""]),
        last in prop::sample::select(vec!["Rossi", "Rosi"]),
        line in prop::sample::select(vec![
            "Via Roma 1, 10121 Torino (TO)", "VIA ROMA 1, TORINO", "Torino", "Via Po 7, Torino",
        ]),
        date in prop::sample::select(vec!["1985-12-10", "1985-10-12", "1900-01-01"]),
        code in any::<bool>(),
        phone in prop::sample::select(vec!["+393331234567", "+393387654321", "+390112345678"]),
    ) -> Details {
        Details {
            address: Address::from_line(line),
            birth_date: date.parse().ok(),
            tax_code: TaxCode::parse("RSSMRA85T10A562S").filter(|_| code),
            phones: vec![Phone::parse(phone).unwrap()],
            ..named(first, last)
        }
    }
}

prop_compose! {
    fn any_said()(spoken in prop::collection::vec((any_details(), 1_i64..4), 1..4), system in 0_u8..3, key in 0_u8..9)
        -> Said
    {
        let mut at = 0;
        let spoken: Vec<(Vec<i64>, Details)> = spoken
            .into_iter()
            .map(|(details, months)| {
                let from = at + 1;
                at += months;
                ((from..=at).collect(), details)
            })
            .collect();
        let spoken: Vec<(&[i64], Details)> =
            spoken.iter().map(|(months, details)| (&**months, details.clone())).collect();
        said(["billing", "crm", "helpdesk"][usize::from(system)], &key.to_string(), &spoken)
    }
}

/// A view without the places of what is said, which follow the order of arrival.
fn told(all: &[Said]) -> Vec<String> {
    let view = golden(all, &[]);
    let who = |origin: &Origin| {
        format!("{} {} {}", all[origin.said].record, origin.since, origin.implied)
    };
    let mut lines: Vec<String> = Vec::new();
    for best in &view.best {
        lines.push(format!("{:?} {}", best.field, best.value.text));
        lines.extend(best.origins.iter().map(who));
        lines.extend(
            best.differs
                .iter()
                .map(|one| format!("{} {:?} {}", one.value.text, one.why, who(&one.origin))),
        );
    }
    lines.extend(corrections(all, &view).iter().map(|one| {
        format!("{} {:?}", all[one.said].record, Correction { said: 0, ..one.clone() })
    }));
    lines
}

proptest! {
    #[test]
    fn the_order_of_arrival_does_not_matter(
        all in prop::collection::vec(any_said(), 1..6).prop_map(|mut all| {
            all.sort_by_key(|one| one.record);
            all.dedup_by_key(|one| one.record);
            all
        }),
        seed in any::<u64>(),
    ) {
        let mut shuffled = all.clone();
        let places = shuffled.len();
        for place in 1..places {
            let other = usize::try_from(seed.rotate_left(u32::try_from(place * 7).unwrap()) % 97).unwrap();
            shuffled.swap(place, other % (place + 1));
        }
        shuffled.iter_mut().for_each(|one| one.versions.reverse());
        prop_assert_eq!(told(&all), told(&shuffled));
    }

    #[test]
    fn whoever_takes_over_the_best_values_changes_none_of_them(
        all in prop::collection::vec(any_said(), 1..5),
    ) {
        let mut all = all;
        all.sort_by_key(|one| one.record);
        all.dedup_by_key(|one| one.record);
        let values = |view: &Golden| -> Vec<(Field, String)> {
            view.best.iter().map(|best| (best.field, best.value.text.clone())).collect()
        };
        let before = golden(&all, &[]);
        let text = |field| before.best.iter().find(|best| best.field == field);
        let copy = Details {
            address: text(Field::Address).and_then(|best| Address::from_line(&best.value.text)),
            name: all.iter().flat_map(|one| &one.versions).filter_map(|version| version.details.name.clone())
                .find(|name| text(Field::Name).is_some_and(|best| best.value.text == name.to_string())),
            ..Details::default()
        };
        all.push(said("golden", "1", &[(&[99], copy)]));
        let after = golden(&all, &[]);
        let single = |view: &Golden| -> Vec<(Field, String)> {
            values(view).into_iter().filter(|(field, _)| matches!(field, Field::Name | Field::Address)).collect()
        };
        prop_assert_eq!(single(&before), single(&after));
    }

    #[test]
    fn nobody_is_asked_to_correct_what_is_the_best_value(all in prop::collection::vec(any_said(), 1..6)) {
        let mut all = all;
        all.sort_by_key(|one| one.record);
        all.dedup_by_key(|one| one.record);
        let view = golden(&all, &[]);
        for one in corrections(&all, &view) {
            prop_assert_ne!(one.has.as_ref(), Some(&one.should));
            prop_assert!(one.closed.is_none_or(|closed| closed > one.since));
        }
    }
}
