//! What an electronic invoice or a receipt says, gathered from its elements.
//!
//! Source: format 1.2.x of the electronic invoice and its simplified form 1.0, and the messages of
//! the exchange system, as published by the Italian tax authority. Elements are known by their local
//! names, so that any prefix will do.

use rust_decimal::Decimal;

use super::receipt::{Receipt, Verdict};
use super::tags::Tag;

/// Bodies, lines, links and instalments of a file, at most: the exchange system takes files of 5 MB.
const PARTS_MAX: usize = 100_000;

/// A document, by its root element.
#[derive(Debug)]
pub(super) enum Document {
    Invoices(Box<Invoices>),
    Receipt(Box<Receipt>),
    /// A companion of the files, about nobody.
    Companion,
}

impl Document {
    /// An empty document of a root element; `None` for one that is not read.
    pub(super) fn of_root(root: Tag) -> Option<Self> {
        if let Some(verdict) = Verdict::of_root(root) {
            return Some(Self::Receipt(Box::new(Receipt::new(verdict))));
        }
        match root {
            Tag::FatturaElettronica | Tag::FatturaElettronicaSemplificata => {
                Some(Self::Invoices(Box::default()))
            }
            Tag::MetadatiInvioFile | Tag::FileMetadati => Some(Self::Companion),
            _ => None,
        }
    }

    /// An element begins; false where the document has more parts than any real one.
    pub(super) fn begin(&mut self, path: &[Tag]) -> bool {
        if let Self::Invoices(invoices) = self {
            invoices.begin(path);
            return invoices.parts <= PARTS_MAX;
        }
        true
    }

    /// The text of an element without others inside.
    pub(super) fn value(&mut self, path: &[Tag], text: &str) {
        match self {
            Self::Invoices(invoices) => invoices.value(path, text),
            Self::Receipt(receipt) => receipt.value(path, text),
            Self::Companion => {}
        }
    }
}

/// One file: who sent it, to whom, and its documents.
#[derive(Debug, Default)]
pub(super) struct Invoices {
    pub(super) sender: TaxNumber,
    pub(super) progressive: String,
    pub(super) supplier: TaxNumber,
    pub(super) customer: Customer,
    pub(super) bodies: Vec<Body>,
    parts: usize,
}

/// A VAT number with its country.
#[derive(Debug, Default)]
pub(super) struct TaxNumber {
    pub(super) country: String,
    pub(super) code: String,
}

/// Whom the documents are for.
#[derive(Debug, Default)]
pub(super) struct Customer {
    pub(super) vat: TaxNumber,
    pub(super) tax_code: String,
    pub(super) company: String,
    pub(super) first_name: String,
    pub(super) last_name: String,
    pub(super) pec: String,
    pub(super) street: String,
    pub(super) house_number: String,
    pub(super) postcode: String,
    pub(super) city: String,
    pub(super) province: String,
}

/// One document.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) kind: String,
    pub(super) currency: String,
    pub(super) date: String,
    pub(super) number: String,
    pub(super) total: String,
    pub(super) rounding: String,
    pub(super) withheld: Vec<String>,
    pub(super) causal: String,
    pub(super) contract: String,
    pub(super) links: Vec<Link>,
    pub(super) lines: Vec<Line>,
    pub(super) sums: Vec<Sum>,
    /// The instalments of each block of payment data.
    pub(super) payments: Vec<Vec<Instalment>>,
    /// The first and last day of all lines, once the document is complete.
    pub(super) period: (String, String),
}

/// An invoice that a document refers to.
#[derive(Debug, Default)]
pub(super) struct Link {
    pub(super) number: String,
    /// The lines of this document that are about it; none stands for all.
    pub(super) lines: Vec<String>,
    /// What is taken back of it, once the document is complete.
    pub(super) amount: Option<Decimal>,
}

/// A line of a document.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) number: String,
    pub(super) net: String,
    pub(super) rate: String,
    /// With tax, as simplified invoices say it.
    pub(super) gross: String,
    pub(super) from: String,
    pub(super) to: String,
}

