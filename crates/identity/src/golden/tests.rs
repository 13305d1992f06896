//! Known answers of the golden view and of corrections, and what holds of any customer.

use super::*;
use filo_model::address::Address;
use filo_model::choice::Field;
use filo_model::digest::Digest;
use filo_model::email::Email;
use filo_model::name::PersonName;
use filo_model::phone::Phone;
use filo_model::record::Details;
use filo_model::tax_code::TaxCode;

mod properties;

const DAY: i64 = 86_400_000;

/// One export a month: the stamps of months 1 to 12.
fn month(number: i64) -> i64 {
    number * 30 * DAY
}

/// What one source says of one record: in these months, these details; exported in all months up to
/// the last of them.
fn said(system: &str, record: &str, spoken: &[(&[i64], Details)]) -> Said {
    let last = spoken.iter().flat_map(|(months, _)| *months).max().copied().unwrap_or(1);
    let newest = |months: &[i64]| months.iter().max().copied().unwrap_or(0);
    let present = spoken.iter().map(|(months, _)| newest(months)).max();
    let versions = spoken.iter().enumerate().map(|(place, (months, details))| Version {
        digest: Digest::of(format!("{system} {record} {place} {details:?}").as_bytes()),
        mapping: 1,
        first: month(months.iter().min().copied().unwrap_or(0)),
        last: month(newest(months)),
        exported: month(newest(months)),
        in_force: Some(newest(months)) == present,
        details: details.clone(),
    });
    Said {
        record: Digest::of(format!("{system} {record}").as_bytes()),
        key: record.to_owned(),
        system: system.to_owned(),
        source: system.to_owned(),
        department: Some(format!("keepers of {system}")),
        keeps: true,
        exports: (1..=last).map(month).collect(),
        versions: versions.collect(),
    }
}

fn once(system: &str, at: i64, details: Details) -> Said {
    said(system, "1", &[(&[at], details)])
}

fn lives(line: &str) -> Details {
    Details { address: Address::from_line(line), ..Details::default() }
}

fn named(first: &str, last: &str) -> Details {
    Details { name: PersonName::from_parts(first, last), ..Details::default() }
}

fn born(date: &str) -> Details {
    Details { birth_date: date.parse().ok(), ..Details::default() }
}

fn calls(numbers: &[&str]) -> Details {
    let phones = numbers.iter().map(|number| Phone::parse(number).unwrap()).collect();
    Details { phones, ..Details::default() }
}

fn of(field: Field, golden: &Golden) -> &Best {
    golden.best.iter().find(|best| best.field == field).expect("something is said of the field")
}

fn text(field: Field, said: &[Said]) -> String {
    of(field, &golden(said, &[])).value.text.clone()
}

/// A correction in short: system, field, what it has and should have, month of closing.
type Short = (String, Field, Option<String>, String, Option<i64>);

fn short(said: &[Said]) -> Vec<Short> {
    let golden = golden(said, &[]);
    let found = corrections(said, &golden).into_iter().map(|one| {
        let closed = one.closed.map(|closed| closed / month(1));
        (said[one.said].system.clone(), one.field, one.has, one.should, closed)
    });
    found.collect()
}

#[test]
fn the_value_of_more_systems_is_the_best_and_the_other_one_disagrees() {
    let all = [
        once("billing", 1, lives("Via Roma 1, 10121 Torino (TO)")),
        once("crm", 9, lives("Via Po 7, 10123 Torino (TO)")),
        once("helpdesk", 1, lives("VIA ROMA 1, TORINO")),
    ];
    let view = golden(&all, &[]);
    let best = of(Field::Address, &view);
    assert_eq!(best.value.text, "Via Roma 1, 10121 Torino (TO)", "the fullest writing is shown");
    assert_eq!((best.origins.len(), best.differs.len()), (2, 1));
    assert_eq!(all[best.differs[0].origin.said].system, "crm");
    assert_eq!(best.differs[0].why, Why::Other);
    let corrections = corrections(&all, &view);
    assert_eq!(corrections.len(), 1, "two writings of one address are no disagreement");
    assert_eq!(corrections[0].since, month(9), "since the source was first seen saying so");
}

