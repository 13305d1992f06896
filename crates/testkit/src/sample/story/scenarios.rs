//! The scenarios that customers carry, and which customer carries which.
//!
//! A later part adds a scenario with a module that plans it and its lines in [`SCENARIOS`].

use super::{
    Story, asked, contracts, dynamics, exchange, handoffs, promises, promotions, rain, told,
    unanswered,
};
use crate::sample::chance::{Chance, Purpose};

/// A thing to plant.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scenario {
    /// The kind of harm that it is, or that it must not be taken for.
    pub(crate) kind: &'static str,
    /// The decoy's form; a harm draws its own.
    pub(crate) variant: &'static str,
    /// True for a harm.
    pub(crate) is_harm: bool,
    /// What the conversation shows that tells it, where one does.
    pub(crate) shows: &'static str,
    /// The part of the program that will judge it, where none does yet.
    pub(crate) part: Option<&'static str>,
    /// Plans it.
    pub(crate) plan: Plan,
}

/// Writes a scenario into a story.
pub(crate) type Plan = fn(&mut Story<'_>, &mut Chance, &Scenario);

const fn harm(kind: &'static str, plan: Plan) -> Scenario {
    Scenario { kind, variant: "", is_harm: true, shows: "", part: None, plan }
}

const fn decoy(kind: &'static str, variant: &'static str, plan: Plan) -> Scenario {
    Scenario { kind, variant, is_harm: false, shows: "", part: None, plan }
}

/// A dynamic that a conversation shows, for a later part.
const fn shown(kind: &'static str, shows: &'static str, part: &'static str) -> Scenario {
    Scenario { shows, part: Some(part), ..harm(kind, dynamics::shown) }
}

/// A conversation that only looks like a dynamic, for a later part.
const fn looks(kind: &'static str, shows: &'static str, part: &'static str) -> Scenario {
    Scenario { shows, part: Some(part), ..decoy(kind, shows, dynamics::only_looks) }
}

/// Another plan for a later part.
const fn later(scenario: Scenario) -> Scenario {
    Scenario { part: Some("journeys"), ..scenario }
}

/// What ordinary handoffs are where a department takes them over late by habit.
pub(super) const HABIT: Scenario = harm("handoff_late", handoffs::late);

/// Every scenario; each is carried by one customer of a block.
pub(crate) const SCENARIOS: &[Scenario] = &[
    harm("not_due", asked::not_due),
    harm("paid", asked::paid),
    harm("credited", asked::credited),
    harm("disputed", asked::disputed),
    harm("rejected", exchange::rejected),
    harm("after_end", contracts::after_end),
    harm("suspect_promotion", promotions::held),
    harm("suspect_promotion", promotions::opted_out),
    harm("suspect_promotion", promotions::left),
    harm("unbilled", contracts::unbilled),
    harm("told_again", told::told_again),
    harm("contact_rain", rain::rain),
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
    decoy("rejected", "rejected_and_resent", exchange::resent),
    decoy("rejected", "delivered", exchange::issued),
    decoy("rejected", "not_delivered", exchange::issued),
    decoy("after_end", "period_before_end", contracts::before_end),
    decoy("after_end", "other_contract_runs", contracts::other_runs),
    decoy("suspect_promotion", "other_product", promotions::other_product),
    decoy("suspect_promotion", "consent_given_again", promotions::given_again),
    decoy("suspect_promotion", "left_within_30_days", promotions::just_left),
    decoy("suspect_promotion", "withdrawn_after_the_call", promotions::withdrawn_after),
    decoy("suspect_promotion", "product_unknown", promotions::unknown_product),
    decoy("unbilled", "late_within_tolerance", contracts::late_invoice),
    decoy("unbilled", "contract_ended", contracts::ended_contract),
    decoy("unbilled", "contract_new", contracts::new_contract),
    decoy("told_again", "case_open", told::case_open),
    decoy("told_again", "solved_between", told::solved_between),
    decoy("told_again", "other_reason", told::other_reason),
    decoy("contact_rain", "spread_over_weeks", rain::spread),
    decoy("contact_rain", "one_department", rain::one_department),
    decoy("contact_rain", "answers", rain::answers),
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
    shown("slow", "slow", "journeys"),
    shown("chase", "chase", "journeys"),
    shown("bounce", "bounce", "journeys"),
    shown("collision", "collision", "journeys"),
    shown("tortuous", "tortuous", "listening"),
    shown("contradictory", "contradictory", "listening"),
    shown("softened_no", "softened_no", "listening"),
    shown("flat_no", "flat_no", "listening"),
    shown("repeat", "repeat", "listening"),
    shown("silence", "unanswered", "listening"),
    shown("promise_broken_in_writing", "promise_broken", "listening"),
    shown("told_again_in_writing", "told_again", "listening"),
    shown("thanks_but_unresolved", "thanks_but_unresolved", "listening"),
    shown("leaving", "leaving", "listening"),
    later(harm("wait", dynamics::waits)),
    later(harm("loop", dynamics::waits)),
    looks("slow", "decoy_slow", "journeys"),
    looks("chase", "decoy_chase", "journeys"),
    looks("bounce", "decoy_bounce", "journeys"),
    looks("tortuous", "decoy_tortuous", "listening"),
    looks("contradictory", "decoy_contradictory", "listening"),
    looks("flat_no", "decoy_flat_no", "listening"),
    looks("repeat", "decoy_repeat", "listening"),
    looks("leaving", "decoy_leaving", "listening"),
    later(decoy("wait", "over_a_weekend", dynamics::over_weekend)),
    later(decoy("slow", "automatic_closing", dynamics::over_weekend)),
    later(decoy("collision", "campaign_asked_for", dynamics::asked_first)),
];

/// How many customers a block has. One customer in five carries
/// a harm, half of them one that a later part will judge.
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
