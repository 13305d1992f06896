//! Tables: rows put together to conversations, their columns found by what they are called in Italian
//! and in English.

use std::collections::BTreeMap;

use filo_intake::read::Opened;
use filo_intake::read::mail::html_to_text;
use filo_intake::row::{Reason, Row, SetApart, Step};
use filo_listen::conversation::{Language, Side};
use filo_model::email::Email;
use filo_model::moment::{DateOrder, Moment, MomentHabits};
use filo_model::words;
use jiff::tz::TimeZone;

use crate::listen::input::{Choices, Gathered, Held, Note};
use crate::listen::talk::{Company, Party, Said, Talk, department};
use crate::problem::{Problem, Result};

words! {
    /// What a column of a table holds.
    Field {
        /// Which conversation a row belongs to.
        Conversation = "conversation",
        /// Who speaks: a side, or an address.
        Side = "side",
        /// What was said.
        Text = "text",
        /// When, or on which day.
        At = "at",
        /// The time of day, where it stands apart.
        Clock = "clock",
        /// The department that speaks.
        Department = "department",
        /// Who of the company speaks.
        Agent = "agent",
        /// The language.
        Language = "language",
        /// By what the conversation is held.
        Channel = "channel",
    }
}

/// What columns are called, folded, parted by commas; the earlier names are preferred.
const NAMES: [(Field, &str); 9] = [
    (
        Field::Conversation,
        "conversation, conversation id, conversazione, id conversazione, ticket, ticket \
      id, id ticket, ticket number, numero ticket, case, case id, case number, caso, \
      id caso, pratica, id pratica, numero pratica, segnalazione, id segnalazione, \
      thread, thread id, chat, chat id, id chat, session id",
    ),
    (
        Field::Side,
        "side, lato, direction, direzione, verso, role, ruolo, author role, ruolo \
      autore, sender type, tipo mittente, author type, from, da, sender, mittente, \
      author, autore, speaker, parlante, who, chi",
    ),
    (
        Field::Text,
        "text, testo, message, messaggio, message text, testo messaggio, body, corpo, \
      content, contenuto, comment, commento, transcript, trascrizione",
    ),
    (
        Field::At,
        "at, timestamp, datetime, date time, data ora, data e ora, sent at, created at, \
      created, inviato il, creato il, data invio, date, data, day, giorno, when, \
      quando, time, ora",
    ),
    (Field::Clock, "time, ora, orario, clock"),
    (
        Field::Department,
        "department, reparto, dipartimento, ufficio, office, team, group, gruppo, \
      queue, coda",
    ),
    (
        Field::Agent,
        "agent, agente, agent id, id agente, agent name, operator, operatore, \
      operatrice, assignee, assegnatario, addetto",
    ),
    (Field::Language, "language, lingua, lang, locale"),
    (Field::Channel, "channel, canale"),
];

/// What a side is called, folded alike.
const SIDES: [(Side, &str); 3] = [
    (
        Side::Customer,
        "customer, cliente, client, utente, user, end user, contact, contatto, visitor, \
      visitatore, consumer, consumatore, inbound, incoming, in, in arrivo, entrata, \
      in entrata, ricevuto, ricevuta, received, c",
    ),
    (
        Side::Company,
        "company, azienda, agent, agente, operator, operatore, operatrice, support, \
      supporto, assistenza, staff, employee, dipendente, outbound, outgoing, out, \
      uscita, in uscita, inviato, inviata, sent, customer service, servizio clienti",
    ),
    (
        Side::System,
        "system, sistema, bot, chatbot, automatic, automatico, automatica, auto, \
      automation, s",
    ),
];

