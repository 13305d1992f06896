//! How many have answered, as it may be told: by department from the threshold on, in steps while a wave is open.

use filo_store::Store;
use filo_store::wave::KeptWave;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::wave::{instrument, together};
use crate::config::Config;
use crate::problem::Result;
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

/// How many of how many answered.
#[derive(Debug, Clone, Serialize)]
pub struct Answered {
    /// The department; nothing for all together.
    pub department: Option<String>,
    /// How many were invited.
    pub invited: u64,
    /// How many answered, or at least so many while the wave is open; nothing where too few did.
    pub answered: Option<u64>,
    /// Whether it is that number exactly.
    pub exact: bool,
}

/// How many took part in a wave, as it may be told.
///
/// # Errors
/// Where the store refuses.
pub fn participation(store: &Store, wave: &KeptWave, config: &Config) -> Result<Participation> {
    let instrument = instrument(wave)?;
    let threshold = config.threshold_of(instrument.min_group);
    let counts = store.wave_participation(&wave.name)?;
    let is_open = wave.closed_at.is_none();
    let groups: Vec<(String, u64, u64)> = wave
        .departments
        .iter()
        .filter(|one| one.parent.is_none())
        .map(|one| {
            let count = counts.iter().find(|(name, _)| name == &one.name);
            let invited = u64::from(together(&wave.departments, &one.name));
            (one.name.clone(), invited, count.map_or(0, |(_, count)| *count))
        })
        .collect();
    let told = told_of(
        threshold,
        is_open,
        &groups.iter().map(|(_, invited, answered)| (*invited, *answered)).collect::<Vec<_>>(),
    );
    let day = |millis: i64| {
        let at = Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH);
        at.to_zoned(config.zone.clone()).date()
    };
    let answered = |department, invited, answered: Option<u64>| Answered {
        department,
        invited,
        answered,
        exact: !is_open && answered.is_some(),
    };
    Ok(Participation {
        wave: wave.name.clone(),
        instrument: instrument.id.clone(),
        opened: day(wave.opened_at),
        closed: wave.closed_at.map(day),
        all: answered(None, groups.iter().map(|(_, invited, _)| invited).sum(), told.all),
        departments: groups
            .into_iter()
            .zip(told.parts)
            .map(|((name, invited, _), shown)| answered(Some(name), invited, shown))
            .collect(),
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
    fn told(&self, config: &Config, texts: &Texts) -> String {
        let name = match &self.department {
            Some(name) => config.department_label(name, texts.language()).to_owned(),
            None => texts.say("wave-all", &[]),
        };
        let key = match (self.answered, self.exact) {
            (None, _) => "wave-answered-few",
            (Some(_), true) => "wave-answered-exact",
            (Some(_), false) => "wave-answered-least",
        };
        let values = [
            ("department", name.as_str()),
            ("answered", &texts.count(self.answered.unwrap_or(0))),
            ("invited", &texts.count(self.invited)),
        ];
        texts.say(key, &values)
    }
}

struct Told {
    all: Option<u64>,
    parts: Vec<Option<u64>>,
}
fn told_of(threshold: filo_disclosure::Threshold, is_open: bool, groups: &[(u64, u64)]) -> Told {
    let shown = |count: u64| {
        (count >= u64::from(threshold.people()))
            .then(|| if is_open { count / 5 * 5 } else { count })
    };
    Told {
        all: shown(groups.iter().map(|one| one.1).sum()),
        parts: groups.iter().map(|one| shown(one.1)).collect(),
    }
}
