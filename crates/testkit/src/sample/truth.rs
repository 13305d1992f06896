//! truth.json: what was planned and what the exports still show of it, written before any export.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use serde::Serialize;

use super::SampleError;
use super::culture::{self, Heard};
use super::event::Event;
use super::exact::{RecordKey, Records};
use super::noise;
use super::story::{BY_LIFE, Breach, IMPROVEMENTS, IN_WORDS, LAPSES, ORDINARY, Planted, Story};
use super::texts::Side;

/// The version of the schema in docs/SAMPLE.md.
const SCHEMA: u32 = 3;

#[derive(Debug, Serialize)]
struct Reference {
    source: &'static str,
    key: String,
}

#[derive(Debug, Serialize)]
struct Evidence {
    source: &'static str,
    key: String,
    fate: String,
}

#[derive(Debug, Serialize)]
struct PlantedLine<'a> {
    id: String,
    kind: &'static str,
    harm: bool,
    variant: &'static str,
    person: String,
    claim: Option<&'a str>,
    department: &'static str,
    act: Reference,
    evidence: Vec<Evidence>,
    exact: bool,
    tied: bool,
    shown: bool,
    shown_by: BTreeSet<&'static str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    hidden: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    later: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct BreachLine {
    id: String,
    template: &'static str,
    person: String,
    department: &'static str,
    act: Reference,
    evidence: Vec<Evidence>,
    tied: bool,
    shown: bool,
}

#[derive(Debug, Serialize)]
struct SaidLine<'a> {
    source: &'static str,
    key: String,
    side: Side,
    says: &'a [String],
}

#[derive(Debug, Serialize)]
struct ConversationLine<'a> {
    conversation: &'a str,
    person: String,
    channel: &'static str,
    lang: &'a str,
    shows: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<&'a str>,
    messages: Vec<SaidLine<'a>>,
}

#[derive(Debug, Serialize)]
struct LeaverLine {
    person: String,
    ended: String,
    harmed: bool,
}

#[derive(Debug, Serialize)]
struct ImprovementLine {
    improvement: &'static str,
    department: &'static str,
    date: &'static str,
    measure: &'static str,
    works: bool,
    late_percent_before: u32,
    late_percent_after: u32,
}

