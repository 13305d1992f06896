//! The certificate of a provider, `daticert.xml` (RFC 6109, section 4.4), as far as it can be read.

use std::borrow::Cow;
use std::fmt::Write as _;

use jiff::civil::{Date, Time};
use quick_xml::Reader as XmlReader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use crate::read::options::Encoding;
use crate::read::text;

/// A value of a certificate is never longer, in bytes.
const VALUE_BYTES_MAX: usize = 1024;
/// Elements in each other at most.
const DEPTH_MAX: usize = 16;

/// What a certificate says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Daticert {
    /// The kind of what was certified, as `X-Ricevuta` and `X-Trasporto` name it.
    pub(super) kind: String,
    /// The code of the error; `nessuno` for none.
    pub(super) error: String,
    /// The id of the message it is about.
    pub(super) message: String,
    /// The legal time, with its offset.
    pub(super) at: Option<String>,
    /// Whom the receipt is about, where it is about one recipient.
    delivered_to: String,
    /// The recipients of the message; more than two are only counted.
    recipients: Vec<String>,
}

impl Daticert {
    /// Reads a certificate; what stands after a fault in it is not there.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let decoded = text::decode(bytes, Encoding::Auto).unwrap_or(Cow::Borrowed(""));
        let mut xml = XmlReader::from_str(decoded.trim_start_matches('\u{feff}'));
        let mut found = Self::default();
        let (mut path, mut value) = (Vec::new(), String::new());
        let mut legal = LegalTime::default();
        while let Ok(event) = xml.read_event() {
            match event {
                Event::Start(element) => {
                    if path.len() >= DEPTH_MAX {
                        break;
                    }
                    found.begin(&element, &mut legal);
                    path.push(element.local_name().as_ref().to_owned());
                    value.clear();
                }
                Event::Empty(element) => found.begin(&element, &mut legal),
                Event::End(_) => {
                    let name = path.pop().unwrap_or_default();
                    found.end(
                        &name,
                        path.last().map_or("", String::as_str),
                        value.trim(),
                        &mut legal,
                    );
                    value.clear();
                }
                Event::Text(text) => add(&mut value, &text.into_inner()),
                Event::CData(text) => add(&mut value, &text.into_inner()),
                Event::GeneralRef(name) => {
                    // Entities that a document declares itself are never expanded.
                    let written = format!("&{};", &*name.into_inner());
                    add(&mut value, &unescape(&written).unwrap_or_default());
                }
                Event::Eof => break,
                _ => {}
            }
        }
        found.at = legal.written();
        found
    }

    /// Whom the receipt is about: where it is about several, nobody.
    pub(super) fn recipient(&self) -> &str {
        match self.recipients.as_slice() {
            _ if !self.delivered_to.is_empty() => &self.delivered_to,
            [one] => one,
            _ => "",
        }
    }

    fn begin(&mut self, element: &BytesStart<'_>, legal: &mut LegalTime) {
        let name = element.local_name();
        if name.as_ref() == "postacert" {
            attribute(element, "tipo").clone_into(&mut self.kind);
            attribute(element, "errore").clone_into(&mut self.error);
        } else if name.as_ref() == "data" {
            legal.zone = attribute(element, "zona");
        }
    }

    fn end(&mut self, name: &str, above: &str, value: &str, legal: &mut LegalTime) {
        match (above, name) {
            ("intestazione", "destinatari") if self.recipients.len() < 2 => {
                self.recipients.push(value.to_owned());
            }
            ("dati", "msgid") => super::plain_id(value).clone_into(&mut self.message),
            ("dati", "consegna") => value.clone_into(&mut self.delivered_to),
            ("data", "giorno") => value.clone_into(&mut legal.day),
            ("data", "ora") => value.clone_into(&mut legal.time),
            _ => {}
        }
    }
}

fn add(value: &mut String, piece: &str) {
    if value.len() + piece.len() <= VALUE_BYTES_MAX {
        value.push_str(piece);
    }
}

/// The value of an attribute; empty where it is missing or broken.
fn attribute(element: &BytesStart<'_>, name: &str) -> String {
    let found = element.attributes().flatten().find(|one| one.key.as_ref() == name);
    let value = found.map(|one| one.value.trim().to_owned()).unwrap_or_default();
    if value.len() <= VALUE_BYTES_MAX { value } else { String::new() }
}