#[test]
fn between_equals_the_address_said_latest_wins_and_the_name_that_the_tax_code_spells() {
    let addresses = [
        once("billing", 1, lives("Via Roma 1, Torino")),
        once("crm", 2, lives("Via Po 7, Torino")),
    ];
    assert_eq!(text(Field::Address, &addresses), "Via Po 7, Torino");
    let code = Details { tax_code: TaxCode::parse("RSSMRA85T10A562S"), ..named("Mario", "Rossi") };
    let names = [once("billing", 1, code), once("crm", 2, named("Mario", "Rosti"))];
    assert_eq!(text(Field::Name, &names), "Mario Rossi");
    let without =
        [once("billing", 1, named("Mario", "Rossi")), once("crm", 2, named("Mario", "Rosti"))];
    assert_eq!(text(Field::Name, &without), "Mario Rosti");
}

#[test]
fn what_cannot_be_read_and_what_only_fills_a_field_lose_to_any_value() {
    let unreadable = Details {
        given: vec![("tax_code".into(), "RSSMRA85T10A562X".into())],
        ..Details::default()
    };
    let good = Details { tax_code: TaxCode::parse("RSSMRA85T10A562S"), ..Details::default() };
    let all = [
        once("billing", 9, unreadable.clone()),
        once("crm", 9, unreadable.clone()),
        once("helpdesk", 1, good),
    ];
    let view = golden(&all, &[]);
    let best = of(Field::TaxCode, &view);
    assert_eq!(best.value.text, "RSSMRA85T10A562S");
    assert!(best.differs.iter().all(|one| one.why == Why::Unreadable) && best.differs.len() == 2);
    assert_eq!(corrections(&all, &view).len(), 2);
    let only = [once("billing", 1, unreadable)];
    let view = golden(&only, &[]);
    assert_eq!(of(Field::TaxCode, &view).value.grade, Grade::Unreadable);
    assert!(corrections(&only, &view).is_empty(), "nobody knows what it should be");
    assert_eq!(
        text(
            Field::BirthDate,
            &[once("a", 2, born("1900-01-01")), once("b", 1, born("1985-10-10"))]
        ),
        "1985-10-10"
    );
}

#[test]
fn a_tax_code_is_a_voice_for_the_day_of_birth_and_alone_implies_one() {
    let code = |date: &str| Details {
        tax_code: TaxCode::parse("RSSMRA85T10A562S"),
        ..if date.is_empty() { Details::default() } else { born(date) }
    };
    let all = [once("billing", 1, code("1985-12-10")), once("crm", 9, born("1985-10-12"))];
    let view = golden(&all, &[]);
    let best = of(Field::BirthDate, &view);
    assert_eq!(best.value.text, "1985-12-10");
    assert_eq!(best.origins.len(), 1, "a record that states what its code implies is one origin");
    let apart = [
        once("billing", 1, code("")),
        once("crm", 9, born("1985-10-12")),
        once("shop", 1, born("1985-12-10")),
    ];
    let view = golden(&apart, &[]);
    let implied = of(Field::BirthDate, &view).origins.iter().filter(|origin| origin.implied);
    assert_eq!(implied.count(), 1);
    assert_eq!(short(&all)[0].3, "1985-12-10");
    // 1985, not 2085; said in 1970, when these exports were made, it would be a child's.
    let alone = once("billing", 600, code(""));
    assert_eq!(text(Field::BirthDate, &[alone]), "1985-12-10");
}

#[test]
fn an_address_that_a_source_left_for_a_new_one_is_not_the_best_however_many_repeat_it() {
    let (old, new) = (lives("Via Roma 1, Torino"), lives("Corso Francia 3, Torino"));
    let moved = said("billing", "1", &[(&[1, 2], old.clone()), (&[3, 4], new.clone())]);
    let others = ["crm", "helpdesk", "shop"].map(|system| once(system, 4, old.clone()));
    let mut all = vec![moved];
    all.extend(others);
    assert_eq!(text(Field::Address, &all), "Corso Francia 3, Torino");
    assert_eq!(short(&all).len(), 3);
    // A value that somebody said before is no news: a source that goes back to it has not moved.
    all[0] = said("billing", "1", &[(&[1, 3], new), (&[2], old)]);
    assert_eq!(text(Field::Address, &all), "Via Roma 1, Torino");
}