/// A record by its system and key.
type RecordLine = (&'static str, String);

#[derive(Debug, Serialize)]
struct PersonLine {
    person: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    firm: bool,
    exact_groups: Vec<Vec<RecordLine>>,
}

#[derive(Debug, Serialize)]
struct RelationLine {
    kind: &'static str,
    persons: [String; 2],
}

#[derive(Debug, Serialize)]
struct Rates {
    lost: f64,
    late: f64,
    wrong_key: f64,
    missing_field: f64,
    corrected_payments: f64,
    lapses: f64,
    calls_clock_offset_seconds: i64,
    repeated: &'static str,
}

/// Collects the truth story by story; pairs must come together.
#[derive(Debug, Default)]
pub(crate) struct Truth {
    planted: Vec<String>,
    procedures: Vec<String>,
    people: Vec<String>,
    relations: Vec<String>,
    conversations: Vec<String>,
    leavers: Vec<String>,
    counts: BTreeMap<String, u64>,
}

impl Truth {
    /// Adds the stories of customers who may share keys: a pair, or the last customer alone.
    ///
    /// # Errors
    /// Where a line cannot be written as JSON.
    pub(crate) fn add(&mut self, stories: &[Story<'_>]) -> Result<(), SampleError> {
        let mut records = Records::default();
        let mut written: Vec<Vec<Option<RecordKey>>> = Vec::new();
        for story in stories {
            written.push(story.events.iter().map(|event| records.add(event)).collect());
        }
        records.group();
        for (story, keys) in stories.iter().zip(&written) {
            self.add_person(story, keys, &records)?;
            for planted in &story.planted {
                self.add_planted(story, planted, keys, &records)?;
            }
            for breach in &story.breaches {
                self.add_breach(story, breach, keys, &records)?;
            }
            self.add_talks(story)?;
            self.add_leaver(story)?;
        }
        if let [first, second] = stories
            && let Some(relation) = first.person.relation
        {
            let persons = [person_id(first), person_id(second)];
            let line = RelationLine { kind: relation.name(), persons };
            self.relations.push(serde_json::to_string(&line)?);
        }
        Ok(())
    }

    fn add_talks(&mut self, story: &Story<'_>) -> Result<(), SampleError> {
        for talk in &story.talks {
            let conversation = &story.texts.conversations()[talk.conversation];
            let said =
                talk.turns.iter().filter(|(_, event)| story.events[*event].written().is_some());
            let messages = said.map(|&(turn, event)| SaidLine {
                source: story.events[event].source.spec().name,
                key: story.events[event].reference(),
                side: conversation.turns[turn].side,
                says: &conversation.turns[turn].says,
            });
            let line = ConversationLine {
                conversation: &conversation.id,
                person: person_id(story),
                channel: talk.medium.name(),
                lang: &conversation.lang,
                shows: &conversation.shows,
                case: talk.case.as_deref(),
                messages: messages.collect(),
            };
            self.conversations.push(serde_json::to_string(&line)?);
        }
        Ok(())
    }

    fn add_leaver(&mut self, story: &Story<'_>) -> Result<(), SampleError> {
        let Some(day) = story.ends else { return Ok(()) };
        // What nobody planned made nobody leave.
        let before = |planted: &Planted| {
            ![BY_LIFE, IN_WORDS].contains(&planted.variant)
                && story.events[planted.act].at.day() < day
        };
        let harmed = story.planted.iter().any(|planted| planted.is_harm && before(planted));
        let line = LeaverLine { person: person_id(story), ended: day.date().to_string(), harmed };
        self.leavers.push(serde_json::to_string(&line)?);
        Ok(())
    }

    fn add_person(
        &mut self,
        story: &Story<'_>,
        keys: &[Option<RecordKey>],
        records: &Records,
    ) -> Result<(), SampleError> {
        let keys: BTreeSet<&RecordKey> = keys.iter().flatten().collect();
        let mut groups: BTreeMap<Option<usize>, Vec<RecordLine>> = BTreeMap::new();
        for key in &keys {
            groups.entry(records.group_of(key)).or_default().push((key.system, key.key.clone()));
        }
        let line = PersonLine {
            person: person_id(story),
            firm: story.person.company.is_some(),
            exact_groups: groups.into_values().collect(),
        };
        self.people.push(serde_json::to_string(&line)?);
        Ok(())
    }

    fn add_planted(
        &mut self,
        story: &Story<'_>,
        planted: &Planted,
        keys: &[Option<RecordKey>],
        records: &Records,
    ) -> Result<(), SampleError> {
        let events = || planted.evidence.iter().map(|&place| &story.events[place]);
        let shown = !planted.is_hidden && events().all(Event::is_shown);
        if planted.variant == ORDINARY && shown {
            return Ok(());
        }
        let groups: BTreeSet<Option<usize>> = planted
            .evidence
            .iter()
            .map(|&place| keys[place].as_ref().and_then(|key| records.group_of(key)))
            .collect();
        let act = &story.events[planted.act];
        let line = PlantedLine {
            id: format!("PL{:06}", self.planted.len() + 1),
            kind: planted.kind,
            harm: planted.is_harm,
            variant: planted.variant,
            person: person_id(story),
            claim: planted.claim.as_deref(),
            department: planted.department,
            act: reference(act),
            evidence: events().map(evidence).collect(),
            exact: groups.len() == 1 && !groups.contains(&None),
            tied: are_tied(&planted.evidence, keys, records),
            shown,
            shown_by: events()
                .filter(|event| event.is_shown())
                .map(|event| event.source.spec().name)
                .collect(),
            hidden: planted.is_hidden,
            later: planted.part.is_some().then_some(true),
            part: planted.part,
        };
        self.planted.push(serde_json::to_string(&line)?);
        let name = match (planted.is_harm, planted.variant) {
            (true, _) => planted.kind.to_owned(),
            (false, ORDINARY) => format!("ordinary:{}", planted.kind),
            (false, _) => format!("decoy:{}", planted.kind),
        };
        *self.counts.entry(name).or_default() += 1;
        Ok(())
    }

    fn add_breach(
        &mut self,
        story: &Story<'_>,
        breach: &Breach,
        keys: &[Option<RecordKey>],
        records: &Records,
    ) -> Result<(), SampleError> {
        let events = || breach.evidence.iter().map(|&place| &story.events[place]);
        let act = &story.events[breach.act];
        let line = BreachLine {
            id: format!("PB{:06}", self.procedures.len() + 1),
            template: breach.template,
            person: person_id(story),
            department: if act.source.is_campaign() { "marketing" } else { "administration" },
            act: reference(act),
            evidence: events().map(evidence).collect(),
            tied: are_tied(&breach.evidence, keys, records),
            shown: events().all(Event::is_shown),
        };
        self.procedures.push(serde_json::to_string(&line)?);
        *self.counts.entry(format!("procedure:{}", breach.template)).or_default() += 1;
        Ok(())
    }

    /// Writes the file and gives the counts of what is planted.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub(crate) fn write(
        self,
        out: &mut impl Write,
        seed: u64,
        customers: u32,
        heard: &Heard,
    ) -> Result<BTreeMap<String, u64>, SampleError> {
        let rate = |per_mille: u32| f64::from(per_mille) / 1000.0;
        let rates = Rates {
            lost: rate(noise::LOST_PER_MILLE),
            late: rate(noise::LATE_PER_MILLE),
            wrong_key: rate(noise::WRONG_KEY_PER_MILLE),
            missing_field: rate(noise::MISSING_FIELD_PER_MILLE),
            corrected_payments: rate(noise::CORRECTED_PER_MILLE),
            lapses: f64::from(LAPSES) / 100.0,
            calls_clock_offset_seconds: noise::CALLS_CLOCK_OFFSET_SECONDS,
            repeated: "every row from 2026-05-12 to 2026-05-31 that is not late stands in both exports",
        };
        let rates = serde_json::to_string(&rates)?;
        writeln!(out, "{{\n\"schema\": {SCHEMA},\n\"seed\": {seed},\n\"customers\": {customers},")?;
        writeln!(out, "\"data_end\": \"2026-06-30\",\n\"rates\": {rates},")?;
        write_list(out, "planted", &self.planted)?;
        writeln!(out, ",")?;
        write_list(out, "procedures", &self.procedures)?;
        writeln!(out, ",")?;
        write_list(out, "relations", &self.relations)?;
        writeln!(out, ",")?;
        write_list(out, "people", &self.people)?;
        writeln!(out, ",")?;
        write_list(out, "conversations", &self.conversations)?;
        writeln!(out, ",")?;
        write_list(out, "leavers", &self.leavers)?;
        writeln!(out, ",")?;
        write_list(out, "improvements", &improvements()?)?;
        writeln!(out, ",")?;
        culture::write_truth(out, &self.counts, heard)?;
        writeln!(out, "\n}}")?;
        Ok(self.counts)
    }
}

fn reference(event: &Event) -> Reference {
    Reference { source: event.source.spec().name, key: event.reference() }
}

fn evidence(event: &Event) -> Evidence {
    Evidence { source: event.source.spec().name, key: event.reference(), fate: event.fate_name() }
}

/// Whether anything written ties the records of these events to one another.
fn are_tied(events: &[usize], keys: &[Option<RecordKey>], records: &Records) -> bool {
    let some: Option<BTreeSet<&RecordKey>> =
        events.iter().map(|&place| keys[place].as_ref()).collect();
    let all: BTreeSet<&RecordKey> = keys.iter().flatten().collect();
    some.is_some_and(|some| records.are_tied(&some, &all))
}

fn improvements() -> Result<Vec<String>, SampleError> {
    let lines = IMPROVEMENTS.iter().map(|one| {
        let (before, after) = one.late_percent;
        serde_json::to_string(&ImprovementLine {
            improvement: one.number,
            department: one.department,
            date: "2026-05-15",
            measure: "handoff_late",
            works: before != after,
            late_percent_before: before,
            late_percent_after: after,
        })
    });
    Ok(lines.collect::<Result<_, _>>()?)
}

fn person_id(story: &Story<'_>) -> String {
    format!("P{:07}", story.person.index + 1)
}

fn write_list(out: &mut impl Write, name: &str, lines: &[String]) -> Result<(), SampleError> {
    write!(out, "\"{name}\": [")?;
    for (place, line) in lines.iter().enumerate() {
        write!(out, "{}\n{line}", if place == 0 { "" } else { "," })?;
    }
    write!(out, "\n]")?;
    Ok(())
}
