//! Tax codes, VAT numbers and telephone numbers: valid by their check characters, unique by
//! construction from a customer's index.

use jiff::civil::Date;

/// The period of [`spread`].
const SPREAD: u64 = 10_000_000;

/// A number of seven digits, another for each `index` below ten million and each `seed`.
pub(crate) fn spread(seed: u64, index: u64) -> u64 {
    // The factor shares no divisor with the period, so that no two indices meet.
    (index % SPREAD * 7_368_787 + seed % SPREAD * 31) % SPREAD
}

/// The tax code of a person (decree of the Minister of Finance of 23 December 1976).
pub(crate) fn tax_code(
    last_name: &str,
    first_name: &str,
    birth: Date,
    is_woman: bool,
    cadastral: &str,
) -> String {
    let month = usize::try_from(birth.month() - 1).unwrap_or(0);
    let mut code = surname_part(last_name);
    code.push_str(&first_name_part(first_name));
    code.push_str(&format!("{:02}", birth.year() % 100));
    code.push(char::from(b"ABCDEHLMPRST"[month]));
    code.push_str(&format!("{:02}", birth.day() + if is_woman { 40 } else { 0 }));
    code.push_str(cadastral);
    code.push(check_character(&code));
    code
}

/// The three letters that a first name gives to a tax code.
pub(crate) fn first_name_part(name: &str) -> String {
    let (consonants, _) = letters(name);
    match consonants.as_bytes() {
        [first, _, third, fourth, ..] => [*first, *third, *fourth].map(char::from).iter().collect(),
        _ => surname_part(name),
    }
}

fn surname_part(name: &str) -> String {
    let (consonants, vowels) = letters(name);
    consonants.chars().chain(vowels.chars()).chain("XXX".chars()).take(3).collect()
}

fn letters(name: &str) -> (String, String) {
    fold(name)
        .to_uppercase()
        .chars()
        .filter(char::is_ascii_uppercase)
        .partition(|letter| !"AEIOU".contains(*letter))
}

/// The text without the accents that occur in the lists of names.
pub(crate) fn fold(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            'à' => 'a',
            'è' | 'é' => 'e',
            'ì' => 'i',
            'ò' => 'o',
            'ù' => 'u',
            other => other,
        })
        .collect()
}

/// What each letter or digit counts on an odd place, for 0 to 9 and A to J, then K to Z.
const ODD: [u32; 26] =
    [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

fn check_character(code: &str) -> char {
    let sum: u32 = code
        .bytes()
        .enumerate()
        .map(|(place, byte)| {
            let value = if byte.is_ascii_digit() { byte - b'0' } else { byte.saturating_sub(b'A') };
            if place % 2 == 0 { ODD[usize::from(value % 26)] } else { u32::from(value) }
        })
        .sum();
    char::from(b'A' + u8::try_from(sum % 26).unwrap_or(0))
}

/// The VAT number of a firm: seven digits of its own, three of the office, one check digit.
pub(crate) fn vat_number(own: u64, office: u32) -> String {
    let body = format!("{own:07}{office:03}");
    let sum: u32 = body
        .bytes()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte.saturating_sub(b'0'));
            match place % 2 {
                0 => digit,
                _ if digit > 4 => digit * 2 - 9,
                _ => digit * 2,
            }
        })
        .sum();
    format!("{body}{}", (10 - sum % 10) % 10)
}

/// A telephone number in E.164, from the way somebody wrote or dialled it in Italy.
pub(crate) fn e164(written: &str) -> String {
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let local = if let Some(rest) = digits.strip_prefix("0039") {
        rest
    } else if digits.len() >= 12 || digits.starts_with("390") {
        digits.strip_prefix("39").unwrap_or(&digits)
    } else {
        &digits
    };
    format!("+39{local}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn tax_codes_are_those_of_the_published_example() {
        // The code that textbooks and calculators show for this person.
        assert_eq!(tax_code("Rossi", "Mario", date(1980, 1, 1), false, "H501"), "RSSMRA80A01H501U");
        assert_eq!(first_name_part("Alessandro"), "LSN");
        assert_eq!(first_name_part("Nicolò"), "NCL");
    }

    #[test]
    fn spread_numbers_never_meet() {
        let mut seen = std::collections::BTreeSet::new();
        assert!((0..50_000).all(|index| seen.insert(spread(7, index))));
    }

    #[test]
    fn numbers_are_the_same_however_they_are_dialled() {
        for written in
            ["3391234567", "+39339 1234567", "+39 339 1234567", "0039 3391234567", "393391234567"]
        {
            assert_eq!(e164(written), "+393391234567");
        }
        assert_eq!(e164("06 1234567"), "+39061234567");
    }
}
