//! The street: its type in full, and the house number apart.

use super::{tidy_words, trim_marks};

/// Types of streets, as written without points, and in full.
pub(super) const TYPES: [(&str, &str); 40] = [
    ("via", "Via"),
    ("v", "Via"),
    ("viale", "Viale"),
    ("vle", "Viale"),
    ("corso", "Corso"),
    ("cso", "Corso"),
    ("piazza", "Piazza"),
    ("pzza", "Piazza"),
    ("pza", "Piazza"),
    ("pz", "Piazza"),
    ("piazzale", "Piazzale"),
    ("ple", "Piazzale"),
    ("pzle", "Piazzale"),
    ("piazzetta", "Piazzetta"),
    ("ptta", "Piazzetta"),
    ("largo", "Largo"),
    ("lgo", "Largo"),
    ("vicolo", "Vicolo"),
    ("vic", "Vicolo"),
    ("vlo", "Vicolo"),
    ("strada", "Strada"),
    ("str", "Strada"),
    ("contrada", "Contrada"),
    ("cda", "Contrada"),
    ("c/da", "Contrada"),
    ("ctr", "Contrada"),
    ("località", "Località"),
    ("localita'", "Località"),
    ("localita", "Località"),
    ("loc", "Località"),
    ("frazione", "Frazione"),
    ("fraz", "Frazione"),
    ("borgo", "Borgo"),
    ("bgo", "Borgo"),
    ("salita", "Salita"),
    ("traversa", "Traversa"),
    ("trav", "Traversa"),
    ("galleria", "Galleria"),
    ("gall", "Galleria"),
    ("lungomare", "Lungomare"),
];

/// Words after which a number is the road's own: "Strada Statale 16", "km 3".
const ROAD_WORDS: [&str; 8] =
    ["km", "statale", "provinciale", "ss", "sp", "regionale", "sr", "lotto"];

/// The tidied street and house number, the number taken from the street if not given.
pub(super) fn split(street: &str, number: &str) -> (String, String) {
    let mut street = trim_marks(street);
    let mut number = match read_number(number) {
        Some(number) => number,
        None => trim_marks(number).split_whitespace().collect::<Vec<_>>().join(" "),
    };
    while let Some((rest, found)) = trailing_number(street) {
        if !number.is_empty() && number != found {
            break;
        }
        (street, number) = (rest, found);
    }
    (with_full_type(&tidy_words(street)), number)
}

/// Whether the text is a house number.
pub(super) fn is_number(text: &str) -> bool {
    read_number(text).is_some()
}

/// The longest house number at the end of the street, and what is before it.
fn trailing_number(street: &str) -> Option<(&str, String)> {
    let starts =
        street.char_indices().rev().filter(|(_, mark)| mark.is_whitespace() || *mark == ',');
    let mut found = None;
    // A number has at most a marker, digits and a suffix: three blanks, perhaps with commas.
    for (at, mark) in starts.take(6) {
        let rest = trim_marks(street.get(..at)?);
        let candidate = street.get(at + mark.len_utf8()..)?;
        if rest.is_empty() {
            break;
        }
        if let Some(number) = read_number(candidate) {
            found = Some((rest, number));
        }
    }
    found.filter(|(rest, _)| {
        let last = rest.rsplit([' ', '.']).find(|word| !word.is_empty()).unwrap_or_default();
        !ROAD_WORDS.iter().any(|word| last.eq_ignore_ascii_case(word))
    })
}

/// Reads a house number into its one form: `12`, `12/B`, `12 bis`, `12-14`, `SNC`.
fn read_number(text: &str) -> Option<String> {
    let text = trim_marks(text);
    if ["snc", "s.n.c.", "s.n.c", "s.n.", "sn"].iter().any(|none| text.eq_ignore_ascii_case(none)) {
        return Some("SNC".to_owned());
    }
    let text = without_marker(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=5).contains(&digits) {
        return None;
    }
    let (number, suffix) = text.split_at(digits);
    let suffix = suffix.trim();
    if suffix.is_empty() {
        return Some(number.to_owned());
    }
    let bare = suffix.trim_start_matches(['/', '-', ' ']);
    if let Some(word) = ["bis", "ter", "quater"].iter().find(|word| bare.eq_ignore_ascii_case(word))
    {
        return Some(format!("{number} {word}"));
    }
    if bare.len() == 1 && bare.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Some(format!("{number}/{}", bare.to_ascii_uppercase()));
    }
    let mark = suffix.chars().next().filter(|mark| matches!(mark, '/' | '-'))?;
    let end = bare.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let stands = (1..=4).contains(&end.len())
        && end.bytes().all(|byte| byte.is_ascii_digit())
        && bare.len() - end.len() <= 1;
    stands.then(|| format!("{number}{mark}{}", bare.to_ascii_uppercase()))
}

/// The text after `n.`, `nr`, `n°`, `civico`.
fn without_marker(text: &str) -> &str {
    for marker in ["civico", "civ", "num", "nr", "n"] {
        let start = text.get(..marker.len()).filter(|start| start.eq_ignore_ascii_case(marker));
        if start.is_some() {
            let rest = text.get(marker.len()..).unwrap_or_default();
            return rest.trim_start_matches(['.', '°', 'º', ' ', ':']);
        }
    }
    text
}

/// The street with the type in its first word written in full.
fn with_full_type(street: &str) -> String {
    let (first, rest) = street.split_once(' ').unwrap_or((street, ""));
    if let Some(full) = full_type(first, !rest.is_empty()) {
        return if rest.is_empty() { full.to_owned() } else { format!("{full} {rest}") };
    }
    // "P.zza Roma" without its blank, "P.zzaRoma", is not told apart; "V.Roma" is.
    if let Some((kind, name)) = first.split_once('.')
        && let Some(full) = full_type(street.get(..=kind.len()).unwrap_or_default(), true)
        && !name.is_empty()
    {
        let name = street.get(kind.len() + 1..).unwrap_or_default();
        return format!("{full} {}", tidy_words(name));
    }
    street.to_owned()
}

fn full_type(word: &str, has_name: bool) -> Option<&'static str> {
    let letters = || word.chars().filter(|&mark| mark != '.').flat_map(char::to_lowercase);
    let (short, full) = TYPES.into_iter().find(|(short, _)| letters().eq(short.chars()))?;
    // "V" without a point may be the fifth: "V Strada".
    let stands = has_name && (short.len() > 1 || word.ends_with('.'));
    stands.then_some(full)
}
