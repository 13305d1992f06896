//! How far cases come: contact, taken on, handed over, answered, resolved, and what comes after.
//!
//! Times run from the first contact, in the hours of the department that brought the case there; what has not come so
//! far counts as waiting for as long as it was seen (Kaplan and Meier 1958). Not every case has to be handed over, and none has to
//! come back: for these two stages nothing is open, and to be resolved are only those that somebody keeps a case about.

use filo_journey::case::Case;
use filo_journey::names::MISSING;
use filo_journey::role::Role;
use filo_journey::survival::Survival;
use filo_journey::values::Turn;
use serde::Serialize;

use super::{HOUR, Scene, group};

filo_model::words! {
    /// A stage of a journey.
    Stage {
        /// The customer asks; where no event says which way it went, the case begins.
        Contact = "contact",
        /// Somebody takes the case on.
        Taken = "taken",
        /// It comes to another department.
        HandedOver = "handed_over",
        /// The customer is written to or called back.
        Answered = "answered",
        /// It is resolved.
        Resolved = "resolved",
        /// The customer comes back, or work goes on, though it was resolved; times run from there.
        After = "after",
    }
}

/// The stages of a journey.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Stages {
    /// The version of the definition.
    pub definition: &'static str,
    /// Cases that began with a contact.
    pub cases: u64,
    /// Cases in which the customer never asked for anything: they are in no stage.
    pub without_contact: u64,
    /// Cases of which nothing but talks is known: whether they were resolved nobody wrote down, and they are in no stage.
    pub only_spoken: u64,
    /// The stages that can be told, in their order.
    pub stages: Vec<StageCount>,
    /// Stages that cannot be told here, since nobody said which activities mean them.
    pub unmeasured: Vec<Stage>,
}

/// One stage.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StageCount {
    /// Which.
    pub stage: Stage,
    /// Cases that reached it.
    pub reached: u64,
    /// Cases that may still reach it.
    pub open: u64,
    /// Cases that ended without it.
    pub ended: u64,
    /// By when half of the cases have reached it, in hours; nothing where fewer than half are known to.
    pub median_hours: Option<f64>,
    /// By when nine of ten have.
    pub p90_hours: Option<f64>,
}

/// What is counted of a stage.
#[derive(Default)]
struct Count {
    reached: u64,
    open: u64,
    ended: u64,
    times: Survival,
}

/// Where a case stands towards a stage.
enum Way {
    /// It came there with this event.
    Reached(usize),
    /// It ended with this event and never came there.
    Ended(usize),
    /// It may still come there.
    Open,
    /// It does not have to come there.
    Free,
}

/// Counts the stages.
#[must_use]
pub fn stages(scene: &Scene<'_>) -> Stages {
    let has_directions = scene.has_directions();
    let mut told = Stages { definition: "journey_stages/1", ..Stages::default() };
    let mut counts: Vec<(Stage, Count)> = Vec::new();
    for &stage in Stage::ALL {
        if is_known(stage, scene, has_directions) {
            counts.push((stage, Count::default()));
        } else {
            told.unmeasured.push(stage);
        }
    }
    for case in scene.begun() {
        let Some(contact) = scene.contact(&case, has_directions) else {
            told.without_contact += 1;
            continue;
        };
        if (0..case.at.len()).all(|event| scene.talk.is_spoken(&case, event)) {
            told.only_spoken += 1;
            continue;
        }
        told.cases += 1;
        let walk = Walk { scene, case, contact, has_directions };
        for (stage, count) in &mut counts {
            walk.count(*stage, count);
        }
    }
    told.stages = counts
        .into_iter()
        .map(|(stage, mut count)| {
            let lasting = count.times.lasting(HOUR);
            let is_begin = stage == Stage::Contact;
            StageCount {
                stage,
                reached: count.reached,
                open: count.open,
                ended: count.ended,
                median_hours: lasting.p50.filter(|_| !is_begin),
                p90_hours: lasting.p90.filter(|_| !is_begin),
            }
        })
        .collect();
    told
}

/// Whether a stage can be told at all.
fn is_known(stage: Stage, scene: &Scene<'_>, has_directions: bool) -> bool {
    match stage {
        Stage::Contact => true,
        Stage::Taken => scene.frame.roles.has(Role::Taken),
        Stage::HandedOver => !scene.names.groups.is_empty(),
        Stage::Answered => has_directions,
        Stage::Resolved | Stage::After => scene.frame.roles.has(Role::Resolved),
    }
}

/// A case on its way.
struct Walk<'s, 'a> {
    scene: &'s Scene<'a>,
    case: Case<'a>,
    contact: usize,
    has_directions: bool,
}

impl Walk<'_, '_> {
    fn count(&self, stage: Stage, count: &mut Count) {
        let from = match stage {
            Stage::After => self.role(Role::Resolved).unwrap_or(self.contact),
            _ => self.contact,
        };
        let begin = self.case.at[from];
        let between =
            |event: usize, to: i64| self.scene.between(group(&self.case, event), begin, to);
        match self.way(stage) {
            Way::Reached(event) => {
                count.reached += 1;
                count.times.turn(Turn::In, between(event, self.case.at[event]), true);
            }
            Way::Ended(event) => {
                count.ended += 1;
                count.times.turn(Turn::In, between(event, self.case.at[event]), false);
            }
            Way::Open => {
                count.open += 1;
                let seen = self.scene.seen_until(&self.case);
                let last = self.case.at.len() - 1;
                count.times.turn(Turn::In, between(last, seen), false);
            }
            Way::Free => {}
        }
    }

