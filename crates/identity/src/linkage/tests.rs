//! Who is joined by likeness and who is not, among a few hundred others.

mod arriving;

use super::{Constraints, Features, Linkage, Model, Person, Reader, Register};

const FIRST: [&str; 20] = [
    "Marco", "Lucia", "Giovanni", "Paola", "Stefano", "Elena", "Roberto", "Chiara", "Fabio",
    "Teresa", "Davide", "Silvia", "Andrea", "Monica", "Sergio", "Laura", "Piero", "Ornella",
    "Bruno", "Irene",
];
const LAST: [&str; 25] = [
    "Bianchi", "Moretti", "Galli", "Ferraro", "Lombardi", "Conte", "Vitale", "Sartori", "Piras",
    "Marchi", "Benetti", "Colombo", "Rinaldi", "Grassi", "Serra", "Fontana", "Caruso", "Ruggeri",
    "Santoro", "Bellini", "Testa", "Longo", "Pace", "Valente", "Orsini",
];
const TOWNS: [&str; 8] =
    ["Torino", "Bari", "Verona", "Perugia", "Cagliari", "Trento", "Salerno", "Ancona"];

/// What a record says, owned.
#[derive(Debug, Clone, Default, PartialEq)]
struct Said {
    first: String,
    last: String,
    birth: String,
    code: String,
    phone: String,
    email: String,
    street: String,
    city: String,
}

/// Five hundred people known to two systems: the second spells some differently and knows less.
fn background() -> Vec<Said> {
    let mut said = Vec::new();
    for number in 0..500_usize {
        let (first, last) = (FIRST[number % 20], LAST[number / 20]);
        let mut one = Said {
            first: first.into(),
            last: last.into(),
            birth: format!(
                "19{:02}-{:02}-{:02}",
                40 + number % 53,
                1 + number % 12,
                1 + number % 28
            ),
            phone: format!("34{:08}", number * 7_919 + 1_000_003),
            email: format!("{}{}@posta{}.example", first.to_lowercase(), number, number % 7),
            street: format!("Via {} {}", LAST[(number * 7) % 25], 1 + number % 90),
            city: TOWNS[number % 8].into(),
            ..Said::default()
        };
        said.push(one.clone());
        match number % 5 {
            0 => one.phone.clear(),
            1 => one.email.clear(),
            2 => one.last.insert(3, 'n'),
            3 => one.birth.clear(),
            _ => std::mem::swap(&mut one.first, &mut one.last),
        }
        if number % 3 == 0 {
            one.street.clear();
        }
        said.push(one);
    }
    said
}

fn features(said: &[Said]) -> Features {
    reader(said.iter()).finish()
}

fn reader<'a>(said: impl Iterator<Item = &'a Said>) -> Reader {
    let mut reader = Reader::default();
    for (number, one) in said.enumerate() {
        one.with(number, |person| reader.add(person));
    }
    reader
}

/// All records linked by a model learnt from them, and for each record its customer.
fn linked(said: &[Said]) -> (Model, Linkage, Vec<u32>) {
    let constraints = Constraints::default();
    let (model, linkage) = features(said).learn_and_link(0.99, &[], &constraints, 2);
    let customers = linkage.customers(said.len(), &constraints);
    (model, linkage, customers)
}

/// As [`linked`], with ids of their own for records.
fn linked_as(said: &[Said], ids: &[usize]) -> Vec<u32> {
    let mut reader = Reader::default();
    for (one, &id) in said.iter().zip(ids) {
        one.with(id, |person| reader.add(person));
    }
    let constraints = Constraints::default();
    let (_, linkage) = reader.finish().learn_and_link(0.99, &[], &constraints, 2);
    linkage.customers(said.len(), &constraints)
}

