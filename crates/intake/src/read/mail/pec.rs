//! Certified mail (PEC, RFC 6109): what of a message is a receipt, and what is an envelope.
//!
//! A provider puts a message into an envelope and sends receipts about it. What it certifies stands
//! in `X-Ricevuta`, `X-Trasporto` and `X-Riferimento-Message-ID`, and in the attachment
//! `daticert.xml`; the message itself is the attachment `postacert.eml`. Signatures are not checked.

mod daticert;

use std::borrow::Cow;

use mail_parser::{Address, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use self::daticert::Daticert;
use super::message::header_text;
use crate::read::columns::Lookup;
use crate::row::Row;

/// What providers write before a subject, in lower case.
const PREFIXES: [&str; 11] = [
    "posta certificata:",
    "accettazione:",
    "consegna:",
    "presa in carico:",
    "avviso di non accettazione:",
    "avviso di non accettazione per virus:",
    "avviso di mancata consegna:",
    "avviso di mancata consegna per sup. tempo massimo:",
    "avviso di mancata consegna per virus:",
    "problema di sicurezza:",
    "anomalia messaggio:",
];

/// A kind of receipt, as `X-Ricevuta` and `daticert.xml` name it, what it brings to the message, and
/// how its subject begins.
struct Kind {
    name: &'static str,
    state: &'static str,
    prefix: &'static str,
}

const KINDS: [Kind; 7] = [
    Kind { name: "accettazione", state: "accepted", prefix: "accettazione:" },
    Kind { name: "avvenuta-consegna", state: "delivered", prefix: "consegna:" },
    Kind { name: "presa-in-carico", state: "sent", prefix: "presa in carico:" },
    Kind { name: "non-accettazione", state: "rejected", prefix: "avviso di non accettazione" },
    Kind { name: "errore-consegna", state: "undelivered", prefix: "avviso di mancata consegna:" },
    Kind {
        name: "preavviso-errore-consegna",
        state: "undelivered",
        prefix: "avviso di mancata consegna per sup",
    },
    Kind { name: "rilevazione-virus", state: "undelivered", prefix: "problema di sicurezza:" },
];

/// What a message is to certified mail.
pub(super) enum Certified<'a> {
    /// A receipt about another message.
    Receipt(Receipt),
    /// An envelope with the message inside.
    Envelope(Envelope<'a>),
}

/// What a provider says became of a message.
pub(super) struct Receipt {
    kind: &'static Kind,
    daticert: Daticert,
    about: String,
    subject: String,
}

/// A message on its way.
pub(super) struct Envelope<'a> {
    /// The message inside, where it is there.
    pub(super) inner: Option<Cow<'a, Message<'a>>>,
    /// False for an ordinary message that arrived in a certified mailbox.
    is_certified: bool,
    /// Whom it is from, as the envelope says.
    sender: String,
    subject: String,
    at: Option<String>,
}

/// What a message is to certified mail; nothing where it is an ordinary one.
pub(super) fn certified<'a>(message: &'a Message<'a>) -> Option<Certified<'a>> {
    let daticert = part_named(message, "daticert.xml").map(|part| Daticert::read(part.contents()));
    let (receipt, transport) =
        (header_text(message, "X-Ricevuta"), header_text(message, "X-Trasporto"));
    let subject = message.subject().unwrap_or_default().trim();
    let is_enveloped = part_named(message, "postacert.eml").is_some();
    let by_name =
        |name: &str| KINDS.iter().find(|kind| kind.name.eq_ignore_ascii_case(name.trim()));
    // Where the headers were lost, the certificate says it, and where that is broken, the subject.
    let told = daticert.as_ref().map(|daticert| daticert.kind.as_str()).unwrap_or_default();
    let by_subject = || {
        let folded = subject.to_lowercase();
        KINDS
            .iter()
            .filter(|kind| folded.starts_with(kind.prefix))
            .max_by_key(|kind| kind.prefix.len())
    };
    let kind = match (receipt.is_empty(), transport.is_empty()) {
        (false, _) => by_name(&receipt),
        (true, false) => None,
        (true, true) if daticert.is_none() => None,
        (true, true) => by_name(told).or_else(|| if told.is_empty() { by_subject() } else { None }),
    };
    if let Some(kind) = kind {
        let mut about = plain_id(&header_text(message, "X-Riferimento-Message-ID"));
        let daticert = daticert.unwrap_or_default();
        if about.is_empty() {
            about.clone_from(&daticert.message);
        }
        let subject = without_prefix(subject).to_owned();
        return Some(Certified::Receipt(Receipt { kind, daticert, about, subject }));
    }
    let is_anomaly = transport.eq_ignore_ascii_case("errore")
        || (transport.is_empty() && is_enveloped && begins_with(subject, "anomalia messaggio:"));
    let is_certified = transport.eq_ignore_ascii_case("posta-certificata")
        || (transport.is_empty()
            && is_enveloped
            && (told == "posta-certificata" || begins_with(subject, "posta certificata:")));
    (is_anomaly || is_certified).then(|| {
        Certified::Envelope(Envelope {
            inner: inner(message),
            is_certified: !is_anomaly,
            sender: sender(message),
            subject: without_prefix(subject).to_owned(),
            at: daticert.and_then(|daticert| daticert.at),
        })
    })
}

