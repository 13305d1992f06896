//! The values of a field as they are compared: their form, how full they are, and what contradicts.
//!
//! Two writings of one value do not contradict: names in another order or without an accent, an
//! initial for a first name, a firm without its legal form, a tax code in its other form, an address
//! of which a part is missing.

use filo_model::address::Address;
use filo_model::choice::Field;
use filo_model::email::Email;
use filo_model::name::{CompanyName, NameOrder, PersonName, fold};
use filo_model::phone::Phone;
use filo_model::record::Details;
use filo_model::tax_code::TaxCode;
use filo_model::vat_number::VatNumber;

/// How much a value is worth, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// Readable, and whole.
    Full,
    /// Readable, but only a part: a surname alone, a town without a street.
    Part,
    /// It only fills a compulsory field: `nd@nd.it`, 1 January 1900.
    Placeholder,
    /// It cannot be read as what it should be: a tax code with a wrong check character.
    Unreadable,
}

/// What is compared of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Form {
    /// Folded words of a person's name.
    Words(Vec<String>, [String; 2]),
    /// Folded parts of an address: street, number, postcode, town, province.
    Parts([String; 5]),
    /// Day, month and the last two digits of the year; the century counts where both state it.
    Date { year: i16, month: i8, day: i8 },
    /// One text that is equal or is not.
    Text,
}

/// A value that a statement gives for a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The value as people read it; a date as `1985-12-10`.
    pub text: String,
    /// How much it is worth.
    pub grade: Grade,
    /// Equal for writings of one value that nothing tells apart.
    pub(super) key: String,
    form: Form,
}

/// Words that fill a compulsory field of a name, folded.
const FILLERS: [&str; 22] = [
    "nd",
    "n d",
    "na",
    "n a",
    "x",
    "xx",
    "xxx",
    "sconosciuto",
    "sconosciuta",
    "ignoto",
    "unknown",
    "cliente",
    "customer",
    "anonimo",
    "anonymous",
    "test",
    "prova",
    "non disponibile",
    "non indicato",
    "nome cognome",
    "nessuno",
    "null",
];

/// Days that fill a compulsory date of birth.
const FILLED_DAYS: [(i16, i8, i8); 4] = [(1900, 1, 1), (1901, 1, 1), (1970, 1, 1), (1800, 1, 1)];

/// What a statement gives for a field, readable values first.
#[must_use]
pub fn values(field: Field, details: &Details) -> Vec<Value> {
    let mut values: Vec<Value> = match field {
        Field::Name => details.name.iter().map(of_name).collect(),
        Field::CompanyName => details.company_name.iter().map(of_company).collect(),
        Field::BirthDate => details
            .birth_date
            .iter()
            .map(|date| of_date(date.year(), date.month(), date.day()))
            .collect(),
        Field::TaxCode => details.tax_code.iter().map(of_code).collect(),
        Field::VatNumber => {
            details.vat_number.iter().map(|number| plain(number.as_str(), Grade::Full)).collect()
        }
        Field::Address => details.address.iter().map(of_address).collect(),
        Field::Phone => {
            details.phones.iter().map(|phone| plain(phone.as_str(), Grade::Full)).collect()
        }
        Field::Email => details.emails.iter().map(of_email).collect(),
    };
    let given = details.given.iter().filter(|(name, _)| given_field(name) == Some(field));
    values.extend(given.filter(|(_, text)| !is_readable(field, text)).map(|(_, text)| {
        let grade = if FILLERS.contains(&&*fold(text)) || !text.chars().any(char::is_alphanumeric) {
            Grade::Placeholder
        } else {
            Grade::Unreadable
        };
        plain(text.trim(), grade)
    }));
    values
}

/// The field of a value that stayed as given, by the mapping's name for it.
fn given_field(name: &str) -> Option<Field> {
    match name {
        "phone_2" => Some(Field::Phone),
        "pec" => Some(Field::Email),
        other => Field::from_name(other),
    }
}

