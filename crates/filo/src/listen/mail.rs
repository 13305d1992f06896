//! Mailboxes: messages put together to conversations by what they answer, else by subject and customer.

use std::collections::BTreeMap;

use filo_intake::read::Reader;
use filo_intake::row::{Reason, Row, SetApart, Step};
use filo_listen::conversation::Side;
use filo_model::digest::Digest;
use filo_model::email::Email;
use filo_model::moment::{DateOrder, Moment, MomentHabits};
use jiff::tz::TimeZone;

use crate::listen::input::{Gathered, Held, Note};
use crate::listen::talk::{Company, Party, Said, Talk, department};
use crate::problem::{Problem, Result};

/// What is read of a message, by the names of the reader of mail.
const WANTED: [&str; 14] = [
    "message_id",
    "in_reply_to",
    "references",
    "about_message",
    "at",
    "from",
    "from_name",
    "to",
    "cc",
    "subject",
    "text",
    "automatic",
    "kind",
    "channel",
];

/// The columns to ask the reader for.
#[must_use]
pub fn wanted() -> Vec<String> {
    WANTED.iter().map(|&name| name.to_owned()).collect()
}

/// A message, with what tells its conversation.
struct Mail {
    id: String,
    answers: Vec<String>,
    subject: String,
    is_certified: bool,
    said: Said,
}

/// Reads all messages and puts them together.
///
/// # Errors
/// Where the file cannot be read on, or holds more than may be held.
pub fn gather(mut reader: Box<dyn Reader>, company: &[String], mut held: Held) -> Result<Gathered> {
    let (mut mails, mut apart, mut copies) = (Vec::new(), Vec::new(), 0_u64);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut row = Row::default();
    loop {
        let step = reader.step(&mut row);
        match step.map_err(|error| Problem::new("listen-read").caused_by(error))? {
            Step::End => break,
            Step::SetApart(one) => apart.push(one),
            Step::Row => match mail(&row) {
                Err(reason) => apart.push(SetApart::from_bytes(row.line, reason, b"")),
                Ok(mail) if !mail.id.is_empty() && seen.contains_key(&mail.id) => copies += 1,
                Ok(mail) => {
                    held.add(
                        mail.said.bytes() + mail.answers.iter().map(String::len).sum::<usize>(),
                    )?;
                    seen.insert(mail.id.clone(), mails.len());
                    mails.push(mail);
                }
            },
        }
    }
    let mut groups = Groups::of(&mails);
    let mut notes = Vec::new();
    let mut company = Company::of(company);
    if company.is_unknown() {
        let talks = groups.lists();
        let talks = talks.iter().map(|talk| talk.iter().map(|mail| &mails[*mail].said).collect());
        company = Company::found(talks).unwrap_or_default();
        if !company.is_unknown() {
            notes.push(Note { key: "listen-company", value: company.names() });
        }
    }
    groups.join_by_subject(&mails, &company);
    if copies > 0 {
        notes.push(Note { key: "listen-copies", value: copies.to_string() });
    }
    let talks = talks(mails, &mut groups);
    Ok(Gathered::new(talks, company, apart, notes))
}

fn mail(row: &Row) -> Result<Mail, Reason> {
    let value = |name: &str| {
        WANTED.iter().position(|wanted| *wanted == name).map_or("", |slot| row.value(slot))
    };
    let is_system = !value("automatic").is_empty() || value("kind") == "receipt";
    let from = Email::parse(value("from"));
    let speaker = from.as_ref().map(|from| {
        // Behind an address that several share the name tells who writes.
        let name = if from.is_shared_mailbox() { value("from_name") } else { "" };
        format!("{} {}", from.as_str(), name.to_lowercase())
    });
    let department = from.as_ref().and_then(|from| department(from.local_part()));
    let party = match from {
        _ if is_system => Party::Side(Side::System),
        Some(from) => Party::Address(from),
        None => return Err(Reason::Missing { field: "from" }),
    };
    let addresses = |list: &str| list.split(';').filter_map(Email::parse).collect::<Vec<_>>();
    let ids = ["in_reply_to", "references", "about_message"].map(value);
    let ids = ids.iter().flat_map(|list| list.split([';', ' '])).map(plain);
    // A time without an offset is taken as it stands, as in conversations one a line.
    let habits = MomentHabits { zone: TimeZone::UTC, order: DateOrder::Auto };
    Ok(Mail {
        id: plain(value("message_id")),
        answers: ids.filter(|id| !id.is_empty()).collect(),
        subject: bare(value("subject")),
        is_certified: value("channel") == "pec",
        said: Said {
            from: party,
            to: [addresses(value("to")), addresses(value("cc"))].concat(),
            speaker,
            department: department.map(str::to_owned),
            at: Moment::parse(value("at"), &habits).ok(),
            language: None,
            text: value("text").trim().to_owned(),
        },
    })
}

fn plain(id: &str) -> String {
    id.trim().trim_matches(['<', '>']).to_owned()
}