impl Said {
    fn with<T>(&self, id: usize, take: impl FnOnce(&Person<'_>) -> T) -> T {
        let one = self;
        take(&Person {
            key: Person::key_of(&id.to_string()),
            first_name: &one.first,
            last_name: &one.last,
            birth_date: &one.birth,
            tax_code: &one.code,
            phones: &[&one.phone],
            emails: &[&one.email],
            street: &one.street,
            city: &one.city,
            ..Person::default()
        })
    }
}

/// Whether two records added to the background come out as one customer.
fn are_joined(a: Said, b: Said) -> bool {
    let mut said = background();
    said.extend([a, b]);
    let (_, _, customers) = linked(&said);
    customers[said.len() - 2] == customers[said.len() - 1]
}

fn said(first: &str, last: &str) -> Said {
    Said { first: first.into(), last: last.into(), ..Said::default() }
}

fn anna() -> Said {
    Said {
        birth: "1961-05-12".into(),
        phone: "328 4410973".into(),
        email: "anna.pellizzari@posta.example".into(),
        street: "Via Solferino 12".into(),
        city: "Brescia".into(),
        ..said("Anna", "Pellizzari")
    }
}

#[test]
fn most_of_the_people_are_put_together_and_nobody_else() {
    let said = background();
    let (_, _, customers) = linked(&said);
    let right =
        (0..500).filter(|person| customers[person * 2] == customers[person * 2 + 1]).count();
    assert!(right >= 480, "{right} of 500");
    let wrong =
        (0..said.len()).filter(|&record| customers[record] as usize / 2 != record / 2).count();
    assert_eq!(wrong, 0);
}

#[test]
fn one_person_written_in_two_ways_is_one_customer() {
    let pairs = [
        (
            "swapped names",
            Said {
                email: String::new(),
                ..Said { first: "Pellizzari".into(), last: "Anna".into(), ..anna() }
            },
        ),
        (
            "a typing error and another prefix",
            Said {
                last: "Pelizzari".into(),
                phone: "+39 328/4410973".into(),
                email: String::new(),
                birth: String::new(),
                ..anna()
            },
        ),
        (
            "day and month exchanged",
            Said {
                birth: "12/05/1961".into(),
                phone: String::new(),
                email: String::new(),
                street: String::new(),
                ..anna()
            },
        ),
        (
            "a married name",
            Said { last: "Pellizzari in Donati".into(), email: String::new(), ..anna() },
        ),
        (
            "moved, same telephone",
            Said {
                street: "Corso Magenta 3".into(),
                city: "Milano".into(),
                email: String::new(),
                ..anna()
            },
        ),
    ];
    for (what, other) in pairs {
        assert!(are_joined(anna(), other), "{what}");
    }
    let beppe =
        Said { phone: "0302277110".into(), city: "Brescia".into(), ..said("Beppe", "Zanardelli") };
    let giuseppe = Said { first: "Giuseppe".into(), birth: "1950-01-30".into(), ..beppe.clone() };
    assert!(are_joined(beppe, giuseppe), "a short name");
}

#[test]
fn two_people_who_share_much_are_two_customers() {
    let home = Said { phone: "0302277110".into(), ..anna() };
    let pairs = [
        (
            "wife and husband",
            Said {
                first: "Luigi".into(),
                birth: "1958-11-02".into(),
                email: String::new(),
                ..home.clone()
            },
        ),
        (
            "mother and daughter, no dates",
            Said {
                first: "Elisa".into(),
                birth: String::new(),
                email: String::new(),
                ..home.clone()
            },
        ),
        (
            "brother and sister",
            Said {
                first: "Alberto".into(),
                birth: "1963-09-30".into(),
                email: String::new(),
                ..home.clone()
            },
        ),
        (
            "namesakes in two towns",
            Said {
                birth: "1988-03-04".into(),
                phone: "3401199220".into(),
                email: "a.pelli@altra.example".into(),
                street: "Via Roma 1".into(),
                city: "Bari".into(),
                ..said("Anna", "Pellizzari")
            },
        ),
    ];
    for (what, other) in pairs {
        assert!(!are_joined(home.clone(), other), "{what}");
    }
}

#[test]
fn names_alone_join_nobody_where_more_is_asked_for() {
    let rare = said("Ermenegilda", "Zambelluccio");
    let somewhere =
        Said { city: "Bari".into(), phone: "3284410973".into(), ..said("Iolanda", "Quaresimin") };
    let mut people = background();
    people.extend([rare.clone(), rare, somewhere.clone(), somewhere]);
    let constraints = Constraints::default().with_more_than_names();
    let (_, linkage) = features(&people).learn_and_link(0.99, &[], &constraints, 2);
    let customers = linkage.customers(people.len(), &constraints);
    let [.., a, b, c, d] = customers.as_slice() else { panic!("there are more") };
    assert_ne!(a, b);
    assert_eq!(c, d);
}

#[test]
fn two_valid_tax_codes_are_two_people_whatever_else_agrees() {
    let with = |code: &str| Said { code: code.into(), ..anna() };
    assert!(are_joined(with("RSSMRA85T10A562S"), with("RSSMRA85T10A562S")));
    // One letter wrong: no code of anybody's, and all else agrees.
    assert!(are_joined(with("RSSMRA85T10A562S"), with("RSSMRA85T10A562T")));
    // Twins: their first names and their codes differ, nothing else does.
    let twin = Said { first: "Alberto".into(), ..with("RSSLCU85T10A562I") };
    assert!(!are_joined(with("RSSMRA85T10A562S"), twin));
    assert!(!are_joined(with("RSSMRA85T10A562S"), with("RSSLCU85T10A562I")));
}

#[test]
fn the_order_of_records_does_not_matter() {
    let said = background();
    let groups = |order: &[usize]| {
        let sorted: Vec<Said> = order.iter().map(|&place| said[place].clone()).collect();
        let customers = linked_as(&sorted, order);
        let mut groups: Vec<Vec<usize>> = vec![Vec::new(); sorted.len()];
        for (record, &customer) in customers.iter().enumerate() {
            groups[customer as usize].push(order[record]);
        }
        groups.iter_mut().for_each(|group| group.sort_unstable());
        groups.retain(|group| group.len() > 1);
        groups.sort_unstable();
        groups
    };
    let straight: Vec<usize> = (0..said.len()).collect();
    let mut turned: Vec<usize> = straight.iter().rev().copied().collect();
    turned.rotate_left(137);
    assert_eq!(groups(&straight), groups(&turned));
}

#[test]
fn an_explanation_adds_up() {
    let mut said = background();
    said.extend([anna(), Said { last: "Pelizzari".into(), email: String::new(), ..anna() }]);
    let mut features = features(&said);
    let (model, _) = features.learn_and_link(0.99, &[], &Constraints::default(), 2);
    let b = u32::try_from(said.len()).unwrap() - 1;
    let a = b - 1;
    let explained = features.explain(&model, a, b);
    let sum = explained.prior + explained.fields.iter().map(|field| field.weight).sum::<f64>();
    // The weight counts every other explanation, the sum the strongest alone.
    assert!(explained.weight <= sum + 1e-9 && explained.weight > sum - 1.0, "{explained:?}");
    let level = |name: &str| explained.fields.iter().find(|one| one.field == name).unwrap().level;
    assert_eq!((level("first-name"), level("last-name"), level("phone")), ("same", "near", "same"));
    assert!((explained.probability - 1.0 / (1.0 + (-explained.weight).exp2())).abs() < 1e-9);
}

#[test]
fn a_model_keeps_nothing_that_fewer_than_five_persons_share() {
    let mut people = background();
    let sharing = |count: usize, phone: &str, last: &str| {
        let one = move |first: &&str| Said { phone: phone.into(), ..said(first, last) };
        FIRST[..count].iter().map(one).collect::<Vec<_>>()
    };
    let before = kept(&people);
    people.extend(sharing(4, "0444555666", "Zambelluccio"));
    // A person alone, known to many systems.
    people.extend(vec![Said { phone: "0444555777".into(), ..said("Ugo", "Quattrocchi") }; 9]);
    assert_eq!(kept(&people), before, "four share, or one is known often");
    people.extend(sharing(5, "0444555888", "Benvegna"));
    assert_eq!(kept(&people), (before.0 + 1, before.1 + 1), "five share a surname and a number");
}

#[test]
fn a_model_forgets_the_numbers_of_who_is_erased() {
    let mut people = background();
    let one = |first: &&str| Said { phone: "0444555888".into(), ..said(first, "Benvegna") };
    people.extend(FIRST[..5].iter().map(one));
    let (mut model, ..) = linked(&people);
    let whole = model.clone();
    assert!(!model.forget(reader(std::iter::once(&anna()))), "of whom it kept nothing");
    assert_eq!(model, whole);
    assert!(model.forget(reader(people.last().into_iter())));
    assert_ne!(model, whole);
    assert!(!model.forget(reader(people.last().into_iter())), "there is nothing left to forget");
}

/// How many surnames and telephone numbers a model keeps.
fn kept(people: &[Said]) -> (usize, usize) {
    let model = serde_json::to_value(linked(people).0).unwrap();
    let shares = |value: usize| model["common"][value]["shares"].as_object().unwrap().len();
    (shares(1), shares(4))
}