/// A name without case, accents and the marks between its words.
fn fold(name: &str) -> String {
    let letters = name.to_lowercase();
    let letters = letters.replace(['à', 'á'], "a").replace(['è', 'é'], "e");
    let words = letters.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Which column holds what, by the columns' names.
#[derive(Debug)]
struct Columns(Vec<(String, Field)>);

impl Columns {
    fn find(names: &[String], chosen: &[(Field, String)]) -> Result<Self> {
        let mut found: Vec<(String, Field)> = Vec::new();
        for (field, header) in chosen {
            let name = names.iter().find(|name| *name == header);
            let name = name.or_else(|| names.iter().find(|name| fold(name) == fold(header)));
            let name = name.ok_or_else(|| Problem::new("listen-column").with("header", header))?;
            found.push((name.clone(), *field));
        }
        for field in Field::ALL {
            if found.iter().any(|(_, known)| known == field) {
                continue;
            }
            let is_free = |name: &&String| found.iter().all(|(taken, _)| taken != *name);
            let called =
                |known: &str| names.iter().filter(is_free).find(|name| fold(name) == known);
            let known = NAMES.iter().filter(|(known, _)| known == field);
            if let Some(name) = known.flat_map(|(_, names)| names.split(", ")).find_map(called) {
                found.push((name.clone(), *field));
            }
        }
        let columns = Self(found);
        for field in [Field::Text, Field::Side] {
            if !columns.has(field) {
                // The names are not told: where the file has no header they are somebody's words.
                return Err(Problem::new("listen-columns")
                    .with("field", field.name())
                    .with("count", names.len()));
            }
        }
        Ok(columns)
    }

    fn has(&self, field: Field) -> bool {
        self.0.iter().any(|(_, known)| *known == field)
    }
}

/// The values of a row by what they are.
#[derive(Debug, Default)]
struct Values([String; Field::ALL.len()]);

impl Values {
    fn of(row: &Row, columns: &Columns) -> Self {
        let mut values = Self::default();
        for (name, value) in row.rest() {
            if let Some((_, field)) = columns.0.iter().find(|(known, _)| known == name) {
                value.trim().clone_into(&mut values.0[*field as usize]);
            }
        }
        values
    }

    fn get(&self, field: Field) -> &str {
        &self.0[field as usize]
    }

    fn take(&mut self, field: Field) -> Option<String> {
        Some(std::mem::take(&mut self.0[field as usize])).filter(|value| !value.is_empty())
    }
}

/// Reads all rows and puts them together.
///
/// # Errors
/// Where a column is missing, the file cannot be read on, or holds more than may be held.
pub fn gather(mut opened: Opened, choices: &Choices, mut held: Held) -> Result<Gathered> {
    let columns = Columns::find(&opened.columns, &choices.columns)?;
    let is_one = !columns.has(Field::Conversation);
    let (mut talks, mut apart, mut timeless) = (Vec::<Talk>::new(), Vec::new(), 0_u64);
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut row = Row::default();
    loop {
        let step = opened.reader.step(&mut row);
        match step.map_err(|error| Problem::new("listen-read").caused_by(error))? {
            Step::End => break,
            Step::SetApart(one) => apart.push(one),
            Step::Row => {
                let mut values = Values::of(&row, &columns);
                let name = values.take(Field::Conversation);
                let read = said(&mut values).and_then(|read| match (&name, is_one) {
                    (None, false) => Err(Reason::Missing { field: "conversation" }),
                    _ => Ok(read),
                });
                let said = match read {
                    Ok(said) => said,
                    Err(reason) => {
                        apart.push(SetApart::from_bytes(row.line, reason, b""));
                        continue;
                    }
                };
                timeless += u64::from(said.at.is_none() && !values.get(Field::At).is_empty());
                held.add(said.bytes())?;
                let name = name.unwrap_or_default();
                let place = *places.entry(name).or_insert_with_key(|name| {
                    let number = talks.len() + 1;
                    // A conversation may be called after its customer's address.
                    let is_safe = !name.is_empty() && !name.contains('@');
                    let id = if is_safe { name.clone() } else { format!("csv-{number}") };
                    talks.push(Talk { id, channel: None, said: Vec::new() });
                    number - 1
                });
                let talk = &mut talks[place];
                talk.channel = talk.channel.take().or_else(|| values.take(Field::Channel));
                talk.said.push(said);
            }
        }
    }
    let mut notes = Vec::new();
    if is_one && !talks.is_empty() {
        notes.push(Note { key: "listen-one", value: String::new() });
    }
    if timeless > 0 {
        notes.push(Note { key: "listen-timeless", value: timeless.to_string() });
    }
    let is_address = |said: &Said| matches!(said.from, Party::Address(_));
    let mut company = Company::of(&choices.company);
    if company.is_unknown() && talks.iter().flat_map(|talk| &talk.said).any(is_address) {
        let talks = talks.iter().map(|talk| talk.said.iter().collect());
        company = Company::found(talks).unwrap_or_default();
        notes.push(Note { key: "listen-company", value: company.names() });
    }
    Ok(Gathered::new(talks, company, apart, notes))
}

/// The message of a row.
fn said(values: &mut Values) -> std::result::Result<Said, Reason> {
    let from = party(values.get(Field::Side))?;
    let text = values.take(Field::Text).ok_or(Reason::Missing { field: "text" })?;
    let text = if is_html(&text) { html_to_text(&text).trim().to_owned() } else { text };
    let habits = MomentHabits { zone: TimeZone::UTC, order: DateOrder::Auto };
    let at = values.get(Field::At);
    let at = match values.get(Field::Clock) {
        "" => Moment::parse(at, &habits),
        clock => {
            Moment::parse(&format!("{at} {clock}"), &habits).or_else(|_| Moment::parse(at, &habits))
        }
    };
    let address = match &from {
        Party::Address(from) => Some(from.as_str().to_owned()),
        Party::Side(_) => None,
    };
    let team = values.take(Field::Department);
    let language = values.get(Field::Language).get(..2).map(str::to_lowercase);
    Ok(Said {
        from,
        to: Vec::new(),
        speaker: values.take(Field::Agent).or(address),
        department: team.map(|team| department(&team).map_or(team, str::to_owned)),
        at: at.ok(),
        language: language.and_then(|code| Language::from_name(&code)),
        text,
    })
}

fn party(value: &str) -> std::result::Result<Party, Reason> {
    if value.is_empty() {
        return Err(Reason::Missing { field: "side" });
    }
    let folded = fold(value);
    let side = SIDES.iter().find(|(_, names)| names.split(", ").any(|name| name == folded));
    match (side, Email::parse(value)) {
        (Some((side, _)), _) => Ok(Party::Side(*side)),
        (None, Some(address)) => Ok(Party::Address(address)),
        (None, None) => Err(Reason::Unmapped { field: "side" }),
    }
}

/// Whether a text is markup, as systems of tickets export it.
fn is_html(text: &str) -> bool {
    const TAGS: [&str; 7] = ["<p>", "<p ", "<br", "<div", "</p>", "</span>", "<html"];
    let folded = text.to_ascii_lowercase();
    TAGS.iter().any(|tag| folded.contains(tag)) && folded.contains('>')
}
