//! How a verdict is printed for people.

use filo_guard::card::Answer;

use crate::config::Config;
use crate::guard::told::{Told, ToldCard, ToldPart};
use crate::texts::Texts;

/// The verdict as people read it.
pub(super) fn lines(told: &Told, config: &Config, texts: &Texts) -> String {
    let answer = texts.word("answer", told.answer.name());
    let action = texts.word("action", told.action);
    let day = texts.date(told.planned);
    let values = [
        ("answer", &*answer.to_uppercase()),
        ("action", &*action),
        ("customer", &*told.customer.to_string()),
        ("day", &*day),
    ];
    let mut out = vec![texts.say("guard-answer", &values)];
    if let Some(decision) = told.decision {
        out.push(texts.say("guard-decision", &[("decision", &decision.to_string())]));
    }
    for part in &told.parts {
        part_lines(part, told.parts.len() > 1, config, texts, &mut out);
    }
    if !told.not_checked.is_empty() {
        let facts: Vec<String> =
            told.not_checked.iter().map(|fact| texts.word("fact", fact)).collect();
        out.push(texts.say("guard-not-checked", &[("facts", &facts.join("; "))]));
    }
    if !told.stale.is_empty() {
        out.push(texts.say("guard-stale", &[("sources", &told.stale.join(", "))]));
    }
    out.join("\n")
}

fn part_lines(
    part: &ToldPart,
    several: bool,
    config: &Config,
    texts: &Texts,
    out: &mut Vec<String>,
) {
    if several || part.claim.is_some() {
        let answer = texts.word("answer", part.answer.name());
        let claim = part.claim.clone().unwrap_or_else(|| "-".to_owned());
        out.push(texts.say("guard-claim", &[("claim", &claim), ("answer", &answer)]));
    }
    if part.erred {
        out.push(format!("  {}", texts.say("guard-erred", &[])));
    }
    // Where a card surely speaks, those that could not be looked at are only named.
    let sure = part.cards.iter().any(|card| card.missing.is_empty() && card.answer == part.answer);
    let (told, named): (Vec<&ToldCard>, Vec<&ToldCard>) =
        part.cards.iter().partition(|card| card.missing.is_empty() || !sure);
    told.into_iter().for_each(|card| card_lines(card, config, texts, out));
    if !named.is_empty() {
        let ids: Vec<&str> = named.iter().map(|card| card.card.as_str()).collect();
        out.push(format!("  {}", texts.say("guard-also-unsure", &[("cards", &ids.join(", "))])));
    }
    for card in &part.shadow {
        let answer = texts.word("answer", card.answer.name());
        let values = [("card", &*card.card), ("answer", &*answer), ("title", &*card.title)];
        out.push(format!("  {}", texts.say("guard-shadow", &values)));
    }
    if !part.instead.is_empty() {
        let ways: Vec<String> = part
            .instead
            .iter()
            .map(|one| {
                let action = texts.word("action", one.action);
                if one.answer == Answer::Allow {
                    action
                } else {
                    let answer = texts.word("answer", one.answer.name());
                    format!("{action} ({answer})")
                }
            })
            .collect();
        out.push(format!("  {}", texts.say("guard-instead", &[("ways", &ways.join(" · "))])));
    }
}

fn card_lines(card: &ToldCard, config: &Config, texts: &Texts, out: &mut Vec<String>) {
    let answer = texts.word("answer", card.answer.name());
    let values = [("card", &*card.card), ("answer", &*answer), ("title", &*card.title)];
    out.push(format!("  {}", texts.say("guard-card", &values)));
    if card.missing.is_empty() {
        out.push(format!("    {}", card.notice));
    }
    for missing in &card.missing {
        let fact = texts.word("fact", missing.fact);
        let why = texts.word("unknown", missing.why);
        out.push(format!("    {}", texts.say("guard-missing", &[("fact", &fact), ("why", &why)])));
    }
    for words in &card.heard {
        let finding = words.finding.to_string();
        let values = [("words", &*words.quote), ("finding", &*finding)];
        out.push(format!("    {}", texts.say("guard-heard", &values)));
    }
    for entry in &card.entries {
        let kind = texts.word("kind", entry.kind);
        let line = entry.line.to_string();
        let values = [
            ("day", &*texts.date(entry.day)),
            ("kind", &*kind),
            ("source", &*entry.source),
            ("file", &*entry.file),
            ("line", &*line),
        ];
        out.push(format!("    {}", texts.say("guard-entry", &values)));
    }
    if card.answer == Answer::Refuse {
        let values = [("release", &*card.release)];
        out.push(format!("    {}", texts.say("guard-refused", &values)));
    }
    if card.answer == Answer::Hold {
        let owner = config.department_label(&card.owner, texts.language());
        let who = if card.lead {
            texts.say("guard-lead", &[("department", owner)])
        } else {
            owner.to_owned()
        };
        let by = texts.date(card.decide_by);
        let values = [("owner", &*who), ("day", &*by), ("release", &*card.release)];
        let held = if card.missing.is_empty() { "guard-held" } else { "guard-held-unknown" };
        out.push(format!("    {}", texts.say(held, &values)));
    }
    if card.answer >= Answer::Hold && card.missing.is_empty() {
        let overridden = texts.word("override", card.overridden_by.name());
        out.push(format!("    {overridden}"));
    }
    if card.missing.is_empty() {
        out.push(format!("    {}", texts.say("guard-words", &[("words", &card.words)])));
    }
}
