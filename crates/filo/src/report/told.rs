//! One thread told in department lanes: the entries that matter, in order, without who it was.
//!
//! A thread may hold hundreds of entries. Told are those that show a finding, and around them those
//! that lie nearest in time, so that what the company could have known stands beside what it did.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use filo_model::entry::Entry;
use filo_model::facts::{Direction, Facts, TextKind};
use filo_store::thread::Thread;
use serde::Serialize;

use crate::sentence::SMALL_DEPARTMENTS;

/// Entries of a thread that are told at most.
const TOLD_MAX: usize = 24;

/// How long before the first and after the last moment of harm entries are looked for, in
/// milliseconds.
const AROUND: i64 = 21 * 86_400_000;

/// A quote is cut at so many characters.
const QUOTE_MAX: usize = 280;

/// A thread, told.
#[derive(Debug, Clone, Serialize)]
pub struct ToldThread {
    /// The customer's id, which says nothing by itself.
    pub customer: String,
    /// The customer's name, where names were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The findings shown: their kinds, reasons and states.
    pub findings: Vec<ToldFinding>,
    /// The departments of the lanes, in the order in which they appear; absent for small ones. The
    /// lane before them is the customer's own.
    pub departments: Vec<Option<String>>,
    /// The entries in order.
    pub entries: Vec<ToldEntry>,
    /// Entries of the thread in the same days that are not told.
    pub left_out: usize,
}

/// A finding of a told thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToldFinding {
    /// Its kind.
    pub kind: &'static str,
    /// Its reasons.
    pub reasons: Vec<&'static str>,
    /// Suspected or confirmed.
    pub state: &'static str,
}

/// An entry of a told thread.
#[derive(Debug, Clone, Serialize)]
pub struct ToldEntry {
    /// When it happened; a day where no time is known.
    pub at: String,
    /// The lane: 0 is the customer's, then the departments'.
    pub lane: usize,
    /// What happened: the kind, channel, direction and facts, with names and numbers replaced.
    #[serde(flatten)]
    pub entry: MaskedEntry,
    /// What was said, masked and cut.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// The kinds of finding of which it is the act.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub harms: Vec<&'static str>,
    /// Whether it shows a finding.
    pub is_evidence: bool,
}

/// An entry whose texts were masked; written as kind, channel, direction and facts alone.
#[derive(Debug, Clone)]
pub struct MaskedEntry(pub Entry);

impl Serialize for MaskedEntry {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", &self.0.kind)?;
        if let Some(channel) = self.0.channel {
            map.serialize_entry("channel", &channel)?;
        }
        map.serialize_entry("direction", &self.0.direction)?;
        map.serialize_entry("facts", &self.0.facts)?;
        map.end()
    }
}

/// What of a thread shows findings: for each entry's sequence number the kinds of which it is the
/// act; empty where it is evidence only.
pub(super) type Shown = BTreeMap<i64, Vec<&'static str>>;

/// How a thread is told.
pub(super) struct Telling<'a> {
    /// Masks a text.
    pub(super) mask: &'a dyn Fn(&str) -> String,
    /// The department as it may be named; nothing for small ones.
    pub(super) department: &'a dyn Fn(&str) -> Option<String>,
    /// The end of the period in UTC epoch milliseconds.
    pub(super) as_of: i64,
    /// Whether names may stand.
    pub(super) with_names: bool,
}

/// Tells a thread.
pub(super) fn tell(
    thread: &Thread,
    shown: &Shown,
    findings: Vec<ToldFinding>,
    telling: &Telling<'_>,
) -> ToldThread {
    let (chosen, left_out) = choose(thread, shown, telling.as_of);
    let mut aliases = Aliases::default();
    let mut departments: Vec<Option<String>> = Vec::new();
    let mut entries = Vec::with_capacity(chosen.len());
    for entry in chosen {
        let lane = if entry.direction == Direction::In {
            0
        } else {
            let name = (telling.department)(&entry.department);
            let place = departments.iter().position(|one| *one == name);
            place.unwrap_or_else(|| {
                departments.push(name);
                departments.len() - 1
            }) + 1
        };
        let masked = masked(entry, telling, &mut aliases);
        let words = entry.text.as_ref().map(|text| text.text.trim()).unwrap_or_default();
        let quote = (!words.is_empty()).then(|| cut(&(telling.mask)(words)));
        let acts = shown.get(&entry.seq);
        entries.push(ToldEntry {
            at: entry.at.to_rfc3339(),
            lane,
            entry: MaskedEntry(masked),
            quote,
            harms: acts.cloned().unwrap_or_default(),
            is_evidence: acts.is_some(),
        });
    }
    let name = || {
        let names = thread.records.iter().filter_map(|one| one.record.details.display_name());
        names.max_by_key(String::len)
    };
    ToldThread {
        customer: thread.customer.to_string(),
        name: telling.with_names.then(name).flatten(),
        findings,
        departments,
        entries,
        left_out,
    }
}

