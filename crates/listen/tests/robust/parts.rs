//! Signatures, disclaimers and earlier mail change nothing.

use std::ops::Range;

use filo_listen::conversation::{Conversation, Language};
use filo_listen::kind::{DynamicKind, SignalKind};

use crate::train::{Talk, listener, talks};

/// By message, what it shows, where it is quoted, how probable it is.
type Signals = Vec<(usize, SignalKind, String, u32)>;
/// Which dynamic, in which messages, with which quotes, how probable it is.
type Dynamics = Vec<(DynamicKind, Vec<usize>, Vec<String>, u32)>;

fn shown(conversation: &Conversation) -> (Signals, Dynamics) {
    let heard = listener().listen(conversation);
    let quote = |message: usize, place: &Range<usize>| {
        conversation.messages[message].text[place.clone()].to_owned()
    };
    let signals = heard.signals.iter().map(|one| {
        (one.message, one.kind, quote(one.message, &one.quote), one.probability.to_bits())
    });
    let dynamics = heard.dynamics.iter().map(|one| {
        let quotes = one.quotes.iter().map(|one| quote(one.message, &one.place));
        (one.kind, one.messages.clone(), quotes.collect(), one.probability.to_bits())
    });
    (signals.collect(), dynamics.collect())
}

/// What a mail program, a person or a lawyer puts behind a message.
const ITALIAN: &[&str] = &[
    "\n\n-- \nLucia Ferri\nUfficio Reclami, non siamo responsabili dei ritardi\nTel. 02 5550 1234",
    "\n--\nFerri Impianti s.r.l.\nCi scusiamo fin d'ora per eventuali disagi.\nVi richiameremo entro domani.",
    "\n\nInviato da iPhone",
    "\n\nInviato dal mio telefono Android con Libero Mail",
    "\n\nOttieni Outlook per iOS",
    "\n\n________________________________\nLucia Ferri | Assistenza | www.esempio.it",
    "\n\nAVVISO DI RISERVATEZZA: questo messaggio è riservato. Se lo ha ricevuto per errore deve distruggerlo e richiamarci.",
    "\n\nLe informazioni contenute in questo messaggio sono riservate e destinate al solo destinatario. Se avete ricevuto la mail per errore, Vi preghiamo di rispedirla al mittente.",
    "\n\nQuesto messaggio e gli eventuali allegati sono riservati. È vietata la diffusione; ci riserviamo di rivolgerci al nostro legale.",
    "\n\nAi sensi del Regolamento UE 2016/679 i dati non possono essere comunicati. Deve scrivere al responsabile per opporsi.",
    "\n\nPrima di stampare questa mail pensa all'ambiente.",
    "\n\nRispetta l'ambiente: non stampare questa mail se non è necessario.",
    "\n\nIl giorno lun 2 mar 2026 alle ore 09:14 Servizio Clienti <info@esempio.it> ha scritto:\n\n> Gentile cliente,\n> purtroppo non è possibile rimborsarla.\n> Deve rivolgersi all'ufficio tecnico.",
    "\n\nIl giorno lunedì 2 marzo 2026 alle ore 09:14 Servizio Clienti Esempio\n<info@esempio.it> ha scritto:\n\n> La sua richiesta è stata respinta.\n>> È la terza volta che vi scrivo!",
    "\n\nIl 02/03/2026 09:14, Servizio Clienti ha scritto:\n> Le faremo sapere entro venerdì.",
    "\n\nIl lun 2 mar 2026, 09:14 Servizio Clienti <info@esempio.it> ha scritto:\n> Non è di nostra competenza.",
    "\n\nDa: Servizio Clienti <info@esempio.it>\nInviato: lunedì 2 marzo 2026 09:14\nA: Mario Rossi\nOggetto: R: pratica 4471\n\nGentile cliente,\nnon possiamo accettare il reso. Ci scusiamo per il disagio.",
    "\n\n-----Messaggio originale-----\nDa: Mario Rossi [mailto:mario@esempio.it]\nInviato: lunedì 2 marzo 2026 09:14\nA: info@esempio.it\nOggetto: pratica\n\nVi avevo già scritto due volte. Mi rivolgo al mio avvocato.",
    "\n\n---------- Forwarded message ---------\nDa: Servizio Clienti <info@esempio.it>\nDate: lun 2 mar 2026 alle ore 09:14\nSubject: pratica\nTo: <mario@esempio.it>\n\n\nLa sua richiesta è stata respinta.",
    "\n\nInizio messaggio inoltrato:\n\nDa: Servizio Clienti <info@esempio.it>\nOggetto: pratica\nData: 2 marzo 2026 09:14:00 CET\nA: mario@esempio.it\n\nNon è possibile rimborsarla.",
    "\n\n*Da:* Servizio Clienti <info@esempio.it>\n*Inviato:* lunedì 2 marzo 2026 09:14\n*A:* Mario Rossi\n\nNon è possibile rimborsarla.",
    "\n\n________________________________\nDa: Servizio Clienti <info@esempio.it>\nInviato: lunedì 2 marzo 2026\n\nDeve compilare di nuovo il modulo.",
    "\n\n> Il giorno 02 mar 2026, alle ore 09:14, Servizio Clienti <info@esempio.it> ha scritto:\n> \n> Non è possibile rimborsarla.",
];

