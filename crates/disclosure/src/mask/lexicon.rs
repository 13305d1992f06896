//! What is known of words: names, common words, places; one look-up a word.

use std::sync::LazyLock;

use filo_model::name::fold;
use rustc_hash::{FxHashMap, FxHashSet};

use super::role::{self, Roles};

const FIRST_NAMES: &str = include_str!("../../data/first_names.txt");
const SURNAMES: &str = include_str!("../../data/surnames.txt");
const COMMON_WORDS: &str = include_str!("../../data/common_words.txt");
const PLACES: &str = include_str!("../../data/places.txt");
const KEPT: &str = include_str!("../../data/kept.txt");

/// What the lexicon says of a word, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Flags(u8);

impl Flags {
    /// A first name.
    pub(super) const FIRST: Self = Self(1);
    /// A surname.
    pub(super) const LAST: Self = Self(2);
    /// A first name or a surname.
    pub(super) const NAME: Self = Self(3);
    /// A common word.
    pub(super) const COMMON: Self = Self(4);
    /// Written with a capital without being anybody.
    pub(super) const KEPT: Self = Self(8);
    /// A town, a region, a country.
    pub(super) const PLACE: Self = Self(16);
    /// Not known itself, but another form of a common word is.
    pub(super) const STEM: Self = Self(32);
    /// Not known, but it has the form of a verb or another ordinary word.
    pub(super) const FORM: Self = Self(64);
    /// Anything that is a reason not to take a word for a name.
    pub(super) const ORDINARY: Self = Self(4 | 8 | 16 | 32);

    /// Whether any of these bits is set.
    pub(super) fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// These bits and those.
    pub(super) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn only(self, of: Self) -> Self {
        Self(self.0 & of.0)
    }
}

/// The words that are known, read once from the data files.
#[derive(Debug)]
pub(super) struct Lexicon {
    words: FxHashMap<Box<str>, (Flags, Roles)>,
    stems: FxHashSet<Box<str>>,
}

/// The one lexicon: a constant that is put in order when it is first asked for, which takes tens of milliseconds.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

impl Lexicon {
    /// The lexicon, the same for all.
    pub(super) fn shared() -> &'static Self {
        &LEXICON
    }

    fn read() -> Self {
        let mut lexicon = Self { words: FxHashMap::default(), stems: FxHashSet::default() };
        for (text, flag) in [(FIRST_NAMES, Flags::FIRST), (SURNAMES, Flags::LAST)] {
            words(text).for_each(|word| lexicon.add(word, flag));
        }
        for (text, flag) in
            [(COMMON_WORDS, Flags::COMMON), (KEPT, Flags::KEPT), (PLACES, Flags::PLACE)]
        {
            for word in words(text) {
                lexicon.add(word, flag);
                let folded = fold(word);
                // "sarà" must not make a common word of Sara.
                if folded != word && !lexicon.word(&folded).0.any(Flags::NAME) {
                    lexicon.add(&folded, flag);
                }
                if flag == Flags::COMMON {
                    each_stem(&folded, |stem| {
                        lexicon.stems.insert(stem.into());
                        false
                    });
                }
            }
        }
        role::each(|word, roles| {
            let known = &mut lexicon.words.entry(word.into()).or_default().1;
            *known = known.with(roles);
        });
        lexicon
    }

    fn add(&mut self, word: &str, flag: Flags) {
        let flags = &mut self.words.entry(word.into()).or_default().0;
        *flags = flags.with(flag);
    }

    fn word(&self, word: &str) -> (Flags, Roles) {
        self.words.get(word).copied().unwrap_or_default()
    }

    /// Whether a word is a first name with an ending that makes it small or dear: "Enzuccio".
    fn is_diminutive(&self, folded: &str) -> bool {
        DIMINUTIVES.iter().any(|end| {
            let Some(stem) = folded.strip_suffix(end).filter(|stem| stem.len() >= 3) else {
                return false;
            };
            // "Ninuzzo" from Nino, "Chiaretta" from Chiara; a hard sound is written with an h.
            let hard = stem.strip_suffix('h').unwrap_or(stem);
            let name = |stem: &str, last: &str| {
                let flags = self.word(&format!("{stem}{last}")).0;
                flags.any(Flags::FIRST) && !flags.any(Flags::ORDINARY)
            };
            ["o", "a", "e", "i"].iter().any(|last| name(stem, last) || name(hard, last))
        })
    }

    /// Whether a word is a common one but for a slip of the finger.
    pub(super) fn is_slip(&self, folded: &str) -> bool {
        let common = |word: &str| self.word(word).0.any(Flags::COMMON);
        (SLIP_MIN..=SLIP_MAX).contains(&folded.len())
            && folded.is_ascii()
            && each_slip(folded, common)
    }

    /// What is known of a word, in small letters with and without accents.
    pub(super) fn look_up(&self, lower: &str, folded: &str) -> (Flags, Roles) {
        let (mut flags, mut roles) = self.word(lower);
        if lower != folded {
            let plain = self.word(folded);
            flags = flags.with(plain.0.only(Flags::NAME));
            roles = roles.with(plain.1);
        }
        if flags == Flags::default() && self.is_diminutive(folded) && !self.is_slip(folded) {
            flags = Flags::FIRST;
        }
        if flags == Flags::default() && each_stem(folded, |stem| self.stems.contains(stem)) {
            flags = Flags::STEM;
        }
        let formed =
            || FORMS.iter().any(|end| folded.len() > end.len() + 2 && folded.ends_with(end));
        if flags == Flags::default() && formed() {
            flags = Flags::FORM;
        }
        (flags, roles)
    }
}