/// Day, time and offset as a certificate writes them.
#[derive(Debug, Default)]
struct LegalTime {
    day: String,
    time: String,
    zone: String,
}

impl LegalTime {
    /// The moment, if it is one: `2026-03-02T10:15:00+01:00`.
    fn written(&self) -> Option<String> {
        let date = Date::strptime("%d/%m/%Y", &self.day).ok()?;
        let time = Time::strptime("%H:%M:%S", &self.time).ok()?;
        let zone = self.zone.as_bytes();
        let is_zone = zone.len() == 5
            && matches!(zone.first(), Some(b'+' | b'-'))
            && zone.iter().skip(1).all(u8::is_ascii_digit);
        let mut written = format!("{date}T{time}");
        // Without an offset the time is of the source's zone.
        if is_zone {
            // Writing to a string cannot fail.
            let (hours, minutes) = self.zone.split_at(3);
            let _ = write!(written, "{hours}:{minutes}");
        }
        Some(written)
    }
}

#[cfg(test)]
mod tests {
    use super::Daticert;

    const WHOLE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!DOCTYPE postacert SYSTEM \"x\">\n\
        <postacert tipo=\"avvenuta-consegna\" errore=\"nessuno\"><intestazione>\
        <mittente>azienda@pec.example</mittente>\
        <destinatari tipo=\"certificato\">uno@pec.example</destinatari>\
        <destinatari tipo=\"esterno\">due@example.it</destinatari>\
        <oggetto>Diffida &amp; messa in mora</oggetto></intestazione>\
        <dati><gestore-emittente>Gestore</gestore-emittente>\
        <data zona=\"+0200\"><giorno>13/05/2026</giorno><ora>14:35:26</ora></data>\
        <identificativo>opec1@gestore</identificativo><msgid>&lt;m1@azienda&gt;</msgid>\
        <consegna>uno@pec.example</consegna></dati></postacert>";

    #[test]
    fn a_certificate_is_read() {
        let found = Daticert::read(WHOLE.as_bytes());
        assert_eq!((found.kind.as_str(), found.error.as_str()), ("avvenuta-consegna", "nessuno"));
        assert_eq!(found.message, "m1@azienda");
        assert_eq!(found.at.as_deref(), Some("2026-05-13T14:35:26+02:00"));
        assert_eq!(found.recipient(), "uno@pec.example");
    }

    #[test]
    fn a_receipt_about_several_recipients_is_about_none_of_them() {
        let of_all = WHOLE.replace("<consegna>uno@pec.example</consegna>", "");
        assert_eq!(Daticert::read(of_all.as_bytes()).recipient(), "");
        let of_one =
            of_all.replace("<destinatari tipo=\"esterno\">due@example.it</destinatari>", "");
        assert_eq!(Daticert::read(of_one.as_bytes()).recipient(), "uno@pec.example");
    }

    #[test]
    fn a_broken_certificate_is_read_as_far_as_it_goes() {
        for end in 0..WHOLE.len() {
            drop(Daticert::read(&WHOLE.as_bytes()[..end]));
        }
        let cut = WHOLE.find("<ora>").unwrap();
        let found = Daticert::read(&WHOLE.as_bytes()[..cut]);
        assert_eq!((found.kind.as_str(), found.at), ("avvenuta-consegna", None));
        for (from, to, at) in [
            ("13/05/2026", "31/02/2026", None),
            ("14:35:26", "25:00:00", None),
            ("+0200", "", Some("2026-05-13T14:35:26")),
            ("+0200", "+02è0", Some("2026-05-13T14:35:26")),
        ] {
            let found = Daticert::read(WHOLE.replace(from, to).as_bytes());
            assert_eq!(found.at.as_deref(), at, "{to}");
        }
        let deep = "<a>".repeat(100_000);
        assert_eq!(Daticert::read(deep.as_bytes()), Daticert::default());
        let entity = WHOLE.replace("Diffida", "&boom;").replace("m1@azienda", "&boom;m1");
        assert_eq!(Daticert::read(entity.as_bytes()).message, "m1");
    }
}
