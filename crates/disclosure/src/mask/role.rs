//! What words say about what stands around them: titles, kinship, words before a number.

const ROLES: &str = include_str!("../../data/roles.txt");

/// What a word says of its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Words that a street begins with and that are little else, folded.
    Street,
    /// Small words inside the name of a street.
    Small,
    /// Words after `via` that make it no street.
    NotStreet,
    /// Words that a street in English ends with.
    EnglishStreet,
    /// Of these, those that make a street of a name without a number.
    CertainStreet,
    /// Words before a number that belongs to an address.
    AddressPart,
    /// Words after which even a short number is somebody's.
    NumberWord,
    /// Words that may stand between such a word and its number.
    BeforeNumber,
    /// Words after a number that make it a quantity.
    Unit,
    /// Words that an at sign is spoken as.
    SpokenAt,
    /// Words that a mark within an address is spoken as.
    SpokenMark,
    /// What mail addresses end with.
    Top,
    /// Hosts of mail that many people use, which make a mail address of what is before `at`.
    Host,
    /// Words before the name of an account.
    AccountWord,
    /// Words between such a word and the name.
    BeforeAccount,
    /// Titles that hardly stand without a name, folded and without points.
    Title,
    /// Titles that are words of their own.
    TitleWord,
    /// Kin and others who are named after the word.
    Kin,
    /// Words that a name is told after, certainly.
    Told,
    /// Words that a name may be told after.
    MaybeTold,
    /// Words that greet or address somebody.
    Greeting,
    /// Words that close a letter.
    Closing,
    /// Parts of surnames that stand before them.
    Particle,
    /// Words that a date of birth follows.
    Birth,
    /// The months, in full and in short.
    Month,
    /// Words that the name of a shop or a firm begins with.
    Trade,
    /// Words that the name of a firm ends with in English.
    TradeEnd,
    /// Words that somebody is the subject of: "Rosa ha detto", "Mark called".
    Does,
    /// Names that are mostly other words, so that in small letters they are no names.
    Wordlike,
    /// Words before a telephone number.
    PhoneWord,
    /// Words for digits, and for small numbers that numbers are spoken in.
    Spoken,
    /// What somebody does at the beginning of a sentence in English.
    EnglishVerb,
    /// First names that are rather months, verbs or things when a verb follows.
    Auxiliary,
    /// Particles of surnames that are no Italian words.
    NameParticle,
    /// Words that open a sentence before somebody's name, and are no part of it.
    Opener,
    /// Words that a mark inside a code is spoken as, and little else.
    Separator,
    /// Words by which somebody asks for a code or for spelling.
    Asks,
    /// Words after which even a number of one or two digits is somebody's.
    ShortNumber,
    /// Words between the names of one person: "vedova", "detto", "née".
    Called,
    /// The names of letters that hardly mean anything else.
    LetterName,
    /// Short forms of first names as chats write them.
    ShortForm,
    /// Words before the name of a firm that are no part of it.
    BeforeFirm,
}

/// The roles of one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Roles(u64);

impl Roles {
    pub(super) fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u32) != 0
    }

    pub(super) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The headings of the data file with their roles.
const HEADINGS: &[(&str, Role)] = &[
    ("street", Role::Street),
    ("small", Role::Small),
    ("not_street", Role::NotStreet),
    ("english_street", Role::EnglishStreet),
    ("certain_street", Role::CertainStreet),
    ("address_part", Role::AddressPart),
    ("number_word", Role::NumberWord),
    ("before_number", Role::BeforeNumber),
    ("unit", Role::Unit),
    ("spoken_at", Role::SpokenAt),
    ("spoken_mark", Role::SpokenMark),
    ("top", Role::Top),
    ("host", Role::Host),
    ("account_word", Role::AccountWord),
    ("before_account", Role::BeforeAccount),
    ("title", Role::Title),
    ("title_word", Role::TitleWord),
    ("kin", Role::Kin),
    ("told", Role::Told),
    ("maybe_told", Role::MaybeTold),
    ("greeting", Role::Greeting),
    ("closing", Role::Closing),
    ("particle", Role::Particle),
    ("birth", Role::Birth),
    ("month", Role::Month),
    ("trade", Role::Trade),
    ("trade_end", Role::TradeEnd),
    ("does", Role::Does),
    ("wordlike", Role::Wordlike),
    ("phone_word", Role::PhoneWord),
    ("spoken", Role::Spoken),
    ("english_verb", Role::EnglishVerb),
    ("auxiliary", Role::Auxiliary),
    ("name_particle", Role::NameParticle),
    ("opener", Role::Opener),
    ("separator", Role::Separator),
    ("asks", Role::Asks),
    ("short_number", Role::ShortNumber),
    ("called", Role::Called),
    ("letter_name", Role::LetterName),
    ("short_form", Role::ShortForm),
    ("before_firm", Role::BeforeFirm),
];

/// Every word of the data file with one of its roles.
pub(super) fn each(mut found: impl FnMut(&'static str, Roles)) {
    let mut roles = Roles::default();
    for line in ROLES.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            let name = heading.split(':').next().unwrap_or_default();
            let role = HEADINGS.iter().find(|(known, _)| *known == name);
            roles = role.map_or(Roles::default(), |(_, role)| Roles(1 << *role as u32));
        } else if !line.starts_with('#') {
            line.split_whitespace().for_each(|word| found(word, roles));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{HEADINGS, Role, Roles, each};

    #[test]
    fn every_role_has_words() {
        for (name, role) in HEADINGS {
            let mut words = 0;
            each(|_, roles: Roles| words += usize::from(roles.has(*role)));
            assert!(words > 2, "{name}: {words}");
        }
        assert_eq!(HEADINGS.len(), Role::BeforeFirm as usize + 1);
    }
}