/// Whether a text that stayed as given could have been read: then it is of a column that only has
/// the field's name and that nobody mapped.
fn is_readable(field: Field, text: &str) -> bool {
    match field {
        Field::Name => PersonName::from_full(text, NameOrder::Unknown).is_some(),
        Field::CompanyName => CompanyName::parse(text).is_some(),
        Field::BirthDate => {
            filo_model::moment::parse_date(text, filo_model::moment::DateOrder::Auto).is_ok()
        }
        Field::TaxCode => TaxCode::parse(text).is_some() || VatNumber::parse(text).is_some(),
        Field::VatNumber => VatNumber::parse(text).is_some(),
        Field::Address => Address::from_line(text).is_some(),
        Field::Phone => Phone::parse(text).is_some(),
        Field::Email => Email::parse(text).is_some(),
    }
}

fn plain(text: &str, grade: Grade) -> Value {
    Value { text: text.to_owned(), grade, key: text.to_owned(), form: Form::Text }
}

fn of_name(name: &PersonName) -> Value {
    let key = name.key();
    let words: Vec<String> = key.tokens().map(str::to_owned).collect();
    let letters = [surname_letters(&name.last_key()), first_name_letters(&name.first_key())];
    let is_part = words.len() < 2 || words.iter().any(|word| word.chars().nth(1).is_none());
    let grade = if FILLERS.contains(&&*fold(&name.to_string())) {
        Grade::Placeholder
    } else if is_part {
        Grade::Part
    } else {
        Grade::Full
    };
    Value {
        text: name.to_string(),
        grade,
        key: key.as_str().to_owned(),
        form: Form::Words(words, letters),
    }
}

fn of_company(name: &CompanyName) -> Value {
    let is_filler = FILLERS.contains(&name.key());
    let grade = if is_filler { Grade::Placeholder } else { Grade::Full };
    Value { key: name.key().to_owned(), ..plain(name.display(), grade) }
}

/// A date of birth.
pub(super) fn of_date(year: i16, month: i8, day: i8) -> Value {
    let text = format!("{year:04}-{month:02}-{day:02}");
    let is_filler = FILLED_DAYS.contains(&(year, month, day));
    let grade = if is_filler { Grade::Placeholder } else { Grade::Full };
    Value { key: text.clone(), text, grade, form: Form::Date { year, month, day } }
}

fn of_code(code: &TaxCode) -> Value {
    Value { key: code.canonical().as_str().to_owned(), ..plain(code.as_str(), Grade::Full) }
}

fn of_address(address: &Address) -> Value {
    let parts = [
        address.street(),
        address.number(),
        address.postcode(),
        address.city(),
        address.province(),
    ]
    .map(fold);
    // Without a street, or without a town or postcode, nobody can be written to.
    let is_part = parts[0].is_empty() || (parts[2].is_empty() && parts[3].is_empty());
    Value {
        text: address.to_string(),
        grade: if is_part { Grade::Part } else { Grade::Full },
        key: parts.join("\n"),
        form: Form::Parts(parts),
    }
}

fn of_email(email: &Email) -> Value {
    let grade = if email.is_placeholder() { Grade::Placeholder } else { Grade::Full };
    plain(email.as_str(), grade)
}

impl Value {
    /// Whether both can be readable and right at once.
    #[must_use]
    pub(super) fn fits(&self, other: &Self) -> bool {
        if self.key == other.key {
            return true;
        }
        match (&self.form, &other.form) {
            (Form::Words(a, _), Form::Words(b, _)) => words_fit(a, b),
            (Form::Parts(a), Form::Parts(b)) => parts_fit(a, b),
            _ => false,
        }
    }

    /// How much of it there is, for choosing among writings that fit.
    pub(super) fn fullness(&self) -> usize {
        match &self.form {
            Form::Words(words, _) => words.iter().map(|word| word.chars().count()).sum(),
            Form::Parts(parts) => parts.iter().filter(|part| !part.is_empty()).count(),
            Form::Date { .. } | Form::Text => 0,
        }
    }

