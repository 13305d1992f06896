//! How many of the planted mentions are masked in full, and how many words to keep are kept.
//!
//! The texts of all files were written without sight of the rules. The first was looked at while the
//! rules were mended. The second was measured before anybody looked at it: 700 of 720 mentions, .972
//! (.962 of the odd texts, .983 of the even ones). Then the odd texts were looked at, and the misses
//! of the even ones later. All of the third, the fourth, the fifth and the sixth file was looked at;
//! the sixth only after it had been measured three times: .951, .970, .977. The seventh and the eighth
//! began at 1099 of 1157 (.950) and 798 of 848 (.941) before anybody looked at them, the ninth and the
//! tenth, plainer and representative, at 855 of 869 (.984) and 813 of 826 (.984). What these files hold
//! says that the rules can hold it, not what another writer's texts would show.

use serde::Deserialize;

use crate::mask;

/// Looked at while the rules were mended.
const FIRST: &str = include_str!("../data/mentions.jsonl");
/// Looked at while the rules were mended, the even texts last.
const SECOND: &str = include_str!("../data/mentions_2.jsonl");

/// Looked at while the rules were mended.
const THIRD: &str = include_str!("../data/mentions_3.jsonl");
/// Looked at while the rules were mended.
const FOURTH: &str = include_str!("../data/mentions_4.jsonl");
/// Looked at while the rules were mended.
const FIFTH: &str = include_str!("../data/mentions_5.jsonl");

/// Looked at while the rules were mended.
const SIXTH: &str = include_str!("../data/mentions_6.jsonl");
/// Looked at while the rules were mended; first 1099 of 1157, 568 of 576 words kept.
const SEVENTH: &str = include_str!("../data/mentions_7.jsonl");
/// Looked at while the rules were mended; first 798 of 848, 594 of 607 words kept.
const EIGHTH: &str = include_str!("../data/mentions_8.jsonl");
/// Looked at while the rules were mended; first 855 of 869, 649 of 657 words kept, 44 spans of 8,519
/// words hidden without need.
const NINTH: &str = include_str!("../data/mentions_9.jsonl");
/// Looked at while the rules were mended; first 813 of 826, 564 of 588 words kept, 60 spans of 6,857
/// words hidden without need.
const TENTH: &str = include_str!("../data/mentions_10.jsonl");

/// Plain and representative; its texts were not looked at: 934 of 949 when it was first measured, after the
/// rules were mended by the ninth and the tenth. It tells what to expect of others.
const ELEVENTH: &str = include_str!("../data/mentions_11.jsonl");

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    mentions: Vec<Mention>,
    #[serde(default)]
    keep: Vec<String>,
}

#[derive(Deserialize)]
struct Mention {
    text: String,
}

#[derive(Debug, Default, Clone, Copy)]
struct Share {
    hits: u32,
    all: u32,
}

impl Share {
    fn add(&mut self, hit: bool) {
        self.all += 1;
        self.hits += u32::from(hit);
    }

    fn is_at_least(self, share: f64) -> bool {
        f64::from(self.hits) >= share * f64::from(self.all)
    }
}

/// Where a text stands in another as words of its own.
fn places(text: &str, part: &str) -> Vec<(usize, usize)> {
    let inside = |one: Option<char>| one.is_some_and(char::is_alphanumeric);
    text.match_indices(part)
        .map(|(start, _)| (start, start + part.len()))
        .filter(|&(start, end)| {
            !inside(text[..start].chars().next_back()) && !inside(text[end..].chars().next())
        })
        .collect()
}

/// Recall on the even texts and on the odd ones, and the share of words kept.
fn measure(mentions: &str) -> ([Share; 2], Share) {
    let (mut recall, mut kept) = ([Share::default(); 2], Share::default());
    for line in mentions.lines() {
        let line: Line = serde_json::from_str(line).expect("a line of the file");
        let number: String = line.id.chars().filter(char::is_ascii_digit).collect();
        let Ok(number) = number.parse::<usize>() else { continue };
        let text = line.text.as_str();
        let spans = mask(text).spans;
        let covered = |&(start, end): &(usize, usize)| {
            let letters = text[start..end].char_indices().filter(|(_, one)| one.is_alphanumeric());
            letters.into_iter().all(|(at, _)| {
                spans.iter().any(|span| span.start <= start + at && start + at < span.end)
            })
        };
        let mut used = Vec::new();
        for mention in &line.mentions {
            // A mention that stands twice has to be masked twice.
            let mut free = places(text, &mention.text);
            free.retain(|place| !used.contains(place));
            let found = free.iter().find(|place| covered(place)).copied();
            used.extend(found);
            recall[number % 2].add(found.is_some());
        }
        for word in &line.keep {
            let found = places(text, word);
            let eaten = |&(start, end): &(usize, usize)| {
                spans.iter().any(|span| span.start < end && start < span.end)
            };
            kept.add(found.iter().any(|place| !eaten(place)));
        }
    }
    (recall, kept)
}

