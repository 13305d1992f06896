//! The written definitions of kinds about files, contracts, offers and contacts, computed anew from
//! what truly happened.

use super::*;

fn of<'a>(story: &'a Story<'_>, source: Source) -> impl Iterator<Item = &'a Event> {
    story.events.iter().filter(move |event| event.source == source)
}

/// Every file that holds the claim was rejected before the act.
pub(super) fn is_rejected(story: &Story<'_>, act: &Event) -> bool {
    let rows = of(story, Source::Invoices).filter(|row| row.get("claim") == act.get("claim"));
    let mut files: Vec<&str> = rows.filter_map(|row| row.get("file")).collect();
    files.dedup();
    let is_rejected = |file: &&str| {
        of(story, Source::Receipts).any(|receipt| {
            receipt.get("about_file") == Some(*file)
                && receipt.get("code") == Some("NS")
                && receipt.at < act.at
        })
    };
    files.iter().all(is_rejected)
}

/// The claim bills what comes after the end of its contract.
pub(super) fn is_after_end(story: &Story<'_>, act: &Event) -> bool {
    let mut rows = of(story, Source::Invoices).filter(|row| row.get("claim") == act.get("claim"));
    rows.any(|row| {
        let ended = of(story, Source::Contracts)
            .find(|one| {
                one.get("contract") == row.get("contract") && one.get("state") == Some("CESSATO")
            })
            .and_then(|one| day_of(one, "ends"));
        ended.zip(day_of(row, "period_from")).is_some_and(|(ended, from)| from > ended)
    })
}

/// What is offered is held, the customer has opted out, or left more than thirty days before.
pub(super) fn is_suspect(story: &Story<'_>, call: &Event) -> bool {
    let day = call.at.day();
    let began = || {
        of(story, Source::Contracts)
            .filter(|one| one.get("state") == Some("ATTIVO") && one.at.day() <= day)
    };
    let end_of = |contract: &Event| {
        of(story, Source::Contracts)
            .find(|one| {
                one.get("contract") == contract.get("contract")
                    && one.get("state") == Some("CESSATO")
            })
            .and_then(|one| day_of(one, "ends"))
            .filter(|end| *end < day)
    };
    let is_held = began().any(|one| {
        call.get("product").is_some()
            && one.get("product") == call.get("product")
            && end_of(one).is_none()
    });
    let last = of(story, Source::Consents)
        .filter(|one| one.at < call.at && one.get("purpose") != Some("profilazione"))
        .max_by_key(|one| one.at);
    let has_opted_out = last.is_some_and(|one| one.get("state") == Some("REVOCATO"));
    let ends: Option<Vec<Day>> = began().map(end_of).collect();
    let has_left = ends.and_then(|ends| ends.into_iter().max()).is_some_and(|end| {
        let is_asked =
            last.is_some_and(|one| one.get("state") == Some("DATO") && one.at.day() > end);
        day.0 - end.0 > 30 && !is_asked
    });
    is_held || has_opted_out || has_left
}

/// For longer than the interval and fifteen days no invoice came for the contract; before the data
/// begin nothing is known.
pub(super) fn is_unbilled(story: &Story<'_>, contract: &Event) -> bool {
    let months: i32 = contract.get("billing_months").unwrap().parse().unwrap();
    let end = of(story, Source::Contracts)
        .filter(|one| {
            one.get("contract") == contract.get("contract") && one.get("state") == Some("CESSATO")
        })
        .find_map(|one| day_of(one, "ends"))
        .unwrap_or(LAST_DAY);
    let mut days: Vec<i32> = of(story, Source::Invoices)
        .filter(|row| row.get("contract") == contract.get("contract"))
        .map(|row| row.at.day().0)
        .filter(|day| *day <= end.0)
        .collect();
    days.sort_unstable();
    days.insert(0, contract.at.day().0.max(dates::FIRST_DAY.0));
    days.push(end.0);
    days.windows(2).any(|pair| pair[1] - pair[0] > 31 * months + 15)
}

/// One reason told twice within sixty days, with no case of it open at the second and none closed in
/// between.
pub(super) fn is_told_again(story: &Story<'_>) -> bool {
    let tellings = || {
        story.events.iter().filter(|event| {
            let is_customer = match event.source {
                Source::Chat => event.get("author") == Some("visitor"),
                Source::Tickets => event.get("kind") == Some("customer_message"),
                _ => false,
            };
            is_customer && event.get("reason").is_some()
        })
    };
    let ends = |event: &Event| matches!(event.get("case_step"), Some("resolved" | "closed"));
    tellings().any(|first| {
        tellings().any(|second| {
            let is_pair = first.get("reason") == second.get("reason")
                && first.at < second.at
                && second.at.0 - first.at.0 <= 60 * 86_400;
            let is_covered =
                tellings().filter(|one| one.get("reason") == first.get("reason")).any(|one| {
                    let Some(case) = one.get("case") else { return false };
                    let closed = story
                        .events
                        .iter()
                        .filter(|event| event.get("case") == Some(case) && ends(event))
                        .map(|event| event.at)
                        .min();
                    let is_open = one.at < second.at && closed.is_none_or(|at| at > second.at);
                    let is_solved = closed.is_some_and(|at| at >= first.at && at <= second.at);
                    is_open || is_solved
                });
            is_pair && !is_covered
        })
    })
}

/// Five contacts of three departments or agencies within seven days, none within a case.
pub(super) fn is_rainy(story: &Story<'_>) -> bool {
    let mut contacts: Vec<(i64, Source)> = story
        .events
        .iter()
        .filter(|event| match event.source {
            source if source.is_campaign() => true,
            Source::Reminders | Source::PecSent => true,
            Source::Suspensions => event.get("state") == Some("ANNUNCIATA"),
            Source::Calls | Source::SalesCalls => event.get("direction") == Some("U"),
            Source::Replies => event.get("case").is_none() && event.get("automatic").is_none(),
            _ => false,
        })
        .map(|event| (event.at.0, event.source))
        .collect();
    contacts.sort_unstable();
    contacts.iter().any(|&(first, _)| {
        let within = contacts.iter().filter(|(at, _)| *at >= first && at - first <= 7 * 86_400);
        let origins: BTreeSet<Source> = within.clone().map(|(_, source)| *source).collect();
        within.count() >= 5 && origins.len() >= 3
    })
}
