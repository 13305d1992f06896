//! The scenarios that customers carry, and which customer carries which.
//!
//! A later part adds a scenario with a module that plans it and its lines in [`SCENARIOS`].

use super::{Story, asked, handoffs, promises, unanswered};
use crate::sample::chance::{Chance, Purpose};

/// A thing to plant.
#[derive(Debug)]
pub(crate) struct Scenario {
    /// The kind of harm that it is, or that it must not be taken for.
    pub(crate) kind: &'static str,
    /// The decoy's form; a harm draws its own.
    pub(crate) variant: &'static str,
    /// True for a harm.
    pub(crate) is_harm: bool,
    /// Plans it.
    pub(crate) plan: Plan,
}

/// Writes a scenario into a story.
pub(crate) type Plan = fn(&mut Story<'_>, &mut Chance, &Scenario);

const fn harm(kind: &'static str, plan: Plan) -> Scenario {
    Scenario { kind, variant: "", is_harm: true, plan }
}

const fn decoy(kind: &'static str, variant: &'static str, plan: Plan) -> Scenario {
    Scenario { kind, variant, is_harm: false, plan }
}

/// Every scenario; each is carried by one customer of a block.
pub(crate) const SCENARIOS: [Scenario; 30] = [
    harm("not_due", asked::not_due),
    harm("paid", asked::paid),
    harm("credited", asked::credited),
    harm("disputed", asked::disputed),
    harm("unanswered", unanswered::unanswered),
    harm("promise_broken", promises::broken),
    harm("handoff_late", handoffs::late),
    decoy("not_due", "day_after_due", asked::due_yesterday),
    decoy("not_due", "other_instalment_overdue", asked::other_instalment),
    decoy("paid", "payment_same_day", asked::paid_later),
    decoy("paid", "payment_day_after", asked::paid_later),
    decoy("paid", "partial_payment", asked::paid_in_part),
    decoy("credited", "partial_credit", asked::credited_in_part),
    decoy("credited", "credit_for_other_invoice", asked::credited_elsewhere),
    decoy("disputed", "dispute_closed_before", asked::dispute_closed),
    decoy("disputed", "dispute_on_other_claim", asked::disputed_elsewhere),
    decoy("unanswered", "answered_within_hour", unanswered::answered),
    decoy("unanswered", "called_back_next_morning", unanswered::called_back),
    decoy("unanswered", "called_back_monday", unanswered::called_back),
    decoy("unanswered", "answered_by_mail", unanswered::answered_by_mail),
    decoy("unanswered", "not_mature", unanswered::not_mature),
    decoy("promise_broken", "kept_on_due_day", promises::kept),
    decoy("promise_broken", "moved_then_kept", promises::moved),
    decoy("promise_broken", "due_after_end", promises::due_later),
    decoy("promise_broken", "withdrawn", promises::withdrawn),
    decoy("handoff_late", "friday_to_monday", handoffs::over_days_off),
    decoy("handoff_late", "over_a_holiday", handoffs::over_days_off),
    decoy("handoff_late", "taken_in_time", handoffs::answered),
    decoy("handoff_late", "declined_in_time", handoffs::answered),
    decoy("handoff_late", "entry_of_case_in_time", handoffs::entry_of_case),
];

/// How many customers a block has. With seven harms a block, one customer in 21 carries one.
pub(crate) const BLOCK: u32 = 150;

/// Which customer of a block carries which scenario; keeps the block drawn last.
#[derive(Debug, Default)]
pub(crate) struct Slots {
    block: Option<(u64, u32)>,
    order: Vec<usize>,
}

impl Slots {
    /// The scenario of a customer, if it carries one.
    pub(crate) fn scenario(&mut self, seed: u64, index: u32) -> Option<&'static Scenario> {
        let block = index / BLOCK;
        if self.block != Some((seed, block)) {
            self.order = order(seed, block);
            self.block = Some((seed, block));
        }
        let place = usize::try_from(index % BLOCK).unwrap_or(0);
        SCENARIOS.get(*self.order.get(place)?)
    }
}

/// The numbers of a block's places, shuffled.
fn order(seed: u64, block: u32) -> Vec<usize> {
    let mut chance = Chance::new(seed, Purpose::Block, block);
    let mut order: Vec<usize> = (0..usize::try_from(BLOCK).unwrap_or(0)).collect();
    for place in (1..order.len()).rev() {
        let count = u32::try_from(place + 1).unwrap_or(1);
        let other = usize::try_from(chance.below(count)).unwrap_or(0);
        order.swap(place, other);
    }
    order
}
