//! What a log is counted against, from what a person says on the command line.

use filo_journey::case::Vocabulary;
use filo_journey::clock::{Clock, Clocks};
use filo_journey::frame::Frame;
use filo_journey::role::{Role, Roles};
use filo_model::calendar::{Calendar, HolidaySet, WeekHours};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::cli::journey::Journey;
use crate::problem::{Problem, Result};

/// What a person says that things mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meanings {
    roles: Vec<(Role, String)>,
    beyond_first: Vec<String>,
    hours: Option<String>,
    group_hours: Vec<String>,
    holidays: Option<String>,
    /// The zone of times and hours.
    pub zone: String,
    /// Whether the places are told where time is lost.
    pub places: bool,
}

impl Meanings {
    /// What stands on the command line.
    #[must_use]
    pub fn of(args: &Journey) -> Self {
        Self {
            roles: given(args).map(|(role, name)| (role, name.to_owned())).collect(),
            beyond_first: args.beyond_first.clone(),
            hours: args.hours.clone(),
            group_hours: args.group_hours.clone(),
            holidays: args.holidays.clone(),
            zone: args.zone.clone(),
            places: args.places,
        }
    }

    /// The zone of times and hours.
    ///
    /// # Errors
    /// Where there is no such zone.
    pub fn zone(&self) -> Result<TimeZone> {
        TimeZone::get(&self.zone)
            .map_err(|error| Problem::new("journey-zone").with("zone", &self.zone).caused_by(error))
    }

    /// The frame of a log in a file, which lasts from one moment to another.
    ///
    /// # Errors
    /// Where an activity, a group, a reason or hours are not what they have to be.
    pub fn frame(&self, names: &Vocabulary, span: (i64, i64)) -> Result<Frame> {
        let given = self.roles.iter().map(|(role, name)| (*role, name.as_str()));
        let (roles, unknown) = Roles::of(&names.activities, given);
        if let Some(name) = unknown.first() {
            return Err(Problem::new("journey-activity").with("activity", name));
        }
        let mut frame = Frame { places: self.places, ..Frame::from(roles) };
        for name in &self.beyond_first {
            let reason = names.reasons.find(name);
            let reason =
                reason.ok_or_else(|| Problem::new("journey-reason").with("reason", name))?;
            frame.beyond_first.insert(reason);
        }
        frame.clocks = self.clocks(names, span)?;
        Ok(frame)
    }

    fn clocks(&self, names: &Vocabulary, (first, last): (i64, i64)) -> Result<Option<Clocks>> {
        let Some(hours) = &self.hours else { return Ok(None) };
        let zone = self.zone()?;
        let holidays = match self.holidays.as_deref() {
            None | Some("italy") => HolidaySet::Italy,
            Some("none") => HolidaySet::None,
            Some(other) => return Err(Problem::new("journey-holidays").with("holidays", other)),
        };
        let clock = |hours: &str| -> Result<Clock> {
            let week = WeekHours::parse(hours).map_err(|fault| {
                Problem::new("journey-hours").with("hours", hours).caused_by(fault)
            })?;
            let calendar = Calendar::new(holidays, Vec::new(), Vec::new(), week);
            Ok(Clock::of(&calendar, &zone, first, last))
        };
        let mut clocks = Clocks::new(clock(hours)?);
        for own in &self.group_hours {
            let (group, hours) = own
                .split_once('=')
                .ok_or_else(|| Problem::new("journey-group-hours").with("value", own))?;
            let number = names.groups.find(group.trim());
            let number =
                number.ok_or_else(|| Problem::new("journey-group").with("group", group.trim()))?;
            clocks.give(number, clock(hours.trim())?);
        }
        Ok(Some(clocks))
    }
}

/// What the person says that activities mean.
fn given(args: &Journey) -> impl Iterator<Item = (Role, &str)> {
    let all = [
        (Role::Taken, &args.taken),
        (Role::Resolved, &args.resolved),
        (Role::Closed, &args.closed),
        (Role::Asked, &args.asked),
        (Role::Disputed, &args.disputed),
        (Role::Settled, &args.settled),
        (Role::Pressed, &args.pressed),
        (Role::Promised, &args.promised),
        (Role::Kept, &args.kept),
    ];
    all.into_iter().flat_map(|(role, names)| names.iter().map(move |name| (role, name.as_str())))
}
