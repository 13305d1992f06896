//! What activities mean for a case: which take it on, which resolve it, which ask the customer for something.

use crate::names::Names;

filo_model::words! {
    /// What an activity can mean.
    Role {
        /// Somebody takes the case on.
        Taken = "taken",
        /// The case is resolved, whatever is done with it afterwards.
        Resolved = "resolved",
        /// It is closed, without any work.
        Closed = "closed",
        /// The customer is asked for something and has to answer before it goes on.
        Asked = "asked",
        /// The customer contests something or complains of it.
        Disputed = "disputed",
        /// What was contested is decided.
        Settled = "settled",
        /// The company asks for money, sells, or closes: what must not happen while something is contested.
        Pressed = "pressed",
        /// Somebody promises something.
        Promised = "promised",
        /// What was promised is done.
        Kept = "kept",
        /// What the customer asked is answered, whether or not anybody keeps a case about it.
        Answered = "answered",
        /// Somebody keeps a case about it, which is to be resolved. Where no activity means this, every case is one.
        Tracked = "tracked",
    }
}

impl Role {
    fn bit(self) -> u16 {
        1 << (self as u8)
    }
}

/// By activity, what it means. Activities that nobody named mean nothing.
#[derive(Debug, Clone, Default)]
pub struct Roles {
    by_activity: Vec<u16>,
    any: u16,
}

impl Roles {
    /// Gives an activity a meaning beside those it has.
    pub fn give(&mut self, activity: u32, role: Role) {
        let place = activity as usize;
        if self.by_activity.len() <= place {
            self.by_activity.resize(place + 1, 0);
        }
        self.by_activity[place] |= role.bit();
        self.any |= role.bit();
    }

    /// Whether an activity means this.
    #[must_use]
    pub fn is(&self, activity: u32, role: Role) -> bool {
        self.by_activity.get(activity as usize).is_some_and(|roles| roles & role.bit() != 0)
    }

    /// Whether a case is one that is to be resolved: any of its activities says so, or none in the log ever does.
    #[must_use]
    pub fn tracks(&self, activities: &[u32]) -> bool {
        !self.has(Role::Tracked) || activities.iter().any(|&one| self.is(one, Role::Tracked))
    }

    /// Whether anybody said which activities mean this, also where none of them came yet.
    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.any & role.bit() != 0
    }

    /// The meanings of activities by their names; the names that no activity has come back.
    #[must_use]
    pub fn of<'n>(
        names: &Names,
        given: impl IntoIterator<Item = (Role, &'n str)>,
    ) -> (Self, Vec<&'n str>) {
        let mut roles = Self::default();
        let mut unknown = Vec::new();
        for (role, name) in given {
            roles.any |= role.bit();
            match names.find(name) {
                Some(activity) => roles.give(activity, role),
                None => unknown.push(name),
            }
        }
        (roles, unknown)
    }
}
