//! Joins by likeness: the records that no exact key joins, weighed field by field.

use filo_model::digest::Digest;
use filo_model::record::{Details, Judgement};

use crate::clusters::Clusters;
use crate::linkage::{Constraints, Explanation, Join, Model, Person, Reader};
use crate::{Learning, Linker, Proposal};

/// Adds what a record says of somebody, as it is compared; false where it names nobody.
pub(crate) fn with_person<T>(
    key: u64,
    details: &Details,
    take: impl FnOnce(&Person<'_>) -> T,
) -> Option<T> {
    let (first_name, last_name) =
        details.name.as_ref().map_or(("", ""), |name| (name.first(), name.last()));
    let company = details.company_name.as_ref().map_or("", |name| name.display());
    if first_name.is_empty() && last_name.is_empty() && company.is_empty() {
        return None;
    }
    let birth_date = details.birth_date.map(|date| date.to_string()).unwrap_or_default();
    let code = details.tax_code.as_ref().map(|code| code.canonical());
    // A code with a typing error is no code, but it still says whose it is.
    let given = |field: &str| details.given.iter().find(|(name, _)| name == field);
    let tax_code = match (&code, given("tax_code")) {
        (Some(code), _) => code.as_str(),
        (None, Some((_, raw))) => raw.as_str(),
        (None, None) => "",
    };
    let phones: Vec<&str> = details.phones.iter().map(|phone| phone.as_str()).collect();
    let emails = details.emails.iter();
    let emails: Vec<&str> = emails
        .filter(|email| !email.is_placeholder() && !email.is_shared_mailbox())
        .map(|email| email.as_str())
        .collect();
    let address = details.address.as_ref();
    Some(take(&Person {
        key,
        first_name,
        last_name,
        company,
        birth_date: &birth_date,
        tax_code,
        phones: &phones,
        emails: &emails,
        street: address.map_or("", |address| address.street()),
        house_number: address.map_or("", |address| address.number()),
        postcode: address.map_or("", |address| address.postcode()),
        city: address.map_or("", |address| address.city()),
        vat_number: details.vat_number.as_ref().map_or("", |number| number.as_str()),
        numbers: &[],
    }))
}

/// Why the records of one customer and those of another are, or are not, one, as far as likeness goes;
/// nothing where either names nobody. Records with what orders them among equals.
#[must_use]
pub fn explain(
    model: &Model,
    one: &[(Digest, Details)],
    other: &[(Digest, Details)],
) -> Option<Explanation> {
    let mut reader = Reader::default();
    let mut places: [Vec<u32>; 2] = Default::default();
    for (places, records) in places.iter_mut().zip([one, other]) {
        for (id, details) in records {
            if with_person(id.short(), details, |person| reader.add(person)).is_some() {
                places.push(reader.len() - 1);
            }
        }
    }
    let features = reader.finish_under(model);
    let [one, other] = places;
    (!one.is_empty() && !other.is_empty()).then(|| features.explain_groups(model, &one, &other))
}

/// Forgets what a model keeps of the numbers, mail addresses and houses of a person's records; true
/// where it kept anything.
pub fn forget(model: &mut Model, records: &[(Digest, Details)]) -> bool {
    let mut reader = Reader::default();
    for (id, details) in records {
        with_person(id.short(), details, |person| reader.add(person));
    }
    model.forget(reader)
}

impl Linker {
    /// Adds a record to those that are compared, where it names somebody.
    pub(crate) fn add_person(&mut self, place: u32, details: &Details) {
        let key = self.ids[place as usize].short();
        if with_person(key, details, |person| self.persons.add(person)).is_some() {
            self.compared.push(place);
        }
    }

    /// Joins what is alike enough, and gives the model under which that was decided, where one was
    /// learnt, and the joins that are left to a person.
    pub(crate) fn join_alike(
        &mut self,
        clusters: &mut Clusters,
        ranks: &[u32],
        judgements: &[(u32, u32, Judgement)],
        learning: &Learning<'_>,
        cores: usize,
    ) -> (Option<Model>, Vec<Proposal>) {
        let compared = std::mem::take(&mut self.compared);
        let persons = std::mem::take(&mut self.persons);
        let mut grouped: Vec<(u32, u32)> = (0_u32..)
            .zip(&compared)
            .map(|(record, &place)| (clusters.root(place), record))
            .collect();
        grouped.sort_unstable_by_key(|&(root, record)| {
            (ranks[root as usize], ranks[compared[record as usize] as usize])
        });
        let (mut features, origins, row_of) = persons.finish_grouped(&grouped);
        let place = |row: u32| compared[origins[row as usize].1 as usize];
        let mut groups: Vec<u32> = Vec::with_capacity(origins.len());
        for (row, &(root, _)) in (0_u32..).zip(&origins) {
            let before = row.checked_sub(1).filter(|&before| origins[before as usize].0 == root);
            groups.push(before.map_or(row, |before| groups[before as usize]));
        }
        // A group is kept apart, and known once, by its first row.
        let row_of_root = |root: u32| {
            let at =
                origins.partition_point(|&(other, _)| ranks[other as usize] < ranks[root as usize]);
            let is_there = origins.get(at).is_some_and(|&(other, _)| other == root);
            is_there.then(|| u32::try_from(at).unwrap_or(u32::MAX))
        };
        let mut constraints = Constraints::default().with_groups(groups).with_more_than_names();
        for &(a, b, judgement) in judgements {
            let (a, b) = (row_of_root(clusters.root(a)), row_of_root(clusters.root(b)));
            if let (Judgement::NotSame, Some(a), Some(b)) = (judgement, a, b) {
                constraints.keep_apart(a, b);
            }
        }
        for (root, sources) in clusters.once() {
            if let Some(row) = row_of_root(root) {
                sources.iter().for_each(|&source| constraints.know_once(row, source));
            }
        }
        let (model, linkage) = match *learning {
            Learning::Under(model) => (None, features.link(model, &constraints, cores)),
            Learning::Anew { precision } => {
                let row = |place: u32| {
                    let record = compared.binary_search(&place).ok()?;
                    row_of.get(record).copied()
                };
                let labels: Vec<(u32, u32, bool)> = judgements
                    .iter()
                    .filter_map(|&(a, b, judgement)| {
                        let (a, b) = (row(a)?, row(b)?);
                        (a != b).then_some((a, b, judgement == Judgement::Same))
                    })
                    .collect();
                let (model, linkage) =
                    features.learn_and_link(precision, &labels, &constraints, cores);
                (Some(model), linkage)
            }
        };
        for join in linkage.made() {
            clusters.join_weighed(place(join.a), place(join.b), join.odds);
        }
        let under = match (learning, &model) {
            (Learning::Under(model), _) => Some(*model),
            (Learning::Anew { .. }, learnt) => learnt.as_ref(),
        };
        let open = under.map(|model| features.proposals(model, &constraints, &linkage));
        let open = open.unwrap_or_default().into_iter();
        let propose =
            |Join { a, b, odds, pairs }: Join| Proposal { a: place(a), b: place(b), odds, pairs };
        let proposals =
            open.map(propose).filter(|one| clusters.root(one.a) != clusters.root(one.b));
        let proposals = proposals.collect();
        (model, proposals)
    }
}