/// The entries to tell, in order, and how many of the same days are not.
fn choose<'a>(thread: &'a Thread, shown: &Shown, as_of: i64) -> (Vec<&'a Entry>, usize) {
    let moments = || {
        let evidence = thread.entries.iter().filter(|entry| shown.contains_key(&entry.seq));
        evidence.map(|entry| entry.at.millis)
    };
    let (first, last) = (moments().min().unwrap_or(0), moments().max().unwrap_or(0));
    let within: Vec<&Entry> = thread
        .entries
        .iter()
        .filter(|entry| {
            let at = entry.at.millis;
            let is_near = at >= first.saturating_sub(AROUND) && at <= last.saturating_add(AROUND);
            !entry.superseded && at <= as_of && (is_near || shown.contains_key(&entry.seq))
        })
        .collect();
    let within = calls_once(within, shown);
    let mut ranked: Vec<(bool, i64, usize)> = within
        .iter()
        .enumerate()
        .map(|(place, entry)| {
            let distance = moments().map(|at| (at - entry.at.millis).abs()).min().unwrap_or(0);
            (!shown.contains_key(&entry.seq), distance, place)
        })
        .collect();
    ranked.sort_unstable();
    ranked.truncate(TOLD_MAX);
    let mut places: Vec<usize> = ranked.into_iter().map(|(_, _, place)| place).collect();
    places.sort_unstable();
    let left_out = within.len() - places.len();
    (places.into_iter().map(|place| within[place]).collect(), left_out)
}

/// The entries with each telephone call once: several exports of one exchange tell of it. The one
/// that shows a finding stays, else the one that its source believes most.
fn calls_once<'a>(entries: Vec<&'a Entry>, shown: &Shown) -> Vec<&'a Entry> {
    let call = |entry: &Entry| match &entry.facts {
        Facts::Message(one) => one.call.clone(),
        Facts::Attempt(one) => one.call.clone(),
        _ => None,
    };
    let rank = |entry: &Entry| (shown.contains_key(&entry.seq), entry.turn, Reverse(entry.seq));
    let mut best: BTreeMap<String, &Entry> = BTreeMap::new();
    for entry in &entries {
        if let Some(id) = call(entry) {
            let known = best.entry(id).or_insert(entry);
            if rank(entry) > rank(known) {
                *known = entry;
            }
        }
    }
    let stays = |entry: &&Entry| {
        call(entry).is_none_or(|id| best.get(&id).is_some_and(|one| one.seq == entry.seq))
    };
    entries.into_iter().filter(stays).collect()
}

/// Numbers of claims, cases and the like by the order in which they appear: the same number is the
/// same alias, so that what belongs together still does.
#[derive(Debug, Default)]
struct Aliases(Vec<String>);

impl Aliases {
    fn of(&mut self, number: &str) -> String {
        let alike = filo_model::pointer::written_alike(number);
        let place = self.0.iter().position(|one| *one == alike).unwrap_or_else(|| {
            self.0.push(alike);
            self.0.len() - 1
        });
        format!("#{}", place + 1)
    }
}

fn masked(entry: &Entry, telling: &Telling<'_>, aliases: &mut Aliases) -> Entry {
    let mut entry = entry.clone();
    let with_names = telling.with_names;
    entry.facts.rewrite(&mut |kind, text| match kind {
        TextKind::Number | TextKind::Free if with_names => Some(text.to_owned()),
        TextKind::Number => Some(aliases.of(text)),
        TextKind::Department => {
            Some((telling.department)(text).unwrap_or_else(|| SMALL_DEPARTMENTS.to_owned()))
        }
        TextKind::Free => Some((telling.mask)(text)),
    });
    if let Some(case) = entry.case.as_mut().filter(|_| !with_names) {
        case.case = aliases.of(&case.case);
    }
    entry.text = None;
    entry.given = Vec::new();
    entry
}

/// The beginning of a text, cut between two words and never within what stands for something masked.
fn cut(text: &str) -> String {
    if text.chars().count() <= QUOTE_MAX {
        return text.to_owned();
    }
    let (mut end, mut is_within) = (0, false);
    for (count, (at, letter)) in text.char_indices().enumerate() {
        if count >= QUOTE_MAX {
            break;
        }
        match letter {
            '[' => is_within = true,
            ']' => is_within = false,
            letter if letter.is_whitespace() && !is_within => end = at,
            _ => {}
        }
    }
    // A text without blanks is cut where the length ends.
    let fallback = || text.char_indices().nth(QUOTE_MAX).map_or(text.len(), |(at, _)| at);
    let end = if end == 0 { fallback() } else { end };
    format!("{} …", text.get(..end).unwrap_or(text).trim_end())
}

#[cfg(test)]
mod tests {
    use super::{QUOTE_MAX, cut};

    #[test]
    fn a_quote_is_cut_between_words_and_never_within_a_placeholder() {
        let text = format!("{}[date of birth] e poi ancora", "parola ".repeat(39));
        let short = cut(&text);
        assert!(short.ends_with("parola …"), "{short}");
        assert!(text.starts_with(short.trim_end_matches(" …")), "what is quoted is what was said");
        assert_eq!(cut("breve\n  così"), "breve\n  così", "a short one stays as it is");
        assert_eq!(cut(&"è".repeat(QUOTE_MAX * 2)).chars().count(), QUOTE_MAX + 2);
    }
}
