//! A receipt of the exchange system (SDI): what became of a file that was sent.

use super::tags::Tag;

/// Which receipt it is; the codes are those in the names of the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Delivered,
    NotDelivered,
    Rejected,
    Outcome,
    Expired,
    Attested,
    OutcomeRejected,
}

impl Verdict {
    pub(super) fn of_root(root: Tag) -> Option<Self> {
        Some(match root {
            Tag::RicevutaConsegna => Self::Delivered,
            Tag::NotificaMancataConsegna | Tag::RicevutaImpossibilitaRecapito => Self::NotDelivered,
            Tag::NotificaScarto | Tag::RicevutaScarto => Self::Rejected,
            Tag::NotificaEsito => Self::Outcome,
            Tag::NotificaDecorrenzaTermini => Self::Expired,
            Tag::AttestazioneTrasmissioneFattura => Self::Attested,
            Tag::ScartoEsitoCommittente => Self::OutcomeRejected,
            _ => return None,
        })
    }

    fn code(self) -> &'static str {
        match self {
            Self::Delivered => "RC",
            Self::NotDelivered => "MC",
            Self::Rejected => "NS",
            Self::Outcome => "NE",
            Self::Expired => "DT",
            Self::Attested => "AT",
            Self::OutcomeRejected => "SE",
        }
    }
}

/// One receipt.
#[derive(Debug)]
pub(super) struct Receipt {
    verdict: Verdict,
    pub(super) identifier: String,
    pub(super) file: String,
    /// When it was delivered, made available or received, in this order of preference.
    times: [String; 3],
    /// When the receipt was signed: the only time that some of them hold.
    signed: String,
    codes: Vec<String>,
}

impl Receipt {
    pub(super) fn new(verdict: Verdict) -> Self {
        Self {
            verdict,
            identifier: String::new(),
            file: String::new(),
            times: Default::default(),
            signed: String::new(),
            codes: Vec::new(),
        }
    }

    pub(super) fn value(&mut self, path: &[Tag], text: &str) {
        let place = match path {
            [_, Tag::IdentificativoSdI] => &mut self.identifier,
            [_, Tag::NomeFile] => &mut self.file,
            [_, Tag::DataOraConsegna] => &mut self.times[0],
            [_, Tag::DataMessaADisposizione] => &mut self.times[1],
            [_, Tag::DataOraRicezione] => &mut self.times[2],
            [.., Tag::SigningTime] => &mut self.signed,
            [.., Tag::Errore, Tag::Codice]
            | [.., Tag::EsitoCommittente, Tag::Esito]
            | [_, Tag::Scarto] => {
                return self.codes.push(text.to_owned());
            }
            _ => return,
        };
        if place.is_empty() {
            place.push_str(text);
        }
    }

    /// The time it tells.
    pub(super) fn at(&self) -> &str {
        let told = self.times.iter().find(|time| !time.is_empty());
        told.unwrap_or(&self.signed)
    }

    /// What became of the file; empty where the receipt is about something else, as the refusal of a
    /// customer's answer is.
    pub(super) fn state(&self) -> &'static str {
        match self.verdict {
            Verdict::Delivered => "delivered",
            Verdict::NotDelivered | Verdict::Attested => "undelivered",
            Verdict::Rejected => "rejected",
            Verdict::Expired => "expired",
            Verdict::Outcome => match self.codes.first().map(String::as_str) {
                Some("EC01") => "accepted",
                Some("EC02") => "declined",
                _ => "",
            },
            Verdict::OutcomeRejected => "",
        }
    }

    /// The code of the receipt and those of the errors.
    pub(super) fn reason(&self) -> String {
        let codes = self.codes.iter().map(String::as_str);
        std::iter::once(self.verdict.code()).chain(codes).collect::<Vec<_>>().join(" ")
    }
}
