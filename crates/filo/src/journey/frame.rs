//! What a log is counted against, from what a person says on the command line.

use filo_journey::case::{Cases, Vocabulary};
use filo_journey::clock::{Clock, Clocks};
use filo_journey::frame::Frame;
use filo_journey::role::{Role, Roles};
use filo_model::calendar::{Calendar, HolidaySet, WeekHours};
use jiff::tz::TimeZone;

use crate::cli::journey::Journey;
use crate::problem::{Problem, Result};

/// The frame of a log in a file.
///
/// # Errors
/// Where an activity, a group, a reason or hours are not what they have to be.
pub fn frame(args: &Journey, cases: &Cases, names: &Vocabulary, zone: &TimeZone) -> Result<Frame> {
    let (roles, unknown) = Roles::of(&names.activities, given(args));
    if let Some(name) = unknown.first() {
        return Err(Problem::new("journey-activity").with("activity", name));
    }
    let mut frame = Frame { places: args.places, ..Frame::from(roles) };
    for name in &args.beyond_first {
        let reason = names.reasons.find(name);
        let reason = reason.ok_or_else(|| Problem::new("journey-reason").with("reason", name))?;
        frame.beyond_first.insert(reason);
    }
    frame.clocks = clocks(args, cases, names, zone)?;
    Ok(frame)
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

fn clocks(
    args: &Journey,
    cases: &Cases,
    names: &Vocabulary,
    zone: &TimeZone,
) -> Result<Option<Clocks>> {
    let Some(hours) = &args.hours else { return Ok(None) };
    let holidays = match args.holidays.as_deref() {
        None | Some("italy") => HolidaySet::Italy,
        Some("none") => HolidaySet::None,
        Some(other) => return Err(Problem::new("journey-holidays").with("holidays", other)),
    };
    let (first, last) = cases.span().unwrap_or_default();
    let clock = |hours: &str| -> Result<Clock> {
        let week = WeekHours::parse(hours)
            .map_err(|fault| Problem::new("journey-hours").with("hours", hours).caused_by(fault))?;
        let calendar = Calendar::new(holidays, Vec::new(), Vec::new(), week);
        Ok(Clock::of(&calendar, zone, first, last))
    };
    let mut clocks = Clocks::new(clock(hours)?);
    for own in &args.group_hours {
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