fn begins_with(subject: &str, prefix: &str) -> bool {
    subject.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

/// A subject as its sender wrote it.
fn without_prefix(subject: &str) -> &str {
    let longest =
        PREFIXES.iter().filter(|prefix| begins_with(subject, prefix)).map(|one| one.len());
    longest.max().and_then(|length| subject.get(length..)).unwrap_or(subject).trim_start()
}

/// An id of a message without the brackets around it.
fn plain_id(text: &str) -> String {
    text.trim().trim_start_matches('<').trim_end_matches('>').trim().to_owned()
}

fn part_named<'a>(message: &'a Message<'a>, name: &str) -> Option<&'a MessagePart<'a>> {
    message
        .parts
        .iter()
        .find(|part| part.attachment_name().is_some_and(|found| found.eq_ignore_ascii_case(name)))
}

/// The message in an envelope: the part that is one, or a file that holds one.
fn inner<'a>(message: &'a Message<'a>) -> Option<Cow<'a, Message<'a>>> {
    let nested = |part: &'a MessagePart<'a>| match &part.body {
        PartType::Message(inner) => Some(Cow::Borrowed(inner)),
        _ => None,
    };
    let named = part_named(message, "postacert.eml");
    named
        .and_then(nested)
        .or_else(|| message.parts.iter().find_map(nested))
        .or_else(|| MessageParser::default().parse(named?.contents()).map(Cow::Owned))
}

/// Whom an envelope is from: its provider answers for somebody, to whom replies go.
fn sender(message: &Message<'_>) -> String {
    let reply_to = message.reply_to().and_then(Address::first).and_then(|one| one.address());
    let on_behalf = message.from().and_then(Address::first).and_then(|one| one.name());
    let on_behalf =
        on_behalf.and_then(|name| name.split_once(':')).map(|(_, address)| address.trim());
    let address = on_behalf.filter(|address| address.contains('@'));
    reply_to.or(address).unwrap_or_default().to_owned()
}

impl Receipt {
    /// Fills a row: nobody wrote a receipt, so it has no text, and its person is the recipient.
    pub(super) fn put(&self, lookup: &mut Lookup, row: &mut Row, message: &Message<'_>) {
        if let Some(at) = &self.daticert.at {
            lookup.put_wanted(row, "at", at);
        }
        let error = match self.daticert.error.as_str() {
            "" | "nessuno" => String::new(),
            code => format!(" {code}"),
        };
        let recipient = self.daticert.recipient();
        for (name, value) in [
            ("message_id", message.message_id().unwrap_or_default()),
            ("from", recipient),
            ("to", recipient),
            ("subject", &self.subject),
            ("kind", "receipt"),
            ("carrier", "pec"),
            ("channel", "pec"),
            ("direction", "internal"),
            ("state", self.kind.state),
            ("reason", &format!("{}{error}", self.kind.name)),
            ("message", &self.about),
            ("about_message", &self.about),
        ] {
            lookup.put_wanted(row, name, value);
        }
    }
}

impl Envelope<'_> {
    /// Puts what the envelope certifies over what the message inside says of itself.
    pub(super) fn put(&self, lookup: &mut Lookup, row: &mut Row) {
        if !self.is_certified {
            lookup.put(row, "anomaly", "true");
            return;
        }
        lookup.put_wanted(row, "channel", "pec");
        if let Some(at) = &self.at {
            lookup.put_wanted(row, "at", at);
        }
    }

    /// Fills a row where the message inside is not there: the provider's own words are left out.
    pub(super) fn put_outside(&self, lookup: &mut Lookup, row: &mut Row) {
        lookup.put_wanted(row, "from", &self.sender);
        lookup.put_wanted(row, "from_name", "");
        lookup.put_wanted(row, "subject", &self.subject);
    }
}

#[cfg(test)]
mod tests {
    use super::without_prefix;

    #[test]
    fn a_subject_loses_what_its_provider_wrote_before_it() {
        for (subject, left) in [
            ("POSTA CERTIFICATA: Reclamo", "Reclamo"),
            ("CONSEGNA: consegna: urgente", "consegna: urgente"),
            ("AVVISO DI MANCATA CONSEGNA PER SUP. TEMPO MASSIMO: x", "x"),
            ("Consegna in ritardo", "Consegna in ritardo"),
            ("", ""),
        ] {
            assert_eq!(without_prefix(subject), left);
        }
    }
}