    fn way(&self, stage: Stage) -> Way {
        let found = match stage {
            Stage::Contact => Some(self.contact),
            Stage::Taken if self.is_spoken() => Some(self.contact),
            Stage::Taken => self.role(Role::Taken),
            Stage::HandedOver => self.handed_over(),
            Stage::Answered => self.scene.talk.answer(&self.case, self.contact),
            Stage::Resolved => self.role(Role::Resolved),
            Stage::After => self.comes_back(),
        };
        match (found, stage) {
            (Some(event), _) => Way::Reached(event),
            (None, Stage::HandedOver | Stage::After) => Way::Free,
            // Of what nobody keeps a case about, nobody would write down that it is resolved.
            (None, Stage::Resolved) if !self.scene.frame.roles.tracks(self.case.activity) => {
                Way::Free
            }
            (None, Stage::Resolved) => self.role(Role::Closed).map_or(Way::Open, Way::Ended),
            (None, _) => {
                let end = [self.role(Role::Resolved), self.role(Role::Closed)];
                end.into_iter().flatten().min().map_or(Way::Open, Way::Ended)
            }
        }
    }

    /// Whether somebody listened when the customer asked.
    fn is_spoken(&self) -> bool {
        self.scene.talk.is_spoken(&self.case, self.contact)
    }

    /// The first event after the contact of which something holds.
    fn after(&self, holds: impl Fn(usize) -> bool) -> Option<usize> {
        (self.contact + 1..self.case.at.len()).find(|&event| holds(event))
    }

    /// The first event from the contact on that means this.
    fn role(&self, role: Role) -> Option<usize> {
        let is = |event: &usize| self.scene.frame.roles.is(self.case.activity[*event], role);
        (self.contact..self.case.at.len()).find(is)
    }

    /// The first event of another department than the one that had the case.
    fn handed_over(&self) -> Option<usize> {
        // Whoever comes first where nobody was known has it from then on.
        let mut groups = (self.contact..self.case.at.len()).map(|event| group(&self.case, event));
        let holder = groups.find(|&one| one != MISSING)?;
        self.after(|event| {
            let now = group(&self.case, event);
            now != MISSING && now != holder
        })
    }

    /// The customer's first event after it was resolved; where nobody says which way events went, the first that
    /// neither resolves nor closes.
    fn comes_back(&self) -> Option<usize> {
        let resolved = self.role(Role::Resolved)?;
        let is_over = |event: usize| {
            let activity = self.case.activity[event];
            [Role::Resolved, Role::Closed]
                .iter()
                .any(|role| self.scene.frame.roles.is(activity, *role))
        };
        (resolved + 1..self.case.at.len()).find(|&event| {
            if self.has_directions {
                self.scene.talk.asks(&self.case, event)
            } else {
                !is_over(event)
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::told::told;
    use super::{Stage, StageCount, Stages, stages};

    fn stage(stages: &Stages, stage: Stage) -> &StageCount {
        stages.stages.iter().find(|one| one.stage == stage).unwrap()
    }

    fn counts(one: &StageCount) -> [u64; 3] {
        [one.reached, one.open, one.ended]
    }

    const CASES: &str = "\
        a 0  in  service ask
        a 2  .   service take
        a 5  .   tech    work
        a 10 out tech    resolve
        a 30 in  service ask
        b 0  in  service ask
        b 4  .   service take
        b 90 .   service note
        c 0  in  service ask
        c 6  .   service close
        d 0  out service offer";

    #[test]
    fn cases_are_counted_where_they_came_to_and_the_open_ones_apart() {
        let found = stages(&told(CASES).scene());
        assert_eq!((found.cases, found.without_contact), (3, 1), "nobody asked for the offer");
        for (which, expected) in [
            (Stage::Contact, [3, 0, 0]),
            (Stage::Taken, [2, 0, 1]),
            (Stage::HandedOver, [1, 0, 0]),
            (Stage::Answered, [1, 1, 1]),
            (Stage::Resolved, [1, 1, 1]),
            (Stage::After, [1, 0, 0]),
        ] {
            assert_eq!(counts(stage(&found, which)), expected, "{which:?}");
        }
        assert!(found.unmeasured.is_empty());
    }

    #[test]
    fn times_run_from_the_contact_and_open_cases_count_while_they_are_seen() {
        let found = stages(&told(CASES).scene());
        let hours = |which| {
            let one = stage(&found, which);
            (one.median_hours, one.p90_hours)
        };
        assert_eq!(hours(Stage::Contact), (None, None));
        // Two of three after 2 and 4 hours, the third closed after 6: by hand 1/3, then 1/3 · 1/2 are left.
        assert_eq!(hours(Stage::Taken), (Some(4.0), None));
        assert_eq!(hours(Stage::HandedOver).0, Some(5.0));
        assert_eq!(hours(Stage::After).0, Some(20.0), "from the resolution");
        // Closed after 6, answered after 10, open for 90: one of the two at risk at 10.
        assert_eq!(hours(Stage::Answered), (Some(10.0), None));
    }

    #[test]
    fn what_nobody_named_is_not_measured_and_no_zero() {
        let found = stages(&told("a 0 . service ask\n a 5 . tech work").scene());
        let known: Vec<Stage> = found.stages.iter().map(|one| one.stage).collect();
        assert_eq!(known, [Stage::Contact, Stage::HandedOver]);
        let unmeasured = [Stage::Taken, Stage::Answered, Stage::Resolved, Stage::After];
        assert_eq!(found.unmeasured, unmeasured);
        assert_eq!((found.cases, counts(stage(&found, Stage::HandedOver))), (1, [1, 0, 0]));
    }

    #[test]
    fn nothing_gives_no_case() {
        let found = stages(&told("").scene());
        assert_eq!((found.cases, found.without_contact), (0, 0));
        assert!(found.stages.iter().all(|one| counts(one) == [0, 0, 0]));
    }
}