    /// Whether a tax code begins with the letters that it takes from the name, first name and surname
    /// in whichever place.
    pub(super) fn is_spelled_by(&self, code: &TaxCode) -> bool {
        let Form::Words(words, letters) = &self.form else { return false };
        let begins = code.as_str().get(..6).unwrap_or_default();
        // Of a name written surname first, without saying so, the first word is the surname.
        let swapped = match words.as_slice() {
            [a, b] => [[a, b], [b, a]]
                .iter()
                .any(|[last, first]| surname_letters(last) + &first_name_letters(first) == begins),
            _ => false,
        };
        swapped || letters.concat() == begins
    }

    /// Whether it is the day of birth that a tax code implies, whatever the century.
    pub(super) fn is_day_of(&self, code: &TaxCode) -> bool {
        let Form::Date { year, month, day } = self.form else { return false };
        year.rem_euclid(100) == code.birth_year_last_two()
            && (month, day) == (code.birth_month(), code.birth_day())
    }
}

/// The consonants, then the vowels of a folded name, in capitals.
fn consonants_first(folded: &str) -> (String, String) {
    let letters = folded.chars().filter(char::is_ascii_alphabetic);
    letters.map(|letter| letter.to_ascii_uppercase()).partition(|letter| !"AEIOU".contains(*letter))
}

/// The three letters that a tax code takes from a surname (decree of 23 December 1976).
fn surname_letters(folded: &str) -> String {
    let (consonants, vowels) = consonants_first(folded);
    (consonants + &vowels + "XXX").chars().take(3).collect()
}

/// The three letters from a first name: of four or more consonants the first, third and fourth.
fn first_name_letters(folded: &str) -> String {
    let (consonants, vowels) = consonants_first(folded);
    let mut letters = consonants.chars();
    match (letters.next(), letters.nth(1), letters.next()) {
        (Some(first), Some(third), Some(fourth)) => [first, third, fourth].iter().collect(),
        _ => (consonants + &vowels + "XXX").chars().take(3).collect(),
    }
}

/// Whether all words of the shorter name are words of the longer one, an initial standing for any
/// word that begins with it.
fn words_fit(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut free: Vec<&String> = long.iter().collect();
    // Whole words first, so that an initial takes none that a word needs.
    let (initials, words): (Vec<&String>, Vec<&String>) =
        short.iter().partition(|word| word.chars().nth(1).is_none());
    words.iter().chain(&initials).all(|word| {
        let is_initial = word.chars().nth(1).is_none();
        let place = free.iter().position(|other| other == word).or_else(|| {
            free.iter().position(|other| {
                let is_initial_too = other.chars().nth(1).is_none();
                (is_initial && other.starts_with(word.as_str()))
                    || (is_initial_too && word.starts_with(other.as_str()))
            })
        });
        place.map(|place| free.remove(place)).is_some()
    })
}

/// Whether no part that both addresses have differs.
fn parts_fit(a: &[String; 5], b: &[String; 5]) -> bool {
    let both = |place: usize| !a[place].is_empty() && !b[place].is_empty();
    let streets = || {
        let [a, b] = [&a[0], &b[0]]
            .map(|street| street.split(' ').map(str::to_owned).collect::<Vec<String>>());
        words_fit(&a, &b)
    };
    let postcodes = || {
        let (a, b) = (&a[2], &b[2]);
        // The postcode of a whole town ends in two zeros: 20100 for any of Milan.
        let is_general = |code: &str| code.len() == 5 && code.ends_with("00");
        a == b || ((is_general(a) || is_general(b)) && a.get(..3) == b.get(..3))
    };
    // Provinces are compared where both are written as two letters.
    let provinces = || a[4] == b[4] || a[4].len() != 2 || b[4].len() != 2;
    (!both(0) || streets())
        && (!both(1) || a[1] == b[1])
        && (!both(2) || postcodes())
        && (!both(3) || a[3] == b[3])
        && (!both(4) || provinces())
}

#[cfg(test)]
mod tests {
    use filo_model::address::Address;
    use filo_model::choice::Field;
    use filo_model::name::PersonName;
    use filo_model::record::Details;
    use filo_model::tax_code::TaxCode;

