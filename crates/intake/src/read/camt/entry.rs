//! One entry of a statement with its transactions, gathered element by element.
//!
//! Source: ISO 20022 messages camt.053 and camt.054, versions 001.02 to 001.08 and later, which differ
//! in where an amount and a party's name stand.

use std::collections::VecDeque;

/// What banks write where there is no reference.
const NO_REFERENCES: &[&str] = &["NOTPROVIDED", "NOT PROVIDED", "NONREF", "NOREF", "N/A"];

/// Structured blocks looked at in one transaction.
const PAID_MAX: usize = 10_000;

/// The most that sharing out a transaction may repeat of it, in bytes.
const REPEATED_BYTES_MAX: usize = 1 << 24;

/// A transaction to be given out.
#[derive(Debug)]
pub(super) struct Finished {
    pub(super) values: Vec<(&'static str, String)>,
    /// A payment of a customer, or one that goes back; no other money.
    pub(super) is_of_customers: bool,
}

/// What the present entry has said so far.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// The currency of the amount that is being read.
    pub(super) currency: String,
    reference: String,
    bank_reference: String,
    amount: (String, String),
    is_debit: bool,
    is_reversal: bool,
    status: String,
    booked: String,
    valued: String,
    codes: Vec<String>,
    transactions: usize,
    /// The transaction being read.
    present: Transaction,
    /// The first one, until it is known whether there are more.
    first: Option<Transaction>,
    finished: VecDeque<Finished>,
}

#[derive(Debug, Default)]
struct Transaction {
    is_debit: Option<bool>,
    bank_reference: String,
    end_to_end: String,
    id: String,
    amount: (String, String),
    /// Amounts that count where the transaction has none of its own.
    other_amounts: [(String, String); 2],
    debtor: String,
    is_firm: bool,
    iban: String,
    words: String,
    /// What it pays, a structured block each.
    paid: Vec<Paid>,
    return_reason: String,
}

/// One thing that a payment says it pays.
#[derive(Debug, Clone, Default)]
struct Paid {
    reference: String,
    document: String,
    amount: String,
}

impl Paid {
    /// The structured reference, else the number of the document.
    fn claim(&self) -> &str {
        if self.reference.is_empty() { &self.document } else { &self.reference }
    }
}

/// The text of an element that stands once.
fn once(place: &mut String, text: &str) {
    if place.is_empty() {
        place.push_str(text);
    }
}

fn join(place: &mut String, text: &str) {
    if !place.is_empty() {
        place.push(' ');
    }
    place.push_str(text);
}

fn is_transaction(path: &[String]) -> bool {
    matches!(path, [details, one] if details == "NtryDtls" && one == "TxDtls")
}

impl Entry {
    /// A transaction that is complete.
    pub(super) fn next_finished(&mut self) -> Option<Finished> {
        self.finished.pop_front()
    }

    /// An element begins.
    pub(super) fn begin(&mut self, path: &[String]) {
        if is_transaction(path) {
            self.transactions += 1;
            self.present = Transaction::default();
            if let Some(first) = self.first.take() {
                self.finish(&first, Some(1));
            }
        } else if let [.., information, block] = path
            && information == "RmtInf"
            && block == "Strd"
            && self.present.paid.len() < PAID_MAX
        {
            self.present.paid.push(Paid::default());
        }
    }

    /// An element ends.
    pub(super) fn close(&mut self, path: &[String]) {
        if is_transaction(path) {
            let present = std::mem::take(&mut self.present);
            if self.transactions == 1 {
                self.first = Some(present);
            } else {
                self.finish(&present, Some(self.transactions));
            }
        }
    }

    /// The entry ends: its only transaction is the whole of it, and so is one that it does not detail.
    pub(super) fn end(&mut self) {
        if let Some(mut only) = self.first.take() {
            if only.best_amount().is_none() {
                only.amount.clone_from(&self.amount);
            }
            self.finish(&only, None);
        } else if self.transactions == 0 {
            let whole = Transaction { amount: self.amount.clone(), ..Transaction::default() };
            self.finish(&whole, None);
        }
    }

