//! Any file of people: which of its columns says what, and its rows as persons.

use std::path::Path;

use filo_identity::linkage::{Features, Person, Reader as Persons};
use filo_intake::read::{self, Format, OpenError, Options};
use filo_intake::row::{Row, Step};
use filo_model::name::{NameOrder, PersonName, fold};

use rustc_hash::FxHashMap;

use crate::problem::{Problem, Result};

/// What a column may say of a person, and the names by which it is recognised, folded.
///
/// From the headings of common exports in Italian and English.
const FIELDS: &[(&str, &[&str])] = &[
    (
        "record_id",
        &[
            "record id",
            "id",
            "unique id",
            "rec id",
            "codice",
            "codice cliente",
            "customer id",
            "id cliente",
            "numero cliente",
        ],
    ),
    (
        "first_name",
        &[
            "first name",
            "firstname",
            "given name",
            "nome",
            "name first",
            "nome di battesimo",
            "forename",
        ],
    ),
    ("last_name", &["last name", "lastname", "surname", "family name", "cognome"]),
    (
        "full_name",
        &[
            "name",
            "full name",
            "nominativo",
            "nome e cognome",
            "cognome e nome",
            "intestatario",
            "denominazione",
            "cliente",
        ],
    ),
    (
        "company",
        &[
            "company",
            "company name",
            "ragione sociale",
            "azienda",
            "ditta",
            "societa",
            "organisation",
            "organization",
            "site name",
        ],
    ),
    (
        "birth_date",
        &[
            "dob",
            "date of birth",
            "birth date",
            "birthdate",
            "data di nascita",
            "data nascita",
            "nato il",
        ],
    ),
    ("tax_code", &["tax code", "codice fiscale", "cf", "cod fiscale", "fiscal code"]),
    (
        "phone",
        &[
            "phone",
            "telephone",
            "telefono",
            "tel",
            "phone number",
            "mobile",
            "cellulare",
            "cell",
            "phone 2",
            "telefono 2",
            "fisso",
        ],
    ),
    ("email", &["email", "e mail", "mail", "posta elettronica", "email address", "email 2", "pec"]),
    (
        "street",
        &[
            "address",
            "street",
            "indirizzo",
            "via",
            "address 1",
            "street address",
            "indirizzo di residenza",
        ],
    ),
    ("house_number", &["house number", "street number", "numero civico", "civico", "n civico"]),
    ("postcode", &["postcode", "postal code", "zip", "zip code", "cap", "codice postale"]),
    ("city", &["city", "town", "suburb", "citta", "comune", "localita", "residenza"]),
    ("vat_number", &["vat number", "partita iva", "p iva", "piva", "vat"]),
    ("number", &["soc sec id", "social security number", "ssn", "tessera"]),
];