    use super::{Grade, Value, of_address, of_date, of_name, values};

    fn address(line: &str) -> Value {
        of_address(&Address::from_line(line).unwrap())
    }

    fn name(first: &str, last: &str) -> Value {
        of_name(&PersonName::from_parts(first, last).unwrap())
    }

    #[test]
    fn two_writings_of_an_address_fit() {
        let whole = address("Viale Giuseppe Garibaldi 12/B, 20121 Milano (MI)");
        for line in [
            "V.le G. Garibaldi, 12/b - 20121 MILANO MI",
            "viale garibaldi 12 B, Milano",
            "Viale Giuseppe Garibaldi 12/B, 20100 Milano",
            "20121 Milano",
        ] {
            assert!(address(line).fits(&whole) && whole.fits(&address(line)), "{line}");
        }
        for line in [
            "Viale Giuseppe Garibaldi 14, 20121 Milano",
            "Viale Giovanni Garibaldi 12/B, 20121 Milano",
            "Viale Giuseppe Garibaldi 12/B, 20122 Milano",
            "Viale Giuseppe Garibaldi 12/B, Monza",
        ] {
            assert!(!address(line).fits(&whole), "{line}");
        }
        assert_eq!(address("20121 Milano").grade, Grade::Part);
        assert_eq!(whole.grade, Grade::Full);
    }

    #[test]
    fn an_initial_and_a_missing_first_name_are_a_part_of_a_name() {
        let whole = name("Maria Grazia", "De Rosa");
        for (first, last) in [("MARIA", "DE ROSA"), ("M.", "De Rosa"), ("", "De Rosa")] {
            assert!(name(first, last).fits(&whole), "{first} {last}");
        }
        assert!(name("De Rosa", "Maria Grazia").key == whole.key);
        assert!(!name("Mario", "De Rosa").fits(&whole));
        assert_eq!(name("M.", "De Rosa").grade, Grade::Part);
        assert_eq!(name("Cliente", "").grade, Grade::Placeholder);
    }

    #[test]
    fn what_cannot_be_read_is_told_from_a_column_that_nobody_mapped() {
        let given = |field: &str, text: &str| {
            let given = vec![(field.to_owned(), text.to_owned())];
            let details = Details { given, ..Details::default() };
            let field = if field == "pec" { Field::Email } else { Field::TaxCode };
            values(field, &details).into_iter().map(|one| one.grade).collect::<Vec<_>>()
        };
        assert_eq!(given("tax_code", "RSSMRA85T10A562X"), [Grade::Unreadable]);
        assert_eq!(given("tax_code", "RSSMRA85T10A562S"), []);
        assert_eq!(given("tax_code", "n.d."), [Grade::Placeholder]);
        assert_eq!(given("pec", "nessuna"), [Grade::Unreadable]);
    }

    #[test]
    fn a_tax_code_spells_a_name() {
        let code = TaxCode::parse("RSSMRA85T10A562S").unwrap();
        assert!(name("Mario", "Rossi").is_spelled_by(&code));
        assert!(name("Rossi", "Mario").is_spelled_by(&code));
        assert!(!name("Mario", "Rosi").is_spelled_by(&code));
        assert!(!name("Marino", "Rossi").is_spelled_by(&code));
        // The first, third and fourth of four consonants; vowels and X where letters are missing.
        assert_eq!(super::first_name_letters("gianfranco"), "GFR");
        assert_eq!(super::surname_letters("fo"), "FOX");
        assert_eq!(super::first_name_letters("aia"), "AIA");
    }

    #[test]
    fn a_tax_code_implies_a_day_in_any_century() {
        let code = TaxCode::parse("RSSMRA85T10A562S").unwrap();
        assert!(of_date(1985, 12, 10).is_day_of(&code));
        assert!(of_date(1885, 12, 10).is_day_of(&code));
        assert!(!of_date(1985, 10, 12).is_day_of(&code));
        assert_eq!(of_date(1900, 1, 1).grade, Grade::Placeholder);
    }
}
