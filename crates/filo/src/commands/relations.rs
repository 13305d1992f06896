//! `filo relations WHO`: customers who are not the same but related, and what they share.

use super::{Session, one_customer};
use crate::cli;
use crate::output;
use crate::problem::Result;
use crate::relations::{CrowdedValue, CustomerRelations, RelatedCustomer, relations_of};
use crate::sentence::one_line;
use crate::texts::Texts;

pub(super) fn run(args: &cli::Relations, session: &Session) -> Result<u8> {
    let config = session.config()?;
    let store = Session::store(&config)?;
    let texts = session.texts();
    session.tell_if_behind(&store)?;
    let customer = one_customer(&store, &args.who, &texts)?;
    if !store.customer_words_stand()? {
        output::say(&texts.say("relations-not-all", &[]));
    }
    let found = relations_of(&store, customer)?;
    if session.common.json {
        output::json(&found)?;
    } else {
        output::data(&lines(&found, &texts))?;
    }
    Ok(0)
}

/// The relations as people read them.
fn lines(found: &CustomerRelations, texts: &Texts) -> String {
    let name = found.name.clone().unwrap_or_else(|| texts.say("thread-nameless", &[]));
    let title = [("name", &*name), ("customer", &*found.customer.to_string())];
    let mut out = vec![texts.say("thread-title", &title)];
    for (flag, key) in [(found.restricted, "thread-restricted"), (found.erased, "thread-erased")] {
        if flag {
            out.push(texts.say(key, &[]));
        }
    }
    if found.relations.is_empty() {
        out.push(texts.say("relations-none", &[]));
    }
    found.relations.iter().for_each(|one| relation_lines(one, texts, &mut out));
    if !found.passed_over.is_empty() {
        out.push(texts.say("relations-passed-over", &[]));
    }
    out.extend(found.passed_over.iter().map(|one| crowded_line(one, texts)));
    out.join("\n")
}

fn relation_lines(one: &RelatedCustomer, texts: &Texts, out: &mut Vec<String>) {
    let kind = texts.say(&format!("relation-{}", one.kind.name()), &[]);
    let sureness = texts.say(&format!("sureness-{}", one.sureness.name()), &[]);
    let nameless = if one.withheld { "relations-withheld" } else { "thread-nameless" };
    let name = one.name.clone().unwrap_or_else(|| texts.say(nameless, &[]));
    out.push(format!("{}  {name} · {kind}, {sureness}", one.customer));
    for shared in &one.shared {
        let field = texts.word("shared", shared.field.name());
        out.push(match &shared.value {
            Some(value) => format!("    {field}: {}", one_line(value)),
            None => format!("    {field}"),
        });
    }
}

fn crowded_line(one: &CrowdedValue, texts: &Texts) -> String {
    let field = texts.word("shared", one.field.name());
    let value = one.value.as_deref().map(|value| format!(": {}", one_line(value)));
    let count = match one.customers {
        Some(count) => texts.say("relations-shared-by", &[("count", &count.to_string())]),
        None => texts.say("relations-shared-by-more", &[]),
    };
    format!("    {field}{} · {count}", value.unwrap_or_default())
}