const ENGLISH: &[&str] = &[
    "\n\n-- \nLucy Ferris\nComplaints Team, we are not responsible for delays\nTel. 020 5550 1234",
    "\n--\nFerris & Sons Ltd\nWe apologise for any inconvenience.\nWe will call you back by tomorrow.",
    "\n\nSent from my iPhone",
    "\n\nSent from my Samsung Galaxy smartphone.",
    "\n\nGet Outlook for Android",
    "\n\n________________________________\nLucy Ferris | Support | www.example.com",
    "\n\nCONFIDENTIALITY NOTICE: you must not copy this. If you are not the intended recipient please call us back and delete it.",
    "\n\nThis e-mail and any attachments are confidential and intended solely for the addressee. If you have received it in error you must notify us and send it back.",
    "\n\nDISCLAIMER\nWe cannot accept any liability for viruses. You will need to check the attachments.",
    "\n\nThe information contained in this email is confidential. We regret that we cannot guarantee its security.",
    "\n\nPlease consider the environment before printing this email.",
    "\n\nIf you are not the intended recipient of this message, you must delete it. We will not be liable.",
    "\n\nOn Mon, 2 Mar 2026 at 09:14, Customer Service <help@example.com> wrote:\n\n> Dear customer,\n> unfortunately we cannot refund you.\n> You will have to contact the technical team.",
    "\n\nOn Mon, Mar 2, 2026 at 9:14 AM Customer Service Example Limited\n<help@example.com> wrote:\n\n> Your request has been turned down.\n>> This is the third time I am writing!",
    "\n\nOn 02/03/2026 09:14, Customer Service wrote:\n> We will let you know by Friday.",
    "\n\nFrom: Customer Service <help@example.com>\nSent: 02 March 2026 09:14\nTo: Mary Ross\nSubject: RE: case 4471\n\nDear Mary,\nwe cannot accept the return. We apologise for the inconvenience.",
    "\n\n-----Original Message-----\nFrom: Mary Ross [mailto:mary@example.com]\nSent: Monday, March 2, 2026 9:14 AM\nTo: help@example.com\nSubject: case\n\nI have already written twice. I am going to my solicitor.",
    "\n\n---------- Forwarded message ---------\nFrom: Customer Service <help@example.com>\nDate: Mon, 2 Mar 2026 at 09:14\nSubject: case\nTo: <mary@example.com>\n\n\nYour request has been turned down.",
    "\n\nBegin forwarded message:\n\nFrom: Customer Service <help@example.com>\nSubject: case\nDate: 2 March 2026 at 09:14:00 GMT\nTo: mary@example.com\n\nWe cannot refund you.",
    "\n\n*From:* Customer Service <help@example.com>\n*Sent:* 02 March 2026 09:14\n*To:* Mary Ross\n\nWe cannot refund you.",
    "\n\n________________________________\nFrom: Customer Service <help@example.com>\nSent: 02 March 2026\n\nYou need to fill in the form again.",
    "\n\n> On 2 Mar 2026, at 09:14, Customer Service <help@example.com> wrote:\n> \n> We cannot refund you.",
];

