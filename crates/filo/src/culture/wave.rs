//! Waves: who is invited and with whom small departments are put together, before anybody answers; codes; ballots.

use std::collections::{BTreeMap, BTreeSet};

use filo_culture::answers::{BLANK, NOT_APPLICABLE};
use filo_culture::ballot::{Answer, Ballot as Answers, RATED_MAX, WORDS_MAX};
use filo_culture::code::{BYTES, Code};
use filo_culture::instrument::{Draft, Form, Instrument};
use filo_disclosure::Threshold;
use filo_model::digest::Digest;
use filo_store::Store;
use filo_store::wave::{Ballot, KeptWave, NewWave, Voice, WaveDepartment};

use super::picture::was_published;
use super::sheet::{Reply, Sheet};
use crate::clock::now;
use crate::config::Config;
use crate::problem::{Problem, Result};
use crate::report::masking::Masking;
use crate::texts::Language;

/// The most letters of a wave's name.
const NAME_MAX: usize = 60;
/// The most people that one department may invite: more is a slip of the finger.
const INVITED_MAX: u32 = 1_000_000;

/// A wave by its name.
///
/// # Errors
/// Where there is none of that name.
pub fn find(store: &Store, name: &str) -> Result<KeptWave> {
    let found = store.wave_list()?.into_iter().find(|wave| wave.name == name);
    found.ok_or_else(|| Problem::new("no-wave").with("wave", name).as_answer())
}

/// Opens a wave of an instrument, for departments that were checked.
///
/// # Errors
/// Where there is a wave of that name, or was one of which figures were published.
pub fn open(
    store: &Store,
    name: &str,
    instrument: &Instrument,
    departments: &[WaveDepartment],
) -> Result<()> {
    if was_published(store, name)? {
        return Err(Problem::new("wave-was-published").with("wave", name));
    }
    let instrument = serde_json::to_string(&**instrument)
        .map_err(|error| Problem::new("output").caused_by(error))?;
    let new = NewWave { name, instrument: &instrument, opened_at: now(), departments };
    Ok(store.wave_open(&new)?)
}

/// A wave by its name, as long as it takes answers.
///
/// # Errors
/// Where there is none of that name, or it is closed.
pub fn find_open(store: &Store, name: &str) -> Result<KeptWave> {
    let wave = find(store, name)?;
    match wave.closed_at {
        None => Ok(wave),
        Some(_) => Err(Problem::new("wave-closed").with("wave", name)),
    }
}

/// The instrument as it was asked in a wave.
///
/// # Errors
/// Where it cannot be read any more.
pub fn instrument(wave: &KeptWave) -> Result<Instrument> {
    let wrong = || Problem::new("wave-instrument").with("wave", &wave.name);
    let draft: Draft =
        serde_json::from_str(&wave.instrument).map_err(|error| wrong().caused_by(error))?;
    Instrument::new(draft).map_err(|error| wrong().caused_by(error))
}

/// The short form of an instrument: the items of its pulse alone, and no question in words.
///
/// # Errors
/// Where it has none.
pub fn short(instrument: &Instrument) -> Result<Instrument> {
    let mut draft = Draft::clone(instrument);
    if draft.pulse.is_empty() {
        return Err(Problem::new("wave-no-pulse"));
    }
    draft.items.retain(|item| draft.pulse.contains(&item.id));
    let asked: BTreeSet<&str> = draft.items.iter().map(|item| &*item.dimension).collect();
    draft.dimensions.retain(|dimension| asked.contains(&*dimension.code));
    draft.closings.retain(|closing| closing.form != Form::Words);
    Instrument::new(draft).map_err(|error| Problem::new("wave-no-pulse").caused_by(error))
}

/// Whether a text can be the name of a wave: letters, figures, `-`, `_` and `.`.
fn is_name(text: &str) -> bool {
    let fits = |letter: char| letter.is_alphanumeric() || "-_.".contains(letter);
    !text.is_empty() && text.chars().count() <= NAME_MAX && text.chars().all(fits)
}

/// Who is invited, as it is said on the command line.
#[derive(Debug, Clone, Default)]
pub struct Invited {
    /// How many people of a department, where it is not what the configuration says.
    pub people: BTreeMap<String, u32>,
    /// Which department is put together with which.
    pub merged: BTreeMap<String, String>,
}