    /// The text of an element without others inside.
    pub(super) fn value(&mut self, path: &[String], text: &str) {
        let names: Vec<&str> = path.iter().map(String::as_str).collect();
        match names.as_slice() {
            ["NtryDtls", "TxDtls", inside @ ..] => self.present.value(inside, text, &self.currency),
            ["NtryRef"] => once(&mut self.reference, text),
            ["AcctSvcrRef"] => once(&mut self.bank_reference, text),
            ["Amt"] => self.amount = (text.to_owned(), self.currency.clone()),
            ["CdtDbtInd"] => self.is_debit = text == "DBIT",
            ["RvslInd"] => self.is_reversal = matches!(text, "true" | "1"),
            ["Sts"] | ["Sts", "Cd"] => once(&mut self.status, text),
            ["BookgDt", "Dt" | "DtTm"] => once(&mut self.booked, text),
            ["ValDt", "Dt" | "DtTm"] => once(&mut self.valued, text),
            ["BkTxCd", "Domn", "Cd"]
            | ["BkTxCd", "Domn", "Fmly", "Cd" | "SubFmlyCd"]
            | ["BkTxCd", "Prtry", "Cd"] => self.codes.push(text.to_owned()),
            _ => {}
        }
    }

    fn finish(&mut self, one: &Transaction, place: Option<usize>) {
        let is_debit = one.is_debit.unwrap_or(self.is_debit);
        let goes_back = !one.return_reason.is_empty() || self.is_reversal;
        let is_booked = matches!(self.status.as_str(), "" | "BOOK");
        let is_of_customers = is_booked && is_debit == goes_back;
        let mut values = Vec::new();
        if is_of_customers {
            let at = if self.booked.is_empty() { &self.valued } else { &self.booked };
            let (amount, currency) = one.best_amount().cloned().unwrap_or_default();
            let is_minus = is_debit && !amount.is_empty();
            let amount = if is_minus { format!("-{amount}") } else { amount };
            let claim = one.paid.iter().map(Paid::claim).find(|claim| !claim.is_empty());
            let name = if one.is_firm { "debtor_company" } else { "debtor_name" };
            values = vec![
                ("key", self.key(one, place, at, &amount)),
                ("at", at.clone()),
                ("currency", currency),
                ("reference", claim.unwrap_or_default().to_owned()),
                ("remittance", one.words.clone()),
                ("end_to_end", known(&one.end_to_end).unwrap_or_default().to_owned()),
                (name, one.debtor.clone()),
                ("debtor_iban", one.iban.clone()),
                ("reason", one.return_reason.clone()),
                ("bank_reference", self.bank_reference_of(one).unwrap_or_default().to_owned()),
                ("method", self.codes.join("-")),
                ("amount", amount),
            ];
        }
        let bytes: usize = values.iter().map(|(_, value)| value.len()).sum();
        let is_small = (bytes - one.words.len().min(bytes)) * one.paid.len() < REPEATED_BYTES_MAX;
        if !is_of_customers || !is_small || !one.is_shared_out() {
            self.finished.push_back(Finished { values, is_of_customers });
            return;
        }
        for (place, paid) in one.paid.iter().enumerate() {
            // The words stand with the first.
            let repeated = |(column, _): &&(&str, String)| place == 0 || *column != "remittance";
            let mut values: Vec<_> = values.iter().filter(repeated).cloned().collect();
            for (column, value) in &mut values {
                match *column {
                    "key" if !value.is_empty() => value.push_str(&format!("/{}", place + 1)),
                    "reference" => paid.claim().clone_into(value),
                    "amount" if is_debit => *value = format!("-{}", paid.amount),
                    "amount" => value.clone_from(&paid.amount),
                    _ => {}
                }
            }
            self.finished.push_back(Finished { values, is_of_customers });
        }
    }