/// The columns of a file by what they say.
#[derive(Debug, Default, Clone)]
pub struct Columns(Vec<(&'static str, String)>);

impl Columns {
    /// What the columns of a header say, as far as their names tell; `given` says it for some, as
    /// `field=column`.
    ///
    /// # Errors
    /// Where a field or column that was given does not exist.
    pub fn recognise(header: &[String], given: &[String]) -> Result<Self> {
        let mut found = Vec::new();
        for pair in given {
            let (field, column) = pair.split_once('=').unwrap_or((pair, ""));
            let known = FIELDS.iter().find(|(name, _)| *name == field.trim());
            let Some((field, _)) = known else {
                let names: Vec<&str> = FIELDS.iter().map(|(name, _)| *name).collect();
                return Err(Problem::new("people-field")
                    .with("field", field)
                    .with("known", names.join(", ")));
            };
            let column = header.iter().find(|name| name.trim() == column.trim());
            let Some(column) = column else {
                let found = header.join(", ");
                return Err(Problem::new("people-column")
                    .with("field", *field)
                    .with("found", found));
            };
            found.push((*field, column.clone()));
        }
        let is_given: Vec<&str> = found.iter().map(|(field, _)| *field).collect();
        for column in header {
            let folded = fold(column);
            let field = FIELDS.iter().find(|(_, names)| names.contains(&folded.as_str()));
            if let Some((field, _)) = field.filter(|(field, _)| !is_given.contains(field)) {
                found.push((*field, column.clone()));
            }
        }
        // A whole name says nothing more where its parts are there.
        if ["first_name", "last_name"]
            .iter()
            .all(|part| found.iter().any(|(field, _)| field == part))
        {
            found.retain(|(field, _)| *field != "full_name");
        }
        let compared = found.iter().filter(|(field, _)| *field != "record_id").count();
        if compared == 0 {
            return Err(Problem::new("people-none").with("found", header.join(", ")));
        }
        Ok(Self(found))
    }

    /// Each field that was found with its column.
    pub fn found(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(field, column)| (*field, column.as_str()))
    }

    fn places(&self, field: &str) -> Vec<usize> {
        let found = self.0.iter().enumerate().filter(|(_, (of, _))| *of == field);
        found.map(|(place, _)| place).collect()
    }
}

/// The people of one or more files.
#[derive(Debug)]
pub struct People {
    /// The ids of the records: what the files say, else the row's number.
    pub ids: Vec<String>,
    /// The columns of the first file.
    pub columns: Columns,
    /// Rows that could not be read.
    pub set_apart: u64,
    /// For each record the number of its file, from 1 on.
    pub files: Vec<u32>,
    /// The records as columns.
    pub features: Features,
    /// The ids so far, for records that come afterwards.
    pub seen: Seen,
}

/// Ids that were given to records, so that each record gets one of its own.
#[derive(Debug, Default)]
pub struct Seen {
    times: FxHashMap<u64, u32>,
    records: usize,
    /// How many records have an id that another had before.
    pub repeated: u64,
}

impl Seen {
    /// The id of the next record: what the row says, else its number; where another had it before, with
    /// how often it has stood.
    fn id(&mut self, given: &str) -> String {
        self.records += 1;
        let id = if given.is_empty() { self.records.to_string() } else { given.to_owned() };
        let times = self.times.entry(Person::key_of(&id)).or_default();
        *times += 1;
        if *times == 1 {
            return id;
        }
        self.repeated += 1;
        format!("{id}#{times}")
    }
}

/// Reads files of people.
///
/// # Errors
/// Where a file cannot be opened or read, or none of its columns says anything of a person.
pub fn read_people(paths: &[std::path::PathBuf], given: &[String]) -> Result<People> {
    let mut persons = Persons::default();
    let (mut ids, mut files) = (Vec::new(), Vec::new());
    let mut seen = Seen::default();
    let (columns, set_apart) = each_person(paths, given, &mut seen, &mut |id, file, person| {
        persons.add(person);
        ids.push(id.to_owned());
        files.push(file);
    })?;
    Ok(People { ids, columns, set_apart, files, features: persons.finish(), seen })
}

/// Hands over the people of files, each with its id and the number of its file from 1 on. Gives the columns of the first file and how many rows could not be read.
///
/// # Errors
/// As [`read_people`].
pub fn each_person(
    paths: &[std::path::PathBuf],
    given: &[String],
    seen: &mut Seen,
    take: &mut dyn FnMut(&str, u32, &Person<'_>),
) -> Result<(Columns, u64)> {
    let (mut columns, mut set_apart) = (None, 0);
    for (path, file) in paths.iter().zip(1_u32..) {
        let format = Format::from_extension(path).unwrap_or(Format::Csv);
        let options = Options::new(format);
        let header = read::peek(path, &options).map_err(|error| opened(path, error))?.columns;
        let of_file = Columns::recognise(&header, given)?;
        set_apart += read_file(path, &options, &of_file, &mut |slots, row| {
            slots.take(row, seen, &mut |id, person| take(id, file, person));
        })?;
        columns.get_or_insert(of_file);
    }
    Ok((columns.unwrap_or_default(), set_apart))
}

fn opened(path: &Path, error: OpenError) -> Problem {
    let about = |key| Problem::new(key).with("path", path.display().to_string());
    match error {
        OpenError::Cut => about("people-cut"),
        OpenError::UnknownCodec { codec } => about("people-codec").with("codec", codec),
        other => about("people-open").caused_by(other),
    }
}

fn read_file(
    path: &Path,
    options: &Options,
    columns: &Columns,
    each: &mut dyn FnMut(&Slots, &Row),
) -> Result<u64> {
    let wanted: Vec<String> = columns.0.iter().map(|(_, column)| column.clone()).collect();
    let mut reader = read::open(path, options, &wanted).map_err(|error| opened(path, error))?;
    let slots = Slots::of(columns);
    let mut row = Row::default();
    let mut set_apart = 0;
    loop {
        match reader.step(&mut row) {
            Ok(Step::End) => return Ok(set_apart),
            Ok(Step::SetApart(_)) => set_apart += 1,
            Ok(Step::Row) => each(&slots, &row),
            Err(error) => {
                let path = path.display().to_string();
                return Err(Problem::new("file").with("path", path).caused_by(error));
            }
        }
    }
}

/// Where in a row each field stands.
struct Slots {
    single: [Option<usize>; 12],
    phones: Vec<usize>,
    emails: Vec<usize>,
    numbers: Vec<usize>,
}

impl Slots {
    fn of(columns: &Columns) -> Self {
        let single = [
            "record_id",
            "first_name",
            "last_name",
            "full_name",
            "company",
            "birth_date",
            "tax_code",
            "street",
            "house_number",
            "postcode",
            "city",
            "vat_number",
        ];
        Self {
            single: single.map(|field| columns.places(field).first().copied()),
            phones: columns.places("phone"),
            emails: columns.places("email"),
            numbers: columns.places("number"),
        }
    }

    /// Hands over a row as a person with its id.
    fn take(&self, row: &Row, seen: &mut Seen, take: &mut dyn FnMut(&str, &Person<'_>)) {
        let [
            id,
            first_name,
            last_name,
            full_name,
            company,
            birth_date,
            tax_code,
            street,
            house_number,
            postcode,
            city,
            vat_number,
        ] = self.single.map(|place| place.map_or("", |place| row.value(place).trim()));
        let several = |places: &[usize]| -> Vec<&str> {
            places.iter().map(|&place| row.value(place).trim()).collect()
        };
        let whole = PersonName::from_full(full_name, NameOrder::Unknown);
        let part = |given: &str, of: fn(&PersonName) -> &str| match &whole {
            Some(name) if given.is_empty() => of(name).to_owned(),
            _ => given.to_owned(),
        };
        let id = seen.id(id);
        let person = Person {
            key: Person::key_of(&id),
            first_name: &part(first_name, PersonName::first),
            last_name: &part(last_name, PersonName::last),
            company,
            birth_date,
            tax_code,
            phones: &several(&self.phones),
            emails: &several(&self.emails),
            street,
            house_number,
            postcode,
            city,
            vat_number,
            numbers: &several(&self.numbers),
        };
        take(&id, &person);
    }
}