/// An earlier mail above the answer to it.
const ABOVE: [&str; 4] = [
    "Il giorno lun 2 mar 2026 alle ore 09:14 Servizio Clienti <info@esempio.it> ha scritto:\n> Gentile cliente,\n> purtroppo non è possibile rimborsarla.\n\n",
    "> La sua richiesta è stata respinta.\n> Deve rivolgersi all'ufficio tecnico.\n\n",
    "On Mon, 2 Mar 2026 at 09:14, Customer Service <help@example.com> wrote:\n> Dear customer,\n> unfortunately we cannot refund you.\n\n",
    "> Your request has been turned down.\n> You will have to contact the technical team.\n\n",
];

/// Listens to every conversation with a change to each message, and says in which what is shown is another.
fn changed(change: impl Fn(&Talk, usize, &str) -> String) -> Vec<String> {
    let mut changed = Vec::new();
    for talk in talks() {
        let mut other = talk.conversation.clone();
        for (number, message) in other.messages.iter_mut().enumerate() {
            message.text = change(talk, number, &message.text);
        }
        let (before, after) = (shown(&talk.conversation), shown(&other));
        if before != after {
            let texts: Vec<&str> = other.messages.iter().map(|one| one.text.as_str()).collect();
            changed.push(format!("{}\n{before:?}\n{after:?}\n{texts:#?}", talk.id));
        }
    }
    changed
}

fn assert_none(changed: &[String]) {
    let first = changed.first().map_or("", String::as_str);
    assert!(changed.is_empty(), "{} conversations changed, as\n{first}", changed.len());
}

#[test]
fn what_stands_behind_a_message_is_set_apart() {
    let sentences = |text: &str| listener().reader.read(text).sentences.len();
    for text in ["Va bene.", "va bene", "Va bene, grazie\nA domani"] {
        let tails = ITALIAN.iter().chain(ENGLISH);
        let mut left = tails.filter(|tail| sentences(&format!("{text}{tail}")) != sentences(text));
        assert_eq!(left.next(), None, "behind {text:?}");
    }
}

#[test]
fn what_stands_behind_a_message_changes_nothing() {
    for turn in 0..3 {
        let changed = changed(|talk, number, text| {
            let is_italian = talk.conversation.language == Some(Language::Italian);
            let tails = if is_italian { ITALIAN } else { ENGLISH };
            let place = talk.id.bytes().map(usize::from).sum::<usize>() + 5 * number + 7 * turn;
            format!("{text}{}", tails[place % tails.len()])
        });
        assert_none(&changed);
    }
}

#[test]
fn earlier_mail_above_the_answer_changes_nothing() {
    assert_none(&changed(|talk, number, text| {
        let is_italian = talk.conversation.language == Some(Language::Italian);
        let above = if is_italian { &ABOVE[..2] } else { &ABOVE[2..] };
        format!("{}{text}", above[number % 2])
    }));
}

#[test]
fn a_signature_behind_the_closing_words_changes_nothing() {
    let closed = |talk: &Talk, text: &str| {
        let is_italian = talk.conversation.language == Some(Language::Italian);
        let (closing, name) = if is_italian {
            (
                "Cordiali saluti,",
                "Lucia Ferri\nResponsabile Ufficio Reclami\nTel. 02 5550 1234 - cell. 333 5550123",
            )
        } else {
            ("Kind regards,", "Lucy Ferris\nHead of Complaints\nTel. 020 5550 1234")
        };
        (format!("{text}\n{closing}"), name)
    };
    for talk in talks() {
        let (mut plain, mut signed) = (talk.conversation.clone(), talk.conversation.clone());
        for (plain, signed) in plain.messages.iter_mut().zip(&mut signed.messages) {
            let (text, name) = closed(talk, &plain.text);
            signed.text = format!("{text}\n{name}");
            plain.text = text;
        }
        assert_eq!(shown(&plain), shown(&signed), "{}", talk.id);
    }
}