/// What a document says by rate of tax.
#[derive(Debug, Default)]
pub(super) struct Sum {
    pub(super) net: String,
    pub(super) tax: String,
    /// `S`: the customer, a public body, pays the tax to the state and not to the supplier.
    pub(super) due: String,
}

/// One instalment.
#[derive(Debug, Default)]
pub(super) struct Instalment {
    pub(super) method: String,
    pub(super) terms_from: String,
    pub(super) terms_days: String,
    pub(super) due: String,
    pub(super) amount: String,
    pub(super) code: String,
}

/// The text of an element that stands once; a second one is not looked at.
fn once(place: &mut String, text: &str) {
    if place.is_empty() {
        place.push_str(text);
    }
}

impl Invoices {
    fn begin(&mut self, path: &[Tag]) {
        if let [_, Tag::FatturaElettronicaBody] = path {
            self.bodies.push(Body::default());
            self.parts += 1;
        }
        let Some(body) = self.bodies.last_mut() else { return };
        match path {
            [.., Tag::DatiFattureCollegate | Tag::DatiFatturaRettificata] => {
                body.links.push(Link::default());
            }
            [.., Tag::DettaglioLinee] => body.lines.push(Line::default()),
            [.., Tag::DatiRiepilogo] => body.sums.push(Sum::default()),
            [.., Tag::DatiPagamento] => body.payments.push(Vec::new()),
            [.., Tag::DatiPagamento, Tag::DettaglioPagamento] => {
                body.payments
                    .last_mut()
                    .into_iter()
                    .for_each(|block| block.push(Instalment::default()));
            }
            _ => return,
        }
        self.parts += 1;
    }

    fn value(&mut self, path: &[Tag], text: &str) {
        match path {
            [_, Tag::FatturaElettronicaBody, inside @ ..] => {
                if let Some(body) = self.bodies.last_mut() {
                    body.value(inside, text);
                }
            }
            [_, _, Tag::DatiTrasmissione, Tag::IdTrasmittente, part] => {
                self.sender.value(*part, text);
            }
            [_, _, Tag::DatiTrasmissione, Tag::ProgressivoInvio] => {
                once(&mut self.progressive, text);
            }
            [_, _, Tag::DatiTrasmissione, Tag::PECDestinatario] => {
                once(&mut self.customer.pec, text);
            }
            [_, _, Tag::CedentePrestatore, Tag::DatiAnagrafici, Tag::IdFiscaleIVA, part]
            | [_, _, Tag::CedentePrestatore, Tag::IdFiscaleIVA, part] => {
                self.supplier.value(*part, text);
            }
            [_, _, Tag::CessionarioCommittente, inside @ ..] => self.customer.value(inside, text),
            _ => {}
        }
    }
}

impl TaxNumber {
    fn value(&mut self, part: Tag, text: &str) {
        match part {
            Tag::IdPaese => once(&mut self.country, text),
            Tag::IdCodice => once(&mut self.code, text),
            _ => {}
        }
    }

    /// Country and number in one.
    pub(super) fn joined(&self) -> String {
        format!("{}{}", self.country, self.code).to_uppercase()
    }
}

impl Customer {
    /// The bytes of all that is said of the customer.
    pub(super) fn bytes(&self) -> usize {
        let address =
            [&self.street, &self.house_number, &self.postcode, &self.city, &self.province];
        let names = [&self.company, &self.first_name, &self.last_name, &self.pec, &self.tax_code];
        let all = address.iter().chain(&names).map(|text| text.len());
        all.sum::<usize>() + self.vat.code.len() + self.vat.country.len()
    }