#[test]
fn mentions_of_the_first_file_are_masked() {
    let ([even, odd], kept) = measure(FIRST);
    assert!(even.all > 290 && odd.all > 290, "{even:?} {odd:?}");
    let all = Share { hits: even.hits + odd.hits, all: even.all + odd.all };
    assert!(all.is_at_least(0.99), "{all:?}");
    assert!(kept.is_at_least(0.96), "kept: {kept:?}");
}

#[test]
fn mentions_of_the_second_file_are_masked() {
    let ([even, odd], kept) = measure(SECOND);
    assert!(even.all > 340 && odd.all > 340, "{even:?} {odd:?}");
    assert!(even.is_at_least(0.99) && odd.is_at_least(0.99), "{even:?} {odd:?}");
    assert!(kept.is_at_least(0.96), "kept: {kept:?}");
}

#[test]
fn mentions_of_the_third_file_are_masked() {
    let ([even, odd], kept) = measure(THIRD);
    let all = Share { hits: even.hits + odd.hits, all: even.all + odd.all };
    assert!(all.all > 840, "{all:?}");
    assert!(all.is_at_least(0.99), "{all:?}");
    assert!(kept.is_at_least(0.98), "kept: {kept:?}");
}

#[test]
fn mentions_of_the_fourth_file_are_masked() {
    let ([even, odd], kept) = measure(FOURTH);
    let all = Share { hits: even.hits + odd.hits, all: even.all + odd.all };
    assert!(all.all > 790, "{all:?}");
    assert!(all.is_at_least(0.99), "{all:?}");
    assert!(kept.is_at_least(0.98), "kept: {kept:?}");
}

#[test]
fn mentions_of_the_fifth_file_are_masked() {
    let ([even, odd], kept) = measure(FIFTH);
    let all = Share { hits: even.hits + odd.hits, all: even.all + odd.all };
    assert!(all.all > 910, "{all:?}");
    assert!(all.is_at_least(0.99), "{all:?}");
    assert!(kept.is_at_least(0.98), "kept: {kept:?}");
}

#[test]
fn mentions_of_the_sixth_file_are_masked() {
    let ([even, odd], kept) = measure(SIXTH);
    let all = Share { hits: even.hits + odd.hits, all: even.all + odd.all };
    assert!(all.all > 860, "{all:?}");
    assert!(all.is_at_least(0.99), "{all:?}");
    assert!(kept.is_at_least(0.98), "kept: {kept:?}");
}

#[test]
fn mentions_of_the_seventh_file_are_masked() {
    let ([even, odd], kept) = measure(SEVENTH);
    let all = Share { hits: even.hits + odd.hits, all: even.all + odd.all };
    assert!(all.all > 1150, "{all:?}");
    assert!(all.is_at_least(0.99), "{all:?}");
    assert!(kept.is_at_least(0.97), "kept: {kept:?}");
}

#[test]
fn mentions_of_the_eighth_file_are_masked() {
    let ([even, odd], kept) = measure(EIGHTH);
    let all = Share { hits: even.hits + odd.hits, all: even.all + odd.all };
    assert!(all.all > 840, "{all:?}");
    assert!(all.is_at_least(0.99), "{all:?}");
    assert!(kept.is_at_least(0.97), "kept: {kept:?}");
}

#[test]
fn mentions_of_the_ninth_file_are_masked() {
    let ([even, odd], kept) = measure(NINTH);
    let all = Share { hits: even.hits + odd.hits, all: even.all + odd.all };
    assert!(all.all > 860, "{all:?}");
    assert!(all.is_at_least(0.99), "{all:?}");
    assert!(kept.is_at_least(0.97), "kept: {kept:?}");
}

#[test]
fn mentions_of_the_tenth_file_are_masked() {
    let ([even, odd], kept) = measure(TENTH);
    let all = Share { hits: even.hits + odd.hits, all: even.all + odd.all };
    assert!(all.all > 820, "{all:?}");
    assert!(all.is_at_least(0.99), "{all:?}");
    assert!(kept.is_at_least(0.97), "kept: {kept:?}");
}

#[test]
fn mentions_of_the_eleventh_file_are_masked() {
    let ([even, odd], kept) = measure(ELEVENTH);
    let all = Share { hits: even.hits + odd.hits, all: even.all + odd.all };
    assert!(all.all > 940, "{all:?}");
    // Not looked at; the goal of .99 is not reached here.
    assert!(all.is_at_least(0.984), "not looked at: {all:?}");
    assert!(kept.is_at_least(0.97), "kept: {kept:?}");
}

#[test]
fn masking_the_masked_texts_of_all_files_changes_nothing() {
    let files =
        [FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH, SEVENTH, EIGHTH, NINTH, TENTH, ELEVENTH];
    for line in files.iter().flat_map(|file| file.lines()) {
        let line: Line = serde_json::from_str(line).expect("a line of the file");
        let once = mask(&line.text).text;
        assert_eq!(mask(&once).text, once);
    }
}