    fn bank_reference_of<'a>(&'a self, one: &'a Transaction) -> Option<&'a str> {
        known(&one.bank_reference).or_else(|| known(&self.bank_reference))
    }

    /// What the transaction is known by, in a notification as in the statement after it: the bank's
    /// reference, else the payer's with day and amount; empty where there is neither.
    fn key(&self, one: &Transaction, place: Option<usize>, at: &str, amount: &str) -> String {
        let day = at.get(..10).unwrap_or(at);
        let mut key = if let Some(reference) = self.bank_reference_of(one) {
            reference.to_owned()
        } else if let Some(reference) = known(&one.end_to_end).or_else(|| known(&one.id)) {
            return format!("{reference} {day} {amount}");
        } else if let Some(reference) = known(&self.reference) {
            format!("{reference} {day} {amount}")
        } else {
            return String::new();
        };
        let is_shared =
            known(&one.bank_reference).is_none() || one.bank_reference == self.bank_reference;
        if let Some(place) = place.filter(|_| is_shared) {
            key.push_str(&format!("#{place}"));
        }
        // A payment and its return may share the bank's reference.
        if amount.starts_with('-') {
            key.push('-');
        }
        key
    }
}

/// A reference that is one.
fn known(reference: &str) -> Option<&str> {
    let is_none = reference.is_empty()
        || NO_REFERENCES.iter().any(|none| reference.eq_ignore_ascii_case(none));
    (!is_none).then_some(reference)
}

impl Transaction {
    /// Whether it pays several claims and says how much of each.
    fn is_shared_out(&self) -> bool {
        let is_told = |paid: &Paid| !paid.claim().is_empty() && !paid.amount.is_empty();
        self.paid.len() > 1 && self.paid.iter().all(is_told)
    }

    fn best_amount(&self) -> Option<&(String, String)> {
        let [transaction, instructed] = &self.other_amounts;
        [&self.amount, transaction, instructed].into_iter().find(|(amount, _)| !amount.is_empty())
    }

    fn value(&mut self, path: &[&str], text: &str, currency: &str) {
        let amount = || (text.to_owned(), currency.to_owned());
        match path {
            ["CdtDbtInd"] => self.is_debit = Some(text == "DBIT"),
            ["Amt"] => self.amount = amount(),
            ["AmtDtls", "TxAmt", "Amt"] => self.other_amounts[0] = amount(),
            ["AmtDtls", "InstdAmt", "Amt"] => self.other_amounts[1] = amount(),
            ["Refs", "AcctSvcrRef"] => once(&mut self.bank_reference, text),
            ["Refs", "EndToEndId"] => once(&mut self.end_to_end, text),
            ["Refs", "TxId" | "InstrId"] => once(&mut self.id, text),
            ["RltdPties", "Dbtr", "Nm"] | ["RltdPties", "Dbtr", "Pty", "Nm"] => {
                once(&mut self.debtor, text);
            }
            ["RltdPties", "Dbtr", "Id", "OrgId", ..]
            | ["RltdPties", "Dbtr", "Pty", "Id", "OrgId", ..] => self.is_firm = true,
            ["RltdPties", "DbtrAcct", "Id", "IBAN"]
            | ["RltdPties", "DbtrAcct", "Id", "Othr", "Id"] => once(&mut self.iban, text),
            ["RmtInf", "Ustrd"] | ["RmtInf", "Strd", "AddtlRmtInf"] => join(&mut self.words, text),
            ["RmtInf", "Strd", inside @ ..] => {
                let Some(paid) = self.paid.last_mut() else { return };
                match inside {
                    ["CdtrRefInf", "Ref"] => once(&mut paid.reference, text),
                    ["RfrdDocInf", "Nb"] => once(&mut paid.document, text),
                    ["RfrdDocAmt", "RmtdAmt"] => once(&mut paid.amount, text),
                    _ => {}
                }
            }
            ["RtrInf", "Rsn", "Cd" | "Prtry"] => once(&mut self.return_reason, text),
            _ => {}
        }
    }
}