#[test]
fn a_telephone_number_that_a_source_replaced_is_to_be_corrected_elsewhere() {
    let (old, new) = ("+393331234567", "+393387654321");
    let replaced = said("billing", "1", &[(&[1], calls(&[old])), (&[2], calls(&[new]))]);
    let both = said("shop", "1", &[(&[2], calls(&[old, new]))]);
    let stale = said("crm", "1", &[(&[1, 2], calls(&[old]))]);
    let other = said("helpdesk", "1", &[(&[1], calls(&["+390112345678"]))]);
    let all = [replaced.clone(), both, stale, other];
    let view = golden(&all, &[]);
    let phones: Vec<(&str, bool)> = view
        .best
        .iter()
        .filter(|best| best.field == Field::Phone)
        .map(|best| (best.value.text.as_str(), best.differs.is_empty()))
        .collect();
    assert_eq!(phones, [(new, true), ("+390112345678", true), (old, false)]);
    let expected = ("crm".into(), Field::Phone, Some(old.into()), new.into(), None);
    assert_eq!(
        short(&all),
        [expected],
        "who has both, and who has another, have nothing to correct"
    );
    let done = said("crm", "1", &[(&[1, 2], calls(&[old])), (&[3], calls(&[new]))]);
    let closed = ("crm".into(), Field::Phone, Some(old.into()), new.into(), Some(3));
    assert_eq!(short(&[replaced, done]), [closed]);
}

#[test]
fn a_mail_address_that_only_fills_the_field_is_to_be_corrected() {
    let mails =
        |text: &str| Details { emails: vec![Email::parse(text).unwrap()], ..Details::default() };
    let all = [once("billing", 1, mails("ada@posta.example")), once("crm", 2, mails("nd@nd.it"))];
    let expected = Some("nd@nd.it".to_owned());
    let found = short(&all);
    assert_eq!((found.len(), &found[0].2, &*found[0].3), (1, &expected, "ada@posta.example"));
}

const RIGHT: &str = "Via Roma 1, Torino";

/// Two systems that are right, and one that says something each month.
fn over_time(lines: &[(&[i64], &str)]) -> Vec<Said> {
    let spoken: Vec<(&[i64], Details)> =
        lines.iter().map(|(months, line)| (*months, lives(line))).collect();
    let newest = lines.iter().flat_map(|(months, _)| *months).max().copied().unwrap_or(1);
    let months: Vec<i64> = (1..=newest).collect();
    let others =
        ["billing", "helpdesk"].map(|system| said(system, "1", &[(&months, lives(RIGHT))]));
    std::iter::once(said("crm", "1", &spoken)).chain(others).collect()
}

#[test]
fn a_correction_is_closed_by_the_export_that_shows_the_best_value_and_by_nothing_else() {
    let wrong = "Via Po 7, Torino";
    let state = |lines: &[(&[i64], &str)]| {
        let all = over_time(lines);
        let view = golden(&all, &[]);
        assert_eq!(of(Field::Address, &view).value.text, RIGHT);
        let found = corrections(&all, &view);
        assert_eq!(found.len(), 1, "{lines:?}");
        let one = &found[0];
        let in_months = |stamp: i64| stamp / month(1);
        (in_months(one.since), in_months(one.seen), one.closed.map(in_months), one.has.clone())
    };
    let has = |line: &str| Some(line.to_owned());
    assert_eq!(state(&[(&[1], wrong)]), (1, 1, None, has(wrong)));
    assert_eq!(state(&[(&[1, 2], wrong)]), (1, 2, None, has(wrong)), "repeated, still open");
    assert_eq!(state(&[(&[1, 2], wrong), (&[3], RIGHT)]), (1, 3, Some(3), has(wrong)));
    assert_eq!(state(&[(&[1, 2], wrong), (&[3, 4], RIGHT)]), (1, 4, Some(3), has(wrong)));
    // Another wrong value, and then the right one without its street.
    let third = "Via Nizza 9, Torino";
    assert_eq!(state(&[(&[1], wrong), (&[2], third)]), (1, 2, None, has(third)));
    assert_eq!(state(&[(&[1], wrong), (&[2], "10121 Torino")]), (1, 2, None, None));
    // Whoever says the wrong one again opens it again, and a second right one closes that.
    let again: &[(&[i64], &str)] = &[(&[1, 3, 4], wrong), (&[2], RIGHT)];
    assert_eq!(state(again), (3, 4, None, has(wrong)));
    let twice: &[(&[i64], &str)] = &[(&[2], wrong), (&[1, 3, 4], RIGHT)];
    assert_eq!(state(twice), (2, 4, Some(3), has(wrong)));
}