/// What programs and people write before the subject of an answer or of what they pass on.
const PREFIXES: [&str; 9] = ["re", "r", "rif", "i", "fw", "fwd", "inoltro", "aw", "ris"];

/// A subject in small letters, without what answers put before it.
fn bare(subject: &str) -> String {
    let folded = subject.to_lowercase();
    let mut rest = folded.trim();
    while let Some((before, after)) = rest.split_once(':') {
        let before = before.trim_end().trim_end_matches(|last: char| {
            last.is_ascii_digit() || matches!(last, '[' | ']' | '(' | ')')
        });
        if !PREFIXES.contains(&before.trim_end()) {
            break;
        }
        rest = after.trim_start();
    }
    rest.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Which messages belong together: each names another, up to the one that names itself.
struct Groups {
    /// By message, then by id that is only named.
    parents: Vec<usize>,
    messages: usize,
}

impl Groups {
    fn of(mails: &[Mail]) -> Self {
        let mut groups = Self { parents: (0..mails.len()).collect(), messages: mails.len() };
        let own = mails.iter().enumerate().filter(|(_, mail)| !mail.id.is_empty());
        let mut places: BTreeMap<&str, usize> =
            own.map(|(place, mail)| (mail.id.as_str(), place)).collect();
        for (place, mail) in mails.iter().enumerate() {
            for id in &mail.answers {
                // Two answers to a message that is not there belong together too.
                let other = *places.entry(id).or_insert_with(|| {
                    groups.parents.push(groups.parents.len());
                    groups.parents.len() - 1
                });
                groups.join(place, other);
            }
        }
        groups
    }

    fn root(&mut self, mut place: usize) -> usize {
        while self.parents[place] != place {
            self.parents[place] = self.parents[self.parents[place]];
            place = self.parents[place];
        }
        place
    }

    /// The earlier of two roots stays one.
    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.parents[one.max(other)] = one.min(other);
    }

    /// The messages of each group, groups and messages in the order of the file.
    fn lists(&mut self) -> Vec<Vec<usize>> {
        let mut lists: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for place in 0..self.messages {
            lists.entry(self.root(place)).or_default().push(place);
        }
        lists.into_values().collect()
    }

    /// A message that answers none belongs to the conversation with its subject and its customer.
    fn join_by_subject(&mut self, mails: &[Mail], company: &Company) {
        let mut firsts: BTreeMap<(&str, &Email), usize> = BTreeMap::new();
        let keys: Vec<Option<(&str, &Email)>> = mails
            .iter()
            .map(|mail| Some((mail.subject.as_str(), outside(&mail.said, company)?)))
            .collect();
        for (place, key) in keys.iter().enumerate() {
            if let Some(key) = key.filter(|(subject, _)| !subject.is_empty()) {
                firsts.entry(key).or_insert(place);
            }
        }
        for (place, key) in
            keys.iter().enumerate().filter(|(place, _)| mails[*place].answers.is_empty())
        {
            if let Some(first) = key.and_then(|key| firsts.get(&key)) {
                self.join(place, *first);
            }
        }
    }
}

/// Who of a message is not the company.
fn outside<'a>(said: &'a Said, company: &Company) -> Option<&'a Email> {
    let from = match &said.from {
        Party::Address(from) => Some(from),
        Party::Side(_) => None,
    };
    from.into_iter().chain(&said.to).find(|email| !company.has(email))
}

fn talks(mails: Vec<Mail>, groups: &mut Groups) -> Vec<Talk> {
    let lists = groups.lists();
    let mut mails: Vec<Option<Mail>> = mails.into_iter().map(Some).collect();
    let mut talks = Vec::with_capacity(lists.len());
    for (number, list) in lists.into_iter().enumerate() {
        let of: Vec<Mail> = list.into_iter().filter_map(|place| mails[place].take()).collect();
        // The same conversation has the same name in every file that begins with the same message.
        let first = of.iter().find(|mail| !mail.id.is_empty());
        let id = first.map_or_else(
            || format!("mail-{}", number + 1),
            |mail| format!("mail-{:012x}", Digest::of(mail.id.as_bytes()).short() >> 16),
        );
        let is_certified = of.iter().any(|mail| mail.is_certified);
        talks.push(Talk {
            id,
            channel: Some(if is_certified { "pec" } else { "email" }.to_owned()),
            said: of.into_iter().map(|mail| mail.said).collect(),
        });
    }
    talks
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn a_subject_loses_what_answers_put_before_it() {
        for (subject, left) in [
            ("Re: R: I: Fwd: Modem guasto", "modem guasto"),
            ("RE[2]: Modem  guasto", "modem guasto"),
            ("Rif: Pratica 12: aggiornamento", "pratica 12: aggiornamento"),
            ("Reso: quando?", "reso: quando?"),
            ("re:", ""),
        ] {
            assert_eq!(bare(subject), left, "{subject}");
        }
    }
}
