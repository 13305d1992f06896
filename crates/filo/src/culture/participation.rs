//! How many have answered, as it may be told: by department, in steps while a wave is open.

use filo_disclosure::waves::{self, Department, Wave, WaveLedger};
use filo_store::Store;
use filo_store::wave::KeptWave;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::wave::{instrument, together};
use crate::config::Config;
use crate::problem::{Problem, Result};
use crate::texts::Texts;

/// A wave and how many took part.
#[derive(Debug, Clone, Serialize)]
pub struct Participation {
    /// The wave.
    pub wave: String,
    /// The id of its instrument.
    pub instrument: String,
    /// When it was opened.
    pub opened: Date,
    /// When it was closed.
    pub closed: Option<Date>,
    /// The people of all departments.
    pub all: Answered,
    /// By department, those that were put together as one.
    pub departments: Vec<Answered>,
}

/// How many of how many answered. While a wave is open nothing says of one to four people that they did, or did not;
/// once it is closed a department of which fewer than the threshold answered is told as a range.
#[derive(Debug, Clone, Serialize)]
pub struct Answered {
    /// The department; nothing for all together.
    pub department: Option<String>,
    /// How many were invited.
    pub invited: u32,
    /// At least so many answered.
    pub from: u32,
    /// At most so many.
    pub to: u32,
}

/// How many took part in a wave, as it may be told.
///
/// # Errors
/// Where the store refuses.
pub fn participation(store: &Store, wave: &KeptWave, config: &Config) -> Result<Participation> {
    let instrument = instrument(wave)?;
    let counts = store.wave_participation(&wave.name)?;
    let own = wave.departments.iter().filter(|one| one.parent.is_none());
    let names: Vec<&String> = own.map(|one| &one.name).collect();
    let department = |name: &&String| {
        let count = counts.iter().find(|(one, _)| one == *name).map_or(0, |(_, count)| *count);
        let respondents = u32::try_from(count).unwrap_or(u32::MAX);
        Department {
            name: (*name).clone(),
            // Codes may have been given out again: whoever answered was invited.
            invited: together(&wave.departments, name).max(respondents),
            respondents,
            ..Department::default()
        }
    };
    let entered = Wave {
        name: wave.name.clone(),
        is_open: wave.closed_at.is_none(),
        departments: names.iter().map(department).collect(),
    };
    let mut ledger = WaveLedger::new(config.threshold_of(instrument.min_group));
    // More answers than people invited: codes were given again, or a file had rows too many.
    ledger.enter(entered).map_err(|error| {
        Problem::new("wave-people-many").with("wave", &wave.name).caused_by(error)
    })?;
    let told = ledger.participation(&wave.name).ok_or_else(|| Problem::new("wave-ledger"))?;
    let day = |millis: i64| {
        let at = Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH);
        at.to_zoned(config.zone.clone()).date()
    };
    let answered = |department: Option<&String>, one: &waves::Answered| Answered {
        department: department.cloned(),
        invited: one.invited,
        from: one.respondents.from,
        to: one.respondents.to,
    };
    let threshold = config.threshold_of(instrument.min_group);
    let mut departments = Vec::new();
    for name in &names {
        let Some(one) = told.departments.get(*name) else { continue };
        let mut shown = answered(Some(*name), one);
        // Once a wave is closed a figure carries its number of answers, and so does this, from the threshold on.
        let count = counts.iter().find(|(one, _)| one == *name).map_or(0, |(_, count)| *count);
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        if wave.closed_at.is_some() && threshold.allows(count) {
            (shown.from, shown.to) = (count, count);
        }
        departments.push(shown);
    }
    let mut all = answered(None, &told.company);
    if wave.closed_at.is_some() {
        // The sum of what is told, so that no department follows by subtraction.
        all.from = departments.iter().map(|one| one.from).sum();
        all.to = departments.iter().map(|one| one.to).sum();
    }
    Ok(Participation {
        wave: wave.name.clone(),
        instrument: instrument.id.clone(),
        opened: day(wave.opened_at),
        closed: wave.closed_at.map(day),
        all,
        departments,
    })
}

impl Participation {
    /// One line for a list of waves.
    #[must_use]
    pub fn line(&self, config: &Config, texts: &Texts) -> String {
        let state = match self.closed {
            Some(day) => texts.say("wave-closed-on", &[("date", &texts.date(day))]),
            None => texts.say("wave-open-since", &[("date", &texts.date(self.opened))]),
        };
        format!("{:<20} {state} · {}", self.wave, self.all.told(config, texts))
    }

    /// The wave and its departments, a line each.
    #[must_use]
    pub fn lines(&self, config: &Config, texts: &Texts) -> String {
        let mut lines = vec![self.line(config, texts)];
        lines.extend(self.departments.iter().map(|one| format!("  {}", one.told(config, texts))));
        lines.join("\n")
    }
}

impl Answered {
    pub(super) fn told(&self, config: &Config, texts: &Texts) -> String {
        let name = match &self.department {
            Some(name) => config.department_label(name, texts.language()).to_owned(),
            None => texts.say("wave-all", &[]),
        };
        let key =
            if self.from == self.to { "wave-answered-exact" } else { "wave-answered-between" };
        let values = [
            ("department", name.as_str()),
            ("from", &texts.count(u64::from(self.from))),
            ("to", &texts.count(u64::from(self.to))),
            ("invited", &texts.count(u64::from(self.invited))),
        ];
        texts.say(key, &values)
    }
}