/// Checks the departments of a wave before it opens.
///
/// # Errors
/// Says which department is unknown, has no number of people, or is too small and with none put together.
pub fn departments(
    config: &Config,
    name: &str,
    invited: &Invited,
    threshold: Threshold,
) -> Result<Vec<WaveDepartment>> {
    if !is_name(name) {
        return Err(Problem::new("wave-name").with("wave", name));
    }
    let pairs = invited.merged.iter().flat_map(|(from, into)| [from, into]);
    if let Some(unknown) =
        invited.people.keys().chain(pairs).find(|one| config.department(one).is_none())
    {
        return Err(Problem::new("no-department").with("name", unknown).as_answer());
    }
    let mut departments = Vec::new();
    for department in &config.departments {
        let name = &department.name;
        let people = invited.people.get(name).copied().or(department.people);
        let people = people.ok_or_else(|| Problem::new("wave-people").with("department", name))?;
        if people > INVITED_MAX {
            return Err(Problem::new("wave-people").with("department", name));
        }
        let parent = invited.merged.get(name).cloned();
        departments.push(WaveDepartment { name: name.clone(), invited: people, parent });
    }
    for one in departments.iter().filter(|one| one.invited > 0) {
        let into = one
            .parent
            .as_ref()
            .and_then(|parent| departments.iter().find(|other| &other.name == parent));
        match into {
            Some(parent)
                if parent.parent.is_some() || parent.name == one.name || parent.invited == 0 =>
            {
                return Err(Problem::new("wave-merged-twice")
                    .with("department", &one.name)
                    .with("parent", &parent.name));
            }
            Some(_) => {}
            None if threshold.allows(together(&departments, &one.name)) => {}
            None => {
                return Err(Problem::new("wave-small")
                    .with("department", &one.name)
                    .with("people", one.invited)
                    .with("threshold", threshold.people()));
            }
        }
    }
    departments.retain(|one| one.invited > 0);
    if departments.is_empty() {
        return Err(Problem::new("wave-nobody"));
    }
    Ok(departments)
}

/// How many people answer as a department, with those that were put together with it.
#[must_use]
pub fn together(departments: &[WaveDepartment], name: &str) -> u32 {
    let belongs = |one: &&WaveDepartment| one.name == name || one.parent.as_deref() == Some(name);
    departments.iter().filter(belongs).map(|one| one.invited).sum()
}

/// The department as which the people of a department answer.
#[must_use]
pub fn answers_as<'a>(wave: &'a KeptWave, name: &'a str) -> &'a str {
    let found = wave.departments.iter().find(|one| one.name == name);
    found.and_then(|one| one.parent.as_deref()).unwrap_or(name)
}

/// New codes, in no order that means anything, none of which is taken; they count once they are kept.
///
/// # Errors
/// Where the store refuses.
pub fn codes(
    store: &Store,
    count: usize,
    is_taken: impl Fn(Code) -> Result<bool>,
) -> Result<Vec<Code>> {
    let bytes = u32::try_from(BYTES).unwrap_or(u32::MAX);
    let mut made = BTreeSet::new();
    while made.len() < count {
        let random = store.random_bytes(bytes)?.try_into().map_err(|_| Problem::new("store"))?;
        let code = Code::of(random);
        if !is_taken(code)? {
            made.insert(code);
        }
    }
    Ok(made.into_iter().collect())
}

/// Checks the address that a code is put behind.
///
/// # Errors
/// Where it is none.
pub fn link_checked(link: Option<&str>) -> Result<()> {
    let is_address = |link: &&str| link.starts_with("https://") || link.starts_with("http://");
    match link.filter(|link| !is_address(link)) {
        Some(link) => Err(Problem::new("wave-link").with("link", link)),
        None => Ok(()),
    }
}

/// The digest under which a code is kept: it opens no other wave and no other store.
///
/// # Errors
/// Where the store refuses.
pub fn digest(store: &Store, wave: &KeptWave, code: Code) -> Result<Digest> {
    let told = format!("invitation\0{}\0{}", wave.name, code.word());
    Ok(Digest::keyed(&store.secret()?, told.as_bytes()))
}

/// Puts one person's answers into the form in which they are kept: words without names, no rating of one's `own`
/// department, at most as many ratings as may be.
///
/// # Errors
/// Where answers cannot be written, which only a lack of memory could bring about.
pub(crate) fn ballot(
    voice: Voice,
    wave: &KeptWave,
    own: Option<&str>,
    answers: &Answers,
    seen: &[(String, Answers)],
    words: &[(String, String)],
    masking: &Masking,
) -> Result<Ballot> {
    let text = |answers: &Answers| {
        serde_json::to_string(answers).map_err(|error| Problem::new("output").caused_by(error))
    };
    let others = seen
        .iter()
        .filter(|(rated, said)| Some(answers_as(wave, rated)) != own && !said.0.is_empty());
    let seen = others
        .take(RATED_MAX)
        .map(|(rated, said)| Ok((rated.clone(), text(said)?)))
        .collect::<Result<_>>()?;
    let known = masking.of_staff();
    let words = words.iter().filter(|(_, said)| !said.trim().is_empty()).map(|(question, said)| {
        let said: String = said.trim().chars().take(WORDS_MAX).collect();
        (question.clone(), masking.mask(&known, &said))
    });
    Ok(Ballot { voice, content: text(answers)?, seen, words: words.collect() })
}

