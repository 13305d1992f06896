//! Takes out of a text what says who somebody is: names, numbers, addresses.
//!
//! Method, in two stages. First what the thread knows of its people ([`Known`]), in any writing.
//! Then patterns and a lexicon, for everybody else: what has the form of a number of a person, of an
//! address, of a firm; first names and surnames; what follows a greeting, a title, a word of
//! kinship or comes with a signature; and any word with a capital inside a sentence that is no
//! common word, place, month or word of the company ([`Vocabulary`]); and what was found once,
//! wherever it stands again. Not "known as a name" decides but "not known as ordinary": rather too much is taken than
//! too little. What was found is hidden and the text is looked at again until nothing more is found,
//! so that masking a masked text changes nothing.

mod address;
mod again;
mod beside;
mod bridge;
mod code;
mod contact;
mod context;
mod date;
mod firm;
mod known;
mod lexicon;
mod name;
mod phone;
mod role;
mod text;
mod vocabulary;

pub use known::Known;
pub use vocabulary::{Placeholders, Vocabulary};

use text::{Claim, Class, Gap, Text};

/// What a masked span was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The name of a person, or a part of it.
    Person,
    /// A telephone number.
    Phone,
    /// An address of electronic mail.
    Email,
    /// A tax code or VAT number.
    TaxCode,
    /// A bank account or the number of a payment card.
    Account,
    /// A postal address or a postcode.
    Address,
    /// A date of birth.
    BirthDate,
    /// Any other number that may name somebody: customer, contract, claim, meter, document.
    Number,
    /// A firm.
    Firm,
    /// The plate of a vehicle.
    Plate,
    /// The name of somebody's account on some service.
    Handle,
    /// A link with more than a host.
    Link,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Person,
        Self::Phone,
        Self::Email,
        Self::TaxCode,
        Self::Account,
        Self::Address,
        Self::BirthDate,
        Self::Number,
        Self::Firm,
        Self::Plate,
        Self::Handle,
        Self::Link,
    ];

    /// The stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::TaxCode => "tax_code",
            Self::Account => "account",
            Self::Address => "address",
            Self::BirthDate => "date_of_birth",
            Self::Number => "number",
            Self::Firm => "firm",
            Self::Plate => "plate",
            Self::Handle => "handle",
            Self::Link => "link",
        }
    }
}

/// A masked part of the original text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// What it was.
    pub kind: Kind,
}

/// A text without names and numbers of persons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masked {
    /// The text with placeholders.
    pub text: String,
    /// What was taken out, by its place in the original text, in order.
    pub spans: Vec<Span>,
}

/// Masks texts of one thread; quick to make, so that each thread has its own.
#[derive(Debug, Clone, Copy)]
pub struct Masker<'a> {
    known: &'a Known,
    vocabulary: &'a Vocabulary,
}

/// Looks for one sort of thing.
type Detector = fn(&Text<'_>, &mut Vec<Claim>);

/// In the order in which they look: what has a clear form before what is guessed.
const DETECTORS: [Detector; 17] = [
    contact::find,
    date::find,
    address::find,
    address::beyond::find,
    code::spoken::find,
    code::find_formal,
    phone::find,
    code::find,
    code::beyond::find,
    firm::find,
    name::find,
    again::find,
    name::late::find,
    firm::find_headed,
    firm::beyond::find,
    beside::find,
    bridge::find,
];

impl<'a> Masker<'a> {
    /// A masker for the texts of people of whom this is known.
    #[must_use]
    pub fn new(known: &'a Known, vocabulary: &'a Vocabulary) -> Self {
        Self { known, vocabulary }
    }

    /// The text without names and numbers of persons. Masking the result changes nothing.
    #[must_use]
    pub fn mask(&self, source: &str) -> Masked {
        let vocabulary = self.vocabulary;
        let mut text = Text::new(source, vocabulary.lexicon, vocabulary.placeholders.all());
        let mut claims = Vec::new();
        loop {
            let before = text.len();
            let mut found = false;
            self.known.find(&text, &mut claims);
            found |= hide(&mut text, &mut claims);
            vocabulary.protect(&mut text);
            for detector in DETECTORS {
                detector(&text, &mut claims);
                found |= hide(&mut text, &mut claims);
            }
            // Each round hides at least one token more, so that there is an end.
            if !found || text.len() == 0 || before == 0 {
                break;
            }
        }
        self.written(&text)
    }

    fn written(&self, text: &Text<'_>) -> Masked {
        let mut written = String::with_capacity(text.source.len());
        let mut spans = Vec::new();
        let mut at = 0;
        for token in text.tokens() {
            if let Class::Hidden(Some(kind)) = token.class {
                written.push_str(text.source.get(at..token.start).unwrap_or_default());
                written.push_str(self.vocabulary.placeholders.of(kind));
                spans.push(Span { start: token.start, end: token.end, kind });
                at = token.end;
            }
        }
        written.push_str(text.source.get(at..).unwrap_or_default());
        Masked { text: written, spans }
    }
}

/// Hides what was found; says whether anything was.
fn hide(text: &mut Text<'_>, claims: &mut Vec<Claim>) -> bool {
    // What is hidden already is found again by a detector that looks at context only.
    claims.retain(|claim| claim.first != claim.last || !text.is_hidden(claim.first));
    let found = !claims.is_empty();
    claims.iter_mut().for_each(|claim| widen(text, claim));
    if found {
        text.hide(std::mem::take(claims));
    }
    found
}

/// Takes in what goes on without a blank after a number: the `/7` of `UT-60018/7`.
fn widen(text: &Text<'_>, claim: &mut Claim) {
    if matches!(claim.kind, Kind::Person | Kind::Firm | Kind::Address | Kind::BirthDate) {
        return;
    }
    let glued = |at: usize| text.gap(at) == Gap::None;
    loop {
        let next = claim.last + 1;
        let part = next + usize::from(text.is_mark(next, &['-', '/', '_', '.', '#']));
        let is_part = !text.digits(part).is_empty() || text.is_upper(part) || text.is_initial(part);
        if !is_part || !glued(next) || !glued(part) {
            break;
        }
        claim.last = part;
    }
}

#[cfg(test)]
mod tests;
