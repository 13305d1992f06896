//! Addresses of electronic mail: read, and told apart from fillers and shared mailboxes.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::amount::deserialize_text;

mod domain;

/// The most characters in all, before the at sign, and in one label of the domain (RFC 5321).
const LENGTH_MAX: usize = 254;
const LOCAL_MAX: usize = 64;
const LABEL_MAX: usize = 63;

/// Local parts that only fill a compulsory field, without marks and digits.
const FILLERS: [&str; 30] = [
    "noemail",
    "nomail",
    "nessuna",
    "nessunamail",
    "nessunaemail",
    "nonfornita",
    "nonfornito",
    "nonpresente",
    "nondisponibile",
    "nonha",
    "nonhamail",
    "nonhaemail",
    "nonspecificata",
    "nonnota",
    "assente",
    "mancante",
    "sconosciuta",
    "sconosciuto",
    "senzamail",
    "senzaemail",
    "nienteemail",
    "test",
    "prova",
    "fake",
    "finta",
    "none",
    "null",
    "asd",
    "qwerty",
    "placeholder",
];
/// Domains that receive nothing, or belong to nobody, by their first label.
const FILLER_DOMAINS: [&str; 12] = [
    "noemail",
    "nomail",
    "nessuna",
    "nonfornita",
    "assente",
    "senzaemail",
    "senzamail",
    "example",
    "test",
    "prova",
    "fake",
    "invalid",
];
/// The longest local part that, repeated as domain, is taken for a filler: `nd@nd.it`.
const REPEATED_MAX: usize = 4;
/// First words of mailboxes that several people read.
const SHARED: [&str; 44] = [
    "info",
    "informazioni",
    "amministrazione",
    "amm",
    "admin",
    "administration",
    "segreteria",
    "ufficio",
    "uffici",
    "office",
    "contabilita",
    "accounting",
    "fatture",
    "fatturazione",
    "fatturaelettronica",
    "invoice",
    "invoices",
    "billing",
    "ordini",
    "orders",
    "order",
    "vendite",
    "sales",
    "commerciale",
    "acquisti",
    "purchasing",
    "assistenza",
    "support",
    "supporto",
    "help",
    "helpdesk",
    "servizioclienti",
    "clienti",
    "contatti",
    "contact",
    "direzione",
    "reception",
    "marketing",
    "logistica",
    "magazzino",
    "pec",
    "posta",
    "mail",
    "protocollo",
];

/// An address of electronic mail, in small letters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Email {
    text: String,
    at: usize,
}

impl Email {
    /// Reads an address; `mailto:`, a name and angle brackets around it are taken off.
    pub fn parse(text: &str) -> Option<Self> {
        Self::from_bare(split_name(text).1)
    }

    /// Reads an address and the name shown with it: `Mario Rossi <m.rossi@example.it>`.
    pub fn parse_with_name(text: &str) -> Option<(Option<String>, Self)> {
        let (name, bare) = split_name(text);
        let email = Self::from_bare(bare)?;
        let name =
            name.trim_matches(|mark: char| mark.is_whitespace() || matches!(mark, '"' | '\''));
        let is_name = !name.is_empty() && !name.contains('@');
        Some((is_name.then(|| name.to_owned()), email))
    }

    fn from_bare(bare: &str) -> Option<Self> {
        let bare = bare.trim_matches(|mark: char| {
            mark.is_whitespace() || matches!(mark, ';' | ',' | '<' | '>' | '"')
        });
        let prefixed = bare.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("mailto:"));
        let bare = if prefixed { bare.get(7..)?.split('?').next()?.trim() } else { bare };
        let bare = bare.trim_end_matches('.');
        if bare.len() > LENGTH_MAX {
            return None;
        }
        let (local, domain) = bare.split_once('@')?;
        if !is_local_part(local) || !is_domain(domain) {
            return None;
        }
        Some(Self { at: local.len(), text: bare.to_ascii_lowercase() })
    }

    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What stands before the at sign.
    pub fn local_part(&self) -> &str {
        self.text.get(..self.at).unwrap_or_default()
    }

    /// What stands after the at sign.
    pub fn domain(&self) -> &str {
        self.text.get(self.at + 1..).unwrap_or_default()
    }

    /// Whether the address only fills a compulsory field: `nd@nd.it`, `noemail@example.it`.
    pub fn is_placeholder(&self) -> bool {
        let local = self.local_part();
        let label = self.domain().split('.').next().unwrap_or_default();
        let repeated = local == label && local.len() <= REPEATED_MAX;
        let alike = local.len() > 2 && is_one_letter(local);
        let both_alike = is_one_letter(local) && is_one_letter(label);
        repeated
            || alike
            || both_alike
            || FILLER_DOMAINS.contains(&label)
            || FILLERS.iter().any(|filler| is_plain(local, filler))
    }

    /// Whether several people are likely to read it: `info@`, `ufficio.acquisti@`.
    pub fn is_shared_mailbox(&self) -> bool {
        let local = self.local_part();
        let first = local.split(['.', '-', '_', '+']).next().unwrap_or_default();
        let first = first.trim_end_matches(|digit: char| digit.is_ascii_digit());
        SHARED.contains(&first) || is_plain(local, "servizioclienti")
    }
}

/// Parts `Name <address>`; without angle brackets there is no name.
fn split_name(text: &str) -> (&str, &str) {
    let text = text.trim().trim_end_matches([';', ',', ' ']);
    match text.rsplit_once('<') {
        Some((name, address)) => (name, address.split('>').next().unwrap_or_default()),
        None => ("", text),
    }
}

fn is_local_part(local: &str) -> bool {
    let allowed =
        |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~.-".contains(&byte);
    (1..=LOCAL_MAX).contains(&local.len())
        && local.bytes().all(allowed)
        && local.split('.').all(|part| !part.is_empty())
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=LABEL_MAX).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let Some((_, top)) = domain.rsplit_once('.') else { return false };
    let top_stands = top.len() >= 2 && top.starts_with(|first: char| first.is_ascii_alphabetic());
    top_stands && domain.split('.').all(is_label)
}

fn is_one_letter(text: &str) -> bool {
    text.bytes()
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() && text.bytes().all(|byte| byte == first))
}

/// Whether the text is the word, marks and digits aside.
fn is_plain(text: &str, word: &str) -> bool {
    text.bytes().filter(u8::is_ascii_alphabetic).eq(word.bytes())
}

impl fmt::Display for Email {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl Serialize for Email {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Email {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_text(deserializer, "an address of electronic mail", Self::parse)
    }
}

#[cfg(test)]
mod tests;