    fn value(&mut self, path: &[Tag], text: &str) {
        let place = match path {
            [Tag::DatiAnagrafici | Tag::IdentificativiFiscali, Tag::IdFiscaleIVA, part] => {
                return self.vat.value(*part, text);
            }
            [Tag::DatiAnagrafici | Tag::IdentificativiFiscali, Tag::CodiceFiscale] => {
                &mut self.tax_code
            }
            [Tag::DatiAnagrafici, Tag::Anagrafica, part] | [Tag::AltriDatiIdentificativi, part] => {
                match part {
                    Tag::Denominazione => &mut self.company,
                    Tag::Nome => &mut self.first_name,
                    Tag::Cognome => &mut self.last_name,
                    _ => return,
                }
            }
            [Tag::Sede, part] | [Tag::AltriDatiIdentificativi, Tag::Sede, part] => match part {
                Tag::Indirizzo => &mut self.street,
                Tag::NumeroCivico => &mut self.house_number,
                Tag::CAP => &mut self.postcode,
                Tag::Comune => &mut self.city,
                Tag::Provincia => &mut self.province,
                _ => return,
            },
            _ => return,
        };
        once(place, text);
    }
}

impl Body {
    fn value(&mut self, path: &[Tag], text: &str) {
        match path {
            [Tag::DatiGenerali, inside @ ..] => self.general(inside, text),
            [Tag::DatiBeniServizi, Tag::DettaglioLinee, part] => {
                let Some(line) = self.lines.last_mut() else { return };
                match part {
                    Tag::NumeroLinea => once(&mut line.number, text),
                    Tag::PrezzoTotale => once(&mut line.net, text),
                    Tag::AliquotaIVA => once(&mut line.rate, text),
                    Tag::DataInizioPeriodo => once(&mut line.from, text),
                    Tag::DataFinePeriodo => once(&mut line.to, text),
                    _ => {}
                }
            }
            [Tag::DatiBeniServizi, Tag::DatiRiepilogo, part] => {
                let Some(sum) = self.sums.last_mut() else { return };
                match part {
                    Tag::ImponibileImporto => once(&mut sum.net, text),
                    Tag::Imposta => once(&mut sum.tax, text),
                    Tag::EsigibilitaIVA => once(&mut sum.due, text),
                    _ => {}
                }
            }
            [Tag::DatiBeniServizi, Tag::Importo] => {
                self.lines.push(Line { gross: text.to_owned(), ..Line::default() });
            }
            [Tag::DatiPagamento, Tag::DettaglioPagamento, part] => {
                let Some(one) = self.payments.last_mut().and_then(|block| block.last_mut()) else {
                    return;
                };
                one.value(*part, text);
            }
            _ => {}
        }
    }

    fn general(&mut self, path: &[Tag], text: &str) {
        match path {
            [Tag::DatiGeneraliDocumento, part] => match part {
                Tag::TipoDocumento => once(&mut self.kind, text),
                Tag::Divisa => once(&mut self.currency, text),
                Tag::Data => once(&mut self.date, text),
                Tag::Numero => once(&mut self.number, text),
                Tag::ImportoTotaleDocumento => once(&mut self.total, text),
                Tag::Arrotondamento => once(&mut self.rounding, text),
                Tag::Causale => {
                    if !self.causal.is_empty() {
                        self.causal.push(' ');
                    }
                    self.causal.push_str(text);
                }
                _ => {}
            },
            [Tag::DatiGeneraliDocumento, Tag::DatiRitenuta, Tag::ImportoRitenuta] => {
                self.withheld.push(text.to_owned());
            }
            [Tag::DatiContratto, Tag::IdDocumento] => once(&mut self.contract, text),
            [Tag::DatiFattureCollegate, part] | [Tag::DatiFatturaRettificata, part] => {
                let Some(link) = self.links.last_mut() else { return };
                match part {
                    Tag::IdDocumento | Tag::NumeroFR => once(&mut link.number, text),
                    Tag::RiferimentoNumeroLinea => link.lines.push(text.to_owned()),
                    _ => {}
                }
            }
            _ => {}
        }
    }
}

impl Instalment {
    fn value(&mut self, part: Tag, text: &str) {
        match part {
            Tag::ModalitaPagamento => once(&mut self.method, text),
            Tag::DataRiferimentoTerminiPagamento => once(&mut self.terms_from, text),
            Tag::GiorniTerminiPagamento => once(&mut self.terms_days, text),
            Tag::DataScadenzaPagamento => once(&mut self.due, text),
            Tag::ImportoPagamento => once(&mut self.amount, text),
            Tag::CodicePagamento => once(&mut self.code, text),
            _ => {}
        }
    }
}