/// The rows of a sheet as ballots: by the code where a row has one, else by its department.
///
/// # Errors
/// Says the row of a code that is mistyped, and a department that has no part in the wave: nothing of the file
/// is then taken in, so that it can be mended and read again.
pub(crate) fn ballots_of(
    store: &Store,
    wave: &KeptWave,
    sheet: &Sheet,
    config: &Config,
    masking: &Masking,
) -> Result<Vec<Ballot>> {
    let part = |named: &String| part_of(wave, config, named);
    let rated = sheet.rated.iter().map(part).collect::<Result<Vec<&str>>>()?;
    let mut seen: Vec<BTreeMap<usize, Answers>> =
        vec![BTreeMap::new(); sheet.answers.respondents()];
    for rating in &sheet.ratings {
        let said = seen.get_mut(rating.row).map(|row| row.entry(rating.rated).or_default());
        if let (Some(said), Some(question)) = (said, sheet.seen.get(rating.question)) {
            said.0.insert(question.clone(), answer(rating.value));
        }
    }
    let mut ballots = Vec::with_capacity(sheet.answers.respondents());
    for (row, (department, values)) in sheet.answers.rows().enumerate() {
        let named = usize::try_from(department).ok();
        let named = named.and_then(|place| sheet.answers.departments().get(place));
        let (voice, own) = match sheet.codes.get(row).and_then(Option::as_deref) {
            Some(code) => {
                let wrong = |error| Problem::new("wave-code").with("row", row + 1).caused_by(error);
                let code = digest(store, wave, code.parse().map_err(wrong)?)?;
                (Voice::Code(code), store.invitation_find(&wave.name, code)?)
            }
            None => {
                let own = answers_as(wave, part(named.unwrap_or(&String::new()))?).to_owned();
                (Voice::Department(own.clone()), Some(own))
            }
        };
        let mut answers = Answers::default();
        for (id, &value) in sheet.answers.items().iter().zip(values) {
            if value != BLANK {
                answers.0.insert(id.clone(), answer(value));
            }
        }
        let mut words = Vec::new();
        let replies = sheet.replies.get(row).into_iter().flatten();
        for (id, reply) in sheet.closings.iter().zip(replies) {
            match reply {
                Some(Reply::Point(point)) => {
                    answers.0.insert(id.clone(), Answer::Point(*point));
                }
                Some(Reply::Words(said)) => words.push((id.clone(), said.clone())),
                None => {}
            }
        }
        let said = seen.get(row).into_iter().flatten();
        let said: Vec<(String, Answers)> = said
            .filter_map(|(place, said)| Some(((*rated.get(*place)?).to_owned(), said.clone())))
            .collect();
        ballots.push(ballot(voice, wave, own.as_deref(), &answers, &said, &words, masking)?);
    }
    Ok(ballots)
}

/// The department of a wave that would have more answers than people invited, with these ballots.
///
/// # Errors
/// Where the store refuses.
pub(crate) fn beyond_invited(
    store: &Store,
    wave: &KeptWave,
    ballots: &[Ballot],
) -> Result<Option<String>> {
    for (department, answered) in store.wave_participation(&wave.name)? {
        let new =
            ballots.iter().filter(|ballot| ballot.voice == Voice::Department(department.clone()));
        let all = answered + new.count() as u64;
        if all > u64::from(together(&wave.departments, &department)) {
            return Ok(Some(department));
        }
    }
    Ok(None)
}

/// The department of a wave that is meant by its name, or by what people call it.
///
/// # Errors
/// Where none is.
pub(crate) fn part_of<'a>(wave: &'a KeptWave, config: &Config, named: &str) -> Result<&'a str> {
    let same = |one: &str| one.trim().to_lowercase() == named.trim().to_lowercase();
    let meant = |name: &str| {
        let labels = [Language::Italian, Language::English];
        same(name) || labels.iter().any(|language| same(config.department_label(name, *language)))
    };
    let found = wave.departments.iter().find(|one| meant(&one.name)).map(|one| one.name.as_str());
    found.ok_or_else(|| {
        Problem::new("wave-no-department").with("department", named).with("wave", &wave.name)
    })
}

/// A value of a sheet as an answer.
fn answer(value: u8) -> Answer {
    if value == NOT_APPLICABLE { Answer::NA } else { Answer::Point(value) }
}