/// A word from another by one slip: a letter too many, too few, wrong, or two the wrong way round.
fn each_slip(word: &str, mut found: impl FnMut(&str) -> bool) -> bool {
    const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";
    let letters: Vec<char> = word.chars().collect();
    let mut other = String::with_capacity(word.len() + 4);
    for at in 0..=letters.len() {
        let (left, right) = letters.split_at(at);
        let mut is = |middle: &[char], rest: &[char]| {
            other.clear();
            other.extend(left.iter().chain(middle).chain(rest));
            found(&other)
        };
        let swapped = match *right {
            [first, second, ref rest @ ..] => is(&[second, first], rest),
            _ => false,
        };
        if swapped || right.len() > 1 && is(&[], &right[1..]) {
            return true;
        }
        for letter in LETTERS.chars() {
            if is(&[letter], right) || !right.is_empty() && is(&[letter], &right[1..]) {
                return true;
            }
        }
    }
    false
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
}

/// Endings of Italian and English words that leave the same stem.
const ENDINGS: &[&str] = &[
    "azione", "azioni", "amento", "amenti", "imento", "imenti", "mente", "iamo", "iate", "ando",
    "endo", "ante", "ente", "anti", "enti", "atore", "atori", "ata", "ate", "ati", "ato", "uta",
    "ute", "uti", "uto", "ita", "ite", "iti", "ito", "are", "ere", "ire", "ava", "eva", "iva",
    "avo", "evo", "ivo", "erei", "erebbe", "eremo", "erete", "eranno", "ero", "era", "erai", "ete",
    "ano", "ono", "arlo", "arla", "arli", "arle", "armi", "arvi", "arci", "arsi", "erlo", "erla",
    "ermi", "ervi", "erci", "ersi", "irmi", "atemi", "ateci", "asse", "assi", "essi", "ing",
    "ings", "ed", "es", "er", "ers", "ly", "ment", "s", "o", "a", "e", "i",
];
/// Endings that make a first name small or dear.
const DIMINUTIVES: &[&str] = &[
    "uccio", "uccia", "uzzo", "uzza", "etto", "etta", "ino", "ina", "ello", "ella", "illo", "illa",
    "uzzu", "otto", "otta", "one", "ona", "accio", "accia", "ucciu", "ieddu", "eddu", "edda",
    "iello", "iella", "uolo",
];
/// Endings that ordinary words have and names hardly do.
const FORMS: &[&str] = &[
    "mente", "zione", "zioni", "issimo", "issima", "issimi", "issime", "atemi", "ateci", "ateli",
    "atela", "atelo", "etemi", "eteci", "etelo", "etela", "itemi", "iteci", "eranno", "rebbe",
    "remmo", "ndomi", "ndolo", "ndola", "ndoci", "igli", "rmi", "rci", "rvi", "rlo", "rla", "rsi",
    "rle", "vano", "ssero", "tion", "ness", "ment", "ated", "sted", "cked", "nded", "ally",
    "ssione", "ssioni", "sione", "sioni", "tezza", "rezza", "dezza", "ggine", "bile", "bili",
    "ibile", "abile", "mmo", "rono", "reste", "remo", "rete", "rebbero", "ebbe", "essimo",
    "assimo", "essero", "assero", "ando", "endo", "andolo", "endolo", "andosi", "endosi", "andoli",
    "endoli", "andola", "endomi", "andomi", "iscono", "gono", "dono", "ndono", "ttono", "scono",
    "isce", "isco", "ilmente", "ically", "fully", "less", "ings", "ful", "ously", "ively", "ized",
    "ised", "izing", "ising", "able", "ible", "bility", "bilita", "mento", "menti",
];
/// The letters of a word that is compared with common ones.
const SLIP_MIN: usize = 5;
const SLIP_MAX: usize = 14;
/// The fewest letters of a stem.
const STEM_MIN: usize = 4;

/// Calls with each stem of a word until the answer is yes; says whether it was.
fn each_stem(word: &str, found: impl FnMut(&str) -> bool) -> bool {
    let stems = ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending));
    stems.chain([word]).filter(|stem| stem.len() >= STEM_MIN).any(found)
}