#[test]
fn a_source_that_was_right_all_along_leaves_the_correction_to_the_others() {
    let new = "Corso Francia 3, Torino";
    let mut all = over_time(&[(&[1, 2, 3], new)]);
    assert_eq!(short(&all)[0].0, "crm", "two say otherwise");
    for other in &mut all[1..] {
        *other = said(&other.system, "1", &[(&[1, 2], lives(RIGHT)), (&[3], lives(new))]);
    }
    let found = short(&all);
    assert_eq!(text(Field::Address, &all), new);
    let states: Vec<(&str, Option<i64>)> =
        found.iter().map(|one| (one.0.as_str(), one.4)).collect();
    assert!(!states.iter().any(|one| one.0 == "crm"));
    assert_eq!(states.len(), 2);
    assert!(states.iter().all(|one| one.1 == Some(3)), "{states:?}");
}

#[test]
fn what_nobody_keeps_is_a_voice_and_has_nothing_to_correct() {
    let mut all = over_time(&[(&[1], "Via Po 7, Torino")]);
    all[0].keeps = false;
    assert_eq!(of(Field::Address, &golden(&all, &[])).differs.len(), 1);
    assert!(short(&all).is_empty());
}

#[test]
fn a_choice_makes_a_value_the_best_and_without_it_all_is_as_before() {
    let all = over_time(&[(&[1, 2], "Via Po 7, Torino")]);
    let before = golden(&all, &[]);
    let chosen = Chosen {
        number: 4,
        at: month(2),
        record: all[0].record,
        field: Field::Address,
        statement: all[0].versions[0].digest,
    };
    let after = golden(&all, &[chosen]);
    let best = of(Field::Address, &after);
    assert_eq!((&*best.value.text, best.choice), ("Via Po 7, Torino", Some(4)));
    let owners: Vec<&str> =
        corrections(&all, &after).iter().map(|one| all[one.said].system.as_str()).collect();
    assert_eq!(owners.len(), 2);
    assert!(!owners.contains(&"crm"));
    // The latest choice about a field counts, and one about what is not there any more counts nothing.
    let other =
        Chosen { number: 5, record: all[1].record, statement: all[1].versions[0].digest, ..chosen };
    assert_eq!(of(Field::Address, &golden(&all, &[chosen, other])).choice, Some(5));
    assert_eq!(of(Field::Address, &golden(&all, &[other, chosen])).choice, Some(5));
    let gone = Chosen { statement: Digest::of(b"elsewhere"), ..chosen };
    assert_eq!(golden(&all, &[gone]), before);
    // What is said after a choice does not undo it, and is shown as news.
    let mut later = over_time(&[(&[1, 2], "Via Po 7, Torino"), (&[3], "Via Nizza 9, Torino")]);
    later[0].versions[0].digest = chosen.statement;
    let view = golden(&later, &[chosen]);
    let best = of(Field::Address, &view);
    assert_eq!(best.value.text, "Via Po 7, Torino");
    let news: Vec<&str> =
        best.differs.iter().filter(|one| one.is_news).map(|one| &*one.value.text).collect();
    assert_eq!(news, ["Via Nizza 9, Torino"]);
}

#[test]
fn what_an_earlier_mapping_misread_is_no_history() {
    let mut crm = said("crm", "1", &[(&[1, 2], lives("Via Po 7, Torino")), (&[3], lives(RIGHT))]);
    crm.versions[1].mapping = 2;
    crm.versions[1].first = month(1);
    let mut all = over_time(&[(&[1], RIGHT)]);
    all[0] = crm;
    assert!(short(&all).is_empty(), "the source said the right value from the beginning");
}
